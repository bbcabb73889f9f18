// Explicit marks: `# ` to `#### ` before a line, `===Block===` and `====Tag====` round it.

#ifndef DEBATE_MARK_H
#define DEBATE_MARK_H

#include "line.h"
#include "symbol.h"

static unsigned run_from(const Line *line, unsigned i, int32_t c) {
  unsigned n = 0;
  while (i + n < line->length && line->text[i + n] == c) n++;
  return n;
}

static bool find_hash_mark(const Line *line, enum Symbol *mark) {
  unsigned n = run_from(line, 0, '#');
  bool closed = n == line->length ? line->whole : is_blank(line->text[n]);
  if (n < 1 || n > 4 || !closed) return false;
  *mark = n == 1 ? POCKET_MARK : n == 2 ? HAT_MARK : n == 3 ? BLOCK_MARK : TAG_MARK;
  return true;
}

static bool find_fence(const Line *line, enum Symbol *mark) {
  unsigned n = run_from(line, 0, '=');
  if ((n != 3 && n != 4) || !line->whole || line->length <= 2 * n) return false;
  unsigned inside = 0;
  for (unsigned i = n; i < line->length - n; i++) inside += line->text[i] != '=' && !is_blank(line->text[i]);
  if (inside == 0 || line->text[line->length - n - 1] == '=') return false;
  for (unsigned i = line->length - n; i < line->length; i++) {
    if (line->text[i] != '=') return false;
  }
  *mark = n == 3 ? BLOCK_FENCE : TAG_FENCE;
  return true;
}

static bool find_mark(const Line *line, enum Symbol *mark) {
  return find_hash_mark(line, mark) || find_fence(line, mark);
}

static bool has_mark(const Line *line) {
  enum Symbol mark;
  return find_mark(line, &mark);
}

#endif
