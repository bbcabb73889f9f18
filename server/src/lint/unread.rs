//! The words of a cite that no field explains. Where there are some, a field that seems to be missing may be there, in a
//! shape that was not recognized.

use crate::evidence::cite::Cite;
use crate::text::Span;

/// The stretches of `cite`, whose text is in `text`, between two separators that are in no field and have a letter or
/// digit, in order.
pub(crate) fn unread(cite: &Cite, text: &str) -> Vec<Span> {
    let dates = [&cite.issued, &cite.accessed].into_iter().flatten().map(|date| date.span);
    let fillers = cite.fillers.iter().map(|filler| filler.span);
    let mut fields: Vec<Span> = cite.field_spans().chain(dates).chain(fillers).collect();
    fields.sort_unstable();
    let mut unread = Vec::new();
    let mut at = cite.span.start;
    for field in fields.into_iter().chain([Span::empty(cite.span.end)]) {
        if at < field.start {
            pieces(Span::new(at, field.start), text, &mut unread);
        }
        at = at.max(field.end);
    }
    unread
}

fn pieces(gap: Span, text: &str, unread: &mut Vec<Span>) {
    let is_separator = |character: char| ",;.|()[]“”\"<>*_\n\r".contains(character);
    let mut end = gap.start;
    for piece in gap.of(text).split_inclusive(is_separator) {
        let start = end;
        end += piece.len();
        let piece = Span::new(start, start + piece.trim_end_matches(is_separator).len()).trim(text);
        if piece.of(text).contains(char::is_alphanumeric) {
            unread.push(piece);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::cite::{self, CiteOptions};

    #[test]
    fn what_no_field_explains() {
        let text = "Choi 21 (Joseph Choi, The Hill, zum Beispiel dies, “Kremlin shrugs,” 9-2-21)";
        let cite = cite::parse(text, Span::new(0, text.len()), &CiteOptions::default());
        let without_title = Cite { title: None, qualifications: Vec::new(), ..cite };
        let unread: Vec<&str> = unread(&without_title, text).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(unread, ["zum Beispiel dies", "Kremlin shrugs"]);
    }
}
