// Package scenario answers scenario files: plain text that holds rules, CSV data and questions such as "what is drafted on this day?",
// each with the expected answer beneath. The files in testdata are the end-to-end tests of the module, written so that somebody who
// sends invoices for a living can say whether they are right; testdata/README.md explains their sections.
package scenario
