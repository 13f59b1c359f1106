// Package table reads a folder of CSV files into the data of a billing run: projects, contracts, contract lines, transactions,
// permissions and holidays. It is strict: whatever cannot be read as what its column holds is an error that names file, row, column and value,
// and then nothing is returned at all.
package table

import (
	"io/fs"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

// Folder is what the files of one folder say.
type Folder struct {
	Data   memory.Data
	Source *memory.Source // over Data

	// Vocabulary is the base vocabulary and a text field for every column that the format does not know, on the level of its file; a
	// list field where a value has a semicolon in it. Columns of contracts.csv belong to the contract's lines. Where a name is taken
	// already, the field is called after its level too: "line region".
	Vocabulary *invoice.Vocabulary

	// Permits says whether a generator may invoice a project: one that stands in permissions.csv may do so where it is listed, any
	// other everywhere. Nil: there is no such file.
	Permits func(generator string, p invoice.Project) bool

	// Calendars are those of calendars.csv: weekdays are business days but for the dates listed. That of the name "" is the default
	// one. Nil: there is no such file.
	Calendars schedule.Calendars

	Doubts []Doubt // about single transactions, in the order of the file
}

// ScheduleParser turns a contract line's schedule text into its meaning.
type ScheduleParser func(text string) (invoice.LineSchedule, error)

// Read reads projects.csv, lines.csv and transactions.csv, and contracts.csv, billed.csv, permissions.csv and calendars.csv where they are there. The base
// vocabulary is what the columns add to; nil: the standard one. The error is a [Findings].
func Read(files fs.FS, base *invoice.Vocabulary, parse ScheduleParser) (*Folder, error) {
	r := reader{files: files, parse: parse, schedules: make(map[string]*invoice.LineSchedule), named: make(map[string]bool)}
	if base == nil {
		base = invoice.StandardVocabulary()
	}
	r.readProjects()
	r.readContracts()
	r.readLines()
	r.readTransactions()
	r.readBilled()
	permits := r.readPermissions()
	calendars := r.readCalendars()
	vocabulary := r.extend(base)
	if len(r.found.list) > 0 {
		return nil, r.found.result()
	}
	source, err := memory.New(r.data)
	if err != nil {
		return nil, err
	}
	return &Folder{Data: r.data, Source: source, Vocabulary: vocabulary, Permits: permits, Calendars: calendars, Doubts: r.doubts}, nil
}

// reader gathers data and findings, file by file.
type reader struct {
	files fs.FS
	parse ScheduleParser
	found findings
	data  memory.Data

	projects, lines, transactions ids
	contracts                     ids

	schedules map[string]*invoice.LineSchedule // by text, so that lines share one
	extra     []extraColumn
	named     map[string]bool // the fields of extra
	doubts    []Doubt
}

// ids knows the rows of the ids of one file. A nil map is a file that could not be read: references to it are not judged.
type ids map[string]int

// add notes an id and reports it where it was there before.
func (m ids) add(c cell) {
	if first, twice := m[c.text]; twice {
		c.reject("is there twice, first in row %d", first)
		return
	}
	m[c.text] = c.row
}

func (m ids) has(id string) bool {
	_, ok := m[id]
	return ok || m == nil
}
