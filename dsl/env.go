package dsl

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// Env is what a host adds to the language: its names, its calendars and its defaults. The zero value is usable and knows the standard
// vocabulary and nothing else; a nil *Env is the zero value. [NewEnv] checks one. An Env is not to be changed once it is in use, and is
// then safe for concurrent use.
type Env struct {
	Vocabulary *invoice.Vocabulary // nil: [invoice.StandardVocabulary]

	// Calendars are the calendars by which `business day` and holidays are decided; that of the name "" is the default one. Where it
	// is empty, rules that need one are refused.
	Calendars schedule.Calendars

	At   schedule.Clock // what a rule without a time of day gets; zero: such a rule states none
	Zone string         // what a rule with a time and without a zone gets; "": such a rule states none

	AsOf schedule.Date // today, for messages and lints that want it; zero: they speak of weekdays

	Generators []string // users who may make invoices; nil: anybody
	Users      []string // users who can be told; nil: anybody

	// Values returns what is known of the values of a text field, for [Complete] and for the warning of a text that is nearly one of them:
	// the names of customers, for example. Others are no mistake. It must be safe for concurrent use. Nil: nothing is known.
	Values func(field string) []string

	Disable []Code // warnings that [Env.Lint] leaves out

	WeekStart       schedule.DayKind // zero: Monday
	FiscalYearStart time.Month       // zero: January

	anyCalendar bool // without Calendars, those that a rule needs are taken to be there
}

// NewEnv returns a copy of e that has been checked: the zone exists, an option's name does not begin with a word that begins another
// clause or goes on with a list, and only warnings are disabled.
func NewEnv(e Env) (*Env, error) {
	v := e.vocabulary()
	for _, o := range v.Options() {
		first, _, _ := strings.Cut(o.Name, " ")
		switch {
		case clauseHeads[first] != nil:
			return nil, fmt.Errorf("option %q begins with %q, as a clause of the language does", o.Name, first)
		case continuesList(first) || first == "rule" || first == "defaults":
			return nil, fmt.Errorf("option %q begins with %q, which is no beginning of a clause", o.Name, first)
		}
	}
	if e.Zone != "" {
		if _, err := v.Zone(e.Zone); err != nil {
			return nil, fmt.Errorf("zone: %w", err)
		}
	}
	for _, c := range e.Disable {
		if c.severity() != SeverityWarning {
			return nil, fmt.Errorf("%s is not a warning and cannot be disabled", c)
		}
	}
	e.Generators, e.Users, e.Disable = slices.Clone(e.Generators), slices.Clone(e.Users), slices.Clone(e.Disable)
	return &e, nil
}

func (e *Env) vocabulary() *invoice.Vocabulary {
	if e == nil || e.Vocabulary == nil {
		return invoice.StandardVocabulary()
	}
	return e.Vocabulary
}

// Option changes how a text is read. The members are [WithEnv] and [WithLocale].
type Option interface{ apply(*options) }

type options struct {
	env    *Env
	locale string
}

type option func(*options)

func (o option) apply(s *options) { o(s) }

// WithEnv reads a text with a host's names, calendars and defaults.
func WithEnv(e *Env) Option { return option(func(o *options) { o.env = e }) }

func envOf(opts []Option) *Env {
	var o options
	for _, opt := range opts {
		opt.apply(&o)
	}
	if o.env == nil {
		return noEnv
	}
	return o.env
}

// noEnv is what a text is read with where no Env is given. Nothing changes it.
var noEnv = &Env{}

// anyCalendar is [noEnv] for texts that are only printed again, which no calendar has a part in.
var anyCalendar = &Env{anyCalendar: true}
