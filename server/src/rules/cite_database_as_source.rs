//! A database in place of the publication.

use crate::lint::{CardView, Check, Enabled, Finding, Rule, Severity, cite_role};

pub(crate) static RULE: Rule = Rule {
    id: "cite-database-as-source",
    summary: "A database (LEXIS, JSTOR …) where the publication belongs",
    severity: Severity::Info,
    enabled: Enabled::ByDefault,
    what: "Checks for cites that name a database (LEXIS, JSTOR, ProQuest …) but no publication.",
    why: "A database publishes nothing: it says where you read the article, not who printed it. NSDA 7.1.C asks for \
          the source.",
    example: "Courts defer\n\n\
              Morrison 12 (Alan Morrison, professor at George Washington, “Deference in wartime,” March 2012, LEXIS)\n\n\
              Judges have been reluctant to look behind the government’s word in wartime, and the few who did were \
              reversed on appeal before the order took effect.",
    fix: "Add the newspaper or journal. The database may stay.",
    check: Check::Card(check),
};

fn check(view: &CardView<'_>, found: &mut Vec<Finding>) {
    for cite in cite_role::full(view.card) {
        let Some(database) = cite.database.as_ref().filter(|_| is_in_place_of_publication(cite)) else { continue };
        if names_a_reporter(cite.span.of(view.text)) {
            continue;
        }
        let message = format!(
            "“{}” is a database, not a publication. Add the newspaper or journal.",
            database.span.of(view.text)
        );
        found.push(Finding::new(RULE.id, database.span, message));
    }
}

/// Whether a database is named where the publication should be.
pub(crate) fn is_in_place_of_publication(cite: &crate::evidence::cite::Cite) -> bool {
    cite.database
        .as_ref()
        .is_some_and(|database| cite.container.as_ref().is_none_or(|container| container.span == database.span))
}

/// Whether a court's reporter or a law review is named as lawyers do, by volume, name and page: `493 U.S. 411`,
/// `38 Wm. & Mary L. Rev. 1465`. It is the publication.
fn names_a_reporter(cite: &str) -> bool {
    let words: Vec<&str> = cite.split_whitespace().collect();
    let is_number = |word: &str| {
        let digits = word.trim_matches(|character: char| !character.is_alphanumeric());
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_name = |word: &&&str| word.starts_with(char::is_uppercase) || **word == "&" || word.ends_with('.');
    (0..words.len()).filter(|&at| is_number(words[at])).any(|at| {
        let name = words[at + 1..].iter().take(LONGEST_REPORTER).take_while(is_name);
        let (count, abbreviated) = name.fold((0, false), |(count, any), word| (count + 1, any || word.ends_with('.')));
        abbreviated && words.get(at + 1 + count).is_some_and(|word| is_number(word))
    })
}

/// How many words the name of a reporter has at most.
const LONGEST_REPORTER: usize = 7;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::fixture::found_in_cite;

    #[test]
    fn courts_and_law_reviews_on_a_database() {
        for cite in [
            "Jane Roe 90, Justice, Supreme Court of the United States, “FTC v. Harbor Lawyers,” 493 U.S. 411, Lexis",
            "Lynn Mack 97, Professor of Law, “Liberty and Trade,” 38 Wm. & Mary L. Rev. 1465, Lexis",
        ] {
            assert_eq!(found_in_cite(RULE.id, cite), "", "{cite}");
        }
    }

    #[test]
    fn a_database_and_no_publication() {
        insta::assert_snapshot!(
            found_in_cite(RULE.id, "Morrison 12 (Alan Morrison, professor at George Washington, “Deference in wartime,” March 2012, LEXIS)"),
            @r"
        …n Morrison, professor at George Washington, “Deference in wartime,” March 2012, LEXIS)
                                                                                         ^^^^^ info: “LEXIS” is a database, not a publication. Add the newspaper or journal.
        "
        );
    }

    #[test]
    fn a_database_beside_the_journal() {
        let cite = "Morrison 12 (Alan Morrison, professor at George Washington, “Deference in wartime,” Harvard Law Review, Vol. 117, No. 4, JSTOR)";
        assert_eq!(found_in_cite(RULE.id, cite), "");
    }
}
