// What the next line is, decided on the line before it and on the lines to come.

#ifndef DEBATE_ROLE_H
#define DEBATE_ROLE_H

#include "cite.h"
#include "label.h"
#include "line.h"
#include "mark.h"
#include "symbol.h"

// Points that make a line a cite (cite.h).
enum {
  BELOW_TAG_POINTS = 3,   // where a cite is to be expected
  BELOW_CITE_POINTS = 6,  // where one stands already, and the quotation is to be expected
  AHEAD_POINTS = 5,       // of the line after a line that is then a tag
  ALONE_POINTS = 10,      // where nothing leads one to expect a cite
};

// What the scanner remembers of the lines before, apart from the last one's role.
enum { BELOW_MARKED_TAG = 1 };

typedef struct {
  uint8_t line;   // the role of the line that was begun last, the symbol that opened it
  uint8_t memory;
} State;

static bool is_long(const Line *line) { return !line->whole || line->length > TAG_CAP; }

// Whether the line could be quoted evidence: clearly longer than a label, or a full sentence.
static bool is_quotation(const Line *line) {
  return is_long(line) || line->length > 160 || (line->length > 60 && ends_sentence(line));
}

// Points of line `i` of the window as a cite below a tag: a quotation below it speaks for it.
static int points_ahead(const Window *window, unsigned i) {
  if (i >= window->count || has_mark(&window->lines[i])) return -9;
  int points = cite_points(&window->lines[i]);
  if (i + 1 < window->count && is_quotation(&window->lines[i + 1]) && !has_mark(&window->lines[i + 1])) points += 2;
  return points;
}

static bool is_cite_ahead(const Window *window, unsigned i, int wanted) {
  return points_ahead(window, i) >= wanted;
}

static bool starts_small(const Line *line) {
  const Words *words = &line->words;
  return words->count > 0 && words->at[0].kind == WORD && !words->at[0].capital;
}

// Whether a line was broken in the middle of a sentence and goes on in the next.
static bool breaks_off(const Window *window, unsigned i) {
  const Line *line = &window->lines[i], *next = &window->lines[i + 1];
  if (i + 1 >= window->count || next->before != GAP_LINE_END || has_mark(next) || !may_be_tag(next)) return false;
  if (is_plain_label(line) || ends_sentence(line)) return false;
  const Words *words = &line->words;
  bool hanging = words->count > 0 && (is_sign(words, words->count - 1, ',') ||
                 is_a(words, words->count - 1, HANGING));
  if (starts_small(next) || hanging) return true;
  bool apart = i + 2 < window->count && window->lines[i + 2].before == GAP_BLANK_LINE && line->before != GAP_LINE_END;
  return apart && line->length > 40;
}

static enum Symbol entry(const Window *window, uint8_t place, unsigned memory);

static enum Symbol decide(const Window *window, const State *before) {
  const Line *line = &window->lines[0];
  enum Symbol marked;
  if (find_mark(line, &marked)) return marked;
  uint8_t place = before->line;
  if (place == TAG_PART) {
    if (breaks_off(window, 0) && !is_cite_ahead(window, 1, AHEAD_POINTS)) return TAG_PART;
    return is_cite_ahead(window, 1, BELOW_TAG_POINTS) ? TAG : ANALYTIC;
  }
  bool below_tag = place == TAG || place == MARKED_TAG || place == FENCED_TAG || place == UNDERTAG;
  bool below_cite = place == CITE || place == CITE_MORE;
  int points = cite_points(line);
  if (below_tag) {
    if (points >= BELOW_TAG_POINTS) return CITE;
    if (may_be_tag(line) && is_cite_ahead(window, 1, AHEAD_POINTS)) return UNDERTAG;
    if (is_plain_label(line)) return BLOCK;
    return PARAGRAPH;
  }
  enum Symbol found = entry(window, place, before->memory);
  if (below_cite) {
    if (found != PARAGRAPH && found != CITE) return found;
    if (is_link_alone(line)) return CITE_MORE;
    if (points >= BELOW_CITE_POINTS) return find_short_cite(&line->words, 0).year ? CITE : CITE_MORE;
    bool title = line->whole && line->length < 200 && !ends_sentence(line) && window->count > 1 &&
                 is_quotation(&window->lines[1]) && count_words(line) >= 3;
    return title ? CITE_MORE : PARAGRAPH;
  }
  return found;
}

// Below a quotation or a heading: a new entry, or the quotation goes on.
static enum Symbol entry(const Window *window, uint8_t place, unsigned memory) {
  const Line *line = &window->lines[0];
  bool quoting = place == PARAGRAPH || place == SOURCE;
  bool below_cite = place == CITE || place == CITE_MORE;
  int points = cite_points(line);
  if (points >= ALONE_POINTS && find_short_cite(&line->words, 0).year) return CITE;
  if (is_link_alone(line) && quoting) return SOURCE;
  if (!may_be_tag(line)) return PARAGRAPH;
  if (is_plain_label(line) && points < AHEAD_POINTS) return BLOCK;
  if (points < AHEAD_POINTS || !quoting) {
    if (is_cite_ahead(window, 1, AHEAD_POINTS)) return points >= AHEAD_POINTS && below_cite ? PARAGRAPH : TAG;
    if (breaks_off(window, 0) && (is_cite_ahead(window, 2, AHEAD_POINTS) || is_cite_ahead(window, 3, AHEAD_POINTS))) return TAG_PART;
    if (memory & BELOW_MARKED_TAG) return PARAGRAPH;
    bool above_tag = window->count > 2 && may_be_tag(&window->lines[1]) && is_cite_ahead(window, 2, AHEAD_POINTS);
    if (above_tag && is_phrase(line)) return BLOCK;
  }
  if (quoting || below_cite || (memory & BELOW_MARKED_TAG)) return points >= ALONE_POINTS ? CITE : PARAGRAPH;
  if (points >= AHEAD_POINTS + 2) return CITE;
  if (line->length > 250) return PARAGRAPH;
  if (window->count > 1 && is_long(&window->lines[1]) && !is_phrase(line)) return TAG;
  return is_phrase(line) && !has_verb(&line->words) ? BLOCK : ANALYTIC;
}

#endif
