//! What makes a stretch of a cite its title, its publication or its date: every signal with its weight, in one table,
//! and the sum of those that a stretch has.
//!
//! Weights are points: a title needs [`TITLE`] of them, a publication [`CONTAINER`], a date [`ISSUED`]. Among stretches
//! with enough points, the one with the most wins, and of two with as many the first.

use crate::text::Span;

/// Points that make a quotation the title.
pub(crate) const QUOTED_TITLE: i32 = 1;
/// Points that make words without quotation marks the title.
pub(crate) const TITLE: i32 = 4;
/// Points that make words the publication.
pub(crate) const CONTAINER: i32 = 3;
/// Points that make a date the day of publication.
pub(crate) const ISSUED: i32 = 11;

macro_rules! signals {
    ($($signal:ident $weight:literal $says:literal)*) => {
        /// Something that speaks for or against a stretch of a cite as one of its fields.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Signal { $($signal,)* }

        /// Of each signal, in the order of [`Signal`], its points and what it says.
        static TABLE: &[(i32, &str)] = &[$(($weight, $says),)*];
    };
}

signals! {
    // A quotation as the title.
    Quoted                    4 "in quotation marks"
    QuotedNothing           -10 "no words"
    QuotedOneWord            -1 "one word"
    QuotedTwoWords            1 "two words"
    QuotedWords               3 "three words or more"
    QuotedSetOff              2 "a separator before it"
    QuotedEndsField           2 "a separator after it"
    QuotedEndsSentence        3 "ends with punctuation"
    QuotedAfterSmallWord     -3 "goes on with a sentence"
    QuotedEarlierWork        -6 "goes on with a sentence, and another quotation follows"
    QuotedBeforeSmallWord    -3 "the sentence goes on after it"
    QuotedNickname           -9 "looks like a nickname"

    // Words without quotation marks as the title.
    TitleShort               -4 "one or two words"
    TitleThreeWords           1 "three words where a title stands"
    TitleWords                2 "four words or more"
    TitleQuestion             4 "ends with ? or !"
    TitleColon                3 "has a colon"
    TitleAfterDate            4 "after a date"
    TitleAfterSource          2 "after the short cite or a known publication"
    TitleEmphasized           3 "emphasized"
    TitleLinked               4 "the words of a link"
    TitleOwnLine              5 "alone on its line"
    TitleSmallWords           1 "has small words, as “the” or “of”"
    TitleSentence             1 "reads like a sentence"
    TitleBeforePublication    2 "before a known publication"
    TitleBeforeLink           1 "before a link"
    TitleInBook               2 "before pages, a volume or a publisher"
    TitleInPlace              1 "between the author and a date, pages or a link"
    TitleInPlaceOfBook        2 "between the author and a date, pages or a link, and more than a name"
    TitleSmallStart          -5 "begins with a small letter"
    TitlePost                -6 "names a post or a degree"
    TitleKnownPublication    -8 "a known publication"
    TitleImprint             -9 "a place and its publisher"
    TitleLikePublication     -3 "built like a publication’s name"
    TitleHasVolume           -7 "built like a publication’s name, and a volume follows"
    TitleOrganization        -3 "holds a word of organizations"
    TitlePerson              -5 "a person’s name"
    TitleBesideGap           -2 "beside an ellipsis"
    TitleBracketAfterName    -1 "opens a bracket after the author"
    TitleLabel               -8 "only says where to look"

    // Words as the publication.
    ContainerKnown            7 "a known publication"
    ContainerEmphasized       3 "emphasized"
    ContainerLike             3 "built like a publication’s name, or a known publisher"
    ContainerOrganization     2 "holds a word of organizations"
    ContainerAfterQuotedTitle 6 "follows the quoted title"
    ContainerAfterTitle       4 "follows the title"
    ContainerAfterDate        6 "a field of its own before the title"
    ContainerEvent            3 "holds a word of conferences, before the title"
    ContainerBeforeLink       1 "before a link"
    ContainerBeforeDate       1 "before a date"
    ContainerBeforeTitle     -2 "before the title"
    ContainerBeforeQuoted    -4 "before the title, and words follow that"
    ContainerInSentence      -5 "in a sentence about the author"
    ContainerKindOfText      -9 "a kind of text"
    ContainerQualification   -5 "says who somebody is"
    ContainerPerson          -4 "a person’s name"
    ContainerLong            -3 "more than nine words"
    ContainerVeryLong        -4 "more than fifteen words"
    ContainerSmallWords      -3 "mostly small letters"
    ContainerNumbers         -9 "numbers alone"
    ContainerPlace           -5 "a place"
    ContainerFirst           -3 "begins the cite"
    ContainerBeforeGap       -2 "before an ellipsis"
    ContainerLabel           -9 "only says where to look"

    // A date as the day of publication. How exact it is counts in steps of ten, how it stands in single points.
    DateDay                  40 "a day"
    DateMonthDayCompleted    39 "a day whose year stands apart"
    DateNoSuchDay            35 "written as a day"
    DateMonthDay             32 "a day without a year"
    DateMonth                30 "a month or season"
    DateMonthCompleted       29 "a month or season whose year stands apart"
    DateYear                 20 "a year"
    DateNone                 12 "says that there is no date"
    DateYears                 4 "several years"
    DateYearsAlone            8 "several years, and a field of its own"
    DateAlone                 6 "a field of its own"
    DateYearInWords          -8 "a year among words"
    DateOfAuthor            -26 "in brackets before the title, with a date after it"
    DateAgrees               12 "agrees with the short cite"
    DateOtherYear           -12 "not the short cite’s year"
    DateFarYear             -60 "a number far from the short cite’s year"
    DateDayOfOtherYear       -4 "not in the short cite’s year"
    DateAfterPublished        5 "after “published”"
    DateAfterUpdated         -8 "after “updated”"
    DateAfterSmallWord       -6 "in a sentence"
    DateYearAfterSmallWord  -14 "a year in a sentence"
}

/// A set of signals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signals(u128);

impl Signals {
    /// Adds `signal` if it `holds`.
    pub(crate) fn add(&mut self, signal: Signal, holds: bool) {
        self.0 |= u128::from(holds) << signal as u32;
    }

    /// The sum of all weights.
    pub(crate) fn points(self) -> i32 {
        self.rows().map(|(weight, _)| weight).sum()
    }

    /// The weight of each signal and what it says, in the table's order.
    pub(crate) fn rows(self) -> impl Iterator<Item = (i32, &'static str)> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let signal = (left != 0).then(|| left.trailing_zeros())?;
            left &= left - 1;
            TABLE.get(signal as usize).copied()
        })
    }
}

/// A stretch that may be a field.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    /// Where it stands.
    pub(crate) span: Span,
    /// What speaks for and against it.
    pub(crate) signals: Signals,
    /// Its place in the list that it is from.
    pub(crate) index: usize,
}

/// The best of several candidates, if it is good enough, and the best of the others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choice {
    /// Points that a candidate needs.
    pub(crate) needed: i32,
    /// The one with the most points.
    pub(crate) chosen: Option<Candidate>,
    /// The next.
    pub(crate) runner_up: Option<Candidate>,
}

impl Choice {
    /// A choice among candidates of which one needs `needed` points.
    pub(crate) fn new(needed: i32) -> Self {
        Self { needed, chosen: None, runner_up: None }
    }

    /// Considers a candidate.
    pub(crate) fn offer(&mut self, candidate: Candidate) {
        let points = candidate.signals.points();
        let beats = |other: Option<Candidate>| other.is_none_or(|other| points > other.signals.points());
        if points >= self.needed && beats(self.chosen) {
            self.runner_up = self.chosen.replace(candidate).or(self.runner_up);
        } else if beats(self.runner_up) {
            self.runner_up = Some(candidate);
        }
    }
}

const _: () = assert!(TABLE.len() <= u128::BITS as usize);
