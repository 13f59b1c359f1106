package invoice

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// foldText makes text comparable: Unicode case folding and NFC, so that "Åsa" typed in two ways, and "ÅSA", are one name.
func foldText(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	return norm.NFC.String(cases.Fold().String(norm.NFC.String(s)))
}

// SameText reports whether two texts compare equal in rules: case-folded and NFC-normalised.
func SameText(a, b string) bool { return equalFolded(a, foldText(b)) }

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// equalFolded reports whether s folds to want, without allocating where s is ASCII.
func equalFolded(s, want string) bool {
	if isASCII(s) {
		return len(s) == len(want) && equalLower(s, want)
	}
	return foldText(s) == want
}

// equalLower compares ASCII s, lowered, with want, which is as long.
func equalLower(s, want string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != want[i] {
			return false
		}
	}
	return true
}

// matchFolded applies a partial test to s folded.
func matchFolded(op MatchOp, s, want string) bool {
	switch op {
	case StartsWith:
		if isASCII(s) {
			return len(s) >= len(want) && equalLower(s[:len(want)], want)
		}
		return strings.HasPrefix(foldText(s), want)
	case EndsWith:
		if isASCII(s) {
			return len(s) >= len(want) && equalLower(s[len(s)-len(want):], want)
		}
		return strings.HasSuffix(foldText(s), want)
	}
	return strings.Contains(foldText(s), want)
}
