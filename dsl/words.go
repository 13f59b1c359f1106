package dsl

import "github.com/alecthomas/participle/v2/lexer"

// The classes that tokens have in clauses. Which class a word has depends on the clause: "may" is a month in a date and a plain word in
// the name of a field. So no word is reserved.
const (
	classWord lexer.TokenType = -(iota + 2) // participle keeps -1 for the end
	classKey                                // an operator word of the clause at hand
	classText
	classNumber
	classOrdinal
	classDate
	classTime
	classZone
	classCurrency
	classOp
	classPunct
	classCadence
	classDay    // day, weekday
	classPeriod // week, month, quarter, year
	classWeekday
	classMonth
	classKind // time, expenses, material, fees
	classRel  // previous, current, next
)

// symbols names the classes in grammar tags.
var symbols = map[string]lexer.TokenType{
	"EOF": lexer.EOF, "Word": classWord, "Key": classKey, "Text": classText, "Number": classNumber, "Ordinal": classOrdinal,
	"Date": classDate, "Time": classTime, "Zone": classZone, "Currency": classCurrency, "Op": classOp, "Punct": classPunct,
	"Cadence": classCadence, "DayUnit": classDay, "Period": classPeriod, "Weekday": classWeekday, "Month": classMonth,
	"Kind": classKind, "Rel": classRel,
}

// phraseWord is a word that has a meaning of its own in schedules and dates.
type phraseWord struct {
	spelling string
	class    lexer.TokenType
	value    string // the spelling that grammars see and canonical text prints
}

// phraseWords lists them. The first spelling of each value is the one that suggestions use.
var phraseWords = []phraseWord{
	{"daily", classCadence, "daily"}, {"weekly", classCadence, "weekly"}, {"biweekly", classCadence, "biweekly"},
	{"fortnightly", classCadence, "biweekly"}, {"monthly", classCadence, "monthly"}, {"quarterly", classCadence, "quarterly"},
	{"yearly", classCadence, "yearly"}, {"annually", classCadence, "yearly"}, {"manual", classCadence, "manual"},
	{"manually", classCadence, "manual"}, {"once", classCadence, "once"},

	{"day", classDay, "day"}, {"days", classDay, "day"}, {"weekday", classDay, "weekday"}, {"weekdays", classDay, "weekday"},
	{"workday", classDay, "weekday"}, {"workdays", classDay, "weekday"},
	{"week", classPeriod, "week"}, {"weeks", classPeriod, "week"}, {"month", classPeriod, "month"}, {"months", classPeriod, "month"},
	{"quarter", classPeriod, "quarter"}, {"quarters", classPeriod, "quarter"}, {"year", classPeriod, "year"}, {"years", classPeriod, "year"},

	{"first", classOrdinal, "1"}, {"second", classOrdinal, "2"}, {"third", classOrdinal, "3"}, {"fourth", classOrdinal, "4"},
	{"fifth", classOrdinal, "5"}, {"sixth", classOrdinal, "6"}, {"seventh", classOrdinal, "7"}, {"eighth", classOrdinal, "8"},
	{"ninth", classOrdinal, "9"}, {"tenth", classOrdinal, "10"}, {"start", classOrdinal, "1"}, {"beginning", classOrdinal, "1"},
	{"end", classOrdinal, "-1"},

	{"previous", classRel, "previous"}, {"prior", classRel, "previous"}, {"current", classRel, "current"}, {"this", classRel, "current"},
	{"next", classRel, "next"},

	{"time", classKind, "time"}, {"expenses", classKind, "expenses"}, {"expense", classKind, "expenses"},
	{"material", classKind, "material"}, {"materials", classKind, "material"}, {"fees", classKind, "fees"}, {"fee", classKind, "fees"},

	{"Monday", classWeekday, "monday"}, {"Tuesday", classWeekday, "tuesday"}, {"Wednesday", classWeekday, "wednesday"},
	{"Thursday", classWeekday, "thursday"}, {"Friday", classWeekday, "friday"}, {"Saturday", classWeekday, "saturday"},
	{"Sunday", classWeekday, "sunday"},
	{"Mondays", classWeekday, "monday"}, {"Tuesdays", classWeekday, "tuesday"}, {"Wednesdays", classWeekday, "wednesday"},
	{"Thursdays", classWeekday, "thursday"}, {"Fridays", classWeekday, "friday"}, {"Saturdays", classWeekday, "saturday"},
	{"Sundays", classWeekday, "sunday"},
	{"Mon", classWeekday, "monday"}, {"Tue", classWeekday, "tuesday"}, {"Tues", classWeekday, "tuesday"}, {"Wed", classWeekday, "wednesday"},
	{"Thu", classWeekday, "thursday"}, {"Thur", classWeekday, "thursday"}, {"Thurs", classWeekday, "thursday"},
	{"Fri", classWeekday, "friday"}, {"Sat", classWeekday, "saturday"}, {"Sun", classWeekday, "sunday"},

	{"January", classMonth, "january"}, {"February", classMonth, "february"}, {"March", classMonth, "march"}, {"April", classMonth, "april"},
	{"May", classMonth, "may"}, {"June", classMonth, "june"}, {"July", classMonth, "july"}, {"August", classMonth, "august"},
	{"September", classMonth, "september"}, {"October", classMonth, "october"}, {"November", classMonth, "november"},
	{"December", classMonth, "december"},
	{"Jan", classMonth, "january"}, {"Feb", classMonth, "february"}, {"Mar", classMonth, "march"}, {"Apr", classMonth, "april"},
	{"Jun", classMonth, "june"}, {"Jul", classMonth, "july"}, {"Aug", classMonth, "august"}, {"Sep", classMonth, "september"},
	{"Sept", classMonth, "september"}, {"Oct", classMonth, "october"}, {"Nov", classMonth, "november"}, {"Dec", classMonth, "december"},
}

// phraseIndex finds the words of [phraseWords] by their lower-case spelling.
var phraseIndex = indexPhraseWords()

func indexPhraseWords() map[string]phraseWord {
	index := make(map[string]phraseWord, len(phraseWords))
	for _, w := range phraseWords {
		index[lower(w.spelling)] = w
	}
	return index
}

// secondWord is another spelling of a word of dates and schedules. It keeps its meaning for ever; lints and fixes write the first one.
type secondWord struct {
	spelling string
	better   string // as canonical text has it
	misread  bool   // somebody may take it for something else
	in       seconds
}

// seconds says where a second spelling is one.
type seconds uint8

const (
	anywhere   seconds = iota
	asPeriod           // after "of", but not in a schedule, where the last month is that of the quarter
	inIncludes         // in an include clause, where the last day is included
)

// secondWords lists them. Plurals, abbreviations and numbers in words are no other spellings, nor is "end" for the last day.
var secondWords = []secondWord{
	{"biweekly", "every 2 weeks", true, anywhere}, {"fortnightly", "every 2 weeks", false, anywhere},
	{"annually", "yearly", false, anywhere}, {"manually", "manual", false, anywhere},
	{"workday", "weekday", true, anywhere}, {"workdays", "weekdays", true, anywhere},
	{"today", "run date", true, anywhere}, {"run day", "run date", false, anywhere},
	{"prior", "previous", false, anywhere}, {"last", "previous", true, asPeriod}, {"this", "current", false, anywhere},
	{"beginning", "start", false, anywhere}, {"moved", "adjusted", false, anywhere},
	{"until", "through", true, inIncludes}, {"up to", "through", true, inIncludes},
}

// synonyms are words that people write for another one. They are tried before spelling is.
var synonyms = map[string]string{
	"thru": "through", "til": "until", "till": "until", "upto": "through", "to": "through", "including": "through", "by": "through",
	"excluding": "except", "starting": "from", "since": "from", "after": "from", "ending": "until", "before": "until",
	"past": "previous", "preceding": "previous", "following": "next", "coming": "next", "closest": "nearest", "biz": "business",
	"working": "business", "banking": "business", "workingday": "weekday", "final": "last", "adjust": "adjusted", "move": "moved",
	"shift": "moved", "shifted": "moved", "filter": "where", "when": "where", "if": "where", "combine": "merge", "join": "merge",
	"each": "every", "halfyearly": "every 6 months", "semiannually": "every 6 months", "half-yearly": "every 6 months", "semi-annually": "every 6 months", "annual": "yearly", "bimonthly": "every 2 months", "bi-monthly": "every 2 months", "bi-weekly": "every 2 weeks", "send": "notify", "email": "notify",
	"catchup": "catch up", "tomorrow": "1 day after run date", "yesterday": "1 day before run date", "now": "run date",
}

// doubtful are those synonyms that may mean something else as well, and what: they are offered, and nobody writes them unasked.
var doubtful = map[string]string{
	"before": "the day itself counts then", "after": "the day itself counts then",
	"bimonthly": "or: monthly on days 1 and 15", "bi-monthly": "or: monthly on days 1 and 15",
}

// doubt takes the fix back that puts a synonym in place of a word, where the word may mean something else.
func (d *Diagnostic) doubt(word string) *Diagnostic {
	if doubt := doubtful[word]; doubt != "" {
		d.Fix = nil
		d.note("%s", doubt)
	}
	return d
}

// lower returns s in lower case, without allocating where it is already.
func lower(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= 'A' && c <= 'Z' || c >= 0x80 {
			return toLower(s)
		}
	}
	return s
}
