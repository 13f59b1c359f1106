package dsl_test

import (
	"encoding/json"
	"regexp"
	"testing"

	"github.com/proforma-go/proforma/dsl"
)

func TestTextMateGrammarIsMadeOfTheWordTables(t *testing.T) {
	golden(t, "rules.tmLanguage.json", string(dsl.TextMate()))
}

func TestEveryExpressionOfTheTextMateGrammarCompiles(t *testing.T) {
	var grammar struct {
		Patterns []struct{ Name, Match, Begin, End string }
	}
	if err := json.Unmarshal(dsl.TextMate(), &grammar); err != nil {
		t.Fatal(err)
	}
	heads := 0
	for _, p := range grammar.Patterns {
		for _, e := range []string{p.Match, p.Begin, p.End} {
			re, err := regexp.Compile(e)
			if err != nil {
				t.Errorf("%s: %v", p.Name, err)
				continue
			}
			if m := re.FindStringSubmatch("  monthly on last day"); e == p.Match && len(m) == 2 && m[1] == "monthly" && p.Name == "" {
				heads++
			}
		}
	}
	if heads != 1 {
		t.Errorf("the first word of a clause is found by %d patterns", heads)
	}
}

func TestTheSchemaOfAConfigKeyNamesTheLimits(t *testing.T) {
	var schema struct {
		Type      string
		MaxLength int
		MinLength int
		Comment   string `json:"$comment"`
		Examples  []string
	}
	if err := json.Unmarshal(dsl.JSONSchema(), &schema); err != nil {
		t.Fatal(err)
	}
	if schema.Type != "string" || schema.MaxLength != dsl.MaxDocument || schema.MinLength != 0 || schema.Comment !=
		"At most 262144 bytes of UTF-8 are read, and at most 8192 of them without white space and comments." {
		t.Errorf("got %+v", schema)
	}
	for _, e := range schema.Examples {
		if _, err := dsl.ParseRule(e); err != nil {
			t.Errorf("%s: %v", e, err)
		}
	}
}

func TestAnEnvListsItself(t *testing.T) {
	golden(t, "testdata/reference.txt", testEnv.Reference())
}

func TestFindingsAsJSON(t *testing.T) {
	_, err := dsl.ParseRule("monthly on last weekdy")
	text, err := json.MarshalIndent(err, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/finding.json", string(text)+"\n")
}
