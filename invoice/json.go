package invoice

import (
	"encoding/json"

	"github.com/proforma-go/proforma/schedule"
)

// The JSON forms of drafts, backlog items and log entries are what the billrun command prints and what hosts may store. Amounts are
// strings with the currency's decimals, what is exact as exact as it is, dates ISO 8601, and lists are never null.

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
	Rounding    string            `json:"rounding"`
	Limits      []limitJSON       `json:"limits"`
	Total       string            `json:"total"`
	Lines       []lineJSON        `json:"lines"`
	Digest      string            `json:"digest"`
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
	Part        int           `json:"part"`
	Customer    string        `json:"customer"`
	Percent     string        `json:"percent"`
	Date        schedule.Date `json:"date"`
	Kind        string        `json:"kind"`
	BillingType string        `json:"billing_type"`
	Amount      string        `json:"amount"`
	Quantity    string        `json:"quantity"`
	Price       string        `json:"price"`
	Whole       string        `json:"whole"`
	Waived      string        `json:"waived"`
	Reverses    int           `json:"reverses"`
	Open        bool          `json:"open"`
	Person      string        `json:"person"`
	Description string        `json:"description"`
}

type limitJSON struct {
	Level    string `json:"level"`
	Line     string `json:"line"`
	Contract string `json:"contract"`
	Customer string `json:"customer"`
	Currency string `json:"currency"`
	Limit    string `json:"limit"`
	Billed   string `json:"billed"`
	Drafted  string `json:"drafted"`
}

// MarshalJSON writes the draft with its lines and details.
func (d Draft) MarshalJSON() ([]byte, error) {
	decimals := d.Decimals()
	j := draftJSON{
		Key: d.Key, Rule: d.Rule, Kind: d.Kind.String(), RunDate: d.RunDate, PlannedDate: d.PlannedDate, Customer: d.Customer,
		Contract: d.Contract, Projects: append([]string{}, d.Projects...), Currency: d.Currency, Group: groupJSON(d.Group),
		InvoiceDate: d.InvoiceDate, EntryDate: d.EntryDate, Status: d.Status, Generator: d.Generator, Notify: []string{},
		Options: map[string]any{}, Rounding: d.Rounding.Words(), Limits: []limitJSON{}, Total: d.Total.StringFixed(decimals), Lines: []lineJSON{},
		Digest: d.Digest(),
	}
	for _, n := range d.Notify {
		for _, r := range n.Recipients {
			j.Notify = append(j.Notify, r.Name)
		}
	}
	for _, o := range d.Options {
		j.Options[o.Name] = o.Value.plain()
	}
	for _, l := range d.Limits {
		j.Limits = append(j.Limits, limitJSON{l.Level.String(), l.Line, l.Contract, l.Customer, l.Limit.Currency(),
			numberOnly(l.Limit), numberOnly(l.Billed), numberOnly(l.Drafted)})
	}
	for i := range d.Lines {
		j.Lines = append(j.Lines, d.Lines[i].json(d.Customer, decimals))
	}
	return json.Marshal(j)
}

func (l *DraftLine) json(customer string, decimals int32) lineJSON {
	j := lineJSON{Line: l.Line, Project: l.Project, Group: groupJSON(l.Group), Total: l.Total.StringFixed(decimals), Details: []detailJSON{}}
	for i := range l.Details {
		d := &l.Details[i]
		j.Details = append(j.Details, detailJSON{
			Transaction: d.Transaction, Claim: d.Claim(), Part: d.Part, Customer: customer, Percent: d.Percent.String(), Date: d.Date,
			Kind: d.Kind.String(), BillingType: d.BillingType.String(), Amount: d.Amount.StringFixed(decimals), Quantity: d.Quantity.String(),
			Price: numberOnly(d.Price), Whole: numberOnly(d.Whole), Waived: numberOnly(d.Waived), Reverses: d.Reverses, Open: d.Open,
			Person: d.Person, Description: d.Description,
		})
	}
	return j
}

// numberOnly is the amount without its currency; empty where there is none.
func numberOnly(a Amount) string {
	if a == (Amount{}) {
		return ""
	}
	return a.StringFixed(a.Decimals())
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

// plain returns the value as JSON has it: texts, numbers as they are written, booleans.
func (v Value) plain() any {
	switch v.Type {
	case NumberType:
		return json.Number(v.String())
	case MoneyType:
		return v.String()
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
	Project     string        `json:"project"`
	Customer    string        `json:"customer"`
	Kind        string        `json:"kind"`
	Date        schedule.Date `json:"date"`
	Amount      string        `json:"amount"`
	Currency    string        `json:"currency"`
	groundsJSON
	NextRun   schedule.Date `json:"next_run"`
	NotBefore schedule.Date `json:"not_before,omitzero"`
	Rules     []groundsJSON `json:"rules,omitempty"`
}

type groundsJSON struct {
	Rule      string        `json:"rule"`
	Reason    Reason        `json:"reason"`
	RunDate   schedule.Date `json:"run_date,omitzero"`
	Cutoff    schedule.Date `json:"cutoff"`
	Level     []string      `json:"level"`
	Limit     []string      `json:"limit"`
	Total     string        `json:"total,omitempty"`
	Condition string        `json:"condition"`
	Value     string        `json:"value"`
	Was       string        `json:"was,omitempty"`
	Is        string        `json:"is,omitempty"`
	Detail    string        `json:"detail"`
}

func (g *Grounds) json(b *BacklogItem) groundsJSON {
	j := groundsJSON{Rule: g.Rule, Reason: g.Reason, RunDate: g.RunDate, Cutoff: g.Cutoff, Level: []string{}, Limit: []string{}, Total: numberOnly(g.Total),
		Condition: g.Condition, Value: g.Value, Was: g.Was, Is: g.Is, Detail: g.detail(b)}
	for _, l := range g.Limits {
		j.Level, j.Limit = append(j.Level, l.Level.String()), append(j.Limit, numberOnly(l.Limit))
	}
	return j
}

// MarshalJSON writes the item with its reason, every fact behind it, and the detail in words.
func (b BacklogItem) MarshalJSON() ([]byte, error) {
	j := backlogJSON{Transaction: b.Transaction, Line: b.Line, Project: b.Project, Customer: b.Customer, Kind: b.Kind.String(), Date: b.Date,
		Amount: numberOnly(b.Amount), Currency: b.Amount.Currency(), groundsJSON: b.Grounds.json(&b), NextRun: b.NextRun, NotBefore: b.NotBefore}
	for i := range b.Rules {
		j.Rules = append(j.Rules, b.Rules[i].json(&b))
	}
	return json.Marshal(j)
}

type entryJSON struct {
	RunDate schedule.Date `json:"run_date"`
	Rule    string        `json:"rule"`
	Level   string        `json:"level"`
	Code    Code          `json:"code"`
	Subject string        `json:"subject"`
	NextRun schedule.Date `json:"next_run,omitzero"`
	Count   int           `json:"count,omitempty"`
	Message string        `json:"message"`
}

// MarshalJSON writes the entry.
func (e Entry) MarshalJSON() ([]byte, error) {
	return json.Marshal(entryJSON{e.RunDate, e.Rule, e.Level.String(), e.Code, e.Subject, e.NextRun, e.Count, e.Message})
}
