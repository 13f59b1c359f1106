// Package casefile reads and rewrites scenario files: plain text that begins with a comment and goes on in sections.
//
//	# A sentence or two about what the case shows.
//	-- rules --
//	monthly on last day
//	-- run 2026-01-31 --
//	no drafts
//
// A section begins with a line of its name between "-- " and " --" and reaches to the next such line. Nothing is escaped and nothing is
// trimmed: a file that is read and written comes out as it was, byte for byte, but for the bodies that were replaced in between.
package casefile

import (
	"fmt"
	"strings"
)

// Section is one section of a file.
type Section struct {
	Name string // what stands between the dashes, without white space around it
	Body string // every line after the heading, each with its newline
	Line int    // of the heading, from 1
}

// File is a scenario file.
type File struct {
	Comment  string // the text of the leading comment, without the signs before its lines
	Sections []Section

	preamble string   // everything before the first section
	headings []string // as they stand in the file
}

// Parse reads a file. It refuses one without a comment or without sections, a section without a name, and text between the comment and
// the first section.
func Parse(text string) (*File, error) {
	var f File
	number := 0
	for line := range strings.Lines(text) {
		number++
		name, ok := heading(line)
		switch {
		case ok && name == "":
			return nil, fmt.Errorf("line %d: a section without a name", number)
		case ok:
			f.Sections = append(f.Sections, Section{Name: name, Line: number})
			f.headings = append(f.headings, line)
		case len(f.Sections) > 0:
			last := &f.Sections[len(f.Sections)-1]
			last.Body += line
		default:
			if err := f.comment(line); err != nil {
				return nil, fmt.Errorf("line %d: %w", number, err)
			}
		}
	}
	switch {
	case f.Comment == "":
		return nil, fmt.Errorf("the file does not begin with a comment")
	case len(f.Sections) == 0:
		return nil, fmt.Errorf("the file has no sections")
	}
	return &f, nil
}

// heading returns the name in a line that begins a section.
func heading(line string) (string, bool) {
	line = strings.TrimRight(line, "\r\n")
	if line == "-- --" {
		return "", true
	}
	name, ok := strings.CutPrefix(line, "-- ")
	if !ok {
		return "", false
	}
	name, ok = strings.CutSuffix(name, " --")
	return strings.TrimSpace(name), ok
}

// comment takes a line before the first section.
func (f *File) comment(line string) error {
	f.preamble += line
	line = strings.TrimSpace(line)
	text, ok := strings.CutPrefix(line, "#")
	switch {
	case !ok && line != "":
		return fmt.Errorf("%q is neither a comment nor the beginning of a section", line)
	case !ok:
		return nil
	}
	f.Comment = strings.TrimSpace(f.Comment + " " + strings.TrimSpace(text))
	return nil
}

// Answer replaces the body of a section. The text gets a newline at its end where it has none, and none at all where it is empty.
func (f *File) Answer(section int, text string) {
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	f.Sections[section].Body = text
}

// String returns the file as text.
func (f *File) String() string {
	var b strings.Builder
	b.WriteString(f.preamble)
	for i, s := range f.Sections {
		if !strings.HasSuffix(b.String(), "\n") {
			b.WriteByte('\n') // a body whose last line had no newline
		}
		b.WriteString(f.headings[i])
		if s.Body != "" && !strings.HasSuffix(f.headings[i], "\n") {
			b.WriteByte('\n') // a heading at the end of the file that got an answer
		}
		b.WriteString(s.Body)
	}
	return b.String()
}
