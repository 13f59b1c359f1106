package schedule

// The words of the rule language for the enumerations. A value that is not one of the constants prints as "".

var frequencyNames = [...]string{Manual: "manual", OnLineSchedule: "on line schedules", Once: "once", Daily: "daily", Weekly: "weekly",
	Monthly: "monthly", Quarterly: "quarterly", Yearly: "yearly", Recurrence: "rrule"}

var dayKindNames = [...]string{AnyDay: "day", Weekday: "weekday", BusinessDay: "business day", Monday: "Monday", Tuesday: "Tuesday",
	Wednesday: "Wednesday", Thursday: "Thursday", Friday: "Friday", Saturday: "Saturday", Sunday: "Sunday"}

var unitNames = [...]string{Days: "day", Weekdays: "weekday", BusinessDays: "business day", Weeks: "week", Months: "month",
	Quarters: "quarter", Years: "year"}

var adjustmentNames = [...]string{Following: "next", ModifiedFollowing: "next within month", Preceding: "previous",
	ModifiedPreceding: "previous within month", Nearest: "nearest"}

var baseNames = [...]string{RunDate: "run date", PlannedDate: "planned date", FixedDate: "date", InPeriod: "day of period"}

func name[T ~uint8](names []string, v T) string {
	if int(v) < len(names) {
		return names[v]
	}
	return ""
}

// String returns the word for f in rule text: "monthly", "on line schedules".
func (f Frequency) String() string { return name(frequencyNames[:], f) }

// String returns the word for k in rule text, in the singular: "business day", "Monday".
func (k DayKind) String() string { return name(dayKindNames[:], k) }

// String returns the word for u in rule text, in the singular: "business day", "month".
func (u Unit) String() string { return name(unitNames[:], u) }

// String returns what distinguishes a in rule text: "next", "previous within month"; "" for [NoAdjustment].
func (a Adjustment) String() string { return name(adjustmentNames[:], a) }

// String returns a word for b: "run date", "planned date", "date" or "day of period".
func (b Base) String() string { return name(baseNames[:], b) }

// unit returns the name of the period of a frequency that has one.
func (f Frequency) unit() string {
	switch f {
	case Daily:
		return "day"
	case Weekly:
		return "week"
	case Monthly:
		return "month"
	case Quarterly:
		return "quarter"
	case Yearly:
		return "year"
	}
	return ""
}

func (f Frequency) units() string { return f.unit() + "s" }

// frequency returns the frequency whose period is the unit, 0 if there is none.
func (u Unit) frequency() Frequency {
	switch u {
	case Weeks:
		return Weekly
	case Months:
		return Monthly
	case Quarters:
		return Quarterly
	case Years:
		return Yearly
	}
	return 0
}
