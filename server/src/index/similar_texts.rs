//! Which of very many texts are alike. Their signatures are read some bands at a time, and one by one only for texts of
//! which a band agrees: a few bytes of memory for each text are enough.

use std::io;

use super::minhash::{BANDS, Signature};
use super::spooled_list::SpooledList;

/// How many bands of signatures are held at most, if there are not more signatures: 4 MiB.
const MAX_BANDS: usize = 1 << 19;

/// With how many of the texts that have the same band a text is compared at most.
const MAX_COMPARED: usize = 64;

/// A text of a group, which has two or more. The first one is not mentioned apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Member {
    /// The number of the first text of the group.
    pub first: u32,
    /// The number of the text.
    pub number: u32,
}

/// A band of the signature of the text with a number: the place of the band and its values.
type Band = (u32, u32);

/// The groups of texts that are alike, group after group, each sorted. A text belongs to a group if it is like one of its
/// texts. O(n log n).
///
/// # Errors
/// If the temporary file of the signatures cannot be read.
pub fn groups(signatures: &mut SpooledList<Signature>) -> io::Result<Vec<Member>> {
    let bands_at_once = (MAX_BANDS / signatures.len().max(1)).clamp(1, BANDS);
    groups_by(signatures, bands_at_once)
}

fn groups_by(signatures: &mut SpooledList<Signature>, bands_at_once: usize) -> io::Result<Vec<Member>> {
    let texts = u32::try_from(signatures.len()).unwrap_or(u32::MAX);
    let mut group: Vec<u32> = (0..texts).collect();
    let mut bands: Vec<Band> = Vec::with_capacity(bands_at_once * signatures.len());
    for first in (0..BANDS).step_by(bands_at_once) {
        let places = first..BANDS.min(first + bands_at_once);
        bands.clear();
        signatures.for_each(|number, signature| {
            bands.extend(places.clone().map(|place| (signature.band(place), number as u32)));
        })?;
        bands.sort_unstable();
        for same in bands.chunk_by(|one, other| one.0 == other.0).filter(|same| same.len() > 1) {
            join_alike(same, signatures, &mut group)?;
        }
    }
    drop(bands);
    let member = |number| {
        let first = root(&mut group, number);
        (first != number).then_some(Member { first, number })
    };
    let mut members: Vec<Member> = (0..texts).filter_map(member).collect();
    members.sort_unstable();
    Ok(members)
}

/// Joins the groups of those with the same band that are alike. A common card is in hundreds of files, so each text is
/// compared with one of each group only.
fn join_alike(same: &[Band], signatures: &mut SpooledList<Signature>, group: &mut [u32]) -> io::Result<()> {
    let Some(((_, start), others)) = same.split_first() else { return Ok(()) };
    let mut firsts: Vec<(u32, Signature)> = Vec::new();
    for (_, number) in others {
        let own = root(group, *number);
        if root(group, *start) == own {
            continue;
        }
        if firsts.is_empty() {
            firsts.push((*start, signatures.get(*start as usize)?));
        }
        let signature = signatures.get(*number as usize)?;
        let is_like =
            |(first, of_first): &&(u32, Signature)| root(group, *first) == own || of_first.is_like(&signature);
        match firsts.iter().find(is_like).map(|(first, _)| *first) {
            Some(first) => {
                let (one, two) = (root(group, first), own);
                // The first text of a group stands for it.
                group[one.max(two) as usize] = one.min(two);
            }
            None if firsts.len() < MAX_COMPARED => firsts.push((*number, signature)),
            None => {}
        }
    }
    Ok(())
}

fn root(group: &mut [u32], mut number: u32) -> u32 {
    while group[number as usize] != number {
        let above = group[group[number as usize] as usize];
        group[number as usize] = above;
        number = above;
    }
    number
}

#[cfg(test)]
mod tests {
    use debate_ls_tests::random::Random;

    use super::super::minhash::tests::{edited, signature, text};
    use super::*;

    fn list<'a>(signatures: impl IntoIterator<Item = &'a Signature>, max_in_memory: usize) -> SpooledList<Signature> {
        let mut list = SpooledList::with_limit(max_in_memory);
        signatures.into_iter().for_each(|signature| list.push(signature));
        list
    }

    /// Each group with its first text.
    fn whole(members: &[Member]) -> Vec<Vec<u32>> {
        let groups = members.chunk_by(|one, other| one.first == other.first);
        groups
            .map(|group| [group[0].first].into_iter().chain(group.iter().map(|member| member.number)).collect())
            .collect()
    }

    /// So many texts, each edited, shortened and lengthened as well: four that follow each other are alike.
    fn families(random: &mut Random, number: usize) -> Vec<Signature> {
        let texts: Vec<Vec<String>> = (0..number).map(|_| text(random, 250)).collect();
        let mut all = Vec::new();
        for one in &texts {
            all.push(signature(one));
            all.push(signature(&edited(random, one, 3)));
            all.push(signature(&one[..one.len() * 2 / 3]));
            all.push(signature(&[&text(random, 120)[..], one].concat()));
        }
        all
    }

    #[test]
    fn texts_that_are_alike_are_in_one_group() {
        let signatures = families(&mut Random::new(3), 300);
        let found = whole(&groups(&mut list(&signatures, usize::MAX)).expect("in memory"));
        let pure = found.iter().all(|group| group.iter().all(|number| number / 4 == group[0] / 4));
        assert!(pure, "no two texts in one group");
        let whole = found.iter().filter(|group| group.len() == 4).count();
        assert!(whole >= 297, "{whole} of 300");
    }

    #[test]
    fn one_text_a_thousand_times_is_one_group() {
        let one = signature(&text(&mut Random::new(5), 100));
        let members = groups(&mut list(std::iter::repeat_n(&one, 1000), usize::MAX)).expect("in memory");
        assert_eq!(whole(&members), [(0..1000).collect::<Vec<_>>()]);
    }

    #[test]
    fn the_groups_are_the_same_from_memory_and_from_a_file_and_however_many_bands_are_read_at_once() {
        let mut random = Random::new(11);
        let mut signatures = families(&mut random, 150);
        for number in (1..signatures.len()).rev() {
            signatures.swap(number, random.below(number + 1));
        }
        let expected = groups(&mut list(&signatures, usize::MAX)).expect("in memory");
        assert!(expected.len() > 300);
        for (max_in_memory, bands_at_once) in [(usize::MAX, 1), (1_000, BANDS), (0, 1), (5_000, 5)] {
            let found = groups_by(&mut list(&signatures, max_in_memory), bands_at_once).expect("read");
            assert_eq!(found, expected, "{bands_at_once} bands, {max_in_memory} bytes in memory");
        }
    }
}
