//! The links and DOIs of cites, as addresses that can be opened.

use crate::evidence::brief::Brief;
use crate::evidence::cite::Cite;
use crate::text::Span;

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it is, in bytes of the document.
    pub span: Span,
    /// Where it leads: an address with `http://` or `https://`. It may be broken.
    pub address: String,
}

/// The links of `brief`, in document order. O(cites).
pub fn links(brief: &Brief) -> Vec<Link> {
    let mut links = Vec::new();
    for entry in &brief.entries {
        let cites = entry.card().map_or(&[][..], |card| &card.cites);
        let of_entry = cites.iter().flat_map(of_cite);
        links.extend(of_entry.map(|link| Link { span: link.span.shift(entry.start), ..link }));
    }
    links
}

/// A DOI inside a link is that link.
fn of_cite(cite: &Cite) -> impl Iterator<Item = Link> {
    let url = cite.url.as_ref().filter(|url| !url.value.is_empty());
    let inside = |span: Span| url.is_some_and(|url| url.span.overlaps(span));
    let doi = cite.doi.as_ref().filter(|doi| !inside(doi.span));
    let url = url.map(|url| Link { span: url.span, address: address(&url.value) });
    let doi = doi.map(|doi| Link { span: doi.span, address: doi_address(&doi.value) });
    let mut both: Vec<Link> = url.into_iter().chain(doi).collect();
    both.sort_by_key(|link| link.span);
    both.into_iter()
}

/// The page of a DOI.
pub(super) fn doi_address(doi: &str) -> String {
    format!("https://doi.org/{doi}")
}

/// `url` with a scheme; one that lost a slash gets it back.
fn address(url: &str) -> String {
    for scheme in ["https:", "http:"] {
        if let Some((head, rest)) = url.split_at_checked(scheme.len())
            && head.eq_ignore_ascii_case(scheme)
        {
            return format!("{scheme}//{}", rest.trim_start_matches('/'));
        }
    }
    format!("https://{url}")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{brief, underlined};
    use super::*;

    fn shown(cites: &[&str]) -> String {
        let card = |cite: &&str| format!("#### They will not talk\n\n{cite}\n\nThey said so on Monday, and left.\n\n");
        let (brief, text, _) = brief(&cites.iter().map(card).collect::<String>());
        underlined(&text, links(&brief).into_iter().map(|link| (link.span, link.address)))
    }

    #[test]
    fn links_and_dois_of_cites() {
        insta::assert_snapshot!(shown(&[
            "Choi 21, Joseph Choi, reporter, 9-15-21, “Kremlin: talks are off”, The Hill, https://thehill.com/é_(b), accessed 9-16-21",
            "Choi 21, Joseph Choi, 9-15-21, “Kremlin”, Survival, Vol. 3, www.iiss.org/survival, doi:10.1080/0039.2021.1",
            "Choi 21, Joseph Choi, 9-15-21, “Kremlin”, Survival, https://doi.org/10.1080/0039.2021.1",
            "TASS, September 7, 2021",
        ]), @r"
        Choi 21, Joseph Choi, reporter, 9-15-21, “Kremlin: talks are off”, The Hill, https://thehill.com/é_(b), accessed 9-16-21
                                                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^ https://thehill.com/é_(b)
        Choi 21, Joseph Choi, 9-15-21, “Kremlin”, Survival, Vol. 3, www.iiss.org/survival, doi:10.1080/0039.2021.1
                                                                    ^^^^^^^^^^^^^^^^^^^^^ https://www.iiss.org/survival
                                                                                           ^^^^^^^^^^^^^^^^^^^^^^^ https://doi.org/10.1080/0039.2021.1
        Choi 21, Joseph Choi, 9-15-21, “Kremlin”, Survival, https://doi.org/10.1080/0039.2021.1
                                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ https://doi.org/10.1080/0039.2021.1
        ");
    }
}
