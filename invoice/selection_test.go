package invoice_test

import (
	"context"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

var (
	onLines  = invoice.Rule{Name: "lines", Schedule: schedule.Schedule{Frequency: schedule.OnLineSchedule}}
	monthEnd = schedule.Schedule{Frequency: schedule.Monthly, On: []schedule.Day{{Kind: schedule.AnyDay, N: -1}}}
	merging  = invoice.Rule{Name: "merging", Schedule: schedule.Schedule{Frequency: schedule.Daily}, Grouping: invoice.Grouping{Cut: invoice.Merged}}
)

// doubledSource yields some rows twice.
type doubledSource struct {
	invoice.Source
	projects, lines bool
}

func doubled[T any](twice bool, seq iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for x, err := range seq {
			if !yield(x, err) || twice && !yield(x, err) {
				return
			}
		}
	}
}

func (s doubledSource) Projects(ctx context.Context, q invoice.Query) iter.Seq2[invoice.Project, error] {
	return doubled(s.projects, s.Source.Projects(ctx, q))
}

func (s doubledSource) Lines(ctx context.Context, ps []invoice.Project) iter.Seq2[invoice.ContractLine, error] {
	return doubled(s.lines, s.Source.Lines(ctx, ps))
}

func TestAProjectOrLineReturnedTwiceEndsTheRun(t *testing.T) {
	for want, s := range map[string]doubledSource{
		"the source returned project P1 twice": {projects: true},
		"the source returned line L1 twice":    {lines: true},
	} {
		s.Source = mustMemory(t, faultWorld())
		if _, err := invoice.Collect(invoice.Run(context.Background(), invoice.Input{Rules: []invoice.Rule{everyDay}, Source: s, Through: worldStart})); err == nil || err.Error() != want {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

// TestACutoffThatCannotBeResolvedEndsTheRun: the month after the last one of all has no last day.
func TestACutoffThatCannotBeResolvedEndsTheRun(t *testing.T) {
	next := schedule.Anchor{Base: schedule.InPeriod, Kind: schedule.AnyDay, N: -1, Period: schedule.Months, Rel: 1}
	now := schedule.Anchor{Base: schedule.RunDate}
	fee := []invoice.Kind{invoice.Fee}
	for name, include := range map[string][]invoice.Include{
		"through": {{Through: next}}, "from": {{From: next, Through: now}}, "through, for one kind": {{Through: now}, {Kinds: fee, Through: next}}, "from, for one kind": {{Through: now}, {Kinds: fee, From: next, Through: now}},
	} {
		rule := everyDay
		rule.Include = include
		if err := rule.Validate(); err != nil {
			t.Fatal(err)
		}
		_, err := invoice.Collect(invoice.Run(context.Background(), invoice.Input{Rules: []invoice.Rule{rule}, Source: unread{}, Through: date("9999-12-31")}))
		if err == nil || !strings.Contains(err.Error(), `rule "all": run of 9999-12-31: `) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestAFixedPriceLineBehindAnotherLineHasNoSchedule(t *testing.T) {
	d := memory.Data{
		Projects: []memory.Project{{ID: "P", Customer: "A"}},
		Lines: []memory.Line{
			{ID: "L1", Project: "P", Schedule: &invoice.LineSchedule{Schedule: monthEnd}}, {ID: "L2", Project: "P", Method: invoice.FixedPrice}, {ID: "L3", Project: "P"},
		},
		Transactions: []memory.Transaction{work("T1", "L1", "10"), work("T2", "L2", "10")},
	}
	res := mustRun(t, invoice.Input{Rules: []invoice.Rule{onLines}, Source: mustMemory(t, d), Through: date("2026-06-30")})
	if len(res.Backlog) != 1 || res.Backlog[0].Transaction != "T2" || res.Backlog[0].Reason != invoice.NoSchedule {
		t.Errorf("held are %+v", res.Backlog)
	}
	counted := 0
	for _, e := range res.Log {
		if e.Code == invoice.Code(invoice.NoSchedule) {
			counted += e.Count
		}
	}
	if counted != 2 {
		t.Errorf("%d lines without a schedule are counted, want L2 and L3\n%s", counted, res.Log)
	}
}

// milestones is a contract with an hourly line that is due at the end of the month, and a fixed-price line; M was due in May.
func milestones(strict bool, stray ...memory.Transaction) (invoice.Rule, memory.Data) {
	m := work("M", "F", "500")
	m.Kind, m.Date = invoice.Milestone, date("2026-05-01")
	rule := onLines
	rule.StrictMilestones = strict
	return rule, memory.Data{
		Projects:     []memory.Project{{ID: "P", Customer: "A"}},
		Lines:        []memory.Line{{ID: "F", Project: "P", Method: invoice.FixedPrice}, {ID: "H", Project: "P", Schedule: &invoice.LineSchedule{Schedule: monthEnd}}},
		Transactions: append(stray, m),
	}
}

func TestAStrayMilestoneOnAnHourlyLineCallsNothingOut(t *testing.T) {
	stray := work("S", "H", "1")
	stray.Kind, stray.Date = invoice.Milestone, date("2026-06-02")
	rule, d := milestones(false, stray)
	reading := everyDay // the hourly line is read for it, and bills nothing
	reading.Where = invoice.Compare{Field: "person", Op: invoice.Equal, Value: invoice.TextValue("nobody")}
	rules := []invoice.Rule{rule, reading}
	if res := mustRun(t, invoice.Input{Rules: rules, Source: mustMemory(t, d), Through: date("2026-06-02")}); len(res.Drafts) != 0 {
		t.Errorf("%s was made", res.Drafts[0].Key)
	}
	d.Transactions[0].Line = "F"
	if res := mustRun(t, invoice.Input{Rules: rules, Source: mustMemory(t, d), Through: date("2026-06-02")}); len(res.Drafts) != 1 || !res.Drafts[0].Total.Equal(eur("501")) {
		t.Errorf("a milestone of the fixed-price line calls out its contract, with the earlier one: %d drafts", len(res.Drafts))
	}
}

func TestAMissedMilestoneWaitsForTheNextRunUnlessTheRuleIsStrict(t *testing.T) {
	for _, strict := range []bool{false, true} {
		rule, d := milestones(strict)
		d.Lines = d.Lines[:1]
		res := mustRun(t, invoice.Input{Rules: []invoice.Rule{rule}, Source: mustMemory(t, d), Through: date("2026-06-02")})
		if strict && (len(res.Drafts) != 0 || len(res.Backlog) != 1 || res.Backlog[0].Reason != invoice.Stranded) || !strict && len(res.Drafts) != 1 {
			t.Errorf("strict %v: %d drafts, %+v", strict, len(res.Drafts), res.Backlog)
		}
		if strict && slices.ContainsFunc(res.Log, func(e invoice.Entry) bool { return e.Code == invoice.CodeNothingToInvoice }) {
			t.Errorf("the contract was called out under a strict rule\n%s", res.Log)
		}
	}
}

func TestAMergedDraftNeedsACustomerOfTheProject(t *testing.T) {
	d := memory.Data{Projects: []memory.Project{{ID: "P", BillingCustomer: "A"}}, Lines: []memory.Line{{ID: "L", Project: "P"}}, Transactions: []memory.Transaction{work("T", "L", "10")}}
	for rule, want := range map[*invoice.Rule]int{&everyDay: 1, &merging: 0} {
		res := gather(t, invoice.Input{Rules: []invoice.Rule{*rule}, Source: mustMemory(t, d), Through: worldStart})
		if len(res.Drafts) != want || res.Log.Failed() != (want == 0) {
			t.Errorf("%s: %d drafts\n%s", rule.Name, len(res.Drafts), res.Log)
		}
	}
}

func units(t *testing.T, in invoice.Input) (keys []string) {
	t.Helper()
	for o, err := range invoice.Run(context.Background(), in) {
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, o.Unit)
	}
	return keys
}

// contractsOfProjects has projects in one order and their contracts in another; the first two have one customer.
func contractsOfProjects() memory.Data {
	d := memory.Data{Projects: []memory.Project{{ID: "P1", Customer: "A"}, {ID: "P2", Customer: "A"}, {ID: "P3", Customer: "B"}}}
	for i, k := range []string{"K3", "K1", "K2"} {
		id := string(rune('1' + i))
		d.Lines = append(d.Lines, memory.Line{ID: "L" + id, Project: "P" + id, Contract: k})
		d.Transactions = append(d.Transactions, work("T"+id, "L"+id, "10"))
	}
	return d
}

func TestAUnitIsNamedByItsFirstContractAndUnitsComeInThatOrder(t *testing.T) {
	in := invoice.Input{Source: mustMemory(t, contractsOfProjects()), Through: worldStart}
	nextMonth := merging
	nextMonth.Schedule = monthEnd
	nobodys := everyDay
	nobodys.Where = invoice.Compare{Field: "customer", Op: invoice.Equal, Value: invoice.IDValue("B")}
	for _, tt := range []struct {
		name  string
		rules []invoice.Rule
		want  []string
	}{
		{"without a merge a contract is a unit", []invoice.Rule{everyDay}, []string{"contract:K1", "contract:K2", "contract:K3", ""}},
		{"a merge joins what can stand on one draft", []invoice.Rule{merging}, []string{"contract:K1", "contract:K2", ""}},
		{"a merge that is not due joins nothing", []invoice.Rule{everyDay, nextMonth}, []string{"contract:K1", "contract:K2", "contract:K3", ""}},
		{"projects that no rule may bill make no unit", []invoice.Rule{nobodys}, []string{"contract:K2", ""}},
	} {
		in.Rules = tt.rules
		if diff := cmp.Diff(tt.want, units(t, in)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestALineScheduleCannotBeOnLineSchedulesItself(t *testing.T) {
	d := faultWorld()
	d.Lines[0].Schedule = &invoice.LineSchedule{Schedule: schedule.Schedule{Frequency: schedule.OnLineSchedule}}
	d.Lines[1].Schedule = &invoice.LineSchedule{Schedule: monthEnd}
	d.Transactions[1].Date = date("2026-06-05")
	res := gather(t, invoice.Input{Rules: []invoice.Rule{onLines}, Source: mustMemory(t, d), Through: date("2026-06-30")})
	checkFault(t, res, []string{"T2"}, nil, "L1")
	if !strings.Contains(res.Log.String(), `failed L1: line schedule: a line's own schedule cannot be "on line schedules"`) {
		t.Errorf("got\n%s", res.Log)
	}
}

func TestAFinalSweepOnTheLastDayOfTheWindowIsNoLaterRun(t *testing.T) {
	sweeping := monthEnd
	sweeping.Until = date("2026-06-15")
	x := work("T", "L", "10")
	x.Status = invoice.Pending
	d := memory.Data{
		Projects: []memory.Project{{ID: "P", Customer: "A"}}, Transactions: []memory.Transaction{x},
		Lines: []memory.Line{{ID: "L", Project: "P", Schedule: &invoice.LineSchedule{Schedule: sweeping, FinalSweep: true}}},
	}
	for through, want := range map[string]string{"2026-06-14": "2026-06-15", "2026-06-15": ""} {
		in := invoice.Input{Rules: []invoice.Rule{onLines}, Source: mustMemory(t, d), After: date("2026-04-30"), Through: date(through)}
		res := mustRun(t, in)
		if len(res.Backlog) != 1 || res.Backlog[0].NextRun.String() != want {
			t.Errorf("through %s: %+v", through, res.Backlog)
		}
	}
}

// kindless is a transaction of no kind.
type kindless struct{ invoice.Transaction }

func (kindless) Kind() invoice.Kind { return 0 }

func TestAKindThatIsNoneFailsUnderIncludeClauses(t *testing.T) {
	through := schedule.Anchor{Base: schedule.RunDate}
	for name, include := range map[string][]invoice.Include{
		"none": nil, "a plain one": {{Through: through}}, "one for time": {{Through: through}, {Kinds: []invoice.Kind{invoice.Time}, Through: through}},
	} {
		rule := everyDay
		rule.Include = include
		s := brokenSource{Source: mustMemory(t, faultWorld())}
		s.transaction = only("T1", func(x invoice.Transaction) invoice.Transaction { return kindless{x} })
		res := gather(t, invoice.Input{Rules: []invoice.Rule{rule}, Source: s, Through: worldStart})
		if len(res.Backlog) != 1 || res.Backlog[0].Reason != invoice.Failed {
			t.Errorf("clauses: %s: held are %+v", name, res.Backlog)
		}
	}
}

func TestTheBacklogOfAFailedUnitIsInOrder(t *testing.T) {
	d := faultWorld()
	d.Lines[0].Customers = split("C", "20", "A", "50", "B", "30")
	s := brokenSource{Source: mustMemory(t, d)}
	s.transaction = only("T2", func(x invoice.Transaction) invoice.Transaction { return unpriced{x} })
	var got []string
	for _, b := range gather(t, invoice.Input{Rules: []invoice.Rule{everyDay}, Source: s, Through: worldStart}).Backlog {
		got = append(got, b.Transaction+" "+b.Customer+" "+b.Amount.String())
	}
	if want := []string{"T1 A 50.00 EUR", "T1 B 30.00 EUR", "T1 C 20.00 EUR", "T2 A 100.00 EUR"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWhatIsWrongInARuleIsFoundAtItsEdges(t *testing.T) {
	most := dec("30")
	v, err := invoice.StandardVocabulary().Extend(invoice.Options(invoice.OptionType{Name: "term", Type: invoice.NumberType, Min: &decimal.Decimal{}, Max: &most}))
	if err != nil {
		t.Fatal(err)
	}
	for term, want := range map[string]string{"30": "", "30.00": "", "30.01": "expected at most 30", "0": "", "-0.01": "expected at least 0"} {
		rule := everyDay
		rule.Options = []invoice.Option{{Name: "term", Value: invoice.NumberValue(dec(term))}}
		_, err := invoice.Collect(invoice.Run(context.Background(), invoice.Input{Rules: []invoice.Rule{rule}, Source: mustMemory(t, faultWorld()), Vocabulary: v, Through: worldStart}))
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("a term of %s: %v", term, err)
		}
	}
	rule := everyDay
	rule.Include = []invoice.Include{{From: schedule.Anchor{Base: 200}, Through: schedule.Anchor{Base: schedule.RunDate}}}
	if err := rule.Validate(); err == nil || !strings.Contains(err.Error(), "include from: ") {
		t.Errorf("an include clause from no day: %v", err)
	}
}

// named is a project with a name of its own.
type named struct{ benchProject }

func (n *named) Name() string { return n.manager }

func TestAnEmptyNameIsNone(t *testing.T) {
	empty := compile(t, invoice.StandardVocabulary(), invoice.Empty{Field: "project name"})
	same := compile(t, invoice.StandardVocabulary(), invoice.Compare{Field: "project name", Op: invoice.Equal, Value: invoice.TextValue("")})
	for name, want := range map[string]bool{"": true, "Bridge": false} {
		p := &named{benchProject{"P", "C", name}}
		if empty.Holds(p, nil, nil) != want || same.Holds(p, nil, nil) {
			t.Errorf("%q is empty: %v, and equals nothing: %v", name, empty.Holds(p, nil, nil), same.Holds(p, nil, nil))
		}
	}
}
