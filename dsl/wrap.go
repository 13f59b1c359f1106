package dsl

import (
	"database/sql/driver"
	"fmt"
	"log/slog"
	"strings"
)

// textReader reads the text of a wrapper type.
type textReader[T any] interface {
	read(text string) (T, error)
	noun() string // what messages call such a text
}

// written is a text with what it means, wherever a program keeps text: it is what the wrapper types have in common. The zero value holds
// nothing.
type written[T any, R textReader[T]] struct {
	text  string
	value T
}

// IsZero reports whether there is no text.
func (w written[T, R]) IsZero() bool { return w.text == "" }

// String returns the text as it was written; "" for the zero value.
func (w written[T, R]) String() string { return w.text }

// Set reads a text, for [flag.Value]: one that is given cannot be blank. The error is one line however much is wrong; [errors.As] finds
// all [Diagnostics] in it, whose Text shows the places. After an error the value is what it was before.
func (w *written[T, R]) Set(text string) error {
	var r R
	value, err := r.read(text)
	if err != nil {
		if found, ok := err.(Diagnostics); ok {
			return &flawed{found}
		}
		return err
	}
	*w = written[T, R]{text, value}
	return nil
}

// MarshalText returns the text as it was written; an empty one for the zero value.
func (w written[T, R]) MarshalText() ([]byte, error) { return []byte(w.text), nil }

// UnmarshalText reads a text as Set does, except that a blank one, of white space alone, is the zero value.
func (w *written[T, R]) UnmarshalText(text []byte) error {
	if strings.TrimSpace(string(text)) == "" {
		*w = written[T, R]{}
		return nil
	}
	return w.Set(string(text))
}

// Scan reads a text column as UnmarshalText does; NULL is the zero value.
func (w *written[T, R]) Scan(src any) error {
	switch src := src.(type) {
	case nil:
		return w.UnmarshalText(nil)
	case string:
		return w.UnmarshalText([]byte(src))
	case []byte:
		return w.UnmarshalText(src)
	}
	var r R
	return fmt.Errorf("a %s is text, not %T", r.noun(), src)
}

// typed is a text whose meaning has one canonical text, whatever the host.
type typed[T fmt.Stringer, R textReader[T]] struct{ written[T, R] }

// newTyped returns a value with its canonical text.
func newTyped[T fmt.Stringer, R textReader[T]](value T) typed[T, R] {
	return typed[T, R]{written[T, R]{value.String(), value}}
}

// Canonical returns the canonical text, one spelling for each meaning; "" for the zero value.
func (t typed[T, R]) Canonical() string { return t.value.String() }

// Value returns the canonical text, for [database/sql]; nil for the zero value. One that is too long to be scanned again is an error, which
// only a value that no text was read for can have.
func (t typed[T, R]) Value() (driver.Value, error) {
	if t.IsZero() {
		return nil, nil
	}
	text := t.Canonical()
	if len(text) > MaxRule {
		var r R
		if _, err := r.read(text); err != nil {
			return nil, err
		}
	}
	return text, nil
}

// LogValue returns the canonical text.
func (t typed[T, R]) LogValue() slog.Value { return slog.StringValue(t.Canonical()) }

// flawed is the error of a wrapper: the first finding on one line, and how many more there are.
type flawed struct{ found Diagnostics }

func (e *flawed) Error() string {
	d := e.found[0]
	place := ""
	if d.src != nil {
		place = fmt.Sprintf("character %d: ", d.Span.Column)
		if strings.ContainsAny(strings.TrimSpace(d.src.text), "\r\n") {
			place = fmt.Sprintf("line %d, %s", d.Span.Line, place)
		}
	}
	text := fmt.Sprintf("%s%s [%s]", place, d.sentence(), d.Code)
	if more := len(e.found) - 1; more > 0 {
		text += fmt.Sprintf(", and %d more", more)
	}
	return text
}

// Unwrap gives errors.As its way to the findings.
func (e *flawed) Unwrap() error { return e.found }
