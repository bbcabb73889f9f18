// Evidence that a line is a cite: it says who, when and where. Points for each sign of that, and points off
// for prose. How many are enough depends on where the line stands, which is decided in role.h.

#ifndef DEBATE_CITE_H
#define DEBATE_CITE_H

#include "date.h"
#include "line.h"
#include "short_cite.h"
#include "word.h"

// A link at word `i`: http, https or www.
static bool is_link(const Words *words, unsigned i) {
  if (i >= words->count || words->at[i].kind != WORD) return false;
  int32_t first = to_small(first_character(words, i));
  if (first == 'h') return word_in(words, i, "http https") && is_sign(words, i + 1, ':') && is_sign(words, i + 2, '/');
  if (first != 'w' || words->at[i].end - words->at[i].start < 8) return false;
  unsigned start = words->at[i].start;
  for (unsigned k = 0; k < 3; k++) {
    if (to_small(character(words->text, start + k)) != 'w') return false;
  }
  return character(words->text, start + 3) == '.';
}

static bool is_access_word(const Words *words, unsigned i) {
  return word_in(words, i, "accessed retrieved doa") ||
         (word_in(words, i, "date") && word_in(words, i + 1, "accessed"));
}

// What a citation tool writes where it found nothing, and what refers to the cite before.
static bool is_filler(const Words *words, unsigned i) {
  if (word_in(words, i, "ibid supra")) return true;
  if (!is_a(words, i, FILLER)) return false;
  for (unsigned k = 0; k < sizeof FILLERS / sizeof FILLERS[0]; k++) {
    if (phrase_end(words, i, FILLERS[k]) == i) continue;
    if (words->at[i].capital || character(words->text, words->at[i].end) == '-') return true;
  }
  return false;
}

// `[Same source as above]`, `SAME ARTICLE`: the source of the card before.
static bool is_same_source(const Line *line) {
  enum { MOST_WORDS = 10 };
  static const char *const SAME[] = {"same source", "same article", "same cite",  "same author",
                                     "same card",   "same study",   "same report", "same book"};
  const Words *words = &line->words;
  unsigned first = words->count > 0 && words->at[0].kind == SIGN ? 1 : 0;
  if (!line->whole || words->count > MOST_WORDS) return false;
  for (unsigned k = 0; k < sizeof SAME / sizeof SAME[0]; k++) {
    if (phrase_end(words, first, SAME[k]) > first) return true;
  }
  return false;
}

// `vol. 123`, `No. 4`, `pp. 323-331`, `p.1626`.
static bool is_volume_or_page(const Words *words, unsigned i) {
  bool numbered = is_number(words, i + 1) || (is_sign(words, i + 1, '.') && is_number(words, i + 2));
  return numbered && word_in(words, i, "vol volume no issue pp p pg pages iss");
}

// Whether the date that starts at word `i` stands in a field of its own, as in a cite (`, 9-15-21,`
// `(May 2019)`), and not in a sentence (`on March 5, 2020 the`).
static bool is_fielded(const Words *words, unsigned i, unsigned end) {
  bool in_sentence = i == 1 && opens_sentence(words, 0);  // `In April 2021, ministers …`
  bool opened = i == 0 || words->at[i - 1].kind == SIGN ||
                (words->at[i - 1].kind == WORD && words->at[i - 1].capital && !in_sentence);
  bool closed =
      end >= words->count || words->at[end].kind == SIGN || (words->at[end].kind == WORD && words->at[end].capital);
  return opened && closed;
}

static int date_points(const Words *words, Date date, unsigned i) {
  bool fielded = is_fielded(words, i, date.end);
  switch (date.precision) {
    case FULL_DATE: return fielded ? 4 : 1;
    case MONTH_AND_YEAR: return fielded ? 3 : 0;
    case MONTH_AND_DAY: return fielded && date.end > i + 1 ? 2 : 0;
    case YEAR_ONLY: return fielded && i > 0 ? 2 : 0;
    case SAYS_NONE: return 3;
    default: return 0;
  }
}

// `Rosato, 2003, goes further`: a sentence goes on after the year. Not after `Rosato Vale 03, world-renowned author`:
// only cites put two digits right after a full name.
static bool sentence_goes_on(const Words *words, const ShortCite *cite) {
  if (cite->after == AFTER_SMALL) return true;
  unsigned next = cite->end + 1;
  if (!is_sign(words, cite->end, ',') || next >= words->count) return false;
  if (words->at[next].kind != WORD || words->at[next].capital || is_a(words, next, BYLINE)) return false;
  bool full_name = cite->names >= 2 && is_short_year(cite) && !is_sign(words, cite->year_start - 1, ',');
  if (full_name && cite->names >= 3) return false;
  return !full_name || is_a(words, next, PROSE) || word_in(words, next, "the");
}

// `Ida Hale & Bo Oakes 21. Professors at …`: a short cite, and then a post.
static bool is_post_next(const Words *words, const ShortCite *cite) {
  return sign_in(words, cite->end, ",.") && is_a(words, cite->end + 1, BYLINE) && words->at[cite->end + 1].capital;
}

static int short_cite_points(const Words *words, const ShortCite *cite) {
  if (!cite->year) return 0;
  int points = 0;
  switch (cite->after) {
    case AFTER_BRACKET: points = 7; break;
    case AFTER_SIGN:
      points = repeats_name(words, cite) ? 7 : 5;
      if (points < 7 && sign_in(words, cite->end, ".?!)") && !(is_short_year(cite) && is_post_next(words, cite)))
        points = 2;
      break;
    case AFTER_END: points = 4; break;
    case AFTER_CAPITAL: points = repeats_name(words, cite) ? 7 : 4; break;
    case AFTER_NUMBER: points = 3; break;
    case AFTER_SMALL:
      points = is_a(words, cite->end, BYLINE) || word_in(words, cite->end, "of at in from") ? 3 : 0;
      break;
  }
  if (cite->after != AFTER_SMALL && sentence_goes_on(words, cite)) points = 2;
  if (cite->year == APOSTROPHE && points > 0) points++;
  if (cite->year == ONE_DIGIT && points > 0 && cite->after != AFTER_BRACKET) points--;
  if (cite->year == MONTH_DAY && cite->after == AFTER_SMALL) points = 0;
  return points;
}

// A quotation of three words or more that is mostly capitals or ends in a comma: a title.
static int quotation_points(const Words *words, unsigned *quote) {
  unsigned i = *quote + 1, capitals = 0, all = 0;
  while (i < words->count && !(words->at[i].kind == SIGN && is_double_quote(first_character(words, i)))) {
    if (words->at[i].kind == WORD) all++, capitals += words->at[i].capital;
    i++;
  }
  bool closed = i < words->count;
  bool comma = closed && (sign_in(words, i - 1, ",.?!") || sign_in(words, i + 1, ",.;"));
  *quote = i;
  if (all < 2) return 0;
  if (capitals * 2 >= all || (closed && is_sign(words, i - 1, ','))) return 3;
  return comma ? 1 : 0;
}

// A period after a name, before a title or another name: `Merriam Webster. "Ought."`
static bool ends_name(const Words *words, unsigned i) {
  if (!is_sign(words, i, '.') || i + 1 >= words->count || words->at[i - 1].end - words->at[i - 1].start < 4)
    return false;
  return words->at[i + 1].capital || is_double_quote(first_character(words, i + 1));
}

// `Wex: Wex Legal Encyclopedia`: the colon at `i` parts the short name from the full one.
static bool names_again(const Words *words, unsigned i) {
  if (i == 0 || !is_sign(words, i, ':') || i + 1 >= words->count) return false;
  return words->at[i - 1].capital && is_same_word(words, i - 1, i + 1);
}

// The sign that ends the line's first field, if that holds nothing but a name, of a person or a publication; or 0.
static unsigned name_field_end(const Words *words) {
  unsigned names = 0;
  for (unsigned i = 0; i < words->count && names <= 7; i++) {
    const Word *word = &words->at[i];
    if (sign_in(words, i, ",(|[;") || (is_dash_sign(words, i) && word->spaced)) return names > 0 ? i : 0;
    if (names > 0 && (ends_name(words, i) || names_again(words, i))) return i;
    if (word->kind == WORD && word->capital) names++;
    else if (word->kind == WORD && !is_a(words, i, PARTICLE) && !word_in(words, i, "and of for the on et al")) return 0;
    else if (word->kind == SIGN && !sign_in(words, i, ".&/-'")) return 0;
    else if (word->kind == NUMBER) return 0;
  }
  return 0;
}

// `Tharpe [Wesley Tharpe is …`, `Goodman – Ryan Goodman, …`: a short cite without its year. After a bracket or a dash the
// full cite begins with the whole name.
static bool is_short_cite_without_year(const Words *words) {
  enum { GIVEN_NAMES_CAP = 4 };
  unsigned sign = name_field_end(words);
  if (sign == 0) return false;
  unsigned names = sign;
  if (is_sign(words, sign, ',') && is_dash_sign(words, sign + 1)) sign++;
  if (!sign_in(words, sign, "([") && !is_dash_sign(words, sign)) return false;
  unsigned given = 0;
  for (unsigned i = sign + 1; i < words->count && given <= GIVEN_NAMES_CAP; i++) {
    if (is_sign(words, i, '.')) continue;  // of an initial
    if (words->at[i].kind != WORD || !words->at[i].capital) return false;
    for (unsigned k = 0; given > 0 && k < names; k++) {
      if (words->at[k].capital && is_same_word(words, i, k)) return true;
    }
    given++;
  }
  return false;
}

// `(Merriam-Webster Dictionary)`: the whole line in brackets.
static bool is_bracketed(const Line *line) {
  int32_t first = line_character(line, 0), last = last_character(line);
  return (first == '(' && last == ')') || (first == '[' && last == ']');
}

// How a line begins, from what hardly any cite does to what hardly anything but a cite does. Counted on real
// files: of 1,312 cites 99 in 100 have a name and a year within their first 80 characters and none begins with a
// quotation mark, as one line of articles in 25 does.
enum Opening {
  OPENS_OTHERWISE,
  OPENS_FOOTNOTE,  // a letter or a number, and then a name: `a Ida Hale, “Two Plans”`
  OPENS_QUOTATION,
  OPENS_NAME,        // a name alone in its field, a bracket, a link
  OPENS_DATED,       // a name, and then soon a date in a field of its own
  OPENS_SHORT_CITE,  // a name and at once the year, and no sentence goes on after it
};

enum { EARLY = 100 };

// Whether a year or a date stands in a field of its own within the first EARLY characters, and no verb before it.
static bool is_dated_early(const Words *words) {
  for (unsigned i = 1; i < words->count && words->at[i].start < EARLY; i++) {
    if (is_a(words, i, PROSE | VERB | REPORTING) && !words->at[i].aside && !is_month(words, i)) return false;
    Date date = find_date(words, i);
    if (date.precision && is_fielded(words, i, date.end)) return true;
  }
  return false;
}

// `Nora OAKES Geography @ Leeds ’14 …`: a family name in capitals after a given name, and then, without a comma, a
// place or a year as only cites have it.
static bool opens_capital_surname(const Words *words) {
  if (words->at[0].kind != WORD || !words->at[0].capital || words->at[0].all_capitals) return false;
  unsigned surname = 1;
  while (surname < 4 && surname < words->count && words->at[surname].capital && !words->at[surname].all_capitals)
    surname++;
  if (surname >= 4 || surname >= words->count || !words->at[surname].all_capitals) return false;
  if (words->at[surname].end - words->at[surname].start < 3) return false;
  for (unsigned i = surname + 1; i < words->count && i < 40; i++) {
    if (is_a(words, i, PROSE | VERB | REPORTING) && !words->at[i].aside) return false;
    if (is_sign(words, i, '@') || is_apostrophe_year(words, i)) return true;
  }
  return false;
}

// `12 Ida Hale, “Two Plans”`, `a Ida Hale, …`: a footnote of the quoted text.
static bool opens_footnote(const Words *words) {
  if (words->count < 2 || words->at[1].kind != WORD || !words->at[1].capital) return false;
  if (is_month(words, 1) && (words->count == 2 || words->at[2].kind != WORD)) return false;  // `9 September 2021`
  bool letter = words->at[0].kind == WORD && words->at[0].end == 1 && !words->at[0].capital;
  return letter || (digits(words, 0) >= 1 && digits(words, 0) <= 3 && words->at[1].spaced);
}

// The longest line, in characters, that says below a quotation who said it.
enum { ATTRIBUTION_CAP = 120 };

static enum Opening find_opening(const Words *words, const ShortCite *cite) {
  if (words->count == 0) return OPENS_OTHERWISE;
  if (opens_footnote(words)) return OPENS_FOOTNOTE;
  if (is_double_quote(first_character(words, 0))) return OPENS_QUOTATION;
  if (is_month(words, 0) && !cite->year) return OPENS_OTHERWISE;  // `March 2020: Ports Close`
  // `—George Kennan, October 4, 2005`: who said what stands above. A whole cite without its name is longer:
  // `– professor of law at Leeds, “Locks,” …`.
  if (is_dash_sign(words, 0)) return words->at[words->count - 1].end > ATTRIBUTION_CAP ? OPENS_NAME : OPENS_OTHERWISE;
  if (cite->year && !sentence_goes_on(words, cite)) return OPENS_SHORT_CITE;
  if (is_link(words, 0)) return OPENS_NAME;
  if (words->at[0].kind == WORD && (!words->at[0].capital || opens_sentence(words, 0))) return OPENS_OTHERWISE;
  if (opens_capital_surname(words)) return OPENS_DATED;
  if (is_dated_early(words) || names_again(words, name_field_end(words)) || is_short_cite_without_year(words))
    return OPENS_DATED;
  return sign_in(words, 0, "([") || cite->year || name_field_end(words) ? OPENS_NAME : OPENS_OTHERWISE;
}

// Prose counts against a cite only in its first words: a quotation may be glued to it.
enum { PROSE_WORDS = 60 };

// The points of a line that nobody could take for anything but a cite.
enum { CERTAIN_POINTS = 10 };

typedef struct {
  int points;
  bool firm;        // there is a date, a short cite, a link, a title or a page, and not only what sounds like a cite
  bool short_cite;  // it begins with one
  bool certain;     // … that leaves no doubt
  bool spoken;  // it is nothing but one, with an apostrophe before the year, `1AC Starr ’17`: no heading is so written
  bool speech;  // somebody says something in it
  unsigned sentences;  // that end before the line does
  bool prose;          // it has words of prose outside brackets and quotation marks
  bool sourced;        // it says who, what and where: somebody's post, a title and a link
  enum Opening opening;
} CiteEvidence;

// `… USLegal. RP`, `…) SB`: whose cut it is.
static bool ends_in_initials(const Line *line) {
  const Words *words = &line->words;
  if (!line->whole || words->count < 4) return false;
  const Word *last = &words->at[words->count - 1];
  bool initials = last->all_capitals && last->end - last->start <= 3 && !last->aside && last->spaced;
  return initials && sign_in(words, words->count - 2, ".)]");
}

// What the fields of a line say, each counted once.
typedef struct {
  int date, access, title, byline, page, filler;
  bool link, speech;
  unsigned commas, bars, prose, sentences, capitals, smalls;
} Fields;

// The end of a sentence at sign `i`: not after an abbreviation or an initial.
static bool is_full_stop(const Words *words, unsigned i) {
  return is_sign(words, i, '.') && i > 0 && i + 1 < words->count && words->at[i + 1].capital &&
         words->at[i - 1].kind == WORD && words->at[i - 1].end - words->at[i - 1].start > 3 &&
         !words->at[i - 1].capital;
}

// Counts a sign; a quotation is stepped over.
static unsigned count_sign(Fields *fields, const Words *words, unsigned i) {
  int32_t c = first_character(words, i);
  bool aside = words->at[i].aside;
  if (c == ',') fields->commas += !aside;
  else if (c == '|' || c == ';') fields->bars++;
  else if (c == 0x201C || c == 0x201F || (c == '"' && !aside)) fields->title += quotation_points(words, &i);
  else if (!aside && is_full_stop(words, i)) fields->sentences++;
  return i + 1;
}

static void count_word(Fields *fields, const Words *words, unsigned i) {
  if (words->at[i].kind == NUMBER) return;
  if (words->at[i].capital) fields->capitals++;
  else fields->smalls++;
  unsigned classes = classes_at(words, i);
  bool prose_counts = !words->at[i].aside && i < PROSE_WORDS;
  if (classes & BYLINE) fields->byline = 2;
  if (prose_counts && (classes & REPORTING)) fields->speech = true;
  if (prose_counts && (classes & PROSE)) fields->prose++;
  // The words that are asked for here are none of the articles and prepositions that most of a text's words are.
  if (!(classes & (LISTED | FILLER)) || (classes & DANGLING)) return;
  if (is_access_word(words, i)) fields->access = 4;
  if (is_volume_or_page(words, i)) fields->page = 3;
  if (word_in(words, i, "doi")) fields->link = true;
  if (is_filler(words, i)) fields->filler = 3;
}

static Fields count_fields(const Words *words, const ShortCite *cite) {
  Fields fields = {0};
  for (unsigned i = 0; i < words->count;) {
    if (words->at[i].kind == SIGN) {
      i = count_sign(&fields, words, i);
      continue;
    }
    Date date = find_date(words, i);
    if (is_link(words, i)) {
      fields.link = true;
      do i++;
      while (i < words->count && !words->at[i].spaced);
    } else if (date.precision) {
      int points = cite->year && i < cite->end ? 0 : date_points(words, date, i);
      if (points > fields.date) fields.date = points;
      i = date.end;
    } else {
      count_word(&fields, words, i++);
    }
  }
  return fields;
}

static CiteEvidence weigh_cite(const Line *line) {
  const Words *words = &line->words;
  if (words->count == 0) return (CiteEvidence){0};
  ShortCite cite = find_leading_short_cite(words);
  enum Opening opening = find_opening(words, &cite);
  Fields found = count_fields(words, &cite);
  if (is_same_source(line)) found.filler = 3;
  unsigned name_end = name_field_end(words);
  bool something = found.date || found.link || found.byline || found.bars || found.filler;
  // `TASS, September 15, 2021`: a name, and then a day. `Igor Istomin |Associate Professor …`
  bool dated_name = name_end && name_end + 1 < words->count && find_date(words, name_end + 1).precision == FULL_DATE;
  bool qualified_name = name_end && (is_a(words, name_end + 1, BYLINE) || is_a(words, name_end + 2, BYLINE));
  bool bracketed_short_cite = cite.year && cite.after == AFTER_BRACKET;
  bool without_year = !cite.year && (found.byline || found.title || found.link) && is_short_cite_without_year(words);

  int points = short_cite_points(words, &cite) + found.date + found.access + found.page + found.filler + found.byline;
  points += found.link ? 3 : 0;
  points += found.title > 3 ? 3 : found.title;
  points += name_end && something ? 2 : 0;
  points += dated_name ? 2 : 0;
  points += names_again(words, name_end) || without_year ? 4 : 0;
  points += found.byline && is_bracketed(line) ? 2 : 0;
  points += ends_in_initials(line) ? 2 : 0;
  points += opens_capital_surname(words) ? 6 : 0;
  points += found.bars >= 2 ? 1 : 0;
  points += found.commas >= 3 && line->length < 250 ? 1 : 0;
  points += is_sign(words, words->count - 1, ',') ? 2 : 0;
  points += found.capitals >= found.smalls ? 1 : 0;

  int off = found.prose > 1 ? (int)found.prose - 1 : 0;
  // `Choi et al. 24, Choi is …; Ito is …`: many authors and what they do. `Johnson, 52, …` is somebody's age.
  bool posted = is_post_next(words, &cite);
  bool of_cites = is_short_year(&cite) || (cite.year == ONE_DIGIT && posted);
  // `Holm 19 – Yara Gordon is a fellow …`: another person, where the short cite has the wrong name.
  bool name_follows = is_dash_sign(words, cite.end) && cite.end + 2 < words->count && words->at[cite.end + 1].capital &&
                      words->at[cite.end + 2].capital;
  bool people_follow = opening == OPENS_SHORT_CITE && of_cites &&
                       (is_sign(words, cite.end, ',') || posted || name_follows || repeats_name(words, &cite)) &&
                       !is_sign(words, cite.year_start - 1, ',') && !found.speech;
  if ((dated_name || qualified_name || bracketed_short_cite) && off > 3) off = 3;
  // `NEW YORK, Sept. 15, 2021 – The…`: the dateline of a report.
  if (dated_name && !line->whole && words->at[0].all_capitals) off += 6;
  off += found.sentences > 2 ? (int)found.sentences - 2 : 0;
  bool certain = is_certain(words, &cite);
  if (people_follow || certain || without_year) off = 0;
  points -= off > 9 ? 9 : off;
  if (certain && points < CERTAIN_POINTS) points = CERTAIN_POINTS;
  return (CiteEvidence){
      .points = points,
      .firm = cite.year || found.date || found.access || found.link || found.page || found.title >= 3 || found.filler,
      .short_cite = cite.year,
      .spoken = cite.year == APOSTROPHE && cite.after == AFTER_END && cite.names <= 4 && line->whole,
      .speech = found.speech && !certain && !without_year,
      .prose = found.prose > 0 && !certain && !without_year,
      .sourced = found.byline && found.link && (found.title >= 3 || (found.title && qualified_name)),
      .certain = certain,
      .sentences = found.sentences,
      .opening = opening,
  };
}

// Where a small letter and a capital meet in word `i`: `leadershipWallace`, `e-wasteNath`, but not `McDonald`,
// `iPhone` or `al-Assad`. 0 if nowhere.
static unsigned capital_inside(const Words *words, unsigned i) {
  if (!words->at[i].mixed) return 0;
  unsigned start = words->at[i].start;
  for (unsigned k = start; k + 1u < words->at[i].end; k++) {
    int32_t c = character(words->text, k);
    if (is_capital(c)) return k >= start + 3u && is_small(character(words->text, k - 1)) ? k : 0;
    if (!is_small(c) && c != '-' && !is_apostrophe(c)) return 0;
  }
  return 0;
}

// Whether a tag runs into a short cite that starts in the middle of its last word.
static bool is_unspaced_cite(const ShortCite *cite) {
  return (is_short_year(cite) || cite->year == FULL_YEAR) && cite->names <= 8;
}

// Whether a short cite after other words is one that a tag can run into: nobody else writes a year so, or brackets and
// the name again follow.
static bool is_inner_cite(const Words *words, const ShortCite *cite, bool apart) {
  if (!cite->year || cite->names > 5 || cite->after == AFTER_SMALL) return false;
  if (apart && cite->after == AFTER_BRACKET && is_short_year(cite)) return true;
  if (is_certain(words, cite)) return true;
  return cite->year == FULL_YEAR && cite->after == AFTER_BRACKET && repeats_name(words, cite);
}

// Words of a line that are searched for a cite after a tag.
enum { INNER_WORDS = 100 };

// A short cite that starts in the middle of the tag's last word: `Growth failsDaly 10 (…`.
static bool holds_unspaced_cite(const Words *words) {
  for (unsigned i = 1; i < words->count && i < INNER_WORDS; i++) {
    unsigned inside = capital_inside(words, i);
    if (!inside || words->at[i].aside) continue;
    // The family name alone, for a moment: with its own classes, whether those of the whole were looked up or not.
    Word *word = (Word *)&words->at[i];
    Word whole = *word;
    word->start = (uint16_t)inside;
    word->capital = true;
    word->looked_up = false;
    ShortCite cite = find_short_cite(words, i);
    *word = whole;
    if (is_unspaced_cite(&cite)) return true;
  }
  return false;
}

// A short cite after other words: `Growth is unsustainable: Daly 10 (…`. Tag and cite stand on one line.
static bool holds_tag_and_cite(const Line *line) {
  const Words *words = &line->words;
  if (find_leading_short_cite(words).year) return false;
  if (holds_unspaced_cite(words)) return true;
  for (unsigned i = 2; i < words->count && i < INNER_WORDS; i++) {
    if (!words->at[i].capital || words->at[i].aside) continue;
    bool apart = words->at[i - 1].kind == SIGN;
    if (!apart && words->at[i - 1].capital) continue;  // in the middle of a name
    ShortCite cite = find_short_cite(words, i);
    if (is_inner_cite(words, &cite, apart)) return true;
  }
  return false;
}

// A line that is nothing but a link, in brackets or not, and the initials of who cut the card: `https://…, -OR`.
static bool is_link_alone(const Line *line) {
  const Words *words = &line->words;
  unsigned i = sign_in(words, 0, "<([") ? 1 : 0;
  if (!is_link(words, i)) return false;
  for (i++; i < words->count && !words->at[i].spaced; i++) {}
  if (i + 3 < words->count) return false;
  for (; i < words->count; i++) {
    bool initials = words->at[i].all_capitals && words->at[i].end - words->at[i].start <= 3;
    if (words->at[i].kind != SIGN && !initials) return false;
  }
  return true;
}

// A line that is nothing but a name: two to five words, all of them capitalized.
static bool is_name_alone(const Line *line) {
  unsigned names;
  unsigned end = take_names(&line->words, 0, &names);
  return line->whole && end == line->words.count && names >= 2 && names <= 5;
}

// A line of up to five words, all of them capitalized, and no sentence.
static bool is_capitals_alone(const Line *line) {
  const Words *words = &line->words;
  for (unsigned i = 0; i < words->count; i++) {
    if (words->at[i].kind == NUMBER ||
        (words->at[i].kind == WORD && !words->at[i].capital && !is_a(words, i, PARTICLE)))
      return false;
    if (sign_in(words, i, ".?!:=")) return false;
  }
  return line->whole && words->count > 0 && words->count <= 5;
}

// `Oakes v. Hale`: quoted texts say what a court decided, and so do their headings.
static bool names_court_case(const Words *words) {
  for (unsigned i = 1; i + 1 < words->count && i < 8; i++) {
    if (word_in(words, i, "v vs")) return words->at[i - 1].capital;
  }
  return false;
}

// A bracket that the line closes without having opened it.
static bool closes_another(const Words *words) {
  int round = 0, square = 0;
  bool closes = false;
  for (unsigned i = 0; i < words->count && !closes; i++) {
    if (is_sign(words, i, '(')) round++;
    if (is_sign(words, i, '[')) square++;
    if (is_sign(words, i, ')')) closes = --round < 0;
    if (is_sign(words, i, ']')) closes = --square < 0;
  }
  return closes;
}

// What a cite's line leaves open for the next. CITE_SHORT: it is nothing but a short cite.
enum { CITE_UNCLOSED = 2, CITE_DATED = 4, CITE_TITLED = 8, CITE_SHORT = 16 };

static unsigned cite_state(const Line *line) {
  const Words *words = &line->words;
  unsigned state = line->whole ? 0 : CITE_TITLED | CITE_DATED;
  if (line->length > 120) state |= CITE_TITLED;
  int brackets = 0;
  for (unsigned i = 0; i < words->count; i++) {
    if (words->at[i].kind == SIGN) {
      int32_t c = first_character(words, i);
      if (c == '(' || c == '[') brackets++;
      if (c == ')' || c == ']') brackets--;
      if (is_double_quote(c)) state |= CITE_TITLED;
    } else if (find_date(words, i).precision) {
      state |= CITE_DATED;
    }
  }
  ShortCite cite = find_leading_short_cite(words);
  if (cite.year) state |= CITE_DATED;
  if (cite.year && line->whole && words->count <= cite.end + 2) state |= CITE_SHORT;
  if (line->whole && brackets > 0) state |= CITE_UNCLOSED;
  return state;
}

#endif
