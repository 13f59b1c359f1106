package table

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
)

func (r *reader) readProjects() {
	s := r.open(layout{
		file:     "projects.csv",
		required: []string{"id", "customer"},
		known:    []string{"name", "billing customer", "manager", "department", "customer group", "keyword"},
	})
	if s == nil {
		return
	}
	r.projects = make(ids)
	extra := r.columns(s, invoice.ProjectLevel)
	whole := s.each(func(row record) {
		id := s.required(row, "id")
		if id.text != "" {
			r.projects.add(id)
		}
		r.data.Projects = append(r.data.Projects, memory.Project{
			ID:              id.text,
			Name:            s.cell(row, "name").text,
			Customer:        s.required(row, "customer").text,
			BillingCustomer: s.cell(row, "billing customer").text,
			Manager:         s.cell(row, "manager").text,
			Department:      s.cell(row, "department").text,
			CustomerGroups:  s.cell(row, "customer group").list(),
			Keywords:        s.cell(row, "keyword").list(),
			Attributes:      extra.values(row),
		})
	})
	if !whole {
		r.projects = nil
	}
}

func (r *reader) readContracts() {
	r.contracts = make(ids)
	s := r.open(layout{file: "contracts.csv", required: []string{"id"}, known: []string{"currency", "hold", "limit"}, optional: true})
	if s == nil {
		return
	}
	extra := r.columns(s, invoice.LineLevel)
	s.each(func(row record) {
		id := s.required(row, "id")
		if id.text != "" {
			r.contracts.add(id)
		}
		r.data.Contracts = append(r.data.Contracts, memory.Contract{
			ID:         id.text,
			Currency:   s.cell(row, "currency").currency(),
			Hold:       s.cell(row, "hold").text,
			Limit:      s.cell(row, "limit").limit(),
			Attributes: extra.values(row),
		})
	})
}

func (r *reader) readLines() {
	s := r.open(layout{
		file:     "lines.csv",
		required: []string{"id", "project"},
		known:    []string{"contract", "method", "schedule", "customers", "rounding customer", "limit", "sequence"},
	})
	if s == nil {
		return
	}
	r.lines = make(ids)
	extra := r.columns(s, invoice.LineLevel)
	whole := s.each(func(row record) {
		id := s.required(row, "id")
		if id.text != "" {
			r.lines.add(id)
		}
		project := s.required(row, "project")
		if project.text != "" && !r.projects.has(project.text) {
			project.reject("is not a project of projects.csv")
		}
		r.data.Lines = append(r.data.Lines, memory.Line{
			ID:               id.text,
			Project:          project.text,
			Contract:         s.cell(row, "contract").text,
			Method:           oneOf(s.cell(row, "method"), "billing method", invoice.TimeAndMaterial, invoice.FixedPrice),
			Schedule:         r.schedule(s.cell(row, "schedule")),
			Customers:        s.cell(row, "customers").shares(),
			RoundingCustomer: s.cell(row, "rounding customer").text,
			Limit:            s.cell(row, "limit").limit(),
			Sequence:         s.cell(row, "sequence").whole(),
			Attributes:       extra.values(row),
		})
	})
	if !whole {
		r.lines = nil
	}
}

// schedule reads a line's schedule text; empty is none. Lines with the same text share one value.
func (r *reader) schedule(c cell) *invoice.LineSchedule {
	if c.text == "" {
		return nil
	}
	if s, known := r.schedules[c.text]; known {
		if s == nil {
			c.reject("is not a schedule, as said above")
		}
		return s
	}
	parsed, err := r.parse(c.text)
	if err != nil {
		r.schedules[c.text] = nil
		text := err.Error()
		if d, ok := err.(interface{ Text() string }); ok { // a finding that can show the place
			text = d.Text()
		}
		c.reject("is not a schedule:\n%s", indent(text))
		return nil
	}
	r.schedules[c.text] = &parsed
	return &parsed
}

func indent(s string) string {
	lines := strings.Split(strings.TrimRight(s, "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight("    "+l, " ")
	}
	return strings.Join(lines, "\n")
}

// parsePercent reads a percentage, such as 33.34, or a ratio, such as 1/3. The error goes on after the value.
func parsePercent(s string) (invoice.Percent, error) {
	if strings.Contains(s, "/") {
		p, err := invoice.ParsePercent(s)
		if err != nil {
			return p, fmt.Errorf("is not a ratio, expected one as in 1/3")
		}
		return p, nil
	}
	d, err := parseNumber(s)
	if err != nil {
		return invoice.Percent{}, err
	}
	p := invoice.NewPercent(d)
	if p.Err() != nil {
		return p, fmt.Errorf("has too many digits")
	}
	return p, nil
}

// shares reads customers and percentages, such as A 60; B 40. Whether they total 100 is not judged here.
func (c cell) shares() []invoice.Share {
	var shares []invoice.Share
	for _, one := range c.list() {
		one = strings.TrimSpace(strings.TrimSuffix(one, "%"))
		at := strings.LastIndexByte(one, ' ')
		if at < 0 {
			c.reject("needs a percentage after %s, as in A 60; B 40", quote(one))
			return nil
		}
		percent, err := parsePercent(one[at+1:])
		if err != nil {
			c.reject("needs percentages as in A 60; B 40, or ratios as in A 1/3; B 2/3: %s %v", quote(one[at+1:]), err)
			return nil
		}
		shares = append(shares, invoice.Share{Customer: strings.TrimSpace(one[:at]), Percent: percent})
	}
	return shares
}

// mostUnits bounds an amount, in its currency's smallest units.
var mostUnits = decimal.New(1, 17)

func (r *reader) readTransactions() {
	s := r.open(layout{
		file:     "transactions.csv",
		required: []string{"id", "line", "kind", "date", "amount", "currency"},
		known:    []string{"quantity", "price", "status", "ready from", "billing type", "description", "person", "customers", "rounding customer"},
	})
	if s == nil {
		return
	}
	r.transactions = make(ids)
	extra := r.columns(s, invoice.TransactionLevel)
	payers := r.payers()
	s.each(func(row record) {
		t := memory.Transaction{Attributes: extra.values(row)}
		id := s.required(row, "id")
		if t.ID = id.text; id.text != "" {
			r.transactions.add(id)
		}
		line := s.required(row, "line")
		if t.Line = line.text; line.text != "" && !r.lines.has(line.text) {
			line.reject("is not a line of lines.csv")
		}
		if kind := s.required(row, "kind"); kind.text != "" {
			t.Kind = oneOf(kind, "kind", invoice.Time, invoice.Expense, invoice.Material, invoice.Fee, invoice.Milestone)
		}
		t.Date = s.required(row, "date").date()
		t.Amount, _ = s.required(row, "amount").number()
		t.Currency = s.required(row, "currency").currency()
		if digits, known := invoice.MinorUnits(t.Currency); known && memory.CheckNumber(t.Amount) == nil && t.Amount.Shift(int32(digits)).Abs().GreaterThan(mostUnits) {
			s.cell(row, "amount").reject("is too large")
		}
		t.Quantity = s.cell(row, "quantity").optionalNumber()
		t.Price = s.cell(row, "price").optionalNumber()
		t.Status, t.Shares = s.cell(row, "status").status(payers[t.Line])
		t.Customers, t.RoundingCustomer = s.cell(row, "customers").shares(), s.cell(row, "rounding customer").text
		for _, share := range t.Customers {
			payers[t.Line] = append(slices.Clip(payers[t.Line]), share.Customer)
		}
		t.ReadyFrom = s.cell(row, "ready from").date()
		t.BillingType = oneOf(s.cell(row, "billing type"), "billing type", invoice.Chargeable, invoice.Complimentary, invoice.NonChargeable)
		t.Description = s.cell(row, "description").text
		t.Person = s.cell(row, "person").text
		r.data.Transactions = append(r.data.Transactions, t)
	})
}

func (r *reader) readPermissions() func(generator string, p invoice.Project) bool {
	s := r.open(layout{file: "permissions.csv", required: []string{"user", "project"}, optional: true})
	if s == nil {
		return nil
	}
	allowed := make(map[string]map[string]bool)
	s.each(func(row record) {
		user, project := s.required(row, "user").text, s.required(row, "project")
		if project.text != "" && !r.projects.has(project.text) {
			project.reject("is not a project of projects.csv")
		}
		if allowed[user] == nil {
			allowed[user] = make(map[string]bool)
		}
		allowed[user][project.text] = true
	})
	return func(generator string, p invoice.Project) bool {
		projects, listed := allowed[generator]
		return !listed || projects[p.ID()]
	}
}
