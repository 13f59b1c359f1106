package main

import (
	_ "embed"
	"strings"
)

//go:embed equivalent.txt
var equivalentText string

// equivalents returns the keys of the list, in its order. Lines that begin with # are reasons.
func equivalents(text string) []string {
	var keys []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") {
			keys = append(keys, line)
		}
	}
	return keys
}

// stale returns the keys of the packages that name no mutant.
func stale(keys []string, all []*mutant, folders []string) []string {
	known := map[string]bool{}
	for _, m := range all {
		known[m.key()] = true
	}
	var out []string
	for _, k := range keys {
		for _, f := range folders {
			rest, ok := strings.CutPrefix(k, f+"/")
			file, _, _ := strings.Cut(rest, " | ")
			if ok && !strings.Contains(file, "/") && !known[k] {
				out = append(out, k)
			}
		}
	}
	return out
}
