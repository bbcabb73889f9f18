//! A name in the short cite that the full cite does not have.

use crate::evidence::cite::{Author, Cite, Name, ShortCite};
use crate::evidence::gazetteer::fold;
use crate::evidence::name;
use crate::lint::{CardView, Check, Edit, Enabled, Finding, Rule, Severity};
use crate::text::{Span, Spanned};

pub(crate) static RULE: Rule = Rule {
    id: "cite-author-mismatch",
    summary: "A short cite whose name is not in the full cite",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for short cites whose name does not appear in the full cite, although the full cite names a person: \
           a typo (`Crighton` for `Creighton`) or another author.",
    why: "The name that is read aloud is not the author’s, or is misspelled: a search for it finds nothing.",
    example: "A ban is categorical\n\n\
              Crighton 17 (Breen Creighton, Graduate School of Business and Law, RMIT University, “Defining industrial \
              action,” Federal Law Review, 2017)\n\n\
              There has been some confusion as to the meaning of a ban, which is surprising in light of the fact that \
              the concept has been a significant part of the system of regulation for many years.",
    fix: "Look up the name in the source, and correct the other.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for cite in &view.card.cites {
        let Some(short) = &cite.short else { continue };
        let stray = stray_names(cite, short, view.text);
        let slip = stray.iter().find_map(|name| Some((*name, meant(name, cite, short, view.text)?)));
        let all_stray = || {
            let other = right_after(cite, short, view.text).and_then(|author| in_full_cite(author, short))?;
            Some((*stray.first().filter(|_| stray.len() == short.names.len())?, other))
        };
        let Some((name, (family, place))) = slip.or_else(all_stray) else { continue };
        if is_same_but_for_spaces(&name.value, family) || is_site(&name.value, cite) {
            continue;
        }
        let typed = &name.value;
        let message = format!("“{typed}” is read aloud, but the full cite says “{family}”. Correct one of them.");
        let mut finding = Finding::new(RULE.id, name.span, message);
        finding.related.push((place, "the full cite’s author".to_owned()));
        found.push(if slip.is_some() {
            finding.with_unsafe_fix(format!("Write “{family}”"), vec![Edit::replace(name.span, family)])
        } else {
            finding
        });
    }
}

/// The author that the full cite begins with. An author further on may be the second of several: then the short cite
/// has the first one’s full name, and the posts come after the year (`Deepa Kumar 15, professor, and Arun Kundnani`).
fn right_after<'a>(cite: &'a Cite, short: &ShortCite, text: &str) -> Option<&'a Author> {
    let after = cite.authors.iter().find(|author| author.span.start >= short.span.end)?;
    let between = &text[short.span.end..after.span.start];
    (!between.contains(char::is_alphanumeric)).then_some(after)
}

/// A person that the full cite names with a given name: the family name, and where.
fn in_full_cite<'a>(author: &'a Author, short: &ShortCite) -> Option<(&'a str, Span)> {
    match &author.name {
        Name::Person { family, given: Some(_), .. } if !author.span.overlaps(short.span) => Some((family, author.span)),
        Name::Person { .. } | Name::Literal(_) => None,
    }
}

/// Where the full cite’s author is looked for: this many words after the short cite.
const OPENING_WORDS: usize = 4;
/// The shortest name, in bytes, that counts as misspelled: short names that differ by a letter may be two people’s.
const SHORTEST_SLIP: usize = 5;

/// The name that `name` is a misspelling of: an author of the full cite, or a word that it opens with.
fn meant<'a>(name: &Spanned<String>, cite: &'a Cite, short: &ShortCite, text: &'a str) -> Option<(&'a str, Span)> {
    let is_meant = |family: &str| family.len() >= SHORTEST_SLIP && name::same_family(family, &name.value);
    let author =
        cite.authors.iter().filter_map(|author| in_full_cite(author, short)).find(|(family, _)| is_meant(family));
    author.or_else(|| {
        let from = short.span.end;
        let words = text[from..cite.span.end]
            .split(|character: char| !character.is_alphanumeric() && !"-’'".contains(character));
        let capital = words.filter(|word| word.starts_with(char::is_uppercase)).take(OPENING_WORDS);
        let word = capital.into_iter().find(|word| is_meant(word))?;
        let at = from + text[from..cite.span.end].find(word)?;
        Some((word, Span::new(at, at + word.len())))
    })
}

/// The names of the short cite that do not appear elsewhere in the cite, not even as an organization’s initials.
fn stray_names<'a>(cite: &Cite, short: &'a ShortCite, text: &str) -> Vec<&'a Spanned<String>> {
    let (before, after) = (&text[cite.span.start..short.span.start], &text[short.span.end..cite.span.end]);
    // Most names appear as they are typed. The whole cite is folded only for the others.
    let typed = |name: &Spanned<String>| holds_word(after, last_word(&name.value));
    let mut stray: Vec<&Spanned<String>> = short.names.iter().filter(|name| !typed(name)).collect();
    if !stray.is_empty() {
        let (before, after_folded) = (fold(before), fold(after));
        let capitals = initials(after);
        stray.retain(|name| {
            let folded = fold(&name.value);
            let last = last_word(&folded);
            let acronym = name.value.chars().all(char::is_uppercase) && capitals.contains(name.value.as_str());
            !last.is_empty() && !acronym && !holds_word(&after_folded, last) && !holds_word(&before, last)
        });
    }
    stray
}

/// `Lift Mode` and `Liftmode`, `Robin` and `Robin1` with the number of a footnote, `Radek` and `de Lazari-Radek`.
fn is_same_but_for_spaces(name: &str, family: &str) -> bool {
    let letters = |text: &str| fold(text).chars().filter(|character| character.is_alphabetic()).collect::<String>();
    letters(name) == letters(family) || fold(family).rsplit('-').next() == Some(&*fold(name))
}

/// Whether `name` is the site of the cite's link: `The Hill` for thehill.com. A publication may be cited as the author.
fn is_site(name: &str, cite: &Cite) -> bool {
    let letters: String = fold(name).chars().filter(|character| character.is_alphanumeric()).collect();
    let host = cite.url.as_ref().and_then(|url| url.value.split("://").nth(1)?.split('/').next());
    letters.len() >= SHORTEST_SLIP && host.is_some_and(|host| host.replace(['.', '-'], "").contains(&letters))
}

/// The last word is enough for `van Heteren` and `De Vries`.
fn last_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

/// The first letters of all capitalized words: an organization’s short name is a part of them.
fn initials(text: &str) -> String {
    let words = text.split(|character: char| !character.is_alphanumeric());
    words.filter_map(|word| word.chars().next().filter(|first| first.is_uppercase())).collect()
}

fn holds_word(text: &str, word: &str) -> bool {
    text.split(|character: char| !character.is_alphanumeric() && character != '-' && character != '\'')
        .any(|other| other == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::found_in_cite;

    #[test]
    fn a_slip_and_another_person() {
        let slip = "Crighton et al. 17 Breen Creighton, Graduate School of Business and Law, RMIT University. “Defining Industrial Action.” Federal Law Review, 2017.";
        insta::assert_snapshot!(found_in_cite(RULE.id, slip), @r"
        Crighton et al. 17 Breen Creighton, Graduate School of Business and Law, RMIT Un…
        ^^^^^^^^ warning: “Crighton” is read aloud, but the full cite says “Creighton”. Correct one of them.
        fix?: Write “Creighton”
        ");
        insta::assert_snapshot!(found_in_cite(RULE.id, "Sprat and Dunlop 19 (David Spratt and Ian Dunlop, *Research Director for Breakthrough, “Existential risk,” 5-30-2019)"), @r"
        Sprat and Dunlop 19 (David Spratt and Ian Dunlop, *Research Director for Breakth…
        ^^^^^ warning: “Sprat” is read aloud, but the full cite says “Spratt”. Correct one of them.
        fix?: Write “Spratt”
        ");
    }

    #[test]
    fn a_slip_before_a_family_name_first() {
        let cite = "Kesler 97 Kessler, Tobias, Professor of Philosophy. “Sums and Persons.” Ethics 107(3). 1997.";
        insta::assert_snapshot!(found_in_cite(RULE.id, cite), @r"
        Kesler 97 Kessler, Tobias, Professor of Philosophy. “Sums and Persons.” Ethics 1…
        ^^^^^^ warning: “Kesler” is read aloud, but the full cite says “Kessler”. Correct one of them.
        fix?: Write “Kessler”
        ");
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
            "Radek 14 – Katarzyna de Lazari-Radek, professor of philosophy, “The Point of View,” 2014",
            "Robin et al. 21, Tabitha Robin1*, Kristin Burnett, “Safe Food,” https://www.example.org/food",
            "Lift Mode 17 Liftmode, 3-10-2017, “Pharmaceuticals,” https://www.example.org/a",
            "The Hill ’21 (Maggie Miller, May 21, “Task force,” https://thehill.com/policy/cybersecurity)",
            "Roberts 21 (Robert Robertson and Ann Roberts, reporters, The Hill, “Kremlin shrugs,” 9-2-21)",
        ] {
            assert_eq!(found_in_cite(RULE.id, cite), "", "{cite}");
        }
    }
}
