package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// invoke runs the command and returns its output and status.
func invoke(t *testing.T, stdin string, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	var out, errs bytes.Buffer
	status = run(args, strings.NewReader(stdin), &out, &errs)
	return out.String(), errs.String(), status
}

// golden compares a transcript with testdata/name.golden. With PROFORMA_UPDATE=1 in the environment it rewrites the file instead.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if os.Getenv("PROFORMA_UPDATE") == "1" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.ReplaceAll(string(want), "\r\n", "\n"), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// transcript is a command line and everything that it says.
func transcript(t *testing.T, stdin string, args ...string) string {
	t.Helper()
	stdout, stderr, status := invoke(t, stdin, args...)
	quoted := make([]string, len(args))
	for i, a := range args {
		if quoted[i] = a; strings.ContainsAny(a, " \n") {
			quoted[i] = fmt.Sprintf("%q", a)
		}
	}
	text := strings.TrimRight("$ billrun "+strings.Join(quoted, " "), " ") + "\n" + stdout
	if stderr != "" {
		text += "--- standard error\n" + stderr
	}
	if status != exitOK {
		text += fmt.Sprintf("--- exit status %d\n", status)
	}
	return text
}

func TestCommands(t *testing.T) {
	adatum := []string{"-rules", "demo/adatum/rules.txt", "-data", "demo/adatum", "-from", "2026-10-01", "-through"}
	monthend := []string{"-rules", "demo/monthend/rules.txt", "-data", "demo/monthend", "-from", "2026-01-01", "-through", "2026-03-31"}
	sweep := "every 2 weeks on Monday from 2026-10-05 until 2026-12-31, final sweep"
	for _, tt := range []struct {
		name  string
		stdin string
		args  []string
	}{
		{name: "demo"},
		{name: "help", args: []string{"-h"}},
		{name: "help_run", args: []string{"run", "-h"}},
		{name: "run_adatum_once", args: append(append([]string{"run", "-once"}, adatum...), "2026-10-20")},
		{name: "run_adatum_explain", args: append(append([]string{"run", "-explain"}, adatum...), "2026-10-15")},
		{name: "run_adatum_json", args: append(append([]string{"run", "-json"}, adatum...), "2026-10-05")},
		{name: "run_adatum_now", args: []string{"run", "-now", "-rules", "demo/adatum/rules.txt", "-data", "demo/adatum", "-through", "2026-10-08"}},
		{name: "run_monthend_explain", args: append([]string{"run", "-explain"}, monthend...)},
		{name: "run_monthend_json", args: append([]string{"run", "-json"}, monthend...)},
		{name: "run_wide", args: []string{"run", "-rules", "testdata/wide/each.txt", "-data", "testdata/wide", "-from", "2026-01-01", "-through", "2026-01-31"}},
		{name: "run_wide_partial", args: []string{"run", "-rules", "testdata/wide/partial.txt", "-data", "testdata/wide", "-from", "2026-01-01", "-through", "2026-02-28"}},
		{name: "run_every_rule", args: []string{"run", "-explain", "-rules", "testdata/several/rules.txt", "-data", "testdata/several", "-from", "2026-01-01", "-through", "2026-02-14"}},
		{name: "run_every_rule_json", args: []string{"run", "-json", "-explain", "-rules", "testdata/several/rules.txt", "-data", "testdata/several", "-from", "2026-01-01", "-through", "2026-01-14"}},
		{name: "run_amount_from_hours", args: []string{"run", "-rules", "testdata/amount_from/rules.txt", "-data", "testdata/amount_from", "-from", "2026-01-31", "-through", "2026-01-31"}},
		{name: "run_amount_differs", args: []string{"run", "-rules", "testdata/quantity_times/rules.txt", "-data", "testdata/quantity_times", "-from", "2026-01-31", "-through", "2026-01-31"}},
		{name: "run_amount_differs_json", args: []string{"run", "-json", "-rules", "testdata/quantity_times/rules.txt", "-data", "testdata/quantity_times", "-from", "2026-01-31", "-through", "2026-01-31"}},
		{name: "run_price_lowered", args: []string{"run", "-explain", "-rules", "testdata/price_lowered/rules.txt", "-data", "testdata/price_lowered", "-from", "2026-01-31", "-through", "2026-01-31"}},
		{name: "run_holidays", args: []string{"run", "-rules", "testdata/holidays/rules.txt", "-data", "testdata/holidays", "-from", "2026-12-01", "-through", "2026-12-31"}},
		{name: "run_broken_line", args: []string{"run", "-rules", "testdata/month.txt", "-data", "testdata/shares", "-from", "2026-01-01", "-through", "2026-01-31"}},
		{name: "run_broken_rules", args: []string{"run", "-rules", "testdata/wrong.txt", "-data", "testdata/shares", "-from", "2026-01-01", "-through", "2026-01-31"}},
		{name: "run_bad_data", args: []string{"run", "-rules", "testdata/month.txt", "-data", "testdata/bad", "-from", "2026-01-01", "-through", "2026-01-31"}},
		{name: "run_unknown_column", args: []string{"run", "-rules", "testdata/column.txt", "-data", "testdata/shares", "-from", "2026-01-01", "-through", "2026-01-31"}},
		{name: "dates", args: []string{"dates", "-from", "2026-01-01", "-through", "2026-04-30", "monthly last weekday, include through end of previous month, merge projects"}},
		{name: "dates_json", args: []string{"dates", "-json", "-from", "2026-03-01", "-through", "2026-04-30", "monthly on last day at 22:00 in Europe/Helsinki"}},
		{name: "dates_none", args: []string{"dates", "-json", "-from", "2026-03-01", "-through", "2026-03-02", "monthly on last day"}},
		{name: "dates_rows", args: []string{"dates", "-from", "2026-10-01", "-through", "2026-10-31", "once on 2026-10-05 through 2026-10-04, 2026-10-19 through 2026-10-18"}},
		{name: "dates_line_schedules", args: []string{"dates", "-from", "2026-10-01", "-through", "2026-10-31", "on line schedules"}},
		{name: "dates_json_wrong", args: []string{"dates", "-json", "-from", "2026-10-01", "-through", "2026-10-31", "monthly on last day, final sweep, include thru end of month"}},
		{name: "dates_json_warning", args: []string{"dates", "-json", "-from", "2026-11-01", "-through", "2026-11-30", "monthly on first day, include through end of current month"}},
		{name: "dates_wrong", args: []string{"dates", "-from", "2026-10-01", "-through", "2026-10-31", "montly on last day"}},
		{name: "check_wrong", args: []string{"check", "testdata/month.txt", "testdata/wrong.txt"}},
		{name: "check_wrong_json", args: []string{"check", "-json", "testdata/wrong.txt"}},
		{name: "check_column", args: []string{"check", "-data", "testdata/shares", "testdata/column.txt", "testdata/region.txt"}},
		{name: "help_check", args: []string{"check", "-h"}},
		{name: "help_fmt", args: []string{"fmt", "-h"}},
		{name: "help_dates", args: []string{"dates", "-h"}},
		{name: "help_explain", args: []string{"explain", "-h"}},
		{name: "help_lsp", args: []string{"lsp", "-h"}},
		{name: "dates_sweep", args: []string{"dates", "-from", "2026-12-01", "-through", "2027-01-31", sweep}},
		{name: "dates_sweep_on_a_run", args: []string{"dates", "-from", "2026-11-01", "-through", "2026-12-31", "monthly on last day until 2026-12-31, final sweep"}},
		{name: "dates_sweep_wrong", args: []string{"dates", "-from", "2026-12-01", "-through", "2026-12-31", "monthly on last day, final sweep"}},
		{name: "dates_stdin", stdin: "monthly on last day\n", args: []string{"dates", "-from", "2026-12-01", "-through", "2026-12-31", "-"}},
		{name: "dates_holidays", args: []string{"dates", "-data", "testdata/holidays", "-from", "2026-12-01", "-through", "2027-01-31", "weekly on Friday adjusted to previous business day"}},
		{name: "dates_named_holidays", args: []string{"dates", "-data", "testdata/holidays", "-from", "2026-12-01", "-through", "2026-12-31", `monthly on last business day, holidays "se"`}},
		{name: "dates_without_calendar", args: []string{"dates", "-from", "2026-12-01", "-through", "2026-12-31", "monthly on last business day"}},
		{name: "check_stdin", stdin: "montly on last day", args: []string{"check"}},
		{name: "check_several", stdin: "daily", args: []string{"check", "-", "testdata/none", "testdata/early.txt", "-"}},
		{name: "check_only_warnings", stdin: "monthly on first day, include through end of current month", args: []string{"check", "-"}},
		{name: "check_color", args: []string{"check", "-color", "always", "testdata/early.txt"}},
		{name: "check_related", stdin: "monthly on last day\nmonthly on first day\n", args: []string{"check", "-color=always"}},
		{name: "check_holidays", args: []string{"check", "-data", "testdata/holidays", "testdata/holidays/rules.txt"}},
		{name: "check_warnings", args: []string{"check", "testdata/early.txt"}},
		{name: "check_fine_json", args: []string{"check", "-json", "testdata/month.txt"}},
		{name: "check_demo", args: []string{"check", "-data", "demo/monthend", "demo/adatum/rules.txt", "demo/monthend/rules.txt"}},
		{name: "fmt_demo", args: []string{"fmt", "-l", "demo/adatum/rules.txt", "demo/monthend/rules.txt"}},
		{name: "fmt_stdin", stdin: "rule \"A\" {\n monthly   on last day\n# why\n      merge projects }\n", args: []string{"fmt"}},
		{name: "fmt_list", args: []string{"fmt", "-l", "testdata/month.txt", "testdata/untidy.txt"}},
		{name: "fmt_diff", args: []string{"fmt", "-d", "testdata/month.txt", "testdata/untidy.txt"}},
		{name: "fmt_several", stdin: "monthly   on last day", args: []string{"fmt", "-l", "testdata/wrong.txt", "-", "testdata/none", "testdata/untidy.txt"}},
		{name: "fmt_wrong", args: []string{"fmt", "testdata/wrong.txt"}},
		{name: "explain", args: []string{"explain", "-from", "2026-01-01", "-n", "3", "monthly last weekday, include through end of previous month, merge projects"}},
		{name: "explain_swedish", args: []string{"explain", "-lang", "sv-SE", "-from", "2026-01-01", "-n", "1", "monthly last weekday, include through end of previous month, merge projects"}},
		{name: "explain_sweep", args: []string{"explain", "-n", "8", sweep}},
		{name: "explain_sweep_norwegian", args: []string{"explain", "-lang", "nb", "-n", "2", "-from", "2026-12-15", sweep + ", include through day before run date"}},
		{name: "explain_sweep_over", args: []string{"explain", "-from", "2027-01-01", sweep}},
		{name: "explain_sweep_on_a_run", args: []string{"explain", "-from", "2026-12-01", "monthly on last day until 2026-12-31, final sweep"}},
		{name: "explain_json", args: []string{"explain", "-json", "-from", "2026-01-01", "-n", "2", "monthly on last day adjusted to next weekday, include through end of previous month, invoice date last day of current month, merge projects"}},
		{name: "explain_json_line", args: []string{"explain", "-json", "-lang", "sv", "-from", "2026-12-15", "-n", "3", sweep}},
		{name: "explain_json_wrong", args: []string{"explain", "-json", "montly on last day"}},
		{name: "explain_json_warning", args: []string{"explain", "-json", "-n", "0", "monthly on first day, include through end of current month"}},
		{name: "explain_json_without_date", args: []string{"explain", "-json", "manual, merge projects"}},
		{name: "fmt_json", stdin: "monthly   on last day", args: []string{"fmt", "-json", "testdata/month.txt", "-", "testdata/wrong.txt"}},
		{name: "explain_holidays", args: []string{"explain", "-data", "testdata/holidays", "-from", "2026-12-01", "-n", "3", "weekly on Friday adjusted to previous business day"}},
		{name: "explain_without_date", args: []string{"explain", "monthly last weekday, include through end of previous month, merge projects"}},
	} {
		t.Run(tt.name, func(t *testing.T) { golden(t, tt.name, transcript(t, tt.stdin, tt.args...)) })
	}
}
