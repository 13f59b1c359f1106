package invoice_test

import (
	"testing"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

func oneLine(rows ...memory.Transaction) memory.Data {
	return memory.Data{Projects: []memory.Project{{ID: "P", Customer: "A"}}, Lines: []memory.Line{{ID: "L", Project: "P"}}, Transactions: rows}
}

func TestADraftOfExactlyTheMinimumOrMaximumIsMade(t *testing.T) {
	least, most := everyDay, everyDay
	least.MinAmount, most.MaxAmount = amountOf(dec("500"), "EUR"), amountOf(dec("500"), "EUR")
	for _, tt := range []struct {
		rule   invoice.Rule
		amount string
		want   invoice.Reason
	}{
		{least, "500", ""}, {least, "499.995", ""}, {least, "499.99", invoice.BelowMinimum}, {least, "-499.99", ""},
		{most, "500", ""}, {most, "500.004", ""}, {most, "500.005", invoice.AboveMaximum}, {most, "-500.01", ""},
	} {
		res := mustRun(t, invoice.Input{Rules: []invoice.Rule{tt.rule}, Source: mustMemory(t, oneLine(work("T", "L", tt.amount))), Through: worldStart})
		held := invoice.Reason("")
		if len(res.Backlog) > 0 {
			held = res.Backlog[0].Reason
		}
		if held != tt.want || (len(res.Drafts) == 1) != (tt.want == "") {
			t.Errorf("%s under %s: held as %q, want %q", tt.amount, tt.rule, held, tt.want)
		}
	}
}

// TestTheNextRunIsThatOfARuleThatTakesTheKind: the daily rule bills time only, and the expense waits for the end of the month.
func TestTheNextRunIsThatOfARuleThatTakesTheKind(t *testing.T) {
	hourly, all := everyDay, invoice.Rule{Name: "all at the end", Schedule: monthEnd}
	hourly.Name = "hourly"
	hourly.Include = []invoice.Include{{Kinds: []invoice.Kind{invoice.Time}, Through: schedule.Anchor{Base: schedule.RunDate}}}
	x := work("T", "L", "10")
	for kind, want := range map[invoice.Kind]string{invoice.Time: "2026-06-02", invoice.Expense: "2026-06-30"} {
		x.Kind, x.Status = kind, invoice.Pending
		res := mustRun(t, invoice.Input{Rules: []invoice.Rule{hourly, all}, Source: mustMemory(t, oneLine(x)), Through: worldStart})
		if len(res.Backlog) != 1 || res.Backlog[0].NextRun.String() != want {
			t.Errorf("%s: %+v", kind, res.Backlog)
		}
	}
}

// TestPartsOfAQuantityAreWrittenAsShortAsTheWhole, with two decimals where they need them.
func TestPartsOfAQuantityAreWrittenAsShortAsTheWhole(t *testing.T) {
	for quantity, want := range map[string][2]string{"10": {"6", "4"}, "7.5": {"4.5", "3.0"}, "7.50": {"4.50", "3.00"}, "1": {"0.6", "0.4"}, "0.01": {"0.01", "0.00"}, "0.125": {"0.075", "0.050"}} {
		d := oneLine(timed(work("T", "L", "100"), quantity, "10"))
		d.Lines[0].Customers = split("A", "60", "B", "40")
		res := mustRun(t, invoice.Input{Rules: []invoice.Rule{everyDay}, Source: mustMemory(t, d), Through: worldStart})
		if a, b := res.Drafts[0].Lines[0].Details[0].Quantity.String(), res.Drafts[1].Lines[0].Details[0].Quantity.String(); a != want[0] || b != want[1] {
			t.Errorf("%s is divided into %s and %s, want %s and %s", quantity, a, b, want[0], want[1])
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
