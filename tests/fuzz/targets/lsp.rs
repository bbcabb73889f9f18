//! The language server on any bytes: no panic in any handler, and it ends when its input does.
//!
//! An input is the stream itself where it begins with a header, else a message a line, to which the headers are added:
//! so mutations reach the methods and are not all spent on `Content-Length`.

#![no_main]

use std::io::{self, Cursor};

use debate_ls::lsp::serve_on;
use debate_ls_fuzz::TODAY;
use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|data: &[u8]| -> Corpus {
    // Whoever opens a folder has it searched: only what the client sends is of interest here, not this machine.
    if data.windows(4).any(|bytes| bytes.eq_ignore_ascii_case(b"file")) {
        return Corpus::Reject;
    }
    let stream = if data.starts_with(b"Content") { data.to_vec() } else { framed(data) };
    serve_on(Cursor::new(stream), io::sink(), Some(TODAY)).expect("the system has threads");
    Corpus::Keep
});

/// Every line as a message.
fn framed(lines: &[u8]) -> Vec<u8> {
    let mut stream = Vec::new();
    for line in lines.split(|&byte| byte == b'\n') {
        stream.extend_from_slice(format!("Content-Length: {}\r\n\r\n", line.len()).as_bytes());
        stream.extend_from_slice(line);
    }
    stream
}
