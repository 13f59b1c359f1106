package sim

import (
	"math/big"
	"slices"
	"strings"
	"sync"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
)

// rest is what the oracle says of a transaction after its ledger. Amounts are exact, in minor units.
type rest struct {
	amount  *big.Rat
	left    *big.Rat
	held    invoice.Reason // why nothing of it can be divided; "": it can
	open    []due          // to whom something is still to be billed, as listed
	parties int            // customers with a share
}

type due struct {
	customer string // nobody where the shares name none
	owed     *big.Rat
}

// nobody stands for whoever pays where no customers are named: the payer and the customer of the project are one.
const nobody = "*"

var one = big.NewRat(1, 1)

func digitsOf(currency string) int32 {
	n, _ := invoice.MinorUnits(currency)
	return int32(n)
}

// scaled is a number in the minor units of a currency.
func scaled(d decimal.Decimal, currency string) *big.Rat { return d.Shift(digitsOf(currency)).Rat() }

// units is a booked amount in minor units.
func units(a invoice.Amount) int64 { return a.Decimal().Shift(digitsOf(a.Currency())).IntPart() }

// minorAmount makes an amount of minor units, in the currency of another.
func minorAmount(n int64, like invoice.Amount) invoice.Amount {
	return invoice.NewAmount(decimal.New(n, -digitsOf(like.Currency())), like.Currency())
}

func part(p invoice.Percent) *big.Rat {
	if r, known := parts.Load(p); known {
		return r.(*big.Rat)
	}
	s := p.String()
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		panic("not a percentage: " + s)
	}
	if !strings.Contains(s, "/") {
		r.Quo(r, big.NewRat(100, 1))
	}
	parts.Store(p, r)
	return r
}

// parts are the fractions that were worked out; they are never written to.
var parts sync.Map

func absRat(r *big.Rat) *big.Rat { return new(big.Rat).Abs(r) }

// division says whose a transaction is: customers and parts, and who takes the odd units.
func (r *rows) division(t *transaction) (names []string, parts []*big.Rat, rounding string) {
	l := r.line(t.line)
	shares := l.shares
	rounding = l.rounding
	if len(t.shares) > 0 {
		shares, rounding = t.shares, t.rounding
	}
	for _, s := range shares {
		if !s.Percent.IsZero() {
			names, parts = append(names, s.Customer), append(parts, part(s.Percent))
		}
	}
	if len(names) == 0 {
		return []string{nobody}, []*big.Rat{one}, ""
	}
	return names, parts, rounding
}

// alias is the name of a customer in a transaction's division.
func (r *rows) alias(t *transaction, customer string) string {
	if len(t.shares) > 0 || len(r.line(t.line).shares) > 0 {
		return customer
	}
	p := r.project(r.line(t.line).project)
	if customer == p.customer || customer == p.payer && p.payer != "" {
		return nobody
	}
	return customer
}

// account is what the ledger says of one customer.
type account struct {
	customer string
	net      *big.Rat // billed less credited
	counted  *big.Rat // billed and written off, less the credits that reopened it
	percent  invoice.Percent
	whole    *big.Rat // the amount when it was billed last
	open     bool
	charged  bool // an entry has an amount that is not zero
}

// rest works out what is left of a transaction from its ledger alone: what invoice.Rest promises, worked out in another way.
func (r *rows) rest(t *transaction, ledger []invoice.Billing) rest {
	names, parts, rounding := r.division(t)
	out := rest{amount: scaled(t.chargeable(), t.currency), parties: len(names)}
	out.left = new(big.Rat).Set(out.amount)
	var accounts []*account
	of := func(customer string) *account {
		i := slices.IndexFunc(accounts, func(a *account) bool { return a.customer == customer })
		if i >= 0 {
			return accounts[i]
		}
		return nil
	}
	for _, e := range ledger {
		if e.Amount.Currency() != t.currency {
			out.held = invoice.Failed
			return out
		}
		name := r.alias(t, e.Customer)
		if of(name) == nil {
			accounts = append(accounts, &account{customer: name, net: new(big.Rat), counted: new(big.Rat)})
		}
		of(name).enter(t, &e, out.left)
	}
	nothing := absRat(out.left).Cmp(one) < 0
	if r.bound(accounts, names, parts, out.amount) || names[0] == nobody && payers(ledger) > 1 {
		if !nothing {
			out.held = invoice.SharesChanged
		}
		return out
	}
	fresh := func(n string) bool { // nothing stands against the customer: no entry, or all was taken back and is open again
		a := of(n)
		return a == nil || a.open && a.net.Sign() == 0
	}
	everybody := !slices.ContainsFunc(names, fresh)
	if nothing && everybody {
		return out
	}
	for i, n := range names {
		a := of(n)
		if a != nil && !a.open {
			continue
		}
		owed := new(big.Rat).Mul(out.amount, parts[i])
		if a != nil {
			owed.Sub(owed, a.counted)
		}
		out.open = append(out.open, due{n, owed})
	}
	out.settle(rounding)
	for i := range out.open {
		net := new(big.Rat)
		if a := of(out.open[i].customer); a != nil {
			net = a.net
		}
		out.giveBack(&out.open[i], net)
	}
	if len(ledger) > 0 {
		listed := !t.chargeableKind() || out.amount.Sign() == 0
		out.open = slices.DeleteFunc(out.open, func(d due) bool { return d.owed.Sign() == 0 && !(listed && !charged(of(d.customer))) })
	}
	return out
}

// enter takes an entry of a transaction into the account, and what it spends off what is left.
func (a *account) enter(t *transaction, e *invoice.Billing, left *big.Rat) {
	amount := scaled(e.Amount.Decimal(), t.currency)
	a.net.Add(a.net, amount)
	a.charged = a.charged || amount.Sign() != 0
	if spent := t.spent(e, amount); spent != nil {
		a.counted.Add(a.counted, spent)
		left.Sub(left, spent)
	}
	a.open = e.Open
	a.whole = scaled(e.Whole.Decimal(), t.currency)
	if !e.Percent.IsZero() {
		a.percent = e.Percent
	}
}

// charged reports whether an account has an entry with an amount that is not zero.
func charged(a *account) bool { return a != nil && a.charged }

// payers counts the customers with a net amount.
func payers(ledger []invoice.Billing) (n int) {
	nets := make(map[string]decimal.Decimal)
	for _, e := range ledger {
		nets[e.Customer] = nets[e.Customer].Add(e.Amount.Decimal())
	}
	for _, net := range nets {
		if !net.IsZero() {
			n++
		}
	}
	return n
}

func (t *transaction) chargeableKind() bool { return t.billing == 0 || t.billing == invoice.Chargeable }

// bound reports whether a customer with a net amount has another share by now, or none.
func (r *rows) bound(accounts []*account, names []string, parts []*big.Rat, amount *big.Rat) bool {
	for _, a := range accounts {
		if a.net.Sign() == 0 {
			continue
		}
		at := slices.Index(names, a.customer)
		if at < 0 {
			return true
		}
		if a.percent.IsZero() {
			continue
		}
		of := absRat(amount)
		if w := absRat(a.whole); w.Cmp(of) > 0 {
			of = w
		}
		moved := new(big.Rat).Sub(part(a.percent), parts[at])
		if moved.Abs(moved).Mul(moved, of).Cmp(one) >= 0 {
			return true
		}
	}
	return false
}

// settle gives the open customers what is rounding, and holds what is a closed one's.
func (x *rest) settle(rounding string) {
	diff := new(big.Rat).Set(x.left)
	for _, d := range x.open {
		diff.Sub(diff, d.owed)
	}
	if absRat(diff).Cmp(big.NewRat(int64(x.parties), 1)) >= 0 {
		if down := diff.Sign() < 0; len(x.open) > 0 && down == (x.amount.Sign() >= 0) {
			x.held, x.open = invoice.AmountChanged, nil
		}
		return
	}
	if at := slices.IndexFunc(x.open, func(d due) bool { return d.customer == rounding }); at >= 0 {
		x.open[at].owed.Add(x.open[at].owed, diff)
		return
	}
	x.spread(diff)
}

// spent is what an entry uses up of a transaction, written off or billed; nil: nothing. A write-off is for good, but for one of money that had the
// other sign than the amount has by now.
func (t *transaction) spent(e *invoice.Billing, amount *big.Rat) *big.Rat {
	switch back := e.Reverses != 0 && amount.Sign()*t.chargeable().Sign() > 0; {
	case back:
		return amount
	case e.Reverses != 0 && !e.Open:
		return nil
	}
	return new(big.Rat).Add(amount, scaled(e.Waived.Decimal(), t.currency))
}

// giveBack bounds what a customer gets back: no more than what it was billed.
func (x *rest) giveBack(d *due, net *big.Rat) {
	if d.owed.Sign() == x.amount.Sign() {
		return
	}
	most := new(big.Rat)
	if net.Sign() != d.owed.Sign() {
		most.Neg(net)
	}
	if absRat(d.owed).Cmp(absRat(most)) > 0 {
		d.owed = most
	}
}

// spread rounds the open customers up to the next unit, or down, by largest remainder; the last one gets what is left of the difference.
func (x *rest) spread(diff *big.Rat) {
	order := make([]*due, len(x.open))
	for i := range x.open {
		order[i] = &x.open[i]
	}
	slices.SortStableFunc(order, func(a, b *due) int { return over(b.owed).Cmp(over(a.owed)) * diff.Sign() })
	for i, d := range order {
		step := new(big.Rat).Set(diff)
		if i < len(order)-1 {
			room := new(big.Rat).Neg(over(d.owed))
			if diff.Sign() > 0 {
				room.Add(room, one)
			}
			if absRat(room).Cmp(absRat(diff)) < 0 {
				step = room
			}
		}
		d.owed.Add(d.owed, step)
		diff.Sub(diff, step)
	}
}

// over is what a number is above the next lower whole one.
func over(r *big.Rat) *big.Rat {
	floor := new(big.Int).Div(r.Num(), r.Denom())
	return new(big.Rat).Sub(r, new(big.Rat).SetInt(floor))
}

// has reports whether something is still to be billed to a customer.
func (x *rest) has(customer string) bool {
	return slices.ContainsFunc(x.open, func(d due) bool { return d.customer == customer })
}

// owes reports whether a customer is due an amount; where the whole is held, it is.
func (x *rest) owes(customer string) bool {
	return x.held != "" || slices.ContainsFunc(x.open, func(d due) bool { return d.customer == customer && d.owed.Sign() != 0 })
}

// total is what is owed in all.
func (x *rest) total() *big.Rat {
	sum := new(big.Rat)
	for _, d := range x.open {
		sum.Add(sum, d.owed)
	}
	return sum
}

// round rounds to whole units.
func round(r *big.Rat, mode invoice.RoundingMode) int64 {
	twice := new(big.Int).Mul(new(big.Int).Abs(r.Num()), big.NewInt(2))
	n, rem := new(big.Int).QuoRem(new(big.Int).Add(twice, r.Denom()), new(big.Int).Mul(r.Denom(), big.NewInt(2)), new(big.Int))
	if rem.Sign() == 0 && mode == invoice.HalfEven && n.Bit(0) == 1 {
		n.Sub(n, big.NewInt(1))
	}
	return n.Int64() * int64(r.Sign())
}
