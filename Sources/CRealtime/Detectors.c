// What listens for the stages that dip and lift.

#include "Vectors.h"

/// A band-pass of second order, but for its scale; `first` and `second` are taken from what they stand for.
INLINE_LANES double step_bell(bell_filter *bell, double input) {
  const double output = input - bell->first;
  bell->first = bell->second + bell->a1 * output;
  bell->second = input + bell->a2 * output;
  return output;
}

/// Puts the bell on the mid of a frame, and goes on with its gain.
INLINE_LANES void dip_frame(bell_filter *bell,
                                                            stereo_frame *frame) {
  const double mid = doubled(*frame).x;
  bell->lift += bell->lift_step;
  frame->x = (float)(mid + step_bell(bell, mid) * bell->lift);
}

/// Two pairs of filters of second order, the second pair in the upper half.
typedef struct {
  double_pair b1, b2, a1, a2, first, second;
} filter_row;

INLINE_LANES double_pair step_filters(filter_row *row,
                                                                      double_pair input) {
  const double_pair first = row->first;
  row->first = (input * row->b1 + row->second) - first * row->a1;
  row->second = input * row->b2 - first * row->a2;
  return input + first;
}

BODY hear_and_dip_body(two_bands *bands, bell_filter *shared_bell, stereo_frame *frames,
                       const stereo_frame *heard, long frame_count) {
  if (frame_count <= 0) return;
  const double_frame none = {0};
  bell_filter bell = *shared_bell;
  filter_row row = {pair_at(bands->b1), pair_at(bands->b2), pair_at(bands->a1), pair_at(bands->a2),
                    pair_at(bands->first), pair_at(bands->second)};
  double_pair powers = pair_of(none, bands->power);
  double_pair output = step_filters(&row, pair_of(doubled(*heard).xx, none));
  dip_frame(&bell, frames);
  // From here on the upper edges are a frame behind the lower ones, so that both are done at once.
  row.first = pair_of(low_half(row.first), bands->first[1]);
  row.second = pair_of(low_half(row.second), bands->second[1]);
#pragma clang loop unroll_count(2)
  for (long i = 1; i < frame_count; i++) {
    output = step_filters(&row, pair_of(doubled(heard[i]).xx, low_half(output)));
    powers += output * output;
    dip_frame(&bell, frames + i);
  }
  bands->first[0] = low_half(row.first);
  bands->second[0] = low_half(row.second);
  output = step_filters(&row, pair_of(none, low_half(output)));
  powers += output * output;
  bands->first[1] = high_half(row.first);
  bands->second[1] = high_half(row.second);
  bands->power = high_half(powers);
  *shared_bell = bell;
}

BOTH_WAYS(hear_and_dip,
          (two_bands *bands, bell_filter *bell, stereo_frame *frames, const stereo_frame *heard,
           long frame_count),
          (bands, bell, frames, heard, frame_count))

BODY hear_attack_body(attack_ear *shared, const stereo_frame *heard, long frame_count) {
  attack_ear ear = *shared;
#pragma clang loop unroll_count(4)
  for (long i = 0; i < frame_count; i++) {
    const float mid = heard[i].x;
    const float height = __builtin_fabsf(mid);
    const double band = step_bell(&ear.band, mid);
    ear.peak = height > ear.peak ? height : ear.peak;
    ear.band_power += band * band;
    ear.power += (double)mid * mid;
  }
  *shared = ear;
}

BOTH_WAYS(hear_attack, (attack_ear *ear, const stereo_frame *heard, long frame_count),
          (ear, heard, frame_count))

BODY ramp_mid_body(stereo_frame *frames, float gain, float gain_step, long first_step,
                   long frame_count) {
  const quad frame = {1, 1, 2, 2, 3, 3, 4, 4};
  const quad_mask is_side = {0, -1, 0, -1, 0, -1, 0, -1};
  long i = 0;
  for (; i + 4 <= frame_count; i += 4) {
    const quad sound = *quad_at(frames + i);
    const quad ramp = (frame + (float)(first_step + i)) * gain_step + gain;
    *(quad *)(frames + i) = choose(is_side, sound, sound * ramp);
  }
  for (; i < frame_count; i++) frames[i].x *= (1 + (float)(first_step + i)) * gain_step + gain;
}

BOTH_WAYS(ramp_mid,
          (stereo_frame *frames, float gain, float gain_step, long first_step, long frame_count),
          (frames, gain, gain_step, first_step, frame_count))

INLINE_LANES void hear_side(detail_filters *filters, double side) {
  const double band = side + filters->first;
  filters->first = (filters->second - (side + side)) - filters->a1 * band;
  filters->second = side - filters->a2 * band;
  filters->power = band * band + filters->power * filters->power_keep;
}

INLINE_LANES void lift_side(detail_filters *filters,
                                                            stereo_frame *frame, double side) {
  const double above = side - filters->state;
  filters->state += above * filters->feed;
  filters->lift += filters->lift_step;
  filters->depth += filters->depth_step;
  frame->y = (float)(side + above * (filters->lift * filters->depth));
}

BODY hear_detail_body(detail_filters *filters, const stereo_frame *frame) {
  hear_side(filters, frame->y);
}

BOTH_WAYS(hear_detail, (detail_filters *filters, const stereo_frame *frame), (filters, frame))

BODY lift_detail_body(detail_filters *shared, stereo_frame *frames, long heard_count,
                      long frame_count) {
  detail_filters filters = *shared;
  long i = 0;
  for (; i < heard_count; i++) lift_side(&filters, frames + i, frames[i].y);
#pragma clang loop unroll_count(2)
  for (; i < frame_count; i++) {
    const double side = frames[i].y;
    hear_side(&filters, side);
    lift_side(&filters, frames + i, side);
  }
  *shared = filters;
}

BOTH_WAYS(lift_detail,
          (detail_filters *filters, stereo_frame *frames, long heard_count, long frame_count),
          (filters, frames, heard_count, frame_count))

BODY lift_above_body(shelf *shared, stereo_frame *frames, long lane, long frame_count) {
  shelf filter = *shared;
  float *samples = (float *)frames + lane;
#pragma clang loop unroll_count(2)
  for (long i = 0; i < frame_count; i++) {
    const double sample = samples[2 * i];
    const double above = sample - filter.state;
    filter.state += above * filter.feed;
    filter.lift += filter.lift_step;
    samples[2 * i] = (float)(sample + above * filter.lift);
  }
  *shared = filter;
}

BOTH_WAYS(lift_above, (shelf *filter, stereo_frame *frames, long lane, long frame_count),
          (filter, frames, lane, frame_count))

BODY swing_side_body(stereo_frame *frames, float depth, float depth_step, float swing,
                     float swing_step, long first_step, long frame_count) {
  const quad frame = {1, 1, 2, 2, 3, 3, 4, 4};
  const quad_mask is_side = {0, -1, 0, -1, 0, -1, 0, -1};
  long i = 0;
  for (; i + 4 <= frame_count; i += 4) {
    const quad steps = frame + (float)(first_step + i);
    const quad gain = (steps * depth_step + depth) * (steps * swing_step + swing) + 1;
    const quad sound = *quad_at(frames + i);
    *(quad *)(frames + i) = choose(is_side, sound * gain, sound);
  }
  for (; i < frame_count; i++) {
    const float steps = 1 + (float)(first_step + i);
    frames[i].y *= (steps * depth_step + depth) * (steps * swing_step + swing) + 1;
  }
}

BOTH_WAYS(swing_side,
          (stereo_frame *frames, float depth, float depth_step, float swing, float swing_step,
           long first_step, long frame_count),
          (frames, depth, depth_step, swing, swing_step, first_step, frame_count))
