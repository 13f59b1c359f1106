package invoice

import (
	"github.com/proforma-go/proforma/schedule"
)

// StandardVocabulary returns the fields that the engine's own interfaces can answer:
//
//	project level      project (id), project name, customer (id), manager (alias project manager), department (alias business unit),
//	                   customer group (a list), keyword (a list, alias keywords)
//	line level         contract (id), line (id), billing method (alias billing: time-and-material or hourly, fixed-price or fixed)
//	transaction level  kind, date, amount, currency (id), person, description, quantity (alias hours), price, billable
//
// Manager, department, customer group and keyword are attributes of a project: see [Attributed]. A host whose departments form a
// hierarchy makes a field of its own instead, with [StandardFieldsExcept] and [Hierarchy].
func StandardVocabulary() *Vocabulary { return standard }

var standard = mustVocabulary(StandardFieldsExcept()...)

func mustVocabulary(fields ...Field) *Vocabulary {
	v, err := NewVocabulary(Fields(fields...))
	if err != nil {
		panic(err)
	}
	return v
}

// StandardFieldsExcept returns the fields of [StandardVocabulary] without those named, for a host that replaces some.
func StandardFieldsExcept(names ...string) []Field {
	all := append(append(projectFields(), lineFields()...), transactionFields()...)
	kept := all[:0]
	for _, f := range all {
		if !containsName(names, f.name) {
			kept = append(kept, f)
		}
	}
	return kept
}

func containsName(names []string, name string) bool {
	for _, n := range names {
		if NormalName(n) == name {
			return true
		}
	}
	return false
}

// attribute reads the first value of an attribute from an [Attributed] project, line or transaction.
func attribute[P any](name string) func(P) (string, bool) {
	return func(p P) (string, bool) {
		if a, ok := any(p).(Attributed); ok {
			if vs := a.Attribute(name); len(vs) > 0 {
				return vs[0], true
			}
		}
		return "", false
	}
}

func attributes[P any](name string) func(P) ([]string, bool) {
	return func(p P) ([]string, bool) {
		if a, ok := any(p).(Attributed); ok {
			vs := a.Attribute(name)
			return vs, len(vs) > 0
		}
		return nil, false
	}
}

// AttributeField makes a text field, at the given level, over an attribute of [Attributed] objects.
func AttributeField(name string, level Level, opts ...FieldOption) Field {
	key := NormalName(name)
	switch level {
	case LineLevel:
		return TextField(name, OfLine(attribute[ContractLine](key)), opts...)
	case TransactionLevel:
		return TextField(name, OfTransaction(attribute[Transaction](key)), opts...)
	}
	return TextField(name, OfProject(attribute[Project](key)), opts...)
}

// AttributeListField makes a list field, at the given level, over an attribute of [Attributed] objects.
func AttributeListField(name string, level Level, opts ...FieldOption) Field {
	key := NormalName(name)
	switch level {
	case LineLevel:
		return ListField(name, OfLine(attributes[ContractLine](key)), opts...)
	case TransactionLevel:
		return ListField(name, OfTransaction(attributes[Transaction](key)), opts...)
	}
	return ListField(name, OfProject(attributes[Project](key)), opts...)
}

func projectFields() []Field {
	return []Field{
		IDField("project", OfProject(func(p Project) (string, bool) { return p.ID(), true }), valueOf(projectID)),
		TextField("project name", OfProject(func(p Named) (string, bool) { n := p.Name(); return n, n != "" })),
		IDField("customer", OfProject(func(p Project) (string, bool) { return p.Customer(), true }), valueOf(projectCustomer)),
		AttributeField("manager", ProjectLevel, Alias("project manager")),
		AttributeField("department", ProjectLevel, Alias("business unit")),
		AttributeListField("customer group", ProjectLevel),
		AttributeListField("keyword", ProjectLevel, Alias("keywords")),
	}
}

func lineFields() []Field {
	methods := []Choice{{"time-and-material", []string{"hourly"}}, {"fixed-price", []string{"fixed"}}}
	return []Field{
		IDField("contract", OfLine(func(l Contracted) (string, bool) {
			if c := l.Contract(); c != nil {
				return c.ID(), true
			}
			return "", false
		})),
		IDField("line", OfLine(func(l ContractLine) (string, bool) { return l.ID(), true })),
		ChoiceField("billing method", methods, OfLine(func(l ContractLine) (string, bool) { return l.Method().String(), true }), Alias("billing")),
	}
}

func transactionFields() []Field {
	kinds := []Choice{{Name: "time"}, {Name: "material"}, {Name: "fee", Aliases: []string{"fees"}}, {Name: "expense", Aliases: []string{"expenses"}}, {Name: "milestone", Aliases: []string{"milestones"}}}
	return []Field{
		ChoiceField("kind", kinds, OfTransaction(func(t Transaction) (string, bool) { return t.Kind().String(), true })),
		DateField("date", OfTransaction(func(t Transaction) (schedule.Date, bool) { return t.Date(), true }), valueOf(transactionDate)),
		MoneyField("amount", OfTransaction(func(t Transaction) (Amount, bool) { return t.Amount(), true }), valueOf(transactionAmount)),
		IDField("currency", OfTransaction(func(t Transaction) (string, bool) { return t.Amount().Currency(), true })),
		TextField("person", OfTransaction(func(t Personal) (string, bool) { p := t.Person(); return p, p != "" })),
		TextField("description", OfTransaction(func(t Described) (string, bool) { d := t.Description(); return d, d != "" }), NotGroupable()),
		NumberField("quantity", OfTransaction(Quantified.Quantity), Alias("hours")),
		NumberField("price", OfTransaction(Quantified.Price)),
		BoolField("billable", OfTransaction(func(t Transaction) (bool, bool) { return billingTypeOf(t) == Chargeable, true })),
	}
}

func billingTypeOf(t Transaction) BillingType {
	if b, ok := t.(Typed); ok {
		if bt := b.BillingType(); bt != 0 {
			return bt
		}
	}
	return Chargeable
}
