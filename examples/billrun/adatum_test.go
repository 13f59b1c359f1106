package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/proforma-go/proforma/internal/replay"
	"github.com/proforma-go/proforma/schedule"
)

// The published Adatum example names days without a year; 5 October is a Monday in both of these.
var adatumYears = []string{"2020", "2026"}

func TestTheFifthOfOctoberIsAMonday(t *testing.T) {
	for _, year := range adatumYears {
		if d := schedule.MustParseDate(year + "-10-05"); d.Weekday() != time.Monday {
			t.Errorf("%s is a %s, want a Monday", d, d.Weekday())
		}
	}
}

// adatum returns the files of the built-in Adatum example, moved to another year.
func adatum(t *testing.T, year string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range []string{"projects.csv", "contracts.csv", "lines.csv", "transactions.csv", "rules.txt"} {
		text, err := fs.ReadFile(demoFiles, "demo/adatum/"+name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: bytes.ReplaceAll(text, []byte("2026-"), []byte(year+"-"))}
	}
	return files
}

func replayAdatum(t *testing.T, year, from, through string) *replay.Report {
	t.Helper()
	_, report, err := replayFiles(adatum(t, year), schedule.MustParseDate(year+"-"+from), schedule.MustParseDate(year+"-"+through))
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestAdatumByRunDay(t *testing.T) {
	want := map[string]string{ // invoices and lines of each day; every other day from 1 October to 30 November has none
		"10-05": "1 PROTO+IMPL+EXP",
		"10-19": "1 IMPL",
		"11-02": "1 IMPL+EXP",
		"11-03": "1 PROTO",
		"11-16": "1 IMPL",
	}
	for _, year := range adatumYears {
		got := make(map[string]string)
		for _, d := range replayAdatum(t, year, "10-01", "11-30").Drafts {
			day := strings.TrimPrefix(d.RunDate.String(), year+"-")
			if _, twice := got[day]; twice {
				t.Errorf("%s: a second draft", d.RunDate)
			}
			var lines []string
			for _, l := range d.Lines {
				lines = append(lines, l.Line)
			}
			got[day] = "1 " + strings.Join(lines, "+")
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: drafts (-want +got):\n%s", year, diff)
		}
	}
}

func TestAdatumAmounts(t *testing.T) {
	want := []string{
		"10-05 M1|T1|T2|E1 PROTO=5000.00|IMPL=1800.00|EXP=240.00 7040.00",
		"10-19 T3|T4|T5 IMPL=1950.00 1950.00",
		"11-02 T6|T7|E2|E3 IMPL=600.00|EXP=160.00 760.00",
		"11-03 M2 PROTO=12000.00 12000.00",
		"11-16 T8 IMPL=1050.00 1050.00",
		"backlog E4 EXP 10.00 stranded",
	}
	for _, year := range adatumYears {
		var got []string
		report := replayAdatum(t, year, "10-01", "11-30")
		for i := range report.Drafts {
			d := &report.Drafts[i]
			var items, totals []string
			for _, l := range d.Lines {
				totals = append(totals, l.Line+"="+l.Total.StringFixed(d.Decimals()))
				var ids []string
				for _, x := range l.Details {
					ids = append(ids, x.Transaction)
				}
				slices.Sort(ids)
				items = append(items, ids...)
			}
			day := strings.TrimPrefix(d.RunDate.String(), year+"-")
			got = append(got, fmt.Sprintf("%s %s %s %s", day, strings.Join(items, "|"), strings.Join(totals, "|"), d.Total.StringFixed(d.Decimals())))
		}
		for _, b := range report.Backlog {
			got = append(got, fmt.Sprintf("backlog %s %s %s %s", b.Transaction, b.Line, b.Amount.StringFixed(2), b.Reason))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: amounts (-want +got):\n%s", year, diff)
		}
	}
}
