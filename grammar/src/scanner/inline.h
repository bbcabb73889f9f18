// The parts of a line: plain text, cutting marks and brackets in a quotation, fields in a cite. All of it is
// lexical and bounded; what a cite means is the server's business.

#ifndef DEBATE_INLINE_H
#define DEBATE_INLINE_H

#include "character.h"
#include "line.h"
#include "symbol.h"
#include "tree_sitter/parser.h"

enum { BRACKET_CAP = 200 };

static bool produce(TSLexer *lexer, enum Symbol symbol) {
  lexer->result_symbol = symbol;
  return true;
}

// Takes the rest of the line, and marks its end before the blanks that trail it.
static bool take_plain_text(TSLexer *lexer) {
  for (;;) {
    while (!is_blank(lexer->lookahead) && !at_line_end(lexer)) take(lexer);
    lexer->mark_end(lexer);
    take_blanks(lexer);
    if (at_line_end(lexer)) return produce(lexer, TEXT);
  }
}

static unsigned take_run(TSLexer *lexer, int32_t c) {
  unsigned n = 0;
  while (lexer->lookahead == c && !at_file_end(lexer)) {
    take(lexer);
    n++;
  }
  return n;
}

// The mark of a line that is marked: `#`, `===` before the text, `===` after it.
static bool take_mark(TSLexer *lexer) {
  take_run(lexer, lexer->lookahead);
  lexer->mark_end(lexer);
  return produce(lexer, MARK);
}

// Inside `===…===`: the text up to the run of `=` that ends the line.
static bool take_fenced_text(TSLexer *lexer) {
  while (!at_line_end(lexer)) {
    if (lexer->lookahead == '=') {
      take_run(lexer, '=');
      take_blanks(lexer);
      if (at_line_end(lexer)) break;
      continue;
    }
    bool blank = is_blank(lexer->lookahead);
    take(lexer);
    if (!blank) lexer->mark_end(lexer);
  }
  return produce(lexer, TEXT);
}

typedef struct {
  int32_t sign;
  enum Symbol open, close;
} CuttingMark;

static const CuttingMark CUTTING_MARKS[] = {
    {'_', UNDERLINE_OPEN, UNDERLINE_CLOSE},
    {'*', EMPHASIS_OPEN, EMPHASIS_CLOSE},
    {'=', HIGHLIGHT_OPEN, HIGHLIGHT_CLOSE},
};

static const CuttingMark *cutting_mark(int32_t c) {
  return c == '_' ? &CUTTING_MARKS[0] : c == '*' ? &CUTTING_MARKS[1] : c == '=' ? &CUTTING_MARKS[2] : NULL;
}

// What a run of two of the mark's sign does here, TEXT if nothing. An open mark is closed by the next, even
// inside a word (`**U**nited`); a mark that would open inside a word, or before a blank, is text. Where the
// mark is open further out, the inner ones are closed first, by MARK_END.
static enum Symbol mark_effect(TSLexer *lexer, const bool *valid, const CuttingMark *mark, bool in_word) {
  if (valid[mark->close]) return mark->close;
  if (!valid[mark->open]) return MARK_END;
  bool opens = !in_word && !at_line_end(lexer) && !is_blank(lexer->lookahead);
  return opens ? mark->open : TEXT;
}

// `...` or more dots, `…`, `. . .`: how many dots, and the lexer after them. `last` is the character before the lexer: a
// blank behind the dots is taken as well if they may be spaced.
static unsigned take_dots(TSLexer *lexer, bool spaced, bool mark_ends, int32_t *last) {
  unsigned dots = 0;
  while (lexer->lookahead == '.' || lexer->lookahead == 0x2026) {
    dots += lexer->lookahead == '.' ? 1 : 3;
    *last = lexer->lookahead;
    take(lexer);
    if (mark_ends) lexer->mark_end(lexer);
    if (!spaced || lexer->lookahead != ' ') continue;
    *last = ' ';
    take(lexer);
  }
  return dots;
}

static bool is_link_letter(int32_t c) { return c == 'h' || c == 'H' || c == 'w' || c == 'W'; }

// `http://`, `https://`, `www.`: whether the lexer, which stands at a word's start, came to the end of one.
// What it took if not is a part of one, and so nothing but plain text.
static bool take_link_start(TSLexer *lexer) {
  const char *rest = to_small(lexer->lookahead) == 'h' ? "http" : "www.";
  for (; *rest; rest++) {
    if (to_small(lexer->lookahead) != *rest) return false;
    take(lexer);
    if (*rest == '.') return true;
  }
  if (to_small(lexer->lookahead) == 's') take(lexer);
  for (rest = "://"; *rest; rest++) {
    if (lexer->lookahead != *rest) return false;
    take(lexer);
  }
  return true;
}

static bool ends_link(int32_t c) {
  return is_blank(c) || is_line_end(c) || c == '<' || c == '>' || is_double_quote(c) || c == ']';
}

// Takes the rest of a link. Punctuation at its end does not belong to it, nor does the mark that closes one.
static bool take_link(TSLexer *lexer, const bool *valid) {
  lexer->mark_end(lexer);
  while (!ends_link(lexer->lookahead) && !at_file_end(lexer)) {
    int32_t c = lexer->lookahead;
    take(lexer);
    const CuttingMark *mark = cutting_mark(c);
    if (mark && !valid[mark->open] && lexer->lookahead == c) {
      take(lexer);
      if (is_word_character(lexer->lookahead)) lexer->mark_end(lexer);
    } else if (!(c == '.' || c == ',' || c == ';' || c == ':' || c == ')' || c == '!' || c == '?' || c == '\'' ||
                 c == 0x2019)) {
      lexer->mark_end(lexer);
    }
  }
  return produce(lexer, URL);
}

// At `[` or `\[`: a bracket that closes within BRACKET_CAP characters and holds neither another nor a cutting mark, or
// text up to the first sign in it that may be something else.
static bool take_bracket(TSLexer *lexer) {
  take(lexer);
  lexer->mark_end(lexer);
  bool plain = true;
  for (unsigned n = 0; n < BRACKET_CAP && !at_line_end(lexer) && lexer->lookahead != '['; n++) {
    int32_t c = lexer->lookahead;
    if (cutting_mark(c) || c == '\\' || c == '.' || c == 0x2026 || is_blank(c)) plain = false;
    take(lexer);
    // Two of a sign may be a mark: what is read aloud may begin or end inside a bracket.
    if (cutting_mark(c) && lexer->lookahead == c) return produce(lexer, TEXT);
    if (c == ']') {
      lexer->mark_end(lexer);
      return produce(lexer, BRACKETED);
    }
    if (plain) lexer->mark_end(lexer);
  }
  return produce(lexer, TEXT);
}

// Plain text of a quotation, up to what may be a mark, a bracket, a link or an omission. `before` is the
// character before the lexer if it belongs to this text.
static bool take_quoted_text(TSLexer *lexer, const bool *valid, int32_t before) {
  while (!at_line_end(lexer)) {
    int32_t c = lexer->lookahead;
    const CuttingMark *mark = cutting_mark(c);
    if (is_blank(c)) {
      // Blanks before the line's end, or before what is no plain text, do not belong to it.
      if (!is_blank(before)) lexer->mark_end(lexer);
      take(lexer);
    } else if (mark || c == '[' || c == '\\' || c == '.' || c == 0x2026 ||
               (is_link_letter(c) && !is_word_character(before))) {
      if (!is_blank(before)) lexer->mark_end(lexer);
      if (mark) {
        if (take_run(lexer, c) == 2 && mark_effect(lexer, valid, mark, is_word_character(before)) != TEXT)
          return produce(lexer, TEXT);
      } else if (c == '[') {
        return produce(lexer, TEXT);
      } else if (c == '\\') {
        take(lexer);
        if (lexer->lookahead == '[') return produce(lexer, TEXT);
        if (!at_line_end(lexer) && !is_blank(lexer->lookahead)) take(lexer);
      } else if (is_link_letter(c)) {
        if (take_link_start(lexer)) return produce(lexer, TEXT);
      } else if (take_dots(lexer, is_blank(before), false, &c) >= 3) {
        return produce(lexer, TEXT);
      }
      if (!is_blank(c)) lexer->mark_end(lexer);
    } else {
      take(lexer);
      // Inside a word no sign but those above can begin anything.
      if (is_word_character(c)) c = take_small(lexer, c);
    }
    before = c;
  }
  if (!is_blank(before)) lexer->mark_end(lexer);
  return produce(lexer, TEXT);
}

// The next token of a quotation. The lexer stands at a character that is not blank.
static bool take_quoted(TSLexer *lexer, const bool *valid) {
  int32_t c = lexer->lookahead;
  const CuttingMark *mark = cutting_mark(c);
  if (mark) {
    unsigned run = take_run(lexer, c);
    enum Symbol effect = run == 2 ? mark_effect(lexer, valid, mark, false) : TEXT;
    if (effect != MARK_END) lexer->mark_end(lexer);
    if (effect != TEXT) return produce(lexer, effect);
  } else if (c == '[') {
    return take_bracket(lexer);
  } else if (c == '\\') {
    take(lexer);
    if (lexer->lookahead == '[') return take_bracket(lexer);
    if (!at_line_end(lexer) && !is_blank(lexer->lookahead)) take(lexer);
    lexer->mark_end(lexer);
  } else if (c == '.' || c == 0x2026) {
    bool omission = take_dots(lexer, true, true, &c) >= 3;
    if (omission) return produce(lexer, OMISSION);
  } else if (is_link_letter(c)) {
    bool link = take_link_start(lexer);
    lexer->mark_end(lexer);
    if (link) return take_link(lexer, valid);
  } else if (c == 'A') {
    const char *rest = "AND";
    while (*rest && lexer->lookahead == *rest) take(lexer), rest++;
    lexer->mark_end(lexer);
    if (!*rest) {
      take_blanks(lexer);
      if (at_line_end(lexer)) return produce(lexer, OMISSION);
    }
  }
  return take_quoted_text(lexer, valid, c);
}

#endif
