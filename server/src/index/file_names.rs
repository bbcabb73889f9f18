//! The files of a folder by their names, and what becomes of a reference when a file gets another name.

use std::path::{Path, PathBuf};

use super::discovery;
use crate::features::file_links::{self, FileName, Form};

/// The name of the file at `path`; `None` without an ending, or if it is not Unicode.
pub fn file_name(path: &Path) -> Option<FileName<'_>> {
    Some(FileName { stem: path.file_stem()?.to_str()?, ending: path.extension()?.to_str()? })
}

/// The files among `paths` that `reference` names, in their order. Word files only if no card file has the name: a brief is
/// often beside the Word file that it comes from.
pub fn named<'p>(reference: &str, paths: impl Iterator<Item = &'p Path>) -> Vec<&'p Path> {
    let mut found: Vec<&Path> = paths
        .filter(|path| discovery::is_read(path))
        .filter(|path| file_name(path).is_some_and(|name| file_links::form(reference, name).is_some()))
        .collect();
    if found.iter().any(|path| discovery::is_brief(path)) {
        found.retain(|path| discovery::is_brief(path));
    }
    found
}

/// A file that gets another name, or another folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRename {
    /// Its path before.
    pub from: PathBuf,
    /// Its path after.
    pub to: PathBuf,
}

/// What a reference is called after renames.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewName {
    /// In the form of the reference: with or without the ending.
    pub name: String,
    /// With the ending, for a name that a block has.
    pub with_ending: String,
}

impl FileRename {
    /// Whether only the folder changes, so that no reference does; or the file is not a brief before and after.
    pub fn is_move(&self) -> bool {
        self.from.file_name() == self.to.file_name() || !discovery::is_read(&self.from) || !discovery::is_read(&self.to)
    }
}

/// What `reference`, which no block has as its name, is called after `renames`; `paths` are all files, before. `None` if it
/// stays as it is: it names no file, or another file that keeps its name, or files that get different names.
pub fn new_name<'p>(reference: &str, paths: impl Iterator<Item = &'p Path>, renames: &[FileRename]) -> Option<NewName> {
    let is_named =
        |rename: &FileRename| file_name(&rename.from).is_some_and(|old| file_links::form(reference, old).is_some());
    if !renames.iter().any(is_named) {
        return None;
    }
    let mut new: Option<NewName> = None;
    for path in named(reference, paths) {
        let rename = renames.iter().find(|rename| rename.from == path && discovery::is_read(&rename.to))?;
        let FileName { stem, ending } = file_name(&rename.to)?;
        let with_ending = format!("{stem}.{ending}");
        let name = match file_links::form(reference, file_name(path)?)? {
            Form::Stem => stem.to_owned(),
            Form::WithEnding => with_ending.clone(),
        };
        if new.as_ref().is_some_and(|other| other.name != name) {
            return None;
        }
        new.get_or_insert(NewName { name, with_ending });
    }
    new.filter(|new| new.name != reference)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TUB: [&str; 7] = [
        "/tub/aff/Heg.debate",
        "/tub/aff/Peace.debate",
        "/tub/word/Peace.docx",
        "/tub/neg/1AC.debate",
        "/tub/old/1ac.cards",
        "/tub/Trade.docx",
        "/tub/Heg.txt",
    ];

    fn tub() -> impl Iterator<Item = &'static Path> {
        TUB.into_iter().map(Path::new)
    }

    #[test]
    fn a_card_file_is_meant_rather_than_a_word_file_of_the_same_name() {
        for (reference, want) in [
            ("heg", &["/tub/aff/Heg.debate"][..]),
            ("Peace", &["/tub/aff/Peace.debate"]),
            ("Peace.docx", &["/tub/word/Peace.docx"]),
            ("trade", &["/tub/Trade.docx"]),
            ("1AC", &["/tub/neg/1AC.debate", "/tub/old/1ac.cards"]),
            ("1AC.cards", &["/tub/old/1ac.cards"]),
            ("Heg.txt", &[]),
        ] {
            let found: Vec<String> = named(reference, tub()).iter().map(|path| path.display().to_string()).collect();
            assert_eq!(found, want, "{reference}");
        }
    }

    /// What becomes of the reference.
    fn after(reference: &str, renames: &[(&str, &str)]) -> Option<String> {
        let renames: Vec<FileRename> =
            renames.iter().map(|(from, to)| FileRename { from: from.into(), to: to.into() }).collect();
        new_name(reference, tub(), &renames).map(|new| new.name)
    }

    #[test]
    fn a_reference_gets_the_new_name_in_its_own_form() {
        let heg = [("/tub/aff/Heg.debate", "/tub/aff/Primacy.debate")];
        assert_eq!(after("heg", &heg).as_deref(), Some("Primacy"));
        assert_eq!(after("HEG.debate", &heg).as_deref(), Some("Primacy.debate"));
        assert_eq!(after("Peace", &heg), None);
        let ending = [("/tub/aff/Heg.debate", "/tub/aff/Heg.cards")];
        assert_eq!((after("Heg", &ending), after("Heg.debate", &ending).as_deref()), (None, Some("Heg.cards")));
    }

    #[test]
    fn a_reference_stays_where_the_new_name_is_not_certain() {
        let one = [("/tub/neg/1AC.debate", "/tub/neg/1NC.debate")];
        assert_eq!(after("1AC", &one), None, "another file has the name, too");
        assert_eq!(after("1AC.debate", &one).as_deref(), Some("1NC.debate"));
        let both = [one[0], ("/tub/old/1ac.cards", "/tub/old/1NC.cards")];
        assert_eq!(after("1AC", &both).as_deref(), Some("1NC"), "both get the same");
        let apart = [one[0], ("/tub/old/1ac.cards", "/tub/old/2NC.cards")];
        assert_eq!(after("1AC", &apart), None);
        let word = [("/tub/word/Peace.docx", "/tub/word/War.docx")];
        assert_eq!((after("Peace", &word), after("Peace.docx", &word).as_deref()), (None, Some("War.docx")));
        assert_eq!(after("Heg", &[("/tub/aff/Heg.debate", "/tub/aff/Primacy.txt")]), None, "a brief no more");
    }

    #[test]
    fn two_files_can_change_their_names() {
        let swap = [("/tub/aff/Heg.debate", "/tub/aff/Peace.debate"), ("/tub/aff/Peace.debate", "/tub/aff/Heg.debate")];
        assert_eq!(after("Heg", &swap).as_deref(), Some("Peace"));
        assert_eq!(after("peace", &swap).as_deref(), Some("Heg"));
    }

    #[test]
    fn a_move_changes_no_name() {
        let rename = |from: &str, to: &str| FileRename { from: from.into(), to: to.into() };
        assert!(rename("/tub/aff/Heg.debate", "/tub/neg/Heg.debate").is_move());
        assert!(!rename("/tub/aff/Heg.debate", "/tub/neg/heg.debate").is_move());
        assert!(rename("/tub/aff", "/tub/neg").is_move(), "a folder has no reference");
    }
}
