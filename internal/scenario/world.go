package scenario

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing/fstest"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/internal/table"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
)

// world is what the sections before a question say: rules and data.
type world struct {
	name   string // of rules without one
	shared fs.FS  // the folders that `data` names
	rules  string
	files  fstest.MapFS
	limits [][]string // rows of customer_limits.csv
}

// csvFiles are the sections that hold data as the billrun command reads them.
var csvFiles = []string{"projects.csv", "contracts.csv", "lines.csv", "transactions.csv", "billed.csv", "permissions.csv"}

// take adds a section to the world. Rules take the place of the rules before; rows of data that of rows with the same id.
func (w *world) take(name, body string) error {
	folder, isData := strings.CutPrefix(name, "data ")
	switch {
	case name == "rules":
		w.rules = body
		return nil
	case isData:
		return w.load(folder, body)
	case name == "customer_limits.csv":
		return readRows(body, "level,id,customer,limit", &w.limits)
	case !slices.Contains(csvFiles, name):
		return fmt.Errorf("%q is neither rules, data nor a question", name)
	}
	before := w.files[name]
	if before == nil {
		w.files[name] = &fstest.MapFile{Data: []byte(body)}
		return nil
	}
	merged, err := mergeRows(before.Data, []byte(body), name == "billed.csv")
	if err != nil {
		return err
	}
	w.files[name] = &fstest.MapFile{Data: merged}
	return nil
}

// load takes the files of a shared folder.
func (w *world) load(folder, body string) error {
	if strings.TrimSpace(body) != "" {
		return errors.New("a data section only names a folder")
	}
	found := false
	for _, name := range csvFiles {
		data, err := fs.ReadFile(w.shared, "data/"+folder+"/"+name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			return err
		}
		w.files[name], found = &fstest.MapFile{Data: data}, true
	}
	if !found {
		return fmt.Errorf("there is no folder data/%s", folder)
	}
	return nil
}

// readRows reads a section that has one header and no other.
func readRows(body, header string, rows *[][]string) error {
	all, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil {
		return err
	}
	if len(all) == 0 || strings.Join(all[0], ",") != header {
		return fmt.Errorf("expected the header %s", header)
	}
	*rows = append(*rows, all[1:]...)
	return nil
}

// mergeRows puts rows into the place of those with the same first column, and others at the end; rows of a ledger are only added. Both need the
// same header.
func mergeRows(before, rows []byte, ledger bool) ([]byte, error) {
	old, err := csv.NewReader(bytes.NewReader(before)).ReadAll()
	if err != nil {
		return nil, err
	}
	change, err := csv.NewReader(bytes.NewReader(rows)).ReadAll()
	if err != nil {
		return nil, err
	}
	if len(old) == 0 || len(change) == 0 || !slices.Equal(old[0], change[0]) {
		return nil, fmt.Errorf("rows that change others need their header")
	}
	for _, row := range change[1:] {
		at := slices.IndexFunc(old, func(o []string) bool { return o[0] == row[0] })
		if at < 0 || ledger {
			old = append(old, row)
		} else {
			old[at] = row
		}
	}
	var out bytes.Buffer
	err = csv.NewWriter(&out).WriteAll(old)
	return out.Bytes(), err
}

// host is a world that was read: what a program that uses the library has.
type host struct {
	rules      []invoice.Rule
	data       memory.Data
	vocabulary *invoice.Vocabulary
	permits    func(generator string, p invoice.Project) bool
}

// read makes the world's text into rules and data.
func (w *world) read() (*host, error) {
	h := &host{vocabulary: vocabulary}
	if len(w.files) > 0 {
		folder, err := table.Read(w.files, vocabulary, func(text string) (invoice.LineSchedule, error) { return dsl.ParseLineSchedule(text) })
		if err != nil {
			return nil, err
		}
		h.data, h.vocabulary, h.permits = folder.Data, folder.Vocabulary, folder.Permits
	}
	for _, row := range w.limits {
		if err := h.limit(row); err != nil {
			return nil, fmt.Errorf("customer_limits.csv: %w", err)
		}
	}
	rules, err := dsl.ParseFile(w.name, w.rules, dsl.WithEnv(&dsl.Env{Vocabulary: h.vocabulary}))
	if err != nil {
		return nil, err
	}
	h.rules = rules
	return h, nil
}

// limit gives one customer of a line or contract a limit.
func (h *host) limit(row []string) error {
	number, currency, _ := strings.Cut(row[3], " ")
	amount, err := decimal.NewFromString(number)
	if err != nil {
		return err
	}
	limit := memory.CustomerLimit{Customer: row[2], Limit: invoice.Limit{Amount: amount, Currency: currency}}
	switch row[0] {
	case "line":
		at := slices.IndexFunc(h.data.Lines, func(l memory.Line) bool { return l.ID == row[1] })
		if at < 0 {
			return fmt.Errorf("there is no line %s", row[1])
		}
		l := &h.data.Lines[at]
		l.CustomerLimits = append(l.CustomerLimits, limit)
	case "contract":
		at := slices.IndexFunc(h.data.Contracts, func(c memory.Contract) bool { return c.ID == row[1] })
		if at < 0 {
			return fmt.Errorf("there is no contract %s in contracts.csv", row[1])
		}
		c := &h.data.Contracts[at]
		c.CustomerLimits = append(c.CustomerLimits, limit)
	default:
		return fmt.Errorf("%q is neither line nor contract", row[0])
	}
	return nil
}
