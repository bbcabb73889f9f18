// Makes the scanner's FORGET (grammar/src/scanner/character.h) tell valgrind: what lies beyond a line or its words was
// written for another line once, and counts as never written from here on.

#include <valgrind/memcheck.h>

#define FORGET(start, size) ((void)VALGRIND_MAKE_MEM_UNDEFINED(start, size))
