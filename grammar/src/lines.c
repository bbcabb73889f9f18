// Reads a text line by line, for those who need what is in a brief and no tree: the scanner's own decisions about lines,
// and its own tokens inside of them.
// Part of the Rust crate alone; a parser for an editor does not need it.

#include "lines.h"

// First, so that the scanner reads it without calls through its pointers.
#include "string_lexer.h"

#include "scanner/inline.h"
#include "scanner/role.h"
#include "scanner/symbol.h"

typedef struct {
  DebateTokenVisitor visit;
  void *visitor;
} Receiver;

static void send(const Receiver *receiver, uint8_t symbol, uint32_t start, uint32_t end) {
  receiver->visit(receiver->visitor, symbol, start, end);
}

// The end of a line without the blanks that trail it.
static uint32_t without_blanks(StringLexer *string, uint32_t start, uint32_t end) {
  while (end > start) {
    uint32_t last = end - 1;
    while (last > start && is_continuation(string, last)) last--;
    go_to(string, last);
    if (!is_blank(string->lexer.lookahead)) break;
    end = last;
  }
  return end;
}

// Starts a token where the scanner starts one inside of a line: at the next character that is no blank.
static void start_token(StringLexer *string) {
  while (is_blank(string->lexer.lookahead)) advance(&string->lexer, true);
  string->token_start = string->at;
  mark_end(&string->lexer);
}

// The words of a line that has a mark of its own.
static void find_words_of(StringLexer *string, uint32_t start, uint32_t end, bool fenced, const Receiver *receiver) {
  go_to(string, start);
  take_mark(&string->lexer);
  go_to(string, string->token_end);
  start_token(string);
  uint32_t text_start = string->at, text_end = end;
  if (fenced) {
    take_fenced_text(&string->lexer);
    text_end = string->token_end;
  }
  if (text_start < text_end) send(receiver, TEXT, text_start, text_end);
}

enum { KINDS_OF_MARKS = sizeof CUTTING_MARKS / sizeof CUTTING_MARKS[0] };

static bool has_pair(const uint8_t *text, const uint8_t *end, int sign) {
  for (; text < end && (text = memchr(text, sign, (size_t)(end - text))); text++) {
    if (text + 1 < end && text[1] == sign) return true;
  }
  return false;
}

// Whether two of a sign stand together: only there a cutting mark can be.
static bool may_have_marks(const StringLexer *string, uint32_t start, uint32_t end) {
  for (unsigned i = 0; i < KINDS_OF_MARKS; i++) {
    if (has_pair(string->text + start, string->text + end, CUTTING_MARKS[i].sign)) return true;
  }
  return false;
}

// Goes through the tokens of a paragraph. Which are valid is what the grammar says: each mark opens inside of the others,
// and the innermost is the one that can close.
static void find_marks(StringLexer *string, uint32_t start, uint32_t end, const Receiver *receiver) {
  bool valid[RECOVERY + 1] = {false};
  const CuttingMark *open[KINDS_OF_MARKS];
  unsigned depth = 0;
  for (unsigned i = 0; i < KINDS_OF_MARKS; i++) valid[CUTTING_MARKS[i].open] = true;
  for (go_to(string, start);;) {
    start_token(string);
    if (string->at >= end) return;
    take_quoted(&string->lexer, valid);
    enum Symbol symbol = string->lexer.result_symbol;
    uint32_t token_start = string->token_start, token_end = string->token_end;
    go_to(string, token_end);
    if (symbol < UNDERLINE_OPEN || symbol > MARK_END) continue;
    send(receiver, (uint8_t)symbol, token_start, token_end);
    if (depth > 0) valid[open[depth - 1]->close] = false;
    if (symbol != MARK_END && valid[symbol] && depth < KINDS_OF_MARKS) {
      open[depth] = &CUTTING_MARKS[(symbol - UNDERLINE_OPEN) / 2];
      valid[open[depth++]->open] = false;
    } else if (depth > 0) {
      valid[open[--depth]->open] = true;
    }
    if (depth > 0) valid[open[depth - 1]->close] = true;
  }
}

void tree_sitter_debate_lines(const uint8_t *text, uint32_t length, DebateTokenVisitor visit, void *visitor) {
  Receiver receiver = {visit, visitor};
  StringLexer string = lexer_of(text, length);
  State state = {.above = OUTSIDE};
  Lookaheads lookaheads;
  begin_lookaheads(&lookaheads);
  for (;;) {
    Lookahead *lookahead = begin_lookahead(&lookaheads, &string.lexer);
    Decision decision;
    enum Found found = begin_line(&string.lexer, &state, lookahead, &decision);
    if (found == FOUND_NOTHING) return;
    uint32_t start = string.token_start, end = string.token_end;
    if (found == FOUND_COMMENT) {
      send(&receiver, COMMENT, start, end);
      go_to(&string, end);
      continue;
    }
    uint32_t next = line_end(&string, start);
    end = without_blanks(&string, start, next);
    send(&receiver, (uint8_t)decision.role, start, end);
    switch (decision.role) {
      case POCKET:
      case HAT:
      case MARKED_BLOCK:
      case MARKED_TAG: find_words_of(&string, start, end, false, &receiver); break;
      case FENCED_POCKET:
      case FENCED_HAT:
      case FENCED_BLOCK:
      case FENCED_TAG: find_words_of(&string, start, end, true, &receiver); break;
      case BLOCK:
      case TAG_PART:
      case TAG:
      case ANALYTIC:
      case UNDERTAG: send(&receiver, TEXT, start, end); break;
      case PARAGRAPH:
        if (may_have_marks(&string, start, end)) find_marks(&string, start, end, &receiver);
        break;
      default: break;
    }
    go_to(&string, next);
  }
}
