package dsl

import (
	"database/sql/driver"
	"fmt"
	"hash/fnv"
	"log/slog"

	"github.com/proforma-go/proforma/invoice"
)

// Rule is a rule in a config struct, a flag or a column of a database: it holds the text, with its syntax read, and [Rule.Check] gives it
// its meaning. It reads and writes text, and so JSON, YAML, TOML and SQL strings. The zero value holds no rule. A Rule is immutable but
// for its Unmarshal, Set and Scan methods.
type Rule struct{ doc *Document }

// NewRule returns the canonical text of a typed rule as a Rule: what a database should store.
func NewRule(r invoice.Rule) (Rule, error) {
	var w Rule
	err := w.Set(r.String())
	return w, err
}

// Document returns the parsed text; nil for the zero value.
func (r Rule) Document() *Document { return r.doc }

// IsZero reports whether there is no rule.
func (r Rule) IsZero() bool { return r.doc == nil }

// Check gives the rule its meaning in an Env; nil is the default one. The zero value has none and is an error.
func (r Rule) Check(e *Env) (invoice.Rule, error) {
	if r.doc == nil {
		return invoice.Rule{}, fmt.Errorf("there is no rule")
	}
	rules, err := e.Check(r.doc)
	if err != nil {
		return invoice.Rule{}, err
	}
	return rules[0], nil
}

// String returns the text as it was written; "" for the zero value.
func (r Rule) String() string {
	if r.doc == nil {
		return ""
	}
	return r.doc.src.text
}

// Set reads a rule from text, for [flag.Value]. The error is [Diagnostics]; its Text method shows the place.
func (r *Rule) Set(text string) error {
	doc, err := Parse("rule", text)
	if err != nil {
		return err
	}
	f := &findings{src: doc.src}
	switch {
	case len(doc.rules) == 0:
		doc.noRule(f)
		return f.sorted()
	case len(doc.rules) > 1:
		i := doc.rules[1].named
		f.add(codeOneRule, doc.src.spanOf(i, i+1), "one rule is expected here", "leave this rule out")
		return f.sorted()
	}
	r.doc = doc
	return nil
}

// MarshalText returns the text as it was written.
func (r Rule) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads a rule from text; an empty text is no rule.
func (r *Rule) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*r = Rule{}
		return nil
	}
	return r.Set(string(text))
}

// Value returns the text as it was written, for [database/sql]; nil for the zero value.
func (r Rule) Value() (driver.Value, error) {
	if r.doc == nil {
		return nil, nil
	}
	return r.String(), nil
}

// Scan reads a rule from a text column; NULL is no rule.
func (r *Rule) Scan(src any) error { return scanText(src, r.UnmarshalText) }

// scanText hands the text of a column to unmarshal.
func scanText(src any, unmarshal func([]byte) error) error {
	switch src := src.(type) {
	case nil:
		return unmarshal(nil)
	case string:
		return unmarshal([]byte(src))
	case []byte:
		return unmarshal(src)
	}
	return fmt.Errorf("a rule is text, not %T", src)
}

// LogValue returns the text and a fingerprint of it that does not depend on white space.
func (r Rule) LogValue() slog.Value {
	return slog.GroupValue(slog.String("text", r.String()), slog.String("fingerprint", r.Fingerprint()))
}

// Fingerprint returns 16 hexadecimal digits that are equal for texts which differ in white space alone; "" for the zero value. It is no
// protection against texts that are made to collide.
func (r Rule) Fingerprint() string {
	if r.doc == nil {
		return ""
	}
	text, _ := Format("rule", r.doc.src.text)
	h := fnv.New64a()
	_, _ = h.Write([]byte(text))
	return fmt.Sprintf("%016x", h.Sum64())
}
