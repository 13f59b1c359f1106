package invoice_test

import (
	"cmp"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/invoice"
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

func TestAmountsCompareAtEveryScaleAndWhateverTheirExponents(t *testing.T) {
	for i, as := range probeNumbers {
		for j, bs := range probeNumbers {
			for _, a := range as {
				for _, b := range bs {
					for op := invoice.Equal; op <= invoice.GreaterOrEqual; op++ {
						if got, want := compareAmounts(t, a, op, b), compares(cmp.Compare(i, j), op); got != want {
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
		if got, want := compareAmounts(t, a, op, b), compares(a.Cmp(b), op); got != want {
			t.Fatalf("%s %s %s is %v", a, op, b, got)
		}
	})
}

func BenchmarkCondition(b *testing.B) {
	p := &benchProject{"P1", "ACME", "Anna"}
	x := &benchTransaction{id: "T1", line: "L1", date: date("2026-06-01"), amount: dec("1000.00"), ready: true}
	vocabulary, err := invoice.NewVocabulary(invoice.Fields(append(invoice.StandardFieldsExcept("manager"),
		invoice.TextField("manager", invoice.OfProject(func(p *benchProject) (string, bool) { return p.manager, true })))...))
	if err != nil {
		b.Fatal(err)
	}
	c, err := vocabulary.Compile(invoice.And{Terms: []invoice.Filter{
		invoice.Compare{Field: "manager", Op: invoice.Equal, Value: invoice.TextValue("Anna")},
		invoice.Compare{Field: "customer", Op: invoice.Equal, Value: invoice.IDValue("ACME")},
		invoice.Compare{Field: "amount", Op: invoice.GreaterOrEqual, Value: invoice.MoneyValue(dec("1000"), "EUR")},
		invoice.Compare{Field: "date", Op: invoice.Less, Value: invoice.DateValue(date("2026-07-01"))},
	}})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if !c.Holds(p, nil, x) {
			b.Fatal("does not hold")
		}
	}
}
