package invoice

import (
	"cmp"
	"slices"
)

// unit is what is read, computed, reported and lost together: a contract, or the contracts that a merge joins.
type unit struct {
	key       string         // of its first contract
	contracts []*contractRun // in order of key
	lines     []*lineRun     // in order of project, sequence, id
}

// dueLines counts the lines whose transactions are read.
func (u *unit) dueLines() int {
	n := 0
	for _, l := range u.lines {
		n += b2i(l.read)
	}
	return n
}

// joint identifies the drafts on which a merging rule can put several contracts. By holds, for each field of the merge, the
// value; a field of transactions joins nothing by itself and is left empty.
type joint struct {
	rule     int
	customer string
	by       int // a tuple
}

// unite is step two: lines form units. Contracts are joined only where a rule that merges is due for a line of each and can put
// them on one draft.
func unite(lines []*lineRun) []*unit {
	first := make(map[joint]*contractRun)
	var tuples tuples
	for _, l := range lines {
		for _, j := range l.joints(&tuples) {
			if other := first[j]; other == nil {
				first[j] = l.contract
			} else if a, b := l.contract.root(), other.root(); a != b {
				a.joined = b
			}
		}
	}
	var all []*unit
	for _, l := range lines {
		root := l.contract.root()
		if root.unit == nil {
			root.unit = &unit{contracts: []*contractRun{root}}
			all = append(all, root.unit)
		}
		if l.contract.unit == nil {
			l.contract.unit = root.unit
			root.unit.contracts = append(root.unit.contracts, l.contract)
		}
		root.unit.lines = append(root.unit.lines, l)
	}
	for _, u := range all {
		slices.SortFunc(u.contracts, func(a, b *contractRun) int { return compareContracts(a.key, b.key) })
		u.key = u.contracts[0].key.String()
	}
	slices.SortFunc(all, func(a, b *unit) int { return cmp.Compare(a.key, b.key) })
	return all
}

// root returns the contract that stands for all that the contract is joined with.
func (c *contractRun) root() *contractRun {
	root := c
	for root.joined != nil {
		root = root.joined
	}
	for c != root {
		next := c.joined
		c.joined = root
		c = next
	}
	return root
}

// joints returns the drafts on which the line can meet lines of other contracts.
func (l *lineRun) joints(t *tuples) []joint {
	if !l.read {
		return nil
	}
	var js []joint
	for _, r := range l.rules {
		if r.Grouping.Cut != Merged || !r.fires() {
			continue
		}
		s := subject{project: l.project.project, line: l.line}
		by := 0
		for _, f := range r.by {
			v := ""
			if f.level != TransactionLevel {
				v = f.group(s)
			}
			by = t.extend(by, f, v)
		}
		customers := l.shares.customers
		if len(customers) == 0 {
			customers = []string{l.project.customer}
		}
		for _, c := range customers {
			js = append(js, joint{r.index, c, by})
		}
	}
	return js
}

// tuples numbers tuples of texts, so that they can be parts of comparable keys without ever being joined into one text. The empty
// tuple is 0.
type tuples struct {
	ids    map[tupleKey]int
	values [][]string // of tuple i+1
}

type tupleKey struct {
	prefix int
	value  string
}

// extend returns the number of the tuple that is prefix and one more value of a field. Texts that compare equal are one value, shown as the
// first of them is written.
func (t *tuples) extend(prefix int, f *Field, value string) int {
	k := tupleKey{prefix, value}
	if f.typ == TextType {
		k.value = foldText(value)
	}
	if id, ok := t.ids[k]; ok {
		return id
	}
	if t.ids == nil {
		t.ids = make(map[tupleKey]int)
	}
	t.values = append(t.values, append(slices.Clone(t.of(prefix)), value))
	t.ids[k] = len(t.values)
	return len(t.values)
}

// of returns the values of a tuple.
func (t *tuples) of(id int) []string {
	if id == 0 {
		return nil
	}
	return t.values[id-1]
}
