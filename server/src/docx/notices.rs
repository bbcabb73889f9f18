//! What card text cannot hold, in words: one line for each kind of thing, with the places.

use super::document::{Document, Notice, NoticeKind, ParagraphKind};

/// How many places are described, and how many more are numbered.
const DESCRIBED: usize = 3;
const NUMBERED: usize = 40;
/// How many characters of a heading are shown.
const SHOWN: usize = 40;

/// One line for each kind: how many there are and where, by the heading above and the number of the paragraph, from 1.
pub fn describe(document: &Document, notices: &[Notice]) -> Vec<String> {
    let mut kinds: Vec<NoticeKind> = notices.iter().map(|notice| notice.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let headings = headings(document);
    kinds.into_iter().map(|kind| describe_kind(kind, notices, document, &headings)).collect()
}

fn describe_kind(kind: NoticeKind, notices: &[Notice], document: &Document, headings: &[Option<usize>]) -> String {
    let of_kind: Vec<&Notice> = notices.iter().filter(|notice| notice.kind == kind).collect();
    let mut line = format!("not carried over: {} × {}", of_kind.len(), kind.name());
    let mut described = of_kind.clone();
    described.dedup_by(|one, other| one.paragraph == other.paragraph && kind != NoticeKind::HeaderOrFooter);
    for (index, notice) in described.iter().take(DESCRIBED).enumerate() {
        line.push_str(if index == 0 { ": " } else { "; " });
        if kind == NoticeKind::HeaderOrFooter {
            line.push_str(&quoted(&notice.text));
            continue;
        }
        line.push_str(&format!("paragraph {}", notice.paragraph + 1));
        let heading = headings.get(notice.paragraph).copied().flatten();
        if let Some(heading) = heading.and_then(|number| document.paragraphs.get(number)) {
            line.push_str(&format!(" (under {})", quoted(&heading.text)));
        }
        if !notice.text.is_empty() {
            line.push_str(&format!(" {}", quoted(&notice.text)));
        }
    }
    let more: Vec<usize> = described.iter().skip(DESCRIBED).map(|notice| notice.paragraph + 1).collect();
    if !more.is_empty() && kind != NoticeKind::HeaderOrFooter {
        let numbers: Vec<String> = more.iter().take(NUMBERED).map(usize::to_string).collect();
        line.push_str(&format!("; paragraphs {}", numbers.join(", ")));
        if more.len() > NUMBERED {
            line.push_str(&format!(" and {} more", more.len() - NUMBERED));
        }
    }
    line
}

/// Of each paragraph, the heading or tag above it.
fn headings(document: &Document) -> Vec<Option<usize>> {
    let mut last = None;
    let is_heading = |kind| !matches!(kind, ParagraphKind::Text | ParagraphKind::Undertag);
    let of = |(number, paragraph): (usize, &super::document::Paragraph)| {
        if is_heading(paragraph.kind) && !paragraph.is_blank() {
            last = Some(number);
        }
        last
    };
    document.paragraphs.iter().enumerate().map(of).collect()
}

fn quoted(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("“{}…”", text.get(..end).unwrap_or_default()),
        None => format!("“{text}”"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docx::{Paragraph, SpanStyle};

    #[test]
    fn each_kind_is_one_line_with_its_places() {
        let mut document = Document::default();
        for (kind, text) in
            [(ParagraphKind::Tag, "Rents rise"), (ParagraphKind::Text, "Choi 21"), (ParagraphKind::Text, "")]
        {
            let mut paragraph = Paragraph { kind, ..Paragraph::default() };
            paragraph.push(text, SpanStyle::empty());
            document.paragraphs.push(paragraph);
        }
        let notice = |paragraph, kind, text: &str| Notice { paragraph, kind, text: text.to_owned() };
        let mut notices = vec![notice(1, NoticeKind::Image, "a chart"), notice(0, NoticeKind::Number, "")];
        notices.extend((0..6).map(|number| notice(number, NoticeKind::Break, "")));
        notices.extend([notice(1, NoticeKind::Note, "a"), notice(1, NoticeKind::Note, "b")]);
        assert_eq!(
            describe(&document, &notices),
            [
                "not carried over: 1 × image (its description is kept as a comment): paragraph 2 (under “Rents rise”) “a chart”",
                "not carried over: 1 × automatic number: paragraph 1 (under “Rents rise”)",
                "not carried over: 2 × footnote or endnote (kept as a comment): paragraph 2 (under “Rents rise”) “a”",
                "not carried over: 6 × break inside a paragraph (now a space): paragraph 1 (under “Rents rise”); \
             paragraph 2 (under “Rents rise”); paragraph 3 (under “Rents rise”); paragraphs 4, 5, 6",
            ]
        );
    }
}
