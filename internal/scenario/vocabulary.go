package scenario

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
)

// vocabulary is that of the host in the scenarios: the standard one, where departments form a hierarchy ("Consulting / North" is below
// "Consulting"), drafts can also be made in the statuses created and sent, and rules can state a payment term in days.
var vocabulary = func() *invoice.Vocabulary {
	below := func(value, ancestor string) bool {
		value, ancestor = strings.ToLower(value), strings.ToLower(ancestor)
		return value == ancestor || strings.HasPrefix(value, ancestor+" / ")
	}
	department := invoice.AttributeField("department", invoice.ProjectLevel, invoice.Alias("business unit"), invoice.Hierarchy(below))
	zero, most := decimal.Zero, decimal.NewFromInt(120)
	v, err := invoice.NewVocabulary(
		invoice.Fields(append(invoice.StandardFieldsExcept("department"), department)...),
		invoice.Statuses("created", "sent"),
		invoice.Options(invoice.OptionType{Name: "payment term", Type: invoice.NumberType, Min: &zero, Max: &most, Whole: true}),
	)
	if err != nil {
		panic(err)
	}
	return v
}()
