//! No input takes more than linear work. Work is counted, not timed: the parser is served one byte at a time, and
//! every byte that it asks for is one unit.

use crate::trees::parser;

/// How often a byte may be looked at on average: by the tokens of its own line, and, as part of the lines to come,
/// by the line ends and markers of the three lines before.
const LOOKS_PER_BYTE: usize = 24;

/// The number of bytes that parsing `text` asks for; None where it is more than `limit`.
fn count_work(text: &[u8], limit: usize) -> Option<usize> {
    let mut reads = 0;
    let mut serve = |at: usize, _| {
        reads += 1;
        // A panic cannot pass through the parser: past the limit, the text ends.
        if reads > limit { &[] } else { text.get(at..at + 1).unwrap_or_default() }
    };
    let tree = parser().parse_with_options(&mut serve, None, None).expect("a language is set");
    assert!(reads > limit || !tree.root_node().has_error(), "{}", start_of(text));
    (reads <= limit).then_some(reads)
}

fn work(text: &[u8]) -> usize {
    let limit = (text.len() + 1_000) * LOOKS_PER_BYTE;
    count_work(text, limit)
        .unwrap_or_else(|| panic!("more than {limit} reads of {} bytes: {}", text.len(), start_of(text)))
}

fn start_of(text: &[u8]) -> String {
    String::from_utf8_lossy(&text[..text.len().min(60)]).into_owned()
}

fn assert_linear(pattern: &[u8], bytes: usize) {
    let once = pattern.repeat(bytes / pattern.len());
    let twice = pattern.repeat(2 * (bytes / pattern.len()));
    let (small, large) = (work(&once), work(&twice));
    assert!(large * 10 <= small * 21 + 100_000, "{small} reads, and {large} for twice the text: {}", start_of(pattern));
}

#[test]
fn repeated_patterns() {
    let patterns: &[&str] = &[
        "a\n",
        "a\r",
        "a\r\n",
        "a\n\n",
        "1AC\n",
        "AT: x\n",
        "A tag\nChoi 21\n",
        "Choi 21\n",
        "A 21 [\n",
        "# \n",
        "####\n",
        "=== a ===\n",
        "AND\n",
        "<!-- x -->\n",
        "<!--\n",
        "a <!--\n",
        "http://\n",
        "https://a.b/c\n",
        "x. y. z.\n",
        ", 9-1, 21,\n",
        "“a\n",
        "[a\n",
        "__a\n",
        "__**==\n",
        "word word word word word word word word\n",
    ];
    for pattern in patterns {
        assert_linear(pattern.as_bytes(), 64 << 10);
    }
}

#[test]
fn one_endless_line() {
    let patterns: &[&str] = &[
        " ",
        "\u{a0}",
        "\t",
        "\n",
        "\r",
        "\u{feff}",
        "\0",
        "a",
        "a ",
        "[",
        "[a",
        "]",
        "\\[",
        "**",
        "**a",
        "__",
        "__a ",
        "_ ",
        "==",
        "===",
        "#",
        "<!--",
        "-->",
        "http://",
        "https://www.",
        "www.",
        "\"",
        "“",
        "”",
        "'",
        "...",
        ". ",
        ". . ",
        "…",
        "A 21 [",
        "Choi 21 ",
        "9-1-21 ",
        "9-1, ",
        "September ",
        "n.d. ",
        "(a ",
        ") ",
        "//",
        "doi:1 ",
        "accessed ",
        "é",
        "“A B C,” ",
    ];
    for pattern in patterns {
        assert_linear(pattern.as_bytes(), 64 << 10);
        // … and as a cite, below a tag.
        let cite =
            |n: usize| [b"A tag\n\nChoi 21 [".as_slice(), &pattern.as_bytes().repeat(n / pattern.len())].concat();
        let (small, large) = (work(&cite(32 << 10)), work(&cite(64 << 10)));
        assert!(
            large * 10 <= small * 21 + 100_000,
            "{small} and {large} reads of a cite: {}",
            start_of(pattern.as_bytes())
        );
    }
}

#[test]
fn bytes_that_are_no_text() {
    assert_linear(b"\xff", 64 << 10);
    assert_linear(b"\xe2\x80", 64 << 10);
    assert_linear(b"\xf0\x9f\n", 64 << 10);
}

#[test]
fn a_line_of_ten_megabytes() {
    work(&b"word __word__ ".repeat((10 << 20) / 14));
}

/// What most of a brief is: quoted evidence. Its lines are looked at by their own tokens, and by the markers and line ends
/// of their own line and of the one before; of a long line only the beginning is looked at more than once.
#[test]
fn quoted_evidence_is_looked_at_a_few_times() {
    let sentence =
        "The ministers said that the talks had gone on until the morning, and that nobody had left the room. ";
    for (sentences, looks) in [(3, 6), (20, 2)] {
        let paragraph = sentence.repeat(sentences) + "\n\n";
        let text = format!("A claim\n\nChoi 21, Joseph Choi, 9-15-21, The Hill\n\n{}", paragraph.repeat(200));
        let limit = text.len() * looks;
        assert!(
            count_work(text.as_bytes(), limit).is_some(),
            "more than {limit} looks at paragraphs of {sentences} sentences"
        );
    }
}

/// The control: too much work is noticed.
#[test]
fn more_work_than_the_limit_is_noticed() {
    assert_eq!(count_work(&b"a\n".repeat(10), 20), None);
}
