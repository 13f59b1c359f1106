package findings_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
)

// fields reads JSON back as a map.
func fields(t *testing.T, v any) map[string]any {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func has(t *testing.T, what string, got map[string]any, want map[string]any) {
	t.Helper()
	for key, value := range want {
		if got[key] != value {
			t.Errorf("%s: %q is %v, want %v", what, key, got[key], value)
		}
	}
}

func first(m map[string]any, keys ...string) map[string]any {
	for _, k := range keys {
		m = m[k].([]any)[0].(map[string]any)
	}
	return m
}

// The number of decimals came from the run and was lost with it: a draft that a host had put together from columns was written as 11.
func TestADraftMadeByHandKeepsItsCents(t *testing.T) {
	d := invoice.Draft{Currency: "EUR", Total: euro("10.55"), Lines: []invoice.DraftLine{{Total: euro("10.55"), Details: []invoice.LineDetail{{Transaction: "T1", Part: 1, Amount: euro("10.55")}}}}}
	j := fields(t, d)
	has(t, "draft", j, map[string]any{"total": "10.55", "currency": "EUR"})
	has(t, "line", first(j, "lines"), map[string]any{"total": "10.55"})
	has(t, "detail", first(j, "lines", "details"), map[string]any{"amount": "10.55"})
	yen := invoice.Draft{Currency: "JPY", Total: invoice.NewAmount(dec("1055"), "JPY")}
	has(t, "draft in yen", fields(t, yen), map[string]any{"total": "1055"})
}

// What stood on a detail was in Go, and half of it not in JSON: neither price nor percentage, so a host had to ask for the share again when it
// booked, and could get another one.
func TestADetailHasAllThatABillingStores(t *testing.T) {
	w := hours("T1", "21.10")
	w.Quantity, w.Price = decimal.NewNullDecimal(dec("2")), decimal.NewNullDecimal(dec("10.55"))
	r := run(t, "daily", source(t, split("", []invoice.Share{share("A", "50"), share("B", "50")}, w)), lastDay)
	has(t, "detail", first(fields(t, r.Drafts[0]), "lines", "details"), map[string]any{
		"transaction": "T1", "part": 1.0, "claim": "T1/1", "customer": "A", "percent": "50", "amount": "10.55", "quantity": "1", "price": "10.55", "whole": "21.10",
		"open": false, "reverses": 0.0, "kind": "time", "date": "2026-01-10",
	})
	has(t, "draft", fields(t, r.Drafts[0]), map[string]any{"rounding": "half up per line", "digest": r.Drafts[0].Digest()})
	e := r.Drafts[1].Billings()[0]
	if e.Customer != "B" || e.Part != 2 || e.Percent.String() != "50" || !e.Amount.Equal(euro("10.55")) || !e.Whole.Equal(euro("21.10")) || e.Open {
		t.Errorf("what a host stores is %+v", e)
	}
}

// A host could not word a reason itself: project, kind, date, cut-off, level and limit were missing.
func TestABacklogItemHasEveryFactBehindItsReason(t *testing.T) {
	r := run(t, "daily", source(t, world(on("2026-03-10", hours("T2", "99.99")))), lastDay)
	has(t, "late", fields(t, r.Backlog[0]), map[string]any{
		"transaction": "T2", "line": "L1", "project": "P1", "customer": "ACME", "kind": "time", "date": "2026-03-10", "amount": "99.99", "currency": "EUR",
		"rule": "rules", "reason": "after-cutoff", "cutoff": "2026-01-31", "next_run": "2026-03-10",
	})
	d := world(hours("T1", "100"))
	d.Lines[0].Limit = limit("50")
	j := fields(t, run(t, "daily", source(t, d), lastDay).Backlog[0])
	if level, limit := j["level"].([]any), j["limit"].([]any); len(level) != 1 || level[0] != "line" || limit[0] != "50.00" {
		t.Errorf("over a limit: %v, %v", level, limit)
	}
	j = fields(t, run(t, "daily, where amount > 500 EUR", source(t, world(hours("T1", "100"))), lastDay).Backlog[0])
	has(t, "filtered", j, map[string]any{"reason": "filtered", "condition": "amount > 500 EUR", "value": "100 EUR"})
	j = fields(t, run(t, "daily, min amount 500 EUR", source(t, world(hours("T1", "100"))), lastDay).Backlog[0])
	has(t, "below the minimum", j, map[string]any{"reason": "below-minimum", "total": "100.00", "next_run": "2026-02-01"})
	d = split("", []invoice.Share{share("C", "100")}, billed(part(1, "A", "60", true)))
	j = fields(t, run(t, "daily", source(t, d), lastDay).Backlog[0])
	has(t, "changed shares", j, map[string]any{"reason": "shares-changed", "was": "A 100", "is": "C 100", "amount": "40.00", "next_run": ""})
}

// An entry of the log knew when a rule runs next, and its JSON did not.
func TestAnEntryOfTheLogHasItsNextRun(t *testing.T) {
	r := run(t, "yearly on June 10", source(t, world(hours("T1", "100"))), lastDay)
	for _, e := range r.Log {
		if e.Code == invoice.CodeNotDue {
			has(t, "entry", fields(t, e), map[string]any{"code": "not-due", "next_run": "2026-06-10"})
			return
		}
	}
	t.Errorf("no entry says that the rule is not due:\n%s", r.Log)
}

// A claim could be written and not read.
func TestAClaimReadsWhatItWrites(t *testing.T) {
	for _, c := range []invoice.Claim{{Transaction: "T1", Part: 1}, {Transaction: "a/b, 50%", Part: 12}, {Transaction: "%2F", Part: 3}} {
		back, err := invoice.ParseClaim(c.String())
		if err != nil || back != c {
			t.Errorf("%s reads as %v, %v", c, back, err)
		}
	}
	for _, s := range []string{"", "T1", "T1/", "T1/0", "T1/-1", "T1/01", "T1/x", "T1/A/1"} {
		if c, err := invoice.ParseClaim(s); err == nil && !strings.Contains(s, "/A/") {
			t.Errorf("%q reads as %v", s, c)
		}
	}
}
