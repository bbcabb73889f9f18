//! What separates the fields of a cite: commas, brackets, dashes, periods that end a sentence.

use super::word::{Letters, Word};

/// What stands between two segments of a cite. Of several signs, the one that separates most, so the order counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Separator {
    /// Spaces or nothing.
    Space,
    /// `*`, which marks an author's footnote.
    Star,
    Comma,
    Colon,
    Dash,
    Slash,
    Semicolon,
    Bar,
    Period,
    /// A bracket opens.
    Open,
    /// A bracket closes.
    Close,
    /// `…`: text was left out.
    Gap,
    /// A line end.
    Line,
    /// The cite begins or ends.
    End,
}

/// Where a separator may stand, and what was found before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context<'a> {
    pub(crate) text: &'a str,
    /// The words of `text`.
    pub(crate) words: &'a [Word],
    /// Where the stretch begins that is searched: at the text's start or after a token.
    pub(crate) start: usize,
    /// Where that stretch ends: at the text's end or before a token.
    pub(crate) end: usize,
    /// Whether no segment stands before the stretch.
    pub(crate) first: bool,
}

/// The separator that `sign`, which stands at byte `at`, is or begins, and its length in bytes.
pub(crate) fn separator(context: Context<'_>, sign: char, at: usize) -> Option<(Separator, usize)> {
    let Context { text, start, end, .. } = context;
    let after = &text[at + sign.len_utf8()..end];
    let spaced = text[..at].ends_with(char::is_whitespace) || at == start;
    let separator = match sign {
        ',' => Separator::Comma,
        ';' => Separator::Semicolon,
        '|' => Separator::Bar,
        '(' | '[' | '{' | '<' => Separator::Open,
        ')' | ']' | '}' | '>' => Separator::Close,
        '\n' => Separator::Line,
        '*' => Separator::Star,
        '…' => Separator::Gap,
        '—' => Separator::Dash,
        '-' if after.starts_with('-') => {
            return Some((Separator::Dash, 1 + after.len() - after.trim_start_matches('-').len()));
        }
        // `–JD, professor of …`: a dash that the cite begins with.
        '-' | '–' if at == 0 => Separator::Dash,
        '-' | '–' if spaced && (after.starts_with(char::is_whitespace) || after.is_empty()) => Separator::Dash,
        '/' if after.starts_with('/') => return Some((Separator::Slash, 2)),
        '/' if spaced && after.starts_with(' ') => Separator::Slash,
        '.' if after.starts_with("..") => return Some((Separator::Gap, 3)),
        '.' if ends_sentence(context, at, after) => Separator::Period,
        ':' if ends_label(context, at) || after.is_empty() => Separator::Colon,
        _ => return None,
    };
    Some((separator, sign.len_utf8()))
}

/// Whether the period at `at` ends a field: not one of an abbreviation, nor one before a small letter.
fn ends_sentence(Context { text, words, end, .. }: Context<'_>, at: usize, after: &str) -> bool {
    if after.is_empty() && end == text.len() {
        return true;
    }
    let next = after.trim_start();
    let spaced = after.len() > next.len() || next.is_empty() || next.starts_with(['(', '[', ')', ']']);
    if !spaced || next.starts_with(char::is_lowercase) {
        return false;
    }
    let index = words.partition_point(|word| word.span.end < at);
    let Some(word) = words.get(index).filter(|word| word.span.end == at) else { return true };
    let short = word.letters == Letters::Initials && word.span.len() <= 8;
    // `Mich. L. Rev.`: abbreviations come in rows.
    let in_row = word.span.len() <= 6
        && words.get(index + 1).is_some_and(|next| next.dot && next.span.len() <= 4 && next.is_capital());
    !short && !in_row && !is_abbreviation(word.span.of(text))
}

/// Whether the words before the colon at `at` name a field: `Available at:`, `USLegal:` at the very start.
fn ends_label(Context { text, start, first, .. }: Context<'_>, at: usize) -> bool {
    let before = &text[start.min(at)..at];
    let words = before.split_whitespace().count();
    let leads = first && words <= 4;
    let label = before.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or("");
    leads || LABELS.iter().any(|known| label.eq_ignore_ascii_case(known))
}

/// Words that name the field after them.
const LABELS: [&str; 14] = [
    "available",
    "at",
    "source",
    "url",
    "link",
    "title",
    "author",
    "authors",
    "date",
    "publication",
    "publisher",
    "by",
    "quals",
    "from",
];

/// Abbreviations whose period does not end a field. Single letters are recognized by their form.
fn is_abbreviation(word: &str) -> bool {
    const KNOWN: [&str; 58] = [
        "dr", "mr", "mrs", "ms", "prof", "sen", "rep", "gov", "gen", "lt", "col", "capt", "sgt", "maj", "st", "jr",
        "sr", "vs", "v", "al", "inc", "co", "corp", "ltd", "univ", "dept", "assn", "assoc", "asst", "int", "int'l",
        "intl", "nat'l", "rev", "l", "j", "q", "vol", "no", "pp", "p", "pg", "ed", "eds", "trans", "ch", "sec", "adm",
        "amb", "hon", "rev", "fed", "mt", "ft", "bros", "pol", "pub", "econ",
    ];
    KNOWN.iter().any(|known| word.eq_ignore_ascii_case(known))
}
