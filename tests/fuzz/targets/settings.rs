//! `debate-ls.toml` and an editor's settings: whatever they say, what is wrong with them has a place in the text, and
//! what was understood is good for checking a brief.

#![no_main]

use debate_ls::evidence::parse;
use debate_ls::lint::{Settings, engine, fix_all};
use debate_ls::settings::{configuration, editor};
use debate_ls_fuzz::{TODAY, text};
use libfuzzer_sys::fuzz_target;

const BRIEF: &str = "### AT: Talks\n\n#### Non-unique: talks fail now\n\nChoi ‘21, Joseph Choi, The Hill, 9-15, 21,\n\n\
                     The ministry said on Monday that exports had recovered to the level of the spring.\n\n\
                     #### Talks go on\n\nMehmet Acet, 9 -16 September 2021, “Is it over?”, Winter 94/95, 9-1, ,\n\n\
                     The banks which had been cut off were trading again through neighbors, the ministry said.\n";

fuzz_target!(|data: &[u8]| {
    let text = text(data);
    let configuration = configuration::read(&text);
    let problems = configuration.problems.iter().map(|problem| problem.span);
    for span in problems.chain(configuration.chosen.iter().map(|key| key.span)) {
        assert!(span.start <= span.end && text.get(span.start..span.end).is_some(), "{span:?} is no part of {text:?}");
    }
    assert!(configuration.problems.is_sorted_by_key(|problem| problem.span), "{:?}", configuration.problems);
    check_brief(&configuration.settings);
    if let Ok(value) = serde_json::from_str(&text) {
        let (settings, _) = editor::override_settings(configuration.settings, &value);
        check_brief(&settings);
    }
});

fn check_brief(settings: &Settings) {
    let brief = parse::brief(BRIEF, &settings.cite_options);
    engine::findings(&brief, BRIEF, settings, TODAY);
    fix_all::fix_text(BRIEF, settings, TODAY);
}
