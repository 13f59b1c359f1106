// Bench measures proforma side by side with the libraries that people would use otherwise, and prints tables of ratios. Before anything
// is timed, all sides of a row must give the same answer.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"
)

func main() {
	var (
		whole     = flag.Bool("full", false, "run the engine over 10,000 contracts instead of 1,000")
		only      = flag.String("only", "", "the themes to run, separated by commas; empty: all")
		rounds    = flag.Int("rounds", 3, "how often everything is measured; the least time counts")
		benchTime = flag.Duration("benchtime", 50*time.Millisecond, "how long each measurement takes")
	)
	testing.Init()
	flag.Parse()
	if err := flag.Set("test.benchtime", benchTime.String()); err != nil {
		log.Fatal(err)
	}
	n := small
	if *whole {
		n = full
	}
	if err := run(os.Stdout, n, *only, max(*rounds, 1)); err != nil {
		log.Fatal(err)
	}
}

// run prints the tables.
func run(w io.Writer, n scale, only string, rounds int) error {
	writeVersions(w)
	wanted := func(name string) bool { return only == "" || slices.Contains(strings.Split(only, ","), name) }
	themes, err := allThemes(n)
	if err != nil {
		return err
	}
	for _, t := range themes {
		if !wanted(t.name) {
			continue
		}
		if err := writeTheme(w, t, rounds); err != nil {
			return err
		}
	}
	if wanted("growth") {
		writeGrowth(w, n, rounds)
	}
	return nil
}

// allThemes makes the themes in the order in which they are printed.
func allThemes(n scale) ([]theme, error) {
	makers := []func() (theme, error){
		nextTheme, zoneTheme, expandTheme, businessTheme, parseTheme, filterTheme,
		func() (theme, error) { return engineTheme(n) },
	}
	var all []theme
	for _, makeTheme := range makers {
		t, err := makeTheme()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.name, err)
		}
		all = append(all, t)
	}
	return all, nil
}

// peers are the modules whose versions are printed.
var peers = []string{
	"github.com/teambition/rrule-go", "github.com/robfig/cron/v3", "github.com/go-co-op/gocron/v2", "github.com/adhocore/gronx",
	"github.com/rickar/cal/v2", "cel.dev/cel-go", "github.com/expr-lang/expr", "github.com/hashicorp/hcl/v2", "github.com/shopspring/decimal",
}

func writeVersions(w io.Writer) {
	fmt.Fprintf(w, "%s %s/%s, %d processors\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0))
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if slices.Contains(peers, m.Path) {
				fmt.Fprintln(w, m.Path, m.Version)
			}
		}
	}
	fmt.Fprintln(w)
}
