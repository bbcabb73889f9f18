//! Chance that is the same in every run.

/// A small generator of random numbers (xorshift). The same seed always throws the same.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice of this seed, which is not 0.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `below`; 0 where that is 0.
    pub fn upto(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below.max(1) as u64).unwrap_or(0)
    }

    /// Whether one in `of` came.
    pub fn one_in(&mut self, of: usize) -> bool {
        self.upto(of) == 0
    }

    /// One of `from`, which is not empty.
    pub fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.upto(from.len())]
    }
}
