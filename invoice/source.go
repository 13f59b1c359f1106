package invoice

import (
	"context"
	"iter"

	"github.com/proforma-go/proforma/schedule"
)

// Query tells a [Source] what a run is about, so that it can leave out what no rule can bill. A source may ignore it: the engine
// tests every condition itself.
type Query struct {
	Rules          []Rule        // the active rules, in order
	After, Through schedule.Date // the widest window over the rules: After excluded, Through included
}

// Source is the host's data in three reads. The engine calls it from one goroutine at a time and never twice for the same project
// or line within a run. A sequence that yields an error ends the run with that error.
type Source interface {
	// Projects yields the projects that the rules may bill, in any order.
	Projects(ctx context.Context, q Query) iter.Seq2[Project, error]

	// Lines yields every contract line of the given projects, in any order.
	Lines(ctx context.Context, projects []Project) iter.Seq2[ContractLine, error]

	// Transactions yields the transactions of the given lines, in any order. It is called once per batch of whole units. Billed ones
	// may be left out or yielded; they are never drafted. Each is yielded once, under one line: a second time fails the unit, or, in another
	// unit, is found by Collect and by whoever keeps claims in a unique index.
	Transactions(ctx context.Context, lines []ContractLine) iter.Seq2[Transaction, error]
}
