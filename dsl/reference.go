package dsl

import (
	"fmt"
	"strings"

	"github.com/proforma-go/proforma/invoice"
)

// Reference returns what a host adds to the language as text for people: its fields with their types, values and operators, its statuses,
// clauses and calendars.
func (e *Env) Reference() string {
	if e == nil {
		e = noEnv
	}
	var b strings.Builder
	v := e.vocabulary()
	b.WriteString("Fields:\n")
	for _, f := range v.Fields() {
		fmt.Fprintf(&b, "  %s (%s, of the %s)", quoteName(f.Name()), f.Type(), f.Level())
		if len(f.Aliases()) > 0 {
			fmt.Fprintf(&b, ", also %s", strings.Join(f.Aliases(), ", "))
		}
		b.WriteByte('\n')
		for _, c := range f.Choices() {
			fmt.Fprintf(&b, "    %s\n", strings.Join(append([]string{quoteIfNeeded(c.Name)}, c.Aliases...), ", also "))
		}
	}
	b.WriteString("Tests:\n")
	for t := invoice.TextType; t <= invoice.ListType; t++ {
		fmt.Fprintf(&b, "  %s: %s\n", t, strings.Join(typeOperators[t], ", "))
	}
	fmt.Fprintf(&b, "Statuses: %s\n", strings.Join(v.Statuses(), ", "))
	if options := v.Options(); len(options) > 0 {
		b.WriteString("Clauses of this program:\n")
		for _, o := range options {
			fmt.Fprintf(&b, "  %s: %s\n", o.Name, optionHint(&o))
		}
	}
	if names := (&checker{env: e}).calendarNames(); len(names) > 0 {
		fmt.Fprintf(&b, "Calendars: %s\n", strings.Join(names, ", "))
	}
	return b.String()
}
