//! Cutting marks in a line of card text: from formatted text to `__underlined__`, `**emphasis**` and `==highlighted==`,
//! so that the grammar reads what was meant (`mark_effect` in grammar/src/scanner/inline.h).
//!
//! A mark closes anywhere, and opens only where no word goes on before it, or right behind another mark's sign. Where text
//! has the signs itself, a backslash stands before them.

use super::document::{is_blank, is_word_character};

/// Underlined: `__`.
pub(super) const UNDERLINE: u8 = 1;
/// Emphasis: `**`.
pub(super) const EMPHASIS: u8 = 1 << 1;
/// Highlighted: `==`.
pub(super) const HIGHLIGHT: u8 = 1 << 2;

/// The marks and their signs, the one first that is outermost where both end together.
const SIGNS: [(u8, char); 3] = [(UNDERLINE, '_'), (EMPHASIS, '*'), (HIGHLIGHT, '=')];

/// Characters that a backslash makes text.
pub(super) fn is_escapable(character: char) -> bool {
    matches!(character, '\\' | '*' | '_' | '=' | '#' | '<')
}

/// Text that is to be marked: of each byte, the marks of its character.
#[derive(Debug, Default)]
pub(super) struct Marked {
    pub(super) text: String,
    pub(super) marks: Vec<u8>,
}

impl Marked {
    /// Adds text with these marks.
    pub(super) fn push(&mut self, text: &str, marks: u8) {
        self.text.push_str(text);
        self.marks.resize(self.text.len(), marks);
    }

    /// Empties it, to be used again.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.marks.clear();
    }

    fn at(&self, byte: usize) -> u8 {
        self.marks.get(byte).copied().unwrap_or_default()
    }

    fn set(&mut self, from: usize, to: usize, change: impl Fn(u8) -> u8) {
        self.marks.get_mut(from..to).into_iter().flatten().for_each(|marks| *marks = change(*marks));
    }

    /// The text from `byte` on with the same marks, up to a sign that may have to be escaped.
    fn plain_text(&self, byte: usize, marks: u8) -> &str {
        let rest = self.text.get(byte..).unwrap_or_default();
        let is_plain = |sign: u8| !matches!(sign, b'\\' | b'_' | b'*' | b'=');
        let bytes = rest.bytes().zip(self.marks.iter().skip(byte));
        let len = bytes.take_while(|(sign, of_byte)| **of_byte == marks && is_plain(*sign)).count();
        rest.get(..len).unwrap_or_default()
    }

    fn before(&self, byte: usize) -> Option<char> {
        self.text.get(..byte)?.chars().next_back()
    }

    fn after(&self, byte: usize) -> Option<char> {
        self.text.get(byte..)?.chars().next()
    }

    /// Changes the marks to what card text can say, and says whether that changed more than blanks: whether a mark
    /// began inside a word. Doing it again changes nothing.
    pub(super) fn normalize(&mut self, allowed: u8) -> bool {
        self.marks.iter_mut().for_each(|marks| *marks &= allowed);
        if self.marks.iter().all(|marks| *marks == 0) {
            return false;
        }
        self.unify_links();
        let widened = self.widen_to_words(allowed);
        if allowed & UNDERLINE != 0 {
            self.settle_emphasis();
        }
        SIGNS.iter().for_each(|(mark, _)| self.trim(*mark));
        widened
    }

    /// A link is one word to the grammar: all of it has the marks that any of it has.
    fn unify_links(&mut self) {
        let mut from = 0;
        while let Some((start, end)) = next_link(&self.text, from) {
            let all = self.marks.get(start..end).unwrap_or_default().iter().fold(0, |all, marks| all | marks);
            self.set(start, end, |_| all);
            from = end;
        }
    }

    /// A mark cannot begin inside a word, unless another is in effect before it. There the word's beginning is underlined,
    /// which says the least about it; in a cite, it gets the same mark.
    fn widen_to_words(&mut self, allowed: u8) -> bool {
        let mut widened = false;
        let mut at = 0;
        while let Some(start) = self.marks.get(at..).and_then(|rest| rest.iter().position(|marks| *marks != 0)) {
            let start = at + start;
            let word: usize = self.text.get(at..start).map_or(0, |before| {
                before.chars().rev().take_while(|character| is_word_character(*character)).map(char::len_utf8).sum()
            });
            if word > 0 {
                let mark = if allowed & UNDERLINE != 0 { UNDERLINE } else { self.at(start) };
                self.set(start - word, start, |_| mark);
                widened = true;
            }
            let len = self.marks.get(start..).unwrap_or_default().iter().take_while(|marks| **marks != 0).count();
            at = start + len;
        }
        widened
    }

    /// What is emphasized in the middle of underlined text is underlined as well; what is emphasized alone is not, since
    /// that it is underlined goes without saying.
    fn settle_emphasis(&mut self) {
        let mut at = 0;
        while at < self.marks.len() {
            let rest = self.marks.get(at..).unwrap_or_default();
            let len = rest.iter().take_while(|marks| **marks & (UNDERLINE | EMPHASIS) != 0).count();
            let is_mixed = rest.iter().take(len).any(|marks| marks & EMPHASIS == 0);
            self.set(at, at + len, |marks| if is_mixed { marks | UNDERLINE } else { marks & !UNDERLINE });
            at += len.max(1);
        }
    }

    /// A mark neither begins nor ends with blanks.
    fn trim(&mut self, mark: u8) {
        let mut at = 0;
        while at < self.marks.len() {
            let len = self.marks.get(at..).unwrap_or_default().iter().take_while(|marks| **marks & mark != 0).count();
            if len == 0 {
                at += 1;
                continue;
            }
            let run = self.text.get(at..at + len).unwrap_or_default();
            let leading = len - run.trim_start_matches(is_blank).len();
            let trailing = len - run.trim_end_matches(is_blank).len();
            self.set(at, at + leading, |marks| marks & !mark);
            self.set(at + len - trailing, at + len, |marks| marks & !mark);
            at += len;
        }
    }

    /// Adds the text with its marks to `out`. The marks are normal.
    pub(super) fn write(&self, allowed: u8, out: &mut String) {
        Writer { source: self, allowed, open: Vec::with_capacity(SIGNS.len()), ends: [0; SIGNS.len()] }.write(out);
    }
}

/// The next link in `text`, from byte `from` on, without the punctuation behind it.
fn next_link(text: &str, mut from: usize) -> Option<(usize, usize)> {
    loop {
        let rest = text.get(from..)?;
        let found = rest.bytes().position(|byte| matches!(byte, b'h' | b'H' | b'w' | b'W'))?;
        let start = from + found;
        let link = text.get(start..)?;
        let lower: String = link.chars().take(8).map(|character| character.to_ascii_lowercase()).collect();
        let begins = lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("www.");
        if begins && !text.get(..start)?.chars().next_back().is_some_and(is_word_character) {
            let ends = |character: char| {
                is_blank(character) || matches!(character, '<' | '>' | '"' | ']' | '\u{201c}'..='\u{201f}')
            };
            let link = link.split(ends).next().unwrap_or_default();
            let bare = link.trim_end_matches(['.', ',', ';', ':', ')', '!', '?', '\'', '\u{2019}']);
            return Some((start, start + bare.len()));
        }
        from = start + 1;
    }
}

struct Writer<'a> {
    source: &'a Marked,
    allowed: u8,
    /// The marks that are open, outermost first.
    open: Vec<u8>,
    /// Where the stretch of each mark ends that was looked at last.
    ends: [usize; SIGNS.len()],
}

impl Writer<'_> {
    fn write(mut self, out: &mut String) {
        let source = self.source;
        let line_start = line_start_escape(&source.text);
        let mut before = None;
        // The run of one sign in the text that was looked at last: its end, and whether it is escaped.
        let mut run = (0, false);
        let mut at = 0;
        while let Some(character) = source.after(at) {
            self.change(at, character, before, out);
            let escaped = match character {
                '\\' => self.needs_escape(at),
                '_' | '*' | '=' => {
                    if at >= run.0 {
                        run = self.sign_run(at, character, line_start == Some(at));
                    }
                    run.1 || line_start == Some(at)
                }
                _ => line_start == Some(at),
            };
            if escaped {
                out.push('\\');
            }
            out.push(character);
            before = Some(character);
            let marks = source.at(at);
            at += character.len_utf8();
            if self.open_marks() == marks && line_start.is_none_or(|start| start < at) {
                let plain = source.plain_text(at, marks);
                out.push_str(plain);
                before = plain.chars().next_back().or(before);
                at += plain.len();
            }
        }
        while let Some(mark) = self.open.pop() {
            push_sign(mark, out);
        }
    }

    /// The marks that are open.
    fn open_marks(&self) -> u8 {
        self.open.iter().fold(0, |all, mark| all | mark)
    }

    /// Closes and opens marks before the character at `at`.
    fn change(&mut self, at: usize, character: char, before: Option<char>, out: &mut String) {
        let wanted = self.source.at(at);
        let now = self.open_marks();
        // Nothing opens before a blank: it opens behind it.
        let opens = if is_blank(character) { 0 } else { wanted & !now };
        let closes = now & !wanted;
        if opens == 0 && closes == 0 {
            return;
        }
        let mut last_closed = 0;
        let mut reopened = 0;
        while self.open.iter().any(|mark| mark & closes != 0) || (opens != 0 && last_closed == 0 && in_word(before)) {
            let Some(mark) = self.open.pop() else { break };
            push_sign(mark, out);
            last_closed = mark;
            reopened |= mark & wanted;
        }
        if is_blank(character) {
            return;
        }
        let mut order: Vec<u8> =
            SIGNS.iter().map(|(mark, _)| *mark).filter(|mark| (opens | reopened) & mark != 0).collect();
        order.sort_by_key(|mark| std::cmp::Reverse(self.end_of(*mark, at)));
        // Two signs of one kind in a row would be neither.
        if order.first() == Some(&last_closed) && order.len() > 1 {
            order.swap(0, 1);
        }
        for mark in order {
            push_sign(mark, out);
            self.open.push(mark);
        }
    }

    /// Where the stretch of a mark ends that holds `at`. Each stretch is walked once.
    fn end_of(&mut self, mark: u8, at: usize) -> usize {
        let Some(end) = SIGNS.iter().position(|(sign, _)| *sign == mark).and_then(|index| self.ends.get_mut(index))
        else {
            return at;
        };
        if at >= *end {
            let rest = self.source.marks.get(at..).unwrap_or_default();
            *end = at + rest.iter().take_while(|marks| **marks & mark != 0).count();
        }
        *end
    }

    /// Whether the backslash at `at` would make something of what follows it.
    fn needs_escape(&self, at: usize) -> bool {
        let next = self.source.after(at + 1);
        next.is_some_and(is_escapable) || self.source.at(at) != self.source.at(at + 1)
    }

    /// The end of the run of a sign in the text from `at` on, and whether it has to be escaped. The first sign of it is
    /// escaped anyway if it `starts_line`.
    fn sign_run(&self, at: usize, sign: char, starts_line: bool) -> (usize, bool) {
        let Some((mark, _)) = SIGNS.iter().find(|(mark, known)| *known == sign && mark & self.allowed != 0) else {
            return (at + 1, false);
        };
        // Where the marks change, another sign comes in between.
        let marks = self.source.at(at);
        let signs = self.source.text.get(at..).unwrap_or_default().chars().zip(self.source.marks.iter().skip(at));
        let len = signs.take_while(|(other, of_other)| *other == sign && **of_other == marks).count();
        let end = at + len;
        // All bytes of a character have the same marks.
        let around = at.saturating_sub(1)..=end.min(self.source.marks.len().saturating_sub(1));
        let is_near = self.source.marks.get(around).unwrap_or_default().iter().any(|marks| marks & mark != 0);
        let goes_on = self.source.after(end).is_some_and(|next| !is_blank(next)) || self.source.at(end) != marks;
        let same_word = in_word(self.source.before(at)) && self.source.at(at.saturating_sub(1)) == marks;
        let is_mark = len - usize::from(starts_line) == 2;
        (end, is_near || (is_mark && goes_on && !same_word))
    }
}

fn in_word(before: Option<char>) -> bool {
    before.is_some_and(is_word_character)
}

fn push_sign(mark: u8, out: &mut String) {
    if let Some((_, sign)) = SIGNS.iter().find(|(known, _)| *known == mark) {
        out.push(*sign);
        out.push(*sign);
    }
}

/// Where a line needs a backslash so that its first characters do not mark it as a heading, a tag or a comment.
fn line_start_escape(text: &str) -> Option<usize> {
    let bare = text.trim_start_matches(is_blank);
    let start = text.len() - bare.len();
    let hashes = bare.chars().take_while(|character| *character == '#').count();
    let is_heading = (1..=4).contains(&hashes)
        && bare.get(hashes..).is_none_or(|rest| rest.is_empty() || rest.starts_with(is_blank));
    (is_heading || bare.starts_with("===") || bare.starts_with("<!--")).then_some(start)
}

/// The text that `escaped` stands for.
pub(super) fn unescaped(escaped: &str) -> String {
    let mut text = String::with_capacity(escaped.len());
    let mut characters = escaped.chars().peekable();
    while let Some(character) = characters.next() {
        match characters.peek() {
            Some(next) if character == '\\' && is_escapable(*next) => {
                text.push(*next);
                characters.next();
            }
            _ => text.push(character),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written of text in which `_`, `*` and `=` stand under the marked characters.
    fn written(text: &str, under: [&str; 3]) -> (String, bool) {
        let mut marked = Marked::default();
        for (at, character) in text.chars().enumerate() {
            let marks =
                SIGNS.iter().zip(under).filter(|(_, line)| line.chars().nth(at).is_some_and(|sign| sign != ' '));
            marked.push(character.encode_utf8(&mut [0; 4]), marks.fold(0, |all, ((mark, _), _)| all | mark));
        }
        let widened = marked.normalize(UNDERLINE | EMPHASIS | HIGHLIGHT);
        let mut out = String::new();
        marked.write(UNDERLINE | EMPHASIS | HIGHLIGHT, &mut out);
        (out, widened)
    }

    #[test]
    fn marks_are_merged_nested_and_trimmed() {
        let same = |text, under, out: &str| assert_eq!(written(text, under), (out.to_owned(), false));
        same("talks fail now", ["_____ ____    ", "", ""], "__talks__ __fail__ now");
        same("talks fail now", ["______________", "      ****", ""], "__talks **fail** now__");
        same("talks fail now", ["______    ____", "      ****", ""], "__talks **fail** now__");
        same("talks fail now", ["      ____", "      ****", ""], "talks **fail** now");
        same("talks fail now", ["", "", "===== ========"], "==talks== ==fail now==");
        same("talks fail now", ["___________   ", "", "      ========"], "__talks ==fail==__ ==now==");
        same(" talks ", ["_______", "", ""], " __talks__ ");
    }

    #[test]
    fn a_mark_opens_inside_a_word_only_behind_another() {
        assert_eq!(
            written("deescalate", ["__________", "", "  ========"]),
            ("__de__==__escalate__==".to_owned(), false)
        );
        assert_eq!(written("deescalate", ["", "", "  ========"]), ("__de__==escalate==".to_owned(), true));
        assert_eq!(written("unlikely", ["  ______", "", ""]), ("__unlikely__".to_owned(), true));
        assert_eq!(written("United States", ["", "*      *", ""]), ("**U**nited **S**tates".to_owned(), false));
    }

    #[test]
    fn signs_in_the_text_are_escaped_where_they_would_mark() {
        let same = |text, under, out: &str| assert_eq!(written(text, under), (out.to_owned(), false));
        same("a __b__ c", ["", "", ""], "a \\_\\_b__ c");
        same("snake__case ____ == b", ["", "", ""], "snake__case ____ == b");
        same("a_ b", ["__", "", ""], "__a\\___ b");
        same("# a", ["", "", ""], "\\# a");
        same("#1 and ===b===", ["", "", ""], "#1 and ===b===");
        same("<!-- a -->", ["", "", ""], "\\<!-- a -->");
        same("____war", ["", "____", "  =="], "**\\_\\_==\\_\\_==**war");
        same("C:\\temp \\_", ["", "", ""], "C:\\temp \\\\_");
    }

    #[test]
    fn what_was_escaped_is_found_again() {
        for (escaped, text) in
            [("a \\_\\_b__", "a __b__"), ("\\# \\\\ \\[x\\] \\x", "# \\ \\[x\\] \\x"), ("a\\", "a\\")]
        {
            assert_eq!(unescaped(escaped), text);
        }
    }
}
