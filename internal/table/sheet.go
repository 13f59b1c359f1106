package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/proforma-go/proforma/internal/spell"
	"github.com/proforma-go/proforma/invoice"
)

// layout says which columns a file has.
type layout struct {
	file     string
	required []string // normalised names
	known    []string // the others
	optional bool     // the file may be absent
}

// sheet is one file, with its header understood.
type sheet struct {
	file   string
	header []string       // as it stands
	known  map[string]int // the format's own columns, by normalised name
	extra  []int          // the others, in order
	found  *findings
	rows   []record
}

type record struct {
	number int
	cells  []string
}

// cell is one value and where it stands.
type cell struct {
	sheet *sheet
	row   int
	name  string // of the column, as the header has it
	text  string // without white space around it
}

// reject reports the value; the message goes on after it.
func (c cell) reject(format string, args ...any) {
	c.sheet.found.add(Finding{c.sheet.file, c.row, c.name, quote(c.text) + " " + fmt.Sprintf(format, args...)})
}

// missing reports that the cell is empty.
func (c cell) missing() { c.sheet.found.add(Finding{c.sheet.file, c.row, c.name, "is empty"}) }

// cell returns the value of one of the format's own columns; an absent column is empty everywhere.
func (s *sheet) cell(r record, column string) cell {
	i, ok := s.known[column]
	if !ok {
		return cell{s, r.number, strings.ReplaceAll(column, " ", "_"), ""}
	}
	return cell{s, r.number, s.header[i], strings.TrimSpace(r.cells[i])}
}

// required is cell, and reports an empty one.
func (s *sheet) required(r record, column string) cell {
	c := s.cell(r, column)
	if c.text == "" {
		c.missing()
	}
	return c
}

// open reads a file and its header. It returns nil where the file is absent or cannot be used, which is reported unless it is optional.
func (r *reader) open(l layout) *sheet {
	data, err := fs.ReadFile(r.files, l.file)
	switch {
	case errors.Is(err, fs.ErrNotExist) && l.optional:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		r.found.add(Finding{File: l.file, Message: "is not there"})
		return nil
	case err != nil:
		r.found.add(Finding{File: l.file, Message: "cannot be read: " + err.Error()})
		return nil
	}
	return read(l, data, &r.found)
}

// read understands the text of a file. It returns nil where that cannot be used, which is reported.
func read(l layout, data []byte, found *findings) *sheet {
	s := &sheet{file: l.file, known: make(map[string]int), found: found}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		found.add(Finding{File: l.file, Row: 1, Message: "is UTF-16, expected UTF-8"})
		return nil
	}
	if !s.parse(lineFeeds(data)) || !s.understand(l) {
		return nil
	}
	return s
}

// parse splits the file into rows. Rows without any value are left out.
func (s *sheet) parse(data []byte) bool {
	in := csv.NewReader(bytes.NewReader(data))
	in.FieldsPerRecord = -1
	for {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			s.found.add(s.broken(err))
			return false
		}
		row, _ := in.FieldPos(0)
		if s.header == nil {
			s.header = cells
			continue
		}
		if slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" }) {
			s.rows = append(s.rows, record{row, cells})
		}
	}
	if s.header == nil {
		s.found.add(Finding{File: s.file, Row: 1, Message: "has no header"})
		return false
	}
	return true
}

// broken says what is no CSV. A quotation mark that is never closed swallows rows to the end of the file, so the row where the record
// begins is named, not the one where the file ends.
func (s *sheet) broken(err error) Finding {
	bad := (*csv.ParseError)(nil)
	if !errors.As(err, &bad) {
		return Finding{File: s.file, Row: 1, Message: err.Error()}
	}
	f := Finding{File: s.file, Row: bad.Line, Message: "is not CSV: " + bad.Err.Error()}
	if bad.Line != bad.StartLine {
		f.Row = bad.StartLine
		f.Message += fmt.Sprintf("; the row has a quoted value that goes on to row %d", bad.Line)
	}
	return f
}

// lineFeeds makes line feeds of the carriage returns that alone end lines in the "Macintosh" files of spreadsheet programs.
func lineFeeds(data []byte) []byte {
	if bytes.IndexByte(data, '\n') >= 0 {
		return data
	}
	return bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
}

// understand sorts the columns into the format's own and others. What is wrong with the header is reported, and then no row is read.
func (s *sheet) understand(l layout) bool {
	before := len(s.found.list) + s.found.more
	seen := make(map[string]int)
	for i, name := range s.header {
		s.header[i] = strings.TrimSpace(name)
		normal := invoice.NormalName(name)
		first, twice := seen[normal]
		switch {
		case !utf8.ValidString(name):
			s.found.add(Finding{s.file, 1, "", fmt.Sprintf("column %d is named %q, which is not valid UTF-8", i+1, name)})
		case normal == "":
			if s.inUse(i) {
				s.found.add(Finding{s.file, 1, "", fmt.Sprintf("column %d has no name", i+1)})
			}
		case twice:
			s.found.add(Finding{s.file, 1, s.header[i], fmt.Sprintf("is there twice, as column %d and %d", first+1, i+1)})
		case slices.Contains(l.required, normal) || slices.Contains(l.known, normal):
			s.known[normal] = i
		default:
			s.extra = append(s.extra, i)
		}
		if !twice {
			seen[normal] = i
		}
	}
	for _, name := range l.required {
		if _, ok := s.known[name]; !ok {
			s.found.add(Finding{s.file, 1, strings.ReplaceAll(name, " ", "_"), "is missing" + s.hint(name)})
		}
	}
	return len(s.found.list)+s.found.more == before
}

func (s *sheet) inUse(column int) bool {
	return slices.ContainsFunc(s.rows, func(r record) bool {
		return column < len(r.cells) && strings.TrimSpace(r.cells[column]) != ""
	})
}

// hint says which of the columns without a meaning may be the one that is missing.
func (s *sheet) hint(name string) string {
	if len(s.header) == 1 && strings.ContainsAny(s.header[0], ";\t") {
		return "; separate the columns by commas"
	}
	others := make([]string, len(s.extra))
	for n, i := range s.extra {
		others[n] = s.header[i]
	}
	if near := spell.Nearest(name, others); len(near) > 0 {
		return fmt.Sprintf("; is it %q?", near[0])
	}
	return ""
}

// each calls read for every row that has as many cells as the header and is valid UTF-8. Others are reported, and it returns false:
// then nobody can tell which ids the file has.
func (s *sheet) each(read func(record)) (whole bool) {
	whole = true
	for _, r := range s.rows {
		if len(r.cells) != len(s.header) {
			s.found.add(Finding{s.file, r.number, "", fmt.Sprintf("has %d cells, expected %d as in the header", len(r.cells), len(s.header))})
			whole = false
			continue
		}
		valid := true
		for i, text := range r.cells {
			if !utf8.ValidString(text) {
				s.found.add(Finding{s.file, r.number, s.header[i], quote(text) + " is not valid UTF-8"})
				valid = false
			}
		}
		if valid {
			read(r)
		} else {
			whole = false
		}
	}
	return whole
}
