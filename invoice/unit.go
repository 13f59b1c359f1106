package invoice

import (
	"fmt"

	"github.com/proforma-go/proforma/schedule"
)

// unitRun is the evaluation of one unit.
type unitRun struct {
	*unit
	*scratch
	in     *Input
	tuples tuples
	called map[calledKey]schedule.Date // when a contract is called out next after the window
	events []event
	drafts []Draft
	log    RunLog
	counts counts

	ascending bool // the ids of the items come in order

	considered int // shares that went in; what is left of one of which a part was drafted is another
	drafted    int // shares that came out on drafts
}

// calledKey is a contract under a rule that bills on line schedules.
type calledKey struct {
	contract *contractRun
	rule     *ruleRun
}

// evaluate is the engine for one unit, in the order in which it works.
func (u *unitRun) evaluate() (Outcome, error) {
	for _, l := range u.lines {
		u.log = append(u.log, l.log...)
	}
	if u.dueLines() == 0 {
		return Outcome{Unit: u.key, Log: u.log}, nil
	}
	if err := u.consider(); err != nil {
		return Outcome{}, err
	}
	u.markUnconfigured()
	u.events = u.plan()
	for i := range u.events {
		if err := u.occur(&u.events[i]); err != nil {
			return Outcome{}, err
		}
	}
	backlog := u.backlog()
	if err := u.verify(backlog); err != nil {
		return Outcome{}, fmt.Errorf("internal check: %w", err)
	}
	SortDrafts(u.drafts)
	return Outcome{Unit: u.key, Drafts: u.drafts, Backlog: backlog, Limits: u.limitsUsed(), Log: append(u.log, u.counts.log...)}, nil
}

// occur evaluates one occurrence of one rule: collect, key, divide, group, hold back, cut.
func (u *unitRun) occur(e *event) error {
	e.logged = len(u.log)
	found := u.collect(e)
	u.noteNothing(e, found)
	if len(found) == 0 {
		return nil
	}
	if e.limited() {
		u.noteForeignLimits(found)
	}
	k := u.keysOf(e, found)
	drafts, err := u.settle(e, found, k)
	if err != nil {
		return err
	}
	return u.cut(e, found, drafts)
}

// noteNothing says of each contract that was due and had nothing ready that it is on hold, and counts the others.
func (u *unitRun) noteNothing(e *event, found []candidate) {
	for i := range found {
		if it := found[i].item; it.billing == Chargeable {
			it.line.contract.told = e
		}
	}
	for i := range e.lines {
		c := e.lines[i].line.contract
		if c.told == e {
			continue
		}
		c.told = e
		if c.hold == "" {
			u.counts.add(u.in, e.rule, CodeNothingToInvoice, AboutContract, c.key.id, e.run)
			continue
		}
		u.log = append(u.log, Entry{RunDate: e.run, Rule: e.rule.identity(), Level: Warning, Code: Code(OnHold), About: AboutContract, Subject: c.key.id,
			Message: "on hold: " + c.hold})
	}
}

// scratch is memory that a worker uses for one unit after the other.
type scratch struct {
	items      []item
	shares     []share
	verdicts   verdicts
	measures   measures
	found      []candidate
	keys       keys
	pass       pass
	rooms      rooms
	drafting   []draftToBe
	members    []int32
	ends       []int32
	hours      []running
	limitOrder []int32
	order      []place
	spare      []place
	ids        map[string]struct{}
	laterRuns  map[*ruleRun]*laterRuns

	denominations map[string]*denomination
	last          *denomination // what comes in a row is mostly in one currency
}

// emptyIDs returns an empty set of ids. What a unit of many left behind is let go of, so that later ones need not empty it.
func (m *scratch) emptyIDs(n int) map[string]struct{} {
	if len(m.ids) == 0 || len(m.ids) > 4*n {
		m.ids = make(map[string]struct{}, n)
	}
	clear(m.ids)
	return m.ids
}
