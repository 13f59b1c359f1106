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
	// level=INFO msg=read rule.text="monthly last weekday, include through end of previous month, merge projects" rule.fingerprint=a71c092e4a737e2a
	// {"level":"INFO","msg":"canonical","rule":{"text":"monthly on last weekday, include through last day of previous month, merge projects","fingerprint":"af4128d290053f68"},"schedule":"monthly on last weekday"}
	// level=INFO msg=read rule.text="monthly on last weekday,  include through last day of previous month,  merge projects" rule.fingerprint=af4128d290053f68
	// {"level":"INFO","msg":"canonical","rule":{"text":"monthly on last weekday, include through last day of previous month, merge projects","fingerprint":"af4128d290053f68"},"schedule":"monthly on last weekday"}
	// level=INFO msg=read rule.text="weekly on Friday, where person = 'Bo'" rule.fingerprint=13349c840160bcbc
	// {"level":"INFO","msg":"canonical","rule":{"text":"weekly on Friday, where person = \"Bo\"","fingerprint":"106d81ad9cc81906"},"schedule":"weekly on Friday"}
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
			prints[rest[:16]]++
		}
	}
	if len(prints) != 1 {
		t.Errorf("one rule has the fingerprints %v in\n%s", prints, out.String())
	}
}
