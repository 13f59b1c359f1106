package main

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// grid is a table for a fixed-width font. Rows may be followed by plain lines, which belong to no column.
type grid struct {
	right map[int]bool // columns that are aligned right
	rows  []gridRow
}

type gridRow struct {
	cells []string // nil: plain
	plain string
}

func newGrid(rightAligned ...int) *grid {
	g := &grid{right: make(map[int]bool)}
	for _, c := range rightAligned {
		g.right[c] = true
	}
	return g
}

func (g *grid) row(cells ...string) { g.rows = append(g.rows, gridRow{cells: cells}) }
func (g *grid) line(text string)    { g.rows = append(g.rows, gridRow{plain: text}) }

// writeTo writes the rows, each indented, with two spaces between columns and none at the end of a line. A column without any text takes
// no space.
func (g *grid) writeTo(out *bytes.Buffer, indent string) {
	var widths []int
	for _, r := range g.rows {
		for i, c := range r.cells {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(c))
		}
	}
	for _, r := range g.rows {
		if r.cells == nil {
			out.WriteString(strings.TrimRight(r.plain, " ") + "\n")
			continue
		}
		var b strings.Builder
		b.WriteString(indent)
		for i, c := range r.cells {
			if widths[i] == 0 {
				continue
			}
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c))
			if g.right[i] {
				c = pad + c
			} else {
				c += pad
			}
			b.WriteString(c + "  ")
		}
		out.WriteString(strings.TrimRight(b.String(), " ") + "\n")
	}
}
