package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// TestNoTextReachesTheTerminalAsItIs has control characters and line breaks in data, in rules and in the names of files. What is printed for
// people has none but the line breaks between its own lines.
func TestNoTextReachesTheTerminalAsItIs(t *testing.T) {
	const evil = "\x1b[31mX\x07\u009b2J\u202e\u2028"
	dir := t.TempDir()
	write := func(name, text string) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(strings.ReplaceAll(text, "~", evil)), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	write("projects.csv", "id,customer,manager\n\"P~\nQ\",C~,M~\n")
	write("lines.csv", "id,project\nL~,\"P~\nQ\"\n")
	write("transactions.csv", "id,line,kind,date,amount,currency,description,person,status\n"+
		"T1~,L~,time,2026-01-10,10.00,EUR,\"a~\nb\",N~,ready\nT2~,L~,time,2026-01-11,10.00,EUR,d~,N~,pending\n")
	rules := write("rules.txt", "rule \"R~\" {\n  monthly on last day\n  where manager = \"M~\"\n  generator \"G~\"\n}\n")
	wrong := write("wrong~.txt", "rule \"W~\" {\n  monthly on ~ day\n  where manager = \"M~\" and manger = \"~\"\n  merge ~\n}\n")
	window := []string{"-data", dir, "-from", "2026-01-01", "-through", "2026-01-31"}
	for _, args := range [][]string{
		append([]string{"run", "-explain", "-rules", rules}, window...),
		append([]string{"run", "-rules", wrong}, window...),
		append([]string{"run", "-rules", filepath.Join(dir, "none"+evil)}, window...),
		append([]string{"dates"}, append(window, "daily, where manager = \"~\"")...),
		{"check", "-color=never", rules, wrong},
		{"fmt", wrong},
		{"explain", "-from", "2026-01-01", "daily, where manager = \"~\", name \"~\", description \"~\", notify \"~\", generator \"~\""},
		{"explain", "daily, where ~ = 1"},
		{"dates", "-from", evil},
		{"check", "-color", evil},
		{"run" + evil},
	} {
		for i := range args {
			args[i] = strings.ReplaceAll(args[i], "~", evil)
		}
		stdout, stderr, _ := invoke(t, "", args...)
		if stdout+stderr == "" {
			t.Errorf("%q says nothing", args)
		}
		for _, out := range []string{stdout, stderr} {
			raw := func(r rune) bool { return r != '\n' && unicode.IsControl(r) || r == '\u202e' || r == '\u2028' }
			if i := strings.IndexFunc(out, raw); i >= 0 {
				t.Errorf("%q prints %q", args, out[max(0, i-40):min(len(out), i+20)])
			}
		}
	}
}
