package main

import (
	"fmt"
	"strings"
)

// change is a line that stands in both texts (' '), in the old one ('-') or in the new one ('+').
type change struct {
	sign byte
	text string
}

// contextLines is how many unchanged lines stand around a change.
const contextLines = 3

// unifiedDiff shows how the old text becomes the new one, as diff -u does.
func unifiedDiff(name, before, after string) string {
	changes := diffLines(splitLines(before), splitLines(after))
	var b strings.Builder
	fmt.Fprintf(&b, "--- %s\n+++ %s, formatted\n", name, name)
	oldLine, newLine := 1, 1
	for i := 0; i < len(changes); {
		if changes[i].sign == ' ' {
			oldLine, newLine, i = oldLine+1, newLine+1, i+1
			continue
		}
		first := max(0, i-contextLines)
		last := hunkEnd(changes, i)
		back := i - first
		olds, news := 0, 0
		var body strings.Builder
		for _, c := range changes[first:last] {
			if c.sign != '+' {
				olds++
			}
			if c.sign != '-' {
				news++
			}
			body.WriteString(string(c.sign) + c.text)
			if !strings.HasSuffix(c.text, "\n") {
				body.WriteString("\n\\ No newline at end of file\n")
			}
		}
		fmt.Fprintf(&b, "@@ -%d,%d +%d,%d @@\n%s", oldLine-back, olds, newLine-back, news, body.String())
		oldLine, newLine, i = oldLine-back+olds, newLine-back+news, last
	}
	return b.String()
}

// hunkEnd returns where the hunk of the change at i ends: after the context of its last change.
func hunkEnd(changes []change, i int) int {
	last := i
	for j := i; j < len(changes) && j <= last+2*contextLines+1; j++ {
		if changes[j].sign != ' ' {
			last = j
		}
	}
	return min(len(changes), last+1+contextLines)
}

func splitLines(s string) []string {
	if s == "" {
		return nil
	}
	lines := strings.SplitAfter(s, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// diffLines finds the changes by the longest common subsequence. What both begin and end with is set aside first.
func diffLines(a, b []string) []change {
	var head, tail []change
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		head = append(head, change{' ', a[0]})
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		tail = append([]change{{' ', a[len(a)-1]}}, tail...)
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	common := make([][]int, len(a)+1) // of the rests from i and j
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			head = append(head, change{' ', a[i]})
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			head = append(head, change{'-', a[i]})
			i++
		default:
			head = append(head, change{'+', b[j]})
			j++
		}
	}
	return append(head, tail...)
}
