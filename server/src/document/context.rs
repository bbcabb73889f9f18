//! What the analysis of a document depends on, besides its text.

use std::sync::Arc;

use jiff::civil::Date;

use crate::lint::Settings;
use crate::text::Encoding;

/// Where one of these changes, the document is analyzed again from its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnalysisContext {
    /// The settings that apply to the document.
    pub settings: Arc<Settings>,
    /// The day from which ages are counted.
    pub today: Date,
    /// What the editor counts columns in.
    pub encoding: Encoding,
}
