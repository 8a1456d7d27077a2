#include "CRealtime.h"

#include <stdbool.h>

// A contracted multiply and add would give other bits on a machine that has one.
#pragma STDC FP_CONTRACT OFF
// What takes or returns a vector is inlined, so that how a call would pass it does not matter.
#pragma clang diagnostic ignored "-Wpsabi"

/// Four frames, wherever they lie.
typedef float quad __attribute__((vector_size(32), aligned(4)));
typedef int quad_mask __attribute__((vector_size(32), aligned(4)));

static bool has_avx2;

/// Asks the processor once, when the library is loaded.
__attribute__((constructor)) static void ask_processor(void) {
  __builtin_cpu_init();
  has_avx2 = __builtin_cpu_supports("avx2");
}

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

#define BODY static inline __attribute__((always_inline)) void

static inline __attribute__((always_inline)) const quad *quad_at(const stereo_frame *frames) {
  return (const quad *)frames;
}

BODY add_mirrored_body(stereo_frame *output, const stereo_frame *left, const stereo_frame *right,
                       const stereo_frame *taps, long tap_count, long frame_count) {
  long i = 0;
  // Four sums at a time, for an addition takes longer than the time between two.
  for (; i + 16 <= frame_count; i += 16) {
    quad sums[4];
    for (int j = 0; j < 4; j++) sums[j] = *quad_at(output + i + 4 * j);
    for (long k = 0; k < tap_count; k++) {
      const float tap = taps[k][0];
      for (int j = 0; j < 4; j++) {
        sums[j] += (*quad_at(left + i - k + 4 * j) + *quad_at(right + i + k + 4 * j)) * tap;
      }
    }
    for (int j = 0; j < 4; j++) *(quad *)(output + i + 4 * j) = sums[j];
  }
  for (; i < frame_count; i += 4) {
    quad sum = *quad_at(output + i);
    for (long k = 0; k < tap_count; k++) {
      sum += (*quad_at(left + i - k) + *quad_at(right + i + k)) * taps[k][0];
    }
    *(quad *)(output + i) = sum;
  }
}

BOTH_WAYS(add_mirrored,
          (stereo_frame *output, const stereo_frame *left, const stereo_frame *right,
           const stereo_frame *taps, long tap_count, long frame_count),
          (output, left, right, taps, tap_count, frame_count))

BODY interpolate_quarters_body(stereo_frame *output, long row_frames, const stereo_frame *even,
                               const stereo_frame *odd, const stereo_frame *taps, long reach,
                               long frame_count) {
  for (long i = 0; i < frame_count; i += 4) {
    quad same = {0}, opposite = {0}, middle = {0};
    for (long k = 0; k < reach; k++) {
      // The values k before and k + 1 after: one of either kind.
      const quad left = *quad_at((k % 2 ? odd : even) + i - (k + 1) / 2);
      const quad right = *quad_at((k % 2 ? even : odd) + i + (k + 1) / 2);
      const quad sum = left + right;
      same += sum * taps[3 * k][0];
      opposite += (left - right) * taps[3 * k + 1][0];
      middle += sum * taps[3 * k + 2][0];
    }
    *(quad *)(output + i) = same + opposite;
    *(quad *)(output + row_frames + i) = middle;
    *(quad *)(output + 2 * row_frames + i) = same - opposite;
  }
}

BOTH_WAYS(interpolate_quarters,
          (stereo_frame *output, long row_frames, const stereo_frame *even,
           const stereo_frame *odd, const stereo_frame *taps, long reach, long frame_count),
          (output, row_frames, even, odd, taps, reach, frame_count))

static inline __attribute__((always_inline)) quad magnitude(quad x) {
  return (quad)((quad_mask)x & 0x7fffffff);
}

/// `a` where `mask` is set, `b` elsewhere.
static inline __attribute__((always_inline)) quad choose(quad_mask mask, quad a, quad b) {
  return (quad)(((quad_mask)a & mask) | ((quad_mask)b & ~mask));
}

BODY find_peaks_body(stereo_frame *peaks, const stereo_frame *moments, long row_frames,
                     long frame_count) {
  for (long i = 0; i < frame_count; i += 4) {
    quad peak = {0};
    quad left = magnitude(*quad_at(moments + 7 * row_frames + i - 1));
    quad middle = magnitude(*quad_at(moments + i));
    for (long phase = 0; phase < 8; phase++) {
      const quad right = magnitude(*quad_at(moments + (phase + 1) * row_frames + i));
      const quad rise = middle - left;
      const quad fall = middle - right;
      const quad skew = rise - fall;
      // The tiny number keeps 0/0 away; where there is no local maximum the lift is dropped.
      const quad lift = skew * skew / ((rise + fall) * 8 + 0x1p-126f);
      const quad_mask is_maximum = (rise >= 0) & (fall >= 0);
      const quad height = choose(is_maximum, middle + lift, middle);
      peak = choose(height > peak, height, peak);
      left = middle;
      middle = right;
    }
    *(quad *)(peaks + i) = choose(middle > peak, middle, peak);
  }
}

BOTH_WAYS(find_peaks,
          (stereo_frame *peaks, const stereo_frame *moments, long row_frames, long frame_count),
          (peaks, moments, row_frames, frame_count))
