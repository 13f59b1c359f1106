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
	numeral:  func(n int) string { return fmt.Sprint(n) + "." },
	definite: "en",
	kinds: map[schedule.DayKind][2]string{
		schedule.AnyDay: {"dag", "dagen"}, schedule.Weekday: {"hverdag", "hverdagen"}, schedule.BusinessDay: {"virkedag", "virkedagen"},
	},
	offset: map[schedule.Unit][2]string{
		schedule.Days: {"dagen", "dager"}, schedule.Weekdays: {"hverdagen", "hverdager"}, schedule.BusinessDays: {"virkedagen", "virkedager"},
		schedule.Weeks: {"en uke", "uker"}, schedule.Months: {"en måned", "måneder"}, schedule.Quarters: {"et kvartal", "kvartaler"}, schedule.Years: {"et år", "år"},
	},
	relatives: [3]map[schedule.Unit]string{
		{schedule.Weeks: "uken før", schedule.Months: "måneden før", schedule.Quarters: "kvartalet før", schedule.Years: "året før"},
		{schedule.Weeks: "samme uke", schedule.Months: "samme måned", schedule.Quarters: "samme kvartal", schedule.Years: "samme år"},
		{schedule.Weeks: "uken etter", schedule.Months: "måneden etter", schedule.Quarters: "kvartalet etter", schedule.Years: "året etter"},
	},
	and: "og", or: "eller", quotes: [2]string{"«", "»"}, point: ",", colon: ".", date: "02.01.2006",
	fields: map[string]fieldWord{
		"project":        {name: "prosjekt", the: "prosjektet"},
		"project name":   {name: "prosjektnavn", the: "prosjektets navn"},
		"customer":       {name: "kunde", the: "kunden"},
		"manager":        {name: "prosjektleder", the: "prosjektlederen"},
		"department":     {name: "avdeling", the: "avdelingen"},
		"customer group": {name: "kundegruppe", one: "en av kundegruppene", none: "ingen av kundegruppene", some: "kundegruppe"},
		"keyword":        {name: "nøkkelord", one: "et av nøkkelordene", none: "ingen av nøkkelordene", some: "nøkkelord"},
		"contract":       {name: "kontrakt", the: "kontrakten"},
		"line":           {name: "kontraktlinje", the: "kontraktlinjen"},
		"billing method": {name: "faktureringsmåte", the: "faktureringsmåten"},
		"kind":           {name: "type", the: "typen"},
		"date":           {name: "dato", the: "datoen"},
		"amount":         {name: "beløp", the: "beløpet"},
		"currency":       {name: "valuta", the: "valutaen"},
		"person":         {name: "person", the: "personen"},
		"description":    {name: "beskrivelse", the: "beskrivelsen"},
		"quantity":       {name: "antall", the: "antallet"},
		"price":          {name: "pris", the: "prisen"},
	},
	own: func(name string) fieldWord {
		q := "«" + name + "»"
		return fieldWord{name: q, the: q, one: "en av verdiene i " + q, none: "ingen av verdiene i " + q, some: q}
	},
	words: map[string]string{
		"kind time": "timer", "kind material": "materiell", "kind fee": "gebyr", "kind expense": "utlegg", "kind milestone": "milepæl",
		"billing method time-and-material": "løpende regning", "billing method fixed-price": "fastpris",
	},
	sentences: map[string]string{
		"runs": "Kjøres {when}{time}.", "at": " kl. {time}", "zone": " ({zone})",
		"manual": "Kjøres bare når noen starter den.", "lines": "Kjøres på datoene i hver kontraktlinjes egen plan, og fakturerer linjen til og med dens egen skjæringsdato.",
		"once": "Kjøres {dates}{time}.", "row": "{date} (fakturerer til og med {through})", "rrule": "Kjøres på datoene som regelen {rule} gir{time}.",
		"daily": "hver dag", "every-kind": "hver {kind}", "every-n-days": "hver {nth} dag",
		"weekdays": "hver {days}", "weekly": "{days} hver uke", "every-n-weeks": "{days} hver {nth} uke",
		"monthly": "{days} i hver måned", "every-n-months": "{days} hver {nth} måned",
		"quarterly": "{days} i hvert kvartal", "every-n-quarters": "{days} hvert {nth} kvartal",
		"yearly": "{days} hvert år", "every-n-years": "{days} hvert {nth} år",
		"every-2-days": "annenhver dag", "every-2-weeks": "{days} annenhver uke", "every-2-months": "{days} annenhver måned",
		"every-2-quarters": "{days} annethvert kvartal", "every-2-years": "{days} annethvert år",
		"day-n": "den {n}", "nth": "den {nth} {kind}", "every-such": "hver {kind}", "date": "{n}. {month}",
		"of-month": "{day} i den {nth} måneden", "of-named": "{day} i {month}", "before": "{count} før {day}", "after": "{count} etter {day}",
		"from-january": "Tellingen begynner med januar hvert år.",
		"clamp":        "Er måneden for kort, gjelder dens siste dag.", "skip": "Måneder som er for korte, hoppes over.",
		"move-next": "Hvis dagen ikke er en {kind}, kjøres den i stedet {the} etter.", "move-next-month": "Hvis dagen ikke er en {kind}, kjøres den i stedet {the} etter, eller {the} før hvis den etter ligger i en annen måned.",
		"move-previous": "Hvis dagen ikke er en {kind}, kjøres den i stedet {the} før.", "move-previous-month": "Hvis dagen ikke er en {kind}, kjøres den i stedet {the} før, eller {the} etter hvis den før ligger i en annen måned.",
		"move-nearest": "Hvis dagen ikke er en {kind}, kjøres den i stedet nærmeste {kind}.",
		"from":         "Den første kjøringen er tidligst {date}.", "until": "Den siste kjøringen er senest {date}.", "times": "Den kjøres {n} ganger.",
		"only": "Den kjøres bare i {months}.", "except": "Den kjøres ikke i {months}.", "except-dates": "Den kjøres ikke {dates}.", "holidays": "Den kjøres ikke på dager som ikke er virkedager.",
		"from-planned": "Den første kjøringen planlegges til {date} eller senere.", "until-planned": "Den siste kjøringen planlegges til {date} eller tidligere.",
		"only-planned": "Kjøringer planlegges bare i {months}.", "except-planned": "Ingen kjøring planlegges i {months}.", "except-dates-planned": "Ingen kjøring planlegges {dates}.",
		"holidays-planned": "Ingen kjøring planlegges på dager som ikke er virkedager.",
		"times-one":        "Den kjøres én gang.", "counted": "Den slutter med den {nth} planlagte datoen, utelatte datoer medregnet.",
		"skip-day": "Den {n} utelates i måneder som er for korte.", "include-other": "Ellers faktureres alt til og med {day}.",
		"range": "fra og med {first} til og med {last}", "calendar": "Kalenderen {name} avgjør hvilke dager som er virkedager.",
		"sweep":       "Når en linjes plan tar slutt, fakturerer en siste kjøring det som er igjen.",
		"include":     "Fakturerer alt til og med {day}.",
		"include-all": "Fakturerer alt til og med den planlagte datoen.", "include-kinds": "Fakturerer {kinds} til og med {day}.",
		"include-from": "Det som er datert før {day}, faktureres ikke.", "rest": "Ingenting annet faktureres.",
		"kind-time": "timer", "kind-expense": "utlegg", "kind-material": "materiell", "kind-fee": "gebyrer",
		"drafts": "Lager ett utkast per {fields}.", "merged": "Lager ett utkast per {fields}, på tvers av alle kontrakter og prosjekter.",
		"group": "Hver kontraktlinje deles opp i én utkastlinje per {fields}.",
		"min":   "Et utkast under {amount} holdes tilbake.", "max": "Et utkast over {amount} holdes tilbake.",
		"partial": "Når en grense nås, faktureres det som får plass.", "half-even": "Beløp midt mellom to enheter avrundes til den like.",
		"per-detail": "Hver post avrundes for seg, ikke summen av linjen.", "strict": "En milepæl faktureres på sin dato eller ikke i det hele tatt.",
		"catch-latest": "Tapte kjøringer tas igjen med ett utkast.", "catch-none": "Tapte kjøringer tas ikke igjen.",
		"invoice-date": "Fakturadatoen er {day}.", "entry-date": "Bilagsdatoen er {day}.", "status": "Utkastene får status {status}.",
		"generator": "Utkastene lages med rettighetene til {user}.", "notify": "Etter hver kjøring får {who} beskjed.",
		"on-success": "Etter en kjøring som har laget utkast, får {who} beskjed.", "on-failure": "Etter en feil får {who} beskjed.", "on-empty": "Etter en kjøring uten utkast får {who} beskjed.",
		"user": "brukeren {name}", "group-of": "gruppen {name}", "option": "Setter {name} til {value}.", "inactive": "Regelen er inaktiv og kjøres ikke.",
		"run-date": "kjøringsdagen", "run": "kjøringsdagen", "planned-date": "den planlagte datoen", "in-period": "{day} i {period}",
		"col-planned": "planlagt", "col-runs": "kjøres", "col-through": "til og med", "col-kinds": "{kinds} til og med", "col-invoice": "fakturadato", "col-entry": "bilagsdato",
		"no-runs": "Det er ingen kjøringer etter den datoen.", "late": "! kjøringen er før den dagen",
		"calendar-ends": "Helligdager er kjent til og med {day}; kjøringer etter det følger bare ukedagene.",

		"where": "Fakturerer bare poster {condition}.",
		"is":    "der {field} er {value}", "not-is": "der {field} ikke er {value}", "in": "der {field} er {values}", "not-in": "der {field} ikke er noen av {values}", "none-of": "og",
		"under": "der {field} er under {value}", "not-under": "der {field} ikke er under {value}", "most": "der {field} er høyst {value}", "not-most": "der {field} ikke er høyst {value}",
		"over": "der {field} er over {value}", "not-over": "der {field} ikke er over {value}", "least": "der {field} er minst {value}", "not-least": "der {field} ikke er minst {value}",
		"date-under": "der {field} er før {value}", "not-date-under": "der {field} ikke er før {value}", "date-most": "der {field} er senest {value}", "not-date-most": "der {field} ikke er senest {value}",
		"date-over": "der {field} er etter {value}", "not-date-over": "der {field} ikke er etter {value}", "date-least": "der {field} er tidligst {value}", "not-date-least": "der {field} ikke er tidligst {value}",
		"contains": "der {field} inneholder {value}", "not-contains": "der {field} ikke inneholder {value}", "starts": "der {field} begynner med {value}", "not-starts": "der {field} ikke begynner med {value}",
		"ends": "der {field} slutter med {value}", "not-ends": "der {field} ikke slutter med {value}", "empty": "der {name} mangler", "not-empty": "der {name} er oppgitt",
		"list-is": "der {field} er {value}", "not-list-is": "der {field} er {value}", "list-in": "der {field} er {values}", "not-list-in": "der {field} er {values}",
		"list-starts": "der {field} begynner med {value}", "not-list-starts": "der {field} begynner med {value}", "list-ends": "der {field} slutter med {value}", "not-list-ends": "der {field} slutter med {value}",
		"list-empty": "der {some} mangler", "not-list-empty": "der {some} er oppgitt",
		"yes": "der {field} er ja", "not-yes": "der {field} ikke er ja", "no": "der {field} er nei", "not-no": "der {field} ikke er nei",
		"yes-billable": "som er fakturerbare", "not-yes-billable": "som ikke er fakturerbare", "no-billable": "som ikke er fakturerbare", "not-no-billable": "som er fakturerbare", "word-yes": "ja", "word-no": "nei",
	},
}

func norwegianOrdinal(n int) string {
	words := []string{"", "første", "andre", "tredje", "fjerde", "femte", "sjette", "sjuende", "åttende", "niende", "tiende", "ellevte", "tolvte"}
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
