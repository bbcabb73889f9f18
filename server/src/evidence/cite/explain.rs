//! Why each field of a cite is what it is: for `debate-ls parse --explain`.

#![warn(clippy::indexing_slicing, clippy::string_slice)]

use super::fields::signals::{Candidate, Choice};
use super::fields::{Decisions, fields};
use super::lex::lex;
use super::plain_text::PlainText;
use super::{Cite, CiteOptions, collapse};
use crate::text::{Span, Spanned};

/// A field of a cite, or that one is missing, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldExplanation {
    /// Its name in CSL-JSON, or in `parse --format json` where CSL has none.
    pub field: &'static str,
    /// What it says. `None`: nothing in the cite has enough points.
    pub value: Option<String>,
    /// Why.
    pub reason: FieldReason,
}

/// Why a field is what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldReason {
    /// Its letters or its place say so, in these words.
    Plain(String),
    /// It has the most points of several.
    Weighed {
        /// Points that it needs.
        needed: i32,
        /// Its own points. `None` where nothing has enough.
        chosen: Option<Points>,
        /// The next best.
        runner_up: Option<Points>,
    },
}

/// A stretch of the cite with what speaks for it and against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Points {
    /// Its words.
    pub text: String,
    /// The sum.
    pub sum: i32,
    /// Every signal's points, and what it says.
    pub signals: Vec<(i32, &'static str)>,
}

/// Parses the cite that stands at `span` of `text` as [`parse`](super::parse()) does, and says why each of its fields is
/// what it is, in the order of CSL-JSON. `span` must lie on character boundaries.
pub fn explain(text: &str, span: Span, cite_options: &CiteOptions) -> Vec<FieldExplanation> {
    let plain = PlainText::new(text, super::parse::head(text, span).trim(text));
    let (cite, decisions) = fields(&plain.text, lex(&plain, cite_options.year_pivot), cite_options);
    let mut list = Vec::new();
    explain_short_cite(&cite, &plain.text, &mut list);
    explain_authors(&cite, &decisions, &mut list);
    explain_dates(&cite, &decisions, &plain.text, &mut list);
    let unclosed = "after a quotation mark that is never closed";
    list.extend(weighed("title", cite.title.as_ref(), &decisions.title, unclosed, &plain.text));
    list.extend(weighed("container-title", cite.container.as_ref(), &decisions.container, "", &plain.text));
    explain_plain_fields(&cite, &mut list);
    list
}

fn explain_short_cite(cite: &Cite, text: &str, list: &mut Vec<FieldExplanation>) {
    if let Some(short) = &cite.short {
        let value = Some(collapse(short.span.of(text)));
        let says =
            if short.year.is_some() { "names and a year at the start" } else { "names that the full cite repeats" };
        list.push(FieldExplanation { field: "short cite", value, reason: plain(says) });
    }
}

fn explain_authors(cite: &Cite, decisions: &Decisions, list: &mut Vec<FieldExplanation>) {
    for (author, reason) in cite.authors.iter().zip(&decisions.authors) {
        list.push(FieldExplanation {
            field: "author",
            value: Some(author.name.family_first()),
            reason: plain(reason.says()),
        });
    }
}

fn explain_dates(cite: &Cite, decisions: &Decisions, text: &str, list: &mut Vec<FieldExplanation>) {
    if let Some(date) = &cite.issued {
        let chosen = decisions.issued.chosen.filter(|chosen| chosen.span == date.span);
        let reason = match chosen {
            Some(_) => weights(&decisions.issued, text),
            None => plain("the short cite’s own"),
        };
        list.push(FieldExplanation { field: "issued", value: Some(date_text(date, text)), reason });
    } else if decisions.issued.runner_up.is_some() {
        list.push(FieldExplanation { field: "issued", value: None, reason: weights(&decisions.issued, text) });
    }
    if let Some(date) = &cite.accessed {
        let reason = plain("after a word such as “accessed”");
        list.push(FieldExplanation { field: "accessed", value: Some(date_text(date, text)), reason });
    }
}

fn date_text(date: &crate::evidence::date::CiteDate, text: &str) -> String {
    let value = date.edtf.map_or("none".to_owned(), |edtf| edtf.to_string());
    let inferred = date.inferred.as_ref().map_or(String::new(), |why| format!("; {why}"));
    format!("{value} (“{}”{inferred})", collapse(date.span.of(text)))
}

/// A field that is chosen by points; `other` says why it is what it is where the points did not decide.
fn weighed(
    field: &'static str,
    value: Option<&Spanned<String>>,
    choice: &Choice,
    other: &str,
    text: &str,
) -> Option<FieldExplanation> {
    let decided = value.is_none() || choice.chosen.is_some();
    let reason = if decided { weights(choice, text) } else { plain(other) };
    let shown = value.is_some() || choice.runner_up.is_some();
    shown.then(|| FieldExplanation { field, value: value.map(|field| field.value.clone()), reason })
}

fn weights(choice: &Choice, text: &str) -> FieldReason {
    let points = |candidate: Candidate| Points {
        text: collapse(candidate.span.of(text)),
        sum: candidate.signals.points(),
        signals: candidate.signals.rows().collect(),
    };
    FieldReason::Weighed {
        needed: choice.needed,
        chosen: choice.chosen.map(points),
        runner_up: choice.runner_up.map(points),
    }
}

fn explain_plain_fields(cite: &Cite, list: &mut Vec<FieldExplanation>) {
    let fields = [
        ("volume", &cite.volume, "a number with its label or in its place"),
        ("issue", &cite.issue, "a number with its label or in its place"),
        ("page", &cite.pages, "a number with its label or in its place"),
        ("URL", &cite.url, "a link; one with a path comes before one without"),
        ("DOI", &cite.doi, "starts with 10. and a number"),
        ("archive", &cite.database, "a database’s name"),
        ("initials", &cite.initials, "at the end, where the cutter’s initials stand"),
    ];
    let mut add = |field, value: &Spanned<String>, says: &str| {
        list.push(FieldExplanation { field, value: Some(value.value.clone()), reason: plain(says) });
    };
    for (field, value, says) in fields {
        value.iter().for_each(|value| add(field, value, says));
    }
    let title = cite.title.as_ref().map_or(0, |title| title.span.start);
    for words in &cite.qualifications {
        let before = words.span.start < title;
        let says =
            if before { "before the title, and no other field" } else { "names a post or a degree, or has a verb" };
        add("qualifications", words, says);
    }
    cite.edit_notes.iter().for_each(|note| add("edit_notes", note, "begins like a note on editing"));
}

fn plain(says: &str) -> FieldReason {
    FieldReason::Plain(says.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        let points = |points: &Points| {
            let signals: Vec<_> = points.signals.iter().map(|(points, says)| format!("{says} {points:+}")).collect();
            format!("“{}” {} = {}", points.text, points.sum, signals.join(", "))
        };
        let reason = |reason: &FieldReason| match reason {
            FieldReason::Plain(says) => says.clone(),
            FieldReason::Weighed { needed, chosen, runner_up } => [
                Some(format!("needs {needed}")),
                chosen.as_ref().map(points),
                runner_up.as_ref().map(|next| format!("next {}", points(next))),
            ]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("\n    "),
        };
        let explanations = explain(text, Span::new(0, text.len()), &CiteOptions::default());
        let rows = explanations.iter().map(|field| {
            format!("{}: {}\n    {}", field.field, field.value.as_deref().unwrap_or("none"), reason(&field.reason))
        });
        rows.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn every_field_says_why() {
        insta::assert_snapshot!(show(
            "Oakes and Hale 21 (Dara Oakes, harbor economist at the University of Leeds, and Ida Hale, “Tolls After the \
             Bridge,” Harbor Review, vol. 12, pp. 50-63, March 3, 2021, https://www.example.org/tolls/after, accessed \
             9-1-21) //MB"
        ), @r"
        short cite: Oakes and Hale 21
            names and a year at the start
        author: Oakes, Dara
            the short cite’s name, with the given names
        author: Hale, Ida
            the short cite’s name, with the given names
        issued: 2021-03-03 (“March 3, 2021”)
            needs 11
            “March 3, 2021” 58 = a day +40, a field of its own +6, agrees with the short cite +12
        accessed: 2021-09-01 (“9-1-21”)
            after a word such as “accessed”
        title: Tolls After the Bridge
            needs 1
            “Tolls After the Bridge,” 12 = in quotation marks +4, three words or more +3, a separator before it +2, ends with punctuation +3
        container-title: Harbor Review
            needs 3
            “Harbor Review” 9 = built like a publication’s name, or a known publisher +3, follows the quoted title +6
            next “harbor economist at the University of Leeds” -12 = before the title, and words follow that -4, says who somebody is -5, mostly small letters -3
        volume: 12
            a number with its label or in its place
        page: 50-63
            a number with its label or in its place
        URL: https://www.example.org/tolls/after
            a link; one with a path comes before one without
        initials: MB
            at the end, where the cutter’s initials stand
        qualifications: harbor economist at the University of Leeds
            before the title, and no other field
        ");
    }

    #[test]
    fn a_field_that_is_missing_says_what_came_nearest() {
        insta::assert_snapshot!(show("Hale 21 (Ida Hale, harbor pilot, Lower Estuary, 2021)"), @r"
        short cite: Hale 21
            names and a year at the start
        author: Hale, Ida
            the short cite’s name, with the given names
        issued: 2021 (“2021”)
            needs 11
            “2021” 38 = a year +20, a field of its own +6, agrees with the short cite +12
        title: none
            needs 4
            next “Lower Estuary” -3 = one or two words -4, between the author and a date, pages or a link +1
        container-title: none
            needs 3
            next “Lower Estuary” 0 = 
        qualifications: harbor pilot
            names a post or a degree, or has a verb
        ");
    }
}
