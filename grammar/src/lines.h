// The lines of a brief and what is marked in them, without a tree.

#ifndef DEBATE_LINES_H
#define DEBATE_LINES_H

#include <stdint.h>

// Is called for each line that is not blank, with its role or COMMENT (scanner/symbol.h), from its first byte to its last,
// without the blanks around it; front matter is one comment. After a line of a heading, a tag or an undertag, TEXT says where
// its words are, without its mark, if it has any. After a paragraph come the signs of its cutting marks (UNDERLINE_OPEN …), and MARK_END, which is
// empty, where the innermost open mark ends without one.
typedef void (*DebateTokenVisitor)(void *visitor, uint8_t symbol, uint32_t start, uint32_t end);

// Goes through `length` bytes of UTF-8.
void tree_sitter_debate_lines(const uint8_t *text, uint32_t length, DebateTokenVisitor visit, void *visitor);

#endif
