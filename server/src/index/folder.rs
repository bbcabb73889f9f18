//! Which folders may be searched at all.

use std::fs;
use std::path::Path;

/// Whether `folder` is the user’s home, above it, or the top of the file system: searching it would take very long, and
/// show what nobody asked for.
pub fn is_too_wide(folder: &Path) -> bool {
    let Ok(folder) = fs::canonicalize(folder) else { return false };
    let home = std::env::home_dir().and_then(|home| fs::canonicalize(home).ok());
    folder.parent().is_none() || home.is_some_and(|home| home.starts_with(&folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_and_the_top_are_too_wide() {
        assert!(is_too_wide(Path::new("/")));
        let folder = tempfile::tempdir().expect("a folder");
        assert!(!is_too_wide(folder.path()));
        if let Some(home) = std::env::home_dir().filter(|home| home.is_dir()) {
            assert!(is_too_wide(&home));
        }
    }
}
