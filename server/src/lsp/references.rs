//! `textDocument/references`

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Location, ReferenceParams};

use super::all_files::{self, MOST};
use super::from_proto;
use super::server::Server;
use crate::features::references;

pub(super) async fn references(server: &Server, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
    let at = params.text_document_position;
    let with_declaration = params.context.include_declaration;
    let about = all_files::at_cursor(at.position);
    let found = all_files::on_files(server, &at.text_document.uri, MOST, about, move |asked, files, _| {
        let briefs: Vec<_> = files.iter().map(|file| file.brief).collect();
        let found = references::references(&briefs, from_proto::byte(asked, at.position)).into_iter();
        let included = found.filter(|reference| with_declaration || !reference.is_definition);
        included.map(|found| files[found.brief].location(found.span)).collect()
    });
    found.await
}
