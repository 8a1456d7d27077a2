// What the clip takes away.

#include "Vectors.h"

/// A curve, the same in each lane, and half of what its widths are to be multiplied by.
typedef struct {
  quad knee, top;
  float half_inverse_width;
} curve_lanes;

/// A level of each lane, as the curve sees it.
typedef struct {
  /// The level; what of its magnitude lies between knee and top, and what from the top on.
  quad level, bent, flat;
  /// How far the magnitude lies beyond the knee, up to the top, and beyond the top: half of it, in widths of the
  /// bend.
  quad half_depth, half_excess;
} curve_place;

INLINE_LANES curve_place place_on(const curve_lanes *curve, quad level) {
  const quad height = magnitude(level);
  curve_place place = {.level = level};
  place.bent = lesser(greater(height, curve->knee), curve->top);
  place.flat = greater(height, curve->top);
  place.half_depth = (place.bent - curve->knee) * curve->half_inverse_width;
  place.half_excess = (place.flat - curve->top) * curve->half_inverse_width;
  return place;
}

/// What the curve takes away on average between two levels, but for its scale.
INLINE_LANES quad average_between(const curve_lanes *curve, curve_place a, curve_place b) {
  // Told by the way itself: where subnormals are zero, levels that differ may be no way apart.
  quad way = b.level - a.level;
  const quad_mask is_point = way == 0;
  if (__builtin_reduce_or(is_point)) {
    // A point is as good as the shortest of ways; next to zero nothing is taken anyway.
    b = place_on(curve, choose(is_point, b.level * (1 + 0x1p-22f), b.level));
    way = b.level - a.level;
    const quad none = {0};
    way = choose(way == 0, none + 1, way);
  }
  // The mean of a polynomial of the sixth degree over a way: from its value and its even derivatives in the
  // middle, each of which is a sum of like signs or of small terms.
  const quad middle = a.half_depth + b.half_depth;
  const quad half_way = b.half_depth - a.half_depth;
  const quad h2 = half_way * half_way;
  const quad square = middle * middle;
  const quad t = square - middle;
  const quad off = middle - 1.5f;
  const quad bend = square * square * (off * off + 0.25f) +
                    h2 * (t * t * 5 + h2 * ((t * 3 + 0.5f) + h2 * (1.0f / 7)));
  const quad beyond = (a.half_excess + b.half_excess) + 0.5f;
  return ((b.bent - a.bent) * bend + (b.flat - a.flat) * beyond) / way;
}

BODY average_taken_body(stereo_frame *taken, long taken_row_frames, const stereo_frame *moments,
                        long row_frames, const bent_curve *curve, float mix, float mix_step,
                        long first_step, long frame_count) {
  const quad frame = {0, 0, 1, 1, 2, 2, 3, 3};
  const quad none = {0};
  const float scale = curve->scale;
  const curve_lanes lanes = {none + curve->knee, none + curve->top, curve->inverse_width * 0.5f};
  for (long i = 0; i < frame_count; i += 4) {
    quad highest = magnitude(*quad_at(moments + i));
    for (long step = 1; step <= 8; step++) {
      highest = greater(magnitude(*quad_at(moments + step * row_frames + i)), highest);
    }
    if (!__builtin_reduce_or(highest > lanes.knee)) {
      for (long step = 0; step < 8; step++) *(quad *)(taken + step * taken_row_frames + i) = none;
      continue;
    }
    const quad share = ((frame + (float)(first_step + i)) * mix_step + mix) * scale;
    curve_place left = place_on(&lanes, *quad_at(moments + i));
#pragma clang loop unroll_count(2)
    for (long step = 0; step < 8; step++) {
      const curve_place right = place_on(&lanes, *quad_at(moments + (step + 1) * row_frames + i));
      *(quad *)(taken + step * taken_row_frames + i) = average_between(&lanes, left, right) * share;
      left = right;
    }
  }
}

BOTH_WAYS(average_taken,
          (stereo_frame *taken, long taken_row_frames, const stereo_frame *moments,
           long row_frames, const bent_curve *curve, float mix, float mix_step, long first_step,
           long frame_count),
          (taken, taken_row_frames, moments, row_frames, curve, mix, mix_step, first_step,
           frame_count))

/// Adds what is taken; adding 0 would turn -0 into +0.
INLINE_LANES quad less_of(quad dry, quad taken) { return choose(taken == 0, dry, dry + taken); }

BODY take_from_frames_body(stereo_frame *output, const stereo_frame *frames,
                           const stereo_frame *taken, double_frame *power_before,
                           double_frame *power_after, long frame_count) {
  double_frame before = *power_before, after = *power_after;
  long i = 0;
  for (; i + 4 <= frame_count; i += 4) {
    *(quad *)(output + i) = less_of(*quad_at(frames + i), *quad_at(taken + i));
  }
  for (; i < frame_count; i++) {
    output[i] = first_of(less_of(four_of(frames[i]), four_of(taken[i])));
  }
  // Frame by frame, so that the sums do not depend on how the sound is split.
  for (i = 0; i < frame_count; i++) {
    const double_frame dry = doubled(frames[i]), wet = doubled(output[i]);
    before += dry * dry;
    after += wet * wet;
  }
  *power_before = before;
  *power_after = after;
}

BOTH_WAYS(take_from_frames,
          (stereo_frame *output, const stereo_frame *frames, const stereo_frame *taken,
           double_frame *power_before, double_frame *power_after, long frame_count),
          (output, frames, taken, power_before, power_after, frame_count))
