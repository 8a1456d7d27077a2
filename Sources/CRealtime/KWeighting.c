// The weighting of loudness.

#include "Vectors.h"

// Each filter is y = (b0 x + feed) - fed_back, where feed is what the inputs before bring and fed_back
// a1 times the output before: from output to output there is a product and a difference, no more.

BODY add_weighted_squares_body(double_frame *first_sum, double_frame *second_sum,
                               k_weighting_state *first_state, k_weighting_state *second_state,
                               const k_weighting *weighting, const stereo_frame *first,
                               const stereo_frame *second, long frame_count) {
  const k_weighting w = *weighting;
  filter_state *a = &first_state->shelf, *b = &second_state->shelf;
  filter_state *c = &first_state->highpass, *d = &second_state->highpass;
  double_pair sum = pair_of(*first_sum, *second_sum);
  double_pair feed = pair_of(a->feed, b->feed), feed_2 = pair_of(c->feed, d->feed);
  double_pair fed_back = pair_of(a->fed_back, b->fed_back);
  double_pair fed_back_2 = pair_of(c->fed_back, d->fed_back);
  double_pair rest = pair_of(a->rest, b->rest), rest_2 = pair_of(c->rest, d->rest);
#pragma clang loop unroll_count(4)
  for (long i = 0; i < frame_count; i++) {
    const double_pair input = pair_of(doubled(first[i]), doubled(second[i]));
    const double_pair shelved = (input * w.shelf_b0 + feed) - fed_back;
    fed_back = shelved * w.shelf_a1;
    feed = input * w.shelf_b1 + rest;
    rest = input * w.shelf_b2 - shelved * w.shelf_a2;
    const double_pair output = (shelved + feed_2) - fed_back_2;
    fed_back_2 = output * w.highpass_a1;
    feed_2 = rest_2 - (shelved + shelved);
    rest_2 = shelved - output * w.highpass_a2;
    sum += output * output;
  }
  part(sum, first_sum, second_sum);
  part(feed, &a->feed, &b->feed);
  part(fed_back, &a->fed_back, &b->fed_back);
  part(rest, &a->rest, &b->rest);
  part(feed_2, &c->feed, &d->feed);
  part(fed_back_2, &c->fed_back, &d->fed_back);
  part(rest_2, &c->rest, &d->rest);
}

BOTH_WAYS(add_weighted_squares,
          (double_frame *first_sum, double_frame *second_sum, k_weighting_state *first_state,
           k_weighting_state *second_state, const k_weighting *weighting,
           const stereo_frame *first, const stereo_frame *second, long frame_count),
          (first_sum, second_sum, first_state, second_state, weighting, first, second,
           frame_count))

INLINE_LANES double_frame shelve(const k_weighting *w, double_frame input, filter_state *s) {
  const double_frame output = (input * w->shelf_b0 + s->feed) - s->fed_back;
  s->fed_back = output * w->shelf_a1;
  s->feed = input * w->shelf_b1 + s->rest;
  s->rest = input * w->shelf_b2 - output * w->shelf_a2;
  return output;
}

INLINE_LANES double_frame pass_high(const k_weighting *w, double_frame input, filter_state *s) {
  const double_frame output = (input + s->feed) - s->fed_back;
  s->fed_back = output * w->highpass_a1;
  s->feed = s->rest - (input + input);
  s->rest = input - output * w->highpass_a2;
  return output;
}

INLINE_LANES void add_high_squares(double_frame *sum, const k_weighting *w, double_frame shelved,
                                   filter_state *highpass) {
  const double_frame output = pass_high(w, shelved, highpass);
  *sum += output * output;
}

BODY add_weighted_squares_of_one_body(double_frame *sum, k_weighting_state *state,
                                      const k_weighting *weighting, const stereo_frame *frames,
                                      long frame_count) {
  const k_weighting w = *weighting;
  filter_state *a = &state->shelf, *b = &state->highpass;
  // Both filters at once: the high-pass does what the shelf made two frames before, so that neither
  // waits for the other.
  if (frame_count < 2) {
    if (frame_count == 1) add_high_squares(sum, &w, shelve(&w, doubled(frames[0]), a), b);
    return;
  }
  double_frame older = shelve(&w, doubled(frames[0]), a);
  double_frame newer = shelve(&w, doubled(frames[1]), a);
  const double_pair b0 = {w.shelf_b0, w.shelf_b0, 1, 1}, b1 = {w.shelf_b1, w.shelf_b1, -2, -2};
  const double_pair b2 = {w.shelf_b2, w.shelf_b2, 1, 1};
  const double_pair a1 = {w.shelf_a1, w.shelf_a1, w.highpass_a1, w.highpass_a1};
  const double_pair a2 = {w.shelf_a2, w.shelf_a2, w.highpass_a2, w.highpass_a2};
  double_pair feed = pair_of(a->feed, b->feed), fed_back = pair_of(a->fed_back, b->fed_back);
  double_pair rest = pair_of(a->rest, b->rest), sums = pair_of(*sum, *sum);
#pragma clang loop unroll_count(4)
  for (long i = 2; i < frame_count; i++) {
    const double_pair input = pair_of(doubled(frames[i]), older);
    const double_pair output = (input * b0 + feed) - fed_back;
    fed_back = output * a1;
    feed = input * b1 + rest;
    rest = input * b2 - output * a2;
    sums += output * output;
    older = newer;
    newer = low_half(output);
  }
  *sum = high_half(sums);
  part(feed, &a->feed, &b->feed);
  part(fed_back, &a->fed_back, &b->fed_back);
  part(rest, &a->rest, &b->rest);
  add_high_squares(sum, &w, older, b);
  add_high_squares(sum, &w, newer, b);
}

BOTH_WAYS(add_weighted_squares_of_one,
          (double_frame *sum, k_weighting_state *state, const k_weighting *weighting,
           const stereo_frame *frames, long frame_count),
          (sum, state, weighting, frames, frame_count))
