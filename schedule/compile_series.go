package schedule

// allSeries returns the streams of nominal dates of a schedule in normal form, nil if it has none of its own.
func (s Schedule) allSeries(open daySet) []series {
	switch s.Frequency {
	case Once:
		return []series{{source: explicit, rows: s.Rows}}
	case Recurrence:
		return s.ruleSeries()
	case Daily:
		if len(s.On) == 0 {
			return []series{{source: everyDays, step: s.Interval, phase: int(max(s.From.n, firstDay))}}
		}
	case Weekly, Monthly, Quarterly, Yearly:
	default:
		return nil
	}
	step := s.Interval
	s.Interval = 1
	out := s.daySeries(open)
	if step > 1 {
		s.setPhase(out, step)
	}
	for i := range out {
		out[i].unshifted().settle()
	}
	return out
}

// daySeries makes one series for each day of s.On, with all plain weekdays of a weekly schedule in one; Interval is 1.
func (s Schedule) daySeries(open daySet) []series {
	var out []series
	week := -1 // index of the series of plain weekdays
	for _, d := range s.On {
		sr := series{step: 1, nth: d.N, set: open.or(d.Kind), strict: s.SkipShortMonths}
		switch s.Frequency {
		case Daily:
			sr.source = daysOfSet
		case Weekly:
			sr.source = inWeek
			if d.Kind >= Monday {
				if week >= 0 && d.Offset.N == 0 {
					out[week].mask |= 1 << (d.Kind - Monday)
					continue
				}
				sr.source, sr.mask = weekDays, 1<<(d.Kind-Monday)
				if d.Offset.N == 0 {
					week = len(out)
				}
			}
		default:
			sr.source, sr.span = inMonths, s.Frequency.months()
			sr.step = sr.span
			if d.Month != 0 {
				sr.phase, sr.span = d.Month-1, 1
			}
		}
		if d.Offset.N != 0 {
			base := sr
			sr = series{source: shifted, base: &base, baseLo: firstDay, baseHi: lastDay, offset: d.Offset.N, offsetIn: open.or(dayKindOf(d.Offset.Unit))}
			if sr.offsetIn.kind == BusinessDay {
				first, last := open.months()
				sr.baseLo, sr.baseHi = first-1, last+1
			}
		}
		out = append(out, sr)
	}
	return out
}

// unshifted returns the series that an offset is applied to, s itself if there is none.
func (s *series) unshifted() *series {
	if s.source == shifted {
		return s.base
	}
	return s
}

// months returns the length of the frequency's period in months, 0 where it is not made of months.
func (f Frequency) months() int {
	switch f {
	case Monthly:
		return 1
	case Quarterly:
		return 3
	case Yearly:
		return 12
	}
	return 0
}

// dayKindOf returns the days that an offset in unit u counts.
func dayKindOf(u Unit) DayKind {
	switch u {
	case Weekdays:
		return Weekday
	case BusinessDays:
		return BusinessDay
	}
	return AnyDay
}

// setPhase thins series of every period out to those of every step-th period. The period that counts as the first is the one whose day
// gives the first match on or after From, found before any exception; without From it is the one of January of the year 0, which any
// January agrees with as long as step divides the year.
func (s Schedule) setPhase(list []series, step int) {
	first, base := 0, 0
	if !s.From.IsZero() {
		for i := range list {
			date, from := list[i].nextWithBase(int(s.From.n))
			if date != 0 && (first == 0 || date < first || date == first && from < base) {
				first, base = date, from
			}
		}
	}
	period := 0
	unit := s.Frequency.months()
	if base != 0 {
		if unit == 0 {
			period = (base - 1) / 7
		} else {
			period = monthOf(base) / unit
		}
	}
	for i := range list {
		if sr := list[i].unshifted(); unit == 0 {
			sr.step, sr.phase = step, period
		} else {
			sr.step, sr.phase = step*unit, period*unit+sr.phase
		}
	}
}

// nextWithBase returns the first date on or after n and the day of the period that it was counted from.
func (s *series) nextWithBase(n int) (date, base int) {
	if s.source == shifted {
		return s.offsetNext(n)
	}
	date = s.next(n)
	return date, date
}
