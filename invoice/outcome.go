package invoice

// Outcome is what a run made of one unit: a contract, or the contracts that a merge joins. The last outcome of a run has no unit; it
// carries what is said once per rule, such as summaries and who is to be told.
type Outcome struct {
	Unit    string // key of the unit; "" for the last outcome
	Drafts  []Draft
	Backlog []BacklogItem
	Limits  []LimitUse // the limits that its drafts use, one a limit: what a host checks when it books the outcome
	Log     RunLog
	Notices []Notice // in the last outcome only
}

// Notice says that a recipient is to be told about a rule's run. The library sends nothing.
type Notice struct {
	Rule      string
	Recipient Recipient
	On        Occasion
	Drafts    int // how many drafts the rule made
	Failures  int // how many error entries the rule has
}

// Outcome returns the result as one outcome, for a host that books a whole run in one transaction.
func (r *Result) Outcome() Outcome {
	return Outcome{Drafts: r.Drafts, Backlog: r.Backlog, Limits: r.Limits, Log: r.Log, Notices: r.Notices}
}

// Result is a whole run, gathered by [Collect].
type Result struct {
	Drafts  []Draft       // by run date, rule, customer, contract, currency, key
	Backlog []BacklogItem // by transaction, customer
	Limits  []LimitUse    // in the order of the units
	Log     RunLog        // in the order of the units; what is about rules comes last
	Notices []Notice
}
