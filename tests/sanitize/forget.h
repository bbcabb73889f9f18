// Defines the scanner's FORGET (grammar/src/scanner/character.h) for valgrind: marks memory as uninitialized that still
// has data of an earlier line.

#include <valgrind/memcheck.h>

#define FORGET(start, size) ((void)VALGRIND_MAKE_MEM_UNDEFINED(start, size))
