// What the limiter does frame by frame.

#include "Vectors.h"

BODY request_gains_body(stereo_frame *gains, const stereo_frame *levels, float ceiling, float link,
                        long frame_count) {
  const quad none = {0};
  for (long i = 0; i < frame_count; i += 4) {
    const quad level = greater(magnitude(*quad_at(levels + i)), none + 1e-9f);
    const quad gain = lesser(ceiling / level, none + 1);
    const quad other = swapped(gain);
    *(quad *)(gains + i) = gain + (lesser(gain, other) - gain) * link;
  }
}

BOTH_WAYS(request_gains,
          (stereo_frame *gains, const stereo_frame *levels, float ceiling, float link,
           long frame_count),
          (gains, levels, ceiling, link, frame_count))

BODY count_frames_at_rest_body(const stereo_frame *frames, float value, long frame_count,
                               long *count) {
  const quad rest = (quad){0} + value;
  long end = frame_count;
  while (end >= 4 && !__builtin_reduce_or(*quad_at(frames + end - 4) != rest)) end -= 4;
  while (end > 0 && frames[end - 1].x == value && frames[end - 1].y == value) end--;
  *count = frame_count - end;
}

BOTH_WAYS(count_frames_at_rest,
          (const stereo_frame *frames, float value, long frame_count, long *count),
          (frames, value, frame_count, count))

long frames_at_rest(const stereo_frame *frames, float value, long frame_count) {
  long count;
  count_frames_at_rest(frames, value, frame_count, &count);
  return count;
}

BODY slide_minimum_body(stereo_frame *frames, stereo_frame *run, stereo_frame *least,
                        long frame_count) {
  quad before = four_of(*least);
  long i = 0;
  for (; i + 4 <= frame_count; i += 4) {
    const quad own = *quad_at(frames + i);
    const quad behind = *quad_at(run + i + 1);
    // The least from the first of the four to each.
    quad lowest = lesser(own, __builtin_shufflevector(own, own, 0, 1, 0, 1, 2, 3, 4, 5));
    lowest = lesser(lowest, __builtin_shufflevector(lowest, lowest, 0, 1, 2, 3, 0, 1, 2, 3));
    *(quad *)(run + i) = own;
    *(quad *)(frames + i) = lesser(lesser(lowest, before), behind);
    before = lesser(__builtin_shufflevector(lowest, lowest, 6, 7, 6, 7, 6, 7, 6, 7), before);
  }
  for (; i < frame_count; i++) {
    before = lesser(four_of(frames[i]), before);
    run[i] = frames[i];
    frames[i] = first_of(lesser(before, four_of(run[i + 1])));
  }
  *least = first_of(before);
}

BOTH_WAYS(slide_minimum,
          (stereo_frame *frames, stereo_frame *run, stereo_frame *least, long frame_count),
          (frames, run, least, frame_count))

BODY find_least_behind_body(stereo_frame *frames, long frame_count) {
  if (frame_count == 0) return;
  quad behind = four_of(frames[frame_count - 1]);
  long i = frame_count;
  for (; i >= 4; i -= 4) {
    const quad own = *quad_at(frames + i - 4);
    quad lowest = lesser(own, __builtin_shufflevector(own, own, 2, 3, 4, 5, 6, 7, 6, 7));
    lowest = lesser(lowest, __builtin_shufflevector(lowest, lowest, 4, 5, 6, 7, 4, 5, 6, 7));
    *(quad *)(frames + i - 4) = lesser(lowest, behind);
    behind = lesser(__builtin_shufflevector(lowest, lowest, 0, 1, 0, 1, 0, 1, 0, 1), behind);
  }
  for (; i > 0; i--) {
    behind = lesser(four_of(frames[i - 1]), behind);
    frames[i - 1] = first_of(behind);
  }
}

BOTH_WAYS(find_least_behind, (stereo_frame *frames, long frame_count), (frames, frame_count))

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
  // A little more than 1 is aimed at, so that the approach to 1 ends.
  const double_frame beyond_one = {1 + 1e-7, 1 + 1e-7};
  const gain_follower f = *follower;
  double_frame quick = f.quick, slow = f.slow;
  long last_moved = -1;
  for (long i = 0; i < frame_count; i++) {
    const double_frame request = __builtin_convertvector(requests[i], double_frame);
    const double_frame bass_request = __builtin_convertvector(bass_requests[i], double_frame);
    const double_frame asked = select_frame(request < bass_request, request, bass_request);
    const double_mask is_free = asked >= one;
    const double_frame aim = select_frame(is_free, beyond_one, asked * (1 - f.deadband));
    const double_frame rise = aim - quick;
    const double_mask is_worth_it = (rise > asked * f.threshold) | is_free;
    const double_frame step = (double_frame)((double_mask)(rise * f.quick_release) & is_worth_it);
    const double_frame risen = quick + step;
    quick = select_frame(asked < risen, asked, risen);
    const double_frame way = select_frame(quick < one, quick, beyond_one) - slow;
    const double_frame moved =
        slow + way * select_frame(quick < slow, (double_frame)f.slow_attack,
                                  (double_frame)f.slow_release);
    slow = select_frame(moved < one, moved, one);
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

BODY smooth_gains_body(double_frame *gains, double_frame *first, double_frame *second,
                       double_frame *third, const gain_averages *averages, gain_sums *sums,
                       long frame_count) {
  const gain_averages a = *averages;
  gain_sums s = *sums;
  for (long i = 0; i < frame_count; i++) {
    // Adding 1.5 * 2^(52 - 30) leaves no room for bits below 2^-30.
    const double_frame exact = (gains[i] + 6291456) - 6291456;
    first[i] = exact;
    s.first += exact - first[i - a.box_frames];
    second[i] = s.first;
    s.second += s.first - second[i - a.box_frames];
    third[i] = s.second;
    // The short average ends where the long one does: it covers the older part of its window.
    const double_frame leaving = third[i - a.long_frames];
    s.longer += s.second - leaving;
    s.shorter += third[i - a.entry_frames] - leaving;
    const double_frame slow = s.longer / a.long_weight;
    gains[i] = slow + (s.shorter / a.short_weight - slow) * a.short_share;
  }
  *sums = s;
}

BOTH_WAYS(smooth_gains,
          (double_frame *gains, double_frame *first, double_frame *second, double_frame *third,
           const gain_averages *averages, gain_sums *sums, long frame_count),
          (gains, first, second, third, averages, sums, frame_count))

BODY apply_gains_body(stereo_frame *output, const stereo_frame *frames, const stereo_frame *peaks,
                      const double_frame *gains, gain_figures *figures, long frame_count) {
  double_frame reductions = figures->reductions;
  quad least = (quad){0} + figures->least_gain, highest = (quad){0} + figures->true_peak;
  long i = 0;
  for (; i + 4 <= frame_count; i += 4) {
    // Frame by frame, so that the sum does not depend on how the sound is split.
    for (long j = 0; j < 4; j++) reductions += 1 - gains[i + j];
    single_pair parts[2];
    for (long j = 0; j < 2; j++) {
      parts[j] = __builtin_convertvector(pair_at(gains + i + 2 * j), single_pair);
    }
    const quad gain = __builtin_shufflevector(parts[0], parts[1], 0, 1, 2, 3, 4, 5, 6, 7);
    *(quad *)(output + i) = *quad_at(frames + i) * gain;
    least = lesser(gain, least);
    highest = greater(*quad_at(peaks + i) * gain, highest);
  }
  for (; i < frame_count; i++) {
    reductions += 1 - gains[i];
    const stereo_frame gain = rounded(gains[i]);
    output[i] = frames[i] * gain;
    least = lesser(four_of(gain), least);
    highest = greater(four_of(peaks[i] * gain), highest);
  }
  figures->reductions = reductions;
  figures->least_gain = -greatest(-least);
  figures->true_peak = greatest(highest);
}

BOTH_WAYS(apply_gains,
          (stereo_frame *output, const stereo_frame *frames, const stereo_frame *peaks,
           const double_frame *gains, gain_figures *figures, long frame_count),
          (output, frames, peaks, gains, figures, frame_count))
