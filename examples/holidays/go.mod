module github.com/proforma-go/proforma/examples/holidays

go 1.26.0

require (
	github.com/proforma-go/proforma v0.0.0
	github.com/rickar/cal/v2 v2.1.13
)

require (
	github.com/alecthomas/participle/v2 v2.1.4 // indirect
	github.com/shopspring/decimal v1.6.0 // indirect
	golang.org/x/text v0.43.0 // indirect
)

replace github.com/proforma-go/proforma => ../..
