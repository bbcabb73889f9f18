// Evidence that a line is a heading, a tag or an analytic: what its own words look like.

#ifndef DEBATE_LABEL_H
#define DEBATE_LABEL_H

#include "line.h"
#include "word.h"

enum { TAG_CAP = 360, BLOCK_CAP = 120, BLOCK_WORDS_CAP = 16 };

static int32_t last_character(const Line *line) { return line->length ? line->text[line->length - 1] : 0; }

// A full stop, question or exclamation mark, also inside closing quotes or brackets.
static bool ends_sentence(const Line *line) {
  for (unsigned i = line->length; i-- > 0;) {
    int32_t c = line->text[i];
    if (c == '"' || c == 0x201D || c == 0x2019 || c == ')' || c == ']' || c == '\'') continue;
    return c == '.' || c == '?' || c == '!' || c == 0x2026;
  }
  return false;
}

static unsigned count_words(const Line *line) {
  unsigned n = 0;
  for (unsigned i = 0; i < line->words.count; i++) n += line->words.at[i].kind != SIGN;
  return n;
}

// `1AC`, `2NC`, `1AR`, `2A`: the words of a speech's name are a number and letters glued to it.
static bool is_speech(const Words *words, unsigned i) {
  return digits(words, i) == 1 && value(words, i) >= 1 && value(words, i) <= 2 && glued(words, i + 1) &&
         word_in(words, i + 1, "ac nc ar nr a n") && words->at[i + 1].all_capitals;
}

static unsigned skip_speeches_and_dashes(const Words *words, unsigned i) {
  for (;;) {
    if (is_speech(words, i)) i += 2;
    else if (is_dash_sign(words, i) || sign_in(words, i, "/*>#<+~")) i++;
    else return i;
  }
}

// `AT: X`, `A2: X`, `A/2 X`, `Answers to: X`, `ANS TO X`, `2AC---AT: X`, `—AT X`, `They say: X`.
static bool is_answer_label(const Words *words) {
  unsigned i = skip_speeches_and_dashes(words, 0);
  if (word_in(words, i, "at") && words->at[i].all_capitals) return true;
  if (word_in(words, i, "a2 a2a at:")) return true;
  if (word_in(words, i, "a") && is_sign(words, i + 1, '/') && (is_number(words, i + 2) || word_in(words, i + 2, "t"))) return true;
  if (word_in(words, i, "answer answers ans answering responses response")) return word_in(words, i + 1, "to") || is_sign(words, i + 1, ':');
  return word_in(words, i, "they") && word_in(words, i + 1, "say") && sign_in(words, i + 2, ":-");
}

// A label that is a heading wherever it stands.
static bool is_plain_label(const Line *line) {
  const Words *words = &line->words;
  if (!line->whole || line->length > BLOCK_CAP || words->count == 0) return false;
  if (is_answer_label(words)) return true;
  if (is_speech(words, 0)) {
    unsigned i = skip_speeches_and_dashes(words, 0);
    return i >= words->count || i > 2 || sign_in(words, i, ":") || count_words(line) <= 6;
  }
  unsigned letters = 0;
  for (unsigned i = 0; i < words->count; i++) {
    if (words->at[i].kind != WORD) continue;
    if (words->at[i].end - words->at[i].start == 1 && words->at[i].capital) continue;
    if (!words->at[i].all_capitals) return false;
    letters += words->at[i].end - words->at[i].start;
  }
  return letters >= 2 && !ends_sentence(line);
}

static bool has_verb(const Words *words) {
  for (unsigned i = 0; i < words->count; i++) {
    if (is_a(words, i, A_VERB)) return true;
  }
  return false;
}

// What may be a heading: short, a phrase and no sentence.
static bool is_phrase(const Line *line) {
  if (!line->whole || line->length > BLOCK_CAP || ends_sentence(line) || line->words.count == 0) return false;
  int32_t last = last_character(line);
  return count_words(line) <= BLOCK_WORDS_CAP && last != ',' && last != ';';
}

// What may be a tag by its length and its first character.
static bool may_be_tag(const Line *line) {
  if (!line->whole || line->length > TAG_CAP || line->words.count == 0) return false;
  for (unsigned i = 0; i < line->words.count; i++) {
    if (line->words.at[i].kind != SIGN) return true;
  }
  return sign_in(&line->words, 0, "<([.");
}

#endif
