package table

import (
	"strings"

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
