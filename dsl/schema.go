package dsl

import (
	"encoding/json"
	"fmt"
)

// JSONSchema returns a JSON Schema for a key of a config file that holds one rule, or a blank text for none. It refuses no rule that can be
// read: what a schema cannot count, such as bytes without comments, it leaves to the reader and says in its comment.
func JSONSchema() []byte {
	examples := make([]string, 0, len(clauseKinds))
	examples = append(examples, "monthly last weekday, include through end of previous month, merge projects", "on line schedules, milestones strict",
		"every 2 weeks on Monday from 2026-01-05, include through 1 day before run date")
	schema := struct {
		Schema      string   `json:"$schema"`
		Title       string   `json:"title"`
		Description string   `json:"description"`
		Comment     string   `json:"$comment"`
		Type        string   `json:"type"`
		MaxLength   int      `json:"maxLength"`
		Examples    []string `json:"examples"`
	}{
		"https://json-schema.org/draft/2020-12/schema", "Rule",
		"When to draft invoices, what to put into them and how to cut them, as clauses set off by commas. In YAML a rule needs quotes where it stands in a list in [ ], or holds a #.",
		fmt.Sprintf("At most %d bytes of UTF-8 are read, and at most %d of them without white space and comments.", MaxDocument, MaxRule),
		"string", MaxDocument, examples,
	}
	text, err := json.MarshalIndent(schema, "", "  ")
	if err != nil {
		panic(err) // strings and numbers alone
	}
	return append(text, '\n')
}
