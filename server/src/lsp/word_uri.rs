//! The URIs of Word files that are shown as card text: the path of the file, with a scheme of its own,
//! `debate-docx:/tub/aff.docx`.

use std::path::PathBuf;

use tower_lsp::lsp_types::Url;

use crate::index::discovery;

/// The scheme of Word files that are shown as card text.
pub(super) const SCHEME: &str = "debate-docx";

/// Whether the document shows a Word file, in its own scheme or, as in Neovim, under the name of the file. Nobody can edit
/// it.
pub(super) fn is_read_only(uri: &Url) -> bool {
    path_of(uri).is_some_and(|path| discovery::is_word(&path))
}

/// Whether the document has the scheme of Word files.
pub(super) fn is_shown_by(uri: &Url) -> bool {
    uri.scheme() == SCHEME
}

/// The path of a document's file, or of the Word file that it shows; `None` for one that is not on this computer.
pub(super) fn path_of(uri: &Url) -> Option<PathBuf> {
    match uri.as_str().strip_prefix(SCHEME) {
        Some(rest) => Url::parse(&format!("file{rest}")).ok()?.to_file_path().ok(),
        None => uri.to_file_path().ok(),
    }
}

/// The document that shows the Word file at this path; `None` for a path that is not absolute.
pub(super) fn uri_of(path: &str) -> Option<Url> {
    let file = Url::from_file_path(path).ok()?;
    Url::parse(&format!("{SCHEME}{}", file.as_str().strip_prefix("file")?)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_path_and_its_document_lead_to_each_other() {
        let uri = uri_of("/tub/AT war/é.docx").expect("an absolute path");
        assert_eq!(uri.as_str(), "debate-docx:///tub/AT%20war/%C3%A9.docx");
        for uri in [uri.as_str(), "debate-docx:/tub/AT%20war/%C3%A9.docx", "file:///tub/AT%20war/%C3%A9.docx"] {
            let uri = Url::parse(uri).expect("a URI");
            assert_eq!(path_of(&uri), Some("/tub/AT war/é.docx".into()), "{uri}");
        }
        assert_eq!(path_of(&Url::parse("untitled:Untitled-1").expect("a URI")), None);
    }
}
