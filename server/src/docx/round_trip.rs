//! Card file to Word file and back, Word file to card file and back.

use std::io::Cursor;

use proptest::prelude::*;

use super::from_card_text::Extent;
use super::{Document, Paragraph, ParagraphKind, SpanStyle, card_text, from_card_text, read, write};
use crate::lint::HighlightColor;

/// The document of an exported text.
fn exported(text: &str, extent: Extent) -> Document {
    let (bytes, _) = write::export(text, extent, HighlightColor::default()).expect("it is written");
    read::read(Cursor::new(bytes)).expect("it is read")
}

/// An import gives back `text`; and what an import gives without the layout that the file carries, another export and
/// import give back as well.
fn check(text: &str) {
    let document = exported(text, Extent::All);
    let imported = card_text(&document);
    let plain = imported.text.clone();
    assert_eq!(imported.into_card_file(&document), text, "the card file comes back");
    let again = exported(&plain, Extent::All);
    assert_eq!(card_text(&again).into_card_file(&again), plain, "so does what a Word file gives");
}

#[test]
fn plain_card_text_needs_no_layout() {
    let text = "# Aff\n\n## Case\n\n### AT: War\n\n#### Talks fail\n\n**Choi 21**, Joseph Choi, 9-2-21, “Off”, The Hill\n\n__Talks **fail** now__, and ==nobody== waits.\n\n<!-- cut -->\n\n#### Next\n";
    check(text);
    assert_eq!(exported(text, Extent::All).layout, None);
}

#[test]
fn any_layout_comes_back() {
    for text in [
        "",
        "\n",
        "AT: War\r\nTalks fail\r\nChoi 21, Joseph Choi, 9-2-21, “Off”, The Hill\r\nNobody waits.",
        "===AT: War===\n\n\n====Talks fail====\nChoi 21\n\n__Nobody__ \n",
        "#### Tag\n\n####\n\n###\n\nText\u{b}with \u{1} controls\u{ffff}.",
        "<!-- debate-ls: ignore -->\n#### Tag\n\nChoi 21\n\n<!-- one -->\n\n<!-- two -->\nNobody waits.\n<!-- last -->",
        "#### T\n\nChoi 21\n\nThe Hill said so\n\n<!-- link: Hill <https://a.org/?a=1&b=\"2\"> -->\n\n<!-- link: none <https://b.org> -->\n",
        "#### T\n\nChoi 21\n\n\\# no tag\n\n\\__x__ \\\\ \\= __a \\_ b__ C:\\temp \\[x\\]\n",
    ] {
        check(text);
    }
}

#[test]
fn what_is_not_read_is_small_where_some_is_marked() {
    let card = |body: &str| format!("#### Talks fail\n\nChoi 21, Joseph Choi, 9-2-21, “Off”, The Hill\n\n{body}\n");
    let small = |text: &str| -> Vec<String> {
        let document = from_card_text::document(text, Extent::All);
        let runs = document.paragraphs.iter().flat_map(Paragraph::runs);
        runs.filter(|(_, style)| style.contains(SpanStyle::SMALL)).map(|(text, _)| text.to_owned()).collect()
    };
    assert_eq!(small(&card("They say __nobody ==waits==__ for him.")), ["They say ", " for him."]);
    assert_eq!(small(&card("They say nobody waits for him.")), [""; 0]);
}

#[test]
fn what_is_sent_has_no_analytics_and_no_comments() {
    let text = "### AT: War\n\n#### They concede this\n\n#### Talks fail\n\n<!-- read slowly -->\n\nChoi 21, Joseph Choi, 9-2-21, “Off”, The Hill\n\n__Nobody__ waits.\n";
    let sent = exported(text, Extent::Send);
    assert_eq!(
        card_text(&sent).text,
        "### AT: War\n\n#### Talks fail\n\n**Choi 21**, Joseph Choi, 9-2-21, “Off”, The Hill\n\n__Nobody__ waits.\n"
    );
    assert_eq!(sent.layout, None);
    let read = exported(text, Extent::Read);
    assert_eq!(
        card_text(&read).text,
        "### AT: War\n\n#### They concede this\n\n#### Talks fail\n\n**Choi 21**\n\nNobody\n"
    );
}

/// Lines of a brief, and what may go wrong in them.
fn line() -> impl Strategy<Value = String> {
    let words = prop_oneof![
        Just("war"),
        Just("Talks fail"),
        Just("__"),
        Just("**"),
        Just("=="),
        Just("_"),
        Just("*"),
        Just("="),
        Just(" "),
        Just("\\"),
        Just("["),
        Just("]"),
        Just("…"),
        Just("\u{a0}"),
        Just("é"),
        Just("𝔘"),
        Just("שלום"),
        Just("."),
        Just("https://a.org/b__c"),
        Just("\t"),
        Just("<"),
        Just("&"),
        Just("#"),
    ];
    let text = prop::collection::vec(words, 0..12).prop_map(|words| words.concat());
    let start = prop_oneof![
        4 => Just(""), 1 => Just("# "), 1 => Just("### "), 2 => Just("#### "), 1 => Just("Choi 21, Joseph Choi, 9-2-21, “Off”, The Hill "),
        1 => Just("**Choi 21** "), 1 => Just("<!-- "),
    ];
    (start, text).prop_map(
        |(start, text)| if start == "<!-- " { format!("{start}{text} -->") } else { format!("{start}{text}") },
    )
}

fn words() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "war",
        "Talks fail",
        "deescalate ",
        "__",
        "**",
        "==",
        "_",
        "*",
        "=",
        " ",
        "\\",
        "[",
        "]",
        "…",
        "\u{a0}",
        "é",
        "𝔘",
        "שלום",
        ".",
        ", ",
        "<!--",
        "-->",
        "\t",
        "&",
        "#",
        "# ",
        "Choi 21, Joseph Choi, 9-2-21, “Off”, The Hill",
        "(2021)",
    ])
}

/// A paragraph as a Word file may have it.
fn paragraph() -> impl Strategy<Value = Paragraph> {
    let kind =
        prop::sample::select(vec![ParagraphKind::Text, ParagraphKind::Text, ParagraphKind::Tag, ParagraphKind::Block]);
    let runs = prop::collection::vec((words(), 0..64u8), 0..10);
    (kind, runs).prop_map(|(kind, runs)| {
        let mut paragraph = Paragraph { kind, ..Paragraph::default() };
        runs.iter().for_each(|(text, style)| paragraph.push(text, SpanStyle::from_bits_truncate(*style)));
        paragraph
    })
}

proptest! {
    #[test]
    fn no_character_of_a_word_file_is_lost(paragraphs in prop::collection::vec(paragraph(), 0..8)) {
        let document = Document { paragraphs, ..Document::default() };
        let text = card_text(&document).text;
        let texts = |document: &Document| -> Vec<String> {
            document.paragraphs.iter().filter(|one| !one.is_blank()).map(|one| one.text.clone()).collect()
        };
        let again = from_card_text::document(&text, Extent::All);
        prop_assert_eq!(texts(&again), texts(&document), "{}", text);
    }

    #[test]
    fn any_brief_comes_back(lines in prop::collection::vec(line(), 0..12), dense in any::<bool>()) {
        check(&lines.join(if dense { "\n" } else { "\n\n" }));
    }

    #[test]
    fn any_text_comes_back(text in any::<String>()) {
        let document = exported(&text, Extent::All);
        prop_assert_eq!(card_text(&document).into_card_file(&document), text);
    }
}
