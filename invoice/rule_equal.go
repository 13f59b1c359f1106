package invoice

import (
	"cmp"
	"slices"
	"strings"

	"github.com/proforma-go/proforma/schedule"
)

// Equal reports whether two rules have one canonical text: a.Equal(b) holds exactly where a.String() == b.String(), for all rules that
// [Rule.Validate] accepts. So it is for the parts of a rule as well. What the text has one spelling for makes no difference: the order of
// include clauses, notify clauses and options, how terms joined by one word are nested in a filter, 1000 EUR and 1000.00 EUR. Rules that
// are equal mean the same; others may do so too, see [Rule.Equivalent].
func (r Rule) Equal(o Rule) bool {
	return r.Name == o.Name && r.Description == o.Description && r.Schedule.Equal(o.Schedule) &&
		slices.EqualFunc(sortedIncludes(r.Include), sortedIncludes(o.Include), Include.Equal) &&
		equalFilters(r.Where, o.Where) && r.Grouping.Equal(o.Grouping) && equalNames(r.GroupLinesBy, o.GroupLinesBy) &&
		r.InvoiceDate.Equal(o.InvoiceDate) && r.EntryDate.Equal(o.EntryDate) && r.Status == o.Status &&
		r.Generator == o.Generator && slices.EqualFunc(sortedNotify(r.Notify), sortedNotify(o.Notify), Notify.Equal) &&
		slices.EqualFunc(sortedOptions(r.Options), sortedOptions(o.Options), Option.Equal) &&
		equalAmounts(r.MinAmount, o.MinAmount) && equalAmounts(r.MaxAmount, o.MaxAmount) && r.CatchUp == o.CatchUp &&
		r.StrictMilestones == o.StrictMilestones && r.PartialLimits == o.PartialLimits && r.Rounding == o.Rounding &&
		r.FinalSweep == o.FinalSweep && r.Inactive == o.Inactive
}

// Equivalent reports whether two rules do the same although their texts may differ, because one of them states what the other leaves to
// its default: "status draft", "invoice date run date", an entry date that is the invoice date, an include clause through the planned
// date, or "customer" and "currency" in a merge, which are the draft's own; nor does the order of the fields of a merge or split
// count. It does not search for other descriptions of one meaning.
func (r Rule) Equivalent(o Rule) bool { return r.stated().Equal(o.stated()) }

// stated returns the rule without what goes without saying.
func (r Rule) stated() Rule {
	if r.Status == "draft" {
		r.Status = ""
	}
	if r.EntryDate.Equal(r.InvoiceDate) || r.InvoiceDate.IsZero() && r.EntryDate.Equal(runDate) {
		r.EntryDate = schedule.Anchor{}
	}
	if r.InvoiceDate.Equal(runDate) {
		r.InvoiceDate = schedule.Anchor{}
	}
	if len(r.Include) == 1 && r.Include[0].Equal(throughPlanned) && r.Schedule.Frequency != schedule.Once {
		r.Include = nil
	}
	r.Grouping.By = r.Grouping.key()
	return r
}

var (
	runDate        = schedule.Anchor{Base: schedule.RunDate}
	throughPlanned = Include{Through: schedule.Anchor{Base: schedule.PlannedDate}}
)

// key returns the fields that make a difference, in order and each once.
func (g Grouping) key() []string {
	var key []string
	for _, f := range g.By {
		if f = NormalName(f); g.Cut == Split || f != "customer" && f != "currency" {
			key = append(key, f)
		}
	}
	slices.Sort(key)
	return slices.Compact(key)
}

// Equal reports whether both clauses have one canonical text.
func (i Include) Equal(o Include) bool {
	return slices.Equal(sortedKinds(i.Kinds), sortedKinds(o.Kinds)) && i.From.Equal(o.From) && i.Through.Equal(o.Through)
}

// Equal reports whether both have one canonical text. "merge projects by customer" and "merge projects" do not, though they are
// [Rule.Equivalent].
func (g Grouping) Equal(o Grouping) bool { return g.Cut == o.Cut && equalNames(g.By, o.By) }

func equalNames(a, b []string) bool {
	return slices.EqualFunc(a, b, func(x, y string) bool { return NormalName(x) == NormalName(y) })
}

// Equal reports whether both have one canonical text: the same recipients in one order, on the same occasion.
func (n Notify) Equal(o Notify) bool { return n.On == o.On && slices.Equal(n.Recipients, o.Recipients) }

// Equal reports whether both have one canonical text.
func (o Option) Equal(p Option) bool {
	return NormalName(o.Name) == NormalName(p.Name) && o.Value.Equal(p.Value)
}

// Equal reports whether both line schedules have one canonical text.
func (l LineSchedule) Equal(o LineSchedule) bool {
	return l.Schedule.Equal(o.Schedule) && l.Through.Equal(o.Through) && l.FinalSweep == o.FinalSweep
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
	slices.SortStableFunc(out, func(a, b Option) int { return strings.Compare(NormalName(a.Name), NormalName(b.Name)) })
	return out
}

// equalFilters reports whether two conditions have the same terms in the same order, once nested conjunctions and alternatives are
// made flat and double negations are taken away. A test of one field is as it is written.
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
	}
	switch b.(type) {
	case And, Or, Not:
		return false
	}
	return a.String() == b.String()
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
