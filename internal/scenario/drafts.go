package scenario

import (
	"fmt"
	"strings"

	"github.com/proforma-go/proforma/invoice"
)

// statement is what is shown of drafts: labels on the left, moved in step by step, and amounts in one column on the right.
type statement struct {
	severalRules bool
	labels       []string
	amounts      []string // "" for a label alone
	currencies   []string
	details      grid  // of all drafts, so that their columns are in line
	detailAt     []int // the place of each row of details among the labels
}

// renderDrafts shows drafts with their lines and details. What is as it is by default is left out: an invoice date that is the run
// date, an entry date that is the invoice date, the status draft, the name of the only rule.
func renderDrafts(drafts []invoice.Draft, severalRules bool) string {
	if len(drafts) == 0 {
		return "no drafts\n"
	}
	s := statement{severalRules: severalRules, details: grid{right: map[int]bool{4: true}}}
	for i := range drafts {
		s.draft(&drafts[i])
	}
	for i, line := range s.details.lines() {
		s.labels[s.detailAt[i]] = indent + indent + line
	}
	return s.text()
}

func (s *statement) add(label, amount, currency string) {
	s.labels, s.amounts, s.currencies = append(s.labels, label), append(s.amounts, amount), append(s.currencies, currency)
}

func (s *statement) draft(d *invoice.Draft) {
	fixed := d.Decimals()
	head := []string{d.Kind.String(), d.RunDate.String(), d.Customer, place(d)}
	for _, g := range d.Group {
		head = append(head, g.Field+" "+orNone(g.Value))
	}
	if s.severalRules {
		head = append(head, "rule "+d.Rule)
	}
	s.add(strings.Join(head, indent), d.Total.StringFixed(fixed), " "+d.Currency)
	if extra := particulars(d); extra != "" {
		s.add(indent+extra, "", "")
	}
	for i := range d.Lines {
		l := &d.Lines[i]
		label := indent + l.Line
		if len(d.Projects) > 1 {
			label += indent + "project " + l.Project
		}
		for _, g := range l.Group {
			label += indent + g.Field + " " + orNone(g.Value)
		}
		s.add(label, l.Total.StringFixed(fixed), "")
		for j := range l.Details {
			s.detail(&l.Details[j], fixed)
		}
	}
}

func orNone(s string) string {
	if s == "" {
		return "(none)"
	}
	return s
}

// place says what the draft is for: a contract, a project's own contract, or whatever a merge put on it.
func place(d *invoice.Draft) string {
	switch {
	case d.Contract == "":
		return "merged " + strings.Join(d.Projects, ", ")
	case strings.Contains(d.Key, "/project:"):
		return "project " + d.Contract
	}
	return "contract " + d.Contract
}

// particulars is what a draft's head has beyond the defaults.
func particulars(d *invoice.Draft) string {
	var parts []string
	if d.PlannedDate != d.RunDate {
		parts = append(parts, "planned "+d.PlannedDate.String())
	}
	if d.InvoiceDate != d.RunDate {
		parts = append(parts, "invoice date "+d.InvoiceDate.String())
	}
	if d.EntryDate != d.InvoiceDate {
		parts = append(parts, "entry date "+d.EntryDate.String())
	}
	if d.Status != "draft" {
		parts = append(parts, "status "+d.Status)
	}
	if d.Generator != "" {
		parts = append(parts, "generator "+d.Generator)
	}
	for _, o := range d.Options {
		parts = append(parts, o.Name+" "+valueText(o.Value))
	}
	return strings.Join(parts, ", ")
}

func valueText(v invoice.Value) string {
	if v.Type == invoice.NumberType {
		return v.Number.String()
	}
	return v.Text
}

func (s *statement) detail(d *invoice.LineDetail, decimals int32) {
	quantity, price := "", ""
	quantity = d.Quantity.String()
	if d.Price != (invoice.Amount{}) {
		price = "x " + d.Price.Decimal().String()
	}
	note := ""
	if d.BillingType != invoice.Chargeable {
		note = d.BillingType.String()
	}
	switch {
	case d.Reverses > 0:
		note = strings.TrimSpace(note + fmt.Sprintf(" part %d takes back part %d", d.Part, d.Reverses))
	case d.Part > 1 && d.Percent.Equal(invoice.NewRatio(1, 1)): // of a split, parts are no news
		note = strings.TrimSpace(note + fmt.Sprintf(" part %d", d.Part))
	}
	s.details.add(d.Transaction, d.Date.String(), d.Kind.String(), d.Person, quantity, price, d.Description, note)
	s.detailAt = append(s.detailAt, len(s.labels))
	s.add("", d.Amount.StringFixed(decimals), "")
}

// text puts labels and amounts together.
func (s *statement) text() string {
	var t grid
	t.right = map[int]bool{1: true}
	for i := range s.labels {
		t.add(s.labels[i], s.amounts[i])
	}
	var b strings.Builder
	for i, line := range t.lines() {
		if i > 0 && !strings.HasPrefix(line, " ") {
			b.WriteByte('\n') // between drafts
		}
		b.WriteString(line + s.currencies[i] + "\n")
	}
	return b.String()
}
