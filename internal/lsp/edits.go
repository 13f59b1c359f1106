package lsp

import "strings"

// edit is new text for the bytes from start to end.
type edit struct {
	start, end int
	text       string
}

// spaceEdits returns the edits that turn a text into another one which differs in white space alone; ok is false where it differs in
// anything else. Runs of white space that are equal are left alone, and of others what they begin and end with.
func spaceEdits(before, after string) (edits []edit, ok bool) {
	i, j := 0, 0
	for {
		si, sj := spaceLen(before[i:]), spaceLen(after[j:])
		if before[i:i+si] != after[j:j+sj] {
			edits = append(edits, trimmed(before, edit{i, i + si, after[j : j+sj]}))
		}
		i, j = i+si, j+sj
		if i == len(before) || j == len(after) {
			return edits, i == len(before) && j == len(after)
		}
		if before[i] != after[j] {
			return nil, false
		}
		i, j = i+1, j+1
	}
}

func spaceLen(s string) int { return len(s) - len(strings.TrimLeft(s, " \t\r\n")) }

// trimmed leaves out of an edit what stays as it is. It divides neither a character nor a line break, within which no position lies.
func trimmed(before string, e edit) edit {
	old := before[e.start:e.end]
	n := 0
	for n < len(old) && n < len(e.text) && old[n] == e.text[n] {
		n++
	}
	for n > 0 && (!between(old, n) || !between(e.text, n)) {
		n--
	}
	e.start, e.text, old = e.start+n, e.text[n:], old[n:]
	n = 0
	for n < len(old) && n < len(e.text) && old[len(old)-1-n] == e.text[len(e.text)-1-n] {
		n++
	}
	for n > 0 && (!between(old, len(old)-n) || !between(e.text, len(e.text)-n)) {
		n--
	}
	e.end, e.text = e.end-n, e.text[:len(e.text)-n]
	if e.start > 0 && before[e.start-1] == '\r' && strings.HasPrefix(before[e.start:], "\n") { // the line break began before the edit
		e.start, e.text = e.start-1, "\r"+e.text
	}
	return e
}

// between reports whether an offset lies between two characters and not within a line break.
func between(s string, at int) bool {
	if at <= 0 || at >= len(s) {
		return true
	}
	return s[at]&0xc0 != 0x80 && (s[at] != '\n' || s[at-1] != '\r')
}

// wordEdits returns the edits that turn a text into another one, word by word where the texts are not too different, and otherwise a
// single one.
func wordEdits(before, after string) []edit {
	a, b := words(before), words(after)
	at := 0
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		at += len(a[0])
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a)*len(b) > maxCompared {
		old := strings.Join(a, "")
		return []edit{{at, at + len(old), strings.Join(b, "")}}
	}
	common := longestCommon(a, b)
	var edits []edit
	open := false // the last edit goes on
	for i, j := 0, 0; i < len(a) || j < len(b); {
		if i < len(a) && j < len(b) && a[i] == b[j] {
			at, open = at+len(a[i]), false
			i, j = i+1, j+1
			continue
		}
		if !open {
			edits, open = append(edits, edit{at, at, ""}), true
		}
		last := &edits[len(edits)-1]
		if j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1] {
			at += len(a[i])
			last.end = at
			i++
		} else {
			last.text += b[j]
			j++
		}
	}
	return edits
}

// maxCompared bounds the pairs of words that are compared.
const maxCompared = 1_000_000

// words splits a text into words, runs of spaces, line breaks and single signs.
func words(s string) []string {
	var list []string
	for s != "" {
		n := 1
		switch {
		case strings.HasPrefix(s, "\r\n"):
			n = 2
		case wordByte(s[0]):
			for n < len(s) && wordByte(s[n]) {
				n++
			}
		case s[0] == ' ':
			n = len(s) - len(strings.TrimLeft(s, " "))
		}
		list, s = append(list, s[:n]), s[n:]
	}
	return list
}

func wordByte(b byte) bool {
	return b >= 0x80 || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9'
}

// longestCommon returns the lengths of the longest common subsequences of the rests of a and b from i and j.
func longestCommon(a, b []string) [][]int32 {
	common := make([][]int32, len(a)+1)
	for i := range common {
		common[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if common[i][j] = max(common[i+1][j], common[i][j+1]); a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			}
		}
	}
	return common
}
