package main

import (
	"github.com/proforma-go/proforma/internal/replay"
	"github.com/proforma-go/proforma/invoice"
)

// reportJSON is what run -json prints. Lists are never null.
type reportJSON struct {
	Drafts  []invoice.Draft       `json:"drafts"`
	Backlog []invoice.BacklogItem `json:"backlog"`
	Log     []invoice.Entry       `json:"log"`
}

func jsonOf(r *replay.Report) reportJSON {
	return reportJSON{
		Drafts:  append([]invoice.Draft{}, r.Drafts...),
		Backlog: append([]invoice.BacklogItem{}, r.Backlog...),
		Log:     append([]invoice.Entry{}, r.Log...),
	}
}
