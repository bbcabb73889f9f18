// The short cite: the last name or names and the year that are read aloud. `Choi 21`, `Carnes and Wilson 09`,
// `Crighton et al. 17`, `van Heteren, ’08`, `Harvard Law Review, 2012`, `Tarrow 2k10`, `Waldman n.d.`,
// `Hartocollis 8/4`; also after the speech it is read in, `1AC Starr ’17`, and in brackets, `[Starr ’17]`.

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
  unsigned start;            // the first word of the names
  unsigned names;            // words that are names
  unsigned year_start, end;  // the year's first word, and the word after the year
  bool small;                // the names are in small letters
} ShortCite;

// The words from `i` on that name one or several authors; the first that does not. 0 names: none.
static unsigned take_names(const Words *words, unsigned i, unsigned *names) {
  *names = 0;
  unsigned start = i;
  while (i < words->count && i - start < 2 * NAMES_CAP && *names < NAMES_CAP) {
    const Word *word = &words->at[i];
    if (word_in(words, i, "no") && word_in(words, i + 1, "date")) break;
    if (is_a(words, i, SENTENCE_START) && word_in(words, i, "to in since until before during through"))
      break;  // `The Era To 2020: …`
    if (word->kind == WORD && word->capital && !is_month(words, i)) {
      ++*names;
      i++;
    } else if (is_a(words, i, PARTICLE) && i + 1 < words->count && words->at[i + 1].kind == WORD) {
      i++;
    } else if (*names > 0 && word_in(words, i, "et")) {
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
               ((words->at[i + 1].capital && !is_month(words, i + 1)) || word_in(words, i + 1, "and et et.al") ||
                is_sign(words, i + 1, '&')) &&
               *names < 8) {
      i++;
    } else if (*names > 0 && word->kind == SIGN && is_apostrophe(first_character(words, i)) && i + 1 < words->count &&
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

// `2K`, `2k6`, `2k10`.
static bool is_year_in_thousands(const Words *words, unsigned i) {
  if (digits(words, i) != 1 || value(words, i) != 2 || i + 1 >= words->count) return false;
  const Word *rest = &words->at[i + 1];
  unsigned length = rest->end - rest->start;
  if (rest->spaced || rest->kind != WORD || length > 3 || to_small(first_character(words, i + 1)) != 'k') return false;
  for (unsigned k = 1; k < length; k++) {
    if (!is_digit(character(words->text, rest->start + k))) return false;
  }
  return true;
}

// The year at word `i`, and in `end` the word after it.
static enum YearShape find_year(const Words *words, unsigned i, unsigned *end) {
  if (i >= words->count) return NO_YEAR;
  bool apostrophe = words->at[i].kind == SIGN && is_apostrophe(first_character(words, i));
  if (apostrophe) i++;
  if (is_year_in_thousands(words, i)) {
    *end = i + 2;
    return TWO_DIGITS;
  }
  unsigned n = digits(words, i);
  enum YearShape shape = NO_YEAR;
  if (n > 0) {
    *end = i + 1;
    if (apostrophe && n <= 2 && !words->at[i].spaced) shape = APOSTROPHE;
    else if (is_full_year(words, i)) shape = FULL_YEAR;
    else if (sign_in(words, i + 1, "/-") && digits(words, i + 2) && digits(words, i + 2) <= 2 && n <= 2 &&
             is_day(words, i) && is_day(words, i + 2) && is_unspaced(words, i + 2)) {
      shape = MONTH_DAY;
      *end = i + 3;
      bool year_too = sign_in(words, i + 3, "/-") && digits(words, i + 4) && is_unspaced(words, i + 4);
      if (year_too) *end = i + 5;
    } else if (n == 2) shape = TWO_DIGITS;
    else if (n == 1) shape = ONE_DIGIT;
    // 2021b
    if (shape && *end < words->count && words->at[*end].kind == WORD && !words->at[*end].spaced) {
      bool letter = words->at[*end].end - words->at[*end].start == 1;
      if (!letter) return NO_YEAR;
      ++*end;
    }
    // A decimal, a percentage, a sum or the years of a war is no year.
    if (shape == FULL_YEAR && is_dash_sign(words, *end) && is_unspaced(words, *end) && is_full_year(words, *end + 1))
      return NO_YEAR;
    if (is_sign(words, *end, '%') ||
        (is_sign(words, *end, '.') && is_number(words, *end + 1) && is_unspaced(words, *end + 1))) {
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
static bool opens_sentence(const Words *words, unsigned i) { return is_a(words, i, SENTENCE_START); }

// `Farr 2 writes…`: one word leads over to what is read, and the line ends.
static bool leads_over(const Words *words, unsigned i) {
  if (words->at[i].aside || is_a(words, i, BYLINE)) return false;
  for (i++; i < words->count; i++) {
    if (!sign_in(words, i, ".:,-") && first_character(words, i) != 0x2026) return false;
  }
  return true;
}

// The short cite that starts at word `i`.
static ShortCite find_short_cite(const Words *words, unsigned i) {
  ShortCite cite = {.year = NO_YEAR, .start = i};
  if (opens_sentence(words, i)) return cite;
  unsigned at = take_names(words, i, &cite.names);
  if (cite.names == 0) return cite;
  unsigned last_name = at - 1;
  // `n.d.` and `ND` begin like a name.
  if (find_date(words, last_name).precision == SAYS_NONE && cite.names > 1) at = last_name, cite.names--;
  if (is_sign(words, at, ',')) at++;
  cite.year_start = at;
  cite.year = find_year(words, at, &cite.end);
  // `Outlook For 2025`, `Completing FY 2025 Appropriations`, `The 2022 Act`, `The Tolls Act of 1979`: titles.
  bool in_title = is_a(words, last_name, SENTENCE_START) || word_in(words, last_name, "fy of");
  if (in_title || (cite.names == 1 && word_in(words, i, "the"))) cite.year = NO_YEAR;
  // `Section 9`; but `Una Page 9, Lecturer`
  bool counts = cite.names == 1 ||
                (cite.year == ONE_DIGIT && !(is_sign(words, cite.end, ',') && is_a(words, cite.end + 1, POST)));
  if (counts && is_a(words, last_name, COUNTER)) cite.year = NO_YEAR;
  if (cite.year) cite.after = what_follows(words, cite.end);
  if (cite.after == AFTER_SMALL && leads_over(words, cite.end)) cite.after = AFTER_END;
  return cite;
}

// The word after the name of a speech (`1AC`, `2NC`, `1AR`: a number and the letters after it) at word `i`, or `i`.
static unsigned speech_end(const Words *words, unsigned i) {
  if (digits(words, i) != 1 || !is_unspaced(words, i + 1)) return i;
  for (unsigned k = 0; k < sizeof SPEECHES / sizeof SPEECHES[0]; k++) {
    unsigned end = phrase_end(words, i, SPEECHES[k]);
    if (end == i + 2) return end;
  }
  return i;
}

// `1AC Starr ’17`, `2NC---Starr 17 (…`; not `1AC Harvard 2017` or `2NC Impact 2`, which are headings.
static ShortCite find_short_cite_in_speech(const Words *words) {
  unsigned i = speech_end(words, 0);
  ShortCite none = {.year = NO_YEAR};
  if (i == 0) return none;
  while (is_dash_sign(words, i)) i++;
  ShortCite cite = find_short_cite(words, i);
  if (cite.year != APOSTROPHE && cite.year != TWO_DIGITS) return none;
  for (unsigned k = i; k < cite.year_start; k++) {
    if (is_a(words, k, ARGUMENT_PART | HEADING_START | JARGON | TERSE_JARGON | COUNTER | VERB)) return none;
  }
  // `1NC – NovDec 22` says for which months it is.
  return cite.after == AFTER_BRACKET || (cite.after == AFTER_END && cite.year == APOSTROPHE) ? cite : none;
}

// `[Starr ’17]`, `(Starr 17)`: nothing else is on the line. `[BEGIN FOOTNOTE 19]` is a remark.
static ShortCite find_bracketed_short_cite(const Words *words) {
  ShortCite cite = find_short_cite(words, 1);
  bool closed = cite.year && cite.end + 1 == words->count && sign_in(words, cite.end, ")]");
  if (!closed || cite.year == ONE_DIGIT || words->at[1].all_capitals) return (ShortCite){.year = NO_YEAR};
  cite.after = AFTER_END;
  return cite;
}

// Whether the year is written as only cites write it: `21`, `’21`.
static bool is_short_year(const ShortCite *cite) { return cite->year == TWO_DIGITS || cite->year == APOSTROPHE; }

// `Moen 16 Ole Martin Moen, …`: a name of the short cite stands again in the full cite after it.
static bool repeats_name(const Words *words, const ShortCite *cite) {
  for (unsigned i = cite->end; i < words->count && i < cite->end + 8; i++) {
    for (unsigned k = cite->start; k < cite->year_start; k++) {
      if (is_same_word(words, i, k)) return words->at[k].capital || cite->small;
    }
  }
  return false;
}

// `bell hooks 89 [bell hooks, …`: names in small letters, which the full cite repeats.
static ShortCite find_small_short_cite(const Words *words) {
  for (unsigned i = 1; i <= 3 && i < words->count && words->at[i - 1].kind == WORD; i++) {
    ShortCite cite = {.start = i - 1, .names = 1, .year_start = i, .small = true};
    cite.year = find_year(words, i, &cite.end);
    if (!is_short_year(&cite) && cite.year != FULL_YEAR) continue;
    cite.after = what_follows(words, cite.end);
    if ((cite.after != AFTER_BRACKET && cite.after != AFTER_SIGN) || !repeats_name(words, &cite)) break;
    cite.start = 0;
    cite.names = i;
    return cite;
  }
  return (ShortCite){.year = NO_YEAR};
}

// `May 17 — Theresa May, …`: a month that is a family name, as the full cite says.
static ShortCite find_month_short_cite(const Words *words) {
  ShortCite cite = {.start = 0, .names = 1, .year_start = 1};
  cite.year = find_year(words, 1, &cite.end);
  if (!is_short_year(&cite)) return (ShortCite){.year = NO_YEAR};
  cite.after = what_follows(words, cite.end);
  for (unsigned i = cite.end + 2; i < words->count && i < cite.end + 8; i++) {
    bool named = is_same_word(words, i, 0) && words->at[i - 1].kind == WORD && words->at[i - 1].capital;
    if (named && !is_number(words, i + 1)) return cite;
  }
  return (ShortCite){.year = NO_YEAR};
}

// The short cite that the line begins with.
static ShortCite find_leading_short_cite(const Words *words) {
  if (sign_in(words, 0, "([")) return find_bracketed_short_cite(words);
  ShortCite cite = find_short_cite(words, 0);
  if (!cite.year) cite = find_short_cite_in_speech(words);
  if (!cite.year && is_month(words, 0)) return find_month_short_cite(words);
  return cite.year || words->count == 0 || words->at[0].capital ? cite : find_small_short_cite(words);
}

// Whether a short cite leaves no doubt, whatever follows: a short year, and then a bracket or the name again.
static bool is_certain(const Words *words, const ShortCite *cite) {
  if (!is_short_year(cite) && !cite->small) return false;
  if (is_sign(words, cite->year_start - 1, ',')) return false;  // `Johnson, 52, a farmer`
  return repeats_name(words, cite) || (cite->year == APOSTROPHE && cite->after == AFTER_BRACKET && cite->names <= 4);
}

#endif
