// Mutate tests the tests: it changes the source of the core packages in one small place at a time, runs their tests, and reports every
// change that no test notices. All chosen changes are compiled once, each behind a switch that an environment variable turns on, and the
// tree is left untouched. README.md says how to run it and how to read what it prints.
package main
