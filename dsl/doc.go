// Package dsl reads and writes the rule language: text in, typed rules out.
package dsl
