package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestUnifiedDiff(t *testing.T) {
	lines := func(s string) string { return strings.ReplaceAll(s, " ", "\n") }
	for _, tt := range []struct{ name, before, after, want string }{
		{"one line", lines("a b c "), lines("a x c "), "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"},
		{"added to nothing", "", "a\n", "@@ -1,0 +1,1 @@\n+a\n"},
		{"no line break at the end", "a", "a\n", "@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n"},
		{"far apart", lines("a 1 2 3 4 5 6 7 b "), lines("A 1 2 3 4 5 6 7 B "),
			"@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n"},
		{"close together", lines("a 1 2 3 4 5 6 b "), lines("A 1 2 3 4 5 6 B "), "@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff("--- f\n+++ f, formatted\n"+tt.want, unifiedDiff("f", tt.before, tt.after)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
