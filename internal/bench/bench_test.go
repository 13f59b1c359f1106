package main

import "testing"

// Benchmark runs every entry of every row as Benchmark/theme/row/library, once all sides of the row have given the same answer.
func Benchmark(b *testing.B) {
	for _, t := range themesAt(b, small) {
		b.Run(t.name, func(b *testing.B) {
			for _, r := range t.rows {
				b.Run(r.name, func(b *testing.B) {
					if err := r.check(); err != nil {
						b.Fatal(err)
					}
					for _, library := range r.libraries() {
						b.Run(library, func(b *testing.B) { bench(b, r.entries[library]) })
					}
				})
			}
		})
	}
}
