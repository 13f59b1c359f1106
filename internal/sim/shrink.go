package sim

// at is one step of one night.
type at struct{ night, step int }

// Shrink looks for a short history in which the same invariant does not hold: fewer nights, then fewer steps. It runs at most budget worlds.
func Shrink(seed uint64, o Options, v *Violation, budget int) *Violation {
	o.Nights, o.Trace = v.Night, true
	var all []at
	for night := 1; night <= v.Night; night++ {
		for step := runStep; step < 6; step++ {
			all = append(all, at{night, step})
		}
	}
	dropped := make(map[at]bool)
	try := func(drop []at) bool {
		budget--
		with := make(map[at]bool, len(dropped)+len(drop))
		for a := range dropped {
			with[a] = true
		}
		for _, a := range drop {
			with[a] = true
		}
		p := o
		p.Drop = func(night, step int) bool { return with[at{night, step}] }
		_, again := Run(seed, p)
		if again == nil || again.Check != v.Check {
			return false
		}
		dropped, v = with, again
		o.Nights = again.Night
		return true
	}
	try(nil)
	for size := max(1, len(all)/2); budget > 0; size = (size + 1) / 2 {
		for first := 0; first < len(all) && budget > 0; {
			end := min(first+size, len(all))
			if try(all[first:end]) {
				all = append(all[:first:first], all[end:]...)
				continue
			}
			first = end
		}
		if size == 1 {
			break
		}
	}
	return v
}
