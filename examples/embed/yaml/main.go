// Yaml reads a service's configuration with github.com/goccy/go-yaml. What is wrong with a rule is reported where it stands in the
// YAML file, however the file writes the text: plain, in quotes with escapes, or as a block.
package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/goccy/go-yaml"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/schedule"
)

//go:embed billing.yaml
var billing []byte

func main() {
	name, text := "billing.yaml", billing
	if len(os.Args) > 1 {
		var err error
		name = os.Args[1]
		if text, err = os.ReadFile(name); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
	if err := run(os.Stdout, name, text); err != nil {
		report(os.Stderr, err)
		os.Exit(1)
	}
}

// config is the service's configuration.
type config struct {
	Service struct {
		Listen   string `yaml:"listen"`
		Database string `yaml:"database"`
		Zone     string `yaml:"zone"`
	} `yaml:"service"`
	Rules []struct {
		Name  string   `yaml:"name"`
		Rule  scalar   `yaml:"rule"`
		Rules []scalar `yaml:"rules"`
	} `yaml:"rules"`
}

// run reads the configuration and lists its rules in canonical text, or returns what is wrong with all of them.
func run(w io.Writer, name string, text []byte) error {
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")) // go-yaml counts a \r as a line of its own; no line or column depends on it
	var c config
	if err := yaml.UnmarshalWithOptions(text, &c, yaml.Strict()); err != nil {
		return err
	}
	env, err := dsl.NewEnv(dsl.Env{Zone: c.Service.Zone, AsOf: schedule.MustParseDate("2026-11-22")})
	if err != nil {
		return err
	}
	var all dsl.Diagnostics
	for _, entry := range c.Rules {
		scalars := entry.Rules
		if entry.Rule.node != nil {
			scalars = append([]scalar{entry.Rule}, scalars...)
		}
		if len(scalars) == 0 {
			return fmt.Errorf("%s: %q has no rule", name, entry.Name)
		}
		for _, s := range scalars {
			rule, err := dsl.ParseRule(s.text, dsl.WithEnv(env))
			var found dsl.Diagnostics
			switch {
			case errors.As(err, &found):
				all = append(all, s.locate(name, string(text), found)...)
			case err != nil:
				return err
			default:
				fmt.Fprintf(w, "%s\n    %s\n", entry.Name, rule)
			}
		}
	}
	if all.HasErrors() {
		return all
	}
	return nil
}

// report writes findings with the lines that they are about, and any other error as it is.
func report(w io.Writer, err error) {
	var found dsl.Diagnostics
	if errors.As(err, &found) {
		fmt.Fprint(w, found.Text())
		return
	}
	fmt.Fprintln(w, err)
}
