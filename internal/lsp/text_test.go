package lsp

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

func TestPositions(t *testing.T) {
	// Lines: "a€😀", "", "b", "", "c"; the last but one is between \n and \r.
	text := newText("a€😀\r\n\r\nb\n\rc")
	for _, tt := range []struct {
		name    string
		at      position
		in16    int
		in8     int
		back    position // of in16
		comment string
	}{
		{"beginning", position{0, 0}, 0, 0, position{0, 0}, ""},
		{"behind a wide sign", position{0, 2}, 4, 1, position{0, 2}, "in bytes 2 is within the sign"},
		{"within a pair", position{0, 3}, 4, 1, position{0, 2}, ""},
		{"end of the line", position{0, 4}, 8, 4, position{0, 4}, ""},
		{"beyond the end of the line", position{0, 99}, 8, 8, position{0, 4}, "before the line break"},
		{"empty line", position{1, 3}, 10, 10, position{1, 0}, ""},
		{"after a line feed", position{3, 5}, 14, 14, position{3, 0}, ""},
		{"after a carriage return", position{4, 1}, 16, 16, position{4, 1}, ""},
		{"beyond the last line", position{5, 0}, 16, 16, position{4, 1}, ""},
		{"before the first line", position{-1, 7}, 0, 0, position{0, 0}, ""},
		{"before the first column", position{2, -7}, 12, 12, position{2, 0}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := text.offset(tt.at, inUTF16); got != tt.in16 {
				t.Errorf("%s in UTF-16 is %d, want %d %s", tt.at, got, tt.in16, tt.comment)
			}
			if got := text.offset(tt.at, inUTF8); got != tt.in8 {
				t.Errorf("%s in UTF-8 is %d, want %d %s", tt.at, got, tt.in8, tt.comment)
			}
			if got := text.position(tt.in16, inUTF16); got != tt.back {
				t.Errorf("%d is %s, want %s", tt.in16, got, tt.back)
			}
		})
	}
	if got := text.position(9, inUTF16); got != (position{0, 4}) {
		t.Errorf("within a line break is %s, want the end of the line", got)
	}
}

// editor is a text as a client keeps it: in UTF-16, with its own idea of lines.
type editor []uint16

func newEditor(s string) editor { return utf16.Encode([]rune(s)) }

func (e editor) String() string { return string(utf16.Decode(e)) }

// place moves an index to a place where a cursor can stand, and returns its position.
func (e editor) place(at int, enc encoding) (int, position) {
	at = max(0, min(at, len(e)))
	for at > 0 && at < len(e) && (e[at-1] == '\r' && e[at] == '\n' || utf16.IsSurrogate(rune(e[at-1])) && e[at-1] < 0xdc00) {
		at--
	}
	p, start := position{}, 0
	for i, u := range e[:at] {
		if u == '\n' || u == '\r' && (i+1 == len(e) || e[i+1] != '\n') {
			p.Line, start = p.Line+1, i+1
		}
	}
	if p.Character = at - start; enc == inUTF8 {
		p.Character = len(e[start:at].String())
	}
	return at, p
}

// index returns the index of a position.
func (e editor) index(p position, enc encoding) int {
	for i := range len(e) + 1 {
		if at, q := e.place(i, enc); at == i && q == p {
			return i
		}
	}
	return -1
}

// apply applies edits that are all about the text as it is, the last one first.
func (e editor) apply(edits []textEdit, enc encoding) (string, bool) {
	for _, x := range slices.Backward(edits) {
		from, to := e.index(x.Range.Start, enc), e.index(x.Range.End, enc)
		if from < 0 || to < from {
			return "", false
		}
		e = slices.Concat(e[:from], newEditor(x.NewText), e[to:])
	}
	return e.String(), true
}

func TestEditsAreMinimal(t *testing.T) {
	for _, tt := range []struct {
		name, before, after string
		want                []edit
	}{
		{"nothing", "a b", "a b", nil},
		{"space between words", "a   b\n", "a b\n", []edit{{2, 4, ""}}},
		{"space at the end", "a", "a\n", []edit{{1, 1, "\n"}}},
		{"space at the beginning", "  a", "a", []edit{{0, 2, ""}}},
		{"empty lines", "a\n\n\n\nb", "a\n\nb", []edit{{3, 5, ""}}},
		{"Windows line breaks stay whole", "a\r\n\r\n\r\nb", "a\r\n\r\nb", []edit{{5, 7, ""}}},
		{"line breaks of the other kind", "a\r\nb", "a\nb", []edit{{1, 3, "\n"}}},
		{"lone carriage return", "a\r\n", "a\n\n", []edit{{1, 3, "\n\n"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := spaceEdits(tt.before, tt.after)
			if !ok || !slices.Equal(got, tt.want) {
				t.Errorf("got %+v, %t, want %+v", got, ok, tt.want)
			}
		})
	}
	if _, ok := spaceEdits("a b", "a c"); ok {
		t.Error("words that differ count as white space")
	}
	words := []edit{{0, 6, "monthly"}, {15, 15, ", draft"}}
	if got := wordEdits("montly on  last, x", "monthly on  last, draft, x"); !slices.Equal(got, words) {
		t.Errorf("got %+v, want %+v", got, words)
	}
	long := strings.Repeat("a b ", 2000)
	if got := wordEdits("x "+long+"y", "x "+strings.Repeat("c d ", 2000)+"y"); len(got) != 1 || got[0].start != 2 || got[0].end != len(long)+1 {
		t.Errorf("texts that differ much have %d edits", len(got))
	}
}
