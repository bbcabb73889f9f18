// Coverage of the C code: the parser, the scanner and tree-sitter itself.
//
// GCC calls __sanitizer_cov_trace_pc at every branch (-fsanitize-coverage=trace-pc, see ../run), of which libFuzzer has
// nothing but a stub; but it takes whatever the section __libfuzzer_extra_counters holds for counters. So the linker puts
// this function in the stub's place (--wrap, see ../build.rs), and no Clang is needed.

#include <stdint.h>

enum { COUNTER_BITS = 15 };  // some times the number of branches

__attribute__((section("__libfuzzer_extra_counters"))) static uint8_t counters[1 << COUNTER_BITS];

__attribute__((no_sanitize_coverage)) void __wrap___sanitizer_cov_trace_pc(void) {
  // From a place in the program itself: where it is loaded differs from run to run.
  uintptr_t place = (uintptr_t)__builtin_return_address(0) - (uintptr_t)counters;
  counters[(uint32_t)place * 0x9E3779B1u >> (32 - COUNTER_BITS)]++;
}
