package scenario

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing/fstest"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/internal/casefile"
	"github.com/proforma-go/proforma/internal/replay"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
)

// Play answers every question of a file: the bodies of those sections become what the module says. The name, without directory and
// ending, is that of a rule without one. Shared holds the folders that `data` sections name. A file without a question is an error.
func Play(name string, f *casefile.File, shared fs.FS) error {
	p := player{world: world{name: name, shared: shared, files: fstest.MapFS{}}}
	asked := false
	for i, s := range f.Sections {
		q, err := parseQuestion(s.Name)
		if err != nil {
			return fmt.Errorf("line %d: %w", s.Line, err)
		}
		if q == nil {
			if err := p.world.take(s.Name, s.Body); err != nil {
				return fmt.Errorf("line %d: %s: %w", s.Line, s.Name, err)
			}
			continue
		}
		answer, err := p.answer(q)
		if err != nil {
			return fmt.Errorf("line %d: %s: %w", s.Line, s.Name, err)
		}
		asked = asked || q.verb != askDone
		if i < len(f.Sections)-1 {
			answer += "\n" // a blank line before the next section
		}
		f.Answer(i, answer)
	}
	if !asked {
		return errors.New("the file asks nothing")
	}
	return nil
}

// player goes through a file.
type player struct {
	world  world
	booked []invoice.Draft // by the questions that the next `then` goes on from
}

func (p *player) answer(q *question) (string, error) {
	if q.verb == askCheck {
		return p.check()
	}
	h, err := p.world.read()
	if err != nil {
		return "", err
	}
	switch q.verb {
	case askDates:
		return renderDates(h.rules, q.first, q.last, h.vocabulary)
	case askNext:
		return renderNext(h.rules, q.after, h.vocabulary)
	}
	if !q.then {
		p.booked = nil
	}
	report, err := h.replay(q, p.booked)
	if err != nil {
		return "", err
	}
	if q.verb != askPreview {
		p.booked = append(p.booked, report.Drafts...)
	}
	if q.verb == askDone {
		return "", nil
	}
	return render(report, len(h.rules) > 1, q.verb == askPreview), nil
}

// replay runs the rules over fresh data in which the given drafts are booked.
func (h *host) replay(q *question, booked []invoice.Draft) (*replay.Report, error) {
	source, err := memory.New(h.data)
	if err != nil {
		return nil, err
	}
	if err := source.Book(invoice.Outcome{Drafts: booked}); err != nil {
		return nil, fmt.Errorf("booking what was drafted before: %w", err)
	}
	plan := replay.Plan{Rules: h.rules, Source: source, Vocabulary: h.vocabulary, Permits: h.permits, From: q.first, Through: q.last}
	switch q.verb {
	case askOnce:
		plan.Mode = replay.Once
	case askNow:
		plan.Mode = replay.Now
	}
	return replay.Run(context.Background(), plan)
}

func render(r *replay.Report, severalRules, preview bool) string {
	parts := []string{renderDrafts(r.Drafts, severalRules)}
	for _, part := range []string{renderBacklog(r.Backlog, severalRules), renderLog(r.Log, severalRules, preview)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "\n")
}

// check answers with what is wrong with the rules.
func (p *player) check() (string, error) {
	h := world{name: p.world.name, shared: p.world.shared, files: p.world.files, rules: "manual"}
	host, err := h.read()
	if err != nil {
		return "", err
	}
	_, err = dsl.ParseFile(p.world.name, p.world.rules, dsl.WithEnv(&dsl.Env{Vocabulary: host.vocabulary}))
	var found dsl.Diagnostics
	switch {
	case err == nil:
		return "nothing is wrong\n", nil
	case !errors.As(err, &found):
		return "", err
	}
	var b strings.Builder
	for i, d := range found {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(d.Text())
	}
	return b.String(), nil
}
