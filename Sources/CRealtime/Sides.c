// What works on side alone.

#include "Vectors.h"

/// The right lanes of four frames.
INLINE_LANES single_pair rights_of(const stereo_frame *frames) {
  const quad all = *quad_at(frames);
  return __builtin_shufflevector(all, all, 1, 3, 5, 7);
}

INLINE_LANES void store_rights(stereo_frame *frames,
                                                               single_pair rights) {
  const quad all = *quad_at(frames);
  const quad spread = __builtin_shufflevector(rights, rights, 0, 0, 1, 1, 2, 2, 3, 3);
  *(quad *)frames = __builtin_shufflevector(all, spread, 0, 9, 2, 11, 4, 13, 6, 15);
}

INLINE_LANES double_pair doubled_four(single_pair x) {
  return __builtin_convertvector(x, double_pair);
}

/// Four values of a gain, which moves on.
INLINE_LANES double_pair next_four(double *value, double step) {
  if (step == 0) return all_lanes(*value);
  const double a = *value + step, b = a + step, c = b + step;
  *value = c + step;
  return (double_pair){a, b, c, *value};
}

/// Two values of a pair of gains, which move on.
INLINE_LANES double_pair next_two(double_frame *value,
                                                                  double_frame step, bool moves) {
  if (!moves) return pair_of(*value, *value);
  const double_frame first = *value + step;
  *value = first + step;
  return pair_of(first, *value);
}

BODY add_highpassed_body(stereo_frame *frames, first_order_highpass *highpass,
                         const moving_gains *gains, long frame_count) {
  const double_frame feed = highpass->feed;
  const double_frame state_feed = highpass->state_feed, state_keep = highpass->state_keep;
  const double_pair feeds = pair_of(feed, feed), state_feeds = pair_of(state_feed, state_feed);
  double_frame state = highpass->state;
  double_frame gain = gains->value;
  const double_frame gain_step = gains->step;
  const bool moves = gain_step.x != 0 || gain_step.y != 0;
  float *side = (float *)frames + 1;
  long i = 0;
  // States follow one another; the rest is done two frames at a time.
  for (; i + 4 <= frame_count; i += 4) {
    const double_pair four = doubled_four(rights_of(frames + i));
    double_pair added[2];
#pragma clang loop unroll(full)
    for (int j = 0; j < 2; j++) {
      const double_pair input = j ? __builtin_shufflevector(four, four, 2, 2, 3, 3)
                                  : __builtin_shufflevector(four, four, 0, 0, 1, 1);
      double_frame first_fed, second_fed;
      part(input * state_feeds, &first_fed, &second_fed);
      const double_frame middle = first_fed + state * state_keep;
      const double_pair states = pair_of(state, middle);
      state = second_fed + middle * state_keep;
      const double_pair above = input - (states + (input - states) * feeds);
      added[j] = above * next_two(&gain, gain_step, moves);
    }
    const double_pair first = __builtin_shufflevector(added[0], added[1], 0, 4, 2, 6);
    const double_pair second = __builtin_shufflevector(added[0], added[1], 1, 5, 3, 7);
    const double_pair sums = first + second;
    const double_pair in_turn = __builtin_shufflevector(sums, sums, 0, 2, 1, 3);
    store_rights(frames + i, __builtin_convertvector(four + in_turn, single_pair));
  }
  for (; i < frame_count; i++) {
    const double input = side[2 * i];
    const double_frame both = {input, input};
    const double_frame low = state + (both - state) * feed;
    state = both * state_feed + state * state_keep;
    gain += gain_step;
    const double_frame added = (both - low) * gain;
    side[2 * i] = (float)(input + (added.x + added.y));
  }
  highpass->state = state;
}

BOTH_WAYS(add_highpassed,
          (stereo_frame *frames, first_order_highpass *highpass, const moving_gains *gains,
           long frame_count),
          (frames, highpass, gains, frame_count))

BODY split_highpassed_body(stereo_frame *frames, float *above, first_order_highpass *highpass,
                           const moving_gains *gains, long frame_count) {
  const double feed = highpass->feed.x;
  const double state_feed = highpass->state_feed.x, state_keep = highpass->state_keep.x;
  double state = highpass->state.x;
  double gain = gains->value.x;
  float *side = (float *)frames + 1;
  long i = 0;
  for (; i + 4 <= frame_count; i += 4) {
    const double_pair input = doubled_four(rights_of(frames + i));
    const double a = state;
    const double b = input[0] * state_feed + a * state_keep;
    const double c = input[1] * state_feed + b * state_keep;
    const double d = input[2] * state_feed + c * state_keep;
    state = input[3] * state_feed + d * state_keep;
    const double_pair states = {a, b, c, d};
    const double_pair high = input - (states + (input - states) * feed);
    *(single_pair *)(above + i) = __builtin_convertvector(high, single_pair);
    store_rights(frames + i, __builtin_convertvector(
                                 input + high * next_four(&gain, gains->step.x), single_pair));
  }
  for (; i < frame_count; i++) {
    const double input = side[2 * i];
    const double high = input - (state + (input - state) * feed);
    state = input * state_feed + state * state_keep;
    gain += gains->step.x;
    above[i] = (float)high;
    side[2 * i] = (float)(input + high * gain);
  }
  highpass->state = (double_frame){state, state};
}

BOTH_WAYS(split_highpassed,
          (stereo_frame *frames, float *above, first_order_highpass *highpass,
           const moving_gains *gains, long frame_count),
          (frames, above, highpass, gains, frame_count))

/// Adds an echo to `8 * count` frames, so that taps are fetched once for all.
INLINE_LANES void add_echoes(stereo_frame *frames,
                                                             const float *source,
                                                             const sparse_echo *echo, double *gain,
                                                             double step, long count) {
  quad sums[4] = {{0}};
#pragma clang loop unroll(full)
  for (long k = 0; k < echo_taps; k++) {
    const float *delayed = source - echo->delays[k];
    for (long j = 0; j < count; j++) sums[j] += *(const quad *)(delayed + 8 * j) * echo->gains[k];
  }
  for (long j = 0; j < count; j++) {
    const single_pair first = __builtin_shufflevector(sums[j], sums[j], 0, 1, 2, 3);
    const single_pair last = __builtin_shufflevector(sums[j], sums[j], 4, 5, 6, 7);
    const single_pair first_gain = __builtin_convertvector(next_four(gain, step), single_pair);
    const single_pair last_gain = __builtin_convertvector(next_four(gain, step), single_pair);
    stereo_frame *place = frames + 8 * j;
    store_rights(place, rights_of(place) + first * first_gain);
    store_rights(place + 4, rights_of(place + 4) + last * last_gain);
  }
}

BODY add_echo_body(stereo_frame *frames, const float *source, const sparse_echo *echo,
                   const moving_gains *gains, long frame_count) {
  const double step = gains->step.y;
  double gain = gains->value.y;
  long i = 0;
  for (; i + 32 <= frame_count; i += 32) add_echoes(frames + i, source + i, echo, &gain, step, 4);
  for (; i + 8 <= frame_count; i += 8) add_echoes(frames + i, source + i, echo, &gain, step, 1);
  float *side = (float *)frames + 1;
  for (; i < frame_count; i++) {
    float sum = 0;
    for (long k = 0; k < echo_taps; k++) sum += source[i - echo->delays[k]] * echo->gains[k];
    gain += step;
    side[2 * i] += sum * (float)gain;
  }
}

BOTH_WAYS(add_echo,
          (stereo_frame *frames, const float *source, const sparse_echo *echo,
           const moving_gains *gains, long frame_count),
          (frames, source, echo, gains, frame_count))
