// Package invoice evaluates typed billing rules against a host's projects, contract lines and transactions, and returns draft
// (pro forma) invoices together with the reason for every transaction that it did not draft.
//
// The host hands in a [Source], the [Rule] values and a window of run dates as an [Input]; [Run] yields one [Outcome] per unit (a
// contract, or the contracts that a merge joins), and [Collect] gathers them. The engine keeps no state, reads no clock and writes
// nothing: the same input gives the same drafts, byte for byte, in the same order.
//
//	             cut-off       run date
//	   T1           |     T2      |
//	---x------------|-----x-------|------->   T1 is drafted, T2 waits for the next run
//
// What a host books of a draft, and how, so that nothing is billed twice whatever runs at once or changes between two reads, is said in
// README.md beside this file. In short: [Draft.Billings] are the entries of the transactions' ledgers, each with a [Claim]; all entries of an
// Outcome are stored in one transaction, in which a unique index over claims and the limits of [Outcome.Limits] are checked, or none of
// them; where that fails, the unit is run again over what is there by then. [Correct] makes the entries that credit or cancel.
//
// Everything exported here is safe for concurrent use once constructed, as long as the host's own values are.
package invoice
