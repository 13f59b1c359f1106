package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/internal/table"
	"github.com/proforma-go/proforma/invoice"
)

// vocabulary is what rules can name without any data: the standard fields, two statuses beside draft, and a payment term.
func vocabulary() *invoice.Vocabulary {
	most := decimal.NewFromInt(365)
	v, err := invoice.StandardVocabulary().Extend(
		invoice.Statuses("created", "sent"),
		invoice.Options(invoice.OptionType{Name: "payment term", Type: invoice.NumberType, Min: &decimal.Zero, Max: &most, Whole: true}),
	)
	if err != nil {
		panic(err) // the words above are at odds with the standard ones
	}
	return v
}

// readData reads the files of a folder.
func readData(files fs.FS) (*table.Folder, error) {
	return table.Read(files, vocabulary(), dsl.ParseLineSchedule)
}

// readFolder reads the folder of a -data flag.
func readFolder(dir string) (*table.Folder, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no folder %s", dir)
	case err != nil:
		return nil, err
	case !info.IsDir():
		return nil, fmt.Errorf("%s is not a folder", dir)
	}
	f, err := readData(os.DirFS(dir))
	if err != nil {
		return nil, fmt.Errorf("the data in %s cannot be read\n%w", dir, err)
	}
	return f, nil
}
