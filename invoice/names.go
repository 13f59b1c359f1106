package invoice

import "fmt"

// The enumerations that a host keeps in columns and files are written and read by the names that String gives. Reading is exact; an empty
// text is the zero value.

// MarshalText is String; the zero value is empty.
func (k Kind) MarshalText() ([]byte, error) { return name(k) }

// UnmarshalText reads time, material, fee, expense or milestone.
func (k *Kind) UnmarshalText(b []byte) error { return named(k, b, "kind", Time, Milestone) }

// MarshalText is String; the zero value is empty.
func (m BillingMethod) MarshalText() ([]byte, error) { return name(m) }

// UnmarshalText reads time-and-material or fixed-price.
func (m *BillingMethod) UnmarshalText(b []byte) error {
	return named(m, b, "billing method", TimeAndMaterial, FixedPrice)
}

// MarshalText is String; the zero value is empty.
func (b BillingType) MarshalText() ([]byte, error) { return name(b) }

// UnmarshalText reads chargeable, complimentary or non-chargeable.
func (b *BillingType) UnmarshalText(text []byte) error {
	return named(b, text, "billing type", Chargeable, NonChargeable)
}

// MarshalText is String; the zero value is empty.
func (s Status) MarshalText() ([]byte, error) { return name(s) }

// UnmarshalText reads ready, pending or billed.
func (s *Status) UnmarshalText(b []byte) error { return named(s, b, "status", Ready, Billed) }

// enumeration is one of the small closed sets of this package.
type enumeration interface {
	~uint8
	String() string
}

func name[E enumeration](e E) ([]byte, error) {
	if e == 0 {
		return nil, nil
	}
	return []byte(e.String()), nil
}

// named finds the member, from first to last, that has the name.
func named[E enumeration](e *E, text []byte, what string, first, last E) error {
	if len(text) == 0 {
		*e = 0
		return nil
	}
	for m := first; m <= last; m++ {
		if m.String() == string(text) {
			*e = m
			return nil
		}
	}
	return fmt.Errorf("%q is not a %s", text, what)
}
