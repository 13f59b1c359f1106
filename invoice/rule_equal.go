package invoice

import (
	"cmp"
	"slices"
	"strings"

	"github.com/proforma-go/proforma/schedule"
)

// Equal reports whether two rules mean the same. The order of include clauses, notify clauses, options and grouping fields does not
// count, nor does "draft" as a status, the run date as an invoice date, "customer" and "currency" in a merge, which are the draft's own,
// or how terms joined by one word are nested in a filter. It does not search for other descriptions of one meaning.
func (r Rule) Equal(o Rule) bool {
	return r.Name == o.Name && r.Description == o.Description && r.Schedule.Equal(o.Schedule) &&
		slices.EqualFunc(sortedIncludes(r.Include), sortedIncludes(o.Include), Include.Equal) &&
		equalFilters(r.Where, o.Where) && r.Grouping.Equal(o.Grouping) && slices.Equal(r.GroupLinesBy, o.GroupLinesBy) &&
		orRunDate(r.InvoiceDate) == orRunDate(o.InvoiceDate) && r.EntryDate == o.EntryDate && orDraft(r.Status) == orDraft(o.Status) &&
		r.Generator == o.Generator && slices.EqualFunc(sortedNotify(r.Notify), sortedNotify(o.Notify), Notify.Equal) &&
		slices.EqualFunc(sortedOptions(r.Options), sortedOptions(o.Options), Option.Equal) &&
		equalAmounts(r.MinAmount, o.MinAmount) && equalAmounts(r.MaxAmount, o.MaxAmount) && r.CatchUp == o.CatchUp &&
		r.StrictMilestones == o.StrictMilestones && r.PartialLimits == o.PartialLimits && r.FinalSweep == o.FinalSweep && r.Inactive == o.Inactive
}

// Equal reports whether both clauses include the same.
func (i Include) Equal(o Include) bool {
	return slices.Equal(sortedKinds(i.Kinds), sortedKinds(o.Kinds)) && i.From == o.From && i.Through == o.Through
}

// Equal reports whether both cut drafts in the same way: "merge projects by customer" is "merge projects".
func (g Grouping) Equal(o Grouping) bool { return g.Cut == o.Cut && slices.Equal(g.key(), o.key()) }

// key returns the fields that make a difference, in order and each once.
func (g Grouping) key() []string {
	if g.Cut == PerContract {
		return nil
	}
	var key []string
	for _, f := range g.By {
		f = NormalName(f)
		if g.Cut == Merged && (f == "customer" || f == "currency") {
			continue
		}
		key = append(key, f)
	}
	slices.Sort(key)
	return slices.Compact(key)
}

// Equal reports whether both tell the same recipients on the same occasion.
func (n Notify) Equal(o Notify) bool { return n.On == o.On && slices.Equal(n.Recipients, o.Recipients) }

// Equal reports whether both are the same option with the same value.
func (o Option) Equal(p Option) bool { return o.Name == p.Name && o.Value.Equal(p.Value) }

// Equal reports whether both line schedules mean the same.
func (l LineSchedule) Equal(o LineSchedule) bool {
	return l.Schedule.Equal(o.Schedule) && l.Through == o.Through && l.FinalSweep == o.FinalSweep
}

func orRunDate(a schedule.Anchor) schedule.Anchor {
	if a.IsZero() {
		return schedule.Anchor{Base: schedule.RunDate}
	}
	return a
}

func orDraft(status string) string {
	if status == "" {
		return "draft"
	}
	return status
}

func equalAmounts(a, b *Amount) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Equal(*b)
}

func sortedKinds(kinds []Kind) []Kind {
	if slices.IsSorted(kinds) {
		return kinds
	}
	kinds = slices.Clone(kinds)
	slices.Sort(kinds)
	return kinds
}

// sortedIncludes puts the plain clause first and the others in order of their kinds.
func sortedIncludes(list []Include) []Include {
	out := make([]Include, len(list))
	for i, c := range list {
		c.Kinds = sortedKinds(c.Kinds)
		out[i] = c
	}
	slices.SortStableFunc(out, func(a, b Include) int { return slices.Compare(a.Kinds, b.Kinds) })
	return out
}

func sortedNotify(list []Notify) []Notify {
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(a, b Notify) int { return cmp.Compare(a.On, b.On) })
	return out
}

func sortedOptions(list []Option) []Option {
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(a, b Option) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// equalFilters reports whether two conditions have the same terms in the same order, once nested conjunctions and alternatives are
// made flat and double negations are taken away.
func equalFilters(a, b Filter) bool {
	a, b = flat(a), flat(b)
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	switch a := a.(type) {
	case And:
		b, ok := b.(And)
		return ok && slices.EqualFunc(a.Terms, b.Terms, equalFilters)
	case Or:
		b, ok := b.(Or)
		return ok && slices.EqualFunc(a.Terms, b.Terms, equalFilters)
	case Not:
		b, ok := b.(Not)
		return ok && equalFilters(a.Term, b.Term)
	case Compare:
		b, ok := b.(Compare)
		return ok && a.Field == b.Field && a.Op == b.Op && a.Value.Equal(b.Value)
	case In:
		b, ok := b.(In)
		return ok && a.Field == b.Field && a.Negated == b.Negated && slices.EqualFunc(a.Values, b.Values, Value.Equal)
	}
	return a == b
}

// flat returns a condition without needless nesting: nil where it has no terms.
func flat(f Filter) Filter {
	switch f := f.(type) {
	case And:
		terms := flatTerms(f.Terms, func(t Filter) []Filter {
			if a, ok := t.(And); ok {
				return a.Terms
			}
			return []Filter{t}
		})
		if len(terms) < 2 {
			return only(terms)
		}
		return And{terms}
	case Or:
		terms := flatTerms(f.Terms, func(t Filter) []Filter {
			if o, ok := t.(Or); ok {
				return o.Terms
			}
			return []Filter{t}
		})
		if len(terms) < 2 {
			return only(terms)
		}
		return Or{terms}
	case Not:
		term := flat(f.Term)
		switch t := term.(type) {
		case nil:
			return nil
		case Not:
			return t.Term
		}
		return Not{term}
	case Match:
		if f.Negated && f.Op != Contains {
			f.Negated = false
			return Not{f}
		}
	}
	return f
}

func flatTerms(terms []Filter, inner func(Filter) []Filter) []Filter {
	var out []Filter
	for _, t := range terms {
		if t = flat(t); t != nil {
			out = append(out, inner(t)...)
		}
	}
	return out
}

func only(terms []Filter) Filter {
	if len(terms) == 1 {
		return terms[0]
	}
	return nil
}
