// The language for a text that is parsed once and never edited. The trees are the same, but for what they know of the
// characters that a line's end looked at, and it takes some three quarters of the work.
// Part of the Rust crate alone; a parser for an editor does not need it.

#include "tree_sitter/parser.h"

const TSLanguage *tree_sitter_debate(void);
void *tree_sitter_debate_create_scanner_without_edits(void);

static TSLanguage language;

// To be called once, before the language is used.
void tree_sitter_debate_prepare_parse_once(void) {
  language = *tree_sitter_debate();
  language.external_scanner.create = tree_sitter_debate_create_scanner_without_edits;
}

const TSLanguage *tree_sitter_debate_parse_once(void) { return &language; }
