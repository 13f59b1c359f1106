// Package logictest has a small world in which a condition can be tested on everything: fields of all types, and for each the values that
// make a difference to the filters of tests.
package logictest

import (
	"fmt"
	"math/bits"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// row is a transaction with values of all types, each of which may be missing.
type row struct {
	invoice.Transaction
	text, id, choice, unit *string
	number                 *decimal.Decimal
	money                  *invoice.Amount
	date                   *schedule.Date
	yes                    *bool
	list                   []string
}

func get[V any](of func(*row) *V) invoice.Getter[V] {
	return invoice.OfTransaction(func(r *row) (v V, ok bool) {
		if p := of(r); p != nil {
			return *p, true
		}
		return v, false
	})
}

// below says that ab lies below a, and abc below both.
func below(value, ancestor string) bool { return strings.HasPrefix(value, ancestor) && value != "" }

// Vocabulary has a field of every type, named after it; unit is a text field with a hierarchy. Texts are made of a and b, numbers go from 0
// to 3, dates are the first three days of 2026, currencies EUR and SEK: in filters that are tested here literals must keep to that.
var Vocabulary = func() *invoice.Vocabulary {
	v, err := invoice.NewVocabulary(invoice.Fields(
		invoice.TextField("text", get(func(r *row) *string { return r.text }), invoice.Alias("words")),
		invoice.IDField("id", get(func(r *row) *string { return r.id })),
		invoice.ChoiceField("choice", []invoice.Choice{{Name: "one"}, {Name: "two"}, {Name: "three"}}, get(func(r *row) *string { return r.choice })),
		invoice.TextField("unit", get(func(r *row) *string { return r.unit }), invoice.Hierarchy(below)),
		invoice.NumberField("number", get(func(r *row) *decimal.Decimal { return r.number })),
		invoice.MoneyField("money", get(func(r *row) *invoice.Amount { return r.money })),
		invoice.DateField("date", get(func(r *row) *schedule.Date { return r.date })),
		invoice.BoolField("yes", get(func(r *row) *bool { return r.yes })),
		invoice.ListField("list", invoice.OfTransaction(func(r *row) ([]string, bool) { return r.list, r.list != nil })),
	))
	if err != nil {
		panic(err)
	}
	return v
}()

// words are all texts of up to four letters out of those that filters have and another one.
var words = func() []string {
	list := []string{""}
	for from, n := 0, 0; n < 4; n++ {
		to := len(list)
		for _, w := range list[from:to] {
			for _, l := range []string{"a", "A", "b", "B", "-"} {
				list = append(list, w+l)
			}
		}
		from = to
	}
	return list
}()

// sets are the values that are tried for each field: missing, empty, on every bound that filters have and on both sides of it.
var sets = func() map[string][]func(*row) {
	all := map[string][]func(*row){}
	for _, name := range Fields {
		all[name] = []func(*row){func(*row) {}}
	}
	add := func(name string, set func(*row)) { all[name] = append(all[name], set) }
	for _, w := range words {
		add("text", func(r *row) { r.text = &w })
		add("id", func(r *row) { r.id = &w })
		add("unit", func(r *row) { r.unit = &w })
	}
	for _, w := range []string{"", "one", "two", "three"} {
		add("choice", func(r *row) { r.choice = &w })
	}
	for n := -1; n <= 7; n++ {
		d := decimal.New(int64(n)*5, -1)
		day := schedule.MustParseDate("2025-12-30").AddDays(n)
		add("number", func(r *row) { r.number = &d })
		add("date", func(r *row) { r.date = &day })
		for _, currency := range []string{"EUR", "SEK", "NOK"} {
			money := invoice.NewAmount(d, currency)
			add("money", func(r *row) { r.money = &money })
		}
	}
	for _, yes := range []bool{true, false} {
		add("yes", func(r *row) { r.yes = &yes })
	}
	elements := []string{"a", "b", "ab", "ba", "aa", "bb", "-", "", "a-", "-a", "b-", "-b", "ab-", "-ab", "ba-", "-ba", "aa-", "-aa"}
	for n := range 1 << len(elements) {
		if bits.OnesCount(uint(n)) > 3 {
			continue
		}
		list := []string{}
		for i, e := range elements {
			if n&(1<<i) != 0 {
				list = append(list, e)
			}
		}
		add("list", func(r *row) { r.list = list })
	}
	return all
}()

// Truths tests a filter on every combination of values of the fields: whether it holds for some of them, and for all; example is one for
// which it does. It panics where a filter does not fit the vocabulary.
func Truths(f invoice.Filter, fields ...string) (some, all bool, example string) {
	c, err := Vocabulary.Compile(f)
	if err != nil {
		panic(err)
	}
	all = true
	var r row
	var try func(rest []string)
	try = func(rest []string) {
		if some && !all {
			return
		}
		if len(rest) == 0 {
			holds := c.Holds(nil, nil, &r)
			some, all = some || holds, all && holds
			if holds {
				example = r.String()
			}
			return
		}
		before := r
		for _, set := range sets[rest[0]] {
			r = before
			set(&r)
			try(rest[1:])
		}
		r = before
	}
	try(fields)
	return some, all, example
}

func (r *row) String() string {
	var b strings.Builder
	show := func(name string, v any, there bool) {
		if there {
			fmt.Fprintf(&b, "%s %q; ", name, fmt.Sprint(v))
		}
	}
	text := func(name string, p *string) {
		if p != nil {
			show(name, *p, true)
		}
	}
	text("text", r.text)
	text("id", r.id)
	text("choice", r.choice)
	text("unit", r.unit)
	show("number", r.number, r.number != nil)
	show("money", r.money, r.money != nil)
	show("date", r.date, r.date != nil)
	show("list", r.list, r.list != nil)
	show("yes", r.yes != nil && *r.yes, r.yes != nil)
	return b.String()
}

// Fields are the names of the fields.
var Fields = []string{"text", "id", "choice", "unit", "number", "money", "date", "yes", "list"}
