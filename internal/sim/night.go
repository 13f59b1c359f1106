package sim

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/proforma-go/proforma/invoice"
)

// job is a run on its way from a snapshot to the ledger.
type job struct {
	name  string
	now   bool // run now, beside the schedules
	snap  *rows
	queue []invoice.Outcome
	tries map[string]int // conflicts by unit
	crash int            // how many outcomes it books before it dies; -1: it does not
	clean bool           // everything was booked at once
	first *invoice.Result
}

// runNight is one night: nothing, a run, a run twice, or several at once.
func (w *World) runNight() {
	jobs := 1
	switch n := w.rng.IntN(100); {
	case n < 10:
		w.note("no run tonight")
		return
	case n < 35:
		jobs = 2 + w.rng.IntN(2)
	}
	w.running = true
	defer func() { w.running = false }()
	var all []*job
	for i := range jobs {
		j := w.read(fmt.Sprintf("run %d", i+1), i > 0 && w.chance(40))
		if w.chance(15) {
			j.crash = w.rng.IntN(len(j.queue) + 1)
		}
		all = append(all, j)
		for jobs > 1 && i < jobs-1 && w.chance(60) { // the next one reads another world
			if w.chance(60) {
				w.step()
			} else {
				pick(w, attacks)(w)
			}
		}
	}
	w.interleave(slices.Clone(all))
	if w.night%10 == 0 {
		w.checkAll() // those that were booked are checked already
	}
	j := all[0]
	if jobs == 1 && j.clean && j.crash < 0 {
		w.checkSecondRun(j)
	}
	if jobs == 1 && w.chance(15) {
		again := w.read("again", false)
		w.interleave([]*job{again})
	}
}

// attacks change who pays what, between two reads.
var attacks = []func(*World){(*World).changePayer, (*World).resplitLine, (*World).resplit, (*World).reorder, (*World).changeRounding, (*World).move}

// read takes a snapshot and runs it.
func (w *World) read(name string, now bool) *job {
	j := &job{name: name, now: now, snap: w.snapshot(), tries: make(map[string]int), crash: -1, clean: true}
	outcomes, asked := w.run(j.snap, now)
	j.queue = outcomes
	j.first = w.collect(outcomes)
	w.checkResult(j, j.first, asked)
	w.note("%s reads: %d drafts, %d held (now %v)", name, len(j.first.Drafts), len(j.first.Backlog), now)
	if w.chance(30) {
		w.checkSame(j)
	}
	return j
}

// input is what a run of a snapshot depends on, but for what must not matter.
func (r *rows) input(s *source, now bool) invoice.Input {
	return invoice.Input{Rules: r.rules, Source: s, Through: r.day, AfterRule: r.done, RunNow: now, Workers: 1}
}

// run runs a snapshot with workers, batches and an order of rows that the seed chooses.
func (w *World) run(snap *rows, now bool) (outcomes []invoice.Outcome, asked map[string]bool) {
	s := snap.source(w.rng.Uint64())
	in := snap.input(s, now)
	in.Workers, in.BatchLines = 1+w.rng.IntN(8), 1+w.rng.IntN(6)
	w.Stats.Runs++
	for o, err := range invoice.Run(context.Background(), in) {
		if err != nil {
			w.failf("runs end without an error", "%v", err)
		}
		outcomes = append(outcomes, o)
	}
	return outcomes, s.asked
}

func (w *World) collect(outcomes []invoice.Outcome) *invoice.Result {
	res, err := invoice.Collect(func(yield func(invoice.Outcome, error) bool) {
		for _, o := range outcomes {
			if !yield(o, nil) {
				return
			}
		}
	})
	if err != nil {
		w.failf("results can be collected", "%v", err)
	}
	return res
}

// interleave books the outcomes of all jobs, one at a time, of whichever job the seed chooses.
func (w *World) interleave(jobs []*job) {
	for len(jobs) > 0 {
		i := w.rng.IntN(len(jobs))
		j := jobs[i]
		if j.crash == 0 {
			w.note("%s crashes with %d outcomes to book", j.name, len(j.queue))
			w.Stats.Crashes++
			jobs = slices.Delete(jobs, i, i+1)
			continue
		}
		if len(j.queue) == 0 {
			w.finish(j)
			jobs = slices.Delete(jobs, i, i+1)
			continue
		}
		if j.crash > 0 {
			j.crash--
		}
		o := j.queue[0]
		j.queue = j.queue[1:]
		if err := w.book(o); err != nil {
			w.conflict(j, o, err)
		}
		if len(jobs) > 1 && w.chance(10) {
			w.step()
		}
	}
}

// finish writes the watermarks, after the last outcome.
func (w *World) finish(j *job) {
	if j.now {
		return
	}
	for i := range j.snap.rules {
		r := &j.snap.rules[i]
		before, known := w.done[identity(r)]
		if edited := !before.Equal(j.snap.done[identity(r)]); known && !edited && before.Before(j.snap.day) {
			w.done[identity(r)] = j.snap.day
		}
	}
}

// conflict reads the unit again, alone, from a new snapshot: up to three times, and then under a lock.
func (w *World) conflict(j *job, o invoice.Outcome, err error) {
	if !errors.Is(err, invoice.ErrConflict) {
		w.failf("booking fails with conflicts only", "%v", err)
	}
	w.Stats.Conflicts++
	j.clean = false
	j.tries[o.Unit]++
	w.note("%s: conflict in unit %s: %v", j.name, o.Unit, err)
	again := &job{name: j.name, now: j.now, snap: w.snapshot()}
	again.snap.done, again.snap.day = j.snap.done, j.snap.day
	again.snap.rules = j.snap.rules
	outcomes, asked := w.run(again.snap, j.now)
	w.checkResult(again, w.collect(outcomes), asked)
	at := slices.IndexFunc(outcomes, func(x invoice.Outcome) bool { return x.Unit == o.Unit })
	switch {
	case at < 0:
		j.queue = append(j.queue, outcomes...) // its contracts are in other units by now
	case j.tries[o.Unit] > 3:
		if err := w.book(outcomes[at]); err != nil {
			w.failf("what is read and booked under a lock has no conflict", "unit %s: %v", o.Unit, err)
		}
	default:
		j.queue = append(j.queue, outcomes[at])
	}
}

// checkSame runs a snapshot once more, with other workers, batches and another order of rows: that is what a preview does.
func (w *World) checkSame(j *job) {
	outcomes, _ := w.run(j.snap, j.now)
	again := w.collect(outcomes)
	a, b := w.text(j.first), w.text(again)
	if a != b {
		w.failf("results are equal over workers, batches and orders of rows", "%s", difference(a, b))
	}
	for i := range j.first.Drafts {
		if x, y := j.first.Drafts[i].Digest(), again.Drafts[i].Digest(); x != y {
			w.failf("digests are equal over workers, batches and orders of rows", "%s: %s, %s", j.first.Drafts[i].Key, x, y)
		}
	}
}

// mayFollow are the reasons for which a second run may draft what the first one held: a credit of a later occurrence has made room, under a
// limit or within a bound, or there is a draft now on which to list what is not chargeable.
var mayFollow = []invoice.Reason{invoice.OverLimit, invoice.BelowMinimum, invoice.AboveMaximum, invoice.NotChargeable}

// checkSecondRun runs the same windows over what was booked: nothing new is drafted.
func (w *World) checkSecondRun(j *job) {
	snap := w.snapshot()
	snap.done = j.snap.done
	outcomes, asked := w.run(snap, j.now)
	res := w.collect(outcomes)
	second := &job{name: "second run", now: j.now, snap: snap}
	w.checkResult(second, res, asked)
	held := make(map[string]bool)
	for i := range j.first.Backlog {
		if b := &j.first.Backlog[i]; slices.Contains(mayFollow, b.Reason) {
			held[b.Transaction] = true
		}
	}
	drafted := make(map[string]bool)
	for i := range j.first.Drafts {
		for _, e := range j.first.Drafts[i].Billings() {
			drafted[e.Transaction] = true
		}
	}
	for i := range res.Drafts {
		for _, e := range res.Drafts[i].Billings() {
			fraction := drafted[e.Transaction] && abs(units(e.Amount)) <= 1 // a part that was rounded down has left it to somebody who was due nothing
			if !held[e.Transaction] && !fraction {
				w.failf("a second run drafts nothing new", "%s", draftText(&res.Drafts[i]))
			}
		}
	}
	if len(j.first.Backlog) != len(res.Backlog) && len(res.Drafts) == 0 && len(j.first.Drafts) == 0 {
		w.failf("a second run of nothing holds what the first one held", "%d, then %d", len(j.first.Backlog), len(res.Backlog))
	}
}
