package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// rewrite replaces a file's text and keeps its permissions. The text is written beside the file and then takes its place, so that the file
// is whole whatever goes wrong: it holds the old text or the new one. What a symbolic link points to is replaced, not the link.
func rewrite(name, text string) (err error) {
	target, err := filepath.EvalSymlinks(name)
	if err != nil {
		return err
	}
	info, err := os.Stat(target)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s is no file that can be replaced", name)
	}
	if err := writable(target); err != nil {
		return err
	}
	beside, err := os.CreateTemp(filepath.Dir(target), ".billrun-*")
	if err != nil {
		return unchanged(name, err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(beside.Name())
			err = unchanged(name, err)
		}
	}()
	_, err = beside.WriteString(text)
	err = errors.Join(err, beside.Chmod(info.Mode().Perm()), beside.Sync(), beside.Close())
	if err != nil {
		return err
	}
	return os.Rename(beside.Name(), target)
}

// writable refuses a file that may not be written, which could be replaced all the same.
func writable(name string) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return f.Close()
}

// unchanged says that a file was not rewritten and is as it was.
func unchanged(name string, err error) error {
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		err = path.Err // the file beside it is nobody's business
	}
	return fmt.Errorf("%s is not rewritten and is as it was: %w", name, err)
}
