package dsl

import (
	"fmt"
	"slices"
	"strings"
)

// explainFailure says what is wrong with a part that its grammar refused at token i. Where that is a misspelt word and there is no doubt
// about the one that was meant, it returns that word, so that the rest of the part can be read too.
func (p *parser) explainFailure(b *body, q *part, i int) (meant string) {
	i = p.visible(i, q)
	if p.trying {
		p.plainly(q, i)
		return ""
	}
	if i >= q.last {
		if !p.cutShort(b, q) && !p.turnOfPhrase(b, q, i) && !p.periodAlone(b, q) {
			p.unfinished(b, q)
		}
		return ""
	}
	if p.special(b, q, i) || q.kind != whereClause && p.togetherOrApart(b, q, i) {
		return ""
	}
	word := p.raw(i)
	span := p.src.spanOf(i, i+1)
	if len(p.list) > maxFindings {
		p.plainly(q, i)
		return ""
	}
	fits := p.viable(q.kind, q.first, i)
	d := p.add(codeUnexpected, span, `"{word}" is not expected in the "{clause}" clause`, "", p.said(i), p.titleOf(b, q))
	if p.kind(i) != tokWord && p.kind(i) != tokQuoted {
		p.listViable(d, q, fits)
		return ""
	}
	folded := lower(word)
	usable := wordsOf(fits)
	if s, ok := synonyms[folded]; ok && slices.Contains(usable, s) && p.helps(b, span, s) {
		d.Label = fmt.Sprintf("write %q", s)
		d.fix(s).doubt(folded).allow([]string{s}).allow(offered(usable))
		return s
	}
	ends := p.complete(q.kind, q.first, i)
	if ends && (q.kind == scheduleClause || q.kind.timing) {
		usable = append(usable, wordsOf(timingWords())...)
	}
	near, furthest := p.likeliest(b, q, i, misspelt(word, usable))
	if len(word) <= 2 && furthest <= i+1 || len(word) > 2 && (folded == "and" || isLanguageWord(folded)) && furthest <= q.last {
		near = nil // any two short words are alike, and a word that is right elsewhere is no slip unless all is well with the other
	}
	switch {
	case len(near) > 0 && clauseHeads[folded] == nil:
		d.suggest(near, nil).allow(offered(usable))
		if furthest > i+1 && slices.Contains(wordsOf(fits), near[0]) {
			return near[0]
		}
	case ends && p.clauseHead(i) && folded != "on": // which begins "on line schedules", and days everywhere else
		p.missingComma(d, q, i)
	case ends && synonyms[folded] != "" && slices.Contains(usable, synonyms[folded]) && !p.endsClause(i+1) && p.helps(b, span, synonyms[folded]):
		d.Label = fmt.Sprintf("write %q", synonyms[folded])
		d.fix(synonyms[folded]).doubt(folded)
	default:
		if ends && (q.kind == scheduleClause || q.kind.timing) {
			fits = append(fits, timingWords()...)
		}
		p.listViable(d, q, fits)
	}
	return ""
}

// missingComma says that the word at token i begins a clause.
func (p *parser) missingComma(d *Diagnostic, q *part, i int) {
	head := clauseHeads[p.word(i)]
	d.Label = "put a comma before a new clause"
	switch {
	case q.kind == flagClause && head != nil && head.timing: // inactive until 2026-06-01
		d.Label = "a rule is active or not"
		d.note("to begin or end it write a clause of its own, such as: from 2026-12-01")
	case p.word(i) == "by" && i-2 > q.first && clauseHeads[p.word(i-1)] != nil: // amount > 10 split by currency
		d.Label = "put a comma before " + p.raw(i-1)
		d.insert(p.src.spanOf(i-2, i-1), ",")
	case head != nil:
		d.insert(p.src.spanOf(i-1, i), ",")
	}
}

// plainly reports that a part cannot be read beyond token i.
func (p *parser) plainly(q *part, i int) {
	if i >= q.last {
		end := int(p.src.tokens[q.last-1].end)
		p.add(codeUnfinished, p.src.span(end, end), "the clause is not finished", "")
		return
	}
	p.add(codeUnexpected, p.src.spanOf(i, i+1), `"{word}" is not expected here`, "", p.said(i))
}

// periodAlone reports a date that is a period and no day: `include through last month`.
func (p *parser) periodAlone(b *body, q *part) bool {
	i := q.last - 1
	if q.first >= i-1 || p.class(i) != classPeriod || p.class(i-1) == classOrdinal {
		return false
	}
	if p.class(i-1) == classRel || p.word(i-1) == "last" {
		i--
	}
	switch q.kind {
	case includeClause, invoiceDateClause, entryDateClause, anchorClause:
		return p.specialAnchor(b, q, i)
	}
	return false
}

// maxTried is how many suggestions for one word are tried.
const maxTried = 8

// likeliest returns three at most of the words with which the clause can be read furthest, and how far that is: the index of the token that
// does not fit then, or the end of the clause.
func (p *parser) likeliest(b *body, q *part, i int, words []string) (best []string, furthest int) {
	if len(words) > maxTried {
		words = words[:maxTried]
	}
	if !p.affords(len(words) * (q.last - q.first)) {
		return words[:min(len(words), 3)], 0
	}
	reach := make(map[string]int, len(words))
	for _, w := range words {
		f := p.feed(q.kind, q.first, q.last)
		f.corrected = append(slices.Clone(p.corrected), correction{i, w})
		_, failedAt, ok := q.kind.grammar.parseTokens(f)
		if k := clauseHeads[w]; ok || b != nil && k != nil && k.timing && len(p.word(i)) > 2 && p.helps(b, p.src.spanOf(i, i+1), w) { // a new piece of the schedule
			failedAt = q.last + 1
		}
		reach[w] = failedAt
	}
	for _, w := range words {
		furthest = max(furthest, reach[w])
	}
	best = slices.DeleteFunc(slices.Clone(words), func(w string) bool { return reach[w] < furthest })
	return best[:min(len(best), 3)], furthest
}

// timingWords are what a complete schedule can go on with.
func timingWords() []candidate {
	var list []candidate
	for _, k := range clauseKinds {
		if k.timing {
			list = append(list, candidate{text: k.heads[0], words: k.heads})
		}
	}
	return list
}

// visible moves past comments and line breaks.
func (p *parser) visible(i int, q *part) int {
	for i < q.last && (p.kind(i) == tokNewline || p.kind(i) == tokComment) {
		i++
	}
	return i
}

// clauseHead reports whether token i can begin a clause, rightly spelled or nearly so.
func (p *parser) clauseHead(i int) bool {
	w := p.word(i)
	return w != "" && (clauseHeads[w] != nil || len(w) > 3 && len(nearest(w, p.scope.heads())) > 0)
}

// titleOf is what messages call the clause that a part belongs to.
func (p *parser) titleOf(b *body, q *part) string {
	if !q.inClause {
		return q.title()
	}
	for i := len(b.parts) - 1; i >= 0; i-- {
		if !b.parts[i].inClause {
			return b.parts[i].title()
		}
	}
	return q.title()
}

// listViable names what could stand there, or gives an example.
func (p *parser) listViable(d *Diagnostic, q *part, fits []candidate) {
	shown := display(fits)
	if len(shown) > 0 {
		d.allow(shown)
		d.note("expected: %s", listed(shown))
	} else {
		d.Label = "leave this out, or put a comma before a new clause"
	}
	if q.kind.example != "" {
		d.note("example: %s", q.kind.example)
	}
}

// unfinished reports a part that ends too early, with the shortest ways to finish it.
func (p *parser) unfinished(b *body, q *part) {
	end := int(p.src.tokens[q.last-1].end)
	var fits []candidate
	if len(p.list) <= maxFindings {
		fits = p.viable(q.kind, q.first, q.last)
	}
	d := p.add(codeUnfinished, p.src.span(end, end), `the "{clause}" clause is not finished`, "", p.titleOf(b, q))
	if next, ok := p.nextLine(b, q); ok {
		d.Label = "write the next line here"
		d.fixAt(p.src.span(end, int(p.src.tokens[next].start)), " ")
		return
	}
	d.Allowed = display(fits)
	last := p.word(q.last - 1)
	anchored := q.kind == includeClause || q.kind == invoiceDateClause || q.kind == entryDateClause
	text := p.src.slice(q.first, q.last)
	switch {
	case anchored && p.class(q.last-1) == classWeekday && p.class(q.last-2) != classOrdinal && last != "last":
		d.Label = "of which week?"
		d.note("write: %s of previous week", shorten(text)).note("or:    %s of current week", shorten(text))
	case anchored && (last == "before" || last == "after"):
		d.Label = "counted from which day?"
		d.note("write: %s run date", shorten(text))
	case anchored && last == "run":
		d.Label = "write run date"
		d.insert(d.Span, " date")
	case anchored && len(fits) > 0 && slices.ContainsFunc(fits, func(c candidate) bool { return c.text == "of" }):
		d.Label = "of which month?"
		d.note("write: %s of previous month", shorten(text)).note("or:    %s of current month", shorten(text))
	case anchored && last == "of":
		d.Label = "which month?"
		d.note("write: %s previous month", shorten(text)).note("or:    %s current month", shorten(text))
	default:
		if shown := display(fits); len(shown) > 0 && len(shown) <= 3 {
			d.Label = "add " + orList(strings.Split(strings.Join(shown, ", "), ", "))
		} else if len(shown) > 0 {
			d.note("expected: %s", listed(shown))
		}
		if q.kind.example != "" {
			d.note("example: %s", q.kind.example)
		}
	}
	if q.kind == includeClause && p.class(q.last-1) == classKind {
		d.cutAtComma(p.src)
	}
}

// orList joins words with commas and "or".
func orList(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
