// What a line is: decided on the role of the line before, on its own words and on the lines to come.

#ifndef DEBATE_ROLE_H
#define DEBATE_ROLE_H

#include "cite.h"
#include "label.h"
#include "line.h"
#include "mark.h"
#include "symbol.h"

// Points that make a line a cite (cite.h), by what leads one to expect a cite there.
enum {
  BELOW_TAG_POINTS = 3,   // a tag above
  OUTSIDE_POINTS = 4,     // a heading or an analytic above, and a line that may be a tag
  AHEAD_POINTS = 5,       // a line above that would be a tag
  PLAIN_AHEAD_POINTS = 6, // the same, without a short cite
  BELOW_CITE_POINTS = 6,  // a cite above: the quotation is to be expected, not another cite
  ALONE_POINTS = 10,      // nothing
};

// What the scanner remembers of the lines before, apart from the last one's role: these bits and those of
// cite_state.
enum { BELOW_MARKED_TAG = 1 };

typedef struct {
  uint8_t line;    // the role of the line that was begun last, the symbol that opened it
  uint8_t memory;
} State;

static bool is_long(const Line *line) { return !line->whole || line->length > TAG_CAP; }

// Whether the line could be quoted evidence: clearly longer than a label, or a full sentence.
static bool is_quotation(const Line *line) {
  if (has_mark(line)) return false;
  return is_long(line) || line->length > 160 || (line->length > 60 && ends_sentence(line));
}

// Points of line `i` of the window as a cite below a tag: a quotation below it speaks for it.
static int points_ahead(const Window *window, unsigned i) {
  if (i >= window->count || has_mark(&window->lines[i])) return -9;
  const Line *line = &window->lines[i];
  int points = cite_points(line);
  if (i + 1 >= window->count) return points;
  const Line *next = &window->lines[i + 1];
  if (is_quotation(next) && points > 0) points += 2;
  // A name alone, and on the next line the rest of the cite.
  if (is_name_alone(line) && !has_mark(next) && !has_word_of(&next->words, A_VERB) && cite_points(next) >= 3) points += 4;
  return points;
}

// Whether line `i` is a cite if line `i - 1` is a tag. `quoting`: that one could as well be quoted evidence.
static bool is_cite_ahead(const Window *window, unsigned i, bool quoting) {
  if (i >= window->count) return false;
  int points = points_ahead(window, i);
  if (!quoting) return points >= OUTSIDE_POINTS;
  const Words *words = &window->lines[i].words;
  if (is_apparatus(words)) return points >= PLAIN_AHEAD_POINTS + 2;
  if (!begins_like_cite(words)) return points >= ALONE_POINTS;
  return points >= (find_short_cite(words, 0).year ? AHEAD_POINTS : PLAIN_AHEAD_POINTS);
}

// Whether line `i` was broken in the middle and goes on in the next.
static bool breaks_off(const Window *window, unsigned i) {
  if (i + 1 >= window->count) return false;
  const Line *line = &window->lines[i], *next = &window->lines[i + 1];
  if (next->before != GAP_LINE_END || has_mark(next) || !may_be_tag(next)) return false;
  if (is_plain_label(line) || ends_sentence(line) || is_plain_label(next)) return false;
  const Words *words = &line->words;
  bool hangs = words->count > 0 && (is_sign(words, words->count - 1, ',') || is_a(words, words->count - 1, HANGING));
  if (starts_small(&next->words) || hangs) return true;
  // Paragraphs stand apart in this file, and these two lines do not.
  bool apart = i + 2 < window->count && window->lines[i + 2].before == GAP_BLANK_LINE && line->before == GAP_BLANK_LINE;
  return apart && line->length > 40;
}

// Whether line `i` is a tag: a cite follows it, at once or below a note.
static bool is_tag_ahead(const Window *window, unsigned i, bool quoting) {
  if (i >= window->count || has_mark(&window->lines[i]) || !may_be_tag(&window->lines[i])) return false;
  if (is_cite_ahead(window, i + 1, quoting)) return true;
  return i + 1 < window->count && is_note(&window->lines[i + 1]) && is_cite_ahead(window, i + 2, quoting);
}

// A heading, by its own words or for want of a cite below what is in capitals.
static bool is_label(const Window *window, bool quoting) {
  const Line *line = &window->lines[0];
  return is_plain_label(line) || (is_capital_label(line) && !is_cite_ahead(window, 1, quoting));
}

static bool is_broken_tag(const Window *window, bool quoting) {
  for (unsigned i = 0; breaks_off(window, i); i++) {
    if (is_cite_ahead(window, i + 2, quoting)) return true;
  }
  return false;
}

// Whether a label at line `i - 1` would stand above a tag, or above labels that do.
static bool leads_to_tag(const Window *window, unsigned i) {
  for (; i < window->count; i++) {
    if (has_mark(&window->lines[i])) return false;
    if (is_tag_ahead(window, i, true)) return true;
    if (!is_phrase(&window->lines[i])) return false;
  }
  return false;
}

static bool is_enumerated_argument(const Line *line) {
  return line->whole && line->length <= ANALYTIC_CAP && (is_bracket_numbered(&line->words) || has_part_label(&line->words));
}

// An argument of the debater's own, told by its words alone.
static bool is_own_argument(const Line *line) {
  if (!line->whole || line->length > ANALYTIC_CAP) return false;
  return is_enumerated_argument(line) || is_argot(&line->words);
}

// A phrase that names what is below it, and no argument of its own.
static bool is_title_phrase(const Line *line) {
  if (!is_phrase(line) || is_bracket_numbered(&line->words)) return false;
  return is_title_case(&line->words) || !(has_word_of(&line->words, A_VERB) || is_own_argument(line));
}

// Below a heading, an analytic, a source that trails its quotation, or at the file's start.
static enum Symbol decide_outside(const Window *window) {
  const Line *line = &window->lines[0];
  int points = cite_points(line);
  if (holds_tag_and_cite(line)) return TAG;
  if (!may_be_tag(line)) return points >= AHEAD_POINTS + 2 ? CITE : PARAGRAPH;
  bool short_cite = find_short_cite(&line->words, 0).year;
  if (points >= ALONE_POINTS || (points >= AHEAD_POINTS + 2 && short_cite && window->count > 1 && is_quotation(&window->lines[1]))) return CITE;
  if (is_label(window, false)) return BLOCK;
  if (is_broken_tag(window, false)) return TAG_PART;
  if (is_tag_ahead(window, 0, false)) {
    // `Total Ban` above a tag that itself looks a little like a cite.
    bool above_tag = is_phrase(line) && leads_to_tag(window, 1) && points_ahead(window, 1) < AHEAD_POINTS;
    return above_tag ? BLOCK : TAG;
  }
  if (is_title_phrase(line) && leads_to_tag(window, 1)) return BLOCK;
  if (line->length > ANALYTIC_CAP) return PARAGRAPH;
  bool title = is_title_phrase(line) && !has_word_of(&line->words, A_VERB);
  if (window->count > 1 && is_long(&window->lines[1]) && !title && !is_own_argument(line)) return TAG;
  return title ? BLOCK : ANALYTIC;
}

// Below a quotation: it goes on unless something says that an entry begins.
static enum Symbol decide_in_quotation(const Window *window, bool marked) {
  const Line *line = &window->lines[0];
  const Words *words = &line->words;
  int points = cite_points(line);
  if (points >= ALONE_POINTS && find_short_cite(words, 0).year && !is_long(line)) return CITE;
  if (points >= ALONE_POINTS && holds_tag_and_cite(line)) return TAG;
  if (is_link_alone(line)) return window->count > 1 && is_quotation(&window->lines[1]) ? PARAGRAPH : SOURCE;
  if (!may_be_tag(line)) return PARAGRAPH;
  if (!marked && is_label(window, true)) return BLOCK;
  bool begins = !starts_small(words) && !is_apparatus(words) && points < AHEAD_POINTS + 2;
  if (begins && is_broken_tag(window, true)) return TAG_PART;
  if (begins && is_tag_ahead(window, 0, true)) return TAG;
  if (marked || !begins) return PARAGRAPH;
  if (is_title_phrase(line) && leads_to_tag(window, 1)) return BLOCK;
  bool enumerates = window->count > 1 && is_bracket_numbered(&window->lines[1].words);
  if (is_own_argument(line) || enumerates) return is_title_phrase(line) && count_words(words) <= 4 ? BLOCK : ANALYTIC;
  bool over_short_line = window->count > 1 && !is_quotation(&window->lines[1]);
  if (is_part_name(words) && over_short_line) return BLOCK;
  bool heads_argument = is_title_phrase(line) && is_title_case(words) && count_words(words) <= 6 && window->count > 1 &&
                        is_own_argument(&window->lines[1]);
  return heads_argument ? BLOCK : PARAGRAPH;
}

static enum Symbol decide_below_tag(const Window *window) {
  const Line *line = &window->lines[0];
  if (cite_points(line) >= BELOW_TAG_POINTS || points_ahead(window, 0) >= AHEAD_POINTS) return CITE;
  if (may_be_tag(line) && (is_cite_ahead(window, 1, true) || (is_note(line) && is_cite_ahead(window, 1, false)))) return UNDERTAG;
  if (is_label(window, false)) return BLOCK;
  return PARAGRAPH;
}

// A title alone on its line, below a cite that had none.
static bool is_title_below(const Window *window, unsigned memory) {
  const Line *line = &window->lines[0];
  if (!line->whole || line->length > 200 || starts_small(&line->words) || window->count < 2) return false;
  if (!is_quotation(&window->lines[1])) return false;
  bool quoted = is_double_quote(line->text[0]) && is_double_quote(last_character(line));
  if (quoted) return line->length < 160;
  int32_t last = last_character(line);
  return last != '.' && last != ':' && !(memory & CITE_TITLED) && count_words(&line->words) >= 3;
}

static enum Symbol decide_below_cite(const Window *window, unsigned memory) {
  const Line *line = &window->lines[0];
  const Words *words = &line->words;
  int points = cite_points(line);
  bool marked = memory & BELOW_MARKED_TAG;
  bool dated = memory & CITE_DATED;
  if ((memory & CITE_UNCLOSED) && line->before == GAP_LINE_END && (closes_another(words) || points >= BELOW_TAG_POINTS)) {
    return CITE_MORE;
  }
  if (is_link_alone(line)) return CITE_MORE;
  if (!marked && points < BELOW_CITE_POINTS && is_label(window, true)) return BLOCK;
  if (points >= BELOW_CITE_POINTS && !is_long(line)) return dated && find_short_cite(words, 0).year ? CITE : CITE_MORE;
  if (!dated && points >= BELOW_TAG_POINTS && !is_long(line) && !ends_sentence(line)) return CITE_MORE;
  if (points >= ALONE_POINTS) return CITE;
  if (dated && !starts_small(words) && points < OUTSIDE_POINTS) {
    if (is_broken_tag(window, true)) return TAG_PART;
    if (is_tag_ahead(window, 0, true)) return TAG;
    if (!marked && is_title_phrase(line) && leads_to_tag(window, 1)) return BLOCK;
  }
  return is_title_below(window, memory) ? CITE_MORE : PARAGRAPH;
}

static enum Symbol decide(const Window *window, const State *before) {
  enum Symbol marked;
  if (find_mark(&window->lines[0], &marked)) return marked;
  switch (before->line) {
    case TAG_PART:
      if (is_cite_ahead(window, 1, false)) return TAG;
      return breaks_off(window, 0) ? TAG_PART : ANALYTIC;
    case TAG: case MARKED_TAG: case FENCED_TAG: case UNDERTAG: return decide_below_tag(window);
    case CITE: case CITE_MORE: return decide_below_cite(window, before->memory);
    case PARAGRAPH: return decide_in_quotation(window, before->memory & BELOW_MARKED_TAG);
    default: return decide_outside(window);
  }
}

#endif
