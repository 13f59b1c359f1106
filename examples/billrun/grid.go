package main

import (
	"bytes"
	"strings"
	"unicode"
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

func (g *grid) row(cells ...string) {
	for i := range cells {
		cells[i] = printable(cells[i])
	}
	g.rows = append(g.rows, gridRow{cells: cells})
}

func (g *grid) line(text string) { g.rows = append(g.rows, gridRow{plain: printable(text)}) }

// printableLines is [printable] for a text of several lines.
func printableLines(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = printable(lines[i])
	}
	return strings.Join(lines, "\n")
}

// printable replaces what would disturb a terminal or a table, whoever wrote it into the data: control characters, line breaks included, and
// those that turn the direction of writing.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp, unicode.Bidi_Control) {
			return utf8.RuneError
		}
		return r
	}, s)
}

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
