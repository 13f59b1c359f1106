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
// Everything exported here is safe for concurrent use once constructed, as long as the host's own values are.
package invoice
