package main

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/aa"
)

// finland holds the days on which Finnish banks are closed beside weekends. rickar/cal has no list for Finland, and parts to make one of.
var finland = []*cal.Holiday{
	aa.NewYear.Clone(&cal.Holiday{Name: "Uudenvuodenpäivä"}),
	aa.Epiphany.Clone(&cal.Holiday{Name: "Loppiainen"}),
	aa.GoodFriday.Clone(&cal.Holiday{Name: "Pitkäperjantai"}),
	aa.EasterMonday.Clone(&cal.Holiday{Name: "Toinen pääsiäispäivä"}),
	aa.WorkersDay.Clone(&cal.Holiday{Name: "Vappu"}),
	aa.AscensionDay.Clone(&cal.Holiday{Name: "Helatorstai"}),
	{Name: "Juhannusaatto", Month: time.June, Day: 19, Weekday: time.Friday, Offset: 1, Func: cal.CalcWeekdayFrom},
	{Name: "Itsenäisyyspäivä", Month: time.December, Day: 6, Func: cal.CalcDayOfMonth},
	{Name: "Jouluaatto", Month: time.December, Day: 24, Func: cal.CalcDayOfMonth},
	aa.ChristmasDay.Clone(&cal.Holiday{Name: "Joulupäivä"}),
	aa.ChristmasDay2.Clone(&cal.Holiday{Name: "Tapaninpäivä"}),
}
