/// Vectors of several frames, and how a loop over them is made twice: for every processor and for those
/// with wide vectors. What the loops are for stands in CRealtime.h.
#pragma once

#include "CRealtime.h"

/// Small enough to be a part of what calls it.
#define INLINE_LANES static inline __attribute__((always_inline))

// A contracted multiply and add would give other bits on a machine that has one.
#pragma STDC FP_CONTRACT OFF
// What takes or returns a vector is inlined, so that how a call would pass it does not matter.
#pragma clang diagnostic ignored "-Wpsabi"

/// Four frames, wherever they lie.
typedef float quad __attribute__((vector_size(32), aligned(4)));
typedef int quad_mask __attribute__((vector_size(32), aligned(4)));

/// Whether the processor has AVX2; asked once, when the library is loaded.
extern __attribute__((visibility("hidden"))) bool has_avx2;

/// Makes `name` of `name_body`: once for every processor, once with AVX2. Lanes do the same in the
/// same order, so the bits are the same.
#define BOTH_WAYS(name, parameters, arguments)                                  \
  __attribute__((target("avx2"))) static void name##_wide parameters {          \
    name##_body arguments;                                                      \
  }                                                                             \
  static void name##_narrow parameters { name##_body arguments; }               \
  void name parameters {                                                        \
    if (has_avx2) name##_wide arguments; else name##_narrow arguments;  \
  }

#define BODY INLINE_LANES void

INLINE_LANES const quad *quad_at(const stereo_frame *frames) {
  return (const quad *)frames;
}

/// A frame four times.
INLINE_LANES quad four_of(stereo_frame frame) {
  return (quad){frame.x, frame.y, frame.x, frame.y, frame.x, frame.y, frame.x, frame.y};
}

/// The first of four frames.
INLINE_LANES stereo_frame first_of(quad frames) { return (stereo_frame){frames[0], frames[1]}; }

/// Frames with left and right exchanged.
INLINE_LANES quad swapped(quad frames) {
  return __builtin_shufflevector(frames, frames, 1, 0, 3, 2, 5, 4, 7, 6);
}

INLINE_LANES quad magnitude(quad x) {
  return (quad)((quad_mask)x & 0x7fffffff);
}

/// `a` where `mask` is set, `b` elsewhere.
INLINE_LANES quad choose(quad_mask mask, quad a, quad b) {
  return (quad)(((quad_mask)a & mask) | ((quad_mask)b & ~mask));
}

INLINE_LANES quad greater(quad a, quad b) {
  return choose(a > b, a, b);
}

INLINE_LANES quad lesser(quad a, quad b) {
  return choose(a < b, a, b);
}

/// The greatest of all lanes.
INLINE_LANES float greatest(quad x) {
  x = greater(x, __builtin_shufflevector(x, x, 4, 5, 6, 7, 0, 1, 2, 3));
  x = greater(x, __builtin_shufflevector(x, x, 2, 3, 0, 1, 6, 7, 4, 5));
  return x[0] > x[1] ? x[0] : x[1];
}

/// A frame of each of two signals, in double precision.
typedef double double_pair __attribute__((vector_size(32), aligned(8)));

INLINE_LANES double_pair pair_of(double_frame a, double_frame b) {
  return (double_pair){a.x, a.y, b.x, b.y};
}

INLINE_LANES void part(double_pair pair, double_frame *a,
                                                       double_frame *b) {
  *a = (double_frame){pair[0], pair[1]};
  *b = (double_frame){pair[2], pair[3]};
}

INLINE_LANES double_pair pair_at(const double_frame *frames) {
  return *(const double_pair *)frames;
}

INLINE_LANES double_pair all_lanes(double x) {
  return (double_pair){x, x, x, x};
}

INLINE_LANES double_frame low_half(double_pair pair) {
  return (double_frame){pair[0], pair[1]};
}

INLINE_LANES double_frame high_half(double_pair pair) {
  return (double_frame){pair[2], pair[3]};
}

INLINE_LANES double_frame doubled(stereo_frame frame) {
  return __builtin_convertvector(frame, double_frame);
}

INLINE_LANES stereo_frame rounded(double_frame frame) {
  return __builtin_convertvector(frame, stereo_frame);
}

/// Two frames in double precision, in single.
typedef float single_pair __attribute__((vector_size(16), aligned(4)));

INLINE_LANES void store_pair(stereo_frame *frames, double_pair x) {
  *(single_pair *)frames = __builtin_convertvector(x, single_pair);
}
