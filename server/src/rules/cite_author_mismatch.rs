//! A name in the short cite that the full cite does not have.

use super::{CardView, Check, Edit, Finding, Rule, Severity};
use crate::evidence::cite::{Author, Cite, Name, ShortCite};
use crate::text::Spanned;

pub(super) static RULE: Rule = Rule {
    id: "cite-author-mismatch",
    severity: Severity::Warning,
    on: true,
    what: "Finds short cites whose name stands nowhere in the full cite, though that names a person.",
    why: "The name that is read aloud is not the author’s, or is misspelt: whoever looks for it finds nothing.",
    example: "A ban is categorical\n\n\
              Crighton 17 (Breen Creighton, Graduate School of Business and Law, RMIT University, “Defining industrial \
              action,” Federal Law Review, 2017)\n\n\
              There has been some confusion as to the meaning of a ban, which is surprising in light of the fact that \
              the concept has been a significant part of the system of regulation for many years.",
    fix: "Look the name up in the source and correct the other.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for cite in &view.card.cites {
        let Some(short) = &cite.short else { continue };
        let in_full: Vec<(&Author, &str)> = cite
            .authors
            .iter()
            .filter(|author| !author.span.overlaps(short.span))
            .filter_map(|author| match &author.name {
                Name::Person { family, given: Some(_), .. } => Some((author, family.as_str())),
                Name::Person { .. } | Name::Literal(_) => None,
            })
            .collect();
        let Some((author, family)) = in_full.first() else { continue };
        let Some(name) = stray_name(cite, short, view.text) else { continue };
        let near = in_full.iter().find(|(_, family)| strsim::jaro_winkler(family, &name.value) > NEAR);
        let (author, family) = near.copied().unwrap_or((*author, *family));
        let typed = &name.value;
        let message = format!("“{typed}” is read aloud, but the full cite names “{family}”: which is right?");
        let mut finding = Finding::new(RULE.id, name.span, message);
        finding.related.push((author.span, "the full cite’s author".to_owned()));
        found.push(if near.is_some() {
            finding.perhaps_mended_by(format!("Write “{family}”"), vec![Edit::replace(name.span, family)])
        } else {
            finding
        });
    }
}

/// From here on (of 1) two names are spellings of one.
const NEAR: f64 = 0.88;

/// The first name of the short cite, where none of its names stands in the rest of the cite, not even as the
/// initials of an organisation.
fn stray_name<'a>(cite: &Cite, short: &'a ShortCite, text: &str) -> Option<&'a Spanned<String>> {
    let first = short.names.first()?;
    let rest = fold(&text[short.span.end..cite.span.end]);
    let before = fold(&text[cite.span.start..short.span.start]);
    let stands = |name: &Spanned<String>| {
        let name = fold(&name.value);
        // Of `van Heteren` and `De Vries` the last word is enough.
        let last = name.rsplit(' ').next().unwrap_or(&name);
        last.is_empty() || holds_word(&rest, last) || holds_word(&before, last)
    };
    let initials: String = text[short.span.end..cite.span.end]
        .split(|sign: char| !sign.is_alphanumeric())
        .filter_map(|word| word.chars().next().filter(|first| first.is_uppercase()))
        .collect();
    let spelt_out = first.value.chars().all(char::is_uppercase) && initials.contains(first.value.as_str());
    (!spelt_out && !short.names.iter().any(stands)).then_some(first)
}

/// In small letters, without accents on Latin letters, and with blanks for all other signs.
fn fold(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(|sign| match sign {
            'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
            'ç' | 'ć' | 'č' => 'c',
            'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
            'ì'..='ï' | 'ī' | 'ı' => 'i',
            'ł' => 'l',
            'ñ' | 'ń' | 'ň' => 'n',
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
            'ř' => 'r',
            'ś' | 'š' | 'ş' | 'ș' => 's',
            'ţ' | 'ț' => 't',
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
            'ý' | 'ÿ' => 'y',
            'ź' | 'ż' | 'ž' => 'z',
            sign if sign.is_alphanumeric() => sign,
            _ => ' ',
        })
        .collect()
}

fn holds_word(text: &str, word: &str) -> bool {
    text.split(' ').any(|other| other == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::fixture::found_in_cite;

    #[test]
    fn a_slip_and_another_person() {
        let slip = "Crighton et al. 17 Breen Creighton, Graduate School of Business and Law, RMIT University. “Defining Industrial Action.” Federal Law Review, 2017.";
        insta::assert_snapshot!(found_in_cite(RULE.id, slip), @r"
        Crighton et al. 17 Breen Creighton, Graduate School of Business and Law, RMIT Un…
        ^^^^^^^^ warning: “Crighton” is read aloud, but the full cite names “Creighton”: which is right?
        fix?: Write “Creighton”
        ");
        insta::assert_snapshot!(found_in_cite(RULE.id, "Smith 21 (Joseph Choi is a reporter at The Hill, “Kremlin shrugs,” The Hill, 9-2-21)"), @"");
    }

    #[test]
    fn names_that_are_there_in_other_shapes() {
        for cite in [
            "Choi 21 (Joseph Choi, reporter, The Hill, “Kremlin shrugs,” 9-2-21)",
            "CHOI 21 (Joseph Choi, reporter, The Hill, “Kremlin shrugs,” 9-2-21)",
            "Müller 21 (Hans Muller, reporter, The Hill, “Kremlin shrugs,” 9-2-21)",
            "van Heteren 21 (Annette Heteren, reporter, The Hill, “Kremlin shrugs,” 9-2-21)",
            "Maas ’21 [Matthijs M; April 2021; https://www.example.org/maas; University of Copenhagen]",
            "CRS 19 (Congressional Research Service, Ann Fefer, analyst, “Trade,” 3-2-2019)",
            "The Hill 21 (Joseph Choi, reporter, The Hill, “Kremlin shrugs,” 9-2-21)",
            "Delgado 1999",
        ] {
            assert_eq!(found_in_cite(RULE.id, cite), "", "{cite}");
        }
    }
}
