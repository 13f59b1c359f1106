package lsp

import (
	"strings"

	"github.com/proforma-go/proforma/dsl"
)

// hover explains the rule at a position; null where there is none, or where it has errors.
func (s *server) hover(p atPosition) (any, *problem) {
	d, wrong := s.document(p.TextDocument.URI)
	if wrong != nil {
		return nil, wrong
	}
	s.check(d)
	i := d.parsed.At(d.text.offset(p.Position, s.client.encoding))
	if i < 0 {
		return nil, nil
	}
	text, ok := s.explain(d, i)
	if !ok {
		return nil, nil
	}
	contents := markup{"plaintext", text}
	if s.client.markdown {
		contents = markup{"markdown", markdown(text)}
	}
	return hover{contents, s.rangeOf(d, d.parsed.Symbols()[i].Span)}, nil
}

// explain puts one rule of a document into sentences. The others are blanked first, so that what is wrong with them is no matter.
func (s *server) explain(d *document, rule int) (string, bool) {
	alone := []byte(d.text.string)
	for i, other := range d.parsed.Symbols() {
		if i != rule {
			for j := other.Span.Start; j < other.Span.End; j++ {
				alone[j] = ' '
			}
		}
	}
	doc, _ := dsl.Parse(d.name, string(alone))
	rules, err := s.options.Env.Check(doc)
	if err != nil || len(rules) != 1 {
		return "", false
	}
	from := s.options.From
	if from.IsZero() {
		from = rules[0].Schedule.From
	}
	text, err := dsl.Explain(rules[0], from, s.options.Runs, dsl.WithEnv(s.options.Env), dsl.WithLocale(s.options.Locale))
	return text, err == nil
}

var markdownEscapes = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`, `<`, `\<`, `>`, `\>`, `#`, `\#`, `|`, `\|`, `~`, `\~`, `&`, `\&`)

// markdown keeps tables, which are indented, in a fixed-width font, and prose from being taken for anything else.
func markdown(text string) string {
	var parts []string
	for part := range strings.SplitSeq(strings.Trim(text, "\n"), "\n\n") {
		if strings.HasPrefix(part, "  ") {
			part = "```text\n" + part + "\n```"
		} else {
			part = markdownEscapes.Replace(part)
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, "\n\n")
}
