// Why each line of a brief has its role.

#ifndef DEBATE_EXPLAIN_H
#define DEBATE_EXPLAIN_H

#include <stdint.h>

// Is called for each line that is neither blank nor a comment: the byte at which it starts after its blanks, the
// symbol that opens it (scanner/symbol.h) and the reason (scanner/reason.h).
typedef void (*DebateVisitor)(void *visitor, uint32_t start, uint8_t role, uint8_t reason);

// Goes through `length` bytes of UTF-8.
void tree_sitter_debate_explain(const uint8_t *text, uint32_t length, DebateVisitor visit, void *visitor);

// A reason in English: the rest of a sentence that begins with what the line is. Empty if there is no such reason.
const char *tree_sitter_debate_reason(uint8_t reason);

#endif
