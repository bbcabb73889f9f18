// Dates as debaters and databases write them. Only their shape is judged here, not whether there is such a
// day: what a date means is for the server to say.

#ifndef DEBATE_DATE_H
#define DEBATE_DATE_H

#include "word.h"

enum Precision { NO_DATE_FOUND, SAYS_NONE, YEAR_ONLY, MONTH_AND_DAY, MONTH_AND_YEAR, FULL_DATE };

typedef struct {
  enum Precision precision;
  unsigned end;  // the word after the date
} Date;

static bool is_full_year(const Words *words, unsigned i) {
  return digits(words, i) == 4 && value(words, i) >= 1600 && value(words, i) < 2100;
}

static bool is_day(const Words *words, unsigned i) {
  unsigned n = digits(words, i);
  return n >= 1 && n <= 2 && value(words, i) >= 1 && value(words, i) <= 31;
}

static bool is_month(const Words *words, unsigned i) {
  return i < words->count && words->at[i].capital && is_a(words, i, MONTH);
}

static bool is_season(const Words *words, unsigned i) {
  return i < words->count && words->at[i].capital && is_a(words, i, SEASON);
}

static bool is_unspaced(const Words *words, unsigned i) { return i < words->count && !words->at[i].spaced; }

// `’14`, after a blank and before one: a year, of which only cites leave out the century.
static bool is_apostrophe_year(const Words *words, unsigned i) {
  if (i >= words->count || words->at[i].kind != SIGN || !is_apostrophe(first_character(words, i))) return false;
  if (!words->at[i].spaced || digits(words, i + 1) != 2 || words->at[i + 1].spaced) return false;
  return i + 2 >= words->count || words->at[i + 2].spaced || words->at[i + 2].kind == SIGN;
}

// 9-15-21, 9/15/2021, 2021-09-15, 15.9.2021; `9-15, 21`; `9-1` alone before a comma or the end.
static Date find_numeric_date(const Words *words, unsigned i) {
  Date none = {NO_DATE_FOUND, i};
  bool separated = (is_dash_sign(words, i + 1) || sign_in(words, i + 1, "/.")) && is_number(words, i + 2);
  if (!separated) return none;
  bool again = (is_dash_sign(words, i + 3) || sign_in(words, i + 3, "/.")) && is_number(words, i + 4);
  if (is_full_year(words, i) && again && is_day(words, i + 2) && is_day(words, i + 4)) return (Date){FULL_DATE, i + 5};
  if (digits(words, i) > 2 || digits(words, i + 2) > 2) {
    bool month_of_year = digits(words, i) <= 2 && is_full_year(words, i + 2) && is_unspaced(words, i + 2);
    return month_of_year ? (Date){MONTH_AND_YEAR, i + 3} : none;
  }
  if (again && (digits(words, i + 4) == 2 || is_full_year(words, i + 4))) return (Date){FULL_DATE, i + 5};
  if (is_sign(words, i + 1, '.') || !is_day(words, i) || !is_day(words, i + 2) || !is_unspaced(words, i + 2))
    return none;
  if (is_sign(words, i + 3, ',') && (digits(words, i + 4) == 2 || is_full_year(words, i + 4))) {
    return (Date){FULL_DATE, i + 5};
  }
  if (i + 3 >= words->count || words->at[i + 3].kind == SIGN) return (Date){MONTH_AND_DAY, i + 3};
  return none;
}

// `September 15, 2021`, `Sept. 15th 2021`, `September 2021`, `Jul., 1976`, `September 15`.
static Date find_month_first_date(const Words *words, unsigned i) {
  unsigned next = i + 1;
  while (sign_in(words, next, ".,") || word_in(words, next, "of")) next++;
  if (is_full_year(words, next)) return (Date){MONTH_AND_YEAR, next + 1};
  if (!is_day(words, next)) return (Date){NO_DATE_FOUND, i};
  unsigned day = next++;
  if (word_in(words, next, "st nd rd th") && is_unspaced(words, next)) next++;
  unsigned year = next;
  while (sign_in(words, year, ".,")) year++;
  if (is_full_year(words, year)) return (Date){FULL_DATE, year + 1};
  return (Date){MONTH_AND_DAY, day + 1};
}

// `15 September 2021`, `9 -16 September 2021`, `15 Sept. 2021`.
static Date find_day_first_date(const Words *words, unsigned i) {
  unsigned next = i + 1;
  if (is_dash_sign(words, next) && is_day(words, next + 1)) next += 2;
  if (word_in(words, next, "st nd rd th") && is_unspaced(words, next)) next++;
  if (!is_month(words, next)) return (Date){NO_DATE_FOUND, i};
  next++;
  while (sign_in(words, next, ".,")) next++;
  if (is_full_year(words, next)) return (Date){FULL_DATE, next + 1};
  return (Date){NO_DATE_FOUND, i};
}

// The date that starts at word `i`.
static Date find_date(const Words *words, unsigned i) {
  Date date = {NO_DATE_FOUND, i};
  if (i >= words->count) return date;
  if (is_number(words, i)) {
    date = find_numeric_date(words, i);
    if (!date.precision && is_day(words, i)) date = find_day_first_date(words, i);
    if (!date.precision && is_full_year(words, i)) date = (Date){YEAR_ONLY, i + 1};
  } else if (!(classes_at(words, i) & (MONTH | SEASON | LISTED)) || (classes_at(words, i) & DANGLING)) {
    return date;  // most words, and none of those below
  } else if (is_month(words, i)) {
    date = find_month_first_date(words, i);
  } else if (is_season(words, i) && is_full_year(words, i + 1)) {
    date = (Date){MONTH_AND_YEAR, i + 2};
  } else if (word_in(words, i, "n.d nd") ||
             (word_in(words, i, "n") && is_sign(words, i + 1, '/') && word_in(words, i + 2, "d"))) {
    date = (Date){SAYS_NONE, word_in(words, i, "n") ? i + 3 : i + 1};
    if (word_in(words, i, "nd") && !words->at[i].all_capitals) date.precision = NO_DATE_FOUND;
  } else if (words->at[i].kind == WORD && words->at[i].capital && word_in(words, i, "no") &&
             word_in(words, i + 1, "date")) {
    date = (Date){SAYS_NONE, i + 2};
  }
  return date;
}

#endif
