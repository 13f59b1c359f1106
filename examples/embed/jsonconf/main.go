// Jsonconf validates a configuration against a JSON Schema before it reads it with encoding/json. The schema of the whole configuration is
// a file of the service; the part about a rule, to which it refers, is written by dsl.JSONSchema. From the same schema an editor takes what
// it shows and completes at a key, and within a rule it asks dsl.Complete.
package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
)

//go:embed billing.json
var billing []byte

//go:embed config.schema.json
var configSchema []byte

func main() {
	text := billing
	if len(os.Args) > 1 {
		var err error
		if text, err = os.ReadFile(os.Args[1]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
	if err := run(os.Stdout, text); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// config is the service's configuration.
type config struct {
	Schema string                     `json:"$schema"`
	Listen string                     `json:"listen"`
	Zone   string                     `json:"zone"`
	Rules  map[string]json.RawMessage `json:"rules"` // read one by one, so that a finding has the name of its rule
}

// run validates and reads a configuration, lists its rules in canonical text and shows what an editor would offer for them.
func run(w io.Writer, text []byte) error {
	schema, err := compile()
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return err
	}
	if err := schema.Validate(value); err != nil {
		return err
	}
	var c config
	if err := json.Unmarshal(text, &c); err != nil {
		return err
	}
	env, err := dsl.NewEnv(dsl.Env{Zone: c.Zone})
	if err != nil {
		return err
	}
	var all dsl.Diagnostics
	for _, name := range slices.Sorted(maps.Keys(c.Rules)) {
		r, err := read(c.Rules[name], env)
		var found dsl.Diagnostics
		switch {
		case errors.As(err, &found):
			all = append(all, found.Shift("rules."+name, 1, 1, 0)...)
		case err != nil:
			return err
		default:
			fmt.Fprintf(w, "%s\n    %s\n", name, r)
		}
	}
	if all.HasErrors() {
		return all
	}
	showEditor(w, schema, env)
	return nil
}

// read gives a rule in the configuration its meaning.
func read(text json.RawMessage, env *dsl.Env) (invoice.Rule, error) {
	var r dsl.Rule
	if err := json.Unmarshal(text, &r); err != nil {
		return invoice.Rule{}, err
	}
	return r.Check(env)
}

// compile joins the service's schema and that of a rule.
func compile() (*jsonschema.Schema, error) {
	c := jsonschema.NewCompiler()
	for name, text := range map[string][]byte{"config.schema.json": configSchema, "rule.schema.json": dsl.JSONSchema()} {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			return nil, err
		}
		if err := c.AddResource("https://example.com/"+name, doc); err != nil {
			return nil, err
		}
	}
	return c.Compile("https://example.com/config.schema.json")
}

// showEditor writes what an editor shows at the key of a rule, which texts it offers there, and what it completes within one.
func showEditor(w io.Writer, schema *jsonschema.Schema, env *dsl.Env) {
	rule := schema.Properties["rules"].AdditionalProperties.(*jsonschema.Schema).Ref
	fmt.Fprintf(w, "\nat a key of rules\n    %s: %s\n", rule.Title, rule.Description)
	for _, example := range rule.Examples {
		fmt.Fprintf(w, "    %q\n", example)
	}
	for _, text := range []string{"mon", "daily, catch up ", "daily, where cust", "daily, merge projects by man"} {
		list, replace := dsl.Complete(text, len(text), dsl.WithEnv(env))
		var words []string
		for _, c := range list {
			words = append(words, c.Text)
		}
		fmt.Fprintf(w, "after %q\n    for %q: %s\n", text, text[replace.Start:replace.End], strings.Join(words, " | "))
	}
}
