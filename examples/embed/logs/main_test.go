package main

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func Example() {
	if err := run(os.Stdout, rules); err != nil {
		fmt.Println(err)
	}
	// Output:
	// level=INFO msg=read written="monthly last weekday, include through end of previous month, merge projects" rule.text="monthly on last weekday, include through last day of previous month, merge projects" rule.fingerprint=9f544aa9669bb43a136f1638d5e7eeff
	// {"level":"INFO","msg":"typed","rule":{"text":"monthly on last weekday, include through last day of previous month, merge projects","fingerprint":"9f544aa9669bb43a136f1638d5e7eeff"},"schedule":"monthly on last weekday"}
	// level=INFO msg=read written="monthly on last weekday,  include through last day of previous month,  merge projects" rule.text="monthly on last weekday, include through last day of previous month, merge projects" rule.fingerprint=9f544aa9669bb43a136f1638d5e7eeff
	// {"level":"INFO","msg":"typed","rule":{"text":"monthly on last weekday, include through last day of previous month, merge projects","fingerprint":"9f544aa9669bb43a136f1638d5e7eeff"},"schedule":"monthly on last weekday"}
	// level=INFO msg=read written="weekly on Friday, where person = 'Bo'" rule.text="weekly on Friday, where person = \"Bo\"" rule.fingerprint=309f634819043116a24f9b352cf3829c
	// {"level":"INFO","msg":"typed","rule":{"text":"weekly on Friday, where person = \"Bo\"","fingerprint":"309f634819043116a24f9b352cf3829c"},"schedule":"weekly on Friday"}
	// level=ERROR msg=refused err="character 11: \"Fryday\" is not expected in the \"weekly\" clause (did you mean \"Friday\"?) [E110]"
}

// TestARuleIsFoundByItsFingerprint logs two spellings of one rule.
func TestARuleIsFoundByItsFingerprint(t *testing.T) {
	var out strings.Builder
	if err := run(&out, "daily, include through run date\ndaily,  include until the day the job runs\n"); err != nil {
		t.Fatal(err)
	}
	prints := map[string]int{}
	for line := range strings.Lines(out.String()) {
		if _, rest, ok := strings.Cut(line, `"fingerprint":"`); ok {
			prints[rest[:32]]++
		}
	}
	if len(prints) != 1 {
		t.Errorf("one rule has the fingerprints %v in\n%s", prints, out.String())
	}
}
