package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestRewriteFollowsLinksAndKeepsPermissions(t *testing.T) {
	dir := t.TempDir()
	name, link := filepath.Join(dir, "rules.txt"), filepath.Join(dir, "link.txt")
	if err := os.WriteFile(name, []byte("monthly   on last day\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(name, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("rules.txt", link); err != nil {
		t.Fatal(err)
	}
	if _, stderr, status := invoke(t, "", "fmt", "-w", link); status != exitOK || stderr != "" {
		t.Fatalf("got status %d, %s", status, stderr)
	}
	if text, err := os.ReadFile(name); err != nil || string(text) != "monthly on last day\n" {
		t.Errorf("got %q, %v", text, err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is %v, %v", info.Mode(), err)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the permissions are %v, %v", info.Mode(), err)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 2 {
		t.Errorf("%d files, %v", len(files), err)
	}
}

func TestRewriteRefusesWhatIsNoFile(t *testing.T) {
	dir := t.TempDir()
	if err := rewrite(dir, "x"); err == nil || err.Error() != dir+" is no file that can be replaced" {
		t.Errorf("a folder: %v", err)
	}
	if err := rewrite(filepath.Join(dir, "none"), "x"); err == nil {
		t.Error("no file is written")
	}
}
