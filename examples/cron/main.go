// Cron drives job runners by rule text: the times of a schedule are what github.com/robfig/cron calls a Schedule and
// github.com/riverqueue/river a PeriodicSchedule. It hands one schedule to both and prints what each will do next.
package main

import (
	"fmt"
	"io"
	"log"
	"os"
	"time"

	"github.com/riverqueue/river"
	"github.com/robfig/cron/v3"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/schedule"
)

// The compiler holds the shapes together.
var (
	_ cron.Schedule          = schedule.Times{}
	_ river.PeriodicSchedule = schedule.Times{}
)

const text = "every 2 weeks on Monday at 22:00 in America/New_York from 2026-10-19 until 2026-11-30"

func main() {
	if err := run(os.Stdout, time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)); err != nil {
		log.Fatal(err)
	}
}

func run(w io.Writer, now time.Time) error {
	times, err := timesOf(text)
	if err != nil {
		return err
	}

	runner := cron.New()
	id := runner.Schedule(times, cron.FuncJob(func() {}))
	fmt.Fprintln(w, "robfig/cron")
	for at := range upcoming(runner.Entry(id).Schedule, now) {
		fmt.Fprintln(w, "  "+at.Format(time.RFC3339))
	}

	job := func() (river.JobArgs, *river.InsertOpts) { return billingRun{}, nil }
	fmt.Fprintln(w, "River")
	_ = river.NewPeriodicJob(times, job, &river.PeriodicJobOpts{ID: "billing"}) // for river.Config.PeriodicJobs
	for at := range upcoming(times, now) {
		fmt.Fprintln(w, "  "+at.Format(time.RFC3339))
	}
	return nil
}

// billingRun is the work that River inserts on each run date.
type billingRun struct{}

// Kind names the work in River's table.
func (billingRun) Kind() string { return "billing_run" }

// timesOf reads a schedule and gives its runs at the time and in the zone that it states.
func timesOf(text string) (schedule.Times, error) {
	s, err := dsl.ParseSchedule(text)
	if err != nil {
		return schedule.Times{}, err
	}
	table, err := s.Compile(nil)
	if err != nil {
		return schedule.Times{}, err
	}
	return table.Times(schedule.Clock{}, nil), nil
}

// upcoming asks for one time after the other, each answer being the next question, as both runners do, until the schedule is over.
func upcoming(s river.PeriodicSchedule, now time.Time) func(yield func(time.Time) bool) {
	return func(yield func(time.Time) bool) {
		for at := s.Next(now); !at.IsZero() && yield(at); at = s.Next(at) {
		}
	}
}
