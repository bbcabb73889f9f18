//! The fitted part: the weights of words, and trees that vote. `fit.py` writes both.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::parse(include_str!("model.txt")));

#[derive(Debug, Default)]
struct Model {
    /// The words that count, and those that count in a pair.
    words: HashMap<&'static str, Term, FixedState>,
    /// How much a pair of words speaks for a claim, by their numbers.
    pairs: HashMap<(u16, u16), f32, FixedState>,
    /// The last number of a word.
    numbered: u16,
    trees: Vec<Vec<Node>>,
    threshold: f32,
    sieve: Vec<Vec<Node>>,
    sieve_threshold: f32,
}

/// A node of a tree; the first is the root. Small numbers, so that all trees are in the processor’s nearest cache.
#[derive(Clone, Copy, Debug)]
enum Node {
    /// Goes to `low` if the feature is at most `limit`, else to `high`.
    Split {
        feature: u8,
        limit: f32,
        low: u8,
        high: u8,
    },
    Leaf(f32),
}

/// What the model knows of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Term {
    /// How much it speaks for a debater’s claim; below 0, for a sentence of an article.
    pub weight: f32,
    /// By which pairs know it, from 1; 0 if none does.
    number: u16,
}

/// What is known of a word; `^` is the line’s beginning.
pub(super) fn term(word: &str) -> Term {
    MODEL.words.get(word).copied().unwrap_or_default()
}

/// How much a word right after another one speaks for a claim, apart from what both say alone.
pub(super) fn pair(before: Term, word: Term) -> f32 {
    if before.number == 0 || word.number == 0 {
        return 0.0;
    }
    MODEL.pairs.get(&(before.number, word.number)).copied().unwrap_or(0.0)
}

/// How much `features` speak for a claim, in logits.
pub(super) fn score(features: &[f32]) -> f32 {
    MODEL.trees.iter().map(|tree| vote(tree, features)).sum::<f32>()
}

/// The lowest [`score`] of a line that is reported.
pub(super) fn threshold() -> f32 {
    MODEL.threshold
}

/// Whether a paragraph of a body may be a claim at all, from those `features` that do not compare texts.
pub(super) fn passes_sieve(features: &[f32]) -> bool {
    MODEL.sieve.iter().map(|tree| vote(tree, features)).sum::<f32>() >= MODEL.sieve_threshold
}

fn vote(tree: &[Node], features: &[f32]) -> f32 {
    let mut at = 0;
    // A path is shorter than the tree, whatever the file says.
    for _ in 0..tree.len() {
        match tree.get(usize::from(at)) {
            Some(Node::Leaf(value)) => return *value,
            Some(Node::Split { feature, limit, low, high }) => {
                let value = features.get(usize::from(*feature));
                at = if value.is_some_and(|value| value <= limit) { *low } else { *high };
            }
            None => break,
        }
    }
    0.0
}

impl Model {
    /// Reads the file that `fit.py` writes. A line that cannot be read is passed over, and a test fails.
    fn parse(text: &'static str) -> Self {
        let mut model = Self::default();
        for line in text.lines() {
            let Some((kind, rest)) = line.split_once('\t') else { continue };
            match kind {
                "threshold" => model.threshold = rest.parse().unwrap_or_default(),
                "sieve-threshold" => model.sieve_threshold = rest.parse().unwrap_or_default(),
                "sieve" => model.sieve.push(tree(rest)),
                "word" => {
                    if let Some((weight, word)) = rest.split_once('\t') {
                        model.add(word, weight.parse().unwrap_or_default());
                    }
                }
                "tree" => model.trees.push(tree(rest)),
                _ => {}
            }
        }
        model
    }

    /// Adds what a word, or a pair of words, weighs.
    fn add(&mut self, word: &'static str, weight: f32) {
        match word.split_once(' ') {
            Some((before, word)) => {
                let numbers = (self.number(before), self.number(word));
                self.pairs.insert(numbers, weight);
            }
            None => self.words.entry(word).or_default().weight = weight,
        }
    }

    /// The number by which pairs know a word.
    fn number(&mut self, word: &'static str) -> u16 {
        let number = &mut self.words.entry(word).or_default().number;
        if *number == 0 {
            self.numbered = self.numbered.saturating_add(1);
            *number = self.numbered;
        }
        *number
    }
}

fn tree(text: &str) -> Vec<Node> {
    text.split('\t').filter_map(node).collect()
}

/// `12<=0.5?1:2` or `-0.031`
fn node(text: &str) -> Option<Node> {
    let Some((test, ways)) = text.split_once('?') else { return text.parse().ok().map(Node::Leaf) };
    let (feature, limit) = test.split_once("<=")?;
    let (low, high) = ways.split_once(':')?;
    Some(Node::Split {
        feature: feature.parse().ok()?,
        limit: limit.parse().ok()?,
        low: low.parse().ok()?,
        high: high.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::features::names;
    use super::*;

    #[test]
    fn every_line_of_the_file_is_read() {
        let text = include_str!("model.txt");
        let count = |kind: &str| text.lines().filter(|line| line.starts_with(kind)).count();
        let weighed = MODEL.words.values().filter(|term| term.weight != 0.0).count();
        assert_eq!((weighed + MODEL.pairs.len(), MODEL.trees.len()), (count("word\t"), count("tree\t")));
        assert!(count("word\t") > 500 && count("tree\t") > 50 && count("sieve\t") > 5);
        for line in text.lines().filter(|line| line.starts_with("tree\t") || line.starts_with("sieve\t")) {
            let nodes: Vec<&str> = line.split('\t').skip(1).collect();
            let read = tree(line.split_once('\t').map_or("", |(_, nodes)| nodes));
            assert_eq!(read.len(), nodes.len(), "{line}");
            for node in read {
                if let Node::Split { feature, limit, low, high } = node {
                    let [feature, low, high] = [feature, low, high].map(usize::from);
                    assert!(feature < names().len() && limit.is_finite() && low < nodes.len() && high < nodes.len());
                }
            }
        }
        assert!(text.len() < 100_000, "small enough to compile in");
    }

    #[test]
    fn a_tree_that_runs_in_circles_ends() {
        assert_eq!(vote(&tree("0<=1?0:0"), &[0.0]), 0.0);
        assert_eq!(vote(&tree("0<=1?7:8"), &[0.0]), 0.0);
        assert_eq!(vote(&tree("0<=1?1:2\t-0.5\t0.25"), &[0.5]), -0.5);
        assert_eq!(vote(&tree("0<=1?1:2\t-0.5\t0.25"), &[1.5]), 0.25);
        assert_eq!(vote(&tree("9<=1?1:2\t-0.5\t0.25"), &[]), 0.25);
    }
}
