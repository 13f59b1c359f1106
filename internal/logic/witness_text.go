package logic

import (
	"iter"
	"slices"
	"strings"

	"github.com/proforma-go/proforma/invoice"
)

// texts yields the texts that a value must be one of, where a literal says so. Otherwise it yields the empty text and those that are composed
// of what is wanted, with a letter between the parts that no literal has: whatever the right one of these contains, starts or ends with,
// every text that satisfies the wanted literals does too, and so the unwanted ones are as well off with it as with any other. Choices
// are a closed set.
func (f *field) texts(all []literal) iter.Seq[value] {
	return func(yield func(value) bool) {
		list := []string{""}
		if one, must := equals(all); must {
			list = one
		} else if f.typ == invoice.ChoiceType {
			list = append(list, f.choices...)
		} else {
			list = append(list, compose(all)...)
		}
		for _, s := range list {
			if !yield(value{text: s}) {
				return
			}
		}
	}
}

// equals returns the shortest list of texts of which the value must equal one, and whether there is any such list.
func equals(all []literal) (list []string, must bool) {
	for _, l := range all {
		if t := l.texts(); l.want && t != nil && (!must || len(t) < len(list)) {
			list, must = t, true
		}
	}
	return list, must
}

// compose returns texts with each beginning and end that is wanted, and in between all that it must contain. Of the beginnings the longest is
// the right one, once it is folded as the engine does; so all are tried.
func compose(all []literal) []string {
	fresh := unused(all)
	firsts, middle, lasts := []string{""}, fresh, []string{""}
	for _, l := range all {
		if !l.want {
			continue
		}
		if s, ok := l.part(invoice.StartsWith); ok {
			firsts = append(firsts, s)
		}
		if s, ok := l.part(invoice.EndsWith); ok {
			lasts = append(lasts, s)
		}
		if s, ok := l.part(invoice.Contains); ok {
			middle += s + fresh
		}
	}
	var list []string
	for _, first := range firsts {
		for _, last := range lasts {
			list = append(list, first+middle+last)
		}
	}
	return list
}

// unused returns a letter that no literal has: one for private use, which is the same in upper and lower case and composes with nothing.
func unused(all []literal) string {
	var used strings.Builder
	for _, l := range all {
		for _, s := range l.texts() {
			used.WriteString(s)
		}
		if m, ok := l.filter.(invoice.Match); ok {
			used.WriteString(m.Text)
		}
	}
	for r := '\uE000'; r < '\uF8FF'; r++ {
		if !strings.ContainsRune(used.String(), r) {
			return string(r)
		}
	}
	return ""
}

// lists yields the empty list and one that has, for each wanted literal, an element for its sake which no unwanted one knows. An unwanted
// literal asks that no element be such, and so looks at each element alone.
func (f *field) lists(all []literal) iter.Seq[value] {
	return func(yield func(value) bool) {
		if !yield(value{}) {
			return
		}
		fresh := unused(all)
		var unwanted []literal
		for _, l := range all {
			if _, empty := l.filter.(invoice.Empty); !l.want && !empty {
				unwanted = append(unwanted, l)
			}
		}
		list := []string{fresh}
		for _, l := range all {
			if _, empty := l.filter.(invoice.Empty); !l.want || empty {
				continue
			}
			s, ok := f.element(l, fresh, unwanted)
			if !ok {
				return
			}
			list = append(list, s)
		}
		if len(list) > 1 {
			list = list[1:]
		}
		yield(value{list: list})
	}
}

// element returns an element that satisfies a wanted literal of a list and no unwanted one.
func (f *field) element(l literal, fresh string, unwanted []literal) (string, bool) {
	candidates := l.texts()
	if s, ok := l.part(invoice.Contains); ok {
		candidates = []string{s}
	} else if s, ok := l.part(invoice.StartsWith); ok {
		candidates = []string{s + fresh}
	} else if s, ok := l.part(invoice.EndsWith); ok {
		candidates = []string{fresh + s}
	}
	for _, s := range candidates {
		if f.satisfies(value{there: true, list: []string{s}}, unwanted) {
			return s, true
		}
	}
	return "", false
}

// placed yields values of a field with a hierarchy: the empty text and composed ones, each below one text of every wanted literal that no
// unwanted one names.
func (f *field) placed(all []literal) iter.Seq[value] {
	return func(yield func(value) bool) {
		out := map[string]bool{}
		for _, l := range all {
			for _, s := range l.texts() {
				out[s] = out[s] || !l.want
			}
		}
		var below []string
		for _, l := range all {
			if texts := l.texts(); l.want && texts != nil {
				i := slices.IndexFunc(texts, func(s string) bool { return !out[s] })
				if i < 0 {
					return
				}
				below = append(below, texts[i])
			}
		}
		for _, s := range append(compose(all), "") {
			if !yield(value{text: s, below: below}) {
				return
			}
		}
	}
}
