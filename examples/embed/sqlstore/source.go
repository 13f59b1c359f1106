package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
)

// querier is a database or a transaction. In a read transaction all statements of a run see the same data.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// source is an invoice.Source over tables. A run makes two statements and one for each batch of lines, however many rows there are:
// ids are handed over as one JSON array, and what belongs to a row, as its shares, comes with it.
type source struct{ db querier }

// Projects yields every project.
func (s source) Projects(ctx context.Context, _ invoice.Query) iter.Seq2[invoice.Project, error] {
	scan := func(rows *sql.Rows) (invoice.Project, error) {
		p := new(project)
		return p, rows.Scan(&p.id, &p.name, &p.customer, &p.manager, &p.payer)
	}
	return query(ctx, s.db, scan, "SELECT id, name, customer, manager, payer FROM projects ORDER BY id")
}

// Lines yields the lines of projects with their shares and limits.
func (s source) Lines(ctx context.Context, projects []invoice.Project) iter.Seq2[invoice.ContractLine, error] {
	scan := func(rows *sql.Rows) (invoice.ContractLine, error) {
		l := new(line)
		var contractID, method, shares, ownLimits, contractLimits string
		if err := rows.Scan(&l.id, &l.project, &contractID, &method, &l.schedule, &l.rounding, &shares, &ownLimits, &contractLimits); err != nil {
			return nil, err
		}
		l.method = invoice.TimeAndMaterial
		if method == invoice.FixedPrice.String() {
			l.method = invoice.FixedPrice
		}
		if contractID != "" {
			l.contract = &contract{id: contractID}
			if err := json.Unmarshal([]byte(contractLimits), &l.contract.limits); err != nil {
				return nil, err
			}
		}
		if err := json.Unmarshal([]byte(ownLimits), &l.limits); err != nil {
			return nil, err
		}
		return l, json.Unmarshal([]byte(shares), &l.shares)
	}
	const limitsOf = `(SELECT json_group_array(json_object('Customer', l.customer, 'Amount', l.amount, 'Currency', l.currency, 'Billed', ` + billedUnder + `)) FROM limits AS l WHERE `
	return query(ctx, s.db, scan, `
		SELECT id, project, coalesce(contract, ''), method, schedule, rounding_customer,
		  (SELECT json_group_array(json_object('Customer', customer, 'Percent', percent) ORDER BY position) FROM shares WHERE line = lines.id),
		  `+limitsOf+`l.line = lines.id), `+limitsOf+`l.contract = lines.contract)
		FROM lines WHERE project IN (SELECT value FROM json_each(?)) ORDER BY id`, ids(projects))
}

// Transactions yields the transactions of lines with their shares and ledgers.
func (s source) Transactions(ctx context.Context, lines []invoice.ContractLine) iter.Seq2[invoice.Transaction, error] {
	scan := func(rows *sql.Rows) (invoice.Transaction, error) {
		t := new(transaction)
		var amount decimal.Decimal
		var kind, currency, shares, billings string
		if err := rows.Scan(&t.id, &t.line, &kind, &t.date, &amount, &currency, &t.approved, &t.rounding, &shares, &billings); err != nil {
			return nil, err
		}
		if t.kind = kinds[kind]; t.kind == 0 {
			return nil, fmt.Errorf("transaction %s: %q is no kind of transaction", t.id, kind)
		}
		t.amount = invoice.NewAmount(amount, currency)
		if err := json.Unmarshal([]byte(shares), &t.shares); err != nil {
			return nil, err
		}
		return t, json.Unmarshal([]byte(billings), &t.billings)
	}
	return query(ctx, s.db, scan, `
		SELECT id, line, kind, date, amount, currency, approved, rounding_customer,
		  (SELECT json_group_array(json_object('Customer', customer, 'Percent', percent) ORDER BY position) FROM own_shares WHERE item = transactions.id),
		  (SELECT json_group_array(json_object('Part', part, 'Customer', customer, 'Percent', percent, 'Amount', amount, 'Quantity', quantity, 'Price', price,
		     'Whole', whole, 'Waived', waived, 'Reverses', reverses, 'Open', json(iif(open, 'true', 'false'))) ORDER BY part)
		   FROM billings WHERE item = transactions.id)
		FROM transactions WHERE line IN (SELECT value FROM json_each(?)) ORDER BY id`, ids(lines))
}

// query yields the rows of one statement. It is made when the sequence is ranged over, and again whenever it is.
func query[T any](ctx context.Context, db querier, scan func(*sql.Rows) (T, error), text string, args ...any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		rows, err := db.QueryContext(ctx, text, args...)
		if err != nil {
			yield(none, err)
			return
		}
		defer func() { _ = rows.Close() }()
		for rows.Next() {
			v, err := scan(rows)
			if !yield(v, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(none, err)
		}
	}
}

// ids returns the ids of values as a JSON array.
func ids[T interface{ ID() string }](values []T) string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = v.ID()
	}
	text, err := json.Marshal(list)
	if err != nil {
		panic(err) // strings alone
	}
	return string(text)
}
