package lsp

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// The limits on what is read.
const (
	maxBody = 16 << 20 // bytes of one message
	bufSize = 64 << 10
)

const lengthHeader = "content-length:"

// errFrame is that the text between two messages is not a header. Reading can go on: the next header is looked for.
var errFrame = errors.New("expected a Content-Length header and an empty line before each message")

// errLength is that a header states a length that no message may have. Reading can go on as after errFrame.
var errLength = fmt.Errorf("the Content-Length of a message is a number from 0 to %d", maxBody)

// frames reads messages, each after a header that says how long it is.
type frames struct{ in *bufio.Reader }

func newFrames(r io.Reader) *frames { return &frames{bufio.NewReaderSize(r, bufSize)} }

// next returns the body of the next message. It is errFrame or errLength where a header gives no usable length; what follows is skipped up to the next
// header then. At the end of the stream it is io.EOF. Empty lines before a header and lines in it that say something else are skipped.
func (f *frames) next() ([]byte, error) {
	length, some, stated := -1, false, false
	for {
		line, err := f.line()
		if err != nil {
			return nil, err
		}
		n, isLength := parseLength(line)
		switch {
		case isLength:
			length, some, stated = n, true, true
		case line != "":
			some = true
		case length >= 0:
			return f.body(length)
		case stated:
			return nil, errLength
		case some:
			return nil, errFrame
		}
	}
}

// body reads a body. Memory is taken as it arrives: the length that was stated may be a lie.
func (f *frames) body(length int) ([]byte, error) {
	b := bytes.NewBuffer(make([]byte, 0, min(length, bufSize)))
	if _, err := io.CopyN(b, f.in, int64(length)); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// line returns the next line of a header without its end. Of a long one, the last bytes are returned: a header may follow directly after
// a body of a length that was not stated.
func (f *frames) line() (string, error) {
	var tail []byte
	for {
		part, err := f.in.ReadSlice('\n')
		tail = append(tail, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			if err != nil {
				return "", err
			}
			return strings.TrimRight(string(tail), "\r\n"), nil
		}
		tail = append([]byte(nil), tail[max(0, len(tail)-64):]...)
	}
}

// parseLength returns the length that a line of a header states, and whether it does; -1 is one that cannot be used. The header may stand
// after something else.
func parseLength(line string) (int, bool) {
	at := strings.LastIndex(strings.ToLower(line), lengthHeader)
	if at < 0 {
		return 0, false
	}
	n, err := strconv.Atoi(strings.TrimSpace(line[min(len(line), at+len(lengthHeader)):]))
	if err != nil || n < 0 || n > maxBody {
		return -1, true
	}
	return n, true
}

// ready reports whether a whole message has arrived, so that next will not wait.
func (f *frames) ready() bool {
	arrived, _ := f.in.Peek(f.in.Buffered())
	head, rest, ok := bytes.Cut(arrived, []byte("\r\n\r\n"))
	if !ok {
		return false
	}
	length := -1
	for line := range strings.SplitSeq(string(head), "\r\n") {
		if n, isLength := parseLength(line); isLength {
			length = n
		}
	}
	return length >= 0 && length <= len(rest)
}

// writeFrame writes one message.
func writeFrame(w io.Writer, body []byte) error {
	frame := make([]byte, 0, len(body)+32)
	frame = append(frame, "Content-Length: "...)
	frame = strconv.AppendInt(frame, int64(len(body)), 10)
	frame = append(frame, "\r\n\r\n"...)
	_, err := w.Write(append(frame, body...))
	return err
}
