//! `check --format junit`: test reports, as CI services read them. Each file is a test suite and each problem a test; one
//! below the level of `--fail-on` passes, and its message is the test’s output.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

use crate::lint::Severity;
use crate::text::visible::visible;

pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"debate-ls\">\n";
pub(super) const FOOT: &str = "</testsuites>\n";

/// A problem, for people.
pub(super) struct Test<'a> {
    pub(super) rule: &'static str,
    pub(super) severity: Severity,
    pub(super) message: &'a str,
    /// `line 3, column 7`
    pub(super) place: String,
}

/// The suite of a file; of one without problems, a test that passes.
pub(super) fn suite(name: &str, tests: &[Test<'_>], fail_on: Severity) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Memory can be written.
    let _ = write_suite(&mut writer, name, tests, fail_on);
    String::from_utf8_lossy(&writer.into_inner()).into_owned() + "\n"
}

fn write_suite(writer: &mut Writer<Vec<u8>>, name: &str, tests: &[Test<'_>], fail_on: Severity) -> io::Result<()> {
    let name = visible(name);
    let failures = tests.iter().filter(|test| test.severity <= fail_on).count();
    let count = tests.len().max(1).to_string();
    let suite = BytesStart::new("testsuite").with_attributes([
        ("name", &*name),
        ("tests", &count),
        ("failures", &failures.to_string()),
    ]);
    writer.write_event(Event::Start(suite))?;
    if tests.is_empty() {
        let test = BytesStart::new("testcase").with_attributes([("classname", &*name), ("name", "no problems")]);
        writer.write_event(Event::Empty(test))?;
    }
    for test in tests {
        let title = format!("{}: {}", test.rule, test.place);
        let case = BytesStart::new("testcase").with_attributes([("classname", &*name), ("name", title.as_str())]);
        writer.write_event(Event::Start(case))?;
        let message = visible(test.message);
        if test.severity <= fail_on {
            let failure =
                BytesStart::new("failure").with_attributes([("type", test.severity.name()), ("message", &*message)]);
            writer.write_event(Event::Start(failure))?;
            writer.write_event(Event::Text(BytesText::new(&format!("{name}: {}: {message}", test.place))))?;
            writer.write_event(Event::End(BytesEnd::new("failure")))?;
        } else {
            writer.write_event(Event::Start(BytesStart::new("system-out")))?;
            writer.write_event(Event::Text(BytesText::new(&format!("{}: {message}", test.severity.name()))))?;
            writer.write_event(Event::End(BytesEnd::new("system-out")))?;
        }
        writer.write_event(Event::End(BytesEnd::new("testcase")))?;
    }
    writer.write_event(Event::End(BytesEnd::new("testsuite")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_a_suite_and_a_problem_a_test() {
        let test = |severity| Test {
            rule: "cite-year-missing",
            severity,
            message: "“A < B” \u{7} & C",
            place: "line 3, column 7".to_owned(),
        };
        let tests = [test(Severity::Warning), test(Severity::Hint)];
        insta::assert_snapshot!(suite("a&b.debate", &tests, Severity::Warning), @r#"
        <testsuite name="a&amp;b.debate" tests="2" failures="1">
          <testcase classname="a&amp;b.debate" name="cite-year-missing: line 3, column 7">
            <failure type="warning" message="“A &lt; B” \u0007 &amp; C">a&amp;b.debate: line 3, column 7: “A &lt; B” \u0007 &amp; C</failure>
          </testcase>
          <testcase classname="a&amp;b.debate" name="cite-year-missing: line 3, column 7">
            <system-out>hint: “A &lt; B” \u0007 &amp; C</system-out>
          </testcase>
        </testsuite>
        "#);
        insta::assert_snapshot!(suite("c.debate", &[], Severity::Warning), @r#"
        <testsuite name="c.debate" tests="1" failures="0">
          <testcase classname="c.debate" name="no problems"/>
        </testsuite>
        "#);
    }
}
