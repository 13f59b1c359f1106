package sim

// steps are what happens in a host's day, each as often as its weight says.
var steps = []struct {
	weight int
	name   string
	do     func(*World)
}{
	{34, "enter", (*World).enter},
	{16, "approve", (*World).approve},
	{6, "approve for a customer", (*World).approveShare},
	{2, "take approval back", (*World).withdrawApproval},
	{6, "correct an amount", (*World).correctAmount},
	{4, "correct a price", (*World).correctPrice},
	{4, "correct a quantity", (*World).correctQuantity},
	{2, "change what is chargeable", (*World).changeBilling},
	{1, "change a currency", (*World).changeCurrency},
	{3, "move to another line", (*World).move},
	{3, "give shares of its own", (*World).resplit},
	{7, "credit", (*World).creditSome},
	{3, "cancel", (*World).cancel},
	{2, "split a line anew", (*World).resplitLine},
	{2, "list customers in another order", (*World).reorder},
	{2, "another rounding customer", (*World).changeRounding},
	{1, "another payer", (*World).changePayer},
	{4, "change a limit", (*World).changeLimit},
	{2, "hold or release a contract", (*World).hold},
	{1, "another line schedule", (*World).changeSchedule},
	{1, "another contract", (*World).changeContract},
	{1, "add a line", (*World).addLine},
	{5, "change a rule", (*World).changeRule},
}

var allWeights = func() (n int) {
	for _, s := range steps {
		n += s.weight
	}
	return n
}()

// step lets one thing happen.
func (w *World) step() {
	n := w.rng.IntN(allWeights)
	for i := range steps {
		if n -= steps[i].weight; n < 0 {
			steps[i].do(w)
			return
		}
	}
}
