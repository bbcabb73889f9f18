// The lines to come, read ahead: what a line's role is decided on.
//
// A line is read up to LINE_CAP characters and a lookahead holds few lines, so that every character of a brief
// is looked at a bounded number of times. Blank lines and comments between lines are stepped over whole;
// each stretch of them is seen only from the few lines before it.

#ifndef DEBATE_LINE_H
#define DEBATE_LINE_H

#include "character.h"
#include "tree_sitter/parser.h"
#include "word.h"

#include <string.h>

// LONG_LINE_CAP: how long an argument of the debater's own may be.
enum { LINE_CAP = 500, LONG_LINE_CAP = 900, LOOKAHEAD_LINES = 6, COMMENT_CAP = 4096 };

enum Gap { GAP_LINE_END, GAP_BLANK_LINE };

typedef struct {
  int32_t text[LINE_CAP];  // without leading and trailing blanks
  uint16_t length;
  bool whole;       // the line's end was reached
  bool ends;        // … or would be within LONG_LINE_CAP, as read_to_end found out
  enum Gap before;  // what stands before this line; the file's start counts as blank
  bool divided;     // the words were found
  Words words;      // without the signs of formatting
} Line;

_Static_assert(LINE_CAP <= UINT16_MAX, "a line's length and a word's place fit their fields");

static Characters characters_of(const Line *line) { return (Characters){line->text, line->length}; }

static int32_t line_character(const Line *line, unsigned i) { return character(characters_of(line), i); }

static int32_t last_character(const Line *line) { return line_character(line, line->length - 1u); }

// How to go on in the text; and how to take some of the characters that come next in the line, at most `most`, and how
// many they are. string_lexer.h does both without calls through the lexer, and take_small.
#ifndef STEP
#define STEP(lexer, skip) (lexer)->advance(lexer, skip)
#define TAKE_ASCII(lexer, into, most) 0u

// Takes the small letters that come next. The last of them, or `before` if there are none.
static int32_t take_small(TSLexer *lexer, int32_t before) {
  for (; is_small(lexer->lookahead); STEP(lexer, false)) before = lexer->lookahead;
  return before;
}
#endif

static void take(TSLexer *lexer) { STEP(lexer, false); }

// Steps over one line end, \n, \r\n or \r.
static void take_line_end(TSLexer *lexer) {
  bool carriage_return = lexer->lookahead == '\r';
  take(lexer);
  if (carriage_return && lexer->lookahead == '\n') take(lexer);
}

// At the file's end the lexer shows a NUL, as a NUL in the file does: only then it has to be asked.
static bool at_file_end(TSLexer *lexer) { return lexer->lookahead == 0 && lexer->eof(lexer); }

static bool at_line_end(TSLexer *lexer) { return is_line_end(lexer->lookahead) || at_file_end(lexer); }

static void take_blanks(TSLexer *lexer) {
  while (is_blank(lexer->lookahead)) take(lexer);
}

// Reads the rest of a line that starts with `<!--`, of which `line` holds what was read so far. Says whether
// it is a comment: closed at the line's end, and within COMMENT_CAP characters.
static bool take_comment(TSLexer *lexer, const Line *line) {
  int32_t last[3] = {0, 0, 0};
  unsigned read = 0;
  for (; read < line->length; read++) {
    last[0] = last[1], last[1] = last[2], last[2] = line_character(line, read);
  }
  // Blanks end a comment's line, and part `--` from `>` anywhere else.
  bool parted = line->length < LINE_CAP;
  while (!at_line_end(lexer) && read < COMMENT_CAP) {
    int32_t c = lexer->lookahead;
    if (!is_blank(c)) {
      if (parted) last[1] = last[2] = 0;
      last[0] = last[1], last[1] = last[2], last[2] = c;
    }
    parted = is_blank(c);
    take(lexer);
    read++;
  }
  return at_line_end(lexer) && read >= 7 && last[0] == '-' && last[1] == '-' && last[2] == '>';
}

static bool starts_comment(const Line *line) {
  return line_character(line, 0) == '<' && line_character(line, 1) == '!' && line_character(line, 2) == '-' &&
         line_character(line, 3) == '-';
}

// Whether the line says how far its card was read: `~ Marked 10:32 ~`, as debaters write it while they read.
static bool is_reading_mark(const Line *line) {
  static const char word[] = "marked";
  if (!line->whole || line_character(line, 0) != '~' || last_character(line) != '~') return false;
  unsigned i = 1;
  while (is_blank(line_character(line, i))) i++;
  for (const char *letter = word; *letter; letter++, i++) {
    if ((line_character(line, i) | 0x20) != *letter) return false;
  }
  return !is_word_character(line_character(line, i));
}

// Whether the lexer stands at a line that is `---` and no more; takes that line.
static bool take_divider(TSLexer *lexer) {
  unsigned dashes = 0;
  for (; lexer->lookahead == '-'; dashes++) take(lexer);
  take_blanks(lexer);
  return dashes == 3 && at_line_end(lexer);
}

// Takes the rest of the front matter whose first line was just read, and marks its end. It is what static site
// generators and note programs put at the start of a file: keys and values between two lines that are `---`. Says
// whether it is one, closed within COMMENT_CAP characters; its first line has to hold a key.
static bool take_front_matter(TSLexer *lexer) {
  bool first = true, has_key = false;
  for (unsigned read = 0; read < COMMENT_CAP && !at_file_end(lexer);) {
    take_line_end(lexer);
    if (!first && take_divider(lexer)) {
      lexer->mark_end(lexer);
      return has_key;
    }
    bool spaced = false;
    for (; !at_line_end(lexer) && read < COMMENT_CAP; read++) {
      has_key |= first && lexer->lookahead == ':' && !spaced && read > 0;
      spaced |= is_blank(lexer->lookahead);
      take(lexer);
    }
    if (!has_key) return false;
    read++;
    first = false;
  }
  return false;
}

static bool is_divider(const Line *line) {
  return line->whole && line->length == 3 && line_character(line, 0) == '-' && line_character(line, 1) == '-' &&
         line_character(line, 2) == '-';
}

static void read_line(TSLexer *lexer, Line *line) {
  unsigned length = 0;
  while (!at_line_end(lexer) && length < LINE_CAP) {
    line->text[length++] = lexer->lookahead;
    take(lexer);
    length += TAKE_ASCII(lexer, line->text + length, LINE_CAP - length);
  }
  unsigned trimmed = length;
  while (trimmed > 0 && is_blank(line->text[trimmed - 1])) trimmed--;
  FORGET(line->text + trimmed, (LINE_CAP - trimmed) * sizeof line->text[0]);
  line->length = (uint16_t)trimmed;
  line->divided = false;
  line->whole = line->ends = at_line_end(lexer);
}

// Steps over the rest of a line whose start was read last, and says whether it ends within LONG_LINE_CAP characters.
static bool read_to_end(TSLexer *lexer, Line *line) {
  if (line->ends) return true;
  for (unsigned length = LINE_CAP; length < LONG_LINE_CAP && !at_line_end(lexer); length++) take(lexer);
  return line->ends = at_line_end(lexer);
}

// Goes to the next line that is not blank, and says what lies between. What is skipped stands before the token.
static enum Gap go_to_line(TSLexer *lexer, bool skip) {
  unsigned line_ends = 0;
  int32_t before = 0;
  while (is_blank(lexer->lookahead) || is_line_end(lexer->lookahead)) {
    line_ends += is_line_end(lexer->lookahead) && !(before == '\r' && lexer->lookahead == '\n');
    before = lexer->lookahead;
    STEP(lexer, skip);
  }
  return line_ends == 1 ? GAP_LINE_END : GAP_BLANK_LINE;
}

enum Found { FOUND_NOTHING, FOUND_COMMENT, FOUND_LINE };

// Reads the line, or the whole comment, that starts where the lexer stands: at a character that is no blank.
static enum Found read_comment_or_line(TSLexer *lexer, Line *line) {
  if (at_file_end(lexer)) return FOUND_NOTHING;
  read_line(lexer, line);
  // The rest of a comment that is longer than a line's cap is read here. Where it turns out to be none, it is
  // the text of a long line, and an lookahead ends with such a line in any case.
  if (is_reading_mark(line)) return FOUND_COMMENT;
  return starts_comment(line) && take_comment(lexer, line) ? FOUND_COMMENT : FOUND_LINE;
}

// Reads the next line that is neither blank nor a comment. The lexer stands at the end of the line before.
static bool read_next_line(TSLexer *lexer, Line *line) {
  for (unsigned line_ends = 0;;) {
    while (is_blank(lexer->lookahead) || is_line_end(lexer->lookahead)) {
      if (is_line_end(lexer->lookahead)) {
        take_line_end(lexer);
        line_ends++;
      } else {
        take(lexer);
      }
    }
    line->before = line_ends <= 1 ? GAP_LINE_END : GAP_BLANK_LINE;
    switch (read_comment_or_line(lexer, line)) {
      case FOUND_NOTHING: return false;
      case FOUND_LINE: return true;
      // A comment counts as no line: what stands around it is as far apart as without it.
      case FOUND_COMMENT: line_ends -= line_ends > 0;
    }
  }
}

static bool is_same_text(const Line *one, const Line *other) {
  return one->length == other->length && one->whole == other->whole &&
         memcmp(one->text, other->text, one->length * sizeof one->text[0]) == 0;
}

// Finds the words of a line, if that was not done before.
static void divide(Line *line) {
  if (line->divided) return;
  find_words(&line->words, characters_of(line));
  drop_formatting(&line->words);
  line->divided = true;
}

// Looks at all that any decision about the next line can rest on.
static void look_ahead(TSLexer *lexer) {
  Line line;
  for (unsigned n = 0; n < LOOKAHEAD_LINES && read_next_line(lexer, &line) && read_to_end(lexer, &line); n++) {}
}

#endif
