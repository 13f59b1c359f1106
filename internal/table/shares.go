package table

import (
	"fmt"
	"strings"

	"github.com/proforma-go/proforma/invoice"
)

// parsePercent reads a percentage, such as 33.34, or a ratio, such as 1/3. The error goes on after the value.
func parsePercent(s string) (invoice.Percent, error) {
	if strings.Contains(s, "/") {
		p, err := invoice.ParsePercent(s)
		if err != nil {
			return p, fmt.Errorf("is not a ratio, expected one as in 1/3")
		}
		return p, nil
	}
	d, err := parseNumber(s)
	if err != nil {
		return invoice.Percent{}, err
	}
	p := invoice.NewPercent(d)
	if p.Err() != nil {
		return p, fmt.Errorf("has too many digits")
	}
	return p, nil
}

// shares reads customers and percentages, such as A 60; B 40. Whether they total 100 is not judged here.
func (c cell) shares() []invoice.Share {
	var shares []invoice.Share
	for _, one := range c.list() {
		one = strings.TrimSpace(strings.TrimSuffix(one, "%"))
		at := strings.LastIndexByte(one, ' ')
		if at < 0 {
			c.reject("needs a percentage after %s, as in A 60; B 40", quote(one))
			return nil
		}
		percent, err := parsePercent(one[at+1:])
		if err != nil {
			c.reject("needs percentages as in A 60; B 40, or ratios as in A 1/3; B 2/3: %s %v", quote(one[at+1:]), err)
			return nil
		}
		shares = append(shares, invoice.Share{Customer: strings.TrimSpace(one[:at]), Percent: percent})
	}
	return shares
}
