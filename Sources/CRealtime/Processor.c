#include "Vectors.h"

bool has_avx2;

/// Asks the processor once, when the library is loaded.
__attribute__((constructor)) static void ask_processor(void) {
  __builtin_cpu_init();
  has_avx2 = __builtin_cpu_supports("avx2");
}
