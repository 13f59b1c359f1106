package table

import (
	"slices"
	"strings"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
)

var statuses = []invoice.Status{invoice.Ready, invoice.Pending, invoice.Billed}

// payers returns, by line, who can be billed for it: its customers, else the project's payer and customer.
func (r *reader) payers() map[string][]string {
	ofProject := make(map[string][]string, len(r.data.Projects))
	for _, p := range r.data.Projects {
		ofProject[p.ID] = []string{p.Customer, p.BillingCustomer}
	}
	ofLine := make(map[string][]string, len(r.data.Lines))
	for _, l := range r.data.Lines {
		if len(l.Customers) == 0 {
			ofLine[l.ID] = ofProject[l.Project]
		}
		for _, s := range l.Customers {
			ofLine[l.ID] = append(ofLine[l.ID], s.Customer)
		}
	}
	return ofLine
}

// status reads one status, or one per customer as in A ready; B pending. Customers that are not named are ready. Ready or pending it can only be
// for a customer of the line, or of the transaction itself; what single customers were billed stands in billed.csv.
func (c cell) status(payers []string) (invoice.Status, []memory.ShareStatus) {
	if !strings.ContainsAny(c.text, " ;") {
		return oneOf(c, "status", statuses...), nil
	}
	var shares []memory.ShareStatus
	for _, one := range c.list() {
		s, ok := shareStatus(one)
		switch {
		case !ok:
			c.reject("is not a status per customer, expected ready or pending after each, as in A ready; B pending: %s", quote(one))
			return 0, nil
		case s.Status == invoice.Billed:
			c.reject("says that %s was billed: what single customers were billed stands in billed.csv", s.Customer)
			return 0, nil
		case slices.ContainsFunc(shares, func(o memory.ShareStatus) bool { return o.Customer == s.Customer }):
			c.reject("names customer %s twice", s.Customer)
			return 0, nil
		case len(payers) > 0 && !slices.Contains(payers, s.Customer):
			c.reject("names %s, who is not a customer of the line", s.Customer)
			return 0, nil
		}
		shares = append(shares, s)
	}
	return invoice.Ready, shares
}

// shareStatus reads one customer's status: a name and, after the last space, the status.
func shareStatus(one string) (memory.ShareStatus, bool) {
	at := strings.LastIndexByte(one, ' ')
	for _, s := range statuses {
		if at > 0 && one[at+1:] == s.String() {
			return memory.ShareStatus{Customer: strings.TrimSpace(one[:at]), Status: s}, true
		}
	}
	return memory.ShareStatus{}, false
}
