package invoice

import (
	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/schedule"
)

// Level says what a field belongs to, and so how early a condition on it can be decided.
type Level uint8

// The levels, from the one that is read first to the one that is read last.
const (
	ProjectLevel Level = iota + 1
	LineLevel
	TransactionLevel
)

var levelNames = [...]string{"", "project", "line", "transaction"}

// String returns project, line or transaction.
func (l Level) String() string {
	if int(l) < len(levelNames) {
		return levelNames[l]
	}
	return ""
}

// subject is what a condition is tested on. What lies below the level of the condition is nil. It never leaves the stack, so that testing a
// condition allocates nothing.
type subject struct {
	project     Project
	line        ContractLine
	transaction Transaction
}

// Getter reads one value of type V from a project, line or transaction. Make one with [OfProject], [OfLine] or [OfTransaction].
type Getter[V any] struct {
	level       Level
	project     func(Project) (V, bool) // one of the three, as the level says
	line        func(ContractLine) (V, bool)
	transaction func(Transaction) (V, bool)
}

// OfProject makes a getter from a function of the host's own project type: P may be [Project], a concrete type or an interface that
// it implements. Where a project is no P, the value is missing, as it is where get returns false.
func OfProject[P, V any](get func(P) (V, bool)) Getter[V] {
	return Getter[V]{level: ProjectLevel, project: adapt[Project](get)}
}

// OfLine is [OfProject] for contract lines.
func OfLine[L, V any](get func(L) (V, bool)) Getter[V] {
	return Getter[V]{level: LineLevel, line: adapt[ContractLine](get)}
}

// OfTransaction is [OfProject] for transactions.
func OfTransaction[T, V any](get func(T) (V, bool)) Getter[V] {
	return Getter[V]{level: TransactionLevel, transaction: adapt[Transaction](get)}
}

// adapt makes a function of a T one of an S, which may be a T. Where T is S, that is the function itself.
func adapt[S, T, V any](get func(T) (V, bool)) func(S) (V, bool) {
	if same, ok := any(get).(func(S) (V, bool)); ok {
		return same
	}
	return func(s S) (v V, ok bool) {
		if t, is := any(s).(T); is {
			return get(t)
		}
		return v, false
	}
}

// of reads the value, which is missing where the object is.
func (g *Getter[V]) of(s *subject) (v V, ok bool) {
	switch {
	case g.level == ProjectLevel && s.project != nil:
		return g.project(s.project)
	case g.level == LineLevel && s.line != nil:
		return g.line(s.line)
	case g.level == TransactionLevel && s.transaction != nil:
		return g.transaction(s.transaction)
	}
	return v, false
}

// Field is a name that filters, groupings and merges can use: its type, its level and how to read it from the host's objects. Make
// one with [TextField], [IDField], [ChoiceField], [MoneyField], [NumberField], [DateField], [BoolField] or [ListField].
type Field struct {
	name    string
	aliases []string
	level   Level
	typ     Type
	choices []Choice
	within  func(value, ancestor string) bool
	noGroup bool
	method  method

	text    Getter[string]
	money   Getter[Amount]
	number  Getter[decimal.Decimal]
	date    Getter[schedule.Date]
	boolean Getter[bool]
	list    Getter[[]string]
}

// Name returns the canonical name: lower case, single spaces.
func (f *Field) Name() string { return f.name }

// Aliases returns the other names, in the order in which they were given. The slice is not to be changed.
func (f *Field) Aliases() []string { return f.aliases }

// Level returns what the field belongs to.
func (f *Field) Level() Level { return f.level }

// Type returns the type of its values.
func (f *Field) Type() Type { return f.typ }

// Choices returns the words that a choice field can have. The slice is not to be changed.
func (f *Field) Choices() []Choice { return f.choices }

// Groupable reports whether drafts and draft lines can be cut by the field: text, ids, choices, dates and yes/no unless the field
// says otherwise.
func (f *Field) Groupable() bool {
	switch f.typ {
	case TextType, IDType, ChoiceType, DateType, BoolType:
		return !f.noGroup
	}
	return false
}

// Hierarchical reports whether the field matches descendants: see [Hierarchy].
func (f *Field) Hierarchical() bool { return f.within != nil }

// Choice is one word of a choice field and the other spellings that mean it.
type Choice struct {
	Name    string
	Aliases []string
}

// FieldOption changes a field that is being made. The members are [Alias], [Hierarchy] and [NotGroupable].
type FieldOption interface{ apply(*Field) }

type fieldOption func(*Field)

func (o fieldOption) apply(f *Field) { o(f) }

// Alias adds other names.
func Alias(names ...string) FieldOption {
	return fieldOption(func(f *Field) {
		for _, n := range names {
			f.aliases = append(f.aliases, NormalName(n))
		}
	})
}

// Hierarchy makes a text or id field match its descendants: "=" and "in" then also hold where within(value, wanted) says that the
// value lies below the wanted one. Both are given as they are written, in the data and in the rule; compare with [SameText].
func Hierarchy(within func(value, ancestor string) bool) FieldOption {
	return fieldOption(func(f *Field) { f.within = within })
}

// NotGroupable forbids the field in merge, split and group clauses.
func NotGroupable() FieldOption { return fieldOption(func(f *Field) { f.noGroup = true }) }

// valueOf says of which method a standard field is the value.
func valueOf(m method) FieldOption { return fieldOption(func(f *Field) { f.method = m }) }

func newField(name string, t Type, l Level, opts []FieldOption) Field {
	f := Field{name: NormalName(name), typ: t, level: l}
	for _, o := range opts {
		o.apply(&f)
	}
	return f
}

// TextField makes a field of text, compared case-folded and NFC-normalised.
func TextField(name string, get Getter[string], opts ...FieldOption) Field {
	f := newField(name, TextType, get.level, opts)
	f.text = get
	return f
}

// IDField makes a field of text that is compared exactly.
func IDField(name string, get Getter[string], opts ...FieldOption) Field {
	f := newField(name, IDType, get.level, opts)
	f.text = get
	return f
}

// ChoiceField makes a field with a closed list of words. The getter returns canonical words.
func ChoiceField(name string, choices []Choice, get Getter[string], opts ...FieldOption) Field {
	f := newField(name, ChoiceType, get.level, opts)
	f.text, f.choices = get, choices
	return f
}

// MoneyField makes a field of amounts.
func MoneyField(name string, get Getter[Amount], opts ...FieldOption) Field {
	f := newField(name, MoneyType, get.level, opts)
	f.money = get
	return f
}

// NumberField makes a field of numbers.
func NumberField(name string, get Getter[decimal.Decimal], opts ...FieldOption) Field {
	f := newField(name, NumberType, get.level, opts)
	f.number = get
	return f
}

// DateField makes a field of civil dates. The zero date is a missing value.
func DateField(name string, get Getter[schedule.Date], opts ...FieldOption) Field {
	f := newField(name, DateType, get.level, opts)
	f.date = get
	return f
}

// BoolField makes a yes/no field.
func BoolField(name string, get Getter[bool], opts ...FieldOption) Field {
	f := newField(name, BoolType, get.level, opts)
	f.boolean = get
	return f
}

// ListField makes a field of several texts, compared as text.
func ListField(name string, get Getter[[]string], opts ...FieldOption) Field {
	f := newField(name, ListType, get.level, opts)
	f.list = get
	return f
}

// group returns the field's value as it stands in a group key; missing is "".
func (f *Field) group(s subject) string {
	switch f.typ {
	case DateType:
		if d, ok := f.date.of(&s); ok && !d.IsZero() {
			return d.String()
		}
	case BoolType:
		if b, ok := f.boolean.of(&s); ok {
			return map[bool]string{true: "yes", false: "no"}[b]
		}
	default:
		if x, ok := f.text.of(&s); ok {
			return x
		}
	}
	return ""
}
