// The scanner of the debate grammar: what each line is, and what stands in it.
//
// Between two lines it decides what the next one is (scanner/role.h) on the empty token LINE_END, which
// reads the lines to come. The decision is kept in the state, and the marker that opens the line follows
// from it without another look. So everything that a decision rests on is what tree-sitter itself keeps
// track of: the characters read belong to LINE_END, which is read again when one of them changes, and the
// role of the line before is in the serialised state, which is compared before any node is reused.

#include "scanner/inline.h"
#include "scanner/line.h"
#include "scanner/role.h"
#include "scanner/symbol.h"
#include "tree_sitter/alloc.h"
#include "tree_sitter/parser.h"

// The state at the file's start, and where no line follows.
enum { NO_LINE = 255 };

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
static bool open_line(TSLexer *lexer, const State *state) {
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
  return state->line != NO_LINE && produce(lexer, (enum Symbol)state->line);
}

static bool in_line(TSLexer *lexer, State *state, const bool *valid) {
  lexer->mark_end(lexer);
  while (is_blank(lexer->lookahead) && !lexer->eof(lexer)) lexer->advance(lexer, true);
  if (at_line_end(lexer)) {
    if (valid[MARK_END]) return produce(lexer, MARK_END);
    return valid[LINE_END] && end_line(lexer, state);
  }
  if (valid[FENCE_END] || state->line == BLOCK_FENCE || state->line == TAG_FENCE) return take_fenced(lexer, valid);
  return take_plain_text(lexer);
}

void *tree_sitter_debate_external_scanner_create(void) {
  State *state = ts_malloc(sizeof(State));
  *state = (State){.line = NO_LINE};
  return state;
}

void tree_sitter_debate_external_scanner_destroy(void *payload) { ts_free(payload); }

unsigned tree_sitter_debate_external_scanner_serialize(void *payload, char *buffer) {
  const State *state = payload;
  buffer[0] = (char)state->line;
  buffer[1] = (char)state->memory;
  return 2;
}

void tree_sitter_debate_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  State *state = payload;
  *state = (State){.line = NO_LINE};
  if (length == 2) *state = (State){.line = (uint8_t)buffer[0], .memory = (uint8_t)buffer[1]};
}

bool tree_sitter_debate_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
  State *state = payload;
  if (valid[RECOVERY]) return false;
  if (state->line == NO_LINE && valid[LINE_END]) return end_line(lexer, state);
  if (valid[POCKET_MARK] || valid[TAG]) return open_line(lexer, state);
  return in_line(lexer, state, valid);
}
