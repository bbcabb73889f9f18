//! The layout that an exported file carries along, in a part of its own.

use super::super::error::Error;
use super::super::layout::{ELEMENT, Layout};
use super::xml::{Event, XmlReader};

/// Reads a part of custom XML; `None` if another program wrote it.
pub(super) fn read(reader: &mut XmlReader<'_>) -> Result<Option<Layout>, Error> {
    let mut text = String::new();
    let mut is_ours = false;
    while let Some(event) = reader.next()? {
        match event {
            Event::Start(element) if is_ours || element.name() != ELEMENT => return Ok(None),
            Event::Start(_) => is_ours = true,
            Event::Text(more) => text.push_str(&more),
            Event::End => {}
        }
    }
    Ok(Layout::decode(text.trim_matches(['\n', '\r'])))
}
