package dsl

import "strings"

// The colours, as terminals understand them.
const (
	plain  = "\x1b[0m"
	bold   = "\x1b[1m"
	red    = "\x1b[1;31m"
	yellow = "\x1b[1;33m"
	blue   = "\x1b[1;34m"
)

// ColorText is [Diagnostics.Text] with the colours of ANSI terminals: severity and carets red or yellow, the message bold, what stands around
// the text blue.
func (ds Diagnostics) ColorText() string {
	var b strings.Builder
	for i, d := range ds {
		if i > 0 {
			b.WriteByte('\n')
		}
		shade := red
		if d.Severity == SeverityWarning {
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

// coloredLine colours a line below the message: "--> place", "12 | text", "   | ----  ^^^^ label", "   | label" or "   = note".
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
	colour := blue // of a label by itself
	for {
		marks := strings.TrimLeft(rest, " \t…")
		out, rest = out+rest[:len(rest)-len(marks)], strings.TrimLeft(marks, "^-")
		if rest == marks || marks == "" {
			return out + colour + marks + plain
		}
		colour = blue
		if marks[0] == '^' {
			colour = shade
		}
		if next := strings.TrimLeft(rest, " \t"); next == "" || next[0] != '^' && next[0] != '-' {
			return out + colour + marks + plain
		}
		out += colour + marks[:len(marks)-len(rest)] + plain
	}
}
