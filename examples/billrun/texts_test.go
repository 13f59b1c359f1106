package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCheckFixes(t *testing.T) {
	name := filepath.Join(t.TempDir(), "rules.txt")
	if err := os.WriteFile(name, []byte("rule \"A\" {\n  montly on last day\n  merge project\n}\nrule \"B\" { xyz }\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	stdout, stderr, status := invoke(t, "", "check", "-fix", name)
	if want := "billrun check: " + name + ": 2 fixes applied\n"; stderr != want || status != exitFound || !strings.Contains(stdout, `unknown clause "xyz"`) || strings.Contains(stdout, "montly") {
		t.Errorf("got status %d, %s%s, want status 1, what is left, and %s", status, stdout, stderr, want)
	}
	text, err := os.ReadFile(name)
	if want := "rule \"A\" {\n  monthly on last day\n  merge projects\n}\nrule \"B\" { xyz }\n"; err != nil || string(text) != want {
		t.Errorf("got %q, %v, want %q", text, err, want)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("got %v, %v, want the permissions kept", info.Mode(), err)
	}
	if _, stderr, _ := invoke(t, "", "check", "-fix", name); stderr != "" {
		t.Errorf("fixed again: %s", stderr)
	}
}

func TestColorIsForTerminals(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, tt := range []struct {
		flag, noColor, term string
		want                bool // on a file, which is no terminal
	}{
		{"auto", "", "xterm", false},
		{"auto", "1", "xterm", false},
		{"always", "1", "dumb", true},
		{"never", "", "xterm", false},
	} {
		t.Setenv("NO_COLOR", tt.noColor)
		t.Setenv("TERM", tt.term)
		flag := colorFlag(tt.flag)
		if got := flag.on(file); got != tt.want {
			t.Errorf("-color %s on a file: %t, want %t", tt.flag, got, tt.want)
		}
		if got := flag.on(&bytes.Buffer{}); got != tt.want {
			t.Errorf("-color %s on a buffer: %t, want %t", tt.flag, got, tt.want)
		}
	}
	device, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer device.Close()
	for _, noColor := range []string{"", "1"} {
		t.Setenv("NO_COLOR", noColor)
		t.Setenv("TERM", "xterm")
		var flag colorFlag
		if got, want := flag.on(device), isTerminal(device) && noColor == ""; got != want {
			t.Errorf("NO_COLOR=%s on a device: %t, want %t", noColor, got, want)
		}
	}
}

func TestLspServes(t *testing.T) {
	var in strings.Builder
	for _, body := range []string{
		`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}`,
		`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"untitled:1","version":1,"text":"daily, where region = \"north\""}}}`,
		`{"jsonrpc":"2.0","id":2,"method":"textDocument/hover","params":{"textDocument":{"uri":"untitled:1"},"position":{"line":0,"character":0}}}`,
		`{"jsonrpc":"2.0","id":3,"method":"shutdown"}`,
		`{"jsonrpc":"2.0","method":"exit"}`,
	} {
		fmt.Fprintf(&in, "Content-Length: %d\r\n\r\n%s", len(body), body)
	}
	for _, tt := range []struct{ args, want string }{
		{"lsp", `unknown field \"region\"`},
		{"lsp -data testdata/shares -from 2026-01-01 -lang sv", `tor 2026-01-01`},
	} {
		stdout, stderr, status := invoke(t, in.String(), strings.Fields(tt.args)...)
		if status != exitOK || stderr != "" || !strings.Contains(stdout, tt.want) {
			t.Errorf("billrun %s: got status %d, %s%s, want %s", tt.args, status, stderr, stdout, tt.want)
		}
	}
	if _, _, status := invoke(t, "", "lsp"); status != exitFound {
		t.Errorf("without a shutdown the status is %d, want 1", status)
	}
}

func TestFmtLeavesWhatHasErrors(t *testing.T) {
	dir := t.TempDir()
	broken, untidy := filepath.Join(dir, "broken.txt"), filepath.Join(dir, "untidy.txt")
	for name, text := range map[string]string{broken: "monthly   on lst day\n", untidy: "monthly   on last day\n"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	stdout, stderr, status := invoke(t, "", "fmt", "-w", broken, untidy)
	if stdout != "" || !strings.Contains(stderr, `"lst" is not expected`) || status != exitUsage {
		t.Errorf("got status %d, %s%s, want status 2 and what is wrong", status, stdout, stderr)
	}
	for name, want := range map[string]string{broken: "monthly   on lst day\n", untidy: "monthly on last day\n"} {
		if text, err := os.ReadFile(name); err != nil || string(text) != want {
			t.Errorf("%s: got %q, %v, want %q", name, text, err, want)
		}
	}
}
