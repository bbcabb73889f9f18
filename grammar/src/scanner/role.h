// What a line is: decided on the role of the line before, on its own words and on the lines to come.

#ifndef DEBATE_ROLE_H
#define DEBATE_ROLE_H

#include "ahead.h"
#include "cite.h"
#include "label.h"
#include "line.h"
#include "mark.h"
#include "reason.h"
#include "symbol.h"

// What stands above a line that nothing above it lays claim to: a heading, an analytic, or no line at all.
enum { OUTSIDE = 255 };

// What a line leaves to know, apart from its role: these bits, and those of cite_state (cite.h). WITHOUT_TAG: the last
// cite had no tag, so that the paragraph above the next will hardly be one. The last two stay for the rest of the file:
// it has `===Block===` or `====Tag====`, and this is not its first line.
enum { BELOW_MARKED_TAG = 1, WITHOUT_TAG = 32, HAS_FENCES = 64, HAS_BEGUN = 128 };

_Static_assert(((int)BELOW_MARKED_TAG & (int)(CITE_UNCLOSED | CITE_DATED | CITE_TITLED | CITE_SHORT)) == 0,
               "one bit, one meaning");
_Static_assert((int)CITE_SHORT < (int)WITHOUT_TAG && HAS_BEGUN <= UINT8_MAX, "the memory fits its byte");

enum { NUMBERING_CAP = 15 };

typedef struct {
  uint8_t above;  // what the line that was begun last is to the line below it: see stands_for
  uint8_t memory;
  // Of the last tag or analytic that had a number or a letter, 0 where they tell nothing about the next. Both, because
  // the lettered parts of an argument hold numbered ones.
  uint8_t number, letter;
} State;

typedef struct {
  enum Symbol role;
  enum Reason reason;
} Decision;

static Decision decision(enum Symbol role, enum Reason reason) { return (Decision){role, reason}; }

// The start of a debater's own argument, recognized by its words alone.
static bool starts_own_argument(const Line *line) {
  const Words *words = &line->words;
  return is_bracket_numbered(words) || has_part_label(words) || has_jargon(words) || is_advocacy(words) ||
         announces_part(words);
}

static bool is_own_argument(const Line *line) {
  return line && line->whole && line->length <= ANALYTIC_CAP && starts_own_argument(line);
}

// `This is the older study, so read it only first.`: how to use the card whose tag stands above.
static bool is_reading_note(const Line *line) {
  if (!line || !line->whole || line->length > 200 || !ends_sentence(line)) return false;
  return word_in(&line->words, 0, "this these here read note");
}

// The debater's own words above a note and a cite: a tag.
static bool is_tag_over_reading_note(Lookahead *lookahead) {
  const Line *line = line_at(lookahead, 0);
  return is_own_argument(line) && !ends_sentence(line) && is_reading_note(line_at(lookahead, 1)) &&
         is_cite_ahead(lookahead, 2, IN_QUOTATION);
}

// A phrase that names what is below it, and is no argument of its own.
static bool is_title_phrase(const Line *line) {
  const Words *words = &line->words;
  if (!is_phrase(line) || is_bracket_numbered(words) || is_boilerplate(words)) return false;
  return is_title_case(words) || !(has_word_of(words, VERB) || is_own_argument(line));
}

// A heading by its own words. Capitals alone make one where no cite makes the line a tag; among quoted evidence,
// which has headings of its own, only where what belongs to a debater follows.
static bool has_heading_words(Lookahead *lookahead, enum Demand demand) {
  const Line *line = line_at(lookahead, 0);
  if (is_plain_label(line)) return true;
  if (is_dashed_label(line) && !is_cite_ahead(lookahead, 1, IN_QUOTATION)) return true;
  if (!is_capital_label(line) || is_cite_ahead(lookahead, 1, demand)) return false;
  if (demand == BELOW_HEADING) return true;
  const Line *next = line_at(lookahead, 1);
  return next && (leads_to_tag(lookahead, 1) || is_plain_label(next) || is_own_argument(next) || has_mark(next));
}

// `The CP’s great:`, above a list of reasons. `Framework:` names what is below it.
static bool announces_list(Lookahead *lookahead) {
  const Line *line = line_at(lookahead, 0);
  if (!line->whole || last_character(line) != ':') return false;
  const Line *next = line_at(lookahead, 1);
  if (!next || !numbering_end(&next->words)) return false;
  return count_words(&line->words) >= 2 && !is_plain_label(line) && !is_title_case(&line->words);
}

// A short phrase right above an argument, or above what quotes nothing and is called after it.
static bool heads_argument(Lookahead *lookahead) {
  const Line *line = line_at(lookahead, 0);
  if (!is_title_phrase(line)) return false;
  const Line *next = line_at(lookahead, 1);
  if (!next) return false;
  if (is_part_name(&line->words) && !is_quotation(next)) return true;
  return is_title_case(&line->words) && count_words(&line->words) <= 6 && is_own_argument(next);
}

// Whether the line has the number or the letter that the next part of the debater's argument would have.
static bool is_next_part(const State *before, const Words *words) {
  unsigned last = is_lettered(words) ? before->letter : before->number;
  return last > 0 && number_of(words) == last + 1;
}

// A line of a numbered list in which a debater argues: lists in quotations are numbered as well.
static bool is_in_own_list(Lookahead *lookahead) {
  unsigned number = number_of(&line_at(lookahead, 0)->words);
  if (number == 0 || line_at(lookahead, 0)->length > ANALYTIC_CAP) return false;
  for (unsigned i = 1; line_at(lookahead, i) && number_of(&line_at(lookahead, i)->words) == number + i; i++) {
    if (is_own_argument(line_at(lookahead, i)) || is_tag_ahead(lookahead, i, IN_QUOTATION)) return true;
  }
  return false;
}

// A tag that is longer than most, above a cite that leaves no doubt.
static bool is_long_tag(Lookahead *lookahead) {
  const Line *line = line_at(lookahead, 0);
  if (!is_long(line) || starts_small(&line->words)) return false;
  if (!reaches_end(lookahead, 0) || !line_at(lookahead, 1) || has_mark(line_at(lookahead, 1))) return false;
  const CiteEvidence *cite = cite_at(lookahead, 1);
  bool is_cite = cite->certain || (cite->short_cite && cite->points >= CERTAIN_POINTS);
  return is_cite && !cite_at(lookahead, 0)->speech;
}

// A paragraph of the debater's own, longer than an analytic commonly is.
static bool is_own_prose(Lookahead *lookahead) {
  return count_words(&line_at(lookahead, 0)->words) > 0 && !cite_at(lookahead, 0)->speech && reaches_end(lookahead, 0);
}

// `[ENFORCEMENT]`: the name of the argument that follows. Among quoted evidence it would be a remark.
static bool is_bracketed_label(const Line *line) {
  return is_remark(line) && line_character(line, 0) == '[' && count_words(&line->words) <= 6 && is_in_capitals(line);
}

// The biography or the rest of the cite, in brackets below a short cite that stands alone: `(Ida Oakes teaches …`.
static bool is_rest_of_cite(const Line *line) {
  const Words *words = &line->words;
  if (!sign_in(words, 0, "([") || line->length <= BLOCK_CAP) return false;
  unsigned names = 0, i = 1;
  for (; i < words->count && i < 12 && !sign_in(words, i, ")]"); i++) names += words->at[i].capital;
  return i >= 8 && names >= 2;
}

// A title alone on its line, below a cite that had none.
static bool is_title_below(Lookahead *lookahead, unsigned memory) {
  const Line *line = line_at(lookahead, 0);
  if (!line->whole || line->length > 200 || starts_small(&line->words) || !is_quotation(line_at(lookahead, 1)))
    return false;
  int32_t last = last_character(line);
  if (is_double_quote(line_character(line, 0)) && is_double_quote(last)) return line->length < 160;
  return last != '.' && last != ':' && !(memory & CITE_TITLED) && count_words(&line->words) >= 3;
}

// Below a heading, an analytic, a source that trails its quotation, or at the file's start.
static Decision decide_outside(Lookahead *lookahead, const State *before) {
  const Line *line = line_at(lookahead, 0);
  const CiteEvidence *cite = cite_at(lookahead, 0);
  if (holds_tag_and_cite(line)) return decision(TAG, BECAUSE_TAG_AND_CITE);
  if (!may_be_tag(line)) {
    if (cite->points >= 7) return decision(CITE, BECAUSE_CITE_ALONE);
    if (is_long_tag(lookahead)) return decision(TAG, BECAUSE_CITE_FOLLOWS);
    if (starts_own_argument(line)) return decision(ANALYTIC, BECAUSE_ARGUMENT);
    return is_own_prose(lookahead) ? decision(ANALYTIC, BECAUSE_SENTENCE) : decision(PARAGRAPH, BECAUSE_TOO_LONG);
  }
  bool short_cite_over_quotation =
      ((cite->points >= 7 && cite->short_cite) || cite->spoken) && is_quotation(line_at(lookahead, 1));
  if (cite->points >= 10 || short_cite_over_quotation) return decision(CITE, BECAUSE_CITE_ALONE);
  if (has_heading_words(lookahead, BELOW_HEADING)) return decision(BLOCK, BECAUSE_HEADING_WORDS);
  if (is_small_label(lookahead)) return decision(BLOCK, BECAUSE_PHRASE_ABOVE_TAG);
  if (is_broken_tag(lookahead, BELOW_HEADING)) return decision(TAG_PART, BECAUSE_TAG_GOES_ON);
  bool is_part = is_next_part(before, &line->words) || (before->letter > 0 && has_part_label(&line->words));
  bool above_tag = !is_part && is_phrase(line) && leads_to_tag(lookahead, 1);
  if (is_tag_ahead(lookahead, 0, BELOW_HEADING)) {
    // `Total Ban`, above a tag that itself looks a little like a cite.
    if (above_tag && !is_note(line_at(lookahead, 1)) && !has_points(lookahead, 1, 5))
      return decision(BLOCK, BECAUSE_PHRASE_ABOVE_TAG);
    return decision(TAG, BECAUSE_CITE_FOLLOWS);
  }
  if (is_tag_over_reading_note(lookahead)) return decision(TAG, BECAUSE_CITE_FOLLOWS);
  if (is_part) return decision(ANALYTIC, BECAUSE_NEXT_NUMBER);
  if (above_tag && is_title_phrase(line)) return decision(BLOCK, BECAUSE_PHRASE_ABOVE_TAG);
  if (is_bracketed_label(line)) return decision(ANALYTIC, BECAUSE_ARGUMENT);
  if (is_remark(line) && !starts_own_argument(line)) return decision(PARAGRAPH, BECAUSE_REMARK);
  if (announces_list(lookahead)) return decision(ANALYTIC, BECAUSE_ARGUMENT);
  if (starts_own_argument(line) && !(is_title_phrase(line) && count_words(&line->words) <= 4))
    return decision(ANALYTIC, BECAUSE_ARGUMENT);
  if (is_title_phrase(line) && !has_word_of(&line->words, VERB)) return decision(BLOCK, BECAUSE_PHRASE);
  const Line *next = line_at(lookahead, 1);
  bool over_quotation =
      next && !starts_own_argument(next) && (is_long(next) || (next->length > 240 && next->length > 3 * line->length));
  if (over_quotation && !cite->speech) return decision(TAG, BECAUSE_QUOTATION_FOLLOWS);
  // Free text, or an article whose own heading was taken for one of the brief's.
  if (!numbering_end(&line->words) && cite->speech) return decision(PARAGRAPH, BECAUSE_FREE_TEXT);
  return decision(ANALYTIC, BECAUSE_SENTENCE);
}

// A long paragraph that begins as no cite does, with prose or with a quotation, right below a tag: the cite is missing.
// Articles, too, name people and days: `“Nobody knows,” said Ida Hale, director of …`.
static bool opens_article(const Line *line, const CiteEvidence *cite) {
  enum { CITE_IN_PROSE = 8 };
  bool opens_article = cite->opening == OPENS_QUOTATION || (cite->opening == OPENS_OTHERWISE && cite->prose);
  return opens_article && is_long(line) && cite->points < CITE_IN_PROSE;
}

// Below a tag or an undertag.
static Decision decide_below_tag(Lookahead *lookahead, bool marked) {
  const Line *line = line_at(lookahead, 0);
  if (!marked && holds_unspaced_cite(&line->words)) return decision(TAG, BECAUSE_TAG_AND_CITE);
  const CiteEvidence *cite = cite_at(lookahead, 0);
  if (explains_abbreviation(line) && is_cite_below_note(lookahead, 0, BELOW_HEADING)) {
    return decision(UNDERTAG, BECAUSE_ABOVE_CITE);
  }
  if (opens_article(line, cite)) return decision(PARAGRAPH, BECAUSE_BELOW_TAG);
  if (cite->points >= (cite->firm || !ends_sentence(line) ? 3 : 5) || has_points(lookahead, 0, 5))
    return decision(CITE, BECAUSE_CITE_BELOW_TAG);
  bool few_words = is_phrase(line) && count_words(&line->words) <= 4 && !has_word_of(&line->words, VERB) &&
                   is_quotation(line_at(lookahead, 1));
  bool capitals = is_capitals_alone(line) && line_at(lookahead, 1) && !has_mark(line_at(lookahead, 1));
  if ((few_words || capitals) && line->words.at[0].kind == WORD) return decision(CITE, BECAUSE_NAME_BELOW_TAG);
  if (may_be_tag(line)) {
    bool above_cite = is_note(line)
                          ? is_cite_ahead(lookahead, 1, BELOW_HEADING) || is_cite_below_note(lookahead, 0, IN_QUOTATION)
                          : is_cite_ahead(lookahead, 1, IN_QUOTATION);
    if (above_cite) return decision(UNDERTAG, BECAUSE_ABOVE_CITE);
  }
  if (!marked && has_heading_words(lookahead, BELOW_HEADING)) return decision(BLOCK, BECAUSE_HEADING_WORDS);
  return decision(PARAGRAPH, BECAUSE_BELOW_TAG);
}

// Below a cite: it goes on, another one begins, or what it is the source of.
static Decision decide_below_cite(Lookahead *lookahead, unsigned memory) {
  const Line *line = line_at(lookahead, 0);
  const CiteEvidence *cite = cite_at(lookahead, 0);
  bool marked = memory & BELOW_MARKED_TAG, dated = memory & CITE_DATED;
  if ((memory & CITE_UNCLOSED) && line->before == GAP_LINE_END && (closes_another(&line->words) || cite->points >= 3)) {
    return decision(CITE_MORE, BECAUSE_CITE_UNFINISHED);
  }
  if (is_link_alone(line)) return decision(CITE_MORE, BECAUSE_LINK_BELOW_CITE);
  if ((memory & CITE_SHORT) && is_rest_of_cite(line)) return decision(CITE_MORE, BECAUSE_CITE_GOES_ON);
  if (!marked && cite->points < 6 && has_heading_words(lookahead, IN_QUOTATION))
    return decision(BLOCK, BECAUSE_HEADING_WORDS);
  bool sentence = dated && ends_sentence(line) && is_a(&line->words, 0, SENTENCE_START);
  if (cite->points >= 6 && !is_long(line) && !sentence) {
    return dated && cite->short_cite ? decision(CITE, BECAUSE_NEW_SOURCE) : decision(CITE_MORE, BECAUSE_CITE_GOES_ON);
  }
  if (!dated && cite->points >= 3 && !is_long(line) && !ends_sentence(line))
    return decision(CITE_MORE, BECAUSE_CITE_GOES_ON);
  if (cite->points >= 10) return decision(CITE, BECAUSE_CITE_ALONE);
  if (dated && cite->points < 4 && !starts_small(&line->words)) {
    enum Demand demand = marked ? BELOW_MARK : IN_QUOTATION;
    if (is_broken_tag(lookahead, demand)) return decision(TAG_PART, BECAUSE_TAG_GOES_ON);
    if (is_tag_ahead(lookahead, 0, demand)) return decision(TAG, BECAUSE_CITE_FOLLOWS);
    if (!marked && is_title_phrase(line) && leads_to_tag(lookahead, 1))
      return decision(BLOCK, BECAUSE_PHRASE_ABOVE_TAG);
  }
  if (is_title_below(lookahead, memory)) return decision(CITE_MORE, BECAUSE_TITLE_BELOW_CITE);
  return decision(PARAGRAPH, BECAUSE_BELOW_CITE);
}

// Below a quotation: it goes on unless something says that an entry begins.
static Decision decide_in_quotation(Lookahead *lookahead, const State *before) {
  bool marked = before->memory & BELOW_MARKED_TAG, without_tag = before->memory & WITHOUT_TAG;
  const Line *line = line_at(lookahead, 0);
  const Words *words = &line->words;
  enum Demand demand = marked ? BELOW_MARK : IN_QUOTATION;
  // A line that goes on after what was read of it, as most of a brief's text does, is no cite: to weigh it would be
  // the most expensive way to learn that.
  if (line->whole) {
    const CiteEvidence *cite = cite_at(lookahead, 0);
    if (cite->points >= 10 && cite->short_cite && (cite->certain || !is_long(line)))
      return decision(CITE, BECAUSE_CITE_ALONE);
    if (cite->spoken && !marked && is_quotation(line_at(lookahead, 1))) return decision(CITE, BECAUSE_CITE_ALONE);
  } else if (words->at[0].capital) {
    ShortCite cite = find_leading_short_cite(words);
    if (cite.year && is_certain(words, &cite)) return decision(CITE, BECAUSE_CITE_ALONE);
  }
  if (holds_tag_and_cite(line)) return decision(TAG, BECAUSE_TAG_AND_CITE);
  if (is_link_alone(line) && !is_quotation(line_at(lookahead, 1)))
    return decision(SOURCE, BECAUSE_LINK_BELOW_QUOTATION);
  if (!marked && is_bracket_numbered(words)) {
    return is_tag_ahead(lookahead, 0, demand) ? decision(TAG, BECAUSE_CITE_FOLLOWS)
                                              : decision(ANALYTIC, BECAUSE_ARGUMENT);
  }
  if (!marked && !without_tag && is_long_tag(lookahead)) return decision(TAG, BECAUSE_CITE_FOLLOWS);
  if (!may_be_tag(line) || is_link_alone(line) || is_remark(line))
    return decision(PARAGRAPH, BECAUSE_QUOTATION_GOES_ON);
  if (without_tag && line->length > 240) return decision(PARAGRAPH, BECAUSE_QUOTATION_GOES_ON);
  if (!marked && has_heading_words(lookahead, demand)) return decision(BLOCK, BECAUSE_HEADING_WORDS);
  if (!marked && is_small_label(lookahead)) return decision(BLOCK, BECAUSE_PHRASE_ABOVE_TAG);
  if (!marked && is_small_tag(lookahead, 0)) return decision(TAG, BECAUSE_CITE_FOLLOWS);
  if (!starts_small(words) && !is_boilerplate(words) && cite_at(lookahead, 0)->points < 7) {
    if (is_broken_tag(lookahead, demand)) return decision(TAG_PART, BECAUSE_TAG_GOES_ON);
    if (is_tag_ahead(lookahead, 0, demand)) return decision(TAG, BECAUSE_CITE_FOLLOWS);
    if (!marked && is_tag_over_reading_note(lookahead)) return decision(TAG, BECAUSE_CITE_FOLLOWS);
    if (marked) return decision(PARAGRAPH, BECAUSE_QUOTATION_GOES_ON);
    if (is_title_phrase(line) && leads_to_tag(lookahead, 1)) return decision(BLOCK, BECAUSE_PHRASE_ABOVE_TAG);
    if (heads_argument(lookahead)) return decision(BLOCK, BECAUSE_PHRASE_ABOVE_ARGUMENT);
    if (is_own_argument(line) && is_title_phrase(line) && count_words(words) <= 4)
      return decision(BLOCK, BECAUSE_PHRASE);
    if (is_in_own_list(lookahead)) return decision(ANALYTIC, BECAUSE_ARGUMENT);
    if (is_next_part(before, words)) return decision(ANALYTIC, BECAUSE_NEXT_NUMBER);
    const Line *next = line_at(lookahead, 1);
    if (is_own_argument(line) || (next && is_bracket_numbered(&next->words)))
      return decision(ANALYTIC, BECAUSE_ARGUMENT);
  }
  return decision(PARAGRAPH, BECAUSE_QUOTATION_GOES_ON);
}

// `=Pocket=`, `==Hat==`, in a file that has `===Block===` or `====Tag====` above or soon below.
static bool find_low_fence(Lookahead *lookahead, unsigned memory, enum Symbol *role) {
  unsigned n = fence_width(line_at(lookahead, 0));
  if (n != 1 && n != 2) return false;
  bool fences = memory & HAS_FENCES;
  for (unsigned i = 1; !fences && line_at(lookahead, i); i++) fences = fence_width(line_at(lookahead, i)) >= 3;
  *role = n == 1 ? FENCED_POCKET : FENCED_HAT;
  return fences;
}

static Decision decide(Lookahead *lookahead, const State *before) {
  enum Symbol role;
  bool marked = before->memory & BELOW_MARKED_TAG;
  if (find_mark(line_at(lookahead, 0), &role)) return decision(role, BECAUSE_MARKED);
  if (find_low_fence(lookahead, before->memory, &role)) return decision(role, BECAUSE_MARKED);
  switch (before->above) {
    case TAG_PART:
      if (is_cite_ahead(lookahead, 1, BELOW_HEADING)) return decision(TAG, BECAUSE_TAG_ENDS);
      return breaks_off(lookahead, 0) ? decision(TAG_PART, BECAUSE_TAG_GOES_ON) : decision(ANALYTIC, BECAUSE_TAG_ENDS);
    case TAG:
    case FENCED_TAG: return decide_below_tag(lookahead, marked);
    case CITE: return decide_below_cite(lookahead, before->memory);
    case PARAGRAPH: return decide_in_quotation(lookahead, before);
    default: return decide_outside(lookahead, before);
  }
}

// What a line is to the line below it. Roles below which the same is decided, and in whose lines the same tokens are
// looked for, stand for one: where a key turns a heading into an analytic, tree-sitter keeps all that follows.
static uint8_t stands_for(enum Symbol role) {
  switch (role) {
    case POCKET:
    case HAT:
    case MARKED_BLOCK:
    case BLOCK:
    case ANALYTIC: return OUTSIDE;
    case FENCED_POCKET:
    case FENCED_HAT: return FENCED_BLOCK;
    case MARKED_TAG:
    case UNDERTAG: return TAG;
    case CITE_MORE: return CITE;
    default: return role;
  }
}

// What the lines to come have to know of this one and its card, apart from its role.
static uint8_t remember_card(const State *before, enum Symbol role, const Line *line) {
  uint8_t marked = before->memory & BELOW_MARKED_TAG;
  switch (role) {
    case MARKED_TAG:
    case FENCED_TAG: return BELOW_MARKED_TAG;
    case UNDERTAG: return marked;
    case SOURCE:
    case PARAGRAPH: return (uint8_t)(before->memory & (BELOW_MARKED_TAG | WITHOUT_TAG));
    case CITE: {
      bool below_tag = before->above == TAG || before->above == FENCED_TAG || before->above == CITE;
      unsigned kept = below_tag ? before->memory & (BELOW_MARKED_TAG | WITHOUT_TAG) : WITHOUT_TAG;
      return (uint8_t)(kept | cite_state(line));
    }
    case CITE_MORE: return (uint8_t)((before->memory & ~(unsigned)(CITE_UNCLOSED | CITE_SHORT)) | cite_state(line));
    default: return 0;
  }
}

// What the lines to come have to know, apart from the role of this one.
static uint8_t remember(const State *before, enum Symbol role, const Line *line) {
  bool fenced = role == FENCED_BLOCK || role == FENCED_TAG;
  unsigned file = HAS_BEGUN | (fenced ? HAS_FENCES : before->memory & HAS_FENCES);
  return (uint8_t)(file | remember_card(before, role, line));
}

// The numbering after this line. A list in a quotation ends the counting, and so does a heading; a new letter begins
// the numbers anew.
static void count_on(const State *before, enum Symbol role, const Words *words, State *after) {
  unsigned number = number_of(words);
  bool lettered = number > 0 && is_lettered(words);
  if (number > NUMBERING_CAP) number = 0;
  after->number = before->number;
  after->letter = before->letter;
  switch (role) {
    case TAG:
    case TAG_PART:
    case ANALYTIC:
    case MARKED_TAG:
    case FENCED_TAG:
      if (number == 0) break;
      after->number = lettered ? 0 : (uint8_t)number;
      if (lettered) after->letter = (uint8_t)number;
      break;
    case UNDERTAG:
    case CITE:
    case CITE_MORE:
    case SOURCE: break;
    case PARAGRAPH:
      if (number > 0) after->number = 0;
      if (lettered) after->letter = 0;
      break;
    default: after->number = after->letter = 0;
  }
}

// Looks at what the decision about the next line rests on: where no comment stands between, it is made here as
// begin_line makes it, from the same state, so that it reads the same lines to the same character. The lookahead keeps
// what was found out about them for begin_line. After a comment, the gap that counts is not known yet.
static void look_at_next_line(TSLexer *lexer, const State *state, Lookahead *lookahead) {
  Line *line = &lookahead->lines[0];
  line->before = go_to_line(lexer, false);
  enum Found found = read_comment_or_line(lexer, line);
  if (found == FOUND_COMMENT) look_ahead(lexer);
  if (found != FOUND_LINE) return;
  add_line(lookahead);
  decide(lookahead, state);
}

// Goes to the next line that is not blank, marks its start, decides what it is and keeps that in `state`. A
// comment before it is marked whole and decides nothing.
static enum Found begin_line(TSLexer *lexer, State *state, Lookahead *lookahead, Decision *decision) {
  Line *line = &lookahead->lines[0];
  line->before = go_to_line(lexer, true);
  lexer->mark_end(lexer);
  enum Found found = read_comment_or_line(lexer, line);
  if (found == FOUND_COMMENT) lexer->mark_end(lexer);
  if (found != FOUND_LINE) return found;
  if (!(state->memory & HAS_BEGUN) && is_divider(line)) {
    if (take_front_matter(lexer)) return FOUND_COMMENT;
    // The lines below it were passed: it is decided on by itself.
    line->whole = line->ends = false;
  }
  add_line(lookahead);
  *decision = decide(lookahead, state);
  State after = {.above = stands_for(decision->role), .memory = remember(state, decision->role, line)};
  bool marked_tag = decision->role == MARKED_TAG || decision->role == FENCED_TAG;
  if (decision->reason == BECAUSE_TAG_AND_CITE || (marked_tag && holds_unspaced_cite(&line->words))) {
    after.above = CITE;
    after.memory |= CITE_DATED | CITE_TITLED;
  }
  count_on(state, decision->role, &line->words, &after);
  *state = after;
  return FOUND_LINE;
}

#endif
