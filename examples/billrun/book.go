package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/proforma-go/proforma/internal/table"
	"github.com/proforma-go/proforma/invoice"
)

// book adds what drafts bill to the ledger of a data folder: all of it or nothing. The new text is written beside the file, which it then takes
// the place of. The file beside it is made by one run only, so that of two that book at once one is refused.
func book(dir string, drafts []invoice.Draft) (err error) {
	var entries []invoice.LedgerEntry
	for i := range drafts {
		entries = append(entries, drafts[i].Billings()...)
	}
	if len(entries) == 0 {
		return nil
	}
	name := filepath.Join(dir, table.BilledFile)
	target, mode, err := ledgerFile(name)
	if err != nil {
		return unchanged(name, err)
	}
	beside, err := os.OpenFile(target+".new", os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there: another run is booking, or one was interrupted, after which the file can be removed", target+".new")
	} else if err != nil {
		return unchanged(name, err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(beside.Name())
			err = unchanged(name, err)
		}
	}()
	text, err := os.ReadFile(target)
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		text, err = table.AddBilled(text, entries)
	}
	if err == nil {
		_, err = beside.Write(text)
	}
	if err = errors.Join(err, beside.Chmod(mode), beside.Sync(), beside.Close()); err != nil {
		return err
	}
	return os.Rename(beside.Name(), target)
}

// ledgerFile returns the file that is written, which is the one that a symbolic link points to, and its permissions.
func ledgerFile(name string) (target string, mode fs.FileMode, err error) {
	target, err = filepath.EvalSymlinks(name)
	if errors.Is(err, fs.ErrNotExist) {
		return name, 0o644, nil
	} else if err != nil {
		return "", 0, err
	}
	info, err := os.Stat(target)
	if err != nil {
		return "", 0, err
	}
	if !info.Mode().IsRegular() {
		return "", 0, errors.New("it is no file that can be replaced")
	}
	return target, info.Mode().Perm(), writable(target)
}
