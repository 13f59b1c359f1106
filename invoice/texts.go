package invoice

import (
	"encoding/binary"
	"slices"
)

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
		found = slices.Contains(t.keys, x)
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

// word is a text to compare others with, and its key. A text of up to eight bytes, which most ids, names and currencies are, is known by its
// length and its key, so that comparing it takes one step and not a call.
type word struct {
	key  uint64
	text string
}

func newWords(texts []string) []word {
	words := make([]word, len(texts))
	for i, s := range texts {
		words[i] = newWord(s)
	}
	return words
}

func newWord(s string) word { return word{keyOf(s), s} }

// keyOf returns the first eight bytes of a text as one integer, or all bytes of a shorter one, some of them twice.
func keyOf(s string) uint64 {
	b := []byte(s) // allocates nothing, since nothing writes to it
	switch n := len(b); {
	case n >= 8:
		return binary.LittleEndian.Uint64(b)
	case n >= 4:
		return uint64(binary.LittleEndian.Uint32(b)) | uint64(binary.LittleEndian.Uint32(b[n-4:]))<<32
	case n > 0:
		return uint64(b[0]) | uint64(b[n/2])<<8 | uint64(b[n-1])<<16
	}
	return 0
}

// is compares with a text whose key is known.
func (w *word) is(s string, key uint64) bool {
	return w.key == key && len(w.text) == len(s) && (len(s) <= 8 || w.text == s)
}
