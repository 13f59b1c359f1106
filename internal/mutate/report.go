package main

import "fmt"

// tally counts verdicts.
type tally struct{ sampled, killed, survived, equivalent int }

func (t *tally) add(v verdict) {
	t.sampled++
	switch v {
	case equivalent:
		t.equivalent++
	case killed, timedOut:
		t.killed++
	default:
		t.survived++
	}
}

// score is how many of a hundred mutants that can be killed are.
func (t *tally) score() float64 {
	if t.sampled == t.equivalent {
		return 100
	}
	return 100 * float64(t.killed) / float64(t.sampled-t.equivalent)
}

func (t *tally) String() string {
	return fmt.Sprintf("%d sampled, %d killed, %d survived, %d equivalent, score %.1f %%", t.sampled, t.killed, t.survived, t.equivalent, t.score())
}

// report prints the survivors and the counts, and returns those of all packages together.
func report(packs []*pack, chosen []*mutant, verdicts []verdict) *tally {
	texts := map[string][]byte{}
	for _, p := range packs {
		for _, f := range p.files {
			texts[f.path] = f.text
		}
	}
	for i, m := range chosen {
		if verdicts[i] != survived && verdicts[i] != unreached {
			continue
		}
		word := "survived"
		if verdicts[i] == unreached {
			word = "not reached"
		}
		show(m, word, texts[m.file])
	}
	total, endless := &tally{}, 0
	for _, p := range packs {
		t := &tally{}
		for i, m := range chosen {
			if m.pkg == p.folder {
				t.add(verdicts[i])
				total.add(verdicts[i])
			}
			if m.pkg == p.folder && verdicts[i] == timedOut {
				endless++
			}
		}
		fmt.Printf("%s: %s\n", p.folder, t)
	}
	fmt.Printf("all: %s; %d of the killed by time\n", total, endless)
	return total
}

// show prints a mutant: where it is, what it changes, and its key as the list of equivalent ones has it.
func show(m *mutant, word string, text []byte) {
	before, after := m.lines(text)
	fmt.Printf("%s:%d: %s, %s\n  - %s\n  + %s\n  %s\n", m.file, m.line, word, m.op, before, after, m.key())
}
