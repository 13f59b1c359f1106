package main

func Example() {
	main()
	// Output: 2026-02-27: 1200.00 EUR to Acme
}
