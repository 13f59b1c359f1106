package invoice

// Filter is a condition over projects, contract lines and transactions: a closed set of nodes ([And], [Or], [Not], [Compare], [In],
// [Match], [Empty]) that a host can walk, for example into SQL. Nodes name fields by their canonical names; a [Vocabulary] gives
// the names their meaning. Nil is no condition. Filters are immutable. Two of them are equal, as parts of a [Rule.Equal] rule, where
// their texts are.
type Filter interface {
	// String returns the condition as canonical rule text.
	String() string
	filter()
}

// And holds where every term holds. It has two terms or more.
type And struct{ Terms []Filter }

// Or holds where some term holds. It has two terms or more.
type Or struct{ Terms []Filter }

// Not holds where its term does not.
type Not struct{ Term Filter }

// Op is a comparison.
type Op uint8

// The comparisons. Text and choices know only the first two.
const (
	Equal Op = iota + 1
	NotEqual
	Less
	LessOrEqual
	Greater
	GreaterOrEqual
)

var opText = [...]string{"?", "=", "!=", "<", "<=", ">", ">="}

// String returns the operator as rule text writes it.
func (o Op) String() string {
	if int(o) < len(opText) {
		return opText[o]
	}
	return opText[0]
}

// Compare compares a field with a value. A missing value satisfies only [NotEqual]. A list field equals a value when one of its
// elements does. Money compares within one currency; any other does not match.
type Compare struct {
	Field string
	Op    Op
	Value Value
}

// In holds where the field equals one of the values; negated, where it equals none of them, which a missing value does too.
type In struct {
	Field   string
	Negated bool
	Values  []Value
}

// MatchOp is a test on a part of a text.
type MatchOp uint8

// The partial tests. On a list field [Contains] asks for an element, the others for one that starts or ends so.
const (
	Contains MatchOp = iota + 1
	StartsWith
	EndsWith
)

var matchText = [...]string{"?", "contains", "starts with", "ends with"}

// String returns the operator as rule text writes it.
func (o MatchOp) String() string {
	if int(o) < len(matchText) {
		return matchText[o]
	}
	return matchText[0]
}

// Match tests a part of a text or list field. A missing value satisfies only the negated form.
type Match struct {
	Field   string
	Op      MatchOp
	Negated bool
	Text    string
}

// Empty holds where the field has no value, or an empty one; negated, where it has one.
type Empty struct {
	Field   string
	Negated bool
}

func (And) filter()     {}
func (Or) filter()      {}
func (Not) filter()     {}
func (Compare) filter() {}
func (In) filter()      {}
func (Match) filter()   {}
func (Empty) filter()   {}
