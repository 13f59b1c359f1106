package invoice

import (
	"encoding/json"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/schedule"
)

// The JSON forms of drafts, backlog items and log entries are what the billrun command prints and what hosts may store. Amounts are
// strings with the currency's decimals, dates ISO 8601, and lists are never null.

type draftJSON struct {
	Key         string            `json:"key"`
	Rule        string            `json:"rule"`
	Kind        string            `json:"kind"`
	RunDate     schedule.Date     `json:"run_date"`
	PlannedDate schedule.Date     `json:"planned_date"`
	Customer    string            `json:"customer"`
	Contract    string            `json:"contract"`
	Projects    []string          `json:"projects"`
	Currency    string            `json:"currency"`
	Group       map[string]string `json:"group,omitempty"`
	InvoiceDate schedule.Date     `json:"invoice_date"`
	EntryDate   schedule.Date     `json:"entry_date"`
	Status      string            `json:"status"`
	Generator   string            `json:"generator"`
	Notify      []string          `json:"notify"`
	Options     map[string]any    `json:"options"`
	Total       string            `json:"total"`
	Lines       []lineJSON        `json:"lines"`
}

type lineJSON struct {
	Line    string            `json:"line"`
	Project string            `json:"project"`
	Group   map[string]string `json:"group,omitempty"`
	Total   string            `json:"total"`
	Details []detailJSON      `json:"details"`
}

type detailJSON struct {
	Transaction string        `json:"transaction"`
	Claim       Claim         `json:"claim"`
	Date        schedule.Date `json:"date"`
	Kind        string        `json:"kind"`
	BillingType string        `json:"billing_type"`
	Amount      string        `json:"amount"`
	Quantity    string        `json:"quantity"`
	Person      string        `json:"person"`
	Description string        `json:"description"`
}

// MarshalJSON writes the draft with its lines and details.
func (d Draft) MarshalJSON() ([]byte, error) {
	j := draftJSON{
		Key: d.Key, Rule: d.Rule, Kind: d.Kind.String(), RunDate: d.RunDate, PlannedDate: d.PlannedDate, Customer: d.Customer,
		Contract: d.Contract, Projects: append([]string{}, d.Projects...), Currency: d.Currency, Group: groupJSON(d.Group),
		InvoiceDate: d.InvoiceDate, EntryDate: d.EntryDate, Status: d.Status, Generator: d.Generator, Notify: []string{},
		Options: map[string]any{}, Total: d.Total.StringFixed(d.decimals), Lines: []lineJSON{},
	}
	for _, n := range d.Notify {
		for _, r := range n.Recipients {
			j.Notify = append(j.Notify, r.Name)
		}
	}
	for _, o := range d.Options {
		j.Options[o.Name] = o.Value.plain()
	}
	for _, l := range d.Lines {
		j.Lines = append(j.Lines, l.json(d.decimals))
	}
	return json.Marshal(j)
}

func (l *DraftLine) json(decimals int32) lineJSON {
	j := lineJSON{Line: l.Line, Project: l.Project, Group: groupJSON(l.Group), Total: l.Total.StringFixed(decimals), Details: []detailJSON{}}
	for _, d := range l.Details {
		j.Details = append(j.Details, detailJSON{
			Transaction: d.Transaction, Claim: d.Claim, Date: d.Date, Kind: d.Kind.String(), BillingType: d.BillingType.String(),
			Amount: d.Amount.StringFixed(decimals), Quantity: nullable(d.Quantity), Person: d.Person, Description: d.Description,
		})
	}
	return j
}

func groupJSON(gs []GroupValue) map[string]string {
	if len(gs) == 0 {
		return nil
	}
	m := make(map[string]string, len(gs))
	for _, g := range gs {
		m[g.Field] = g.Value
	}
	return m
}

func nullable(d decimal.NullDecimal) string {
	if !d.Valid {
		return ""
	}
	return d.Decimal.String()
}

// plain returns the value as JSON has it: texts, numbers as they are written, booleans.
func (v Value) plain() any {
	switch v.Type {
	case NumberType:
		return json.Number(v.Number.String())
	case MoneyType:
		return Amount{v.Number, v.Currency}.String()
	case DateType:
		return v.Date.String()
	case BoolType:
		return v.Bool
	}
	return v.Text
}

type backlogJSON struct {
	Transaction string        `json:"transaction"`
	Line        string        `json:"line"`
	Customer    string        `json:"customer"`
	Amount      string        `json:"amount"`
	Currency    string        `json:"currency"`
	Rule        string        `json:"rule"`
	Reason      Reason        `json:"reason"`
	Detail      string        `json:"detail"`
	NextRun     schedule.Date `json:"next_run"`
}

// MarshalJSON writes the item with its reason and the detail in words.
func (b BacklogItem) MarshalJSON() ([]byte, error) {
	decimals := b.decimals
	if decimals == 0 {
		if digits, ok := MinorUnits(b.Currency); ok {
			decimals = int32(digits)
		}
	}
	return json.Marshal(backlogJSON{b.Transaction, b.Line, b.Customer, b.Amount.StringFixed(decimals), b.Currency, b.Rule, b.Reason, b.Detail(), b.NextRun})
}

type entryJSON struct {
	RunDate schedule.Date `json:"run_date"`
	Rule    string        `json:"rule"`
	Level   string        `json:"level"`
	Code    Code          `json:"code"`
	Subject string        `json:"subject"`
	Message string        `json:"message"`
}

// MarshalJSON writes the entry.
func (e Entry) MarshalJSON() ([]byte, error) {
	return json.Marshal(entryJSON{e.RunDate, e.Rule, e.Level.String(), e.Code, e.Subject, e.Message})
}
