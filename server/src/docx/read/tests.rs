//! Documents in Word's XML, and what is read of them.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::{CardText, Document, Error, NoticeKind, card_text};
use super::read;

const NS: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math""#;

/// An archive of these parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(content.as_bytes()).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

/// A Word file with this body, these styles, and these other parts: kind, name, content.
fn word_file(body: &str, styles: &str, others: &[(&str, &str, &str)]) -> Vec<u8> {
    let document = format!("<w:document {NS}><w:body>{body}</w:body></w:document>");
    let styles = format!("<w:styles {NS}>{styles}</w:styles>");
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut rels = format!(r#"<Relationships><Relationship Id="s" Type="{kind}/styles" Target="styles.xml"/>"#);
    rels.push_str(&format!(
        r#"<Relationship Id="l" Type="{kind}/hyperlink" Target="https://a.org/b" TargetMode="External"/>"#
    ));
    for (kind_of_part, name, _) in others {
        rels.push_str(&format!(r#"<Relationship Id="{name}" Type="{kind}/{kind_of_part}" Target="{name}"/>"#));
    }
    rels.push_str("</Relationships>");
    let root = format!(
        r#"<Relationships><Relationship Id="d" Type="{kind}/officeDocument" Target="/word/document.xml"/></Relationships>"#
    );
    let names: Vec<String> = others.iter().map(|(_, name, _)| format!("word/{name}")).collect();
    let mut parts = vec![
        ("_rels/.rels", root.as_str()),
        ("word/document.xml", document.as_str()),
        ("word/styles.xml", styles.as_str()),
        ("word/_rels/document.xml.rels", rels.as_str()),
    ];
    parts.extend(names.iter().map(String::as_str).zip(others.iter().map(|(_, _, content)| *content)));
    archive(&parts)
}

fn document(body: &str, styles: &str) -> Document {
    read(Cursor::new(word_file(body, styles, &[]))).expect("it is read")
}

fn text_of(body: &str, styles: &str) -> String {
    card_text(&document(body, styles)).text
}

fn failure(bytes: Vec<u8>) -> Error {
    read(Cursor::new(bytes)).expect_err("it is not read")
}

fn p(style: &str, runs: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>"#)
}

fn r(properties: &str, text: &str) -> String {
    format!(r#"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// Verbatim's styles, under ids that say nothing.
const STYLES: &str = r#"
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="b"><w:name w:val="heading 1"/><w:aliases w:val="Pocket"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="c"><w:name w:val="Hat2"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="d"><w:name w:val="My own"/><w:basedOn w:val="e"/></w:style>
<w:style w:type="paragraph" w:styleId="e"><w:name w:val="unnamed"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="f"><w:name w:val="heading 4"/><w:aliases w:val="Tag,body,heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="g"><w:name w:val="Analytic"/><w:basedOn w:val="f"/></w:style>
<w:style w:type="paragraph" w:styleId="h"><w:name w:val="Undertag"/></w:style>
<w:style w:type="character" w:styleId="i"><w:name w:val="Style Style Bold + 12pt"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="j"><w:name w:val="Style Bold Underline"/><w:rPr><w:b/><w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="k"><w:name w:val="Emphasis"/><w:aliases w:val="Underlined,small"/><w:rPr><w:b/><w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="l"><w:name w:val="copied"/><w:aliases w:val="Cite"/></w:style>
"#;

const CITE: &str = ", Joseph Choi, 9-2-21, “Off”, The Hill";

#[test]
fn styles_are_known_by_name_alias_level_and_base() {
    let body = [
        p("b", &r("", "Aff")),
        p("c", &r("", "Case")),
        p("d", &r("", "AT: War")),
        p("g", &r("", "They concede this")),
        p("f", &r("", "Talks fail")),
        p("h", &r("", "It is new.")),
        p("", &(r(r#"<w:rStyle w:val="i"/>"#, "Choi 21 ") + &r("", CITE))),
        p(
            "",
            &(r(r#"<w:rStyle w:val="j"/>"#, "Nobody ")
                + &r(r#"<w:rStyle w:val="k"/>"#, "waits")
                + &r(r#"<w:rStyle w:val="j"/><w:highlight w:val="cyan"/>"#, " for it")
                + &r("<w:sz w:val=\"16\"/>", " at all.")),
        ),
        p("f", &r("", "Talks go on")),
        p("", &(r(r#"<w:rStyle w:val="l"/>"#, "Bond 20") + &r("", CITE))),
        p("zz", &r("<w:u/>", "No style.")),
    ];
    insta::assert_snapshot!(text_of(&body.concat(), STYLES));
}

#[test]
fn direct_formatting_is_read_where_there_are_no_styles() {
    let bold = r#"<w:b/><w:sz w:val="26"/>"#;
    let body = [
        p("", &r(bold, "Talks fail because nobody waits")),
        p("", &(r(bold, "Choi 21") + &r("", CITE))),
        p(
            "",
            &(r(r#"<w:u w:val="single"/>"#, "Nobody waits, and ")
                + &r(r#"<w:b/><w:u w:val="single"/>"#, "the talks")
                + &r(r#"<w:u w:val="single"/><w:shd w:val="clear" w:fill="00FFFF"/>"#, " fail")
                + &r(r#"<w:shd w:fill="F5F5F5"/>"#, " today and for as long as anybody can see, officials said.")),
        ),
    ];
    insta::assert_snapshot!(text_of(&body.concat(), ""));
}

#[test]
fn the_lowest_headings_above_cites_are_tags() {
    let heading = |level: usize, text: &str| format!(r#"<w:p><w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>{}</w:p>"#, r("", text));
    let card = |tag: &str| heading(1, tag) + &p("", &r("", &format!("Choi 21{CITE}"))) + &p("", &r("", "Nobody waits for an agreement any more, officials said on Monday."));
    let text = text_of(&(heading(0, "AT: War") + &card("Talks fail") + &card("Trade grows")), "");
    let headings: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
    assert_eq!(headings, ["### AT: War", "#### Talks fail", "#### Trade grows"]);
    let text = text_of(&(heading(0, "1AC") + &card("Talks fail") + &p("", &r("", "No cite"))), "");
    assert!(text.starts_with("# 1AC\n\n## Talks fail\n"), "one cite says little: {text}");
}

#[test]
fn a_link_is_not_underlined_because_it_is_read() {
    let link = r#"<w:u w:val="single"/><w:color w:val="1155cc"/>"#;
    let body = [
        p("f", &r("", "Talks fail")), p("", &(r(r#"<w:rStyle w:val="i"/>"#, "Choi 21") + &r("", CITE))),
        p("", &(r(r#"<w:rStyle w:val="j"/>"#, "Nobody waits") + &r("", " for ") + &r(link, "an agreement") + &r("", " any more."))),
    ];
    let text = text_of(&body.concat(), STYLES);
    assert!(text.ends_with("\n__Nobody waits__ for an agreement any more.\n"), "{text}");
}

/// The text of the one paragraph with this content.
fn one(content: &str) -> String {
    let paragraphs: Vec<String> =
        document(&format!("<w:p>{content}</w:p>"), "").paragraphs.into_iter().map(|p| p.text).collect();
    paragraphs.join("|")
}

#[test]
fn every_kind_of_text_is_found() {
    for (content, text) in [
        (
            "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:softHyphen/><w:br/><w:t>c</w:t></w:r>",
            "a\tb\u{2011}\u{ad} c",
        ),
        ("<w:ins><w:r><w:t>in</w:t></w:r></w:ins><w:del><w:r><w:delText>out</w:delText></w:r></w:del>", "in"),
        ("<w:moveFrom><w:r><w:t>out</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>in</w:t></w:r></w:moveTo>", "in"),
        (
            "<w:sdt><w:sdtPr><w:rPr><w:b/></w:rPr></w:sdtPr><w:sdtContent><w:r><w:t>kept</w:t></w:r></w:sdtContent></w:sdt>",
            "kept",
        ),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r></w:sdtContent></w:sdt>",
            "",
        ),
        ("<w:smartTag><w:smartTag><w:r><w:t>Syria</w:t></w:r></w:smartTag></w:smartTag>", "Syria"),
        (
            "<mc:AlternateContent><mc:Choice><w:r><w:t>new</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>old</w:t></w:r></mc:Fallback></mc:AlternateContent>",
            "new",
        ),
        (r#"<w:r><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>"#, "α→"),
        (
            r#"<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>7</w:t><w:fldChar w:fldCharType="end"/></w:r>"#,
            "7",
        ),
        (r#"<w:fldSimple w:instr="DATE"><w:r><w:t>today</w:t></w:r></w:fldSimple>"#, "today"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>over</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "base",
        ),
        ("<w:r><w:t>A&amp;B &#233; &#x1D518;<![CDATA[<c>]]></w:t></w:r>", "A&B é 𝔘<c>"),
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
        (
            "<w:r><w:t>a</w:t><w:drawing><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></w:drawing><w:t>b</w:t></w:r>",
            "ab|boxed",
        ),
    ] {
        assert_eq!(one(content), text, "{content}");
    }
}

#[test]
fn cells_and_joined_paragraphs_follow_one_another() {
    let cell = |text: &str| format!("<w:tc><w:p>{}</w:p></w:tc>", r("", text));
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{}</w:tr></w:tbl><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p>",
        cell("one"),
        cell("two"),
        cell("gone"),
        r("", "first "),
        r("", "second")
    );
    let document = document(&body, "");
    let texts: Vec<&str> = document.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    assert_eq!(texts, ["one", "two", "first second"]);
    let kinds: Vec<NoticeKind> = document.notices.iter().map(|notice| notice.kind).collect();
    assert_eq!(kinds, [NoticeKind::Table, NoticeKind::Deleted]);
}

#[test]
fn what_is_no_text_is_kept_as_comments_and_listed() {
    let body = p("f", &(r("", "Talks fail") + r#"<w:r><w:commentReference w:id="1"/></w:r>"#))
        + &p(
            "",
            &format!(
                r#"{}<w:hyperlink r:id="l">{}</w:hyperlink><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:drawing><wp:docPr id="1" name="Picture 1" descr="a chart"/></w:drawing></w:r>"#,
                r("", "See "),
                r("", "the Hill")
            ),
        )
        + "<w:p><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:r><w:t>listed</w:t></w:r></w:p>";
    let comments = format!(
        "<w:comments {NS}><w:comment w:id=\"1\"><w:p>{}</w:p><w:p>{}</w:p></w:comment></w:comments>",
        r("", "debate-ls: ignore"),
        r("", "cite-missing")
    );
    let footnotes = format!(
        "<w:footnotes {NS}><w:footnote w:type=\"separator\" w:id=\"0\"/><w:footnote w:id=\"2\"><w:p>{}</w:p></w:footnote></w:footnotes>",
        r("", "Id. at 7")
    );
    let header = format!("<w:hdr {NS}><w:p>{}</w:p></w:hdr>", r("", "Club"));
    let others = [
        ("comments", "comments.xml", comments.as_str()),
        ("footnotes", "footnotes.xml", &footnotes),
        ("header", "header1.xml", &header),
    ];
    let document = read(Cursor::new(word_file(&body, STYLES, &others))).expect("it is read");
    let CardText { text, paragraphs, notices } = card_text(&document);
    insta::assert_snapshot!(text);
    assert_eq!(paragraphs.first().zip(paragraphs.last()), Some((&0, &2)));
    let kinds: Vec<NoticeKind> = notices.iter().map(|notice| notice.kind).collect();
    assert_eq!(
        kinds,
        [NoticeKind::HeaderOrFooter, NoticeKind::Link, NoticeKind::Note, NoticeKind::Image, NoticeKind::Number]
    );
}

#[test]
fn another_prefix_and_the_strict_namespace_are_read() {
    let strict = r#"<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>strict</x:t></x:r></x:p></x:body></x:document>"#;
    let bare = r#"<document xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><body><p><r><t>bare</t></r></p></body></document>"#;
    for (xml, text) in [(strict, "strict\n"), (bare, "bare\n")] {
        let document = read(Cursor::new(archive(&[("word/document.xml", xml)]))).expect("it is read");
        assert_eq!(card_text(&document).text, text);
    }
}

#[test]
fn other_files_under_a_word_files_name_are_named() {
    assert!(matches!(failure(Vec::new()), Error::Archive(_)));
    assert!(matches!(failure(b"Talks fail\n".to_vec()), Error::Archive(_)));
    assert!(matches!(failure(b"{\\rtf1 Talks fail}".to_vec()), Error::Rtf));
    let ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    assert!(matches!(failure(ole.to_vec()), Error::OldWord));
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(matches!(failure([&ole[..], &vec![0; 70_000], &name].concat()), Error::Encrypted));
    assert!(matches!(failure(archive(&[("xl/workbook.xml", "<a/>")])), Error::NoDocument));
}

#[test]
fn a_file_cut_off_anywhere_is_an_error_and_never_a_panic() {
    let whole = word_file(&p("f", &r("", &"Talks fail. ".repeat(500))), STYLES, &[]);
    for len in (0..whole.len()).step_by(97) {
        let cut = whole.get(..len).expect("shorter").to_vec();
        assert!(read(Cursor::new(cut)).is_err(), "{len} bytes");
    }
    for at in (0..whole.len()).step_by(13) {
        let mut damaged = whole.clone();
        if let Some(byte) = damaged.get_mut(at) {
            *byte ^= 0x55;
        }
        let _ = read(Cursor::new(damaged));
    }
}

#[test]
fn hostile_xml_is_an_error() {
    let document = |xml: &str| failure(archive(&[("word/document.xml", xml)]));
    let entities =
        r#"<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><w:document><w:t>&b;</w:t></w:document>"#;
    assert!(matches!(document(entities), Error::Damaged { .. }));
    assert!(matches!(
        document("<w:document><w:p><w:r><w:t>&unknown;</w:t></w:r></w:p></w:document>"),
        Error::Damaged { .. }
    ));
    assert!(matches!(document(&"<w:tbl>".repeat(100_000)), Error::Damaged { .. }));
    assert!(matches!(document("<w:document><w:p>"), Error::Damaged { .. }));
    assert!(matches!(document("<w:document></w:p></w:document>"), Error::Damaged { .. }));
}

#[test]
fn a_bomb_ends_at_the_limit() {
    // Blanks, a hundred times as many as bytes in the file.
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", SimpleFileOptions::default()).expect("a part");
    archive.write_all(b"<w:document><w:body>").expect("written");
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..12 {
        archive.write_all(&blanks).expect("written");
        archive.write_all(b"<w:p/>").expect("written");
    }
    let bytes = archive.finish().expect("an archive").into_inner();
    assert!(bytes.len() < 1 << 17, "{} bytes", bytes.len());
    assert!(matches!(failure(bytes), Error::TooLarge { .. }));
}

#[test]
fn a_path_that_climbs_leads_nowhere() {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    for target in ["../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd"] {
        let rels = format!(r#"<Relationships><Relationship Id="d" Type="{kind}" Target="{target}"/></Relationships>"#);
        assert!(matches!(failure(archive(&[("_rels/.rels", &rels)])), Error::NoDocument), "{target}");
    }
}

#[test]
fn styles_in_a_circle_and_by_the_thousand_are_read() {
    let mut styles = String::new();
    for number in 0..5000 {
        let base = (number + 1) % 5000;
        styles.push_str(&format!(r#"<w:style w:type="paragraph" w:styleId="s{number}"><w:name w:val="x"/><w:basedOn w:val="s{base}"/></w:style>"#));
    }
    assert_eq!(text_of(&p("s7", &r("", "Talks fail")), &styles), "Talks fail\n");
}
