//go:build unix

package main

import (
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
