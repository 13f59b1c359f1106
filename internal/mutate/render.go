package main

import (
	"cmp"
	_ "embed"
	"go/ast"
	"slices"
	"strings"
)

//go:embed switch.go.txt
var switchSource string

// renderer writes a file with the switches of the mutants chosen in it.
type renderer struct {
	c      *collector
	groups []group // by beginning, the longer first
}

// group is the mutants of the same bytes, the innermost first.
type group struct {
	start, end int
	mutants    []*mutant
}

// render returns the text of a file with switches for its mutants among the chosen.
func render(p *pack, f *source, chosen []*mutant) string {
	r := renderer{c: &collector{pack: p, file: f}}
	for _, m := range chosen {
		if m.file != f.path {
			continue
		}
		i := slices.IndexFunc(r.groups, func(g group) bool { return g.start == m.start && g.end == m.end })
		if i < 0 {
			i = len(r.groups)
			r.groups = append(r.groups, group{start: m.start, end: m.end})
		}
		r.groups[i].mutants = append(r.groups[i].mutants, m)
	}
	slices.SortFunc(r.groups, func(a, b group) int { return cmp.Or(a.start-b.start, b.end-a.end) })
	for _, g := range r.groups {
		slices.SortStableFunc(g.mutants, func(a, b *mutant) int { return int(a.form) - int(b.form) })
	}
	return r.text(0, len(f.text), 0)
}

// text returns the bytes from start to end with the groups from the given one on that lie in them.
func (r *renderer) text(start, end, from int) string {
	var b strings.Builder
	for i := from; i < len(r.groups); i++ {
		g := r.groups[i]
		if g.start < start || g.end > end {
			continue
		}
		b.Write(r.c.file.text[start:g.start])
		inner := r.text(g.start, g.end, i+1)
		for _, m := range g.mutants {
			inner = m.wrap(m.id, r.part, inner)
		}
		b.WriteString(inner)
		start = g.end
	}
	b.Write(r.c.file.text[start:end])
	return b.String()
}

func (r *renderer) part(n ast.Node) string {
	return r.text(r.c.offset(n.Pos()), r.c.offset(n.End()), 0)
}

// lines returns the source lines that a mutant changes, before and after, trimmed and joined by spaces.
func (m *mutant) lines(text []byte) (before, after string) {
	begin := strings.LastIndexByte(string(text[:m.start]), '\n') + 1
	end := len(text)
	if i := strings.IndexByte(string(text[m.end:]), '\n'); i >= 0 {
		end = m.end + i
	}
	join := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	return join(string(text[begin:end])), join(string(text[begin:m.start]) + m.changed + string(text[m.end:end]))
}
