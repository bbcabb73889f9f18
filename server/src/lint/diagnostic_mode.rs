//! Of which files an editor shows the problems.

/// Of which files an editor shows the problems, named as in pyright, basedpyright and ty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DiagnosticMode {
    /// Only those that are open.
    #[default]
    OpenFilesOnly,
    /// All briefs of the folder.
    Workspace,
}

impl DiagnosticMode {
    /// All of them, the default first.
    pub const ALL: [Self; 2] = [Self::OpenFilesOnly, Self::Workspace];

    /// Its name in settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::OpenFilesOnly => "openFilesOnly",
            Self::Workspace => "workspace",
        }
    }
}
