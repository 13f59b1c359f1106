package invoice

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/proforma-go/proforma/schedule"
)

// Billing is one entry in the ledger of a transaction: a detail that was booked, a credit, a cancelled detail, a reversal. Entries are
// added and never changed or deleted, so what was billed is told by all of them together. What a draft prints, a host stores and gives
// back here as it was: [Draft.Billings] makes the entries, without arithmetic on either side.
type Billing struct {
	Part     int     // from 1: one more than the highest part of the transaction, over all of its customers
	Customer string  // who was billed, or credited
	Percent  Percent // the customer's share when it was drafted
	Amount   Amount  // negative for a credit, a cancelled detail, a reversal
	Quantity Quantity
	Price    Amount          // as drafted; absent where there is none
	Whole    Amount          // the transaction's exact amount when it was drafted; zero where it was not chargeable
	Waived   Amount          // what was written off with this entry
	Period   schedule.Period // the days that a charge pays
	Reverses int             // the part that this entry takes back, wholly or in part; 0: none
	Open     bool            // whether something of the customer's share is still to be billed after this entry
}

// PartlyBilled is a transaction that knows what was billed of it before. A host without it can only bill whole transactions, by way of
// [Statused].
//
// A customer is open if it has no entry, or the entry with its highest part is open; an open customer that is still pending keeps what it
// is due. A customer with a net amount is bound to its percentage: if that is another one by now, and something is left, the rest is
// held as [SharesChanged]. Two entries with one part, entries in different currencies and a reversal of a part that is not there are
// faults of the transaction.
type PartlyBilled interface{ Billings() []Billing }

// LedgerEntry is a [Billing] and the transaction that it is about.
type LedgerEntry struct {
	Transaction string
	Billing
}

// Claim returns what the entry takes.
func (e LedgerEntry) Claim() Claim { return Claim{e.Transaction, e.Part} }

// Claim identifies one entry in the ledger of a transaction, whoever pays it. Any two runs, credits or cancellations that meet on a
// transaction make the same claim, so an index that is unique over (transaction, part) lets one of them through. What a host has to do
// around it is said in README.md beside this file.
type Claim struct {
	Transaction string
	Part        int // from 1
}

// String returns the claim as text: the transaction, escaped, a slash and the part. [ParseClaim] reads it back.
func (c Claim) String() string { return escape(c.Transaction) + "/" + strconv.Itoa(c.Part) }

// ParseClaim reads the text of [Claim.String]. The part is 1 or more.
func ParseClaim(s string) (Claim, error) {
	id, part, ok := strings.Cut(s, "/")
	n, err := strconv.Atoi(part)
	if !ok || err != nil || n < 1 || strconv.Itoa(n) != part {
		return Claim{}, fmt.Errorf("%q is not a claim, expected a transaction, a slash and a part", clip(s))
	}
	return Claim{keyUnescaper.Replace(id), n}, nil
}

// MarshalText is [Claim.String].
func (c Claim) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText is [ParseClaim].
func (c *Claim) UnmarshalText(text []byte) (err error) {
	*c, err = ParseClaim(string(text))
	return err
}

// keyEscaper leaves no slash and no comma in a part of a key, and keyUnescaper undoes that.
var (
	keyEscaper   = strings.NewReplacer("%", "%25", "/", "%2F", ",", "%2C")
	keyUnescaper = strings.NewReplacer("%25", "%", "%2F", "/", "%2C", ",")
)

func escape(s string) string { return keyEscaper.Replace(s) }

// clip shortens what is quoted in a message.
func clip(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
