package memory

import (
	"context"
	"iter"
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// Source holds projects, contracts, lines and transactions. Make one with [New]. It is itself an [invoice.Source] on which whatever
// is ready is so from the beginning; [Source.AsOf] gives the view of a day. It is safe for concurrent use.
type Source struct {
	fixed   *fixed
	state   atomic.Pointer[state]
	booking sync.Mutex // held while a new state is made
}

// fixed is what no booking changes.
type fixed struct {
	projects  []Project
	contracts []Contract
	lines     []Line

	project     map[string]int
	contract    map[string]int
	line        map[string]int
	transaction map[string]int

	linesOf map[string][]int // by project, in the order of the data
	rowsOf  [][]int          // by line, in the order of the data
}

// state is what booking changes. A new one is made instead of changing the one that views share.
type state struct {
	rows   []*Transaction
	totals totals
}

func (s *state) clone() *state {
	return &state{slices.Clone(s.rows), maps.Clone(s.totals)}
}

// AsOf returns the data as they stand on a day: what is ready and has a later ReadyFrom is pending. A zero date ignores ReadyFrom.
// The view is fixed: what is booked later does not appear in it.
func (s *Source) AsOf(day schedule.Date) *View {
	return &View{fixed: s.fixed, state: s.state.Load(), day: day}
}

// Projects yields every project, in the order of the data. The query is not needed.
func (s *Source) Projects(ctx context.Context, q invoice.Query) iter.Seq2[invoice.Project, error] {
	return s.AsOf(schedule.Date{}).Projects(ctx, q)
}

// Lines yields the lines of the given projects, in the order of the data. It yields an error where a project is not one of this source.
func (s *Source) Lines(ctx context.Context, projects []invoice.Project) iter.Seq2[invoice.ContractLine, error] {
	return s.AsOf(schedule.Date{}).Lines(ctx, projects)
}

// Transactions yields the transactions of the given lines, billed ones too, in the order of the data. It yields an error where a line
// is not one of this source.
func (s *Source) Transactions(ctx context.Context, lines []invoice.ContractLine) iter.Seq2[invoice.Transaction, error] {
	return s.AsOf(schedule.Date{}).Transactions(ctx, lines)
}
