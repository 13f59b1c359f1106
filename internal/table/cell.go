package table

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

var (
	plainNumber   = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]+)?$`)
	withExponent  = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]+)?[eE][+-]?[0-9]+$`)
	grouped       = regexp.MustCompile(`^[+-]?[0-9]{1,3}([ ,'’\x{a0}\x{202f}_][0-9]{3})+(\.[0-9]+)?$`)
	groupingSigns = regexp.MustCompile(`[^0-9.+-]`)
	decimalComma  = regexp.MustCompile(`^[+-]?[0-9]+,[0-9]+$`)
)

// number reads a decimal number as people type it: digits, a point, a sign. An empty cell is zero and reported as absent.
func (c cell) number() (d decimal.Decimal, there bool) {
	if c.text == "" {
		return d, false
	}
	d, err := parseNumber(c.text)
	if err != nil {
		c.reject("%v", err)
	}
	return d, true
}

// parseNumber returns an error that goes on after the value.
func parseNumber(s string) (decimal.Decimal, error) {
	switch {
	case plainNumber.MatchString(s):
		if len(s) > 100 {
			return decimal.Decimal{}, fmt.Errorf("is too long for a number")
		}
		d, err := decimal.NewFromString(s)
		if err != nil {
			return d, fmt.Errorf("is not a number")
		}
		if err := memory.CheckNumber(d); err != nil {
			return d, fmt.Errorf("is %w", err)
		}
		return d, nil
	case withExponent.MatchString(s):
		return decimal.Decimal{}, fmt.Errorf("has an exponent, expected all digits written out")
	case grouped.MatchString(s):
		return decimal.Decimal{}, fmt.Errorf("has its digits grouped, expected %s", groupingSigns.ReplaceAllString(s, ""))
	case decimalComma.MatchString(s):
		return decimal.Decimal{}, fmt.Errorf("has a decimal comma, expected %s", strings.Replace(s, ",", ".", 1))
	}
	return decimal.Decimal{}, fmt.Errorf("is not a number, expected digits as in 1250.00")
}

// optionalNumber is number for a column that may be empty.
func (c cell) optionalNumber() decimal.NullDecimal {
	d, there := c.number()
	return decimal.NullDecimal{Decimal: d, Valid: there}
}

// whole reads a whole number; empty is 0.
func (c cell) whole() int {
	if c.text == "" {
		return 0
	}
	n, err := strconv.Atoi(c.text)
	if err != nil {
		c.reject("is not a whole number")
		return 0
	}
	return n
}

// date reads an ISO 8601 date; empty is the zero date.
func (c cell) date() schedule.Date {
	if c.text == "" {
		return schedule.Date{}
	}
	d, err := schedule.ParseDate(c.text)
	if err != nil {
		c.reject("is not a date, expected one as in 2026-01-31")
	}
	return d
}

// currency reads an ISO 4217 code; empty stays so.
func (c cell) currency() string {
	if c.text != "" {
		if err := checkCurrency(c.text); err != nil {
			c.reject("%v", err)
		}
	}
	return c.text
}

func checkCurrency(code string) error {
	if _, ok := invoice.MinorUnits(code); ok {
		return nil
	}
	if upper := strings.ToUpper(code); upper != code {
		if _, ok := invoice.MinorUnits(upper); ok {
			return fmt.Errorf("is not a currency code, expected %s", upper)
		}
	}
	return fmt.Errorf("is not a currency code, expected three capitals as in EUR")
}

// limit reads an amount with its currency, such as 1000 EUR; empty is nil.
func (c cell) limit() *invoice.Limit {
	if c.text == "" {
		return nil
	}
	number, code, ok := strings.Cut(c.text, " ")
	if !ok {
		c.reject("is not an amount, expected one as in 1000 EUR")
		return nil
	}
	d, err := parseNumber(number)
	if err != nil {
		c.reject("is not an amount: %s %v", quote(number), err)
		return nil
	}
	code = strings.TrimSpace(code)
	if err := checkCurrency(code); err != nil {
		c.reject("is not an amount: %s %v", quote(code), err)
		return nil
	}
	return &invoice.Limit{Amount: d, Currency: code}
}

// oneOf returns the value that is called so, the first one for an empty cell, and zero, reported, for anything else.
func oneOf[T fmt.Stringer](c cell, what string, all ...T) (zero T) {
	if c.text == "" {
		return all[0]
	}
	names := make([]string, len(all))
	for i, v := range all {
		names[i] = v.String()
		if c.text == names[i] {
			return v
		}
	}
	c.reject("is not a %s, expected one of %s", what, strings.Join(names, ", "))
	return zero
}

// list splits a cell at semicolons and drops what is empty.
func (c cell) list() []string {
	var parts []string
	for p := range strings.SplitSeq(c.text, ";") {
		if p = strings.TrimSpace(p); p != "" {
			parts = append(parts, p)
		}
	}
	return parts
}
