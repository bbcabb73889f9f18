// The words, numbers and signs of a line.

#ifndef DEBATE_WORD_H
#define DEBATE_WORD_H

#include "character.h"
#include "lexicon.h"

enum { WORDS_CAP = 160 };

enum WordKind { WORD, NUMBER, SIGN };

typedef struct {
  uint32_t classes;     // what lexicon.h says of the word, once it was looked up: ask classes_at
  uint16_t start, end;  // in characters of the line
  uint8_t kind;
  bool looked_up;
  bool capital;       // a word whose first letter is a capital
  bool all_capitals;  // … and all of its two or more letters
  bool mixed;         // a word that starts with a small letter and has a capital
  bool spaced;        // a blank, or the line's start, stands before it
  bool aside;         // inside brackets or double quotes
} Word;

typedef struct {
  Characters text;  // of the line
  Word at[WORDS_CAP];
  unsigned count;
} Words;

// A letter's or digit's neighbor that keeps a word in one piece: don’t, al-Assad, U.S., AT&T.
static bool joins(Characters text, unsigned i) {
  if (!is_letter(character(text, i + 1))) return false;
  int32_t c = character(text, i);
  return is_apostrophe(c) || c == '-' || c == 0x2010 || c == 0x2011 || c == '.' || c == '&' || c == '_';
}

static bool has_joined_capital(Characters text, unsigned start, unsigned end) {
  for (unsigned i = start + 1; i < end; i++) {
    if (is_capital(character(text, i)) && !is_word_character(character(text, i - 1))) return true;
  }
  return false;
}

static void find_words(Words *words, Characters text) {
  words->text = text;
  words->count = 0;
  int brackets = 0;
  bool quoted = false;
  for (unsigned i = 0; i < text.count && words->count < WORDS_CAP;) {
    int32_t c = character(text, i);
    if (is_blank(c)) {
      i++;
      continue;
    }
    Word word = {.start = (uint16_t)i, .spaced = i == 0 || is_blank(character(text, i - 1))};
    if (is_digit(c)) {
      while (is_digit(character(text, i))) i++;
      word.kind = NUMBER;
    } else if (is_letter(c)) {
      unsigned letters = 0, capitals = 0;
      word.capital = is_capital(c);
      for (; i < text.count; i++) {
        c = character(text, i);
        if (is_small(c)) {  // as nearly all are
          letters++;
        } else if (is_word_character(c) || joins(text, i)) {
          letters += is_letter(c);
          capitals += is_capital(c);
        } else {
          break;
        }
      }
      word.kind = WORD;
      word.mixed = capitals > 0 && !word.capital;
      // van-Heteren, al-Assad, d’Souza
      if (capitals > 0 && !word.capital) word.capital = has_joined_capital(text, word.start, i);
      word.all_capitals = letters >= 2 && capitals == letters;
    } else {
      i++;
      word.kind = SIGN;
      if (c == ')' || c == ']') brackets -= brackets > 0;
      if (c == 0x201D || (c == '"' && quoted)) quoted = false;
      word.aside = brackets > 0 || quoted;
      if (c == '(' || c == '[') brackets++;
      else if (c == 0x201C || (c == '"' && word.spaced)) quoted = true;
    }
    word.end = (uint16_t)i;
    if (word.kind != SIGN) word.aside = brackets > 0 || quoted;
    words->at[words->count++] = word;
  }
  FORGET(words->at + words->count, (WORDS_CAP - words->count) * sizeof words->at[0]);
}

// The signs of bold, italics, strike-through and escapes, as Markdown and wikis write them: they are no part of
// what a line says, and `**Farr 02**` is as good a cite as `Farr 02`.
static bool is_formatting(int32_t c) { return c == '*' || c == '_' || c == '~' || c == '\\'; }

static bool is_formatting_sign(const Words *words, unsigned i) {
  return words->at[i].kind == SIGN && is_formatting(character(words->text, words->at[i].start));
}

// Takes the signs of formatting out of the words.
static void drop_formatting(Words *words) {
  unsigned kept = 0;
  bool spaced = false;
  while (kept < words->count && !is_formatting_sign(words, kept)) kept++;
  for (unsigned i = kept; i < words->count; i++) {
    bool formatting = is_formatting_sign(words, i);
    Word word = words->at[i];
    word.spaced |= spaced;
    spaced = formatting && word.spaced;
    if (formatting) continue;
    words->at[kept++] = word;
  }
  words->count = kept;
}

// The first character of word `i`, and 0 where there is no such word.
static int32_t first_character(const Words *words, unsigned i) {
  return i < words->count ? character(words->text, words->at[i].start) : 0;
}

static bool is_sign(const Words *words, unsigned i, int32_t c) {
  return i < words->count && words->at[i].kind == SIGN && first_character(words, i) == c;
}

static void look_up(const Words *words, Word *word) {
  word->classes = word->kind == WORD ? classes_of(words->text, word->start, word->end) : 0;
  word->looked_up = true;
}

// What lexicon.h says of word `i`. Most words of a brief are never asked about, so it is looked up for the first who
// asks.
static inline unsigned classes_at(const Words *words, unsigned i) {
  if (!words->at[i].looked_up) look_up(words, (Word *)&words->at[i]);
  return words->at[i].classes;
}

// Whether word `i` is one of `list`. Most words that are asked about differ in their first letter from all of them.
static bool is_listed(const Words *words, unsigned i, const char *list) {
  unsigned start = words->at[i].start, length = words->at[i].end - start;
  int32_t first = to_small(character(words->text, start));
  for (;;) {
    if (*list == first) {
      unsigned k = 1;
      while (k < length && list[k] > ' ' && to_small(character(words->text, start + k)) == list[k]) k++;
      if (k == length && list[k] <= ' ') return true;
    }
    while (*list > ' ') list++;
    if (!*list++) return false;
  }
}

// Whether word `i` is one of `list`: ASCII words in small letters with one space between. tests/generate makes each of
// them LISTED in the lexicon, so that one look tells of most words that they are on no list.
static inline bool word_in(const Words *words, unsigned i, const char *list) {
  return i < words->count && (classes_at(words, i) & LISTED) && is_listed(words, i, list);
}

// The word after `phrase`, which starts at word `i`, or `i` if it does not: ASCII in small letters, a space standing
// for any blanks. A word that only begins like its last one is no match.
static unsigned phrase_end(const Words *words, unsigned i, const char *phrase) {
  if (i >= words->count) return i;
  unsigned at = words->at[i].start;
  for (; *phrase; phrase++) {
    if (*phrase == ' ') {
      if (!is_blank(character(words->text, at))) return i;
      while (is_blank(character(words->text, at))) at++;
    } else if (plain_character(words->text, at++) != *phrase) {
      return i;
    }
  }
  if (is_word_character(character(words->text, at))) return i;
  unsigned end = i + 1;
  while (end < words->count && words->at[end].start < at) end++;
  return end;
}

static bool is_same_word(const Words *words, unsigned i, unsigned k) {
  unsigned length = words->at[i].end - words->at[i].start;
  if (length < 3 || words->at[k].end - words->at[k].start != (int)length) return false;
  for (unsigned n = 0; n < length; n++) {
    if (character(words->text, words->at[i].start + n) != character(words->text, words->at[k].start + n)) return false;
  }
  return true;
}

static bool is_a(const Words *words, unsigned i, unsigned classes) {
  return i < words->count && (classes_at(words, i) & classes);
}

// Whether `i` is one of the ASCII signs in `signs`.
static bool sign_in(const Words *words, unsigned i, const char *signs) {
  if (i >= words->count || words->at[i].kind != SIGN) return false;
  for (; *signs; signs++) {
    if (first_character(words, i) == *signs) return true;
  }
  return false;
}

static bool is_dash_sign(const Words *words, unsigned i) {
  return i < words->count && words->at[i].kind == SIGN && is_dash(first_character(words, i));
}

static bool is_number(const Words *words, unsigned i) { return i < words->count && words->at[i].kind == NUMBER; }

static unsigned digits(const Words *words, unsigned i) {
  return is_number(words, i) ? words->at[i].end - words->at[i].start : 0;
}

// The value of a number of at most four digits.
static unsigned value(const Words *words, unsigned i) {
  unsigned n = 0;
  for (unsigned k = words->at[i].start; k < words->at[i].end; k++)
    n = n * 10 + (unsigned)(character(words->text, k) - '0');
  return n;
}

#endif
