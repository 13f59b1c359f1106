package dsl

import (
	"slices"

	"github.com/proforma-go/proforma/invoice"
)

// maxValues is how many values of a list are compared with what stands beside it.
const maxValues = 20

// values warns of a value that a list has twice, of one that makes no difference there, and of a list of one.
func (l *whereLint) values(c *wherePart, facts []fact) {
	in, value, ok := c.in()
	if !ok {
		return
	}
	items := slices.DeleteFunc(slices.Clone(value.Items), func(n *valueNode) bool { return n == nil })
	if len(items) != len(in.Values) {
		return
	}
	if len(items) == 1 {
		l.single(c, in, items[0], value)
		return
	}
	seen := map[string]int{}
	for i, v := range in.Values {
		key := l.key(in.Field, v)
		j, twice := seen[key]
		if !twice {
			seen[key] = i
			continue
		}
		d := l.add(codeAlways, l.src.spanOf(items[i].first(), items[i].end()), "this value is in the list twice", "leave it out").
			also(l.src.spanOf(items[j].first(), items[j].end()), "first given here")
		l.withoutItem(d, items, i)
	}
	if len(facts) == 0 || len(items) > maxValues || len(seen) < len(items) {
		return
	}
	for i, v := range in.Values {
		one := l.space.Compile(invoice.Compare{Field: in.Field, Op: invoice.Equal, Value: v})
		if !l.never(one, facts) {
			continue
		}
		d := l.add(codeAlways, l.src.spanOf(items[i].first(), items[i].end()), "this value makes no difference here", "leave it out")
		l.because(d, l.causes(one, facts))
		l.withoutItem(d, items, i)
	}
}

// key returns a text that is equal for values which the field takes for one. What a hierarchy does with letters of either case only the
// host knows.
func (l *whereLint) key(field string, v invoice.Value) string {
	f := l.vocabulary.Field(field)
	if (f.Type() == invoice.TextType || f.Type() == invoice.ListType) && !f.Hierarchical() {
		return fold(v.Text)
	}
	return v.String()
}

// single warns of a list of one value.
func (l *whereLint) single(c *wherePart, in invoice.In, item, value *valueNode) {
	op := "= "
	if in.Negated {
		op = "!= "
	}
	text := op + l.src.slice(item.first(), item.end())
	verb := c.test.Test.verb()
	d := l.add(codeAlways, l.src.spanOf(verb.first, value.end()), "this list has one value", "")
	d.Label = "write " + shorten(text)
	d.fix(text)
}

// withoutItem offers to take an item out of a list, with a comma.
func (l *whereLint) withoutItem(d *Diagnostic, items []*valueNode, i int) {
	first, last := items[i].first(), items[i].end()
	if i > 0 {
		first = items[i-1].end()
	} else {
		last = items[1].first()
	}
	if l.comments(first, last) {
		return
	}
	span := l.src.spanOf(first, last)
	if i == 0 {
		span.End = int(l.src.tokens[last].start)
	}
	d.fixAt(span, "")
}
