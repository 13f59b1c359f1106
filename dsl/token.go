package dsl

// tokenKind is the kind of a token as the scanner sees it, before any clause gives it a meaning.
type tokenKind uint8

const (
	tokEOF tokenKind = iota
	tokNewline
	tokComment
	tokComma
	tokSemicolon
	tokLBrace
	tokRBrace
	tokLParen
	tokRParen
	tokLBrack
	tokRBrack
	tokWord
	tokQuoted // a word in backquotes
	tokText
	tokNumber
	tokOrdinal // 15th
	tokDate
	tokTime
	tokZone
	tokOp
	tokBad // see token.flaw
)

// flaw says why a token is bad. Each has a message of its own, written where findings are made.
type flaw uint8

const (
	flawNone        flaw = iota
	flawUnclosed         // text without its closing quote
	flawTypographic      // “text”
	flawOperator         // ==, &&, <>
	flawGrouping         // 1,000
	flawCharacter        // a character that means nothing here
	flawAddress          // a@b.se
	flawEncoding         // bytes that are not UTF-8
	flawGlued            // 30days
	flawClock            // 10pm
	flawDate             // 31/12/2026
	flawInstant          // 2026-01-01T10:00
	flawBackquote        // a backquote without its partner
	flawCurrency         // $ or €
	flawComment          // a comment of another language: //, /* */, --
)

// token is a piece of text. Offsets are bytes.
type token struct {
	kind       tokenKind
	flaw       flaw
	start, end int32
}

// source is a text and its tokens. It never changes once it is scanned.
type source struct {
	name   string
	text   string
	tokens []token // comments and newlines included; the last is tokEOF
}

// textOf returns the text of token i.
func (s *source) textOf(i int) string { return s.text[s.tokens[i].start:s.tokens[i].end] }

// slice returns the text from token first up to, not including, token last; "" where there is none.
func (s *source) slice(first, last int) string {
	if first >= last {
		return ""
	}
	return s.text[s.tokens[first].start:s.tokens[last-1].end]
}

// unquote returns what a text or backquoted word says: without its quotes and with its escapes resolved.
func unquote(raw string) string {
	if len(raw) < 2 {
		return ""
	}
	raw = raw[1 : len(raw)-1]
	for i := 0; i < len(raw); i++ {
		if raw[i] == '\\' {
			return unescape(raw, i)
		}
	}
	return raw
}

// unescape resolves the escapes of raw, the first of which is at i. `\n`, `\r` and `\t` are a newline, a carriage return and a tab; any other escaped character
// is itself.
func unescape(raw string, i int) string {
	out := append(make([]byte, 0, len(raw)), raw[:i]...)
	for ; i < len(raw); i++ {
		if raw[i] != '\\' || i+1 == len(raw) {
			out = append(out, raw[i])
			continue
		}
		i++
		switch raw[i] {
		case 'n':
			out = append(out, '\n')
		case 'r':
			out = append(out, '\r')
		case 't':
			out = append(out, '\t')
		default:
			out = append(out, raw[i])
		}
	}
	return string(out)
}
