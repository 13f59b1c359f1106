package scenario

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/proforma-go/proforma/schedule"
)

// verb is what a question asks for.
type verb string

// The verbs.
const (
	askRun     verb = "run"     // the days of a window, one after the other, what was drafted being booked in between
	askOnce    verb = "once"    // a window in one evaluation, with the data as on its last day
	askNow     verb = "now"     // every rule on a day, whatever its schedule says
	askPreview verb = "preview" // a day as run would have it, with the projects that match; nothing is booked
	askDone    verb = "done"    // as run, but not shown: what happened before the next question
	askDates   verb = "dates"   // the rules' occurrences
	askNext    verb = "next"    // the first instant after a given one
	askCheck   verb = "check"   // what is wrong with the rules' text
)

var verbs = []verb{askRun, askOnce, askNow, askPreview, askDone, askDates, askNext, askCheck}

// question is the name of a section that asks something.
type question struct {
	verb          verb
	then          bool // goes on from what the question before has booked
	first, last   schedule.Date
	after         time.Time // with askNext
	canSpanWindow bool
}

// parseQuestion reads the name of a section. It returns no question for one that holds rules or data.
func parseQuestion(name string) (*question, error) {
	words := strings.Fields(name)
	q := &question{}
	if words[0] == "then" {
		q.then, words = true, words[1:]
	}
	if len(words) == 0 || !slices.Contains(verbs, verb(words[0])) {
		if q.then {
			return nil, fmt.Errorf("%q: \"then\" stands before a question", name)
		}
		return nil, nil
	}
	q.verb = verb(words[0])
	q.canSpanWindow = q.verb != askNow && q.verb != askPreview
	if q.verb == askCheck {
		if len(words) > 1 {
			return nil, fmt.Errorf("%q: \"check\" takes no dates", name)
		}
		return q, nil
	}
	if len(words) != 2 {
		return nil, fmt.Errorf("%q: %q takes one date or window, such as 2026-01-31 or 2026-01-01..2026-01-31", name, q.verb)
	}
	if err := q.parseWhen(words[1]); err != nil {
		return nil, fmt.Errorf("%q: %w", name, err)
	}
	return q, nil
}

func (q *question) parseWhen(text string) (err error) {
	if q.verb == askNext {
		q.after, err = time.Parse(time.RFC3339, text)
		return err
	}
	first, last, window := strings.Cut(text, "..")
	if window && !q.canSpanWindow {
		return fmt.Errorf("%q is about one day", q.verb)
	}
	if !window {
		last = first
	}
	if q.first, err = schedule.ParseDate(first); err != nil {
		return err
	}
	if q.last, err = schedule.ParseDate(last); err != nil {
		return err
	}
	if q.last.Before(q.first) {
		return fmt.Errorf("the window ends before it begins")
	}
	return nil
}
