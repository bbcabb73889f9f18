//! The colors in which Word highlights text.

/// A color of Word's highlighter. White and black are left out: the one cannot be seen, nor text on the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the colors are what they are called")]
pub enum HighlightColor {
    #[default]
    Yellow,
    Green,
    Cyan,
    Magenta,
    Blue,
    Red,
    DarkBlue,
    DarkCyan,
    DarkGreen,
    DarkMagenta,
    DarkRed,
    DarkYellow,
    DarkGray,
    LightGray,
}

impl HighlightColor {
    /// All of them, those that debaters use first.
    pub const ALL: [Self; 14] = [
        Self::Yellow,
        Self::Green,
        Self::Cyan,
        Self::Magenta,
        Self::Blue,
        Self::Red,
        Self::DarkBlue,
        Self::DarkCyan,
        Self::DarkGreen,
        Self::DarkMagenta,
        Self::DarkRed,
        Self::DarkYellow,
        Self::DarkGray,
        Self::LightGray,
    ];

    /// Its name in the file format of Word (`ST_HighlightColor`), which is also its name in settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Yellow => "yellow",
            Self::Green => "green",
            Self::Cyan => "cyan",
            Self::Magenta => "magenta",
            Self::Blue => "blue",
            Self::Red => "red",
            Self::DarkBlue => "darkBlue",
            Self::DarkCyan => "darkCyan",
            Self::DarkGreen => "darkGreen",
            Self::DarkMagenta => "darkMagenta",
            Self::DarkRed => "darkRed",
            Self::DarkYellow => "darkYellow",
            Self::DarkGray => "darkGray",
            Self::LightGray => "lightGray",
        }
    }
}
