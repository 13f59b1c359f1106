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
		schedule.Days: {"dag", "dagar"}, schedule.Weekdays: {"vardag", "vardagar"}, schedule.BusinessDays: {"bankdag", "bankdagar"},
		schedule.Weeks: {"vecka", "veckor"}, schedule.Months: {"månad", "månader"}, schedule.Quarters: {"kvartal", "kvartal"}, schedule.Years: {"år", "år"},
	},
	periods: map[schedule.Unit]string{schedule.Weeks: "vecka", schedule.Months: "månad", schedule.Quarters: "kvartal", schedule.Years: "år"},
	relatives: [3]map[schedule.Unit]string{
		{schedule.Weeks: "veckan före", schedule.Months: "månaden före", schedule.Quarters: "kvartalet före", schedule.Years: "året före"},
		{schedule.Weeks: "samma vecka", schedule.Months: "samma månad", schedule.Quarters: "samma kvartal", schedule.Years: "samma år"},
		{schedule.Weeks: "veckan efter", schedule.Months: "månaden efter", schedule.Quarters: "kvartalet efter", schedule.Years: "året efter"},
	},
	and:  "och",
	none: "-",
	sentences: map[string]string{
		"runs": "Körs {when}{time}.", "at": " kl. {time}", "zone": " ({zone})",
		"manual": "Körs bara när någon startar den.", "lines": "Körs på de datum som varje avtalsrads egen plan anger, och fakturerar raden till dess eget brytdatum.",
		"once": "Körs {dates}.", "row": "{date} (till och med {through})", "rrule": "Körs de datum som regeln {rule} ger{time}.",
		"daily": "varje dag", "every-kind": "varje {kind}", "every-n-days": "var {nth} dag",
		"weekly": "varje vecka på {days}", "every-n-weeks": "var {nth} vecka på {days}",
		"monthly": "varje månad, {days}", "every-n-months": "var {nth} månad, {days}",
		"quarterly": "varje kvartal, {days}", "every-n-quarters": "vart {nth} kvartal, {days}",
		"yearly": "varje år, {days}", "every-n-years": "vart {nth} år, {days}",
		"every-2-days": "varannan dag", "every-2-weeks": "varannan vecka på {days}", "every-2-months": "varannan månad, {days}",
		"every-2-quarters": "vartannat kvartal, {days}", "every-2-years": "vartannat år, {days}",
		"day-n": "den {n}", "nth": "den {nth} {kind}", "every-such": "varje {kind}", "date": "den {n} {month}",
		"of-month": "{day} i {nth} månaden", "of-named": "{day} i {month}", "before": "{count} före {day}", "after": "{count} efter {day}",
		"clamp": "Är månaden för kort gäller dess sista dag.", "skip": "Månader som är för korta hoppas över.",
		"move-next": "Är det ingen {kind} körs den på nästa.", "move-next-month": "Är det ingen {kind} körs den på nästa, eller om den ligger i en annan månad på den föregående.",
		"move-previous": "Är det ingen {kind} körs den på föregående.", "move-previous-month": "Är det ingen {kind} körs den på föregående, eller om den ligger i en annan månad på nästa.",
		"move-nearest": "Är det ingen {kind} körs den på den närmaste.",
		"from":         "Första körningen är tidigast {date}.", "until": "Sista körningen är senast {date}.", "times": "Den körs {n} gånger.",
		"only": "Den körs bara i {months}.", "except": "Den körs inte i {months}.", "except-dates": "Den körs inte {dates}.", "holidays": "Den körs inte på dagar som inte är bankdagar.",
		"from-planned": "Första körningen planeras till {date} eller senare.", "until-planned": "Den sista planeras till {date} eller tidigare.",
		"only-planned": "Körningar planeras bara i {months}.", "except-planned": "Ingen planeras i {months}.", "except-dates-planned": "Ingen planeras {dates}.",
		"holidays-planned": "Ingen planeras på dagar som inte är bankdagar.",
		"times-one":        "Den körs en gång.", "counted": "Den slutar med det {nth} planerade datumet, överhoppade datum inräknade.",
		"skip-day": "Dag {n} hoppas över i månader som är för korta.", "include-other": "Annars faktureras allt till och med {day}.",
		"range": "{first} till {last}", "calendar": "Bankdagar är de i kalendern {name}.",
		"sweep":       "När en rads plan tar slut fakturerar en sista körning det som är kvar.",
		"include":     "Fakturerar allt till och med {day}.",
		"include-all": "Fakturerar allt till och med det planerade datumet.", "include-kinds": "Fakturerar {kinds} till och med {day}.",
		"include-from": "Inget före {day} faktureras.", "rest": "Inget annat faktureras av den.",
		"where": "Fakturerar bara där: {filter}.", "kind-time": "tid", "kind-expense": "utlägg", "kind-material": "material", "kind-fee": "avgifter",
		"per-contract": "Gör ett utkast per avtal, kund och valuta.", "merged": "Gör ett utkast per kund och valuta, över alla avtal och projekt.",
		"merged-by": "Gör ett utkast per {fields}, kund och valuta, över alla avtal och projekt.", "split": "Gör ett utkast per avtal, kund, valuta och {fields}.",
		"group": "Varje avtalsrad delas i en rad på utkastet per {fields}.",
		"min":   "Ett utkast under {amount} hålls inne.", "max": "Ett utkast över {amount} hålls inne.",
		"partial": "När en gräns nås faktureras det som ryms.", "strict": "En milstolpe faktureras på sitt datum eller inte alls.",
		"catch-latest": "Missade körningar tas igen med ett utkast.", "catch-none": "Missade körningar tas inte igen.",
		"invoice-date": "Fakturadatum är {day}.", "entry-date": "Bokföringsdatum är {day}.", "status": "Utkasten får status {status}.",
		"generator": "Utkasten görs med behörighet för {user}.", "notify": "{who} får besked.", "notify-one": "{who} får besked.",
		"on-success": "Efter en körning som gjort utkast: {told}", "on-failure": "Efter ett fel: {told}", "on-empty": "Efter en körning utan utkast: {told}",
		"user": "användaren {name}", "group-of": "gruppen {name}", "option": "{name}: {value}.", "inactive": "Regeln är inaktiv och körs inte.",
		"run-date": "körningens dag", "planned-date": "det planerade datumet", "in-period": "{day} i {period}",
		"col-planned": "planerad", "col-runs": "körs", "col-through": "till och med", "col-kinds": "{kinds} till och med", "col-invoice": "fakturadatum", "col-entry": "bokföringsdatum",
		"no-runs": "Det finns inga körningar efter det datumet.", "late": "! körningen är före den dagen",
	},
}

func swedishOrdinal(n int) string {
	words := []string{"", "första", "andra", "tredje", "fjärde", "femte"}
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
