package invoice_test

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

func drawInput(t *rapid.T) (invoice.Input, memory.Data) {
	data := drawData(t)
	in := invoice.Input{Rules: drawRules(t), Source: mustMemory(t, data)}
	in.Through = drawDate(t, "through")
	if days := rapid.IntRange(0, 40).Draw(t, "window"); days > 0 {
		in.After = in.Through.AddDays(-days)
	}
	return in, data
}

// place is where a share of a transaction can be.
type place struct{ transaction, customer string }

func TestEveryConsideredShareIsInExactlyOnePlace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in, data := drawInput(t)
		everything := invoice.Rule{Name: "all", Schedule: schedule.Schedule{Frequency: schedule.Daily}}
		in.Rules = append(in.Rules, everything) // so that every line is read
		res := mustRun(t, in)

		drafted, held := map[place]decimal.Decimal{}, map[place]decimal.Decimal{}
		shares := map[string]int{}
		for _, d := range res.Drafts {
			for _, l := range d.Lines {
				for _, x := range l.Details {
					p := place{x.Transaction, d.Customer}
					drafted[p] = drafted[p].Add(x.Amount.Decimal())
					shares[x.Transaction]++
				}
			}
		}
		for _, b := range res.Backlog {
			p := place{b.Transaction, b.Customer}
			if _, twice := held[p]; twice {
				t.Fatalf("%v is in the backlog twice", p)
			}
			if _, also := drafted[p]; also && b.Reason != invoice.OverLimit {
				t.Fatalf("%v is drafted and in the backlog (%s)", p, b.Reason)
			}
			if b.Reason.Rank() == 0 {
				t.Fatalf("%v is held without a known reason: %q", p, b.Reason)
			}
			held[p] = b.Amount.Decimal()
			shares[b.Transaction]++
		}
		for _, x := range data.Transactions {
			if x.Status == invoice.Billed {
				if shares[x.ID] != 0 {
					t.Fatalf("%s is billed and was considered", x.ID)
				}
				continue
			}
			if shares[x.ID] == 0 {
				t.Fatalf("%s was lost", x.ID)
			}
			if x.BillingType == 0 {
				checkSum(t, x, drafted, held)
			}
		}
	})
}

// checkSum holds a transaction's amount against its drafted and held parts. Amounts are rounded in running sums over the draft line, so those of
// one transaction may be off by less than a minor unit a customer.
func checkSum(t *rapid.T, x memory.Transaction, drafted, held map[place]decimal.Decimal) {
	sum, customers := decimal.Decimal{}, map[string]bool{}
	for _, parts := range []map[place]decimal.Decimal{drafted, held} {
		for _, p := range slices.SortedFunc(maps.Keys(parts), func(a, b place) int { return len(a.customer) - len(b.customer) }) {
			if p.transaction == x.ID {
				sum = sum.Add(parts[p])
				customers[p.customer] = true
			}
		}
	}
	if off := sum.Sub(x.Amount).Abs(); off.GreaterThanOrEqual(decimal.New(int64(len(customers)), -2)) {
		t.Fatalf("%s of %s is drafted and held with %s", x.ID, x.Amount, sum)
	}
}

// TestASecondRunOverTheBookedResultIsEmpty leaves credits out: a credit of a later date makes room, under a limit or a minimum, for what an
// earlier date held back, and a second run over that earlier date finds it.
func TestASecondRunOverTheBookedResultIsEmpty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in, data := drawInput(t)
		for i := range data.Transactions {
			data.Transactions[i].Amount = data.Transactions[i].Amount.Abs()
		}
		_, again := runTwice(t, in, data)
		if len(again.Drafts) != 0 {
			t.Fatalf("drafted again: %v", keys(again.Drafts))
		}
	})
}

func TestASecondRunBillsOnlyWhatALimitOrABoundHeldBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in, data := drawInput(t)
		first, again := runTwice(t, in, data)
		held := map[string]bool{}
		for _, b := range first.Backlog {
			switch b.Reason {
			case invoice.OverLimit, invoice.BelowMinimum, invoice.AboveMaximum, invoice.NotChargeable:
				held[b.Transaction] = true
			}
		}
		for _, d := range again.Drafts {
			for _, l := range d.Lines {
				for _, x := range l.Details {
					if !held[x.Transaction] {
						t.Fatalf("%s was not held back by a limit or bound, and is drafted by the second run: %s", x.Transaction, d.Key)
					}
				}
			}
		}
	})
}

// runTwice runs, books, and runs again over the same window.
func runTwice(t *rapid.T, in invoice.Input, data memory.Data) (first, again *invoice.Result) {
	source := mustMemory(t, data)
	in.Source = source.AsOf(in.Through)
	first = mustRun(t, in)
	mustBook(t, source, first)
	in.Source = source.AsOf(in.Through)
	return first, mustRun(t, in)
}

func keys(drafts []invoice.Draft) []string {
	var ks []string
	for _, d := range drafts {
		ks = append(ks, d.Key)
	}
	return ks
}

func toJSON(t fataler, v any) string {
	t.Helper()
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestNeitherTheOrderOfRowsNorTheNumberOfWorkersChangesTheResult(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in, data := drawInput(t)
		want := mustRun(t, in)

		shuffled := data
		shuffled.Projects = rapid.Permutation(data.Projects).Draw(t, "projects")
		shuffled.Lines = rapid.Permutation(data.Lines).Draw(t, "lines")
		shuffled.Transactions = rapid.Permutation(data.Transactions).Draw(t, "transactions")
		in.Source = mustMemory(t, shuffled)
		in.Workers = rapid.IntRange(1, 4).Draw(t, "workers")
		in.BatchLines = rapid.IntRange(1, 4).Draw(t, "batch")
		got := mustRun(t, in)
		if diff := cmp.Diff(toJSON(t, want.Drafts), toJSON(t, got.Drafts)); diff != "" {
			t.Fatalf("drafts differ (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(toJSON(t, want.Backlog), toJSON(t, got.Backlog)); diff != "" {
			t.Fatalf("backlog differs (-want +got):\n%s", diff)
		}
	})
}

func TestDraftsTotalWhatTheirLinesAndDetailsDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in, _ := drawInput(t)
		for _, d := range mustRun(t, in).Drafts {
			total := decimal.Decimal{}
			chargeable := 0
			for _, l := range d.Lines {
				sum := decimal.Decimal{}
				for _, x := range l.Details {
					sum = sum.Add(x.Amount.Decimal())
					chargeable += map[bool]int{true: 1}[x.BillingType == invoice.Chargeable]
				}
				if !sum.Equal(l.Total.Decimal()) {
					t.Fatalf("%s: line %s totals %s, its details %s", d.Key, l.Line, l.Total, sum)
				}
				total = total.Add(sum)
			}
			if !total.Equal(d.Total.Decimal()) || chargeable == 0 || (d.Kind == invoice.CreditDraft) != (d.Total.Sign() < 0) {
				t.Fatalf("%s totals %s with lines of %s, %d chargeable, kind %s", d.Key, d.Total, total, chargeable, d.Kind)
			}
		}
	})
}

// inCents makes every transaction so large that each customer's part is some cents.
func inCents(data memory.Data) {
	for i := range data.Transactions {
		if x := &data.Transactions[i]; x.Amount.Abs().LessThan(dec("1")) {
			x.Amount = dec("1")
		}
	}
}

// TestAYearOfRunsBillsEveryTransactionOnceWhateverTheGaps runs one world daily and once more with gaps that are caught up, and wants the
// same claims on the same run dates, each once, and nothing left that was ready and covered by a later cut-off.
func TestAYearOfRunsBillsEveryTransactionOnceWhateverTheGaps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data := drawData(t)
		for i := range data.Lines {
			data.Lines[i].Limit = nil
		}
		inCents(data)
		rules := []invoice.Rule{{Name: "po", Schedule: schedule.Schedule{Frequency: schedule.OnLineSchedule}}}
		end := worldStart.AddDays(365)
		daily := yearOfRuns(t, data, rules, end, func() int { return 1 })
		gaps := yearOfRuns(t, data, rules, end, func() int { return rapid.IntRange(1, 60).Draw(t, "gap") })
		if diff := cmp.Diff(slices.Sorted(maps.Keys(daily)), slices.Sorted(maps.Keys(gaps))); diff != "" {
			t.Fatalf("claims differ with the gaps (-daily +gaps):\n%s", diff)
		}
		for claim, run := range daily {
			if gaps[claim] != run {
				t.Fatalf("claim %s is of the run of %s, with gaps of %s", claim, run, gaps[claim])
			}
		}
		checkAllBilled(t, data, daily)
	})
}

// yearOfRuns runs window after window, books each result, and returns the run date of every claim. A claim made twice fails.
func yearOfRuns(t *rapid.T, data memory.Data, rules []invoice.Rule, end schedule.Date, gap func() int) map[string]string {
	source := mustMemory(t, data)
	claims := map[string]string{}
	for after := worldStart.AddDays(-1); after.Before(end); {
		through := after.AddDays(gap())
		if through.After(end) {
			through = end
		}
		res := mustRun(t, invoice.Input{Rules: rules, Source: source.AsOf(through), After: after, Through: through})
		for _, d := range res.Drafts {
			for _, l := range d.Lines {
				for _, x := range l.Details {
					if _, twice := claims[x.Claim().String()]; twice {
						t.Fatalf("claim %s is made twice", x.Claim())
					}
					claims[x.Claim().String()] = d.RunDate.String()
				}
			}
		}
		mustBook(t, source, res)
		after = through
	}
	return claims
}

// checkAllBilled wants every chargeable, ready transaction billed that no rule of the engine keeps back.
func checkAllBilled(t *rapid.T, data memory.Data, claims map[string]string) {
	lines := map[string]memory.Line{}
	for _, l := range data.Lines {
		lines[l.ID] = l
	}
	for _, x := range data.Transactions {
		l := lines[x.Line]
		wrongKind := l.Method == invoice.FixedPrice && x.Kind != invoice.Milestone
		wrongCurrency := l.Contract == "K1" && len(data.Contracts) > 0 && x.Currency != "EUR"
		if x.Status != 0 || x.BillingType != 0 || wrongKind || wrongCurrency {
			continue
		}
		found := false
		for c := range claims {
			found = found || len(c) > len(x.ID) && c[:len(x.ID)+1] == x.ID+"/"
		}
		if !found {
			t.Fatalf("%s on line %s was never billed", x.ID, l.ID)
		}
	}
}
