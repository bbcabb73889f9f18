//! The faults: what goes wrong when people cut cards at midnight.

use std::ops::Range;

use super::brief::{Paragraph, Role};
use super::cite_fields::{
    access, date, full_name, link, month, pages, publication, short, title, without_dates, without_links, year_of,
};

/// A kind of fault.
#[derive(Debug)]
pub struct Fault {
    /// Its name in tables.
    pub name: &'static str,
    /// The rules that may report it.
    pub rules: &'static [&'static str],
    /// Plants it in the card with the cite of that number. `None` if the card has nothing to spoil in this way.
    pub plant: fn(&[Paragraph], usize) -> Option<Planted>,
}

/// A brief with a fault.
#[derive(Debug)]
pub struct Planted {
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// The numbers of the paragraphs at which it may be reported.
    pub places: Vec<usize>,
}

/// All faults.
pub const FAULTS: &[Fault] = &[
    // Something is gone.
    Fault { name: "no cite", rules: &["cite-missing"], plant: no_cite },
    Fault { name: "no body", rules: &["body-missing"], plant: no_body },
    Fault { name: "no year", rules: &["cite-year-missing", "cite-incomplete", "date-none"], plant: no_year },
    Fault { name: "no author", rules: &["cite-author-missing", "cite-incomplete"], plant: no_author },
    Fault { name: "no short cite", rules: &["cite-author-missing", "cite-incomplete"], plant: no_short_cite },
    Fault { name: "no title", rules: &["cite-incomplete"], plant: no_title },
    Fault { name: "no publication", rules: &["cite-incomplete"], plant: no_publication },
    Fault { name: "only a link", rules: &["cite-url-only", "cite-incomplete"], plant: only_a_link },
    // A placeholder is left.
    Fault { name: "placeholder: title", rules: PLACEHOLDER, plant: placeholder_title },
    Fault { name: "placeholder: author", rules: PLACEHOLDER, plant: placeholder_author },
    Fault { name: "placeholder: date", rules: PLACEHOLDER_DATE, plant: placeholder_date },
    Fault { name: "placeholder: publication", rules: PLACEHOLDER, plant: placeholder_publication },
    Fault { name: "placeholder: link", rules: PLACEHOLDER_LINK, plant: placeholder_link },
    Fault { name: "placeholder: qualifications", rules: PLACEHOLDER, plant: placeholder_qualifications },
    Fault { name: "placeholder: tag", rules: &["tag-placeholder"], plant: placeholder_tag },
    Fault { name: "accessed without a date", rules: &["cite-empty-field"], plant: accessed_without_date },
    Fault { name: "page number lost", rules: &["cite-empty-field"], plant: page_number_lost },
    // A date is wrong.
    Fault { name: "no such day", rules: &["date-invalid"], plant: no_such_day },
    Fault { name: "in the future", rules: &["date-future", "cite-year-conflict"], plant: in_the_future },
    Fault { name: "another year", rules: &["cite-year-conflict"], plant: another_year },
    Fault { name: "a digit of the year lost", rules: LOST_DIGIT, plant: lost_digit },
    Fault { name: "digits of the year swapped", rules: SWAPPED_DIGITS, plant: swapped_digits },
    Fault { name: "month misspelled", rules: LOST_DIGIT, plant: month_misspelled },
    Fault { name: "accessed too early", rules: &["date-accessed-before-published"], plant: accessed_too_early },
    // Another card’s.
    Fault { name: "another name", rules: &["cite-author-mismatch", "cite-name-drift"], plant: another_name },
    Fault { name: "cites swapped", rules: &["cite-author-mismatch", "cite-year-conflict"], plant: short_cites_swapped },
    Fault { name: "text again, shortened", rules: SAME_TEXT, plant: text_shortened },
    Fault { name: "text again, other case", rules: SAME_TEXT, plant: text_in_capitals },
    Fault { name: "cite twice", rules: &["cite-duplicate", "cite-multiline"], plant: cite_twice },
    Fault { name: "paragraph twice", rules: &["body-repeated"], plant: paragraph_twice },
    Fault { name: "tag twice", rules: &["tag-duplicate", "cite-missing"], plant: tag_twice },
    // A slip of the keys.
    Fault { name: "tag and cite on one line", rules: &["cite-tag-glued", "cite-in-tag"], plant: tag_glued },
    Fault { name: "cite and body on one line", rules: &["cite-body-glued"], plant: body_glued },
    Fault { name: "cite below the body", rules: CITE_BELOW, plant: cite_below },
    Fault { name: "link pasted twice", rules: &["url-malformed"], plant: link_twice },
    Fault { name: "mark not closed", rules: &["body-mark-unclosed"], plant: mark_not_closed },
    Fault { name: "quotation mark twice", rules: &["cite-unbalanced"], plant: quotation_mark_twice },
    Fault { name: "link broken", rules: &["url-malformed"], plant: link_broken },
    Fault { name: "quotation mark lost", rules: &["cite-unbalanced"], plant: quotation_mark_lost },
    Fault { name: "bracket lost", rules: &["cite-unbalanced"], plant: bracket_lost },
    Fault { name: "mojibake", rules: &["text-mojibake"], plant: mojibake },
];

const PLACEHOLDER: &[&str] = &["cite-placeholder"];
const PLACEHOLDER_DATE: &[&str] = &["cite-placeholder", "cite-year-missing", "date-invalid"];
const PLACEHOLDER_LINK: &[&str] = &["cite-placeholder", "url-malformed"];
const LOST_DIGIT: &[&str] = &["date-invalid", "cite-year-missing", "cite-year-conflict", "cite-incomplete"];
const SWAPPED_DIGITS: &[&str] = &["date-future", "date-invalid", "cite-year-conflict", "cite-year-missing"];
// The text above the cite is read as an undertag, and the cite has none below it.
const CITE_BELOW: &[&str] = &["cite-after-body", "cite-missing", "body-missing"];
const SAME_TEXT: &[&str] = &["card-conflict", "card-duplicate"];

/// The brief with another text of its paragraph `at`.
fn with_text(paragraphs: &[Paragraph], at: usize, text: String) -> Option<Planted> {
    let mut paragraphs = paragraphs.to_vec();
    paragraphs[at].text = text;
    Some(Planted { paragraphs, places: vec![at] })
}

/// The brief with `with` in place of a part of the cite.
fn with_part(paragraphs: &[Paragraph], cite: usize, part: Range<usize>, with: &str) -> Option<Planted> {
    let mut text = paragraphs[cite].text.clone();
    text.replace_range(part, with);
    with_text(paragraphs, cite, text)
}

/// One of `choices`, another for each card.
fn pick<'a>(choices: &[&'a str], cite: usize) -> &'a str {
    choices[cite % choices.len()]
}

fn no_cite(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let mut paragraphs = paragraphs.to_vec();
    paragraphs.remove(cite);
    Some(Planted { paragraphs, places: vec![cite - 1] })
}

fn no_body(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let rest = &paragraphs[cite + 1..];
    let end = cite + 1 + rest.iter().position(|paragraph| !matches!(paragraph.role, Role::Body | Role::Other))?;
    if paragraphs[end].role == Role::Cite {
        return None;
    }
    let mut paragraphs = paragraphs.to_vec();
    paragraphs.drain(cite + 1..end);
    Some(Planted { paragraphs, places: vec![cite] })
}

fn no_year(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    short(&paragraphs[cite].text)?;
    with_text(paragraphs, cite, without_dates(&paragraphs[cite].text)?)
}

fn no_author(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let text = &paragraphs[cite].text;
    let (name, with_separator) = full_name(text)?;
    let opening = text[..name.start].rfind(['[', '('])?;
    let mut text = text.clone();
    text.replace_range(with_separator, "");
    text.replace_range(..opening, "");
    with_text(paragraphs, cite, text)
}

fn no_title(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let text = &paragraphs[cite].text;
    let title = title(text)?;
    let opening = text[..title.start].char_indices().next_back()?.0;
    let closing = title.end + text[title.end..].chars().next()?.len_utf8();
    let separator = text[closing..].len() - text[closing..].trim_start_matches([',', ';', '.', ' ']).len();
    with_part(paragraphs, cite, opening..closing + separator, "")
}

fn no_publication(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let text = &paragraphs[cite].text;
    let part = publication(text)?;
    let separator = text[part.end..].len() - text[part.end..].trim_start_matches([',', ';', '.', ' ']).len();
    with_part(paragraphs, cite, part.start..part.end + separator, "")
}

fn only_a_link(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let text = &paragraphs[cite].text;
    with_text(paragraphs, cite, text[link(text)?].to_owned())
}

fn placeholder_title(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let with = pick(&["INSERT TITLE", "No Title", "TBD", "???", "[TITLE]"], cite);
    with_part(paragraphs, cite, title(&paragraphs[cite].text)?, with)
}

fn placeholder_author(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let with = pick(&["[AUTHOR]", "No Author", "AUTHOR NAME", "???"], cite);
    with_part(paragraphs, cite, full_name(&paragraphs[cite].text)?.0, with)
}

fn placeholder_date(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let with = pick(&["xx/xx/xxxx", "xx-xx-xxxx", "[DATE]", "MM/DD/YYYY", "??/??/????"], cite);
    with_part(paragraphs, cite, date(&paragraphs[cite].text)?, with)
}

fn placeholder_publication(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let with = pick(&["No Publication", "[PUBLICATION]", "TBD", "INSERT SOURCE"], cite);
    with_part(paragraphs, cite, publication(&paragraphs[cite].text)?, with)
}

fn placeholder_link(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let with = pick(&["[URL]", "<<INSERT LINK>>", "INSERT URL", "[LINK]"], cite);
    with_part(paragraphs, cite, link(&paragraphs[cite].text)?, with)
}

fn placeholder_qualifications(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let with = pick(&["[QUALIFICATIONS], ", "INSERT QUALS, ", "[quals], "], cite);
    let behind = full_name(&paragraphs[cite].text)?.1.end;
    with_part(paragraphs, cite, behind..behind, with)
}

fn accessed_without_date(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let text = &paragraphs[cite].text;
    link(text)?;
    let text = text[..access(&without_links(text))].trim_end_matches([',', '.', ' ', ')', ']']);
    with_text(paragraphs, cite, format!("{text}, {}", pick(&["accessed", "DOA:", "Accessed on"], cite)))
}

fn page_number_lost(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    with_part(paragraphs, cite, pages(&paragraphs[cite].text)?, "")
}

fn placeholder_tag(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let with = pick(&["INSERT TAG", "[TAG]", "???", "TBD", "<<TAG HERE>>"], cite);
    with_text(paragraphs, cite - 1, with.to_owned())
}

fn no_such_day(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let range = date(&paragraphs[cite].text)?;
    let text = &paragraphs[cite].text[range.clone()];
    let separator = text.chars().find(|c| matches!(c, '-' | '/'))?;
    let year = &text[year_of(text)?];
    with_part(paragraphs, cite, range, &format!("2{separator}30{separator}{year}"))
}

fn in_the_future(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let range = date(&paragraphs[cite].text)?;
    let year = year_of(&paragraphs[cite].text[range.clone()])?;
    let with = if year.len() == 4 { "2029" } else { "29" };
    with_part(paragraphs, cite, range.start + year.start..range.start + year.end, with)
}

fn no_short_cite(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let text = &paragraphs[cite].text;
    let year = short(text)?.year;
    let full = text[year.end..].trim_start();
    let start = text.len() - full.len();
    if full.starts_with(['(', '[']) { with_part(paragraphs, cite, 0..start, "") } else { None }
}

fn another_year(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let text = &paragraphs[cite].text;
    let year = short(text)?.year;
    let behind = without_links(text);
    let behind = behind.get(year.end..access(&behind))?;
    let last_two = &text[year.end - 2..year.end];
    // Only if the full cite has the same year.
    let same = [format!("20{last_two}"), format!("19{last_two}"), format!("-{last_two}"), format!("/{last_two}")];
    if !same.iter().any(|same| behind.contains(same.as_str())) {
        return None;
    }
    let other = (last_two.parse::<u32>().ok()? + 97) % 100;
    with_part(paragraphs, cite, year.end - 2..year.end, &format!("{other:02}"))
}

fn lost_digit(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let range = date(&paragraphs[cite].text)?;
    let year = year_of(&paragraphs[cite].text[range.clone()])?;
    let end = range.start + year.end;
    if year.len() == 4 { with_part(paragraphs, cite, end - 1..end, "") } else { None }
}

/// “2201” for “2021”.
fn swapped_digits(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let range = date(&paragraphs[cite].text)?;
    let year = year_of(&paragraphs[cite].text[range.clone()])?;
    let digits: Vec<char> = paragraphs[cite].text[range.start + year.start..range.start + year.end].chars().collect();
    let [first, second, third, fourth] = digits[..] else { return None };
    let swapped: String = [first, third, second, fourth].into_iter().collect();
    if second == third {
        None
    } else {
        with_part(paragraphs, cite, range.start + year.start..range.start + year.end, &swapped)
    }
}

fn month_misspelled(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let range = date(&paragraphs[cite].text)?;
    let month = month(&paragraphs[cite].text[range.clone()])?;
    // “Septmber”, “Janury”; a short name stays what it is.
    let at = range.start + month.end - 4;
    if month.len() > 5 { with_part(paragraphs, cite, at..at + 1, "") } else { None }
}

fn accessed_too_early(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let text = &paragraphs[cite].text;
    let range = date(text)?;
    let year = &text[range.clone()][year_of(&text[range])?];
    let year = year.parse::<u32>().ok()? % 100 + 2000 - 2;
    let plain = without_links(text);
    let text = text[..access(&plain)].trim_end_matches([',', '.', ' ', ')', ']']);
    with_text(paragraphs, cite, format!("{text}, accessed 3-14-{year}"))
}

fn another_name(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let text = &paragraphs[cite].text;
    let short = short(text)?;
    let name = &text[short.names.clone()];
    let is_one_word = name.len() > 3 && name.chars().all(char::is_alphabetic);
    if is_one_word && text[short.year.end..].contains(name) {
        return with_part(paragraphs, cite, short.names, "Quistorp");
    }
    None
}

fn short_cites_swapped(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let whole = |at: usize| -> Option<Range<usize>> {
        let text = &paragraphs[at].text;
        let short = short(text)?;
        let name = text[short.names.clone()].split(' ').next()?;
        text[short.year.end..].contains(name).then_some(short.names.start..short.year.end)
    };
    let own = whole(cite)?;
    let mut others = (cite + 1..paragraphs.len()).filter(|&at| paragraphs[at].role == Role::Cite);
    let (other, range) = others.find_map(|at| Some((at, whole(at)?)))?;
    let (mine, its) = (paragraphs[cite].text[own.clone()].to_owned(), paragraphs[other].text[range.clone()].to_owned());
    if mine.split(' ').next() == its.split(' ').next() {
        return None;
    }
    let mut planted = with_part(paragraphs, cite, own, &its)?;
    planted.paragraphs[other].text.replace_range(range, &mine);
    planted.places.push(other);
    Some(planted)
}

/// The text of a card once more, at the end of the file, under another tag and author.
fn again(paragraphs: &[Paragraph], cite: usize, change: impl Fn(&str) -> String) -> Option<Planted> {
    let mut paragraphs = paragraphs.to_vec();
    let text = change(&paragraphs[cite + 1].text);
    let last = paragraphs.len();
    for (role, text) in [
        (Role::Tag, "Independent experts agree that nothing has changed since".to_owned()),
        (
            Role::Cite,
            "Quistorp 21 (Anna Quistorp, staff writer, “A Second Look at an Old Question,” The Atlantic, May 4, 2021, \
             https://www.example.net/second-look)"
                .to_owned(),
        ),
        (Role::Body, text),
    ] {
        paragraphs.push(Paragraph { role, text });
    }
    Some(Planted { paragraphs, places: vec![cite - 1, cite, cite + 1, last, last + 1, last + 2] })
}

fn text_shortened(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let words = paragraphs[cite + 1].text.split(' ').count();
    if words < 60 {
        return None;
    }
    again(paragraphs, cite, |text| text.split(' ').take(words * 3 / 5).collect::<Vec<&str>>().join(" "))
}

fn text_in_capitals(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    again(paragraphs, cite, str::to_uppercase)
}

fn cite_twice(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let mut paragraphs = paragraphs.to_vec();
    paragraphs.insert(cite, paragraphs[cite].clone());
    Some(Planted { paragraphs, places: vec![cite, cite + 1] })
}

fn paragraph_twice(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let mut paragraphs = paragraphs.to_vec();
    paragraphs.insert(cite + 1, paragraphs[cite + 1].clone());
    Some(Planted { paragraphs, places: vec![cite + 1, cite + 2] })
}

fn tag_twice(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let mut paragraphs = paragraphs.to_vec();
    paragraphs.insert(cite, paragraphs[cite - 1].clone());
    Some(Planted { paragraphs, places: vec![cite - 1, cite] })
}

fn tag_glued(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let tag = paragraphs[cite - 1].text.trim_end_matches(['.', ' ']).to_owned();
    short(&paragraphs[cite].text).filter(|_| tag.ends_with(char::is_lowercase))?;
    let mut paragraphs = paragraphs.to_vec();
    let text = paragraphs.remove(cite).text;
    paragraphs[cite - 1].text = tag + &text;
    Some(Planted { paragraphs, places: vec![cite - 1] })
}

fn body_glued(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    if !paragraphs[cite].text.trim_end().ends_with([')', ']']) {
        return None;
    }
    let mut paragraphs = paragraphs.to_vec();
    let text = paragraphs.remove(cite + 1).text;
    paragraphs[cite].text.push_str(&text);
    Some(Planted { paragraphs, places: vec![cite] })
}

fn cite_below(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    if paragraphs.get(cite + 2).is_some_and(|next| next.role == Role::Body) {
        return None;
    }
    let mut paragraphs = paragraphs.to_vec();
    paragraphs.swap(cite, cite + 1);
    Some(Planted { paragraphs, places: vec![cite - 1, cite, cite + 1] })
}

fn link_twice(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let link = link(&paragraphs[cite].text)?;
    let text = paragraphs[cite].text[link.clone()].to_owned();
    with_part(paragraphs, cite, link.end..link.end, &text)
}

fn mark_not_closed(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let body = cite + 1;
    let sign = pick(&["==", "__"], cite);
    let word = paragraphs[body].text.match_indices(' ').nth(4)?.0 + 1;
    let is_word = paragraphs[body].text[word..].starts_with(char::is_alphanumeric);
    if is_word { with_part(paragraphs, body, word..word, sign) } else { None }
}

fn quotation_mark_twice(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let end = title(&paragraphs[cite].text)?.end;
    with_part(paragraphs, cite, end..end, "”")
}

fn link_broken(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let text = &paragraphs[cite].text;
    let link = link(text)?;
    let middle = link.start + 12 + link.len().checked_sub(30)? / 2;
    // What is left behind the gap is plainly the rest of a link.
    let inside = |c: char| c.is_ascii_alphanumeric();
    let at = (middle..link.end - 6).find(|&at| {
        text.is_char_boundary(at)
            && text[at - 2..at].chars().all(inside)
            && text[at..at + 2].chars().all(inside)
            && text[at..link.end].contains(['-', '/'])
    })?;
    with_part(paragraphs, cite, at..at, " ")
}

fn quotation_mark_lost(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let end = title(&paragraphs[cite].text)?.end;
    let mark = paragraphs[cite].text[end..].chars().next()?;
    with_part(paragraphs, cite, end..end + mark.len_utf8(), "")
}

fn bracket_lost(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let text = &paragraphs[cite].text;
    let at = text.rfind([')', ']'])?;
    let in_link = link(text).is_some_and(|link| link.contains(&at));
    if in_link || at * 5 < text.len() * 4 { None } else { with_part(paragraphs, cite, at..at + 1, "") }
}

fn mojibake(paragraphs: &[Paragraph], cite: usize) -> Option<Planted> {
    let at = paragraphs[cite].text.find('’')?;
    with_part(paragraphs, cite, at..at + '’'.len_utf8(), "â€™")
}
