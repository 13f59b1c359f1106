package main

import "testing"

func BenchmarkZZ(b *testing.B) {
	s := newSource(1000, 33)
	e := engineEntry(s, 1)
	b.ReportAllocs()
	b.ResetTimer()
	e.run(b.N)
}
func BenchmarkZZOne(b *testing.B) {
	s := newSource(1, 33000)
	e := engineEntry(s, 1)
	b.ReportAllocs()
	b.ResetTimer()
	e.run(b.N)
}
