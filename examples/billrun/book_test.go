package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proforma-go/proforma/invoice"
)

// dataFolder makes a folder with a split line, and rules beside it; more files take the place of those.
func dataFolder(t *testing.T, more map[string]string) (dir string, args []string) {
	t.Helper()
	dir = t.TempDir()
	files := map[string]string{
		"rules.txt":        "monthly on last day\n",
		"projects.csv":     "id,customer\nP1,Acme\n",
		"lines.csv":        "id,project,customers\nL1,P1,A 1/3; B 2/3\n",
		"transactions.csv": "id,line,kind,date,amount,currency,quantity,price,status\nT1,L1,time,2026-01-10,100.00,EUR,4,25,B pending\nT2,L1,time,2026-01-11,50.00,EUR,2,25,\n",
	}
	for name, text := range more {
		files[name] = text
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir, []string{"run", "-book", "-rules", filepath.Join(dir, "rules.txt"), "-data", dir, "-from", "2026-01-01", "-through", "2026-01-31"}
}

// ledgerOf returns billed.csv; "absent" where it is not there.
func ledgerOf(t *testing.T, dir string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "billed.csv"))
	if os.IsNotExist(err) {
		return "absent"
	} else if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

const (
	billedHeader = "transaction,part,customer,percent,amount,currency,quantity,price,whole,waived,reverses,open\n"
	billedOnce   = billedHeader + "T1,1,A,1/3,33.33,EUR,1.33,25,100.00,,,\nT2,1,A,1/3,16.67,EUR,0.67,25,50.00,,,\nT2,2,B,2/3,33.33,EUR,1.33,25,50.00,,,\n"
)

func TestRunBooks(t *testing.T) {
	dir, args := dataFolder(t, nil)
	preview := append(append([]string{}, args[:1]...), args[2:]...)
	before, stderr, status := invoke(t, "", preview...)
	if got := ledgerOf(t, dir); status != exitOK || stderr != "" || got != "absent" {
		t.Fatalf("without -book: status %d, %s, billed.csv is %q", status, stderr, got)
	}
	stdout, stderr, status := invoke(t, "", args...)
	if status != exitOK || stderr != "" || stdout != before {
		t.Errorf("got status %d, %s, %s, want what the preview said:\n%s", status, stderr, stdout, before)
	}
	if diff := cmp.Diff(billedOnce, ledgerOf(t, dir)); diff != "" {
		t.Errorf("billed.csv (-want +got):\n%s", diff)
	}
	for _, again := range [][]string{args, append(args[:len(args):len(args)], "-once"), {"run", "-book", "-now", "-rules", args[3], "-data", dir, "-through", "2026-01-31"}} {
		stdout, stderr, status = invoke(t, "", again...)
		if status != exitOK || stderr != "" || !strings.HasPrefix(stdout, "No drafts.\n") || ledgerOf(t, dir) != billedOnce {
			t.Errorf("again, %v: status %d, %s%s%s", again, status, stderr, stdout, ledgerOf(t, dir))
		}
	}
}

// What B could not be billed yet goes with the next run, as the next part, and the shares add up.
func TestTheNextRunGoesOnFromTheLedger(t *testing.T) {
	dir, args := dataFolder(t, nil)
	if _, stderr, status := invoke(t, "", args...); status != exitOK {
		t.Fatal(stderr)
	}
	name := filepath.Join(dir, "transactions.csv")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(strings.ReplaceAll(string(text), "B pending", "")), 0o600); err != nil {
		t.Fatal(err)
	}
	february := append(append([]string{}, args[:len(args)-3]...), "2026-02-01", "-through", "2026-02-28")
	if _, stderr, status := invoke(t, "", february...); status != exitOK {
		t.Fatal(stderr)
	}
	if diff := cmp.Diff(billedOnce+"T1,2,B,2/3,66.67,EUR,2.67,25,100.00,,,\n", ledgerOf(t, dir)); diff != "" {
		t.Errorf("billed.csv (-want +got):\n%s", diff)
	}
}

func TestBookKeepsTheFileAsItIs(t *testing.T) {
	const own = "Currency,note,Amount,part,transaction,customer,percent,whole,quantity,price\r\nEUR,\"kept, as it is\",33.33,1,T1,A,1/3,100.0000,,\r\n"
	dir, args := dataFolder(t, map[string]string{"elsewhere.csv": own})
	name, target := filepath.Join(dir, "billed.csv"), filepath.Join(dir, "elsewhere.csv")
	if err := os.Symlink("elsewhere.csv", name); err != nil {
		t.Skip(err)
	}
	if err := os.Chmod(target, 0o640); err != nil {
		t.Fatal(err)
	}
	if _, stderr, status := invoke(t, "", args...); status != exitOK {
		t.Fatal(stderr)
	}
	if diff := cmp.Diff(own+"EUR,,16.67,1,T2,A,1/3,50.00,0.67,25\r\nEUR,,33.33,2,T2,B,2/3,50.00,1.33,25\r\n", ledgerOf(t, dir)); diff != "" {
		t.Errorf("billed.csv (-want +got):\n%s", diff)
	}
	if info, err := os.Lstat(name); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is %v, %v", info.Mode(), err)
	}
	if info, err := os.Stat(target); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the permissions are %v, %v", info.Mode(), err)
	}
	if files, err := filepath.Glob(filepath.Join(dir, "*.new")); err != nil || len(files) > 0 {
		t.Errorf("%v is left, %v", files, err)
	}
}

// Whatever keeps the drafts from being booked, none of them is, none is printed, and the file is as it was.
func TestBookRefuses(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"a column that is not there", map[string]string{"billed.csv": "transaction,part,customer,percent,amount,currency\n"},
			"billed.csv is not rewritten and is as it was: billed.csv row 1, column quantity: is missing, and claim T1/1 has \"1.33\" there\nbilled.csv row 1, column price: is missing"},
		{"another run", map[string]string{"billed.csv.new": ""}, "billed.csv.new is there: another run is booking, or one was interrupted, after which the file can be removed"},
		{"a claim twice in the file", map[string]string{"billed.csv": billedOnce + "T2,1,A,1/3,16.67,EUR,,,,,,\n"}, `billed.csv row 5, column part: "1" is there twice for "T2", first in row 3`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir, args := dataFolder(t, tt.files)
			before := ledgerOf(t, dir)
			stdout, stderr, status := invoke(t, "", args...)
			if status != exitUsage || stdout != "" || !strings.Contains(stderr, tt.want) {
				t.Errorf("got status %d, %s%s, want status 2 and\n%s", status, stdout, stderr, tt.want)
			}
			if got := ledgerOf(t, dir); got != before {
				t.Errorf("billed.csv is %q, was %q", got, before)
			}
			_, there := tt.files["billed.csv.new"]
			if _, err := os.Stat(filepath.Join(dir, "billed.csv.new")); (err == nil) != there {
				t.Errorf("billed.csv.new: %v", err)
			}
		})
	}
}

// Somebody else has booked between the reading of the data and the booking.
func TestBookRefusesWhatWasBookedMeanwhile(t *testing.T) {
	dir, args := dataFolder(t, nil)
	if _, stderr, status := invoke(t, "", args...); status != exitOK {
		t.Fatal(stderr)
	}
	name := filepath.Join(dir, "billed.csv")
	eur := func(s string) invoice.Amount { a, _ := invoice.ParseAmount(s + " EUR"); return a }
	draft := func(details ...invoice.LineDetail) []invoice.Draft {
		return []invoice.Draft{{Customer: "B", Lines: []invoice.DraftLine{{Line: "L1", Details: details}}}}
	}
	detail := func(transaction string, part int) invoice.LineDetail {
		return invoice.LineDetail{Transaction: transaction, Part: part, Amount: eur("66.67")}
	}
	for _, tt := range []struct {
		drafts []invoice.Draft
		want   string
	}{
		{draft(detail("T1", 2), detail("T2", 2)), "billed.csv row 4, column part: claim T2/2 is there already"},
		{draft(detail("T1", 3)), `billed.csv: claim T1/3 is out of turn: the next part of "T1" is 2`},
	} {
		err := book(dir, tt.drafts)
		if want := name + " is not rewritten and is as it was: " + tt.want; err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
		if got := ledgerOf(t, dir); got != billedOnce {
			t.Errorf("billed.csv is %q", got)
		}
	}
}

// A line that is lost takes the status, not the drafts of the others.
func TestWhatIsLostDoesNotKeepTheRestFromBeingBooked(t *testing.T) {
	dir, args := dataFolder(t, map[string]string{"lines.csv": "id,project,customers\nL1,P1,A 100\nL2,P1,A 60; B 30\n",
		"transactions.csv": "id,line,kind,date,amount,currency\nT1,L1,time,2026-01-10,1.00,EUR\nT2,L2,time,2026-01-10,1.00,EUR\n"})
	_, _, status := invoke(t, "", args...)
	if want := billedHeader + "T1,1,A,100,1.00,EUR,,,1.00,,,\n"; status != exitFound || ledgerOf(t, dir) != want {
		t.Errorf("got status %d and %q, want status 1 and %q", status, ledgerOf(t, dir), want)
	}
}
