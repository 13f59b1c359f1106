package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// stdinName is what standard input is called in messages.
const stdinName = "<standard input>"

// eachText calls do for every file on the command line, and for standard input where there is none or it is called -. A file that cannot
// be read is reported and does not keep the others from their turn. The answer is the highest of all statuses.
func (c *call) eachText(do func(name, text string) int) int {
	names := c.args
	if len(names) == 0 {
		names = []string{"-"}
	}
	status := exitOK
	for _, name := range names {
		var text string
		var err error
		if name == "-" {
			name = stdinName
			text, err = c.readStdin()
		} else {
			text, err = readText(name)
		}
		if err != nil {
			status = max(status, c.unreadable(err))
			continue
		}
		status = max(status, do(name, text))
	}
	return status
}

// hasStdin reports whether eachText reads standard input.
func (c *call) hasStdin() bool {
	for _, name := range c.args {
		if name == "-" {
			return true
		}
	}
	return len(c.args) == 0
}

// readStdin reads all of standard input, which can be done once.
func (c *call) readStdin() (string, error) {
	if c.stdinRead {
		return "", errors.New("standard input can be read once only")
	}
	c.stdinRead = true
	text, err := io.ReadAll(c.stdin)
	return string(text), err
}

// readText reads a file of rule text.
func readText(name string) (string, error) {
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("there is no file %s", name)
	}
	return string(text), err
}
