// Says of every line of a text what it is and why: the scanner's own decisions, made over a string in memory.
// Part of the Rust crate alone; a parser for an editor does not need it.

#include "explain.h"

// First, so that the scanner reads it without calls through its pointers.
#include "string_lexer.h"

#include "scanner/role.h"
#include "scanner/symbol.h"

const char *tree_sitter_debate_reason(uint8_t reason) {
#define TEXT_OF(name, text) text,
  static const char *const texts[] = {REASONS(TEXT_OF)};
#undef TEXT_OF
  return reason < sizeof texts / sizeof texts[0] ? texts[reason] : "";
}

void tree_sitter_debate_explain(const uint8_t *text, uint32_t length, DebateVisitor visit, void *visitor) {
  StringLexer string = lexer_of(text, length);
  State state = {.above = OUTSIDE};
  Lookaheads lookaheads;
  begin_lookaheads(&lookaheads);
  for (;;) {
    Lookahead *lookahead = begin_lookahead(&lookaheads, &string.lexer);
    Decision decision;
    switch (begin_line(&string.lexer, &state, lookahead, &decision)) {
      case FOUND_NOTHING: return;
      case FOUND_COMMENT: break;
      case FOUND_LINE: visit(visitor, string.token_start, (uint8_t)decision.role, (uint8_t)decision.reason); break;
    }
    go_to(&string, line_end(&string, string.token_end));
  }
}
