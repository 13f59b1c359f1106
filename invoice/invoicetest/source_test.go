package invoicetest_test

import (
	"context"
	"errors"
	"iter"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/invoicetest"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

func world() memory.Data {
	share := func(customer string, percent int64) invoice.Share {
		return invoice.Share{Customer: customer, Percent: invoice.NewPercent(decimal.NewFromInt(percent))}
	}
	row := func(id, line string) memory.Transaction {
		return memory.Transaction{ID: id, Line: line, Kind: invoice.Time, Date: schedule.MustParseDate("2026-10-01"), Amount: decimal.NewFromInt(10), Currency: "EUR"}
	}
	return memory.Data{
		Projects:     []memory.Project{{ID: "P1", Customer: "Acme"}, {ID: "P2", Customer: "Blue"}},
		Contracts:    []memory.Contract{{ID: "C1", Currency: "EUR"}},
		Lines:        []memory.Line{{ID: "L1", Project: "P1", Contract: "C1"}, {ID: "L2", Project: "P2", Customers: []invoice.Share{share("A", 60), share("B", 40)}}},
		Transactions: []memory.Transaction{row("T1", "L1"), row("T2", "L1"), row("T3", "L2")},
	}
}

func TestSourcePassesTheMemorySource(t *testing.T) {
	s, err := memory.New(world())
	if err != nil {
		t.Fatal(err)
	}
	if err := invoicetest.TestSource(context.Background(), s, "T1", "T2", "T3"); err != nil {
		t.Error(err)
	}
	if err := invoicetest.TestSource(context.Background(), s.AsOf(schedule.MustParseDate("2026-10-01"))); err != nil {
		t.Error(err)
	}
}

func TestSourceFindsWrongData(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*memory.Data)
		want   string
	}{
		{"customer", func(d *memory.Data) { d.Projects[0].Customer = "" }, `project "P1" has no customer`},
		{"method", func(d *memory.Data) { d.Lines[0].Method = 9 }, `line "L1": billing method 9 does not exist`},
		{"shares", func(d *memory.Data) { d.Lines[1].Customers[0].Percent = invoice.NewPercent(decimal.NewFromInt(50)) }, `line "L2": the customers' shares total 90 %, not 100 %`},
		{"negative share", func(d *memory.Data) { d.Lines[1].Customers[0].Percent = invoice.NewPercent(decimal.NewFromInt(-1)) }, `line "L2": customer A has a share of -1 %`},
		{"share twice", func(d *memory.Data) { d.Lines[1].Customers[0].Customer = "B" }, `line "L2": customer B is listed twice`},
		{"share of nobody", func(d *memory.Data) { d.Lines[1].Customers[0].Customer = "" }, `line "L2": a share has no customer`},
		{"rounding customer", func(d *memory.Data) { d.Lines[1].RoundingCustomer = "Z" }, `line "L2": the rounding customer Z has no share`},
		{"contract currency", func(d *memory.Data) { d.Contracts[0].Currency = "euro" }, `contract "C1": "euro" is not a currency code`},
		{"kind", func(d *memory.Data) { d.Transactions[0].Kind = 0 }, `transaction "T1": kind 0 does not exist`},
		{"date", func(d *memory.Data) { d.Transactions[0].Date = schedule.Date{} }, `transaction "T1" has no date`},
		{"currency", func(d *memory.Data) { d.Transactions[0].Currency = "" }, `transaction "T1": "" is not a currency code`},
		{"status", func(d *memory.Data) { d.Transactions[0].Status = 7 }, `transaction "T1": status 7 does not exist`},
		{"billing type", func(d *memory.Data) { d.Transactions[0].BillingType = 7 }, `transaction "T1": billing type 7 does not exist`},
		{"billing", func(d *memory.Data) { d.Transactions[0].Billings = []invoice.Billing{{}} }, `transaction "T1": a billing of "" as part 0, expected a customer and a part of its own, from 1`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := world()
			tt.change(&d)
			s, err := memory.New(d)
			if err != nil {
				t.Fatal(err)
			}
			found(t, s, tt.want)
		})
	}
}

func found(t *testing.T, s invoice.Source, want string, expected ...string) {
	t.Helper()
	err := invoicetest.TestSource(context.Background(), s, expected...)
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %s", err, want)
	}
}

// broken changes single reads of a good source.
type broken struct {
	invoice.Source
	projects     func(iter.Seq2[invoice.Project, error]) iter.Seq2[invoice.Project, error]
	lines        func(asked []invoice.Project) []invoice.Project
	transactions func(asked []invoice.ContractLine) []invoice.ContractLine
}

func (b broken) Projects(ctx context.Context, q invoice.Query) iter.Seq2[invoice.Project, error] {
	if b.projects == nil {
		return b.Source.Projects(ctx, q)
	}
	return b.projects(b.Source.Projects(ctx, q))
}

func (b broken) Lines(ctx context.Context, asked []invoice.Project) iter.Seq2[invoice.ContractLine, error] {
	if b.lines != nil {
		asked = b.lines(asked)
	}
	return b.Source.Lines(ctx, asked)
}

func (b broken) Transactions(ctx context.Context, asked []invoice.ContractLine) iter.Seq2[invoice.Transaction, error] {
	if b.transactions != nil {
		asked = b.transactions(asked)
	}
	return b.Source.Transactions(ctx, asked)
}

type projects = iter.Seq2[invoice.Project, error]

func TestSourceFindsWrongProjects(t *testing.T) {
	good, err := memory.New(world())
	if err != nil {
		t.Fatal(err)
	}
	only := func(seq projects) func(projects) projects { return func(projects) projects { return seq } }
	readings := 0
	for _, tt := range []struct {
		name     string
		projects func(projects) projects
		want     string
	}{
		{"nil sequence", only(nil), `Projects: a nil sequence`},
		{"error", only(func(yield func(invoice.Project, error) bool) { yield(nil, errors.New("no connection")) }), `Projects: no connection`},
		{"nil project", only(func(yield func(invoice.Project, error) bool) { yield(nil, nil) }), `Projects: a nil value without an error`},
		{"panic", func(projects) projects { panic("lost") }, `Projects: panic: lost`},
		{"twice", func(seq projects) projects {
			return func(yield func(invoice.Project, error) bool) {
				seq(func(p invoice.Project, err error) bool { again := yield(p, err); return again && yield(p, err) })
			}
		}, `project "P1" is there twice`},
		{"goes on", func(seq projects) projects {
			return func(yield func(invoice.Project, error) bool) {
				for p := range seq {
					yield(p, nil)
				}
			}
		}, `Projects, stopped after the first: panic:`},
		{"another reading", func(seq projects) projects {
			return func(yield func(invoice.Project, error) bool) {
				if readings++; readings > 1 {
					seq(yield)
				}
			}
		}, `Projects: a second reading gives 2 ids ["P1" "P2"], the first gave 0 ids []`},
	} {
		t.Run(tt.name, func(t *testing.T) { found(t, broken{Source: good, projects: tt.projects}, tt.want) })
	}
}

func TestSourceFindsWrongReads(t *testing.T) {
	good, err := memory.New(world())
	if err != nil {
		t.Fatal(err)
	}
	var all []invoice.Project
	for p := range good.Projects(context.Background(), invoice.Query{}) {
		all = append(all, p)
	}
	var lines []invoice.ContractLine
	for l := range good.Lines(context.Background(), all) {
		lines = append(lines, l)
	}
	for _, tt := range []struct {
		name   string
		source broken
		want   string
	}{
		{"lines not asked for", broken{lines: func([]invoice.Project) []invoice.Project { return all }}, `Lines of no project: yields line "L1", which was not asked for`},
		{"lines of another project", broken{lines: func(asked []invoice.Project) []invoice.Project {
			if len(asked) == 1 {
				return all
			}
			return asked
		}}, `Lines of project "P1": yields line "L2" of project "P2", which was not asked for`},
		{"lines lost", broken{lines: func(asked []invoice.Project) []invoice.Project { return asked[:min(len(asked), 1)] }},
			`Lines: the lines of all projects are other ones than those of each, 1 and 2`},
		{"transactions not asked for", broken{transactions: func([]invoice.ContractLine) []invoice.ContractLine { return lines }},
			`Transactions of line "L1": yields transaction "T3" of line "L2", which was not asked for`},
		{"transactions lost", broken{transactions: func(asked []invoice.ContractLine) []invoice.ContractLine { return asked[:min(len(asked), 1)] }},
			`Transactions: those of all lines are other ones than those of each, 2 and 3`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.source.Source = good
			found(t, tt.source, tt.want)
		})
	}
	found(t, good, `transaction "T9" is expected and not there`, "T1", "T9")
}
