// The scanner of the debate grammar: what each line is, and what stands in it.
//
// Between two lines it decides what the next one is (scanner/role.h) on the empty token LINE_END, which
// reads the lines to come. The decision is kept in the state, and the marker that opens the line follows
// from it without another look. So everything that a decision rests on is what tree-sitter itself keeps
// track of: the characters read belong to LINE_END, which is read again when one of them changes, and the
// role of the line before is in the serialised state, which is compared before any node is reused.

#include "scanner/field.h"
#include "scanner/inline.h"
#include "scanner/line.h"
#include "scanner/role.h"
#include "scanner/symbol.h"
#include "tree_sitter/alloc.h"
#include "tree_sitter/parser.h"

// The state at the file's start, and where no line follows.
enum { NO_LINE = 255 };

typedef struct {
  State state;
  Plan plan;  // of the cite that is being read
} Scanner;

static uint8_t remember(const State *state, enum Symbol next) {
  switch (next) {
    case TAG_MARK: case TAG_FENCE: return BELOW_MARKED_TAG;
    case UNDERTAG: case CITE_MORE: case SOURCE: case PARAGRAPH: return state->memory;
    case CITE: return state->line == PARAGRAPH || state->line == SOURCE ? 0 : state->memory;
    default: return 0;
  }
}

// The empty token that ends a line, or stands at the file's start.
static bool end_line(TSLexer *lexer, State *state) {
  lexer->mark_end(lexer);
  Window window;
  read_window(lexer, &window);
  if (window.count == 0) {
    *state = (State){.line = NO_LINE};
  } else {
    enum Symbol next = decide(&window, state);
    state->memory = remember(state, next);
    state->line = next;
  }
  return produce(lexer, LINE_END);
}

static void skip_to_line(TSLexer *lexer) {
  while (!lexer->eof(lexer) && (is_blank(lexer->lookahead) || is_line_end(lexer->lookahead))) {
    lexer->advance(lexer, true);
  }
}

// The token that opens a line, or a comment that stands before it.
static bool open_line(TSLexer *lexer, Scanner *scanner) {
  const State *state = &scanner->state;
  skip_to_line(lexer);
  if (lexer->eof(lexer)) return false;
  lexer->mark_end(lexer);
  if (lexer->lookahead == '<') {
    Line line;
    read_line(lexer, &line);
    if (starts_comment(&line) && take_comment(lexer, &line)) {
      lexer->mark_end(lexer);
      return produce(lexer, COMMENT);
    }
  } else if (state->line <= TAG_MARK) {
    take_run(lexer, '#');
    lexer->mark_end(lexer);
  } else if (state->line <= TAG_FENCE) {
    take_run(lexer, '=');
    lexer->mark_end(lexer);
  }
  if (state->line == CITE || state->line == CITE_MORE || state->line == SOURCE) {
    make_plan(lexer, &scanner->plan, state->line == CITE);
  }
  return state->line != NO_LINE && produce(lexer, (enum Symbol)state->line);
}

// The next token inside a line, or its end.
static bool in_line(TSLexer *lexer, Scanner *scanner, const bool *valid) {
  Plan *plan = &scanner->plan;
  lexer->mark_end(lexer);
  for (; is_blank(lexer->lookahead) && !lexer->eof(lexer); lexer->advance(lexer, true)) {
    if (plan->count > 0 && plan->at[0].gap > 0) plan->at[0].gap--;
  }
  if (at_line_end(lexer)) {
    if (valid[MARK_END]) return produce(lexer, MARK_END);
    plan->count = 0;
    return valid[LINE_END] && end_line(lexer, &scanner->state);
  }
  switch (scanner->state.line) {
    case BLOCK_FENCE: case TAG_FENCE: return take_fenced(lexer, valid);
    case PARAGRAPH: return take_quoted(lexer, valid);
    case CITE: case CITE_MORE: case SOURCE:
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
  *scanner = (Scanner){.state = {.line = NO_LINE}};
  return scanner;
}

void tree_sitter_debate_external_scanner_destroy(void *payload) { ts_free(payload); }

// Two bytes of state and three for every field that is planned: 10 bits of length, 9 of gap, 5 of symbol.
unsigned tree_sitter_debate_external_scanner_serialize(void *payload, char *buffer) {
  const Scanner *scanner = payload;
  unsigned length = 0;
  buffer[length++] = (char)scanner->state.line;
  buffer[length++] = (char)scanner->state.memory;
  for (unsigned i = 0; i < scanner->plan.count; i++) {
    Field field = scanner->plan.at[i];
    uint32_t packed = (uint32_t)(field.symbol - TEXT) << 19 | (uint32_t)field.gap << 10 | field.length;
    for (unsigned byte = 0; byte < 3; byte++) buffer[length++] = (char)(packed >> (8 * byte) & 0xFF);
  }
  return length;
}

void tree_sitter_debate_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  Scanner *scanner = payload;
  *scanner = (Scanner){.state = {.line = NO_LINE}};
  if (length < 2) return;
  scanner->state = (State){.line = (uint8_t)buffer[0], .memory = (uint8_t)buffer[1]};
  for (unsigned at = 2; at + 3 <= length; at += 3) {
    uint32_t packed = 0;
    for (unsigned byte = 0; byte < 3; byte++) packed |= (uint32_t)(uint8_t)buffer[at + byte] << (8 * byte);
    scanner->plan.at[scanner->plan.count++] =
        (Field){.symbol = TEXT + (packed >> 19), .gap = packed >> 10 & 0x1FF, .length = packed & 0x3FF};
  }
}

bool tree_sitter_debate_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
  Scanner *scanner = payload;
  if (valid[RECOVERY]) return false;
  if (scanner->state.line == NO_LINE && valid[LINE_END]) return end_line(lexer, &scanner->state);
  if (valid[POCKET_MARK] || valid[TAG]) return open_line(lexer, scanner);
  return in_line(lexer, scanner, valid);
}
