// Package house keeps what holds for the module as a whole: which package may import which, what the module depends on, and how
// long files and functions may be. It has tests only.
package house
