package dsl

import (
	"fmt"
	"strings"

	"github.com/proforma-go/proforma/schedule"
)

var english = &locale{
	tag:      "en",
	weekdays: [8]string{"", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
	short:    [8]string{"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
	months: [13]string{"", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
		"December"},
	ordinals: englishOrdinal,
	numeral:  func(n int) string { return fmt.Sprint(n) },
	kinds: map[schedule.DayKind][2]string{
		schedule.AnyDay: {"day", "day"}, schedule.Weekday: {"weekday", "weekday"}, schedule.BusinessDay: {"business day", "business day"},
	},
	offset: map[schedule.Unit][2]string{
		schedule.Days: {"the day", "days"}, schedule.Weekdays: {"the weekday", "weekdays"}, schedule.BusinessDays: {"the business day", "business days"},
		schedule.Weeks: {"one week", "weeks"}, schedule.Months: {"one month", "months"}, schedule.Quarters: {"one quarter", "quarters"}, schedule.Years: {"one year", "years"},
	},
	relatives: [3]map[schedule.Unit]string{
		{schedule.Weeks: "the week before", schedule.Months: "the month before", schedule.Quarters: "the quarter before", schedule.Years: "the year before"},
		{schedule.Weeks: "the same week", schedule.Months: "the same month", schedule.Quarters: "the same quarter", schedule.Years: "the same year"},
		{schedule.Weeks: "the week after", schedule.Months: "the month after", schedule.Quarters: "the quarter after", schedule.Years: "the year after"},
	},
	and: "and", or: "or", quotes: [2]string{"“", "”"}, point: ".", colon: ":", date: "2006-01-02",
	own: func(name string) fieldWord {
		several, article := name+"s", "a "
		if strings.HasSuffix(name, "s") {
			several = name
		}
		if strings.ContainsAny(name[:1], "aeio") {
			article = "an "
		}
		return fieldWord{name: name, the: name, one: several, none: several, a: article + name, some: several}
	},
	words: map[string]string{
		"kind time": "time", "kind material": "material", "kind fee": "fee", "kind expense": "expense", "kind milestone": "milestone",
		"billing method time-and-material": "time and material", "billing method fixed-price": "fixed price",
	},
	sentences: map[string]string{
		"runs": "Runs {when}{time}.", "at": " at {time}", "zone": " ({zone})",
		"manual": "Runs only when somebody starts it.", "lines": "Runs on the dates of each contract line's own schedule, and bills the line through its own cut-off.",
		"once": "Runs on {dates}{time}.", "row": "{date} (billing through {through})", "rrule": "Runs on the dates of the recurrence rule {rule}{time}.",
		"daily": "every day", "every-kind": "every {kind}", "every-n-days": "every {n} days",
		"weekdays": "every {days}", "weekly": "every week on {days}", "every-n-weeks": "every {n} weeks on {days}",
		"monthly": "every month on {days}", "every-n-months": "every {n} months on {days}",
		"quarterly": "every quarter on {days}", "every-n-quarters": "every {n} quarters on {days}",
		"yearly": "every year on {days}", "every-n-years": "every {n} years on {days}",
		"day-n": "day {n}", "nth": "the {nth} {kind}", "every-such": "every {kind}", "date": "{month} {n}",
		"of-month": "{day} of its {nth} month", "of-named": "{day} of {month}", "before": "{count} before {day}", "after": "{count} after {day}",
		"from-january": "The count begins with January of each year.",
		"clamp":        "Where a month is too short, that is its last day.", "skip": "Months that are too short are left out.",
		"move-next": "If that is no {kind}, it runs on the next one.", "move-next-month": "If that is no {kind}, it runs on the next one, or, where that is in another month, on the one before.",
		"move-previous": "If that is no {kind}, it runs on the one before.", "move-previous-month": "If that is no {kind}, it runs on the one before, or, where that is in another month, on the next one.",
		"move-nearest": "If that is no {kind}, it runs on the nearest one.",
		"from":         "The first run is on or after {date}.", "until": "The last run is on or before {date}.", "times": "It runs {n} times.",
		"only": "It runs only in {months}.", "except": "It does not run in {months}.", "except-dates": "It does not run on {dates}.", "holidays": "It does not run on days that are no business days.",
		"from-planned": "The first run is planned for {date} or later.", "until-planned": "The last run is planned for {date} or earlier.",
		"only-planned": "Runs are planned only in {months}.", "except-planned": "No run is planned in {months}.", "except-dates-planned": "No run is planned on {dates}.",
		"holidays-planned": "No run is planned on days that are no business days.",
		"times-one":        "It runs once.", "counted": "It ends with the {nth} planned date, dates that are left out included.",
		"skip-day": "Day {n} is left out in months that are too short.", "include-other": "Otherwise it bills everything up to and including {day}.",
		"range": "{first} through {last}", "calendar": "The calendar {name} decides which days are business days.",
		"sweep":       "When a line's schedule ends, one more run bills what is left.",
		"include":     "Bills everything up to and including {day}.",
		"include-all": "Bills everything up to and including the planned date.", "include-kinds": "Bills {kinds} up to and including {day}.",
		"include-from": "Nothing dated before {day} is billed.", "rest": "Nothing else is billed by it.",
		"kind-time": "time", "kind-expense": "expenses", "kind-material": "material", "kind-fee": "fees",
		"drafts": "Makes one draft for each {fields}.", "merged": "Makes one draft for each {fields}, over all contracts and projects.",
		"group": "Each contract line is divided into one draft line for each {fields}.",
		"min":   "A draft under {amount} is held back.", "max": "A draft over {amount} is held back.",
		"partial": "Where a limit is reached, what fits is billed.", "half-even": "Amounts in the very middle between two units are rounded to the even one.",
		"per-detail": "Each item is rounded by itself, not the sum of a line.", "strict": "A milestone is billed on its very date or not at all.",
		"catch-latest": "Runs that were missed are caught up with one draft.", "catch-none": "Runs that were missed are not caught up.",
		"invoice-date": "The invoice date is {day}.", "entry-date": "The entry date is {day}.", "status": "Drafts are made with the status {status}.",
		"generator": "Drafts are made with the permissions of {user}.", "notify": "After every run {who} {are} told.", "are": "are", "is-told": "is",
		"on-success": "After a run that made drafts {who} {are} told.", "on-failure": "After a failure {who} {are} told.", "on-empty": "After a run without drafts {who} {are} told.",
		"user": "the user {name}", "group-of": "the group {name}", "option": "Sets {name} to {value}.", "inactive": "The rule is inactive and does not run.",
		"run-date": "the day of the run", "run": "the run", "planned-date": "the planned date", "in-period": "{day} of {period}",
		"col-planned": "planned", "col-runs": "runs", "col-through": "includes through", "col-kinds": "{kinds} through", "col-invoice": "invoice date", "col-entry": "entry date",
		"no-runs": "There are no runs after that date.", "late": "! the run is before that day",
		"calendar-ends": "Holidays are known through {day}; runs after that follow weekdays alone.",

		"where": "Bills only items {condition}.",
		"is":    "whose {field} is {value}", "not-is": "whose {field} is not {value}", "in": "whose {field} is one of {values}", "not-in": "whose {field} is not one of {values}", "none-of": "or",
		"under": "whose {field} is under {value}", "not-under": "whose {field} is not under {value}", "most": "whose {field} is at most {value}", "not-most": "whose {field} is not at most {value}",
		"over": "whose {field} is over {value}", "not-over": "whose {field} is not over {value}", "least": "whose {field} is at least {value}", "not-least": "whose {field} is not at least {value}",
		"date-under": "whose {field} is before {value}", "not-date-under": "whose {field} is not before {value}", "date-most": "whose {field} is {value} or earlier", "not-date-most": "whose {field} is not {value} or earlier",
		"date-over": "whose {field} is after {value}", "not-date-over": "whose {field} is not after {value}", "date-least": "whose {field} is {value} or later", "not-date-least": "whose {field} is not {value} or later",
		"contains": "whose {field} contains {value}", "not-contains": "whose {field} does not contain {value}", "starts": "whose {field} starts with {value}", "not-starts": "whose {field} does not start with {value}",
		"ends": "whose {field} ends with {value}", "not-ends": "whose {field} does not end with {value}", "empty": "that have no {name}", "not-empty": "that have {a}",
		"list-is": "one of whose {field} is {value}", "not-list-is": "none of whose {field} is {value}", "list-in": "one of whose {field} is {values}", "not-list-in": "none of whose {field} is {values}",
		"list-starts": "one of whose {field} starts with {value}", "not-list-starts": "none of whose {field} starts with {value}", "list-ends": "one of whose {field} ends with {value}", "not-list-ends": "none of whose {field} ends with {value}",
		"list-empty": "that have no {some}", "not-list-empty": "that have {some}",
		"yes": "whose {field} is yes", "not-yes": "whose {field} is not yes", "no": "whose {field} is no", "not-no": "whose {field} is not no",
		"yes-billable": "that are billable", "not-yes-billable": "that are not billable", "no-billable": "that are not billable", "not-no-billable": "that are billable", "word-yes": "yes", "word-no": "no",
	},
}

func englishOrdinal(n int) string {
	words := []string{"", "first", "second", "third", "fourth", "fifth"}
	switch {
	case n == -1:
		return "last"
	case n < 0:
		return englishOrdinal(-n) + " last"
	case n < len(words):
		return words[n]
	}
	suffix := "th"
	if n/10%10 != 1 {
		suffix = [...]string{"th", "st", "nd", "rd", "th", "th", "th", "th", "th", "th"}[n%10]
	}
	return fmt.Sprint(n) + suffix
}
