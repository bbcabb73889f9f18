//! Makes the changes that fix findings: what `check --fix` and an editor’s fix-all do; and which of them can be made.
//!
//! A rule that calls its fix safe is not trusted. Every line keeps its role, and every tag, heading and quotation its
//! words, except for damaged characters; a fix that breaks this promise is not made and not offered.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use super::parts::PartKind;
use super::proof::{self, Promise, Prover, Window};
use super::{Edit, Finding, Settings, engine};
use crate::evidence::brief::Brief;
use crate::evidence::parse;
use crate::rules::text_mojibake;
use crate::text::Span;

/// One fix may uncover another, rarely a third.
const MAX_ROUNDS: usize = 8;
/// How often the fixes of one card are tried in other combinations before the rest are given up.
const MAX_TRIALS: usize = 64;
/// The most fixes of one card that a list counts: nobody reads more, and each costs parsing the card.
const MAX_LISTED: usize = 16;
/// How often fixes that break the promise together are removed before all of them are.
const MAX_RETREATS: usize = 8;

/// A text after its fixes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixResult {
    /// The new text.
    pub text: String,
    /// How many findings were fixed.
    pub made: u32,
}

/// Makes all safe fixes, and those that they uncover, until there are no more.
pub fn fix_text(text: &str, settings: &Settings, today: Date) -> FixResult {
    let fixed = fix_selected(text, settings, today, |_, _| true, &|| false);
    fixed.unwrap_or_else(|| FixResult { text: text.to_owned(), made: 0 })
}

/// The same with only those fixes that are `wanted`, in the brief that it is given. `None` as soon as `is_canceled`,
/// which is asked between two cards.
pub fn fix_selected(
    text: &str,
    settings: &Settings,
    today: Date,
    wanted: impl Fn(&Brief, &Finding) -> bool,
    is_canceled: &dyn Fn() -> bool,
) -> Option<FixResult> {
    Some(fix_and_count(text, settings, today, wanted, is_canceled)?.0)
}

/// The second value is the cost: how much text was parsed, in bytes.
fn fix_and_count(
    text: &str,
    settings: &Settings,
    today: Date,
    wanted: impl Fn(&Brief, &Finding) -> bool,
    is_canceled: &dyn Fn() -> bool,
) -> Option<(FixResult, usize)> {
    let mut fixed = FixResult { text: text.to_owned(), made: 0 };
    let mut brief = parse::brief(text, &settings.cite_options);
    let mut bytes_parsed = text.len();
    for _ in 0..MAX_ROUNDS {
        if is_canceled() {
            return None;
        }
        let found = engine::findings(&brief, &fixed.text, settings, today);
        let safe = found.iter().filter(|finding| is_safe(finding) && wanted(&brief, finding));
        let prover = Prover::new(&fixed.text, &brief, &settings.cite_options);
        let mut chosen = Vec::new();
        for (touched, some) in by_entry(&prover, not_overlapping(safe)) {
            if is_canceled() {
                return None;
            }
            chosen.extend(keepable(&prover.window(touched, &edits_of(&some)), &some));
        }
        bytes_parsed += prover.bytes_parsed();
        let Some(next) = together(&brief, &fixed.text, settings, chosen, &mut bytes_parsed) else { break };
        fixed.made += next.made;
        (fixed.text, brief) = (next.text, next.brief);
    }
    Some((fixed, bytes_parsed))
}

/// Fixes in `found` that can be made, each by itself, stay as they are. Other findings lose their fix, or, if the fix
/// is right but changes more than cites, keep it as an unsafe fix.
pub fn proved(found: Vec<Finding>, brief: &Brief, text: &str, settings: &Settings) -> Vec<Finding> {
    prove_all(found, &Prover::new(text, brief, &settings.cite_options))
}

fn prove_all(mut found: Vec<Finding>, prover: &Prover<'_>) -> Vec<Finding> {
    let (mut last, mut trials) = (0..0, 0);
    for finding in found.iter_mut().filter(|finding| finding.fix.is_some()) {
        let touched = prover.touched(edits(finding));
        trials = if touched == last { trials + 1 } else { 1 };
        last = touched.clone();
        if trials <= MAX_LISTED {
            let window = prover.window(touched, &edits_of(&[finding]));
            prove(finding, &window);
        } else {
            finding.fix = None;
        }
    }
    found
}

/// Whether there is a safe fix that can be made, among the first `most` of `found`.
pub fn any_safe<'f>(
    found: impl Iterator<Item = &'f Finding>,
    most: usize,
    brief: &Brief,
    text: &str,
    settings: &Settings,
) -> bool {
    let prover = Prover::new(text, brief, &settings.cite_options);
    let mut safe = found.filter(|finding| is_safe(finding)).take(most);
    safe.any(|finding| {
        let window = prover.window(prover.touched(edits(finding)), &edits_of(&[finding]));
        is_kept_by(&window, &[finding])
    })
}

fn prove(finding: &mut Finding, window: &Window<'_, '_>) {
    let edits = edits_of(&[finding]);
    let trial = window.trial(&edits);
    if is_safe(finding) && !alters_more_than_cites(window, &[finding]) && trial.keeps(Promise::RolesAndShortCites) {
        return;
    }
    let is_kept = trial.keeps(Promise::Roles);
    finding.fix = finding.fix.take().filter(|_| is_kept);
    if let Some(fix) = &mut finding.fix {
        fix.safe = false;
    }
}

fn is_safe(finding: &Finding) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.safe)
}

/// Those of `found` whose edits do not overlap or touch the edits of an earlier one.
fn not_overlapping<'f>(found: impl Iterator<Item = &'f Finding>) -> Vec<&'f Finding> {
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    found
        .filter(|finding| {
            let free = edits(finding)
                .iter()
                .all(|edit| taken.range(..=edit.span.end).next_back().is_none_or(|(_, &end)| end < edit.span.start));
            if free {
                taken.extend(edits(finding).iter().map(|edit| (edit.span.start, edit.span.end)));
            }
            free
        })
        .collect()
}

fn edits(finding: &Finding) -> &[Edit] {
    finding.fix.as_ref().map_or(&[], |fix| &fix.edits)
}

/// The edits of `chosen`, which do not overlap, in order.
fn edits_of<'f>(chosen: &[&'f Finding]) -> Vec<&'f Edit> {
    let mut all: Vec<&Edit> = chosen.iter().flat_map(|finding| edits(finding)).collect();
    all.sort_unstable_by_key(|edit| edit.span);
    all
}

/// The fixes that touch the same entries, together, with the numbers of these entries.
fn by_entry<'f>(prover: &Prover<'_>, chosen: Vec<&'f Finding>) -> Vec<(Range<usize>, Vec<&'f Finding>)> {
    let mut groups: Vec<(Range<usize>, Vec<&Finding>)> = Vec::new();
    for finding in chosen {
        let touched = prover.touched(edits(finding));
        match groups.last_mut().filter(|(last, _)| last.start <= touched.start && touched.start < last.end) {
            Some((last, some)) => {
                last.end = last.end.max(touched.end);
                some.push(finding);
            }
            None => groups.push((touched, vec![finding])),
        }
    }
    groups
}

/// Those of `chosen` that keep the promise together. Those that do not are found by halving.
fn keepable<'f>(window: &Window<'_, '_>, chosen: &[&'f Finding]) -> Vec<&'f Finding> {
    fn halve<'f>(window: &Window<'_, '_>, chosen: &[&'f Finding], trials: &mut usize) -> Vec<&'f Finding> {
        if chosen.is_empty() || *trials == 0 {
            return Vec::new();
        }
        *trials -= 1;
        if is_kept_by(window, chosen) {
            return chosen.to_vec();
        }
        if chosen.len() == 1 {
            return Vec::new();
        }
        let (first, second) = chosen.split_at(chosen.len() / 2);
        let (first, second) = (halve(window, first, trials), halve(window, second, trials));
        if first.is_empty() || second.is_empty() {
            return [first, second].concat();
        }
        let both = [first.as_slice(), second.as_slice()].concat();
        if is_kept_by(window, &both) { both } else { first }
    }
    let mut trials = MAX_TRIALS;
    halve(window, chosen, &mut trials)
}

/// Whether `chosen` change only cites, and damaged characters anywhere, and leave every line its role.
fn is_kept_by(window: &Window<'_, '_>, chosen: &[&Finding]) -> bool {
    !alters_more_than_cites(window, chosen) && window.is_kept_by(&edits_of(chosen), Promise::RolesAndShortCites)
}

/// Whether `chosen` change anything but cites, except for damaged characters that they restore.
fn alters_more_than_cites(window: &Window<'_, '_>, chosen: &[&Finding]) -> bool {
    let others = chosen.iter().filter(|finding| finding.rule != text_mojibake::RULE.id);
    let mut edits: Vec<Span> = others.flat_map(|finding| edits(finding)).map(|edit| edit.span).collect();
    edits.sort_unstable();
    window.parts().iter().filter(|part| !matches!(part.kind, PartKind::Cite | PartKind::ShortCite)).any(|part| {
        let first = edits.partition_point(|edit| edit.end <= part.span.start);
        edits.get(first).is_some_and(|edit| part.span.overlaps(*edit))
    })
}

/// A text after a round of fixes.
struct Next {
    text: String,
    brief: Brief,
    made: u32,
}

/// `text` after the fixes of `chosen`, parsed as a whole: each of them keeps the promise, and all together must too.
/// Fixes near a place where they do not are removed. `None` if none is left.
fn together(
    brief: &Brief,
    text: &str,
    settings: &Settings,
    mut chosen: Vec<&Finding>,
    bytes_parsed: &mut usize,
) -> Option<Next> {
    let before = proof::parts(brief, Promise::RolesAndShortCites);
    for _ in 0..MAX_RETREATS {
        if chosen.is_empty() {
            return None;
        }
        let edits_now = edits_of(&chosen);
        let after = proof::edited(text, &edits_now);
        let brief_after = parse::brief(&after, &settings.cite_options);
        *bytes_parsed += after.len();
        let found = proof::parts(&brief_after, Promise::RolesAndShortCites);
        let Some(difference) = proof::difference(&before, text, &edits_now, &found, &after) else {
            let made = u32::try_from(chosen.len()).unwrap_or(u32::MAX);
            return Some(Next { text: after, brief: brief_after, made });
        };
        let entry = difference.before.map_or(brief.entries.len(), |part| part.entry);
        let around = |reach: usize| {
            let start = |number: usize| brief.entries.get(number).map_or(text.len(), |entry| entry.start);
            Span::new(if entry <= reach { 0 } else { start(entry - reach) }, start(entry + reach + 1))
        };
        let all = chosen.len();
        for reach in [2, 16, brief.entries.len()] {
            let around = around(reach);
            chosen.retain(|finding| !edits(finding).iter().any(|edit| around.touches(edit.span.start)));
            if chosen.len() < all {
                break;
            }
        }
    }
    None
}

/// Every paragraph of quoted text, in bytes of the document.
pub fn quoted(brief: &Brief) -> Vec<Span> {
    let paragraphs = proof::parts(brief, Promise::Roles).into_iter().filter(|part| part.kind == PartKind::Paragraph);
    paragraphs.map(|part| part.span).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::date_pattern::DatePattern;
    use super::super::fixture::{BODY, TODAY, card};
    use super::*;
    use crate::lint::parts::Part;

    fn fix_in(text: &str, date_format: Option<&str>) -> FixResult {
        let date_format = date_format.and_then(DatePattern::read);
        fix_text(text, &Settings { date_format, ..Settings::default() }, TODAY)
    }

    #[test]
    fn one_fix_uncovers_another() {
        // Three fixes touch at the cite’s end, so they are made in turns. The tag stays as it is.
        let brief = card("Talks\u{a0}fail", "Wallace et.al. ‘15 |professor, “Power and threats”, , 3-2-2015,,");
        let fixed = fix_in(&brief, None);
        insta::assert_snapshot!(fixed.text.lines().take(3).collect::<Vec<_>>().join("\n").replace('\u{a0}', "~"), @r"
        Talks~fail

        Wallace et al. ’15, professor, “Power and threats”, 3-2-2015
        ");
        assert_eq!(fix_in(&fixed.text, None), FixResult { text: fixed.text, made: 0 });
    }

    #[test]
    fn line_ends_are_the_files() {
        let brief =
            "Talks fail\r\n\r\nWest’s 08 (West’s encyclopedia of American law, 2008)".to_owned() + BODY + "\r\n";
        let fixed = fix_in(&brief, None).text;
        assert_eq!(fixed.matches('\n').count(), fixed.matches("\r\n").count());
        assert!(fixed.len() > brief.len());
    }

    #[test]
    fn a_fix_that_changes_what_is_quoted_is_not_made() {
        let text = card("Talks fail", "Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”");
        let settings = Settings::default();
        let brief = parse::brief(&text, &settings.cite_options);
        let prover = Prover::new(&text, &brief, &settings.cite_options);
        let at = |words: &str| Span::new(0, words.len()).shift(text.find(words).expect("it is there"));
        let change = |rule, words: &str, text: &str| {
            Finding::new(rule, at(words), "").with_fix("", vec![Edit::replace(at(words), text)])
        };
        let good = change("cite-apostrophe", "9-2-21", "9-2-2021");
        let into_quoted = change("cite-apostrophe", "ministry", "embassy");
        let in_tag = change("text-nbsp", "Talks", "Talk");
        // Without its line end, the cite swallows the text.
        let joining = change("cite-multiline", "sanctions”\n\nThe", "sanctions”, The");
        let damage = change("text-mojibake", "Monday", "Tuesday");
        let all = [&in_tag, &good, &joining, &into_quoted, &damage];
        assert_eq!(keepable(&prover.window(0..1, &edits_of(&all)), &all), [&good, &damage]);
        // Once after the change, and once to see that the lines mean the same by themselves: not once per promise.
        let counted = Prover::new(&text, &brief, &settings.cite_options);
        prove_all(vec![joining.clone()], &counted);
        assert!(counted.bytes_parsed() <= 2 * text.len(), "{} bytes read", counted.bytes_parsed());

        let found: Vec<Finding> = all.into_iter().cloned().collect();
        let offered = proved(found, &brief, &text, &settings);
        let safe: Vec<&Finding> = offered.iter().filter(|finding| is_safe(finding)).collect();
        assert_eq!(safe, [&good, &damage]);
        assert!(offered[2].fix.is_none(), "what makes something else of a line is not offered");
    }

    /// For a brief: how many fixes are offered, how many of them are safe, and how many `--fix` makes.
    fn fix_counts(text: &str) -> (usize, usize, u32) {
        let settings = Settings::default();
        let brief = parse::brief(text, &settings.cite_options);
        let found = engine::findings(&brief, text, &settings, TODAY);
        let found = proved(found, &brief, text, &settings);
        let offered = found.iter().filter(|finding| finding.fix.is_some()).count();
        (offered, found.iter().filter(|finding| is_safe(finding)).count(), fix_in(text, None).made)
    }

    #[test]
    fn a_fix_that_turns_a_cite_into_a_tag_is_not_offered_or_made() {
        let cite = "Rustam Aliyev, 7 -14 July 2021, Why Central Asia will not burn,\n\n";
        assert_eq!(fix_counts(&format!("### AT: Central Asia\n\n{cite}{BODY}\n")), (0, 0, 0));
        assert_eq!(fix_counts(&format!("{cite}{BODY}\n")), (0, 0, 0));
        let cite =
            "Aliyev 21 (Rustam Aliyev, “Why Central Asia will not burn,” 7-14-21, https://www.example.org/a),\n\n";
        let tagged = format!("#### Central Asia is calm\n\n{cite}{BODY}\n");
        assert_eq!(fix_counts(&tagged), (1, 1, 1));
    }

    /// Blocks with a cite that ends with a comma: removing it would make a tag of the cite.
    fn refusing(cards: usize, heading: &str) -> String {
        let card = |number: usize| {
            let heading = heading.replace('N', &number.to_string());
            format!("{heading}Rustam Aliyev, 7 -14 July 2021, Why Central Asia will not burn {number},\n\n{BODY}\n\n")
        };
        (0..cards).map(card).collect()
    }

    #[test]
    fn the_work_grows_with_the_text_and_not_with_its_square() {
        let good = |cards: usize| -> String {
            let cite = "Choi ‘21 (Joseph Choi, reporter, “Talks,” The Hill, 9-2-21,, https://www.example.org/a)";
            (0..cards).map(|number| card(&format!("#### Talks fail for reason {number}"), cite) + "\n").collect()
        };
        // One card with very many cites, none of which can be fixed, and one source after the other.
        let crowded = |cites: usize| -> String {
            let cite =
                |number: usize| format!("Choi {number:02} (Joseph Choi, “Talks,” The Hill, 9-2-{number:02},,)\n");
            let cites: String = (0..cites).map(|number| cite(number % 30)).collect();
            format!("#### Talks fail\n\n{cites}\n{BODY}\n")
        };
        let briefs: [&dyn Fn(usize) -> String; 4] =
            [&|cards| refusing(cards, "### Block N\n\n"), &|cards| refusing(cards, ""), &good, &crowded];
        for (number, brief) in briefs.into_iter().enumerate() {
            let work = |cards: usize| {
                let text = brief(cards);
                let settings = Settings::default();
                let (_, made) =
                    fix_and_count(&text, &settings, TODAY, |_, _| true, &|| false).expect("it is not canceled");
                let brief = parse::brief(&text, &settings.cite_options);
                let prover = Prover::new(&text, &brief, &settings.cite_options);
                prove_all(engine::findings(&brief, &text, &settings, TODAY), &prover);
                (made + prover.bytes_parsed()) as f64 / text.len() as f64
            };
            let (few, many) = (work(17), work(51));
            assert!(many < 1.5 * few + 1.0, "brief {number}: each byte is read {few} times in 17 cards, {many} in 51");
        }
    }

    #[test]
    fn fixing_stops_when_it_is_canceled() {
        let cite = "Choi ‘21 (Joseph Choi, reporter, “Talks,” The Hill, 9-2-21, https://www.example.org/a)";
        let text = (0..40)
            .map(|number| card(&format!("#### Talks fail for reason {number}"), cite) + "\n")
            .collect::<String>();
        let asked = std::cell::Cell::new(0);
        let is_canceled = || {
            asked.set(asked.get() + 1);
            asked.get() > 5
        };
        assert_eq!(fix_selected(&text, &Settings::default(), TODAY, |_, _| true, &is_canceled), None);
        assert_eq!(asked.get(), 6, "it ends when it is canceled");
    }

    /// Damage in quoted text, and what was meant.
    const DAMAGE: [(&str, &str); 4] =
        [("Mondayâ€™s", "Monday’s"), ("California‟s", "California’s"), ("cafÃ©", "café"), ("\\xe2\\x80\\x9cno", "“no")];

    fn tag() -> impl Strategy<Value = String> {
        let words = prop::sample::select(vec![
            "Sanctions fail in the long run",
            "#### Non-unique – Russian aggression in Syria now",
            "#### 1. Turns the\u{a0}case",
            "====Talks broke down in 2014====",
            "#### <<INSERT LINK>>",
            "#### .",
            "Credible threats secure US leadership:",
        ]);
        words.prop_map(str::to_owned)
    }

    fn cite() -> impl Strategy<Value = String> {
        let short = prop::sample::select(vec![
            "Choi 21",
            "Choi ‘21",
            "**Choi 21**",
            "Wallace et.al. 21",
            "Hartocollis 9/2",
            "Joseph\u{a0}Choi",
            "Choi 21\n",
            "Thai News Service",
        ]);
        let open = prop::sample::select(vec![" (", ", ", " [", " \\[", " | "]);
        let fields = prop::collection::vec(
            prop::sample::select(vec![
                "Joseph Choi",
                "()",
                "reporter at The Hill",
                "“Kremlin shrugs at sanctions”",
                "\"Kremlin shrugs”",
                "The Hill",
                "9-2, 21",
                "September 2, 2021",
                "9 -16 September 2021",
                "9-1, ",
                "2021-09-02",
                "https://www.example.org/2021/09/kremlin",
                "https//www.example.org/kremlin-shrugs",
                "https://www.example.org/kremlin-shrugs-official-s ays-2021/",
                "accessed 9-4-21",
                "DOA: 9/4/2021",
                "LEXIS",
                "No Publication",
                "",
            ]),
            1..7,
        );
        let between = prop::sample::select(vec![", ", "; ", ". ", " | ", ",\n"]);
        let close = prop::sample::select(vec![")", "]", "\\]", "", ",", " //JC", ", ,"]);
        (short, open, fields, between, close)
            .prop_map(|(short, open, fields, between, close)| format!("{short}{open}{}{close}", fields.join(between)))
    }

    fn body() -> impl Strategy<Value = String> {
        let paragraph = prop::sample::select(vec![
            BODY,
            "__The ministry__ said on **Monday** that ==exports had recovered== to the level of the spring, and that banks \
             were trading again.",
            "He said on Mondayâ€™s eve that California‟s cafÃ© owners would say \\xe2\\x80\\x9cno to the plan in the end.",
            "Body The military renewed its attacks , , against the last enclave | in the city et.al. of the ‘08 war ().",
            "“Nobody waits for an agreement any more,” one official told reporters (see https://www.example.org/a b).",
        ]);
        prop::collection::vec(paragraph, 1..4).prop_map(|paragraphs| paragraphs.join("\n\n"))
    }

    fn brief() -> impl Strategy<Value = String> {
        let seam = prop::sample::select(vec!["\n\n", "\n", " ", ""]);
        let card = (tag(), seam, cite(), body())
            .prop_map(|(tag, seam, cite, body)| format!("{tag}{seam}{cite}\n\n{body}\n\n"));
        let heading = prop::sample::select(vec!["", "", "## Links\n\n", "### AT: Sanctions work\n\n", "### \n\n"]);
        let cards = prop::collection::vec((heading, card), 1..4);
        let ends = prop::sample::select(vec!["\n", "\r\n", "\r"]);
        (cards, ends).prop_map(|(cards, end)| {
            let text: String = cards.into_iter().map(|(heading, card)| heading.to_owned() + &card).collect();
            text.replace('\n', end)
        })
    }

    /// What a fix must keep: every part in its order, with the words of all but cites, and of these the letters of what
    /// is read aloud. Known damage is fixed.
    fn promised(text: &str) -> Vec<(PartKind, String)> {
        let brief = parse::brief(text, &Settings::default().cite_options);
        let fixed = |words: &str| DAMAGE.iter().fold(words.to_owned(), |text, (bad, good)| text.replace(bad, good));
        let short = |entry: usize, span: Span| {
            let start = brief.entries[entry].start;
            let cites = brief.entries[entry].card().map_or(&[][..], |card| &card.cites);
            let cite = cites.iter().find(|cite| cite.span.shift(start) == span).expect("a cite");
            let short = cite.short.as_ref().map_or("", |short| short.span.shift(start).of(text));
            short.chars().filter(|character| character.is_alphanumeric()).collect()
        };
        let words = |part: Part| match part.kind {
            PartKind::Cite => short(part.entry, part.span),
            PartKind::ShortCite => String::new(),
            _ => fixed(part.span.of(text)).split_whitespace().collect::<Vec<_>>().join(" "),
        };
        proof::parts(&brief, Promise::Roles).into_iter().map(|part| (part.kind, words(part))).collect()
    }

    /// Quoted lines that look like something else: a title, a heading, a dateline, a speaker, a source.
    fn misleading() -> impl Strategy<Value = String> {
        let line = prop::sample::select(vec![
            "“Nobody waits for an agreement any more, , ” one official said on Monday.",
            "“Playing hard to get”",
            "Playing Hard to Get",
            "MOSCOW, Sept. 2, 2021,",
            "WASHINGTON (AP), Sept. 2, 2021 |",
            "MR. SMITH: I yield, , to the gentleman from Ohio,",
            "https://www.example.org/2021/09/kremlin-shrugs shows, , how the ministry had failed to plan for any of that.",
            "As told at https://www.example.org/2021/09/kremlin, , the ministry had et.al. no plan,",
            "John Smith, a professor at Yale University, said on September 5, 2021, that the talks, , had failed,",
            "In\u{a0}1769 colonizers seized the land,, and held it ().",
            "(This article was first published on September 5, 2021,, by The Hill.)",
            "Smith\u{a0}et.al. ‘15 found that the talks, , had failed,",
            "Associated Press, September 5, 2021,",
            "Copyright 2021 The Hill,",
            "II. The Long\u{a0}Road, , 2015",
            "1. The ministry of trade,, said in 2015,",
            "The Impact of the Review on the Concept of Deterrence",
            "What the crisis of ‘08 taught us | and what it did not,",
        ]);
        prop::collection::vec(line, 1..4).prop_map(|lines| lines.join("\n"))
    }

    fn full_cite() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            "Choi ‘21 (Joseph Choi, reporter at The Hill, “Kremlin shrugs,” The Hill, 9-2-21,, https://www.example.org/a)",
            "Choi 21\nJoseph Choi, reporter, “Kremlin shrugs at sanctions,” The Hill, September 2, 2021, https://www.example.org/a",
            "Wallace et.al. 15 [William Wallace, professor at the LSE, “Power and threats,” 3-2-2015",
            "Joseph Choi, reporter, September 2, 2021, “Kremlin shrugs,” The Hill,\nhttps://www.example.org/a",
            "Thai News Service, September 7, 2021",
            "Landry 3/4 [Ann Landry, The Hill, “Talks,” 3-4-26, https://www.example.org/talks] //JC",
        ])
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 60 } else { 4000 }))]

        #[test]
        fn fixes_are_final_and_leave_every_line_what_it_is(
            text in brief(),
            format in prop::sample::select(vec![None, Some("M-D-YY"), Some("Month D, YYYY"), Some("YYYY-MM-DD")]),
        ) {
            let fixed = fix_in(&text, format);
            prop_assert_eq!(promised(&text), promised(&fixed.text));
            let again = fix_in(&fixed.text, format);
            prop_assert_eq!(again, FixResult { text: fixed.text, made: 0 });
        }

        /// However the lines are classified: what is quoted under a cite stays as it was typed.
        #[test]
        fn quoted_lines_that_look_like_something_else_stay(
            cards in prop::collection::vec((full_cite(), misleading()), 1..4),
            (gap, heading, tag) in prop::sample::select(vec![
                ("\n\n", "", ""), ("\n", "", ""), ("\n\n", "### AT: War\n\n", "#### "), ("\n", "AT: War\n", "")
            ]),
        ) {
            let card = |(cite, quoted): &(&str, String)| {
                format!("{tag}Sanctions\u{a0}fail in the long run{gap}{cite}{gap}{}{gap}{BODY}{gap}", quoted.replace('\n', gap))
            };
            let text = heading.to_owned() + &cards.iter().map(card).collect::<String>();
            let after = fix_in(&text, Some("YYYY-MM-DD")).text;
            let mut lines = after.lines();
            for (_, quoted) in &cards {
                let tag = format!("{tag}Sanctions\u{a0}fail in the long run");
                prop_assert!(lines.any(|line| line == tag), "{}\n became\n{}", text, after);
                for wanted in quoted.lines().chain([BODY]) {
                    prop_assert!(lines.any(|line| line == wanted), "{wanted:?} of\n{}\nis not in\n{}", text, after);
                }
            }
        }

        /// Each offered fix, by itself, leaves every line its role.
        #[test]
        fn a_fix_that_is_offered_leaves_every_line_its_role(text in brief()) {
            let settings = Settings::default();
            let brief = parse::brief(&text, &settings.cite_options);
            let found = engine::findings(&brief, &text, &settings, TODAY);
            for finding in proved(found, &brief, &text, &settings) {
                let edits: Vec<&Edit> = edits(&finding).iter().collect();
                let after = proof::edited(&text, &edits);
                let parts = |brief: &Brief| proof::parts(brief, Promise::Roles);
                let (before, found) = (parts(&brief), parts(&parse::brief(&after, &settings.cite_options)));
                let difference = proof::difference(&before, &text, &edits, &found, &after);
                prop_assert_eq!(difference, None, "{:?} of\n{}", finding, text);
            }
        }
    }
}
