package invoice_test

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// meaning is what a condition says of the values of a row, in the words of the language reference and with no thought of speed.
func meaning(f invoice.Filter, values func(field string) any) bool {
	switch f := f.(type) {
	case invoice.And:
		return !slices.ContainsFunc(f.Terms, func(t invoice.Filter) bool { return !meaning(t, values) })
	case invoice.Or:
		return slices.ContainsFunc(f.Terms, func(t invoice.Filter) bool { return meaning(t, values) })
	case invoice.Not:
		return !meaning(f.Term, values)
	case invoice.Compare:
		if f.Op == invoice.NotEqual { // a missing value, too, is not equal
			return !isOne(f.Field, values(f.Field), []invoice.Value{f.Value}, invoice.Equal)
		}
		return isOne(f.Field, values(f.Field), []invoice.Value{f.Value}, f.Op)
	case invoice.In:
		return isOne(f.Field, values(f.Field), f.Values, invoice.Equal) != f.Negated
	case invoice.Match:
		return hasPart(values(f.Field), f) != f.Negated
	}
	e := f.(invoice.Empty)
	return isEmpty(values(e.Field)) != e.Negated
}

func isEmpty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case []string:
		return len(v) == 0
	case schedule.Date:
		return v.IsZero()
	}
	return false
}

func folded(s string) string { return norm.NFC.String(cases.Fold().String(norm.NFC.String(s))) }

// isOne reports whether a value compares so with one of those wanted.
func isOne(field string, v any, wanted []invoice.Value, op invoice.Op) bool {
	kind := field[strings.LastIndexByte(field, ' ')+1:]
	return slices.ContainsFunc(wanted, func(w invoice.Value) bool {
		switch v := v.(type) {
		case string:
			same := v == w.Text || (kind == "text" || kind == "region") && folded(v) == folded(w.Text)
			return same || (kind == "region" || kind == "code") && isBelow(v, w.Text)
		case []string:
			return slices.ContainsFunc(v, func(x string) bool { return folded(x) == folded(w.Text) })
		case bool:
			return v == w.Bool
		case schedule.Date:
			return !v.IsZero() && compares(strings.Compare(v.String(), w.Date.String()), op)
		case decimal.Decimal:
			return compares(cmp.Compare(rankOf[spellingOf(v)], rankOf[spellingOf(w.Number)]), op)
		case invoice.Amount:
			same := w.Currency == "" || w.Currency == v.Currency()
			return same && v.Err() == nil && compares(cmp.Compare(rankOf[spellingOf(v.Decimal())], rankOf[spellingOf(w.Number)]), op)
		}
		return false
	})
}

func compares(c int, op invoice.Op) bool {
	return map[invoice.Op]bool{
		invoice.Equal: c == 0, invoice.NotEqual: c != 0, invoice.Less: c < 0, invoice.LessOrEqual: c <= 0, invoice.Greater: c > 0, invoice.GreaterOrEqual: c >= 0,
	}[op]
}

func hasPart(v any, m invoice.Match) bool {
	test := map[invoice.MatchOp]func(s, part string) bool{invoice.Contains: strings.Contains, invoice.StartsWith: strings.HasPrefix, invoice.EndsWith: strings.HasSuffix}[m.Op]
	switch v := v.(type) {
	case string:
		return test(folded(v), folded(m.Text))
	case []string:
		return slices.ContainsFunc(v, func(s string) bool {
			return test(folded(s), folded(m.Text)) && (m.Op != invoice.Contains || folded(s) == folded(m.Text))
		})
	}
	return false
}

// valuesOf are the values of the objects of a row. No two levels have a field of one name.
func valuesOf(objects ...*probe) func(field string) any {
	return func(field string) any {
		for _, o := range objects {
			if v, ok := o.values[field]; ok {
				return v
			}
		}
		return nil
	}
}

// drawRow draws the objects of a row; some are nil, some strangers. The probes among them are returned once more.
func drawRow(t *rapid.T) (p invoice.Project, l invoice.ContractLine, x invoice.Transaction, known []*probe) {
	draw := func(level invoice.Level) any {
		switch rapid.IntRange(0, 9).Draw(t, "object") {
		case 0:
			return nil
		case 1:
			return &stranger{}
		}
		known = append(known, drawProbe(t, "X", "", level))
		return known[len(known)-1]
	}
	p, _ = draw(invoice.ProjectLevel).(invoice.Project)
	l, _ = draw(invoice.LineLevel).(invoice.ContractLine)
	x, _ = draw(invoice.TransactionLevel).(invoice.Transaction)
	return p, l, x, known
}

func TestAConditionHoldsWhereTheFilterSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFilter(t, rapid.IntRange(0, 3).Draw(t, "depth"))
		c, err := drawProbeVocabulary(t).Compile(f)
		if err != nil {
			t.Fatal(err)
		}
		for range 8 {
			p, l, x, known := drawRow(t)
			if got, want := c.Holds(p, l, x), meaning(f, valuesOf(known...)); got != want {
				t.Fatalf("%#v: %v", f, got)
			}
		}
	})
}

// probeSource is a source of probes.
type probeSource struct{ projects, lines, transactions []*probe }

func (s probeSource) Projects(context.Context, invoice.Query) iter.Seq2[invoice.Project, error] {
	return func(yield func(invoice.Project, error) bool) {
		for _, p := range s.projects {
			if !yield(p, nil) {
				return
			}
		}
	}
}

func (s probeSource) Lines(_ context.Context, of []invoice.Project) iter.Seq2[invoice.ContractLine, error] {
	return func(yield func(invoice.ContractLine, error) bool) {
		for _, l := range s.lines {
			if slices.ContainsFunc(of, func(p invoice.Project) bool { return p.ID() == l.of }) && !yield(l, nil) {
				return
			}
		}
	}
}

func (s probeSource) Transactions(_ context.Context, of []invoice.ContractLine) iter.Seq2[invoice.Transaction, error] {
	return func(yield func(invoice.Transaction, error) bool) {
		for _, x := range s.transactions {
			if slices.ContainsFunc(of, func(l invoice.ContractLine) bool { return l.ID() == x.of }) && !yield(x, nil) {
				return
			}
		}
	}
}

// rulesFilter draws a condition that a rule may have: one whose numbers are in range.
var rulesFilter = rapid.Custom(func(t *rapid.T) invoice.Filter { return drawFilter(t, 2) }).Filter(func(f invoice.Filter) bool {
	return invoice.Rule{Schedule: schedule.Schedule{Frequency: schedule.Daily}, Where: f}.Validate() == nil
})

func TestARunBillsWhatItsConditionHoldsFor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rule := invoice.Rule{Name: "all", Schedule: schedule.Schedule{Frequency: schedule.Daily}, Where: rulesFilter.Draw(t, "filter")}
		var s probeSource
		want := map[string]bool{}
		for i := range 3 {
			p := drawProbe(t, fmt.Sprint("P", i), "", invoice.ProjectLevel)
			l := drawProbe(t, fmt.Sprint("L", i), p.id, invoice.LineLevel)
			s.projects, s.lines = append(s.projects, p), append(s.lines, l)
			for j := range 3 {
				x := drawProbe(t, fmt.Sprint("T", i, j), l.id, invoice.TransactionLevel)
				s.transactions = append(s.transactions, x)
				want[x.id] = meaning(rule.Where, valuesOf(p, l, x))
			}
		}
		res := mustRun(t, invoice.Input{Rules: []invoice.Rule{rule}, Source: s, Through: worldStart, Vocabulary: drawProbeVocabulary(t)})
		drafted := map[string]bool{}
		for _, d := range res.Drafts {
			for _, l := range d.Lines {
				for _, x := range l.Details {
					drafted[x.Transaction] = true
				}
			}
		}
		for id, holds := range want {
			if drafted[id] != holds {
				t.Fatalf("%s is drafted: %v", id, drafted[id])
			}
		}
	})
}

// drawStandardFilter draws a condition on the fields that terms read without their functions.
func drawStandardFilter(t *rapid.T, depth int) invoice.Filter {
	if depth > 0 {
		terms := []invoice.Filter{drawStandardFilter(t, depth-1), drawStandardFilter(t, depth-1)}
		return rapid.SampledFrom([]invoice.Filter{invoice.And{Terms: terms}, invoice.Or{Terms: terms}, invoice.Not{Term: terms[0]}}).Draw(t, "node")
	}
	field := rapid.SampledFrom([]string{"project", "customer", "date", "amount"}).Draw(t, "field")
	kind, ops := "id", 2
	switch field {
	case "date":
		kind, ops = "day", 6
	case "amount":
		kind, ops = "money", 6
	}
	one := drawLiteral(t, kind)
	return rapid.SampledFrom([]invoice.Filter{
		invoice.Compare{Field: field, Op: invoice.Op(rapid.IntRange(1, ops).Draw(t, "op")), Value: one},
		invoice.In{Field: field, Values: []invoice.Value{one, drawLiteral(t, kind)}, Negated: rapid.Bool().Draw(t, "negated")},
		invoice.Empty{Field: field, Negated: rapid.Bool().Draw(t, "negated")},
	}).Draw(t, "leaf")
}

// drawStandardRow draws a project and a transaction, either of which may be nil, and the values of their standard fields.
func drawStandardRow(t *rapid.T) (p invoice.Project, x invoice.Transaction, values map[string]any) {
	values = map[string]any{}
	if rapid.IntRange(0, 4).Draw(t, "project") > 0 {
		b := &benchProject{id: drawLiteral(t, "id").Text, customer: drawLiteral(t, "id").Text}
		p, values["project"], values["customer"] = b, b.id, b.customer
	}
	if rapid.IntRange(0, 4).Draw(t, "transaction") > 0 {
		b := &benchTransaction{date: rapid.SampledFrom(probeDates).Draw(t, "day"), amount: drawNumber(t)}
		x, values["date"], values["amount"] = b, b.date, b.Amount()
	}
	return p, x, values
}

// hostsOwn are fields by the names of standard ones that give what is in the map.
func hostsOwn(values map[string]any) []invoice.Field {
	own := invoice.StandardFieldsExcept("project", "customer", "date", "amount")
	text := func(name string) (s string, ok bool) { s, ok = values[name].(string); return s, ok }
	return append(own,
		invoice.IDField("project", invoice.OfProject(func(invoice.Project) (string, bool) { return text("project") })),
		invoice.IDField("customer", invoice.OfProject(func(invoice.Project) (string, bool) { return text("customer") })),
		invoice.DateField("date", invoice.OfTransaction(func(invoice.Transaction) (d schedule.Date, ok bool) {
			d, ok = values["date"].(schedule.Date)
			return d, ok
		})),
		invoice.MoneyField("amount", invoice.OfTransaction(func(invoice.Transaction) (a invoice.Amount, ok bool) {
			a, ok = values["amount"].(invoice.Amount)
			return a, ok
		})))
}

func TestAConditionReadsTheStandardFields(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawStandardFilter(t, rapid.IntRange(0, 2).Draw(t, "depth"))
		c, err := invoice.StandardVocabulary().Compile(f)
		if err != nil {
			t.Fatal(err)
		}
		for range 8 {
			p, x, values := drawStandardRow(t)
			if got, want := c.Holds(p, nil, x), meaning(f, func(field string) any { return values[field] }); got != want {
				t.Fatalf("%#v: %v", f, got)
			}
		}
	})
}

func TestAHostsFieldTakesThePlaceOfAStandardOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawStandardFilter(t, rapid.IntRange(0, 2).Draw(t, "depth"))
		_, _, values := drawStandardRow(t)
		v, err := invoice.NewVocabulary(invoice.Fields(hostsOwn(values)...))
		if err != nil {
			t.Fatal(err)
		}
		c, err := v.Compile(f)
		if err != nil {
			t.Fatal(err)
		}
		other := &stranger{"P9", "C9"}
		if got, want := c.Holds(other, nil, other), meaning(f, func(field string) any { return values[field] }); got != want {
			t.Fatalf("%#v: %v", f, got)
		}
	})
}
