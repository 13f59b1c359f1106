package dsl_test

import (
	"strings"
	"testing"

	"github.com/proforma-go/proforma/dsl"
)

// seed adds every text of testdata.
func seed(f *testing.F) {
	for _, s := range samples(f) {
		f.Add(s[0])
		f.Add(s[1])
	}
	for _, c := range errorCases(f) {
		if len(c.input) < 300 {
			f.Add(c.input)
		}
	}
	f.Add(read(f, "testdata/tour.rules"))
}

// checkSpans fails where a finding stands outside the text or was brought about by a panic.
func checkSpans(t *testing.T, text string, ds dsl.Diagnostics) {
	t.Helper()
	inside := func(s dsl.Span) bool {
		return 0 <= s.Start && s.Start <= s.End && s.End <= len(text) && s.Line >= 1 && s.Column >= 1
	}
	for _, d := range ds {
		if !inside(d.Span) || d.Fix != nil && !inside(d.Fix.Span) {
			t.Errorf("outside the text: %+v", d)
		}
		for _, r := range d.Related {
			if !inside(r.Span) {
				t.Errorf("outside the text: %+v", r)
			}
		}
		if d.Code == "E599" {
			t.Error(d)
		}
	}
}

func FuzzParse(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := dsl.Parse("fuzz", text)
		if doc == nil {
			t.Fatal("no document")
		}
		checkSpans(t, text, doc.Diagnostics())
		rules, checked := testEnv.Check(doc)
		ds, _ := checked.(dsl.Diagnostics)
		checkSpans(t, text, ds)
		_ = ds.Text()
		if err != nil && checked == nil {
			t.Fatal("a wrong syntax has a meaning")
		}
		warnings := testEnv.Lint(doc)
		checkSpans(t, text, warnings)
		if checked != nil || len(rules) != 1 {
			return
		}
		again, err := dsl.ParseRule(rules[0].String(), dsl.WithEnv(testEnv))
		if err != nil || !again.Equal(rules[0]) {
			t.Fatalf("canonical text %s: %v", rules[0], err)
		}
	})
}

func FuzzFormat(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, text string) {
		once, err := dsl.Format("fuzz", text)
		if err != nil {
			return
		}
		again, err := dsl.Format("fuzz", once)
		if err != nil || again != once {
			t.Fatalf("%q\nbecomes\n%q\nbecomes\n%q %v", text, once, again, err)
		}
		if a, b := essence(text), essence(once); a != b {
			t.Fatalf("%q\nbecomes\n%q", a, b)
		}
	})
}

// essence is a text without its white space.
func essence(s string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("\ufeff", "", "\u200b", "").Replace(s)), "")
}

func FuzzParts(f *testing.F) {
	seed(f)
	for _, text := range []string{"end of month", "2 days before first day of next month", "last month", "day before day before run date"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, err := dsl.ParseAnchor(text)
		ds, _ := err.(dsl.Diagnostics)
		checkSpans(t, text, ds)
		if again, e := dsl.ParseAnchor(a.String()); err == nil && (e != nil || again != a) {
			t.Errorf("%q is %s, which is read as %s, %v", text, a, again, e)
		}
		l, err := dsl.ParseLineSchedule(text)
		ds, _ = err.(dsl.Diagnostics)
		checkSpans(t, text, ds)
		if again, e := dsl.ParseLineSchedule(l.String()); err == nil && (e != nil || !again.Equal(l)) {
			t.Errorf("%q is %s, which is read as %s, %v", text, l, again, e)
		}
	})
}
