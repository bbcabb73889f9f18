// What the lines to come speak for: that a cite follows, that a tag goes on, that a heading has tags below it.

#ifndef DEBATE_AHEAD_H
#define DEBATE_AHEAD_H

#include "cite.h"
#include "label.h"
#include "line.h"
#include "mark.h"

// The lines that a decision rests on, and what was found out about them so far. They are read when they are
// asked for: most decisions need one or two.
typedef struct Lookahead {
  struct Lookahead *before;  // the lookahead from an earlier line
  TSLexer *lexer;            // where the last line that was read ends
  Line lines[LOOKAHEAD_LINES];
  unsigned count;
  CiteEvidence cites[LOOKAHEAD_LINES];
  bool weighed[LOOKAHEAD_LINES];
} Lookahead;

// Two lookaheads that take turns.
typedef struct {
  Lookahead pair[2];
  Lookahead *now;
} Lookaheads;

static void begin_lookaheads(Lookaheads *lookaheads) {
  for (unsigned i = 0; i < 2; i++) {
    lookaheads->pair[i].before = &lookaheads->pair[1 - i];
    lookaheads->pair[i].count = 0;
  }
  lookaheads->now = &lookaheads->pair[0];
}

static Lookahead *begin_lookahead(Lookaheads *lookaheads, TSLexer *lexer) {
  Lookahead *lookahead = lookaheads->now->before;
  lookahead->lexer = lexer;
  lookahead->count = 0;
  return lookaheads->now = lookahead;
}

// Adds the line that was just read to the lookahead. What is known of it is taken from the lookahead before, which most
// lines stood in: words and evidence rest on a line's text alone, so this can change no decision.
static void add_line(Lookahead *lookahead) {
  unsigned i = lookahead->count++;
  Line *line = &lookahead->lines[i];
  lookahead->weighed[i] = false;
  for (unsigned k = 0; k < lookahead->before->count; k++) {
    const Line *known = &lookahead->before->lines[k];
    if (!known->divided || !is_same_text(known, line)) continue;
    memcpy(line->words.at, known->words.at, known->words.count * sizeof known->words.at[0]);
    line->words.count = known->words.count;
    line->words.text = characters_of(line);
    line->divided = true;
    lookahead->weighed[i] = lookahead->before->weighed[k];
    lookahead->cites[i] = lookahead->before->cites[k];
    return;
  }
}

// How sure one has to be that line `i` is a cite, by what line `i - 1` could be if it is none.
enum Demand {
  BELOW_HEADING,  // a heading, an analytic: there it costs little to be wrong
  IN_QUOTATION,   // quoted evidence
  BELOW_MARK,     // quoted evidence in a brief that marks its tags
};

// Line `i`, if there is one and no line before it is longer than LINE_CAP: only its start matters then. What follows a
// longer one is known once reaches_end was asked about it.
static const Line *line_at(Lookahead *lookahead, unsigned i) {
  if (i >= LOOKAHEAD_LINES) return NULL;
  while (lookahead->count <= i) {
    if (lookahead->count > 0 && !lookahead->lines[lookahead->count - 1].ends) return NULL;
    if (!read_next_line(lookahead->lexer, &lookahead->lines[lookahead->count])) return NULL;
    add_line(lookahead);
  }
  divide(&lookahead->lines[i]);
  return &lookahead->lines[i];
}

// Whether line `i` ends within LONG_LINE_CAP characters.
static bool reaches_end(Lookahead *lookahead, unsigned i) {
  if (!line_at(lookahead, i)) return false;
  if (lookahead->count > i + 1) return true;
  return read_to_end(lookahead->lexer, &lookahead->lines[i]);
}

// The evidence that line `i` is a cite; a label like `A/2: …` is none, whatever it looks like.
static const CiteEvidence *cite_at(Lookahead *lookahead, unsigned i) {
  static const CiteEvidence none = {0};
  // First of all: what was weighed in this place for an earlier lookahead is forgotten when the line is read.
  const Line *line = line_at(lookahead, i);
  if (!line) return &none;
  if (!lookahead->weighed[i]) {
    bool label = is_plain_label(line) || is_dashed_label(line) || has_part_label(&line->words);
    lookahead->cites[i] = label ? (CiteEvidence){0} : weigh_cite(line);
    bool tag_before =
        lookahead->cites[i].points > 0 && !lookahead->cites[i].short_cite && holds_unspaced_cite(&line->words);
    if (tag_before) lookahead->cites[i] = (CiteEvidence){0};
    lookahead->weighed[i] = true;
  }
  return &lookahead->cites[i];
}

static bool is_long(const Line *line) { return !line->whole || line->length > TAG_CAP; }

// Whether the line could be quoted evidence: clearly longer than a label, or a full sentence.
static bool is_quotation(const Line *line) {
  if (!line || has_mark(line)) return false;
  return is_long(line) || line->length > 160 || (line->length > 60 && ends_sentence(line));
}

// Whether line `i` has so many points as a cite below a tag. A quotation below it speaks for it, and so does, below a
// name alone, the rest of the cite. Only where that can make the difference the line below is read.
static bool has_points(Lookahead *lookahead, unsigned i, int needed) {
  enum { FOR_QUOTATION = 2, FOR_REST_OF_CITE = 4 };
  const Line *line = line_at(lookahead, i);
  if (!line || has_mark(line)) return needed <= 0;
  int points = cite_at(lookahead, i)->points;
  if (points >= needed) return true;
  bool name = is_name_alone(line);
  int most = points + (points > 0 ? FOR_QUOTATION : 0) + (name ? FOR_REST_OF_CITE : 0);
  if (most < needed) return false;
  const Line *next = line_at(lookahead, i + 1);
  if (!next || has_mark(next)) return false;
  if (points > 0 && is_quotation(next)) points += FOR_QUOTATION;
  if (points >= needed || !name) return points >= needed;
  if (!has_word_of(&next->words, VERB) && cite_at(lookahead, i + 1)->points >= 3) points += FOR_REST_OF_CITE;
  return points >= needed;
}

// Whether line `i` is a cite if line `i - 1` is a tag.
static bool is_cite_ahead(Lookahead *lookahead, unsigned i, enum Demand demand) {
  const Line *line = line_at(lookahead, i);
  if (!line) return false;
  if (demand == BELOW_HEADING) return has_points(lookahead, i, 4);
  const CiteEvidence *cite = cite_at(lookahead, i);
  bool marked = demand == BELOW_MARK,
       fields_alone = !cite->prose && !cite->speech && (cite->firm || !ends_sentence(line));
  if (is_boilerplate(&line->words)) return has_points(lookahead, i, 8);
  if (names_court_case(&line->words) && ends_sentence(line)) return false;
  switch (cite->opening) {
    case OPENS_SHORT_CITE: return has_points(lookahead, i, marked ? 10 : 5);
    case OPENS_DATED: return !marked && !cite->speech && has_points(lookahead, i, fields_alone ? 6 : 8);
    case OPENS_NAME:
      return !marked && fields_alone && (cite->firm || has_word_of(&line->words, POST)) && has_points(lookahead, i, 6);
    case OPENS_FOOTNOTE: return false;
    case OPENS_QUOTATION: return !marked && fields_alone && !ends_sentence(line) && has_points(lookahead, i, 6);
    case OPENS_OTHERWISE: return !marked && fields_alone && has_points(lookahead, i, 10);
  }
  return false;
}

// Whether a cite follows the note at line `i`, at once or below a second one.
static bool is_cite_below_note(Lookahead *lookahead, unsigned i, enum Demand demand) {
  const Line *next = line_at(lookahead, i + 1);
  return is_cite_ahead(lookahead, i + 1, demand) ||
         (next && (is_signed_note(next) || is_remark(next) || explains_abbreviation(next)) &&
          is_cite_ahead(lookahead, i + 2, demand));
}

// A tag in small letters at line `i`: no sentence, right above a cite that begins with a short cite and leaves no
// doubt.
static bool is_small_tag(Lookahead *lookahead, unsigned i) {
  const Line *line = line_at(lookahead, i);
  if (!line || !starts_small(&line->words) || ends_sentence(line) || line->length > BLOCK_CAP) return false;
  const Line *next = line_at(lookahead, i + 1);
  if (!next || has_mark(next)) return false;
  return cite_at(lookahead, i + 1)->opening == OPENS_SHORT_CITE && has_points(lookahead, i + 1, 8);
}

// Whether line `i` is a tag: a cite follows it, at once or below a note.
static bool is_tag_ahead(Lookahead *lookahead, unsigned i, enum Demand demand) {
  const Line *line = line_at(lookahead, i), *next = line_at(lookahead, i + 1);
  if (!line || has_mark(line) || !may_be_tag(line)) return false;
  if (is_cite_ahead(lookahead, i + 1, demand)) return true;
  // The last sentence of a quotation, above a tag in small letters.
  if (demand != BELOW_HEADING && is_quotation(line) && is_small_tag(lookahead, i + 1)) return false;
  return next && is_note(next) && is_cite_below_note(lookahead, i + 1, demand);
}

// Whether line `i` was broken in the middle and goes on in the next.
static bool breaks_off(Lookahead *lookahead, unsigned i) {
  const Line *line = line_at(lookahead, i);
  if (!line || ends_sentence(line) || is_plain_label(line) || is_dashed_label(line)) return false;
  const Line *next = line_at(lookahead, i + 1);
  if (!next || next->before != GAP_LINE_END || has_mark(next) || !may_be_tag(next) || is_signed_note(next))
    return false;
  // `==Hat==` is a heading only in some files: see `find_low_fence`.
  if (is_plain_label(next) || fence_width(next) > 0) return false;
  const Words *words = &line->words;
  unsigned last = words->count - 1;
  bool dangles =
      words->count > 0 && (is_sign(words, last, ',') || (is_a(words, last, DANGLING) && !words->at[last].capital));
  if (dangles || starts_small(&next->words)) return true;
  // Paragraphs stand apart in this file, and these two lines do not.
  if (line->before != GAP_BLANK_LINE || line->length <= 40) return false;
  const Line *third = line_at(lookahead, i + 2);
  return third && third->before == GAP_BLANK_LINE;
}

// Whether the first line is the start of a tag over several.
static bool is_broken_tag(Lookahead *lookahead, enum Demand demand) {
  for (unsigned i = 0; breaks_off(lookahead, i); i++) {
    if (is_cite_ahead(lookahead, i + 2, demand)) return true;
  }
  return false;
}

static bool is_small_phrase(const Line *line) {
  int32_t last = last_character(line);
  return starts_small(&line->words) && may_be_tag(line) && !ends_sentence(line) && last != ',' && last != ';' &&
         !is_dash(last) && count_words(&line->words) <= 6 && !has_word_of(&line->words, VERB);
}

// A heading in small letters: a few words on a line of their own, up to three above a
// tag whose cite leaves no doubt, or above another heading.
static bool is_small_label(Lookahead *lookahead) {
  unsigned i = 0;
  while (i < 3 && line_at(lookahead, i) && is_small_phrase(line_at(lookahead, i))) i++;
  if (i == 0) return false;
  const Line *below = line_at(lookahead, i);
  if (below && (is_plain_label(below) || is_dashed_label(below))) return true;
  if (!line_at(lookahead, i + 1) || (is_note(below) && !starts_small(&below->words))) return false;
  return cite_at(lookahead, i + 1)->opening == OPENS_SHORT_CITE && is_tag_ahead(lookahead, i, IN_QUOTATION);
}

// Whether a heading at line `i - 1` would stand above a tag, or above headings that do.
static bool leads_to_tag(Lookahead *lookahead, unsigned i) {
  for (const Line *line; (line = line_at(lookahead, i)) && !has_mark(line) && !is_note(line); i++) {
    if (is_tag_ahead(lookahead, i, IN_QUOTATION)) return true;
    // The last words of a quotation can stand above a heading as well.
    bool above_heading = is_plain_label(line) || is_dashed_label(line);
    if (above_heading && is_title_case(&line_at(lookahead, i - 1)->words)) return true;
    if (!is_phrase(line)) return false;
  }
  return false;
}

#endif
