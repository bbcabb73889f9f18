//! A brief that is read again after each edit, in part, is the brief that is read afresh.

use debate_ls::evidence::brief::Brief;
use debate_ls::evidence::cite::CiteOptions;
use debate_ls::evidence::parse;
use debate_ls::syntax::Syntax;
use debate_ls::text::{Change, Encoding, Span, Text};
use proptest::prelude::*;

const MARKED: &str = "# Aff\r\n\r\n## Syria\r\n\r\n### AT: Russia says no\r\n\r\n#### Talks fail\r\n\r\n\
    **Choi 21** – Joseph Choi, “Kremlin,” The Hill, 9-2-21\r\n\r\n\
    A __Kremlin spokesperson__ on ==Thursday== raised concerns about **the U.S.** offering aid.\r\n\r\n\
    <!-- debate-ls: ignore date-none -->\r\n#### No talks\r\n\r\nTASS, n.d.\r\n\r\nNothing came of it.\r\n";

/// What people and machines put into a brief.
fn typed() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "x",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "### AT: War\n",
        "# Neg\n",
        "#### ",
        "TASS, September 15, 2021\n\n",
        "Choi 21 [Joseph Choi, “Kremlin,” The Hill, 9-2-21]\n",
        "__",
        "==",
        "**",
        "<!-- note -->\n",
        "“",
        "é",
        "😀",
        "https://thehill.com/a ",
        "Russian mediation fails\n\n",
        "\u{2028}",
        "A long sentence that goes on. ",
    ]);
    prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

/// Where from, how far, and what comes: fractions of the text, so that every edit falls inside.
fn edit() -> impl Strategy<Value = (f64, usize, String)> {
    (0.0..1.0, prop_oneof![4 => 0usize..3, 2 => 0usize..200, 1 => 0usize..4000], typed())
}

/// `apply` one edit after the other; whether the brief in part and the brief afresh agree is for the caller.
fn agree(start: &str, edits: &[(f64, usize, String)], forget_one: bool) -> bool {
    let reading = CiteOptions::default();
    let mut text = Text::new(start);
    let mut syntax = Syntax::parse(&text);
    let mut brief = parse::document(&syntax, &text, &reading);
    for (number, (range, length, typed)) in edits.iter().enumerate() {
        let before = text.len();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a range in a small text"
        )]
        let from = (before as f64 * range) as usize;
        let range = Some(text.range(Span::new(from, from + length), Encoding::Utf8));
        let splice = text.apply(&Change { range, text: typed.clone() }, Encoding::Utf8);
        let input_edits = if forget_one && number == 0 { vec![] } else { vec![splice] };
        let (after, damage) = syntax.edited(&input_edits, &text);
        syntax = after;
        brief = parse::edited(&brief, before, &syntax, &text, damage, &reading).brief;
    }
    same(&brief, &parse::document(&Syntax::parse(&text), &text, &reading))
}

fn same(one: &Brief, other: &Brief) -> bool {
    one.entries.len() == other.entries.len()
        && one
            .entries
            .iter()
            .zip(&other.entries)
            .all(|(one, other)| one.start == other.start && one.content == other.content)
}

fn seed() -> &'static str {
    include_str!("../../tests/briefs/syria.debate")
}

proptest! {
    #[test]
    fn in_part_is_as_afresh(marked in any::<bool>(), edits in prop::collection::vec(edit(), 1..12)) {
        let start = if marked { MARKED } else { seed() };
        prop_assert!(agree(start, &edits, false));
    }
}

#[test]
fn an_edit_that_is_not_told_is_noticed() {
    let edits = [(0.5, 300, "### AT: War\n\n".to_owned())];
    assert!(agree(seed(), &edits, false));
    assert!(!agree(seed(), &edits, true), "the comparison cannot fail, so it proves nothing");
}
