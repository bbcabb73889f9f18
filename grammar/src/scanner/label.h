// Evidence in a line's own words that it is a heading, a tag or an analytic.

#ifndef DEBATE_LABEL_H
#define DEBATE_LABEL_H

#include "line.h"
#include "short_cite.h"
#include "word.h"

enum { TAG_CAP = 450, BLOCK_CAP = 120, BLOCK_WORDS_CAP = 16, ANALYTIC_CAP = 360 };

// A period, question or exclamation mark, also inside closing quotes or brackets.
static bool ends_sentence(const Line *line) {
  for (unsigned i = line->length; i-- > 0;) {
    int32_t c = line_character(line, i);
    if (is_double_quote(c) || is_apostrophe(c) || c == ')' || c == ']') continue;
    return c == '.' || c == '?' || c == '!' || c == 0x2026;
  }
  return false;
}

static unsigned count_words(const Words *words) {
  unsigned n = 0;
  for (unsigned i = 0; i < words->count; i++) n += words->at[i].kind != SIGN;
  return n;
}

static bool has_word_of(const Words *words, unsigned classes) {
  for (unsigned i = 0; i < words->count; i++) {
    if (is_a(words, i, classes)) return true;
  }
  return false;
}

// The word after `1.`, `A.`, `a)`, `(2)`, `A]`, `[1]`, `#3`, `1 –`, or 0.
static unsigned numbering_end(const Words *words) {
  unsigned i = sign_in(words, 0, "([#") ? 1 : 0;
  if (i + 1 >= words->count || words->at[i].kind == SIGN || words->at[i].end - words->at[i].start > 2) return 0;
  if (sign_in(words, i + 1, ".)]:")) return i + 2;
  bool dashed = i == 0 && is_number(words, 0) && is_dash_sign(words, 1) && words->at[1].spaced && i + 2 < words->count;
  return dashed && words->at[2].kind == WORD && words->at[2].spaced ? 2 : 0;
}

// Begins with a small letter, but for the number of a part: `b. Ground`.
static bool starts_small(const Words *words) {
  return words->count > 0 && words->at[0].kind == WORD && !words->at[0].capital && !numbering_end(words);
}

// Most of the longer words are capitalized, as in a title.
static bool is_title_case(const Words *words) {
  unsigned capitals = 0, all = 0, short_capitals = 0, short_all = 0;
  for (unsigned i = 0; i < words->count; i++) {
    if (words->at[i].kind != WORD) continue;
    bool is_short = words->at[i].end - words->at[i].start < 4;
    (*(is_short ? &short_all : &all))++;
    *(is_short ? &short_capitals : &capitals) += words->at[i].capital;
  }
  // `Adv CP`: all words are short.
  if (all == 0) return short_all > 0 && short_capitals == short_all;
  return capitals * 4 >= all * 3;
}

static unsigned skip_speeches_and_signs(const Words *words, unsigned i) {
  for (;;) {
    unsigned end = speech_end(words, i);
    if (end == i && (is_dash_sign(words, i) || sign_in(words, i, "/*>#<+~:"))) end++;
    if (end == i) return i;
    i = end;
  }
}

static bool has_small_letter(const Words *words, unsigned start, unsigned end) {
  for (unsigned i = words->at[start].start; i < words->at[end - 1].end; i++) {
    if (is_small(character(words->text, i))) return true;
  }
  return false;
}

// `AT THE BRINK`: the first word after an AT that is the word “at”.
static bool is_ordinary_after_at(const Words *words, unsigned i) {
  for (unsigned k = 0; k < sizeof ORDINARY_AFTER_AT / sizeof ORDINARY_AFTER_AT[0]; k++) {
    if (phrase_end(words, i, ORDINARY_AFTER_AT[k]) > i)
      return words->at[i].all_capitals || words->at[i].end - words->at[i].start == 1;
  }
  return false;
}

// Whether an answer is announced at word `i`: `AT: X`, `A2: X`, `A/2 X`, `Answers to: X`, `ANS TO X`, `They say: X`.
static bool is_answer_opening(const Words *words, unsigned i) {
  if (!is_a(words, i, ANSWER)) return false;
  for (unsigned k = 0; k < sizeof ANSWER_OPENINGS / sizeof ANSWER_OPENINGS[0]; k++) {
    unsigned end = phrase_end(words, i, ANSWER_OPENINGS[k].words);
    if (end == i) continue;
    bool sign = is_sign(words, end, ':') || is_dash_sign(words, end);
    bool capitals = !has_small_letter(words, i, end) && !is_ordinary_after_at(words, end);
    switch (ANSWER_OPENINGS[k].following) {
      case ANYTHING_FOLLOWS: return true;
      case SIGN_FOLLOWS:
        if (sign) return true;
        break;
      case SIGN_FOLLOWS_OR_CAPITALS:
        if (sign || capitals) return true;
        break;
    }
  }
  return false;
}

// `AT: X`, also after the speeches that it is for: `2AC---AT: X`, `—AT X`.
static bool is_answer_label(const Words *words) { return is_answer_opening(words, skip_speeches_and_signs(words, 0)); }

// `A]`, `1]`, `(a)`: how debaters number the parts of an argument. Not `1.`, which sources use as well.
static bool is_bracket_numbered(const Words *words) {
  return words->count > 2 && words->at[0].kind != SIGN && words->at[0].end - words->at[0].start == 1 &&
         is_sign(words, 1, ']');
}

// The number of a line that begins with `3.`, `C.`, `c)`: letters count from 1 as well. 0 where there is none.
static unsigned number_of(const Words *words) {
  if (!numbering_end(words)) return 0;
  unsigned i = sign_in(words, 0, "([#") ? 1 : 0;
  if (is_number(words, i)) return value(words, i);
  int32_t letter = to_small(first_character(words, i));
  return words->at[i].end - words->at[i].start == 1 && letter >= 'a' && letter <= 'z' ? (unsigned)(letter - 'a' + 1)
                                                                                      : 0;
}

// Whether a line that number_of numbers has a letter.
static bool is_lettered(const Words *words) { return !is_number(words, sign_in(words, 0, "([#") ? 1 : 0); }

// `Interpretation: …`, `B. Link – …`: the part of an argument that the line is.
static bool has_part_label(const Words *words) {
  unsigned i = numbering_end(words), after = i;
  while (after < i + 2 && is_a(words, after, ARGUMENT_PART)) after++;
  if (after == i || !words->at[i].capital) return false;
  if (is_number(words, after)) after++;
  // `VIOLATION. …`
  bool shouted = words->at[i].all_capitals && is_sign(words, after, '.');
  return shouted || is_sign(words, after, ':') || is_dash_sign(words, after);
}

// The number of a part: `2`, `two`, `II`, `B`.
static bool is_ordinal(const Words *words, unsigned i) {
  return is_number(words, i) || word_in(words, i, "one two three four five six i ii iii iv v a b c");
}

// `The United States federal government should …`: what a debater advocates.
static bool is_advocacy(const Words *words) {
  unsigned i = word_in(words, 0, "the") ? 1 : 0;
  if (word_in(words, i, "usfg")) return word_in(words, i + 1, "should");
  if (word_in(words, i, "united") && word_in(words, i + 1, "states")) i += 2;
  else if (word_in(words, i, "us u.s u.s.")) i += 1 + is_sign(words, i + 1, '.');
  else return false;
  return word_in(words, i, "federal") && word_in(words, i + 1, "government") && word_in(words, i + 2, "should ought");
}

// `Advantage two is WARMING.`: says which part of the case begins.
static bool announces_part(const Words *words) {
  return is_a(words, 0, HEADING_START) && words->at[0].capital && is_ordinal(words, 1) && word_in(words, 2, "is");
}

// `Value`, `Links`, `Net Benefit`: nothing but the name of a part of a case.
static bool is_part_name(const Words *words) {
  for (unsigned i = 0; i < words->count; i++) {
    if (!is_a(words, i, ARGUMENT_PART) || !words->at[i].capital) return false;
  }
  return words->count > 0 && words->count <= 2;
}

// The most words and signs of a line that is terse.
enum { TERSE = 20 };

// `Fees are local – that’s Brown.`: the line ends with whose card says so.
static bool names_card(const Words *words, unsigned i) {
  const Word *word = &words->at[i];
  bool that_is = word->kind == WORD && word->end - word->start == 6 &&
                 is_apostrophe(character(words->text, word->start + 4)) && to_small(first_character(words, i)) == 't' &&
                 to_small(character(words->text, word->end - 1)) == 's';
  if (!that_is || i + 1 >= words->count || !words->at[i + 1].capital) return false;
  for (i++; i < words->count && (words->at[i].capital || word_in(words, i, "and")); i++) {}
  return i == words->count || (i + 1 == words->count && is_sign(words, i, '.'));
}

// Whether word `i` is, or begins, what debaters say among themselves and their sources do not: `perm`, `internal link`.
// `jargon`: the classes that count in this line.
static bool is_jargon(const Words *words, unsigned i, unsigned jargon) {
  unsigned classes = classes_at(words, i);
  if (classes & jargon && !words->at[i].aside) {
    bool initials = words->at[i].end - words->at[i].start <= 3 && word_in(words, i, "da das cp cps ev");
    if (!initials || words->at[i].all_capitals) return true;
  }
  if (!(classes & LISTED)) return false;
  if (i == 0 && word_in(words, 0, "my")) return is_a(words, 1, ARGUMENT_PART);
  if (i == 0 && word_in(words, 0, "extend")) return words->count > 1 && words->at[1].capital;
  if (word_in(words, i, "no")) return is_a(words, word_in(words, i + 1, "internal") ? i + 2 : i + 1, ARGUMENT_PART);
  if (word_in(words, i, "internal")) return word_in(words, i + 1, "link links");
  return word_in(words, i, "ballot") && word_in(words, i - 3, "role");
}

// The talk of debaters among themselves, which their sources do not share: `perm`, `the 1AR`, a triple dash.
static bool has_jargon(const Words *words) {
  // `Sixth Mass Extinction` heads a part of an article.
  unsigned jargon = words->count <= TERSE && !is_title_case(words) ? JARGON | TERSE_JARGON : JARGON;
  for (unsigned i = 0; i < words->count; i++) {
    switch (words->at[i].kind) {
      case WORD:
        if (is_jargon(words, i, jargon) || names_card(words, i)) return true;
        break;
      case NUMBER:
        if (speech_end(words, i) > i) return true;
        break;
      default:
        if (is_sign(words, i, '-') && is_sign(words, i + 1, '-') && is_sign(words, i + 2, '-')) return true;
    }
  }
  return false;
}

static bool is_in_capitals(const Line *line) {
  const Words *words = &line->words;
  unsigned letters = 0;
  for (unsigned i = 0; i < words->count; i++) {
    if (words->at[i].kind != WORD) continue;
    unsigned length = words->at[i].end - words->at[i].start;
    if (!words->at[i].all_capitals && !(length == 1 && words->at[i].capital)) return false;
    letters += length;
  }
  return letters >= 2 && !ends_sentence(line);
}

// `AND` alone: the middle of a card that is disclosed by its first and last words.
static bool is_elision(const Line *line) {
  return line->length == 3 && line_character(line, 0) == 'A' && line_character(line, 1) == 'N' &&
         line_character(line, 2) == 'D';
}

// `Contention 1: Entrapment`, `Advantage – Grid`, `Solvency`.
static bool is_section_label(const Line *line) {
  const Words *words = &line->words;
  if (!is_a(words, 0, HEADING_START) || !words->at[0].capital) return false;
  bool numbered = is_ordinal(words, 1);
  if (numbered && (words->count == 2 || sign_in(words, 2, ":.") || is_dash_sign(words, 2))) return true;
  if (ends_sentence(line)) return false;
  return count_words(words) <= 10 && !has_word_of(words, VERB) && is_title_case(words);
}

// The word after a dash that parts two labels, ` – `, `—` or `---`, if one starts at word `i`; or `i`.
static unsigned parting_dash_end(const Words *words, unsigned i) {
  unsigned end = i;
  while (is_dash_sign(words, end)) end++;
  if (end == i) return i;
  bool wide = first_character(words, i) >= 0x2014;
  bool apart = words->at[i].spaced && end < words->count && words->at[end].spaced;
  return end - i >= 2 || wide || apart ? end : i;
}

// `Warming advantage – 1ac`, `Disease---2NC`, `patchwork – impact`, `nukes – at: deterrence`: what it is about, a dash,
// and nothing but a speech or a part of an argument, or an answer. Schools that write their headings in small letters
// part them so as well.
static bool is_dashed_label(const Line *line) {
  const Words *words = &line->words;
  if (!line->whole || line->length > BLOCK_CAP) return false;
  unsigned start = 0;
  for (unsigned i = 1; i < words->count; i++) {
    unsigned end = parting_dash_end(words, i);
    if (end == i) continue;
    start = i = end;
    if (is_answer_opening(words, start)) return true;
  }
  if (start == 0 || start >= words->count || ends_sentence(line)) return false;
  for (unsigned i = start; i < words->count;) {
    unsigned end = speech_end(words, i);
    bool part = is_a(words, i, ARGUMENT_PART | HEADING_START | JARGON) || sign_in(words, i, "/&") ||
                (i > start && is_number(words, i));
    if (end == i && !part) return false;
    i = end > i ? end : i + 1;
  }
  return words->count - start <= 5;
}

// A label that is a heading wherever it stands.
static bool is_plain_label(const Line *line) {
  const Words *words = &line->words;
  if (!line->whole || line->length > BLOCK_CAP || words->count == 0 || is_elision(line)) return false;
  if (is_answer_label(words)) return true;
  unsigned end = speech_end(words, 0);
  if (end > 0) {
    if (find_short_cite_in_speech(words).year) return false;
    return end >= words->count || is_dash_sign(words, end) || sign_in(words, end, ":/") || count_words(words) <= 8;
  }
  return is_section_label(line);
}

// `[TABLE OMITTED]`, `<<FOR REFERENCE>>`, `~ Marked ~`: a remark on what is quoted. Of short lines in quotations 13 in
// 100 are such, of headings hardly one in 200.
static bool is_remark(const Line *line) {
  if (!line->whole || line->length < 3) return false;
  int32_t first = line_character(line, 0), last = last_character(line);
  return (first == '[' && last == ']') || (first == '<' && last == '>') || (first == '{' && last == '}') ||
         (first == '~' && last == '~');
}

// A heading by its capitals, unless a cite follows it at once: there are tags in capitals.
static bool is_capital_label(const Line *line) {
  return line->whole && line->length <= BLOCK_CAP && is_in_capitals(line) && !is_elision(line) && !is_remark(line) &&
         count_words(&line->words) <= BLOCK_WORDS_CAP;
}

static bool first_word_is_small(const Words *words) {
  for (unsigned i = 0; i < words->count; i++) {
    if (words->at[i].kind == WORD) return !words->at[i].capital;
  }
  return false;
}

// What may be a heading: short, a phrase and no sentence.
static bool is_phrase(const Line *line) {
  if (!line->whole || line->length > BLOCK_CAP || ends_sentence(line) || line->words.count == 0) return false;
  int32_t last = last_character(line);
  return count_words(&line->words) <= BLOCK_WORDS_CAP && last != ',' && last != ';' && !is_dash(last) &&
         !first_word_is_small(&line->words) && !is_elision(line);
}

// What may be a tag by its length.
static bool may_be_tag(const Line *line) {
  if (!line->whole || line->length > TAG_CAP || is_elision(line)) return false;
  for (unsigned i = 0; i < line->words.count; i++) {
    if (line->words.at[i].kind != SIGN) return true;
  }
  return false;
}

// `*HR leadership`, `^`, `> `, `~`, `--NPT = a treaty`: one sign, where two are bold or struck through, or dashes.
static bool is_signed_note(const Line *line) {
  int32_t first = line_character(line, 0);
  if (is_dash(first)) return line->length <= BLOCK_CAP;
  bool starred = first == '*' || first == '^' || first == '>' || first == '~';
  return starred && line->length > 1 && line_character(line, 1) != first;
}

// `HC = Housing Court`: an abbreviation that the cards below use.
static bool explains_abbreviation(const Line *line) {
  const Words *words = &line->words;
  for (unsigned i = 1; i < words->count && i <= 4; i++) {
    if (is_sign(words, i, '=') && words->at[i].spaced && i + 1 < words->count && words->at[i + 1].spaced) {
      return line->length <= BLOCK_CAP && !ends_sentence(line);
    }
  }
  return false;
}

// A note: what stands between a tag and its cite rather than above a tag.
static bool is_note(const Line *line) {
  const Words *words = &line->words;
  if (!may_be_tag(line) || is_answer_label(words)) return false;
  int32_t last = last_character(line);
  bool bracketed = (is_sign(words, 0, '(') && last == ')') || (is_sign(words, 0, '[') && last == ']');
  return bracketed || is_signed_note(line) || is_remark(line) || explains_abbreviation(line) || starts_small(words) ||
         (is_a(words, 0, BOILERPLATE) && word_in(words, 0, "note"));
}

// A source, a byline, a caption: what was pasted along with a text.
static bool is_boilerplate(const Words *words) {
  if (is_sign(words, 0, 0xA9)) return true;
  if (!is_a(words, 0, BOILERPLATE)) return false;
  if (word_in(words, 0, "by")) return words->count > 1 && words->at[1].capital && count_words(words) <= 6;
  return sign_in(words, 1, ":.") || is_number(words, 1) || word_in(words, 0, "copyright see related share updated");
}

#endif
