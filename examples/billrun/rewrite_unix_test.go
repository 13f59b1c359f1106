//go:build unix

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestMain is billrun itself where a test has started it as a program.
func TestMain(m *testing.M) {
	if os.Getenv("BILLRUN_ITSELF") == "1" {
		os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// onAFullDisk runs billrun where no file can grow over a kilobyte.
func onAFullDisk(args ...string) (stderr string, status int) {
	c := exec.Command("/bin/sh", append([]string{"-c", `ulimit -f 1 && exec "$0" "$@"`, os.Args[0]}, args...)...)
	c.Env = append(os.Environ(), "BILLRUN_ITSELF=1")
	var errs strings.Builder
	c.Stderr = &errs
	_ = c.Run()
	return errs.String(), c.ProcessState.ExitCode()
}

func TestAFileThatCannotBeWrittenIsAsItWas(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "big.rules")
	before := strings.Repeat("rule \"A\" {   montly on last day }\n", 100)
	if err := os.WriteFile(name, []byte(before), 0o600); err != nil {
		t.Fatal(err)
	}
	fixed := filepath.Join(dir, "fixed.rules")
	if err := os.WriteFile(fixed, []byte(strings.ReplaceAll(before, "montly", "monthly")), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"check", "-fix", name}, {"fmt", "-w", fixed}, {"fmt", "-w", "-json", fixed}} {
		file := args[len(args)-1]
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		stderr, status := onAFullDisk(args...)
		if status != exitUsage || !strings.Contains(stderr, file+" is not rewritten and is as it was: file too large") {
			t.Errorf("%v: got status %d, %s", args, status, stderr)
		}
		if after, err := os.ReadFile(file); err != nil || string(after) != string(text) {
			t.Errorf("%v: %d bytes of %d are left, %v", args, len(after), len(text), err)
		}
		if files, err := os.ReadDir(dir); err != nil || len(files) != 2 {
			t.Errorf("%v: %d files are left, %v", args, len(files), err)
		}
	}
}

// The ledger is whole whatever goes wrong: a full disk, a file or a folder that may not be written.
func TestALedgerThatCannotBeWrittenIsAsItWas(t *testing.T) {
	rows := strings.Repeat("x", 2000)
	for _, tt := range []struct {
		name    string
		prepare func(dir string) error
		fullest bool
		want    string
	}{
		{"full disk", func(string) error { return nil }, true, "file too large"},
		{"file that may not be written", func(dir string) error { return os.Chmod(filepath.Join(dir, "billed.csv"), 0o400) }, false, "permission denied"},
		{"folder that may not be written", func(dir string) error { return os.Chmod(dir, 0o500) }, false, "permission denied"},
		{"no file at all", func(dir string) error {
			name := filepath.Join(dir, "billed.csv")
			return errors.Join(os.Remove(name), os.Mkdir(name, 0o700))
		}, false, "the data in"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if os.Getuid() == 0 && tt.want == "permission denied" {
				t.Skip("root may write everything")
			}
			dir, args := dataFolder(t, map[string]string{"billed.csv": strings.Replace(billedHeader, "open", "open,"+rows, 1)})
			before := ledgerOf(t, dir)
			if err := tt.prepare(dir); err != nil {
				t.Fatal(err)
			}
			defer func() { _ = os.Chmod(dir, 0o700) }()
			var stderr string
			var status int
			if tt.fullest {
				stderr, status = onAFullDisk(args...)
			} else {
				_, stderr, status = invoke(t, "", args...)
			}
			if status != exitUsage || !strings.Contains(stderr, tt.want) {
				t.Errorf("got status %d, %s, want status 2 and %s", status, stderr, tt.want)
			}
			if info, err := os.Stat(filepath.Join(dir, "billed.csv")); err == nil && info.Mode().IsRegular() && ledgerOf(t, dir) != before {
				t.Errorf("billed.csv is %q", ledgerOf(t, dir))
			}
			if _, err := os.Stat(filepath.Join(dir, "billed.csv.new")); err == nil {
				t.Error("billed.csv.new is left")
			}
		})
	}
}
