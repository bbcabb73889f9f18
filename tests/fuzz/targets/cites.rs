//! Cites and dates: whatever stands in a brief, every field's span lies in its cite, dates are in order, and reading
//! after an edit gives what reading afresh gives.

#![no_main]

use debate_ls::evidence::brief::{Brief, Card};
use debate_ls::evidence::cite::{Cite, CiteOptions, csl, parse as cites};
use debate_ls::evidence::date::CiteDate;
use debate_ls::evidence::date::parse::dates_in;
use debate_ls::evidence::parse;
use debate_ls::features::bibliography::Bibliography;
use debate_ls::lint::{Settings, engine};
use debate_ls::text::Span;
use debate_ls_fuzz::{TODAY, text, words};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

/// What stands round the input where it is not a brief of its own, so that it is read as a cite.
const TAG: &str = "#### Talks fail\n\n";
const BODY: &str = "\n\nThe ministry said on Monday that exports had recovered to the level of the spring, and that the \
                    banks which had been cut off were trading again through neighbors.\n";

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    words::fuzz_words(data, size, max_size, seed)
});

fuzz_target!(|data: &[u8]| {
    let text = text(data);
    let reading = CiteOptions::default();
    let whole = Span::new(0, text.len());
    check_cite(&cites(&text, whole, &reading), &text);
    for date in dates_in(&text, whole, reading.year_pivot) {
        check_date(&date, &text);
    }
    let brief = format!("{TAG}{text}{BODY}");
    check_brief(&parse::brief(&brief, &reading), &brief);
});

fn check_brief(brief: &Brief, text: &str) {
    let mut bibliography = Bibliography::default();
    bibliography.add(brief);
    for source in bibliography.into_sources() {
        csl::csl(&source.cite, &source.key);
    }
    let cards = brief.entries.iter().filter_map(|entry| Some((entry.span().of(text), entry.card()?)));
    for (text, Card { cites, .. }) in cards {
        cites.iter().for_each(|cite| check_cite(cite, text));
    }
    for finding in engine::findings(brief, text, &Settings::default(), TODAY) {
        check_span(finding.span, text);
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
        edits.for_each(|edit| check_span(edit.span, text));
    }
}

fn check_cite(cite: &Cite, text: &str) {
    check_span(cite.span, text);
    for span in cite.field_spans() {
        check_span(span, text);
        assert!(cite.span.start <= span.start && span.end <= cite.span.end, "{span:?} leaves the cite {:?}", cite.span);
    }
    for date in cite.issued.iter().chain(&cite.accessed) {
        check_date(date, text);
    }
}

fn check_date(date: &CiteDate, text: &str) {
    check_span(date.span, text);
    if let Some(edtf) = &date.edtf {
        assert!(edtf.first_day() <= edtf.last_day(), "{edtf:?} ends before it begins");
        edtf.to_string();
    }
}

fn check_span(span: Span, text: &str) {
    assert!(span.start <= span.end && text.get(span.start..span.end).is_some(), "{span:?} is no part of {text:?}");
}
