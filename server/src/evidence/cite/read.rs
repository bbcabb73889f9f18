//! x
use super::*;
/// x
pub fn read(_text: &str, span: Span, _r: &Reading) -> Cite {
    Cite { span, ..Cite::default() }
}
