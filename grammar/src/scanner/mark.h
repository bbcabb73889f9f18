// Explicit marks: `# ` to `#### ` before a line, `===Block===` and `====Tag====` round it. Old caselists have
// `=Pocket=` and `==Hat==` besides: the second is a highlight elsewhere.

#ifndef DEBATE_MARK_H
#define DEBATE_MARK_H

#include "line.h"
#include "symbol.h"

static unsigned run_from(const Line *line, unsigned i, int32_t c) {
  unsigned n = 0;
  while (i + n < line->length && line_character(line, i + n) == c) n++;
  return n;
}

static bool find_hash_mark(const Line *line, enum Symbol *role) {
  unsigned n = run_from(line, 0, '#');
  bool closed = n == line->length ? line->whole : is_blank(line_character(line, n));
  if (n < 1 || n > 4 || !closed) return false;
  *role = n == 1 ? POCKET : n == 2 ? HAT : n == 3 ? MARKED_BLOCK : MARKED_TAG;
  return true;
}

// How many `=` stand before and after the line's text, 0 if they are not as many or more than four.
static unsigned fence_width(const Line *line) {
  unsigned n = run_from(line, 0, '=');
  if (n < 1 || n > 4 || !line->whole || line->length <= 2 * n) return 0;
  unsigned inside = 0;
  for (unsigned i = n; i < line->length - n; i++) {
    int32_t c = line_character(line, i);
    inside += c != '=' && !is_blank(c);
  }
  if (inside == 0 || line_character(line, line->length - n - 1) == '=') return 0;
  for (unsigned i = line->length - n; i < line->length; i++) {
    if (line_character(line, i) != '=') return 0;
  }
  return n;
}

static bool find_fence(const Line *line, enum Symbol *role) {
  unsigned n = fence_width(line);
  if (n < 3) return false;
  *role = n == 3 ? FENCED_BLOCK : FENCED_TAG;
  return true;
}

static bool find_mark(const Line *line, enum Symbol *role) {
  return find_hash_mark(line, role) || find_fence(line, role);
}

static bool has_mark(const Line *line) {
  enum Symbol role;
  return find_mark(line, &role);
}

#endif
