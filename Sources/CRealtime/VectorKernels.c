#include "CRealtime.h"

#include <stdbool.h>

// A contracted multiply and add would give other bits on a machine that has one.
#pragma STDC FP_CONTRACT OFF
// What takes or returns a vector is inlined, so that how a call would pass it does not matter.
#pragma clang diagnostic ignored "-Wpsabi"

/// Four frames, wherever they lie.
typedef float quad __attribute__((vector_size(32), aligned(4)));
typedef int quad_mask __attribute__((vector_size(32), aligned(4)));

static bool has_avx2;

/// Asks the processor once, when the library is loaded.
__attribute__((constructor)) static void ask_processor(void) {
  __builtin_cpu_init();
  has_avx2 = __builtin_cpu_supports("avx2");
}

/// Makes `name` of `name_body`: once for every processor, once with AVX2. Lanes do the same in the
/// same order, so the bits are the same.
#define BOTH_WAYS(name, parameters, arguments)                                  \
  __attribute__((target("avx2"))) static void name##_wide parameters {          \
    name##_body arguments;                                                      \
  }                                                                             \
  static void name##_narrow parameters { name##_body arguments; }               \
  void name parameters {                                                        \
    if (has_avx2) name##_wide arguments; else name##_narrow arguments;  \
  }

#define BODY static inline __attribute__((always_inline)) void

static inline __attribute__((always_inline)) const quad *quad_at(const stereo_frame *frames) {
  return (const quad *)frames;
}

static inline __attribute__((always_inline)) void mirrored_quads(
    stereo_frame *output, const stereo_frame *left, const stereo_frame *right,
    const stereo_frame *taps, long tap_count, int count, bool is_added) {
  quad sums[4] = {{0}};
  if (is_added) {
    for (int j = 0; j < count; j++) sums[j] = *quad_at(output + 4 * j);
  }
  for (long k = 0; k < tap_count; k++) {
    const float tap = taps[k][0];
    for (int j = 0; j < count; j++) {
      sums[j] += (*quad_at(left - k + 4 * j) + *quad_at(right + k + 4 * j)) * tap;
    }
  }
  for (int j = 0; j < count; j++) *(quad *)(output + 4 * j) = sums[j];
}

BODY mirrored_body(stereo_frame *output, const stereo_frame *left, const stereo_frame *right,
                   const stereo_frame *taps, long tap_count, long frame_count, bool is_added) {
  long i = 0;
  // Several sums at a time, for an addition takes longer than the time between two.
  for (; i + 16 <= frame_count; i += 16) {
    mirrored_quads(output + i, left + i, right + i, taps, tap_count, 4, is_added);
  }
  for (; i + 8 <= frame_count; i += 8) {
    mirrored_quads(output + i, left + i, right + i, taps, tap_count, 2, is_added);
  }
  for (; i < frame_count; i += 4) {
    mirrored_quads(output + i, left + i, right + i, taps, tap_count, 1, is_added);
  }
}

BODY apply_mirrored_body(stereo_frame *output, const stereo_frame *left, const stereo_frame *right,
                         const stereo_frame *taps, long tap_count, long frame_count) {
  mirrored_body(output, left, right, taps, tap_count, frame_count, false);
}

BOTH_WAYS(apply_mirrored,
          (stereo_frame *output, const stereo_frame *left, const stereo_frame *right,
           const stereo_frame *taps, long tap_count, long frame_count),
          (output, left, right, taps, tap_count, frame_count))

BODY add_mirrored_body(stereo_frame *output, const stereo_frame *left, const stereo_frame *right,
                       const stereo_frame *taps, long tap_count, long frame_count) {
  mirrored_body(output, left, right, taps, tap_count, frame_count, true);
}

BOTH_WAYS(add_mirrored,
          (stereo_frame *output, const stereo_frame *left, const stereo_frame *right,
           const stereo_frame *taps, long tap_count, long frame_count),
          (output, left, right, taps, tap_count, frame_count))

/// The three quarters of `count` quads side by side, so that taps are fetched once for all.
static inline __attribute__((always_inline)) void interpolate_quads(
    stereo_frame *output, long row_frames, const stereo_frame *even, const stereo_frame *odd,
    const stereo_frame *taps, long reach, long count) {
  quad same[2] = {{0}}, opposite[2] = {{0}}, middle[2] = {{0}};
#pragma clang loop unroll(full)
  for (long k = 0; k < reach; k++) {
    // The values k before and k + 1 after: one of either kind.
    const stereo_frame *before = (k % 2 ? odd : even) - (k + 1) / 2;
    const stereo_frame *after = (k % 2 ? even : odd) + (k + 1) / 2;
    for (long j = 0; j < count; j++) {
      const quad left = *quad_at(before + 4 * j);
      const quad right = *quad_at(after + 4 * j);
      const quad sum = left + right;
      same[j] += sum * taps[3 * k][0];
      opposite[j] += (left - right) * taps[3 * k + 1][0];
      middle[j] += sum * taps[3 * k + 2][0];
    }
  }
  for (long j = 0; j < count; j++) {
    *(quad *)(output + 4 * j) = same[j] + opposite[j];
    *(quad *)(output + row_frames + 4 * j) = middle[j];
    *(quad *)(output + 2 * row_frames + 4 * j) = same[j] - opposite[j];
  }
}

static inline __attribute__((always_inline)) void interpolate_with_reach(
    stereo_frame *output, long row_frames, const stereo_frame *even, const stereo_frame *odd,
    const stereo_frame *taps, long reach, long frame_count) {
  long i = 0;
  for (; i + 8 <= frame_count; i += 8) {
    interpolate_quads(output + i, row_frames, even + i, odd + i, taps, reach, 2);
  }
  if (i < frame_count) {
    interpolate_quads(output + i, row_frames, even + i, odd + i, taps, reach, 1);
  }
}

BODY interpolate_quarters_body(stereo_frame *output, long row_frames, const stereo_frame *even,
                               const stereo_frame *odd, const stereo_frame *taps, long reach,
                               long frame_count) {
  // Those in use, so that loops over taps need not be loops.
  if (reach == 4) {
    interpolate_with_reach(output, row_frames, even, odd, taps, 4, frame_count);
  } else if (reach == 6) {
    interpolate_with_reach(output, row_frames, even, odd, taps, 6, frame_count);
  } else {
    interpolate_with_reach(output, row_frames, even, odd, taps, reach, frame_count);
  }
}

BOTH_WAYS(interpolate_quarters,
          (stereo_frame *output, long row_frames, const stereo_frame *even,
           const stereo_frame *odd, const stereo_frame *taps, long reach, long frame_count),
          (output, row_frames, even, odd, taps, reach, frame_count))

static inline __attribute__((always_inline)) quad magnitude(quad x) {
  return (quad)((quad_mask)x & 0x7fffffff);
}

/// `a` where `mask` is set, `b` elsewhere.
static inline __attribute__((always_inline)) quad choose(quad_mask mask, quad a, quad b) {
  return (quad)(((quad_mask)a & mask) | ((quad_mask)b & ~mask));
}

static inline __attribute__((always_inline)) quad greater(quad a, quad b) {
  return choose(a > b, a, b);
}

static inline __attribute__((always_inline)) quad lesser(quad a, quad b) {
  return choose(a < b, a, b);
}

/// The greatest of all lanes.
static inline __attribute__((always_inline)) float greatest(quad x) {
  float result = x[0];
  for (int i = 1; i < 8; i++) result = x[i] > result ? x[i] : result;
  return result;
}

BODY find_greatest_magnitude_body(const stereo_frame *frames, long frame_count, float *result) {
  quad levels = {0};
  for (long i = 0; i < frame_count; i += 4) {
    levels = greater(magnitude(*quad_at(frames + i)), levels);
  }
  *result = greatest(levels);
}

BOTH_WAYS(find_greatest_magnitude, (const stereo_frame *frames, long frame_count, float *result),
          (frames, frame_count, result))

float greatest_magnitude(const stereo_frame *frames, long frame_count) {
  float result;
  find_greatest_magnitude(frames, frame_count, &result);
  return result;
}

BODY find_extremes_body(sample_extremes *extremes, const stereo_frame *frames, long frame_count) {
  quad levels = {0}, bends = {0};
  for (long i = 0; i < frame_count; i += 4) {
    const quad newest = *quad_at(frames + i);
    const quad middle = *quad_at(frames + i - 1);
    levels = greater(magnitude(newest), levels);
    bends = greater(magnitude((*quad_at(frames + i - 2) - middle) + (newest - middle)), bends);
  }
  extremes->level = greatest(levels);
  extremes->bend = greatest(bends);
}

BOTH_WAYS(find_extremes,
          (sample_extremes *extremes, const stereo_frame *frames, long frame_count),
          (extremes, frames, frame_count))

BODY find_half_extremes_body(sample_extremes *extremes, const stereo_frame *wholes,
                             const stereo_frame *halves, long frame_count) {
  quad levels = {0}, bends = {0};
  for (long i = 0; i < frame_count; i += 4) {
    const quad sample = *quad_at(wholes + i), next = *quad_at(wholes + i + 1);
    const quad before = *quad_at(halves + i - 1), after = *quad_at(halves + i);
    levels = greater(magnitude(sample), levels);
    levels = greater(magnitude(after), levels);
    bends = greater(magnitude((before - sample) + (after - sample)), bends);
    bends = greater(magnitude((sample - after) + (next - after)), bends);
  }
  extremes->level = greatest(levels);
  extremes->bend = greatest(bends);
}

BOTH_WAYS(find_half_extremes,
          (sample_extremes *extremes, const stereo_frame *wholes, const stereo_frame *halves,
           long frame_count),
          (extremes, wholes, halves, frame_count))

BODY find_peaks_body(stereo_frame *peaks, const stereo_frame *moments, long row_frames,
                     long frame_count) {
  for (long i = 0; i < frame_count; i += 4) {
    quad peak = {0};
    quad left = magnitude(*quad_at(moments + 7 * row_frames + i - 1));
    quad middle = magnitude(*quad_at(moments + i));
    for (long phase = 0; phase < 8; phase++) {
      const quad right = magnitude(*quad_at(moments + (phase + 1) * row_frames + i));
      const quad rise = middle - left;
      const quad fall = middle - right;
      const quad skew = rise - fall;
      // The tiny number keeps 0/0 away; where there is no local maximum the lift is dropped.
      const quad lift = skew * skew / ((rise + fall) * 8 + 0x1p-126f);
      const quad_mask is_maximum = (rise >= 0) & (fall >= 0);
      const quad height = choose(is_maximum, middle + lift, middle);
      peak = choose(height > peak, height, peak);
      left = middle;
      middle = right;
    }
    *(quad *)(peaks + i) = choose(middle > peak, middle, peak);
  }
}

BOTH_WAYS(find_peaks,
          (stereo_frame *peaks, const stereo_frame *moments, long row_frames, long frame_count),
          (peaks, moments, row_frames, frame_count))

BODY group_bins_body(stereo_frame *groups, const stereo_frame *bins, long group_count) {
  for (long i = 0; i < 8 * group_count; i += 8) {
    const quad low = *quad_at(bins + i), high = *quad_at(bins + i + 4);
    *(quad *)(groups + i) = __builtin_shufflevector(low, high, 0, 2, 4, 6, 8, 10, 12, 14);
    *(quad *)(groups + i + 4) = __builtin_shufflevector(low, high, 1, 3, 5, 7, 9, 11, 13, 15);
  }
}

BOTH_WAYS(group_bins, (stereo_frame *groups, const stereo_frame *bins, long group_count),
          (groups, bins, group_count))

BODY ungroup_bins_body(stereo_frame *bins, const stereo_frame *groups, long group_count) {
  for (long i = 0; i < 8 * group_count; i += 8) {
    const quad real = *quad_at(groups + i), imaginary = *quad_at(groups + i + 4);
    *(quad *)(bins + i) = __builtin_shufflevector(real, imaginary, 0, 8, 1, 9, 2, 10, 3, 11);
    *(quad *)(bins + i + 4) = __builtin_shufflevector(real, imaginary, 4, 12, 5, 13, 6, 14, 7, 15);
  }
}

BOTH_WAYS(ungroup_bins, (stereo_frame *bins, const stereo_frame *groups, long group_count),
          (bins, groups, group_count))

/// A frame of each of two signals, in double precision.
typedef double double_pair __attribute__((vector_size(32), aligned(8)));

static inline __attribute__((always_inline)) double_pair pair_of(double_frame a, double_frame b) {
  return (double_pair){a.x, a.y, b.x, b.y};
}

static inline __attribute__((always_inline)) void part(double_pair pair, double_frame *a,
                                                       double_frame *b) {
  *a = (double_frame){pair[0], pair[1]};
  *b = (double_frame){pair[2], pair[3]};
}

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
static inline __attribute__((always_inline)) quad sums_and_differences(quad frames) {
  const quad sign = {1, -1, 1, -1, 1, -1, 1, -1};
  return __builtin_shufflevector(frames, frames, 1, 0, 3, 2, 5, 4, 7, 6) + frames * sign;
}

BODY code_mid_side_body(stereo_frame *coded, const stereo_frame *frames, long frame_count) {
  for (long i = 0; i < frame_count; i += 4) {
    *(quad *)(coded + i) = sums_and_differences(*quad_at(frames + i)) * 0.5f;
  }
}

BOTH_WAYS(code_mid_side, (stereo_frame *coded, const stereo_frame *frames, long frame_count),
          (coded, frames, frame_count))

BODY decode_mid_side_body(stereo_frame *frames, const stereo_frame *coded, long frame_count) {
  for (long i = 0; i < frame_count; i += 4) {
    *(quad *)(frames + i) = sums_and_differences(*quad_at(coded + i));
  }
}

BOTH_WAYS(decode_mid_side, (stereo_frame *frames, const stereo_frame *coded, long frame_count),
          (frames, coded, frame_count))

/// A frame in each of the four bands.
static inline __attribute__((always_inline)) quad four_times(stereo_frame frame) {
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

static inline __attribute__((always_inline)) double_pair pair_at(const double_frame *frames) {
  return *(const double_pair *)frames;
}

static inline __attribute__((always_inline)) double_pair all_lanes(double x) {
  return (double_pair){x, x, x, x};
}

static inline __attribute__((always_inline)) double_frame low_half(double_pair pair) {
  return (double_frame){pair[0], pair[1]};
}

static inline __attribute__((always_inline)) double_frame high_half(double_pair pair) {
  return (double_frame){pair[2], pair[3]};
}

/// Two low-passes in a row, one in either half.
typedef struct {
  double_pair first, second, first_keep, exchange, feed;
  /// Twice the band-pass and the low-pass of both, after a step.
  double_pair band, low;
} low_passes;

static inline __attribute__((always_inline)) void step_low_passes(low_passes *row,
                                                                  double_pair input) {
  const double_pair first = row->first, second = row->second;
  const double_pair drop = input - second;
  row->first = drop * row->exchange + first * row->first_keep;
  row->second = drop * row->feed + (first * row->exchange + second);
  row->band = first + row->first;
  row->low = second + row->second;
}

static inline __attribute__((always_inline)) void move_low_passes(low_passes *row,
                                                                  const low_side_filter *filter) {
  row->first_keep += filter->first_keep_step;
  row->exchange += filter->exchange_step;
  row->feed += filter->feed_step;
}

/// Turns a frame and takes away what its side has in the branch, which comes four times as large.
static inline __attribute__((always_inline)) stereo_frame narrowed(low_side_filter *filter,
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

static inline __attribute__((always_inline)) void narrow_side(stereo_frame *frames,
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

/// A band-pass of second order, but for its scale; `first` and `second` are taken from what they stand for.
static inline __attribute__((always_inline)) double step_bell(bell_filter *bell, double input) {
  const double output = input - bell->first;
  bell->first = bell->second + bell->a1 * output;
  bell->second = input + bell->a2 * output;
  return output;
}

/// Mid and side in double precision: to take in both costs less than one alone.
static inline __attribute__((always_inline)) double_frame doubled(const stereo_frame *frame) {
  return __builtin_convertvector(*frame, double_frame);
}

/// Puts the bell on the mid of a frame, and goes on with its gain.
static inline __attribute__((always_inline)) void dip_frame(bell_filter *bell,
                                                            stereo_frame *frame) {
  const double mid = doubled(frame).x;
  bell->lift += bell->lift_step;
  frame->x = (float)(mid + step_bell(bell, mid) * bell->lift);
}

/// Two pairs of filters of second order, the second pair in the upper half.
typedef struct {
  double_pair b1, b2, a1, a2, first, second;
} filter_row;

static inline __attribute__((always_inline)) double_pair step_filters(filter_row *row,
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
  double_pair output = step_filters(&row, pair_of(doubled(heard).xx, none));
  dip_frame(&bell, frames);
  // From here on the upper edges are a frame behind the lower ones, so that both are done at once.
  row.first = pair_of(low_half(row.first), bands->first[1]);
  row.second = pair_of(low_half(row.second), bands->second[1]);
#pragma clang loop unroll_count(2)
  for (long i = 1; i < frame_count; i++) {
    output = step_filters(&row, pair_of(doubled(heard + i).xx, low_half(output)));
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

static inline __attribute__((always_inline)) void hear_side(detail_filters *filters, double side) {
  const double band = side + filters->first;
  filters->first = (filters->second - (side + side)) - filters->a1 * band;
  filters->second = side - filters->a2 * band;
  filters->power = band * band + filters->power * filters->power_keep;
}

static inline __attribute__((always_inline)) void lift_side(detail_filters *filters,
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
static inline __attribute__((always_inline)) double_frame select_frame(double_mask mask,
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
static inline __attribute__((always_inline)) double_frame advance_section(low_pass_section *s,
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

/// A level of each lane, as the curve sees it.
typedef struct {
  /// The level; what of its magnitude lies between knee and top, and what from the top on.
  quad level, bent, flat;
  /// How far the magnitude lies beyond the knee, up to the top, and beyond the top: in widths of the bend.
  quad depth, excess;
} curve_place;

static inline __attribute__((always_inline)) curve_place place_on(const bent_curve *curve,
                                                                  quad level) {
  const quad none = {0};
  const quad knee = none + curve->knee, top = none + curve->top;
  const quad height = magnitude(level);
  curve_place place = {.level = level};
  place.bent = lesser(greater(height, knee), top);
  place.flat = greater(height, top);
  place.depth = (place.bent - knee) * curve->inverse_width;
  place.excess = (place.flat - top) * curve->inverse_width;
  return place;
}

/// What the curve takes away on average between two levels, but for its scale.
static inline __attribute__((always_inline)) quad average_between(const bent_curve *curve,
                                                                  curve_place a, curve_place b) {
  quad_mask is_point = a.level == b.level;
  if (__builtin_reduce_or(is_point)) {
    // A point is as good as the shortest of ways; between zeros nothing is taken anyway.
    b = place_on(curve, choose(is_point, b.level * (1 + 0x1p-22f), b.level));
    is_point = a.level == b.level;
    b.level = choose(is_point, b.level + 1, b.level);
  }
  // The mean of a polynomial of the sixth degree over a way: from its value and its even derivatives in the
  // middle, each of which is a sum of like signs or of small terms.
  const quad middle = (a.depth + b.depth) * 0.5f;
  const quad half_way = (b.depth - a.depth) * 0.5f;
  const quad h2 = half_way * half_way;
  const quad square = middle * middle;
  const quad t = square - middle;
  const quad off = middle - 1.5f;
  const quad bend = square * square * (off * off + 0.25f) +
                    h2 * (t * t * 5 + h2 * ((t * 3 + 0.5f) + h2 * (1.0f / 7)));
  const quad beyond = (a.excess + b.excess) * 0.5f + 0.5f;
  return ((b.bent - a.bent) * bend + (b.flat - a.flat) * beyond) / (b.level - a.level);
}

BODY average_taken_body(stereo_frame *taken, long taken_row_frames, const stereo_frame *moments,
                        long row_frames, const bent_curve *curve, float mix, float mix_step,
                        long first_step, long frame_count) {
  const quad frame = {0, 0, 1, 1, 2, 2, 3, 3};
  const quad none = {0};
  for (long i = 0; i < frame_count; i += 4) {
    quad highest = magnitude(*quad_at(moments + i));
    for (long step = 1; step <= 8; step++) {
      highest = greater(magnitude(*quad_at(moments + step * row_frames + i)), highest);
    }
    if (!__builtin_reduce_or(highest > none + curve->knee)) {
      for (long step = 0; step < 8; step++) *(quad *)(taken + step * taken_row_frames + i) = none;
      continue;
    }
    const quad scale = ((frame + (float)(first_step + i)) * mix_step + mix) * curve->scale;
    curve_place left = place_on(curve, *quad_at(moments + i));
    for (long step = 0; step < 8; step++) {
      const curve_place right = place_on(curve, *quad_at(moments + (step + 1) * row_frames + i));
      *(quad *)(taken + step * taken_row_frames + i) = average_between(curve, left, right) * scale;
      left = right;
    }
  }
}

BOTH_WAYS(average_taken,
          (stereo_frame *taken, long taken_row_frames, const stereo_frame *moments,
           long row_frames, const bent_curve *curve, float mix, float mix_step, long first_step,
           long frame_count),
          (taken, taken_row_frames, moments, row_frames, curve, mix, mix_step, first_step,
           frame_count))

/// Four frames of value `index` of rows of `factor` values a frame, counted on into the frames beside.
static inline __attribute__((always_inline)) quad value_at(const stereo_frame *rows,
                                                           long row_frames, long factor, long i,
                                                           long index) {
  // Rounded down, below zero too.
  const long ahead = (index + 64 * factor) / factor - 64;
  return *quad_at(rows + (index - ahead * factor) * row_frames + i + ahead);
}

BODY halve_eighths_body(stereo_frame *quarters, long quarter_row_frames,
                        const stereo_frame *eighths, long eighth_row_frames,
                        const stereo_frame *taps, long frame_count) {
  for (long i = 0; i < frame_count; i += 4) {
#pragma clang loop unroll(full)
    for (long j = 0; j < 4; j++) {
      quad sum = {0};
#pragma clang loop unroll(full)
      for (long k = 0; k < eighth_taps; k++) {
        sum += (value_at(eighths, eighth_row_frames, 8, i, 2 * j - 1 - k) +
                value_at(eighths, eighth_row_frames, 8, i, 2 * j + k)) * taps[k][0];
      }
      *(quad *)(quarters + j * quarter_row_frames + i) = sum;
    }
  }
}

BOTH_WAYS(halve_eighths,
          (stereo_frame *quarters, long quarter_row_frames, const stereo_frame *eighths,
           long eighth_row_frames, const stereo_frame *taps, long frame_count),
          (quarters, quarter_row_frames, eighths, eighth_row_frames, taps, frame_count))

BODY halve_quarters_body(stereo_frame *wholes, stereo_frame *halves, const stereo_frame *quarters,
                         long row_frames, const stereo_frame *taps, long frame_count) {
  for (long i = 0; i < frame_count; i += 4) {
#pragma clang loop unroll(full)
    for (long j = 0; j < 4; j += 2) {
      quad sum = value_at(quarters, row_frames, 4, i, j) * 0.5f;
#pragma clang loop unroll(full)
      for (long k = 0; k < quarter_taps; k++) {
        sum += (value_at(quarters, row_frames, 4, i, j - 2 * k - 1) +
                value_at(quarters, row_frames, 4, i, j + 2 * k + 1)) * taps[k][0];
      }
      *(quad *)((j ? halves : wholes) + i) = sum;
    }
  }
}

BOTH_WAYS(halve_quarters,
          (stereo_frame *wholes, stereo_frame *halves, const stereo_frame *quarters,
           long row_frames, const stereo_frame *taps, long frame_count),
          (wholes, halves, quarters, row_frames, taps, frame_count))

static inline __attribute__((always_inline)) double_frame doubled(stereo_frame frame) {
  return __builtin_convertvector(frame, double_frame);
}

static inline __attribute__((always_inline)) stereo_frame rounded(double_frame frame) {
  return __builtin_convertvector(frame, stereo_frame);
}

/// A number in all lanes.
static inline __attribute__((always_inline)) double_pair everywhere(double x) {
  return (double_pair){x, x, x, x};
}

/// Two frames in double precision, in single.
typedef float single_pair __attribute__((vector_size(16), aligned(4)));

static inline __attribute__((always_inline)) void store_pair(stereo_frame *frames, double_pair x) {
  *(single_pair *)frames = __builtin_convertvector(x, single_pair);
}

/// Filters of two integrators, one a lane.
typedef struct {
  double_pair first_keep, exchange, second_keep, second_feed, direct, half_band, half_low;
} filter_lanes;

static inline __attribute__((always_inline)) filter_lanes lanes_of(const integrator_filter *a,
                                                                   const integrator_filter *b) {
#define LANES(name) .name = {a->name, a->name, b->name, b->name}
  return (filter_lanes){LANES(first_keep), LANES(exchange),  LANES(second_keep), LANES(second_feed),
                        LANES(direct),     LANES(half_band), LANES(half_low)};
#undef LANES
}

/// What filters make of an input, and what their integrators hold then.
static inline __attribute__((always_inline)) double_pair filter_pair(const filter_lanes *c,
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
static inline __attribute__((always_inline)) void advance(const integrator_filter *c,
                                                          double_frame input,
                                                          double_frame *first,
                                                          double_frame *second) {
  const double_frame first_before = *first, second_before = *second;
  *first = (input * c->exchange - second_before * c->exchange) + first_before * c->first_keep;
  *second = (input * c->second_feed + first_before * c->exchange) + second_before * c->second_keep;
}

static inline __attribute__((always_inline)) double_frame filter_frame(const integrator_filter *c,
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

/// Does one or two frames.
static inline __attribute__((always_inline)) void add_harmonics(
    float *mid, const filter_lanes *c, const third_harmonic *h, third_harmonic_state *s,
    double_pair *first, double_pair *second, third_harmonic_law *law, int count) {
  double_frame z[2] = {{0}};
#pragma clang loop unroll(full)
  for (int j = 0; j < count; j++) {
    // A vector is as late as the latest of its lanes. So what goes round between lanes is put off where the
    // way is long; what follows them goes straight through, and one frame's can go on under the next's.
    const double_pair input = {mid[2 * j], s->single_outputs[0], s->section_output, 0};
    const double_pair output = filter_pair(c, input, first, second);
    s->section_output = output[1];
    s->single_outputs[0] = s->single_outputs[1];
    s->single_outputs[1] = s->single + (output[0] - s->single) * h->single;
    s->single = output[0] * (2 * h->single) + s->single * h->single_keep;

    double_frame x = {output[2], output[2]};
#pragma clang loop unroll(full)
    for (int k = 0; k < 4; k++) {
      const double_frame y =
          (x * h->allpasses[k] + s->allpasses[k]) - s->allpasses[k + 1] * h->allpasses[k];
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
  third_harmonic_state s = *state;
  third_harmonic_law l = *law;
  double_pair first = pair_of(s.first[0], s.first[1]);
  double_pair second = pair_of(s.second[0], s.second[1]);
  float *mid = (float *)frames;
  long i = 0;
  for (; i + 2 <= frame_count; i += 2) {
    add_harmonics(mid + 2 * i, &c, &h, &s, &first, &second, &l, 2);
  }
  if (i < frame_count) add_harmonics(mid + 2 * i, &c, &h, &s, &first, &second, &l, 1);
  part(first, &s.first[0], &s.first[1]);
  part(second, &s.second[0], &s.second[1]);
  *state = s;
  *law = l;
}

BOTH_WAYS(add_third_harmonic,
          (stereo_frame *frames, const third_harmonic *harmonic, third_harmonic_state *state,
           third_harmonic_law *law, long frame_count),
          (frames, harmonic, state, law, frame_count))

typedef uint64_t word_pair __attribute__((vector_size(32), aligned(8)));

/// The next triangular noise of two frames: the difference of the two halves of a scrambled word, each an
/// even number from 0 to 1 (Swift's `TriangularNoise`).
static inline __attribute__((always_inline)) double_pair noise_of(word_pair words) {
  word_pair z = (words ^ (words >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  z = z ^ (z >> 31);
  // An integer below 2^52 under the exponent of 2^52 is a double, 2^52 too great.
  const double_pair high = (double_pair)((z >> 32) | 0x4330000000000000u);
  const double_pair low = (double_pair)((z & 0xFFFFFFFFu) | 0x4330000000000000u);
  return (high - low) * 0x1p-32;
}

/// Rounds to the nearest integer, for magnitudes below 2^51: 1.5 · 2^52 leaves no bits for a fraction.
static const double rounding_bias = 6755399441055744.0;

/// Of this kind of vector C can choose lane by lane, which becomes a maximum and a minimum.
typedef double chosen_pair __attribute__((ext_vector_type(4)));

static inline __attribute__((always_inline)) double_pair clamped(double_pair pair, double scale) {
  const chosen_pair x = (chosen_pair)pair;
  const chosen_pair lowest = (chosen_pair)everywhere(-scale);
  const chosen_pair highest = (chosen_pair)everywhere(scale - 1);
  const chosen_pair above = x < lowest ? lowest : x;
  return (double_pair)(above > highest ? highest : above);
}

/// The most frames that are rounded at a time.
enum { rounded_frames = 64 };

BODY round_all_with_noise_body(stereo_frame *frames, noise_words *words, error_feedback *feedback,
                           double scale, long frame_count) {
  const uint64_t increment = 0x9E3779B97F4A7C15u;
  const double step = 1 / scale;
  double_frame e1 = {0}, e2 = {0}, e3 = {0}, e4 = {0}, e5 = {0};
  double h1 = 0, h2 = 0, h3 = 0, h4 = 0, h5 = 0;
  if (feedback) {
    e1 = feedback->errors[0], e2 = feedback->errors[1], e3 = feedback->errors[2];
    e4 = feedback->errors[3], e5 = feedback->errors[4];
    h1 = feedback->taps[0], h2 = feedback->taps[1], h3 = feedback->taps[2];
    h4 = feedback->taps[3], h5 = feedback->taps[4];
  }
  uint64_t left = words->left, right = words->right;
  words->left += increment * (uint64_t)frame_count;
  words->right += increment * (uint64_t)frame_count;
  double_pair values[rounded_frames / 2];
  for (long start = 0; start < frame_count; start += rounded_frames) {
    const long left_over = frame_count - start;
    const long count = left_over < rounded_frames ? left_over : rounded_frames;
    stereo_frame *piece = frames + start;
    word_pair word = {left + increment, right + increment, left + 2 * increment,
                      right + 2 * increment};
    for (long i = 0; i < count; i += 2) {
      values[i / 2] = noise_of(word);
      word += 2 * increment;
    }
    left += increment * rounded_frames;
    right += increment * rounded_frames;

    double_frame *value = (double_frame *)values;
    if (feedback) {
#pragma clang loop unroll_count(5)
      for (long i = 0; i < count; i++) {
        const double_frame input = doubled(piece[i]) * scale;
        const double_frame wanted = input - (e1 * h1 + e2 * h2 + e3 * h3 + e4 * h4 + e5 * h5);
        const double_frame whole = ((wanted + value[i]) + rounding_bias) - rounding_bias;
        e5 = e4, e4 = e3, e3 = e2, e2 = e1;
        // The error of the rounding alone: one that clips would feed on itself.
        e1 = whole - wanted;
        value[i] = whole;
      }
    } else {
      for (long i = 0; i < count; i++) {
        value[i] = ((doubled(piece[i]) * scale + value[i]) + rounding_bias) - rounding_bias;
      }
    }
    long i = 0;
    for (; i + 2 <= count; i += 2) {
      store_pair(piece + i, clamped(values[i / 2], scale) * step);
    }
    if (i < count) {
      double_frame last, unused;
      part(clamped(values[i / 2], scale) * step, &last, &unused);
      piece[i] = rounded(last);
    }
  }
  if (feedback) {
    feedback->errors[0] = e1, feedback->errors[1] = e2, feedback->errors[2] = e3;
    feedback->errors[3] = e4, feedback->errors[4] = e5;
  }
}

BOTH_WAYS(round_all_with_noise,
          (stereo_frame *frames, noise_words *words, error_feedback *feedback, double scale,
           long frame_count),
          (frames, words, feedback, scale, frame_count))

BODY find_zeros_body(int *found, const stereo_frame *frames, long frame_count) {
  quad_mask zeros = {0};
  long i = 0;
  for (; i + 4 <= frame_count; i += 4) zeros |= *quad_at(frames + i) == 0;
  *found = __builtin_reduce_or(zeros) != 0;
  for (; i < frame_count; i++) *found |= frames[i].x == 0 || frames[i].y == 0;
}

BOTH_WAYS(find_zeros, (int *found, const stereo_frame *frames, long frame_count),
          (found, frames, frame_count))

int round_with_noise(stereo_frame *frames, noise_words *words, error_feedback *feedback,
                     double scale, long frame_count) {
  int has_zeros;
  find_zeros(&has_zeros, frames, frame_count);
  if (has_zeros) return 0;
  round_all_with_noise(frames, words, feedback, scale, frame_count);
  return 1;
}

/// The right lanes of four frames.
static inline __attribute__((always_inline)) single_pair rights_of(const stereo_frame *frames) {
  const quad all = *quad_at(frames);
  return __builtin_shufflevector(all, all, 1, 3, 5, 7);
}

static inline __attribute__((always_inline)) void store_rights(stereo_frame *frames,
                                                               single_pair rights) {
  const quad all = *quad_at(frames);
  const quad spread = __builtin_shufflevector(rights, rights, 0, 0, 1, 1, 2, 2, 3, 3);
  *(quad *)frames = __builtin_shufflevector(all, spread, 0, 9, 2, 11, 4, 13, 6, 15);
}

static inline __attribute__((always_inline)) double_pair doubled_four(single_pair x) {
  return __builtin_convertvector(x, double_pair);
}

/// Four values of a gain, which moves on.
static inline __attribute__((always_inline)) double_pair next_four(double *value, double step) {
  if (step == 0) return everywhere(*value);
  const double a = *value + step, b = a + step, c = b + step;
  *value = c + step;
  return (double_pair){a, b, c, *value};
}

/// Two values of a pair of gains, which move on.
static inline __attribute__((always_inline)) double_pair next_two(double_frame *value,
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
static inline __attribute__((always_inline)) void add_echoes(stereo_frame *frames,
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

static inline __attribute__((always_inline)) double_frame shelve(const k_weighting *w,
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
