package memory

import (
	"context"
	"fmt"
	"iter"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// View is a [Source] as it stood when [Source.AsOf] was called, on a day. It never changes, and is safe for concurrent use.
type View struct {
	fixed *fixed
	state *state
	day   schedule.Date
}

// Projects yields every project, in the order of the data. The query is not needed.
func (v *View) Projects(ctx context.Context, _ invoice.Query) iter.Seq2[invoice.Project, error] {
	return func(yield func(invoice.Project, error) bool) {
		for i := range v.fixed.projects {
			if err := ctx.Err(); err != nil {
				yield(nil, err)
				return
			}
			if !yield(&project{&v.fixed.projects[i]}, nil) {
				return
			}
		}
	}
}

// Lines yields the lines of the given projects, in the order of the data. It yields an error where a project is not one of this source.
func (v *View) Lines(ctx context.Context, projects []invoice.Project) iter.Seq2[invoice.ContractLine, error] {
	return func(yield func(invoice.ContractLine, error) bool) {
		for _, p := range projects {
			if err := ctx.Err(); err != nil {
				yield(nil, err)
				return
			}
			if _, ok := v.fixed.project[p.ID()]; !ok {
				yield(nil, fmt.Errorf("project %q is not in this source", p.ID()))
				return
			}
			for _, i := range v.fixed.linesOf[p.ID()] {
				if !yield(v.lineAt(i), nil) {
					return
				}
			}
		}
	}
}

func (v *View) lineAt(i int) *line {
	l := &line{l: &v.fixed.lines[i], terms: v.fixed.contractOf(&v.fixed.lines[i]), totals: v.state.totals}
	if l.terms != nil {
		l.contract = contract{l.terms, v.state.totals}
	}
	return l
}

// contractOf returns nil for a line of its project's own contract.
func (f *fixed) contractOf(l *Line) *Contract {
	if l.Contract == "" {
		return nil
	}
	return &f.contracts[f.contract[l.Contract]]
}

// Transactions yields the transactions of the given lines, billed ones too, in the order of the data. It yields an error where a line
// is not one of this source.
func (v *View) Transactions(ctx context.Context, lines []invoice.ContractLine) iter.Seq2[invoice.Transaction, error] {
	return func(yield func(invoice.Transaction, error) bool) {
		for _, l := range lines {
			if err := ctx.Err(); err != nil {
				yield(nil, err)
				return
			}
			at, ok := v.fixed.line[l.ID()]
			if !ok {
				yield(nil, fmt.Errorf("line %q is not in this source", l.ID()))
				return
			}
			indices := v.fixed.rowsOf[at]
			rows := make([]transaction, len(indices))
			for n, i := range indices {
				rows[n] = transaction{v.state.rows[i], v.day}
				if !yield(&rows[n], nil) {
					return
				}
			}
		}
	}
}
