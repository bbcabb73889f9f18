// Says of every line of a text what it is and why: the scanner's own decisions, made over a string in memory.
// Part of the Rust crate alone; a parser for an editor does not need it.

#include "explain.h"

#include "scanner/role.h"
#include "scanner/symbol.h"

// A lexer over UTF-8, as tree-sitter's own is: a byte that is not UTF-8 is a character, -1.
typedef struct {
  TSLexer lexer;  // first, so that a pointer to it is one to the whole
  const uint8_t *text;
  uint32_t length, at, width;
  uint32_t token_start, token_end;
} StringLexer;

static bool is_continuation(const StringLexer *string, uint32_t i) {
  return i < string->length && (string->text[i] & 0xC0) == 0x80;
}

static void look(StringLexer *string) {
  string->width = 0;
  string->lexer.lookahead = 0;
  if (string->at >= string->length) return;
  uint8_t first = string->text[string->at];
  uint32_t width = first < 0x80                    ? 1
                   : first >= 0xC2 && first < 0xE0 ? 2
                   : (first & 0xF0) == 0xE0        ? 3
                   : first >= 0xF0 && first < 0xF5 ? 4
                                                   : 0;
  int32_t c = width <= 1 ? first : first & (0x7F >> width);
  for (uint32_t i = 1; i < width; i++) {
    if (!is_continuation(string, string->at + i)) width = 0;
    else c = c << 6 | (string->text[string->at + i] & 0x3F);
  }
  bool too_long = (width == 3 && c < 0x800) || (width == 4 && (c < 0x10000 || c > 0x10FFFF));
  bool surrogate = c >= 0xD800 && c <= 0xDFFF;
  if (width == 0 || too_long || surrogate) c = -1, width = 1;
  string->width = width;
  string->lexer.lookahead = c;
}

static void advance(TSLexer *lexer, bool skip) {
  StringLexer *string = (StringLexer *)lexer;
  string->at += string->width;
  if (skip) string->token_start = string->at;
  look(string);
}

static void mark_end(TSLexer *lexer) { ((StringLexer *)lexer)->token_end = ((StringLexer *)lexer)->at; }

static bool eof(const TSLexer *lexer) {
  const StringLexer *string = (const StringLexer *)lexer;
  return string->at >= string->length;
}

static void go_to(StringLexer *string, uint32_t at) {
  string->at = string->token_start = string->token_end = at;
  look(string);
}

const char *tree_sitter_debate_reason(uint8_t reason) {
#define TEXT_OF(name, text) text,
  static const char *const texts[] = {REASONS(TEXT_OF)};
#undef TEXT_OF
  return reason < sizeof texts / sizeof texts[0] ? texts[reason] : "";
}

void tree_sitter_debate_explain(const uint8_t *text, uint32_t length, DebateVisitor visit, void *visitor) {
  StringLexer string = {
      .lexer = {.advance = advance, .mark_end = mark_end, .eof = eof}, .text = text, .length = length};
  State state = {.above = OUTSIDE};
  Lookaheads lookaheads;
  begin_lookaheads(&lookaheads);
  go_to(&string, 0);
  for (;;) {
    Lookahead *lookahead = begin_lookahead(&lookaheads, &string.lexer);
    Decision decision;
    switch (begin_line(&string.lexer, &state, lookahead, &decision)) {
      case FOUND_NOTHING: return;
      case FOUND_COMMENT: break;
      case FOUND_LINE: visit(visitor, string.token_start, (uint8_t)decision.role, (uint8_t)decision.reason); break;
    }
    go_to(&string, string.token_end);
    while (!at_line_end(&string.lexer)) take(&string.lexer);
  }
}
