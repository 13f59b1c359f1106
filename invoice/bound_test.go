package invoice_test

import (
	"testing"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

func onceOn(name, day string) invoice.Rule {
	return invoice.Rule{Name: name, Schedule: schedule.Schedule{Frequency: schedule.Once, Rows: []schedule.Row{{Date: date(day)}}}, Include: []invoice.Include{{Through: schedule.Anchor{Base: schedule.RunDate}}}}
}

// TestAMinimumIsWaivedWhereNoOtherRunIsToCome: which rule stands first in the list decides on one day alone.
func TestAMinimumIsWaivedWhereNoOtherRunIsToCome(t *testing.T) {
	bounded := onceOn("bounded", "2026-06-02")
	bounded.MinAmount = amountOf(dec("50"), "EUR")
	for _, tt := range []struct {
		name  string
		rules []invoice.Rule
		want  string // the rule of the draft
	}{
		{"no other rule", []invoice.Rule{bounded}, "bounded"},
		{"a later run of a rule behind it", []invoice.Rule{bounded, onceOn("other", "2026-06-05")}, "other"},
		{"a later run of a rule before it", []invoice.Rule{onceOn("other", "2026-06-05"), bounded}, "other"},
		{"a run on the same day of a rule behind it", []invoice.Rule{bounded, onceOn("other", "2026-06-02")}, "other"},
		{"a run on the same day of a rule before it takes the money first", []invoice.Rule{onceOn("other", "2026-06-02"), bounded}, "other"},
		{"an earlier run of a rule behind it, which does not include it", []invoice.Rule{bounded, onceOn("other", "2026-05-31")}, "bounded"},
		{"an earlier run of a rule before it", []invoice.Rule{onceOn("other", "2026-05-31"), bounded}, "bounded"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := faultWorld()
			d.Transactions = d.Transactions[:1]
			d.Transactions[0].Amount = dec("10")
			res := mustRun(t, invoice.Input{Rules: tt.rules, Source: mustMemory(t, d), After: date("2026-05-30"), Through: date("2026-06-10")})
			if len(res.Drafts) != 1 || res.Drafts[0].Rule != tt.want {
				t.Errorf("drafts are %+v, want one of %s", res.Drafts, tt.want)
			}
		})
	}
}

// TestWhatABoundHoldsBackMakesNoRoom: A's credit makes room under the line's limit, until A's draft, which has a fee of another line, is held back.
func TestWhatABoundHoldsBackMakesNoRoom(t *testing.T) {
	ofB := work("T2", "L", "120")
	ofB.Customers = split("B", "100")
	s := mustMemory(t, memory.Data{
		Projects:     []memory.Project{{ID: "P", Customer: "A"}},
		Lines:        []memory.Line{{ID: "L", Project: "P", Limit: &invoice.Limit{Amount: dec("100"), Currency: "EUR"}}, {ID: "M", Project: "P"}},
		Transactions: []memory.Transaction{work("T1", "L", "-50"), ofB, work("T3", "M", "80")},
	})
	for minimum, want := range map[string]string{
		"30": "",
		"50": "T1 below-minimum; T2 over-limit; T3 below-minimum",
	} {
		rule := everyDay
		rule.MinAmount = amountOf(dec(minimum), "EUR")
		res, got := mustRun(t, invoice.Input{Rules: []invoice.Rule{rule}, Source: s, Through: worldStart}), ""
		for i, b := range res.Backlog {
			if i > 0 {
				got += "; "
			}
			got += b.Transaction + " " + string(b.Reason)
		}
		if got != want {
			t.Errorf("a minimum of %s holds %q, want %q", minimum, got, want)
		}
	}
}

func TestACreditOfOneCentMakesRoomForOne(t *testing.T) {
	for credit, drafts := range map[string]bool{"-0.01": true, "-0.02": true, "0.00": false} {
		s := mustMemory(t, memory.Data{
			Projects:     []memory.Project{{ID: "P", Customer: "A"}},
			Lines:        []memory.Line{{ID: "L", Project: "P", Limit: &invoice.Limit{Amount: dec("100"), Currency: "EUR"}}},
			Transactions: []memory.Transaction{work("T1", "L", credit), work("T2", "L", "100.01")},
		})
		res := mustRun(t, invoice.Input{Rules: []invoice.Rule{everyDay}, Source: s, Through: worldStart})
		if (len(res.Drafts) == 1 && len(res.Drafts[0].Lines[0].Details) == 2) != drafts {
			t.Errorf("a credit of %s: drafts are %+v", credit, res.Drafts)
		}
	}
}

func TestNothingIsBilledUnderALimitThatIsUsedUp(t *testing.T) {
	for _, partial := range []bool{false, true} {
		for amount, held := range map[string]bool{"0.01": true, "0.02": true, "100": true, "-0.01": false} {
			s := mustMemory(t, memory.Data{
				Projects:     []memory.Project{{ID: "P", Customer: "A"}},
				Lines:        []memory.Line{{ID: "L", Project: "P", Limit: &invoice.Limit{Amount: dec("100"), Currency: "EUR"}}},
				Transactions: []memory.Transaction{work("T1", "L", "100"), work("T2", "L", amount)},
			})
			rule := everyDay
			rule.PartialLimits = partial
			res := mustRun(t, invoice.Input{Rules: []invoice.Rule{rule}, Source: s, Through: worldStart})
			if got := len(res.Backlog) == 1 && res.Backlog[0].Transaction == "T2" && res.Backlog[0].Reason == invoice.OverLimit && res.Backlog[0].Amount.Equal(eur(amount)); got != held {
				t.Errorf("partial %v: %s after the whole limit: held are %+v", partial, amount, res.Backlog)
			}
		}
	}
}

// TestAMinimumIsWaivedForEachDraftByItself: a later run takes what A is to pay and not what B is.
func TestAMinimumIsWaivedForEachDraftByItself(t *testing.T) {
	ofA, ofB := work("T1", "L", "10"), work("T2", "L", "10")
	ofB.Customers = split("B", "100")
	ofA.Description, ofB.Description = "again", "once"
	s := mustMemory(t, memory.Data{Projects: []memory.Project{{ID: "P", Customer: "A"}}, Lines: []memory.Line{{ID: "L", Project: "P"}}, Transactions: []memory.Transaction{ofA, ofB}})
	bounded, later := onceOn("bounded", "2026-06-02"), onceOn("later", "2026-06-05")
	bounded.MinAmount = amountOf(dec("50"), "EUR")
	later.Where = invoice.Compare{Field: "description", Op: invoice.Equal, Value: invoice.TextValue("again")}
	res := mustRun(t, invoice.Input{Rules: []invoice.Rule{bounded, later}, Source: s, Through: date("2026-06-02")})
	if len(res.Drafts) != 1 || res.Drafts[0].Customer != "B" || len(res.Backlog) != 1 || res.Backlog[0].Reason != invoice.BelowMinimum {
		t.Errorf("drafts are %+v, held are %+v", res.Drafts, res.Backlog)
	}
}
