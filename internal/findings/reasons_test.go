package findings_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
)

func fee(id, amount string) memory.Transaction {
	t := hours(id, amount)
	t.Kind = invoice.Fee
	return t
}

func pending(t memory.Transaction) memory.Transaction {
	t.Status = invoice.Pending
	return t
}

// The last rule said why, and of a rule for hours and one for fees that was the one that had nothing to do with the item: whatever was
// late, pending or below the minimum read "filtered".
func TestTheReasonIsThatOfTheRuleThatCameNearest(t *testing.T) {
	work := []memory.Transaction{on("2026-02-03", hours("LATE", "100")), pending(hours("PENDING", "100")), on("2026-04-01", fee("FEE", "50"))}
	backlog := []string{
		"FEE ACME 50.00 EUR, Fees: after-cutoff (dated 2026-04-01, included through 2026-01-31), next 2026-04-30",
		"LATE ACME 100.00 EUR, Hours: after-cutoff (dated 2026-02-03, included through 2026-01-31), next 2026-02-28",
		"PENDING ACME 100.00 EUR, Hours: not-ready (not ready to invoice), next 2026-02-28",
	}
	for _, text := range []string{
		`rule "Hours" { monthly on last day, where kind = time } rule "Fees" { monthly on last day, where kind = fee }`,
		`rule "Fees" { monthly on last day, where kind = fee } rule "Hours" { monthly on last day, where kind = time }`,
		`rule "Hours" { monthly on last day, include time through end of current month } rule "Fees" { monthly on last day, include fees through end of current month }`,
		`rule "Hours" { monthly on last day, where kind = time } rule "Fees" { monthly on last day, where kind = fee } rule "Big ones" { monthly on last day, where amount >= 5000 EUR }`,
	} {
		want(t, text, held(run(t, text, source(t, world(work...)), lastDay)), backlog...)
	}
}

// A minimum in one rule was hidden by an unrelated rule behind it.
func TestAMinimumIsNotHiddenByTheConditionsOfAnotherRule(t *testing.T) {
	for _, text := range []string{
		`rule "a" { daily, min amount 300 EUR }`,
		`rule "a" { daily, min amount 300 EUR } rule "big ones" { daily, where amount >= 5000 EUR }`,
		`rule "big ones" { daily, where amount >= 5000 EUR } rule "a" { daily, min amount 300 EUR }`,
	} {
		want(t, text, held(run(t, text, source(t, world(hours("T1", "100"))), lastDay)),
			"T1 ACME 100.00 EUR, a: below-minimum (the draft would total 100.00 EUR), next 2026-02-01")
	}
}

// The next run was the rule's next run, whether or not it took the item.
func TestTheNextRunIsTheOneThatTakesTheItem(t *testing.T) {
	for _, c := range []struct{ rules, date, held string }{
		{"monthly on last day", "2026-04-10", "after-cutoff (dated 2026-04-10, included through 2026-01-31), next 2026-04-30"},
		{"monthly on last day, include from first day of current month through end of current month", "2025-12-10", "before-start (dated 2025-12-10, included from 2026-01-01)"},
		{"monthly on last day, where amount > 1000 EUR", "2026-01-10", `filtered (amount > 1000 EUR (is 5 EUR))`},
		{"monthly on last day until 2026-03-31", "2026-04-10", "stranded"},
	} {
		r := run(t, c.rules, source(t, world(on(c.date, fee("T1", "5")))), lastDay)
		if len(r.Backlog) != 1 {
			t.Errorf("%s: held %q", c.rules, held(r))
			continue
		}
		if _, got, _ := strings.Cut(held(r)[0], "rules: "); !strings.HasPrefix(got, c.held) || strings.Contains(got, "next") != strings.Contains(c.held, "next") {
			t.Errorf("%s: got %s, want %s", c.rules, got, c.held)
		}
	}
}

// A rule that runs earlier than the one that gave the reason, and takes the item, was not asked for.
func TestTheNextRunIsThatOfAnyRule(t *testing.T) {
	text := `rule "Year" { yearly on January 31 } rule "Month" { monthly on last day, where kind = fee }`
	r := run(t, text, source(t, world(on("2026-03-10", fee("T1", "5")))), lastDay)
	if len(r.Backlog) != 1 || r.Backlog[0].NextRun != day("2026-03-31") {
		t.Errorf("held %q", held(r))
	}
	text = `rule "Year" { yearly on January 31, min amount 300 EUR } rule "Middle" { monthly on day 15 }`
	want(t, "under the minimum of one rule, and due under another", held(run(t, text, source(t, world(fee("T1", "5"))), lastDay)),
		"T1 ACME 5.00 EUR, Year: below-minimum (the draft would total 5.00 EUR), next 2026-02-15")
}

// What was left out by a condition did not say by which, nor what it was found to be.
func TestFilteredNamesTheConditionAndTheValue(t *testing.T) {
	for _, c := range []struct{ where, condition, value string }{
		{`customer = "acme ab" and kind = time`, `customer = "acme ab"`, `"ACME"`},
		{`kind = time and amount > 1000 EUR`, `amount > 1000 EUR`, `100 EUR`},
		{`(kind = fee or amount > 1000 EUR) and kind = time`, `kind = fee or amount > 1000 EUR`, ""},
		{`kind != time`, `kind != time`, `"time"`},
	} {
		r := run(t, "daily, where "+c.where, source(t, world(hours("T1", "100"))), lastDay)
		if len(r.Backlog) == 0 { // a condition on the project leaves nothing to read, and is counted
			if !slices.ContainsFunc(r.Log, func(e invoice.Entry) bool { return e.Code == invoice.Code(invoice.Filtered) && e.Count == 1 }) {
				t.Errorf("%s: nothing says that the project is left out:\n%s", c.where, r.Log)
			}
			in := invoice.Input{Rules: rules(t, "daily, where "+c.where), Source: source(t, world(hours("T1", "100"))), Through: day(lastDay), Detail: true}
			d, err := invoice.Collect(invoice.Run(t.Context(), in))
			if err != nil {
				t.Fatal(err)
			}
			if text := d.Log.String(); !strings.Contains(text, c.condition) || !strings.Contains(text, c.value) {
				t.Errorf("%s: the log of the details does not have %s and %s:\n%s", c.where, c.condition, c.value, text)
			}
			continue
		}
		if b := r.Backlog[0]; b.Reason != invoice.Filtered || b.Condition != c.condition || b.Value != c.value {
			t.Errorf("%s: %s, left out by %s with %s", c.where, b.Reason, b.Condition, b.Value)
		}
	}
}

// A fee that lies on a project's line, and a rule that is not due: nothing was read, and nothing said.
func TestWhatIsNotDueIsCountedAndNotRead(t *testing.T) {
	read := 0
	s := changed{Source: source(t, world(hours("T1", "100"), hours("T2", "100"))), transactions: each(func(x invoice.Transaction) invoice.Transaction {
		read++
		return x
	})}
	r := run(t, "yearly on June 10", s, lastDay)
	if read != 0 || len(r.Drafts) != 0 {
		t.Errorf("%d transactions read on a night on which nothing runs, %q drafted", read, drafted(r))
	}
	if !slices.ContainsFunc(r.Log, func(e invoice.Entry) bool { return e.Code == invoice.CodeNotDue && e.NextRun == day("2026-06-10") }) {
		t.Errorf("the log does not say when the rule runs:\n%s", r.Log)
	}
}

// Every night said the same of every project and every line: 338,000 entries a year that matched, and as many warnings.
func TestStandingConditionsAreCountedAndNotRepeated(t *testing.T) {
	var d memory.Data
	for i := range 200 {
		id := "P" + string(rune('A'+i/26)) + string(rune('A'+i%26))
		d.Projects = append(d.Projects, memory.Project{ID: id, Customer: "ACME"})
		d.Lines = append(d.Lines, memory.Line{ID: id + "-1", Project: id}, memory.Line{ID: id + "-2", Project: id, Method: invoice.FixedPrice})
	}
	r := run(t, `rule "Month" { monthly on last day } rule "Lines" { on line schedules } rule "Other" { daily, where customer = "BOLT" }`, source(t, d), lastDay)
	if len(r.Log) > 20 {
		t.Errorf("%d entries for a night with nothing to do:\n%.2000s", len(r.Log), r.Log)
	}
	for _, code := range []invoice.Code{invoice.CodeMatched, invoice.Code(invoice.NoSchedule), invoice.Code(invoice.Filtered)} {
		if !slices.ContainsFunc(r.Log, func(e invoice.Entry) bool { return e.Code == code && e.Count >= 200 }) {
			t.Errorf("%s is not counted:\n%s", code, r.Log)
		}
	}
}

// A minimum kept what was under it for ever once a rule had ended.
func TestTheLastRunOfAScheduleTakesWhatIsUnderTheMinimum(t *testing.T) {
	text := "monthly on last day until 2026-01-31, min amount 500 EUR"
	r := run(t, text, source(t, world(hours("T1", "100"))), lastDay)
	want(t, "drafts", drafted(r), "ACME 100.00 EUR")
	if !slices.ContainsFunc(r.Log, func(e invoice.Entry) bool { return e.Code == invoice.CodeMinimumWaived }) {
		t.Errorf("the log does not say that the minimum was waived:\n%s", r.Log)
	}
}

// A maximum holds all of a draft, not what fits: what is over it says so with the total that somebody has to look at.
func TestTheMaximumHoldsTheWholeDraftAndSaysItsTotal(t *testing.T) {
	var work []memory.Transaction
	for n, totals := range []string{"90.00", "180.00", "270.00"} {
		work = append(work, hours("T"+string(rune('0'+n)), "90"))
		r := run(t, "daily, max amount 100 EUR", source(t, world(work...)), lastDay)
		if n == 0 {
			want(t, "one", drafted(r), "ACME 90.00 EUR")
			continue
		}
		want(t, "drafts", drafted(r))
		for i := range r.Backlog {
			if b := &r.Backlog[i]; b.Reason != invoice.AboveMaximum || b.Total.String() != totals+" EUR" {
				t.Errorf("%d open: %q", n+1, held(r))
			}
		}
	}
}
