package main

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/gohcl"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

const (
	hclFilter = `manager == "Anna" && contains(["C1", "C2", "C3"], customer) && amount >= 100000 && date >= 20260105`
	hclRule   = `
rule "month end" {
  schedule = "monthly on last weekday"
  include  = "last day of previous month"
  merge    = true
}
`
)

// hclFile is the rule as a host of hcl would declare it.
type hclFile struct {
	Rules []struct {
		Name     string `hcl:"name,label"`
		Schedule string `hcl:"schedule"`
		Through  string `hcl:"include"`
		Merge    bool   `hcl:"merge,optional"`
	} `hcl:"rule,block"`
}

func parseHCLRule() (hclFile, error) {
	var f hclFile
	file, problems := hclsyntax.ParseConfig([]byte(hclRule), "rules.hcl", hcl.InitialPos)
	if problems.HasErrors() {
		return f, problems
	}
	if problems := gohcl.DecodeBody(file.Body, nil, &f); problems.HasErrors() {
		return f, problems
	}
	return f, nil
}

func parseHCLFilter() (hclsyntax.Expression, error) {
	e, problems := hclsyntax.ParseExpression([]byte(hclFilter), "filter.hcl", hcl.InitialPos)
	if problems.HasErrors() {
		return nil, problems
	}
	return e, nil
}

// hclAnswer evaluates the filter on the rows.
func hclAnswer(e hclsyntax.Expression) (string, error) {
	return verdicts(rows, func(t *transaction) (bool, error) {
		v, problems := e.Value(&hcl.EvalContext{
			Functions: map[string]function.Function{"contains": stdlib.ContainsFunc},
			Variables: map[string]cty.Value{
				"manager":  cty.StringVal(t.of.of.manager),
				"customer": cty.StringVal(t.of.of.customer),
				"amount":   cty.NumberIntVal(t.amount.CoefficientInt64()),
				"date":     cty.NumberIntVal(int64(number(t.date))),
			},
		})
		if problems.HasErrors() {
			return false, problems
		}
		if v.Type() != cty.Bool {
			return false, fmt.Errorf("hcl: %s is no boolean", v.Type().FriendlyName())
		}
		return v.True(), nil
	})
}
