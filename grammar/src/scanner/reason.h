// Why a line has its role, for `debate-ls parse --explain`. One reason for each way to a decision in role.h.

#ifndef DEBATE_REASON_H
#define DEBATE_REASON_H

#define REASONS(REASON)                                                                 \
  REASON(MARKED, "it carries a mark")                                                   \
  REASON(CITE_BELOW_TAG, "a tag is above it, and it says who, when or where")           \
  REASON(NAME_BELOW_TAG, "a tag is above it, and it is a name or little more")          \
  REASON(CITE_ALONE, "nobody could take it for anything but a cite")                    \
  REASON(NEW_SOURCE, "it begins with another short cite than the one above it")         \
  REASON(CITE_UNFINISHED, "the cite above it has a bracket open")                       \
  REASON(LINK_BELOW_CITE, "it is a link below a cite")                                  \
  REASON(CITE_GOES_ON, "it says who, when or where, as the cite above it does not")     \
  REASON(TITLE_BELOW_CITE, "the cite above it has no title, and a quotation follows")   \
  REASON(LINK_BELOW_QUOTATION, "it is a link, and the quotation ends with it")          \
  REASON(CITE_FOLLOWS, "a cite follows it")                                             \
  REASON(TAG_AND_CITE, "a short cite with brackets follows its first words")            \
  REASON(TAG_GOES_ON, "it breaks off, and a cite follows the line where it ends")       \
  REASON(TAG_ENDS, "it ends the tag that breaks off above it")                          \
  REASON(QUOTATION_FOLLOWS, "it is a sentence over a quotation, though without a cite") \
  REASON(ABOVE_CITE, "it stands between a tag and its cite")                            \
  REASON(HEADING_WORDS, "its words are those of a heading")                             \
  REASON(PHRASE_ABOVE_TAG, "it is a phrase, and a tag follows")                         \
  REASON(PHRASE_ABOVE_ARGUMENT, "it is a phrase, and an argument follows")              \
  REASON(PHRASE, "it is a phrase and no sentence, and quotes nothing")                  \
  REASON(NEXT_NUMBER, "its number follows that of the last tag")                        \
  REASON(ARGUMENT, "it is worded as a debater's own argument")                          \
  REASON(SENTENCE, "it is a sentence that no evidence follows")                         \
  REASON(FREE_TEXT, "it is prose of several sentences, or reports what somebody said")  \
  REASON(REMARK, "it is a remark in brackets")                                          \
  REASON(TOO_LONG, "it is too long for a tag")                                          \
  REASON(BELOW_TAG, "a tag is above it, and it is no cite")                             \
  REASON(BELOW_CITE, "a cite is above it, and it is no part of one")                    \
  REASON(QUOTATION_GOES_ON, "a quotation is above it, and nothing new begins")

#define ENUMERATOR(name, text) BECAUSE_##name,
enum Reason { REASONS(ENUMERATOR) };
#undef ENUMERATOR

#endif
