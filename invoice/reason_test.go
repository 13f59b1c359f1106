package invoice_test

import (
	"testing"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

func TestEveryReasonIsNearerThanTheOneBeforeIt(t *testing.T) {
	order := []invoice.Reason{
		"a reason of somebody else", invoice.NotPermitted, invoice.Filtered, invoice.NoSchedule, invoice.NotDue, invoice.Stranded, invoice.BeforeStart, invoice.AfterCutoff,
		invoice.MilestoneNotDue, invoice.NotReady, invoice.OnHold, invoice.NotChargeable, invoice.OnFixedPrice, invoice.CurrencyMismatch, invoice.SharesChanged,
		invoice.AmountChanged, invoice.Failed, invoice.OverLimit, invoice.AboveMaximum, invoice.BelowMinimum,
	}
	if order[0].Rank() != 0 {
		t.Errorf("an unknown reason has the rank %d", order[0].Rank())
	}
	for i := 1; i < len(order); i++ {
		if order[i].Rank() <= order[i-1].Rank() {
			t.Errorf("%s has the rank %d, and %s %d", order[i-1], order[i-1].Rank(), order[i], order[i].Rank())
		}
	}
}

func TestAnIncludeClauseWithoutKindsLeavesNoKindOut(t *testing.T) {
	runDate := schedule.Anchor{Base: schedule.RunDate}
	for name, include := range map[string][]invoice.Include{
		"without kinds":                {{Through: runDate}},
		"without kinds, after another": {{Kinds: []invoice.Kind{invoice.Fee}, Through: runDate}, {Through: runDate}},
		"of its kind":                  {{Kinds: []invoice.Kind{invoice.Time}, Through: runDate}},
	} {
		rule := everyDay
		rule.Include, rule.Where = include, invoice.Compare{Field: "kind", Op: invoice.NotEqual, Value: invoice.TextValue("time")}
		res := mustRun(t, invoice.Input{Rules: []invoice.Rule{rule}, Source: mustMemory(t, faultWorld()), Through: worldStart})
		if len(res.Backlog) == 0 {
			t.Fatalf("%s: nothing is held", name)
		}
		if b := res.Backlog[0]; b.Reason != invoice.Filtered || b.Condition != `kind != "time"` {
			t.Errorf("%s: held as %s for %q", name, b.Reason, b.Condition)
		}
	}
}

// TestTheSearchForARunSaysWhereItEnded: an item of another century is taken by a daily rule some day, which is too far to look for; another rule
// that never takes it makes that no less true.
func TestTheSearchForARunSaysWhereItEnded(t *testing.T) {
	d := faultWorld()
	d.Transactions = d.Transactions[:1]
	d.Transactions[0].Date = date("2126-06-01")
	once := invoice.Rule{Name: "once", Schedule: schedule.Schedule{Frequency: schedule.Once, Rows: []schedule.Row{{Date: worldStart}}}}
	for name, rules := range map[string][]invoice.Rule{"one rule": {everyDay}, "another that ends": {everyDay, once}, "another that ends, first": {once, everyDay}} {
		res := mustRun(t, invoice.Input{Rules: rules, Source: mustMemory(t, d), Through: worldStart})
		if len(res.Backlog) != 1 {
			t.Fatalf("%s: held are %+v", name, res.Backlog)
		}
		if b := res.Backlog[0]; !b.NextRun.IsZero() || !b.NotBefore.After(worldStart) {
			t.Errorf("%s: the next run is %s, and not before %s", name, b.NextRun, b.NotBefore)
		}
	}
}

// TestTheCustomerThatWasBilledTooMuchIsNamed: A was billed what it is due by now, and B more.
func TestTheCustomerThatWasBilledTooMuchIsNamed(t *testing.T) {
	d := faultWorld()
	d.Lines[0].Customers = split("A", "50", "B", "30", "C", "20")
	d.Transactions = d.Transactions[:1]
	d.Transactions[0].Amount = dec("80")
	d.Transactions[0].Billings = []invoice.Billing{billed(1, "A", "50", "40"), billed(2, "B", "30", "40")}
	res := mustRun(t, invoice.Input{Rules: []invoice.Rule{everyDay}, Source: mustMemory(t, d), Through: worldStart})
	if len(res.Backlog) != 1 || len(res.Drafts) != 0 {
		t.Fatalf("%d drafts, held are %+v", len(res.Drafts), res.Backlog)
	}
	if b, want := res.Backlog[0], "B was billed 40.00 EUR and is due 24.00 EUR of it now"; b.Reason != invoice.AmountChanged || b.Note != want {
		t.Errorf("held as %s: %q, want %q", b.Reason, b.Note, want)
	}
}
