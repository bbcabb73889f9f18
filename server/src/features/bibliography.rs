//! The sources of briefs, each once, however many cards quote it.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::evidence::brief::Brief;
use crate::evidence::cite::{Cite, csl};
use crate::evidence::gazetteer::fold;
use crate::evidence::{read_aloud, source_before};

/// One source.
#[derive(Clone, Debug)]
pub struct Source {
    /// A name for it, unique in its bibliography: `choi2021`, `choi2021b`.
    pub key: String,
    /// Its fullest cite.
    pub cite: Cite,
    /// How many cards quote it.
    pub cards: u32,
}

/// Collects sources, file by file.
#[derive(Debug, Default)]
pub struct Bibliography {
    sources: Vec<Source>,
    /// The index in `sources` of the source with this description.
    known: HashMap<String, usize>,
    /// How many sources have a key that begins so.
    stems: HashMap<String, u32>,
}

impl Bibliography {
    /// Adds the sources of one brief.
    pub fn add(&mut self, brief: &Brief) {
        for (entry, card) in brief.entries.iter().filter_map(|entry| Some((entry, entry.card()?))) {
            for cite in &card.cites {
                self.add_cite(source_before::source_of(brief, entry.start, cite));
            }
        }
    }

    /// The sources in the order in which they were found.
    pub fn into_sources(self) -> Vec<Source> {
        self.sources
    }

    fn add_cite(&mut self, cite: &Cite) {
        if cite.refers_back {
            return;
        }
        let description = description(cite);
        if let Some(&at) = self.known.get(&description) {
            let source = &mut self.sources[at];
            source.cards += 1;
            if field_count(cite) > field_count(&source.cite) {
                source.cite = cite.clone();
            }
            return;
        }
        let stem = stem(cite);
        let number = self.stems.entry(stem.clone()).or_insert(0);
        let key = if *number == 0 { stem } else { format!("{stem}{}", letters(*number)) };
        *number += 1;
        self.known.insert(description, self.sources.len());
        self.sources.push(Source { key, cite: cite.clone(), cards: 1 });
    }
}

/// Cites with the same description are one source: they have the same title by the same authors of the same year, or if
/// there is no title, the same link, or the same words.
fn description(cite: &Cite) -> String {
    let authors: Vec<&str> = cite.authors.iter().map(|author| author.name.key()).collect();
    let what = match (&cite.title, &cite.url, &cite.issued) {
        (Some(title), ..) => title.value.clone(),
        (None, Some(url), _) => url.value.clone(),
        (None, None, Some(date)) => date.edtf.map_or_else(String::new, |edtf| edtf.to_string()),
        (None, None, None) => String::new(),
    };
    let plain = |text: &str| {
        text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    let container = cite.container.as_ref().map_or("", |container| container.value.as_str());
    let place = if cite.title.is_none() && cite.url.is_none() { container } else { "" };
    format!("{}|{}|{}|{}", plain(&authors.join(" ")), year(cite), plain(&what), plain(place))
}

/// How many fields it has.
pub fn field_count(cite: &Cite) -> usize {
    let texts = [&cite.title, &cite.container, &cite.volume, &cite.issue, &cite.pages, &cite.url, &cite.doi];
    let dates = [&cite.issued, &cite.accessed];
    texts.into_iter().flatten().count() + dates.into_iter().flatten().count() + cite.qualifications.len()
}

fn year(cite: &Cite) -> String {
    let year = cite.issued.as_ref().and_then(|date| date.edtf).and_then(|edtf| edtf.year());
    year.map_or_else(|| "nd".to_owned(), |year| year.to_string())
}

/// `choi2021`: letters and digits alone, so that every program takes it.
fn stem(cite: &Cite) -> String {
    let name = cite.authors.first().map(|author| author.name.key());
    let name = name.or_else(|| Some(cite.container.as_ref()?.value.as_str())).unwrap_or("source");
    let name: String = fold(name).chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{}{}", if name.is_empty() { "source" } else { &name }, year(cite))
}

/// `b` for 1, `c` for 2, `aa` for 26.
fn letters(mut number: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'a' + u8::try_from(number % 26).unwrap_or(0)));
        number /= 26;
        if number == 0 {
            break;
        }
        number -= 1;
    }
    letters.iter().rev().collect()
}

/// All sources as CSL-JSON: an array of items, as Zotero, pandoc and citeproc read it.
pub fn csl_json(sources: &[Source]) -> Value {
    Value::Array(sources.iter().map(|source| csl::csl(&source.cite, &source.key)).collect())
}

/// All sources as BibTeX.
pub fn bibtex(sources: &[Source]) -> String {
    let entries: Vec<String> =
        sources.iter().map(|source| bibtex_entry(&csl::csl(&source.cite, &source.key))).collect();
    entries.join("\n")
}

/// One row a source, for people: who and when, title, publication, link or pages.
pub fn rows(sources: &[Source]) -> Vec<[String; 4]> {
    let text = |field: &Option<crate::text::Spanned<String>>| {
        field.as_ref().map_or_else(String::new, |field| field.value.clone())
    };
    sources
        .iter()
        .map(|source| {
            let cite = &source.cite;
            let place =
                [text(&cite.url), text(&cite.doi), text(&cite.pages)].into_iter().find(|place| !place.is_empty());
            let name = read_aloud::short_cite(cite).unwrap_or_else(|| "(no author, no date)".to_owned());
            [name, text(&cite.title), text(&cite.container), place.unwrap_or_default()]
        })
        .collect()
}

/// All sources as a table to paste into a spreadsheet: the cells of [`rows`] with tabs between them.
///
/// In a spreadsheet, a cell that begins with `=`, `+`, `-` or `@` is a formula, which could fetch or send something
/// (OWASP, CSV injection). Such a cell gets an apostrophe before it, which makes it text.
pub fn tab_separated(sources: &[Source]) -> String {
    let cell = |cell: &String| {
        let text = cell.replace(['\t', '\n', '\r'], " ");
        if text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
            format!("'{text}")
        } else {
            text
        }
    };
    rows(sources).iter().map(|row| row.each_ref().map(cell).join("\t") + "\n").collect()
}

fn bibtex_entry(item: &Value) -> String {
    let empty = Map::new();
    let fields = item.as_object().unwrap_or(&empty);
    let text = |field: &str| fields.get(field).and_then(Value::as_str);
    let kind = match text("type") {
        Some("article-journal" | "article-magazine" | "article-newspaper") => "article",
        Some("book") => "book",
        Some("report") => "techreport",
        Some("webpage" | "post-weblog") => "online",
        _ => "misc",
    };
    let container = match kind {
        "article" => "journal",
        "techreport" => "institution",
        "book" => "publisher",
        _ => "howpublished",
    };
    let mut lines: Vec<String> = Vec::new();
    let mut put = |name: &str, value: String| lines.push(format!("  {name} = {{{value}}}"));
    if let Some(authors) = fields.get("author").and_then(Value::as_array) {
        put("author", authors.iter().map(bibtex_name).collect::<Vec<_>>().join(" and "));
    }
    // The second pair of braces keeps programs from lowercasing the names in the title.
    if let Some(title) = text("title") {
        put("title", format!("{{{}}}", latex(title)));
    }
    for (csl, bibtex) in [("container-title", container), ("volume", "volume"), ("issue", "number")] {
        if let Some(value) = text(csl) {
            put(bibtex, latex(value));
        }
    }
    if let Some(pages) = text("page") {
        let numbers = pages.split(['-', '–']).filter(|number| !number.is_empty());
        put("pages", numbers.map(latex).collect::<Vec<_>>().join("--"));
    }
    for (csl, bibtex) in [("issued", "date"), ("accessed", "urldate")] {
        if let Some(date) = fields.get(csl).and_then(bibtex_date) {
            put(bibtex, date);
        }
    }
    // The styles of plain BibTeX know no `date`.
    if let Some((year, month)) = fields.get("issued").and_then(year_and_month) {
        put("year", year);
        month.into_iter().for_each(|month| put("month", month));
    }
    for (csl, bibtex) in [("DOI", "doi"), ("URL", "url")] {
        if let Some(value) = text(csl) {
            put(bibtex, value.replace('{', "%7B").replace('}', "%7D"));
        }
    }
    format!("@{kind}{{{},\n{}\n}}\n", text("id").unwrap_or("source"), lines.join(",\n"))
}

/// `van Heteren, Gert` or `King, Jr., Martin Luther`, with braces around what a program would split.
fn bibtex_name(name: &Value) -> String {
    let part = |part: &str| name.get(part).and_then(Value::as_str);
    if let Some(literal) = part("literal") {
        // Braces keep an organization’s name whole.
        return format!("{{{}}}", latex(literal));
    }
    let family = part("family").unwrap_or_default();
    let (suffix, given) = (part("suffix"), part("given"));
    // BibTeX takes the words before a comma, up to the last lowercase one, as a particle; without a comma, only the last
    // word is the family name.
    let several = family.split_whitespace().nth(1).is_some();
    let capitals = family.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    let is_unit = several && (!capitals || (suffix.is_none() && given.is_none()));
    let particle = part("non-dropping-particle").map(|particle| latex(particle) + " ").unwrap_or_default();
    let family = particle + &name_part(family, is_unit);
    let given = given.map(|given| name_part(given, false));
    match suffix.map(|suffix| name_part(suffix, false)) {
        Some(suffix) => format!("{family}, {suffix}, {}", given.unwrap_or_default()),
        None => given.map_or_else(|| family.clone(), |given| format!("{family}, {given}")),
    }
}

/// A part of a name, in braces if it must stay whole, or contains a separator of names.
fn name_part(part: &str, is_unit: bool) -> String {
    let divides = part.contains(',') || part.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"));
    if is_unit || divides { format!("{{{}}}", latex(part)) } else { latex(part) }
}

/// BibLaTeX’s `date`, which is EDTF: `2021-09-07`, `2021-09`, `2021`, `2006-21` (spring), `2021-09-09/2021-09-16`.
fn bibtex_date(date: &Value) -> Option<String> {
    let points = date.get("date-parts")?.as_array()?;
    let point = |parts: &Value| {
        let mut parts = parts.as_array()?.iter().filter_map(Value::as_i64);
        let year = format!("{:04}", parts.next()?);
        Some(parts.fold(year, |date, part| format!("{date}-{part:02}")))
    };
    let season =
        date.get("season").and_then(Value::as_i64).map(|season| format!("-{}", 20 + season)).unwrap_or_default();
    let points: Vec<String> = points.iter().filter_map(point).collect();
    Some(points.join("/") + &season)
}

/// The year in which a source was published, and its month as a number if it names one.
fn year_and_month(date: &Value) -> Option<(String, Option<String>)> {
    let points = date.get("date-parts")?.as_array()?;
    let mut first = points.first()?.as_array()?.iter().filter_map(Value::as_i64);
    Some((format!("{:04}", first.next()?), first.next().map(|month| month.to_string())))
}

/// `text` with the characters escaped that are commands in LaTeX.
fn latex(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => escaped.extend(['\\', character]),
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '\n' | '\r' => escaped.push(' '),
            // Two in a row would be a dash.
            '-' if escaped.ends_with('-') => escaped.push_str("{}-"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use biblatex::{Bibliography as BibTeX, ChunksExt, Person};
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn letters_continue_after_z() {
        assert_eq!([1, 25, 26, 27].map(letters), ["b", "z", "aa", "ab"]);
    }

    #[test]
    fn a_cite_that_points_back_is_one_more_card_of_the_source_before() {
        let card =
            |cite: &str| format!("#### They wait\n\n{cite}\n\nThe ships went on waiting, he said on Monday.\n\n");
        let text = card("Oakes 21 [Dara Oakes, reporter, “Nobody Waits,” The Hill, 5-6-21]") + &card("Ibid.");
        let mut collected = Bibliography::default();
        collected.add(&crate::evidence::parse::brief(&text, &Default::default()));
        let sources = collected.into_sources();
        assert_eq!(
            sources.iter().map(|source| (source.key.as_str(), source.cards)).collect::<Vec<_>>(),
            [("oakes2021", 2)]
        );
    }

    #[test]
    fn a_spreadsheet_gets_no_formula() {
        let word = |text: &str| Some(crate::text::Spanned::new(text.to_owned(), crate::text::Span::default()));
        let cite = Cite {
            title: word("=HYPERLINK(\"https://a.b/\"&A1)"),
            container: word("@SUM(1+1)\tThe Hill\nx"),
            pages: word("-2+3"),
            ..Cite::default()
        };
        let sources = [Source { key: "a".to_owned(), cite, cards: 1 }];
        assert_eq!(
            tab_separated(&sources),
            "'@SUM(1+1) The Hill x\t'=HYPERLINK(\"https://a.b/\"&A1)\t'@SUM(1+1) The Hill x\t'-2+3\n"
        );
    }

    #[test]
    fn an_entry_in_bibtex() {
        let item = json!({
            "id": "vanheteren2021", "type": "article-journal", "title": "50% & more",
            "author": [{"non-dropping-particle": "van", "family": "Heteren", "given": "Gert"}, {"literal": "RAND and Co."}],
            "container-title": "Survival", "issued": {"date-parts": [[2021, 9, 9], [2021, 9, 16]]}, "page": "323-331",
        });
        insta::assert_snapshot!(bibtex_entry(&item), @r"
            @article{vanheteren2021,
              author = {van Heteren, Gert and {RAND and Co.}},
              title = {{50\% \& more}},
              journal = {Survival},
              pages = {323--331},
              date = {2021-09-09/2021-09-16},
              year = {2021},
              month = {9}
            }
            ");
    }

    /// The one entry of a BibTeX text, as an independent parser understands it.
    fn read_back(item: &Value) -> biblatex::Entry {
        let text = bibtex_entry(item);
        let read = BibTeX::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        read.into_iter().next().expect("an entry")
    }

    /// Particle, family name, suffix and given name.
    fn name_parts(person: &Person) -> [&str; 4] {
        [&person.prefix, &person.name, &person.suffix, &person.given_name].map(String::as_str)
    }

    #[test]
    fn names_are_read_back_in_their_parts() {
        let name = |[particle, family, suffix, given]: [&str; 4]| {
            let parts = [("non-dropping-particle", particle), ("family", family), ("suffix", suffix), ("given", given)];
            let parts = parts.into_iter().filter(|(_, part)| !part.is_empty());
            Value::Object(parts.map(|(part, text)| (part.to_owned(), json!(text))).collect())
        };
        let names = [
            ["", "Choi", "", "Joseph"],
            ["van", "Heteren", "", "Gert"],
            ["van der", "Meer", "", ""],
            ["de", "la Cruz", "", "Ana"],
            ["", "al-Assad", "", "Bashar"],
            ["", "d’Ancona", "", "Matthew"],
            ["", "Garcia Marquez", "", ""],
            ["", "ten Brink", "", "A. J."],
            ["", "King", "Jr.", "Martin Luther"],
            ["", "King", "Jr.", ""],
            ["", "Rand, Inc", "", "A"],
            ["", "Müller-Šimić", "III", "J. & K."],
            ["", "Anders", "", "Bo and Co"],
            ["", "{Braced}", "", "A_B"],
            ["", "Plato", "", ""],
            ["", "von", "", ""],
        ];
        let item = json!({"id": "a", "type": "book", "author": names.map(name)});
        let read = read_back(&item).author().expect("authors");
        assert_eq!(read.iter().map(name_parts).collect::<Vec<_>>(), names);
    }

    #[test]
    fn organizations_are_not_split() {
        let names = ["Thai News Service", "RAND and Co., Ltd.", "van Heteren & Sons", "The {Hill}", "others"];
        let item = json!({"id": "a", "type": "book", "author": names.map(|name| json!({"literal": name}))});
        let read = read_back(&item).author().expect("authors");
        assert_eq!(read.iter().map(name_parts).collect::<Vec<_>>(), names.map(|name| ["", name, "", ""]));
    }

    #[test]
    fn dates_are_read_back() {
        use biblatex::{DateValue, Datetime, PermissiveType};
        let day = |year, month: Option<u8>, day: Option<u8>| Datetime { year, month, day, time: None };
        // The reader counts months and days from 0.
        for (parts, expected) in [
            (json!([[2021, 9, 7]]), DateValue::At(day(2021, Some(8), Some(6)))),
            (json!([[2021, 9]]), DateValue::At(day(2021, Some(8), None))),
            (json!([[987]]), DateValue::At(day(987, None, None))),
            (
                json!([[2021, 12, 30], [2022, 1, 2]]),
                DateValue::Between(day(2021, Some(11), Some(29)), day(2022, Some(0), Some(1))),
            ),
        ] {
            let date = json!({"date-parts": parts});
            let entry = read_back(&json!({"id": "a", "type": "book", "issued": date, "accessed": date}));
            for read in [entry.date(), entry.url_date()] {
                let Ok(PermissiveType::Typed(read)) = read else { panic!("{parts}: no date") };
                assert_eq!(read.value, expected, "{parts}");
            }
        }
    }

    /// Words with every character that has a meaning in BibTeX.
    fn text() -> impl Strategy<Value = String> {
        "[A-Za-z0-9 &%$#_{}~^\\\\@\"'`“”‘’–—éßŠ中,.:;?!/()<>|*+=-]{0,40}"
    }

    /// Readers turn several spaces into one, and drop those at the ends.
    fn single_spaced(text: &str) -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    proptest! {
        #[test]
        fn titles_and_publications_are_read_back(title in text(), container in text(), volume in text()) {
            let item = json!({"id": "a", "type": "article-journal", "title": title, "container-title": container,
                              "volume": volume});
            let entry = read_back(&item);
            prop_assert_eq!(single_spaced(&entry.title().expect("a title").format_verbatim()), single_spaced(&title));
            let journal = entry.get("journal").expect("a journal").format_verbatim();
            prop_assert_eq!(single_spaced(&journal), single_spaced(&container));
            let read = entry.get("volume").expect("a volume").format_verbatim();
            prop_assert_eq!(single_spaced(&read), single_spaced(&volume));
        }

        #[test]
        fn links_are_read_back(path in "[A-Za-z0-9/?&=%#_~.+@:;,!$'()*^-]{0,40}") {
            // This reader makes a dash of two hyphens in a link as well; BibLaTeX takes a link as it is.
            let path = path.replace("--", "-");
            let url = format!("https://www.example.org/{path}");
            let entry = read_back(&json!({"id": "a", "type": "webpage", "URL": url, "DOI": path}));
            prop_assert_eq!(entry.url().expect("a link"), url);
            prop_assert_eq!(entry.doi().unwrap_or_default(), path);
        }
    }
}
