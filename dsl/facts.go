package dsl

import (
	"fmt"
	"strings"
)

// Fill puts the facts of the finding into a template such as [Diagnostic.Template], or a translation of it: each name in braces that is
// in Args becomes its value. Values are shortened and kept on one line.
func (d Diagnostic) Fill(template string) string { return fill(template, d.Args) }

// fact adds a fact that is in no template: what a label or note says, and no fix.
func (d *Diagnostic) fact(name string, value any) *Diagnostic {
	if d.Args == nil {
		d.Args = make(map[string]string)
	}
	d.Args[name] = fmt.Sprint(value)
	return d
}

// named gives facts the names that stand in braces in the templates, in the order in which they are first met.
func named(facts []any, templates ...string) map[string]string {
	if len(facts) == 0 {
		return nil
	}
	args := make(map[string]string, len(facts))
	for _, t := range templates {
		for name := range slots(t) {
			if _, known := args[name]; !known && len(args) < len(facts) {
				args[name] = fmt.Sprint(facts[len(args)])
			}
		}
	}
	return args
}

func fill(template string, args map[string]string) string {
	if len(args) == 0 {
		return template
	}
	var b strings.Builder
	rest := template
	for name, at := range slots(template) {
		if value, known := args[name]; known {
			b.WriteString(template[len(template)-len(rest) : at])
			b.WriteString(shorten(value))
			rest = template[at+len(name)+len("{}"):]
		}
	}
	return b.String() + rest
}

// slots walks through the names in braces of a template, with the offsets of the braces.
func slots(template string) func(yield func(name string, at int) bool) {
	return func(yield func(string, int) bool) {
		for i := 0; i < len(template); i++ {
			if template[i] != '{' {
				continue
			}
			end := i + 1
			for end < len(template) && template[end] >= 'a' && template[end] <= 'z' {
				end++
			}
			if end > i+1 && end < len(template) && template[end] == '}' && !yield(template[i+1:end], i) {
				return
			}
		}
	}
}
