package invoice

import "slices"

// texts are what a text is looked up in: words, or whatever starts, ends or continues so, or lies below them in a hierarchy.
type texts struct {
	words  []string        // as written
	fold   bool            // whether case makes no difference
	keys   []string        // words, folded if fold
	set    map[string]bool // keys, if they are many
	part   MatchOp         // what of a text must be like the one word; 0: all of it
	within func(value, ancestor string) bool
}

// manyWords is up to how many words comparing with each is quicker than a map.
const manyWords = 8

func newTexts(words []string, fold bool, within func(value, ancestor string) bool) *texts {
	t := &texts{words: words, fold: fold, keys: words, within: within}
	if fold {
		t.keys = make([]string, len(words))
		for i, w := range words {
			t.keys[i] = foldText(w)
		}
	}
	if len(words) > manyWords {
		t.set = make(map[string]bool, len(words))
		for _, k := range t.keys {
			t.set[k] = true
		}
	}
	return t
}

// newParts makes the texts that contain a word, or start or end with it.
func newParts(part MatchOp, word string) *texts {
	return &texts{keys: []string{foldText(word)}, part: part}
}

func (t *texts) match(x string) bool {
	found := false
	switch {
	case t.part != 0:
		found = matchFolded(t.part, x, t.keys[0])
	case t.set != nil && t.fold:
		found = inFolded(t.set, x)
	case t.set != nil:
		found = t.set[x]
	case t.fold:
		found = oneOfFolded(t.keys, x)
	default:
		found = oneOf(t.keys, x)
	}
	return found || t.within != nil && t.isBelow(x)
}

func (t *texts) isBelow(x string) bool {
	return slices.ContainsFunc(t.words, func(w string) bool { return t.within(x, w) })
}

func (t *texts) matchAny(xs []string) bool {
	for _, x := range xs {
		if t.match(x) {
			return true
		}
	}
	return false
}

func oneOf(words []string, x string) bool {
	for _, w := range words {
		if same(w, x) {
			return true
		}
	}
	return false
}

// same is a == b without the call that it compiles to, which takes longer than comparing the few bytes of an id, a name or a currency.
func same(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
