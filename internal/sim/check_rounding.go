package sim

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/proforma-go/proforma/invoice"
)

// sums is what stands on one draft line of one occurrence, over all customers.
type sums struct {
	exact *big.Rat // what its items come to, exactly
	given int64    // what its details do, in minor units
	loose int64    // by how much they may differ
	up    bool     // some item is above zero
	down  bool     // some is below
	text  string
}

// share is a customer of a transaction.
type share struct{ transaction, customer string }

// checkRounding holds the details of every draft line and occurrence against the rounded exact sum of its items.
func (w *World) checkRounding(snap *rows, res *invoice.Result) {
	ledgers := make(map[string][]invoice.Billing)
	for first := 0; first < len(res.Drafts); {
		end := first + 1
		for end < len(res.Drafts) && res.Drafts[end].Rule == res.Drafts[first].Rule && res.Drafts[end].RunDate == res.Drafts[first].RunDate {
			end++
		}
		w.checkOccurrence(snap, res.Drafts[first:end], ledgers)
		first = end
	}
}

// occurrence is what the drafts of one occurrence have of each share.
type occurrence struct {
	rounding invoice.Rounding
	order    []share
	nets     map[share]int64
	open     map[share]bool   // a limit had room for some of it
	row      map[share]string // the draft line on which it stands
	rows     map[string]*sums
}

// checkOccurrence does so for the drafts of one occurrence, and puts them into the ledgers.
func (w *World) checkOccurrence(snap *rows, drafts []invoice.Draft, ledgers map[string][]invoice.Billing) {
	o := occurrenceOf(snap, drafts)
	for _, s := range o.order {
		w.checkPart(snap, o, s, ledgers)
	}
	if o.rounding.Per == invoice.PerLine {
		for _, key := range sortedKeys(o.rows) {
			row := o.rows[key]
			if half := new(big.Rat).Mul(row.exact, big.NewRat(2, 1)); half.IsInt() && !row.exact.IsInt() && (o.rounding.Mode == invoice.HalfEven || row.up && row.down) {
				row.loose++ // the half went up or down with an item before, and those after it are whole: they are given as they are
			}
			if d := row.given - round(row.exact, o.rounding.Mode); abs(d) > row.loose && abs(d) > row.loose+zerosHeld(snap, key, ledgers, o.nets) {
				w.failf("a draft line is the rounded sum of its items", "%s %s %s, %s: %d of %s:%s", drafts[0].Rule, drafts[0].RunDate, key, o.rounding.Words(), row.given,
					row.exact.FloatString(4), row.text)
			}
		}
	}
	for i := range drafts {
		for _, e := range drafts[i].Billings() {
			if _, seen := ledgers[e.Transaction]; !seen {
				ledgers[e.Transaction] = slices.Clone(snap.transaction(e.Transaction).ledger)
			}
			ledgers[e.Transaction] = append(ledgers[e.Transaction], e.Billing)
		}
	}
	for id := range ledgers {
		slices.SortFunc(ledgers[id], func(a, b invoice.Billing) int { return a.Part - b.Part })
	}
}

// occurrenceOf gathers the drafts of one occurrence by share.
func occurrenceOf(snap *rows, drafts []invoice.Draft) *occurrence {
	o := &occurrence{rounding: drafts[0].Rounding, nets: make(map[share]int64), open: make(map[share]bool), row: make(map[share]string), rows: make(map[string]*sums)}
	for i := range drafts {
		d := &drafts[i]
		for j := range d.Lines {
			l := &d.Lines[j]
			key := fmt.Sprint(l.Line, d.Currency, d.Group, l.Group)
			for _, x := range l.Details {
				s := share{x.Transaction, snap.alias(snap.transaction(x.Transaction), d.Customer)}
				if _, known := o.nets[s]; !known {
					o.order = append(o.order, s)
				}
				o.nets[s] += units(x.Amount)
				o.open[s], o.row[s] = x.Open, key
				if o.rows[key] == nil {
					o.rows[key] = &sums{exact: new(big.Rat)}
				}
			}
		}
	}
	return o
}

// checkPart holds what a share is given against what it is due, and adds it to its draft line.
func (w *World) checkPart(snap *rows, o *occurrence, s share, ledgers map[string][]invoice.Billing) {
	t := snap.transaction(s.transaction)
	ledger, seen := ledgers[t.id]
	if !seen {
		ledger = t.ledger
	}
	x := snap.rest(t, ledger)
	at := slices.IndexFunc(x.open, func(d due) bool { return d.customer == s.customer })
	if at < 0 {
		return // said elsewhere
	}
	owed, net := x.open[at].owed, big.NewRat(o.nets[s], 1)
	if o.open[s] {
		owed = net // what a limit had room for
	} else if o.rounding.Per == invoice.PerDetail && len(ledger) == 0 {
		names, parts, _ := snap.division(t)
		owed = new(big.Rat).Mul(big.NewRat(round(x.amount, o.rounding.Mode), 1), parts[slices.Index(names, s.customer)])
	}
	row := o.rows[o.row[s]]
	row.exact.Add(row.exact, owed)
	row.given += o.nets[s]
	row.up, row.down = row.up || owed.Sign() > 0, row.down || owed.Sign() < 0
	row.text += fmt.Sprintf(" %s/%s %d of %s", s.transaction, s.customer, o.nets[s], owed.RatString())
	if d := new(big.Rat).Sub(net, owed); absRat(d).Cmp(one) >= 0 {
		w.failf("a part is its share, but for less than a unit", "%s/%s: %d of %s: %s", s.transaction, s.customer, o.nets[s], owed.RatString(), w.describe(snap, t))
	}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// zerosHeld counts the shares of a line that ask for less than a unit and are on no draft: they stood in the running sums of the line until it was
// found that their drafts would be made of zeros.
func zerosHeld(snap *rows, key string, ledgers map[string][]invoice.Billing, drafted map[share]int64) (n int64) {
	for i := range snap.transactions {
		t := &snap.transactions[i]
		if !strings.HasPrefix(key, t.line) {
			continue
		}
		ledger, seen := ledgers[t.id]
		if !seen {
			ledger = t.ledger
		}
		x := snap.rest(t, ledger)
		for _, d := range x.open {
			if _, known := drafted[share{t.id, d.customer}]; !known && absRat(d.owed).Cmp(one) < 0 {
				n++
			}
		}
	}
	return n
}
