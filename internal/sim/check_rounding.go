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

// checkOccurrence does so for the drafts of one occurrence, and puts them into the ledgers.
func (w *World) checkOccurrence(snap *rows, drafts []invoice.Draft, ledgers map[string][]invoice.Billing) {
	rows := make(map[string]*sums)
	nets := make(map[share]int64)
	open := make(map[share]bool)
	rowOf := make(map[share]string)
	var order []share
	for i := range drafts {
		d := &drafts[i]
		for j := range d.Lines {
			l := &d.Lines[j]
			key := fmt.Sprint(l.Line, d.Currency, d.Group, l.Group)
			for _, x := range l.Details {
				t := snap.transaction(x.Transaction)
				s := share{x.Transaction, snap.alias(t, d.Customer)}
				if _, known := nets[s]; !known {
					order = append(order, s)
				}
				nets[s] += units(x.Amount)
				open[s], rowOf[s] = x.Open, key
			}
		}
	}
	rounding := drafts[0].Rounding
	for _, s := range order {
		t := snap.transaction(s.transaction)
		ledger, seen := ledgers[t.id]
		if !seen {
			ledger = t.ledger
		}
		x := snap.rest(t, ledger)
		at := slices.IndexFunc(x.open, func(d due) bool { return d.customer == s.customer })
		row := rows[rowOf[s]]
		if row == nil {
			row = &sums{exact: new(big.Rat)}
			rows[rowOf[s]] = row
		}
		if at < 0 {
			continue // said elsewhere
		}
		owed := x.open[at].owed
		if open[s] {
			owed = big.NewRat(nets[s], 1) // what a limit had room for
		} else if rounding.Per == invoice.PerDetail && len(ledger) == 0 {
			_, parts, _ := snap.division(t)
			names, _, _ := snap.division(t)
			owed = new(big.Rat).Mul(big.NewRat(round(x.amount, rounding.Mode), 1), parts[slices.Index(names, s.customer)])
		}
		row.exact.Add(row.exact, owed)
		row.given += nets[s]
		row.text += fmt.Sprintf(" %s/%s %d of %s", s.transaction, s.customer, nets[s], owed.RatString())
		if d := new(big.Rat).Sub(big.NewRat(nets[s], 1), owed); absRat(d).Cmp(big.NewRat(int64(x.parties), 1)) > 0 {
			w.failf("a part is its share, but for less than a unit a customer", "%s/%s: %d of %s: %s", s.transaction, s.customer, nets[s], owed.RatString(), w.describe(snap, t))
		}
	}
	if rounding.Per == invoice.PerLine {
		for _, key := range sortedKeys(rows) {
			row := rows[key]
			if half := new(big.Rat).Mul(row.exact, big.NewRat(2, 1)); half.IsInt() && !row.exact.IsInt() {
				row.loose++ // the half went up or down with an item before, and the last one is whole: it takes no more than itself
			}
			if d := row.given - round(row.exact, rounding.Mode); abs(d) > row.loose && abs(d) > row.loose+zerosHeld(snap, key, ledgers, nets) {
				w.failf("a draft line is the rounded sum of its items", "%s %s %s, %s: %d of %s:%s", drafts[0].Rule, drafts[0].RunDate, key, rounding.Words(), row.given, row.exact.FloatString(4), row.text)
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
