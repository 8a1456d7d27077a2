// Noise and the shaping of error.

#include "Vectors.h"

typedef uint64_t word_pair __attribute__((vector_size(32), aligned(8)));

/// The next triangular noise of two frames: the difference of the two halves of a scrambled word, each an
/// even number from 0 to 1 (Swift's `TriangularNoise`).
INLINE_LANES double_pair noise_of(word_pair words) {
  word_pair z = (words ^ (words >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  z = z ^ (z >> 31);
  // An integer below 2^52 under the exponent of 2^52 is a double, 2^52 too great.
  const double_pair high = (double_pair)((z >> 32) | 0x4330000000000000u);
  const double_pair low = (double_pair)((z & 0xFFFFFFFFu) | 0x4330000000000000u);
  return (high - low) * 0x1p-32;
}

/// Rounds to the nearest integer, for magnitudes below 2^51: 1.5 · 2^52 leaves no bits for a fraction.
static const double rounding_bias = 6755399441055744.0;

/// Of this kind of vector C can choose lane by lane, which becomes a maximum and a minimum.
typedef double chosen_pair __attribute__((ext_vector_type(4)));

INLINE_LANES double_pair clamped(double_pair pair, double scale) {
  const chosen_pair x = (chosen_pair)pair;
  const chosen_pair lowest = (chosen_pair)all_lanes(-scale);
  const chosen_pair highest = (chosen_pair)all_lanes(scale - 1);
  const chosen_pair above = x < lowest ? lowest : x;
  return (double_pair)(above > highest ? highest : above);
}

/// The most frames that are rounded at a time.
enum { rounded_frames = 64 };

BODY round_all_with_noise_body(stereo_frame *frames, noise_words *words, error_feedback *feedback,
                           double scale, long frame_count) {
  const uint64_t increment = 0x9E3779B97F4A7C15u;
  const double step = 1 / scale;
  double_frame e1 = {0}, e2 = {0}, e3 = {0}, e4 = {0}, e5 = {0};
  double h1 = 0, h2 = 0, h3 = 0, h4 = 0, h5 = 0;
  if (feedback) {
    e1 = feedback->errors[0], e2 = feedback->errors[1], e3 = feedback->errors[2];
    e4 = feedback->errors[3], e5 = feedback->errors[4];
    h1 = feedback->taps[0], h2 = feedback->taps[1], h3 = feedback->taps[2];
    h4 = feedback->taps[3], h5 = feedback->taps[4];
  }
  uint64_t left = words->left, right = words->right;
  words->left += increment * (uint64_t)frame_count;
  words->right += increment * (uint64_t)frame_count;
  double_pair values[rounded_frames / 2];
  for (long start = 0; start < frame_count; start += rounded_frames) {
    const long left_over = frame_count - start;
    const long count = left_over < rounded_frames ? left_over : rounded_frames;
    stereo_frame *piece = frames + start;
    word_pair word = {left + increment, right + increment, left + 2 * increment,
                      right + 2 * increment};
    for (long i = 0; i < count; i += 2) {
      values[i / 2] = noise_of(word);
      word += 2 * increment;
    }
    left += increment * rounded_frames;
    right += increment * rounded_frames;

    double_frame *value = (double_frame *)values;
    if (feedback) {
#pragma clang loop unroll_count(5)
      for (long i = 0; i < count; i++) {
        const double_frame input = doubled(piece[i]) * scale;
        // The last error comes in last: every frame waits for it.
        const double_frame wanted =
            (input - ((e2 * h2 + e3 * h3) + (e4 * h4 + e5 * h5))) - e1 * h1;
        const double_frame whole = ((wanted + value[i]) + rounding_bias) - rounding_bias;
        e5 = e4, e4 = e3, e3 = e2, e2 = e1;
        // The error of the rounding alone: one that clips would feed on itself.
        e1 = whole - wanted;
        value[i] = whole;
      }
    } else {
      for (long i = 0; i < count; i++) {
        value[i] = ((doubled(piece[i]) * scale + value[i]) + rounding_bias) - rounding_bias;
      }
    }
    long i = 0;
    for (; i + 2 <= count; i += 2) {
      store_pair(piece + i, clamped(values[i / 2], scale) * step);
    }
    if (i < count) {
      double_frame last, unused;
      part(clamped(values[i / 2], scale) * step, &last, &unused);
      piece[i] = rounded(last);
    }
  }
  if (feedback) {
    feedback->errors[0] = e1, feedback->errors[1] = e2, feedback->errors[2] = e3;
    feedback->errors[3] = e4, feedback->errors[4] = e5;
  }
}

BOTH_WAYS(round_all_with_noise,
          (stereo_frame *frames, noise_words *words, error_feedback *feedback, double scale,
           long frame_count),
          (frames, words, feedback, scale, frame_count))

BODY find_zeros_body(int *found, const stereo_frame *frames, long frame_count) {
  quad_mask zeros = {0};
  long i = 0;
  for (; i + 4 <= frame_count; i += 4) zeros |= *quad_at(frames + i) == 0;
  *found = __builtin_reduce_or(zeros) != 0;
  for (; i < frame_count; i++) *found |= frames[i].x == 0 || frames[i].y == 0;
}

BOTH_WAYS(find_zeros, (int *found, const stereo_frame *frames, long frame_count),
          (found, frames, frame_count))

int round_with_noise(stereo_frame *frames, noise_words *words, error_feedback *feedback,
                     double scale, long frame_count) {
  int has_zeros;
  find_zeros(&has_zeros, frames, frame_count);
  if (has_zeros) return 0;
  round_all_with_noise(frames, words, feedback, scale, frame_count);
  return 1;
}

/// Two frames as whole numbers, inside what a word has, with the bias still on.
INLINE_LANES double_pair biased_steps(double_pair frames, double scale) {
  return clamped(frames * scale, scale) + rounding_bias;
}

BODY round_to_steps_body(stereo_frame *frames, double scale, long frame_count) {
  const double step = 1 / scale;
  long i = 0;
  for (; i + 2 <= frame_count; i += 2) {
    const double_pair pair = pair_of(doubled(frames[i]), doubled(frames[i + 1]));
    store_pair(frames + i, (biased_steps(pair, scale) - rounding_bias) * step);
  }
  if (i < frame_count) {
    const double_frame last = doubled(frames[i]);
    const double_pair steps = biased_steps(pair_of(last, last), scale) - rounding_bias;
    frames[i] = rounded(low_half(steps * step));
  }
}

BOTH_WAYS(round_to_steps, (stereo_frame *frames, double scale, long frame_count),
          (frames, scale, frame_count))

typedef int64_t wide_words __attribute__((vector_size(32), aligned(8)));
typedef int32_t four_words __attribute__((vector_size(16), aligned(4)));

/// What is biased ends in the bits of the number.
INLINE_LANES four_words words_of(double_pair biased, int shift) {
  return __builtin_convertvector((wide_words)biased, four_words) << shift;
}

BODY store_words_body(int32_t *words, const stereo_frame *frames, double scale, int shift,
                      long frame_count) {
  long i = 0;
  for (; i + 2 <= frame_count; i += 2) {
    const double_pair pair = pair_of(doubled(frames[i]), doubled(frames[i + 1]));
    *(four_words *)(words + 2 * i) = words_of(biased_steps(pair, scale), shift);
  }
  if (i < frame_count) {
    const double_frame last = doubled(frames[i]);
    const four_words both = words_of(biased_steps(pair_of(last, last), scale), shift);
    words[2 * i] = both[0];
    words[2 * i + 1] = both[1];
  }
}

BOTH_WAYS(store_words,
          (int32_t *words, const stereo_frame *frames, double scale, int shift, long frame_count),
          (words, frames, scale, shift, frame_count))
