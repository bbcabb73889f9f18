//! Links and DOIs in a cite.
//!
//! A link begins at `http(s)://` or `www.`, or is a host name with a path. It ends at a space, a quotation
//! mark, a bracket that it did not open, or the cutter's `//XX`. A space or line end that cut it in two is
//! joined where the second half cannot be anything else.

use crate::text::Span;

/// A link or a DOI.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    /// Where it stands. Of a DOI, with its label (`doi:`).
    pub(crate) span: Span,
    /// The address without spaces; of a DOI, the number from `10.` on. Empty where the text was lost
    /// (`https://…`).
    pub(crate) value: String,
    /// What it is.
    pub(crate) kind: LinkKind,
}

/// Link or DOI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkKind {
    /// An address.
    Url,
    /// The number, as it stands in the text; the span here is the number alone.
    Doi {
        /// Whether it stands inside an address that is listed as well.
        in_url: bool,
    },
}

/// Endings of host names that are taken for a link without `http://`.
const DOMAINS: [&str; 40] = [
    "com", "org", "net", "edu", "gov", "mil", "int", "info", "io", "co", "uk", "us", "eu", "au", "ca", "de", "fr",
    "in", "cn", "ru", "tv", "news", "me", "ly", "nz", "za", "jp", "kr", "il", "ch", "nl", "se", "no", "dk", "it", "es",
    "ie", "be", "at", "asia",
];

/// The links of `text`, in order.
pub(crate) fn links(text: &str) -> Vec<Link> {
    let mut links = Vec::new();
    let mut at = 0;
    while let Some(token) = next_token(text, at) {
        at = token.end;
        // Neither a link nor a DOI is without one of these; nearly all words are.
        if memchr::memchr2(b'/', b'.', token.of(text).as_bytes()).is_none() {
            continue;
        }
        if let Some(start) = url_start(text, token) {
            let span = url_span(text, start, token.end);
            at = at.max(span.end);
            push_url(text, span, &mut links);
        } else if let Some(number) = doi_in(text, token) {
            let span = Span::new(label_start(text, number.start), number.end);
            links.push(Link { span, value: number.of(text).to_owned(), kind: LinkKind::Doi { in_url: false } });
        }
    }
    links
}

fn push_url(text: &str, span: Span, links: &mut Vec<Link>) {
    let mut value: String = span.of(text).chars().filter(|c| !c.is_whitespace()).collect();
    if value.ends_with('…') {
        value.clear();
    }
    let doi = (!value.is_empty() && value.contains("doi")).then(|| doi_in(text, span)).flatten();
    links.push(Link { span, value, kind: LinkKind::Url });
    if let Some(number) = doi {
        links.push(Link { span: number, value: number.of(text).to_owned(), kind: LinkKind::Doi { in_url: true } });
    }
}

/// The stretch without spaces that follows `at`.
fn next_token(text: &str, at: usize) -> Option<Span> {
    let start = at + text[at..].find(|c: char| !c.is_whitespace())?;
    let bytes = text.as_bytes();
    let mut end = start;
    while let Some(&byte) = bytes.get(end) {
        if byte.is_ascii() {
            if char::from(byte).is_whitespace() {
                break;
            }
            end += 1;
        } else {
            match text[end..].chars().next() {
                Some(sign) if !sign.is_whitespace() => end += sign.len_utf8(),
                _ => break,
            }
        }
    }
    Some(Span::new(start, end))
}

/// Where in `token` a link begins.
fn url_start(text: &str, token: Span) -> Option<usize> {
    let part = token.of(text);
    let bytes = part.as_bytes();
    // A link has a slash or begins with `www.`; most words have no period inside.
    if memchr::memchr2(b'/', b'.', bytes).is_none_or(|at| at + 1 == bytes.len()) {
        return None;
    }
    for at in memchr::memchr3_iter(b'h', b'w', b'H', bytes).chain(memchr::memchr_iter(b'W', bytes)) {
        let rest = &bytes[at..];
        let begins_word = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        let scheme = ["http://", "https://", "http:/", "https:/"].iter().any(|scheme| starts_with(rest, scheme));
        if scheme || (begins_word && starts_with(rest, "www.") && rest.len() > 6) {
            return Some(token.start + at);
        }
    }
    let lead = part.len() - part.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let host = part[lead..].split('/').next()?;
    let path = part.len() > lead + host.len() + 1;
    let domain = host
        .rsplit_once('.')
        .is_some_and(|(name, domain)| name.len() > 1 && DOMAINS.contains(&domain.to_ascii_lowercase().as_str()));
    let plain = host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
    (path && domain && plain).then_some(token.start + lead)
}

fn starts_with(bytes: &[u8], head: &str) -> bool {
    bytes.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head.as_bytes()))
}

/// The link that begins at `start` in the token that ends at `token_end`, or in the tokens after it.
fn url_span(text: &str, start: usize, token_end: usize) -> Span {
    let mut end = url_end(text, start, token_end);
    // `http:// www.x.org`
    if text[start..end].ends_with("//")
        && let Some(next) = next_token(text, end)
        && next.start <= end + 1
    {
        end = url_end(text, next.start, next.end).max(end);
    }
    // At most two cuts are joined; more are not a link any longer.
    for _ in 0..2 {
        let whole = text[end..].starts_with(char::is_whitespace);
        let Some(next) = next_token(text, end).filter(|next| whole && next.start == end + 1) else { break };
        if !continues(&text[start..end], next.of(text)) {
            break;
        }
        end = url_end(text, next.start, next.end);
    }
    Span::new(start, end)
}

/// Whether `token`, after a space, is the rest of `url`.
fn continues(url: &str, token: &str) -> bool {
    let token = token.trim_end_matches([',', '.', ';', ')', ']', '"', '”']);
    let token = token.split([')', ']']).next().unwrap_or(token);
    let clean = token.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_/.%=&?#+~".contains(&b));
    if token.len() < 3
        || !clean
        || token.starts_with("//")
        || token.starts_with("--")
        || starts_with(token.as_bytes(), "http")
        || starts_with(token.as_bytes(), "www")
    {
        return false;
    }
    let count = |signs: &[u8]| token.bytes().filter(|b| signs.contains(b)).count();
    let joints = count(b"-_/%=&");
    let is_date = count(b"-/.") <= 2 && token.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/' | b'.'));
    let is_page = [".html", ".htm", ".php", ".aspx", ".pdf", ".shtml"].iter().any(|end| token.ends_with(end));
    let cut_at_joint = url.ends_with(['-', '_', '=', '&', '%']);
    // `state-of-the-art` is a word; a slug has a path, a number or a query as well, or goes on with one.
    let is_slug = joints >= 2 && token.contains(|c: char| c.is_ascii_digit() || "/=%".contains(c));
    let page = url.rsplit('/').next().unwrap_or("");
    let has_path = url.matches('/').count() >= 3;
    let goes_on = has_path && (page.matches('-').count() + count(b"-") >= 4) && count(b"-") >= 2 && page.contains('-');
    // No word begins with a sign or has `_` in it.
    let begins = token.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '%');
    let inner = |sign: char| token.trim_matches(sign).contains(sign);
    let sign_first = token.starts_with(['-', '_', '/', '=', '&', '?'])
        && token[1..].starts_with(|c: char| c.is_ascii_alphanumeric())
        && (has_path || token.starts_with('/'))
        && (joints >= 2 || token.starts_with('/'));
    let underscores = has_path && inner('_');
    let is_path = begins && inner('/') && token.len() >= 8 && !is_either(token);
    let is_doi = url.contains("/10.") && token.contains(|c: char| c.is_ascii_digit()) && (inner('.') || inner('-'));
    if is_date {
        return false;
    }
    sign_first
        || underscores
        || (begins && (is_page || is_slug || goes_on || is_doi || (cut_at_joint && !token.contains("//"))))
        || is_path && url.matches('/').count() >= 2
}

/// `and/or`, `his/her`: two words with a slash.
fn is_either(token: &str) -> bool {
    token.matches('/').count() == 1
        && token.split('/').all(|word| word.len() <= 12 && word.bytes().all(|b| b.is_ascii_lowercase()))
        && token.split('/').any(|word| word.len() <= 3)
}

/// Where the link that runs from `start` ends, in a token that ends at `token_end`.
fn url_end(text: &str, start: usize, token_end: usize) -> usize {
    let part = &text[start..token_end];
    let mut end = part.find(['<', '>', '"', '“', '”', '{', '}', '|', '\\', '«', '»']).unwrap_or(part.len());
    if let Some(gap) = part[..end].find('…') {
        end = gap + '…'.len_utf8();
    }
    end = unopened_bracket(&part[..end]);
    let scheme = part.find("://").map_or(0, |scheme| scheme + 3);
    if let Some(slashes) = part.get(scheme..end).and_then(|rest| rest.rfind("//")).map(|at| scheme + at) {
        // The cutter's `//XX`, and no second address inside the first.
        let cutter = &part[slashes + 2..end].trim_end_matches(['.', ',', ')', ']']);
        if cutter.len() <= 12 && cutter.chars().all(char::is_alphabetic) {
            end = slashes;
        }
    }
    for comma in memchr::memchr2_iter(b',', b';', &part.as_bytes()[..end]) {
        let after = &part.as_bytes()[comma + 1..end];
        if ["DOA", "Date", "Acc"].iter().any(|word| starts_with(after, word)) {
            end = comma;
            break;
        }
    }
    let trimmed = part[..end].trim_end_matches([',', '.', ';', ':', '\'', '’', '*', '!', '‘']);
    start + trimmed.len()
}

/// Where the first closing bracket stands that nothing in `part` opened; its length if there is none.
fn unopened_bracket(part: &str) -> usize {
    let mut open = 0i32;
    for (at, b) in part.bytes().enumerate() {
        match b {
            b'(' | b'[' => open += 1,
            b')' | b']' if open == 0 => return at,
            b')' | b']' => open -= 1,
            _ => {}
        }
    }
    part.len()
}

/// The DOI in `within`: `10.`, four to nine digits, a slash, and the rest.
fn doi_in(text: &str, within: Span) -> Option<Span> {
    let part = within.of(text);
    let at = memchr::memmem::find(part.as_bytes(), b"10.")?;
    let digits = part[at + 3..].bytes().take_while(u8::is_ascii_digit).count();
    let begins = !part[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.');
    if !begins || !(4..=9).contains(&digits) || !part[at + 3 + digits..].starts_with('/') {
        return None;
    }
    let start = within.start + at;
    let end = url_end(text, start, within.end);
    (end > start + digits + 4).then(|| Span::new(start, end))
}

/// Where the label of the DOI at `number` begins: `doi:`, `DOI `, or the number itself.
fn label_start(text: &str, number: usize) -> usize {
    let before = text[..number].trim_end_matches([' ', ':', '/']);
    let label = before
        .len()
        .checked_sub(3)
        .and_then(|at| before.get(at..))
        .is_some_and(|word| word.eq_ignore_ascii_case("doi"));
    if label { before.len() - 3 } else { number }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        links(text).into_iter().map(|link| link.value).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn links_end_where_they_should() {
        for (text, want) in [
            ("see https://x.org/a/b. Accessed", "https://x.org/a/b"),
            ("(https://x.org/a_(b)/c)", "https://x.org/a_(b)/c"),
            ("https://x.org/a//RJ", "https://x.org/a"),
            ("https://x.org/a/ //RJ", "https://x.org/a/"),
            ("https://x.org/a)ET", "https://x.org/a"),
            ("http://x.org/topic,5407.msg#msg1.", "http://x.org/topic,5407.msg#msg1"),
            ("https://x.org/a,DOA:9-1-21", "https://x.org/a"),
            ("<http://x.org/a>", "http://x.org/a"),
            ("www.x.org/a, 2", "www.x.org/a"),
            ("thediplomat.com/2013/09/x", "thediplomat.com/2013/09/x"),
            ("inews.co.uk, and/or 9/15/21", ""),
            ("https://web.archive.org/web/2014/http://x.org/a", "https://web.archive.org/web/2014/http://x.org/a"),
            ("https://…", ""),
        ] {
            assert_eq!(show(text), want, "{text}");
        }
    }

    #[test]
    fn links_cut_in_two_are_joined() {
        assert_eq!(
            show("https://x.org/truce-official-s ays-2022-07-29/, doa; 1"),
            "https://x.org/truce-official-says-2022-07-29/"
        );
        assert_eq!(show("http:// www.x.org/a"), "http://www.x.org/a");
        assert_eq!(show("http://x.org/a-\nb/c.html"), "http://x.org/a-b/c.html");
        assert_eq!(show("http://x.org/a 9-15-21"), "http://x.org/a");
        assert_eq!(show("http://x.org/a state-of-the-art work"), "http://x.org/a");
        for (text, want) in [
            (
                "https://x.org/briefs/federal-trade-comm ission-lacks-authority, 2",
                "https://x.org/briefs/federal-trade-commission-lacks-authority",
            ),
            (
                "https://x.org/a/trump-might-try-to-be -dictator-but-would-fail]",
                "https://x.org/a/trump-might-try-to-be-dictator-but-would-fail",
            ),
            ("https://www.x.org/countert errorism/sports, 2", "https://www.x.org/counterterrorism/sports"),
            (
                "https://x.edu/1/Confronting_a_Mi litaristic_Pedagogy)",
                "https://x.edu/1/Confronting_a_Militaristic_Pedagogy",
            ),
            ("https://x.org/a/b and/or more", "https://x.org/a/b"),
            ("https://x.org/2021/09/ co-author of it", "https://x.org/2021/09/"),
            ("https://x.org/a/ ghs-am]", "https://x.org/a/"),
        ] {
            assert_eq!(show(text), want, "{text}");
        }
    }

    #[test]
    fn dois() {
        assert_eq!(show("doi:10.2307/1372554"), "10.2307/1372554");
        assert_eq!(show("https://doi.org/10.1080/01.2014.9."), "https://doi.org/10.1080/01.2014.9 | 10.1080/01.2014.9");
        assert_eq!(show("10.5 million"), "");
    }
}
