//! Parsed cites, kept with their card so that an edit elsewhere in it does not parse them again.

use std::collections::HashMap;
use std::sync::Arc;

use super::Cite;

/// Parsed cites by their text. They depend on the text alone (and on the [`CiteOptions`], which are the same for all of
/// a brief), so they are no part of what a card means: any two are equal.
#[derive(Clone, Debug, Default)]
pub(crate) struct ParsedCites {
    /// Each cite's spans count from the first byte of its text.
    pub(in crate::evidence) cites: HashMap<Arc<str>, Arc<Cite>>,
}

impl ParsedCites {
    /// Whether it holds nothing.
    pub(in crate::evidence) fn is_empty(&self) -> bool {
        self.cites.is_empty()
    }
}

impl PartialEq for ParsedCites {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for ParsedCites {}
