package table

import (
	"fmt"
	"strings"

	"github.com/proforma-go/proforma/invoice"
)

// extraColumn is a column that the format does not know, and the field that filters can name it by.
type extraColumn struct {
	sheet *sheet
	index int
	level invoice.Level
	name  string // of the field; "": one that filters cannot name
	list  bool
}

// extras are the columns of one file that the format does not know.
type extras []*extraColumn

// meant says which column of the format a standard field reads, where it is not called like the field.
var meant = map[string]string{
	"project": "id", "project name": "name", "contract": "id", "line": "id", "billing method": "method", "billable": "billing_type",
}

// columns gives the unknown columns of a file their field names. A name that the standard vocabulary has on the same level, for a column
// of the format that the file does not have, is reported: a filter by that name would not see the column.
func (r *reader) columns(s *sheet, level invoice.Level) extras {
	var all extras
	standard := invoice.StandardVocabulary()
	for _, i := range s.extra {
		name := invoice.NormalName(s.header[i])
		if f := standard.Field(name); f != nil && f.Level() == level && s.lacks(f) {
			s.found.add(Finding{s.file, 1, s.header[i], fmt.Sprintf("is what filters call %q, expected the column %s", f.Name(), columnOf(f))})
			continue
		}
		if standard.Field(name) != nil || r.taken(name) {
			name = level.String() + " " + name
		}
		c := &extraColumn{sheet: s, index: i, level: level, name: name}
		for _, row := range s.rows {
			if i < len(row.cells) && strings.Contains(row.cells[i], ";") {
				c.list = true
				break
			}
		}
		if _, err := invoice.NewVocabulary(invoice.Fields(c.field())); err != nil || r.taken(name) {
			continue // a name with an operator in it: no filter can say it
		}
		all = append(all, c)
		r.extra = append(r.extra, *c)
		r.named[name] = true
	}
	return all
}

// lacks reports whether the file does not have the column that a standard field reads.
func (s *sheet) lacks(f *invoice.Field) bool {
	_, there := s.known[invoice.NormalName(columnOf(f))]
	return !there
}

func columnOf(f *invoice.Field) string {
	if column, ok := meant[f.Name()]; ok {
		return column
	}
	return strings.ReplaceAll(f.Name(), " ", "_")
}

func (r *reader) taken(name string) bool { return r.named[name] }

func (c *extraColumn) field() invoice.Field {
	if c.list {
		return invoice.AttributeListField(c.name, c.level)
	}
	return invoice.AttributeField(c.name, c.level)
}

// values returns the row's attributes; nil where it has none.
func (x extras) values(row record) map[string][]string {
	var m map[string][]string
	for _, c := range x {
		v := cell{text: strings.TrimSpace(row.cells[c.index])}
		if v.text == "" {
			continue
		}
		if m == nil {
			m = make(map[string][]string, len(x))
		}
		if m[c.name] = []string{v.text}; c.list {
			m[c.name] = v.list()
		}
	}
	return m
}

// extend adds the fields of all unknown columns to the base vocabulary, which may have taken names of its own. They are added together, since
// every extension copies what was there.
func (r *reader) extend(base *invoice.Vocabulary) *invoice.Vocabulary {
	var fields []invoice.Field
	for i := range r.extra {
		if base.Field(r.extra[i].name) == nil {
			fields = append(fields, r.extra[i].field())
		}
	}
	v, err := base.Extend(invoice.Fields(fields...))
	if err != nil {
		panic(err) // a name that columns has let through and the vocabulary does not take
	}
	return v
}
