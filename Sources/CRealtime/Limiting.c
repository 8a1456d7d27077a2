// What the limiter does frame by frame.

#include "Vectors.h"

BODY request_gains_body(stereo_frame *gains, const stereo_frame *levels, float ceiling, float link,
                        long frame_count) {
  const quad none = {0};
  for (long i = 0; i < frame_count; i += 4) {
    const quad level = greater(magnitude(*quad_at(levels + i)), none + 1e-9f);
    const quad gain = lesser(ceiling / level, none + 1);
    const quad other = __builtin_shufflevector(gain, gain, 1, 0, 3, 2, 5, 4, 7, 6);
    *(quad *)(gains + i) = gain + (lesser(gain, other) - gain) * link;
  }
}

BOTH_WAYS(request_gains,
          (stereo_frame *gains, const stereo_frame *levels, float ceiling, float link,
           long frame_count),
          (gains, levels, ceiling, link, frame_count))

typedef long double_mask __attribute__((ext_vector_type(2)));

/// `a` where `mask` is set, `b` elsewhere.
INLINE_LANES double_frame select_frame(double_mask mask,
                                                                      double_frame a,
                                                                      double_frame b) {
  return (double_frame)(((double_mask)a & mask) | ((double_mask)b & ~mask));
}

BODY follow_body(double_frame *gains, const stereo_frame *requests,
                 const stereo_frame *bass_requests, gain_follower *follower, long frame_count,
                 long *unity_count) {
  const double_frame one = {1, 1};
  // Ends the approach to 1, which would otherwise go on for ever.
  const double_frame as_good_as_one = {1 - 1e-10, 1 - 1e-10};
  const gain_follower f = *follower;
  double_frame quick = f.quick, slow = f.slow;
  long last_moved = -1;
  for (long i = 0; i < frame_count; i++) {
    const double_frame request = __builtin_convertvector(requests[i], double_frame);
    const double_frame bass_request = __builtin_convertvector(bass_requests[i], double_frame);
    const double_frame asked = select_frame(request < bass_request, request, bass_request);
    const double_mask is_free = asked >= one;
    const double_frame aim = select_frame(is_free, one, asked * (1 - f.deadband));
    const double_frame rise = aim - quick;
    const double_mask is_worth_it = (rise > asked * f.threshold) | is_free;
    quick = select_frame(is_worth_it, quick + rise * f.quick_release, quick);
    quick = select_frame(asked < quick, asked, quick);
    const double_frame way = quick - slow;
    slow = slow + way * select_frame(quick < slow, (double_frame)f.slow_attack,
                                     (double_frame)f.slow_release);
    slow = select_frame(slow > as_good_as_one, one, slow);
    quick = select_frame(quick > as_good_as_one, one, quick);
    const double_frame gain = select_frame(slow < quick, slow, quick);
    gains[i] = gain;
    if (!(gain.x == 1 && gain.y == 1)) last_moved = i;
  }
  follower->quick = quick;
  follower->slow = slow;
  *unity_count = frame_count - 1 - last_moved;
}

BOTH_WAYS(follow,
          (double_frame *gains, const stereo_frame *requests, const stereo_frame *bass_requests,
           gain_follower *follower, long frame_count, long *unity_count),
          (gains, requests, bass_requests, follower, frame_count, unity_count))

long follow_requests(double_frame *gains, const stereo_frame *requests,
                     const stereo_frame *bass_requests, gain_follower *follower,
                     long frame_count) {
  long unity_count;
  follow(gains, requests, bass_requests, follower, frame_count, &unity_count);
  return unity_count;
}

/// One section of the low-pass, for what lies before the first frame and after the last.
INLINE_LANES double_frame advance_section(low_pass_section *s,
                                                                         double_frame input) {
  const double_frame first = s->first, second = s->second;
  s->first = (input * s->exchange - second * s->exchange) + first * s->first_keep;
  s->second = (input * s->second_feed + first * s->exchange) + second * s->second_keep;
  return (second + s->second) * 0.5;
}

BODY low_pass_body(stereo_frame *output, const stereo_frame *input, low_pass_4 *filter,
                   long frame_count) {
  if (frame_count == 0) return;
  low_pass_section front = filter->front, rear = filter->rear;
  // The rear section works on the frame before the front one's: both at once.
  double_frame once = advance_section(&front, __builtin_convertvector(input[0], double_frame));
  const double_pair exchange = pair_of(front.exchange, rear.exchange);
  const double_pair first_keep = pair_of(front.first_keep, rear.first_keep);
  const double_pair second_feed = pair_of(front.second_feed, rear.second_feed);
  const double_pair second_keep = pair_of(front.second_keep, rear.second_keep);
  double_pair first = pair_of(front.first, rear.first);
  double_pair second = pair_of(front.second, rear.second);
  double_frame twice;
  for (long i = 1; i < frame_count; i++) {
    const double_pair in = {input[i].x, input[i].y, once.x, once.y};
    const double_pair next = (in * exchange - second * exchange) + first * first_keep;
    const double_pair next_second = (in * second_feed + first * exchange) + second * second_keep;
    part((second + next_second) * 0.5, &once, &twice);
    first = next;
    second = next_second;
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
