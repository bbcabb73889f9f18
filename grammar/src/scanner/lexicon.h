// The words that tell a cite from a sentence and a heading from a tag, each with what it is a sign of.
//
// The lists are those of data/, which say what each is for; `tests/generate lexicon` makes lexicon_table.h of them.
// They are kept short on purpose: function words and the closed vocabulary of dates, cites and debaters. What else a
// line is like (capitals, commas, quotation marks, length) counts for more, and works for words not listed.

#ifndef DEBATE_LEXICON_H
#define DEBATE_LEXICON_H

#include "character.h"

#include <stddef.h>
#include <stdint.h>

enum {
  MONTH = 1 << 0,
  SEASON = 1 << 1,
  PARTICLE = 1 << 2,         // of a family name
  COUNTER = 1 << 3,          // numbers something: the digits after it are no year
  PROSE = 1 << 4,            // verbs, pronouns, connectives: scarce in cites outside titles and brackets
  BYLINE = 1 << 5,           // says who an author is, or where something is published
  VERB = 1 << 6,             // a finite verb: what has one is a sentence, not a label
  DANGLING = 1 << 7,         // no line ends in it but one that was broken
  JARGON = 1 << 8,           // debaters say it, their sources hardly ever
  TERSE_JARGON = 1 << 9,     // debaters say it, their sources as well, though not in so few words
  ARGUMENT_PART = 1 << 10,   // names a part of an argument where a colon follows
  BOILERPLATE = 1 << 11,     // opens what a page carries beside its text: a source, a byline, a caption
  HEADING_START = 1 << 12,   // opens a heading
  REPORTING = 1 << 13,       // reports what somebody said: articles are full of it, cites have none
  SENTENCE_START = 1 << 14,  // begins a sentence where a year follows: `In 2017, …`
  ANSWER = 1 << 15,          // begins the opening of a heading that answers an argument
  FILLER = 1 << 16,          // begins what a citation tool writes where it found nothing
  POST = 1 << 17,            // says who an author is: a post, a degree
  LISTED = 1 << 18,          // the scanner asks for it by its letters (word_in)
};

typedef struct {
  const char *word;
  uint8_t length;
  uint32_t classes;
} Entry;

// What must follow the opening of an answer.
enum Following { ANYTHING_FOLLOWS, SIGN_FOLLOWS, SIGN_FOLLOWS_OR_CAPITALS };

typedef struct {
  const char *words;
  enum Following following;
} AnswerOpening;

#include "lexicon_table.h"

// The character at `i` as the lists have it: a small letter, a straight apostrophe.
static inline int32_t plain_character(Characters text, unsigned i) {
  int32_t c = character(text, i);
  if (is_small(c)) return c;  // as nearly all are
  return is_apostrophe(c) ? '\'' : to_small(c);
}

// A hash of a word from its length and four of its characters: that is enough to tell most words from those listed.
// tests/grammar/lexicon.rs computes the same.
static unsigned hash_of(int32_t first, int32_t second, int32_t middle, int32_t last, unsigned length) {
  uint32_t hash = (uint32_t)first * 31 + (uint32_t)second;
  hash = (hash * 31 + (uint32_t)middle) * 31 + (uint32_t)last;
  hash = hash * 31 + length;
  return (hash ^ hash >> 10) % BUCKETS;
}

// The classes of the word from `start` to `end`, 0 if it is not listed.
static uint32_t classes_of(Characters text, unsigned start, unsigned end) {
  unsigned length = end - start;
  if (length == 0 || length > LONGEST_WORD) return 0;
  unsigned hash = hash_of(plain_character(text, start), plain_character(text, start + (length > 1)),
                          plain_character(text, start + length / 2), plain_character(text, end - 1), length);
  for (unsigned at = BUCKET_STARTS[hash]; at < BUCKET_STARTS[hash + 1]; at++) {
    const Entry *entry = &ENTRIES[at];
    if (entry->length != length) continue;
    unsigned same = 0;
    while (same < length && plain_character(text, start + same) == entry->word[same]) same++;
    if (same == length) return entry->classes;
  }
  return 0;
}

#endif
