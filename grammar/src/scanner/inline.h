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
  while (!at_line_end(lexer)) {
    bool blank = is_blank(lexer->lookahead);
    take(lexer);
    if (!blank) lexer->mark_end(lexer);
  }
  return produce(lexer, TEXT);
}

static unsigned take_run(TSLexer *lexer, int32_t c) {
  unsigned n = 0;
  while (lexer->lookahead == c && !lexer->eof(lexer)) {
    take(lexer);
    n++;
  }
  return n;
}

// Inside `===…===`: text up to the run of `=` that ends the line, or that run.
static bool take_fenced(TSLexer *lexer, const bool *valid) {
  if (valid[FENCE_END]) {
    take_run(lexer, '=');
    lexer->mark_end(lexer);
    return produce(lexer, FENCE_END);
  }
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

#endif
