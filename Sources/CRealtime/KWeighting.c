// The weighting of loudness.

#include "Vectors.h"

BODY add_weighted_squares_body(double_frame *first_sum, double_frame *second_sum,
                               k_weighting_state *first_state, k_weighting_state *second_state,
                               const k_weighting *weighting, const stereo_frame *first,
                               const stereo_frame *second, long frame_count) {
  const k_weighting w = *weighting;
  double_pair sum = pair_of(*first_sum, *second_sum);
  double_pair shelf_1 = pair_of(first_state->shelf_1, second_state->shelf_1);
  double_pair shelf_2 = pair_of(first_state->shelf_2, second_state->shelf_2);
  double_pair highpass_1 = pair_of(first_state->highpass_1, second_state->highpass_1);
  double_pair highpass_2 = pair_of(first_state->highpass_2, second_state->highpass_2);
#pragma clang loop unroll_count(4)
  for (long i = 0; i < frame_count; i++) {
    const double_pair input = {first[i].x, first[i].y, second[i].x, second[i].y};
    const double_pair shelved = input * w.shelf_b0 + shelf_1;
    shelf_1 = (input * w.shelf_b1 + shelf_2) - shelved * w.shelf_a1;
    shelf_2 = input * w.shelf_b2 - shelved * w.shelf_a2;
    const double_pair output = shelved + highpass_1;
    highpass_1 = (highpass_2 - (shelved + shelved)) - output * w.highpass_a1;
    highpass_2 = shelved - output * w.highpass_a2;
    sum += output * output;
  }
  part(sum, first_sum, second_sum);
  part(shelf_1, &first_state->shelf_1, &second_state->shelf_1);
  part(shelf_2, &first_state->shelf_2, &second_state->shelf_2);
  part(highpass_1, &first_state->highpass_1, &second_state->highpass_1);
  part(highpass_2, &first_state->highpass_2, &second_state->highpass_2);
}

BOTH_WAYS(add_weighted_squares,
          (double_frame *first_sum, double_frame *second_sum, k_weighting_state *first_state,
           k_weighting_state *second_state, const k_weighting *weighting,
           const stereo_frame *first, const stereo_frame *second, long frame_count),
          (first_sum, second_sum, first_state, second_state, weighting, first, second,
           frame_count))

/// The mid and side of four frames of left and right, each times two; or the other way.

INLINE_LANES double_frame shelve(const k_weighting *w,
                                                                 double_frame input,
                                                                 k_weighting_state *s) {
  const double_frame output = input * w->shelf_b0 + s->shelf_1;
  s->shelf_1 = (input * w->shelf_b1 + s->shelf_2) - output * w->shelf_a1;
  s->shelf_2 = input * w->shelf_b2 - output * w->shelf_a2;
  return output;
}

BODY add_weighted_squares_of_one_body(double_frame *sum, k_weighting_state *state,
                                      const k_weighting *weighting, const stereo_frame *frames,
                                      long frame_count) {
  if (frame_count < 1) return;
  const k_weighting w = *weighting;
  // Both filters at once: the high-pass does the frame before.
  double_frame between = shelve(&w, doubled(frames[0]), state);
  const double_pair b0 = {w.shelf_b0, w.shelf_b0, 1, 1}, b1 = {w.shelf_b1, w.shelf_b1, -2, -2};
  const double_pair b2 = {w.shelf_b2, w.shelf_b2, 1, 1};
  const double_pair a1 = {w.shelf_a1, w.shelf_a1, w.highpass_a1, w.highpass_a1};
  const double_pair a2 = {w.shelf_a2, w.shelf_a2, w.highpass_a2, w.highpass_a2};
  double_pair state_1 = pair_of(state->shelf_1, state->highpass_1);
  double_pair state_2 = pair_of(state->shelf_2, state->highpass_2);
  double_pair sums = pair_of(*sum, *sum);
#pragma clang loop unroll_count(4)
  for (long i = 1; i < frame_count; i++) {
    const double_pair input = pair_of(doubled(frames[i]), between);
    const double_pair output = input * b0 + state_1;
    state_1 = (input * b1 + state_2) - output * a1;
    state_2 = input * b2 - output * a2;
    sums += output * output;
    between = (double_frame){output[0], output[1]};
  }
  double_frame unused;
  part(sums, &unused, sum);
  part(state_1, &state->shelf_1, &state->highpass_1);
  part(state_2, &state->shelf_2, &state->highpass_2);
  const double_frame output = between + state->highpass_1;
  state->highpass_1 = (state->highpass_2 - (between + between)) - output * w.highpass_a1;
  state->highpass_2 = between - output * w.highpass_a2;
  *sum += output * output;
}

BOTH_WAYS(add_weighted_squares_of_one,
          (double_frame *sum, k_weighting_state *state, const k_weighting *weighting,
           const stereo_frame *frames, long frame_count),
          (sum, state, weighting, frames, frame_count))
