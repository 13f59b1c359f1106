package table

import (
	"fmt"
	"strconv"
	"strings"
)

// Finding is one thing that cannot be read.
type Finding struct {
	File    string
	Row     int    // line number in the file, the header being 1; 0: about the file as a whole
	Column  string // as the header has it; "": about the row as a whole
	Message string
}

// String returns the finding as one line, or more where the message has more.
func (f Finding) String() string {
	var b strings.Builder
	b.WriteString(f.File)
	if f.Row > 0 {
		b.WriteString(" row " + strconv.Itoa(f.Row))
	}
	if f.Column != "" {
		b.WriteString(", column " + f.Column)
	}
	return b.String() + ": " + f.Message
}

// Findings is everything that cannot be read, by file and row; at most 20, and how many there are beyond.
type Findings struct {
	List []Finding
	More int
}

// Error returns one line per finding.
func (f *Findings) Error() string {
	lines := make([]string, 0, len(f.List)+1)
	for _, one := range f.List {
		lines = append(lines, one.String())
	}
	if f.More > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", f.More))
	}
	return strings.Join(lines, "\n")
}

const maxFindings = 20

type findings struct {
	list []Finding
	more int
}

func (f *findings) add(one Finding) {
	if len(f.list) == maxFindings {
		f.more++
		return
	}
	f.list = append(f.list, one)
}

func (f *findings) result() *Findings { return &Findings{f.list, f.more} }

// quote returns the value as messages show it: quoted, and no longer than a line can bear.
func quote(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return strconv.Quote(s)
}
