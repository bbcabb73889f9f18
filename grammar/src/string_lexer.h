// A lexer over a string in memory, for what reads a text without a parser.
// Part of the Rust crate alone.

#ifndef DEBATE_STRING_LEXER_H
#define DEBATE_STRING_LEXER_H

#include "scanner/character.h"
#include "tree_sitter/parser.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

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
  if (first < 0x80) {
    string->width = 1;
    string->lexer.lookahead = first;
    return;
  }
  uint32_t width = first >= 0xC2 && first < 0xE0   ? 2
                   : (first & 0xF0) == 0xE0        ? 3
                   : first >= 0xF0 && first < 0xF5 ? 4
                                                   : 0;
  int32_t c = width == 0 ? first : first & (0x7F >> width);
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

// Takes the printable ASCII that comes next, at most `most` characters, and says how many.
static unsigned take_ascii(TSLexer *lexer, int32_t *into, unsigned most) {
  StringLexer *string = (StringLexer *)lexer;
  const uint8_t *text = string->text + string->at;
  uint32_t left = string->length - string->at;
  if (most > left) most = left;
  unsigned count = 0;
  while (count < most && (uint8_t)(text[count] - ' ') < 0x80 - ' ') count++;
  for (unsigned i = 0; i < count; i++) into[i] = text[i];
  string->at += count;
  look(string);
  return count;
}

// As the one in scanner/line.h.
static int32_t take_small(TSLexer *lexer, int32_t before) {
  StringLexer *string = (StringLexer *)lexer;
  uint32_t at = string->at;
  while (at < string->length && is_small(string->text[at])) at++;
  if (at == string->at) return before;
  string->at = at;
  look(string);
  return string->text[at - 1];
}

// For scanner/line.h.
#define STEP(lexer, skip) advance(lexer, skip)
#define TAKE_ASCII(lexer, into, most) take_ascii(lexer, into, most)

static void mark_end(TSLexer *lexer) { ((StringLexer *)lexer)->token_end = ((StringLexer *)lexer)->at; }

static bool eof(const TSLexer *lexer) {
  const StringLexer *string = (const StringLexer *)lexer;
  return string->at >= string->length;
}

static void go_to(StringLexer *string, uint32_t at) {
  string->at = string->token_start = string->token_end = at;
  look(string);
}

static StringLexer lexer_of(const uint8_t *text, uint32_t length) {
  StringLexer string = {
      .lexer = {.advance = advance, .mark_end = mark_end, .eof = eof}, .text = text, .length = length};
  look(&string);
  return string;
}

// Where the line ends that holds the byte at `at`, before its line end.
static uint32_t line_end(const StringLexer *string, uint32_t at) {
  enum { BLOCK = 256 };
  while (at < string->length) {
    uint32_t left = string->length - at, size = left < BLOCK ? left : BLOCK;
    const uint8_t *block = string->text + at;
    const uint8_t *feed = memchr(block, '\n', size);
    if (feed) size = (uint32_t)(feed - block);
    const uint8_t *carriage_return = memchr(block, '\r', size);
    if (carriage_return) return at + (uint32_t)(carriage_return - block);
    at += size;
    if (feed) return at;
  }
  return at;
}

#endif
