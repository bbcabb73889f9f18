//! Tests of the grammar as its users have it: through the binding.

mod briefs;
mod corpus;
mod incremental;
mod linear;
mod queries;
mod trees;
