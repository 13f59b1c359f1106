// Package memory is an [invoice.Source] over slices: for tests, for demonstrations, and for hosts whose whole data fit in memory.
//
// [New] takes plain structs and refuses what cannot be meant: an id twice, a line of a project that is not there, an amount of a
// thousand digits. [Source.AsOf] shows the data as they stand on a day, on which what has a later ReadyFrom is still pending, and
// [Source.Book] marks what drafts claim as billed, so that the next run leaves it alone:
//
//	source, err := memory.New(data)
//	result, err := invoice.Collect(invoice.Run(ctx, invoice.Input{Rules: rules, Source: source.AsOf(day), Through: day}))
//	err = source.Book(result.Drafts)
//
// A Source is safe for concurrent use. A run that reads while something is booked sees the data as they were when its view was made.
package memory
