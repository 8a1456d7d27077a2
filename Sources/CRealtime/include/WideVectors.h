/// Loops that are worth vectors of eight, where the processor has them.
///
/// They do what the loops in Swift do that stand in for them elsewhere, operation by operation in the same
/// order and nothing contracted: the bits are the same on any machine.
#pragma once

#include <cpuid.h>
#include <immintrin.h>
#include <stdbool.h>
#include <stdint.h>

#define WIDE static __attribute__((noinline, target("avx"), swift_attr("@_noLocks")))

/// Whether the processor and the system that runs it keep vectors of eight; asked once, at a start.
static inline bool has_wide_vectors(void) {
  unsigned int a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d)) return false;
  // The processor's word for AVX, and the system's for saving registers at all.
  const unsigned int needed = bit_AVX | bit_OSXSAVE;
  if ((c & needed) != needed) return false;
  unsigned int low, high;
  __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  // Both halves of the registers are saved.
  return (low & 6u) == 6u;
}

/// Adds to a row of bins the products of `count` rows `x` and `h`, one after the other.
///
/// Rows are `length` numbers long, in sixteens: eight real parts, then eight imaginary ones.
WIDE void multiply_rows_wide(float *sums, const float *x, const float *h, intptr_t length,
                             intptr_t count) {
  for (intptr_t i = 0; i < length; i += 16) {
    __m256 real = _mm256_loadu_ps(sums + i);
    __m256 imaginary = _mm256_loadu_ps(sums + i + 8);
    for (intptr_t row = 0; row < count; row++) {
      const float *a = x + row * length + i;
      const float *b = h + row * length + i;
      const __m256 a_real = _mm256_loadu_ps(a), a_imaginary = _mm256_loadu_ps(a + 8);
      const __m256 b_real = _mm256_loadu_ps(b), b_imaginary = _mm256_loadu_ps(b + 8);
      real = _mm256_add_ps(real, _mm256_sub_ps(_mm256_mul_ps(a_real, b_real),
                                               _mm256_mul_ps(a_imaginary, b_imaginary)));
      imaginary = _mm256_add_ps(imaginary, _mm256_add_ps(_mm256_mul_ps(a_real, b_imaginary),
                                                         _mm256_mul_ps(a_imaginary, b_real)));
    }
    _mm256_storeu_ps(sums + i, real);
    _mm256_storeu_ps(sums + i + 8, imaginary);
  }
}
