package main

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// style is how YAML writes a text.
type style int

const (
	plainStyle  style = iota
	singleStyle       // a quote is written twice
	doubleStyle       // with escapes
	blockStyle        // after | or >
)

// aligned says where a text stands in a file: where it starts, and for each byte of the text from where to where its character goes.
type aligned struct {
	start    int
	from, to []int
}

// offset returns where the character at an offset of the text stands. The end of the text is directly after its last character.
func (a aligned) offset(at int) int {
	switch {
	case at < len(a.from):
		return a.from[at]
	case len(a.to) == 0:
		return a.start
	}
	return a.to[len(a.to)-1]
}

// align walks through a text and the file that it was read from, beginning at the offset at. Both have the same characters in the same
// order, except that YAML folds, indents and drops white space and has other spellings for characters. It is false where they differ in
// anything else.
func align(text, source string, at int, how style) (aligned, bool) {
	a := aligned{at, make([]int, len(text)), make([]int, len(text))}
	for i := 0; i < len(text); {
		blanks := i
		for blanks < len(text) && isBlank(rune(text[blanks])) {
			blanks++
		}
		at = a.blanks(i, blanks, source, at, how)
		if i = blanks; i == len(text) {
			break
		}
		want, size := utf8.DecodeRuneInString(text[i:])
		got, length := read(source[at:], how)
		if got != want || length == 0 {
			return aligned{}, false
		}
		for range size {
			a.from[i], a.to[i] = at, at+length
			i++
		}
		at += length
	}
	return a, true
}

// blanks gives the white space of a text from start to end the white space that stands in the file, one by one and as far as it goes,
// and returns where that is over.
func (a aligned) blanks(start, end int, source string, at int, how style) int {
	for i := start; ; i++ {
		length := blank(source[at:], how)
		if i < end {
			a.from[i], a.to[i] = at, at+length
		}
		if length == 0 && i >= end {
			return at
		}
		at += length
	}
}

func isBlank(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }

// blank returns the length of the white space that the file has next: one character, or the escape for one; 0 where there is none.
func blank(source string, how style) int {
	if source == "" {
		return 0
	}
	if isBlank(rune(source[0])) {
		return 1
	}
	if how != doubleStyle || source[0] != '\\' {
		return 0
	}
	if strings.HasPrefix(source, "\\\n") {
		return 2
	}
	if strings.HasPrefix(source, "\\\r\n") {
		return 3
	}
	if r, length := escaped(source); isBlank(r) {
		return length
	}
	return 0
}

// read returns the character that the file has next and how many bytes spell it; 0 where there is none.
func read(source string, how style) (rune, int) {
	switch {
	case how == singleStyle && strings.HasPrefix(source, "''"):
		return '\'', 2
	case how == singleStyle && strings.HasPrefix(source, "'"):
		return 0, 0
	case how == doubleStyle && strings.HasPrefix(source, `"`):
		return 0, 0
	case how == doubleStyle && strings.HasPrefix(source, `\`):
		return escaped(source)
	}
	return utf8.DecodeRuneInString(source)
}

// escapes are the characters that YAML writes as a backslash and one other character.
var escapes = map[byte]rune{
	'0': 0, 'a': '\a', 'b': '\b', 't': '\t', '\t': '\t', 'n': '\n', 'v': '\v', 'f': '\f', 'r': '\r', 'e': 0x1b, ' ': ' ', '"': '"', '/': '/',
	'\\': '\\', 'N': 0x85, '_': 0xa0, 'L': 0x2028, 'P': 0x2029,
}

// escaped reads an escape of a double-quoted text.
func escaped(source string) (rune, int) {
	if len(source) < 2 {
		return 0, 0
	}
	digits, ok := map[byte]int{'x': 2, 'u': 4, 'U': 8}[source[1]]
	if !ok {
		r, ok := escapes[source[1]]
		if !ok {
			return 0, 0
		}
		return r, 2
	}
	if len(source) < 2+digits {
		return 0, 0
	}
	n, err := strconv.ParseUint(source[2:2+digits], 16, 32)
	if err != nil {
		return 0, 0
	}
	return rune(n), 2 + digits
}
