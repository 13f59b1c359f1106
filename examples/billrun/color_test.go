package main

import "testing"

func TestColorsOfTheMarksUnderALine(t *testing.T) {
	for line, want := range map[string]string{
		"1 | daily":          "B1 |P daily",
		"  |   ^^^ leave it": "B  |P   R^^^ leave itP",
		"  | --- the other":  "B  |P B--- the otherP",
		"  | ---  ^^ so":     "B  |P B---P  R^^ soP",
		"  | ---  ^^":        "B  |P B---P  R^^P",
		"  | ^^ ---- other":  "B  |P R^^P B---- otherP",
		"  |   the other":    "B  |P   Bthe otherP",
		" --> rule:1:1":      " B-->P rule:1:1",
	} {
		names := map[byte]string{'B': blue, 'P': plain, 'R': red}
		colored := ""
		for i := range len(want) {
			if name, ok := names[want[i]]; ok {
				colored += name
			} else {
				colored += want[i : i+1]
			}
		}
		if got := coloredLine(line, red); got != colored {
			t.Errorf("%q: got %q, want %q", line, got, colored)
		}
	}
}
