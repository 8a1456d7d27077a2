// What proves that nothing between some frames can be loud.

#include "Vectors.h"

/// The stretch of a frame, rounded down below zero, too.
INLINE_LANES long stretch_of(long frame) { return (frame & -stretch_frames) / stretch_frames; }

INLINE_LANES long ring_index(long stretch) { return stretch & (stretch_count - 1); }

BODY note_extremes_body(stereo_frame *stretches, long first_frame, const stereo_frame *frames,
                        long frame_count) {
  for (long start = 0; start < frame_count;) {
    const long frame = first_frame + start;
    const long next = start + stretch_frames - frame % stretch_frames;
    const long end = next < frame_count ? next : frame_count;
    quad levels = {0}, bends = {0};
    for (long i = start; i < end; i += 4) {
      const quad newest = *quad_at(frames + i);
      const quad middle = *quad_at(frames + i - 1);
      levels = greater(magnitude(newest), levels);
      bends = greater(magnitude((*quad_at(frames + i - 2) - middle) + (newest - middle)), bends);
    }
    stereo_frame *stretch = stretches + ring_index(stretch_of(frame));
    const stereo_frame found = {greatest(levels), greatest(bends)};
    const bool is_new = frame % stretch_frames == 0;
    stretch->x = is_new || found.x > stretch->x ? found.x : stretch->x;
    stretch->y = is_new || found.y > stretch->y ? found.y : stretch->y;
    start = end;
  }
}

BOTH_WAYS(note_extremes,
          (stereo_frame *stretches, long first_frame, const stereo_frame *frames,
           long frame_count),
          (stretches, first_frame, frames, frame_count))

BODY judge_by_samples_body(const stereo_frame *frames, long group_count,
                           const stereo_frame *stretches, long first_frame, long reach,
                           float bend_share, float level, uint32_t *loud_groups) {
  uint32_t loud = 0;
  for (long group = 0; group < group_count; group++, frames += 8) {
    // Of the frames themselves and the next: a moment lies between two.
    quad levels = {0};
    for (long i = 0; i < 8; i += 4) {
      levels = greater(magnitude(*quad_at(frames + i)), levels);
      levels = greater(magnitude(*quad_at(frames + i + 1)), levels);
    }
    const long frame = first_frame + 8 * group;
    // The second difference in the middle of the last frame is known with the next.
    const long end = stretch_of(frame + 8 + reach + 1);
    float bend = 0;
    for (long i = stretch_of(frame - reach); i <= end; i++) {
      const float greatest_bend = stretches[ring_index(i)].y;
      bend = greatest_bend > bend ? greatest_bend : bend;
    }
    if (!(greatest(levels) + bend * bend_share < level)) loud |= 1u << group;
  }
  *loud_groups = loud;
}

BOTH_WAYS(judge_by_samples,
          (const stereo_frame *frames, long group_count, const stereo_frame *stretches,
           long first_frame, long reach, float bend_share, float level, uint32_t *loud_groups),
          (frames, group_count, stretches, first_frame, reach, bend_share, level, loud_groups))

uint32_t loud_groups_by_samples(const stereo_frame *frames, long group_count,
                                const stereo_frame *stretches, long first_frame, long reach,
                                float bend_share, float level) {
  uint32_t loud;
  judge_by_samples(frames, group_count, stretches, first_frame, reach, bend_share, level, &loud);
  return loud;
}

/// What is greatest in four frames and the values half way after each, the frame behind them included.
INLINE_LANES void find_quad_extremes(quad *levels, quad *bends, const stereo_frame *wholes,
                                     const stereo_frame *halves) {
  const quad sample = *quad_at(wholes), next = *quad_at(wholes + 1);
  const quad before = *quad_at(halves - 1), after = *quad_at(halves);
  const quad rise = after - sample;
  *levels = greater(greater(magnitude(sample), magnitude(next)), magnitude(after));
  *bends = greater(magnitude((before - sample) + rise), magnitude((next - after) - rise));
}

BODY judge_by_halves_body(const stereo_frame *wholes, const stereo_frame *halves, long group_count,
                          moment_bound bound, float level, uint32_t *loud_groups) {
  // A group is the middle two of four quads, and the next group has two of them, too.
  quad levels[4], bends[4];
  find_quad_extremes(&levels[0], &bends[0], wholes - 4, halves - 4);
  find_quad_extremes(&levels[1], &bends[1], wholes, halves);
  uint32_t loud = 0;
  for (long group = 0; group < group_count; group++) {
    const long frame = 8 * group;
    find_quad_extremes(&levels[2], &bends[2], wholes + frame + 4, halves + frame + 4);
    find_quad_extremes(&levels[3], &bends[3], wholes + frame + 8, halves + frame + 8);
    const quad beside = greater(levels[1], levels[2]);
    const float height =
        greatest(beside) +
        greatest(greater(beside, greater(levels[0], levels[3]))) * bound.level_share +
        greatest(greater(greater(bends[0], bends[1]), greater(bends[2], bends[3]))) *
            bound.bend_share;
    if (!(height < level)) loud |= 1u << group;
    levels[0] = levels[2], levels[1] = levels[3];
    bends[0] = bends[2], bends[1] = bends[3];
  }
  *loud_groups = loud;
}

BOTH_WAYS(judge_by_halves,
          (const stereo_frame *wholes, const stereo_frame *halves, long group_count,
           moment_bound bound, float level, uint32_t *loud_groups),
          (wholes, halves, group_count, bound, level, loud_groups))

uint32_t loud_groups_by_halves(const stereo_frame *wholes, const stereo_frame *halves,
                               long group_count, moment_bound bound, float level) {
  uint32_t loud;
  judge_by_halves(wholes, halves, group_count, bound, level, &loud);
  return loud;
}

BODY note_cells_body(stereo_frame *cells, const stereo_frame *frames, long cell_count) {
  for (long cell = 0; cell < cell_count; cell++, frames += cell_frames) {
    quad levels = {0}, bends = {0};
    for (long i = 0; i < cell_frames; i += 4) {
      const quad middle = *quad_at(frames + i);
      levels = greater(magnitude(middle), levels);
      bends = greater(
          magnitude((*quad_at(frames + i - 1) - middle) + (*quad_at(frames + i + 1) - middle)),
          bends);
    }
    cells[cell] = (stereo_frame){greatest(levels), greatest(bends)};
  }
}

BOTH_WAYS(note_cells, (stereo_frame *cells, const stereo_frame *frames, long cell_count),
          (cells, frames, cell_count))

BODY find_magnitudes_body(stereo_frame *found, const stereo_frame *frames, long frame_count) {
  // In the order of their bits, in which what is not a number is greater than any number.
  quad_mask greatest_bits = {0};
  long i = 0;
  for (; i + 4 <= frame_count; i += 4) {
    const quad_mask bits = (quad_mask)magnitude(*quad_at(frames + i));
    greatest_bits = __builtin_elementwise_max(greatest_bits, bits);
  }
  for (; i < frame_count; i++) {
    const quad_mask bits = (quad_mask)magnitude(four_of(frames[i]));
    greatest_bits = __builtin_elementwise_max(greatest_bits, bits);
  }
  const quad lanes = (quad)greatest_bits;
  greatest_bits = __builtin_elementwise_max(
      greatest_bits, (quad_mask)__builtin_shufflevector(lanes, lanes, 4, 5, 6, 7, 0, 1, 2, 3));
  greatest_bits = __builtin_elementwise_max(
      greatest_bits,
      (quad_mask)__builtin_shufflevector((quad)greatest_bits, (quad)greatest_bits, 2, 3, 0, 1, 6, 7,
                                         4, 5));
  *found = first_of((quad)greatest_bits);
}

BOTH_WAYS(find_magnitudes, (stereo_frame *found, const stereo_frame *frames, long frame_count),
          (found, frames, frame_count))
