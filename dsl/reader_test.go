package dsl_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proforma-go/proforma/dsl"
)

// The tokens that productions know, and some that they don't.
var (
	datePieces = strings.Split(`day|business|month|previous|next|last|first|3rd|end|Monday|March|7|2026-01-31|before|after|of|through|run|date|`+
		`planned|today|rule|job|runs|every|each|other|on|and|,|user|group|"x"|customer`, "|")
	namePieces = strings.Split("customer|day|and|or|not|in|is|empty|set|contains|contain|does|starts|ends|with|matches|by|`and`|EUR|=|(|)|[|]|,|"+
		`"x"|7|2026-01-31`, "|")
)

// TestReadersParseWhatTheTagsSay goes through the states of each production, where a state is what the tags allow to follow. From each,
// several texts are tried with every further token, and parsed both ways.
func TestReadersParseWhatTheTagsSay(t *testing.T) {
	const textsPerState = 8
	for _, p := range dsl.Productions {
		t.Run(p.Name, func(t *testing.T) {
			pieces := namePieces
			if p.Dates {
				pieces = datePieces
			}
			states, whole := map[string]int{}, 0
			for texts := []string{""}; len(texts) > 0; texts = texts[1:] {
				text, state := texts[0], ""
				var longer []string
				for _, piece := range pieces {
					next := text + piece + " "
					hand, tags := p.ByHand(next), p.ByTags(next)
					if diff := cmp.Diff(tags, hand); diff != "" {
						t.Fatalf("%s (-tags +hand):\n%s", next, diff)
					}
					if tags.Node != nil {
						whole++
					}
					if tags.Node != nil || tags.FailedAt > strings.Count(text, " ") {
						longer, state = append(longer, next), state+piece+" "
					}
				}
				if states[state]++; states[state] <= textsPerState {
					texts = append(texts, longer...)
				}
			}
			if whole == 0 {
				t.Error("no text was one of these")
			}
			t.Logf("%d states, %d whole texts", len(states), whole)
		})
	}
}

func TestEveryReaderIsHeldToItsTags(t *testing.T) {
	var names []string
	for _, p := range dsl.Productions {
		names = append(names, p.Name)
	}
	slices.Sort(names)
	if diff := cmp.Diff(dsl.ReaderTypes(), names); diff != "" {
		t.Error(diff)
	}
}
