package dsl

// Code identifies a kind of finding. Codes are permanent: one never changes its meaning and is never used again for another. E0xx is
// about the text itself, E1xx about clauses and documents, E2xx about dates and schedules, E3xx about filters and the host's names,
// W4xx are warnings, E5xx limits.
type Code string

func (c Code) severity() Severity {
	if c != "" && c[0] == 'W' {
		return SeverityWarning
	}
	return SeverityError
}

const (
	codeUnclosedText  Code = "E010"
	codeTypographic   Code = "E011"
	codeOperator      Code = "E012"
	codeGrouping      Code = "E013"
	codeCharacter     Code = "E014"
	codeAddress       Code = "E015"
	codeEncoding      Code = "E016"
	codeGlued         Code = "E017"
	codeBackquote     Code = "E018"
	codeCurrencySign  Code = "E019"
	codeUnknownClause Code = "E101"
	codeCron          Code = "E102"
	codeRRule         Code = "E103"
	codeTwice         Code = "E104"
	codeTwoSchedules  Code = "E105"
	codeNoSchedule    Code = "E106"
	codeConflict      Code = "E107" // two clauses that exclude each other
	codeUnexpected    Code = "E110"
	codeUnfinished    Code = "E111"
	codeRuleTwice     Code = "E121"
	codeLooseClause   Code = "E122"
	codeUnclosedBrace Code = "E123"
	codeBracket       Code = "E124"
	codeLanguage      Code = "E125"
	codeRuleName      Code = "E126"
	codeOneRule       Code = "E127"
	codeNotHere       Code = "E128"

	codeDayRange   Code = "E201"
	codeDayUnit    Code = "E202" // a unit or day that does not fit the schedule
	codeCount      Code = "E203"
	codePhase      Code = "E204"
	codeTime       Code = "E205"
	codeZone       Code = "E206"
	codeDate       Code = "E207"
	codeDayMissing Code = "E208"
	codeReversed   Code = "E209"
	codeCalendar   Code = "E210"
	codeNever      Code = "E211"
	codeAnchor     Code = "E212"
	codeOnce       Code = "E213"
	codeSchedule   Code = "E219" // whatever else a schedule cannot be

	codeField      Code = "E301"
	codeType       Code = "E302"
	codeChoice     Code = "E303"
	codeOperand    Code = "E304"
	codeQuotes     Code = "E305"
	codeMixed      Code = "E306"
	codeNot        Code = "E307"
	codeTest       Code = "E308"
	codeList       Code = "E309"
	codeCurrency   Code = "E310"
	codeEmptyList  Code = "E311"
	codeStatus     Code = "E312"
	codeOption     Code = "E313"
	codeGrouped    Code = "E314"
	codeAmounts    Code = "E317"
	codeNoPatterns Code = "E318"

	codeAfterRun      Code = "W401"
	codeNeverFires    Code = "W402"
	codeContradiction Code = "W403"
	codeAlways        Code = "W404"
	codeShortMonths   Code = "W405"
	codeHoliday       Code = "W406"
	codeGap           Code = "W407"
	codeClockChange   Code = "W408"
	codeSameLines     Code = "W409"
	codeSpelling      Code = "W410"
	codeNearMiss      Code = "W411"
	codeUnknownUser   Code = "W412"
	codeMixedScript   Code = "W413"
	codeLateWork      Code = "W414"
	codeNothing       Code = "W415" // an include clause that includes nothing
	codeThousands     Code = "W416"
	codeBothMeant     Code = "W417" // alternatives that leave nothing out, where one and the other was meant
	codeCounted       Code = "W418" // a number of a list that counts other days than the next one
	codeEveryWeek     Code = "W419" // a day of every week where one of each month may be meant

	codeUnknownCurrency Code = "W420"
	codeSeveral         Code = "W421" // several values in one text
	codePattern         Code = "W422" // a text that is written as a pattern

	codeLongRule     Code = "E501"
	codeLongDocument Code = "E502"
	codeDepth        Code = "E503"
	codeManyClauses  Code = "E504"
	codeManyItems    Code = "E505"
	codeMore         Code = "E598" // a warning where it stands for warnings alone
	codeInternal     Code = "E599"
)
