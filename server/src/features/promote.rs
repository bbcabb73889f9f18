//! Moves a heading one level up or down, with the headings under it: a block becomes a hat. Cards stay what they are.

use super::totals::section;
use crate::evidence::brief::{Brief, Entry, Level, LineRole};
use crate::evidence::cite::CiteOptions;
use crate::evidence::parse;
use crate::lint::Edit;
use crate::lint::proof::edited;
use crate::text::Span;

use super::heading_level::{LineMark, set};

/// The direction of a change of level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// A block becomes a hat.
    Promote,
    /// A hat becomes a block.
    Demote,
}

/// The edits, in order, that shift the heading at `at`, a byte of `text`, and the headings under it. `None` if there is
/// no heading, or no such level for all of them. O(text).
pub fn shift(brief: &Brief, text: &str, at: usize, shift: Shift, options: &CiteOptions) -> Option<Vec<Edit>> {
    let number = brief.entries.partition_point(|entry| entry.start <= at).checked_sub(1)?;
    let top = brief.entries.get(number).filter(|entry| entry.span().touches(at))?;
    let headings = [top].into_iter().chain(section(brief, number)).filter(|entry| entry.heading().is_some());
    let mut edits = Vec::new();
    for entry in headings {
        let mark = shifted(entry.heading()?.level, shift)?;
        edits.extend(set(text, Span::empty(entry.start), mark)?);
    }
    let after = parse::brief(&edited(text, &edits.iter().collect::<Vec<_>>()), options);
    (!edits.is_empty() && other_roles(brief) == other_roles(&after)).then_some(edits)
}

fn shifted(level: Level, shift: Shift) -> Option<LineMark> {
    match (level, shift) {
        (Level::Block, Shift::Promote) | (Level::Pocket, Shift::Demote) => Some(LineMark::Hat),
        (Level::Hat, Shift::Promote) => Some(LineMark::Pocket),
        (Level::Hat, Shift::Demote) => Some(LineMark::Block),
        (Level::Pocket, Shift::Promote) | (Level::Block, Shift::Demote) => None,
    }
}

/// The roles of the lines of each entry, headings without their level.
fn other_roles(brief: &Brief) -> Vec<Vec<LineRole>> {
    let roles = |entry: &Entry| match entry.heading() {
        Some(_) => Vec::new(),
        None => entry.content.lines.iter().map(|line| line.role).collect(),
    };
    brief.entries.iter().map(roles).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{SYRIA, brief, edited};
    use super::*;

    fn after(at: &str, way: Shift) -> Option<String> {
        let (brief, text, _) = brief(SYRIA);
        let edits = shift(&brief, &text, text.find(at)?, way, &CiteOptions::default())?;
        Some(edited(&text, &edits))
    }

    #[test]
    fn a_heading_moves_with_those_under_it() {
        let promoted = SYRIA.replace("### AT", "## AT").replace("## Impacts", "# Impacts");
        assert_eq!(after("Impacts", Shift::Promote), Some(promoted));
        assert_eq!(after("AT:", Shift::Promote), Some(SYRIA.replace("### AT", "## AT")));
        assert_eq!(after("Impacts", Shift::Demote), None, "a block has no level below");
        assert_eq!(after("Talks fail", Shift::Promote), None, "a tag is no heading");
    }
}
