package main

import (
	"io"
	"os"
	"strings"
	"testing"
)

func Example() {
	_ = run(os.Stdout, os.Stdout, strings.Split(strings.TrimSpace(defaultArgs), "\n"))
	// Output:
	// rule: monthly on last weekday at 22:00 in Europe/Stockholm, include through last day of previous month, where manager = "Anna"
	//     Monday 2026-11-30
	//     Thursday 2026-12-31
	//     Friday 2027-01-29
	// reminder: every 2 weeks on Monday from 2026-01-05
	//     Monday 2026-11-23
	//     Monday 2026-12-07
	//     Monday 2026-12-21
}

// TestAWrongFlagIsOneLine has the error first, and the usage of package flag under it where flags cannot be read at all.
func TestAWrongFlagIsOneLine(t *testing.T) {
	for _, c := range []struct{ arg, want string }{
		{"-rule=monthly on lst day",
			`invalid value "monthly on lst day" for flag -rule: character 12: "lst" is not expected in the "monthly" clause (did you mean "last"?) [E110]`},
		{"-rule=monthly on lst day, merge projcts",
			`invalid value "monthly on lst day, merge projcts" for flag -rule: character 12: "lst" is not expected in the "monthly" clause ` +
				`(did you mean "last"?) [E110], and 1 more`},
		{"-rule=", `invalid value "" for flag -rule: character 1: there is no rule here [E106]`},
		{"-reminder=every 2 weeks on Munday from 2026-01-05",
			`invalid value "every 2 weeks on Munday from 2026-01-05" for flag -reminder: character 18: ` +
				`"Munday" is not expected in the "every" clause (did you mean "Monday"?) [E110]`},
		{"-rule=daily, where manger = 1", `-rule: rule:1:14: error[E301]: unknown field "manger" (did you mean "manager"?)`},
		{"-n=2", `-rule: there is no rule`},
		{"-from=soon", `invalid value "soon" for flag -from: `},
	} {
		var errs strings.Builder
		if err := run(io.Discard, &errs, []string{"-from=2026-01-01", c.arg}); err == nil {
			t.Errorf("%s: got no error", c.arg)
		}
		first, _, _ := strings.Cut(errs.String(), "\n")
		if !strings.HasPrefix(first, c.want) {
			t.Errorf("%s: got\n%s\nwant\n%s", c.arg, first, c.want)
		}
	}
}

// TestTheUsageNamesNoDefaults prints it with flags that hold nothing yet.
func TestTheUsageNamesNoDefaults(t *testing.T) {
	var errs strings.Builder
	if err := run(io.Discard, &errs, []string{"-h"}); err == nil {
		t.Error("asking for help is no error of package flag any more")
	}
	if got := errs.String(); !strings.Contains(got, "-rule rule\n") || strings.Count(got, "default") != 1 {
		t.Errorf("got %s", got)
	}
}
