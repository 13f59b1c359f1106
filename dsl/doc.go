// Package dsl reads and writes the rule language: the sentences in which operators say when to draft invoices, what to put into them and
// how to cut them.
//
//	monthly last weekday, include through end of previous month, merge projects
//
// Text becomes rules in two steps. [Parse] reads the syntax and needs no host, so that editors and formatters can work with it; what is
// wrong in one clause costs no other. [Env.Check] then gives the clauses their meaning with the names, calendars and defaults of a host.
// [ParseRule] and [ParseFile] do both; [ParseSchedule], [ParseLineSchedule] and [ParseAnchor] read parts of the language by themselves.
//
// What is wrong comes back as [Diagnostics]: all findings of a text at once, each with its place, what to write instead and, where it is
// certain, a [Fix]. [Env.Lint] adds warnings about rules that can run and hardly say what was meant.
//
// In the other direction, a rule's String is its canonical text, one spelling for each meaning, and [Print] makes a document of several.
// [Format] only puts white space in order. [Explain] puts a rule into sentences and lists its next runs. [Rule] and [Schedule] hold text in
// config structs, flags and columns of a database.
//
// Editors find what they need in [Complete], [FixAll], [Document.Symbols], [Document.Offset] and [Env.RuleAt]; [TextMate] colours rules,
// [JSONSchema] describes a config key that holds one, and [Env.Reference] lists a host's own words.
//
// Everything here is safe for any text and for concurrent use; nothing reads a clock. README.md describes the language for those who write
// rules, errors.md lists what can be wrong, grammar.ebnf is the grammar.
package dsl
