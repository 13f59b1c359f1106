package main

import (
	"github.com/proforma-go/proforma/internal/replay"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// reportJSON is what run -json prints. Lists are never null.
type reportJSON struct {
	Drafts  []invoice.Draft `json:"drafts"`
	Backlog []backlogJSON   `json:"backlog"`
	Log     []invoice.Entry `json:"log"`
}

type backlogJSON struct {
	Transaction string         `json:"transaction"`
	Line        string         `json:"line"`
	Customer    string         `json:"customer"`
	Amount      string         `json:"amount"`
	Currency    string         `json:"currency"`
	Rule        string         `json:"rule"`
	Reason      invoice.Reason `json:"reason"`
	Detail      string         `json:"detail"`
	NextRun     schedule.Date  `json:"next_run"`
}

func jsonOf(r *replay.Report) reportJSON {
	j := reportJSON{Drafts: append([]invoice.Draft{}, r.Drafts...), Backlog: []backlogJSON{}, Log: append([]invoice.Entry{}, r.Log...)}
	for i := range r.Backlog {
		b := &r.Backlog[i]
		j.Backlog = append(j.Backlog, backlogJSON{
			b.Transaction, b.Line, b.Customer, money(b.Amount, decimals(b.Currency)), b.Currency, b.Rule, b.Reason, b.Detail(), b.NextRun,
		})
	}
	return j
}
