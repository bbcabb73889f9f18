//! Fields that the league requires and a cite does not have: one finding per cite, however many they are.

use super::{cite_body_glued, cite_database_as_source, date_imprecise, date_none};
use crate::evidence::brief::Card;
use crate::evidence::cite::{Cite, Filler, ShortYear};
use crate::evidence::date::Edtf;
use crate::evidence::gazetteer::{self, Traits};
use crate::lint::brief_index::BriefIndex;
use crate::lint::field::{Field, is_printed};
use crate::lint::{CardView, Check, Enabled, Finding, Rule, Settings, Severity, anchor, cite_role, unread};

pub(crate) static RULE: Rule = Rule {
    id: "cite-incomplete",
    summary: "A cite without a field that your league’s profile requires",
    severity: Severity::Warning,
    enabled: Enabled::ByDefault,
    what: "Checks for cites without a field that your league’s profile requires. One message names all missing fields. \
           It is a warning if the title, the publication, or both link and page are missing; a hint if only the access \
           date is missing, or a publication that the link shows; and information otherwise, as for the page of a source \
           in print. The day of publication counts as missing if the link or the publication shows that there is one. A \
           title or publication that may be among words of unknown meaning is not reported. If a third of a file’s \
           cites with a link lack the access date, or three fifths the publication, that is one hint for the file. Author \
           and year have their own rules.",
    why: "NSDA 7.1.C wants in writing, “to the extent provided by the original source”: full name, publication date, \
          source, title, date accessed, full URL, qualifications and page numbers. NCFCA, Stoa and the NDT (VII.B.1) \
          have their own lists. An opponent who asks for the cite must be able to find the exact words.",
    example: "Russia opposes US troops\n\n\
              Telegraph Media, 9-15, 21,\n\n\
              The ministry said on Monday that exports had recovered to the level of the spring, and that the banks \
              which had been cut off were trading again through neighbors.",
    fix: "Add what is missing. A team that asks for less lists its fields under `required` in `debate-ls.toml`, or \
          chooses another profile.",
    check: Check::CardAndBrief(check, check_habits),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for cite in cite_role::full(view.card) {
        let mut missing = missing_fields(view.card, view.text, cite, view.settings);
        missing.retain(|field| !may_be_unread(*field, cite, view.text));
        // The rule cite-body-glued reports a cite that has the quoted text in it.
        let is_other = cite_role::is_doubtful(view.card, cite) || cite_body_glued::holds_the_text(view.card);
        if missing.is_empty() || is_other {
            continue;
        }
        // The whole brief tells whether these are missing here alone.
        let is_light =
            !body_begins_with_link(view.card, view.text) && missing.iter().all(|field| is_light(*field, cite));
        if !is_light {
            found.push(finding(cite, &missing, view.settings));
        }
    }
}

/// Reports the light fields that single cites lack, and once those that most cites of the file lack.
fn check_habits(index: &BriefIndex<'_>, found: &mut Vec<Finding>) {
    let settings = index.view.settings;
    let (linked, lacking) = lacking_light_fields(index);
    let mut habits = Vec::new();
    for field in HABITS {
        let without = lacking.iter().filter(|light| light.missing.contains(&field)).count();
        if without < FEWEST_OF_A_HABIT || without * 100 < linked * HABIT_SHARE {
            continue;
        }
        habits.push(field);
        let Some(first) = lacking.iter().find(|light| light.missing.contains(&field)) else { continue };
        let asks = settings.authority().map_or_else(String::new, |authority| format!(" ({authority})"));
        let message = format!("{without} cites with a link have no {}, from this one on{asks}.", field.words());
        let mut finding = Finding::new(RULE.id, anchor::of_cite(first.cite).shift(first.entry_start), message);
        finding.severity = Some(Severity::Hint);
        found.push(finding);
    }
    for light in &lacking {
        let others: Vec<Field> = light.missing.iter().copied().filter(|field| !habits.contains(field)).collect();
        if !others.is_empty() && light.is_alone {
            found.push(finding(light.cite, &others, settings).shift(light.entry_start));
        }
    }
}

/// Fewer cites than this are no habit.
const FEWEST_OF_A_HABIT: usize = 3;
/// The fields that some files leave out as a habit.
const HABITS: [Field; 2] = [Field::Publication, Field::Accessed];
/// How many cites with a link lack a field where leaving it out is a habit, in 100.
const HABIT_SHARE: usize = 33;

/// A cite without one of the light fields.
struct LightCite<'a> {
    cite: &'a Cite,
    /// Where its entry begins in the document.
    entry_start: usize,
    /// The light fields that it lacks.
    missing: Vec<Field>,
    /// Whether it lacks nothing else: otherwise [`check`] names them all.
    is_alone: bool,
}

/// How many cites of the file have a link, and those of them that lack a light field.
fn lacking_light_fields<'a>(index: &BriefIndex<'a>) -> (usize, Vec<LightCite<'a>>) {
    let required = index.view.settings.required();
    let (mut linked, mut lacking) = (0, Vec::new());
    for (entry, card, cite) in index.full_cites().filter(|(_, _, cite)| is_linked(cite)) {
        linked += 1;
        // Most cites that have both need no closer look.
        if cite.container.is_some() && cite.accessed.is_some() {
            continue;
        }
        let all = missing(required, cite, card.cites.iter().any(cite_role::is_bare_link));
        let light: Vec<Field> = all.iter().copied().filter(|field| is_light(*field, cite)).collect();
        if !light.is_empty() {
            let is_alone = light.len() == all.len();
            lacking.push(LightCite { cite, entry_start: entry.start, missing: light, is_alone });
        }
    }
    (linked, lacking)
}

fn is_linked(cite: &Cite) -> bool {
    cite.url.is_some() || cite.doi.is_some()
}

/// Whether the missing field is a hint’s worth: most cites have no access date, and often need none, because only a source
/// that may change needs it; and a reader of the link sees where it was published.
fn is_light(field: Field, cite: &Cite) -> bool {
    match field {
        Field::Accessed => true,
        Field::Publication => is_linked(cite),
        _ => false,
    }
}

/// The shortest title that counts, in words, and the longest publication.
const SHORTEST_TITLE: usize = 4;
const LONGEST_PUBLICATION: usize = 6;

/// Whether the field may be among the words that no other field explains.
fn may_be_unread(field: Field, cite: &Cite, text: &str) -> bool {
    let may_be = |piece: &str| {
        let words: Vec<&str> = piece.split_whitespace().collect();
        let is_name = piece.starts_with(|first: char| first.is_uppercase());
        match field {
            // A sentence with `is` or `serves` is about the author.
            Field::Title => {
                is_name
                    && words.len() >= SHORTEST_TITLE
                    && !words.iter().any(|word| gazetteer::traits(word).contains(Traits::VERB))
            }
            Field::Publication => {
                let is_part = |word: &&str| {
                    word.starts_with(char::is_uppercase) || gazetteer::traits(word).contains(Traits::FUNCTION_WORD)
                };
                is_name && (2..=LONGEST_PUBLICATION).contains(&words.len()) && words.iter().all(is_part)
            }
            _ => false,
        }
    };
    matches!(field, Field::Title | Field::Publication)
        && unread::unread(cite, text).into_iter().any(|piece| may_be(piece.of(text)))
}

fn finding(cite: &Cite, missing: &[Field], settings: &Settings) -> Finding {
    let names: Vec<&str> = missing.iter().map(|field| field.words()).collect();
    let asks = settings.authority().map_or_else(String::new, |authority| format!(" ({authority})"));
    let message = match anchor::name_of_cite(cite) {
        Some(name) => format!("{name}: missing {}{asks}.", joined(&names, "and")),
        None => format!("This cite has no {}{asks}. Add what the source gives.", joined(&names, "or")),
    };
    let mut finding = Finding::new(RULE.id, anchor::of_cite(cite), message);
    let is_grave = |field: &Field| match field {
        Field::Publication => !is_linked(cite),
        field => matches!(field, Field::Title | Field::Locator | Field::Link),
    };
    finding.severity = Some(match missing {
        [Field::Locator | Field::Link] if is_from_print_age(cite) || is_printed(cite) => Severity::Info,
        _ if missing.iter().any(is_grave) => Severity::Warning,
        _ if missing.iter().all(|field| is_light(*field, cite)) => Severity::Hint,
        _ => Severity::Info,
    });
    finding
}

/// The fields that a cite of `card`, whose text is `text`, is missing, and that no other rule reports.
pub(crate) fn missing_fields(card: &Card, text: &str, cite: &Cite, settings: &Settings) -> Vec<Field> {
    let link_below = card.cites.iter().any(cite_role::is_bare_link)
        || body_begins_with_link(card, text)
        || has_link_behind_text(card);
    missing(settings.required(), cite, link_below)
}

/// Whether a link is pasted between the cite and the quoted text, on a line that reads as text.
fn body_begins_with_link(card: &Card, text: &str) -> bool {
    let first = card.body.as_ref().and_then(|body| body.paragraphs.first());
    first.is_some_and(|first| ["http://", "https://", "www."].iter().any(|start| first.of(text).starts_with(start)))
}

/// Whether words of the cite are a link in Word. An import keeps its target in a comment below the cite: `<!-- link: The
/// Hill <https://thehill.com/a> -->`. The links below evidence are those of the article.
fn has_link_behind_text(card: &Card) -> bool {
    let body = card.body.as_ref().map_or(usize::MAX, |body| body.span.start);
    let is_link = |comment: &str| {
        let target = comment.trim().strip_prefix("link: ").and_then(|link| link.rsplit_once(" <"));
        target.is_some_and(|(_, target)| target.starts_with("http") && target.ends_with('>'))
    };
    card.comments.iter().any(|comment| comment.span.start < body && is_link(&comment.value))
}

/// The first year of which most sources are on the web.
const WEB_AGE: i16 = 2000;

/// Whether the source is older than the web: most such sources have no link.
fn is_from_print_age(cite: &Cite) -> bool {
    let year = cite.issued.as_ref().and_then(|date| date.edtf).and_then(Edtf::year);
    let short = || match cite.short.as_ref()?.year.as_ref()?.value {
        ShortYear::Year(year) => Some(year),
        _ => None,
    };
    year.or_else(short).is_some_and(|year| year < WEB_AGE)
}

/// What is missing and no other rule reports. With `link_below`, a separate link is under the same tag.
fn missing(required: &[Field], cite: &Cite, link_below: bool) -> Vec<Field> {
    let own_rule = |field: Field| match field {
        Field::Author | Field::Year => true,
        Field::Date => !Field::Year.is_in(cite) || date_imprecise::speaks_of(cite),
        Field::Publication => {
            cite_role::is_filled(cite, Filler::Publication) || cite_database_as_source::is_in_place_of_publication(cite)
        }
        Field::Title => cite_role::is_filled(cite, Filler::Title),
        Field::Locator | Field::Link => link_below || cite_role::is_filled(cite, Filler::Url),
        Field::Accessed => date_none::place(cite).is_some(),
        Field::Qualifications | Field::Pages => false,
    };
    Field::ALL.into_iter().filter(|field| required.contains(field) && !own_rule(*field) && !field.is_in(cite)).collect()
}

/// `a`, `a or b`, `a, b or c`. If the last has an “or” of its own, no second is added.
fn joined(names: &[&str], word: &str) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] if word == "or" && last.contains(" or ") => format!("{}, {last}", first.join(", ")),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::{card, found_in_cite, found_with};
    use crate::lint::{Profile, Settings};

    #[test]
    fn one_finding_for_all_that_is_missing() {
        insta::assert_snapshot!(found_in_cite(RULE.id, "Telegraph Media, 9-15, 21,"), @r"
        Telegraph Media, 9-15, 21,
        ^^^^^^^^^^^^^^^ warning: This cite has no title, link or page (NSDA 7.1.C). Add what the source gives.
        ");
        insta::assert_snapshot!(found_in_cite(RULE.id, "Choi 21 (Joseph Choi, “Kremlin shrugs,” The Hill, 9-2-21, https://www.example.org/a)"), @r"
        Choi 21 (Joseph Choi, “Kremlin shrugs,” The Hill, 9-2-21, https://www.example.or…
        ^^^^^^^ info: Choi 21: missing author’s qualifications and access date (NSDA 7.1.C).
        ");
    }

    #[test]
    fn a_link_behind_the_words_of_a_cite_counts() {
        let cite = "Choi 21 (Joseph Choi, reporter, “Kremlin shrugs,” The Hill, 9-2-21)";
        let link = "<!-- link: The Hill <https://thehill.com/a> -->";
        let body = "The talks are off, said the spokesman, and they were never on, as anybody could see.";
        let found = |text: &str| crate::lint::fixture::found(RULE.id, text);
        assert!(found(&format!("#### Talks fail\n\n{cite}\n\n{body}\n\n{link}\n")).contains("missing link or page"));
        let behind = format!("#### Talks fail\n\n{cite}\n\n{link}\n\n{body}\n");
        assert!(!found(&behind).contains("link"), "{}", found(&behind));
    }

    #[test]
    fn the_date_of_access_alone_is_worth_a_hint() {
        insta::assert_snapshot!(found_in_cite(RULE.id, "Choi 21 (Joseph Choi, reporter, “Kremlin shrugs,” The Hill, 9-2-21, https://www.example.org/a)"), @r"
        Choi 21 (Joseph Choi, reporter, “Kremlin shrugs,” The Hill, 9-2-21, https://www.…
        ^^^^^^^ hint: Choi 21: missing access date (NSDA 7.1.C).
        ");
    }

    #[test]
    fn the_link_of_a_source_in_print_is_worth_information() {
        insta::assert_snapshot!(found_in_cite(RULE.id, "Delgado 91 (Ana Delgado, professor of law at Leeds, “Rights as claims,” The Atlantic, 3-2-1991)"), @r"
        Delgado 91 (Ana Delgado, professor of law at Leeds, “Rights as claims,” The Atla…
        ^^^^^^^^^^ info: Delgado 91: missing link or page (NSDA 7.1.C).
        ");
    }

    #[test]
    fn a_publication_that_only_the_link_names_is_worth_a_hint() {
        insta::assert_snapshot!(found_in_cite(RULE.id, "Choi 21 (Joseph Choi, reporter, “Kremlin shrugs,” 9-2-21, https://www.example.org/a, accessed 9-3-21)"), @r"
        Choi 21 (Joseph Choi, reporter, “Kremlin shrugs,” 9-2-21, https://www.example.or…
        ^^^^^^^ hint: Choi 21: missing publication (NSDA 7.1.C).
        ");
    }

    #[test]
    fn a_link_on_the_line_below() {
        let cite = "Choi 21 (Joseph Choi, reporter, “Kremlin shrugs,” The Hill, 9-2-21)\n\nhttps://www.example.org/a";
        assert!(!found_in_cite(RULE.id, cite).contains("link"));
    }

    #[test]
    fn what_may_be_no_cite_is_left_alone_unless_a_mark_makes_it_one() {
        let named = "James Holmes, chair of maritime strategy at the Naval War College";
        assert_eq!(found_with(RULE.id, &card("Sanctions fail", named), &Settings::default()), "");
        assert_ne!(found_with(RULE.id, &card("#### Sanctions fail", named), &Settings::default()), "");
    }

    #[test]
    fn a_team_with_its_own_list() {
        let brief = card("Sanctions fail", "Choi 21 (Joseph Choi, The Hill, 9-2-21)");
        let required = |fields: &[Field]| Settings { required: Some(fields.to_vec()), ..Settings::default() };
        insta::assert_snapshot!(found_with(RULE.id, &brief, &required(&[Field::Title, Field::Link])), @r"
        Choi 21 (Joseph Choi, The Hill, 9-2-21)
        ^^^^^^^ warning: Choi 21: missing title and link.
        ");
        assert_eq!(found_with(RULE.id, &brief, &required(&[Field::Author, Field::Year])), "");
    }

    #[test]
    fn every_league_asks_for_its_own() {
        let brief = card("Sanctions fail", "Choi 21 (Joseph Choi, “Kremlin shrugs,” 9-2-21)");
        let found = |profile: Profile| found_with(RULE.id, &brief, &Settings { profile, ..Settings::default() });
        let all: Vec<String> =
            Profile::ALL.into_iter().map(|profile| format!("{}\n{}", profile.name(), found(profile))).collect();
        insta::assert_snapshot!(all.join("\n"), @r"
        nsda
        Choi 21 (Joseph Choi, “Kremlin shrugs,” 9-2-21)
        ^^^^^^^ warning: Choi 21: missing author’s qualifications, publication and link or page (NSDA 7.1.C).

        ncfca
        Choi 21 (Joseph Choi, “Kremlin shrugs,” 9-2-21)
        ^^^^^^^ warning: Choi 21: missing publication and link or page (NCFCA evidence rules).

        ndt
        Choi 21 (Joseph Choi, “Kremlin shrugs,” 9-2-21)
        ^^^^^^^ warning: Choi 21: missing publication and link or page (NDT VII.B.1).

        stoa
        Choi 21 (Joseph Choi, “Kremlin shrugs,” 9-2-21)
        ^^^^^^^ warning: Choi 21: missing publication (Stoa evidence rules).

        minimal
        ");
    }

    #[test]
    fn whole_cites_and_what_other_rules_tell() {
        for cite in [
            "Choi 21 (Joseph Choi, reporter, “Kremlin shrugs,” The Hill, 9-2-21, https://www.example.org/a, accessed 9-4-21)",
            "https://www.example.org/2021/09/sanctions-fail",
        ] {
            assert_eq!(found_in_cite(RULE.id, cite), "", "{cite}");
        }
    }
}
