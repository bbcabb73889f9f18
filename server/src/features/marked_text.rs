//! A paragraph of evidence as letters, each with the cutting marks that it has: what may change is the marks, and never
//! the letters. Written back, a mark opens at the start of a word and nests in those that go on for longer.

use crate::evidence::brief::CuttingMark;
use crate::lint::Edit;
use crate::text::Span;

/// The letters of a paragraph, without the signs of its marks.
#[derive(Clone, Debug)]
pub(super) struct MarkedText {
    letters: Vec<Letter>,
    /// The marks that the paragraph opens at a letter, outer before inner, with the letter’s number; in order.
    opened: Vec<(usize, CuttingMark)>,
}

#[derive(Clone, Copy, Debug)]
struct Letter {
    sign: char,
    /// Where it is in the paragraph, in bytes.
    byte: usize,
    /// One bit for each mark.
    marks: u8,
}

impl CuttingMark {
    /// All of them, in the order in which they nest if none goes on for longer.
    pub(super) const ALL: [Self; 3] = [Self::Underline, Self::Emphasis, Self::Highlight];

    fn index(self) -> usize {
        match self {
            Self::Underline => 0,
            Self::Emphasis => 1,
            Self::Highlight => 2,
        }
    }

    fn bit(self) -> u8 {
        1 << self.index()
    }
}

/// The letters of `paragraph`, whose closed marks are `marks`: the kind, and what is between the signs, in bytes; outer
/// before inner.
pub(super) fn read(paragraph: &str, marks: impl Iterator<Item = (CuttingMark, Span)>) -> MarkedText {
    let mut is_sign = vec![false; paragraph.len() + 1];
    let mut inside = vec![0_u8; paragraph.len() + 1];
    let mut starts = Vec::new();
    for (kind, span) in marks {
        let open = Span::new(span.start.saturating_sub(kind.sign().len()), span.start);
        let close = Span::new(span.end, span.end + kind.sign().len());
        if open.of(paragraph) != kind.sign() || close.of(paragraph) != kind.sign() {
            continue;
        }
        for sign in [open, close] {
            is_sign[sign.start..sign.end].fill(true);
        }
        inside[span.start..span.end].iter_mut().for_each(|marks| *marks |= kind.bit());
        starts.push((span.start, kind));
    }
    let letters: Vec<Letter> = paragraph
        .char_indices()
        .filter(|(byte, _)| !is_sign[*byte])
        .map(|(byte, sign)| Letter { sign, byte, marks: inside[byte] })
        .collect();
    let number = |byte: usize| letters.partition_point(|letter| letter.byte < byte);
    let opened = starts.into_iter().map(|(byte, kind)| (number(byte), kind)).collect();
    MarkedText { letters, opened }
}

impl MarkedText {
    /// The letters of the words in `selection`, in bytes of the paragraph: from the start of a word, and without spaces
    /// at the ends. Several words are whole; of one, its first letters may be selected. `None` if there are no words.
    pub(super) fn words(&self, selection: Span, is_caret: bool) -> Option<Span> {
        let number = |byte: usize| self.letters.partition_point(|letter| letter.byte < byte);
        let (mut start, mut end) = (number(selection.start), number(selection.end));
        if is_caret {
            let inside = [start, start.wrapping_sub(1)].into_iter().find(|&at| self.is_word(at))?;
            (start, end) = (inside, inside + 1);
        }
        while start < end && self.is_blank(start) {
            start += 1;
        }
        while start < end && self.is_blank(end - 1) {
            end -= 1;
        }
        if start == end {
            return None;
        }
        let is_first_letters = !is_caret && self.can_open(start) && (start..end).all(|at| self.is_word(at));
        while !self.can_open(start) {
            start -= 1;
        }
        while !is_first_letters && self.is_in_word(end) {
            end += 1;
        }
        Some(self.with_brackets(Span::new(start, end)))
    }

    /// A mark neither begins nor ends inside of `[…]`.
    fn with_brackets(&self, range: Span) -> Span {
        /// Letters in a bracket at most.
        const LONGEST: usize = 200;
        let is_bracket = |&at: &usize| self.letters.get(at).is_some_and(|letter| matches!(letter.sign, '[' | ']'));
        let around = |at: usize| {
            let open = (at.saturating_sub(LONGEST)..at).rev().find(is_bracket)?;
            let close = (at..self.letters.len().min(at + LONGEST)).find(is_bracket)?;
            (self.letters[open].sign == '[' && self.letters[close].sign == ']').then_some((open, close + 1))
        };
        let start = around(range.start).map_or(range.start, |(open, _)| open);
        Span::new(start, around(range.end).map_or(range.end, |(_, close)| close))
    }

    /// Whether all words of a range of letters have a mark.
    pub(super) fn has_all(&self, range: Span, kind: CuttingMark) -> bool {
        let mut letters = self.letters.iter().take(range.end).skip(range.start);
        letters.all(|letter| letter.marks & kind.bit() != 0 || is_blank(letter.sign))
    }

    /// Whether a letter of a range has a mark.
    #[cfg(test)]
    pub(super) fn has_any(&self, range: Span, kind: CuttingMark) -> bool {
        self.letters.iter().take(range.end).skip(range.start).any(|letter| letter.marks & kind.bit() != 0)
    }

    /// Marks a range of letters, together with those of the same mark that no word keeps apart from it.
    pub(super) fn mark(&mut self, range: Span, kind: CuttingMark) {
        let Span { mut start, mut end } = range;
        let has = |letters: &[Letter], at: usize| letters.get(at).is_some_and(|letter| letter.marks & kind.bit() != 0);
        let ends_gap = |at: usize| self.is_word(at) || has(&self.letters, at);
        let before = (0..start).rev().find(|&at| ends_gap(at));
        if let Some(before) = before.filter(|&at| has(&self.letters, at)) {
            start = before;
        }
        let after = (end..self.letters.len()).find(|&at| ends_gap(at));
        if let Some(after) = after.filter(|&at| has(&self.letters, at) && at > end) {
            end = after;
        }
        for letter in self.letters.iter_mut().take(end).skip(start) {
            letter.marks |= kind.bit();
        }
        self.join_around(range, kind);
    }

    /// Removes a mark from a range of letters, from the rest of its last word, and from the spaces around it.
    pub(super) fn unmark(&mut self, range: Span, kind: CuttingMark) {
        let Span { mut start, mut end } = range;
        // What is left must be able to open.
        while !self.can_open(end) {
            end += 1;
        }
        while start > 0 && self.is_blank(start - 1) {
            start -= 1;
        }
        while self.is_blank(end) {
            end += 1;
        }
        for letter in self.letters.iter_mut().take(end).skip(start) {
            letter.marks &= !kind.bit();
        }
        self.join_around(range, kind);
        self.join_around(Span::new(start, end), kind);
    }

    /// At the ends of a range, joins the parts of every mark but `kind` that only spaces keep apart: a mark that had to
    /// nest in `kind` was divided there.
    fn join_around(&mut self, range: Span, kind: CuttingMark) {
        for end in [range.start, range.end] {
            let first = (0..end).rev().find(|&at| !self.is_blank(at)).map_or(0, |at| at + 1);
            let after = (end..self.letters.len()).find(|&at| !self.is_blank(at));
            let Some(after) = after.filter(|_| first > 0) else { continue };
            let both = self.letters[first - 1].marks & self.letters[after].marks & !kind.bit();
            self.letters[first..after].iter_mut().for_each(|letter| letter.marks |= both);
        }
    }

    /// The edits, in order, that write the marks into `paragraph`, which begins at the byte `from` of the document.
    pub(super) fn edits(&self, paragraph: &str, from: usize) -> Vec<Edit> {
        let mut upto = 0;
        let mut edits = Vec::new();
        for (number, signs) in self.signs().into_iter().enumerate() {
            let letter = self.letters.get(number);
            let span = Span::new(upto, letter.map_or(paragraph.len(), |letter| letter.byte));
            if span.of(paragraph) != signs {
                edits.push(Edit::replace(span.shift(from), signs));
            }
            upto = letter.map_or(span.end, |letter| letter.byte + letter.sign.len_utf8());
        }
        edits
    }

    /// Whether the letters are the same, and have the same marks but for spaces.
    pub(super) fn has_same_marks(&self, other: &Self) -> bool {
        let is_same =
            |one: &Letter, other: &Letter| one.sign == other.sign && (one.marks == other.marks || is_blank(one.sign));
        self.letters.len() == other.letters.len()
            && self.letters.iter().zip(&other.letters).all(|(one, other)| is_same(one, other))
    }

    /// The signs before each letter, and those at the end.
    fn signs(&self) -> Vec<String> {
        let mut open: Vec<CuttingMark> = Vec::new();
        let ends = self.ends();
        let signs = (0..=self.letters.len()).map(|at| {
            let wanted = self.letters.get(at).map_or(0, |letter| letter.marks);
            let mut signs = String::new();
            while open.iter().any(|mark| wanted & mark.bit() == 0) {
                signs.extend(open.pop().map(CuttingMark::sign));
            }
            // No mark opens before a space.
            if !self.is_blank(at) {
                let mut opens: Vec<CuttingMark> = CuttingMark::ALL
                    .into_iter()
                    .filter(|mark| wanted & mark.bit() != 0 && !open.contains(mark))
                    .collect();
                let end = |mark: &CuttingMark| ends.get(at).map_or(0, |ends| ends[mark.index()]);
                opens.sort_by_key(|mark| (std::cmp::Reverse(end(mark)), self.order(at, *mark)));
                for mark in opens {
                    signs += mark.sign();
                    open.push(mark);
                }
            }
            signs
        });
        signs.collect()
    }

    /// For each letter and each mark that it has, the number of the first letter after it without the mark.
    fn ends(&self) -> Vec<[usize; 3]> {
        let mut ends = vec![[0; 3]; self.letters.len()];
        for mark in CuttingMark::ALL {
            let mut end = self.letters.len();
            for (at, letter) in self.letters.iter().enumerate().rev() {
                if letter.marks & mark.bit() == 0 {
                    end = at;
                }
                ends[at][mark.index()] = end;
            }
        }
        ends
    }

    /// How deep the paragraph nests a mark that it opens at a letter.
    fn order(&self, at: usize, mark: CuttingMark) -> usize {
        let first = self.opened.partition_point(|(number, _)| *number < at);
        let here = self.opened[first..].iter().take_while(|(number, _)| *number == at);
        here.map(|(_, kind)| *kind).position(|kind| kind == mark).unwrap_or(CuttingMark::ALL.len())
    }

    fn is_blank(&self, at: usize) -> bool {
        self.letters.get(at).is_some_and(|letter| is_blank(letter.sign))
    }

    fn is_word(&self, at: usize) -> bool {
        self.letters.get(at).is_some_and(|letter| letter.sign.is_alphanumeric())
    }

    /// Whether a letter is not the first of its word.
    fn is_in_word(&self, at: usize) -> bool {
        at > 0 && self.is_word(at - 1) && self.is_word(at)
    }

    /// Whether a mark can open before a letter: not right after a letter or digit.
    fn can_open(&self, at: usize) -> bool {
        at == 0 || at >= self.letters.len() || self.is_blank(at) || !self.is_word(at - 1)
    }
}

/// What the grammar takes for a space: its own, and characters that nobody sees.
fn is_blank(sign: char) -> bool {
    sign.is_whitespace()
        || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}
