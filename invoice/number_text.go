package invoice

import (
	"errors"
	"fmt"
	"strconv"
)

var errRange = errors.New("the number is out of range")

// appendTo writes the number with at least that many decimals.
func (n number) appendTo(b []byte, decimals int) []byte {
	if n.coef.hi < 0 {
		b = append(b, '-')
	}
	for i := n.coef.digits(); i <= int(n.scale); i++ {
		b = append(b, '0')
	}
	b = n.coef.appendMagnitude(b)
	if point := len(b) - int(n.scale); n.scale > 0 {
		b = append(b, 0)
		copy(b[point+1:], b[point:])
		b[point] = '.'
	} else if decimals > 0 {
		b = append(b, '.')
	}
	for i := int(n.scale); i < decimals; i++ {
		b = append(b, '0')
	}
	return b
}

func (a int128) appendMagnitude(b []byte) []byte {
	hi, lo := a.abs()
	if hi == 0 {
		return strconv.AppendUint(b, lo, 10)
	}
	q, rest := a.quoRem(tens[19])
	b = q.appendMagnitude(b)
	for i := digits64(rest); i < 19; i++ {
		b = append(b, '0')
	}
	return strconv.AppendUint(b, rest, 10)
}

func (n number) String() string {
	var b [48]byte
	return string(n.appendTo(b[:0], 0))
}

// parseNumber reads digits with at most one point between them and a sign before them: no exponent, no spaces, no separators.
func parseNumber(s string) (number, error) {
	digits, negative := s, false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		digits, negative = s[1:], s[0] == '-'
	}
	var c int128
	fits, point := true, -1
	for i := range len(digits) {
		ch := digits[i]
		if ch == '.' && point < 0 && i > 0 && i < len(digits)-1 {
			point = i
			continue
		}
		if ch < '0' || ch > '9' {
			return number{}, notANumber(s)
		}
		if fits {
			if c, fits = c.mul64(10); fits {
				c, fits = c.add(int128{lo: uint64(ch - '0')})
			}
		}
	}
	if digits == "" {
		return number{}, notANumber(s)
	}
	decimals := 0
	if point >= 0 {
		decimals = len(digits) - point - 1
	}
	if !fits || decimals > maxExponent {
		return number{}, errRange
	}
	if negative {
		c, _ = c.neg()
	}
	n, ok := scaledNumber(c, -int32(decimals))
	if !ok {
		return number{}, errRange
	}
	return n, nil
}

func notANumber(s string) error { return fmt.Errorf("%s is not a number", quoted(s)) }

// quoted quotes the beginning of a text.
func quoted(s string) string {
	const most = 40
	if len(s) > most {
		s = s[:most] + "…"
	}
	return strconv.Quote(s)
}

// sqlText returns the text that a driver hands in. NULL is the empty text.
func sqlText(src any) (string, error) {
	switch v := src.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	case []byte:
		return string(v), nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	}
	return "", fmt.Errorf("a %T holds no exact number: a text is needed", src)
}
