package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestManyWarningsStopNothing has more of them than are printed.
func TestManyWarningsStopNothing(t *testing.T) {
	var rules strings.Builder
	for i := range 30 {
		fmt.Fprintf(&rules, "rule \"R%d\" {\n  monthly on day 31\n  where project = \"P%d\"\n}\n", i, i)
	}
	name := filepath.Join(t.TempDir(), "many.rules")
	if err := os.WriteFile(name, []byte(rules.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	stdout, stderr, status := invoke(t, "", "check", name)
	if status != exitOK || stderr != "" || strings.Contains(stdout, "error[") || !strings.Contains(stdout, "warning[E598]: and 10 more") {
		t.Errorf("check: got status %d, %s%s", status, stderr, stdout)
	}
	stdout, stderr, status = invoke(t, "", "run", "-rules", name, "-data", "demo/monthend", "-from", "2026-02-28", "-through", "2026-02-28")
	if status != exitOK || stdout == "" {
		t.Errorf("run: got status %d, %s%s", status, stderr, stdout)
	}
	_, stderr, status = invoke(t, "", "check", "-fix", name)
	if status != exitOK || !strings.Contains(stderr, "30 fixes applied") {
		t.Errorf("check -fix: got status %d, %s", status, stderr)
	}
}
