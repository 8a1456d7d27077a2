// What reads a signal between its frames, and what brings it back to them.

#include "Vectors.h"

INLINE_LANES void mirrored_quads(
    stereo_frame *output, const stereo_frame *left, const stereo_frame *right,
    const stereo_frame *taps, long tap_count, int count, bool is_added) {
  quad sums[4] = {{0}};
  if (is_added) {
    for (int j = 0; j < count; j++) sums[j] = *quad_at(output + 4 * j);
  }
  for (long k = 0; k < tap_count; k++) {
    const float tap = taps[k][0];
    for (int j = 0; j < count; j++) {
      sums[j] += (*quad_at(left - k + 4 * j) + *quad_at(right + k + 4 * j)) * tap;
    }
  }
  for (int j = 0; j < count; j++) *(quad *)(output + 4 * j) = sums[j];
}

BODY mirrored_body(stereo_frame *output, const stereo_frame *left, const stereo_frame *right,
                   const stereo_frame *taps, long tap_count, long frame_count, bool is_added) {
  long i = 0;
  // Several sums at a time, for an addition takes longer than the time between two.
  for (; i + 16 <= frame_count; i += 16) {
    mirrored_quads(output + i, left + i, right + i, taps, tap_count, 4, is_added);
  }
  for (; i + 8 <= frame_count; i += 8) {
    mirrored_quads(output + i, left + i, right + i, taps, tap_count, 2, is_added);
  }
  for (; i < frame_count; i += 4) {
    mirrored_quads(output + i, left + i, right + i, taps, tap_count, 1, is_added);
  }
}

BODY apply_mirrored_body(stereo_frame *output, const stereo_frame *left, const stereo_frame *right,
                         const stereo_frame *taps, long tap_count, long frame_count) {
  mirrored_body(output, left, right, taps, tap_count, frame_count, false);
}

BOTH_WAYS(apply_mirrored,
          (stereo_frame *output, const stereo_frame *left, const stereo_frame *right,
           const stereo_frame *taps, long tap_count, long frame_count),
          (output, left, right, taps, tap_count, frame_count))

BODY add_mirrored_body(stereo_frame *output, const stereo_frame *left, const stereo_frame *right,
                       const stereo_frame *taps, long tap_count, long frame_count) {
  mirrored_body(output, left, right, taps, tap_count, frame_count, true);
}

BOTH_WAYS(add_mirrored,
          (stereo_frame *output, const stereo_frame *left, const stereo_frame *right,
           const stereo_frame *taps, long tap_count, long frame_count),
          (output, left, right, taps, tap_count, frame_count))

/// The three quarters of `count` quads side by side, so that taps are fetched once for all.
INLINE_LANES void interpolate_quads(
    stereo_frame *output, long row_frames, const stereo_frame *even, const stereo_frame *odd,
    const stereo_frame *taps, long reach, long count) {
  quad same[2] = {{0}}, opposite[2] = {{0}}, middle[2] = {{0}};
#pragma clang loop unroll(full)
  for (long k = 0; k < reach; k++) {
    // The values k before and k + 1 after: one of either kind.
    const stereo_frame *before = (k % 2 ? odd : even) - (k + 1) / 2;
    const stereo_frame *after = (k % 2 ? even : odd) + (k + 1) / 2;
    for (long j = 0; j < count; j++) {
      const quad left = *quad_at(before + 4 * j);
      const quad right = *quad_at(after + 4 * j);
      const quad sum = left + right;
      same[j] += sum * taps[3 * k][0];
      opposite[j] += (left - right) * taps[3 * k + 1][0];
      middle[j] += sum * taps[3 * k + 2][0];
    }
  }
  for (long j = 0; j < count; j++) {
    *(quad *)(output + 4 * j) = same[j] + opposite[j];
    *(quad *)(output + row_frames + 4 * j) = middle[j];
    *(quad *)(output + 2 * row_frames + 4 * j) = same[j] - opposite[j];
  }
}

INLINE_LANES void interpolate_with_reach(
    stereo_frame *output, long row_frames, const stereo_frame *even, const stereo_frame *odd,
    const stereo_frame *taps, long reach, long frame_count) {
  long i = 0;
  for (; i + 8 <= frame_count; i += 8) {
    interpolate_quads(output + i, row_frames, even + i, odd + i, taps, reach, 2);
  }
  if (i < frame_count) {
    interpolate_quads(output + i, row_frames, even + i, odd + i, taps, reach, 1);
  }
}

BODY interpolate_quarters_body(stereo_frame *output, long row_frames, const stereo_frame *even,
                               const stereo_frame *odd, const stereo_frame *taps, long reach,
                               long frame_count) {
  // Those in use, so that loops over taps need not be loops.
  if (reach == 4) {
    interpolate_with_reach(output, row_frames, even, odd, taps, 4, frame_count);
  } else if (reach == 6) {
    interpolate_with_reach(output, row_frames, even, odd, taps, 6, frame_count);
  } else {
    interpolate_with_reach(output, row_frames, even, odd, taps, reach, frame_count);
  }
}

BOTH_WAYS(interpolate_quarters,
          (stereo_frame *output, long row_frames, const stereo_frame *even,
           const stereo_frame *odd, const stereo_frame *taps, long reach, long frame_count),
          (output, row_frames, even, odd, taps, reach, frame_count))

BODY find_greatest_magnitude_body(const stereo_frame *frames, long frame_count, float *result) {
  quad levels = {0};
  for (long i = 0; i < frame_count; i += 4) {
    levels = greater(magnitude(*quad_at(frames + i)), levels);
  }
  *result = greatest(levels);
}

BOTH_WAYS(find_greatest_magnitude, (const stereo_frame *frames, long frame_count, float *result),
          (frames, frame_count, result))

float greatest_magnitude(const stereo_frame *frames, long frame_count) {
  float result;
  find_greatest_magnitude(frames, frame_count, &result);
  return result;
}

BODY find_extremes_body(sample_extremes *extremes, const stereo_frame *frames, long frame_count) {
  quad levels = {0}, bends = {0};
  for (long i = 0; i < frame_count; i += 4) {
    const quad newest = *quad_at(frames + i);
    const quad middle = *quad_at(frames + i - 1);
    levels = greater(magnitude(newest), levels);
    bends = greater(magnitude((*quad_at(frames + i - 2) - middle) + (newest - middle)), bends);
  }
  extremes->level = greatest(levels);
  extremes->bend = greatest(bends);
}

BOTH_WAYS(find_extremes,
          (sample_extremes *extremes, const stereo_frame *frames, long frame_count),
          (extremes, frames, frame_count))

BODY find_half_extremes_body(sample_extremes *extremes, const stereo_frame *wholes,
                             const stereo_frame *halves, long frame_count) {
  quad levels = {0}, bends = {0};
  for (long i = 0; i < frame_count; i += 4) {
    const quad sample = *quad_at(wholes + i), next = *quad_at(wholes + i + 1);
    const quad before = *quad_at(halves + i - 1), after = *quad_at(halves + i);
    levels = greater(magnitude(sample), levels);
    levels = greater(magnitude(after), levels);
    bends = greater(magnitude((before - sample) + (after - sample)), bends);
    bends = greater(magnitude((sample - after) + (next - after)), bends);
  }
  extremes->level = greatest(levels);
  extremes->bend = greatest(bends);
}

BOTH_WAYS(find_half_extremes,
          (sample_extremes *extremes, const stereo_frame *wholes, const stereo_frame *halves,
           long frame_count),
          (extremes, wholes, halves, frame_count))

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

/// Four frames of value `index` of rows of `factor` values a frame, counted on into the frames beside.
INLINE_LANES quad value_at(const stereo_frame *rows,
                                                           long row_frames, long factor, long i,
                                                           long index) {
  // Rounded down, below zero too.
  const long ahead = (index + 64 * factor) / factor - 64;
  return *quad_at(rows + (index - ahead * factor) * row_frames + i + ahead);
}

BODY halve_eighths_body(stereo_frame *quarters, long quarter_row_frames,
                        const stereo_frame *eighths, long eighth_row_frames,
                        const stereo_frame *taps, long frame_count) {
  for (long i = 0; i < frame_count; i += 4) {
#pragma clang loop unroll(full)
    for (long j = 0; j < 4; j++) {
      quad sum = {0};
#pragma clang loop unroll(full)
      for (long k = 0; k < eighth_taps; k++) {
        sum += (value_at(eighths, eighth_row_frames, 8, i, 2 * j - 1 - k) +
                value_at(eighths, eighth_row_frames, 8, i, 2 * j + k)) * taps[k][0];
      }
      *(quad *)(quarters + j * quarter_row_frames + i) = sum;
    }
  }
}

BOTH_WAYS(halve_eighths,
          (stereo_frame *quarters, long quarter_row_frames, const stereo_frame *eighths,
           long eighth_row_frames, const stereo_frame *taps, long frame_count),
          (quarters, quarter_row_frames, eighths, eighth_row_frames, taps, frame_count))

BODY halve_quarters_body(stereo_frame *wholes, stereo_frame *halves, const stereo_frame *quarters,
                         long row_frames, const stereo_frame *taps, long frame_count) {
  for (long i = 0; i < frame_count; i += 4) {
#pragma clang loop unroll(full)
    for (long j = 0; j < 4; j += 2) {
      quad sum = value_at(quarters, row_frames, 4, i, j) * 0.5f;
#pragma clang loop unroll(full)
      for (long k = 0; k < quarter_taps; k++) {
        sum += (value_at(quarters, row_frames, 4, i, j - 2 * k - 1) +
                value_at(quarters, row_frames, 4, i, j + 2 * k + 1)) * taps[k][0];
      }
      *(quad *)((j ? halves : wholes) + i) = sum;
    }
  }
}

BOTH_WAYS(halve_quarters,
          (stereo_frame *wholes, stereo_frame *halves, const stereo_frame *quarters,
           long row_frames, const stereo_frame *taps, long frame_count),
          (wholes, halves, quarters, row_frames, taps, frame_count))
