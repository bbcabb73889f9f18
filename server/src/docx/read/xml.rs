//! XML as Word writes it, event by event, with the limits that keep a hostile part from taking time or memory. The
//! prefix of WordprocessingML is always shown as `w:`, whatever the part calls it.

use std::borrow::Cow;
use std::io::{self, BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart};

use super::super::error::Error;

/// How many bytes are read at once.
const BUFFER: usize = 64 << 10;

/// How deep elements may nest. Word itself stops at some 250.
const DEEPEST: usize = 1_000;

/// The namespaces of WordprocessingML: as Word writes it, and as the strict form of the standard has it.
const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// Reads a part.
pub(super) struct XmlReader<'a> {
    reader: Reader<BufReader<Box<dyn Read + 'a>>>,
    buffer: Vec<u8>,
    name: String,
    limit: u64,
    depth: usize,
    /// The part's own prefix of WordprocessingML; `None` until its first element.
    prefix: Option<String>,
}

/// What comes next.
pub(super) enum Event<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// The element that began last and is open ends.
    End,
    /// Text between elements.
    Text(Cow<'a, str>),
}

/// The beginning of an element.
pub(super) struct Element<'a> {
    start: BytesStart<'a>,
    /// Whether the name is to be shown with `w:` in place of its own prefix of this length, with the colon.
    own_prefix: Option<usize>,
}

impl<'a> XmlReader<'a> {
    /// Reads XML of at most `limit` bytes; `name` is for messages.
    pub(super) fn new(source: impl Read + 'a, name: &str, limit: u64) -> Self {
        // A byte more than the limit shows that there is more.
        let source: Box<dyn Read + 'a> = Box::new(source.take(limit + 1));
        let mut reader = Reader::from_reader(BufReader::with_capacity(BUFFER, source));
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), name: name.to_owned(), limit, depth: 0, prefix: None }
    }

    /// The next event; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Event<'_>>, Error> {
        use quick_xml::events::Event as Xml;

        self.buffer.clear();
        if self.reader.buffer_position() > self.limit {
            return Err(Error::TooLarge { part: self.name.clone(), limit: self.limit >> 20 });
        }
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(error) => return Err(damaged(&self.name, &error)),
        };
        Ok(Some(match event {
            Xml::Start(start) => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(problem(&self.name, "its elements are nested too deep"));
                }
                let prefix = self.prefix.get_or_insert_with(|| word_prefix(&start));
                Event::Start(Element { own_prefix: own_prefix(start.name().into_inner(), prefix), start })
            }
            Xml::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Event::End
            }
            Xml::Text(text) => Event::Text(text.into_inner()),
            Xml::CData(text) => Event::Text(text.into_inner()),
            Xml::GeneralRef(reference) => Event::Text(resolved(&reference, &self.name)?),
            // Word never writes one, and only there are entities defined.
            Xml::DocType(_) => return Err(problem(&self.name, "it declares entities")),
            Xml::Eof if self.depth > 0 => return Err(problem(&self.name, "it breaks off")),
            Xml::Eof => return Ok(None),
            Xml::Comment(_) | Xml::PI(_) | Xml::Decl(_) | Xml::Empty(_) => Event::Text("".into()),
        }))
    }

    /// Passes over all that is inside of the element that began last.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        let around = self.depth.saturating_sub(1);
        while self.depth > around {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }
}

impl Element<'_> {
    /// Its name, with its prefix.
    pub(super) fn name(&self) -> Cow<'_, str> {
        let name = self.start.name().into_inner();
        match self.own_prefix {
            None => name.into(),
            Some(len) => format!("w:{}", name.get(len..).unwrap_or_default()).into(),
        }
    }

    /// The value of the attribute of that local name. An attribute's prefix does not matter: `w:val`, `val`.
    pub(super) fn attribute(&self, local: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.start.attributes();
        attributes.with_checks(false);
        attributes.flatten().find(|attribute| attribute.key.local_name().into_inner() == local).map(|attribute| {
            let raw = attribute.value.clone();
            attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap_or(raw)
        })
    }

    /// `w:val`.
    pub(super) fn val(&self) -> Option<Cow<'_, str>> {
        self.attribute("val")
    }

    /// Whether it turns a property on: it does where nothing says otherwise.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// The prefix of WordprocessingML that the root declares, with its colon.
fn word_prefix(root: &BytesStart<'_>) -> String {
    let declared = root.attributes().flatten().find(|attribute| WORD.contains(&&*attribute.value));
    match declared {
        Some(attribute) => match attribute.key.into_inner().strip_prefix("xmlns:") {
            Some(prefix) => format!("{prefix}:"),
            None => String::new(),
        },
        None => "w:".to_owned(),
    }
}

/// How long the prefix of `name` is that stands for `w:`.
fn own_prefix(name: &str, prefix: &str) -> Option<usize> {
    let is_word = if prefix.is_empty() { !name.contains(':') } else { name.starts_with(prefix) };
    (prefix != "w:" && is_word).then_some(prefix.len())
}

/// The character that a reference stands for.
fn resolved(reference: &BytesRef<'_>, part: &str) -> Result<Cow<'static, str>, Error> {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => Ok(character.to_string().into()),
        Ok(None) => match quick_xml::escape::resolve_predefined_entity(reference) {
            Some(text) => Ok(text.into()),
            None => Err(problem(part, "it uses an entity that is not defined")),
        },
        Err(error) => Err(damaged(part, &error)),
    }
}

fn damaged(part: &str, error: &quick_xml::Error) -> Error {
    match error {
        quick_xml::Error::Io(error) if error.kind() == io::ErrorKind::Other => {
            Error::Io(io::Error::new(error.kind(), error.to_string()))
        }
        error => problem(part, &error.to_string()),
    }
}

fn problem(part: &str, problem: &str) -> Error {
    Error::Damaged { part: part.to_owned(), problem: problem.to_owned() }
}
