//! Tests of the grammar as its users have it: through the binding.

mod incremental;
mod linear;
mod trees;
