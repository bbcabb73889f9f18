//! Adds what a cite is missing, at the place where a cite of its shape has it, with a placeholder to type over. What the
//! link itself tells, the name of a known publication, is added whole.

use jiff::civil::Date;

use super::templates::numeric;
use crate::evidence::brief::{Brief, Card};
use crate::evidence::cite::Cite;
use crate::lint::field::Field;
use crate::lint::{Edit, Fix, Settings};
use crate::rules::cite_incomplete;
use crate::text::{Span, Text};

/// Publications by the hosts of their links, without `www.`.
const PUBLICATIONS: [(&str, &str); 40] = [
    ("aljazeera.com", "Al Jazeera"),
    ("apnews.com", "Associated Press"),
    ("axios.com", "Axios"),
    ("bbc.co.uk", "BBC"),
    ("bbc.com", "BBC"),
    ("bloomberg.com", "Bloomberg"),
    ("brookings.edu", "Brookings"),
    ("carnegieendowment.org", "Carnegie Endowment"),
    ("cato.org", "Cato Institute"),
    ("cfr.org", "Council on Foreign Relations"),
    ("cnbc.com", "CNBC"),
    ("cnn.com", "CNN"),
    ("csis.org", "CSIS"),
    ("csmonitor.com", "Christian Science Monitor"),
    ("defensenews.com", "Defense News"),
    ("economist.com", "The Economist"),
    ("forbes.com", "Forbes"),
    ("foreignaffairs.com", "Foreign Affairs"),
    ("foreignpolicy.com", "Foreign Policy"),
    ("ft.com", "Financial Times"),
    ("heritage.org", "Heritage Foundation"),
    ("latimes.com", "Los Angeles Times"),
    ("lawfaremedia.org", "Lawfare"),
    ("nationalinterest.org", "The National Interest"),
    ("nature.com", "Nature"),
    ("npr.org", "NPR"),
    ("nytimes.com", "New York Times"),
    ("politico.com", "Politico"),
    ("rand.org", "RAND"),
    ("reuters.com", "Reuters"),
    ("scientificamerican.com", "Scientific American"),
    ("slate.com", "Slate"),
    ("theatlantic.com", "The Atlantic"),
    ("thediplomat.com", "The Diplomat"),
    ("theguardian.com", "The Guardian"),
    ("thehill.com", "The Hill"),
    ("usatoday.com", "USA Today"),
    ("vox.com", "Vox"),
    ("washingtonpost.com", "Washington Post"),
    ("wsj.com", "Wall Street Journal"),
];

/// The fixes for a finding of `cite-incomplete` at `at`, a byte of the document: one for each missing field that can be
/// added. Their edits are in bytes of the document.
pub fn fixes(brief: &Brief, text: &Text, at: usize, settings: &Settings, today: Date) -> Vec<Fix> {
    let Some(entry) = brief.entry_at(at) else { return Vec::new() };
    let Some(card) = entry.card() else { return Vec::new() };
    let Some(cite) = card.cites.iter().find(|cite| cite.span.shift(entry.start).touches(at)) else { return Vec::new() };
    let own = text.slice(entry.span());
    let missing = cite_incomplete::missing_fields(card, &own, cite, settings);
    let fixes = missing.into_iter().filter_map(|field| fix(field, card, cite, &own, today));
    fixes
        .map(|mut fix| {
            fix.edits.iter_mut().for_each(|edit| edit.span = edit.span.shift(entry.start));
            fix
        })
        .collect()
}

fn fix(field: Field, card: &Card, cite: &Cite, own: &str, today: Date) -> Option<Fix> {
    let last = end(card, cite, own);
    let (title, edit) = match field {
        Field::Publication => {
            let (at, before, after) = publication_place(cite, own, last);
            match cite.url.as_ref().and_then(|url| named_by(&url.value)) {
                Some(name) => (format!("Add {name}"), Edit::insert(at, format!("{before}{name}{after}"))),
                None => ("Add publication".to_owned(), gap(at, before, "Publication", after)),
            }
        }
        Field::Locator | Field::Link => ("Add link".to_owned(), gap(last, ", ", "https://", "")),
        Field::Accessed => ("Add access date".to_owned(), gap(last, ", accessed ", &numeric(today), "")),
        Field::Qualifications => {
            ("Add qualifications".to_owned(), gap(qualifications_place(cite), ", ", "qualifications", ""))
        }
        Field::Author | Field::Year | Field::Date | Field::Title | Field::Pages => return None,
    };
    Some(Fix { title, edits: vec![edit], safe: false })
}

fn gap(at: usize, before: &str, gap: &str, after: &str) -> Edit {
    Edit::with_gap(Span::empty(at), before, gap, after)
}

/// The publication of a known host.
fn named_by(url: &str) -> Option<&'static str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    PUBLICATIONS.iter().find(|(known, _)| *known == host).map(|(_, name)| *name)
}

/// After the title, else before the link, else at the end; with what is written around it.
fn publication_place(cite: &Cite, own: &str, last: usize) -> (usize, &'static str, &'static str) {
    if let Some(title) = &cite.title {
        let rest = Span::new(title.span.end, cite.span.end).of(own);
        let behind = rest.len() - rest.trim_start_matches(['”', '"', '’', '\'', ',', '.', '?', '!']).len();
        let has_comma = rest[..behind].contains(',');
        let is_last = title.span.end + behind >= last;
        return (
            title.span.end + behind,
            if has_comma { " " } else { ", " },
            if is_last || rest[behind..].starts_with([')', ']']) { "" } else { "," },
        );
    }
    cite.url.as_ref().map_or((last, ", ", ""), |url| (url.span.start, "", ", "))
}

/// After the author’s full name, or else after the short cite.
fn qualifications_place(cite: &Cite) -> usize {
    let short = cite.short.as_ref().map(|short| short.span);
    let full = cite.authors.iter().rfind(|author| short.is_none_or(|short| !short.overlaps(author.span)));
    full.map(|author| author.span.end).or(short.map(|short| short.end)).unwrap_or(cite.span.end)
}

/// Where the fields of a cite end: before the cutter’s initials, notes, and a bracket around the full cite.
fn end(card: &Card, cite: &Cite, own: &str) -> usize {
    let glued = card.body.as_ref().map(|body| body.span.start).filter(|start| *start > cite.span.start);
    let trailing = cite.initials.iter().map(|initials| initials.span.start);
    let trailing = trailing.chain(cite.edit_notes.iter().map(|note| note.span.start)).chain(glued);
    let fields = [
        cite.title.as_ref().map(|title| title.span.end),
        cite.container.as_ref().map(|container| container.span.end),
        cite.url.as_ref().map(|url| url.span.end),
        cite.issued.as_ref().map(|date| date.span.end),
        cite.accessed.as_ref().map(|date| date.span.end),
        cite.authors.last().map(|author| author.span.end),
        cite.short.as_ref().map(|short| short.span.end),
        cite.qualifications.last().map(|words| words.span.end),
        cite.pages.as_ref().map(|pages| pages.span.end),
    ];
    let fields = fields.into_iter().flatten().max().unwrap_or(cite.span.end);
    let limit = trailing.filter(|start| *start >= fields).min().unwrap_or(cite.span.end);
    // A quotation mark or question mark that ends the last field belongs to it.
    let rest = Span::new(fields, limit).of(own);
    fields + rest.len() - rest.trim_start_matches(['”', '"', '’', '?', '!']).len()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{TODAY, brief};
    use super::*;
    use crate::evidence::cite::CiteOptions;
    use crate::evidence::parse;
    use crate::lint::proof::edited;

    const BODY: &str = "The ministry said on Monday that exports had recovered to the level of the spring, and that the \
        banks which had been cut off were trading again through neighbors.";

    /// Each fix of a card with this cite: its title, and the cite after it. What was missing is then there.
    fn fixed(cite: &str) -> Vec<String> {
        let text = format!("#### Sanctions fail\n\n{cite}\n\n{BODY}\n");
        let (parsed, text, _) = brief(&text);
        let settings = Settings::default();
        let at = text.find(cite).expect("the cite");
        let found = fixes(&parsed, &Text::new(&text), at, &settings, TODAY);
        let missing = |text: &str| {
            let parsed = parse::brief(text, &CiteOptions::default());
            let card = parsed.entries[0].card().expect("a card");
            cite_incomplete::missing_fields(card, text, &card.cites[0], &settings).len()
        };
        let show = |fix: &Fix| {
            let after = edited(&text, &fix.edits.iter().collect::<Vec<_>>());
            // A link or name that is typed in place of the placeholder.
            let filled =
                after.replace("https://,", "https://example.org/a,").replace("https:// ", "https://example.org/a ");
            let filled =
                filled.replace("https://)", "https://example.org/a)").replace("https://\n", "https://example.org/a\n");
            let filled = filled.replace("Publication", "Harbour Papers").replace("qualifications", "reporter");
            assert!(missing(&filled) <= missing(&text), "{filled}");
            let line = after.lines().nth(2).expect("the cite").to_owned();
            format!("{}: {line}", fix.title)
        };
        found.iter().map(show).collect()
    }

    #[test]
    fn a_field_is_added_where_this_cite_has_it() {
        let cites = [
            "Choi 21 (Joseph Choi, “Kremlin shrugs,” 9-2-21, https://www.thehill.com/a)",
            "Choi 21 – Joseph Choi, reporter, “Kremlin shrugs” 9-2-21 //JB",
            "Joseph Choi, reporter, 9-2-21, https://example.org/a",
            "Telegraph Media, 9-15, 21,",
        ];
        insta::assert_snapshot!(cites.map(|cite| fixed(cite).join("\n")).join("\n"), @r"
        Add qualifications: Choi 21 (Joseph Choi, qualifications, “Kremlin shrugs,” 9-2-21, https://www.thehill.com/a)
        Add The Hill: Choi 21 (Joseph Choi, “Kremlin shrugs,” The Hill, 9-2-21, https://www.thehill.com/a)
        Add access date: Choi 21 (Joseph Choi, “Kremlin shrugs,” 9-2-21, https://www.thehill.com/a, accessed 11-22-26)
        Add publication: Choi 21 – Joseph Choi, reporter, “Kremlin shrugs”, Publication, 9-2-21 //JB
        Add link: Choi 21 – Joseph Choi, reporter, “Kremlin shrugs” 9-2-21, https:// //JB
        Add publication: Joseph Choi, reporter, 9-2-21, Publication, https://example.org/a
        Add access date: Joseph Choi, reporter, 9-2-21, https://example.org/a, accessed 11-22-26
        Add link: Telegraph Media, 9-15, 21, https://,
        ");
    }

    #[test]
    fn hosts_are_in_order_and_known_with_or_without_www() {
        assert!(PUBLICATIONS.is_sorted());
        assert_eq!(named_by("https://www.TheHill.com/a?b"), Some("The Hill"));
        assert_eq!(named_by("nytimes.com"), Some("New York Times"));
        assert_eq!(named_by("https://notthehill.com/"), None);
    }
}
