// What a character is. Classes of our own: the C library's `isw…` depend on the locale and are missing in
// WebAssembly. A byte that is not UTF-8 arrives as -1 and is an ordinary sign.

#ifndef DEBATE_CHARACTER_H
#define DEBATE_CHARACTER_H

#include <stdbool.h>
#include <stdint.h>

// Says that `size` bytes from `start` hold nothing any more. In tests, valgrind then reports whatever rests on them
// (tests/sanitize/forget.h).
#ifndef FORGET
#define FORGET(start, size) ((void)0)
#endif

// Characters that were read.
typedef struct {
  const int32_t *first;
  unsigned count;
} Characters;

// The character at `i`, and 0 where there is none: a place before the first one is a huge number. Nothing else in the
// scanner reads characters by their place, so that what lies beyond a line can decide nothing.
static inline int32_t character(Characters text, unsigned i) { return i < text.count ? text.first[i] : 0; }

static inline bool is_line_end(int32_t c) { return c == '\n' || c == '\r'; }

// Spaces, tabs, no-break and other Unicode spaces, zero-width characters, byte order mark.
// `extras` in grammar.js lists the same.
static inline bool is_blank(int32_t c) {
  if (c < 0x80) return c == ' ' || c == '\t' || c == '\v' || c == '\f';
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
         (c >= 0x205F && c <= 0x2064) || c == 0x3000 || c == 0xFEFF;
}

static inline bool is_small(int32_t c) { return c >= 'a' && c <= 'z'; }

static inline bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }

// Capitals of Latin, Greek and Cyrillic; in Latin Extended-A capitals and small letters alternate.
static inline bool is_capital(int32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (c < 0x100) return c >= 0xC0 && c <= 0xDE && c != 0xD7;
  if (c < 0x180) return ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) ? (c & 1) : !(c & 1);
  return (c >= 0x386 && c <= 0x3AB) || (c >= 0x400 && c <= 0x42F);
}

static inline bool is_letter(int32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c < 0x100) return c >= 0xC0 && c != 0xD7 && c != 0xF7;
  if (is_blank(c)) return false;
  return !(c >= 0x2000 && c <= 0x2BFF) && !(c >= 0x3001 && c <= 0x303F) && !(c >= 0xFE00 && c <= 0xFFFF);
}

static inline bool is_word_character(int32_t c) { return is_letter(c) || is_digit(c); }

// ’ as well as ‘, ‛, ` and ´: people and converters type all of them before a year.
static inline bool is_apostrophe(int32_t c) {
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x201B || c == '`' || c == 0xB4;
}

static inline bool is_dash(int32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }

static inline bool is_double_quote(int32_t c) { return c == '"' || (c >= 0x201C && c <= 0x201F); }

static inline int32_t to_small(int32_t c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }

#endif
