//! x
use super::*;
/// x
pub fn cite_in_tag(_text: &str, _l: Span) -> Option<Span> {
    None
}
/// x
pub fn body_in_cite(_text: &str, _l: Span) -> Option<usize> {
    None
}
/// x
pub fn cite_at_end_of_body(_text: &str, _l: Span) -> Option<Span> {
    None
}
