package dsl

import (
	"fmt"
	"strings"

	"github.com/proforma-go/proforma/invoice"
)

// Print returns rules as the canonical text of a document, which [ParseFile] reads back as equal rules. A rule without a name gets its
// place, counted from 1, as its name. A text over [MaxDocument] is printed all the same.
func Print(rules []invoice.Rule) string {
	var b strings.Builder
	for i, r := range rules {
		if i > 0 {
			b.WriteByte('\n')
		}
		name := r.Name
		if strings.TrimSpace(name) == "" {
			name = fmt.Sprint(i + 1)
		}
		r.Name = ""
		fmt.Fprintf(&b, "rule %s {\n", quoteText(name))
		for _, clause := range r.Clauses() {
			fmt.Fprintf(&b, "  %s\n", clause)
		}
		b.WriteString("}\n")
	}
	return b.String()
}
