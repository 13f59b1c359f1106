// Package sim puts the engine into a world that changes while it is billed: customers, contracts and rules come and go, work is entered late and
// corrected, nights are skipped, repeated, run at once over old snapshots, and crash. A seed makes a world, and the same seed makes the same one.
//
// The host in it books outcome by outcome, as the booking contract of package invoice says, and after every step what is booked is held
// against an oracle of its own, which works with math/big on the ledger and knows nothing of how the engine computes.
//
// README.md says how to run it, what is checked and what was found.
package sim
