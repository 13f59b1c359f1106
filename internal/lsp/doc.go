// Package lsp is a language server for rule text: it speaks the Language Server Protocol 3.17 with an editor over two streams. It
// reports what is wrong while somebody types, completes, explains the rule under the cursor, formats, applies fixes and lists rules.
//
// The server does one thing after another, in the order in which it is asked, and starts no goroutine. It reads what has already
// arrived before it works on a request, so that a request which the editor has cancelled in the meantime is not worked on, and findings
// about a text that has changed again are not worked out.
package lsp
