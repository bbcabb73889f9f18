// Coverage of the C code: the parser, the scanner and tree-sitter itself.
//
// GCC calls __sanitizer_cov_trace_pc at every branch (-fsanitize-coverage=trace-pc, see ../run). libFuzzer has only a
// stub of that function, but uses everything in the section __libfuzzer_extra_counters as counters. So the linker
// replaces the stub with this function (--wrap, see ../build.rs), and Clang is not needed.

#include <stdint.h>

enum { COUNTER_BITS = 15 };  // a few times the number of branches

__attribute__((section("__libfuzzer_extra_counters"))) static uint8_t counters[1 << COUNTER_BITS];

__attribute__((no_sanitize_coverage)) void __wrap___sanitizer_cov_trace_pc(void) {
  // Relative to the program, because its load address differs from run to run.
  uintptr_t offset = (uintptr_t)__builtin_return_address(0) - (uintptr_t)counters;
  counters[(uint32_t)offset * 0x9E3779B1u >> (32 - COUNTER_BITS)]++;
}
