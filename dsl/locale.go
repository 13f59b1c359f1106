package dsl

import (
	"fmt"
	"strings"

	"github.com/proforma-go/proforma/schedule"
)

// locale is a language in which [Explain] speaks: words, and sentences with slots. A slot is {name}.
type locale struct {
	tag       string
	weekdays  [8]string // 1 is Monday
	short     [8]string // of the table
	months    [13]string
	ordinals  func(n int) string             // 1: first; -1: last; -2: second last
	numeral   func(n int) string             // 1st, 2:a, 3.
	kinds     map[schedule.DayKind][2]string // "day" as in every day, and as in the last day
	definite  string                         // what a day of the week ends in after "the last"
	offset    map[schedule.Unit][2]string    // one, several
	periods   map[schedule.Unit]string
	relatives [3]map[schedule.Unit]string // previous, current, next: "the month before"
	and       string
	none      string
	sentences map[string]string
}

// locales lists the languages by their tags.
var locales = []*locale{english, swedish, norwegian}

// localeOf returns the language of a tag such as "sv-SE", English where there is none.
func localeOf(tag string) *locale {
	base, _, _ := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	base = strings.ToLower(base)
	if base == "no" {
		base = "nb"
	}
	for _, l := range locales {
		if l.tag == base {
			return l
		}
	}
	return english
}

// WithLocale makes [Explain] speak the language of a BCP 47 tag: en, sv and nb (also no) are known, any other is English.
func WithLocale(tag string) Option { return option(func(o *options) { o.locale = tag }) }

// say fills the slots of a sentence. The arguments alternate between names and values.
func (l *locale) say(sentence string, args ...any) string {
	text, ok := l.sentences[sentence]
	if !ok {
		return "?" + sentence
	}
	for i := 0; i+1 < len(args); i += 2 {
		text = strings.ReplaceAll(text, "{"+args[i].(string)+"}", fmt.Sprint(args[i+1]))
	}
	return text
}

// kind names a kind of day: definite as in "the last day", otherwise as in "every day".
func (l *locale) kind(k schedule.DayKind, definite bool) string {
	if k >= schedule.Monday {
		name := l.weekdays[k-schedule.Monday+1]
		if definite {
			return name + l.definite
		}
		return name
	}
	if definite {
		return l.kinds[k][1]
	}
	return l.kinds[k][0]
}

// list joins items: "a, b and c".
func (l *locale) list(items []string) string {
	switch len(items) {
	case 0:
		return ""
	case 1:
		return items[0]
	}
	last := len(items) - 1
	return strings.Join(items[:last], ", ") + " " + l.and + " " + items[last]
}

// count returns "3 business days".
func (l *locale) count(n int, u schedule.Unit) string {
	if n == 1 {
		return "1 " + l.offset[u][0]
	}
	return fmt.Sprint(n) + " " + l.offset[u][1]
}

// day returns a date with its day of the week for the table.
func (l *locale) day(d schedule.Date) string {
	if d.IsZero() {
		return l.none
	}
	w := int(d.Weekday())
	if w == 0 {
		w = 7
	}
	return l.short[w] + " " + d.String()
}
