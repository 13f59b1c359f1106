package dsl

import (
	"crypto/sha256"
	"database/sql/driver"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"

	"github.com/proforma-go/proforma/invoice"
)

// Language is the number of the language that this package reads and writes. It changes only when an accepted text changes its meaning. A
// database keeps it in a column beside the texts of rules, and refuses those that a later version has stored.
const Language = 1

// Rule is a rule in a config struct, a flag or a column of a database: it holds the text, with its syntax read, and [Rule.Check] gives it
// its meaning. It reads and writes text, and so JSON, YAML and TOML strings, as it was written; into a database goes its canonical
// text. The zero value holds no rule. A Rule is immutable but for its Unmarshal, Set and Scan methods.
type Rule struct {
	doc       *Document
	env       *Env // nil: none was given
	canonical bool // the text was printed by a rule, or comes from a column, where such texts are kept
}

// NewRule returns a typed rule as a Rule. Its text is the canonical one.
func NewRule(r invoice.Rule) (Rule, error) {
	var w Rule
	err := w.Set(r.String())
	w.canonical = true
	return w, err
}

// In returns the rule to be read in an Env: with the names, calendars and defaults of a host. Nil is the default one.
func (r Rule) In(e *Env) Rule {
	if e == nil {
		e = noEnv
	}
	r.env = e
	return r
}

// Document returns the parsed text; nil for the zero value.
func (r Rule) Document() *Document { return r.doc }

// IsZero reports whether there is no rule.
func (r Rule) IsZero() bool { return r.doc == nil }

// Check gives the rule its meaning in an Env; nil is that of [Rule.In], and without one the default one. The zero value has none and is
// an error.
func (r Rule) Check(e *Env) (invoice.Rule, error) {
	if r.doc == nil {
		return invoice.Rule{}, errNoRule
	}
	if e == nil {
		e = r.env
	}
	rules, err := e.Check(r.doc)
	if err != nil {
		return invoice.Rule{}, err
	}
	return rules[0], nil
}

var errNoRule = errors.New("there is no rule")

// Canonical returns the canonical text of the rule: one spelling for each meaning, without comments. It depends on the Env of [Rule.In];
// without one the rule may name what the default Env knows, and any calendar. The text of [NewRule], and one that was scanned from a
// column and is read in no Env, is canonical as it stands. What has no meaning in the Env is an error, [Diagnostics], and so is the zero
// value.
func (r Rule) Canonical() (string, error) {
	switch {
	case r.doc == nil:
		return "", errNoRule
	case r.canonical && r.env == nil:
		return r.String(), nil
	}
	e := r.env
	if e == nil {
		e = anyCalendar
	}
	rule, err := r.Check(e)
	if err != nil {
		return "", err
	}
	return rule.String(), nil
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
	r.doc, r.canonical = doc, false
	return nil
}

// MarshalText returns the text as it was written.
func (r Rule) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads a rule from text; an empty text is no rule.
func (r *Rule) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*r = Rule{env: r.env}
		return nil
	}
	return r.Set(string(text))
}

// Value returns the text of [Rule.Canonical], for [database/sql]; nil for the zero value. So a column never holds what means nothing, two
// spellings of one rule are stored alike, and what was scanned goes back as it was.
func (r Rule) Value() (driver.Value, error) {
	if r.doc == nil {
		return nil, nil
	}
	return r.Canonical()
}

// Scan reads a rule from a text column; NULL is no rule. The text is taken for canonical, as Value stores it.
func (r *Rule) Scan(src any) error {
	err := scanText(src, r.UnmarshalText)
	r.canonical = err == nil && r.doc != nil
	return err
}

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

// LogValue returns the canonical text and the fingerprint of the rule. What has no meaning is logged as it was written.
func (r Rule) LogValue() slog.Value {
	text, err := r.Canonical()
	if err != nil {
		text = r.String()
	}
	return slog.GroupValue(slog.String("text", text), slog.String("fingerprint", r.Fingerprint()))
}

// Fingerprint returns 32 hexadecimal digits that are equal for rules of one canonical text, whatever the spelling, and are not for others,
// even where somebody tries: 128 bits of SHA-256, for a unique index where texts are too long for one. What has no meaning in its Env
// has the fingerprint of its formatted text; "" is that of the zero value.
func (r Rule) Fingerprint() string {
	if r.doc == nil {
		return ""
	}
	text, err := r.Canonical()
	if err != nil {
		text, _ = Format("rule", r.doc.src.text)
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:16])
}
