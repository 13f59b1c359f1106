// Toml reads a service's configuration with github.com/pelletier/go-toml. A rule is a field of type dsl.Rule, which checks itself while
// it is read. The decoder says at which key it stopped; where that key holds a literal string, the file has the rule's own characters, and
// so the finding gets its exact place in the file.
package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"github.com/proforma-go/proforma/dsl"
)

//go:embed billing.toml
var billing []byte

func main() {
	name, text := "billing.toml", billing
	if len(os.Args) > 1 {
		var err error
		name = os.Args[1]
		if text, err = os.ReadFile(name); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
	if err := run(os.Stdout, name, text); err != nil {
		fmt.Fprint(os.Stderr, message(err))
		os.Exit(1)
	}
}

// config is the service's configuration.
type config struct {
	Service struct {
		Listen string `toml:"listen"`
		Zone   string `toml:"zone"`
	} `toml:"service"`
	Rules []struct {
		Name string `toml:"name"`
		Rule rule   `toml:"rule"`
	} `toml:"rules"`
}

// rule is a rule whose names and values are known to the service. Reading checks them, while the decoder still knows the place.
type rule struct{ dsl.Rule }

// UnmarshalText reads a rule and checks it. No text is no rule.
func (r *rule) UnmarshalText(text []byte) error {
	if err := r.Rule.UnmarshalText(text); err != nil || r.IsZero() {
		return err
	}
	_, err := r.Check(nil)
	return err
}

// run reads the configuration and lists its rules in canonical text.
func run(w io.Writer, name string, text []byte) error {
	var c config
	err := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields().Decode(&c)
	var wrong *toml.DecodeError
	if errors.As(err, &wrong) {
		return locate(name, string(text), wrong)
	}
	var found dsl.Diagnostics
	if errors.As(err, &found) { // a number or a date, whose place the decoder does not tell
		return fmt.Errorf("%s: a rule is a text, write it in quotes: %s", name, found[0].Message)
	}
	if err != nil {
		return err
	}
	env, err := dsl.NewEnv(dsl.Env{Zone: c.Service.Zone})
	if err != nil {
		return err
	}
	for _, entry := range c.Rules {
		r, err := entry.Rule.Check(env)
		if err != nil {
			return fmt.Errorf("rule %q: %w", entry.Name, err)
		}
		fmt.Fprintf(w, "%s\n    %s\n", entry.Name, r)
	}
	return nil
}

// locate returns the findings about the value at which the decoder stopped. In a basic string, "…", columns of the file and of the rule
// differ by the escapes, and so only the key's value is pointed at.
func locate(name, source string, wrong *toml.DecodeError) error {
	line, column := wrong.Position()
	key := strings.Join(wrong.Key(), ".")
	before, value := split(source, line, column)
	column = len([]rune(before)) + 1 // the decoder counts bytes
	whole := fmt.Errorf("%s:%d:%d: %s: %s", name, line, column, key, strings.TrimPrefix(wrong.Error(), "toml: "))
	inner, opening, ok := literal(value)
	if !ok {
		return whole
	}
	_, err := dsl.ParseRule(inner)
	var found dsl.Diagnostics
	if !errors.As(err, &found) {
		return whole
	}
	if strings.HasSuffix(opening, "\n") {
		return found.Shift(name, line+1, 1, 0)
	}
	return found.Shift(name, line, column+len(opening), 0)
}

// literal returns the content of the literal string that a text begins with, and what stands before it: a line break after three quotes
// is no part of the string.
func literal(text string) (inner, opening string, ok bool) {
	for _, opening := range []string{"'''\r\n", "'''\n", "'''", "'"} {
		if rest, ok := strings.CutPrefix(text, opening); ok {
			inner, _, ok = strings.Cut(rest, strings.TrimSpace(opening))
			return inner, opening, ok
		}
	}
	return "", "", false
}

// split cuts a text at a line and a column in bytes, and leaves out the lines before.
func split(source string, line, column int) (before, after string) {
	for ; line > 1; line-- {
		_, source, _ = strings.Cut(source, "\n")
	}
	column = min(column-1, len(source))
	return source[:column], source[column:]
}

// message returns findings with the lines that they are about, and any other error on one line.
func message(err error) string {
	var found dsl.Diagnostics
	if errors.As(err, &found) {
		return found.Text()
	}
	return err.Error() + "\n"
}
