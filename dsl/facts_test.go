package dsl_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/dsl"
)

func TestTheFactsOfAMessageHaveNames(t *testing.T) {
	for text, want := range map[string]map[string]string{
		"montly on last day":                                {"word": "montly"},
		"monthly on last weekdy":                            {"word": "weekdy", "clause": "monthly"},
		"daily, status sentt":                               {"status": "sentt"},
		"monthly on day 32":                                 {"number": "32"},
		"daily, where amount = 1 and amount = \"x\"":        {"field": "amount", "type": "an amount", "found": "text"},
		"yearly on June 31":                                 {"month": "June", "number": "31", "most": "30"},
		"monthly on first day of March":                     {"frequency": "monthly", "month": "March"},
		"daily, where (a = 1":                               {"bracket": "("},
		"daily, merge projects, merge projects by customer": {"clause": "merge"},
		"daily, manual":                                     nil,
	} {
		_, err := dsl.ParseRule(text, dsl.WithEnv(testEnv))
		found := err.(dsl.Diagnostics)[0]
		if !maps.Equal(found.Args, want) {
			t.Errorf("%s: got %q, want %q: %v", text, found.Args, want, found)
		}
		if found.Fill(found.Template) != found.Message {
			t.Errorf("%s: %q is filled as %q, and not as %q", text, found.Template, found.Fill(found.Template), found.Message)
		}
	}
}

func TestAMessageCanBeSaidInAnotherLanguage(t *testing.T) {
	swedish := map[string]string{`"{word}" is not expected in the "{clause}" clause`: `”{word}” passar inte i delen ”{clause}”`}
	_, err := dsl.ParseRule("monthly on last weekdy")
	found := err.(dsl.Diagnostics)[0]
	if got, want := found.Fill(swedish[found.Template]), "”weekdy” passar inte i delen ”monthly”"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestEveryTemplateNamesItsFacts looks at the calls that make findings: message and label hold a name in braces for every fact, and no
// verb of package fmt.
func TestEveryTemplateNamesItsFacts(t *testing.T) {
	set, calls := token.NewFileSet(), 0
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		calls += templatesIn(t, set, file)
	}
	if calls < 100 {
		t.Errorf("only %d calls were looked at", calls)
	}
}

// templatesIn checks the calls in a file, and counts them.
func templatesIn(t *testing.T, set *token.FileSet, file *ast.File) (calls int) {
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) < 4 || call.Ellipsis.IsValid() {
			return true
		}
		method, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || method.Sel.Name != "add" && method.Sel.Name != "err" {
			return true
		}
		message, ok := literal(call.Args[2])
		if !ok {
			return true
		}
		calls++
		label, _ := literal(call.Args[3])
		names := map[string]bool{}
		for _, m := range regexp.MustCompile(`{([a-z]+)}`).FindAllStringSubmatch(message+label, -1) {
			names[m[1]] = true
		}
		if len(names) != len(call.Args)-4 {
			t.Errorf("%s: %d names in %q and %q for %d facts", set.Position(call.Pos()), len(names), message, label, len(call.Args)-4)
		}
		if strings.Contains(message+label, "%") {
			t.Errorf("%s: %q, %q", set.Position(call.Pos()), message, label)
		}
		return true
	})
	return calls
}

// literal returns the text of a string literal.
func literal(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(l.Value)
	return s, err == nil
}

// TestWhatIsWrittenForPeopleIsSafeForATerminal has control characters in the name of the file and all over the text: none but the line
// breaks between the lines of a finding is left, so that no text can forge one.
func TestWhatIsWrittenForPeopleIsSafeForATerminal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.SampledFrom([]string{"%s", "daily, where manager = \"%s\" and manger = \"%s\"", "%s on last day", "daily, merge %s", "daily, name \"%s", "daily, status \"%s\"",
			"daily, notify user \"%s\"", "rule \"%s\" {\n}\nrule \"%s\" {\n}", "daily, where kind = %s", "monthly on %s", "daily, payment term \"%s\""}).Draw(t, "at")
		text := strings.ReplaceAll(at, "%s", anyText(t, "text"))
		doc, _ := dsl.Parse(anyText(t, "name"), text)
		_, err := testEnv.Check(doc)
		found, _ := err.(dsl.Diagnostics)
		for _, d := range append(found, testEnv.Lint(doc)...) {
			for line := range strings.SplitSeq(d.Text()+d.String(), "\n") {
				if i := strings.IndexFunc(line, func(r rune) bool { return r != '\t' && unicode.IsControl(r) || r == '\u2028' || r == '\u202e' }); i >= 0 {
					t.Fatalf("%q has a control character: %q", line, line[i:])
				}
			}
			if marks := 3 + 2*(1+len(d.Related)) + len(d.Notes); strings.Count(d.Text(), "\n") > marks {
				t.Fatalf("there are more than %d lines in\n%s", marks, d.Text())
			}
		}
	})
}
