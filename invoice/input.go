package invoice

import (
	"time"

	"github.com/proforma-go/proforma/schedule"
)

// Input is everything that a run depends on.
type Input struct {
	Rules  []Rule
	Source Source

	// The window of run dates, After excluded and Through included. A zero After means the day Through alone. AfterRule gives single
	// rules, by name, an After of their own.
	Through   schedule.Date
	After     schedule.Date
	AfterRule map[string]schedule.Date

	// RunNow runs every active rule on Through as if that were its date, whatever its schedule says, and nothing else.
	RunNow bool

	Vocabulary *Vocabulary // nil: StandardVocabulary
	Calendars  schedule.Calendars

	WeekStart       schedule.DayKind // zero: Monday
	FiscalYearStart time.Month       // zero: January

	// Permits says whether the generator named in a rule may invoice a project. Nil permits everything.
	Permits func(generator string, p Project) bool

	// MinorUnits gives the number of decimals of a currency. Nil: the function MinorUnits, which is ISO 4217.
	MinorUnits func(currency string) (digits int, ok bool)

	// Detail adds to the log one entry for each project, line and transaction that is else only counted, and to each backlog item what
	// every rule says.
	Detail bool

	Workers    int // at most this many units are computed at once; 0: GOMAXPROCS
	BatchLines int // lines whose transactions are in memory together, rounded up to whole units; 0: 1024

	zones schedule.Zones // the vocabulary's, each read once
}
