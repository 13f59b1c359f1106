package invoice_test

import (
	"strings"
	"testing"

	"github.com/proforma-go/proforma/invoice"
)

func TestAVocabularyRefusesWhatRulesCouldNotName(t *testing.T) {
	any := invoice.OfProject(func(invoice.Project) (string, bool) { return "", false })
	tests := []struct {
		name   string
		option invoice.VocabularyOption
		want   string
	}{
		{"no name", invoice.Fields(invoice.TextField(" ", any)), "a field needs a name"},
		{"an operator word", invoice.Fields(invoice.TextField("made in", any)), `"in" is an operator`},
		{"twice, in two spellings", invoice.Fields(invoice.TextField("Cost Centre", any), invoice.TextField("cost_centre", any)), `field "cost centre" is there twice`},
		{"an alias that is taken", invoice.Fields(invoice.TextField("leader", any, invoice.Alias("manager"))), `field "manager" is there twice`},
		{"no choices", invoice.Fields(invoice.ChoiceField("size", nil, any)), `field "size" has no choices`},
		{"no getter", invoice.Fields(invoice.TextField("size", invoice.Getter[string]{})), "has no getter"},
		{"an option twice", invoice.Options(invoice.OptionType{Name: "term", Type: invoice.NumberType}, invoice.OptionType{Name: "Term", Type: invoice.NumberType}), `option "term" is there twice`},
		{"an option without choices", invoice.Options(invoice.OptionType{Name: "size", Type: invoice.ChoiceType}), `option "size" has no choices`},
		{"an option of dates", invoice.Options(invoice.OptionType{Name: "due", Type: invoice.DateType}), "must be text, a number, a choice or yes/no"},
		{"a status without a name", invoice.Statuses(""), "a status needs a name"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := invoice.StandardVocabulary().Extend(tt.option)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func TestExtendingAVocabularyLeavesItAsItIs(t *testing.T) {
	standard := invoice.StandardVocabulary()
	more, err := standard.Extend(invoice.Fields(invoice.AttributeField("region", invoice.ProjectLevel)), invoice.Statuses("sent"))
	if err != nil {
		t.Fatal(err)
	}
	if standard.Field("region") != nil || len(standard.Statuses()) != 1 {
		t.Error("the standard vocabulary has changed")
	}
	if more.Field("Region") == nil || strings.Join(more.Statuses(), " ") != "draft sent" {
		t.Errorf("the extension has statuses %v", more.Statuses())
	}
	if f := more.Field("PROJECT_MANAGER"); f == nil || f.Name() != "manager" {
		t.Error("an alias in another spelling is not found")
	}
	for _, zone := range []string{"", "Local", "CET/Nowhere"} {
		if _, err := more.Zone(zone); err == nil {
			t.Errorf("%q is a zone", zone)
		}
	}
}
