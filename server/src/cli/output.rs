//! Output: results to stdout, everything else to stderr.
//!
//! Text for a person is a [`StyledText`], in which no character of a brief or of a file's name controls the terminal.
//! Text for a program (what `write!` writes to an `Output`) is exact, unless stdout is a terminal.

use std::fmt::{self, Display};
use std::io::{self, IsTerminal, Write};

use anstyle::{AnsiColor, Style};

use super::Color;
use crate::lint::Severity;
use crate::text::visible::visible;

pub(super) const BOLD: Style = Style::new().bold();
pub(super) const FAINT: Style = AnsiColor::BrightBlack.on_default();

/// Sets the color choice for all later output. `NO_COLOR` is honored unless the user asked for color.
pub(super) fn choose_color(color: Color) {
    let choice = match color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    };
    choice.write_global();
}

/// Lines of text, laid out in memory.
///
/// For a person, control characters are made visible, and no line begins with what a CI runner would run as a command
/// (`::set-output`, `##[group]`). For a program, the text is exact and without styles.
#[derive(Debug)]
pub(super) struct StyledText {
    written: String,
    reader: Reader,
    /// Whether the line has only whitespace so far.
    at_line_start: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    Person { color: bool },
    Program,
}

impl StyledText {
    /// Text for a person who looks at stdout.
    pub(super) fn new() -> Self {
        Self::of(Reader::Person { color: has_color() })
    }

    /// Text for a person, without color.
    pub(super) fn plain() -> Self {
        Self::of(Reader::Person { color: false })
    }

    /// Text for a program if stdout is a pipe or a file, and for a person if it is a terminal or has color: a diff.
    pub(super) fn exact_when_piped() -> Self {
        if has_color() || io::stdout().is_terminal() { Self::new() } else { Self::of(Reader::Program) }
    }

    fn of(reader: Reader) -> Self {
        Self { written: String::new(), reader, at_line_start: true }
    }

    /// Whether a program reads it, so that it is exact.
    pub(super) fn is_exact(&self) -> bool {
        self.reader == Reader::Program
    }

    /// Adds words to the line.
    pub(super) fn text(&mut self, text: impl Display) -> &mut Self {
        let text = text.to_string();
        if self.is_exact() {
            self.written += &text;
            return self;
        }
        let text = visible(&text).replace("##[", "#\\u0023[");
        let words = text.trim_start();
        if self.at_line_start && words.starts_with("::") {
            self.written += &text[..text.len() - words.len()];
            self.written += "\\u003a";
            self.written += &words[1..];
        } else {
            self.written += &text;
        }
        self.at_line_start &= words.is_empty();
        self
    }

    /// Adds words in a style.
    pub(super) fn paint(&mut self, style: Style, text: impl Display) -> &mut Self {
        if self.reader != (Reader::Person { color: true }) {
            return self.text(text);
        }
        self.written += &style.render().to_string();
        self.text(text);
        self.written += &style.render_reset().to_string();
        self
    }

    /// Ends the line.
    pub(super) fn end_line(&mut self) {
        self.written.push('\n');
        self.at_line_start = true;
    }
}

impl Display for StyledText {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.written)
    }
}

fn has_color() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

/// Standard output, buffered.
pub(super) fn stdout() -> Output<'static> {
    let inner: Box<dyn Write + Send> = Box::new(anstream::AutoStream::always(io::stdout()));
    Output { inner: io::BufWriter::new(inner), is_terminal: io::stdout().is_terminal(), is_file: false }
}

/// Where results go: standard output, or a file that the user named. What is written with `write!` is for a program:
/// exact, except on a terminal.
pub(super) struct Output<'a> {
    inner: io::BufWriter<Box<dyn Write + Send + 'a>>,
    is_terminal: bool,
    is_file: bool,
}

impl<'a> Output<'a> {
    /// A file, buffered.
    pub(super) fn to_file(file: &'a mut (impl Write + Send)) -> Self {
        Self { inner: io::BufWriter::new(Box::new(file)), is_terminal: false, is_file: true }
    }

    /// Prints text. A file gets it without color, which was chosen for standard output.
    pub(super) fn print(&mut self, text: &StyledText) -> io::Result<()> {
        if self.is_file {
            return write!(self.inner, "{}", anstream::adapter::strip_str(&text.written));
        }
        self.inner.write_all(text.written.as_bytes())
    }

    /// Takes bytes that are not text.
    #[cfg(feature = "parquet")]
    pub(super) fn bytes(&mut self) -> &mut (dyn Write + Send + 'a) {
        &mut self.inner
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }

    /// Lets `write!` write here.
    pub(super) fn write_fmt(&mut self, data: fmt::Arguments<'_>) -> io::Result<()> {
        if !self.is_terminal {
            return self.inner.write_fmt(data);
        }
        let data = data.to_string();
        for line in data.split_inclusive('\n') {
            let (line, end) = line.split_at(line.len() - usize::from(line.ends_with('\n')));
            self.inner.write_all(visible(line).as_bytes())?;
            self.inner.write_all(end.as_bytes())?;
        }
        Ok(())
    }
}

/// Prints a line that is not a result, on stderr. Errors are ignored: a closed stderr is no reason to stop.
pub(super) fn err(message: &str) {
    let mut text = StyledText::plain();
    text.text(message).end_line();
    let _ = io::stderr().write_all(text.written.as_bytes());
}

pub(super) fn severity_style(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Info => AnsiColor::Blue.on_default().bold(),
        Severity::Hint => AnsiColor::Cyan.on_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_a_brief_controls_the_terminal() {
        let mut text = StyledText::of(Reader::Person { color: true });
        text.paint(BOLD, "AT: \u{1b}[2JRussia").text("\n\u{202e}").end_line();
        assert_eq!(text.written, "\u{1b}[1mAT: \\u001b[2JRussia\u{1b}[0m\\n\\u202e\n");
    }

    #[test]
    fn no_line_is_a_command_for_a_runner() {
        let shown = |words: &[&str]| {
            let mut text = StyledText::plain();
            for words in words {
                text.text(words);
            }
            text.written
        };
        assert_eq!(shown(&["::set-output name=a::b"]), "\\u003a:set-output name=a::b");
        assert_eq!(shown(&["  ", "\u{a0}::add-mask::e"]), "  \u{a0}\\u003a:add-mask::e");
        assert_eq!(shown(&["a ::b:: ##[group]c"]), "a ::b:: #\\u0023[group]c");
    }

    #[test]
    fn text_for_a_program_is_exact() {
        let mut text = StyledText::of(Reader::Program);
        text.paint(BOLD, "::a\u{1b}[2J").text("\r").end_line();
        assert_eq!(text.written, "::a\u{1b}[2J\r\n");
    }
}
