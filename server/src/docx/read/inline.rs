//! What stands in a line of text and is not text: breaks, characters of symbol fonts, pictures.

use super::super::document::NoticeKind;
use super::paragraph::{ParagraphBuilder, shortened};
use super::symbols::{self, SymbolFont};
use super::xml::Element;

/// `w:br`, `w:cr`: a space.
pub(super) fn line_break(builder: &mut ParagraphBuilder) {
    if !builder.paragraph.text.is_empty() {
        builder.notice(NoticeKind::Break, "");
    }
    builder.push_char(' ');
}

/// `w:sym`: the character in Unicode that looks the same, if there is one.
pub(super) fn symbol(element: &Element<'_>, builder: &mut ParagraphBuilder) {
    let font = element.attribute("font").unwrap_or_default();
    let code = element.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok()).unwrap_or_default();
    match symbols::unicode(SymbolFont::named(&font), code) {
        Some(character) => builder.push_char(character),
        None => {
            builder.notice(NoticeKind::Symbol, format!("{font} {code:04X}"));
            builder.push_char('\u{fffd}');
        }
    }
}

/// `wp:docPr`, `v:imagedata`: the description of a picture. A text box has a `wp:docPr` as well, and seldom a description.
pub(super) fn image(element: &Element<'_>, name: &str, builder: &mut ParagraphBuilder) {
    let description = ["descr", "title"].into_iter().filter_map(|name| element.attribute(name));
    let description = description.map(|text| text.trim().replace(['\n', '\r'], " ")).find(|text| !text.is_empty());
    let is_picture = name == "v:imagedata"
        || description.is_some()
        || element.attribute("name").is_some_and(|name| is_picture_name(&name));
    if is_picture {
        let description = description.unwrap_or_default();
        builder.notice(NoticeKind::Image, shortened(&description));
        builder.paragraph.asides.push(format!("image: {description}").trim_end().to_owned());
    }
}

/// Whether Word or Google Docs gave a drawing this name because it is a picture.
fn is_picture_name(name: &str) -> bool {
    let name = name.to_lowercase();
    ["picture", "image", "grafik", "bild", "chart", "diagram", ".png", ".jpg", ".jpeg", ".gif"]
        .iter()
        .any(|word| name.contains(word))
}
