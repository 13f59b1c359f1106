package dsl_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// anyText draws a text of any characters: quotes, backslashes, line breaks and other control characters are frequent in it.
func anyText(t *rapid.T, label string) string {
	special := rapid.SampledFrom([]rune("\\\"'`\n\r\t\x00\x07\x0b\x0c\x1b\x7f\u0085\u00a0\u2028\u2029\u202e\u200d\ufeff“”’#,;{}()[]=@é\u0301日🧾"))
	return string(rapid.SliceOfN(rapid.OneOf(special, rapid.Rune()), 0, 12).Draw(t, label))
}

// TestAnyTextIsReadAsItIsPrinted has texts in every place where a rule has one: schedules, rules and filters print quotes each on their own.
func TestAnyTextIsReadAsItIsPrinted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := anyText(t, "text")
		r := invoice.Rule{
			Name: "R" + text, Description: text, Generator: "g" + text,
			Schedule: schedule.Schedule{Frequency: schedule.Daily, Calendar: text},
			Where: invoice.And{Terms: []invoice.Filter{
				invoice.Compare{Field: "manager", Op: invoice.Equal, Value: invoice.IDValue(text)},
				invoice.Match{Field: "description", Op: invoice.Contains, Text: text},
				invoice.In{Field: "customer", Values: []invoice.Value{invoice.IDValue(text), invoice.IDValue("x" + text)}},
			}},
			Notify: []invoice.Notify{{Recipients: []invoice.Recipient{{Kind: invoice.User, Name: "u" + text}, {Name: "a" + text}}}},
		}
		again, err := dsl.ParseRule(r.String(), dsl.WithEnv(&dsl.Env{Calendars: schedule.Calendars{text: weekdaysExcept{}}}))
		if err != nil {
			t.Fatalf("%q is not read:\n%v", r.String(), err)
		}
		if again.Name != r.Name || again.Description != text || again.Schedule.Calendar != text || again.String() != r.String() {
			t.Fatalf("%q is read as %q", r.String(), again.String())
		}
	})
}

// TestARecurrenceTextOfAnyKindIsWrittenOnOneLine holds for texts that are no recurrence rule too: they print as well as they can.
func TestARecurrenceTextOfAnyKindIsWrittenOnOneLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := schedule.Schedule{Frequency: schedule.Recurrence, RRule: anyText(t, "text"), From: schedule.MustParseDate("2026-01-01")}
		if _, err := dsl.Parse("rule", s.String()); err != nil {
			t.Fatalf("%q is written %s, of which the syntax is wrong:\n%v", s.RRule, s, err)
		}
	})
}
