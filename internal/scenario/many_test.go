package scenario_test

import (
	"cmp"
	"encoding/json"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

// Scenario 70: a thousand projects with a hundred items each give together what each gives alone, for no rule here merges them.
func TestManyProjectsAreTheUnionOfEach(t *testing.T) {
	const projects, transactions = 1000, 100
	rule := parseRule(t, "monthly on last day, include through day 20 of current month, min amount 5 EUR")
	in := invoice.Input{Rules: []invoice.Rule{rule}, Through: schedule.MustParseDate("2026-01-31")}
	in.Source = newSource(t, projects, transactions)
	together := collect(t, in)

	var alone invoice.Result
	for number := range projects {
		var d memory.Data
		addProject(&d, number+1, transactions)
		source, err := memory.New(d)
		if err != nil {
			t.Fatal(err)
		}
		in.Source = source
		one := collect(t, in)
		alone.Drafts = append(alone.Drafts, one.Drafts...)
		alone.Backlog = append(alone.Backlog, one.Backlog...)
	}
	invoice.SortDrafts(alone.Drafts)
	slices.SortFunc(alone.Backlog, func(a, b invoice.BacklogItem) int { return cmp.Compare(a.Transaction, b.Transaction) })
	if len(together.Drafts) != projects {
		t.Errorf("%d drafts of %d projects", len(together.Drafts), projects)
	}
	// Items are dated on 1 to 28 January in turn: the eight days after the 20th come three times among the first 84, and the last 16 are
	// dated on 1 to 16.
	if want := projects * 3 * 8; len(together.Backlog) != want {
		t.Errorf("%d items in the backlog, want %d", len(together.Backlog), want)
	}
	same(t, "drafts", together.Drafts, alone.Drafts)
	same(t, "backlog", together.Backlog, alone.Backlog)
}

// same compares two lists by their JSON and shows the first difference only.
func same[T any](t *testing.T, what string, together, alone []T) {
	t.Helper()
	if len(together) != len(alone) {
		t.Errorf("%s: %d together, %d alone", what, len(together), len(alone))
		return
	}
	for i := range together {
		a, errA := json.Marshal(together[i])
		b, errB := json.Marshal(alone[i])
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		if diff := gocmp.Diff(string(b), string(a)); diff != "" {
			t.Errorf("%s, number %d (-alone +together):\n%s", what, i, diff)
			return
		}
	}
}
