package dsl

import (
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"

	"github.com/proforma-go/proforma/invoice"
)

// Rule is a rule in a config struct, a flag or a column of a database: it holds the text, with its syntax read, and [Rule.Check] gives it
// its meaning. It reads and writes text, and so JSON, YAML, TOML and SQL strings. The zero value holds no rule. A Rule is immutable but
// for its Unmarshal, Set and Scan methods.
type Rule struct {
	written[*Document, ruleReader]
}

type ruleReader struct{}

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

// NewRule returns the canonical text of a typed rule as a Rule: what a database should store.
func NewRule(r invoice.Rule) (Rule, error) {
	var w Rule
	err := w.Set(r.String())
	return w, err
}

// Document returns the parsed text; nil for the zero value.
func (r Rule) Document() *Document { return r.value }

// Check gives the rule its meaning in an Env; nil is the default one. The error is [Diagnostics]; the zero value has no meaning, and its
// error is another one.
func (r Rule) Check(e *Env) (invoice.Rule, error) {
	if r.value == nil {
		return invoice.Rule{}, errors.New("there is no rule")
	}
	rules, err := e.Check(r.value)
	if err != nil {
		return invoice.Rule{}, err
	}
	return rules[0], nil
}

// LogValue returns the text and a fingerprint of it that does not depend on white space.
func (r Rule) LogValue() slog.Value {
	return slog.GroupValue(slog.String("text", r.String()), slog.String("fingerprint", r.Fingerprint()))
}

// Fingerprint returns 16 hexadecimal digits that are equal for texts which differ in white space alone; "" for the zero value. It is no
// protection against texts that are made to collide.
func (r Rule) Fingerprint() string {
	if r.value == nil {
		return ""
	}
	text, _ := Format("rule", r.text)
	h := fnv.New64a()
	_, _ = h.Write([]byte(text))
	return fmt.Sprintf("%016x", h.Sum64())
}
