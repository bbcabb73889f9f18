//! What a brief holds, one part after the other, for the views that an editor has of its own: the dates by
//! block, statistics, what is copied. The outline as a list, with the headings around each part and what is
//! read of it.

use super::symbols::{self, Symbol};
use super::wording;
use crate::evidence::brief::{Body, Brief, CuttingMark, Entry, Kind};
use crate::text::Span;

/// One heading, card or analytic.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    /// The headings around it, outermost first.
    pub path: Vec<&'a str>,
    /// As the outline has it, without what stands below.
    pub symbol: Symbol,
    /// What was understood of it.
    pub entry: &'a Entry,
}

/// The parts of `brief`, in the order of the page; with `within`, bytes of the document, only those that touch it.
pub fn parts(brief: &Brief, within: Option<Span>) -> Vec<Part<'_>> {
    let touches = |entry: &Entry| {
        within.is_none_or(|within| within.touches(entry.span().start) || entry.span().touches(within.start))
    };
    (brief.with_paths())
        .filter(|(_, entry)| touches(entry))
        .filter_map(|(path, entry)| Some(Part { path, symbol: symbols::of_entry(entry)?, entry }))
        .collect()
}

/// The words that are read aloud, a paragraph a line: of a card the tag, the short cites, and of the body what is
/// highlighted, else underlined or stressed, else all. `text` is the entry's own.
pub fn read_aloud(kind: &Kind, text: &str) -> String {
    let lines = match kind {
        Kind::Card(card) => {
            let tag = card.tag.iter().map(|tag| tag.value.clone());
            let cites = card.cites.iter().filter_map(wording::short_cite);
            tag.chain(cites).chain(card.body.iter().flat_map(|body| read_of_body(body, text))).collect()
        }
        Kind::Analytic(said) => vec![said.value.clone()],
        Kind::Heading(_) | Kind::Comment(_) => Vec::new(),
    };
    lines.join("\n")
}

fn read_of_body(body: &Body, text: &str) -> Vec<String> {
    let highlighted = body.marks.iter().any(|mark| mark.kind == CuttingMark::Highlight);
    let mut read: Vec<Span> = Vec::new();
    for mark in body.marks.iter().filter(|mark| !highlighted || mark.kind == CuttingMark::Highlight) {
        // Outer marks come before inner ones.
        if read.last().is_none_or(|outer| outer.end <= mark.span.start) {
            read.push(mark.span);
        }
    }
    if read.is_empty() {
        return body.paragraphs.iter().map(|paragraph| paragraph.of(text).trim().to_owned()).collect();
    }
    let mut read = read.into_iter().peekable();
    let mut lines = Vec::new();
    for paragraph in &body.paragraphs {
        let mut words = Vec::new();
        while let Some(span) = read.next_if(|span| span.start < paragraph.end) {
            words.push(without_signs(span, body, text));
        }
        lines.push(words.join(" "));
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// The words of `span`, without the signs of the marks inside it; each sign is two bytes.
fn without_signs(span: Span, body: &Body, text: &str) -> String {
    let from = body.marks.partition_point(|mark| mark.span.start <= span.start);
    let inside = body.marks[from..].iter().take_while(|mark| mark.span.end < span.end);
    let mut signs: Vec<usize> = inside.flat_map(|mark| [mark.span.start - 2, mark.span.end]).collect();
    signs.sort_unstable();
    let mut words = String::new();
    let mut at = span.start;
    for sign in signs {
        words.push_str(Span::new(at, sign.max(at)).of(text));
        at = sign + 2;
    }
    words.push_str(Span::new(at, span.end.max(at)).of(text));
    words.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::cite::Reading;
    use crate::evidence::read;

    const BRIEF: &str = "\
# Syria

### AT: Russia

#### Mediation fails

**Choi 21**, Joseph Choi, “Talks are off”, The Hill, 9-15-21, https://thehill.com/kremlin

The __talks are **off**__, “for good”, __said the ==spokesman==__.

They ==were **never** on==.

#### They never wanted to talk
";

    fn brief() -> Brief {
        read::brief(BRIEF, &Reading::default())
    }

    fn aloud(of: &str) -> String {
        let brief = brief();
        let part = parts(&brief, None).into_iter().find(|part| part.symbol.name == of).expect("the part");
        read_aloud(&part.entry.content.kind, part.entry.span().of(BRIEF))
    }

    #[test]
    fn parts_know_the_headings_around_them() {
        let brief = brief();
        let paths: Vec<(String, String)> =
            parts(&brief, None).into_iter().map(|part| (part.path.join(" > "), part.symbol.name)).collect();
        let expected = [
            ("", "Syria"),
            ("Syria", "AT: Russia"),
            ("Syria > AT: Russia", "Mediation fails"),
            ("Syria > AT: Russia", "They never wanted to talk"),
        ];
        assert_eq!(paths, expected.map(|(path, name)| (path.to_owned(), name.to_owned())));
    }

    #[test]
    fn a_place_has_the_part_it_lies_in() {
        let brief = brief();
        let at = BRIEF.find("for good").expect("the words");
        let names: Vec<String> =
            parts(&brief, Some(Span::empty(at))).into_iter().map(|part| part.symbol.name).collect();
        assert_eq!(names, ["Mediation fails"]);
    }

    #[test]
    fn what_is_highlighted_is_what_is_read() {
        assert_eq!(aloud("Mediation fails"), "Mediation fails\nChoi 21\nspokesman\nwere never on");
        assert_eq!(aloud("They never wanted to talk"), "They never wanted to talk");
    }

    #[test]
    fn without_highlights_it_is_what_is_underlined() {
        let text = BRIEF.replace("==", "");
        let brief = read::brief(&text, &Reading::default());
        let card = brief.entries.iter().find(|entry| entry.card().is_some()).expect("a card");
        let aloud = read_aloud(&card.content.kind, card.span().of(&text));
        assert_eq!(aloud, "Mediation fails\nChoi 21\ntalks are off said the spokesman\nnever");
    }

    #[test]
    fn without_marks_it_is_all() {
        let text = BRIEF.replace("==", "").replace("__", "").replace("**", "");
        let brief = read::brief(&text, &Reading::default());
        let card = brief.entries.iter().find(|entry| entry.card().is_some()).expect("a card");
        let aloud = read_aloud(&card.content.kind, card.span().of(&text));
        let body = "The talks are off, “for good”, said the spokesman.\nThey were never on.";
        assert_eq!(aloud, format!("Mediation fails\nChoi 21\n{body}"));
    }
}
