; Names that Neovim and the tree-sitter CLI define.

(pocket heading: (heading (text) @markup.heading.1))
(hat heading: (heading (text) @markup.heading.2))
(block heading: (heading (text) @markup.heading.3))
(tag (text) @markup.heading.4)
(undertag) @markup.quote
(comment) @comment @spell
(mark) @punctuation.special

; `Telegraph Media, 9-15, 21` is a publication and a date, not a name that is read aloud.
((short_cite) @markup.strong (#not-match? @markup.strong ",[^,]*[0-9] ?[-/] ?[0-9]+$"))
(short_cite author: (author) @constructor)
(short_cite year: (year) @string.special)
(date) @string.special
(accessed) @string.special
(url) @markup.link.url
(doi) @markup.link.url
(quoted_title) @markup.link
(qualifications) @comment
(initials) @label

(underline) @markup.underline
(emphasis) @markup.strong
(highlight) @markup.raw
(bracketed) @markup.quote
(omission) @punctuation.delimiter

(tag (text) @spell)
(paragraph) @spell
(cite) @nospell
