//! What is said where the program itself failed. It is no rule: nobody can turn it off or silence it.

use super::{Finding, Severity};
use crate::text::Span;

/// Stands where a rule's id does.
pub const ID: &str = "internal-error";

/// The finding for a rule that panicked; what it looked at is at `place`.
pub(super) fn in_rule(rule: &str, place: Span) -> Finding {
    let message = format!(
        "debate-ls failed in its rule {rule} and skipped it here; all other rules were applied. This is a fault of \
         debate-ls, not of your text: please report it with this text."
    );
    Finding { severity: Some(Severity::Error), ..Finding::new(ID, place, message) }
}
