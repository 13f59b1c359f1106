package dsl_test

import (
	"fmt"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

func ExampleParseRule() {
	rule, err := dsl.ParseRule("monthly last weekday, include through end of previous month, merge projects")
	if err != nil {
		fmt.Print(err.(dsl.Diagnostics).Text())
		return
	}
	fmt.Println(rule.Schedule)
	fmt.Println(rule)
	// Output:
	// monthly on last weekday
	// monthly on last weekday, include through last day of previous month, merge projects
}

func ExampleParseRule_findings() {
	_, err := dsl.ParseRule("montly last weekday, include thru end of previous month")
	fmt.Print(err.(dsl.Diagnostics).Text())
	// Output:
	// error[E101]: unknown clause "montly"
	//  --> rule:1:1
	// 1 | montly last weekday, include thru end of previous month
	//   | ^^^^^^ did you mean "monthly"?
	//
	// error[E110]: "thru" is not expected in the "include" clause
	//  --> rule:1:30
	// 1 | montly last weekday, include thru end of previous month
	//   |                              ^^^^ write "through"
}

func ExampleWithEnv() {
	vocabulary, err := invoice.StandardVocabulary().Extend(
		invoice.Fields(invoice.AttributeField("region", invoice.ProjectLevel)),
		invoice.Statuses("sent"),
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	env, err := dsl.NewEnv(dsl.Env{Vocabulary: vocabulary, At: schedule.MustParseClock("22:00"), Zone: "Europe/Stockholm"})
	if err != nil {
		fmt.Println(err)
		return
	}
	rule, err := dsl.ParseRule(`daily, where region in ["North", "South"], status sent`, dsl.WithEnv(env))
	fmt.Println(rule, err)
	// Output:
	// daily at 22:00 in Europe/Stockholm, where region in ["North", "South"], status sent <nil>
}

func ExampleParseLineSchedule() {
	line, err := dsl.ParseLineSchedule("every 2 weeks on Monday from 2026-10-01, include through day before run date")
	fmt.Println(line, err)
	// Output:
	// every 2 weeks on Monday from 2026-10-01, include through 1 day before run date <nil>
}

func ExampleExplain() {
	rule, err := dsl.ParseRule("monthly on day 31, include through end of previous month")
	if err != nil {
		fmt.Println(err)
		return
	}
	text, err := dsl.Explain(rule, schedule.MustParseDate("2026-01-01"), 2)
	fmt.Print(text, err)
	// Output:
	// Runs every month on day 31. Where a month is too short, that is its last day. Bills everything up to
	// and including the last day of the month before. Makes one draft for each contract, customer and
	// currency.
	//
	//   planned         runs            includes through  invoice date  entry date
	//   Sat 2026-01-31  Sat 2026-01-31  2025-12-31        2026-01-31    2026-01-31
	//   Sat 2026-02-28  Sat 2026-02-28  2026-01-31        2026-02-28    2026-02-28
	// <nil>
}

func ExampleFormat() {
	text, err := dsl.Format("x", "rule \"Licences\" { yearly on January 2 ; include through end of current year }")
	fmt.Print(text, err)
	// Output:
	// rule "Licences" {
	//   yearly on January 2;
	//   include through end of current year
	// }
	// <nil>
}

func ExampleComplete() {
	const text = "monthly on last day adjusted to ne"
	list, _ := dsl.Complete(text, len(text))
	for _, c := range list {
		fmt.Println(c.Text)
	}
	// Output:
	// next
	// nearest
}

func ExampleEnv_Lint() {
	doc, err := dsl.Parse("rule", "monthly on first day, include through end of month")
	if err != nil {
		fmt.Println(err)
		return
	}
	var env *dsl.Env
	fmt.Print(env.Lint(doc).Text())
	// Output:
	// warning[W401]: this includes days after the rule runs
	//  --> rule:1:23
	// 1 | monthly on first day, include through end of month
	//   |                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the rule runs before that day
	//   = did you mean: include through end of previous month
	//   = for example, the run on 2024-01-01 includes through 2024-01-31
}
