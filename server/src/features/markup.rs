//! A short text for a person: laid out once, and rendered as Markdown or as plain text.

use crate::text::visible::visible;

/// Paragraphs of lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page(pub Vec<Vec<Line>>);

/// A line: inlines, with nothing between them.
pub type Line = Vec<Inline>;

/// Some words, and how they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inline {
    /// How they are shown.
    pub style: Style,
    /// The words, without markup.
    pub text: String,
}

/// How words are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// Without a style.
    Plain,
    /// The most important words.
    Strong,
    /// An aside.
    Soft,
    /// An address that can be followed.
    Link,
}

impl Inline {
    /// Words in a style.
    pub fn new(style: Style, text: &str) -> Self {
        Self { style, text: text.to_owned() }
    }

    /// Words as they are.
    pub fn plain(text: &str) -> Self {
        Self::new(Style::Plain, text)
    }

    fn markdown(&self, starts_line: bool) -> String {
        match self.style {
            Style::Plain => escape(&self.text, starts_line),
            Style::Strong => format!("**{}**", escape(&self.text, false)),
            Style::Soft => format!("_{}_", escape(&self.text, false)),
            Style::Link if can_be_link(&self.text) => format!("<{}>", self.text),
            Style::Link => escape(&self.text, starts_line),
        }
    }
}

impl Page {
    /// As Markdown (CommonMark). Every character that would be markup is escaped.
    pub fn markdown(&self) -> String {
        self.rendered("  \n", Inline::markdown)
    }

    /// As plain text.
    pub fn plain_text(&self) -> String {
        self.rendered("\n", |inline, _| inline.text.clone())
    }

    fn rendered(&self, line_break: &str, show: impl Fn(&Inline, bool) -> String) -> String {
        let line = |line: &Line| {
            let inlines = line.iter().enumerate().map(|(at, inline)| {
                // After a line end, the start of the line would have to be escaped too.
                let text = inline.text.split(['\n', '\r']).map(visible).collect::<Vec<_>>().join(" ");
                show(&Inline { style: inline.style, text }, at == 0)
            });
            inlines.collect::<String>()
        };
        let paragraphs = self.0.iter().filter(|lines| !lines.is_empty());
        let paragraphs = paragraphs.map(|lines| lines.iter().map(line).collect::<Vec<_>>().join(line_break));
        paragraphs.collect::<Vec<_>>().join("\n\n")
    }
}

/// Escapes only what would be markup in CommonMark: some clients show the backslashes.
fn escape(text: &str, starts_line: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut before = None;
    let number = text.chars().take_while(char::is_ascii_digit).count();
    for (at, c) in text.char_indices() {
        let after = text[at + c.len_utf8()..].chars().next();
        let in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let special = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '&' => true,
            '~' => before == Some('~') || after == Some('~'),
            '_' => !(in_word(before) && in_word(after)),
            '#' | '+' | '-' | '=' | '>' => starts_line && at == 0,
            '.' | ')' => starts_line && number > 0 && at == number,
            _ => false,
        };
        if special {
            escaped.push('\\');
        }
        escaped.push(c);
        before = Some(c);
    }
    escaped
}

fn can_be_link(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://"))
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn markdown(style: Style, text: &str) -> String {
        Page(vec![vec![vec![Inline::new(style, text)]]]).markdown()
    }

    #[test]
    fn what_would_be_markup_is_escaped() {
        let cases = [
            ("*a* [b](c) `d` <e> &amp;", r"\*a\* \[b\](c) \`d\` \<e> \&amp;"),
            ("snake_case _soft_", r"snake_case \_soft\_"),
            ("about ~5, ~~gone~~", r"about ~5, \~\~gone\~\~"),
            ("- item", r"\- item"),
            ("12. item", r"12\. item"),
            ("2) item", r"2\) item"),
            ("# heading", r"\# heading"),
            ("September 15, 2021 · 9-16-21", "September 15, 2021 · 9-16-21"),
        ];
        for (text, expected) in cases {
            assert_eq!(markdown(Style::Plain, text), expected);
        }
    }

    #[test]
    fn no_word_of_a_brief_is_markup_or_reverses_a_line() {
        let cases = [
            ("![x](https://a.b/c.png) [y](command:z)", r"!\[x\](https://a.b/c.png) \[y\](command:z)"),
            ("<img src=x> <command:workbench.action.quit>", r"\<img src=x> \<command:workbench.action.quit>"),
            ("a\n# b\r\n- c", "a # b  - c"),
            ("no\u{202e}sey \u{1b}[2J", r"no\\u202esey \\u001b\[2J"),
        ];
        for (text, expected) in cases {
            assert_eq!(markdown(Style::Plain, text), expected);
        }
        assert_eq!(markdown(Style::Link, "command:workbench.action.quit"), "command:workbench.action.quit");
    }

    #[test]
    fn only_a_valid_address_is_a_link() {
        assert_eq!(markdown(Style::Link, "https://thehill.com/a_b"), "<https://thehill.com/a_b>");
        assert_eq!(markdown(Style::Link, "https://a.b/ c<d"), r"https://a.b/ c\<d");
        assert_eq!(markdown(Style::Link, "javascript:alert(1)"), "javascript:alert(1)");
    }

    #[test]
    fn both_renderings_have_the_same_lines() {
        let page = Page(vec![
            vec![
                vec![Inline::new(Style::Strong, "2021"), Inline::plain(" · 5 years ago")],
                vec![Inline::plain("TASS")],
            ],
            vec![],
            vec![vec![Inline::new(Style::Soft, "Only the year is given.")]],
        ]);
        assert_eq!(page.markdown(), "**2021** · 5 years ago  \nTASS\n\n_Only the year is given._");
        assert_eq!(page.plain_text(), "2021 · 5 years ago\nTASS\n\nOnly the year is given.");
    }
}
