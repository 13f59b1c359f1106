package invoice_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

func TestTheLogIsTextAndJSON(t *testing.T) {
	log := invoice.RunLog{
		{RunDate: date("2026-01-31"), Rule: "month end", Level: invoice.Info, Code: invoice.CodeDrafted, About: invoice.AboutDraft, Subject: "k/1", Message: "invoice to Acme"},
		{Level: invoice.Error, Code: invoice.CodeFailed, About: invoice.AboutLine, Subject: "L1", Message: "the customers' shares total 90 %, not 100 %"},
	}
	want := "2026-01-31 info drafted [month end] k/1: invoice to Acme\nerror failed L1: the customers' shares total 90 %, not 100 %\n"
	if got := log.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if !log.Failed() || log[:1].Failed() {
		t.Error("only the second entry is a failure")
	}
	b, err := json.Marshal(log[0])
	if want := `{"run_date":"2026-01-31","rule":"month end","level":"info","code":"drafted","subject":"k/1","message":"invoice to Acme"}`; err != nil || string(b) != want {
		t.Errorf("got %s (%v), want %s", b, err, want)
	}
}

func TestClaimsAndKeysStayApartWhateverIdsHold(t *testing.T) {
	a := invoice.Claim{Transaction: "T/1", Part: 1}
	b := invoice.Claim{Transaction: "T", Part: 1}
	c := invoice.Claim{Transaction: "T%2F1", Part: 1}
	if a.String() == b.String() || a.String() == c.String() {
		t.Errorf("%s, %s and %s are not apart", a, b, c)
	}
}

// TestDraftsCarryWhatTheRuleSays: options of every type, status, generator and recipients reach the draft and its JSON.
func TestDraftsCarryWhatTheRuleSays(t *testing.T) {
	rule := invoice.Rule{
		Name: "all", Schedule: schedule.Schedule{Frequency: schedule.Daily}, Status: "sent", Generator: "anna",
		Options: []invoice.Option{{Name: "language", Value: invoice.TextValue("sv")}, {Name: "payment term", Value: invoice.NumberValue(dec("30"))}, {Name: "printed", Value: invoice.BoolValue(true)}},
		Notify:  []invoice.Notify{{Recipients: []invoice.Recipient{{Kind: invoice.User, Name: "u1"}, {Name: "fin@example.com"}}}},
	}
	vocabulary, err := invoice.StandardVocabulary().Extend(invoice.Statuses("sent"), invoice.Options(
		invoice.OptionType{Name: "language", Type: invoice.TextType}, invoice.OptionType{Name: "payment term", Type: invoice.NumberType}, invoice.OptionType{Name: "printed", Type: invoice.BoolType}))
	if err != nil {
		t.Fatal(err)
	}
	res, err := invoice.Collect(invoice.Run(context.Background(), invoice.Input{Rules: []invoice.Rule{rule}, Source: mustMemory(t, faultWorld()), Vocabulary: vocabulary, Through: date("2026-06-30")}))
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Drafts) != 3 || len(res.Notices) != 2 {
		t.Fatalf("%d drafts and %d notices, want 3 and 2", len(res.Drafts), len(res.Notices))
	}
	got := toJSON(t, res.Drafts[0])
	for _, want := range []string{`"status": "sent"`, `"generator": "anna"`, `"language": "sv"`, `"payment term": 30`, `"printed": true`, `"u1"`, `"fin@example.com"`, `"total": "200.00"`, `"contract": "P1"`} {
		if !strings.Contains(got, want) {
			t.Errorf("the draft's JSON lacks %s:\n%s", want, got)
		}
	}
}

func TestARuleThatRanSaysSoWhateverItDrafted(t *testing.T) {
	next := invoice.Rule{Name: "next month", Schedule: monthEnd}
	idle := everyDay
	idle.Name, idle.Where = "idle", invoice.Compare{Field: "customer", Op: invoice.Equal, Value: invoice.IDValue("nobody")}
	stopped := invoice.Rule{Name: "stopped", Schedule: everyDay.Schedule, Inactive: true}
	res := mustRun(t, invoice.Input{Rules: []invoice.Rule{stopped, next, idle, everyDay}, Source: mustMemory(t, faultWorld()), Through: worldStart})
	var got []string
	for _, e := range res.Log {
		if e.Code == invoice.CodeSummary || e.Code == invoice.CodeInactive {
			got = append(got, e.Rule+": "+e.Message)
		}
	}
	if want := "stopped: inactive, does not run; idle: 0 drafts, 0 failures; all: 3 drafts, 0 failures"; strings.Join(got, "; ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// untilJune knows its holidays through June 2026.
type untilJune struct{ schedule.Calendar }

func (untilJune) Known() schedule.Period {
	return schedule.Period{First: date("2026-01-01"), Last: date("2026-06-30")}
}

func TestACalendarThatEndsIsNamed(t *testing.T) {
	for calendar, want := range map[string]string{"": "the default calendar", "SE": "calendar SE"} {
		rule := invoice.Rule{Name: "r", Schedule: schedule.Schedule{Frequency: schedule.Monthly, On: []schedule.Day{{Kind: schedule.BusinessDay, N: 1}}, Calendar: calendar}}
		in := invoice.Input{Rules: []invoice.Rule{rule}, Source: mustMemory(t, faultWorld()), Calendars: schedule.Calendars{calendar: untilJune{schedule.Weekend()}}}
		for through, said := range map[string]bool{"2026-05-01": false, "2026-07-01": true} {
			in.Through = date(through)
			if log := mustRun(t, in).Log.String(); strings.Contains(log, want+" is known through 2026-06-30; dates after that follow weekdays alone") != said {
				t.Errorf("%q through %s: %s", calendar, through, log)
			}
		}
	}
}
