/// What Swift cannot say of a processor: its control register, its widest vectors, and where
/// callgrind begins to count.
#pragma once

#include <immintrin.h>
#include <stddef.h>

#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#else
#define CALLGRIND_TOGGLE_COLLECT
#endif

/// Makes this thread take subnormal numbers for zero, as hosts do: MXCSR's bits 15 and 6.
static inline void flush_subnormals(void) { _mm_setcsr(_mm_getcsr() | 0x8040u); }

/// Has callgrind begin to count instructions, or stop; nothing outside callgrind.
static inline void toggle_counting(void) { CALLGRIND_TOGGLE_COLLECT; }

/// Multiplications and additions in turn, `count` of each, every one waiting for the one before.
static inline __attribute__((noinline)) float chained_operations(size_t count) {
#pragma STDC FP_CONTRACT OFF
  float x = 1;
  for (size_t i = 0; i < count; i++) {
    x = x * 0.999f;
    __asm__ volatile("" : "+x"(x));
    x = x + 0.001f;
    __asm__ volatile("" : "+x"(x));
  }
  return x;
}

/// Multiply-adds that do not wait for each other: enough for two units of a latency of five.
enum { multiply_add_chains = 12 };

// Independent multiply-adds: `chains` of them at once, in every lane of a vector, `count` times over. The
// empty instructions keep the compiler from finding out that the results are the same every time.
#define MULTIPLY_ADDS(name, features, vector, set, fused)                                 \
  static __attribute__((noinline, target(features))) float name(size_t count) {           \
    enum { chains = multiply_add_chains };                                                \
    vector sums[chains];                                                                  \
    vector factor = set(0.999f), term = set(0.001f);                                      \
    for (int k = 0; k < chains; k++) sums[k] = set((float)k);                             \
    for (size_t i = 0; i < count; i++) {                                                  \
      __asm__ volatile("" : "+v"(factor), "+v"(term));                                    \
      _Pragma("unroll") for (int k = 0; k < chains; k++) sums[k] = fused(sums[k], factor, term); \
    }                                                                                     \
    for (int k = 1; k < chains; k++) sums[0] = sums[0] + sums[k];                         \
    return sums[0][0];                                                                    \
  }

#define NARROW_MULTIPLY_ADD(a, b, c) _mm_add_ps(_mm_mul_ps(a, b), c)

MULTIPLY_ADDS(multiply_adds_512, "avx512f", __m512, _mm512_set1_ps, _mm512_fmadd_ps)
MULTIPLY_ADDS(multiply_adds_256, "avx2,fma", __m256, _mm256_set1_ps, _mm256_fmadd_ps)
MULTIPLY_ADDS(multiply_adds_128, "sse2", __m128, _mm_set1_ps, NARROW_MULTIPLY_ADD)
#define SEPARATE_MULTIPLY_ADD(a, b, c) _mm256_add_ps(_mm256_mul_ps(a, b), c)
MULTIPLY_ADDS(separate_multiply_adds, "avx", __m256, _mm256_set1_ps, SEPARATE_MULTIPLY_ADD)

/// The lanes of the widest vectors in which this machine multiplies and adds.
static inline int widest_lanes(void) {
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f")) return 16;
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? 8 : 4;
}

/// Does `multiply_add_chains * lanes * count` multiply-adds.
static inline float multiply_adds(int lanes, size_t count) {
  switch (lanes) {
    case 16: return multiply_adds_512(count);
    case 8: return multiply_adds_256(count);
    default: return multiply_adds_128(count);
  }
}

// Copies whole vectors of 64 bytes, again and again.
static __attribute__((noinline, target("avx512f"))) void copy_512(float *to, const float *from,
                                                                  size_t bytes) {
  for (size_t i = 0; i < bytes / 4; i += 16) _mm512_storeu_ps(to + i, _mm512_loadu_ps(from + i));
}
static __attribute__((noinline, target("avx"))) void copy_256(float *to, const float *from,
                                                              size_t bytes) {
  for (size_t i = 0; i < bytes / 4; i += 8) _mm256_storeu_ps(to + i, _mm256_loadu_ps(from + i));
}
static __attribute__((noinline)) void copy_128(float *to, const float *from, size_t bytes) {
  for (size_t i = 0; i < bytes / 4; i += 4) _mm_storeu_ps(to + i, _mm_loadu_ps(from + i));
}

/// Copies a buffer, a multiple of 64 bytes, in the widest vectors.
static inline void copy_buffer(int lanes, float *to, const float *from, size_t bytes) {
  switch (lanes) {
    case 16: copy_512(to, from, bytes); break;
    case 8: copy_256(to, from, bytes); break;
    default: copy_128(to, from, bytes);
  }
}
