// What reads a signal between its frames, and what brings it back to them.

#include "Vectors.h"

// Loops over the numbers of taps in use are unrolled, the ones over any other number are not.
#pragma clang diagnostic ignored "-Wpass-failed"

/// The sum of nothing, which no addition is needed for: unlike 0, it leaves every number as it is.
static const quad nothing = {-0.0f, -0.0f, -0.0f, -0.0f, -0.0f, -0.0f, -0.0f, -0.0f};

/// A tap, which stands in both lanes; read as one number, which goes to all lanes at once.
INLINE_LANES float tap_at(const stereo_frame *taps, long index) {
  return *(const float *)(taps + index);
}

/// Adds every fourth tap, `tap_count` of them, on `quad_count` quads. From one of these taps to the next all
/// quads but one to either side stay the same: unrolled, they are read once.
INLINE_LANES void add_fourth_taps(quad *sums, long quad_count, const stereo_frame *left,
                                  const stereo_frame *right, const stereo_frame *taps,
                                  long tap_count) {
#pragma clang loop unroll(full)
  for (long k = 0; k < 4 * tap_count; k += 4) {
    const float tap = tap_at(taps, k);
    for (long j = 0; j < quad_count; j++) {
      sums[j] += (*quad_at(left - k + 4 * j) + *quad_at(right + k + 4 * j)) * tap;
    }
  }
}

INLINE_LANES void mirrored_quads(
    stereo_frame *output, long quad_count, const stereo_frame *left, const stereo_frame *right,
    const stereo_frame *taps, long tap_count, bool is_added) {
  quad sums[4];
  for (long j = 0; j < quad_count; j++) sums[j] = is_added ? *quad_at(output + 4 * j) : nothing;
  const long longer = tap_count % 4;
#pragma clang loop unroll(disable)
  for (long k = 0; k < longer; k++) {
    add_fourth_taps(sums, quad_count, left - k, right + k, taps + k, tap_count / 4 + 1);
  }
#pragma clang loop unroll(disable)
  for (long k = longer; k < 4; k++) {
    add_fourth_taps(sums, quad_count, left - k, right + k, taps + k, tap_count / 4);
  }
  for (long j = 0; j < quad_count; j++) *(quad *)(output + 4 * j) = sums[j];
}

INLINE_LANES void mirrored_frames(
    stereo_frame *output, const stereo_frame *left, const stereo_frame *right,
    const stereo_frame *taps, long tap_count, long frame_count, bool is_added) {
  long i = 0;
  // Several sums at a time, for an addition takes longer than the time between two.
  for (; i + 16 <= frame_count; i += 16) {
    mirrored_quads(output + i, 4, left + i, right + i, taps, tap_count, is_added);
  }
  for (; i < frame_count; i += 4) {
    mirrored_quads(output + i, 1, left + i, right + i, taps, tap_count, is_added);
  }
}

BODY apply_mirrored_body(stereo_frame *output, const stereo_frame *left, const stereo_frame *right,
                         const stereo_frame *taps, long tap_count, long frame_count) {
  if (tap_count == 96) {
    mirrored_frames(output, left, right, taps, 96, frame_count, false);
  } else if (tap_count == 24) {
    mirrored_frames(output, left, right, taps, 24, frame_count, false);
  } else {
    mirrored_frames(output, left, right, taps, tap_count, frame_count, false);
  }
}

BOTH_WAYS(apply_mirrored,
          (stereo_frame *output, const stereo_frame *left, const stereo_frame *right,
           const stereo_frame *taps, long tap_count, long frame_count),
          (output, left, right, taps, tap_count, frame_count))

BODY add_mirrored_body(stereo_frame *output, const stereo_frame *left, const stereo_frame *right,
                       const stereo_frame *taps, long tap_count, long frame_count) {
  if (tap_count == 26) {
    mirrored_frames(output, left, right, taps, 26, frame_count, true);
  } else {
    mirrored_frames(output, left, right, taps, tap_count, frame_count, true);
  }
}

BOTH_WAYS(add_mirrored,
          (stereo_frame *output, const stereo_frame *left, const stereo_frame *right,
           const stereo_frame *taps, long tap_count, long frame_count),
          (output, left, right, taps, tap_count, frame_count))

/// The three quarters of `count` quads side by side, so that taps are fetched once for all.
INLINE_LANES void interpolate_quads(
    stereo_frame *output, long row_frames, const stereo_frame *even, const stereo_frame *odd,
    const stereo_frame *taps, long reach, long count) {
  quad same[] = {nothing, nothing}, opposite[] = {nothing, nothing}, middle[] = {nothing, nothing};
#pragma clang loop unroll(full)
  for (long k = 0; k < reach; k++) {
    // The values k before and k + 1 after: one of either kind.
    const stereo_frame *before = (k % 2 ? odd : even) - (k + 1) / 2;
    const stereo_frame *after = (k % 2 ? even : odd) + (k + 1) / 2;
    for (long j = 0; j < count; j++) {
      const quad left = *quad_at(before + 4 * j);
      const quad right = *quad_at(after + 4 * j);
      const quad sum = left + right;
      same[j] += sum * tap_at(taps, 3 * k);
      opposite[j] += (left - right) * tap_at(taps, 3 * k + 1);
      middle[j] += sum * tap_at(taps, 3 * k + 2);
    }
  }
  for (long j = 0; j < count; j++) {
    *(quad *)(output + 4 * j) = same[j] + opposite[j];
    *(quad *)(output + row_frames + 4 * j) = middle[j];
    *(quad *)(output + 2 * row_frames + 4 * j) = same[j] - opposite[j];
  }
}

/// The nine moments of a group of eight frames, in rows.
INLINE_LANES void read_moments(stereo_frame *moments, long row_frames, const stereo_frame *wholes,
                               const stereo_frame *halves, const stereo_frame *taps, long reach) {
  for (long i = 0; i < 8; i += 4) {
    *(quad *)(moments + i) = *quad_at(wholes + i);
    *(quad *)(moments + 4 * row_frames + i) = *quad_at(halves + i);
    *(quad *)(moments + 8 * row_frames + i) = *quad_at(wholes + i + 1);
  }
  interpolate_quads(moments + row_frames, row_frames, wholes, halves, taps, reach, 2);
  interpolate_quads(moments + 5 * row_frames, row_frames, halves, wholes + 1, taps, reach, 2);
}

BODY find_moments_body(stereo_frame *moments, long row_frames, const stereo_frame *wholes,
                       const stereo_frame *halves, const stereo_frame *taps, long reach,
                       long group_count) {
  for (long i = 0; i < 8 * group_count; i += 8) {
    // The reach in use, so that loops over taps need not be loops.
    if (reach == 6) {
      read_moments(moments + i, row_frames, wholes + i, halves + i, taps, 6);
    } else {
      read_moments(moments + i, row_frames, wholes + i, halves + i, taps, reach);
    }
  }
}

BOTH_WAYS(find_moments,
          (stereo_frame *moments, long row_frames, const stereo_frame *wholes,
           const stereo_frame *halves, const stereo_frame *taps, long reach, long group_count),
          (moments, row_frames, wholes, halves, taps, reach, group_count))

/// The greatest magnitude of four frames' moments, `row_frames` apart, and of parabolas through them;
/// `before` holds the moments before those of row 0.
INLINE_LANES quad peak_of(const stereo_frame *moments, long row_frames, quad before) {
  quad peak = {0};
  quad left = magnitude(before);
  quad middle = magnitude(*quad_at(moments));
  for (long phase = 0; phase < 8; phase++) {
    const quad right = magnitude(*quad_at(moments + (phase + 1) * row_frames));
    const quad rise = middle - left;
    const quad fall = middle - right;
    const quad skew = rise - fall;
    // The tiny number keeps 0/0 away; where there is no local maximum the lift is dropped.
    const quad lift = skew * skew / ((rise + fall) * 8 + 0x1p-126f);
    const quad_mask is_maximum = lesser(rise, fall) >= 0;
    peak = greater(middle + (quad)((quad_mask)lift & is_maximum), peak);
    left = middle;
    middle = right;
  }
  return greater(middle, peak);
}

INLINE_LANES void find_peaks_with_reach(stereo_frame *peaks, const stereo_frame *wholes,
                                        const stereo_frame *halves, const stereo_frame *taps,
                                        long reach, long group_count) {
  stereo_frame moments[9 * 8];
  // The last moments of the four frames before.
  interpolate_quads(moments + 5 * 8, 8, halves - 4, wholes - 3, taps, reach, 1);
  quad last = *quad_at(moments + 7 * 8);
  for (long i = 0; i < 8 * group_count; i += 8) {
    read_moments(moments, 8, wholes + i, halves + i, taps, reach);
    for (long j = 0; j < 8; j += 4) {
      const quad own = *quad_at(moments + 7 * 8 + j);
      const quad before = __builtin_shufflevector(last, own, 6, 7, 8, 9, 10, 11, 12, 13);
      *(quad *)(peaks + i + j) = peak_of(moments + j, 8, before);
      last = own;
    }
  }
}

BODY find_peaks_body(stereo_frame *peaks, const stereo_frame *wholes, const stereo_frame *halves,
                     const stereo_frame *taps, long reach, long group_count) {
  if (reach == 4) {
    find_peaks_with_reach(peaks, wholes, halves, taps, 4, group_count);
  } else {
    find_peaks_with_reach(peaks, wholes, halves, taps, reach, group_count);
  }
}

BOTH_WAYS(find_peaks,
          (stereo_frame *peaks, const stereo_frame *wholes, const stereo_frame *halves,
           const stereo_frame *taps, long reach, long group_count),
          (peaks, wholes, halves, taps, reach, group_count))

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
  // Kept, for all the compiler knows the output may lie where they do.
  float tap[eighth_taps];
  for (long k = 0; k < eighth_taps; k++) tap[k] = tap_at(taps, k);
  for (long i = 0; i < frame_count; i += 4) {
#pragma clang loop unroll(full)
    for (long j = 0; j < 4; j++) {
      quad sum = nothing;
#pragma clang loop unroll(full)
      for (long k = 0; k < eighth_taps; k++) {
        sum += (value_at(eighths, eighth_row_frames, 8, i, 2 * j - 1 - k) +
                value_at(eighths, eighth_row_frames, 8, i, 2 * j + k)) * tap[k];
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
  float tap[quarter_taps];
  for (long k = 0; k < quarter_taps; k++) tap[k] = tap_at(taps, k);
  for (long i = 0; i < frame_count; i += 4) {
#pragma clang loop unroll(full)
    for (long j = 0; j < 4; j += 2) {
      quad sum = value_at(quarters, row_frames, 4, i, j) * 0.5f;
#pragma clang loop unroll(full)
      for (long k = 0; k < quarter_taps; k++) {
        sum += (value_at(quarters, row_frames, 4, i, j - 2 * k - 1) +
                value_at(quarters, row_frames, 4, i, j + 2 * k + 1)) * tap[k];
      }
      *(quad *)((j ? halves : wholes) + i) = sum;
    }
  }
}

BOTH_WAYS(halve_quarters,
          (stereo_frame *wholes, stereo_frame *halves, const stereo_frame *quarters,
           long row_frames, const stereo_frame *taps, long frame_count),
          (wholes, halves, quarters, row_frames, taps, frame_count))
