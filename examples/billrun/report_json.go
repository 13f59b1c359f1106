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

// jsonOf leaves out the reasons of all rules but the one that came nearest, unless they are asked for.
func jsonOf(r *replay.Report, everyRule bool) reportJSON {
	j := reportJSON{
		Drafts:  append([]invoice.Draft{}, r.Drafts...),
		Backlog: append([]invoice.BacklogItem{}, r.Backlog...),
		Log:     append([]invoice.Entry{}, r.Log...),
	}
	for i := range j.Backlog {
		if !everyRule {
			j.Backlog[i].Rules = nil
		}
	}
	return j
}
