; Scopes that Helix's themes define. The innermost node wins; of two patterns for one node, the last wins.

(pocket heading: (heading (text) @markup.heading.1))
(hat heading: (heading (text) @markup.heading.2))
(block heading: (heading (text) @markup.heading.3))
(tag (text) @markup.heading.4)
(heading (mark) @markup.heading.marker)
(tag (mark) @markup.heading.marker)
(undertag) @markup.quote
(comment) @comment.block

; `Telegraph Media, 9-15, 21` is a publication and a date, not a name that is read aloud.
((short_cite) @markup.bold (#not-match? @markup.bold ",[^,]*[0-9] ?[-/] ?[0-9]+$"))
(short_cite author: (author) @markup.bold)
(short_cite year: (year) @string.special)
(date) @string.special
(accessed) @string.special
(url) @markup.link.url
(doi) @markup.link.url
(quoted_title) @markup.link.text
(qualifications) @comment
(initials) @label

; Helix has no scope for underlined text.
(underline) @markup.italic
(emphasis) @markup.bold
(highlight) @markup.raw.inline
(short_cite (mark) @punctuation.special)
(underline (mark) @punctuation.special)
(emphasis (mark) @punctuation.special)
(highlight (mark) @punctuation.special)
(bracketed) @punctuation.bracket
(omission) @punctuation.delimiter
