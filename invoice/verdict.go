package invoice

import "github.com/proforma-go/proforma/schedule"

// verdict is why a rule did not bill a share on one of its occurrences, with the facts behind it.
type verdict struct {
	rule   *ruleRun
	run    schedule.Date // of the occurrence; zero: not one occurrence's
	reason Reason
	cutoff schedule.Date
	levels [ContractLimit + 1]*limit // with OverLimit: those that the part passed
	other  int64                     // with BelowMinimum and AboveMaximum: the draft's total
	note   string                    // what else there is to say
	next   *verdict                  // of the same share, from before
}

// verdicts are kept in pieces, so that one that was given out stays where it is.
type verdicts struct{ piece []verdict }

const verdictsAtOnce = 64

func (vs *verdicts) reset() { vs.piece = nil }

// keep gives a share a verdict, in the place of the one that the rule gave before.
func (vs *verdicts) keep(s *share, v verdict) {
	for old := s.verdicts; old != nil; old = old.next {
		if old.rule == v.rule {
			v.next = old.next
			*old = v
			return
		}
	}
	if len(vs.piece) == cap(vs.piece) {
		vs.piece = make([]verdict, 0, verdictsAtOnce)
	}
	v.next = s.verdicts
	vs.piece = append(vs.piece, v)
	s.verdicts = &vs.piece[len(vs.piece)-1]
}

// of returns the verdict that a rule gave last; nil where there is none.
func (s *share) of(r *ruleRun) *verdict {
	for v := s.verdicts; v != nil; v = v.next {
		if v.rule == r {
			return v
		}
	}
	return nil
}

// forget drops the verdict of a rule that can bill the share now.
func (s *share) forget(r *ruleRun) {
	for at := &s.verdicts; *at != nil; at = &(*at).next {
		if (*at).rule == r {
			*at = (*at).next
			return
		}
	}
}
