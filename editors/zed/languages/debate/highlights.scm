; Names that Zed's themes define. Of two patterns for one node, the last wins.

(heading) @title
(tag) @title
(heading (mark) @punctuation.special)
(tag (mark) @punctuation.special)
(undertag) @emphasis
(comment) @comment

; `Telegraph Media, 9-15, 21` is a publication and a date, not a name that is read aloud.
((short_cite) @emphasis.strong (#not-match? @emphasis.strong ",[^,]*[0-9] ?[-/] ?[0-9]+$"))
(short_cite year: (year) @string.special)
(date) @string.special
(accessed) @string.special
(url) @link_uri
(doi) @link_uri
(quoted_title) @link_text
(qualifications) @comment
(initials) @label

(underline) @emphasis
(emphasis) @emphasis.strong
(highlight) @text.literal
(short_cite (mark) @punctuation.special)
(underline (mark) @punctuation.special)
(emphasis (mark) @punctuation.special)
(highlight (mark) @punctuation.special)
(bracketed) @punctuation.bracket
(omission) @punctuation.delimiter
