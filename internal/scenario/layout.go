package scenario

import (
	"strings"
	"unicode/utf8"
)

// indent is how far each step moves in.
const indent = "  "

// grid is rows of cells that are printed in columns, two spaces apart. Cells are aligned to the left, those of the columns in right to
// the right. A column that is empty everywhere is left out.
type grid struct {
	rows  [][]string
	right map[int]bool
}

func (t *grid) add(cells ...string) { t.rows = append(t.rows, cells) }

// lines returns the rows as text, without white space at their ends.
func (t *grid) lines() []string {
	var widths []int
	for _, row := range t.rows {
		for i, c := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(c))
		}
	}
	lines := make([]string, len(t.rows))
	for n, row := range t.rows {
		var b strings.Builder
		for i, c := range row {
			if widths[i] == 0 {
				continue
			}
			if b.Len() > 0 {
				b.WriteString(indent)
			}
			b.WriteString(pad(c, widths[i], t.right[i]))
		}
		lines[n] = strings.TrimRight(b.String(), " ")
	}
	return lines
}

func pad(s string, width int, right bool) string {
	space := strings.Repeat(" ", max(0, width-utf8.RuneCountInString(s)))
	if right {
		return space + s
	}
	return s + space
}

// section is a heading and the table beneath it, moved in; nothing where the table is empty.
func (t *grid) section(heading string) string {
	if len(t.rows) == 0 {
		return ""
	}
	return heading + "\n" + indent + strings.Join(t.lines(), "\n"+indent) + "\n"
}
