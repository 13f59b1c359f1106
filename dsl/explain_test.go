package dsl_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/internal/logic"
	"github.com/proforma-go/proforma/internal/logic/logictest"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// explained are rules whose explanations are kept in testdata/explain.txt, in three languages.
var explained = []string{
	`monthly last weekday, include through end of previous month, merge projects`,
	`monthly on last day at 22:00 in Europe/Stockholm adjusted to previous business day within month, include through end of current month`,
	`every 2 weeks on Monday and Thursday from 2026-01-05, include through day before run date, where customer group in ["Nordic", "Retail"] and amount >= 1000 EUR`,
	`monthly on days 1 and 31 except July and 2026-12-31 through 2027-01-06, include time and expenses through end of previous month, include fees through end of next month, invoice date last day of previous month, entry date 3 business days after run date`,
	`quarterly on day 15 of second month until 2027-12-31, include from start of previous quarter through end of previous quarter, split by project and manager, group lines by person, min amount 100 EUR, max amount 50000`,
	`yearly on March 31 and last Friday of October, merge projects by manager, generator "svc", notify "a@b.se" and user "anna" on failure, status sent, payment term 30, inactive`,
	`every 3 months on 2nd last business day from 2026-01-01 for 4 times only in January and July, holidays "se", catch up latest, limit partial, milestones strict`,
	`every business day except holidays`,
	`once on 2026-10-05 through 2026-10-04, 2026-10-19`,
	`on line schedules from 2026-01-01, final sweep, merge projects by customer`,
	`manual, catch up none`,
	`monthly on last day adjusted to next weekday from 2026-01-01 until 2026-12-31 except February and August, include through run date`,
	`monthly on last day from 2026-01-31 for 7 times except July, include through run date`,
	`daily from 2026-01-02 for 1 time`,
	`every weekday adjusted to previous business day within month except holidays and 2026-01-02 only in January`,
	`once on 2026-12-01 through 2026-11-30`,
	`once on 2026-10-05 through 2026-10-04, 2026-10-19, include through day before run date`,
	`monthly on day 30 and second last weekday skipping short months`,
	`monthly on day 31 only in January`,
	`rrule "FREQ=MONTHLY;BYMONTHDAY=-1" from 2026-01-31, include through 1 week after first Monday of next quarter`,
	`once on 2026-10-05 through 2026-10-03, 2026-10-05 through 2026-10-04, 2026-10-05 at 06:30 in UTC`,
	`weekly on Friday, include through Monday of current week, invoice date 1 month after planned date`,
	`weekly on first business day, include through 2 weeks before last day of previous year`,
	`every 3 weeks on Tuesday from 2026-01-06, include through 1 quarter before run date, entry date 1 weekday after end of current week`,
	`every 2 days from 2026-01-01, include through 1 business day before planned date`,
	`every 10 days from 2026-01-01 except 2026-01-11, notify group "Finance" on success, notify "a@b.se" on empty`,
	`every 2 quarters on first day from 2026-01-01, include through planned date`,
	`every 4 years on last day of February and 111th day from 2024-01-01, min amount 0.50, max amount 1234.50 SEK`,
	`monthly on 3 business days before last day and 1 weekday after day 15, where billable`,
	`daily, round half even`,
	`daily, limit partial, round per detail`,
	`daily, round half even per detail`,
	`daily, round half up per line`,
	`every 6 months on last day except 2026-07-31 and 2027-01-31, notify user "anna" and group "Finance"`,
}

// explainedFilters are conditions whose sentences are kept in testdata/explain_where.txt.
var explainedFilters = []string{
	`manager = "Anna Andersson"`,
	`manager != "anna" and customer in ["C1", "C2", "C3"]`,
	`customer not in ["C1", "C2", "C3"] and amount >= 1000.50 EUR and quantity < 0.25`,
	`customer group in ["Nordic", "Retail"] and keyword not contains "internal" and keyword contains "Fast"`,
	`not (customer group in ["Nordic", "Retail"]) or keyword = "A" or keyword != "B"`,
	`billable and not (kind = fee) and billing = hourly`,
	`not billable or billable = no or kind in [time, expense, milestone]`,
	`billing method = fixed-price or kind not in [time, material]`,
	`date < 2026-07-01 and date >= 2026-01-01`,
	`date > 2026-01-31 or date <= 2025-12-31 or date = 2026-01-15 or not (date < 2026-07-01)`,
	`amount > 10 and amount <= 20 SEK and not (amount = 15) and price != 3`,
	`not (amount > 10) and not (amount <= 5 EUR) and not (price >= 3) and not (price < 2)`,
	`department is empty and customer group is not empty and amount is not empty and keyword is empty`,
	`department is not empty or customer group is empty`,
	`project starts with "NO-" and description ends with "." and person contains "a, b or c"`,
	`not (project starts with "NO-") and not (description ends with "x") and person not contains "Anna"`,
	`keyword starts with "A" or not (keyword ends with "B")`,
	`(manager = "Anna" or manager = "Bo") and billable`,
	`(manager = "Anna" or department = "Oslo") and (billable or kind = fee) and amount > 0`,
	`manager = "Anna" or (department = "Oslo" and (billable or amount > 5))`,
	`not ((manager = "Anna" and billable) or not (department = "Oslo" or contract is empty))`,
	`work type = "consulting" and work type is not empty and work type in ["A", "b"]`,
	`person = "a \"quoted\" name" or person = "two  spaces" or person = "line\nbreak" or person = "Dr." or person = ""`,
	`project name = "Alpha" and line = "L-1" and contract = "K/7" and currency != "SEK"`,
}

func TestFiltersAreExplainedInThreeLanguages(t *testing.T) {
	var b strings.Builder
	for _, filter := range explainedFilters {
		r := parse(t, "manual, where "+filter)
		fmt.Fprintf(&b, "== %s\n", filter)
		for _, tag := range []string{"en", "sv", "nb"} {
			got, err := dsl.Explain(r, schedule.Date{}, 0, dsl.WithEnv(testEnv), dsl.WithLocale(tag))
			if err != nil || strings.ContainsAny(got, "{}?\x00") {
				t.Fatalf("%s: %v\n%s", tag, err, got)
			}
			fmt.Fprintf(&b, "-- %s\n%s\n", tag, filterSentence(got, tag))
		}
		b.WriteByte('\n')
	}
	golden(t, "testdata/explain_where.txt", b.String())
}

// filterSentence returns the sentence of an explanation that is about the filter, on one line.
func filterSentence(explanation, tag string) string {
	begins := map[string]string{"en": "Bills only ", "sv": "Fakturerar bara ", "nb": "Fakturerer bare "}[tag]
	ends := map[string]string{"en": " Makes one draft ", "sv": " Gör ett utkast ", "nb": " Lager ett utkast "}[tag]
	text := strings.ReplaceAll(explanation, "\n", " ")
	text = text[strings.Index(text, begins):]
	return text[:strings.LastIndex(text, ends)]
}

func TestExplanationsInThreeLanguages(t *testing.T) {
	var b strings.Builder
	for _, text := range explained {
		r := parse(t, text)
		fmt.Fprintf(&b, "== %s\n", text)
		for _, tag := range []string{"en", "sv-SE", "no"} {
			got, err := dsl.Explain(r, schedule.MustParseDate("2026-01-01"), 3, dsl.WithEnv(testEnv), dsl.WithLocale(tag))
			if err != nil {
				t.Fatal(err)
			}
			if strings.ContainsAny(got, "{}?") {
				t.Errorf("%s: a slot is left open:\n%s", tag, got)
			}
			fmt.Fprintf(&b, "-- %s\n%s", tag, got)
		}
		b.WriteByte('\n')
	}
	golden(t, "testdata/explain.txt", b.String())
}

func TestExplanationsOfLinesInThreeLanguages(t *testing.T) {
	var b strings.Builder
	for _, text := range []string{
		`weekly on Monday from 2026-01-05`,
		`every 2 weeks on Monday from 2026-01-05 until 2026-01-30, final sweep`,
		`every 2 weeks on Monday from 2026-01-05 until 2026-01-19, final sweep`,
		`monthly on last day until 2026-02-15 adjusted to next weekday, include through run date, final sweep`,
		`daily until 2026-01-31, include through end of previous month, final sweep`,
		`monthly on day 1 until 2025-12-31, final sweep`,
		`once on 2026-10-05 through 2026-10-04`,
		`manual until 2026-01-31, final sweep`,
	} {
		l, err := dsl.ParseLineSchedule(text)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "== %s\n", text)
		for _, tag := range []string{"en", "sv", "nb"} {
			got, err := dsl.ExplainLine(l, schedule.MustParseDate("2026-01-05"), 3, dsl.WithLocale(tag))
			if err != nil || strings.ContainsAny(got, "{}?") {
				t.Fatalf("%s: %v\n%s", tag, err, got)
			}
			fmt.Fprintf(&b, "-- %s\n%s", tag, got)
		}
		b.WriteByte('\n')
	}
	golden(t, "testdata/explain_line.txt", b.String())
}

// written returns a date as an explanation in that language has it.
func written(tag string, d schedule.Date) string {
	if tag == "nb" {
		s := d.String()
		return s[8:] + "." + s[5:7] + "." + s[:4]
	}
	return d.String()
}

// datesOf returns the dates that the engine has for one run of a rule: planned, run, a cut-off for each include clause, invoice and entry.
// It has none for a rule that fails when it runs, for want of such a day.
func datesOf(r invoice.Rule, o schedule.Occurrence) (list []schedule.Date, ok bool) {
	d := schedule.Dates{Calendar: testEnv.Calendars[r.Schedule.Calendar]}
	list, ok = []schedule.Date{o.Nominal, o.Date}, true
	add := func(date schedule.Date, err error) { list, ok = append(list, date), ok && err == nil }
	includes := r.Include
	if len(includes) == 0 {
		includes = []invoice.Include{{Through: schedule.Anchor{Base: schedule.PlannedDate}}}
	}
	for _, i := range includes {
		add(i.Cutoff(o, d))
	}
	if r.InvoiceDate.IsZero() {
		r.InvoiceDate = schedule.Anchor{Base: schedule.RunDate}
	}
	if r.EntryDate.IsZero() {
		r.EntryDate = r.InvoiceDate
	}
	add(r.InvoiceDate.Resolve(o, d))
	add(r.EntryDate.Resolve(o, d))
	return list, ok
}

var anyDate = regexp.MustCompile(`\d\d\d\d-\d\d-\d\d|\d\d\.\d\d\.\d\d\d\d`)

// TestTheDatesOfAnExplanationAreThoseOfTheEngine compares every date of the table, row by row, in each language.
func TestTheDatesOfAnExplanationAreThoseOfTheEngine(t *testing.T) {
	runs := 0
	rapid.Check(t, func(t *rapid.T) {
		r := randomRule(t)
		if !usable(r) || r.Schedule.Frequency == schedule.OnLineSchedule || r.Schedule.Frequency == schedule.Manual {
			return
		}
		timetable, err := r.Schedule.Compile(testEnv.Calendars)
		if err != nil {
			t.Fatal(err)
		}
		from := schedule.MustParseDate("2026-06-01")
		var want [][]schedule.Date
		for after := from.AddDays(-1); len(want) < 4; {
			o, ok := timetable.Next(after)
			if !ok {
				break
			}
			dates, ok := datesOf(r, o)
			if !ok {
				return
			}
			want, after = append(want, dates), o.Date
			runs++
		}
		for _, tag := range []string{"en", "sv", "nb"} {
			text, err := dsl.Explain(r, from, 4, dsl.WithEnv(testEnv), dsl.WithLocale(tag))
			if err != nil {
				t.Fatalf("%s\n%v", r, err)
			}
			_, table, _ := strings.Cut(text, "\n\n")
			rows := strings.Split(strings.TrimSuffix(table, "\n"), "\n")[1:]
			if len(rows) != len(want) {
				t.Fatalf("%s\nhas %d runs, and its explanation:\n%s", r, len(want), text)
			}
			for i, row := range rows {
				var list []string
				for _, d := range want[i] {
					list = append(list, written(tag, d))
				}
				if got := anyDate.FindAllString(row, -1); !slices.Equal(got, list) {
					t.Fatalf("%s\n%s\nwant %s", r, row, list)
				}
			}
		}
	})
	if runs == 0 {
		t.Error("no rule had a run")
	}
}

// TestRowsAreExplainedAsTheyRun: what the sentence lists is what the timetable has, whatever stands twice.
func TestRowsAreExplainedAsTheyRun(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := invoice.Rule{Schedule: schedule.Schedule{Frequency: schedule.Once}}
		for range rapid.IntRange(1, 6).Draw(t, "rows") {
			row := schedule.Row{Date: schedule.MustParseDate("2026-10-01").AddDays(rapid.IntRange(0, 4).Draw(t, "date"))}
			if rapid.Bool().Draw(t, "with cut-off") {
				row.Through = row.Date.AddDays(-rapid.IntRange(1, 3).Draw(t, "cut-off"))
			}
			r.Schedule.Rows = append(r.Schedule.Rows, row)
		}
		timetable, err := r.Schedule.Compile(nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, tag := range []string{"en", "sv", "nb"} {
			var want []string
			lacks := false
			for o := range timetable.Between(schedule.Date{}, schedule.Date{}) {
				if want = append(want, written(tag, o.Date)); !o.Through.IsZero() {
					want = append(want, written(tag, o.Through))
				}
				lacks = lacks || o.Through.IsZero()
			}
			text, err := dsl.Explain(r, schedule.Date{}, 0, dsl.WithLocale(tag))
			if got := anyDate.FindAllString(text, -1); err != nil || !slices.Equal(got, want) {
				t.Fatalf("%s\n%s\nwant %s", r, text, want)
			}
			planned := map[string]string{"en": "planned date", "sv": "planerade datumet", "nb": "planlagte datoen"}[tag]
			if says := strings.Contains(strings.ReplaceAll(text, "\n", " "), planned); says != lacks {
				t.Fatalf("%s\n%s\nrows without a cut-off: %t", r, text, lacks)
			}
		}
	})
}

func TestTextsAreExplainedSoThatTheyCanBeToldApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := func(label string) string {
			return rapid.OneOf(rapid.StringMatching(`[Aa"”»\\\\ ]{0,3}`), rapid.SampledFrom([]string{"A och B", "\n", `\n`, "A", "A B", "A  B", "a@b", "A.", "\x1b[1m", "\x00", "\u202e", "'"})).Draw(t, label)
		}
		a, b := text("a"), text("b")
		for _, tag := range []string{"en", "sv", "nb"} {
			say := func(s string) string {
				r := invoice.Rule{Schedule: schedule.Schedule{Frequency: schedule.Manual}, Generator: s}
				out, err := dsl.Explain(r, schedule.Date{}, 0, dsl.WithLocale(tag))
				if err != nil || strings.ContainsAny(out, "\x00\x1b\u202e") {
					t.Fatalf("%q, %v", out, err)
				}
				return out
			}
			if a != b && a != "" && b != "" && say(a) == say(b) {
				t.Fatalf("%q and %q are both in: %s", a, b, say(a))
			}
		}
	})
}

// TestSentencesOfFiltersDoNotMeanTwoThings compares filters of the same tests in another order or nesting: where their sentences are the
// same in any language, so is what they match.
func TestSentencesOfFiltersDoNotMeanTwoThings(t *testing.T) {
	alike, unlike := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		fields := []string{"text", "choice", "list", "yes"}
		pick := func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "choice") }
		var tests []invoice.Filter
		for range 3 {
			tests = append(tests, logictest.Filter(pick, 0, fields[pick(len(fields))]))
		}
		shape := func() invoice.Filter {
			of := func(terms ...invoice.Filter) (f invoice.Filter) {
				if f = (invoice.And{Terms: terms}); rapid.Bool().Draw(t, "or") {
					f = invoice.Or{Terms: terms}
				}
				if rapid.IntRange(0, 2).Draw(t, "not") == 0 {
					f = invoice.Not{Term: f}
				}
				return f
			}
			switch pick(3) {
			case 0:
				return of(tests[0], of(tests[1], tests[2]))
			case 1:
				return of(of(tests[0], tests[1]), tests[2])
			}
			return of(tests...)
		}
		a, b := shape(), shape()
		space := logic.NewSpace(logictest.Vocabulary, 1_000_000)
		ca, cb := space.Compile(a), space.Compile(b)
		same := space.Always(ca, cb) && space.Always(cb, ca)
		for _, tag := range []string{"en", "sv", "nb"} {
			say := func(f invoice.Filter) string {
				text, err := dsl.Explain(invoice.Rule{Schedule: schedule.Schedule{Frequency: schedule.Manual}, Where: f}, schedule.Date{}, 0,
					dsl.WithEnv(lintWorld), dsl.WithLocale(tag))
				if err != nil {
					t.Fatal(err)
				}
				return filterSentence(text, tag)
			}
			switch sa, sb := say(a), say(b); {
			case sa != sb:
				unlike++
			case !same:
				t.Fatalf("%s\nand\n%s\nare both: %s", a, b, sa)
			default:
				alike++
			}
		}
	})
	if alike == 0 || unlike == 0 {
		t.Errorf("%d were alike, %d unlike", alike, unlike)
	}
}

func TestAnExplanationWithoutADateHasNoTable(t *testing.T) {
	got, err := dsl.Explain(parse(t, "daily"), schedule.Date{}, 5)
	if err != nil {
		t.Fatal(err)
	}
	const want = "Runs every day. Bills everything up to and including the planned date. Makes one draft for each\ncontract, customer and currency.\n"
	if got != want {
		t.Errorf("got %q", got)
	}
}

func TestARuleWhoseCalendarIsMissingCannotBeExplained(t *testing.T) {
	if _, err := dsl.Explain(parse(t, "every business day"), schedule.MustParseDate("2026-01-01"), 1); err == nil {
		t.Error("it was")
	}
}
