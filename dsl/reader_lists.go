package dsl

import "github.com/alecthomas/participle/v2/lexer"

// Parse reads the fields that drafts are cut by.
func (n *fieldsNode) Parse(lex *lexer.PeekingLexer) error { return produce(lex, n, (*reader).fields) }

// Parse reads who is told.
func (n *recipientsNode) Parse(lex *lexer.PeekingLexer) error {
	return produce(lex, n, (*reader).recipients)
}

// Parse reads names of months.
func (n *monthsNode) Parse(lex *lexer.PeekingLexer) error { return produce(lex, n, (*reader).months) }

// Parse reads a number with or without a currency.
func (n *amountNode) Parse(lex *lexer.PeekingLexer) error { return produce(lex, n, (*reader).amount) }

// Parse reads the name of something of the host's.
func (n *wordsNode) Parse(lex *lexer.PeekingLexer) error { return produce(lex, n, (*reader).words) }

// Parse reads the name of a host's own clause.
func (n *optionNameNode) Parse(lex *lexer.PeekingLexer) error {
	return produce(lex, n, (*reader).optionName)
}

func (r *reader) fields() *fieldsNode {
	if fields := list(r, (*reader).field, (*reader).onlyAnd); fields != nil {
		return &fieldsNode{Fields: fields}
	}
	return nil
}

func (r *reader) recipients() *recipientsNode {
	if who := list(r, (*reader).who, (*reader).commaOrAnd); who != nil {
		return &recipientsNode{Who: who}
	}
	return nil
}

func (r *reader) who() *whoNode {
	n := whoNode{Kind: r.word("user", "group"), Text: r.class(classText)}
	if !has(n.Text) {
		r.must(!has(n.Kind))
		return nil
	}
	return &n
}

func (r *reader) months() *monthsNode {
	if months := r.classes(classMonth); months != nil {
		return &monthsNode{Months: months}
	}
	return nil
}

func (r *reader) amount() *amountNode {
	if number := r.class(classNumber); has(number) {
		return &amountNode{Number: number, Currency: r.class(classCurrency)}
	}
	return nil
}

func (r *reader) words() *wordsNode {
	if words := r.name(); words != nil {
		return &wordsNode{Words: words}
	}
	return nil
}

func (r *reader) optionName() *optionNameNode {
	if words := r.name("and", "by"); words != nil {
		return &optionNameNode{Words: words}
	}
	return nil
}
