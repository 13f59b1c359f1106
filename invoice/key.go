package invoice

// groupKey says which draft a share goes on: a tuple, never a joined text.
type groupKey struct {
	customer string
	contract contractKey // zero on a merged draft
	currency string
	by       int // a tuple of the values of the merge or split fields
}

// rowKey says on which draft line an item stands, whoever pays it: the rounding of shares adds up over it.
type rowKey struct {
	line     *lineRun
	currency string
	by       int // a tuple of the values of all fields that cut or group
}

// keys are the drafts and draft lines to be of one occurrence, numbered in the order of their first candidates.
type keys struct {
	drafts []groupKey
	rows   []rowKey
	draft  map[groupKey]int32 // where there are several
	row    map[rowKey]int32
}

// keysOf says of every candidate on which draft and draft line it would stand.
func (u *unitRun) keysOf(e *event, found []candidate) *keys {
	k := &u.keys
	*k = keys{drafts: k.drafts[:0], rows: k.rows[:0]}
	r := e.rule
	for i := range found {
		c := &found[i]
		if i > 0 && !r.byTransaction && len(r.groupBy) == 0 && c.goesWith(&found[i-1]) {
			c.group, c.row, c.tuple = found[i-1].group, found[i-1].row, found[i-1].tuple
			continue
		}
		by := 0
		if len(r.by) > 0 {
			by = u.tupleOf(0, r.by, c.item)
		}
		g := groupKey{customer: c.payer(r), currency: c.item.money.currency, by: by}
		if r.Grouping.Cut != Merged {
			g.contract = c.item.line.contract.key
		}
		if len(r.groupBy) > 0 {
			c.tuple = int32(u.tupleOf(0, r.groupBy, c.item))
			by = u.tupleOf(by, r.groupBy, c.item)
		}
		c.group = numbered(&k.drafts, &k.draft, g)
		c.row = numbered(&k.rows, &k.row, rowKey{c.item.line, c.item.money.currency, by})
	}
	return k
}

// goesWith reports whether the candidate plainly stands where another one does: of the same line, customer and currency.
func (c *candidate) goesWith(other *candidate) bool {
	return c.item.line == other.item.line && c.item.money == other.item.money && c.customer == other.customer
}

// fewKeys is up to how many keys looking at each is quicker than a map.
const fewKeys = 8

// numbered returns the number of a key, a new one if it is not there yet.
func numbered[K comparable](all *[]K, index *map[K]int32, k K) int32 {
	n := int32(len(*all))
	if n > 0 && (*all)[n-1] == k {
		return n - 1
	}
	if n < fewKeys {
		for i, x := range *all {
			if x == k {
				return int32(i)
			}
		}
		*all = append(*all, k)
		return n
	}
	if *index == nil {
		*index = make(map[K]int32)
		for i, x := range *all {
			(*index)[x] = int32(i)
		}
	}
	if i, ok := (*index)[k]; ok {
		return i
	}
	(*index)[k] = n
	*all = append(*all, k)
	return n
}

func (u *unitRun) tupleOf(t int, fields []*Field, it *item) int {
	for _, f := range fields {
		t = u.tuples.extend(t, f, f.group(it.subject()))
	}
	return t
}
