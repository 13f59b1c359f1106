package lsp

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// encoding says what the characters of a position count.
type encoding string

const (
	inUTF16 encoding = "utf-16" // code units; what every client can
	inUTF8  encoding = "utf-8"  // bytes
)

// units returns how many units a character takes that is n bytes long in the text.
func (e encoding) units(r rune, n int) int {
	switch {
	case e == inUTF8:
		return n
	case r > 0xffff:
		return 2
	}
	return 1
}

// text is a text and where its lines begin. Lines end in \n, \r\n or \r, as editors count them.
type text struct {
	string
	lines []int
}

func newText(s string) *text {
	t := &text{s, []int{0}}
	for i := range len(s) {
		if s[i] == '\n' || s[i] == '\r' && (i+1 == len(s) || s[i+1] != '\n') {
			t.lines = append(t.lines, i+1)
		}
	}
	return t
}

// line returns where a line begins and ends, its line break not included.
func (t *text) line(n int) (start, end int) {
	start, end = t.lines[n], len(t.string)
	if n+1 < len(t.lines) {
		end = t.lines[n+1]
		end = start + len(strings.TrimRight(t.string[start:end], "\r\n"))
	}
	return start, end
}

// offset returns the byte offset of a position. One beyond the end of its line is that end, one beyond the last line is the end of the
// text, and one within a character is the character's beginning.
func (t *text) offset(p position, e encoding) int {
	switch {
	case p.Line < 0:
		return 0
	case p.Line >= len(t.lines):
		return len(t.string)
	}
	at, end := t.line(p.Line)
	for left := p.Character; at < end; {
		r, n := utf8.DecodeRuneInString(t.string[at:end])
		if left -= e.units(r, n); left < 0 {
			break
		}
		at += n
	}
	return at
}

// position returns the position of a byte offset. One within a line break is the end of the line.
func (t *text) position(offset int, e encoding) position {
	offset = max(0, min(offset, len(t.string)))
	line := sort.Search(len(t.lines), func(i int) bool { return t.lines[i] > offset }) - 1
	at, end := t.line(line)
	p := position{Line: line}
	for end = min(end, offset); at < end; {
		r, n := utf8.DecodeRuneInString(t.string[at:end])
		p.Character += e.units(r, n)
		at += n
	}
	return p
}

func (t *text) rangeOf(start, end int, e encoding) textRange {
	return textRange{t.position(start, e), t.position(end, e)}
}

// edited returns the text after a change.
func (t *text) edited(c change, e encoding) (*text, *problem) {
	if c.Range == nil {
		return newText(c.Text), nil
	}
	start, end := t.offset(c.Range.Start, e), t.offset(c.Range.End, e)
	if start > end {
		return nil, problemf(invalidParams, "a range starts at %s, after its end at %s", c.Range.Start, c.Range.End)
	}
	return newText(t.string[:start] + c.Text + t.string[end:]), nil
}

// String returns the position as messages show it, counted from 0 like the client does.
func (p position) String() string { return fmt.Sprintf("%d:%d", p.Line, p.Character) }
