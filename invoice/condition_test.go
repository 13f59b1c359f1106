package invoice_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

func TestAConditionHoldsForTheHostsOwnObjects(t *testing.T) {
	p := &benchProject{"P1", "ACME", "Anna"}
	x := &benchTransaction{id: "T1", line: "L1", date: date("2026-06-01"), amount: dec("1000.00"), ready: true}
	vocabulary, err := invoice.NewVocabulary(invoice.Fields(append(invoice.StandardFieldsExcept("manager"),
		invoice.TextField("manager", invoice.OfProject(func(p *benchProject) (string, bool) { return p.manager, true })))...))
	if err != nil {
		t.Fatal(err)
	}
	money := func(op invoice.Op, s, currency string) invoice.Filter {
		return invoice.Compare{Field: "amount", Op: op, Value: invoice.MoneyValue(dec(s), currency)}
	}
	tests := []struct {
		name   string
		filter invoice.Filter
		want   bool
	}{
		{"nothing to test", nil, true},
		{"text is folded", invoice.Compare{Field: "manager", Op: invoice.Equal, Value: invoice.TextValue("ANNA")}, true},
		{"ids are not", invoice.Compare{Field: "customer", Op: invoice.Equal, Value: invoice.IDValue("acme")}, false},
		{"1000.00 is 1000", money(invoice.Equal, "1000", "EUR"), true},
		{"1000.00 is more than 999.999", money(invoice.Greater, "999.999", "EUR"), true},
		{"another currency does not match", money(invoice.LessOrEqual, "1000", "SEK"), false},
		{"a limit too long for an int64", money(invoice.Less, "100000000000000000000000000000", "EUR"), true},
		{"a missing value fails", invoice.Compare{Field: "person", Op: invoice.Equal, Value: invoice.TextValue("bo")}, false},
		{"a missing value is not bo", invoice.Compare{Field: "person", Op: invoice.NotEqual, Value: invoice.TextValue("bo")}, true},
		{"a missing value is empty", invoice.Empty{Field: "person"}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := vocabulary.Compile(tt.filter)
			if err != nil {
				t.Fatal(err)
			}
			if got := c.Holds(p, nil, x); got != tt.want {
				t.Errorf("got %v", got)
			}
			if n := testing.AllocsPerRun(100, func() { c.Holds(p, nil, x) }); n > 0 && tt.name != "a limit too long for an int64" {
				t.Errorf("%v allocations", n)
			}
		})
	}
}

// compareAmounts compares a with b in a condition.
func compareAmounts(t interface{ Fatal(...any) }, a decimal.Decimal, op invoice.Op, b decimal.Decimal) bool {
	c, err := invoice.StandardVocabulary().Compile(invoice.Compare{Field: "amount", Op: op, Value: invoice.MoneyValue(b, "")})
	if err != nil {
		t.Fatal(err)
	}
	return c.Holds(nil, nil, &benchTransaction{amount: a})
}

// TestAmountsCompareAtEveryScaleAndWhateverTheirExponents takes amounts that are out of range too: they are neither less, equal nor greater.
func TestAmountsCompareAtEveryScaleAndWhateverTheirExponents(t *testing.T) {
	for i, as := range probeNumbers {
		for j, bs := range probeNumbers {
			for _, a := range as {
				for _, b := range bs {
					for op := invoice.Equal; op <= invoice.GreaterOrEqual; op++ {
						want := compares(cmp.Compare(i, j), op)
						if invoice.NewAmount(a, "EUR").Err() != nil {
							want = op == invoice.NotEqual
						}
						if got := compareAmounts(t, a, op, b); got != want {
							t.Errorf("%#v %s %#v is %v", spellingOf(a), op, spellingOf(b), got)
						}
					}
				}
			}
		}
	}
}

func TestComparingAmountsAgreesWithTheDecimalLibrary(t *testing.T) {
	number := rapid.Custom(func(t *rapid.T) decimal.Decimal {
		return decimal.New(rapid.Int64().Draw(t, "coefficient"), rapid.Int32Range(-22, 22).Draw(t, "exponent"))
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := number.Draw(t, "a"), number.Draw(t, "b")
		if rapid.Bool().Draw(t, "equal, at another scale") {
			b = a.Mul(decimal.New(1000, -3))
		}
		op := invoice.Op(rapid.IntRange(1, 6).Draw(t, "op"))
		want := compares(a.Cmp(b), op)
		if invoice.NewAmount(a, "EUR").Err() != nil { // beyond all amounts: it is unequal to any, and neither less nor greater
			want = op == invoice.NotEqual
		}
		if got := compareAmounts(t, a, op, b); got != want {
			t.Fatalf("%s %s %s is %v", a, op, b, got)
		}
	})
}

func TestIDsAreEqualWhereAllTheirBytesAre(t *testing.T) {
	const all = "abcdefghijklmnopqrst"
	for n := range all {
		wanted := all[:n]
		c := compile(t, invoice.StandardVocabulary(), invoice.Compare{Field: "customer", Op: invoice.Equal, Value: invoice.IDValue(wanted)})
		holds := func(customer string) bool { return c.Holds(&benchProject{customer: customer}, nil, nil) }
		if !holds(strings.Clone(wanted)) || holds(all[:n+1]) || holds(wanted+"\x00") {
			t.Errorf("%q: an equal id fails, or a longer one does not", wanted)
		}
		for i := range n {
			if other := wanted[:i] + "X" + wanted[i+1:]; holds(other) {
				t.Errorf("%q = %q", other, wanted)
			}
		}
	}
}

// conditionCase is a condition that holds for the row of a conditionBench.
type conditionCase struct {
	name   string
	filter invoice.Filter
}

var conditionCases = []conditionCase{
	{"nothing", nil},
	{"text", text("manager", invoice.Equal, "Anna")},
	{"text in another case", text("manager", invoice.Equal, "ANNA")},
	{"other text", text("manager", invoice.NotEqual, "Bertil")},
	{"other text as long", text("manager", invoice.NotEqual, "Bert")},
	{"text in 3", oneOf("manager", invoice.TextValue, 2, "anna")},
	{"text in 1000", oneOf("manager", invoice.TextValue, 999, "anna")},
	{"text that starts", invoice.Match{Field: "manager", Op: invoice.StartsWith, Text: "AN"}},
	{"text that contains", invoice.Match{Field: "manager", Op: invoice.Contains, Text: "nn"}},
	{"accented text", text("team", invoice.Equal, "östra göinge")},
	{"other accented text", text("team", invoice.NotEqual, "västra göinge")},
	{"accented text in 3", oneOf("team", invoice.TextValue, 2, "östra göinge")},
	{"accented text in 1000", oneOf("team", invoice.TextValue, 999, "östra göinge")},
	{"accented text that contains", invoice.Match{Field: "team", Op: invoice.Contains, Text: "GÖ"}},
	{"id", invoice.Compare{Field: "customer", Op: invoice.Equal, Value: invoice.IDValue("C2")}},
	{"id in 3", oneOf("customer", invoice.IDValue, 2, "C2")},
	{"id in 1000", oneOf("customer", invoice.IDValue, 999, "C2")},
	{"choice", invoice.Compare{Field: "kind", Op: invoice.Equal, Value: invoice.ChoiceValue("time")}},
	{"money", invoice.Compare{Field: "amount", Op: invoice.GreaterOrEqual, Value: invoice.MoneyValue(dec("1000"), "EUR")}},
	{"money at its scale", invoice.Compare{Field: "amount", Op: invoice.GreaterOrEqual, Value: invoice.MoneyValue(dec("1000.00"), "EUR")}},
	{"money at a finer scale", invoice.Compare{Field: "amount", Op: invoice.Greater, Value: invoice.MoneyValue(dec("999.9999"), "EUR")}},
	{"number", invoice.Compare{Field: "net", Op: invoice.Less, Value: invoice.NumberValue(dec("1000.5"))}},
	{"number in 3", invoice.In{Field: "net", Values: []invoice.Value{invoice.NumberValue(dec("1")), invoice.NumberValue(dec("2")), invoice.NumberValue(dec("1000"))}}},
	{"date", invoice.Compare{Field: "date", Op: invoice.Less, Value: invoice.DateValue(date("2026-07-01"))}},
	{"yes", invoice.Compare{Field: "billable", Op: invoice.Equal, Value: invoice.BoolValue(true)}},
	{"list", text("tag", invoice.Equal, "support")},
	{"list in 3", oneOf("tag", invoice.TextValue, 2, "support")},
	{"not empty", invoice.Empty{Field: "manager", Negated: true}},
	{"empty, of another type", invoice.Empty{Field: "person"}},
	{"alternatives", invoice.Or{Terms: []invoice.Filter{invoice.Empty{Field: "manager"}, oneOf("customer", invoice.IDValue, 2, "C2")}}},
	{"alternatives over levels", invoice.Or{Terms: []invoice.Filter{invoice.Empty{Field: "manager"}, invoice.Empty{Field: "amount", Negated: true}}}},
	{"four terms", invoice.And{Terms: []invoice.Filter{
		text("manager", invoice.Equal, "Anna"),
		oneOf("customer", invoice.IDValue, 2, "C2"),
		invoice.Compare{Field: "amount", Op: invoice.GreaterOrEqual, Value: invoice.MoneyValue(dec("1000"), "EUR")},
		invoice.Compare{Field: "date", Op: invoice.Less, Value: invoice.DateValue(date("2026-07-01"))},
	}}},
}

// oneOf is a list of others and, in their middle, the one that will do.
func oneOf(field string, value func(string) invoice.Value, others int, one string) invoice.Filter {
	in := invoice.In{Field: field}
	for i := range others {
		in.Values = append(in.Values, value(fmt.Sprint("X", i)))
	}
	in.Values = slices.Insert(in.Values, others/2, value(one))
	return in
}

// conditionHost is a row of the host and the vocabulary for it. Its texts are no constants of the program, which might be those of the filter,
// so that comparing them would come to comparing two addresses.
func conditionHost(tb testing.TB) (*invoice.Vocabulary, *benchProject, *benchTransaction) {
	tb.Helper()
	p := &benchProject{"P1", strings.Clone("C2"), strings.Clone("Anna")}
	x := &benchTransaction{id: "T1", line: "L1", date: date("2026-06-01"), amount: dec("1000.00"), ready: true}
	team, euro, tags := strings.Clone("Östra Göinge"), strings.Clone("EUR"), []string{"External", "Support"}
	v, err := invoice.NewVocabulary(invoice.Fields(append(invoice.StandardFieldsExcept("manager", "amount"),
		invoice.TextField("manager", invoice.OfProject(func(p *benchProject) (string, bool) { return p.manager, true })),
		invoice.TextField("team", invoice.OfProject(func(*benchProject) (string, bool) { return team, true })),
		invoice.ListField("tag", invoice.OfProject(func(*benchProject) ([]string, bool) { return tags, true })),
		invoice.MoneyField("amount", invoice.OfTransaction(func(t invoice.Transaction) (invoice.Amount, bool) {
			return invoice.NewAmount(t.(*benchTransaction).amount, euro), true
		})),
		invoice.NumberField("net", invoice.OfTransaction(func(t *benchTransaction) (decimal.Decimal, bool) { return t.amount, true })),
	)...))
	if err != nil {
		tb.Fatal(err)
	}
	return v, p, x
}

func compile(tb testing.TB, v *invoice.Vocabulary, f invoice.Filter) invoice.Condition {
	tb.Helper()
	c, err := v.Compile(f)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func TestTestingAConditionAllocatesNothing(t *testing.T) {
	v, p, x := conditionHost(t)
	for _, tt := range conditionCases {
		c := compile(t, v, tt.filter)
		if !c.Holds(p, nil, x) {
			t.Errorf("%s: does not hold", tt.name)
		}
		if n := testing.AllocsPerRun(100, func() { c.Holds(p, nil, x) }); n > 0 {
			t.Errorf("%s: %v allocations", tt.name, n)
		}
	}
}

func TestAConditionIsSafeForConcurrentUse(t *testing.T) {
	v, p, x := conditionHost(t)
	for _, tt := range conditionCases {
		c := compile(t, v, tt.filter)
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				for range 10 {
					if !c.Holds(p, nil, x) {
						t.Errorf("%s: does not hold", tt.name)
					}
				}
			})
		}
		all.Wait()
	}
}

func BenchmarkCondition(b *testing.B) {
	v, p, x := conditionHost(b)
	for _, bb := range conditionCases {
		b.Run(bb.name, func(b *testing.B) {
			c := compile(b, v, bb.filter)
			b.ReportAllocs()
			for b.Loop() {
				c.Holds(p, nil, x)
			}
		})
	}
}

// fourTermsByHand is the case of that name written out over the interfaces, with an amount at the scale of the literal.
//
//go:noinline
func fourTermsByHand(p invoice.Project, x invoice.Transaction, limit decimal.Decimal, before schedule.Date) bool {
	customer, amount := p.Customer(), x.Amount()
	return p.(*benchProject).manager == "Anna" && (customer == "X0" || customer == "C2" || customer == "X1") &&
		amount.Currency() == "EUR" && amount.Decimal().Cmp(limit) >= 0 && x.Date().Before(before)
}

// BenchmarkConditionByHand is how fast the four terms could be if a filter were compiled as Go is.
func BenchmarkConditionByHand(b *testing.B) {
	_, p, x := conditionHost(b)
	limit, before := dec("1000.00"), date("2026-07-01")
	b.ReportAllocs()
	for b.Loop() {
		if !fourTermsByHand(p, x, limit, before) {
			b.Fatal("does not hold")
		}
	}
}
