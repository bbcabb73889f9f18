//! Random mutations of cites: whole cites, cut up and joined, with words of every list, marks, escapes and line ends in
//! them. The parser, the rules and the features must not fail on any of them, and every span must be in the text.

use proptest::prelude::*;
use tree_sitter_debate::data::{self, entries};

use super::bibliography::{self, Bibliography};
use super::fixture::TODAY;
use super::semantic_tokens::MarkTokens;
use super::{code_lenses, document_links, document_symbols, hover, inlay_hints, semantic_tokens};
use crate::evidence::{parse, read_aloud};
use crate::lint::{Settings, engine};
use crate::text::Span;

const CITES: [&str; 24] = [
    "Ferrant Jr. 14, The Harbor Post. Ana Ferrant Jr. 14, reporter",
    "Ferrant 21 (Ana Ferrant, professor of law at Northfield University, “Sanctions and Trade,” Harbor Review, 3-2-2021, https://x.org/a/b-c, accessed 9-1-21) //AB",
    "**Ferrant and O’Dell ’19** \\[Ana Ferrant & Liam O’Dell; “Why *Trade* Fails,” __Harbor Law Review__, Vol. 12, No. 3, pp. 50-63; doi:10.1080/1.2.3\\] MB",
    "van der Hoek et al. 2K6 — Pieter van der Hoek, PhD, Senior Fellow, Center for Harbor Policy, Winter 94/95",
    "Li, Wei. \"The Tide.\" Harbor Journal 12.3 (2013): 34-56. Web. 3 Mar. 2014.",
    "Lawrence, C. R., & Smith, J. (1990). If we let them go. Duke Law Journal, 50(2), 431–483.",
    "Harbor News Agency, September 7, 2021, Syria/Russia: Talks Resume",
    "Mehmet Ada, 9 -16 September 2021, Is the port open?,",
    "Igor Ivanin |Associate Professor at the Department of Ports, 9-1, , With the harbor closed, is there a place?",
    "Hartley 8/4 (Anemone, 2020)",
    "Al-Assadi no date (Bashar al-Assadi, “Title Of A Work,” https://x.org/2014/05/06/a)",
    "No Author, No Title, No Publication, xx-xx-xxxx, https://… DOA: 3-25-2020",
    "US Harbor Office n.d. [U.S. Harbor Office. Last modified May–June 2015. www.harbor.gov/a_b/c.html]",
    "1AC Starr ’17 – Senior Staff Writer. 126 Harv. L. Rev. 1565, 28 September - 3 October 2014",
    "King 08 (Martin Luther King, III, J.D., edited by May-Britt Moser, Kindle Locations 1234-1240) *Brackets for gendered language",
    "Xi 22; Xi Jinping, and Nguyễn Phú Trọng; ‘A Long Road to the Sea’, 6/31/22",
    "García Márquez 82 ~[Gabriel García Márquez, writer~] ==“The Sea,”== p. A4, 2021b",
    "(Smith 12) and Jones, in Chapter 3, In Harbor Politics, ed. K. Brown, Harbor University Press: Oxford",
    "José ÉCOLE, É. é́ 21st Century Fund, “Über Häfen”, http:// www.x.org/a- b/c.htm",
    "This can devastate harbor unity: Bond and Brakel 18 (Ian Bond, DIRECTOR, 1/24/2018. “Ask,” Harbor Europe)",
    "Ryall and Abbott 2016; An attacker …",
    "West’s 08 (West’s encyclopedia of harbor law)A right is a claim that the law will protect against everyone else.",
    "MB Jr., III, Sr. 9, Esq. & Jr. et al",
    "张伟 21, 港口日报, “港口” 2021年9月7日",
];

const SCRAPS: [&str; 44] = [
    "Jr.", "III", "et al.", "et.al", "PhD,", "’21", "2K", "n.d.", "9-1, ,", "(", ")", "[", "]", "{", ">", "“", "”",
    "\"", "‘", "and", "&", "van", "al-", "*", "**", "__", "==", "~[", "\\[", "|", "//JB", "||", "accessed", "https://",
    "www.x", "10.1234/", "Vol.", "pp. 3-", "2/30/21", ",", ";", "…", "v.", "\\xA1",
];

const CHARACTERS: [&str; 16] = [
    "\n", "\r\n", "\r", "\n\n", "\u{301}", "\u{a0}", "\u{200b}", "\u{feff}", "\u{2028}", "\u{85}", "\0", "\t", "😀",
    "É", "İ", "ß",
];

/// Every word and name in the lists that the cite parser uses.
fn listed() -> Vec<&'static str> {
    let words = [include_str!("../evidence/data/words.txt"), data::CALENDAR, data::BYLINES, data::PARTICLES];
    let names = [include_str!("../evidence/data/publications.txt"), data::DATABASES];
    let lines = |list: &'static str| entries(list).map(|(_, entry)| entry);
    let words = words.into_iter().flat_map(lines).flat_map(str::split_whitespace);
    words.chain(names.into_iter().flat_map(lines)).collect()
}

/// A change of a cite. Positions are fractions of its length, in 2¹⁶ths.
#[derive(Clone, Debug)]
enum Mutation {
    Insert(&'static str, u16),
    InsertAsWord(&'static str, u16),
    Delete(u16, u16),
    Repeat(u16, u16),
    Move(u16, u16, u16),
    ReverseWords(u16, u16),
    Uppercase(u16, u16),
    Cut(u16),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    use Mutation::*;
    let at = any::<u16>;
    let listed = prop::sample::select(listed());
    prop_oneof![
        2 => (prop::sample::select(&CHARACTERS[..]), at()).prop_map(|(character, at)| Insert(character, at)),
        2 => (prop::sample::select(&SCRAPS[..]), at()).prop_map(|(scrap, at)| Insert(scrap, at)),
        2 => (prop::sample::select(&SCRAPS[..]), at()).prop_map(|(scrap, at)| InsertAsWord(scrap, at)),
        3 => (listed, at()).prop_map(|(word, at)| InsertAsWord(word, at)),
        1 => (prop::sample::select(&CITES[..]), at()).prop_map(|(cite, at)| InsertAsWord(cite, at)),
        2 => (at(), at()).prop_map(|(from, to)| Delete(from, to)),
        2 => (at(), at()).prop_map(|(from, to)| Repeat(from, to)),
        1 => (at(), at(), at()).prop_map(|(from, to, at)| Move(from, to, at)),
        1 => (at(), at()).prop_map(|(from, to)| ReverseWords(from, to)),
        1 => (at(), at()).prop_map(|(from, to)| Uppercase(from, to)),
        1 => at().prop_map(Cut),
    ]
}

impl Mutation {
    fn apply(&self, cite: &str) -> String {
        let place = |part: u16| cite.floor_char_boundary(cite.len() * usize::from(part) / usize::from(u16::MAX));
        let range = |from: u16, to: u16| place(from.min(to))..place(from.max(to));
        let put = |at: usize, text: &str| format!("{}{text}{}", &cite[..at], &cite[at..]);
        match *self {
            Self::Insert(text, at) => put(place(at), text),
            Self::InsertAsWord(text, at) => {
                let at = place(at);
                let at = cite[at..].find(' ').map_or(cite.len(), |space| at + space);
                put(at, &format!(" {text}"))
            }
            Self::Delete(from, to) => {
                let removed = range(from, to);
                cite[..removed.start].to_owned() + &cite[removed.end..]
            }
            Self::Repeat(from, to) => {
                let again = range(from, to);
                put(again.end, &cite[again])
            }
            Self::Move(from, to, at) => put(place(at), &cite[range(from, to)]),
            Self::ReverseWords(from, to) => {
                let turned = range(from, to);
                let words: Vec<&str> = cite[turned.clone()].split(' ').rev().collect();
                format!("{}{}{}", &cite[..turned.start], words.join(" "), &cite[turned.end..])
            }
            Self::Uppercase(from, to) => {
                let upper = range(from, to);
                format!("{}{}{}", &cite[..upper.start], cite[upper.clone()].to_uppercase(), &cite[upper.end..])
            }
            Self::Cut(at) => cite[..place(at)].to_owned(),
        }
    }
}

fn mutated_cite() -> impl Strategy<Value = String> {
    let mutations = prop::collection::vec(mutation(), 1..5);
    (prop::sample::select(&CITES[..]), mutations)
        .prop_map(|(cite, mutations)| mutations.iter().fold(cite.to_owned(), |cite, change| change.apply(&cite)))
}

/// Runs every feature on a brief, and returns what failed.
fn fault_in(text: &str) -> Option<String> {
    let settings = Settings::default();
    let brief = parse::brief(text, &settings.cite_options);
    if brief.entries.iter().any(|entry| entry.content.failed) {
        return Some("a card could not be read".to_owned());
    }
    let fits = |span: Span| text.get(span.start..span.end).is_some();
    for finding in engine::findings(&brief, text, &settings, TODAY) {
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        let related = finding.related.iter().map(|(span, _)| *span);
        if !edits.chain(related).chain([finding.span]).all(fits) {
            return Some(format!("{finding:?} is not in the text"));
        }
    }
    document_symbols::symbols(&brief);
    code_lenses::lenses(&brief, &settings);
    inlay_hints::hints(&brief, Span::new(0, text.len()), true, &settings, TODAY);
    document_links::links(&brief);
    for entry in &brief.entries {
        let own = entry.span().of(text);
        semantic_tokens::tokens(&entry.content, own, MarkTokens::Included);
        read_aloud::text(entry, own);
        for cite in entry.card().into_iter().flat_map(|card| &card.cites) {
            let mut inner = Vec::new();
            let mut spans = cite.clone();
            spans.map_spans(|span| {
                inner.push(span);
                span
            });
            if let Some(span) = inner.iter().find(|span| own.get(span.start..span.end).is_none()) {
                return Some(format!("{span:?} is not in {own:?}"));
            }
            for at in inner {
                hover::hover(&brief, entry.start + at.start, &settings, TODAY);
            }
        }
    }
    let mut sources = Bibliography::default();
    sources.add(&brief);
    let sources = sources.into_sources();
    bibliography::csl_json(&sources);
    bibliography::bibtex(&sources);
    None
}

proptest! {
    #[test]
    fn nothing_fails_on_a_mutated_cite(cites in prop::collection::vec(mutated_cite(), 1..4)) {
        let card = |cite: &String| format!("#### Trade goes on\n\n{cite}\n\nThe ministry said that exports had recovered.\n\n");
        let text: String = cites.iter().map(card).collect();
        prop_assert_eq!(fault_in(&text), None);
    }
}
