package main

import (
	"errors"
	"io"
	"os"

	"github.com/proforma-go/proforma/dsl"
)

// colorFlag says when to print in color; zero: auto.
type colorFlag string

func (f *colorFlag) String() string {
	if *f == "" {
		return "auto"
	}
	return string(*f)
}

func (f *colorFlag) Set(s string) error {
	switch s {
	case "auto", "always", "never":
		*f = colorFlag(s)
		return nil
	}
	return errors.New("expected auto, always or never")
}

// on reports whether to print in color to out.
func (f *colorFlag) on(out io.Writer) bool {
	switch f.String() {
	case "always":
		return true
	case "never":
		return false
	}
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(out)
}

// isTerminal reports whether what is written goes to a character device.
func isTerminal(out io.Writer) bool {
	file, ok := out.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// rendered returns findings as people read them on out.
func (f *colorFlag) rendered(found dsl.Diagnostics, out io.Writer) string {
	if f.on(out) {
		return found.ColorText()
	}
	return found.Text()
}

// complain writes findings that are no answer of a command.
func (c *call) complain(found dsl.Diagnostics) {
	_, _ = io.WriteString(c.stderr, new(colorFlag).rendered(found, c.stderr))
}
