package dsl

import (
	"slices"
	"strings"

	"github.com/proforma-go/proforma/invoice"
)

// headExamples says what a first word begins, where that is not the example of its clause.
var headExamples = map[string]string{
	"daily": "daily at 22:00", "weekly": "weekly on Friday", "quarterly": "quarterly on day 15 of first month", "yearly": "yearly on March 31",
	"every": "every 2 weeks on Monday from 2026-10-05", "once": "once on 2026-10-05", "manual": "manual", "on": "on line schedules",
	"rrule": `rrule "FREQ=MONTHLY;BYMONTHDAY=-1"`, "active": "active",
}

// heads completes the beginning of a clause.
func (c *completer) heads() {
	for _, k := range clauseKinds {
		if c.excluded(k) {
			continue
		}
		if k == holidaysClause { // the word by itself would go on with a list
			for _, n := range (&checker{env: c.env}).calendarNames() {
				c.add(CompleteClause, k.example, "holidays "+quoteText(n))
			}
			continue
		}
		word, _, _ := strings.Cut(k.example, " ")
		for _, h := range k.heads {
			switch example := headExamples[h]; {
			case h == word:
				c.add(CompleteClause, k.example, h)
			case example != "":
				c.add(CompleteClause, example, h)
			}
		}
	}
	for _, o := range c.env.vocabulary().Options() {
		if !slices.ContainsFunc(c.options, func(s string) bool { return strings.HasPrefix(s+" ", o.Name+" ") }) {
			c.add(CompleteClause, "clause of this program", o.Name)
		}
	}
}

// excluded reports whether the clauses that are there already leave no room for one of a kind.
func (c *completer) excluded(k *clauseKind) bool {
	switch k {
	case includeClause, notifyClause:
		return false // once for each kind of work, and for each outcome
	case mergeClause, splitClause:
		return c.seen[mergeClause] || c.seen[splitClause]
	}
	return c.seen[k]
}

// texts completes what a clause names in quotes.
func (c *completer) texts(kind *clauseKind, last int) {
	switch kind {
	case holidaysClause:
		c.values("calendar", false, (&checker{env: c.env}).calendarNames()...)
	case generatorClause:
		c.values("generator", false, c.env.Generators...)
	case statusClause:
		c.values("status", true, c.env.vocabulary().Statuses()...)
	case notifyClause:
		if c.word(last-1) == "user" {
			c.values("user", false, c.env.Users...)
		}
	}
}

// names completes a list of fields, or a status.
func (c *completer) names(kind *clauseKind, first, last int) {
	if kind == statusClause {
		c.phrases(min(first+1, last), c.env.vocabulary().Statuses(), func(s string, rest bool) {
			if rest {
				c.add(CompleteValue, "status", s)
			} else {
				c.values("status", true, s)
			}
		})
		return
	}
	var fields []*invoice.Field
	named := " and " + foldName(c.src.slice(first, last)) + " "
	if i := strings.Index(named, " by "); i >= 0 {
		named = " and " + named[i+len(" by "):]
	}
	for _, f := range c.env.vocabulary().Fields() {
		if f.Groupable() && !strings.Contains(named, " and "+foldName(f.Name())+" and ") {
			fields = append(fields, f)
		}
	}
	c.fields(c.nameBefore(first, last, []string{"by", "and"}), fields)
}

// nameBefore returns the index of the first of the words before last that can be parts of one name: those after the head of the clause
// and the keywords given.
func (c *completer) nameBefore(first, last int, keys []string) int {
	i := last
	for i > first+1 && (c.kind(i-1) == tokWord && !slices.Contains(keys, c.word(i-1)) || c.kind(i-1) == tokQuoted) {
		i--
	}
	return i
}

// fields completes the name of a field, the words of which begin at a token.
func (c *completer) fields(from int, fields []*invoice.Field) {
	names := make([]string, len(fields))
	types := map[string]string{}
	for i, f := range fields {
		names[i] = f.Name()
		types[names[i]] = typeNoun(f.Type())
	}
	c.phrases(from, names, func(s string, rest bool) {
		if rest {
			c.add(CompleteField, "", s)
		} else {
			c.add(CompleteField, types[s], quoteName(s))
		}
	})
}

// phrases adds the names that begin with the words from a token on and what is written of the next one. Where that is something, and
// nothing else can be written there, it takes the place of all these words; otherwise what is left of the names follows them.
func (c *completer) phrases(from int, names []string, add func(name string, rest bool)) {
	last := c.end
	if from >= last {
		for _, n := range names {
			add(n, false)
		}
		return
	}
	said := foldName(c.src.slice(from, last)) + " "
	var fitting []string
	for _, n := range names {
		if strings.HasPrefix(foldName(n), said+foldName(c.written)) && len(foldName(n)) > len(said) {
			fitting = append(fitting, n)
		}
	}
	if len(fitting) == 0 {
		return
	}
	whole := c.written != "" && !strings.ContainsAny(c.src.text[c.src.tokens[from].start:], "\r\n") && !slices.ContainsFunc(c.list, func(k Completion) bool {
		return k.Kind != CompletePlace && strings.HasPrefix(fold(k.Text), fold(c.written))
	})
	if whole {
		c.start, c.list = int(c.src.tokens[from].start), nil
		c.written = "" // what is before the offset is compared with the whole name
	}
	for _, n := range fitting {
		if whole {
			add(n, false)
		} else {
			add(foldName(n)[len(said):], true)
		}
	}
}

// option completes a clause of the host: the rest of its name, or its value.
func (c *completer) option(first, last int) {
	written := foldName(c.src.slice(first, last))
	for _, o := range c.env.vocabulary().Options() {
		switch rest, ok := strings.CutPrefix(o.Name, written); {
		case ok && rest == "":
			c.values(o.Name, true, o.Choices...)
			if o.Type == invoice.BoolType {
				c.add(CompleteValue, o.Name, "yes", "no")
			}
			if o.Type == invoice.NumberType || o.Type == invoice.TextType {
				c.add(CompletePlace, "", optionHint(&o))
			}
		case ok && strings.HasPrefix(rest, " "):
			c.add(CompleteClause, "clause of this program", strings.TrimSpace(rest))
		}
	}
}
