package scenario_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/proforma-go/proforma/internal/casefile"
	"github.com/proforma-go/proforma/internal/scenario"
	"github.com/proforma-go/proforma/schedule"
)

// The example that the Adatum scenarios follow has no year. In 2020 and in 2026 its fifth of October is a Monday, and the same drafts
// come out.
func TestAdatumIn2020(t *testing.T) {
	for _, day := range []string{"2020-10-05", "2026-10-05"} {
		if d := schedule.MustParseDate(day).Weekday(); d != time.Monday {
			t.Errorf("%s is a %s, not a Monday", day, d)
		}
	}
	to2020 := strings.NewReplacer("2026-", "2020-").Replace
	shared := fstest.MapFS{}
	folder := os.DirFS("testdata")
	paths, err := fs.Glob(folder, "data/adatum/*.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		data, err := fs.ReadFile(folder, path)
		if err != nil {
			t.Fatal(err)
		}
		shared[path] = &fstest.MapFile{Data: []byte(to2020(string(data)))}
	}
	text, _ := readCase(t, filepath.Join("testdata", "adatum_every_day.txt"))
	f, err := casefile.Parse(to2020(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := scenario.Play("adatum_every_day", f, shared); err != nil {
		t.Fatal(err)
	}
	if diff := lineDiff(to2020(text), f.String()); diff != "" {
		t.Errorf("answers for 2020 (-want +got):\n%s", diff)
	}
}
