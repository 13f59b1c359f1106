package invoice_test

import (
	"encoding"
	"testing"

	"github.com/proforma-go/proforma/invoice"
)

func TestNamesReadBack(t *testing.T) {
	check := func(name string, from encoding.TextMarshaler, into encoding.TextUnmarshaler, same func() bool) {
		t.Helper()
		b, err := from.MarshalText()
		if err != nil || string(b) != name {
			t.Errorf("%v is written %q (%v)", from, b, err)
		}
		if err := into.UnmarshalText([]byte(name)); err != nil || !same() {
			t.Errorf("%q is read as %v (%v)", name, into, err)
		}
		if name != "" && into.UnmarshalText([]byte("no such "+name)) == nil {
			t.Errorf("%q is read", "no such "+name)
		}
	}
	for want, name := range map[invoice.Kind]string{0: "", invoice.Time: "time", invoice.Material: "material", invoice.Fee: "fee", invoice.Expense: "expense", invoice.Milestone: "milestone"} {
		var k invoice.Kind
		check(name, want, &k, func() bool { return k == want })
	}
	for want, name := range map[invoice.BillingMethod]string{0: "", invoice.TimeAndMaterial: "time-and-material", invoice.FixedPrice: "fixed-price"} {
		var m invoice.BillingMethod
		check(name, want, &m, func() bool { return m == want })
	}
	for want, name := range map[invoice.BillingType]string{0: "", invoice.Chargeable: "chargeable", invoice.Complimentary: "complimentary", invoice.NonChargeable: "non-chargeable"} {
		var b invoice.BillingType
		check(name, want, &b, func() bool { return b == want })
	}
	for want, name := range map[invoice.Status]string{0: "", invoice.Ready: "ready", invoice.Pending: "pending", invoice.Billed: "billed"} {
		var s invoice.Status
		check(name, want, &s, func() bool { return s == want })
	}
}

// TestANameThatEndsANameIsInBackquotes: so is a word that begins with a digit. Digits and marks within a word are part of it.
func TestANameThatEndsANameIsInBackquotes(t *testing.T) {
	for name, want := range map[string]string{
		"by": "`by` is empty", "projects": "`projects` is empty", "empty": "`empty` is empty", "set": "`set` is empty", "is": "`is` is empty", "and": "`and` is empty",
		"cost set": "`cost set` is empty", "1st": "`1st` is empty", "a.b": "`a.b` is empty", "a  b": "a b is empty",
		"on-call": "on call is empty", "phase 2": "`phase 2` is empty", "phase2": "phase2 is empty", "x\u0300y": "x\u0300y is empty",
	} {
		if got := (invoice.Empty{Field: name}).String(); got != want {
			t.Errorf("%q is written %s, want %s", name, got, want)
		}
	}
}
