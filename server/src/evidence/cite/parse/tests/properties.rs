//! What holds for any text.

use proptest::prelude::*;

use super::*;
use crate::evidence::cite::csl::csl;

/// Letters and digits without anything between: a mark may stand inside a word.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Pieces that cites are made of, to be thrown together.
const SCRAPS: &str = "(Choi|van |Smith|et al\\. |and |& |The Hill|Professor of Law|PhD|Reuters| 21|’21| 2021|9-15-21|9-1, ,|Sept\\. 15|Winter 94/95|n\\.d\\.|accessed |DOA: |https://x\\.org/a-\
b/|www\\.x\\.org|doi:10\\.1080/1\\.2|“Title of it,”|\"|“|”|‘|’|\\(|\\)|\\[|\\]|\\\\\\[|\\*\\*|\\*|__|==|~|, |\\. |; | \\| | - |—|…|//AB|\\*Brackets for x|Vol\\. 3, No\\. 4|50\\(2\\)|pp\\. 3-4|No Author|\n|\r\n|\u{a0}|é|\u{1f600}| ){0,40}";

/// Found by chance in 40,000 cases: what stands before the comma is no name at all.
#[test]
fn a_comma_behind_no_name() {
    let text = "n.d.and , Professor of Law//AB“’21";
    assert_eq!(parse(text, Span::new(0, text.len()), &CiteOptions::default()).span, Span::new(0, text.len()));
}

proptest! {
    #[test]
    fn any_text_is_read_and_every_field_is_where_it_says(text in SCRAPS, start in 0usize..40, cut in 0usize..40) {
        let span = Span::new(start, text.len().saturating_sub(cut));
        let cite = parse(&text, span, &CiteOptions::default());
        let all = cite.span;
        let fits = |span: Span| text.get(span.start..span.end).is_some() && (span.is_empty() || all.start <= span.start && span.end <= all.end);
        prop_assert!(fits(all));
        let one = [&cite.title, &cite.container, &cite.volume, &cite.issue, &cite.pages, &cite.doi, &cite.database, &cite.initials];
        for field in one.into_iter().flatten().chain(&cite.qualifications).chain(&cite.edit_notes) {
            prop_assert!(fits(field.span), "{field:?}");
            prop_assert!(letters(field.span.of(&text)).contains(&letters(&field.value)), "{field:?}");
        }
        if let Some(url) = &cite.url {
            prop_assert!(fits(url.span));
            prop_assert!(letters(url.span.of(&text)).contains(&letters(&url.value)), "{url:?}");
        }
        for author in &cite.authors {
            prop_assert!(fits(author.span));
            prop_assert!(letters(author.span.of(&text)).contains(&letters(author.name.key())), "{author:?}");
        }
        for date in cite.issued.iter().chain(&cite.accessed) {
            prop_assert!(fits(date.span) && !date.span.is_empty());
        }
        if let Some(short) = &cite.short {
            prop_assert!(fits(short.span) && short.names.iter().all(|name| fits(name.span)));
            prop_assert!(short.year.iter().all(|year| fits(year.span)) && short.et_al.iter().all(|span| fits(*span)));
        }
        prop_assert!(cite.fillers.iter().all(|filler| fits(filler.span)));
        let item = csl(&cite, "x");
        prop_assert!(item["id"] == "x" && item["type"].is_string());
    }

    #[test]
    fn no_bytes_stop_it(text in "\\PC{0,200}") {
        read_all(&text);
    }
}

#[test]
fn a_long_text_is_read_no_further_than_it_must() {
    for scrap in
        ["\"a ", "(", "Choi 21 (", "https://x.org/a-", "9-15-21, ", "**a ", "A, ", "accessed at https://x.org/a on "]
    {
        let long = scrap.repeat((1 << 20) / scrap.len());
        let whole = read_all(&long);
        let head = read_all(&long[..long.floor_char_boundary(LONGEST)]);
        assert_eq!((whole.authors, whole.issued, whole.title), (head.authors, head.issued, head.title), "{scrap}");
    }
}
