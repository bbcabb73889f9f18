//! A cite as a CSL-JSON item, the format of Zotero, pandoc and citeproc.
//!
//! Schema: `csl-data.json` of the Citation Style Language, version 1.0.2. What CSL has no name for stands
//! under `custom`.

use serde_json::{Map, Value, json};

use super::{Cite, Name};
use crate::evidence::date::{CiteDate, Edtf, Point, Season};
use crate::evidence::gazetteer::{Sort, publication};
use crate::evidence::name::particle;

/// The item of `cite`, with `id` for its identifier.
pub fn csl(cite: &Cite, id: &str) -> Value {
    let mut item = Map::new();
    item.insert("id".into(), json!(id));
    item.insert("type".into(), json!(kind(cite)));
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(key.into(), value);
        }
    };
    put("author", (!cite.authors.is_empty()).then(|| cite.authors.iter().map(|author| name(&author.name)).collect()));
    put("issued", cite.issued.as_ref().and_then(date));
    put("accessed", cite.accessed.as_ref().and_then(date));
    let fields = [
        ("title", &cite.title),
        ("container-title", &cite.container),
        ("volume", &cite.volume),
        ("issue", &cite.issue),
        ("page", &cite.pages),
        ("URL", &cite.url),
        ("DOI", &cite.doi),
        ("archive", &cite.database),
    ];
    for (key, field) in fields {
        put(key, field.as_ref().map(|field| json!(field.value)));
    }
    let mut custom = Map::new();
    let texts = |list: &[crate::text::Spanned<String>]| list.iter().map(|text| json!(text.value)).collect::<Vec<_>>();
    if !cite.qualifications.is_empty() {
        custom.insert("qualifications".into(), Value::Array(texts(&cite.qualifications)));
    }
    if let Some(initials) = &cite.initials {
        custom.insert("initials".into(), json!(initials.value));
    }
    if !cite.edit_notes.is_empty() {
        custom.insert("edit-notes".into(), Value::Array(texts(&cite.edit_notes)));
    }
    put("custom", (!custom.is_empty()).then_some(Value::Object(custom)));
    Value::Object(item)
}

/// The item's type, where the publication or the volume tells it.
fn kind(cite: &Cite) -> &'static str {
    let name = cite.container.as_ref().map_or("", |container| &container.value);
    let scholarly =
        ["journal", "review", "quarterly"].iter().any(|word| name.to_lowercase().split(' ').any(|part| part == *word));
    match publication(name) {
        Some(Sort::Journal) => "article-journal",
        Some(Sort::Newspaper | Sort::Agency) => "article-newspaper",
        Some(Sort::Magazine) => "article-magazine",
        Some(Sort::Broadcaster | Sort::Site) => "webpage",
        Some(Sort::ThinkTank) => "report",
        Some(Sort::Reference) => "entry",
        Some(Sort::Publisher) => "book",
        None if cite.issue.is_some() || (scholarly && !name.is_empty()) => "article-journal",
        None => "document",
    }
}

fn name(name: &Name) -> Value {
    let mut parts = Map::new();
    match name {
        Name::Literal(literal) => {
            parts.insert("literal".into(), json!(literal));
        }
        Name::Person { family, given, suffix } => {
            match particle(family) {
                Some((particle, family)) => {
                    parts.insert("non-dropping-particle".into(), json!(particle));
                    parts.insert("family".into(), json!(family));
                }
                None => {
                    parts.insert("family".into(), json!(family));
                }
            }
            if let Some(given) = given {
                parts.insert("given".into(), json!(given));
            }
            if let Some(suffix) = suffix {
                parts.insert("suffix".into(), json!(suffix));
            }
        }
    }
    Value::Object(parts)
}

/// A CSL date. None without a year: CSL cannot say it.
fn date(date: &CiteDate) -> Option<Value> {
    match date.edtf? {
        // CSL has no range of seasons.
        Edtf::At(Point::Season(year, season)) | Edtf::Between(Point::Season(year, season), _) => {
            let number = match season {
                Season::Spring => 1,
                Season::Summer => 2,
                Season::Autumn => 3,
                Season::Winter => 4,
            };
            Some(json!({ "date-parts": [[year]], "season": number }))
        }
        Edtf::At(point) => Some(json!({ "date-parts": [parts(point)?] })),
        Edtf::Between(from, to) => Some(json!({ "date-parts": [parts(from)?, parts(to)?] })),
    }
}

fn parts(point: Point) -> Option<Value> {
    Some(match point {
        Point::Day(date) => json!([date.year(), date.month(), date.day()]),
        Point::Month(year, month) => json!([year, month]),
        Point::Season(year, _) | Point::Year(year) => json!([year]),
        Point::MonthDay(..) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::CiteOptions;
    use super::super::parse;
    use super::*;
    use crate::text::Span;

    fn item(text: &str) -> Value {
        csl(&parse(text, Span::new(0, text.len()), &CiteOptions::default()), "x")
    }

    #[test]
    fn all_fields() {
        let text = "van Heteren and King 19 (Hans van Heteren, lecturer at Leiden; Martin Luther King, Jr., \
                    “Water Boards,” Journal of Politics, Vol. 3, No. 4, pp. 5-6, Winter 94/95, https://x.org/a/b, doi:10.1080/1.2, JSTOR, DOA: 9-1-21) AB";
        insta::assert_json_snapshot!(item(text), @r#"
    {
      "id": "x",
      "type": "article-journal",
      "author": [
        {
          "non-dropping-particle": "van",
          "family": "Heteren",
          "given": "Hans"
        },
        {
          "family": "King",
          "given": "Martin Luther",
          "suffix": "Jr."
        }
      ],
      "issued": {
        "date-parts": [
          [
            1994
          ]
        ],
        "season": 4
      },
      "accessed": {
        "date-parts": [
          [
            2021,
            9,
            1
          ]
        ]
      },
      "title": "Water Boards",
      "container-title": "Journal of Politics",
      "volume": "3",
      "issue": "4",
      "page": "5-6",
      "URL": "https://x.org/a/b",
      "DOI": "10.1080/1.2",
      "archive": "JSTOR",
      "custom": {
        "qualifications": [
          "lecturer at Leiden"
        ],
        "initials": "AB"
      }
    }
    "#);
    }

    #[test]
    fn dates() {
        let issued = |text: &str| item(text)["issued"].to_string();
        assert_eq!(issued("TASS, 9-15-21"), r#"{"date-parts":[[2021,9,15]]}"#);
        assert_eq!(issued("Mehmet Ace, 9 -16 September 2021, Is it?"), r#"{"date-parts":[[2021,9,9],[2021,9,16]]}"#);
        assert_eq!(issued("Choi 21"), r#"{"date-parts":[[2021]]}"#);
        assert_eq!(issued("TASS, Spring 2006"), r#"{"date-parts":[[2006]],"season":1}"#);
        assert_eq!(issued("TASS, 9-1, ,"), "null");
        assert_eq!(issued("Choi n.d."), "null");
    }
}
