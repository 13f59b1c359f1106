package dsl

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Completion is something that can be written at a place.
type Completion struct {
	Text   string // what to write
	Kind   CompletionKind
	Detail string // a few words about it
}

// CompletionKind says what a [Completion] is.
type CompletionKind string

// The kinds of completions.
const (
	CompleteClause CompletionKind = "clause" // the first word of a clause
	CompleteWord   CompletionKind = "word"   // a word of the clause at hand
	CompleteField  CompletionKind = "field"  // a field of the host
	CompleteValue  CompletionKind = "value"  // a choice, status, user, calendar or known text
	CompletePlace  CompletionKind = "place"  // something that has no one text, such as a date: Text describes it
)

// Complete returns what can be written at a byte offset of a text: what is valid there and begins with what stands directly before the
// offset, and the span that it replaces. That is a word, a quoted text from its quote on, or, for names of several words, all of them.
// Clauses after the offset do not count. Within a comment there is nothing to write. An offset outside the text is moved to its end.
func Complete(text string, offset int, opts ...Option) (list []Completion, replace Span) {
	defer func() {
		if recover() != nil {
			list, replace = nil, Span{} // an editor is better off without completions
		}
	}()
	if offset < 0 || offset > len(text) {
		offset = len(text)
	}
	if offset > MaxDocument {
		return nil, Span{}
	}
	start, end, quote := placeAt(text, offset)
	if start >= 0 {
		src := &source{name: "rule", text: text[:start]}
		src.tokens = scan(src.text)
		c := completer{
			parser: parser{findings: &findings{src: src}, doc: &Document{src: src}}, env: envOf(opts), quote: quote,
			written: text[start:offset], start: start, end: len(src.tokens) - 1,
			seen: map[*clauseKind]bool{},
		}
		if quote != 0 { // whether a clause begins before a text depends on there being one
			src.tokens = slices.Insert(src.tokens, c.end, token{kind: tokText, start: int32(start), end: int32(start)})
		}
		c.find()
		list, start = c.list, c.start
	} else {
		start = offset
	}
	prefix := text[start:offset]
	list = slices.DeleteFunc(list, func(k Completion) bool {
		return !k.goesOn(prefix) || k.Kind == CompletePlace && prefix != "" || k.Kind != CompleteValue && quote != 0
	})
	replace = Span{Start: start, End: end}
	(&source{text: text}).locate(&replace)
	return list, replace
}

// goesOn reports whether a completion begins with what is written, in any spelling of names.
func (k Completion) goesOn(prefix string) bool {
	return strings.HasPrefix(fold(k.Text), fold(prefix)) ||
		k.Kind == CompleteField && strings.HasPrefix(foldName(strings.Trim(k.Text, "`")), foldName(prefix))
}

// placeAt returns what stands directly before an offset and is to be completed: from where to where it goes, and the quote that it begins
// with, 0 for none. Within a comment start is -1.
func placeAt(text string, offset int) (start, end int, quote byte) {
	tokens := scan(text[:offset])
	if n := len(tokens) - 1; n > 0 && int(tokens[n-1].end) == offset {
		last := tokens[n-1]
		switch {
		case last.kind == tokComment:
			return -1, offset, 0
		case last.kind == tokBad && last.flaw == flawUnclosed:
			start, end = int(last.start), offset
			rest := scan(text[start:])[0]
			if after := start + int(rest.end); rest.kind == tokText && !startsWithWord(text[after:]) {
				end = after // the closing quote is there already
			}
			return start, end, text[start]
		}
	}
	for start = offset; start > 0; {
		r, n := utf8.DecodeLastRuneInString(text[:start])
		if !isWordPart(r) {
			break
		}
		start -= n
	}
	return start, offset, 0
}

// startsWithWord reports whether a text begins with a letter or digit: what seems to be a closing quote opens another text then.
func startsWithWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && isWordPart(r)
}

// completer collects what can stand after the tokens of a text.
type completer struct {
	parser
	env      *Env
	list     []Completion
	quote    byte                 // the open quote, 0 where none is
	written  string               // what is there of the word at hand
	start    int                  // where it begins
	end      int                  // the index after the last token
	options  []string             // the clauses of the host before it
	schedule int                  // where the clause at hand begins, of which a schedule has several pieces
	seen     map[*clauseKind]bool // the clauses before the one at hand, and the pieces of its schedule
}

func (c *completer) add(kind CompletionKind, detail string, texts ...string) {
	for _, t := range texts {
		if !slices.ContainsFunc(c.list, func(k Completion) bool { return k.Text == t }) {
			c.list = append(c.list, Completion{t, kind, detail})
		}
	}
}

// values adds values: in the quotes that are open, bare where they can be and bare is true, and otherwise in quotes.
func (c *completer) values(detail string, bare bool, texts ...string) {
	for _, t := range texts {
		switch {
		case c.quote == '\'':
			t = "'" + singleEscapes.Replace(t) + "'"
		case c.quote != 0 || !bare:
			t = quoteText(t)
		default:
			t = quoteIfNeeded(t)
		}
		c.add(CompleteValue, detail, t)
	}
}

var singleEscapes = strings.NewReplacer(`\`, `\\`, `'`, `\'`, "\n", `\n`, "\r", `\r`, "\t", `\t`)

// find completes the last clause of the text.
func (c *completer) find() {
	first, end := 0, c.end
	inBlock, blocks := false, false // now, and before
	for i := range end {
		switch c.kind(i) {
		case tokLBrace:
			first, inBlock, blocks = i+1, true, true
		case tokRBrace:
			first, inBlock = i+1, false
		}
	}
	c.seen[nameClause] = inBlock // which has its name before the brace
	if !inBlock && c.startsLanguageAt(first, end) {
		first = c.after(first) + 2
	}
	b := &body{first: first, last: end}
	start := first
	for {
		e := c.clauseEnd(start, b)
		if e >= end {
			break
		}
		c.note(start, e)
		start = e + 1
	}
	from, last := c.trim(start, end)
	loose, _ := c.trim(first, end)
	switch {
	case from < last && !inBlock && c.word(from) == "rule":
		if last == from+1 {
			c.add(CompletePlace, "", "a name in quotes")
		}
	case from < last && !inBlock && c.word(from) == "language" && last == from+1 && loose == from && !blocks:
		c.add(CompleteWord, "the only language there is", "1")
		c.clause(from, last)
	case from < last:
		c.clause(from, last)
	case inBlock:
		c.heads()
	default:
		if loose >= end || c.onlySeparators(first, end) {
			c.declarations(blocks || first > 0)
		}
		if !blocks {
			c.heads()
		}
	}
}

// note takes note of a clause that is there already.
func (c *completer) note(first, last int) {
	first, last = c.trim(first, last)
	if first >= last {
		return
	}
	kind := c.kindOf(first)
	c.seen[kind] = true
	if kind == optionClause {
		c.options = append(c.options, foldName(c.src.slice(first, last)))
	}
	for i := first + 1; i < last && kind != nil && (kind == scheduleClause || kind.timing); i++ {
		if c.startsTiming(i, first) {
			first = i
			c.seen[c.kindOf(i)] = true
		}
	}
}

// startsLanguageAt reports whether the text outside blocks begins with `language 1`.
func (c *completer) startsLanguageAt(first, end int) bool {
	i := c.after(first)
	return i+1 < end && c.word(i) == "language" && c.kind(i+1) == tokNumber
}

// onlySeparators reports whether there is no clause between two tokens.
func (c *completer) onlySeparators(first, last int) bool {
	for i := first; i < last; i++ {
		switch c.kind(i) {
		case tokNewline, tokComment, tokComma, tokSemicolon:
		default:
			return false
		}
	}
	return true
}

// declarations completes a line of a document outside the braces.
func (c *completer) declarations(begun bool) {
	c.add(CompleteClause, `rule "Monthly" { … }`, "rule")
	c.add(CompleteClause, "clauses for the rules that have none of their own", "defaults")
	if !begun {
		c.add(CompleteClause, "language 1", "language")
	}
}

// clause completes the clause that the tokens from first to last begin.
func (c *completer) clause(first, last int) {
	kind := c.kindOf(first)
	switch {
	case kind == nil:
	case kind == optionClause:
		c.option(first, last)
	case kind == whereClause:
		c.where(first, last)
	default:
		if kind == scheduleClause || kind.timing {
			c.note(first, last)
			c.schedule = first
			for i := first + 1; i < last; i++ {
				if c.startsTiming(i, first) {
					first = i
				}
			}
			kind = c.kindOf(first)
		} else {
			c.schedule = first
		}
		c.inClause(kind, first, last)
	}
}

// inClause completes within a clause.
func (c *completer) inClause(kind *clauseKind, first, last int) {
	fits, named := c.viable(kind, first, last), false
	for _, k := range fits {
		switch {
		case k.class == classWord && len(k.words) == 0 && kind.grammar.mode != phrases:
			named = true
		case len(k.words) == 0:
			if k.class != classPunct && k.class != classOp {
				c.add(CompletePlace, "", k.text)
			}
		default:
			words := c.standing(kind, first, last, offered(k.words))
			if kind.grammar.mode == phrases {
				words = slices.DeleteFunc(words, func(w string) bool { return c.senseless(last, w) })
			}
			c.add(CompleteWord, "", words...)
		}
	}
	if named {
		c.names(kind, first, last)
	}
	if slices.ContainsFunc(fits, func(k candidate) bool { return k.class == classText }) {
		c.texts(kind, last)
	}
	if (kind == scheduleClause || kind.timing) && c.complete(kind, first, last) {
		for _, k := range clauseKinds {
			if k.timing && !c.seen[k] && (k != zoneClause || !slices.Contains([]string{"at", "in", "except", "only"}, c.word(first))) {
				c.add(CompleteWord, k.example, k.heads[0])
			}
		}
	}
}

// senseless reports whether the words of a clause up to token last can go on with a word by their syntax, and yet mean nothing with it: no
// month is a day, and what runs once runs on dates.
func (c *completer) senseless(last int, word string) bool {
	before := c.src.slice(c.schedule, last) + " "
	doc, _ := Parse("", before+word)
	_, err := c.env.Check(doc)
	found, _ := err.(Diagnostics)
	return slices.ContainsFunc(found, func(d Diagnostic) bool {
		_, unfinished := d.Args["ordinal"]
		switch d.Code {
		case codeOnce, codeDayUnit, codeDayRange, codeAnchor, codeConflict, codeNever:
			return d.Span.End > len(before) && d.Span.Start > 0 && !unfinished
		}
		return false
	})
}

// standing leaves the words that can stand there by themselves: not each of a class can wherever one of them does.
func (c *completer) standing(kind *clauseKind, first, last int, words []string) []string {
	if len(words) < 2 {
		return words
	}
	return slices.DeleteFunc(words, func(w string) bool {
		class, value := wordClass(lower(w), kind.grammar.mode, false)
		_, failedAt, ok := kind.grammar.parseTokens(&feed{
			src: c.src, next: first, last: last, mode: kind.grammar.mode, extra: &tok{Type: class, Value: value},
		})
		return !ok && failedAt <= last
	})
}

// offered leaves one spelling of each word: no plurals, abbreviations and synonyms.
func offered(words []string) []string {
	var list, meant []string
	for _, w := range words {
		value := w
		if p, ok := phraseIndex[lower(w)]; ok && lower(w) != "start" {
			value = p.value
		}
		if w == "schedule" || slices.Contains(meant, value) {
			continue
		}
		list, meant = append(list, w), append(meant, value)
	}
	return list
}
