package invoice_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// oddID draws ids with what keys and claims are made of.
var oddID = rapid.StringOf(rapid.SampledFrom([]rune{'%', '/', ',', '2', 'F', '5', 'C', 'T', ' ', 'å', '\n'}))

func TestAClaimIsReadBackFromItsText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := invoice.Claim{Transaction: oddID.Draw(t, "id"), Part: rapid.IntRange(1, 1_000_000).Draw(t, "part")}
		got, err := invoice.ParseClaim(c.String())
		if err != nil || got != c {
			t.Fatalf("%q comes back as %v (%v)", c, got, err)
		}
		var text invoice.Claim
		if b, err := c.MarshalText(); err != nil || text.UnmarshalText(b) != nil || text != c {
			t.Fatalf("%q comes back as %v (%v)", b, text, err)
		}
	})
}

func TestTwoClaimsHaveTwoTexts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := invoice.Claim{Transaction: oddID.Draw(t, "id"), Part: rapid.IntRange(1, 3).Draw(t, "part")}
		b := invoice.Claim{Transaction: oddID.Draw(t, "other id"), Part: rapid.IntRange(1, 3).Draw(t, "other part")}
		if (a == b) != (a.String() == b.String()) {
			t.Fatalf("%v and %v are %s and %s", a, b, a, b)
		}
	})
}

func TestParseClaimRefuses(t *testing.T) {
	for _, s := range []string{"", "T1", "T1/", "T1/0", "T1/-1", "T1/+1", "T1/01", "T1/1/2", "T1/x", "T1/99999999999999999999", "T1/1 ", strings.Repeat("T", 1000)} {
		c, err := invoice.ParseClaim(s)
		if err == nil || c != (invoice.Claim{}) {
			t.Errorf("%q is %v", s, c)
		} else if len(err.Error()) > 200 {
			t.Errorf("the error of a text of %d bytes has %d", len(s), len(err.Error()))
		}
	}
}

func TestTheSlotIsTheKeyWithoutTheClaim(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		slot := rapid.SampledFrom([]string{"rule/2026-01-31/A/merged/EUR", "r/2026-01-31/A%2FB/project:P/EUR/manager=Anna%2FBo"}).Draw(t, "slot")
		d := invoice.Draft{Key: slot + "/" + invoice.Claim{Transaction: oddID.Draw(t, "id"), Part: rapid.IntRange(1, 99).Draw(t, "part")}.String()}
		if d.Slot() != slot {
			t.Fatalf("%q has the slot %q, want %q", d.Key, d.Slot(), slot)
		}
	})
}

// TestAKeyNamesItsClaim: what oddly named transactions make ends in the smallest claim, and the slot before it does not depend on the ids.
func TestAKeyNamesItsClaim(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ids := rapid.SliceOfNDistinct(oddID, 1, 4, rapid.ID).Filter(func(ids []string) bool {
			for _, id := range ids {
				if id == "" {
					return false
				}
			}
			return true
		}).Draw(t, "ids")
		data := faultWorld()
		data.Transactions = nil
		smallest := ids[0]
		for _, id := range ids {
			data.Transactions = append(data.Transactions, work(id, "L1", "10"))
			smallest = min(smallest, id)
		}
		res := mustRun(t, invoice.Input{Rules: []invoice.Rule{everyDay}, Source: mustMemory(t, data), Through: worldStart})
		want := "all/2026-06-01/A/project:P1/EUR"
		if d := res.Drafts[0]; d.Slot() != want || d.Key != want+"/"+(invoice.Claim{Transaction: smallest, Part: 1}).String() {
			t.Fatalf("the key is %q, the smallest id %q", d.Key, smallest)
		}
	})
}

func digestDraft() invoice.Draft {
	return invoice.Draft{
		Key: "k/T/1", Rule: "r", Kind: invoice.InvoiceDraft, RunDate: date("2026-01-31"), PlannedDate: date("2026-01-31"), Customer: "A", Contract: "K", Projects: []string{"P"},
		Currency: "EUR", Group: []invoice.GroupValue{{Field: "manager", Value: "Anna"}}, InvoiceDate: date("2026-01-31"), EntryDate: date("2026-01-31"), Status: "draft", Generator: "g",
		Options: []invoice.Option{{Name: "term", Value: invoice.NumberValue(dec("30"))}}, Total: eur("10.00"),
		Lines: []invoice.DraftLine{{Line: "L", Project: "P", Contract: "K", Group: []invoice.GroupValue{{Field: "person", Value: "bo"}}, Total: eur("10.00"), Details: []invoice.LineDetail{{
			Transaction: "T", Part: 1, Date: date("2026-01-15"), Kind: invoice.Time, BillingType: invoice.Chargeable, Amount: eur("10.00"), Quantity: hours("1"), Price: eur("10"),
			Percent: invoice.NewPercent(dec("60")), Whole: eur("16.67"), Person: "bo", Description: "work",
		}}}},
	}
}

func TestTheDigestChangesWithWhatTheCustomerReads(t *testing.T) {
	detail := func(d *invoice.Draft) *invoice.LineDetail { return &d.Lines[0].Details[0] }
	base := digestDraft()
	if s := base.Digest(); len(s) != len("1:")+64 || !strings.HasPrefix(s, "1:") {
		t.Fatalf("the digest is %s", s)
	}
	seen := map[string]string{base.Digest(): "nothing"}
	for name, change := range map[string]func(*invoice.Draft){
		"kind":                func(d *invoice.Draft) { d.Kind = invoice.CreditDraft },
		"customer":            func(d *invoice.Draft) { d.Customer = "B" },
		"contract":            func(d *invoice.Draft) { d.Contract = "K2" },
		"currency":            func(d *invoice.Draft) { d.Currency = "SEK" },
		"invoice date":        func(d *invoice.Draft) { d.InvoiceDate = date("2026-02-01") },
		"entry date":          func(d *invoice.Draft) { d.EntryDate = date("2026-02-02") },
		"status":              func(d *invoice.Draft) { d.Status = "sent" },
		"total":               func(d *invoice.Draft) { d.Total = eur("10.01") },
		"group":               func(d *invoice.Draft) { d.Group[0].Value = "Bo" },
		"group field":         func(d *invoice.Draft) { d.Group[0].Field = "team" },
		"no group":            func(d *invoice.Draft) { d.Group = nil },
		"option":              func(d *invoice.Draft) { d.Options[0].Value = invoice.NumberValue(dec("14")) },
		"option name":         func(d *invoice.Draft) { d.Options[0].Name = "days" },
		"line":                func(d *invoice.Draft) { d.Lines[0].Line = "L2" },
		"project of the line": func(d *invoice.Draft) { d.Lines[0].Project = "P2" },
		"line group":          func(d *invoice.Draft) { d.Lines[0].Group[0].Value = "anna" },
		"line total":          func(d *invoice.Draft) { d.Lines[0].Total = eur("10.01") },
		"no details":          func(d *invoice.Draft) { d.Lines[0].Details = nil },
		"transaction":         func(d *invoice.Draft) { detail(d).Transaction = "T2" },
		"date":                func(d *invoice.Draft) { detail(d).Date = date("2026-01-16") },
		"kind of work":        func(d *invoice.Draft) { detail(d).Kind = invoice.Fee },
		"billing type":        func(d *invoice.Draft) { detail(d).BillingType = invoice.Complimentary },
		"amount":              func(d *invoice.Draft) { detail(d).Amount = eur("9.99") },
		"quantity":            func(d *invoice.Draft) { detail(d).Quantity = hours("2") },
		"no quantity":         func(d *invoice.Draft) { detail(d).Quantity = invoice.Quantity{} },
		"price":               func(d *invoice.Draft) { detail(d).Price = eur("11") },
		"person":              func(d *invoice.Draft) { detail(d).Person = "anna" },
		"description":         func(d *invoice.Draft) { detail(d).Description = "more work" },
		"a reversal":          func(d *invoice.Draft) { detail(d).Reverses = 1 },
		"text moved":          func(d *invoice.Draft) { detail(d).Person, detail(d).Description = "bow", "ork" },
	} {
		d := digestDraft()
		change(&d)
		if other, same := seen[d.Digest()]; same {
			t.Errorf("%s and %s have one digest", name, other)
		}
		seen[d.Digest()] = name
	}
	for name, change := range map[string]func(*invoice.Draft){
		"rule":         func(d *invoice.Draft) { d.Rule = "other" },
		"key":          func(d *invoice.Draft) { d.Key = "other" },
		"part":         func(d *invoice.Draft) { detail(d).Part = 7 },
		"which part":   func(d *invoice.Draft) { detail(d).Open = true },
		"generator":    func(d *invoice.Draft) { d.Generator = "other" },
		"run date":     func(d *invoice.Draft) { d.RunDate = date("2026-02-01") },
		"planned date": func(d *invoice.Draft) { d.PlannedDate = date("2026-02-01") },
		"limits":       func(d *invoice.Draft) { d.Limits = []invoice.LimitUse{{Limit: eur("1"), Billed: eur("5")}} },
	} {
		d := digestDraft()
		if change(&d); d.Digest() != base.Digest() {
			t.Errorf("%s changes the digest", name)
		}
	}
}

// TestADraftThatReadsTheSameHasTheSameDigest: of a night that is cancelled and run again, under another name of the rule.
func TestADraftThatReadsTheSameHasTheSameDigest(t *testing.T) {
	s := creditWorld(t)
	first := bookNight(t, s)
	for _, d := range first {
		if _, err := s.Cancel(d); err != nil {
			t.Fatal(err)
		}
	}
	renamed := invoice.Rule{Name: "renamed", Schedule: schedule.Schedule{Frequency: schedule.Daily}}
	again := mustRun(t, invoice.Input{Rules: []invoice.Rule{renamed}, Source: s, Through: worldStart})
	for i := range first {
		if first[i].Digest() != again.Drafts[i].Digest() || first[i].Key == again.Drafts[i].Key {
			t.Errorf("%s and %s:\n%s\n%s", first[i].Key, again.Drafts[i].Key, contents(&first[i]), contents(&again.Drafts[i]))
		}
	}
}

// TestABillingIsWhatItsDetailSays: entries carry every figure of the details, and nothing is calculated.
func TestABillingIsWhatItsDetailSays(t *testing.T) {
	d := digestDraft()
	x := &d.Lines[0].Details[0]
	x.Waived, x.Reverses, x.Open = eur("0.01"), 3, true
	want := invoice.LedgerEntry{Transaction: "T", Billing: invoice.Billing{
		Part: 1, Customer: "A", Percent: invoice.NewPercent(decimal.NewFromInt(60)), Amount: eur("10.00"), Quantity: hours("1"), Price: eur("10"), Whole: eur("16.67"),
		Waived: eur("0.01"), Reverses: 3, Open: true,
	}}
	if got := d.Billings(); len(got) != 1 || got[0] != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// TestAKeyNamesTheSmallestClaimOnWhateverLineItStands, first or last.
func TestAKeyNamesTheSmallestClaimOnWhateverLineItStands(t *testing.T) {
	for _, ids := range [][2]string{{"T1", "T2"}, {"T2", "T1"}} {
		d := faultWorld()
		d.Transactions = d.Transactions[:2]
		d.Transactions[0].ID, d.Transactions[1].ID = ids[0], ids[1]
		res := mustRun(t, invoice.Input{Rules: []invoice.Rule{everyDay}, Source: mustMemory(t, d), Through: worldStart})
		if len(res.Drafts) != 1 || len(res.Drafts[0].Lines) != 2 || !strings.HasSuffix(res.Drafts[0].Key, "/T1/1") {
			t.Errorf("%v: drafts are %+v", ids, res.Drafts)
		}
	}
}
