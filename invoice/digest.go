package invoice

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
)

// digestVersion stands before a digest: another version reads other things.
const digestVersion = "1:"

// Digest returns a fingerprint of what a customer would read on the draft: "1:" and a SHA-256 of customer, dates, currency, status, options, lines, details
// and totals. The rule, the key and the parts of the ledger are not in it, so a draft that is made again from a changed ledger has the
// digest of the one that it replaces if it reads the same.
func (d *Draft) Digest() string {
	h := sha256.New()
	write := func(texts ...string) {
		for _, s := range texts {
			h.Write([]byte(strconv.Itoa(len(s)) + ":" + s))
		}
	}
	write("draft", d.Kind.String(), d.Customer, d.Contract, d.Currency, d.InvoiceDate.String(), d.EntryDate.String(), d.Status, d.Total.String())
	for _, g := range d.Group {
		write("group", g.Field, g.Value)
	}
	for _, o := range d.Options {
		write("option", o.Name, o.Value.String())
	}
	for i := range d.Lines {
		l := &d.Lines[i]
		write("line", l.Line, l.Project, l.Total.String())
		for _, g := range l.Group {
			write("group", g.Field, g.Value)
		}
		for j := range l.Details {
			x := &l.Details[j]
			write("detail", x.Transaction, x.Date.String(), x.Kind.String(), x.BillingType.String(), x.Amount.String(), x.Quantity.String(), x.Price.String(),
				x.Person, x.Description, strconv.FormatBool(x.Reverses != 0))
		}
	}
	return digestVersion + hex.EncodeToString(h.Sum(nil))
}
