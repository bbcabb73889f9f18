//! How often each of many things is there.

use std::collections::{BTreeMap, btree_map};

/// How often each thing is there, in their order.
#[derive(Debug)]
pub(super) struct Counts<T>(BTreeMap<T, u32>);

impl<T> Default for Counts<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Ord> Counts<T> {
    /// Adds a thing so many times.
    pub(super) fn add(&mut self, thing: T, times: u32) {
        let count = self.0.entry(thing).or_default();
        *count = count.saturating_add(times);
    }

    /// Takes one away. Returns whether there was one.
    pub(super) fn take(&mut self, thing: &T) -> bool {
        let Some(count) = self.0.get_mut(thing).filter(|count| **count > 0) else { return false };
        *count -= 1;
        true
    }

    /// How many there are of all.
    pub(super) fn total(&self) -> u32 {
        self.0.values().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// Each thing, and how often it is there.
    pub(super) fn iter(&self) -> btree_map::Iter<'_, T, u32> {
        self.0.iter()
    }
}

impl<T: Ord> FromIterator<T> for Counts<T> {
    fn from_iter<I: IntoIterator<Item = T>>(things: I) -> Self {
        let mut counts = Self::default();
        things.into_iter().for_each(|thing| counts.add(thing, 1));
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_taken_as_often_as_it_is_there() {
        let mut counts: Counts<_> = ["a", "b", "a"].into_iter().collect();
        counts.add("c", u32::MAX);
        counts.add("c", 1);
        assert_eq!(counts.iter().collect::<Vec<_>>(), [(&"a", &2), (&"b", &1), (&"c", &u32::MAX)]);
        assert_eq!(["a", "a", "a", "d"].map(|thing| counts.take(&thing)), [true, true, false, false]);
        assert_eq!(counts.total(), u32::MAX, "no more than that");
        assert_eq!(Counts::<&str>::default().total(), 0);
    }
}
