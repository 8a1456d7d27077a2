// Filters of two integrators, what glow and air make of them, and the low-pass of the limiter.

#include "Vectors.h"

/// Filters of two integrators, one a lane.
typedef struct {
  double_pair first_keep, exchange, second_keep, second_feed, direct, half_band, half_low;
} filter_lanes;

INLINE_LANES filter_lanes lanes_of(const integrator_filter *a,
                                                                   const integrator_filter *b) {
#define LANES(name) .name = {a->name, a->name, b->name, b->name}
  return (filter_lanes){LANES(first_keep), LANES(exchange),  LANES(second_keep), LANES(second_feed),
                        LANES(direct),     LANES(half_band), LANES(half_low)};
#undef LANES
}

/// What filters make of an input, and what their integrators hold then.
INLINE_LANES double_pair filter_pair(const filter_lanes *c,
                                                                     double_pair input,
                                                                     double_pair *first,
                                                                     double_pair *second) {
  const double_pair first_before = *first, second_before = *second;
  *first = (input * c->exchange - second_before * c->exchange) + first_before * c->first_keep;
  *second = (input * c->second_feed + first_before * c->exchange) + second_before * c->second_keep;
  return input * c->direct + (first_before + *first) * c->half_band +
         (second_before + *second) * c->half_low;
}

/// Moves a filter's state on by a frame.
INLINE_LANES void advance(const integrator_filter *c,
                                                          double_frame input,
                                                          double_frame *first,
                                                          double_frame *second) {
  const double_frame first_before = *first, second_before = *second;
  *first = (input * c->exchange - second_before * c->exchange) + first_before * c->first_keep;
  *second = (input * c->second_feed + first_before * c->exchange) + second_before * c->second_keep;
}

INLINE_LANES double_frame filter_frame(const integrator_filter *c,
                                                                       double_frame input,
                                                                       integrator_state *state) {
  const integrator_state before = *state;
  advance(c, input, &state->first, &state->second);
  return input * c->direct + (before.first + state->first) * c->half_band +
         (before.second + state->second) * c->half_low;
}

BODY apply_filter_body(stereo_frame *frames, const integrator_filter *filter,
                       integrator_state *state, long frame_count) {
  const integrator_filter c = *filter;
  double_frame first = state->first, second = state->second;
  long i = 0;
  // States follow one another; outputs need not, so two are made at a time.
#pragma clang loop unroll_count(2)
  for (; i + 2 <= frame_count; i += 2) {
    const double_frame x = doubled(frames[i]), next_x = doubled(frames[i + 1]);
    const double_frame first_0 = first, second_0 = second;
    advance(&c, x, &first, &second);
    const double_frame first_1 = first, second_1 = second;
    advance(&c, next_x, &first, &second);
    const double_pair input = pair_of(x, next_x);
    const double_pair band = pair_of(first_0, first_1) + pair_of(first_1, first);
    const double_pair low = pair_of(second_0, second_1) + pair_of(second_1, second);
    store_pair(frames + i, input * c.direct + band * c.half_band + low * c.half_low);
  }
  state->first = first;
  state->second = second;
  if (i < frame_count) frames[i] = rounded(filter_frame(&c, doubled(frames[i]), state));
}

BOTH_WAYS(apply_filter,
          (stereo_frame *frames, const integrator_filter *filter, integrator_state *state,
           long frame_count),
          (frames, filter, state, frame_count))

BODY apply_filters_body(stereo_frame *frames, const integrator_filter *first,
                        integrator_state *first_state, const integrator_filter *second,
                        integrator_state *second_state, long frame_count) {
  const filter_lanes c = lanes_of(first, second);
  // Both filters at once: the second one is two frames behind. A vector is as late as the latest of its lanes,
  // so that one frame behind it would wait for the first one.
  double_frame older = {0}, newer = {0};
  if (frame_count > 0) newer = filter_frame(first, doubled(frames[0]), first_state);
  if (frame_count > 1) {
    older = newer;
    newer = filter_frame(first, doubled(frames[1]), first_state);
  }
  double_pair firsts = pair_of(first_state->first, second_state->first);
  double_pair seconds = pair_of(first_state->second, second_state->second);
#pragma clang loop unroll_count(4)
  for (long i = 2; i < frame_count; i++) {
    const double_pair output =
        filter_pair(&c, pair_of(doubled(frames[i]), older), &firsts, &seconds);
    double_frame finished;
    older = newer;
    part(output, &newer, &finished);
    frames[i - 2] = rounded(finished);
  }
  part(firsts, &first_state->first, &second_state->first);
  part(seconds, &first_state->second, &second_state->second);
  if (frame_count > 1) {
    frames[frame_count - 2] = rounded(filter_frame(second, older, second_state));
  }
  if (frame_count > 0) {
    frames[frame_count - 1] = rounded(filter_frame(second, newer, second_state));
  }
}

BOTH_WAYS(apply_filters,
          (stereo_frame *frames, const integrator_filter *first, integrator_state *first_state,
           const integrator_filter *second, integrator_state *second_state, long frame_count),
          (frames, first, first_state, second, second_state, frame_count))

/// Filters of two integrators, one a lane, by what they make of the input and of what they hold before it.
typedef struct {
  double_pair first_keep, exchange, second_keep, second_feed, input, first, second;
} short_way_lanes;

INLINE_LANES short_way_lanes short_way_of(const filter_lanes *c) {
  return (short_way_lanes){
      .first_keep = c->first_keep,
      .exchange = c->exchange,
      .second_keep = c->second_keep,
      .second_feed = c->second_feed,
      .input = (c->exchange * c->half_band + c->second_feed * c->half_low) + c->direct,
      .first = (c->first_keep + 1) * c->half_band + c->exchange * c->half_low,
      .second = (c->second_keep + 1) * c->half_low - c->exchange * c->half_band};
}

/// Does one or two frames.
INLINE_LANES void add_harmonics(
    float *mid, const short_way_lanes *c, const third_harmonic *h, third_harmonic_state *s,
    double_pair *first, double_pair *second, third_harmonic_law *law, int count) {
  double_frame z[2] = {{0}};
#pragma clang loop unroll(full)
  for (int j = 0; j < count; j++) {
    // A vector is as late as the latest of its lanes. So what goes round between lanes is put off where the
    // way is long; what follows them goes straight through, and one frame's can go on under the next's.
    const double_pair input = {mid[2 * j], s->single_outputs[0], s->section_output, 0};
    // What another lane waits for takes the short way: it does not go by what the integrators hold next.
    const double_pair output = input * c->input + (*first * c->first + *second * c->second);
    const double_pair first_before = *first;
    *first = (input - *second) * c->exchange + first_before * c->first_keep;
    *second = (input * c->second_feed + first_before * c->exchange) + *second * c->second_keep;
    s->section_output = output[1];
    s->single_outputs[0] = s->single_outputs[1];
    s->single_outputs[1] = s->single + (output[0] - s->single) * h->single;
    s->single = output[0] * (2 * h->single) + s->single * h->single_keep;

    double_frame x = {output[2], output[2]};
#pragma clang loop unroll(full)
    for (int k = 0; k < 4; k++) {
      const double_frame y = s->allpasses[k] + (x - s->allpasses[k + 1]) * h->allpasses[k];
      s->allpasses[k] = x;
      x = y;
    }
    s->allpasses[4] = x;
    z[j] = x;
  }

  // From here on, a frame a lane.
  const double_frame x = {z[0].x, z[1].x}, y = {z[0].y, z[1].y};
  const double_frame x_squared = x * x, y_squared = y * y;
  const double_frame knee = {law->knee, law->knee + law->knee_step};
  const double share = law->share + law->share_step;
  const double_frame shares = {share, share + law->share_step};
  law->knee = count > 1 ? knee.y + law->knee_step : knee.y;
  law->share = count > 1 ? shares.y : shares.x;
  // Re z³ = x³ - 3xy². Over |z|² alone it would be as loud as z; the knee makes it less for soft ones.
  const double_frame cube = x * (x_squared - 3 * y_squared);
  const double_frame weighed = cube / (x_squared + y_squared + knee);

  const integrator_filter *e = &h->edge;
  const double_frame exchanged = weighed * e->exchange, fed = weighed * e->second_feed;
  const double first_0 = s->clean_first, second_0 = s->clean_second;
  const double first_1 = (exchanged.x - second_0 * e->exchange) + first_0 * e->first_keep;
  const double second_1 = (fed.x + first_0 * e->exchange) + second_0 * e->second_keep;
  const double first_2 = (exchanged.y - second_1 * e->exchange) + first_1 * e->first_keep;
  const double second_2 = (fed.y + first_1 * e->exchange) + second_1 * e->second_keep;
  s->clean_first = count > 1 ? first_2 : first_1;
  s->clean_second = count > 1 ? second_2 : second_1;
  const double_frame first_before = {first_0, first_1}, first_after = {first_1, first_2};
  const double_frame second_before = {second_0, second_1}, second_after = {second_1, second_2};
  const double_frame clean = weighed * e->direct + (first_before + first_after) * e->half_band +
                             (second_before + second_after) * e->half_low;
  const stereo_frame added = rounded(shares * clean);
  mid[0] += added.x;
  if (count > 1) mid[2] += added.y;
}

BODY add_third_harmonic_body(stereo_frame *frames, const third_harmonic *harmonic,
                             third_harmonic_state *state, third_harmonic_law *law,
                             long frame_count) {
  const third_harmonic h = *harmonic;
#define LANES(name) .name = {h.edge.name, h.sections[0].name, h.sections[1].name, 0}
  const filter_lanes c = {LANES(first_keep), LANES(exchange),  LANES(second_keep), LANES(second_feed),
                          LANES(direct),     LANES(half_band), LANES(half_low)};
#undef LANES
  const short_way_lanes way = short_way_of(&c);
  third_harmonic_state s = *state;
  third_harmonic_law l = *law;
  double_pair first = pair_of(s.first[0], s.first[1]);
  double_pair second = pair_of(s.second[0], s.second[1]);
  float *mid = (float *)frames;
  long i = 0;
  for (; i + 2 <= frame_count; i += 2) {
    add_harmonics(mid + 2 * i, &way, &h, &s, &first, &second, &l, 2);
  }
  if (i < frame_count) add_harmonics(mid + 2 * i, &way, &h, &s, &first, &second, &l, 1);
  part(first, &s.first[0], &s.first[1]);
  part(second, &s.second[0], &s.second[1]);
  *state = s;
  *law = l;
}

BOTH_WAYS(add_third_harmonic,
          (stereo_frame *frames, const third_harmonic *harmonic, third_harmonic_state *state,
           third_harmonic_law *law, long frame_count),
          (frames, harmonic, state, law, frame_count))

/// One section of the low-pass, for what lies before the first frame and after the last.
INLINE_LANES double_frame advance_section(low_pass_section *s, double_frame input) {
  const double_frame output = input * s->feed + s->first;
  const double_frame next = (input * s->first_feed + s->second) - s->first * s->a1;
  s->second = input * s->second_feed - s->first * s->a2;
  s->first = next;
  return output;
}

BODY low_pass_body(stereo_frame *output, const stereo_frame *input, low_pass_4 *filter,
                   long frame_count) {
  if (frame_count == 0) return;
  low_pass_section front = filter->front, rear = filter->rear;
  // The rear section works on the frame before the front one's: both at once.
  double_frame once = advance_section(&front, __builtin_convertvector(input[0], double_frame));
  const double_pair feed = pair_of(front.feed, rear.feed);
  const double_pair first_feed = pair_of(front.first_feed, rear.first_feed);
  const double_pair second_feed = pair_of(front.second_feed, rear.second_feed);
  const double_pair a1 = pair_of(front.a1, rear.a1);
  const double_pair a2 = pair_of(front.a2, rear.a2);
  double_pair first = pair_of(front.first, rear.first);
  double_pair second = pair_of(front.second, rear.second);
  double_frame twice;
  for (long i = 1; i < frame_count; i++) {
    const double_pair in = {input[i].x, input[i].y, once.x, once.y};
    part(in * feed + first, &once, &twice);
    const double_pair next = (in * first_feed + second) - first * a1;
    second = in * second_feed - first * a2;
    first = next;
    output[i - 1] = __builtin_convertvector(twice, stereo_frame);
  }
  part(first, &front.first, &rear.first);
  part(second, &front.second, &rear.second);
  twice = advance_section(&rear, once);
  output[frame_count - 1] = __builtin_convertvector(twice, stereo_frame);
  *filter = (low_pass_4){front, rear};
}

BOTH_WAYS(low_pass,
          (stereo_frame *output, const stereo_frame *input, low_pass_4 *filter, long frame_count),
          (output, input, filter, frame_count))
