package table

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/proforma-go/proforma/invoice"
)

// billedColumns are the columns of a new ledger, in order.
var billedColumns = []string{"transaction", "part", "customer", "percent", "amount", "currency", "quantity", "price", "whole", "waived", "reverses", "open"}

// AddBilled returns the text of billed.csv with entries added behind what is there, which stays as it is, byte by byte: new rows have the columns
// of its header, in its order, and its line ends. No text is a file that is not there, and gets a header. The error is a [Findings]: the text
// cannot be read, an entry is there already or comes before a part that is not, or the header has no column for something that an entry says.
func AddBilled(text []byte, entries []invoice.LedgerEntry) ([]byte, error) {
	var found findings
	if len(bytes.TrimSpace(text)) == 0 {
		text = []byte(strings.Join(billedColumns, ",") + "\n")
	}
	s := read(billedFile, text, &found)
	if s == nil {
		return nil, found.result()
	}
	s.refuse(entries)
	end := lineEnd(text)
	out := bytes.NewBuffer(bytes.Clone(text))
	if last := text[len(text)-1]; last != '\n' && last != '\r' {
		out.WriteString(end)
	}
	for _, e := range entries {
		out.WriteString(s.rowOf(e, end))
	}
	if len(found.list) > 0 {
		return nil, found.result()
	}
	return out.Bytes(), nil
}

// refuse reports the entries that are there already, or are not the next part of their transaction.
func (s *sheet) refuse(entries []invoice.LedgerEntry) {
	rows := make(map[invoice.Claim]int)
	highest := make(map[string]int)
	whole := s.each(func(row record) {
		claim := invoice.Claim{Transaction: s.required(row, "transaction").text, Part: s.required(row, "part").part()}
		rows[claim] = row.number
		highest[claim.Transaction] = max(highest[claim.Transaction], claim.Part)
	})
	if !whole {
		return
	}
	fresh := make(map[string]int) // how many entries there are of each transaction
	for _, e := range entries {
		fresh[e.Transaction]++
	}
	seen := make(map[invoice.Claim]bool)
	for _, e := range entries {
		claim := e.Claim()
		row, there := rows[claim]
		first := highest[e.Transaction] + 1
		switch {
		case there:
			s.found.add(Finding{s.file, row, s.header[s.known["part"]], fmt.Sprintf("claim %s is there already", claim)})
		case seen[claim]:
			s.found.add(Finding{File: s.file, Message: fmt.Sprintf("claim %s is to be added twice", claim)})
		case e.Part < first || e.Part >= first+fresh[e.Transaction]:
			s.found.add(Finding{File: s.file, Message: fmt.Sprintf("claim %s is out of turn: the next part of %s is %d", claim, quote(e.Transaction), first)})
		}
		seen[claim] = true
	}
}

// rowOf writes an entry as a row. A value without a column is reported.
func (s *sheet) rowOf(e invoice.LedgerEntry, end string) string {
	values := map[string]string{
		"transaction": e.Transaction, "part": strconv.Itoa(e.Part), "customer": e.Customer, "percent": percentText(e.Percent), "amount": numberOf(e.Amount),
		"currency": e.Amount.Currency(), "quantity": e.Quantity.String(), "price": numberOf(e.Price), "whole": numberOf(e.Whole), "waived": numberOf(e.Waived),
	}
	if e.Reverses != 0 {
		values["reverses"] = strconv.Itoa(e.Reverses)
	}
	if e.Open {
		values["open"] = "yes"
	}
	cells := make([]string, len(s.header))
	for _, column := range billedColumns {
		i, there := s.known[column]
		switch {
		case there:
			cells[i] = quoteCell(values[column], end)
		case values[column] != "":
			s.found.add(Finding{s.file, 1, column, fmt.Sprintf("is missing, and claim %s has %s there", e.Claim(), quote(values[column]))})
		}
	}
	return strings.Join(cells, ",") + end
}

// percentText is a percentage where one can be written, else a ratio.
func percentText(p invoice.Percent) string {
	if d := p.Decimal(); invoice.NewPercent(d).Equal(p) {
		return d.String()
	}
	return p.String()
}

// numberOf is the amount without its currency; empty where there is none.
func numberOf(a invoice.Amount) string {
	if a == (invoice.Amount{}) {
		return ""
	}
	return a.StringFixed(a.Decimals())
}

// quoteCell puts a value into quotes where it needs them. Line breaks within it are those of the file, which would be another one with two kinds.
func quoteCell(v, end string) string {
	if !strings.ContainsAny(v, "\",\r\n") {
		return v
	}
	return `"` + strings.ReplaceAll(strings.ReplaceAll(v, `"`, `""`), "\n", end) + `"`
}

// lineEnd is what ends the first line of a file; a line feed where nothing does.
func lineEnd(text []byte) string {
	i := bytes.IndexAny(text, "\r\n")
	switch {
	case i >= 0 && bytes.HasPrefix(text[i:], []byte("\r\n")):
		return "\r\n"
	case i >= 0 && text[i] == '\r' && bytes.IndexByte(text, '\n') < 0:
		return "\r"
	}
	return "\n"
}
