package dsl

import "strings"

// clauseKind is one kind of clause: the words that it can begin with, its grammar, and what messages say about it.
type clauseKind struct {
	name    string   // identifies it; what a rule may have once
	heads   []string // its possible first words
	example string
	timing  bool // stands at the end of a schedule too
	grammar *grammar
}

// clauseKinds lists every kind in canonical order. Each has a file of its own.
var clauseKinds = []*clauseKind{
	nameClause, descriptionClause,
	scheduleClause, skippingClause, adjustClause, atClause, zoneClause, fromClause, untilClause, timesClause, onlyClause, exceptClause,
	holidaysClause, finalClause,
	includeClause, whereClause, mergeClause, splitClause, groupClause, minClause, maxClause, limitClause, roundClause, milestonesClause, catchClause,
	invoiceDateClause, entryDateClause, statusClause, generatorClause, notifyClause, flagClause,
}

// clauseHeads finds the kind of a clause by its first word.
var clauseHeads = indexHeads()

func indexHeads() map[string]*clauseKind {
	index := make(map[string]*clauseKind)
	for _, k := range clauseKinds {
		for _, h := range k.heads {
			if index[h] != nil {
				panic("two clauses begin with " + h)
			}
			index[h] = k
		}
	}
	return index
}

// part is one clause of a rule, or one piece of a schedule: "monthly on last day" and "at 22:00" are two parts of one clause.
type part struct {
	kind        *clauseKind
	head        string // the first word, as messages quote it
	first, last int    // tokens
	node        node   // nil where the part could not be read
	inClause    bool   // not the first part of its clause
}

// title is what messages call the part: the words that it begins with.
func (p *part) title() string {
	switch p.kind {
	case minClause, maxClause, invoiceDateClause, entryDateClause, groupClause, limitClause, milestonesClause, catchClause, finalClause,
		onlyClause, anchorClause:
		return p.kind.name
	}
	return strings.ToLower(p.head)
}
