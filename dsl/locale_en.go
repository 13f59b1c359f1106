package dsl

import (
	"fmt"

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
		schedule.Days: {"day", "days"}, schedule.Weekdays: {"weekday", "weekdays"}, schedule.BusinessDays: {"business day", "business days"},
		schedule.Weeks: {"week", "weeks"}, schedule.Months: {"month", "months"}, schedule.Quarters: {"quarter", "quarters"}, schedule.Years: {"year", "years"},
	},
	periods: map[schedule.Unit]string{schedule.Weeks: "week", schedule.Months: "month", schedule.Quarters: "quarter", schedule.Years: "year"},
	relatives: [3]map[schedule.Unit]string{
		{schedule.Weeks: "the week before", schedule.Months: "the month before", schedule.Quarters: "the quarter before", schedule.Years: "the year before"},
		{schedule.Weeks: "the same week", schedule.Months: "the same month", schedule.Quarters: "the same quarter", schedule.Years: "the same year"},
		{schedule.Weeks: "the week after", schedule.Months: "the month after", schedule.Quarters: "the quarter after", schedule.Years: "the year after"},
	},
	and:  "and",
	none: "-",
	sentences: map[string]string{
		"runs": "Runs {when}{time}.", "at": " at {time}", "zone": " ({zone})",
		"manual": "Runs only when somebody starts it.", "lines": "Runs on the dates of each contract line's own schedule, and bills the line up to its own cut-off.",
		"once": "Runs on {dates}.", "row": "{date} (including through {through})", "rrule": "Runs on the dates of the recurrence rule {rule}{time}.",
		"daily": "every day", "every-kind": "every {kind}", "every-n-days": "every {n} days",
		"weekly": "every week on {days}", "every-n-weeks": "every {n} weeks on {days}",
		"monthly": "every month on {days}", "every-n-months": "every {n} months on {days}",
		"quarterly": "every quarter on {days}", "every-n-quarters": "every {n} quarters on {days}",
		"yearly": "every year on {days}", "every-n-years": "every {n} years on {days}",
		"day-n": "day {n}", "nth": "the {nth} {kind}", "every-such": "every {kind}", "date": "{month} {n}",
		"of-month": "{day} of its {nth} month", "of-named": "{day} of {month}", "before": "{count} before {day}", "after": "{count} after {day}",
		"clamp": "Where a month is too short, that is its last day.", "skip": "Months that are too short are left out.",
		"move-next": "If that is no {kind}, it runs on the next one.", "move-next-month": "If that is no {kind}, it runs on the next one, or, where that is in another month, on the one before.",
		"move-previous": "If that is no {kind}, it runs on the one before.", "move-previous-month": "If that is no {kind}, it runs on the one before, or, where that is in another month, on the next one.",
		"move-nearest": "If that is no {kind}, it runs on the nearest one.",
		"from":         "The first run is on or after {date}.", "until": "The last run is on or before {date}.", "times": "It runs {n} times.",
		"only": "It runs only in {months}.", "except": "It does not run in {months}.", "except-dates": "It does not run on {dates}.", "holidays": "It does not run on days that are no business days.",
		"from-planned": "The first run is planned for {date} or later.", "until-planned": "The last one is planned for {date} or earlier.",
		"only-planned": "Runs are planned only in {months}.", "except-planned": "None is planned in {months}.", "except-dates-planned": "None is planned on {dates}.",
		"holidays-planned": "None is planned on days that are no business days.",
		"times-one":        "It runs once.", "counted": "It ends with the {nth} planned date, dates that are left out included.",
		"skip-day": "Day {n} is left out in months that are too short.", "include-other": "Otherwise it bills everything up to and including {day}.",
		"range": "{first} to {last}", "calendar": "Business days are those of the calendar {name}.",
		"sweep":       "When a line's schedule ends, one more run bills what is left.",
		"include":     "Bills everything up to and including {day}.",
		"include-all": "Bills everything up to and including the planned date.", "include-kinds": "Bills {kinds} up to and including {day}.",
		"include-from": "Nothing before {day} is billed.", "rest": "Nothing else is billed by it.",
		"where": "Bills only where: {filter}.", "kind-time": "time", "kind-expense": "expenses", "kind-material": "material", "kind-fee": "fees",
		"per-contract": "Makes one draft for each contract, customer and currency.", "merged": "Makes one draft for each customer and currency, over all contracts and projects.",
		"merged-by": "Makes one draft for each {fields}, customer and currency, over all contracts and projects.", "split": "Makes one draft for each contract, customer, currency and {fields}.",
		"group": "Each contract line is divided into one draft line for each {fields}.",
		"min":   "A draft under {amount} is held back.", "max": "A draft over {amount} is held back.",
		"partial": "Where a limit is reached, what fits is billed.", "strict": "A milestone is billed on its very date or not at all.",
		"catch-latest": "Runs that were missed are caught up with one draft.", "catch-none": "Runs that were missed are not caught up.",
		"invoice-date": "The invoice date is {day}.", "entry-date": "The entry date is {day}.", "status": "Drafts are made with the status {status}.",
		"generator": "Drafts are made with the permissions of {user}.", "notify": "{who} are told.", "notify-one": "{who} is told.",
		"on-success": "After a run that made drafts: {told}", "on-failure": "After a failure: {told}", "on-empty": "After a run without drafts: {told}",
		"user": "the user {name}", "group-of": "the group {name}", "option": "{name}: {value}.", "inactive": "The rule is inactive and does not run.",
		"run-date": "the day of the run", "planned-date": "the planned date", "in-period": "{day} of {period}",
		"col-planned": "planned", "col-runs": "runs", "col-through": "includes through", "col-kinds": "{kinds} through", "col-invoice": "invoice date", "col-entry": "entry date",
		"no-runs": "There are no runs after that date.", "late": "! the run is before that day",
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
