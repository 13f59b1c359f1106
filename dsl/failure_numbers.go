package dsl

// specialNumber recognises mistakes in numbers and amounts, which are the same in every clause.
func (p *parser) specialNumber(q *part, i int) bool {
	return p.decimalComma(q, i) || p.commaFirst(q, i) || p.currencyFirst(q, i-1) || p.currencyFirst(q, i)
}

// commaFirst reports ,5 with the comma at token i.
func (p *parser) commaFirst(q *part, i int) bool {
	if i <= q.first || p.kind(i) != tokComma || p.kind(i+1) != tokNumber || !p.touches(i) || p.kind(i-1) == tokNumber {
		return false
	}
	p.add(codeGrouping, p.src.spanOf(i, i+2), "a comma cannot set off decimals", "").write("0." + p.raw(i+1))
	return true
}

// decimalComma reports 1000,50. The clause fails at the comma, since in a list it would set off an item.
func (p *parser) decimalComma(q *part, i int) bool {
	if i <= q.first || i+1 >= q.last || p.kind(i-1) != tokNumber || p.kind(i) != tokComma || p.kind(i+1) != tokNumber {
		return false
	}
	whole, fraction := p.raw(i-1), p.raw(i+1)
	if !p.touches(i-1) || !p.touches(i) || !isDigits(fraction) || !isDigits(digits(whole)) {
		return false
	}
	p.add(codeGrouping, p.src.spanOf(i-1, i+2), "a comma cannot set off decimals", "").write(whole + "." + fraction)
	return true
}

// currencyFirst reports EUR 100 with the currency at token i.
func (p *parser) currencyFirst(q *part, i int) bool {
	if i <= q.first || i+1 >= q.last || !isCurrency(p.raw(i)) || p.kind(i+1) != tokNumber || p.kind(i-1) == tokNumber {
		return false
	}
	p.add(codeCurrency, p.src.spanOf(i, i+2), "a currency stands after its number", "").write(p.raw(i+1) + " " + p.raw(i))
	return true
}

// touches reports whether nothing stands between token i and the one after it.
func (p *parser) touches(i int) bool {
	return i >= 0 && i+1 < len(p.src.tokens) && p.src.tokens[i].end == p.src.tokens[i+1].start
}

// isCurrency reports whether a text has the form of a currency code.
func isCurrency(s string) bool {
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return len(s) == 3
}

// signs are the currencies of signs that are used for one alone.
var signs = map[string]string{"€": "EUR", "£": "GBP"}

// currencySign reports a sign at token i, with the number beside it.
func (p *parser) currencySign(i int) {
	raw := p.raw(i)
	code, first, last := signs[raw], i, i+1
	number := ""
	switch {
	case p.kind(i+1) == tokNumber:
		last, number = i+2, p.raw(i+1)
	case p.kind(i-1) == tokNumber:
		first, number = i-1, p.raw(i-1)
	}
	d := p.add(codeCurrencySign, p.src.spanOf(first, last), "{sign} is not a currency code", "write the code after the number", raw)
	switch {
	case code != "" && number != "":
		d.write(number + " " + code)
	case code != "" && p.kind(i-1) == tokOp:
		d.write(quoteText(code))
	case code != "":
		d.Label = "write " + code + " after the number"
	case number != "":
		d.Label = "write the code after the number, such as " + number + " USD"
	}
}
