//! The title, among the words that are no author.
//!
//! It is what is quoted; without quotation marks, the words that read most like a headline and stand where a title
//! does. What counts, and how much, is in the table of [`signals`](super::signals).

use super::person_name::is_surely_person;
use super::phrase::{ends_like_publisher, holds_organization_word, is_label, is_publication_like, is_qualification};
use super::segment::{Role, Segment, SegmentKind, Segments};
use super::signals::{Candidate, Choice, QUOTED_TITLE, Signal, Signals, TITLE};
use crate::evidence::cite::collapse;
use crate::evidence::cite::lex::locator::LocatorKind;
use crate::evidence::cite::lex::separator::Separator;
use crate::evidence::cite::lex::word::{Letters, Word};
use crate::evidence::gazetteer::{Sort, Traits, publication};
use crate::text::{Span, Spanned};

/// A title, and the segments that it takes: `first..last` of the list.
#[derive(Clone, Debug)]
pub(crate) struct Title {
    pub(crate) text: Spanned<String>,
    pub(crate) segments: (usize, usize),
}

/// Finds the title and says so in `roles`. Also gives what it was chosen from.
pub(crate) fn title(text: &str, segments: &Segments, roles: &mut [Role]) -> (Option<Title>, Choice) {
    let quoted = quoted_choice(text, segments);
    let (found, choice) = match quoted.chosen.and_then(|chosen| quoted_title(text, segments, chosen)) {
        Some(title) => (Some(title), quoted),
        None => match open_quotation(text, segments, roles) {
            Some(title) => (Some(title), quoted),
            None => {
                let bare = bare_choice(text, segments, roles);
                (bare.chosen.map(|chosen| bare_title(text, segments, roles, chosen)), bare)
            }
        },
    };
    let (first, last) = found.as_ref().map_or((0, 0), |title| title.segments);
    for (role, segment) in roles.iter_mut().zip(&segments.list).take(last).skip(first) {
        if segment.is_words() {
            *role = Role::Title;
        }
    }
    (found, choice)
}

fn spanned(text: &str, span: Span) -> Spanned<String> {
    let span = trim_title(text, span);
    Spanned::new(collapse(span.of(text)), span)
}

/// A title without spaces, commas and the period of the cite's own punctuation.
fn trim_title(text: &str, span: Span) -> Span {
    let part = span.of(text);
    let start = span.start + part.len()
        - part.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ':' | ';')).len();
    let mut end = span.start + part.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':')).len();
    let abbreviation = text[start.min(end)..end].rsplit(' ').next().is_some_and(|word| word.matches('.').count() > 1);
    if !abbreviation {
        end = start.min(end)
            + text[start.min(end)..end].trim_end_matches(|c: char| c == '.' || c == ',' || c.is_whitespace()).len();
    }
    Span::new(start, end)
}

fn quoted_choice(text: &str, segments: &Segments) -> Choice {
    let mut choice = Choice::new(QUOTED_TITLE);
    for (index, segment) in segments.list.iter().enumerate() {
        let SegmentKind::Quotation(at) = segment.kind else { continue };
        let span = segments.tokens.quotations[at].inner;
        choice.offer(Candidate { span, signals: quoted_signals(text, segments, index, span), index });
    }
    choice
}

fn quoted_title(text: &str, segments: &Segments, Candidate { span, index, .. }: Candidate) -> Option<Title> {
    debug_assert!(matches!(segments.list[index].kind, SegmentKind::Quotation(_)));
    let title = spanned(text, span);
    (!title.value.is_empty()).then_some(Title { text: title, segments: (index, index + 1) })
}

/// What speaks for the quotation `inner`, segment `at`, as the title.
fn quoted_signals(text: &str, segments: &Segments, at: usize, inner: Span) -> Signals {
    let segment = &segments.list[at];
    let words = segments.words_of(segment);
    let before = at.checked_sub(1).map(|before| &segments.list[before]);
    let next = segments.list.get(at + 1);
    let small_before = segment.before == Separator::Space
        && before
            .is_some_and(|before| segments.words_of(before).last().is_some_and(|word| word.letters == Letters::Small));
    let small_after = segment.after == Separator::Space
        && next.is_some_and(|next| segments.words_of(next).first().is_some_and(|word| word.letters == Letters::Small));
    let nickname = words.len() <= 2
        && segment.before == Separator::Space
        && segment.after == Separator::Space
        && before.is_some_and(|before| before.is_words() || before.kind == SegmentKind::Short)
        && next.is_some_and(Segment::is_words);
    let punctuated = inner.of(text).trim_end().ends_with([',', '.', '?', '!']);
    // `author of “Extreme Money,” “The Weapon of the Dollar,” …`: what the author wrote, before the title.
    let later = segments.list[at + 1..].iter().any(|segment| matches!(segment.kind, SegmentKind::Quotation(_)));
    let mut signals = Signals::default();
    signals.add(Signal::Quoted, true);
    signals.add(Signal::QuotedNothing, words.is_empty());
    signals.add(Signal::QuotedOneWord, words.len() == 1);
    signals.add(Signal::QuotedTwoWords, words.len() == 2);
    signals.add(Signal::QuotedWords, words.len() >= 3);
    let set_off = segment.before >= Separator::Comma || before.is_none_or(|before| !before.is_words());
    signals.add(Signal::QuotedSetOff, set_off);
    signals.add(Signal::QuotedEndsField, segment.after >= Separator::Comma);
    signals.add(Signal::QuotedEndsSentence, punctuated);
    signals.add(Signal::QuotedAfterSmallWord, small_before && !punctuated);
    signals.add(Signal::QuotedEarlierWork, small_before && later);
    signals.add(Signal::QuotedBeforeSmallWord, small_after);
    signals.add(Signal::QuotedNickname, nickname);
    signals
}

/// A title whose quotation mark is never closed: it ends where its field does, if that is long enough, or
/// with the fields that go on with it.
fn open_quotation(text: &str, segments: &Segments, roles: &[Role]) -> Option<Title> {
    let quoted = segments.tokens.quotations.iter().find(|quoted| !quoted.closed)?;
    let first = segments
        .list
        .iter()
        .position(|segment| segment.span.end > quoted.inner.start && segment.kind == SegmentKind::Words)?;
    let segment = &segments.list[first];
    if roles[first] != Role::Open || segment.span.start > quoted.inner.start + 3 {
        return None;
    }
    let last = extend(text, segments, roles, first);
    let span = Span::new(segment.span.start.max(quoted.inner.start), segments.list[last].span.end);
    let words = span.of(text).split_whitespace().count();
    (words >= 2).then(|| Title { text: spanned(text, span), segments: (first, last + 1) })
}

fn bare_choice(text: &str, segments: &Segments, roles: &[Role]) -> Choice {
    let mut choice = Choice::new(TITLE);
    for (index, segment) in segments.list.iter().enumerate() {
        if segment.is_words() && roles[index] == Role::Open {
            choice.offer(Candidate { span: segment.span, signals: title_signals(text, segments, roles, index), index });
        }
    }
    choice
}

fn bare_title(text: &str, segments: &Segments, roles: &[Role], Candidate { index, .. }: Candidate) -> Title {
    let first = begin(text, segments, roles, index);
    let last = extend(text, segments, roles, index);
    let span = Span::new(segments.list[first].span.start, segments.list[last].span.end);
    Title { text: spanned(text, span), segments: (first, last + 1) }
}

/// What speaks for the words of segment `at` as a title without quotation marks.
fn title_signals(text: &str, segments: &Segments, roles: &[Role], at: usize) -> Signals {
    let segment = &segments.list[at];
    let words = segments.words_of(segment);
    let field = segment.span.of(text);
    let mut signals = Signals::default();
    let Some(first) = words.first() else { return signals };
    let before = at.checked_sub(1).map(|before| &segments.list[before]);
    let next = segments.list.get(at + 1);
    let is_known = |segment: &Segment| segment.is_words() && publication(segment.span.of(text)).is_some();
    let after_date = before.is_some_and(|before| matches!(before.kind, SegmentKind::Date(_)));
    let (slot, in_book) = slot(text, segments, roles, at);
    let after_year = before.is_some_and(|before| before.kind == SegmentKind::Short)
        && (segment.before == Separator::Comma || (in_book && segment.before == Separator::Space && words.len() >= 5));
    let own_line = (segment.before >= Separator::Line) && segment.after >= Separator::Line && at > 0;
    let has_small_words = words.iter().any(|word| word.has(Traits::FUNCTION_WORD));
    let sentence = words.iter().any(|word| {
        word.has(Traits::VERB) || word.letters == Letters::Small && !word.has(Traits::FUNCTION_WORD | Traits::POST)
    });
    let colon = field.contains(": ");
    let last = extend(text, segments, roles, at);
    let first_of_all = begin(text, segments, roles, at);
    let all: usize = segments.list[first_of_all..=last].iter().map(|segment| segments.words_of(segment).len()).sum();
    signals.add(Signal::TitleShort, all <= 2 && !(all == 2 && in_book && slot));
    // `Acting on Advice`, between who wrote it and when.
    signals.add(Signal::TitleThreeWords, all == 3 && slot);
    signals.add(Signal::TitleWords, (4..=24).contains(&all));
    signals.add(Signal::TitleQuestion, field.ends_with(['?', '!']));
    signals.add(Signal::TitleColon, colon);
    signals.add(Signal::TitleAfterDate, after_date);
    signals.add(Signal::TitleAfterSource, after_year || before.is_some_and(is_known));
    signals.add(Signal::TitleEmphasized, segments.is_emphasized(segment));
    signals.add(Signal::TitleLinked, segments.is_linked(segment));
    signals.add(Signal::TitleOwnLine, own_line);
    signals.add(Signal::TitleSmallWords, has_small_words);
    signals.add(Signal::TitleSentence, sentence);
    signals.add(Signal::TitleBeforePublication, next.is_some_and(is_known));
    signals.add(Signal::TitleBeforeLink, next.is_some_and(|next| next.kind == SegmentKind::Link));
    signals.add(Signal::TitleInBook, in_book);
    signals.add(Signal::TitleInPlaceOfBook, slot && (in_book || has_small_words));
    signals.add(Signal::TitleInPlace, slot && !(in_book || has_small_words));
    signals.add(Signal::TitleSmallStart, first.letters == Letters::Small);
    signals.add(Signal::TitlePost, is_title_like_post(text, words, colon || after_date));
    signals.add(Signal::TitleKnownPublication, publication(field).is_some());
    // `Oxford: Oxford University Press`
    let imprint = field.split_once(": ").is_some_and(|(_, name)| publication(name) == Some(Sort::Publisher));
    signals.add(Signal::TitleImprint, imprint || (colon && ends_like_publisher(text, words)));
    // `Journal of Evolution, Vol. 9`: what has volumes is no title.
    let has_volume = segments.list.get(last + 1).is_some_and(
        |next| matches!(next.kind, SegmentKind::Locator(at) if segments.tokens.locators[at].kind != LocatorKind::Pages),
    );
    // No publication is called `A Nation …`.
    let article = ["a", "an"].iter().any(|article| first.is(text, article));
    let like_publication = is_publication_like(text, words) && !colon && !article;
    signals.add(Signal::TitleHasVolume, like_publication && has_volume);
    signals.add(Signal::TitleLikePublication, like_publication && !has_volume);
    signals.add(Signal::TitleOrganization, holds_organization_word(text, words) && !colon && !after_date);
    signals.add(Signal::TitlePerson, is_surely_person(words) && !article && words.len() <= 4);
    signals.add(Signal::TitleBesideGap, segment.after == Separator::Gap || segment.before == Separator::Gap);
    let bracket = segment.before == Separator::Open && at > 0 && roles[at - 1] != Role::Open && segment.depth > 0;
    signals.add(Signal::TitleBracketAfterName, bracket && !after_date);
    signals.add(Signal::TitleLabel, is_label(text, words));
    signals
}

/// Whether field `at` stands where a book's title does: after the author or who that is, and before pages, a
/// publisher, a date or a link; and whether pages or a publisher follow, as after a book.
fn slot(text: &str, segments: &Segments, roles: &[Role], at: usize) -> (bool, bool) {
    let before = at.checked_sub(1).map(|before| (&segments.list[before], roles[before]));
    let after_person = matches!(
        segments.list[at].before,
        Separator::Comma | Separator::Period | Separator::Close | Separator::Semicolon
    ) && before.is_some_and(|(before, role)| match role {
        Role::Author | Role::AuthorThen(_) => true,
        Role::Open => {
            let words = segments.words_of(before);
            before.kind == SegmentKind::Words && (is_qualification(text, words) || holds_organization_word(text, words))
        }
        _ => false,
    });
    let end = extend(text, segments, roles, at) + 1;
    let Some(next) = segments.list.get(end) else { return (false, false) };
    let edition =
        segments.words_of(next).iter().take(3).any(|word| ["edition", "ed"].iter().any(|ed| word.is(text, ed)));
    let in_book = matches!(next.kind, SegmentKind::Locator(at) if segments.tokens.locators[at].kind == LocatorKind::Pages)
        || edition
        || is_publisher(text, segments, end);
    let closes = in_book || matches!(next.kind, SegmentKind::Date(_) | SegmentKind::Link | SegmentKind::Locator(_));
    (after_person && closes, in_book || matches!(next.kind, SegmentKind::Locator(_)))
}

/// Whether field `at` names a house that publishes books: `Duke University Press`, `Routledge`.
fn is_publisher(text: &str, segments: &Segments, at: usize) -> bool {
    let Some(segment) = segments.list.get(at).filter(|segment| segment.kind == SegmentKind::Words) else {
        return false;
    };
    ends_like_publisher(text, segments.words_of(segment)) || publication(segment.span.of(text)) == Some(Sort::Publisher)
}

/// Posts in a field speak against a title: at its head always, further in unless something speaks for one.
fn is_title_like_post(text: &str, words: &[Word], favored: bool) -> bool {
    let posts = words.iter().filter(|word| word.has(Traits::POST)).count();
    let reach = if favored { 1 } else { 2 };
    let head = words.iter().take(reach).any(|word| word.has(Traits::POST | Traits::DEGREE));
    head || (posts > 0 && !favored)
        || (!favored
            && is_qualification(text, words)
            && words.first().is_some_and(|word| word.letters == Letters::Small))
}

/// The first field of a title of which `at` is a part: a short one between a date and it, `US, Russia Agree`.
fn begin(text: &str, segments: &Segments, roles: &[Role], at: usize) -> usize {
    let Some(before) = at.checked_sub(1).filter(|_| segments.list[at].before == Separator::Comma) else { return at };
    let segment = &segments.list[before];
    let words = segments.words_of(segment);
    let after_date = before.checked_sub(1).is_some_and(|date| matches!(segments.list[date].kind, SegmentKind::Date(_)));
    // `Development, Security and Unending War`
    let list =
        words.len() == 1 && segments.words_of(&segments.list[at]).iter().skip(1).take(3).any(|word| word.is_and(text));
    let fits = segment.kind == SegmentKind::Words
        && roles[before] == Role::Open
        && (after_date || (list && !words[0].has(Traits::PLACE | Traits::DEGREE | Traits::ORGANIZATION)))
        && words.len() <= 3
        && publication(segment.span.of(text)).is_none()
        && !is_publication_like(text, words)
        && !is_qualification(text, words)
        && !is_surely_person(words);
    if fits { before } else { at }
}

/// Whether field `at` is the middle of a list: `Culture, Knowledge, and Power`.
fn begins_list(text: &str, segments: &Segments, at: usize) -> bool {
    let listed = |at: usize, most: usize| {
        let segment = segments
            .list
            .get(at)
            .filter(|segment| segment.kind == SegmentKind::Words && segment.before == Separator::Comma);
        segment.map(|segment| segments.words_of(segment)).filter(|words| words.len() <= most)
    };
    let ends = |at: usize| listed(at, 8).is_some_and(|words| words.len() > 1 && words[0].is_and(text));
    let capital = listed(at, 4).is_some_and(|words| {
        words.iter().all(|word| word.is_capital()) && publication(segments.list[at].span.of(text)).is_none()
    });
    capital && (ends(at + 1) || (listed(at + 1, 4).is_some() && ends(at + 2)))
}

/// The last field of the title that begins with field `at`: the following ones that go on in small letters, or
/// bring its question mark.
fn extend(text: &str, segments: &Segments, roles: &[Role], at: usize) -> usize {
    let mut last = at;
    while let Some(next) = segments.list.get(last + 1) {
        let words = segments.words_of(next);
        let joined = matches!(next.before, Separator::Comma | Separator::Dash | Separator::Semicolon)
            && next.kind == SegmentKind::Words
            && roles[last + 1] == Role::Open;
        let small = words.first().is_some_and(|word| {
            word.letters == Letters::Small && !word.has(Traits::POST) && !word.span.of(text).contains('.')
        });
        let question = next.span.of(text).ends_with('?');
        let listed = words.first().is_some_and(|word| word.is_and(text)) || begins_list(text, segments, last + 1);
        if !joined
            || !(small || question || listed)
            || segments.list[last].span.of(text).ends_with('?')
            || is_label(text, words)
            || last > at + 6
        {
            break;
        }
        last += 1;
    }
    last
}
