package dsl

import (
	"crypto/sha256"
	"database/sql/driver"
	"encoding/hex"
	"errors"
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
	written[*Document, ruleReader]
	env       *Env // nil: none was given
	canonical bool // the text was printed by a rule, or comes from a column, where such texts are kept
}

type ruleReader struct{}

var _ textReader[*Document] = ruleReader{}

// read reads the syntax of exactly one rule.
func (ruleReader) read(text string) (*Document, error) {
	doc, err := Parse("rule", text)
	if err != nil {
		return nil, err
	}
	f := &findings{src: doc.src}
	switch {
	case len(doc.rules) == 0:
		doc.noRule(f)
	case len(doc.rules) > 1:
		doc.tooMany(f)
	}
	if len(f.list) > 0 {
		return nil, f.sorted()
	}
	return doc, nil
}

func (ruleReader) noun() string { return "rule" }

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
func (r Rule) Document() *Document { return r.value }

// Check gives the rule its meaning in an Env; nil is that of [Rule.In], and without one the default one. The error is [Diagnostics]; the
// zero value has no meaning, and its error is another one.
func (r Rule) Check(e *Env) (invoice.Rule, error) {
	if r.value == nil {
		return invoice.Rule{}, errNoRule
	}
	if e == nil {
		e = r.env
	}
	rules, err := e.Check(r.value)
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
	case r.value == nil:
		return "", errNoRule
	case r.canonical && r.env == nil:
		return r.text, nil
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

// Set reads a rule from text, for [flag.Value]: one that is given cannot be blank. The error is one line however much is wrong;
// [errors.As] finds all [Diagnostics] in it, whose Text shows the places. After an error the rule is what it was before.
func (r *Rule) Set(text string) error { return r.reread(r.written.Set(text)) }

// UnmarshalText reads a rule as Set does, except that a blank text, of white space alone, is no rule.
func (r *Rule) UnmarshalText(text []byte) error { return r.reread(r.written.UnmarshalText(text)) }

// reread notes that the text was written by somebody, unless it could not be read.
func (r *Rule) reread(err error) error {
	r.canonical = r.canonical && err != nil
	return err
}

// Value returns the text of [Rule.Canonical], for [database/sql]; nil for the zero value. So a column never holds what means nothing, two
// spellings of one rule are stored alike, and what was scanned goes back as it was.
func (r Rule) Value() (driver.Value, error) {
	if r.value == nil {
		return nil, nil
	}
	return r.Canonical()
}

// Scan reads a rule from a text column as UnmarshalText does; NULL is no rule. The text is taken for canonical, as Value stores it.
func (r *Rule) Scan(src any) error {
	if err := r.written.Scan(src); err != nil {
		return err
	}
	r.canonical = r.value != nil
	return nil
}

// LogValue returns the canonical text and the fingerprint of the rule. What has no meaning is logged as it was written.
func (r Rule) LogValue() slog.Value {
	text, err := r.Canonical()
	if err != nil {
		text = r.text
	}
	return slog.GroupValue(slog.String("text", text), slog.String("fingerprint", r.Fingerprint()))
}

// Fingerprint returns 32 hexadecimal digits that are equal for rules of one canonical text, whatever the spelling, and are not for others,
// even where somebody tries: 128 bits of SHA-256, for a unique index where texts are too long for one. What has no meaning in its Env
// has the fingerprint of its formatted text; "" is that of the zero value.
func (r Rule) Fingerprint() string {
	if r.value == nil {
		return ""
	}
	text, err := r.Canonical()
	if err != nil {
		text, _ = Format("rule", r.text)
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:16])
}
