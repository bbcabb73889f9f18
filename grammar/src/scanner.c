// The scanner of the debate grammar: what each line is, and what stands in it.
//
// An empty marker opens each line with its role, which is decided there (scanner/role.h) on what the line
// before stands for, kept in the serialized state, and on the lines to come. The empty LINE_END before it looks at
// the same lines and says nothing. So all that a decision rests on is what tree-sitter itself keeps track of:
// it compares the state before it reuses a node, and a node that ends in a LINE_END which looked at a changed
// character is not reused. It must say nothing: it is empty, and where its state differed from that of the token
// before it, tree-sitter would skip all that follows it in the old tree. For the same reason the state
// holds no more than decisions need: wherever it differs from that of the old tree, the whole node after it is
// skipped, be it half a brief.

#include "scanner/field.h"
#include "scanner/inline.h"
#include "scanner/line.h"
#include "scanner/role.h"
#include "scanner/symbol.h"
#include "tree_sitter/alloc.h"
#include "tree_sitter/parser.h"

typedef struct {
  State state;
  Plan plan;              // of the cite that is being read
  Lookaheads lookaheads;  // no part of the state: it saves work and decides nothing
} Scanner;

// The marker that opens a line, or a comment before it.
static bool open_line(TSLexer *lexer, Scanner *scanner) {
  Lookahead *lookahead = begin_lookahead(&scanner->lookaheads, lexer);
  Decision decision;
  switch (begin_line(lexer, &scanner->state, lookahead, &decision)) {
    case FOUND_NOTHING: return false;
    case FOUND_COMMENT: return produce(lexer, COMMENT);
    case FOUND_LINE: break;
  }
  if (decision.role == CITE || decision.role == CITE_MORE || decision.role == SOURCE) {
    make_plan(&lookahead->lines[0], &scanner->plan, decision.role == CITE);
  }
  return produce(lexer, decision.role);
}

// The empty token at a line's end.
static bool end_line(TSLexer *lexer, Scanner *scanner) {
  look_at_next_line(lexer, &scanner->state, begin_lookahead(&scanner->lookaheads, lexer));
  return produce(lexer, LINE_END);
}

// The next token inside a line, or its end.
static bool in_line(TSLexer *lexer, Scanner *scanner, const bool *valid) {
  Plan *plan = &scanner->plan;
  lexer->mark_end(lexer);
  for (; is_blank(lexer->lookahead); lexer->advance(lexer, true)) {
    if (plan->count > 0 && plan->at[0].gap > 0) plan->at[0].gap--;
  }
  if (at_line_end(lexer)) {
    if (valid[MARK_END]) return produce(lexer, MARK_END);
    plan->count = 0;
    return valid[LINE_END] && end_line(lexer, scanner);
  }
  if (valid[MARK]) return take_mark(lexer);
  switch (scanner->state.above) {
    case FENCED_BLOCK:
    case FENCED_TAG: return take_fenced_text(lexer);
    case PARAGRAPH: return take_quoted(lexer, valid);
    case CITE:
    case SOURCE:
      if (plan->count > 0) {
        enum Symbol field = take_field(lexer, plan);
        return produce(lexer, valid[field] ? field : TEXT);
      }
      return take_plain_text(lexer);
    default: return take_plain_text(lexer);
  }
}

void *tree_sitter_debate_external_scanner_create(void) {
  Scanner *scanner = ts_malloc(sizeof(Scanner));
  scanner->state = (State){.above = OUTSIDE};
  scanner->plan.count = 0;
  begin_lookaheads(&scanner->lookaheads);
  return scanner;
}

void tree_sitter_debate_external_scanner_destroy(void *payload) { ts_free(payload); }

enum { STATE_BYTES = 3, INLINE_STATE_BYTES = 24 };

_Static_assert(STATE_BYTES + PLAN_CAP * FIELD_BYTES <= INLINE_STATE_BYTES, "a token holds the state itself");
_Static_assert(INLINE_STATE_BYTES <= TREE_SITTER_SERIALIZATION_BUFFER_SIZE, "the state fits tree-sitter's buffer");
_Static_assert((int)RECOVERY < (int)OUTSIDE && OUTSIDE <= UINT8_MAX, "a role fits its byte");

// The state, and every field that is planned.
unsigned tree_sitter_debate_external_scanner_serialize(void *payload, char *buffer) {
  const Scanner *scanner = payload;
  unsigned length = 0;
  buffer[length++] = (char)scanner->state.above;
  buffer[length++] = (char)scanner->state.memory;
  buffer[length++] = (char)(scanner->state.number | scanner->state.letter << 4);
  for (unsigned i = 0; i < scanner->plan.count; i++) {
    Field field = scanner->plan.at[i];
    uint32_t packed =
        (uint32_t)(field.symbol - TEXT) << (GAP_BITS + LENGTH_BITS) | (uint32_t)field.gap << LENGTH_BITS | field.length;
    for (unsigned byte = 0; byte < FIELD_BYTES; byte++) buffer[length++] = (char)(packed >> (8 * byte) & 0xFF);
  }
  return length;
}

void tree_sitter_debate_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  Scanner *scanner = payload;
  scanner->state = (State){.above = OUTSIDE};
  scanner->plan.count = 0;
  if (length < STATE_BYTES) return;
  uint8_t numbering = (uint8_t)buffer[2];
  scanner->state = (State){.above = (uint8_t)buffer[0],
                           .memory = (uint8_t)buffer[1],
                           .number = numbering & NUMBERING_CAP,
                           .letter = numbering >> 4};
  for (unsigned at = STATE_BYTES; at + FIELD_BYTES <= length && scanner->plan.count < PLAN_CAP; at += FIELD_BYTES) {
    uint32_t packed = 0;
    for (unsigned byte = 0; byte < FIELD_BYTES; byte++) packed |= (uint32_t)(uint8_t)buffer[at + byte] << (8 * byte);
    scanner->plan.at[scanner->plan.count++] = (Field){.symbol = (uint8_t)(TEXT + (packed >> (GAP_BITS + LENGTH_BITS))),
                                                      .gap = packed >> LENGTH_BITS & ((1u << GAP_BITS) - 1),
                                                      .length = packed & ((1u << LENGTH_BITS) - 1)};
  }
}

bool tree_sitter_debate_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
  Scanner *scanner = payload;
  if (valid[RECOVERY]) return false;
  bool found = valid[POCKET] || valid[TAG] ? open_line(lexer, scanner) : in_line(lexer, scanner, valid);
  // Of the character that a token looked at last, tree-sitter counts one byte as looked at. Every token has its
  // end marked by now, so stepping over that character makes an edit in the middle of it count.
  if (found && lexer->lookahead >= 0x80) take(lexer);
  return found;
}
