//! Making the changes that mend findings: what `check --fix` and an editor’s fix-all do.
//!
//! A rule’s word that its fix is safe is not taken on trust. What is quoted stays as it is to the byte, but for
//! damaged characters, and the brief keeps its cards, cites and headings; a fix that would not keep this promise is
//! not made.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Edit, Finding, Settings, engine, text_mojibake};
use crate::evidence::brief::{Brief, Kind};
use crate::evidence::read;
use crate::text::Span;

/// One fix may uncover another, seldom a third.
const MOST_ROUNDS: usize = 8;

/// A text after its fixes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// What it says now.
    pub text: String,
    /// How many findings were mended.
    pub made: u32,
}

/// Makes all safe fixes, and those that they uncover, until there are none.
pub fn mend(text: &str, settings: &Settings, today: Date) -> Mended {
    mend_those(text, settings, today, |_, _| true)
}

/// The same with only those fixes that are `wanted`, of the brief that it is given.
pub fn mend_those(text: &str, settings: &Settings, today: Date, wanted: impl Fn(&Brief, &Finding) -> bool) -> Mended {
    let mut mended = Mended { text: text.to_owned(), made: 0 };
    for _ in 0..MOST_ROUNDS {
        let brief = read::brief(&mended.text, &settings.reading);
        let found = engine::findings(&brief, &mended.text, settings, today);
        let is_safe = |finding: &&Finding| finding.fix.as_ref().is_some_and(|fix| fix.safe);
        let safe = found.iter().filter(is_safe).filter(|finding| wanted(&brief, finding));
        let before = Before { text: &mended.text, brief: &brief, quoted: quoted(&brief), settings };
        let chosen = before.keepable(&apart(safe));
        if chosen.is_empty() {
            break;
        }
        mended.made += u32::try_from(chosen.len()).unwrap_or(u32::MAX);
        mended.text = made(&mended.text, &chosen);
    }
    mended
}

/// Of `found`, those whose edits neither overlap nor touch those of another before them.
fn apart<'f>(found: impl Iterator<Item = &'f Finding>) -> Vec<&'f Finding> {
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

/// `text` after the fixes of `chosen`, which are apart.
fn made(text: &str, chosen: &[&Finding]) -> String {
    let mut all: Vec<&Edit> = chosen.iter().flat_map(|finding| edits(finding)).collect();
    all.sort_unstable_by_key(|edit| edit.span);
    let mut after = String::with_capacity(text.len());
    let mut upto = 0;
    for edit in all {
        after += &text[upto..edit.span.start];
        after += &edit.text;
        upto = edit.span.end;
    }
    after + &text[upto..]
}

/// A text before a round of fixes.
struct Before<'a> {
    text: &'a str,
    brief: &'a Brief,
    quoted: Vec<Span>,
    settings: &'a Settings,
}

impl Before<'_> {
    /// Those of `chosen` that keep the promise together. Where some do not, they are found by halving, so that one
    /// bad fix among a thousand costs some ten readings.
    fn keepable<'f>(&self, chosen: &[&'f Finding]) -> Vec<&'f Finding> {
        if chosen.is_empty() || self.is_kept_by(chosen) {
            return chosen.to_vec();
        }
        if chosen.len() == 1 {
            return Vec::new();
        }
        let (first, second) = chosen.split_at(chosen.len() / 2);
        let (first, second) = (self.keepable(first), self.keepable(second));
        let both = [first.as_slice(), second.as_slice()].concat();
        if self.is_kept_by(&both) { both } else { first }
    }

    fn is_kept_by(&self, chosen: &[&Finding]) -> bool {
        let touches_quoted = |edit: &Edit| {
            let from = self.quoted.partition_point(|paragraph| paragraph.end <= edit.span.start);
            self.quoted.get(from).is_some_and(|paragraph| paragraph.overlaps(edit.span))
        };
        let allowed =
            |finding: &Finding| finding.rule == text_mojibake::RULE.id || !edits(finding).iter().any(touches_quoted);
        if !chosen.iter().all(|finding| allowed(finding)) {
            return false;
        }
        let after = made(self.text, chosen);
        let brief = read::brief(&after, &self.settings.reading);
        let damage: Vec<&Finding> =
            chosen.iter().copied().filter(|finding| finding.rule == text_mojibake::RULE.id).collect();
        shape(self.brief) == shape(&brief) && self.quoted_after(&damage) == texts(&quoted(&brief), &after)
    }

    /// What is quoted, with damaged characters mended.
    fn quoted_after(&self, damage: &[&Finding]) -> Vec<String> {
        let mut all: Vec<&Edit> = damage.iter().flat_map(|finding| edits(finding)).collect();
        all.sort_unstable_by_key(|edit| edit.span);
        let mended = |paragraph: &Span| {
            let from = all.partition_point(|edit| edit.span.start < paragraph.start);
            let inside = all[from..].iter().take_while(|edit| edit.span.end <= paragraph.end);
            let mut text = String::with_capacity(paragraph.len());
            let mut upto = paragraph.start;
            for edit in inside {
                text += &self.text[upto..edit.span.start];
                text += &edit.text;
                upto = edit.span.end;
            }
            text += &self.text[upto..paragraph.end];
            text.trim().to_owned()
        };
        self.quoted.iter().map(mended).collect()
    }
}

/// Every paragraph of quoted text, in bytes of the document.
pub fn quoted(brief: &Brief) -> Vec<Span> {
    let bodies = brief.entries.iter().filter_map(|entry| Some((entry.start, entry.card()?.body.as_ref()?)));
    bodies.flat_map(|(start, body)| body.paragraphs.iter().map(move |paragraph| paragraph.shift(start))).collect()
}

fn texts(paragraphs: &[Span], text: &str) -> Vec<String> {
    paragraphs.iter().map(|paragraph| paragraph.of(text).trim().to_owned()).collect()
}

/// How many headings, cards with a tag, cites and analytics a brief has.
fn shape(brief: &Brief) -> [usize; 4] {
    let mut shape = [0; 4];
    for entry in &brief.entries {
        match &entry.content.kind {
            Kind::Heading(_) => shape[0] += 1,
            Kind::Card(card) => {
                shape[1] += usize::from(card.tag.is_some());
                shape[2] += card.cites.len();
            }
            Kind::Analytic(_) => shape[3] += 1,
            Kind::Comment(_) => {}
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::rules::date_pattern::DatePattern;
    use crate::rules::fixture::{BODY, TODAY, card};

    fn mend_in(text: &str, date_format: Option<&str>) -> Mended {
        let date_format = date_format.and_then(DatePattern::read);
        mend(text, &Settings { date_format, ..Settings::default() }, TODAY)
    }

    #[test]
    fn one_fix_uncovers_another() {
        // Three fixes touch at the cite’s end, so they take turns.
        let brief = card("Talks\u{a0}fail", "Wallace et.al. ‘15 |professor, “Power and threats”, , 3-2-2015,,");
        let mended = mend_in(&brief, None);
        insta::assert_snapshot!(mended.text.lines().take(3).collect::<Vec<_>>().join("\n"), @r"
        Talks fail

        Wallace et al. ’15, professor, “Power and threats”, 3-2-2015
        ");
        assert_eq!(mend_in(&mended.text, None), Mended { text: mended.text, made: 0 });
    }

    #[test]
    fn line_ends_are_the_files() {
        let brief =
            "Talks fail\r\n\r\nWest’s 08 (West’s encyclopedia of American law, 2008)".to_owned() + BODY + "\r\n";
        let mended = mend_in(&brief, None).text;
        assert_eq!(mended.matches('\n').count(), mended.matches("\r\n").count());
        assert!(mended.len() > brief.len());
    }

    #[test]
    fn a_fix_that_changes_what_is_quoted_is_not_made() {
        let text = card("Talks fail", "Choi 21, The Hill, 9-2-21, “Kremlin shrugs at sanctions”");
        let settings = Settings::default();
        let brief = read::brief(&text, &settings.reading);
        let before = Before { text: &text, brief: &brief, quoted: quoted(&brief), settings: &settings };
        let at = |words: &str| Span::new(0, words.len()).shift(text.find(words).expect("it is there"));
        let change = |rule, words: &str, text: &str| {
            Finding::new(rule, at(words), "").mended_by("", vec![Edit::replace(at(words), text)])
        };
        let good = change("cite-apostrophe", "9-2-21", "9-2-2021");
        let into_quoted = change("cite-apostrophe", "ministry", "embassy");
        // With its line end gone, the cite swallows the text.
        let joining = change("cite-multiline", "sanctions”\n\nThe", "sanctions”, The");
        let damage = change("text-mojibake", "Monday", "Tuesday");
        assert_eq!(before.keepable(&[&good, &into_quoted, &joining, &damage]), [&good, &damage]);
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
        let piece = prop::sample::select(vec![
            BODY,
            "__The ministry__ said on **Monday** that ==exports had recovered== to the level of the spring, and that banks \
             were trading again.",
            "He said on Mondayâ€™s eve that California‟s cafÃ© owners would say \\xe2\\x80\\x9cno to the plan in the end.",
            "Body The military renewed its attacks , , against the last enclave | in the city et.al. of the ‘08 war ().",
            "“Nobody waits for an agreement any more,” one official told reporters (see https://www.example.org/a b).",
        ]);
        prop::collection::vec(piece, 1..4).prop_map(|pieces| pieces.join("\n\n"))
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

    /// All quoted paragraphs, with known damage mended.
    fn evidence(text: &str) -> Vec<String> {
        let brief = read::brief(text, &Settings::default().reading);
        let mended = |paragraph: String| DAMAGE.iter().fold(paragraph, |text, (bad, good)| text.replace(bad, good));
        texts(&quoted(&brief), text).into_iter().map(mended).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 40 } else { 3000 }))]

        #[test]
        fn fixes_are_final_and_leave_the_evidence_as_it_is(
            text in brief(),
            format in prop::sample::select(vec![None, Some("M-D-YY"), Some("Month D, YYYY"), Some("YYYY-MM-DD")]),
        ) {
            let mended = mend_in(&text, format);
            prop_assert_eq!(evidence(&text), evidence(&mended.text));
            let again = mend_in(&mended.text, format);
            prop_assert_eq!(again, Mended { text: mended.text, made: 0 });
        }
    }
}
