//! An input as a text and some edits of it.
//!
//! The last byte says how many edits there are, the bytes before it are the edits, and all that is left is the text.
//! What an edit inserts is a fragment of a fixed list or a stretch of the text itself, so that a short input goes far.

/// How many bytes an edit takes: two for where, one for what goes, two for what comes.
const EDIT_LEN: usize = 5;

/// The most edits of one input.
const MOST_EDITS: usize = 2;

/// What turns up in the middle of a line, broken characters included.
const FRAGMENTS: &[&[u8]] = &[
    b"\n",
    b"\n\n",
    b"\r\n",
    b"\r",
    b" ",
    b"x",
    b"X",
    b"'",
    b"# ",
    b"#### ",
    b"===",
    b"__",
    b"**",
    b"==",
    b"[",
    b"]",
    b"\\[",
    b"...",
    b"http://",
    b"<!--",
    b"-->",
    b", 9-15-21, ",
    b" 21 [",
    b"\"",
    "“".as_bytes(),
    "’".as_bytes(),
    b"\xff",
    b"\xe2\x80",
    b"\x99",
    b"\0",
    "\u{feff}".as_bytes(),
    "\u{2028}".as_bytes(),
    b"AT: X",
    b"Choi 21",
    b".",
];

/// A text and its edits.
pub struct Edited<'d> {
    /// The text before all edits.
    pub text: &'d [u8],
    edits: &'d [u8],
}

/// One edit: `start..old_end` of the text before it becomes `inserted`. All in bytes.
pub struct Edit {
    /// Where the text changes.
    pub start: usize,
    /// Where the part ends that goes.
    pub old_end: usize,
    /// What comes.
    pub inserted: Vec<u8>,
}

impl<'d> Edited<'d> {
    /// Takes an input apart.
    pub fn new(data: &'d [u8]) -> Self {
        let Some((&count, data)) = data.split_last() else { return Self { text: &[], edits: &[] } };
        let edits = (count as usize % (MOST_EDITS + 1)).min(data.len() / EDIT_LEN) * EDIT_LEN;
        let (text, edits) = data.split_at(data.len() - edits);
        Self { text, edits }
    }

    /// The edits, in order; each applies to the text that the one before it made.
    pub fn edits(&self) -> impl Iterator<Item = RawEdit> {
        self.edits.chunks_exact(EDIT_LEN).map(|bytes| RawEdit([bytes[0], bytes[1], bytes[2], bytes[3], bytes[4]]))
    }
}

/// An edit whose places are still fractions of a text.
pub struct RawEdit([u8; EDIT_LEN]);

impl RawEdit {
    /// The edit as it applies to `text`.
    pub fn of(&self, text: &[u8]) -> Edit {
        let [high, low, removed, kind, from] = self.0;
        let start = usize::from(u16::from_be_bytes([high, low])) % (text.len() + 1);
        // Mostly nothing or little goes, now and then much.
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
