package invoice

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/proforma-go/proforma/schedule"
)

// Validate says what is wrong with the rule as far as it can be told without a vocabulary or calendars; nil where nothing is. The error
// joins one error for each fault.
func (r Rule) Validate() error {
	var faults []error
	fault := func(format string, args ...any) { faults = append(faults, fmt.Errorf(format, args...)) }
	if err := r.Schedule.Validate(); err != nil {
		fault("schedule: %w", err)
	}
	r.validateInclude(fault)
	for _, a := range []struct {
		what   string
		anchor schedule.Anchor
	}{{"invoice date", r.InvoiceDate}, {"entry date", r.EntryDate}} {
		if err := a.anchor.Validate(); err != nil && !a.anchor.IsZero() {
			fault("%s: %w", a.what, err)
		}
	}
	if deeperThan(r.Where, maxDepth) {
		fault("where: conditions are nested more than %d deep", maxDepth)
	} else {
		validateFilter(r.Where, fault)
	}
	r.validateGrouping(fault)
	r.validateAmounts(fault)
	r.validateRecipients(fault)
	if err := r.Rounding.validate(); err != nil {
		fault("round: %w", err)
	}
	if r.FinalSweep && r.Schedule.Frequency != schedule.OnLineSchedule {
		fault("final sweep: it ends the schedules of lines, and the rule has one of its own")
	}
	if r.CatchUp > CatchUpNone {
		fault("catch up: there is no policy %d", r.CatchUp)
	}
	if err := r.Rounding.validate(); err != nil {
		fault("round: %w", err)
	}
	for i, o := range r.Options {
		if o.Value.Type == NumberType && saneDecimal(o.Value.Number) != nil {
			fault("options: %q: %w", o.Name, saneDecimal(o.Value.Number))
		}
		if slices.ContainsFunc(r.Options[:i], func(p Option) bool { return p.Name == o.Name }) {
			fault("options: %q is there twice", o.Name)
		}
	}
	return errors.Join(faults...)
}

// validateInclude checks that each kind is included once, and that dates make sense.
func (r Rule) validateInclude(fault func(string, ...any)) {
	if len(r.Include) > 0 && r.Schedule.Frequency == schedule.OnLineSchedule {
		fault("include: under line schedules each line has its own cut-off")
	}
	var seen []Kind
	plain := 0
	for _, i := range r.Include {
		if i.Through.IsZero() {
			fault("include: there is no last day")
		} else if err := i.Through.Validate(); err != nil {
			fault("include through: %w", err)
		}
		if err := i.From.Validate(); err != nil && !i.From.IsZero() {
			fault("include from: %w", err)
		}
		if len(i.Kinds) == 0 {
			plain++
		}
		for _, k := range i.Kinds {
			switch {
			case k == Milestone || k < Time || k > Milestone:
				fault("include: %q has no cut-off of its own", k)
			case slices.Contains(seen, k):
				fault("include: %q is included twice", k)
			}
			seen = append(seen, k)
		}
	}
	if plain > 1 {
		fault("include: %d clauses are for the kinds that no other names", plain)
	}
}

func (r Rule) validateGrouping(fault func(string, ...any)) {
	switch g := r.Grouping; {
	case g.Cut > Split:
		fault("grouping: there is no cut %d", g.Cut)
	case g.Cut == Split && len(g.By) == 0:
		fault("grouping: nothing says by which field to split")
	case g.Cut == PerContract && len(g.By) > 0:
		fault("grouping: fields are named, and nothing is merged or split")
	}
	for _, names := range [][]string{r.Grouping.By, r.GroupLinesBy} {
		for i, n := range names {
			if strings.TrimSpace(n) == "" {
				fault("grouping: a field has no name")
			} else if slices.Contains(names[:i], n) {
				fault("grouping: %q is named twice", n)
			}
		}
	}
}

func (r Rule) validateAmounts(fault func(string, ...any)) {
	for _, a := range []*Amount{r.MinAmount, r.MaxAmount} {
		switch {
		case a == nil:
		case a.Err() != nil:
			fault("amounts: %w", a.Err())
		case a.Sign() < 0:
			fault("amounts: a limit of %s is negative", a)
		}
	}
	if least, most := r.MinAmount, r.MaxAmount; least != nil && most != nil && least.sameCurrency(most) && most.Compare(*least) < 0 {
		fault("amounts: the maximum %s is under the minimum %s", most, least)
	}
}

func (r Rule) validateRecipients(fault func(string, ...any)) {
	var seen []Occasion
	for _, n := range r.Notify {
		switch {
		case n.On > OnEmpty:
			fault("notify: there is no occasion %d", n.On)
		case len(n.Recipients) == 0:
			fault("notify: nobody is named")
		case slices.Contains(seen, n.On):
			fault("notify: two clauses are for one occasion")
		}
		seen = append(seen, n.On)
		for _, w := range n.Recipients {
			if w.Kind > Group || w.Name == "" {
				fault("notify: a recipient has no name, or no kind that there is")
			}
		}
	}
}

// maxDepth bounds how deep conditions may be nested: whoever walks them does so by recursion.
const maxDepth = 1000

// deeperThan reports whether a condition is nested more than so many times.
func deeperThan(f Filter, depth int) bool {
	if depth < 0 {
		return true
	}
	below := func(t Filter) bool { return deeperThan(t, depth-1) }
	switch f := f.(type) {
	case And:
		return slices.ContainsFunc(f.Terms, below)
	case Or:
		return slices.ContainsFunc(f.Terms, below)
	case Not:
		return below(f.Term)
	}
	return false
}

// validateFilter checks the nodes of a condition.
func validateFilter(f Filter, fault func(string, ...any)) {
	switch f := f.(type) {
	case nil:
	case And:
		validateTerms(f.Terms, fault)
	case Or:
		validateTerms(f.Terms, fault)
	case Not:
		if f.Term == nil {
			fault("where: a negation of nothing")
		}
		validateFilter(f.Term, fault)
	case Compare:
		validateField(f.Field, fault)
		if f.Op < Equal || f.Op > GreaterOrEqual {
			fault("where: there is no comparison %d", f.Op)
		}
		validateValue(f.Field, f.Value, fault)
	case In:
		validateField(f.Field, fault)
		if len(f.Values) == 0 {
			fault("where: nothing is in the empty list for %q", f.Field)
		}
		for _, v := range f.Values {
			validateValue(f.Field, v, fault)
		}
	case Match:
		validateField(f.Field, fault)
		if f.Op < Contains || f.Op > EndsWith {
			fault("where: there is no test %d", f.Op)
		}
	case Empty:
		validateField(f.Field, fault)
	}
}

func validateTerms(terms []Filter, fault func(string, ...any)) {
	if len(terms) < 2 {
		fault("where: a conjunction or alternative of %d terms", len(terms))
	}
	for _, t := range terms {
		if t == nil {
			fault("where: an empty term")
		}
		validateFilter(t, fault)
	}
}

func validateField(name string, fault func(string, ...any)) {
	if strings.TrimSpace(name) == "" || strings.ContainsAny(name, "`\n") {
		fault("where: %q is no name of a field", name)
	}
}

func validateValue(field string, v Value, fault func(string, ...any)) {
	switch {
	case v.Type < TextType || v.Type > BoolType:
		fault("where: %q is compared with a value of no type", field)
	case (v.Type == NumberType || v.Type == MoneyType) && saneDecimal(v.Number) != nil:
		fault("where: %q: %w", field, saneDecimal(v.Number))
	case v.Type == DateType && v.Date.IsZero():
		fault("where: %q is compared with no date", field)
	}
}
