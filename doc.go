// Package proforma turns rule text such as
//
//	monthly last weekday, include through end of previous month, merge projects
//
// into draft (pro forma) invoices. It has no code of its own: the work is done in three packages, and text flows one way through them.
//
//	rule text --dsl--> schedule.Schedule + invoice.Rule --invoice.Run(+ Source)--> drafts + backlog + run log
//
// The packages:
//
//   - [github.com/proforma-go/proforma/schedule] says when: civil dates, calendars, recurrences, relative dates, times of day. It
//     imports the standard library only.
//   - [github.com/proforma-go/proforma/invoice] says what: typed rules, the interfaces through which the host supplies projects,
//     contract lines and transactions, and the engine that makes drafts, and gives the reason for everything that it did not draft.
//   - [github.com/proforma-go/proforma/dsl] is the text: it parses, checks, formats and explains rules.
//
// The library stores nothing, opens nothing and starts nothing: the host owns the data, the clock and the side effects.
//
// # Compatibility
//
// Before version 1 the Go API may change, with a note in the CHANGELOG. Rule text and amounts do not change silently from the first
// tagged version on, since rules live in customers' databases: a text that was accepted keeps its meaning, and a change that moves
// an amount is listed under "Changed amounts".
package proforma
