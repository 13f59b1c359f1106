package main

import (
	"errors"
	"io"
	"os"
	"strings"

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

// The colors, as terminals understand them.
const (
	plain  = "\x1b[0m"
	bold   = "\x1b[1m"
	red    = "\x1b[1;31m"
	yellow = "\x1b[1;33m"
	blue   = "\x1b[1;34m"
)

// colored returns the findings as Text does, in color: severity and carets red or yellow, the message bold, what stands around the text
// blue.
func colored(all dsl.Diagnostics) string {
	var b strings.Builder
	for i, d := range all {
		if i > 0 {
			b.WriteByte('\n')
		}
		shade := red
		if d.Severity == dsl.SeverityWarning {
			shade = yellow
		}
		first := true
		for line := range strings.Lines(d.Text()) {
			line = strings.TrimSuffix(line, "\n")
			if first {
				head, message, _ := strings.Cut(line, ": ")
				line = shade + head + plain + bold + ": " + message + plain
			} else {
				line = coloredLine(line, shade)
			}
			first = false
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

// coloredLine colors a line below the message: "--> place", "12 | text", "   | ----  ^^^^ label", "   | label" or "   = note".
func coloredLine(line, shade string) string {
	gutter, rest, found := strings.Cut(line, "|")
	if !found || strings.Trim(gutter, " 0123456789") != "" {
		for _, sign := range []string{"-->", "="} {
			if before, after, ok := strings.Cut(line, sign); ok && strings.TrimSpace(before) == "" {
				return before + blue + sign + plain + after
			}
		}
		return line
	}
	out := blue + gutter + "|" + plain
	if strings.TrimSpace(gutter) != "" {
		return out + rest // the text
	}
	color := blue // of a label by itself
	for {
		marks := strings.TrimLeft(rest, " \t…")
		out, rest = out+rest[:len(rest)-len(marks)], strings.TrimLeft(marks, "^-")
		if rest == marks || marks == "" {
			return out + color + marks + plain
		}
		color = blue
		if marks[0] == '^' {
			color = shade
		}
		if next := strings.TrimLeft(rest, " \t"); next == "" || next[0] != '^' && next[0] != '-' {
			return out + color + marks + plain
		}
		out += color + marks[:len(marks)-len(rest)] + plain
	}
}
