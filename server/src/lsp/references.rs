//! `textDocument/references`

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Location, ReferenceParams};

use super::all_files::{self, MOST};
use super::file_target::{self, FileTarget};
use super::from_proto;
use super::server::Server;
use crate::features::references;

pub(super) async fn references(server: &Server, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
    let at = params.text_document_position;
    let with_declaration = params.context.include_declaration;
    let about = all_files::at_cursor(at.position);
    let shows_word_files = server.client_capabilities().shows_word_files;
    let folders = server.tub().folders();
    let found = all_files::on_files(server, &at.text_document.uri, MOST, about, move |asked, files, _| {
        let byte = from_proto::byte(asked, at.position);
        let briefs: Vec<_> = files.iter().map(|file| file.brief).collect();
        let found = references::references(&briefs, byte).into_iter();
        let included = found.filter(|reference| with_declaration || !reference.is_definition);
        let places = included.map(|found| files[found.brief].location(found.span));
        let target = file_target::at(files, byte, &folders, shows_word_files).filter(|_| with_declaration);
        places.chain(target.iter().flat_map(FileTarget::locations)).collect()
    });
    found.await
}
