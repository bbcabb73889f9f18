//! Which cite lines belong together: one source is one cite over all its lines.

use super::read::read;
use super::{Cite, Reading};
use crate::evidence::name::same_family;
use crate::text::Span;

/// The cite lines under one tag, grouped into sources, each from its first line to its last. `lines` are spans
/// of `text`, in order and without their line ends.
///
/// A line begins a new source only if it says by itself who and when, and the lines before it are whole without
/// it: a title, a link, a bracket or a full cite behind its short one goes on with the source before.
pub fn sources(text: &str, lines: &[Span]) -> Vec<Span> {
    let [first, rest @ ..] = lines else { return Vec::new() };
    if rest.is_empty() {
        return vec![*first];
    }
    let reading = Reading::default();
    let mut sources = vec![*first];
    let mut source = read(text, *first, &reading);
    let mut open = unclosed(first.of(text));
    for line in rest {
        let part = read(text, *line, &reading);
        if begins_source(&source, &part, open) {
            sources.push(*line);
            source = part;
            open = unclosed(line.of(text));
        } else {
            if let Some(last) = sources.last_mut() {
                *last = last.join(*line);
                source = read(text, *last, &reading);
            }
            open |= unclosed(line.of(text));
        }
    }
    sources
}

/// Whether the line read as `part` begins a source of its own behind `source`.
fn begins_source(source: &Cite, part: &Cite, open: bool) -> bool {
    let own_short = part.short.as_ref().is_some_and(|short| short.year.is_some());
    let dated = part.issued.as_ref().is_some_and(|date| date.edtf.is_some());
    if !(own_short || (dated && !part.authors.is_empty())) {
        return false;
    }
    let source_short = source.short.as_ref().is_some_and(|short| short.year.is_some());
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
        sources(lines, &spans).into_iter().map(|span| span.of(lines)).collect()
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
