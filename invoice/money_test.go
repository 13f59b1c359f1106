package invoice_test

import (
	"strings"
	"testing"

	"github.com/proforma-go/proforma/invoice"
)

// isoCodes are the currencies of ISO 4217, list one, by the number of decimals that it gives them.
var isoCodes = map[int]string{
	0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
	2: "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK " +
		"DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD " +
		"LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD " +
		"SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UZS VED VES WST XCD XCG YER ZAR ZMW ZWG",
	3: "BHD IQD JOD KWD LYD OMR TND",
	4: "CLF UYW",
}

func TestEveryCurrencyHasTheDecimalsOfISO4217(t *testing.T) {
	for digits, codes := range isoCodes {
		for _, code := range strings.Fields(codes) {
			if got, ok := invoice.MinorUnits(code); got != digits || !ok {
				t.Errorf("%s has %d decimals (%v), want %d", code, got, ok, digits)
			}
			for _, wrong := range []string{strings.ToLower(code), code[:2] + strings.ToLower(code[2:]), code[:2], code + " ", " " + code, code + code} {
				if got, ok := invoice.MinorUnits(wrong); ok || got != 0 {
					t.Errorf("%q is a currency of %d decimals", wrong, got)
				}
			}
		}
	}
	for _, code := range []string{"SLL", "HRK", "DEM"} { // that are in use no longer, and on old contracts
		if got, ok := invoice.MinorUnits(code); got != 2 || !ok {
			t.Errorf("%s has %d decimals (%v), want 2", code, got, ok)
		}
	}
	for _, code := range []string{"", "kr", "€", "ABC", "QQQ", "EURO"} {
		if _, ok := invoice.MinorUnits(code); ok {
			t.Errorf("%q is a currency", code)
		}
	}
}

// TestAnAmountIsAtMostTenToTheSeventeenMinorUnits, exactly, of either sign.
func TestAnAmountIsAtMostTenToTheSeventeenMinorUnits(t *testing.T) {
	for amount, fits := range map[string]bool{
		"1000000000000000": true, "1000000000000000.00": true, "1000000000000000.004": true, "1000000000000000.005": false, "1000000000000000.01": false, "999999999999999.99": true,
		"1e15": true, "1e16": false,
	} {
		for _, sign := range []string{"", "-"} {
			parts, err := invoice.Allocate(dec(sign+amount), split("A", "100"), "", 2)
			if (err == nil) != fits || fits && !parts[0].Equal(dec(sign+amount).Round(2)) {
				t.Errorf("%s%s: %v, %v", sign, amount, parts, err)
			}
			r := &badRow{benchTransaction: benchTransaction{amount: dec(sign + amount)}}
			if res := runRows(t, &benchLine{id: "L", project: "P"}, r); (len(res.Backlog) == 0) != fits {
				t.Errorf("%s%s: held are %+v", sign, amount, res.Backlog)
			}
		}
	}
}

// TestDecimalsOfACurrencyMakeTheDraft: a currency without decimals, one with three and one of the host's own.
func TestDecimalsOfACurrencyMakeTheDraft(t *testing.T) {
	for currency, want := range map[string]string{"JPY": "1 JPY", "KWD": "1.235 KWD", "EUR": "1.23 EUR", "PTS": "1.2346 PTS"} {
		d := faultWorld()
		d.Transactions = d.Transactions[:1]
		d.Transactions[0].Amount, d.Transactions[0].Currency = dec("1.23456"), currency
		in := invoice.Input{Rules: []invoice.Rule{everyDay}, Source: mustMemory(t, d), Through: worldStart, MinorUnits: func(code string) (int, bool) {
			if code == "PTS" {
				return 4, true
			}
			return invoice.MinorUnits(code)
		}}
		if res := mustRun(t, in); len(res.Drafts) != 1 || res.Drafts[0].Total.String() != want {
			t.Errorf("%s: %d drafts, %+v", currency, len(res.Drafts), res.Backlog)
		}
	}
}
