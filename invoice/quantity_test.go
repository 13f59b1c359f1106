package invoice

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func TestQuantity(t *testing.T) {
	bad := NewQuantity(decimal.New(1, 65))
	tests := []struct {
		q     Quantity
		want  string
		valid bool
		sign  int
	}{
		{Quantity{}, "", false, 0},
		{NewQuantity(decimal.Decimal{}), "0", true, 0},
		{NewQuantity(decimal.New(750, -2)), "7.50", true, 1},
		{NewQuantity(decimal.New(-75, 1)), "-750", true, -1},
		{quantityOf(-75, 2), "-0.75", true, -1},
		{bad, "out of range", false, 0},
		{quantityOf(7, 2).Add(quantityOf(5, 1)), "0.57", true, 1},
		{quantityOf(7, 2).Add(Quantity{}), "", false, 0},
		{Quantity{}.Add(bad), "out of range", false, 0},
		{NewQuantity(decimal.New(1, 38)).Add(NewQuantity(decimal.New(1, 38))), "out of range", false, 0},
		{quantityOf(7, 2).Neg(), "-0.07", true, -1},
		{Quantity{}.Neg(), "", false, 0},
	}
	for _, tt := range tests {
		d, ok := tt.q.Decimal()
		if tt.q.String() != tt.want || tt.q.Valid() != tt.valid || ok != tt.valid || d.Sign() != tt.sign || tt.q.Sign() != tt.sign {
			t.Errorf("got %q, valid %v, %v %v; want %q", tt.q, tt.q.Valid(), d, ok, tt.want)
		}
		if (tt.q.Err() != nil) != (tt.want == "out of range") {
			t.Errorf("%q: error %v", tt.q, tt.q.Err())
		}
	}
	if zero := quantityOf(0, 0); !zero.Equal(quantityOf(0, 2)) || zero.Equal(Quantity{}) || bad.Equal(Quantity{}) || !quantityOf(15, 1).Equal(quantityOf(150, 2)) {
		t.Error("Equal")
	}
}

func TestQuantitiesAreReadAsTheyAreWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := quantityOfNumber(anyNumber().Draw(t, "n"), true)
		if rapid.IntRange(0, 9).Draw(t, "absent") == 0 {
			q = Quantity{}
		}
		text, err := json.Marshal(q)
		r, s := quantityOf(7, 0), quantityOf(7, 0)
		if err != nil || json.Unmarshal(text, &r) != nil || !cmp.Equal(q, r) {
			t.Fatalf("%v was read as %v", q, r)
		}
		if value, err := q.Value(); err != nil || s.Scan(value) != nil || q != s {
			t.Fatalf("%v was scanned as %v", q, s)
		}
	})
}

func TestQuantitiesThatAreNone(t *testing.T) {
	q := quantityOf(7, 0)
	if err := q.Scan("seven"); err == nil || err.Error() != `"seven" is not a number` || q.Valid() {
		t.Error(q, err)
	}
	if err := q.UnmarshalText([]byte("1e999")); err == nil {
		t.Error(q)
	}
	if err := q.Scan(true); err == nil || err.Error() != "a bool holds no exact number: a text is needed" {
		t.Error(q, err)
	}
	if err := q.Scan(int64(-8)); err != nil || q.String() != "-8" {
		t.Error(q, err)
	}
	if err := q.Scan("999999999999999999999999999999999999999"); err != errQuantityRange {
		t.Error(err)
	}
	bad := NewQuantity(decimal.New(1, 65))
	if _, err := bad.MarshalText(); err != errQuantityRange {
		t.Error(err)
	}
	if _, err := bad.Value(); err != errQuantityRange {
		t.Error(err)
	}
}
