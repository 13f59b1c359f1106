// Billrun drafts invoices from CSV files by billing rules, and checks, formats and explains the rules. Without arguments it runs a
// built-in example. The file usage.txt says how it is called, README.md what the files look like.
package main

import "os"

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
