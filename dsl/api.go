package dsl

import (
	"path"
	"strings"

	"github.com/proforma-go/proforma/invoice"
)

// ParseRule reads one rule, in one-line form or as a document with one rule, in the default Env or the one given. Its name is "" where
// the text gives none. The error is [Diagnostics].
func ParseRule(text string, opts ...Option) (invoice.Rule, error) {
	doc, _ := Parse("rule", text)
	rules, err := envOf(opts).checked(doc)
	if err != nil {
		return invoice.Rule{}, err
	}
	if len(rules) > 1 {
		f := &findings{src: doc.src}
		doc.tooMany(f)
		return invoice.Rule{}, f.sorted()
	}
	return rules[0].rule, nil
}

// ParseFile reads the rules of a document, in the default Env or the one given. A text without the word `rule` is one rule, which is named
// after the file unless it has a name clause: its base name without extension. The error is [Diagnostics].
func ParseFile(name, text string, opts ...Option) ([]invoice.Rule, error) {
	doc, _ := Parse(name, text)
	rules, err := envOf(opts).Check(doc)
	if err != nil {
		return nil, err
	}
	if doc.oneRule && rules[0].Name == "" {
		base := path.Base(strings.ReplaceAll(name, `\`, "/"))
		rules[0].Name = strings.TrimSuffix(base, path.Ext(base))
	}
	return rules, nil
}
