package dsl

import (
	"fmt"
	"slices"
	"strings"
)

// Grammar returns the grammar of the language in EBNF: how a text is cut into rules and clauses, and what each clause can say. The
// productions of clauses are those that the parser works with.
func Grammar() string {
	var b strings.Builder
	b.WriteString(outerGrammar)
	seen := map[string]bool{}
	for _, k := range append(append([]*clauseKind(nil), clauseKinds...), optionClause, anchorClause) {
		for i, line := range strings.Split(k.grammar.ebnf(), "\n") {
			if i == 0 && !seen[line] {
				fmt.Fprintf(&b, "\n(* %s *)\n", k.example)
			}
			if line != "" && !seen[line] {
				seen[line] = true
				b.WriteString(line + "\n")
			}
		}
	}
	b.WriteString("\n(* words of schedules and dates; each line is one class, and = joins spellings of one word *)\n")
	for _, s := range standIns {
		if words := classWords(s.candidate); words != "" {
			fmt.Fprintf(&b, "%s = %s .\n", strings.ToLower(s.symbol), words)
		}
	}
	return b.String()
}

const outerGrammar = `(* In clauses, <word> is the name of a field, status or option: letters, digits, _ and -, or anything in backquotes. <text> is in
   " or ', <number> may have _ between digits, <date> is 2026-01-31, <time> 22:00, <ordinal> 15th, <zone> Europe/Stockholm. The
   word "the" may stand anywhere in a schedule or date and counts for nothing. Case never counts. # begins a comment. *)

Document = [ "language" <number> ] { Defaults | Rule } | Clauses .
Defaults = "defaults" "{" Clauses "}" .
Rule     = "rule" <text> "{" Clauses "}" .
Clauses  = [ Clause { Separator Clause } ] .
Clause   = Schedule { Timing } | Timing | any of the clauses below | Option .
Timing   = Skipping | Adjust | At | Zone | From | Until | Times | Only | Except .

(* Separator is a semicolon, or a comma or line break that does not go on with a list or condition. A comma goes on with a list
   where a number, date, ordinal, day of the week, month or text follows, or one of: and, the, last, business, user, holidays (but
   not before a text), group (before a text), day (before a number), or a kind after a kind. A line break goes on with the clause
   within brackets, after an operator, a comma of a list, and, or, not, in, and before and, or. *)
`

// classWords lists the spellings of a class of words.
func classWords(c candidate) string {
	var values, groups []string
	for _, w := range phraseWords {
		if w.class != c.class {
			continue
		}
		if i := slices.Index(values, w.value); i >= 0 {
			groups[i] += " = " + w.spelling
			continue
		}
		values, groups = append(values, w.value), append(groups, w.spelling)
	}
	return strings.Join(groups, " | ")
}
