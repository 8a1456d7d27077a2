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
typedef long double_pair_mask __attribute__((vector_size(32)));

/// `a` where `mask` is set, `b` elsewhere.
INLINE_LANES double_frame select_frame(double_mask mask, double_frame a, double_frame b) {
  return (double_frame)(((double_mask)a & mask) | ((double_mask)b & ~mask));
}

/// The same of pairs.
INLINE_LANES double_pair select_pair(double_pair_mask mask, double_pair a, double_pair b) {
  return (double_pair)(((double_pair_mask)a & mask) | ((double_pair_mask)b & ~mask));
}

/// What is asked of a gain, where it is to rise to, and what it has to rise by more than.
typedef struct {
  double_frame asked, aim, least_rise;
} gain_request;

/// Reads the requests of two frames: all of each that does not wait for the gain of the frame before.
INLINE_LANES void read_requests(gain_request *read, const gain_follower *f,
                                const stereo_frame *requests, const stereo_frame *bass_requests) {
  const double_pair full = pair_of(doubled(requests[0]), doubled(requests[1]));
  const double_pair bass = pair_of(doubled(bass_requests[0]), doubled(bass_requests[1]));
  const double_pair asked = select_pair(full < bass, full, bass);
  const double_pair_mask is_free = asked >= 1;
  // A little more than 1 is aimed at, so that the approach to 1 ends.
  const double_pair aim =
      select_pair(is_free, all_lanes(1 + 1e-7), asked * (1 - f->deadband));
  const double_pair least_rise =
      select_pair(is_free, all_lanes(-__builtin_inf()), asked * f->threshold);
  part(asked, &read[0].asked, &read[1].asked);
  part(aim, &read[0].aim, &read[1].aim);
  part(least_rise, &read[0].least_rise, &read[1].least_rise);
}

/// Goes on by a frame, and returns the gain.
INLINE_LANES double_frame follow_request(gain_follower *f, gain_request request) {
  const double_frame one = {1, 1};
  const double_frame rise = request.aim - f->quick;
  const double_mask is_worth_it = rise > request.least_rise;
  const double_frame risen =
      f->quick + (double_frame)((double_mask)(rise * f->quick_release) & is_worth_it);
  f->quick = select_frame(request.asked < risen, request.asked, risen);
  const double_frame beyond_one = (double_frame)((double_mask)(one * 1e-7) & (f->quick >= one));
  const double_frame way = (f->quick + beyond_one) - f->slow;
  // By the sign's bit, for which nothing has to wait as it would for a comparison.
  const double_frame share = select_frame((double_mask)way < 0, (double_frame)f->slow_attack,
                                          (double_frame)f->slow_release);
  const double_frame moved = f->slow + way * share;
  f->slow = select_frame(moved < one, moved, one);
  return select_frame(f->slow < f->quick, f->slow, f->quick);
}

/// Takes a gain into the averages, the inputs of which lie at `at` the three of them, and returns theirs.
INLINE_LANES double_frame average_gain(gain_sums *s, const gain_averages *a, double_frame gain,
                                       double_frame *first, double_frame *second,
                                       double_frame *third) {
  // Adding 1.5 * 2^(52 - 30) leaves no room for bits below 2^-30.
  *first = (gain + 6291456) - 6291456;
  s->first += *first - first[-a->box_frames];
  *second = s->first;
  s->second += s->first - second[-a->box_frames];
  *third = s->second;
  // The short average ends where the long one does: it covers the older part of its window.
  const double_frame leaving = third[-a->long_frames];
  s->longer += s->second - leaving;
  s->shorter += third[-a->entry_frames] - leaving;
  const double_frame slow = s->longer / a->long_weight;
  return slow + (s->shorter / a->short_weight - slow) * a->short_share;
}

BODY follow_and_average_body(double_frame *gains, const stereo_frame *requests,
                             const stereo_frame *bass_requests, gain_follower *follower,
                             double_frame *first, double_frame *second, double_frame *third,
                             const gain_averages *averages, gain_sums *sums, long frame_count) {
  const gain_averages a = *averages;
  gain_follower f = *follower;
  gain_sums s = *sums;
  for (long i = 0; i < frame_count; i += 2) {
    gain_request read[2];
    read_requests(read, &f, requests + i, bass_requests + i);
    double_frame gain = follow_request(&f, read[0]);
    gains[i] = average_gain(&s, &a, gain, first + i, second + i, third + i);
    if (i + 1 == frame_count) break;
    gain = follow_request(&f, read[1]);
    gains[i + 1] = average_gain(&s, &a, gain, first + i + 1, second + i + 1, third + i + 1);
  }
  *follower = f;
  *sums = s;
}

BOTH_WAYS(follow_and_average,
          (double_frame *gains, const stereo_frame *requests, const stereo_frame *bass_requests,
           gain_follower *follower, double_frame *first, double_frame *second,
           double_frame *third, const gain_averages *averages, gain_sums *sums, long frame_count),
          (gains, requests, bass_requests, follower, first, second, third, averages, sums,
           frame_count))

long follow_requests(double_frame *gains, const stereo_frame *requests,
                     const stereo_frame *bass_requests, gain_follower *follower,
                     double_frame *first, double_frame *second, double_frame *third,
                     const gain_averages *averages, gain_sums *sums, long frame_count) {
  follow_and_average(gains, requests, bass_requests, follower, first, second, third, averages,
                     sums, frame_count);
  long end = frame_count;
  while (end > 0 && first[end - 1].x == 1 && first[end - 1].y == 1) end--;
  return frame_count - end;
}

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
