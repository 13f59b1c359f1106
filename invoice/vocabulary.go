package invoice

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// Vocabulary is what rules of one host can name: fields, statuses, options, and how a zone is looked up. It is immutable; [Vocabulary.Extend]
// makes a larger one. The zero value knows nothing; [StandardVocabulary] knows the fields of the engine's own interfaces.
type Vocabulary struct {
	fields   []*Field
	byName   map[string]*Field // canonical names and aliases
	statuses []string
	options  []OptionType
	zone     func(name string) (*time.Location, error)
}

// OptionType is a clause of the host's own, such as `payment term 30`.
type OptionType struct {
	Name     string
	Type     Type             // TextType, NumberType, ChoiceType or BoolType
	Min, Max *decimal.Decimal // NumberType: the range, both ends included; nil: no bound
	Whole    bool             // NumberType: no fraction
	Choices  []string         // ChoiceType
}

// VocabularyOption adds to a vocabulary that is being made. The members are [Fields], [Statuses], [Options] and [Zones].
type VocabularyOption interface{ extend(*Vocabulary) error }

type vocabularyOption func(*Vocabulary) error

func (o vocabularyOption) extend(v *Vocabulary) error { return o(v) }

// Fields adds fields.
func Fields(fields ...Field) VocabularyOption {
	return vocabularyOption(func(v *Vocabulary) error {
		for i := range fields {
			if err := v.addField(&fields[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// Statuses adds statuses that drafts can be made in, beside draft, which always exists.
func Statuses(names ...string) VocabularyOption {
	return vocabularyOption(func(v *Vocabulary) error {
		for _, n := range names {
			if strings.TrimSpace(n) == "" {
				return fmt.Errorf("a status needs a name")
			}
			if !slices.Contains(v.statuses, n) {
				v.statuses = append(v.statuses, n)
			}
		}
		return nil
	})
}

// Options adds clauses of the host's own.
func Options(options ...OptionType) VocabularyOption {
	return vocabularyOption(func(v *Vocabulary) error {
		for _, o := range options {
			o.Name = NormalName(o.Name)
			switch {
			case o.Name == "":
				return fmt.Errorf("an option needs a name")
			case v.Option(o.Name) != nil:
				return fmt.Errorf("option %q is there twice", o.Name)
			case o.Type == ChoiceType && len(o.Choices) == 0:
				return fmt.Errorf("option %q has no choices", o.Name)
			case o.Type != TextType && o.Type != NumberType && o.Type != ChoiceType && o.Type != BoolType:
				return fmt.Errorf("option %q must be text, a number, a choice or yes/no", o.Name)
			}
			v.options = append(v.options, o)
		}
		return nil
	})
}

// Zones replaces the look-up of time zones; by default it is Go's own database.
func Zones(lookup func(name string) (*time.Location, error)) VocabularyOption {
	return vocabularyOption(func(v *Vocabulary) error { v.zone = lookup; return nil })
}

// NewVocabulary makes a vocabulary of its own, without the standard fields. Two names that normalise to the same phrase, a name with an
// operator word in it and an empty list of choices are errors.
func NewVocabulary(opts ...VocabularyOption) (*Vocabulary, error) {
	return (&Vocabulary{}).Extend(opts...)
}

// Extend returns a vocabulary with more in it; v stays as it is.
func (v *Vocabulary) Extend(opts ...VocabularyOption) (*Vocabulary, error) {
	w := &Vocabulary{
		fields:   slices.Clone(v.fields),
		byName:   make(map[string]*Field, len(v.byName)),
		statuses: slices.Clone(v.statuses),
		options:  slices.Clone(v.options),
		zone:     v.zone,
	}
	for _, f := range w.fields {
		w.index(f)
	}
	for _, o := range opts {
		if err := o.extend(w); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// operatorWords cannot be part of a field name outside backquotes, since they end it.
var operatorWords = []string{"and", "or", "not", "in", "is", "contains", "does", "starts", "ends", "matches"}

func (v *Vocabulary) addField(f *Field) error {
	names := append([]string{f.name}, f.aliases...)
	for _, n := range names {
		if n == "" {
			return fmt.Errorf("a field needs a name")
		}
		for w := range strings.FieldsSeq(n) {
			if slices.Contains(operatorWords, w) {
				return fmt.Errorf("field %q: %q is an operator", n, w)
			}
		}
		if v.byName[n] != nil {
			return fmt.Errorf("field %q is there twice", n)
		}
	}
	if f.typ == ChoiceType && len(f.choices) == 0 {
		return fmt.Errorf("field %q has no choices", f.name)
	}
	if f.level == 0 {
		return fmt.Errorf("field %q has no getter: make one with OfProject, OfLine or OfTransaction", f.name)
	}
	v.fields = append(v.fields, f)
	v.index(f)
	return nil
}

func (v *Vocabulary) index(f *Field) {
	v.byName[f.name] = f
	for _, a := range f.aliases {
		v.byName[a] = f
	}
}

// Field returns the field of that name or alias, in any spelling of case, spaces, underscores and hyphens; nil where there is none.
func (v *Vocabulary) Field(name string) *Field {
	if f := v.byName[name]; f != nil {
		return f
	}
	return v.byName[NormalName(name)]
}

// Fields returns every field in the order in which they were added. The slice is the caller's.
func (v *Vocabulary) Fields() []*Field { return slices.Clone(v.fields) }

// Statuses returns the statuses, draft first. The slice is the caller's.
func (v *Vocabulary) Statuses() []string {
	all := []string{"draft"}
	for _, s := range v.statuses {
		if s != "draft" {
			all = append(all, s)
		}
	}
	return all
}

// Option returns the option of that name, nil where there is none.
func (v *Vocabulary) Option(name string) *OptionType {
	name = NormalName(name)
	for i := range v.options {
		if v.options[i].Name == name {
			return &v.options[i]
		}
	}
	return nil
}

// Options returns every option in the order in which they were added. The slice is the caller's.
func (v *Vocabulary) Options() []OptionType { return slices.Clone(v.options) }

// checkWords says whether a rule's status and options are the vocabulary's.
func (v *Vocabulary) checkWords(r *Rule) error {
	if r.Status != "" && !slices.Contains(v.Statuses(), r.Status) {
		return fmt.Errorf("unknown status %q, expected one of %s", r.Status, strings.Join(v.Statuses(), ", "))
	}
	for _, o := range r.Options {
		known := v.Option(o.Name)
		if known == nil {
			return fmt.Errorf("unknown option %q", o.Name)
		}
		if err := known.check(o.Value); err != nil {
			return fmt.Errorf("option %q: %w", o.Name, err)
		}
	}
	return nil
}

// check says whether a value is one of the option's.
func (o *OptionType) check(v Value) error {
	switch {
	case v.Type != o.Type:
		return fmt.Errorf("expected %s, found %s", o.Type, v.Type)
	case o.Type == ChoiceType && !slices.Contains(o.Choices, v.Text):
		return fmt.Errorf("expected one of %s, found %s", strings.Join(o.Choices, ", "), v.Text)
	case o.Type != NumberType:
		return nil
	case o.Whole && v.Number.Exponent() < 0 && !v.Number.IsInteger():
		return fmt.Errorf("expected a whole number, found %s", v.Number)
	case o.Min != nil && compareDecimals(v.Number, *o.Min) < 0:
		return fmt.Errorf("expected at least %s, found %s", o.Min, v.Number)
	case o.Max != nil && compareDecimals(v.Number, *o.Max) > 0:
		return fmt.Errorf("expected at most %s, found %s", o.Max, v.Number)
	}
	return nil
}

// Zone looks a time zone up by its name in the time zone database. The names "" and "Local" are refused: they mean the machine.
func (v *Vocabulary) Zone(name string) (*time.Location, error) {
	if name == "" || name == "Local" {
		return nil, fmt.Errorf("%q is not a time zone name", name)
	}
	if v.zone != nil {
		return v.zone(name)
	}
	return time.LoadLocation(name)
}

// NormalName folds the spellings of a name into one: lower case, and a single space for every run of spaces, underscores and hyphens.
func NormalName(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '_' || r == '-' {
			return ' '
		}
		return r
	}, strings.ToLower(s))
	return strings.Join(strings.Fields(s), " ")
}
