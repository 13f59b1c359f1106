package dsl

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/schedule"
)

// locale is a language in which [Explain] speaks: words, and sentences with slots. A slot is {name}.
type locale struct {
	tag       string
	weekdays  [8]string // 1 is Monday
	short     [8]string // of the table
	months    [13]string
	ordinals  func(n int) string             // 1: first; -1: last; -2: second last
	numeral   func(n int) string             // of a day of the month: 31, 31:a, 31.
	kinds     map[schedule.DayKind][2]string // "day" as in every day, and as in the last day
	definite  string                         // what a day of the week ends in after "the last"
	offset    map[schedule.Unit][2]string    // one, with its article, and several
	relatives [3]map[schedule.Unit]string    // previous, current, next: "the month before"
	and, or   string
	quotes    [2]string
	point     string               // before the decimals
	colon     string               // between hours and minutes
	date      string               // as package time writes it
	fields    map[string]fieldWord // the standard fields, where they are called something else
	own       func(name string) fieldWord
	words     map[string]string // the choices of the standard fields
	sentences map[string]string
}

// fieldWord is what a field is called.
type fieldWord struct {
	name string // without an article: manager
	the  string // the manager
	a    string // a manager
	one  string // of a list: one of the keywords
	none string // none of the keywords
	some string // keywords
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
	var slots []string
	for i := 0; i+1 < len(args); i += 2 {
		slots = append(slots, "{"+args[i].(string)+"}", fmt.Sprint(args[i+1]))
	}
	return strings.NewReplacer(slots...).Replace(text)
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
func (l *locale) list(items []string) string { return join(items, l.and) }

func join(items []string, word string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], ", ") + " " + word + " " + items[last]
}

// count returns "the day" or "3 business days", before which or after which something is.
func (l *locale) count(n int, u schedule.Unit) string {
	if n == 1 {
		return l.offset[u][0]
	}
	return fmt.Sprint(n) + " " + l.offset[u][1]
}

// day returns a date.
func (l *locale) day(d schedule.Date) string {
	year, month, day := d.Civil()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Format(l.date)
}

// tableDay returns a date with its day of the week for the table.
func (l *locale) tableDay(d schedule.Date) string {
	w := int(d.Weekday())
	if w == 0 {
		w = 7
	}
	return l.short[w] + " " + l.day(d)
}

// time returns a time of day.
func (l *locale) time(c schedule.Clock) string { return strings.ReplaceAll(c.String(), ":", l.colon) }

// number returns a number.
func (l *locale) number(d decimal.Decimal) string {
	return strings.Replace(d.String(), ".", l.point, 1)
}

// amount returns an amount of money, with two decimals where it has one.
func (l *locale) amount(number decimal.Decimal, currency string) string {
	text := l.number(number)
	if _, decimals, _ := strings.Cut(text, l.point); len(decimals) == 1 {
		text += "0"
	}
	return strings.TrimSpace(text + " " + currency)
}

// name returns a name or text of the host's or the rule's: in quotes where it could be taken for a part of the sentence.
func (l *locale) name(s string) string {
	if plainName(s) {
		return s
	}
	s = strings.ReplaceAll(visible(s), l.quotes[1], `\`+l.quotes[1])
	if s != strings.Join(strings.Fields(s), " ") {
		s = strings.ReplaceAll(s, " ", keptSpace) // which nothing is to wrap
	}
	return l.quotes[0] + s + l.quotes[1]
}

// visible writes what cannot be seen, and backslashes, as Go does.
func visible(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r == ' ' || r != '\\' && unicode.IsPrint(r) {
			b.WriteRune(r)
		} else {
			b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
		}
	}
	return b.String()
}

// keptSpace stands for a space at which a line is not broken, until it is.
const keptSpace = "\x00"

// plainName reports whether a text reads as a name by itself: an address, or words that begin with capitals or digits.
func plainName(s string) bool {
	for w := range strings.SplitSeq(s, " ") {
		for i, r := range w {
			switch {
			case i == 0 && !unicode.IsUpper(r) && !unicode.IsDigit(r) && !strings.Contains(w, "@"):
				return false
			case !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_/&+@.", r):
				return false
			}
		}
		if w == "" || strings.HasSuffix(w, ".") {
			return false
		}
	}
	return true
}

// field returns the words for a field: those of the language for a standard field, else its own name.
func (l *locale) field(name string) fieldWord {
	if f, ok := l.fields[name]; ok {
		return f
	}
	return l.own(name)
}

// fieldNames returns the names of fields, without articles.
func (l *locale) fieldNames(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = l.field(n).name
	}
	return out
}
