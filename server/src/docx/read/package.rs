//! The archive that a Word file is: its parts, and which part is which. Parts are found by their relationships, never by
//! their names alone, and read through a limit.

use std::collections::HashMap;
use std::io::{Read, Seek, SeekFrom};

use zip::ZipArchive;
use zip::result::ZipError;

use super::super::error::Error;
use super::xml::{Element, Event, XmlReader};

/// How large a part may be, unpacked. The largest known document of a whole season has some 60 MiB. In tests it is less,
/// so that a bomb takes no time.
const LARGEST_PART: u64 = if cfg!(test) { 8 << 20 } else { 256 << 20 };

/// How many parts a file may have, so that a list of a million names takes no memory. Word files with a thousand
/// pictures exist.
const MOST_PARTS: usize = 65_536;

/// How many relationships are kept. A document with links has one for each.
const MOST_RELATIONSHIPS: usize = 200_000;

/// An open Word file.
pub(super) struct Package<R> {
    archive: ZipArchive<R>,
    /// The main part's name.
    document: String,
    /// Those of the main part.
    relationships: Vec<Relationship>,
}

/// Leads from a part to another, or to a place outside of the file.
struct Relationship {
    id: String,
    /// The last word of its type: `styles`, `hyperlink`.
    kind: String,
    target: String,
    external: bool,
}

impl<R: Read + Seek> Package<R> {
    /// Opens the archive and finds the main part.
    pub(super) fn open(mut file: R) -> Result<Self, Error> {
        let mut head = [0; 8];
        let read = read_head(&mut file, &mut head)?;
        let head = head.get(..read).unwrap_or_default();
        if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(if is_encrypted_container(&mut file)? { Error::Encrypted } else { Error::OldWord });
        } else if head.starts_with(b"{\\rtf") {
            return Err(Error::Rtf);
        }
        file.seek(SeekFrom::Start(0))?;
        let mut archive = ZipArchive::new(file).map_err(archive_error)?;
        if archive.len() > MOST_PARTS {
            return Err(Error::TooLarge { part: "[list of parts]".to_owned(), limit: LARGEST_PART >> 20 });
        }
        let roots = relationships(&mut archive, "_rels/.rels")?;
        let main = roots.into_iter().find(|root| root.kind == "officeDocument" && !root.external);
        let document = match main {
            Some(main) => resolve("", &main.target),
            None => "word/document.xml".to_owned(),
        };
        if archive.index_for_name(&document).is_none() {
            return Err(Error::NoDocument);
        }
        let (folder, name) = document.rsplit_once('/').unwrap_or(("", &document));
        let rels = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
        let relationships = relationships(&mut archive, &rels)?;
        Ok(Self { archive, document, relationships })
    }

    /// Reads the main part.
    pub(super) fn document<T>(
        &mut self,
        read: impl FnOnce(&mut XmlReader<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let name = self.document.clone();
        with_part(&mut self.archive, &name, read)?.ok_or(Error::NoDocument)
    }

    /// Reads the part of that kind, if there is one.
    pub(super) fn part<T>(
        &mut self,
        kind: &str,
        read: impl FnOnce(&mut XmlReader<'_>) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        let Some(name) = self.names(kind).into_iter().next() else { return Ok(None) };
        with_part(&mut self.archive, &name, read)
    }

    /// Reads all parts of that kind.
    pub(super) fn parts<T>(
        &mut self,
        kind: &str,
        mut read: impl FnMut(&mut XmlReader<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let mut all = Vec::new();
        for name in self.names(kind) {
            all.extend(with_part(&mut self.archive, &name, &mut read)?);
        }
        Ok(all)
    }

    /// The targets of the document's links, by the ids of their relationships.
    pub(super) fn link_targets(&self) -> HashMap<String, String> {
        let links = self.relationships.iter().filter(|relationship| relationship.kind == "hyperlink");
        links.map(|relationship| (relationship.id.clone(), relationship.target.clone())).collect()
    }

    fn names(&self, kind: &str) -> Vec<String> {
        let folder = self.document.rsplit_once('/').map_or("", |(folder, _)| folder);
        let of_kind =
            self.relationships.iter().filter(|relationship| relationship.kind == kind && !relationship.external);
        of_kind.map(|relationship| resolve(folder, &relationship.target)).collect()
    }
}

/// Reads the part of that name, if there is one. Names are looked up in the archive, and never lead anywhere else.
fn with_part<R: Read + Seek, T>(
    archive: &mut ZipArchive<R>,
    name: &str,
    read: impl FnOnce(&mut XmlReader<'_>) -> Result<T, Error>,
) -> Result<Option<T>, Error> {
    let part = match archive.by_name(name) {
        Ok(part) => part,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(archive_error(error)),
    };
    if part.encrypted() {
        return Err(Error::Encrypted);
    }
    // What the archive says of its size is not to be trusted: the limit counts what comes out.
    read(&mut XmlReader::new(part, name, LARGEST_PART)).map(Some)
}

fn relationships<R: Read + Seek>(archive: &mut ZipArchive<R>, name: &str) -> Result<Vec<Relationship>, Error> {
    let read = |reader: &mut XmlReader<'_>| {
        let mut all = Vec::new();
        while let Some(event) = reader.next()? {
            let Event::Start(element) = event else { continue };
            if element.name() == "Relationship" && all.len() < MOST_RELATIONSHIPS {
                all.push(relationship(&element));
            }
        }
        Ok(all)
    };
    Ok(with_part(archive, name, read)?.unwrap_or_default())
}

fn relationship(element: &Element<'_>) -> Relationship {
    let value = |name| element.attribute(name).unwrap_or_default().into_owned();
    let kind = value("Type");
    Relationship {
        id: value("Id"),
        kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
        target: value("Target"),
        external: value("TargetMode") == "External",
    }
}

/// The part that `target` leads to from a part in `folder`.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

fn read_head(file: &mut impl Read, head: &mut [u8]) -> Result<usize, Error> {
    let mut filled = 0;
    while let Some(rest) = head.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match file.read(rest)? {
            0 => break,
            more => filled += more,
        }
    }
    Ok(filled)
}

/// Whether an OLE container holds an encrypted package: the name of its stream, in UTF-16, is in its directory.
fn is_encrypted_container(file: &mut (impl Read + Seek)) -> Result<bool, Error> {
    /// The directory of a container of this kind comes before or right behind its content.
    const LOOKED_AT: u64 = 64 << 10;
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let size = file.seek(SeekFrom::End(0))?;
    for start in [0, size.saturating_sub(LOOKED_AT)] {
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::new();
        file.by_ref().take(LOOKED_AT).read_to_end(&mut bytes)?;
        if memchr::memmem::find(&bytes, &name).is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

fn archive_error(error: ZipError) -> Error {
    match error {
        ZipError::Io(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => Error::Io(error),
        other => Error::Archive(other),
    }
}
