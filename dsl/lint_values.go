package dsl

import (
	"slices"
	"strings"

	"github.com/proforma-go/proforma/internal/spell"
	"github.com/proforma-go/proforma/invoice"
)

// commonCurrencies are those that misspelt codes are compared with. A host may have codes of its own, which look like nothing here.
var commonCurrencies = []string{
	"EUR", "SEK", "NOK", "DKK", "ISK", "USD", "GBP", "CHF", "PLN", "CZK", "HUF", "RON", "CAD", "AUD", "NZD", "JPY", "CNY", "INR", "SGD", "ZAR",
}

// lintCode warns of a currency code of an amount that is nearly one that there is.
func (c *checker) lintCode(t captured, code string) {
	if !c.linting || !has(t) {
		return
	}
	if near := c.nearCode(code); near != nil {
		c.err(codeUnknownCurrency, c.src.spanOf(at(t), at(t)+1), `"{currency}" is not a currency code`, "", code).suggest(near, nil)
	}
}

// nearCode returns the currencies of which a code may be a slip of the pen; none where it is one itself.
func (c *checker) nearCode(code string) []string {
	if _, known := invoice.MinorUnits(code); known || c.knows("currency", code) {
		return nil
	}
	return spell.Nearest(code, commonCurrencies)
}

// knows reports whether the host knows a value of a field. It is asked once for each.
func (c *checker) knows(field, value string) bool {
	if c.env.Values == nil {
		return false
	}
	if c.known[field] == nil {
		if c.known == nil {
			c.known = map[string]map[string]bool{}
		}
		c.known[field] = map[string]bool{}
		for _, v := range c.env.Values(field) {
			c.known[field][v] = true
		}
	}
	return c.known[field][value]
}

// lintCurrencies warns of texts which the currency of a transaction, three capitals, never is. It takes them out of those that are
// compared with others.
func (c *checker) lintCurrencies() {
	if f := c.vocabulary.Field("currency"); f == nil || f.Type() != invoice.IDType {
		return
	}
	c.texts = slices.DeleteFunc(c.texts, func(t usedText) bool {
		if t.field != "currency" || t.part || t.text == "" || c.knows(t.field, t.text) {
			return false
		}
		if isCurrency(t.text) {
			near := c.nearCode(t.text)
			if near != nil {
				c.err(codeUnknownCurrency, t.span, `"{currency}" is not a currency code`, "", t.text).suggest(near, quoteText)
			}
			return near != nil
		}
		d := c.err(codeUnknownCurrency, t.span, `"{currency}" is not a currency code`, "expected three capital letters, for example EUR", t.text)
		if code := currencyOf(t.text); code != "" {
			d.write(quoteText(code))
		}
		if contains([]string{"kr", "krona", "kronor", "krone", "kroner"}, lower(t.text)) {
			d.Label = "write SEK, NOK or DKK"
		}
		return true
	})
}

// currencyOf returns the code of a currency that is written in small letters, as a word or as a sign; "" where that leaves a choice.
func currencyOf(text string) string {
	word := strings.TrimSpace(lower(text))
	if code := strings.ToUpper(word); isCurrency(code) {
		if _, known := invoice.MinorUnits(code); known {
			return code
		}
	}
	if code := signs[word]; code != "" {
		return code
	}
	return map[string]string{"euro": "EUR", "euros": "EUR", "us$": "USD", "zł": "PLN"}[word]
}

// lintRecipient warns of several recipients in one text, and of a user who is told as if the name were an address.
func (c *checker) lintRecipient(w *whoNode, text string) (warned bool) {
	if !c.linting || valueOf(w.Kind) == "group" {
		return false
	}
	span := c.src.spanOf(at(w.Text), at(w.Text)+1)
	if names, user := c.recipients(text); len(names) > 1 {
		for i, n := range names {
			if names[i] = quoteText(n); user && (i > 0 || !has(w.Kind)) {
				names[i] = "user " + names[i]
			}
		}
		c.err(codeSeveral, span, "{number} recipients stand in one text", "", len(names)).write(strings.Join(names, ", "))
		return true
	}
	if has(w.Kind) || strings.Contains(text, "@") {
		return false
	}
	near := spell.Nearest(text, c.env.Users)
	if contains(c.env.Users, text) {
		near = []string{text}
	}
	if len(near) > 0 && (len(text) >= 4 || invoice.SameText(text, near[0])) {
		c.err(codeUnknownUser, span, `"{text}" is told as an address, not as a user`, "", text).write("user " + quoteText(near[0]))
	}
	return false
}

// recipients returns the recipients that a text lists, all of them addresses or all of them users; nil where there is anything else in it.
func (c *checker) recipients(text string) (names []string, users bool) {
	names = strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == ' ' })
	users = !slices.ContainsFunc(names, func(n string) bool { return !contains(c.env.Users, n) })
	addresses := !slices.ContainsFunc(names, func(n string) bool {
		local, host, _ := strings.Cut(n, "@")
		return local == "" || host == ""
	})
	if !users && !addresses {
		return nil, false
	}
	return names, users
}
