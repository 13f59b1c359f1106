package main

import (
	"go/importer"
	"go/token"
	"slices"
	"strings"
	"testing"
)

const around = `package p
type day int
func (d day) Before(o day) bool { panic(0) }
func (d day) Compare(o day) int { panic(0) }
type unit string
func (u unit) String() string { if u == "" { return "none" }; return "some" }
func call() {}
func try() (int, error) { panic(0) }
func wrap(err error) error { panic(0) }
const fixed = 3 + 4
`

// parsed checks a package of one file that holds the text behind what the operators need around it.
func parsed(t *testing.T, text string) *pack {
	t.Helper()
	p := &pack{folder: "p", name: "p", set: token.NewFileSet()}
	if err := p.parse("p/p.go", []byte(around+text)); err != nil {
		t.Fatal(err)
	}
	if err := p.check("p", importer.Default()); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestEachOperatorChangesWhatItSays(t *testing.T) {
	tests := []struct{ name, head, line, want string }{
		{"less", "(a, b int)", "_ = a < b", "boundary: _ = a <= b"},
		{"less or equal", "(a, b string)", "_ = a <= b", "boundary: _ = a < b"},
		{"greater", "(a, b int)", "_ = a > b", "boundary: _ = a >= b"},
		{"greater or equal", "(a, b int)", "_ = a >= b", "boundary: _ = a > b"},
		{"the bound of a comparison moves the other way only", "(a int)", "_ = a < 5", "boundary: _ = a <= 5; constant-1: _ = a < 4"},
		{"a bound on the left", "(a int)", "_ = 5 < a", "boundary: _ = 5 <= a; constant+1: _ = 6 < a"},
		{"equal", "(a, b int)", "_ = a == b", "equality: _ = a != b"},
		{"a condition that is an equality is negated once", "(e error)", "if e != nil { return }", "equality: if e == nil { return }"},
		{"a condition", "(b bool)", "if b { return }", "negate: if !(b) { return }"},
		{"not", "(b bool)", "if !b { return }", "drop not: if b { return }"},
		{"and", "(a, b bool)", "_ = a && b", "and-or: _ = a || b; drop left: _ = b; drop right: _ = a"},
		{"or", "(a, b bool)", "_ = a || b", "and-or: _ = a && b; drop left: _ = b; drop right: _ = a"},
		{"sum", "(a, b int)", "_ = a + b", "arithmetic: _ = a - b"},
		{"text is not added to", "(a, b string)", "_ = a + b", ""},
		{"remainder", "(a, b int)", "_ = a % b", "arithmetic: _ = a / b"},
		{"bits", "(a, b uint8)", "_ = a & b", "bits: _ = a | b"},
		{"number", "() (n day)", "return 7", "constant+1: return 8; constant-1: return 6"},
		{"negative number", "() int", "return -1", "constant+1: return -2; constant-1: return -0; drop minus: return 1"},
		{"constants stay", "() int", "const n = 3; return fixed + n", ""},
		{"sizes of arrays stay", "()", "var a [3]int; _ = a", ""},
		{"space set aside stays", "(n int)", "_ = make([]int, n, 8)", ""},
		{"messages stay", "(n int)", "if n == n { panic(n + 1) }", "equality: if n != n { panic(n + 1) }"},
		{"tables", "", "var t = []int{9}", "constant+1: var t = []int{10}; constant-1: var t = []int{8}"},
		{"truth", "() bool", "return true", "return: return false"},
		{"answer", "(a, b int) bool", "return a < b", "boundary: return a <= b; return: return !(a < b)"},
		{"error", "() (int, error)", "n, err := try(); return n, wrap(err)", "error: n, err := try(); return n, nil"},
		{"call", "()", "call()", "remove:"},
		{"assignment", "(a int)", "a = a", "remove:"},
		{"definition stays", "(a int)", "b := a; _ = b", ""},
		{"added to", "(a, b int)", "a += b", "arithmetic: a -= b; remove:"},
		{"counted", "(a int)", "a++", "arithmetic: a--; remove:"},
		{"the head of a loop stays", "(n int)", "for i := n; ; i++ {}", ""},
		{"continue", "(n int) { for range n {|}", "continue", "branch: break"},
		{"break", "(n int) { for range n {|}", "break", "branch: continue"},
		{"label", "(n int) { out: for range n { for range n {|} }", "continue out", "branch: break out"},
		{"a break out of a switch", "(n int) { switch {|}", "default: break", ""},
		{"larger", "(a, b int)", "_ = max(a, b)", "min-max: _ = min(a, b)"},
		{"order", "(a, b day)", "_ = a.Compare(b)", "order: _ = -a.Compare(b)"},
		{"before", "(a, b day)", "_ = a.Before(b)", "boundary: _ = !(b).Before(a)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			source := test.line
			if head, tail, nested := strings.Cut(test.head, "|"); nested {
				source = "func f" + head + "\n" + test.line + "\n" + tail + "}"
			} else if head != "" {
				source = "func f" + head + " {\n" + test.line + "\n}"
			}
			p := parsed(t, source)
			var got []string
			for _, m := range collect([]*pack{p}) {
				if before, after := m.lines(p.files[0].text); before == test.line {
					got = append(got, strings.TrimSpace(m.op+": "+after))
				}
			}
			slices.Sort(got)
			if s := strings.Join(got, "; "); s != test.want {
				t.Errorf("got  %s\nwant %s", s, test.want)
			}
		})
	}
}

func TestASwitchHoldsTheSourceAndTheChange(t *testing.T) {
	tests := []struct{ name, source, op, want string }{
		{"operands", "func f(a, b int) bool { return a < b }", "boundary", "return mutLess(1, a, b)"},
		{"condition", "func f(a, b bool) bool { return a && b }", "and-or", "return (mutIs(1) && (a || b) || !mutIs(1) && (a && b))"},
		{"opposite", "func f(a, b int) bool { return a == b }", "equality", "return ((a == b) != mutIs(1))"},
		{"number of a defined type", "func f() day { return 7 }", "constant+1", "return mutOff(1, 1, day(7))"},
		{"statement", "func f() { call() }", "remove", "{ if !mutIs(1) { call() } }"},
		{"error", "func f(err error) error { return err }", "error", "return mutNil(1, err)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := parsed(t, test.source)
			chosen := slices.DeleteFunc(collect([]*pack{p}), func(m *mutant) bool { return m.op != test.op })
			chosen[0].id = 1
			if got := render(p, p.files[0], chosen[:1]); !strings.Contains(got, test.want) {
				t.Errorf("no %s in\n%s", test.want, strings.TrimPrefix(got, around))
			}
		})
	}
}

func TestSwitchesStandInsideOneAnother(t *testing.T) {
	p := parsed(t, "func f(a, b int) bool { return a < 5 && !(b == a+1) }")
	all := collect([]*pack{p})
	sample(all, 1, 0)
	text := render(p, p.files[0], all)
	for _, m := range all {
		if n := strings.Count(text, "("+itoa(m.id)+",") + strings.Count(text, "mutIs("+itoa(m.id)+")"); n == 0 {
			t.Errorf("no switch for %s", m.key())
		}
	}
	again := &pack{folder: "p", name: "p", set: token.NewFileSet()}
	if err := again.parse("p/p.go", []byte(text)); err != nil {
		t.Fatal(err)
	}
}
