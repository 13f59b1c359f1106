package dsl

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// scanner cuts a text into tokens. It never fails: what it cannot use becomes a bad token, so that only the clause around it is lost.
type scanner struct {
	text   string
	pos    int
	tokens []token
	eol    int    // the end of the line at hand; see [scanner.lineEnd]
	listAt []bool // for each open bracket, whether it opens a list of values

	// What has been looked at in vain: up to here there is no address, and no number with commas.
	plainWords, plainNumbers int
}

// scan returns the tokens of text, the last of which is tokEOF.
func scan(text string) []token {
	s := scanner{text: text, tokens: make([]token, 0, len(text)/5+4)}
	if strings.HasPrefix(text, "\ufeff") {
		s.pos = len("\ufeff")
	}
	for s.pos < len(text) {
		s.next()
	}
	s.emit(tokEOF, s.pos)
	return s.tokens
}

func (s *scanner) emit(k tokenKind, end int) {
	s.tokens = append(s.tokens, token{kind: k, start: int32(s.pos), end: int32(end)})
	s.pos = end
}

func (s *scanner) bad(f flaw, end int) {
	if n := len(s.tokens); f == flawCharacter && n > 0 && s.tokens[n-1].flaw == f && int(s.tokens[n-1].end) == s.pos {
		s.tokens[n-1].end, s.pos = int32(end), end // one cause, one finding
		return
	}
	s.tokens = append(s.tokens, token{kind: tokBad, flaw: f, start: int32(s.pos), end: int32(end)})
	s.pos = end
}

var punctuation = [utf8.RuneSelf]tokenKind{
	'\n': tokNewline, '\r': tokNewline, ',': tokComma, ';': tokSemicolon, '{': tokLBrace, '}': tokRBrace,
	'(': tokLParen, ')': tokRParen, '[': tokLBrack, ']': tokRBrack,
}

func (s *scanner) next() {
	c := s.text[s.pos]
	switch {
	case c == ' ' || c == '\t' || c == '\r' && !breaksLine(s.text, s.pos):
		s.pos++
	case c >= '0' && c <= '9':
		s.number(s.pos)
	case c == '-' && s.startsNumber():
		s.number(s.pos + 1)
	case c == '"' || c == '\'':
		s.quoted(c)
	case c == '`':
		s.backquoted()
	case c == '#':
		s.emit(tokComment, s.lineEnd())
	case c < utf8.RuneSelf && isWordStart(rune(c)):
		s.word()
	case c < utf8.RuneSelf && punctuation[c] != tokEOF:
		s.bracket(c)
		s.emit(punctuation[c], s.pos+1)
	case c < utf8.RuneSelf:
		s.operator()
	default:
		s.foreign()
	}
}

// bracket keeps track of whether a comma would separate values.
func (s *scanner) bracket(c byte) {
	switch c {
	case '[':
		s.listAt = append(s.listAt, true)
	case '(':
		n := len(s.tokens)
		s.listAt = append(s.listAt, n > 0 && strings.EqualFold(s.text[s.tokens[n-1].start:s.tokens[n-1].end], "in"))
	case ']', ')':
		if n := len(s.listAt); n > 0 {
			s.listAt = s.listAt[:n-1]
		}
	}
}

// lineEnd returns the offset of the end of the line, without its line break.
func (s *scanner) lineEnd() int {
	if s.eol <= s.pos {
		s.eol = len(s.text)
		if i := strings.IndexAny(s.text[s.pos:], "\r\n"); i >= 0 {
			s.eol = s.pos + i
		}
	}
	return s.eol
}

// startsNumber reports whether the minus at the position belongs to a number.
func (s *scanner) startsNumber() bool {
	return s.pos+1 < len(s.text) && s.text[s.pos+1] >= '0' && s.text[s.pos+1] <= '9'
}

func (s *scanner) quoted(quote byte) {
	for i := s.pos + 1; i < len(s.text) && s.text[i] != '\n' && s.text[i] != '\r'; i++ {
		switch s.text[i] {
		case '\\':
			i++
			if i < len(s.text) && (s.text[i] == '\n' || s.text[i] == '\r') {
				s.bad(flawUnclosed, s.lineEnd())
				return
			}
		case quote:
			if !utf8.ValidString(s.text[s.pos : i+1]) {
				s.bad(flawEncoding, i+1)
				return
			}
			s.emit(tokText, i+1)
			return
		}
	}
	s.bad(flawUnclosed, s.lineEnd())
}

func (s *scanner) backquoted() {
	end := s.lineEnd()
	i := strings.IndexByte(s.text[s.pos+1:end], '`')
	switch {
	case i < 0:
		s.bad(flawBackquote, s.pos+1)
	case strings.TrimSpace(s.text[s.pos+1:s.pos+1+i]) == "":
		s.bad(flawBackquote, s.pos+2+i)
	case !utf8.ValidString(s.text[s.pos : s.pos+2+i]):
		s.bad(flawEncoding, s.pos+2+i)
	default:
		s.emit(tokQuoted, s.pos+2+i)
	}
}

func isWordStart(r rune) bool { return r == '_' || unicode.IsLetter(r) }

func isWordPart(r rune) bool {
	return r == '_' || r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r)
}

// run returns the end of the longest run of characters from pos that ok allows.
func (s *scanner) run(pos int, ok func(rune) bool) int {
	for pos < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[pos:])
		if r == utf8.RuneError && n == 1 || !ok(r) {
			break
		}
		pos += n
	}
	return pos
}

func (s *scanner) word() {
	end := s.run(s.pos, isWordPart)
	if end < len(s.text) {
		switch s.text[end] {
		case '/':
			if zone := s.run(end, isZonePart); zone > end+1 {
				s.emit(tokZone, zone)
				return
			}
		case '@', '.', '+':
			if s.address(end) {
				return
			}
		}
	}
	s.emit(tokWord, end)
}

// address takes the word at the position, which ends before a sign that addresses have, with all of the address that it begins.
func (s *scanner) address(word int) bool {
	if word < s.plainWords {
		return false
	}
	end := s.run(word, isAddressPart)
	if strings.IndexByte(s.text[word:end], '@') < 0 {
		s.plainWords = end
		return false
	}
	s.bad(flawAddress, s.pos+len(strings.TrimRight(s.text[s.pos:end], ".")))
	return true
}

func isZonePart(r rune) bool {
	return r == '/' || r == '+' || r < utf8.RuneSelf && isWordPart(r)
}

func isAddressPart(r rune) bool {
	return r == '@' || r == '.' || r == '+' || isWordPart(r)
}

// foreign handles what is not ASCII: letters, spaces that word processors make, typographic quotes, signs.
func (s *scanner) foreign() {
	r, n := utf8.DecodeRuneInString(s.text[s.pos:])
	switch {
	case r == utf8.RuneError && n == 1:
		end := s.pos
		for end < len(s.text) {
			if r, n := utf8.DecodeRuneInString(s.text[end:]); r != utf8.RuneError || n != 1 {
				break
			}
			end++
		}
		s.bad(flawEncoding, end)
	case isWordStart(r):
		s.word()
	case unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
		s.pos += n
	case strings.ContainsRune(typographic, r):
		s.typographicText(n)
	case strings.ContainsRune("≠≤≥", r):
		s.bad(flawOperator, s.pos+n)
	case unicode.Is(unicode.Sc, r):
		s.bad(flawCurrency, s.pos+n)
	default:
		s.bad(flawCharacter, s.pos+n)
	}
}

const typographic = "“”„‟«»‘’‚‛‹›"

// typographicText takes everything up to the next typographic quote of the line, or the one quote where there is none.
func (s *scanner) typographicText(n int) {
	line := s.text[s.pos+n : max(s.lineEnd(), s.pos+n)]
	if i := strings.IndexAny(line, typographic); i >= 0 {
		_, m := utf8.DecodeRuneInString(line[i:])
		s.bad(flawTypographic, s.pos+n+i+m)
		return
	}
	s.bad(flawTypographic, s.pos+n)
}

func (s *scanner) operator() {
	end := s.pos
	for end < len(s.text) && end < s.pos+3 && strings.IndexByte("=!<>&|~", s.text[end]) >= 0 {
		end++
	}
	switch op := s.text[s.pos:end]; op {
	case "=", "!=", "<", "<=", ">", ">=":
		s.emit(tokOp, end)
	case "":
		if end := s.foreignComment(); end > 0 {
			s.bad(flawComment, end)
			return
		}
		if s.text[s.pos] == '$' {
			s.bad(flawCurrency, s.pos+1)
			return
		}
		s.bad(flawCharacter, s.pos+1)
	default:
		s.bad(flawOperator, end)
	}
}

// foreignComment returns the end of a comment as other languages have it, 0 where there is none.
func (s *scanner) foreignComment() int {
	end := s.lineEnd()
	switch line := s.text[s.pos:end]; {
	case strings.HasPrefix(line, "/*"):
		if i := strings.Index(line, "*/"); i >= 0 {
			return s.pos + i + len("*/")
		}
		return end
	case strings.HasPrefix(line, "//"), strings.HasPrefix(line, "-- "):
		return end
	}
	return 0
}
