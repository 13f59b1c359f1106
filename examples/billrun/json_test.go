package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proforma-go/proforma/invoice/invoicetest"
)

func TestTheDemoDataKeepTheContractOfASource(t *testing.T) {
	for _, d := range demos() {
		files, err := fs.Sub(demoFiles, "demo/"+d.folder)
		if err != nil {
			t.Fatal(err)
		}
		folder, err := readData(files)
		if err != nil {
			t.Fatal(err)
		}
		if err := invoicetest.TestSource(t.Context(), folder.Source); err != nil {
			t.Errorf("%s: %v", d.folder, err)
		}
	}
}

// documentedJSON is what run -json prints, field by field.
type documentedJSON struct {
	Drafts []struct {
		Key         string         `json:"key"`
		Rule        string         `json:"rule"`
		Kind        string         `json:"kind"`
		RunDate     string         `json:"run_date"`
		PlannedDate string         `json:"planned_date"`
		Customer    string         `json:"customer"`
		Contract    string         `json:"contract"`
		Projects    []string       `json:"projects"`
		Currency    string         `json:"currency"`
		InvoiceDate string         `json:"invoice_date"`
		EntryDate   string         `json:"entry_date"`
		Status      string         `json:"status"`
		Generator   string         `json:"generator"`
		Notify      []string       `json:"notify"`
		Options     map[string]any `json:"options"`
		Rounding    string         `json:"rounding"`
		Limits      []struct {
			Level    string `json:"level"`
			Line     string `json:"line"`
			Contract string `json:"contract"`
			Customer string `json:"customer"`
			Currency string `json:"currency"`
			Limit    string `json:"limit"`
			Billed   string `json:"billed"`
			Drafted  string `json:"drafted"`
		} `json:"limits"`
		Total string `json:"total"`
		Lines []struct {
			Line    string `json:"line"`
			Project string `json:"project"`
			Total   string `json:"total"`
			Details []struct {
				Transaction string `json:"transaction"`
				Claim       string `json:"claim"`
				Part        int    `json:"part"`
				Customer    string `json:"customer"`
				Percent     string `json:"percent"`
				Date        string `json:"date"`
				Kind        string `json:"kind"`
				BillingType string `json:"billing_type"`
				Amount      string `json:"amount"`
				Quantity    string `json:"quantity"`
				Price       string `json:"price"`
				Whole       string `json:"whole"`
				Waived      string `json:"waived"`
				Reverses    int    `json:"reverses"`
				Open        bool   `json:"open"`
				Person      string `json:"person"`
				Description string `json:"description"`
			} `json:"details"`
		} `json:"lines"`
		Digest string `json:"digest"`
	} `json:"drafts"`
	Backlog []struct {
		Transaction string `json:"transaction"`
		Line        string `json:"line"`
		Project     string `json:"project"`
		Customer    string `json:"customer"`
		Kind        string `json:"kind"`
		Date        string `json:"date"`
		Amount      string `json:"amount"`
		Currency    string `json:"currency"`
		documentedGrounds
		NextRun   string              `json:"next_run"`
		NotBefore string              `json:"not_before,omitempty"`
		Rules     []documentedGrounds `json:"rules,omitempty"` // with -explain
	} `json:"backlog"`
	Log []struct {
		RunDate string `json:"run_date"`
		Rule    string `json:"rule"`
		Level   string `json:"level"`
		Code    string `json:"code"`
		Subject string `json:"subject"`
		NextRun string `json:"next_run,omitempty"`
		Count   int    `json:"count,omitempty"`
		Message string `json:"message"`
	} `json:"log"`
}

// documentedGrounds are a reason and the facts behind it.
type documentedGrounds struct {
	Rule      string   `json:"rule"`
	Reason    string   `json:"reason"`
	RunDate   string   `json:"run_date,omitempty"`
	Cutoff    string   `json:"cutoff"`
	Level     []string `json:"level"`
	Limit     []string `json:"limit"`
	Total     string   `json:"total,omitempty"`
	Condition string   `json:"condition"`
	Value     string   `json:"value"`
	Was       string   `json:"was,omitempty"`
	Is        string   `json:"is,omitempty"`
	Detail    string   `json:"detail"`
}

func TestJSONIsAsDocumented(t *testing.T) {
	for _, args := range [][]string{
		{"-rules", "demo/adatum/rules.txt", "-data", "demo/adatum", "-from", "2026-10-01", "-through", "2026-10-31"},
		{"-rules", "demo/adatum/rules.txt", "-data", "demo/adatum", "-from", "2026-10-01", "-through", "2026-10-01"},
		{"-rules", "demo/monthend/rules.txt", "-data", "demo/monthend", "-from", "2026-01-01", "-through", "2026-03-31"},
		{"-explain", "-rules", "demo/monthend/rules.txt", "-data", "demo/monthend", "-from", "2026-01-01", "-through", "2026-03-31"},
	} {
		stdout, stderr, status := invoke(t, "", append([]string{"run", "-json"}, args...)...)
		if stderr != "" || status != exitOK {
			t.Fatalf("got status %d, errors %s", status, stderr)
		}
		var got documentedJSON
		decoder := json.NewDecoder(strings.NewReader(stdout))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&got); err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		var compact bytes.Buffer
		if err := json.Compact(&compact, []byte(stdout)); err != nil {
			t.Fatal(err)
		}
		// The same fields in the same order, and no null anywhere.
		if diff := cmp.Diff(string(again), compact.String()); diff != "" {
			t.Errorf("(-documented +got):\n%s", diff)
		}
		if strings.Contains(stdout, "null") {
			t.Error("there is a null in it")
		}
	}
}
