//! The engine behind the rules: what a rule is and what it reports, fixes, suppression, and the registry of all rules.
//! What each rule looks for is in [`rules`](crate::rules), one file per rule.

pub mod anchor;
pub mod brief_index;
pub(crate) mod certain;
pub(crate) mod cite_marks;
pub(crate) mod cite_role;
pub mod date_pattern;
mod diagnostic_mode;
pub mod engine;
mod excerpt;
pub mod field;
pub mod finding;
pub mod fix_all;
#[cfg(test)]
pub(crate) mod fixture;
mod highlight_color;
pub mod internal_error;
pub mod line_end;
pub mod pages;
#[cfg(test)]
mod panic_on_purpose;
pub mod parts;
pub mod profile;
pub mod proof;
pub mod registry;
pub(crate) mod rule;
pub mod settings;
pub mod suppression;
pub(crate) mod unread;

pub use diagnostic_mode::DiagnosticMode;
pub use finding::{Edit, Finding, Fix, Severity};
pub use highlight_color::HighlightColor;
pub use profile::Profile;
pub use rule::{BriefView, CardView, Check, Enabled, Rule};
pub use settings::Settings;
