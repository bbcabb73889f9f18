//! The properties of text (`w:rPr`), each as far as it is said: what is not said comes from a style.

use super::super::error::Error;
use super::xml::{Element, Event, XmlReader};

/// What is said about the formatting of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct TextProperties {
    pub(super) bold: Option<bool>,
    pub(super) underline: Option<bool>,
    pub(super) highlight: Option<bool>,
    pub(super) border: Option<bool>,
    /// In half points.
    pub(super) size: Option<u16>,
    /// Whether it has the color of links, which are underlined because they are links.
    pub(super) link_color: Option<bool>,
}

/// The colors in which Word, Google Docs and browsers show links.
const LINK_COLORS: [&str; 5] = ["0563c1", "1155cc", "0000ff", "0000ee", "467886"];

impl TextProperties {
    /// These where they say something, else those of `base`.
    pub(super) fn over(self, base: Self) -> Self {
        Self {
            bold: self.bold.or(base.bold),
            underline: self.underline.or(base.underline),
            highlight: self.highlight.or(base.highlight),
            border: self.border.or(base.border),
            size: self.size.or(base.size),
            link_color: self.link_color.or(base.link_color),
        }
    }

    /// Takes a child of `w:rPr`.
    pub(super) fn take(&mut self, element: &Element<'_>, name: &str) {
        match name {
            "w:b" => self.bold = Some(element.is_on()),
            "w:u" => self.underline = Some(element.is_on()),
            "w:highlight" => self.highlight = Some(!matches!(element.val().as_deref(), None | Some("none" | "white"))),
            "w:shd" if self.highlight.is_none() => {
                self.highlight = element.attribute("fill").map(|fill| is_vivid(&fill));
            }
            "w:color" => {
                let is_link = element.attribute("themeColor").is_some_and(|color| color.contains("yperlink"));
                let value = element.val().unwrap_or_default().to_lowercase();
                self.link_color = Some(is_link || LINK_COLORS.contains(&&*value));
            }
            "w:bdr" => self.border = Some(!matches!(element.val().as_deref(), None | Some("nil" | "none"))),
            "w:sz" => self.size = element.val().and_then(|size| size.parse().ok()),
            _ => {}
        }
    }
}

/// Whether a background is a marker’s color. What is pasted from the web comes on white or a pale gray.
fn is_vivid(fill: &str) -> bool {
    /// How far the strongest and the weakest of red, green and blue are apart, at least.
    const VIVID: u8 = 0x40;
    let channel = |at: usize| fill.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
    match (channel(0), channel(2), channel(4)) {
        (Some(red), Some(green), Some(blue)) => red.max(green).max(blue) - red.min(green).min(blue) >= VIVID,
        _ => false,
    }
}

/// Reads the rest of a `w:rPr` that began, and hands what is not about the look of text to `other`, by its name.
pub(super) fn read(
    reader: &mut XmlReader<'_>,
    mut other: impl FnMut(&Element<'_>, &str),
) -> Result<TextProperties, Error> {
    let mut properties = TextProperties::default();
    let mut depth = 0;
    while let Some(event) = reader.next()? {
        match event {
            Event::Start(element) => {
                let name = element.name().into_owned();
                if name == "w:rPrChange" {
                    // How it was before a tracked change.
                    drop(element);
                    reader.skip()?;
                    continue;
                }
                depth += 1;
                if depth == 1 {
                    properties.take(&element, &name);
                    other(&element, &name);
                }
            }
            Event::End if depth == 0 => break,
            Event::End => depth -= 1,
            Event::Text(_) => {}
        }
    }
    Ok(properties)
}
