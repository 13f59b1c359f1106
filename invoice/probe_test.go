package invoice_test

import (
	"math"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// stranger is a project, a contract line and a transaction at once, of which a vocabulary for probes knows nothing.
type stranger struct{ id, of string }

func (s *stranger) ID() string                    { return s.id }
func (s *stranger) Customer() string              { return "C" }
func (s *stranger) Project() string               { return s.of }
func (s *stranger) Line() string                  { return s.of }
func (s *stranger) Method() invoice.BillingMethod { return invoice.TimeAndMaterial }
func (s *stranger) Kind() invoice.Kind            { return invoice.Time }
func (s *stranger) Date() schedule.Date           { return worldStart }
func (s *stranger) Amount() invoice.Amount {
	return invoice.NewAmount(dec("1"), "EUR")
}

// probe is a stranger with fields; one that is not in the map is missing.
type probe struct {
	stranger
	values map[string]any
}

func (p *probe) value(field string) any { return p.values[field] }

// prober is an interface of the host's own.
type prober interface{ value(field string) any }

var (
	probeLevels = []invoice.Level{invoice.ProjectLevel, invoice.LineLevel, invoice.TransactionLevel}
	probeKinds  = []string{"text", "region", "id", "code", "size", "money", "number", "day", "flag", "list"}
)

// reading is a getter by way of P, which may be the probe itself or any interface that it implements.
func reading[P, V any](level invoice.Level, field string) invoice.Getter[V] {
	get := func(p P) (v V, ok bool) {
		if p, is := any(p).(prober); is {
			v, ok = p.value(field).(V)
		}
		return v, ok
	}
	switch level {
	case invoice.ProjectLevel:
		return invoice.OfProject(get)
	case invoice.LineLevel:
		return invoice.OfLine(get)
	}
	return invoice.OfTransaction(get)
}

// isBelow is the hierarchy of regions and codes: Nordic/Sweden is below Nordic.
func isBelow(value, ancestor string) bool { return strings.HasPrefix(value, ancestor+"/") }

// probeFields has fields of every kind and level, read by way of P.
func probeFields[P any]() []invoice.Field {
	var all []invoice.Field
	for _, l := range probeLevels {
		n := func(kind string) string { return l.String() + " " + kind }
		all = append(all,
			invoice.TextField(n("text"), reading[P, string](l, n("text"))),
			invoice.TextField(n("region"), reading[P, string](l, n("region")), invoice.Hierarchy(isBelow)),
			invoice.IDField(n("id"), reading[P, string](l, n("id"))),
			invoice.IDField(n("code"), reading[P, string](l, n("code")), invoice.Hierarchy(isBelow)),
			invoice.ChoiceField(n("size"), []invoice.Choice{{Name: "small"}, {Name: "large"}}, reading[P, string](l, n("size"))),
			invoice.MoneyField(n("money"), reading[P, invoice.Amount](l, n("money"))),
			invoice.NumberField(n("number"), reading[P, decimal.Decimal](l, n("number"))),
			invoice.DateField(n("day"), reading[P, schedule.Date](l, n("day"))),
			invoice.BoolField(n("flag"), reading[P, bool](l, n("flag"))),
			invoice.ListField(n("list"), reading[P, []string](l, n("list"))),
		)
	}
	return all
}

func drawProbeVocabulary(t *rapid.T) *invoice.Vocabulary {
	ways := []func() []invoice.Field{probeFields[*probe], probeFields[prober], probeFields[invoice.Project], probeFields[invoice.ContractLine], probeFields[invoice.Transaction]}
	v, err := invoice.NewVocabulary(invoice.Fields(ways[rapid.IntRange(0, len(ways)-1).Draw(t, "way")]()...))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

const longText = "a description that is longer than what is made for names and for other short texts"

var (
	probeTexts   = []string{"", "Anna", "ANNA", "Annika", "Åsa", "A\u030aSA", "Straße", "STRASSE", longText, strings.ToUpper(longText), longText + "å", strings.ToUpper(longText + "å")}
	probePlaces  = []string{"", "Nordic", "nordic", "Nordic/Sweden", "Nordic/Sweden/Lund", "Baltic"}
	probeDates   = []schedule.Date{{}, date("2026-01-01"), date("2026-06-30"), date("2026-07-01")}
	probeNumbers = [][]decimal.Decimal{ // ascending; those of one row are equal
		{decimal.New(-1, math.MaxInt32)}, {decimal.New(-1, 999999999)}, decs("-1e40"), decs("-1000", "-1e3"), decs("-1", "-1.00"), {decimal.New(-1, -999999999)},
		{decimal.Zero, dec("0.00"), decimal.New(0, 999999999)}, {decimal.New(1, math.MinInt32)}, {decimal.New(1, -999999999)}, decs("1e-40"), decs("987654321987654321e-40"), decs("1", "1.0"), decs("1.5", "1.50"),
		decs("999.99"), decs("999.999"), decs("1000", "1000.00", "1e3"), decs("1001"), decs("999999999999999999"), decs("1000000000000000000", "1e18", "1000000000000000000.00"),
		decs("9223372036854775808"), decs("18446744073709551617", "18446744073709551617.000"), decs("1e40", "10000000000000000000000000000000000000000"), {decimal.New(1, 999999999)}, {decimal.New(1, math.MaxInt32)},
	}
)

func decs(numbers ...string) []decimal.Decimal {
	var all []decimal.Decimal
	for _, s := range numbers {
		all = append(all, dec(s))
	}
	return all
}

type spelling struct {
	coefficient string
	exponent    int32
}

func spellingOf(d decimal.Decimal) spelling { return spelling{d.Coefficient().String(), d.Exponent()} }

// rankOf places a number among probeNumbers without calculating with it.
var rankOf = func() map[spelling]int {
	ranks := make(map[spelling]int)
	for rank, row := range probeNumbers {
		for _, d := range row {
			ranks[spellingOf(d)] = rank
		}
	}
	return ranks
}()

func drawNumber(t *rapid.T) decimal.Decimal {
	row := rapid.IntRange(0, len(probeNumbers)-1).Draw(t, "size")
	return probeNumbers[row][rapid.IntRange(0, len(probeNumbers[row])-1).Draw(t, "spelling")]
}

// drawLiteral draws a value that a field of that kind can be compared with.
func drawLiteral(t *rapid.T, kind string) invoice.Value {
	switch kind {
	case "text", "list":
		return invoice.TextValue(rapid.SampledFrom(probeTexts).Draw(t, "text"))
	case "id":
		return invoice.IDValue(rapid.SampledFrom(probeTexts).Draw(t, "id"))
	case "region":
		return invoice.TextValue(rapid.SampledFrom(probePlaces).Draw(t, "region"))
	case "code":
		return invoice.IDValue(rapid.SampledFrom(probePlaces).Draw(t, "code"))
	case "size":
		return invoice.ChoiceValue(rapid.SampledFrom([]string{"small", "large"}).Draw(t, "size"))
	case "money":
		return invoice.MoneyValue(drawNumber(t), rapid.SampledFrom([]string{"", "EUR", "SEK"}).Draw(t, "currency"))
	case "number":
		return invoice.NumberValue(drawNumber(t))
	case "day":
		return invoice.DateValue(rapid.SampledFrom(probeDates[1:]).Draw(t, "day"))
	}
	return invoice.BoolValue(rapid.Bool().Draw(t, "flag"))
}

// drawProbe draws an object with some of its fields missing, or empty.
func drawProbe(t *rapid.T, id, of string, level invoice.Level) *probe {
	p := &probe{stranger{id, of}, map[string]any{}}
	for _, kind := range probeKinds {
		if rapid.IntRange(0, 4).Draw(t, "missing") == 0 {
			continue
		}
		var v any
		switch x := drawLiteral(t, kind); kind {
		case "money":
			v = invoice.NewAmount(x.Number, x.Currency)
		case "number":
			v = x.Number
		case "day":
			v = rapid.SampledFrom(probeDates).Draw(t, "day")
		case "flag":
			v = x.Bool
		case "list":
			v = rapid.SliceOfN(rapid.SampledFrom(probeTexts), 0, 3).Draw(t, "list")
		default:
			v = x.Text
		}
		p.values[level.String()+" "+kind] = v
	}
	return p
}

// drawFilter draws a condition of up to the given depth.
func drawFilter(t *rapid.T, depth int) invoice.Filter {
	node := rapid.IntRange(0, 6).Draw(t, "node")
	if depth == 0 {
		node = node%4 + 3
	}
	switch node {
	case 0, 1:
		var terms []invoice.Filter
		for range rapid.IntRange(2, 3).Draw(t, "terms") {
			terms = append(terms, drawFilter(t, depth-1))
		}
		if node == 0 {
			return invoice.And{Terms: terms}
		}
		return invoice.Or{Terms: terms}
	case 2:
		return invoice.Not{Term: drawFilter(t, depth-1)}
	}
	kind := rapid.SampledFrom(probeKinds).Draw(t, "kind")
	field := rapid.SampledFrom(probeLevels).Draw(t, "level").String() + " " + kind
	negated := rapid.Bool().Draw(t, "negated")
	switch {
	case node == 3:
		return invoice.Empty{Field: field, Negated: negated}
	case node == 4:
		in := invoice.In{Field: field, Negated: negated}
		for range rapid.SampledFrom([]int{1, 2, 3, 20}).Draw(t, "values") {
			in.Values = append(in.Values, drawLiteral(t, kind))
		}
		return in
	case node == 5 && slices.Contains([]string{"text", "region", "id", "code", "size", "list"}, kind):
		part := rapid.SampledFrom([]string{"", "an", "ANNA", "å", "A\u030a", "ss", "nordic", "all", longText[10:70], "texts", "textså"}).Draw(t, "part")
		return invoice.Match{Field: field, Op: invoice.MatchOp(rapid.IntRange(1, 3).Draw(t, "match")), Negated: negated, Text: part}
	}
	ops := 2
	if slices.Contains([]string{"money", "number", "day"}, kind) {
		ops = 6
	}
	return invoice.Compare{Field: field, Op: invoice.Op(rapid.IntRange(1, ops).Draw(t, "op")), Value: drawLiteral(t, kind)}
}
