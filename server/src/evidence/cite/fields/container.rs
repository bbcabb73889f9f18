//! The publication, among the words that are neither author nor title.
//!
//! It is what follows a quoted title, or a known or publication-like name elsewhere. What counts, and how much, is in
//! the table of [`signals`](super::signals).

use super::person_name::is_surely_person;
use super::phrase::{ends_like_publisher, is_kind_of_text, is_label, is_post, is_publication_like, is_qualification};
use super::segment::{Role, Segment, SegmentKind, Segments};
use super::signals::{CONTAINER, Candidate, Choice, Signal, Signals};
use super::title::Title;
use crate::evidence::cite::collapse;
use crate::evidence::cite::lex::separator::Separator;
use crate::evidence::cite::lex::word::{Letters, Word};
use crate::evidence::gazetteer::{Sort, Traits, publication};
use crate::text::{Span, Spanned};

/// Finds the publication and says so in `roles`. Also gives what it was chosen from.
pub(crate) fn container(
    text: &str,
    segments: &Segments,
    roles: &mut [Role],
    title: Option<&Title>,
) -> (Option<Spanned<String>>, Choice) {
    let mut choice = Choice::new(CONTAINER);
    for (index, segment) in segments.list.iter().enumerate() {
        if segment.is_words() && roles[index] == Role::Open {
            let signals = container_signals(text, segments, roles, index, title);
            choice.offer(Candidate { span: segment.span, signals, index });
        }
    }
    (choice.chosen.map(|chosen| whole_name(text, segments, roles, chosen.index)), choice)
}

/// All of the name that begins in segment `at`, and nothing else.
fn whole_name(text: &str, segments: &Segments, roles: &mut [Role], at: usize) -> Spanned<String> {
    let last = list_end(text, segments, roles, at);
    roles[at..=last].fill(Role::Container);
    let span = Span::new(segments.list[at].span.start, segments.list[last].span.end);
    let span = without_lead(text, segments.words_of(&segments.list[at]), span);
    let span = without_volume(text, without_place(text, segments.words_of(&segments.list[at]), span));
    Spanned::new(collapse(span.of(text)), span)
}

/// `Oslo: Fjord Press`, `NY: Fjord Press`: the publisher without its place.
fn without_place(text: &str, words: &[Word], span: Span) -> Span {
    let Some((place, name)) = span.of(text).split_once(": ") else { return span };
    let start = span.end - name.trim_start().len();
    let before: Vec<Word> = words.iter().copied().filter(|word| word.span.end <= span.start + place.len()).collect();
    let state = matches!(before.as_slice(), [one] if is_state(*one));
    let places = !before.is_empty() && before.iter().all(|word| word.has(Traits::PLACE));
    let city = before.len() <= 3 && before.iter().all(|word| word.is_capital()) && ends_like_publisher(text, words);
    if state || places || city { Span::new(start, span.end) } else { span }
}

/// `NY`
fn is_state(word: Word) -> bool {
    word.letters == Letters::Capitals && word.span.len() == 2
}

/// Whether segment `at` is the city before a state and a publisher: `New York, NY: Fjord Press`.
fn is_city(text: &str, segments: &Segments, at: usize) -> bool {
    let words = segments.words_of(&segments.list[at]);
    let Some(next) = segments.list.get(at + 1).filter(|next| next.is_words() && next.before == Separator::Comma) else {
        return false;
    };
    words.len() <= 3
        && words.iter().all(|word| word.is_capital())
        && segments
            .words_of(next)
            .first()
            .is_some_and(|first| is_state(*first) && text[first.span.end..].starts_with(':'))
}

/// `Colorlines 3.2` without its volume and issue.
fn without_volume(text: &str, span: Span) -> Span {
    let name = span.of(text);
    let Some((rest, number)) = name.rsplit_once(' ') else { return span };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let volume = number.split_once('.').is_some_and(|(volume, issue)| digits(volume) && digits(issue));
    if volume { Span::new(span.start, span.start + rest.trim_end().len()) } else { span }
}

/// What speaks for the words of segment `at` as the publication.
fn container_signals(text: &str, segments: &Segments, roles: &[Role], at: usize, title: Option<&Title>) -> Signals {
    let mut signals = Signals::default();
    let segment = &segments.list[at];
    let words = segments.words_of(segment);
    let words = &words[lead_words(text, words)..];
    let Some((first, last)) = words.first().zip(words.last()) else { return signals };
    let field = first.span.join(last.span).of(text);
    let sort = publication(field);
    let publisher = sort == Some(Sort::Publisher);
    let known = sort.is_some() && !publisher;
    let like_publication = is_publication_like(text, words);
    let after_title =
        title.is_some_and(|title| at >= title.segments.1 && is_next(text, segments, roles, title.segments.1, at));
    let before_title = title.is_some_and(|title| at < title.segments.0);
    let quoted = title.is_some_and(|title| matches!(segments.list[title.segments.0].kind, SegmentKind::Quotation(_)));
    let follows = title.is_some_and(|title| segments.list.get(title.segments.1).is_some_and(Segment::is_words));
    let adjoins = title.is_some_and(|title| at + 1 == title.segments.0);
    let next = segments.list.get(at + 1);
    let capitals = words.iter().filter(|word| word.is_capital() || word.letters == Letters::And).count();
    signals.add(Signal::ContainerKnown, known);
    signals.add(Signal::ContainerEmphasized, segments.is_emphasized(segment));
    signals.add(Signal::ContainerLike, like_publication || publisher);
    let in_place = !before_title || (quoted && adjoins && !follows);
    let organization = words.iter().any(|word| word.has(Traits::ORGANIZATION));
    signals.add(Signal::ContainerOrganization, organization && in_place);
    signals.add(Signal::ContainerAfterQuotedTitle, after_title && quoted);
    signals.add(Signal::ContainerAfterTitle, after_title && !quoted);
    let before_link = next.is_some_and(|next| next.kind == SegmentKind::Link);
    signals.add(Signal::ContainerBeforeLink, before_link && !before_title);
    let before_date = next.is_some_and(|next| matches!(next.kind, SegmentKind::Date(_)));
    signals.add(Signal::ContainerBeforeDate, before_date && title.is_some());
    // What follows a quoted title is where it stood; what stands before says who wrote it.
    signals.add(Signal::ContainerBeforeQuoted, before_title && quoted && follows);
    signals.add(Signal::ContainerBeforeTitle, before_title && !(quoted && follows));
    let after_date = at.checked_sub(1).map(|before| &segments.list[before]).is_some_and(|before| {
        matches!(before.kind, SegmentKind::Date(_) | SegmentKind::Accessed) && segment.before != Separator::Space
    });
    let name = (adjoins && capitals == words.len() && words.len() <= 6 || like_publication) && !is_post(text, words);
    // `PhD in economics from Leeds; LockMarket, “Nobody Waits”`
    let in_own_field = segment.before == Separator::Semicolon && segment.after == Separator::Comma && !follows;
    let in_own_field = in_own_field && adjoins && at.checked_sub(1).is_some_and(|before| roles[before] == Role::Open);
    signals.add(Signal::ContainerAfterDate, before_title && quoted && (after_date || in_own_field) && name);
    let event = ["symposium", "colloquium", "proceedings", "workshop", "congress"];
    let event = words.iter().any(|word| event.iter().any(|event| word.is(text, event)));
    signals.add(Signal::ContainerEvent, before_title && adjoins && event);
    let set_off = known && adjoins && segment.after == Separator::Comma;
    signals.add(Signal::ContainerInSentence, before_title && !set_off && is_in_sentence(segments, at));
    signals.add(Signal::ContainerKindOfText, is_kind_of_text(text, words));
    // `“Title,” American Scientist, …`: where publications stand, a name that ends in a post is one.
    let directly_after = title.is_some_and(|title| at == title.segments.1) && quoted;
    let ended = title.is_some_and(|title| is_ended(text, segments, title));
    let directly_after = directly_after && (segment.before != Separator::Space || ended);
    // `128 HARV. L. REV. 1901`
    let in_reporter = like_publication
        && at.checked_sub(1).is_some_and(|before| matches!(segments.list[before].kind, SegmentKind::Locator(_)));
    let named = directly_after && capitals == words.len() && words.len() <= 4 && !is_post(text, words);
    let named = named || in_reporter;
    signals.add(Signal::ContainerQualification, is_qualification(text, words) && !known && !named);
    let person = is_surely_person(words) && words.len() <= 4;
    signals.add(Signal::ContainerPerson, person && !known && !like_publication);
    signals.add(Signal::ContainerLong, words.len() > 9 && !(after_title && quoted));
    signals.add(Signal::ContainerVeryLong, words.len() > 15);
    signals.add(Signal::ContainerSmallWords, capitals * 2 < words.len());
    let numbers = words.iter().all(|word| matches!(word.letters, Letters::Number | Letters::And));
    signals.add(Signal::ContainerNumbers, numbers);
    let place = words.iter().all(|word| word.has(Traits::PLACE)) || is_city(text, segments, at);
    signals.add(Signal::ContainerPlace, !known && place);
    signals.add(Signal::ContainerFirst, at == 0);
    signals.add(Signal::ContainerBeforeGap, segment.after == Separator::Gap);
    signals.add(Signal::ContainerLabel, is_label(text, words));
    signals
}

/// Whether the quoted title ends with a comma or a period inside of its quotation marks.
fn is_ended(text: &str, segments: &Segments, title: &Title) -> bool {
    let SegmentKind::Quotation(at) = segments.list[title.segments.0].kind else { return false };
    segments.tokens.quotations[at].inner.of(text).trim_end().ends_with([',', '.', '?', '!', ';'])
}

/// Whether field `at` is the first field of words after `from`: dates, pages and authors may stand between.
fn is_next(text: &str, segments: &Segments, roles: &[Role], from: usize, at: usize) -> bool {
    (from..at).all(|at| {
        let passed =
            matches!(segments.list[at].kind, SegmentKind::Date(_) | SegmentKind::Locator(_) | SegmentKind::Database)
                || is_kind_of_text(text, segments.words_of(&segments.list[at]));
        passed || roles[at] == Role::Author
    })
}

/// Whether field `at` goes on with a sentence about the author: `He has also appeared on CNN, MSNBC, NPR`.
fn is_in_sentence(segments: &Segments, at: usize) -> bool {
    let run =
        (at.saturating_sub(8)..at).rev().take_while(|&before| segments.list[before + 1].before == Separator::Comma);
    for before in run {
        let words = segments.words_of(&segments.list[before]);
        let verb = words.iter().take(6).any(|word| word.has(Traits::VERB) && word.letters == Letters::Small);
        if segments.list[before].kind == SegmentKind::Words && verb {
            return true;
        }
    }
    false
}

/// Whether the first word only leads to the publication: `in Foreign Affairs`, `from Reuters`.
fn lead_word(text: &str, words: &[Word]) -> bool {
    let leads = |word: Word| ["in", "from", "via", "on", "at", "for"].iter().any(|lead| word.is(text, lead));
    words.len() > 1 && words[1].is_capital() && leads(words[0])
}

/// `Chapter 20 in The Last Generation`: how many words lead to the publication.
fn lead_words(text: &str, words: &[Word]) -> usize {
    match words {
        [chapter, number, rest @ ..]
            if (chapter.is(text, "chapter") || chapter.is(text, "ch"))
                && number.letters == Letters::Number
                && lead_word(text, rest) =>
        {
            3
        }
        _ => usize::from(lead_word(text, words)),
    }
}

fn without_lead(text: &str, words: &[Word], span: Span) -> Span {
    let lead = lead_words(text, words);
    if lead == 0 {
        return span;
    }
    words.get(lead).map_or(span, |first| Span::new(first.span.start.max(span.start), span.end))
}

/// The last field of a name that is a list: `Journal of Law, Economics, and Policy`.
fn list_end(text: &str, segments: &Segments, roles: &[Role], at: usize) -> usize {
    let listed = |at: usize| -> Option<&Segment> {
        segments.list.get(at).filter(|segment| {
            segment.before == Separator::Comma && segment.kind == SegmentKind::Words && roles[at] == Role::Open
        })
    };
    let ends_list = |segment: &Segment| {
        let words = segments.words_of(segment);
        words.len() <= 5
            && words.iter().take(3).any(|word| word.is_and(text))
            && words.last().is_some_and(|word| word.is_capital())
    };
    match (listed(at + 1), listed(at + 2)) {
        (Some(next), _) if ends_list(next) => at + 1,
        (Some(next), Some(after))
            if segments.words_of(next).len() <= 2 && segments.words_of(after)[0].is_and(text) && ends_list(after) =>
        {
            at + 2
        }
        _ => at,
    }
}
