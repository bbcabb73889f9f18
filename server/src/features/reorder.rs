//! Moves a card, an analytic, or a heading with everything under it, to another place of the brief. Not a letter changes:
//! a move that would make a line something else is refused.

use crate::evidence::brief::{Brief, EntryKind, LineRole};
use crate::evidence::cite::CiteOptions;
use crate::evidence::parse;
use crate::lint::Edit;
use crate::lint::proof::edited;
use crate::text::Span;

use super::totals::section;

/// Where one step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Before what is above: a card passes a card or a heading, a block passes a block.
    Up,
    /// After what is below.
    Down,
}

/// Edits, and where what was moved begins after them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// In order.
    pub edits: Vec<Edit>,
    /// A byte of the text after the edits.
    pub start: usize,
}

/// Moves what is at `at`, a byte of `text`, by one step. `None` at the end of the way. O(text).
pub fn step(brief: &Brief, text: &str, at: usize, step: Step, options: &CiteOptions) -> Option<Moved> {
    let unit = unit_at(brief, at)?;
    let before = match step {
        Step::Up => previous(brief, unit)?.first,
        Step::Down => next(brief, unit)?.after,
    };
    move_to(brief, text, unit, before, options)
}

/// Moves what is at `from`, a byte of `text`, before what is at `before`, or to the end of the brief. O(text).
pub fn move_before(
    brief: &Brief,
    text: &str,
    from: usize,
    before: Option<usize>,
    options: &CiteOptions,
) -> Option<Moved> {
    let unit = unit_at(brief, from)?;
    let before = match before {
        Some(at) => unit_at(brief, at)?.first,
        None => brief.entries.len(),
    };
    move_to(brief, text, unit, before, options)
}

/// The text of what is at `at`: a card, an analytic, or a heading with everything under it.
pub fn span_at(brief: &Brief, at: usize) -> Option<Span> {
    let unit = unit_at(brief, at)?;
    let last = brief.entries.get(unit.after.checked_sub(1)?)?;
    Some(Span::new(brief.entries.get(unit.first)?.start, last.span().end))
}

/// Entries that move together: comments above, then a card, an analytic, or a heading with its section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Unit {
    first: usize,
    /// The card or the heading.
    main: usize,
    after: usize,
}

fn unit_at(brief: &Brief, at: usize) -> Option<Unit> {
    let number = brief.entries.partition_point(|entry| entry.start <= at).checked_sub(1)?;
    brief.entries.get(number).filter(|entry| entry.span().touches(at))?;
    // A comment belongs to what is below it.
    let below = brief.entries[number..].iter().position(|entry| !is_comment(&entry.content.kind))?;
    Some(unit(brief, number + below))
}

fn unit(brief: &Brief, main: usize) -> Unit {
    let comments = brief.entries[..main].iter().rev().take_while(|entry| is_comment(&entry.content.kind)).count();
    Unit { first: main - comments, main, after: main + 1 + section_length(brief, main) }
}

/// How many entries are under a heading, without the comments at the end, which belong to what comes next.
fn section_length(brief: &Brief, main: usize) -> usize {
    let inside = section(brief, main);
    let is_last = main + 1 + inside.len() == brief.entries.len();
    let comments = inside.iter().rev().take_while(|entry| is_comment(&entry.content.kind)).count();
    inside.len() - if is_last { 0 } else { comments }
}

fn is_comment(kind: &EntryKind) -> bool {
    matches!(kind, EntryKind::Comment(_))
}

/// What a unit passes on its way up. A heading passes its equals under the same heading.
fn previous(brief: &Brief, unit: Unit) -> Option<Unit> {
    let above = unit.first.checked_sub(1)?;
    let Some(heading) = brief.entries.get(unit.main)?.heading() else {
        return Some(alone(brief, above));
    };
    let levels = |number: usize| brief.entries[number].heading().map(|other| other.level);
    let main = (0..unit.first).rev().find(|&number| levels(number).is_some_and(|level| level <= heading.level))?;
    (levels(main) == Some(heading.level)).then(|| self::unit(brief, main))
}

fn next(brief: &Brief, unit: Unit) -> Option<Unit> {
    let below = brief.entries.get(unit.after..)?.iter().position(|entry| !is_comment(&entry.content.kind))?;
    let main = unit.after + below;
    match (brief.entries.get(unit.main)?.heading(), brief.entries.get(main)?.heading()) {
        (Some(heading), Some(other)) => (heading.level == other.level).then(|| self::unit(brief, main)),
        (Some(_), None) => None,
        (None, _) => Some(alone(brief, main)),
    }
}

/// An entry with its comments, and of a heading only its line: a card goes on to the next block.
fn alone(brief: &Brief, main: usize) -> Unit {
    Unit { after: main + 1, ..unit(brief, main) }
}

fn move_to(brief: &Brief, text: &str, unit: Unit, before: usize, options: &CiteOptions) -> Option<Moved> {
    if (unit.first..=unit.after).contains(&before) {
        return None;
    }
    let entries = &brief.entries;
    let start = entries.get(unit.first)?.start;
    let end = entries.get(unit.after - 1)?.span().end;
    let own = Span::new(start, end).of(text);
    // The gap that goes with it: the one below, or that above of what is last.
    let removed = match entries.get(unit.after) {
        Some(below) => Span::new(start, below.start),
        None => Span::new(entries.get(unit.first.checked_sub(1)?)?.span().end, end),
    };
    let gap =
        if removed.start < start { Span::new(removed.start, start) } else { Span::new(end, removed.end) }.of(text);
    let inserted = match entries.get(before) {
        Some(target) => Edit::insert(target.start, format!("{own}{gap}")),
        None => Edit::insert(entries.last()?.span().end, format!("{gap}{own}")),
    };
    let at = inserted.span.start;
    let skipped = if before < entries.len() { 0 } else { gap.len() };
    let moved = Moved {
        start: at + skipped - if at > removed.start { removed.len() } else { 0 },
        edits: if at > removed.start {
            vec![Edit::delete(removed), inserted]
        } else {
            vec![inserted, Edit::delete(removed)]
        },
    };
    let after = parse::brief(&edited(text, &moved.edits.iter().collect::<Vec<_>>()), options);
    (roles(&after) == rotated(roles(brief), unit, before)).then_some(moved)
}

/// The roles of the lines of each entry.
fn roles(brief: &Brief) -> Vec<Vec<LineRole>> {
    brief.entries.iter().map(|entry| entry.content.lines.iter().map(|line| line.role).collect()).collect()
}

/// `all` with the entries of `unit` before the entry with the number `before`.
fn rotated<T>(mut all: Vec<T>, unit: Unit, before: usize) -> Vec<T> {
    if before > unit.first {
        all[unit.first..before].rotate_left(unit.after - unit.first);
    } else {
        all[before..unit.after].rotate_right(unit.after - unit.first);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{brief, edited};
    use super::*;

    const CITE: &str = "TASS, September 7, 2021\n\nThe talks have failed.";

    fn text() -> String {
        format!(
            "# P\n\n## H\n\n### A\n\n#### One\n\n{CITE}\n\n<!-- of two -->\n\n#### Two\n\n{CITE}\n\n### B\n\n#### Three\n\n\
             {CITE}\n\n## I\n\n### C\n\nWe meet.\n"
        )
    }

    fn outline(text: &str) -> String {
        let names = text.lines().filter(|line| line.starts_with(['#', '<']));
        names.map(|line| line.trim_start_matches(['#', ' '])).collect::<Vec<_>>().join(" ")
    }

    fn stepped(from: &str, way: Step) -> String {
        let text = text();
        let (brief, text, _) = brief(&text);
        let at = text.find(from).expect("the words");
        let Some(moved) = step(&brief, &text, at, way, &CiteOptions::default()) else { return "refused".to_owned() };
        let after = edited(&text, &moved.edits);
        assert_eq!(after.len(), text.len(), "{after}");
        assert!(after.ends_with("We meet.\n"), "{after}");
        let here = &after[moved.start..];
        assert!(here.starts_with(from) || here.starts_with("<!--"), "{here}");
        outline(&after)
    }

    #[test]
    fn cards_pass_cards_and_headings_and_blocks_pass_blocks() {
        assert_eq!(outline(&text()), "P H A One <!-- of two --> Two B Three I C");
        for (from, way, expected) in [
            ("#### One", Step::Down, "P H A <!-- of two --> Two One B Three I C"),
            ("#### Two", Step::Up, "P H A <!-- of two --> Two One B Three I C"),
            ("#### Two", Step::Down, "P H A One B <!-- of two --> Two Three I C"),
            ("#### Three", Step::Up, "P H A One <!-- of two --> Two Three B I C"),
            ("### B", Step::Up, "P H B Three A One <!-- of two --> Two I C"),
            ("### A", Step::Down, "P H B Three A One <!-- of two --> Two I C"),
            ("### A", Step::Up, "refused"),
            ("### B", Step::Down, "refused"),
            ("# P", Step::Down, "refused"),
        ] {
            assert_eq!(stepped(from, way), expected, "{from}");
        }
    }

    #[test]
    fn the_last_of_a_brief_moves_too() {
        let text = format!("### A\n\n#### One\n\n{CITE}\n\n#### Two\n\n{CITE}");
        let (brief, text, _) = brief(&text);
        let at = |name: &str| text.find(name).expect("the name");
        let options = CiteOptions::default();
        let up = step(&brief, &text, at("Two"), Step::Up, &options).expect("a move");
        let after = edited(&text, &up.edits);
        assert_eq!(after, format!("### A\n\n#### Two\n\n{CITE}\n\n#### One\n\n{CITE}"));
        let down = step(&brief, &text, at("One"), Step::Down, &options).expect("a move");
        assert_eq!(edited(&text, &down.edits), after);
        assert_eq!(after[down.start..].lines().next(), Some("#### One"));
        assert_eq!(step(&brief, &text, at("Two"), Step::Down, &options), None);
        let dragged = move_before(&brief, &text, at("Two"), Some(at("### A")), &options).expect("a move");
        let after = edited(&text, &dragged.edits);
        assert_eq!(outline(&after), "Two A One");
    }

    #[test]
    fn no_move_loses_a_line_or_changes_what_it_is() {
        let (brief, text, _) = brief(&text());
        let sorted = |text: &str| {
            let mut lines: Vec<&str> = text.lines().collect();
            lines.sort_unstable();
            lines.join("\n")
        };
        let starts: Vec<usize> = brief.entries.iter().map(|entry| entry.start).collect();
        let mut moves = 0;
        for from in &starts {
            for before in starts.iter().map(|at| Some(*at)).chain([None]) {
                let Some(moved) = move_before(&brief, &text, *from, before, &CiteOptions::default()) else { continue };
                let after = edited(&text, &moved.edits);
                assert_eq!(sorted(&after), sorted(&text), "{after}");
                moves += 1;
            }
        }
        assert!(moves > 30, "{moves}");
    }
}
