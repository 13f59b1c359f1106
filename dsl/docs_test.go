package dsl_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

func TestGrammarFileIsThatOfTheParser(t *testing.T) {
	golden(t, "grammar.ebnf", dsl.Grammar())
}

// fence is a block of code in a document: its tag and its text.
type fence struct{ tag, text string }

func fences(t *testing.T, file string) []fence {
	var list []fence
	var text []string
	tag, open := "", false
	for line := range strings.Lines(read(t, file)) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, "```") && !open:
			tag, open, text = strings.TrimPrefix(line, "```"), true, nil
		case strings.HasPrefix(line, "```"):
			list, open = append(list, fence{tag, strings.Join(text, "\n")}), false
		case open:
			text = append(text, line)
		}
	}
	return list
}

// The fences of the README: `rules` must be right, formatted and without warnings; `each` holds one rule a line, and so does `own`, where the
// host has the fields in backquotes, most of which cannot be written without; `wrong` is followed by a
// `text` with what is said about it, `explain`, with a language or without, by one with the explanation.
func TestEveryFenceOfTheReadmeIsTrue(t *testing.T) {
	list := fences(t, "README.md")
	if len(list) < 8 {
		t.Fatalf("%d fences", len(list))
	}
	for i, f := range list {
		switch f.tag {
		case "rules":
			if got := findingsText(testEnv, "rule", f.text); got != "" {
				t.Errorf("%s\n%s", f.text, got)
			}
			if got, _ := dsl.Format("rule", f.text+"\n"); got != f.text+"\n" {
				t.Errorf("%s\nis formatted as\n%s", f.text, got)
			}
		case "each":
			for line := range strings.Lines(f.text) {
				line = strings.TrimSuffix(line, "\n")
				text := line
				if _, err := dsl.ParseRule(text, dsl.WithEnv(testEnv)); err != nil {
					text = "daily, " + line
				}
				if _, err := dsl.ParseRule(text, dsl.WithEnv(testEnv)); err != nil {
					t.Errorf("%s\n%s", line, err.(dsl.Diagnostics).Text())
				}
			}
		case "own":
			ownFields(t, f.text)
		case "wrong":
			want := list[i+1].text + "\n"
			if got := findingsText(testEnv, "rule", f.text); list[i+1].tag != "text" || got != want {
				t.Errorf("%s\n%s", f.text, got)
			}
		case "explain", "explain sv":
			got, err := dsl.Explain(parse(t, f.text), schedule.MustParseDate("2026-11-22"), 3, dsl.WithEnv(testEnv),
				dsl.WithLocale(strings.TrimPrefix(f.tag, "explain ")))
			if want := list[i+1].text + "\n"; err != nil || got != want {
				t.Errorf("%s\n%s%v", f.text, got, err)
			}
		case "text", "go":
		default:
			t.Errorf("unknown fence %q", f.tag)
		}
	}
}

// ownFields reads rules with the fields that stand in backquotes in them, and again without the backquotes.
func ownFields(t *testing.T, text string) {
	t.Helper()
	needed := 0
	for line := range strings.Lines(text) {
		line = "daily, " + strings.TrimSuffix(line, "\n")
		v := testEnv.Vocabulary
		for _, name := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(line, -1) {
			if v.Field(name[1]) != nil {
				continue
			}
			var err error
			if v, err = v.Extend(invoice.Fields(invoice.AttributeField(name[1], invoice.ProjectLevel))); err != nil {
				t.Fatal(err)
			}
		}
		env := dsl.WithEnv(&dsl.Env{Vocabulary: v})
		if _, err := dsl.ParseRule(line, env); err != nil {
			t.Errorf("%s\n%s", line, err.(dsl.Diagnostics).Text())
		}
		if _, err := dsl.ParseRule(strings.ReplaceAll(line, "`", ""), env); err != nil {
			needed++
		}
	}
	if needed != 2 {
		t.Errorf("%d lines need their backquotes", needed)
	}
}

// TestEveryNameInTheGlossaryIsOneInGo looks the last column of the table up in the packages.
func TestEveryNameInTheGlossaryIsOneInGo(t *testing.T) {
	known := map[string]bool{}
	for _, pkg := range []string{"schedule", "invoice"} {
		files, err := filepath.Glob("../" + pkg + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range f.Decls {
				for _, name := range declared(d) {
					known[pkg+"."+name] = true
				}
			}
		}
	}
	_, glossary, _ := strings.Cut(read(t, "README.md"), "## The words")
	names := 0
	for line := range strings.Lines(glossary) {
		cells := strings.Split(line, "|")
		if len(cells) != 5 {
			continue
		}
		for _, name := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(cells[3], -1) {
			if names++; !known[name[1]] {
				t.Errorf("there is no %s", name[1])
			}
		}
	}
	if names < 40 {
		t.Errorf("%d names", names)
	}
}

// declared returns the names that a declaration makes, fields of structs among them.
func declared(d ast.Decl) (names []string) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			names = append(names, d.Name.Name)
		}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.ValueSpec:
				for _, n := range s.Names {
					names = append(names, n.Name)
				}
			case *ast.TypeSpec:
				names = append(names, s.Name.Name)
				if fields, ok := s.Type.(*ast.StructType); ok {
					for _, f := range fields.Fields.List {
						for _, n := range f.Names {
							names = append(names, s.Name.Name+"."+n.Name)
						}
					}
				}
			}
		}
	}
	return names
}
