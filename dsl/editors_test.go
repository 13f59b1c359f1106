package dsl_test

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/proforma-go/proforma/dsl"
)

func TestTextMateGrammarIsMadeOfTheWordTables(t *testing.T) {
	golden(t, "rules.tmLanguage.json", string(dsl.TextMate()))
}

// textmateRule is a rule of a TextMate grammar, with those within it.
type textmateRule struct {
	Name, Include, Match, Begin, End string
	Captures, BeginCaptures          map[string]textmateRule
	Patterns                         []textmateRule
	Repository                       map[string]textmateRule
}

// each calls do for the rule and all within it.
func (r textmateRule) each(do func(textmateRule)) {
	do(r)
	for _, p := range r.Patterns {
		p.each(do)
	}
	for _, p := range r.Repository {
		p.each(do)
	}
}

func textmateGrammar(t *testing.T) (grammar textmateRule) {
	t.Helper()
	if err := json.Unmarshal(dsl.TextMate(), &grammar); err != nil {
		t.Fatal(err)
	}
	return grammar
}

// TestEveryExpressionOfTheTextMateGrammarCompiles takes what looks ahead and back, which editors know and this test does not, for groups.
func TestEveryExpressionOfTheTextMateGrammarCompiles(t *testing.T) {
	grammar := textmateGrammar(t)
	groups := strings.NewReplacer("(?=", "(?:", "(?!", "(?:", "(?<!", "(?:", "(?<=", "(?:")
	expressions := 0
	grammar.each(func(p textmateRule) {
		if _, ok := grammar.Repository[strings.TrimPrefix(p.Include, "#")]; p.Include != "" && !ok {
			t.Errorf("%s is nowhere", p.Include)
		}
		for _, e := range []string{p.Match, p.Begin, p.End} {
			re, err := regexp.Compile(groups.Replace(e))
			if err != nil {
				t.Errorf("%s: %v", p.Name, err)
				continue
			}
			expressions++
			if scopes := len(p.Captures) + len(p.BeginCaptures); e != "" && e != p.End && re.NumSubexp() < scopes {
				t.Errorf("%q has %d groups, %d have scopes", e, re.NumSubexp(), scopes)
			}
		}
	})
	if expressions < 60 {
		t.Errorf("%d expressions", expressions)
	}
}

// scopeOf returns the scope that the grammar's first level gives the whole of a text, of those that need not look ahead or back.
func scopeOf(grammar textmateRule, text string) (scope string) {
	for _, p := range append(grammar.Patterns, grammar.Repository["number"].Patterns...) {
		re, err := regexp.Compile(p.Match)
		if err != nil || p.Match == "" {
			continue
		}
		m := re.FindStringSubmatch(text)
		if len(m) == 0 || m[0] != text {
			continue
		}
		if p.Name != "" {
			return p.Name
		}
		var scopes []string
		for i, captured := range m[1:] {
			if captured != "" {
				scopes = append(scopes, p.Captures[strconv.Itoa(i+1)].Name)
			}
		}
		return strings.Join(scopes, " ")
	}
	return ""
}

func TestTheTextMateGrammarTellsZonesFromCurrencies(t *testing.T) {
	grammar := textmateGrammar(t)
	for text, want := range map[string]string{
		"UTC": "constant.other.zone.proforma", "utc": "constant.other.zone.proforma", "Etc/GMT+1": "constant.other.zone.proforma",
		"America/Argentina/Buenos_Aires": "constant.other.zone.proforma", "EUR": "", "1_000.50 EUR": "constant.numeric.proforma support.type.currency.proforma",
		"15th": "constant.numeric.proforma", ", monthly": "keyword.control.proforma",
	} {
		if got := scopeOf(grammar, text); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
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
