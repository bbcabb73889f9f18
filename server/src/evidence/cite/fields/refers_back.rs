//! Cites that only point to the source of the card before: `Ibid.`, `Same source as above`, `Choi continues`.

use crate::evidence::cite::lex::Tokens;
use crate::evidence::cite::lex::word::Word;

/// No such cite has more words.
const MOST_WORDS: usize = 10;

/// Whether the cite `text` says nothing but that its source is that of the card before.
pub(crate) fn refers_back(text: &str, tokens: &Tokens) -> bool {
    let words = tokens.words.as_slice();
    let is = |word: &Word, list: &[&str]| list.iter().any(|known| word.is(text, known));
    if words.len() > MOST_WORDS || !tokens.links.is_empty() || !tokens.quotations.is_empty() {
        return false;
    }
    let ibid = words.first().is_some_and(|first| is(first, &["ibid", "ibidem", "idem"]));
    let same = words.windows(2).any(|pair| {
        is(&pair[0], &["same"])
            && is(&pair[1], &["source", "article", "cite", "author", "card", "book", "study", "report", "as"])
    });
    // `The War Continues, Reuters, 9-2-21` is a title.
    let continues =
        words.len() <= 4 && words.iter().any(|word| is(word, &["continues", "continued", "cont", "cont'd", "cont’d"]));
    ibid || same || continues
}
