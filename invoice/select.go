package invoice

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/proforma-go/proforma/schedule"
)

// selection is step one: the projects and lines that some rule may bill, with the rules that may.
type selection struct {
	rules    []*ruleRun
	projects map[string]*projectRun // every project that the source returned
	lines    []*lineRun             // in order of project, sequence, id
	byID     map[string]*lineRun    // every line that the source returned; nil where no rule may bill its project
	closing  RunLog                 // what is said once per rule or project
	counts   counts
}

// projectRun is a project and the rules that may bill it.
type projectRun struct {
	project  Project
	id       string
	customer string // whom it is done for
	payer    string // who pays where a line has no customers
	rules    []*ruleRun
}

func (p *projectRun) ownContract() contractKey { return contractKey{id: p.id, own: true} }

// contractRun is a contract, or a project's own contract.
type contractRun struct {
	key      contractKey
	contract Contract // nil: the project's own
	currency string
	hold     string
	limits   *limits
	fault    string // "": none

	joined *contractRun // another one of the same unit; nil: it stands for all that it is joined with
	unit   *unit
	told   *event // in which it was last said what became of it

	foreignTold bool // that a limit does not apply to another currency
}

// contractKey tells contracts apart; a project's own contract is none of the named ones, whatever its id.
type contractKey struct {
	id  string
	own bool
}

func (k contractKey) String() string {
	if k.own {
		return "project:" + escape(k.id)
	}
	return "contract:" + escape(k.id)
}

func compareContracts(a, b contractKey) int {
	if c := cmp.Compare(a.id, b.id); c != 0 {
		return c
	}
	return cmp.Compare(b2i(a.own), b2i(b.own))
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// lineRun is a contract line and what a run needs to know of it.
type lineRun struct {
	line      ContractLine
	id        string
	sequence  int
	method    BillingMethod
	project   *projectRun
	contract  *contractRun
	described *contractRun // its contract as the line has it, where another line came first with another object; else nil
	rules     []*ruleRun   // that may bill it, in order
	shares    *shares
	timetable *lineTimetable // nil: no schedule of its own
	dues      []due          // its runs in the window, under rules that bill on line schedules
	limits    *limits
	read      bool // its transactions are read
	batch     int  // with which batch

	unconfigured bool // a fixed-price line that never had a milestone
	count        int  // of transactions to come
	transactions []Transaction
	items        []item  // of the transactions, while the unit is computed
	considered   [2]int  // its shares among the unit's, likewise
	log          []Entry // why it is not read, or what is wrong with it
}

// selectProjects reads the projects and keeps those that some rule may bill.
func (s *selection) selectProjects(ctx context.Context, in *Input) ([]Project, error) {
	query := Query{Rules: make([]Rule, len(s.rules)), Through: in.Through, After: in.Through.AddDays(-1)}
	for i, r := range s.rules {
		query.Rules[i] = *r.Rule
		if r.after.Before(query.After) {
			query.After = r.after
		}
	}
	var all []*projectRun
	for p, err := range in.Source.Projects(ctx, query) {
		if err != nil {
			return nil, err
		}
		if p == nil {
			return nil, fmt.Errorf("the source returned a nil project")
		}
		run := &projectRun{project: p, id: p.ID()}
		if s.projects[run.id] != nil {
			return nil, fmt.Errorf("the source returned project %s twice", run.id)
		}
		s.projects[run.id] = run
		all = append(all, run)
	}
	slices.SortFunc(all, func(a, b *projectRun) int { return cmp.Compare(a.id, b.id) })
	var selected []Project
	for _, p := range all {
		if s.selectProject(p, in); len(p.rules) > 0 {
			selected = append(selected, p.project)
		}
	}
	return selected, nil
}

// selectProject tests the project's conditions and the generators' permissions. A fault in the host's project takes out that project.
func (s *selection) selectProject(p *projectRun, in *Input) {
	defer func() {
		if r := recover(); r != nil {
			p.rules = nil
			s.closing = append(s.closing, Entry{Level: Error, Code: CodeFailed, About: AboutProject, Subject: p.id, Message: fmt.Sprint("reading the project failed: ", r)})
		}
	}()
	p.customer = p.project.Customer()
	p.payer = p.customer
	if payer, ok := p.project.(Payer); ok && payer.BillingCustomer() != "" {
		p.payer = payer.BillingCustomer()
	}
	subject := subject{project: p.project}
	for _, r := range s.rules {
		switch {
		case !r.where.holdAt(ProjectLevel, subject):
			s.counts.leftOut(in, r, AboutProject, p.id, ProjectLevel, &subject)
		case in.Permits != nil && r.Generator != "" && !in.Permits(r.Generator, p.project):
			s.closing = append(s.closing, Entry{Rule: r.identity(), Level: Warning, Code: Code(NotPermitted), About: AboutProject, Subject: p.id,
				Message: fmt.Sprintf("generator %s may not invoice the project", r.Generator)})
		default:
			s.counts.add(in, r, CodeMatched, AboutProject, p.id, schedule.Date{})
			p.rules = append(p.rules, r)
		}
	}
}

// selectLines reads the lines of the selected projects and keeps those that some rule may bill.
func (s *selection) selectLines(ctx context.Context, in *Input, projects []Project) error {
	if len(projects) == 0 {
		return nil
	}
	contracts := make(map[contractKey]*contractRun)
	schedules := make(map[*LineSchedule]*lineTimetable)
	s.byID = make(map[string]*lineRun)
	for l, err := range in.Source.Lines(ctx, projects) {
		if err != nil {
			return err
		}
		if l == nil {
			return fmt.Errorf("the source returned a nil line")
		}
		id := l.ID()
		p := s.projects[l.Project()]
		if p == nil {
			return fmt.Errorf("line %s belongs to project %s, which the source did not return", id, l.Project())
		}
		var run *lineRun
		if len(p.rules) > 0 {
			run = &lineRun{line: l, id: id, project: p}
		}
		before := len(s.byID)
		if s.byID[id] = run; len(s.byID) == before {
			return fmt.Errorf("the source returned line %s twice", id)
		}
		if run == nil {
			continue // a source may return more than it was asked for
		}
		run.prepare(in, contracts, schedules, &s.counts)
		s.lines = append(s.lines, run)
	}
	slices.SortFunc(s.lines, compareLines)
	for _, l := range s.lines { // of a contract that a later line was found to contradict
		if l.contract.fault != "" && len(l.rules) > 0 {
			l.fail(l.contract.fault)
		}
	}
	return nil
}

func compareLines(a, b *lineRun) int {
	if a.project != b.project {
		return cmp.Compare(a.project.id, b.project.id)
	}
	if a.sequence != b.sequence {
		return cmp.Compare(a.sequence, b.sequence)
	}
	return cmp.Compare(a.id, b.id)
}

// prepare asks the line what it is and when it is due. A fault takes out that line.
func (l *lineRun) prepare(in *Input, contracts map[contractKey]*contractRun, schedules map[*LineSchedule]*lineTimetable, counts *counts) {
	l.shares = &nobody
	defer func() {
		if r := recover(); r != nil {
			if l.contract == nil {
				l.join(in, l.project.ownContract(), nil, contracts)
			}
			l.fail(fmt.Sprint("reading the line failed: ", r))
		}
	}()
	key, contract := l.project.ownContract(), Contract(nil)
	if holder, ok := l.line.(Contracted); ok {
		if contract = holder.Contract(); contract != nil {
			key = contractKey{id: contract.ID()}
		}
	}
	l.join(in, key, contract, contracts)
	if l.method = l.line.Method(); l.method != FixedPrice {
		l.method = TimeAndMaterial
	}
	if q, ok := l.line.(Sequenced); ok {
		l.sequence = q.Sequence()
	}
	subject := subject{project: l.project.project, line: l.line}
	for _, r := range l.project.rules {
		if r.where.holdAt(LineLevel, subject) {
			l.rules = append(l.rules, r)
		} else {
			counts.leftOut(in, r, AboutLine, l.id, LineLevel, &subject)
		}
	}
	if len(l.rules) == 0 {
		return
	}
	if err := l.check(in); err != nil {
		l.fail(err.Error())
	} else if err := l.plan(in, schedules, counts); err != nil {
		l.fail(err.Error())
	}
}

// check reads what can be wrong with a line or its contract.
func (l *lineRun) check(in *Input) (err error) {
	if l.contract.fault != "" {
		return errors.New(l.contract.fault)
	}
	if split, ok := l.line.(SplitBilled); ok {
		if l.shares, err = newShares(split); err != nil {
			return err
		}
	}
	merges := slices.ContainsFunc(l.rules, func(r *ruleRun) bool { return r.Grouping.Cut == Merged })
	if p := l.project; len(l.shares.customers) == 0 && (p.payer == "" || p.customer == "" && merges) {
		return errors.New("project " + p.id + " has no customer to bill")
	}
	if l.limits, err = newLimits(l.line, l.id, l.contract.key, in); err != nil {
		return err
	}
	customers := l.shares.customers
	if len(customers) == 0 {
		customers = []string{l.project.payer, l.project.customer}
	}
	for _, c := range customers {
		if _, err := l.limits.of(c); err != nil {
			return err
		}
		lim, err := l.contract.limits.of(c)
		if err != nil {
			return fmt.Errorf("contract %s: %w", l.contract.key.id, err)
		}
		if l.described != nil {
			if other, err := l.described.limits.of(c); err != nil || !lim.equal(other) {
				l.contract.fault = l.contract.contradicted()
				return errors.New(l.contract.fault)
			}
		}
	}
	return nil
}

// fail takes the line out of the run.
func (l *lineRun) fail(message string) {
	l.rules, l.dues, l.read = nil, nil, false
	l.log = append(l.log, Entry{Level: Error, Code: CodeFailed, About: AboutLine, Subject: l.id, Message: message})
}

// join makes the line one of a contract's, which is asked for its currency, hold and limits. A second object of one id that says otherwise
// is a fault of the contract, whichever came first.
func (l *lineRun) join(in *Input, key contractKey, c Contract, contracts map[contractKey]*contractRun) {
	known := contracts[key]
	if known != nil && sameObject(known.contract, c) {
		l.contract = known
		return
	}
	run := &contractRun{key: key, contract: c}
	if d, ok := c.(Denominated); ok {
		run.currency = d.Currency()
	}
	if h, ok := c.(Held); ok {
		run.hold = h.Hold()
	}
	var err error
	if run.limits, err = newLimits(c, "", key, in); err != nil {
		run.fault = "contract " + key.id + ": " + err.Error()
	}
	if known == nil {
		contracts[key] = run
		l.contract = run
		return
	}
	l.described = run
	if l.contract = known; known.fault == "" && !known.saysAs(run) {
		known.fault = known.contradicted()
	}
}

// sameObject reports whether two contracts are plainly one: pointers to the same, or a project's own contract.
func sameObject(a, b Contract) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return reflect.TypeOf(a) == reflect.TypeOf(b) && reflect.TypeOf(a).Kind() == reflect.Pointer && a == b
}

func (c *contractRun) contradicted() string {
	return "contract " + c.key.id + ": the source has two objects of this id that differ in currency, hold or limits"
}

// equal reports whether two limits say the same; nil is none.
func (l *limit) equal(o *limit) bool {
	return l == o || l != nil && o != nil && l.money == o.money && l.max == o.max && l.billed == o.billed
}

// saysAs reports whether two objects of one contract say the same.
func (c *contractRun) saysAs(o *contractRun) bool {
	return c.limits.all().equal(o.limits.all()) && c.currency == o.currency && c.hold == o.hold && c.fault == o.fault
}

// notRead counts a line whose transactions are not read under one rule, and says why where the input asks for details. A hold is said always.
func (l *lineRun) notRead(in *Input, counts *counts, r *ruleRun, reason Reason, next schedule.Date) {
	e := Entry{Rule: r.identity(), Code: Code(reason), About: AboutLine, Subject: l.id, NextRun: next, Message: "no run in the window"}
	switch {
	case reason == OnHold:
		e.Level, e.Message = Warning, "contract "+l.contract.key.id+" is on hold: "+l.contract.hold
		l.log = append(l.log, e)
		return
	case reason == NoSchedule && l.method == FixedPrice:
		e.Message = "not configured for scheduled invoicing: the fixed-price line has no milestone"
	case reason == NoSchedule:
		e.Message = "not configured for scheduled invoicing: the line has no schedule"
	case reason == Stranded:
		e.Message += " and none after it"
	case !next.IsZero():
		e.Message += "; the next is on " + next.String()
	}
	if counts.count(r, Code(reason), 1); in.Detail {
		counts.say(e)
	}
}
