package schedule_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// Every piece of code in README.md is part of an example, and so compiles and does what the example says.
func TestTheReadmeShowsPartsOfExamples(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	examples, err := os.ReadFile("example_test.go")
	if err != nil {
		t.Fatal(err)
	}
	fences := regexp.MustCompile("(?ms)^```go\n(.*?)^```$").FindAllStringSubmatch(string(readme), -1)
	for _, fence := range fences {
		indented := "\t" + strings.ReplaceAll(strings.TrimSuffix(fence[1], "\n"), "\n", "\n\t") + "\n"
		if !strings.Contains(string(examples), indented) {
			t.Errorf("no example has\n%s", fence[1])
		}
	}
	if len(fences) != 2 {
		t.Errorf("README.md has %d pieces of code, want 2", len(fences))
	}
}

// Every test that README.md names is there.
func TestTheReadmeNamesTestsThatAreThere(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	var tests strings.Builder
	for _, dir := range []string{".", "rrule"} {
		files, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if strings.HasSuffix(f.Name(), "_test.go") {
				text, err := os.ReadFile(dir + "/" + f.Name())
				if err != nil {
					t.Fatal(err)
				}
				tests.Write(text)
			}
		}
	}
	for _, name := range regexp.MustCompile("`(Test\\w+)`").FindAllStringSubmatch(string(readme), -1) {
		if !strings.Contains(tests.String(), "func "+name[1]+"(") {
			t.Errorf("there is no %s", name[1])
		}
	}
}
