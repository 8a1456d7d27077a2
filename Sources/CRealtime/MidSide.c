// What takes mid and side apart and together, and what works on either.

#include "Vectors.h"

INLINE_LANES quad sums_and_differences(quad frames) {
  const quad sign = {1, -1, 1, -1, 1, -1, 1, -1};
  return swapped(frames) + frames * sign;
}

BODY code_mid_side_body(stereo_frame *coded, const stereo_frame *frames, long frame_count) {
  for (long i = 0; i < frame_count; i += 4) {
    *(quad *)(coded + i) = sums_and_differences(*quad_at(frames + i)) * 0.5f;
  }
}

BOTH_WAYS(code_mid_side, (stereo_frame *coded, const stereo_frame *frames, long frame_count),
          (coded, frames, frame_count))

BODY code_sound_body(stereo_frame *coded, const stereo_frame *frames, float highest,
                     long frame_count) {
  const quad none = {0};
  long i = 0;
  for (; i + 4 <= frame_count; i += 4) {
    const quad x = *quad_at(frames + i);
    // Not a number is not below the highest sample either.
    const quad sound = choose(magnitude(x) <= highest, x, none);
    *(quad *)(coded + i) = sums_and_differences(sound) * 0.5f;
  }
  for (; i < frame_count; i++) {
    const float left = __builtin_fabsf(frames[i].x) <= highest ? frames[i].x : 0;
    const float right = __builtin_fabsf(frames[i].y) <= highest ? frames[i].y : 0;
    coded[i] = (stereo_frame){left + right, left - right} * 0.5f;
  }
}

BOTH_WAYS(code_sound,
          (stereo_frame *coded, const stereo_frame *frames, float highest, long frame_count),
          (coded, frames, highest, frame_count))

BODY decode_mid_side_body(stereo_frame *frames, const stereo_frame *coded, long frame_count) {
  for (long i = 0; i < frame_count; i += 4) {
    *(quad *)(frames + i) = sums_and_differences(*quad_at(coded + i));
  }
}

BOTH_WAYS(decode_mid_side, (stereo_frame *frames, const stereo_frame *coded, long frame_count),
          (frames, coded, frame_count))

/// A frame in each of the four bands.
INLINE_LANES quad four_times(stereo_frame frame) {
  return (quad){frame.x, frame.y, frame.x, frame.y, frame.x, frame.y, frame.x, frame.y};
}

BODY add_band_powers_body(width_bands *bands, const stereo_frame *dry, const stereo_frame *wet,
                          long frame_count) {
  const quad feed = *quad_at(bands->feed), keep = *quad_at(bands->keep);
  quad dry_state = *quad_at(bands->dry_state), change_state = *quad_at(bands->change_state);
  quad dry_power = *quad_at(bands->dry_power), product = *quad_at(bands->product);
  quad change_power = *quad_at(bands->change_power);
#pragma clang loop unroll_count(2)
  for (long i = 0; i < frame_count; i++) {
    const quad sound = four_times(dry[i]);
    const quad change = four_times(wet[i]) - sound;
    const quad dry_part = sound - dry_state;
    const quad change_part = change - change_state;
    dry_state = sound * feed + dry_state * keep;
    change_state = change * feed + change_state * keep;
    dry_power += dry_part * dry_part;
    product += dry_part * change_part;
    change_power += change_part * change_part;
  }
  *(quad *)bands->dry_state = dry_state;
  *(quad *)bands->change_state = change_state;
  *(quad *)bands->dry_power = dry_power;
  *(quad *)bands->product = product;
  *(quad *)bands->change_power = change_power;
}

BOTH_WAYS(add_band_powers,
          (width_bands *bands, const stereo_frame *dry, const stereo_frame *wet,
           long frame_count),
          (bands, dry, wet, frame_count))

BODY take_share_of_side_body(stereo_frame *wet, const stereo_frame *dry, float share,
                             float share_step, long first_step, long frame_count) {
  const quad frame = {1, 1, 2, 2, 3, 3, 4, 4};
  const quad_mask is_side = {0, -1, 0, -1, 0, -1, 0, -1};
  long i = 0;
  for (; i + 4 <= frame_count; i += 4) {
    const quad taken = (frame + (float)(first_step + i)) * share_step + share;
    const quad sound = *quad_at(dry + i), changed = *quad_at(wet + i);
    *(quad *)(wet + i) = choose(is_side, sound + (changed - sound) * taken, changed);
  }
  for (; i < frame_count; i++) {
    const float taken = (1 + (float)(first_step + i)) * share_step + share;
    wet[i].y = dry[i].y + (wet[i].y - dry[i].y) * taken;
  }
}

BOTH_WAYS(take_share_of_side,
          (stereo_frame *wet, const stereo_frame *dry, float share, float share_step,
           long first_step, long frame_count),
          (wet, dry, share, share_step, first_step, frame_count))

/// Two low-passes in a row, one in either half.
typedef struct {
  double_pair first, second, first_keep, exchange, feed;
  /// Twice the band-pass and the low-pass of both, after a step.
  double_pair band, low;
} low_passes;

INLINE_LANES void step_low_passes(low_passes *row,
                                                                  double_pair input) {
  const double_pair first = row->first, second = row->second;
  const double_pair drop = input - second;
  row->first = drop * row->exchange + first * row->first_keep;
  row->second = drop * row->feed + (first * row->exchange + second);
  row->band = first + row->first;
  row->low = second + row->second;
}

INLINE_LANES void move_low_passes(low_passes *row,
                                                                  const low_side_filter *filter) {
  row->first_keep += filter->first_keep_step;
  row->exchange += filter->exchange_step;
  row->feed += filter->feed_step;
}

/// Turns a frame and takes away what its side has in the branch, which comes four times as large.
INLINE_LANES stereo_frame narrowed(low_side_filter *filter,
                                                                   double_frame input,
                                                                   double_frame band,
                                                                   double_frame branch) {
  const double_frame sign = {1, -1};
  const double_frame coded = branch * sign + __builtin_shufflevector(branch, branch, 1, 0);
  filter->power = coded * coded * filter->power_feed + filter->power * filter->power_keep;
  filter->share += filter->share_step;
  filter->wet += filter->wet_step;
  const double_frame side = __builtin_shufflevector(coded, coded, 1, 1);
  const double_frame taken = band * filter->band_share + side * filter->share;
  return __builtin_convertvector(input - taken * filter->wet, stereo_frame);
}

INLINE_LANES void narrow_side(stereo_frame *frames,
                                                              low_side_filter *shared,
                                                              long frame_count, bool is_gliding) {
  low_side_filter filter = *shared;
  const double_frame none = {0};
  low_passes row = {.first = pair_of(filter.first[0], none),
                    .second = pair_of(filter.second[0], none),
                    .first_keep = all_lanes(filter.first_keep),
                    .exchange = all_lanes(filter.exchange),
                    .feed = all_lanes(filter.feed)};
  const low_passes before = row;
  if (is_gliding) move_low_passes(&row, &filter);
  double_frame input = __builtin_convertvector(frames[0], double_frame);
  step_low_passes(&row, pair_of(input, none));
  double_frame band = low_half(row.band), low = low_half(row.low);
  // From here on the second filter is a frame behind the first, and so are its coefficients.
  row.first = pair_of(low_half(row.first), filter.first[1]);
  row.second = pair_of(low_half(row.second), filter.second[1]);
  if (is_gliding) {
    row.first_keep = pair_of(low_half(row.first_keep), high_half(before.first_keep));
    row.exchange = pair_of(low_half(row.exchange), high_half(before.exchange));
    row.feed = pair_of(low_half(row.feed), high_half(before.feed));
  }
  for (long i = 1; i < frame_count; i++) {
    const double_frame next = __builtin_convertvector(frames[i], double_frame);
    if (is_gliding) move_low_passes(&row, &filter);
    step_low_passes(&row, pair_of(next, low));
    frames[i - 1] = narrowed(&filter, input, band, high_half(row.low));
    input = next;
    band = low_half(row.band);
    low = low_half(row.low);
  }
  filter.first[0] = low_half(row.first);
  filter.second[0] = low_half(row.second);
  if (is_gliding) move_low_passes(&row, &filter);
  step_low_passes(&row, pair_of(none, low));
  frames[frame_count - 1] = narrowed(&filter, input, band, high_half(row.low));
  filter.first[1] = high_half(row.first);
  filter.second[1] = high_half(row.second);
  filter.first_keep = row.first_keep[2];
  filter.exchange = row.exchange[2];
  filter.feed = row.feed[2];
  *shared = filter;
}

BODY narrow_low_side_body(stereo_frame *frames, low_side_filter *filter, long frame_count) {
  if (frame_count <= 0) return;
  if (filter->is_gliding) {
    narrow_side(frames, filter, frame_count, true);
  } else {
    narrow_side(frames, filter, frame_count, false);
  }
}

BOTH_WAYS(narrow_low_side,
          (stereo_frame *frames, low_side_filter *filter, long frame_count),
          (frames, filter, frame_count))

BODY add_rows_body(double_frame *sums, const double_frame *rows, const stereo_frame *frames,
                   long frame_count) {
  double_pair sum = pair_at(sums);
#pragma clang loop unroll_count(4)
  for (long i = 0; i < frame_count; i++) {
    const double twice_mid = (double)(frames[i].x + frames[i].y);
    sum += pair_at(rows + 2 * i) * twice_mid;
  }
  part(sum, sums, sums + 1);
}

BOTH_WAYS(add_rows,
          (double_frame *sums, const double_frame *rows, const stereo_frame *frames,
           long frame_count),
          (sums, rows, frames, frame_count))
