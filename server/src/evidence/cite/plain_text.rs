//! A cite's text as one reads it: without cutting marks, Markdown and wiki escapes and invisible characters,
//! every space a plain one. Spans of it lead back to the text it was made from.

use crate::text::Span;

/// The text without marks, and the way back.
#[derive(Debug)]
pub(super) struct PlainText {
    /// What is read. Line ends are `\n`, other whitespace is spaces.
    pub(super) text: String,
    /// Where stretches begin that were copied byte by byte; ascending in both.
    runs: Vec<Run>,
    /// What stood between `*…*` or `_…_`, as Markdown writes titles and publications.
    pub(super) emphasized: Vec<Span>,
    /// The words of Markdown links, but for those whose words are the address.
    pub(super) linked: Vec<Span>,
}

#[derive(Clone, Copy, Debug)]
struct Run {
    plain: usize,
    source: usize,
    /// How many bytes of the source one byte of the plain text stands for: 1 but for a space such as U+00A0.
    width: usize,
}

/// Marks that come in pairs round a stretch of one line, longest first.
const MARKS: [&str; 5] = ["**", "__", "==", "*", "_"];

impl PlainText {
    /// The text of `source` within `span`, which must lie on character boundaries.
    pub(super) fn new(source: &str, span: Span) -> Self {
        let part = span.of(source);
        let plain = part.bytes().all(|b| {
            !matches!(
                b,
                b'*' | b'_'
                    | b'='
                    | b'\\'
                    | b'~'
                    | b'<'
                    | b'['
                    | b']'
                    | b'\t'
                    | b'\r'
                    | 0xc2
                    | 0xe2
                    | 0xef
                    | 0x0b
                    | 0x0c
            )
        });
        if plain {
            let runs = vec![Run { plain: 0, source: span.start, width: 1 }];
            return Self { text: part.to_owned(), runs, emphasized: Vec::new(), linked: Vec::new() };
        }
        let text = String::with_capacity(part.len());
        let mut plain = Self { text, runs: Vec::new(), emphasized: Vec::new(), linked: Vec::new() };
        plain.fill(part, span.start);
        plain
    }

    fn fill(&mut self, part: &str, offset: usize) {
        // Where each kind of mark that was opened closes.
        let mut closes = [None; MARKS.len()];
        let mut emphasis = 0;
        let mut linked = None;
        let mut link_end = 0;
        let mut at = 0;
        while let Some(c) = part[at..].chars().next() {
            let run = part.as_bytes()[at..].iter().take_while(|b| is_plain(**b)).count();
            if run > 0 {
                self.copy(&part[at..at + run], offset + at);
                at += run;
                continue;
            }
            if at >= link_end && matches!(c, 'h' | 'H' | 'w' | 'W') {
                link_end = link_end.max(link_end_at(part, at));
            }
            if let Some(mark) = (0..MARKS.len()).find(|&mark| closes[mark] == Some(at)) {
                closes[mark] = None;
                at += MARKS[mark].len();
                if MARKS[mark].len() == 1 {
                    self.emphasized.push(Span::new(emphasis, self.text.len()));
                }
                continue;
            }
            let marks = if matches!(c, '*' | '_' | '=') { MARKS.as_slice() } else { &[] };
            let opened = marks.iter().position(|mark| part[at..].starts_with(mark)).filter(|&mark| {
                closes[mark] = closing(part, at, mark, at < link_end);
                closes[mark].is_some()
            });
            if let Some(mark) = opened {
                at += MARKS[mark].len();
                if MARKS[mark].len() == 1 {
                    emphasis = self.text.len();
                }
                continue;
            }
            // An unpaired sign is taken whole, so that no half of it opens a shorter mark.
            if let Some(mark) = marks.iter().find(|mark| mark.len() == 2 && part[at..].starts_with(**mark)) {
                self.copy(mark, offset + at);
                at += 2;
                continue;
            }
            if let Some(len) = tag_len(&part[at..]) {
                at += len;
                continue;
            }
            // `[Ships Wait](https://…)`: the link follows its text, unless that is the link itself.
            if is_link_text(&part[at..]) {
                linked = Some(self.text.len());
                at += 1;
                continue;
            }
            if let Some(link) = link_target(&part[at..]) {
                let words = linked.take().map(|start| Span::new(start, self.text.len()));
                if !self.text.ends_with(link) {
                    self.linked.extend(words);
                    self.put(' ', offset + at, 1);
                    self.copy(link, offset + at + 2);
                }
                at += link.len() + 3;
                continue;
            }
            at += c.len_utf8();
            let next = part[at..].chars().next();
            match c {
                '\\' if next.is_some_and(|next| next.is_ascii_punctuation()) => self.copy_char(&mut at, part, offset),
                '~' if next.is_some_and(|next| "[]()*_-{}/^#\"'<>|.=+&%;:!,\\~".contains(next)) => {
                    self.copy_char(&mut at, part, offset);
                }
                '\r' if next == Some('\n') => {}
                '\n' | '\r' => self.put('\n', offset + at - 1, 1),
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
                _ if c.is_whitespace() || c.is_control() => self.put(' ', offset + at - c.len_utf8(), c.len_utf8()),
                _ => self.copy(&part[at - c.len_utf8()..at], offset + at - c.len_utf8()),
            }
        }
    }

    /// Copies the character at `at`, which was escaped, as it is.
    fn copy_char(&mut self, at: &mut usize, part: &str, offset: usize) {
        let len = part[*at..].chars().next().map_or(0, char::len_utf8);
        self.copy(&part[*at..*at + len], offset + *at);
        *at += len;
    }

    fn copy(&mut self, piece: &str, source: usize) {
        let continues = self.runs.last().is_some_and(|run| source - run.source == self.text.len() - run.plain);
        if !continues {
            self.runs.push(Run { plain: self.text.len(), source, width: 1 });
        }
        self.text.push_str(piece);
    }

    /// Puts `c`, which is one byte, for a character of `width` bytes at `source` of which it is not a copy.
    fn put(&mut self, c: char, source: usize, width: usize) {
        self.runs.push(Run { plain: self.text.len(), source, width });
        self.text.push(c);
    }

    /// Where `span` of the plain text stands in the source. Marks at its ends are left out. A span on character
    /// boundaries gives one on character boundaries.
    pub(super) fn source(&self, span: Span) -> Span {
        match span.end.checked_sub(1) {
            Some(last) if !span.is_empty() => Span::new(self.place(span.start).0, self.end_of(last)),
            Some(last) if span.start == self.text.len() => Span::empty(self.end_of(last)),
            _ => Span::empty(self.place(span.start).0),
        }
    }

    /// Where the byte of the source ends that byte `plain` of the plain text stands for.
    fn end_of(&self, plain: usize) -> usize {
        let (place, width) = self.place(plain);
        place + width
    }

    /// Which byte of the source byte `plain` of the plain text stands for, and for how many from there on.
    fn place(&self, plain: usize) -> (usize, usize) {
        let after = self.runs.partition_point(|run| run.plain <= plain);
        self.runs.get(after.saturating_sub(1)).map_or((0, 1), |run| (run.source + (plain - run.plain), run.width))
    }
}

/// Whether a byte stands for itself wherever it is: no mark, no escape, no space but the space, not the
/// beginning of a link, ASCII.
fn is_plain(b: u8) -> bool {
    matches!(b, b' '..=b'~')
        && !matches!(b, b'*' | b'_' | b'=' | b'\\' | b'~' | b'<' | b'[' | b']' | b'h' | b'H' | b'w' | b'W')
}

/// The length of the HTML tag that `rest` begins with, as Word's text arrives from a wiki: `<u>`, `</strong>`.
fn tag_len(rest: &str) -> Option<usize> {
    const TAGS: [&str; 8] = ["u", "b", "i", "em", "strong", "mark", "span", "sup"];
    let inside = rest.strip_prefix('<')?;
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let tag = TAGS.iter().find(|tag| name.strip_prefix(**tag).is_some_and(|after| after.starts_with('>')))?;
    Some(rest.len() - name.len() + tag.len() + 1)
}

/// Whether the text of a Markdown link begins where `rest` does: `[Ships Wait](https://…)`.
fn is_link_text(rest: &str) -> bool {
    let Some(inside) = rest.strip_prefix('[') else { return false };
    inside.find(['[', ']', '\n']).is_some_and(|end| end > 0 && link_target(&inside[end..]).is_some())
}

/// The address of the Markdown link whose text ends where `rest` begins: `](https://…)`.
fn link_target(rest: &str) -> Option<&str> {
    let target = rest.strip_prefix("](")?;
    let end = target.find(|c: char| c == ')' || c.is_whitespace())?;
    (target.starts_with("http") && target[end..].starts_with(')')).then(|| &target[..end])
}

/// Where the link ends that begins at `at`, or 0 where none does. Signs inside links are no marks.
fn link_end_at(part: &str, at: usize) -> usize {
    let rest = &part.as_bytes()[at..];
    let begins = [&b"http"[..], b"www."].iter().any(|head| rest.len() > 4 && rest[..4].eq_ignore_ascii_case(head));
    if !begins {
        return 0;
    }
    at + part[at..].find(char::is_whitespace).unwrap_or(part.len() - at)
}

/// Where the mark that stands at `at` closes: at the next such mark of the line, if that one can close.
/// Looks at no more than the stretch between the two, so that all calls together stay linear.
fn closing(part: &str, at: usize, mark: usize, in_link: bool) -> Option<usize> {
    let sign = MARKS[mark];
    let inside = at + sign.len();
    let before = part[..at].chars().next_back();
    let begins_word = before.is_none_or(|c| !c.is_alphanumeric());
    let opens = part[inside..].starts_with(|c: char| !c.is_whitespace() && !sign.contains(c));
    // Bold is how Word's cite style arrives from pandoc: it may begin in the middle of a word.
    if !opens || (sign != "**" && (!begins_word || in_link)) {
        return None;
    }
    let rest = &part[inside..];
    let line = rest.find('\n').map_or(rest, |end| &rest[..end]);
    let close = inside + line.find(sign)?;
    let after = part[close + sign.len()..].chars().next();
    let ends_word = after.is_none_or(|c| !c.is_alphanumeric());
    let closes = part[..close].chars().next_back().is_some_and(|c| !c.is_whitespace()) && (sign == "**" || ends_word);
    let clean = sign.len() == 2 || after != sign.chars().next();
    (closes && clean).then_some(close)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(text: &str) -> String {
        PlainText::new(text, Span::new(0, text.len())).text
    }

    #[test]
    fn marks_and_escapes_are_left_out() {
        for (text, want) in [
            ("**Caplan 19** \\[Professor", "Caplan 19 [Professor"),
            ("Charles **Derber 23**, x", "Charles Derber 23, x"),
            ("~[Premier~] 5407.msg~#msg1", "[Premier] 5407.msg#msg1"),
            ("__Choi__ ==21== _The Hill_ *Title*", "Choi 21 The Hill Title"),
            ("Choi\u{a0}21\u{200b}", "Choi 21"),
            ("a\r\nb\rc", "a\nb\nc"),
            ("https://x.org/_An_Argument_by_X/__a__b", "https://x.org/_An_Argument_by_X/__a__b"),
            ("*Research Director; **member AND", "*Research Director; **member AND"),
            ("* David, x And ** Austin, y", "* David, x And ** Austin, y"),
            ("snake_case_name", "snake_case_name"),
            ("~ Marked 10:32 ~", "~ Marked 10:32 ~"),
            ("[Nobody Waits](https://x.org/a), 2021", "Nobody Waits https://x.org/a, 2021"),
            ("[https://x.org/a](https://x.org/a)]", "https://x.org/a]"),
            ("[1] [x [y](ftp://z) [", "[1] [x [y](ftp://z) ["),
        ] {
            assert_eq!(plain(text), want);
        }
    }

    #[test]
    fn spans_lead_back() {
        let text = "x **Choi\u{a0}21** y";
        let plain = PlainText::new(text, Span::new(2, text.len()));
        assert_eq!(plain.text, "Choi 21 y");
        assert_eq!(plain.source(Span::new(0, 4)).of(text), "Choi");
        assert_eq!(plain.source(Span::new(5, 7)).of(text), "21");
        assert_eq!(plain.source(Span::new(0, 7)).of(text), "Choi\u{a0}21");
    }

    proptest! {
        #[test]
        fn every_word_leads_back_to_itself(text in "([a-z]{1,4}|\\*\\*|\\*|__|_|==|~|\\\\|\\[|[ \n\t\r]|\u{a0}|é|\u{200b}|http://){0,60}") {
            let plain = PlainText::new(&text, Span::new(0, text.len()));
            for (at, c) in plain.text.char_indices() {
                let place = plain.source(Span::new(at, at + c.len_utf8()));
                let after = plain.source(Span::empty(at + c.len_utf8()));
                for boundary in [place.start, place.end, after.start] {
                    prop_assert!(text.is_char_boundary(boundary), "{boundary} of {text:?}");
                }
                if !c.is_whitespace() {
                    prop_assert_eq!(place.of(&text).chars().next(), Some(c));
                }
            }
        }
    }
}
