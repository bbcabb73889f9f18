//! Complex fields: what Word computes, and the result that it shows. Only results are text.

/// The fields that are open, outermost first.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
}

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    /// Whether what follows is the result.
    in_result: bool,
    /// Where the result began, in bytes of the paragraph.
    from: usize,
}

/// How much of an instruction is kept; no link is longer.
const LONGEST: usize = 4096;
/// How deep fields may nest.
const DEEPEST: usize = 64;

impl Fields {
    /// `w:fldChar` of that type, when the paragraph has `at` bytes. The target of a link and where its text began, when
    /// one ends.
    pub(super) fn mark(&mut self, kind: &str, at: usize) -> Option<(String, usize)> {
        match kind {
            "begin" if self.open.len() < DEEPEST => self.open.push(Field::default()),
            "separate" => {
                if let Some(field) = self.open.last_mut() {
                    field.in_result = true;
                    field.from = at;
                }
            }
            "end" => {
                let field = self.open.pop()?;
                return link_target(&field.instruction).map(|target| (target, field.from.min(at)));
            }
            _ => {}
        }
        None
    }

    /// Text of an instruction.
    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| field.instruction.len() < LONGEST) {
            field.instruction.push_str(text);
        }
    }

    /// Whether text is shown here: not inside of an instruction.
    pub(super) fn shows_text(&self) -> bool {
        self.open.iter().all(|field| field.in_result)
    }

    /// A paragraph ended: a result that goes on begins at the start of the next one.
    pub(super) fn next_paragraph(&mut self) {
        self.open.iter_mut().for_each(|field| field.from = 0);
    }
}

/// The target in `HYPERLINK "https://…" \o "tip"`; none of links inside of the document (`\l`).
pub(super) fn link_target(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start();
    let (word, rest) = rest.split_at_checked("HYPERLINK".len())?;
    if !word.eq_ignore_ascii_case("HYPERLINK") {
        return None;
    }
    let rest = rest.trim_start();
    let target = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => rest.split_whitespace().next()?,
    };
    (!target.is_empty() && !target.starts_with('\\')).then(|| target.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_target_of_a_link_field_is_found() {
        assert_eq!(link_target(" HYPERLINK \"https://a.org/b\" \\o \"tip\" ").as_deref(), Some("https://a.org/b"));
        assert_eq!(link_target("hyperlink https://a.org").as_deref(), Some("https://a.org"));
        for other in ["", "HYPERLINK", "HYPERLINK \\l \"_Toc1\"", "PAGE \\* MERGEFORMAT"] {
            assert_eq!(link_target(other), None, "{other}");
        }
    }

    #[test]
    fn only_results_are_shown() {
        let mut fields = Fields::default();
        assert!(fields.shows_text());
        fields.mark("begin", 0);
        fields.instruct("HYPERLINK \"https://a.org\"");
        fields.mark("begin", 0);
        fields.mark("separate", 0);
        assert!(!fields.shows_text(), "a result inside of an instruction");
        fields.mark("end", 0);
        fields.mark("separate", 3);
        assert!(fields.shows_text());
        assert_eq!(fields.mark("end", 9), Some(("https://a.org".to_owned(), 3)));
        assert_eq!(fields.mark("end", 9), None);
    }
}
