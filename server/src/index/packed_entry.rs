//! What the index in memory needs of the entries of a file, in one value of the database.

use serde::{Deserialize, Serialize};

use super::summary::{Summary, SummaryKind, content_hash};
use crate::features::workspace_symbols;

/// How many bytes the hash has.
const HASH: usize = size_of::<u64>();

/// An entry, as it is packed.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Packed<'a> {
    kind: i64,
    line: u32,
    tag: &'a str,
    /// By which it is found: making half a million of them takes longer than reading them.
    key: &'a str,
    /// `None`: those of the entry before.
    headings: Option<&'a str>,
    authors: &'a str,
    publications: &'a str,
    qualifications: &'a str,
}

/// What is known of an entry. The fields are those of a [`Summary`], if they say nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct IndexEntry<'a> {
    pub(super) kind: SummaryKind,
    pub(super) line: u32,
    pub(super) tag: &'a str,
    /// The [key](workspace_symbols::key) by which it is found.
    pub(super) key: &'a str,
    pub(super) headings: &'a str,
    pub(super) authors: &'a str,
    pub(super) publications: &'a str,
    pub(super) qualifications: &'a str,
}

/// Packs the entries of a file, in document order, behind a hash of them: SQLite does not notice a byte that has changed on
/// disk.
///
/// # Errors
/// Never: there is no value that cannot be packed.
pub(super) fn pack<'s>(entries: impl Iterator<Item = &'s Summary>) -> postcard::Result<Vec<u8>> {
    let mut packed = vec![0; HASH];
    let mut headings = "";
    for entry in entries {
        let is_same = entry.headings == headings;
        headings = &entry.headings;
        let entry = Packed {
            kind: entry.kind.number(),
            line: entry.line,
            tag: &entry.tag,
            key: &key(entry),
            headings: (!is_same).then_some(headings),
            authors: &entry.authors,
            publications: &entry.publications,
            qualifications: &entry.qualifications,
        };
        packed = postcard::to_extend(&entry, packed)?;
    }
    let hash = content_hash(&packed[HASH..]);
    packed[..HASH].copy_from_slice(&hash.to_le_bytes());
    Ok(packed)
}

fn key(entry: &Summary) -> String {
    let year = i16::try_from(entry.days.0 / 10_000).ok().filter(|year| *year != 0);
    workspace_symbols::key(&entry.tag, &entry.short_cite, year)
}

/// Unpacks the entries of a file. An entry of a kind that is not known is left out.
///
/// # Errors
/// If they are damaged; or at the first entry that is none, which is the last one to be returned.
pub(super) fn unpack(packed: &[u8]) -> postcard::Result<impl Iterator<Item = postcard::Result<IndexEntry<'_>>>> {
    let (hash, mut packed) = packed.split_first_chunk().ok_or(postcard::Error::DeserializeUnexpectedEnd)?;
    if u64::from_le_bytes(*hash) != content_hash(packed) {
        return Err(postcard::Error::DeserializeBadCrc);
    }
    let mut headings = "";
    let next = move || {
        if packed.is_empty() {
            return None;
        }
        let entry = postcard::take_from_bytes::<Packed<'_>>(packed);
        packed = entry.as_ref().map_or(&[], |(_, rest)| *rest);
        Some(entry.map(|(entry, _)| {
            headings = entry.headings.unwrap_or(headings);
            let Packed { line, tag, key, authors, publications, qualifications, .. } = entry;
            let kind = SummaryKind::of_number(entry.kind)?;
            Some(IndexEntry { kind, line, tag, key, headings, authors, publications, qualifications })
        }))
    };
    Ok(std::iter::from_fn(next).filter_map(Result::transpose))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::parse;
    use crate::index::summary::summarize;

    const TEXT: &str = "# Neg\n\n### AT: Talks\n\n#### Talks fail\n\nMarsh 21 (Ann Marsh, professor at Yale, “Off,” The Hill, \
        9-2-21)\n\nThe talks are off.\n\n#### And they always did\n\n### AT: “Trade” – é\n\nNo new trade.\n";

    #[test]
    fn what_is_packed_is_unpacked() {
        let brief = parse::brief(TEXT, &Default::default());
        let summaries: Vec<Summary> = summarize(&brief, TEXT).into_iter().map(|(summary, _)| summary).collect();
        let packed = pack(summaries.iter()).expect("packed");
        let keys: Vec<String> = summaries.iter().map(key).collect();
        let expected: Vec<_> = summaries.iter().zip(&keys).map(|(summary, key)| of_summary(summary, key)).collect();
        assert!(expected.len() > 4, "{expected:?}");
        let unpacked = unpack(&packed).expect("not damaged").collect::<Result<Vec<_>, _>>();
        assert_eq!(unpacked.expect("unpacked"), expected);
        for at in 0..packed.len() {
            assert!(unpack(&packed[..at]).is_err(), "the first {at} bytes");
            let mut damaged = packed.clone();
            damaged[at] ^= 4;
            assert!(unpack(&damaged).is_err(), "byte {at}");
        }
    }

    fn of_summary<'s>(summary: &'s Summary, key: &'s str) -> IndexEntry<'s> {
        IndexEntry {
            kind: summary.kind,
            line: summary.line,
            tag: &summary.tag,
            key,
            headings: &summary.headings,
            authors: &summary.authors,
            publications: &summary.publications,
            qualifications: &summary.qualifications,
        }
    }
}
