// The words that tell a cite from a sentence and a heading from a tag, each with what it is a sign of.
//
// Kept short on purpose: they are function words and the closed vocabulary of dates and cites. What else a
// line is like (capitals, commas, quotation marks, length) counts for more, and works for words not listed.

#ifndef DEBATE_LEXICON_H
#define DEBATE_LEXICON_H

#include <stddef.h>
#include <stdint.h>

enum {
  A_MONTH = 1,
  A_SEASON = 2,
  A_PARTICLE = 4,   // of a family name
  A_COUNTER = 8,    // numbers something: the digits behind it are no year
  PROSE = 16,       // verbs, pronouns, connectives: scarce in cites outside titles and brackets
  STANDING = 32,    // who an author is, and where something is published
  A_VERB = 64,      // a finite verb: what has one is a sentence, not a label
  HANGING = 128,    // no line ends in it but one that was broken
  ARGOT = 256,      // debaters say it, their sources hardly ever
  LABEL = 512,      // names a part of an argument where a colon follows
  APPARATUS = 1024, // opens what a page carries beside its text: a source, a byline, a caption
  SECTION = 2048,   // opens a heading
  SPEECH = 4096,    // reports what somebody said: articles are full of it, cites have none
  TERSE_ARGOT = 8192,  // debaters say it, their sources as well, though not in so few words
  NO_NAME = 16384,  // begins a sentence where a year follows: `In 2017, …`
  BY_NAME = 32768,  // the scanner asks for it by its letters (word_in)
};

typedef struct {
  const char *word;
  uint16_t classes;
} Entry;

enum { LONGEST_ENTRY = 24 };

// In alphabetical order, a row a letter: each is searched by halves.
static const Entry IN_A[] = {
    {"a", HANGING | BY_NAME}, {"a-spec", LABEL}, {"a2", BY_NAME}, {"ac", BY_NAME}, {"accessed", BY_NAME},
    {"according", NO_NAME}, {"act", A_COUNTER}, {"added", SPEECH}, {"adv", A_COUNTER | SECTION},
    {"advantage", A_COUNTER | LABEL | SECTION}, {"advertisement", APPARATUS}, {"advocacy", LABEL}, {"aff", ARGOT},
    {"aff's", ARGOT}, {"affirm", TERSE_ARGOT}, {"affirms", TERSE_ARGOT}, {"affs", ARGOT}, {"after", NO_NAME},
    {"al", A_PARTICLE | BY_NAME}, {"also", PROSE}, {"alt", ARGOT | LABEL}, {"alternative", LABEL},
    {"although", PROSE}, {"alts", ARGOT}, {"amendment", A_COUNTER}, {"an", HANGING}, {"analyst", STANDING},
    {"and", HANGING | BY_NAME}, {"ans", BY_NAME}, {"answer", A_COUNTER | BY_NAME}, {"answers", BY_NAME},
    {"appendix", A_COUNTER}, {"apr", A_MONTH}, {"april", A_MONTH}, {"ar", BY_NAME},
    {"are", PROSE | A_VERB | HANGING}, {"aren't", A_VERB}, {"argued", SPEECH}, {"argues", SPEECH},
    {"argument", A_COUNTER}, {"article", A_COUNTER}, {"as", HANGING | NO_NAME}, {"asked", SPEECH},
    {"at", HANGING | NO_NAME | BY_NAME}, {"attorney", STANDING}, {"aug", A_MONTH}, {"august", A_MONTH},
    {"author", STANDING | BY_NAME}, {"autumn", A_SEASON},
};
static const Entry IN_B[] = {
    {"b", BY_NAME}, {"ballot", BY_NAME}, {"be", PROSE | A_VERB}, {"because", PROSE}, {"been", PROSE | A_VERB},
    {"before", NO_NAME | BY_NAME}, {"being", PROSE}, {"benefit", LABEL}, {"between", NO_NAME}, {"bin", A_PARTICLE},
    {"brink", LABEL}, {"burden", LABEL}, {"bureau", STANDING}, {"but", PROSE},
    {"by", HANGING | APPARATUS | NO_NAME | BY_NAME},
};
static const Entry IN_C[] = {
    {"c", BY_NAME}, {"can", PROSE | A_VERB}, {"can't", PROSE | A_VERB}, {"cannot", PROSE | A_VERB},
    {"card", A_COUNTER}, {"cause", A_VERB}, {"causes", A_VERB}, {"center", STANDING}, {"centre", STANDING},
    {"chair", STANDING}, {"chairman", STANDING}, {"chapter", A_COUNTER}, {"chronicle", STANDING}, {"ci", LABEL},
    {"class", A_COUNTER}, {"clerk", STANDING}, {"college", STANDING}, {"columnist", STANDING},
    {"conditionality", ARGOT}, {"consultant", STANDING}, {"contention", A_COUNTER | LABEL | SECTION},
    {"copyright", APPARATUS | BY_NAME}, {"correspondent", STANDING}, {"could", PROSE | A_VERB},
    {"council", STANDING}, {"counter-definition", LABEL}, {"counter-interp", ARGOT},
    {"counter-interpretation", LABEL}, {"counter-interpretations", LABEL}, {"counterinterp", ARGOT},
    {"counterinterpretation", LABEL}, {"counterplan", ARGOT | LABEL | SECTION}, {"counterplans", ARGOT},
    {"court", STANDING}, {"covid", A_COUNTER}, {"cp", ARGOT | BY_NAME}, {"cps", ARGOT | BY_NAME},
    {"create", A_VERB}, {"creates", A_VERB}, {"criterion", LABEL}, {"cx", ARGOT},
};
static const Entry IN_D[] = {
    {"d", BY_NAME}, {"da", A_PARTICLE | ARGOT | BY_NAME}, {"das", ARGOT | BY_NAME}, {"date", BY_NAME},
    {"day", A_COUNTER}, {"de", A_PARTICLE}, {"dec", A_MONTH}, {"december", A_MONTH}, {"definition", LABEL},
    {"definitions", LABEL}, {"del", A_PARTICLE}, {"della", A_PARTICLE}, {"den", A_PARTICLE},
    {"department", STANDING}, {"der", A_PARTICLE}, {"despite", NO_NAME}, {"destroy", A_VERB}, {"destroys", A_VERB},
    {"di", A_PARTICLE}, {"dictionary", STANDING}, {"did", PROSE | A_VERB}, {"didn't", A_VERB},
    {"director", STANDING}, {"disad", ARGOT}, {"disads", ARGOT}, {"disadvantage", A_COUNTER | LABEL | SECTION},
    {"do", PROSE | A_VERB}, {"doa", BY_NAME}, {"does", PROSE | A_VERB}, {"doesn't", A_VERB}, {"doi", BY_NAME},
    {"don't", PROSE | A_VERB}, {"dos", A_PARTICLE}, {"du", A_PARTICLE}, {"during", NO_NAME | BY_NAME},
};
static const Entry IN_E[] = {
    {"economist", STANDING}, {"ed", STANDING}, {"editor", STANDING}, {"eds", STANDING}, {"el", A_PARTICLE},
    {"emeritus", STANDING}, {"encyclopedia", STANDING}, {"ensure", A_VERB}, {"ensures", A_VERB}, {"et", BY_NAME},
    {"et.al", BY_NAME}, {"ev", TERSE_ARGOT | BY_NAME}, {"even", PROSE}, {"example", A_COUNTER},
    {"exhibit", A_COUNTER}, {"explained", SPEECH}, {"explains", SPEECH}, {"extend", BY_NAME}, {"extension", LABEL},
    {"extensions", LABEL}, {"extinction", TERSE_ARGOT},
};
static const Entry IN_F[] = {
    {"f", A_COUNTER}, {"fail", A_VERB}, {"fails", A_VERB}, {"fall", A_SEASON}, {"feb", A_MONTH},
    {"february", A_MONTH}, {"federal", BY_NAME}, {"fellow", STANDING}, {"fiat", TERSE_ARGOT}, {"fig", A_COUNTER},
    {"figure", A_COUNTER | APPARATUS}, {"five", BY_NAME}, {"footnote", A_COUNTER},
    {"for", HANGING | NO_NAME | BY_NAME}, {"foundation", STANDING}, {"four", BY_NAME}, {"framer's", ARGOT},
    {"framework", LABEL}, {"from", HANGING | NO_NAME | BY_NAME}, {"fy", BY_NAME},
};
static const Entry IN_G[] = {
    {"g", A_COUNTER}, {"go", A_VERB}, {"goes", A_VERB}, {"government", BY_NAME}, {"group", A_COUNTER},
};
static const Entry IN_H[] = {
    {"had", PROSE | A_VERB}, {"harm", LABEL}, {"harms", LABEL}, {"has", PROSE | A_VERB}, {"have", PROSE | A_VERB},
    {"having", PROSE}, {"he", PROSE}, {"her", PROSE}, {"herald", STANDING}, {"his", PROSE}, {"however", PROSE},
    {"http", BY_NAME}, {"https", BY_NAME}, {"hypothesis", A_COUNTER},
};
static const Entry IN_I[] = {
    {"i", PROSE | BY_NAME}, {"ibid", BY_NAME}, {"ibn", A_PARTICLE}, {"if", PROSE}, {"ii", BY_NAME},
    {"iii", BY_NAME}, {"image", APPARATUS}, {"impact", LABEL}, {"impacts", LABEL},
    {"in", HANGING | NO_NAME | BY_NAME}, {"inherency", ARGOT | LABEL | SECTION}, {"inherent", LABEL},
    {"insisted", SPEECH}, {"institute", STANDING}, {"internal", BY_NAME}, {"interp", ARGOT | LABEL},
    {"interpretation", LABEL}, {"interpretations", LABEL}, {"interps", ARGOT}, {"into", PROSE},
    {"intrinsicness", ARGOT}, {"is", PROSE | A_VERB | HANGING | BY_NAME}, {"isn't", PROSE | A_VERB},
    {"iso", A_COUNTER}, {"iss", BY_NAME}, {"issue", A_COUNTER | BY_NAME}, {"it", PROSE}, {"it's", PROSE},
    {"item", A_COUNTER}, {"its", PROSE | HANGING}, {"iv", BY_NAME},
};
static const Entry IN_J[] = {
    {"j.d", STANDING}, {"jan", A_MONTH}, {"january", A_MONTH}, {"jd", STANDING}, {"journal", STANDING},
    {"jstor", STANDING}, {"judge", STANDING}, {"jul", A_MONTH}, {"july", A_MONTH}, {"jun", A_MONTH},
    {"june", A_MONTH},
};
static const Entry IN_K[] = {
    {"kill", A_VERB}, {"kills", A_VERB}, {"kritik", ARGOT | SECTION}, {"kritiks", ARGOT},
};
static const Entry IN_L[] = {
    {"la", A_PARTICLE}, {"le", A_PARTICLE}, {"lead", A_VERB}, {"leads", A_VERB}, {"lecturer", STANDING},
    {"level", A_COUNTER}, {"lexis", STANDING}, {"line", A_COUNTER}, {"link", A_COUNTER | LABEL | BY_NAME},
    {"links", LABEL | BY_NAME},
};
static const Entry IN_M[] = {
    {"m.d", STANDING}, {"magazine", STANDING}, {"magnitude", LABEL}, {"make", A_VERB}, {"makes", A_VERB},
    {"mar", A_MONTH}, {"march", A_MONTH}, {"may", A_MONTH | PROSE | A_VERB}, {"mean", A_VERB}, {"means", A_VERB},
    {"merriam-webster", STANDING}, {"might", PROSE | A_VERB}, {"more", PROSE}, {"most", PROSE},
    {"must", PROSE | A_VERB}, {"my", BY_NAME},
};
static const Entry IN_N[] = {
    {"n", BY_NAME}, {"n.d", BY_NAME}, {"nc", BY_NAME}, {"nd", BY_NAME}, {"need", A_VERB}, {"needs", A_VERB},
    {"neg", ARGOT}, {"neg's", ARGOT}, {"negate", TERSE_ARGOT}, {"negates", TERSE_ARGOT}, {"negs", ARGOT},
    {"net", LABEL}, {"news", STANDING}, {"no", A_COUNTER | BY_NAME}, {"non-unique", ARGOT}, {"non-unq", ARGOT},
    {"none", BY_NAME}, {"nonunique", ARGOT}, {"not", PROSE}, {"note", A_COUNTER | LABEL | APPARATUS | BY_NAME},
    {"noted", SPEECH}, {"notes", APPARATUS}, {"nov", A_MONTH}, {"november", A_MONTH}, {"nr", BY_NAME},
    {"number", A_COUNTER},
};
static const Entry IN_O[] = {
    {"o/w", ARGOT}, {"observation", A_COUNTER | LABEL}, {"oct", A_MONTH}, {"october", A_MONTH},
    {"of", HANGING | BY_NAME}, {"on", HANGING | NO_NAME | BY_NAME}, {"one", BY_NAME}, {"only", PROSE},
    {"option", A_COUNTER}, {"or", HANGING}, {"ought", BY_NAME}, {"our", PROSE}, {"outweigh", A_VERB},
    {"outweighs", A_VERB}, {"overview", LABEL},
};
static const Entry IN_P[] = {
    {"p", A_COUNTER | BY_NAME}, {"page", A_COUNTER}, {"pages", BY_NAME}, {"part", A_COUNTER}, {"path", A_COUNTER},
    {"perm", ARGOT | LABEL}, {"perms", ARGOT}, {"permutation", ARGOT | LABEL}, {"permutations", ARGOT},
    {"permute", ARGOT}, {"pg", A_COUNTER | BY_NAME}, {"ph.d", STANDING}, {"ph.d.", STANDING}, {"phase", A_COUNTER},
    {"phd", STANDING}, {"photo", APPARATUS}, {"pics", ARGOT}, {"plan", A_COUNTER | LABEL}, {"plank", LABEL},
    {"point", A_COUNTER}, {"post", STANDING}, {"posted", APPARATUS}, {"pp", A_COUNTER | BY_NAME},
    {"president", STANDING}, {"press", STANDING}, {"prevent", A_VERB}, {"prevents", A_VERB},
    {"probability", LABEL}, {"prof", STANDING}, {"professor", STANDING}, {"professors", STANDING},
    {"proquest", STANDING}, {"prove", A_VERB}, {"proves", A_VERB}, {"ptx", ARGOT}, {"publication", BY_NAME},
    {"published", APPARATUS},
};
static const Entry IN_Q[] = {
    {"q", A_COUNTER}, {"question", A_COUNTER},
};
static const Entry IN_R[] = {
    {"rd", BY_NAME}, {"reason", A_COUNTER}, {"related", APPARATUS | BY_NAME}, {"replied", SPEECH},
    {"reporter", STANDING}, {"require", A_VERB}, {"requires", A_VERB}, {"resolved", LABEL}, {"response", BY_NAME},
    {"responses", BY_NAME}, {"retrieved", BY_NAME}, {"review", STANDING}, {"roadmap", LABEL}, {"role", BY_NAME},
    {"room", A_COUNTER}, {"round", A_COUNTER}, {"rule", A_COUNTER}, {"rvi", ARGOT}, {"rvis", ARGOT},
};
static const Entry IN_S[] = {
    {"s", BY_NAME}, {"said", PROSE | SPEECH}, {"say", BY_NAME}, {"says", PROSE | SPEECH}, {"scenario", A_COUNTER},
    {"scholar", STANDING}, {"school", STANDING}, {"sec", A_COUNTER}, {"secretary", STANDING},
    {"section", A_COUNTER}, {"see", APPARATUS | BY_NAME}, {"sep", A_MONTH}, {"sept", A_MONTH},
    {"september", A_MONTH}, {"severance", ARGOT}, {"share", APPARATUS | BY_NAME}, {"she", PROSE},
    {"should", PROSE | A_VERB | BY_NAME}, {"shouldn't", A_VERB}, {"since", NO_NAME | BY_NAME}, {"six", BY_NAME},
    {"so", PROSE}, {"solve", A_VERB}, {"solvency", TERSE_ARGOT | LABEL | SECTION}, {"solves", A_VERB},
    {"source", APPARATUS}, {"sources", APPARATUS}, {"spring", A_SEASON}, {"squo", ARGOT},
    {"st", A_PARTICLE | BY_NAME}, {"stage", A_COUNTER}, {"standard", LABEL}, {"standards", LABEL},
    {"stated", SPEECH}, {"states", BY_NAME}, {"step", A_COUNTER}, {"subpoint", A_COUNTER}, {"such", PROSE},
    {"summer", A_SEASON}, {"supra", BY_NAME},
};
static const Entry IN_T[] = {
    {"t", BY_NAME}, {"table", A_COUNTER | APPARATUS}, {"tags", APPARATUS}, {"tells", SPEECH}, {"ten", A_PARTICLE},
    {"ter", A_PARTICLE}, {"testified", SPEECH}, {"text", LABEL}, {"th", BY_NAME}, {"than", PROSE},
    {"that", PROSE | HANGING}, {"the", HANGING | BY_NAME}, {"their", PROSE | HANGING}, {"there", PROSE},
    {"these", PROSE}, {"thesis", LABEL}, {"they", PROSE | BY_NAME}, {"this", PROSE}, {"those", PROSE},
    {"three", BY_NAME}, {"through", NO_NAME | BY_NAME}, {"throughout", NO_NAME}, {"thump", ARGOT},
    {"thumped", ARGOT}, {"thumper", ARGOT}, {"thumpers", ARGOT}, {"thumps", ARGOT}, {"tier", A_COUNTER},
    {"timeframe", LABEL}, {"times", STANDING}, {"title", A_COUNTER}, {"to", HANGING | NO_NAME | BY_NAME},
    {"told", SPEECH}, {"top", A_COUNTER}, {"topicality", ARGOT | SECTION}, {"trans", STANDING},
    {"trigger", A_VERB}, {"triggers", A_VERB}, {"turn", A_COUNTER | A_VERB | LABEL}, {"turns", A_VERB | LABEL},
    {"two", BY_NAME}, {"type", A_COUNTER},
};
static const Entry IN_U[] = {
    {"u.s", BY_NAME}, {"u.s.", BY_NAME}, {"und", BY_NAME}, {"under", NO_NAME}, {"undermine", A_VERB},
    {"undermines", A_VERB}, {"underview", LABEL}, {"uniqueness", ARGOT | LABEL | SECTION}, {"united", BY_NAME},
    {"university", STANDING}, {"until", NO_NAME | BY_NAME}, {"updated", APPARATUS | BY_NAME}, {"uq", ARGOT},
    {"us", BY_NAME}, {"usfg", BY_NAME},
};
static const Entry IN_V[] = {
    {"v", BY_NAME}, {"value", LABEL}, {"van", A_PARTICLE}, {"violation", LABEL}, {"violations", LABEL},
    {"vol", A_COUNTER | BY_NAME}, {"volume", A_COUNTER | BY_NAME}, {"von", A_PARTICLE},
    {"voter", TERSE_ARGOT | LABEL}, {"voters", TERSE_ARGOT | LABEL},
};
static const Entry IN_W[] = {
    {"want", A_VERB}, {"wants", A_VERB}, {"war", A_COUNTER}, {"warned", SPEECH}, {"warrant", LABEL},
    {"warrants", LABEL}, {"was", PROSE | A_VERB}, {"we", PROSE}, {"webster", STANDING}, {"week", A_COUNTER},
    {"weekly", STANDING}, {"weighing", LABEL}, {"were", PROSE | A_VERB}, {"when", PROSE},
    {"which", PROSE | HANGING}, {"while", PROSE}, {"who", PROSE}, {"whom", PROSE}, {"will", PROSE | A_VERB},
    {"winter", A_SEASON}, {"with", HANGING | NO_NAME}, {"won't", PROSE | A_VERB}, {"would", PROSE | A_VERB},
    {"wouldn't", A_VERB}, {"writer", STANDING},
};
static const Entry IN_X[] = {
    {"xx", BY_NAME},
};
static const Entry IN_Y[] = {
    {"y", BY_NAME}, {"you", PROSE},
};

#define ROW(array) {array, sizeof array / sizeof array[0]}
#define NO_ROW {NULL, 0}

static const struct {
  const Entry *entries;
  unsigned count;
} LEXICON[26] = {
    ROW(IN_A), ROW(IN_B), ROW(IN_C), ROW(IN_D), ROW(IN_E), ROW(IN_F), ROW(IN_G), ROW(IN_H), ROW(IN_I), ROW(IN_J),
    ROW(IN_K), ROW(IN_L), ROW(IN_M), ROW(IN_N), ROW(IN_O), ROW(IN_P), ROW(IN_Q), ROW(IN_R), ROW(IN_S), ROW(IN_T),
    ROW(IN_U), ROW(IN_V), ROW(IN_W), ROW(IN_X), ROW(IN_Y), NO_ROW,
};

#undef ROW
#undef NO_ROW

// The classes of a word, given in small letters, 0 if it is not listed.
static uint16_t look_up(const char *word) {
  if (*word < 'a' || *word > 'z') return 0;
  const Entry *entries = LEXICON[*word - 'a'].entries;
  unsigned low = 0, high = LEXICON[*word - 'a'].count;
  while (low < high) {
    unsigned middle = (low + high) / 2;
    const char *a = entries[middle].word + 1, *b = word + 1;
    while (*a && *a == *b) a++, b++;
    if (*a == *b) return entries[middle].classes;
    if ((unsigned char)*a < (unsigned char)*b) low = middle + 1;
    else high = middle;
  }
  return 0;
}

#endif
