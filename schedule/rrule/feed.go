package rrule

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"github.com/proforma-go/proforma/schedule"
)

// Feed describes an iCalendar file of coming run dates, for a calendar program to subscribe to.
type Feed struct {
	Name  string                           // shown as the calendar's name and as each entry's title
	ID    string                           // tells this feed's entries from those of others, for good: a host name or an address of the rule
	Runs  iter.Seq[schedule.Occurrence]    // what to list; bounded, as by Timetable.Between
	Clock schedule.Clock                   // time of day of the runs; zero: entries fill their day
	Loc   *time.Location                   // where Clock is read; nil: UTC
	Stamp time.Time                        // when the feed was made; calendar programs compare it
	Note  func(schedule.Occurrence) string // text of an entry, nil for none
}

// Write writes the feed in the form of RFC 5545: one entry a run, in order. A run keeps its UID from one feed to the next as long as its
// nominal date stays, so that a run that is moved is moved in the calendar too. Control characters, which the RFC keeps out of text, are left
// out. An empty ID, no Runs or a zero Stamp is an error; so is what w returns.
func (f Feed) Write(w io.Writer) error {
	if f.ID == "" {
		return errors.New("feed: ID is empty; entries need a name that stays")
	}
	if f.Stamp.IsZero() {
		return errors.New("feed: Stamp is not set")
	}
	if f.Runs == nil {
		return errors.New("feed: Runs is not set")
	}
	b := &folder{w: w}
	b.line("BEGIN:VCALENDAR")
	b.line("VERSION:2.0")
	b.line("PRODID:-//proforma//schedule//EN")
	b.line("CALSCALE:GREGORIAN")
	b.line("X-WR-CALNAME:" + escape(f.Name))
	for o := range f.Runs {
		f.event(b, o)
	}
	b.line("END:VCALENDAR")
	return b.err
}

func (f Feed) event(b *folder, o schedule.Occurrence) {
	b.line("BEGIN:VEVENT")
	b.line("UID:" + compact(o.Nominal) + "-" + escape(f.ID))
	b.line("DTSTAMP:" + f.Stamp.UTC().Format("20060102T150405Z"))
	if f.Clock.IsZero() {
		b.line("DTSTART;VALUE=DATE:" + compact(o.Date))
	} else {
		b.line("DTSTART:" + o.Date.At(f.Clock, f.Loc).UTC().Format("20060102T150405Z"))
	}
	b.line("SUMMARY:" + escape(f.Name))
	note := ""
	if f.Note != nil {
		note = f.Note(o)
	}
	if o.Nominal != o.Date {
		note = strings.TrimPrefix(note+fmt.Sprintf("\nplanned for %s", o.Nominal), "\n")
	}
	if note != "" {
		b.line("DESCRIPTION:" + escape(note))
	}
	b.line("TRANSP:TRANSPARENT")
	b.line("END:VEVENT")
}

// escape protects the characters that separate values, and drops those that no text may have.
func escape(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0x7f {
			return -1
		}
		return r
	}, s)
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`).Replace(s)
}

// folder writes lines, broken after 75 bytes as the RFC asks, but never within a character.
type folder struct {
	w   io.Writer
	err error
}

func (b *folder) line(s string) {
	const most = 75
	var out strings.Builder
	width := 0
	for _, r := range s {
		size := len(string(r))
		if width+size > most {
			out.WriteString("\r\n ")
			width = 1
		}
		out.WriteRune(r)
		width += size
	}
	out.WriteString("\r\n")
	if b.err == nil {
		_, b.err = io.WriteString(b.w, out.String())
	}
}
