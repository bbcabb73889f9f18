//! An input as a text and some edits of it.
//!
//! The last byte says how many edits there are, the bytes before it are the edits, and all that is left is the text.
//! What an edit inserts is a fragment of a fixed list or a part of the text itself, so that a short input goes far.

use debate_ls_tests::edits::{Edit, FRAGMENTS};

/// How many bytes an edit takes: two for its start, one for what it removes, two for what it inserts.
const EDIT_LEN: usize = 5;

/// The most edits of one input.
const MAX_EDITS: usize = 2;

/// A text and its edits.
pub struct Edited<'d> {
    /// The text before all edits.
    pub text: &'d [u8],
    edits: &'d [u8],
}

impl<'d> Edited<'d> {
    /// Splits an input into a text and its edits.
    pub fn new(data: &'d [u8]) -> Self {
        let Some((&count, data)) = data.split_last() else { return Self { text: &[], edits: &[] } };
        let edits = (count as usize % (MAX_EDITS + 1)).min(data.len() / EDIT_LEN) * EDIT_LEN;
        let (text, edits) = data.split_at(data.len() - edits);
        Self { text, edits }
    }

    /// The edits, in order; each applies to the text that the one before it made.
    pub fn edits(&self) -> impl Iterator<Item = RawEdit> {
        self.edits.chunks_exact(EDIT_LEN).map(|bytes| RawEdit([bytes[0], bytes[1], bytes[2], bytes[3], bytes[4]]))
    }
}

/// An edit whose positions are still fractions of a text.
pub struct RawEdit([u8; EDIT_LEN]);

impl RawEdit {
    /// The edit as it applies to `text`.
    pub fn of(&self, text: &[u8]) -> Edit {
        let [high, low, removed, kind, from] = self.0;
        let start = usize::from(u16::from_be_bytes([high, low])) % (text.len() + 1);
        // Mostly nothing or little is removed, sometimes much.
        let removed = match removed {
            0..128 => 0,
            128..192 => 1,
            192..240 => usize::from(removed - 190),
            _ => usize::from(removed - 239) * 40,
        };
        let old_end = (start + removed).min(text.len());
        let kind = usize::from(kind);
        let inserted = match FRAGMENTS.get(kind) {
            Some(fragment) => fragment.to_vec(),
            None if kind < 64 => Vec::new(),
            None => {
                let from = usize::from(from) * text.len() / 256;
                text[from..(from + kind - 60).min(text.len())].to_vec()
            }
        };
        Edit { start, old_end, inserted }
    }
}
