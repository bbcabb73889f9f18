// The fields of a cite, for highlighting and selection: who, when, where, found by their shape alone. What
// they mean is for the server to say.
//
// A stretch of the line is read ahead and its fields become a plan, which is kept in the scanner's state;
// each token then takes the characters that the plan gives it. The last token of a plan makes the next one.

#ifndef DEBATE_FIELD_H
#define DEBATE_FIELD_H

#include "cite.h"
#include "line.h"
#include "short_cite.h"
#include "symbol.h"
#include "word.h"

// With PLAN_CAP fields of three bytes the state stays within the 24 bytes that a token holds without
// another allocation. The last PLAN_MARGIN characters of a stretch that is cut off are left to the next.
enum { PLAN_CAP = 7, PLAN_MARGIN = 60 };

// How a field is packed into three bytes of the state: the bits of its symbol, its gap and its length.
enum { SYMBOL_BITS = 5, GAP_BITS = 9, LENGTH_BITS = 10, FIELD_BYTES = 3 };

_Static_assert(SYMBOL_BITS + GAP_BITS + LENGTH_BITS <= 8 * FIELD_BYTES, "a field fits its bytes");
_Static_assert(INITIALS - TEXT < 1 << SYMBOL_BITS, "a field's symbol fits its bits");
_Static_assert(LINE_CAP < 1 << GAP_BITS, "a field's gap fits its bits");
_Static_assert(LINE_CAP < 1 << LENGTH_BITS, "a field's length fits its bits");

typedef struct {
  uint8_t symbol;
  uint16_t gap;     // characters of plain text before the field
  uint16_t length;  // in characters
} Field;

typedef struct {
  Field at[PLAN_CAP];
  uint8_t count;
} Plan;

typedef struct {
  Plan *plan;
  unsigned done;  // the character after the last field
} Planner;

static void add_field(Planner *planner, enum Symbol symbol, unsigned start, unsigned end) {
  Plan *plan = planner->plan;
  plan->at[plan->count++] = (Field){symbol, (uint16_t)(start - planner->done), (uint16_t)(end - start)};
  planner->done = end;
}

static bool has_room(const Planner *planner, unsigned fields) { return planner->plan->count + fields < PLAN_CAP; }

// The word after the unspaced stretch that starts at `i`.
static unsigned stretch_end(const Words *words, unsigned i) {
  do i++;
  while (i < words->count && !words->at[i].spaced);
  return i;
}

// The word after the link at `i`: without the punctuation that follows it, and without initials (`//XX`).
static unsigned link_end(const Words *words, unsigned i) {
  unsigned end = stretch_end(words, i);
  unsigned scheme = is_sign(words, i + 1, ':') ? i + 4 : i + 1;
  for (unsigned k = scheme; k + 1 < end; k++) {
    if (is_sign(words, k, '/') && is_sign(words, k + 1, '/')) end = k;
  }
  while (end > scheme && (sign_in(words, end - 1, ".,;:)]\"'*") ||
                          (words->at[end - 1].kind == SIGN && is_double_quote(first_character(words, end - 1))))) {
    end--;
  }
  return end;
}

static unsigned closing_quote(const Words *words, unsigned i) {
  for (unsigned k = i + 1; k < words->count; k++) {
    if (words->at[k].kind == SIGN && is_double_quote(first_character(words, k))) return k;
  }
  return 0;
}

// The bracket that closes the one at `i`, if nothing but words stands between.
static unsigned closing_bracket_of_words(const Words *words, unsigned i) {
  unsigned spelled = 0;
  for (unsigned k = i + 1; k < words->count; k++) {
    if (is_sign(words, k, ')')) return spelled >= 2 ? k : 0;
    if (sign_in(words, k, "(\"/") || is_link(words, k) || find_date(words, k).precision) return 0;
    spelled += words->at[k].kind == WORD;
  }
  return 0;
}

static unsigned bold_end(const Words *words, unsigned i) {
  return is_sign(words, i, '*') && is_sign(words, i + 1, '*') && is_unspaced(words, i + 1) ? i + 2 : 0;
}

static unsigned start_of(const Words *words, unsigned i) { return words->at[i].start; }

static unsigned end_of(const Words *words, unsigned i) { return words->at[i - 1].end; }

// Where the author ends whose year starts at `year`: before a comma.
static unsigned author_end(const Words *words, unsigned year) {
  return end_of(words, is_sign(words, year - 1, ',') ? year - 1 : year);
}

static void add_short_cite(Planner *planner, const Words *words, const ShortCite *cite) {
  add_field(planner, AUTHOR, start_of(words, cite->start), author_end(words, cite->year_start));
  add_field(planner, YEAR, start_of(words, cite->year_start), end_of(words, cite->end));
}

// The field at word `i`, if there is one; the word after it, or `i`.
static unsigned plan_field(Planner *planner, const Words *words, unsigned i, bool at_end) {
  unsigned bold = bold_end(words, i);
  if (bold && has_room(planner, 4)) {
    ShortCite cite = find_short_cite(words, bold);
    unsigned end = cite.year ? bold_end(words, cite.end) : 0;
    if (end) {
      add_field(planner, BOLD_OPEN, start_of(words, i), end_of(words, bold));
      add_short_cite(planner, words, &cite);
      add_field(planner, BOLD_CLOSE, start_of(words, cite.end), end_of(words, end));
      return end;
    }
  }
  unsigned end = i;
  enum Symbol symbol = TEXT;
  const Word *word = &words->at[i];
  if (is_link(words, i)) {
    symbol = URL, end = link_end(words, i);
  } else if (is_access_word(words, i)) {
    unsigned at = i + 1;
    while (word_in(words, at, "accessed on") || sign_in(words, at, ":;,.")) at++;
    Date date = find_date(words, at);
    if (at < words->count && date.precision) symbol = ACCESSED, end = date.end;
  } else if (word_in(words, i, "doi") && (is_sign(words, i + 1, ':') || is_number(words, i + 1))) {
    unsigned at = is_sign(words, i + 1, ':') ? i + 2 : i + 1;
    if (is_number(words, at)) symbol = DOI, end = stretch_end(words, at);
  } else if (word->kind == SIGN && is_double_quote(first_character(words, i))) {
    unsigned close = closing_quote(words, i);
    if (close > i + 1) symbol = QUOTED_TITLE, end = close + 1;
  } else if (is_sign(words, i, '(')) {
    unsigned close = closing_bracket_of_words(words, i);
    if (close) symbol = QUALIFICATIONS, end = close + 1;
  } else if (at_end && is_sign(words, i, '/') && is_sign(words, i + 1, '/') && i + 2 < words->count &&
             words->count - i <= 5) {
    symbol = INITIALS, end = words->count;
  } else if (at_end && i + 1 == words->count && i > 0 && word->kind == WORD && word->end - word->start <= 6 &&
             sign_in(words, i - 1, ")]")) {
    symbol = INITIALS, end = words->count;
  } else {
    Date date = find_date(words, i);
    if (date.precision && (date.precision == SAYS_NONE || is_fielded(words, i, date.end)))
      symbol = DATE, end = date.end;
  }
  if (symbol != TEXT) add_field(planner, symbol, start_of(words, i), end_of(words, end));
  return end;
}

// Plans the fields of a stretch of a cite, in which the signs of formatting count. `opening`: the cite starts here.
static void make_plan(const Line *line, Plan *plan, bool opening) {
  // Not the line's own words, which a later lookahead may take over: they are without formatting.
  Words all;
  find_words(&all, characters_of(line));
  const Words *words = &all;
  bool cut = !line->whole || words->count == WORDS_CAP;
  unsigned limit = cut && line->length > 2 * PLAN_MARGIN ? line->length - PLAN_MARGIN : line->length;
  *plan = (Plan){.count = 0};
  Planner planner = {plan, 0};
  unsigned i = 0;
  ShortCite cite = {.year = NO_YEAR};
  if (opening && words->count > 0) cite = find_leading_short_cite(words);
  if (cite.year && cite.after != AFTER_SMALL) {
    add_short_cite(&planner, words, &cite);
    i = cite.end;
  }
  while (i < words->count && has_room(&planner, 1) && start_of(words, i) < limit) {
    Planner before = planner;
    uint8_t fields = plan->count;
    unsigned end = plan_field(&planner, words, i, line->whole);
    if (cut && end == words->count && i > 0) {
      // The field may go on beyond what was read.
      planner = before;
      plan->count = fields;
      break;
    }
    i = end > i ? end : i + 1;
  }
  // The plain text that is left: up to the line's end, or to where the next plan takes over.
  unsigned end = i < words->count ? start_of(words, i) : words->count == WORDS_CAP ? end_of(words, i) : line->length;
  if (end > planner.done) add_field(&planner, TEXT, planner.done, end);
}

// The next token of a cite. The lexer stands at a character that is not blank.
static enum Symbol take_field(TSLexer *lexer, Plan *plan) {
  Field *field = &plan->at[0];
  if (field->symbol == YEAR) {
    for (; field->gap > 0; field->gap--) lexer->advance(lexer, true);
  }
  enum Symbol symbol = field->gap > 0 ? TEXT : (enum Symbol)field->symbol;
  for (unsigned left = field->gap > 0 ? field->gap : field->length; left > 0 && !at_line_end(lexer); left--) {
    bool blank = is_blank(lexer->lookahead);
    take(lexer);
    if (!blank) lexer->mark_end(lexer);
  }
  if (field->gap > 0) {
    field->gap = 0;
    return symbol;
  }
  plan->count--;
  for (unsigned i = 0; i < plan->count; i++) plan->at[i] = plan->at[i + 1];
  if (plan->count == 0 && !at_line_end(lexer)) {
    Line rest;
    read_line(lexer, &rest);
    make_plan(&rest, plan, false);
  }
  return symbol;
}

#endif
