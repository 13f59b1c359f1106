package invoice

import (
	"slices"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"
)

// String returns the terms joined by "and", alternatives in parentheses.
func (a And) String() string { return filterText(flat(a)) }

// String returns the terms joined by "or", conjunctions in parentheses.
func (o Or) String() string { return filterText(flat(o)) }

// String returns the negation: "not billable", or "not" and the condition in parentheses.
func (n Not) String() string { return filterText(flat(n)) }

// filterText returns the text of a condition that is flat already.
func filterText(f Filter) string {
	switch f := f.(type) {
	case nil:
		return ""
	case And:
		return joinTerms(f.Terms, " and ")
	case Or:
		return joinTerms(f.Terms, " or ")
	case Not:
		if c, ok := f.Term.(Compare); ok && c.bare() {
			return "not " + c.String()
		}
		return "not (" + filterText(f.Term) + ")"
	}
	return f.String()
}

func joinTerms(terms []Filter, with string) string {
	parts := make([]string, len(terms))
	for i, t := range terms {
		parts[i] = filterText(t)
		switch t.(type) {
		case And, Or:
			parts[i] = "(" + parts[i] + ")"
		}
	}
	return strings.Join(parts, with)
}

// bare reports whether the comparison is written as the name of its field alone.
func (c Compare) bare() bool { return c.Op == Equal && c.Value.Type == BoolType && c.Value.Bool }

// String returns the comparison: `manager = "Anna"`. A yes/no field that must be yes is its name alone.
func (c Compare) String() string {
	if c.bare() {
		return quoteName(c.Field)
	}
	return quoteName(c.Field) + " " + c.Op.String() + " " + c.Value.String()
}

// String returns the test: `customer in ["A", "B"]`.
func (i In) String() string {
	values := make([]string, len(i.Values))
	for n, v := range i.Values {
		values[n] = v.String()
	}
	verb := " in ["
	if i.Negated {
		verb = " not in ["
	}
	return quoteName(i.Field) + verb + strings.Join(values, ", ") + "]"
}

// String returns the test: `keyword not contains "internal"`. The negation of the other tests stands before it, in parentheses.
func (m Match) String() string {
	text := quoteName(m.Field) + " " + m.Op.String() + " " + quoteText(m.Text)
	switch {
	case !m.Negated:
		return text
	case m.Op == Contains:
		return quoteName(m.Field) + " not " + m.Op.String() + " " + quoteText(m.Text)
	}
	return "not (" + text + ")"
}

// String returns the test: "department is not empty".
func (e Empty) String() string {
	if e.Negated {
		return quoteName(e.Field) + " is not empty"
	}
	return quoteName(e.Field) + " is empty"
}

// moneyText returns a number, without final zeros behind the point, and its currency if it has one.
func moneyText(d decimal.Decimal, currency string) string {
	if saneDecimal(d) != nil {
		return "out of range" // it could take a gigabyte
	}
	if currency == "" {
		return d.String()
	}
	return d.String() + " " + currency
}

// String returns the value as rule text writes it: `"Anna"`, 1000 EUR, 2026-01-31, yes, time-and-material.
func (v Value) String() string {
	switch v.Type {
	case ChoiceType:
		return wordOrText(v.Text)
	case MoneyType:
		return moneyText(v.Number, v.Currency)
	case NumberType:
		return moneyText(v.Number, "")
	case DateType:
		return v.Date.String()
	case BoolType:
		if v.Bool {
			return "yes"
		}
		return "no"
	}
	return quoteText(v.Text)
}

// quoteText puts a text in the quotes of the rule language.
func quoteText(s string) string {
	return `"` + escapes.Replace(s) + `"`
}

var escapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`)

// plainWords reports whether s is words that the rule language takes as they are, none of which ends a name.
func plainWords(s string) bool {
	words := strings.Split(s, " ")
	for _, w := range words {
		for i, r := range w {
			letter := r == '_' || unicode.IsLetter(r)
			if !letter && (i == 0 || r != '-' && !unicode.IsDigit(r) && !unicode.In(r, unicode.Mn, unicode.Mc)) {
				return false
			}
		}
		if w == "" || slices.Contains(operatorWords, w) || w == "by" || w == "projects" || w == "empty" || w == "set" {
			return false
		}
	}
	return true
}

// quoteName returns the canonical name of a field, in backquotes where it would not be read as a name without them.
func quoteName(s string) string {
	s = NormalName(s)
	if plainWords(s) {
		return s
	}
	return "`" + s + "`"
}

// wordOrText puts a word in quotes where it would not be read as one without them.
func wordOrText(s string) string {
	if plainWords(strings.ToLower(s)) {
		return s
	}
	return quoteText(s)
}
