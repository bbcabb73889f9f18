//! Tests of the grammar as its users have it: through the binding.

mod briefs;
mod corpus;
mod explain;
mod generated;
mod incremental;
mod lexicon;
mod linear;
mod queries;
mod reuse;
mod trees;
