package invoice

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// foldText makes text comparable: Unicode case folding and NFC, so that "Åsa" typed in two ways, and "ÅSA", are one name.
func foldText(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	return string(foldInto(nil, s))
}

// SameText reports whether two texts compare equal in rules: case-folded and NFC-normalised.
func SameText(a, b string) bool { return a == b || equalFolded(a, foldText(b)) }

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// foldBuffer is how long a text may be, in bytes, that is folded without allocating. It must be ASCII, too, or such letters as foldsToLower
// knows.
const foldBuffer = 64

// foldInto returns s folded, in buf if it fits.
func foldInto(buf []byte, s string) []byte {
	b := buf[:0]
	for _, r := range s {
		if !foldsToLower(r) {
			return append(buf[:0], norm.NFC.String(cases.Fold().String(norm.NFC.String(s)))...)
		}
		b = utf8.AppendRune(b, unicode.ToLower(r))
	}
	return b
}

// foldsToLower reports whether r is one of the letters that fold, among others of them, to their lower case: ASCII and, but for three, the accented
// letters of the languages of Europe.
func foldsToLower(r rune) bool {
	return r < utf8.RuneSelf || 'À' <= r && r <= 'ž' && r != 'ß' && r != 'İ' && r != 'ŉ'
}

// equalFolded reports whether s folds to want.
func equalFolded(s, want string) bool {
	if len(s) == len(want) && equalLower(s, want) {
		return true
	}
	var b [foldBuffer]byte
	return !isASCII(s) && string(foldInto(b[:], s)) == want
}

// equalLower reports whether s is ASCII that is want, which is as long, in some case.
func equalLower(s, want string) bool {
	for i := range len(s) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != want[i] || c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// oneOfFolded reports whether s folds to one of keys.
func oneOfFolded(keys []string, s string) bool {
	for _, k := range keys {
		if len(s) == len(k) && equalLower(s, k) {
			return true
		}
	}
	if isASCII(s) {
		return false
	}
	var b [foldBuffer]byte
	folded := foldInto(b[:], s)
	for _, k := range keys {
		if string(folded) == k {
			return true
		}
	}
	return false
}

// inFolded reports whether s folds to one of a set.
func inFolded(set map[string]bool, s string) bool {
	var b [foldBuffer]byte
	return set[string(foldInto(b[:], s))]
}

// matchFolded applies a partial test to s folded.
func matchFolded(op MatchOp, s, want string) bool {
	long := op == Contains && len(want) > 32 // where looking at every place would take time
	if long || !isASCII(s) {
		var b [foldBuffer]byte
		folded := string(foldInto(b[:], s))
		switch op {
		case StartsWith:
			return strings.HasPrefix(folded, want)
		case EndsWith:
			return strings.HasSuffix(folded, want)
		}
		return strings.Contains(folded, want)
	}
	first, last := 0, len(s)-len(want)
	switch op {
	case StartsWith:
		last = min(last, 0)
	case EndsWith:
		first = max(last, 0)
	}
	for i := first; i <= last; i++ {
		if equalLower(s[i:i+len(want)], want) {
			return true
		}
	}
	return false
}
