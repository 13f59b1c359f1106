package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMisuse(t *testing.T) {
	run := "usage: billrun run " + runCommand.synopsis
	for _, tt := range []struct {
		name string
		args []string
		want string // the first line of standard error
		more string // what else is there
	}{
		{"command", []string{"rum"}, `billrun: there is no command "rum", expected one of run, dates, check, fmt, explain, lsp`, ""},
		{"flag", []string{"run", "-x"}, `billrun run: flag provided but not defined: -x`, run},
		{"date", []string{"run", "-from", "2026-13-01"}, `billrun run: invalid value "2026-13-01" for flag -from: expected a date as in 2026-01-31`, run},
		{"rules", []string{"run", "-data", "d", "-from", "2026-01-01", "-through", "2026-01-31"}, `billrun run: -rules is missing`, run},
		{"data", []string{"run", "-rules", "r", "-from", "2026-01-01", "-through", "2026-01-31"}, `billrun run: -data is missing`, run},
		{"from", []string{"run", "-rules", "r", "-data", "d", "-through", "2026-01-31"}, `billrun run: -from is missing`, run},
		{"through", []string{"run", "-rules", "r", "-data", "d", "-from", "2026-01-31"}, `billrun run: -through is missing`, run},
		{"window", []string{"run", "-rules", "r", "-data", "d", "-from", "2026-02-01", "-through", "2026-01-31"}, `billrun run: -from 2026-02-01 is after -through 2026-01-31`, run},
		{"both", []string{"run", "-once", "-now", "-rules", "r", "-data", "d", "-from", "2026-01-01", "-through", "2026-01-31"}, `billrun run: -once and -now exclude each other`, run},
		{"stray", []string{"run", "x"}, `billrun run: "x" belongs to no flag`, run},
		{"no folder", []string{"run", "-rules", "testdata/month.txt", "-data", "testdata/none", "-from", "2026-01-01", "-through", "2026-01-31"}, `billrun run: there is no folder testdata/none`, ""},
		{"no rules", []string{"run", "-rules", "testdata/none", "-data", "testdata/shares", "-from", "2026-01-01", "-through", "2026-01-31"}, `billrun run: there is no file testdata/none`, ""},
		{"dates text", []string{"dates", "-from", "2026-01-01", "-through", "2026-01-31"}, `billrun dates: expected one text in quotes, found 0`, "usage: billrun dates"},
		{"dates from", []string{"dates", "-through", "2026-01-31", "daily"}, `billrun dates: -from is missing`, "usage: billrun dates"},
		{"dates through", []string{"dates", "-from", "2026-01-31", "daily"}, `billrun dates: -through is missing`, "usage: billrun dates"},
		{"dates window", []string{"dates", "-from", "2026-01-31", "-through", "2026-01-01", "daily"}, `billrun dates: -from 2026-01-31 is after -through 2026-01-01`, "usage: billrun dates"},
		{"dates beyond all bounds", []string{"dates", "-from", "0001-01-01", "-through", "9999-12-31", "daily"}, `billrun dates: more than 100000 runs from 0001-01-01 through 9999-12-31; choose a shorter window`, "usage: billrun dates"},
		{"fmt json list", []string{"fmt", "-json", "-l", "testdata/month.txt"}, `billrun fmt: -json says what -d and -l do, leave them out`, "usage: billrun fmt"},
		{"check fix", []string{"check", "-fix"}, `billrun check: -fix needs a file: standard input cannot be written back`, "usage: billrun check"},
		{"check fix of standard input", []string{"check", "-fix", "testdata/month.txt", "-"}, `billrun check: -fix needs a file: standard input cannot be written back`, ""},
		{"check color", []string{"check", "-color", "blue", "testdata/month.txt"}, `billrun check: invalid value "blue" for flag -color: expected auto, always or never`, "usage: billrun check"},
		{"check absent", []string{"check", "testdata/none"}, `billrun check: there is no file testdata/none`, ""},
		{"fmt", []string{"fmt", "-w"}, `billrun fmt: -w needs a file: standard input cannot be written back`, "usage: billrun fmt"},
		{"fmt absent", []string{"fmt", "testdata/none"}, `billrun fmt: there is no file testdata/none`, ""},
		{"explain", []string{"explain"}, `billrun explain: expected the text of one rule in quotes, found 0`, "usage: billrun explain"},
		{"explain runs", []string{"explain", "-n", "-1", "daily"}, `billrun explain: -n -1, expected 0 to 1000`, "usage: billrun explain"},
		{"explain language", []string{"explain", "-lang", "fr", "daily"}, `billrun explain: invalid value "fr" for flag -lang: expected en, sv or nb`, "usage: billrun explain"},
		{"lsp", []string{"lsp", "rules.txt"}, `billrun lsp: "rules.txt" belongs to no flag`, "usage: billrun lsp"},
		{"lsp runs", []string{"lsp", "-n", "1001"}, `billrun lsp: -n 1001, expected 0 to 1000`, "usage: billrun lsp"},
		{"lsp data", []string{"lsp", "-data", "testdata/none"}, `billrun lsp: there is no folder testdata/none`, ""},
		{"explain data", []string{"explain", "-data", "testdata/bad", "daily"}, `billrun explain: the data in testdata/bad cannot be read`, `transactions.csv row 2, column amount`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			stdout, stderr, status := invoke(t, "", tt.args...)
			first, rest, _ := strings.Cut(stderr, "\n")
			if status != exitUsage || stdout != "" || first != tt.want || !strings.Contains(rest, tt.more) {
				t.Errorf("got status %d, output %q and errors\n%swant status 2, no output and\n%s\n%s", status, stdout, stderr, tt.want, tt.more)
			}
		})
	}
}

func TestFmtWritesBack(t *testing.T) {
	text, err := os.ReadFile("testdata/untidy.txt")
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "rules.txt")
	if err := os.WriteFile(name, text, 0o600); err != nil {
		t.Fatal(err)
	}
	if stdout, stderr, status := invoke(t, "", "fmt", "-w", name); stdout != "" || stderr != "" || status != exitOK {
		t.Fatalf("got status %d, %q, %q", status, stdout, stderr)
	}
	if stdout, _, _ := invoke(t, "", "fmt", "-l", name); stdout != "" {
		t.Errorf("%s would still change", stdout)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("got %v, %v, want the permissions kept", info.Mode(), err)
	}
}
