// The short cite: the last name or names and the year that are read aloud. `Choi 21`, `Carnes and Wilson 09`,
// `Crighton et al. 17`, `van Heteren, ’08`, `Harvard Law Review, 2012`, `Waldman n.d.`, `Hartocollis 8/4`.

#ifndef DEBATE_SHORT_CITE_H
#define DEBATE_SHORT_CITE_H

#include "date.h"
#include "word.h"

enum { NAMES_CAP = 12 };

enum YearShape { NO_YEAR, ONE_DIGIT, TWO_DIGITS, APOSTROPHE, FULL_YEAR, MONTH_DAY, WITHOUT_DATE };

// What stands after the year.
enum After { AFTER_END, AFTER_BRACKET, AFTER_SIGN, AFTER_CAPITAL, AFTER_SMALL, AFTER_NUMBER };

typedef struct {
  enum YearShape year;  // NO_YEAR: there is no short cite here
  enum After after;
  unsigned names;       // words that are names
  unsigned year_start, end;  // the year's first word, and the word after the year
} ShortCite;

// The words from `i` on that name one or several authors; the first that does not. 0 names: none.
static unsigned take_names(const Words *words, unsigned i, unsigned *names) {
  *names = 0;
  unsigned start = i;
  while (i < words->count && i - start < 2 * NAMES_CAP && *names < NAMES_CAP) {
    const Word *word = &words->at[i];
    if (word_in(words, i, "no") && word_in(words, i + 1, "date")) break;
    if (is_a(words, i, NO_NAME) && word_in(words, i, "to in since until before during through")) break;  // `The Era To 2020: …`
    if (word->kind == WORD && word->capital && !is_month(words, i)) {
      ++*names;
      i++;
    } else if (is_a(words, i, A_PARTICLE) && i + 1 < words->count && words->at[i + 1].kind == WORD) {
      i++;
    } else if (*names > 0 && word_in(words, i, "et") ) {
      // et al., et.al., et. al
      if (is_sign(words, i + 1, '.')) i++;
      if (!word_in(words, i + 1, "al")) break;
      i += 2;
      if (is_sign(words, i, '.')) i++;
    } else if (*names > 0 && word_in(words, i, "et.al")) {
      i++;
      if (is_sign(words, i, '.')) i++;
    } else if (*names > 0 && (word_in(words, i, "and y und of for the on") || sign_in(words, i, "&/"))) {
      i++;
    } else if (*names > 0 && is_sign(words, i, '.') && word->start > 0 && words->at[i - 1].kind == WORD &&
               words->at[i - 1].end - words->at[i - 1].start <= 2) {
      i++;  // an initial
    } else if (*names > 0 && is_sign(words, i, ',') && i + 1 < words->count &&
               ((words->at[i + 1].capital && !is_month(words, i + 1)) || word_in(words, i + 1, "and et et.al")) && *names < 8) {
      i++;
    } else if (*names > 0 && is_apostrophe(words->text[word->start]) && word->kind == SIGN && i + 1 < words->count &&
               word_in(words, i + 1, "s")) {
      i += 2;
    } else {
      break;
    }
  }
  return i;
}

static enum After what_follows(const Words *words, unsigned i) {
  if (i >= words->count) return AFTER_END;
  const Word *word = &words->at[i];
  if (word->kind == NUMBER) return AFTER_NUMBER;
  if (word->kind == WORD) return word->capital ? AFTER_CAPITAL : AFTER_SMALL;
  return sign_in(words, i, "([{\\") ? AFTER_BRACKET : AFTER_SIGN;
}

// The year at word `i`, and in `end` the word after it.
static enum YearShape find_year(const Words *words, unsigned i, unsigned *end) {
  if (i >= words->count) return NO_YEAR;
  bool apostrophe = words->at[i].kind == SIGN && is_apostrophe(words->text[words->at[i].start]);
  if (apostrophe) i++;
  unsigned n = digits(words, i);
  enum YearShape shape = NO_YEAR;
  if (n > 0) {
    *end = i + 1;
    if (apostrophe && n <= 2 && !words->at[i].spaced) shape = APOSTROPHE;
    else if (is_full_year(words, i)) shape = FULL_YEAR;
    else if (sign_in(words, i + 1, "/-") && digits(words, i + 2) && digits(words, i + 2) <= 2 && n <= 2 &&
             is_day(words, i) && is_day(words, i + 2) && glued(words, i + 2)) {
      shape = MONTH_DAY;
      *end = i + 3;
      bool year_too = sign_in(words, i + 3, "/-") && digits(words, i + 4) && glued(words, i + 4);
      if (year_too) *end = i + 5;
    } else if (n == 2) shape = TWO_DIGITS;
    else if (n == 1) shape = ONE_DIGIT;
    // 2021b
    if (shape && *end < words->count && words->at[*end].kind == WORD && !words->at[*end].spaced) {
      bool letter = words->at[*end].end - words->at[*end].start == 1;
      if (!letter) return NO_YEAR;
      ++*end;
    }
    // A decimal, a percentage or a sum is no year.
    if (is_sign(words, *end, '%') || (is_sign(words, *end, '.') && is_number(words, *end + 1) && glued(words, *end + 1))) {
      return NO_YEAR;
    }
    return shape;
  }
  if (apostrophe) return NO_YEAR;
  if (word_in(words, i, "no") && word_in(words, i + 1, "date")) {
    *end = i + 2;
    return WITHOUT_DATE;
  }
  Date date = find_date(words, i);
  if (date.precision == SAYS_NONE) {
    *end = date.end;
    if (is_sign(words, *end, '.')) ++*end;
    return WITHOUT_DATE;
  }
  return NO_YEAR;
}

// `In 2017, the Act …`: a capital that opens a sentence about a year, and no name.
static bool opens_sentence(const Words *words, unsigned i) {
  return is_a(words, i, NO_NAME);
}

// The short cite that starts at word `i`.
static ShortCite find_short_cite(const Words *words, unsigned i) {
  ShortCite cite = {.year = NO_YEAR};
  if (opens_sentence(words, i)) return cite;
  unsigned at = take_names(words, i, &cite.names);
  if (cite.names == 0) return cite;
  unsigned last_name = at - 1;
  // `n.d.` and `ND` begin like a name.
  if (find_date(words, last_name).precision == SAYS_NONE && cite.names > 1) at = last_name, cite.names--;
  if (is_sign(words, at, ',')) at++;
  cite.year_start = at;
  cite.year = find_year(words, at, &cite.end);
  if (cite.year && (cite.names == 1 || cite.year == ONE_DIGIT) && is_a(words, last_name, A_COUNTER)) cite.year = NO_YEAR;
  if (cite.year) cite.after = what_follows(words, cite.end);
  return cite;
}

#endif
