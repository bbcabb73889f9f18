/**
 * @file Debate evidence: headings, tags, cites and the quoted text below them.
 * @license MIT OR Apache-2.0
 *
 * A brief is a list of lines. No context-free rule can decide what a line *is* (heading, tag, cite, body …). So
 * the external scanner (src/scanner.c) compares it with the lines ahead, and puts an empty role marker before it
 * (`_block`, `_tag`, `_cite` …). This file says only how lines nest.
 *
 * Three consequences, all intended:
 * - Every token comes from the scanner. The generated lexer sees no byte, so no input gives an ERROR node.
 * - Every marker is valid at the start of every line, even below a finished section, where only a heading can
 *   follow. tree-sitter reuses an empty token only if the valid tokens are the same as when it was parsed. Anything
 *   stricter (“no cite after a cite”, “no card after a block”) would prevent the reuse of every card or block next
 *   to an edit. The scanner decides what may follow what.
 * - Every line ends in an empty `_line_end`, which has looked at all characters that decide the next line's role.
 *   An edit of one of them therefore reaches back into the line before, and no node is reused whose end depends
 *   on it.
 */

/// <reference types="tree-sitter-cli/dsl" />
// @ts-check

const CUTTING_MARKS = ['underline', 'emphasis', 'highlight'];

/** Every set of cutting marks that can be open at once, as bits. Each mark nests at most once. */
const OPEN_SETS = [...Array(1 << CUTTING_MARKS.length).keys()];

const inlineRule = (open) => (open === 0 ? '_inline' : `_inline_${open}`);
const markRule = (mark, open) => (open === 0 ? mark : `_${mark}_${open}`);

/** The content of a paragraph while the marks `open` are open, and the nodes of the other marks. */
const cuttingMarkRules = Object.fromEntries(OPEN_SETS.flatMap((open) => {
  const closed = CUTTING_MARKS.map((mark, i) => ({ mark, bit: 1 << i })).filter(({ bit }) => !(open & bit));
  return [
    [inlineRule(open), ($) => choice(
      $.text, $.url, $.omission, $.bracketed,
      ...closed.map(({ mark }) => (open === 0 ? $[mark] : alias($[markRule(mark, open)], $[mark]))),
    )],
    ...closed.map(({ mark, bit }) => [markRule(mark, open), ($) => seq(
      alias($[`_${mark}_open`], $.mark),
      repeat($[inlineRule(open | bit)]),
      choice(alias($[`_${mark}_close`], $.mark), $._mark_end),
    )]),
  ];
}));

export default grammar({
  name: 'debate',

  // The order is that of `enum Symbol` in src/scanner/symbol.h.
  externals: ($) => [
    // The start of a line. These tokens are empty. If the line starts with markup (`###`), that is the next token.
    $._pocket, $._hat, $._marked_block, $._marked_tag,
    $._fenced_pocket, $._fenced_hat, $._fenced_block, $._fenced_tag,
    $._block, $._tag_part, $._tag, $._analytic, $._undertag, $._cite, $._cite_more, $._source, $._paragraph,
    $._line_end,
    // A line of its own, anywhere; and the front matter.
    $.comment,
    // Inside a line.
    $.mark, $.text, $.url, $.omission, $.bracketed,
    $._underline_open, $._underline_close, $._emphasis_open, $._emphasis_close,
    $._highlight_open, $._highlight_close, $._mark_end,
    $.author, $.year, $._bold_open, $._bold_close,
    $.date, $.accessed, $.doi, $.quoted_title, $.qualifications, $.initials,
    // Never produced: valid only in error recovery.
    $._recovery,
  ],

  // Whitespace, as `is_blank` in src/scanner/character.h defines it, and the line ends.
  extras: ($) => [
    $.comment,
    /[ \t\n\v\f\r\u0085\u00A0\u1680\u2000-\u200F\u2028-\u202F\u205F-\u2064\u3000\uFEFF]/,
  ],

  rules: {
    source_file: ($) => repeat(choice($._entry, $.block, $.hat, $.pocket)),

    // Sections. The precedences give an entry to the innermost open section.
    pocket: ($) => prec.right(seq(
      field('heading', alias($._pocket_heading, $.heading)), repeat(choice($._entry, $.block, $.hat)),
    )),
    hat: ($) => prec.right(seq(field('heading', alias($._hat_heading, $.heading)), repeat(choice($._entry, $.block)))),
    block: ($) => prec.right(seq(field('heading', alias($._block_heading, $.heading)), repeat($._entry))),

    _pocket_heading: ($) => choice(
      seq($._pocket, $.mark, optional($.text), $._line_end),
      seq($._fenced_pocket, $.mark, $.text, $.mark, $._line_end),
    ),
    _hat_heading: ($) => choice(
      seq($._hat, $.mark, optional($.text), $._line_end),
      seq($._fenced_hat, $.mark, $.text, $.mark, $._line_end),
    ),
    _block_heading: ($) => choice(
      seq($._block, $.text, $._line_end),
      seq($._marked_block, $.mark, optional($.text), $._line_end),
      seq($._fenced_block, $.mark, $.text, $.mark, $._line_end),
    ),

    // Entries. The precedences attach what follows a tag to that tag, if possible.
    _entry: ($) => choice($.card, $.analytic),
    analytic: ($) => prec(-1, field('tag', choice(alias($._analytic_line, $.tag), $.tag))),
    card: ($) => prec.right(choice(seq(field('tag', $.tag), $._evidence), $._evidence)),
    _evidence: ($) => prec.right(choice(
      seq(repeat1(field('undertag', $.undertag)), repeat(field('cite', $.cite)), optional($._quotation)),
      seq(repeat1(field('cite', $.cite)), optional($._quotation)),
      $._quotation,
    )),
    // The source can follow the quoted text.
    _quotation: ($) => prec.right(seq(
      field('body', $.body), repeat(field('cite', alias($._source_line, $.cite))),
    )),

    // The lines of an entry.
    tag: ($) => choice(
      seq(repeat($._tag_line), $._tag, $.text, $._line_end),
      seq($._marked_tag, $.mark, optional($.text), $._line_end),
      seq($._fenced_tag, $.mark, $.text, $.mark, $._line_end),
    ),
    _analytic_line: ($) => seq(repeat($._tag_line), $._analytic, $.text, $._line_end),
    _tag_line: ($) => seq($._tag_part, $.text, $._line_end),
    undertag: ($) => seq($._undertag, $.text, $._line_end),
    body: ($) => prec.right(repeat1($.paragraph)),
    paragraph: ($) => seq($._paragraph, repeat1($._inline), $._line_end),

    // One source is one cite, over all its lines.
    cite: ($) => prec.right(choice(
      seq($._cite, $._cite_line, repeat($._cite_more_line)),
      repeat1($._cite_more_line),
      $._source_line,
    )),
    _cite_more_line: ($) => seq($._cite_more, $._cite_line),
    _source_line: ($) => prec(1, seq($._source, $._cite_line)),
    _cite_line: ($) => seq(
      // A bracket or the name of a speech can precede the short cite: `1AC Choi 21`.
      choice(seq(optional($.text), alias($._plain_short_cite, $.short_cite)), $._cite_part), repeat($._cite_part), $._line_end,
    ),
    _cite_part: ($) => choice(
      alias($._bold_short_cite, $.short_cite),
      $.date, $.accessed, $.url, $.doi, $.quoted_title, $.qualifications, $.initials, $.text,
    ),
    _plain_short_cite: ($) => seq(field('author', $.author), field('year', $.year)),
    _bold_short_cite: ($) => seq(
      alias($._bold_open, $.mark), field('author', $.author), field('year', $.year), alias($._bold_close, $.mark),
    ),

    ...cuttingMarkRules,
  },
});
