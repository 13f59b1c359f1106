// Package findings holds what trials of the engine found wrong once, each as a test of what is true instead. It has tests only;
// README.md says of every finding which test holds it.
package findings
