// Package rrule reads and writes schedules as RFC 5545 (iCalendar) recurrence rules, and writes calendar feeds of coming run dates.
//
// [Parse] reads the properties that make up a recurrence: DTSTART, RRULE, RDATE and EXDATE. The frequencies DAILY, WEEKLY, MONTHLY and
// YEARLY are read with every part that the RFC allows them, and SKIP of RFC 7529; what happens within a day is not this library's. A rule
// that the schedules of [schedule.Schedule] express as well becomes such a schedule, so that it prints as words; any other becomes one of
// frequency [schedule.Recurrence].
//
// [Format] goes the other way. An offset, or a day counted over a quarter, becomes rules that have the same dates. Calendars of holidays and
// moves to business days have no counterpart in the RFC; such a schedule is refused with the part that stands in the way. Its coming run dates
// can still be handed to a calendar program: [Feed] lists them.
//
// Zones are looked up in the database of package time.
package rrule
