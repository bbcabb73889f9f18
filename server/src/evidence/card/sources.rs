//! Which cite lines belong together: one source is one cite over all its lines.

#![warn(clippy::indexing_slicing, clippy::string_slice)]

use std::sync::Arc;

use super::cite_reader::CiteReader;
use crate::evidence::cite::Cite;
use crate::evidence::name::same_family;
use crate::text::Span;

/// What a source is compared by, its authors, its date and its title, is read from its first lines, of which there are
/// no more than this: a list of a thousand links is one source, and is not read again with each of them.
const HEAD_LINES: usize = 8;

/// The cite lines under one tag, grouped into sources, each from its first line to its last. `lines` are spans
/// of the reader's text, in order and without their line ends. Every line is read once, and of each source no more than
/// its first [`HEAD_LINES`] again.
///
/// A line begins a new source only if it says by itself who and when, and the lines before it are whole without
/// it: a title, a link, a bracket or a full cite after its short one goes on with the source before.
pub(super) fn sources(lines: &[Span], reader: &mut CiteReader<'_>) -> Vec<Span> {
    let [first, rest @ ..] = lines else { return Vec::new() };
    let mut sources = Vec::new();
    let mut source = Source::new(*first, reader.text);
    for line in rest {
        let part = reader.peek(*line);
        if says_who_and_when(&part) && begins_source(&source.head(reader), &part, source.open) {
            sources.push(source.span);
            source = Source::new(*line, reader.text);
            source.head = Some(part);
        } else {
            source.add(*line, reader.text);
        }
    }
    sources.push(source.span);
    sources
}

/// A source while its lines are gathered.
struct Source {
    span: Span,
    /// Its first lines, and how many they are.
    head_span: Span,
    head_lines: usize,
    /// Those lines parsed, once that was needed.
    head: Option<Arc<Cite>>,
    /// Whether a bracket opens in it that its line does not close.
    open: bool,
}

impl Source {
    fn new(line: Span, text: &str) -> Self {
        Self { span: line, head_span: line, head_lines: 1, head: None, open: unclosed(line.of(text)) }
    }

    fn add(&mut self, line: Span, text: &str) {
        self.span = self.span.join(line);
        self.open |= unclosed(line.of(text));
        if self.head_lines < HEAD_LINES {
            self.head_span = self.span;
            self.head_lines += 1;
            self.head = None;
        }
    }

    fn head(&mut self, reader: &mut CiteReader<'_>) -> Arc<Cite> {
        Arc::clone(self.head.get_or_insert_with(|| reader.peek(self.head_span)))
    }
}

/// Whether a line says by itself who wrote what it stands for and when.
fn says_who_and_when(part: &Cite) -> bool {
    let dated = part.issued.as_ref().is_some_and(|date| date.edtf.is_some());
    has_short_year(part) || (dated && !part.authors.is_empty())
}

fn has_short_year(cite: &Cite) -> bool {
    cite.short.as_ref().is_some_and(|short| short.year.is_some())
}

/// Whether the line read as `part`, which says who and when, begins a source of its own after `source`.
fn begins_source(source: &Cite, part: &Cite, open: bool) -> bool {
    let (own_short, source_short) = (has_short_year(part), has_short_year(source));
    let whole = |cite: &Cite| {
        cite.title.is_some() || cite.url.is_some() || cite.container.is_some() || !cite.qualifications.is_empty()
    };
    if same_author(source, part) {
        // The same author twice: two works, if both lines are whole.
        return whole(source)
            && whole(part)
            && different(source.title.as_ref().map(|t| &t.value), part.title.as_ref().map(|t| &t.value));
    }
    let source_dated = source.issued.is_some() && !source.authors.is_empty();
    (own_short && source_short)
        || (source_dated && whole(source) && (own_short || whole(part)) && !open)
        || (own_short && source_dated)
}

fn same_author(source: &Cite, part: &Cite) -> bool {
    let names = |cite: &Cite| -> Vec<String> {
        let short = cite.short.iter().flat_map(|short| short.names.iter().map(|name| name.value.clone()));
        cite.authors.iter().map(|author| author.name.key().to_owned()).chain(short).collect()
    };
    let (one, other) = (names(source), names(part));
    one.iter().any(|name| other.iter().any(|known| same_family(name, known)))
}

fn different<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one != other)
}

/// Whether a bracket that `line` opens is still open at its end.
fn unclosed(line: &str) -> bool {
    let count = |signs: [char; 2]| line.matches(signs).count();
    count(['(', '[']) > count([')', ']'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::cite::CiteOptions;

    fn show(lines: &str) -> Vec<&str> {
        let mut at = 0;
        let spans: Vec<_> = lines
            .split('\n')
            .map(|line| {
                let span = Span::new(at, at + line.len());
                at += line.len() + 1;
                span
            })
            .filter(|span| !span.is_empty())
            .collect();
        let cite_options = CiteOptions::default();
        sources(&spans, &mut CiteReader::new(lines, &cite_options)).into_iter().map(|span| span.of(lines)).collect()
    }

    #[test]
    fn one_source_over_several_lines() {
        for text in [
            "Thai News Service, September 7, 2021\n\nSyria/Russia: Syria Resumes Pounding Militants’ Positions",
            "Choi 21\nJoseph Choi, 9-2-21, “Kremlin Warns,” The Hill, https://x.org/a/b",
            "Choi 21 (Joseph Choi, reporter,\n“Kremlin Warns,” The Hill, 9-2-21)",
            "Dominic Evans, 10-2-2021, “Yemen truce,” Reuters,\nhttps://x.org/a/b, doa; 12-15-2022 //ZD",
            "Choi 21\nProfessor of law at Yale University",
        ] {
            assert_eq!(show(text), [text]);
        }
    }

    #[test]
    fn two_sources() {
        let one = "Choi 21 (Joseph Choi, “Kremlin Warns,” The Hill, 9-2-21)";
        let two = "Bond 18 (Ian Bond, “Judy Asks,” Carnegie Europe, 1/24/2018)";
        assert_eq!(show(&format!("{one}\n\n{two}")), [one, two]);
        let three = "Kim Ghattas, 9-4-2021, “How America Can Win,” Atlantic, https://x.org/a/b";
        assert_eq!(show(&format!("{one}\n{three}\n{two}")), [one, three, two]);
    }
}
