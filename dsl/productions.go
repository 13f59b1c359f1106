package dsl

import (
	"regexp"
	"strings"
)

// The types below have the tags of those that a [reader] parses, and not their methods.
type (
	orTags         orNode
	fieldTags      fieldNode
	valueTags      valueNode
	unitTags       unitNode
	everyTags      everyNode
	daysTags       daysNode
	anchorTags     anchorNode
	monthsTags     monthsNode
	recipientsTags recipientsNode
	fieldsTags     fieldsNode
	amountTags     amountNode
	wordsTags      wordsNode
	optionNameTags optionNameNode
)

// byTags finds, by the name of its type, what the tags say of a production that a [reader] parses, and of those that it consists of.
var byTags = map[string]func() string{
	"orNode": ebnfOf[orTags], "fieldNode": ebnfOf[fieldTags], "valueNode": ebnfOf[valueTags], "unitNode": ebnfOf[unitTags],
	"everyNode": ebnfOf[everyTags], "daysNode": ebnfOf[daysTags], "anchorNode": ebnfOf[anchorTags], "monthsNode": ebnfOf[monthsTags],
	"recipientsNode": ebnfOf[recipientsTags], "fieldsNode": ebnfOf[fieldsTags], "amountNode": ebnfOf[amountTags],
	"wordsNode": ebnfOf[wordsTags], "optionNameNode": ebnfOf[optionNameTags],
}

func ebnfOf[T any]() string { return build[T]().String() }

var (
	typeName       = regexp.MustCompile(`\b[A-Za-z]\w*(?:Node|Tags)\b`)
	productionName = regexp.MustCompile(`\b[A-Z]\w*`)

	// partName finds those that exist for their reader alone. What they are stands where they are named.
	partName = regexp.MustCompile(`\b(?:Days|Months|Recipients|Fields|Words|OptionName)\b\??`)
)

// productions completes the productions that participle knows of a grammar by those that a [reader] parses. Each stands after the first
// that names it, as participle has them.
func productions(ebnf string) string {
	known := map[string]string{}
	root := readProductions(ebnf, known)
	return strings.Join(writeProductions(nil, root, known), "\n")
}

// readProductions adds what participle prints of productions, and those that they name and a [reader] parses, to what is known by name. It
// returns the name of the first.
func readProductions(ebnf string, known map[string]string) (first string) {
	for line := range strings.Lines(ebnf) {
		plain := typeName.ReplaceAllStringFunc(strings.TrimSuffix(strings.TrimSpace(line), " ."), func(s string) string {
			return strings.ToUpper(s[:1]) + s[1:len(s)-len("Node")]
		})
		name, text, _ := strings.Cut(plain, " = ")
		if first == "" {
			first = name
		}
		if known[name] != "" {
			continue
		}
		known[name] = text
		for _, s := range typeName.FindAllString(line, -1) {
			if tags := byTags[s]; tags != nil {
				readProductions(tags(), known)
			}
		}
	}
	return first
}

// writeProductions appends the production of a name and those that it names, and takes them from what is left.
func writeProductions(out []string, name string, left map[string]string) []string {
	text := left[name]
	if text == "" {
		return out
	}
	delete(left, name)
	text = partName.ReplaceAllStringFunc(text, func(s string) string {
		if part, optional := strings.CutSuffix(s, "?"); optional {
			return "(" + left[part] + ")?"
		}
		return left[s]
	})
	out = append(out, name+" = "+text+" .")
	for _, s := range productionName.FindAllString(text, -1) {
		out = writeProductions(out, s, left)
	}
	return out
}
