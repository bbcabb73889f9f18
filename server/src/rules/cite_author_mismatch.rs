//! A name in the short cite that the full cite does not have.

use crate::evidence::cite::{Author, Cite, Name, ShortCite};
use crate::evidence::gazetteer::{self, Traits, fold};
use crate::evidence::name;
use crate::lint::brief_index::BriefIndex;
use crate::lint::{CardView, Check, Edit, Enabled, Finding, Rule, Severity};
use crate::text::{Span, Spanned};

pub(crate) static RULE: Rule = Rule {
    id: "cite-author-mismatch",
    summary: "A short cite whose name is not in the full cite",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for short cites whose name does not appear in the full cite, although the full cite names a person: \
           a typo (`Crighton` for `Creighton`) or another author. It is information if the other name may be given \
           names: `Whyte 16 (Kyle Powys, professor, …`. Where three cites of a file have such, they are taken for given \
           names.",
    why: "The name that is read aloud is not the author’s, or is misspelled: a search for it finds nothing.",
    example: "A ban is categorical\n\n\
              Crighton 17 (Breen Creighton, Graduate School of Business and Law, RMIT University, “Defining industrial \
              action,” Federal Law Review, 2017)\n\n\
              There has been some confusion as to the meaning of a ban, which is surprising in light of the fact that \
              the concept has been a significant part of the system of regulation for many years.",
    fix: "Look up the name in the source, and correct the other.",
    check: Check::CardAndBrief(check, check_given_names),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for cite in &view.card.cites {
        let Some(short) = &cite.short else { continue };
        let stray = stray_names(cite, short, view.text);
        let slip = stray.iter().find_map(|name| Some((*name, meant(name, cite, short, view.text)?)));
        let all_stray = || {
            let other = other_author(cite, short)?;
            Some((*stray.first().filter(|_| stray.len() == short.names.len())?, other))
        };
        let Some((name, (family, place))) = slip.or_else(all_stray) else {
            continue;
        };
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

/// The person whom the full cite names, if it names none of the short cite's. The authors are then all from the full
/// cite: one that it does not name, or names without a family name, stands where the short cite has it.
fn other_author<'a>(cite: &'a Cite, short: &ShortCite) -> Option<(&'a str, Span)> {
    if cite.authors.iter().any(|author| author.span.overlaps(short.span)) {
        return None;
    }
    in_full_cite(cite.authors.first()?, short)
}

/// `Quistorp 21 (Joseph Choi, reporter`: what is in the place of given names may be them (`Whyte 16 (Kyle Powys, …`) or
/// another person’s whole name. Where several cites of the brief have such, it is how the team writes given names.
fn check_given_names(index: &BriefIndex<'_>, found: &mut Vec<Finding>) {
    let cards = index.view.brief.entries.iter().filter_map(|entry| Some((entry, entry.card()?)));
    let doubtful: Vec<(usize, &Spanned<String>, &str)> = cards
        .flat_map(|(entry, card)| card.cites.iter().map(move |cite| (entry.start, cite)))
        .filter_map(|(start, cite)| in_place_of_given_names(cite).map(|(name, given)| (start, name, given)))
        .collect();
    let mut names: Vec<&str> = doubtful.iter().map(|(_, name, _)| name.value.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    if names.len() >= FEWEST_OF_A_HABIT {
        return;
    }
    for (start, name, given) in doubtful {
        let message =
            format!("“{}” is read aloud, but the full cite says “{given}”. Correct or complete one.", name.value);
        let finding = Finding::new(RULE.id, name.span.shift(start), message);
        found.push(Finding { severity: Some(Severity::Info), ..finding });
    }
}

/// Fewer cites than this are no habit.
const FEWEST_OF_A_HABIT: usize = 3;

/// The name of the short cite in whose given names’ place a whole name may be, and that name.
fn in_place_of_given_names(cite: &Cite) -> Option<(&Spanned<String>, &str)> {
    let short = cite.short.as_ref()?;
    let mut given_names = cite.authors.iter().filter_map(|author| {
        let name = short.names.iter().find(|name| name.span == author.span)?;
        let Name::Person { given: Some(given), .. } = &author.name else { return None };
        (!name.value.contains(given.as_str())).then_some((name, given.as_str()))
    });
    let (name, given) = given_names.clone().find(|(_, given)| name::may_be_whole(given))?;
    // `Cambanis and Hanna 18 – *Thanassis, … **Michael Wahid`
    let alone = given_names.all(|(_, given)| given.contains(' '));
    let publication = gazetteer::publication(&name.value).is_some();
    let plain = letters(&fold(&name.value));
    let link = cite.url.as_ref().map_or(String::new(), |url| letters(&fold(&url.value)));
    let in_link = plain.len() >= SHORTEST_PART && link.contains(&plain);
    (alone && !publication && !in_link).then_some((name, given))
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

/// The names of the short cite that do not appear elsewhere in the cite, in whatever spelling: not as an organization’s
/// initials, a half of a double name, a part of the link, or with the particle, the hyphen or the accent left out.
fn stray_names<'a>(cite: &Cite, short: &'a ShortCite, text: &str) -> Vec<&'a Spanned<String>> {
    let (before, after) = (&text[cite.span.start..short.span.start], &text[short.span.end..cite.span.end]);
    // Most names appear as they are typed. The whole cite is folded only for the others.
    let typed = |name: &Spanned<String>| holds_word(after, last_word(&name.value));
    let mut stray: Vec<&Spanned<String>> = short.names.iter().filter(|name| !typed(name)).collect();
    if !stray.is_empty() {
        let (before, after_folded) = (fold(before), fold(after));
        let capitals = initials(after);
        let opening = &after_folded[..after_folded.floor_char_boundary(OPENING)];
        let link = cite.url.as_ref().map_or(String::new(), |url| letters(&fold(&url.value)));
        stray.retain(|name| {
            let folded = fold(&name.value);
            let last = last_word(&folded);
            let acronym = name.value.chars().all(char::is_uppercase) && capitals.contains(name.value.as_str());
            let plain = letters(&folded);
            let joined = || plain.len() >= SHORTEST_PART && link.contains(&plain) || holds_joined(opening, &plain);
            let publication = || gazetteer::publication(&name.value).is_some();
            !last.is_empty()
                && !acronym
                && !holds_word(&after_folded, last)
                && !holds_word(&before, last)
                && !joined()
                && !publication()
                && !is_transliterated(&plain, opening)
                && !is_nickname(&name.value, after)
                && !holds_half(&after_folded, last)
        });
    }
    stray
}

/// In how many bytes after the short cite its name may be joined to other words: `VanHeteren`.
const OPENING: usize = 160;
/// The shortest name, in letters, that is looked for inside of links.
const SHORTEST_PART: usize = 5;

/// Whether up to three words of `opening` are `name` without what stands between them: `VanHaren`, `O'Neil`.
fn holds_joined(opening: &str, name: &str) -> bool {
    let words: Vec<&str> =
        opening.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    (1..=3).any(|count| words.windows(count).any(|words| words.concat() == name))
}

/// Letters and digits alone.
fn letters(folded: &str) -> String {
    folded.chars().filter(|character| character.is_alphanumeric()).collect()
}

/// `Mueller` for `Müller`: folding leaves `u` where others write `ue`.
fn is_transliterated(name: &str, opening: &str) -> bool {
    let plain = name.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    plain.len() >= 4 && plain.len() < name.len() && opening.contains(&plain)
}

/// `Bernie 16 (Bernard Sanders`: a given name that is read aloud, and the longer form of it in the full cite.
fn is_nickname(name: &str, after: &str) -> bool {
    let given = |word: &str| gazetteer::traits(word).contains(Traits::GIVEN);
    let same = |word: &str| word.chars().zip(name.chars()).take_while(|(one, other)| one == other).count() >= 3;
    let words = after.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    given(name) && words.take(OPENING_WORDS).any(|word| given(word) && same(word))
}

/// Whether `name` is a half of a hyphenated word, or the other way around: `Piattelli-Palmarini`, `al-Assad`.
fn holds_half(text: &str, name: &str) -> bool {
    let halves = name.split('-').filter(|half| half.len() > 2);
    let words = || text.split(|character: char| !character.is_alphanumeric());
    halves.into_iter().any(|half| words().any(|word| word == half))
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

/// Whether `text` has `word`, also with the number of a footnote: `Robin1`.
fn holds_word(text: &str, word: &str) -> bool {
    if !text.contains(word) {
        return false;
    }
    text.split(|character: char| !character.is_alphanumeric() && character != '-' && character != '\'')
        .any(|other| other.strip_prefix(word).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{card, found, found_in_cite};

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
    fn another_person_whatever_stands_between() {
        for cite in [
            "Quistorp 21 – Joseph Choi, reporter, “Kremlin shrugs,” The Hill, 9-2-21",
            "Quistorp 21 [Joseph Choi, reporter, “Kremlin shrugs,” The Hill, 9-2-21]",
            "Quistorp 21 (Joseph Choi, reporter, “Kremlin shrugs,” The Hill, 9-2-21)",
            "Quistorp 21 Joseph Choi, reporter, “Kremlin shrugs,” The Hill, 9-2-21",
            "Quistorp 21, “Kremlin shrugs,” Joseph Choi, reporter, The Hill, 9-2-21",
            "Quistorp 21 – Dr. Zeeya Merali, PhD in cosmology, “Kremlin shrugs,” The Hill, 9-2-21",
            "Quistorp 21 [Peter Lothian Nelson and Walter E. Block, “Kremlin shrugs,” The Hill, 9-2-21]",
            "Quistorp 21 Choi, J. (2021). Kremlin shrugs. The Hill, 12(3), 3-12.",
            "Quistorp 21 – Joseph Choi is a reporter who covers trade. “Kremlin shrugs,” The Hill, 9-2-21",
        ] {
            let found = found_in_cite(RULE.id, cite);
            assert!(found.contains("“Quistorp” is read aloud, but the full cite says"), "{cite}: {found}");
        }
    }

    #[test]
    fn given_names_alone_may_be_another_name_and_are_no_warning() {
        let found =
            found_in_cite(RULE.id, "Whyte 16 (Kyle Powys, professor of philosophy at Leeds, “Locks,” pp. 9-12)");
        assert!(found.contains(" info: “Whyte” is read aloud, but the full cite says “Kyle Powys”."), "{found}");
    }

    #[test]
    fn given_names_as_the_team_writes_them_are_no_other_names() {
        let cites = ["Whyte 16 (Kyle Powys", "Cavel 13 (Myriam Dunn", "Klaus 17 (Bryanne Huston"];
        let card =
            |cite: &&str| card("Sanctions fail", &format!("{cite}, professor of law at Leeds, “Locks,” pp. 9-12)"));
        let cards: Vec<String> = cites.iter().map(card).collect();
        assert_eq!(found(RULE.id, &cards.join("\n")), "");
        assert_ne!(found(RULE.id, &cards[..2].join("\n")), "");
    }

    #[test]
    fn names_that_are_there_in_other_shapes() {
        for cite in [
            "Mueller 21 (Hans Müller, reporter, The Hill, “Kremlin shrugs,” 9-2-21)",
            "Piattelli 96—Dr. Massimo Piattelli-Palmarini, professor of cognitive science, Illusions: A History, p. 134",
            "Assad 21 (Bashar al-Assad, reporter, The Hill, “Kremlin shrugs,” 9-2-21)",
            "VanHaren 21 (Barbara Van Haren, reporter, The Hill, “Kremlin shrugs,” 9-2-21)",
            "Harborwatch 21 (Ann Rye, reporter, “Kremlin shrugs,” 9-2-21, https://www.harborwatch.org/a/b)",
            "Reuters 21 (Ann Rye, reporter, “Kremlin shrugs,” 9-2-21)",
            "Moen 12 (Ole Martin, professor of ethics, “Locks,” 2012)",
            "Lee 12 (Hsien Loong, prime minister, “Locks,” 2012)",
            "Kissinger 12 (Henry A. Kissinger Professor of history, “Locks,” 2012)",
            "Linn 17 (Distinguished Resident Fellow, Harbor Forum, September, “Locks”)",
            "Choi 21 (Joseph Choi, reporter, quoting Ann Rye, The Hill, “Kremlin shrugs,” 9-2-21)",
            "Deepa Kumar 15, professor of media, and Arun Kundnani, “Locks,” 2015",
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
