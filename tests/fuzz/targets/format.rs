//! Formatting keeps what is quoted to the byte, is done after once, and its edits mean the same to an editor, which
//! has them by line and column, as to us.

#![no_main]

use debate_ls::evidence::parse;
use debate_ls::features::format::format;
use debate_ls::lint::{Edit, Settings, fix_all};
use debate_ls::text::{Change, Encoding, Text};
use debate_ls_fuzz::{TODAY, text, words};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    words::fuzz_words(data, size, max_size, seed)
});

fuzz_target!(|data: &[u8]| {
    let (text, settings) = (text(data), Settings::default());
    let edits_of = |text: &str| format(text, &settings, TODAY, &|| false).expect("nobody cancels");
    let edits = edits_of(&text);
    let formatted = made(&text, &edits);
    for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
        assert_eq!(made_by_editor(&text, &edits, encoding), formatted, "in {encoding:?}, of {text:?}");
    }
    assert_eq!(evidence(&text), evidence(&formatted), "{text:?} became {formatted:?}");
    assert_eq!(edits_of(&formatted), [], "of {text:?}, which became {formatted:?}");
});

/// `text` after `edits`, which are in order and apart.
fn made(text: &str, edits: &[Edit]) -> String {
    let mut after = String::new();
    let mut upto = 0;
    for edit in edits {
        assert!(upto <= edit.span.start, "{edit:?} is out of order");
        after += &text[upto..edit.span.start];
        after += &edit.text;
        upto = edit.span.end;
    }
    after + &text[upto..]
}

/// The same, by lines and columns and from the last to the first.
fn made_by_editor(text: &str, edits: &[Edit], encoding: Encoding) -> String {
    let before = Text::new(text);
    let mut after = before.clone();
    for edit in edits.iter().rev() {
        let range = Some(before.range(edit.span, encoding));
        after.apply(&Change { range, text: edit.text.clone() }, encoding);
    }
    after.rope().to_string()
}

fn evidence(text: &str) -> Vec<&str> {
    let brief = parse::brief(text, &Settings::default().cite_options);
    fix_all::quoted(&brief).into_iter().map(|span| span.of(text)).collect()
}
