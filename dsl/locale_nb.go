package dsl

import (
	"fmt"

	"github.com/proforma-go/proforma/schedule"
)

var norwegian = &locale{
	tag:      "nb",
	weekdays: [8]string{"", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"},
	short:    [8]string{"", "man", "tir", "ons", "tor", "fre", "lør", "søn"},
	months:   [13]string{"", "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember"},
	ordinals: norwegianOrdinal,
	numeral:  func(n int) string { return fmt.Sprint(n) },
	definite: "en",
	kinds: map[schedule.DayKind][2]string{
		schedule.AnyDay: {"dag", "dagen"}, schedule.Weekday: {"hverdag", "hverdagen"}, schedule.BusinessDay: {"virkedag", "virkedagen"},
	},
	offset: map[schedule.Unit][2]string{
		schedule.Days: {"dag", "dager"}, schedule.Weekdays: {"hverdag", "hverdager"}, schedule.BusinessDays: {"virkedag", "virkedager"},
		schedule.Weeks: {"uke", "uker"}, schedule.Months: {"måned", "måneder"}, schedule.Quarters: {"kvartal", "kvartaler"}, schedule.Years: {"år", "år"},
	},
	periods: map[schedule.Unit]string{schedule.Weeks: "uke", schedule.Months: "måned", schedule.Quarters: "kvartal", schedule.Years: "år"},
	relatives: [3]map[schedule.Unit]string{
		{schedule.Weeks: "uken før", schedule.Months: "måneden før", schedule.Quarters: "kvartalet før", schedule.Years: "året før"},
		{schedule.Weeks: "samme uke", schedule.Months: "samme måned", schedule.Quarters: "samme kvartal", schedule.Years: "samme år"},
		{schedule.Weeks: "uken etter", schedule.Months: "måneden etter", schedule.Quarters: "kvartalet etter", schedule.Years: "året etter"},
	},
	and:  "og",
	none: "-",
	sentences: map[string]string{
		"runs": "Kjøres {when}{time}.", "at": " kl. {time}", "zone": " ({zone})",
		"manual": "Kjøres bare når noen starter den.", "lines": "Kjøres på datoene i hver kontraktlinjes egen plan, og fakturerer linjen til dens egen skjæringsdato.",
		"once": "Kjøres {dates}.", "row": "{date} (til og med {through})", "rrule": "Kjøres på datoene som regelen {rule} gir{time}.",
		"daily": "hver dag", "every-kind": "hver {kind}", "every-n-days": "hver {nth} dag",
		"weekly": "hver uke på {days}", "every-n-weeks": "hver {nth} uke på {days}",
		"monthly": "hver måned, {days}", "every-n-months": "hver {nth} måned, {days}",
		"quarterly": "hvert kvartal, {days}", "every-n-quarters": "hvert {nth} kvartal, {days}",
		"yearly": "hvert år, {days}", "every-n-years": "hvert {nth} år, {days}",
		"every-2-days": "annenhver dag", "every-2-weeks": "annenhver uke på {days}", "every-2-months": "annenhver måned, {days}",
		"every-2-quarters": "annethvert kvartal, {days}", "every-2-years": "annethvert år, {days}",
		"day-n": "dag {n}", "nth": "den {nth} {kind}", "every-such": "hver {kind}", "date": "{n}. {month}",
		"of-month": "{day} i den {nth} måneden", "of-named": "{day} i {month}", "before": "{count} før {day}", "after": "{count} etter {day}",
		"clamp": "Er måneden for kort, gjelder dens siste dag.", "skip": "Måneder som er for korte, hoppes over.",
		"move-next": "Er det ingen {kind}, kjøres den på neste.", "move-next-month": "Er det ingen {kind}, kjøres den på neste, eller hvis den ligger i en annen måned, på den forrige.",
		"move-previous": "Er det ingen {kind}, kjøres den på forrige.", "move-previous-month": "Er det ingen {kind}, kjøres den på forrige, eller hvis den ligger i en annen måned, på neste.",
		"move-nearest": "Er det ingen {kind}, kjøres den på nærmeste.",
		"from":         "Den første kjøringen er tidligst {date}.", "until": "Den siste kjøringen er senest {date}.", "times": "Den kjøres {n} ganger.",
		"only": "Den kjøres bare i {months}.", "except": "Den kjøres ikke i {months}.", "except-dates": "Den kjøres ikke {dates}.", "holidays": "Den kjøres ikke på dager som ikke er virkedager.",
		"from-planned": "Den første kjøringen planlegges til {date} eller senere.", "until-planned": "Den siste planlegges til {date} eller tidligere.",
		"only-planned": "Kjøringer planlegges bare i {months}.", "except-planned": "Ingen planlegges i {months}.", "except-dates-planned": "Ingen planlegges {dates}.",
		"holidays-planned": "Ingen planlegges på dager som ikke er virkedager.",
		"times-one":        "Den kjøres én gang.", "counted": "Den slutter med den {nth} planlagte datoen, utelatte datoer medregnet.",
		"skip-day": "Dag {n} utelates i måneder som er for korte.", "include-other": "Ellers faktureres alt til og med {day}.",
		"range": "{first} til {last}", "calendar": "Virkedager er de i kalenderen {name}.",
		"sweep":       "Når en linjes plan tar slutt, fakturerer en siste kjøring det som er igjen.",
		"include":     "Fakturerer alt til og med {day}.",
		"include-all": "Fakturerer alt til og med den planlagte datoen.", "include-kinds": "Fakturerer {kinds} til og med {day}.",
		"include-from": "Ingenting før {day} faktureres.", "rest": "Ingenting annet faktureres av den.",
		"where": "Fakturerer bare der: {filter}.", "kind-time": "timer", "kind-expense": "utlegg", "kind-material": "materiell", "kind-fee": "gebyrer",
		"per-contract": "Lager ett utkast per kontrakt, kunde og valuta.", "merged": "Lager ett utkast per kunde og valuta, over alle kontrakter og prosjekter.",
		"merged-by": "Lager ett utkast per {fields}, kunde og valuta, over alle kontrakter og prosjekter.", "split": "Lager ett utkast per kontrakt, kunde, valuta og {fields}.",
		"group": "Hver kontraktlinje deles i en linje på utkastet per {fields}.",
		"min":   "Et utkast under {amount} holdes tilbake.", "max": "Et utkast over {amount} holdes tilbake.",
		"partial": "Når en grense nås, faktureres det som får plass.", "strict": "En milepæl faktureres på sin dato eller ikke i det hele tatt.",
		"catch-latest": "Tapte kjøringer tas igjen med ett utkast.", "catch-none": "Tapte kjøringer tas ikke igjen.",
		"invoice-date": "Fakturadatoen er {day}.", "entry-date": "Bilagsdatoen er {day}.", "status": "Utkastene får status {status}.",
		"generator": "Utkastene lages med rettighetene til {user}.", "notify": "{who} får beskjed.", "notify-one": "{who} får beskjed.",
		"on-success": "Etter en kjøring som har laget utkast: {told}", "on-failure": "Etter en feil: {told}", "on-empty": "Etter en kjøring uten utkast: {told}",
		"user": "brukeren {name}", "group-of": "gruppen {name}", "option": "{name}: {value}.", "inactive": "Regelen er inaktiv og kjøres ikke.",
		"run-date": "kjøringens dag", "planned-date": "den planlagte datoen", "in-period": "{day} i {period}",
		"col-planned": "planlagt", "col-runs": "kjøres", "col-through": "til og med", "col-kinds": "{kinds} til og med", "col-invoice": "fakturadato", "col-entry": "bilagsdato",
		"no-runs": "Det er ingen kjøringer etter den datoen.", "late": "! kjøringen er før den dagen",
	},
}

func norwegianOrdinal(n int) string {
	words := []string{"", "første", "andre", "tredje", "fjerde", "femte"}
	last := []string{"", "siste", "nest siste", "tredje siste", "fjerde siste", "femte siste"}
	switch {
	case n < 0 && -n < len(last):
		return last[-n]
	case n < 0:
		return fmt.Sprint(-n) + ". siste"
	case n < len(words):
		return words[n]
	}
	return fmt.Sprint(n) + "."
}
