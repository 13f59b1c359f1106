package dsl

import (
	"fmt"

	"github.com/proforma-go/proforma/schedule"
)

var swedish = &locale{
	tag:      "sv",
	weekdays: [8]string{"", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"},
	short:    [8]string{"", "mån", "tis", "ons", "tor", "fre", "lör", "sön"},
	months:   [13]string{"", "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"},
	ordinals: swedishOrdinal,
	numeral:  swedishNumeral,
	definite: "en",
	kinds: map[schedule.DayKind][2]string{
		schedule.AnyDay: {"dag", "dagen"}, schedule.Weekday: {"vardag", "vardagen"}, schedule.BusinessDay: {"bankdag", "bankdagen"},
	},
	offset: map[schedule.Unit][2]string{
		schedule.Days: {"dagen", "dagar"}, schedule.Weekdays: {"vardagen", "vardagar"}, schedule.BusinessDays: {"bankdagen", "bankdagar"},
		schedule.Weeks: {"en vecka", "veckor"}, schedule.Months: {"en månad", "månader"}, schedule.Quarters: {"ett kvartal", "kvartal"}, schedule.Years: {"ett år", "år"},
	},
	relatives: [3]map[schedule.Unit]string{
		{schedule.Weeks: "veckan före", schedule.Months: "månaden före", schedule.Quarters: "kvartalet före", schedule.Years: "året före"},
		{schedule.Weeks: "samma vecka", schedule.Months: "samma månad", schedule.Quarters: "samma kvartal", schedule.Years: "samma år"},
		{schedule.Weeks: "veckan efter", schedule.Months: "månaden efter", schedule.Quarters: "kvartalet efter", schedule.Years: "året efter"},
	},
	and: "och", or: "eller", quotes: [2]string{"”", "”"}, point: ",", colon: ".", date: "2006-01-02",
	fields: map[string]fieldWord{
		"project":        {name: "projekt", the: "projektet"},
		"project name":   {name: "projektnamn", the: "projektets namn"},
		"customer":       {name: "kund", the: "kunden"},
		"manager":        {name: "projektledare", the: "projektledaren"},
		"department":     {name: "avdelning", the: "avdelningen"},
		"customer group": {name: "kundgrupp", one: "någon av kundgrupperna", none: "ingen av kundgrupperna", some: "kundgrupp"},
		"keyword":        {name: "nyckelord", one: "något av nyckelorden", none: "inget av nyckelorden", some: "nyckelord"},
		"contract":       {name: "avtal", the: "avtalet"},
		"line":           {name: "avtalsrad", the: "avtalsraden"},
		"billing method": {name: "faktureringssätt", the: "faktureringssättet"},
		"kind":           {name: "typ", the: "typen"},
		"date":           {name: "datum", the: "datumet"},
		"amount":         {name: "belopp", the: "beloppet"},
		"currency":       {name: "valuta", the: "valutan"},
		"person":         {name: "person", the: "personen"},
		"description":    {name: "beskrivning", the: "beskrivningen"},
		"quantity":       {name: "antal", the: "antalet"},
		"price":          {name: "pris", the: "priset"},
	},
	own: func(name string) fieldWord {
		q := "”" + name + "”"
		return fieldWord{name: q, the: q, one: "något av värdena i " + q, none: "inget av värdena i " + q, some: q}
	},
	words: map[string]string{
		"kind time": "tid", "kind material": "material", "kind fee": "avgift", "kind expense": "utlägg", "kind milestone": "milstolpe",
		"billing method time-and-material": "löpande räkning", "billing method fixed-price": "fast pris",
	},
	sentences: map[string]string{
		"runs": "Körs {when}{time}.", "at": " kl. {time}", "zone": " ({zone})",
		"manual": "Körs bara när någon startar den.", "lines": "Körs de datum som varje avtalsrads egen plan anger, och fakturerar raden till och med dess egen brytdag.",
		"once": "Körs {dates}{time}.", "row": "{date} (fakturerar till och med {through})", "rrule": "Körs de datum som regeln {rule} ger{time}.",
		"daily": "varje dag", "every-kind": "varje {kind}", "every-n-days": "var {nth} dag",
		"weekdays": "varje {days}", "weekly": "{days} varje vecka", "every-n-weeks": "{days} var {nth} vecka",
		"monthly": "{days} i varje månad", "every-n-months": "{days} var {nth} månad",
		"quarterly": "{days} i varje kvartal", "every-n-quarters": "{days} vart {nth} kvartal",
		"yearly": "{days} varje år", "every-n-years": "{days} vart {nth} år",
		"every-2-days": "varannan dag", "every-2-weeks": "{days} varannan vecka", "every-2-months": "{days} varannan månad",
		"every-2-quarters": "{days} vartannat kvartal", "every-2-years": "{days} vartannat år",
		"day-n": "den {n}", "nth": "den {nth} {kind}", "every-such": "varje {kind}", "date": "den {n} {month}",
		"of-month": "{day} i den {nth} månaden", "of-named": "{day} i {month}", "before": "{count} före {day}", "after": "{count} efter {day}",
		"from-january": "Räkningen börjar med januari varje år.",
		"clamp":        "Är månaden för kort gäller dess sista dag.", "skip": "Månader som är för korta hoppas över.",
		"move-next": "Om dagen inte är en {kind} körs den i stället {the} efter.", "move-next-month": "Om dagen inte är en {kind} körs den i stället {the} efter, eller {the} före om den efter ligger i en annan månad.",
		"move-previous": "Om dagen inte är en {kind} körs den i stället {the} före.", "move-previous-month": "Om dagen inte är en {kind} körs den i stället {the} före, eller {the} efter om den före ligger i en annan månad.",
		"move-nearest": "Om dagen inte är en {kind} körs den i stället närmaste {kind}.",
		"from":         "Den första körningen är tidigast {date}.", "until": "Den sista körningen är senast {date}.", "times": "Den körs {n} gånger.",
		"only": "Den körs bara i {months}.", "except": "Den körs inte i {months}.", "except-dates": "Den körs inte {dates}.", "holidays": "Den körs inte på dagar som inte är bankdagar.",
		"from-planned": "Den första körningen planeras till {date} eller senare.", "until-planned": "Den sista körningen planeras till {date} eller tidigare.",
		"only-planned": "Körningar planeras bara i {months}.", "except-planned": "Ingen körning planeras i {months}.", "except-dates-planned": "Ingen körning planeras {dates}.",
		"holidays-planned": "Ingen körning planeras på dagar som inte är bankdagar.",
		"times-one":        "Den körs en gång.", "counted": "Den slutar med det {nth} planerade datumet, överhoppade datum inräknade.",
		"skip-day": "Den {n} hoppas över i månader som är för korta.", "include-other": "Annars faktureras allt till och med {day}.",
		"range": "från och med {first} till och med {last}", "calendar": "Kalendern {name} avgör vilka dagar som är bankdagar.",
		"sweep":       "När en rads plan tar slut fakturerar en sista körning det som är kvar.",
		"include":     "Fakturerar allt till och med {day}.",
		"include-all": "Fakturerar allt till och med det planerade datumet.", "include-kinds": "Fakturerar {kinds} till och med {day}.",
		"include-from": "Det som är daterat före {day} faktureras inte.", "rest": "Inget annat faktureras.",
		"kind-time": "tid", "kind-expense": "utlägg", "kind-material": "material", "kind-fee": "avgifter",
		"drafts": "Gör ett utkast per {fields}.", "merged": "Gör ett utkast per {fields}, oavsett avtal och projekt.",
		"group": "Varje avtalsrad delas upp i en utkastrad per {fields}.",
		"min":   "Ett utkast under {amount} hålls inne.", "max": "Ett utkast över {amount} hålls inne.",
		"partial": "När en gräns nås faktureras det som ryms.", "half-even": "Belopp mitt emellan två enheter avrundas till den jämna.",
		"per-detail": "Varje post avrundas för sig, inte radens summa.", "strict": "En milstolpe faktureras på sitt datum eller inte alls.",
		"catch-latest": "Missade körningar tas igen med ett utkast.", "catch-none": "Missade körningar tas inte igen.",
		"invoice-date": "Fakturadatum är {day}.", "entry-date": "Bokföringsdatum är {day}.", "status": "Utkasten får status {status}.",
		"generator": "Utkasten görs med de behörigheter som {user} har.", "notify": "Efter varje körning får {who} besked.",
		"on-success": "Efter en körning som gjort utkast får {who} besked.", "on-failure": "Efter ett fel får {who} besked.", "on-empty": "Efter en körning utan utkast får {who} besked.",
		"user": "användaren {name}", "group-of": "gruppen {name}", "option": "Sätter {name} till {value}.", "inactive": "Regeln är inaktiv och körs inte.",
		"run-date": "körningsdagen", "run": "körningsdagen", "planned-date": "det planerade datumet", "in-period": "{day} i {period}",
		"col-planned": "planerad", "col-runs": "körs", "col-through": "till och med", "col-kinds": "{kinds} till och med", "col-invoice": "fakturadatum", "col-entry": "bokföringsdatum",
		"no-runs": "Det finns inga körningar efter det datumet.", "late": "! körningen är före den dagen",
		"calendar-ends": "Helgdagar är kända till och med {day}; körningar efter det följer bara veckodagarna.",

		"where": "Fakturerar bara poster {condition}.",
		"is":    "där {field} är {value}", "not-is": "där {field} inte är {value}", "in": "där {field} är {values}", "not-in": "där {field} inte är någon av {values}", "none-of": "och",
		"under": "där {field} är under {value}", "not-under": "där {field} inte är under {value}", "most": "där {field} är högst {value}", "not-most": "där {field} inte är högst {value}",
		"over": "där {field} är över {value}", "not-over": "där {field} inte är över {value}", "least": "där {field} är minst {value}", "not-least": "där {field} inte är minst {value}",
		"date-under": "där {field} är före {value}", "not-date-under": "där {field} inte är före {value}", "date-most": "där {field} är senast {value}", "not-date-most": "där {field} inte är senast {value}",
		"date-over": "där {field} är efter {value}", "not-date-over": "där {field} inte är efter {value}", "date-least": "där {field} är tidigast {value}", "not-date-least": "där {field} inte är tidigast {value}",
		"contains": "där {field} innehåller {value}", "not-contains": "där {field} inte innehåller {value}", "starts": "där {field} börjar med {value}", "not-starts": "där {field} inte börjar med {value}",
		"ends": "där {field} slutar med {value}", "not-ends": "där {field} inte slutar med {value}", "empty": "där {name} saknas", "not-empty": "där {name} finns",
		"list-is": "där {field} är {value}", "not-list-is": "där {field} är {value}", "list-in": "där {field} är {values}", "not-list-in": "där {field} är {values}",
		"list-starts": "där {field} börjar med {value}", "not-list-starts": "där {field} börjar med {value}", "list-ends": "där {field} slutar med {value}", "not-list-ends": "där {field} slutar med {value}",
		"list-empty": "där {some} saknas", "not-list-empty": "där {some} finns",
		"yes": "där {field} är ja", "not-yes": "där {field} inte är ja", "no": "där {field} är nej", "not-no": "där {field} inte är nej",
		"yes-billable": "som är fakturerbara", "not-yes-billable": "som inte är fakturerbara", "no-billable": "som inte är fakturerbara", "not-no-billable": "som är fakturerbara", "word-yes": "ja", "word-no": "nej",
	},
}

func swedishOrdinal(n int) string {
	words := []string{"", "första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde", "elfte", "tolfte"}
	last := []string{"", "sista", "näst sista", "tredje sista", "fjärde sista", "femte sista"}
	switch {
	case n < 0 && -n < len(last):
		return last[-n]
	case n < 0:
		return swedishNumeral(-n) + " sista"
	case n < len(words):
		return words[n]
	}
	return swedishNumeral(n)
}

// swedishNumeral returns 1:a, 2:a, 3:e.
func swedishNumeral(n int) string {
	if n%100/10 != 1 && (n%10 == 1 || n%10 == 2) {
		return fmt.Sprint(n) + ":a"
	}
	return fmt.Sprint(n) + ":e"
}
