/// The C calls the audio thread may make. Swift refuses every other one.
///
/// `swift_attr("@_noLocks")` is a promise to Swift's compiler: the function neither locks nor
/// allocates. A libm function keeps it; so does everything inline below.
#pragma once

#include <fftw3.h>
#include <math.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <xmmintrin.h>

#define REALTIME __attribute__((swift_attr("@_noLocks")))
#define INLINE static inline __attribute__((always_inline)) REALTIME

REALTIME double pow(double base, double exponent);
REALTIME double exp(double x);
REALTIME double log(double x);
REALTIME double log10(double x);
REALTIME double tan(double x);
REALTIME double sin(double x);
REALTIME double cos(double x);
REALTIME float expf(float x);
REALTIME float exp2f(float x);
REALTIME float log2f(float x);
REALTIME float tanhf(float x);

/// FFTW runs a plan without a lock and without memory of its own; planning is another matter.
REALTIME void fftwf_execute_dft(const fftwf_plan plan, fftwf_complex *in, fftwf_complex *out);
REALTIME void fftwf_execute_dft_r2c(const fftwf_plan plan, float *in, fftwf_complex *out);
REALTIME void fftwf_execute_dft_c2r(const fftwf_plan plan, fftwf_complex *in, float *out);

/// The square root as one instruction: no errno, no call.
INLINE double square_root(double x) { return __builtin_elementwise_sqrt(x); }

/// Rounds to the nearest integer, halves to even, in one conversion; |x| below 2^31.
INLINE int32_t round_to_int(float x) { return _mm_cvtss_si32(_mm_set_ss(x)); }

/// Bits 15 (flush to zero) and 6 (denormals are zero) of MXCSR.
static const unsigned int denormal_flush_bits = 0x8040u;

INLINE unsigned int float_control_read(void) { return _mm_getcsr(); }
INLINE void float_control_write(unsigned int bits) { _mm_setcsr(bits); }

/// One stereo sample: left, right. Swift sees a `SIMD2<Float>`.
typedef float stereo_frame __attribute__((ext_vector_type(2)));

/// A frame in double precision. Swift sees a `SIMD2<Double>`.
typedef double double_frame __attribute__((ext_vector_type(2)));

/// Copies frames, even to where some of them lie.
INLINE void move_frames(stereo_frame *to, const stereo_frame *from, long frame_count) {
  __builtin_memmove(to, from, (unsigned long)frame_count * sizeof(stereo_frame));
}

// Loops that use the wide vectors of processors that have them, with the same bits on all. They take
// four frames at a time, so they may read and write up to three more than `frame_count`. Of a tap,
// which stands in both lanes, the left one counts.

/// Adds a filter of mirrored taps: to each output frame, for each tap `k`, the sum of `left[i - k]`
/// and `right[i + k]` times the tap.
REALTIME void add_mirrored(stereo_frame *output, const stereo_frame *left,
                           const stereo_frame *right, const stereo_frame *taps, long tap_count,
                           long frame_count);

/// The same, where the output has nothing in it yet.
REALTIME void apply_mirrored(stereo_frame *output, const stereo_frame *left,
                             const stereo_frame *right, const stereo_frame *taps, long tap_count,
                             long frame_count);

/// How long the stretches are of which extremes are known, in frames, and how many there are: 512 frames, more
/// than an interpolator sees of a piece and its past.
enum { stretch_frames = 16, stretch_count = 32 };

/// Notes in a ring of stretches the greatest magnitude of the samples in each, and that of their second
/// differences, in either channel; `first_frame` counts from the first of all.
///
/// A second difference is noted a frame after the one in its middle. Up to three frames behind the last may
/// count as if they had been there.
REALTIME void note_extremes(stereo_frame *stretches, long first_frame, const stereo_frame *frames,
                            long frame_count);

/// How many frames of a recording are judged together.
enum { cell_frames = 16 };

/// Notes of each of many cells in a row the greatest magnitude of the samples, and that of their second
/// differences, each of which belongs to the frame in its middle. Reads a frame before the first cell and one
/// behind the last.
REALTIME void note_cells(stereo_frame *cells, const stereo_frame *frames, long cell_count);

/// Finds the greatest magnitude of each channel; what is not a number is greater than any number. Takes no
/// more frames than it is given.
REALTIME void find_magnitudes(stereo_frame *found, const stereo_frame *frames, long frame_count);

/// In which groups of eight frames the greatest magnitude and a share of the sharpest second difference
/// within `reach` frames are together not below a level: a bit a group.
REALTIME uint32_t loud_groups_by_samples(const stereo_frame *frames, long group_count,
                                         const stereo_frame *stretches, long first_frame,
                                         long reach, float bend_share, float level);

/// How far moments rise above the values beside them: shares of the greatest value around them, and of the
/// greatest second difference, of a signal of twice the rate.
typedef struct {
  float level_share, bend_share;
} moment_bound;

/// In which groups of eight frames moments may reach a level, by the frames and the values half way after
/// each: a bit a group. Looks at four frames before and five behind.
REALTIME uint32_t loud_groups_by_halves(const stereo_frame *wholes, const stereo_frame *halves,
                                        long group_count, moment_bound bound, float level);

/// Reads a signal at the eight moments of each frame, and at that of the frame behind, in groups of eight frames
/// and nine rows, by the frames and the values half way after each.
///
/// Of the three quarters between two of these values the first and the third mirror each other, and the second
/// mirrors itself: sums and differences of the values on either side serve all three. `taps` holds, outwards
/// from the centre, triples: half sum and half difference of the first quarter's, and the second quarter's.
REALTIME void find_moments(stereo_frame *moments, long row_frames, const stereo_frame *wholes,
                           const stereo_frame *halves, const stereo_frame *taps, long reach,
                           long group_count);

/// Finds the greatest magnitude of each frame's moments and of the one behind, with a parabola through every
/// local maximum; moments are read as above.
REALTIME void find_peaks(stereo_frame *peaks, const stereo_frame *wholes,
                         const stereo_frame *halves, const stereo_frame *taps, long reach,
                         long group_count);

/// Sorts complex bins into groups: eight real parts, then eight imaginary ones, as vectors multiply them.
REALTIME void group_bins(stereo_frame *groups, const stereo_frame *bins, long group_count);

/// Adds to a row of grouped bins the products of `row_count` rows `x` and `h`, one after the other.
///
/// Rows are `row_frames` long, a multiple of sixteen.
REALTIME void add_products(stereo_frame *sums, const stereo_frame *x, const stereo_frame *h,
                           long row_frames, long row_count);

/// Puts grouped bins side by side again.
REALTIME void ungroup_bins(stereo_frame *bins, const stereo_frame *groups, long group_count);

/// Multiplies frames by a window's rising half, or by what that leaves of 1.
REALTIME void apply_window(stereo_frame *output, const stereo_frame *input,
                           const stereo_frame *rise, int falls, long frame_count);

/// Moves groups of four frames that lie `input_step` apart to where they lie `output_step` apart.
REALTIME void move_quads(stereo_frame *output, long output_step, const stereo_frame *input,
                         long input_step, long count);

/// Multiplies complex numbers in groups of four, and leaves the groups `output_step` apart.
REALTIME void turn_quads(stereo_frame *output, long output_step, const stereo_frame *input,
                         const stereo_frame *turns, long count);

/// The powers of mid and side, and what is common to both.
typedef struct {
  stereo_frame mid_side;
  float product;
} bin_powers;

/// Adds up the bins, a multiple of four, of twice mid and twice side, which went through one complex
/// transform as its real and its imaginary part. `mirrored` is the bin of the first one's negative frequency;
/// the others lie before it.
REALTIME void add_bin_powers(bin_powers *powers, const stereo_frame *bins,
                             const stereo_frame *mirrored, long bin_count);

/// A high shelf and a high-pass, each of second order; the high-pass has the numerator 1, -2, 1.
typedef struct {
  double shelf_b0, shelf_b1, shelf_b2, shelf_a1, shelf_a2;
  double highpass_a1, highpass_a2;
} k_weighting;

/// What a filter of second order remembers: what its inputs bring to the next output, what the last
/// output takes from it, and what is left for the one after.
typedef struct {
  double_frame feed, fed_back, rest;
} filter_state;

/// What the two filters remember.
typedef struct {
  filter_state shelf, highpass;
} k_weighting_state;

/// Weights two signals side by side and adds their squares to `first_sum` and `second_sum`.
REALTIME void add_weighted_squares(double_frame *first_sum, double_frame *second_sum,
                                   k_weighting_state *first_state,
                                   k_weighting_state *second_state, const k_weighting *weighting,
                                   const stereo_frame *first, const stereo_frame *second,
                                   long frame_count);

/// Lets normal numbers inside +-`highest` pass to the last bit: what is subnormal, or not finite, becomes
/// silence, and what is beyond is held. Takes no more frames than it is given.
REALTIME void let_in(stereo_frame *frames, float highest, long frame_count);

/// Holds numbers inside +-`highest`. Takes no more frames than it is given.
REALTIME void hold_inside(stereo_frame *frames, float highest, long frame_count);

/// Makes frames of two channels; neither may be where the frames are. Takes no more than it is given.
REALTIME void join_channels(stereo_frame *frames, const float *left, const float *right,
                            long frame_count);

/// Makes two channels of frames, of which neither may be where the frames are. Takes no more than it is
/// given.
REALTIME void split_channels(float *left, float *right, const stereo_frame *frames,
                             long frame_count);

/// Sums of squares of two channels, and twice that of their product.
typedef struct {
  double_frame squares, products;
} channel_powers;

/// Adds the squares and the products of frames to their sums. Takes no more frames than it is given.
REALTIME void add_channel_powers(channel_powers *sums, const stereo_frame *frames,
                                 long frame_count);

/// Turns left and right into mid and side, half of their sum and half of their difference.
REALTIME void code_mid_side(stereo_frame *coded, const stereo_frame *frames, long frame_count);

/// The same; a sample beyond `highest`, or that is no number, counts as silence. Takes no more frames than
/// it is given.
REALTIME void code_sound(stereo_frame *coded, const stereo_frame *frames, float highest,
                         long frame_count);

/// Turns mid and side into left and right.
REALTIME void decode_mid_side(stereo_frame *frames, const stereo_frame *coded, long frame_count);

/// Mid and side in four bands at a time: a band is what is left of a sound by an average of it.
typedef struct {
  /// What an average takes of the sound and keeps of itself from frame to frame.
  stereo_frame feed[4], keep[4];
  /// The averages of the sound, and of what is added to it.
  stereo_frame dry_state[4], change_state[4];
  /// Sums of squares of the sound and of what is added, and of the product of both.
  stereo_frame dry_power[4], product[4], change_power[4];
} width_bands;

/// Adds up the powers of a sound as it was and of what makes it what it is now. Takes no more frames
/// than it is given.
REALTIME void add_band_powers(width_bands *bands, const stereo_frame *dry, const stereo_frame *wet,
                              long frame_count);

/// Brings side back to what it was, but for a share of the change, which is `share` and `share_step` for
/// every frame since step 0. Takes no more frames than it is given.
REALTIME void take_share_of_side(stereo_frame *wet, const stereo_frame *dry, float share,
                                 float share_step, long first_step, long frame_count);

/// The same low-pass of second order twice in a row, and what becomes of side by it.
///
/// What ends in `step` is what is added before each frame, to what it is named after.
typedef struct {
  /// The states of the two filters' integrators.
  double_frame first[2], second[2];
  /// What the first integrator keeps, the two take of each other, the second takes of the input.
  double first_keep, exchange, feed;
  double first_keep_step, exchange_step, feed_step;
  /// The running powers of mid and side of the branch, as large as `power_feed` makes them.
  double_frame power;
  double power_feed, power_keep;
  /// The share of the first filter's band-pass that turns the input.
  double band_share;
  /// The share of the branch's side that left loses and right gains, below 0.
  double_frame share, share_step;
  /// The share of all that in the output.
  double wet, wet_step;
  /// Whether the coefficients move.
  bool is_gliding;
} low_side_filter;

/// Takes away some of the side below a cutoff. Takes no more frames than it is given.
REALTIME void narrow_low_side(stereo_frame *frames, low_side_filter *filter, long frame_count);

/// Adds to four sums the four numbers of each row, times the sum of a frame's channels. Takes no more
/// frames than it is given.
REALTIME void add_rows(double_frame *sums, const double_frame *rows, const stereo_frame *frames,
                       long frame_count);

/// Two bands of one channel, of a lower and an upper edge each: filters of second order with the
/// numerators 1, `b1` + `a1`, `b2` + `a2`.
typedef struct {
  double_frame b1[2], b2[2], a1[2], a2[2];
  double_frame first[2], second[2];
  /// The sums of their squares.
  double_frame power;
} two_bands;

/// A band-pass of second order with the numerator 1, 0, -1, of which `lift` is added to the sound.
typedef struct {
  double a1, a2, first, second;
  /// What is added before each frame to the lift.
  double lift, lift_step;
} bell_filter;

/// Adds the squares of what two bands hold of mid that is heard, and puts a bell on the mid of frames.
/// Takes no more frames than it is given.
REALTIME void hear_and_dip(two_bands *bands, bell_filter *bell, stereo_frame *frames,
                           const stereo_frame *heard, long frame_count);

/// What is heard of mid in a while: the power of a band and of all of it, and its greatest magnitude.
typedef struct {
  bell_filter band;
  double band_power, power;
  float peak;
} attack_ear;

/// Hears some more of mid. Takes no more frames than it is given.
REALTIME void hear_attack(attack_ear *ear, const stereo_frame *heard, long frame_count);

/// Multiplies mid by a gain, which is `gain` and `gain_step` for every frame since step 0. Takes no more
/// frames than it is given.
REALTIME void ramp_mid(stereo_frame *frames, float gain, float gain_step, long first_step,
                       long frame_count);

/// A high-pass of second order, whose power is followed, and one of first order, of which some is added
/// to the sound.
typedef struct {
  double a1, a2, first, second;
  /// The running power, as large as its feed makes it.
  double power, power_keep;
  /// What the average of first order takes of what is above it, and the average.
  double feed, state;
  /// What is let in of what is above, in two factors, and what is added to them before each frame.
  double lift, lift_step, depth, depth_step;
} detail_filters;

/// Hears the side of one frame.
REALTIME void hear_detail(detail_filters *filters, const stereo_frame *frame);

/// Lifts the side of some frames and hears them, but for the first `heard_count`, which were heard. Takes no
/// more frames than it is given.
REALTIME void lift_detail(detail_filters *filters, stereo_frame *frames, long heard_count,
                          long frame_count);

/// A high-pass of first order, of which `lift` is added to the sound.
typedef struct {
  /// What the average takes of what is above it, and the average.
  double feed, state;
  /// What is added before each frame to the lift.
  double lift, lift_step;
} shelf;

/// Lifts mid, lane 0, or side, lane 1. Takes no more frames than it is given.
REALTIME void lift_above(shelf *filter, stereo_frame *frames, long lane, long frame_count);

/// Multiplies side by 1 and the product of two values, each of which grows by its step for every frame since
/// step 0. Takes no more frames than it is given.
REALTIME void swing_side(stereo_frame *frames, float depth, float depth_step, float swing,
                         float swing_step, long first_step, long frame_count);

/// Turns levels into the gains that bring their magnitudes under `ceiling`, at most 1; `link` is the share
/// of the way that the greater gain of a frame goes towards the lesser.
REALTIME void request_gains(stereo_frame *gains, const stereo_frame *levels, float ceiling,
                            float link, long frame_count);

/// How a gain follows what is asked of it, and where it has got to.
typedef struct {
  /// A gain that lets go quickly, and one that lets go of sustained reduction; in each channel.
  double_frame quick, slow;
  /// The share of the way each goes in a frame: when it rises, and the slow one when it falls.
  double quick_release, slow_release, slow_attack;
  /// What the quick gain keeps clear of what is asked, and the least way worth going: shares of what is
  /// asked.
  double deadband, threshold;
} gain_follower;

/// A low-pass of second order, with its state: what of the input goes to the output and, less what comes
/// round by way of the output, to the two states, and the feedback.
typedef struct {
  double feed, first_feed, second_feed, a1, a2;
  double_frame first, second;
} low_pass_section;

/// Two of them, one after the other.
typedef struct {
  low_pass_section front, rear;
} low_pass_4;

/// Low-passes some frames.
REALTIME void low_pass(stereo_frame *output, const stereo_frame *input, low_pass_4 *filter,
                       long frame_count);

/// A curve that is straight up to `knee` and level from `top` on, as amplitudes; 1 / (`top` - `knee`)
/// and what its integral is to be multiplied by.
typedef struct {
  float knee, top, inverse_width, scale;
} bent_curve;

/// Averages what a curve takes away over each of the eight steps between a frame's moments and the next,
/// for `frame_count` frames, and multiplies it by `mix`, which has grown by `first_step` times `mix_step`
/// when the first frame comes, and grows on.
///
/// The rows of `taken` are the steps, those of `moments` the nine moments. Between knee and top the curve's
/// slope falls along a smoother step of the fifth degree. An average is the difference of the curve's
/// integral over the way's length, worked out so that nothing cancels: on each side of the top by a
/// polynomial of the way's middle and length.
REALTIME void average_taken(stereo_frame *taken, long taken_row_frames, const stereo_frame *moments,
                            long row_frames, const bent_curve *curve, float mix, float mix_step,
                            long first_step, long frame_count);

/// Taps to one side of the filters below.
enum { eighth_taps = 4, quarter_taps = 5 };

/// Halves the rate of a signal of eight values a frame, in rows, into rows of four.
///
/// Value `j` of a frame lies half way between the values `2j - 1` and `2j`; those `k` further out on
/// either side count `taps[k]`.
REALTIME void halve_eighths(stereo_frame *quarters, long quarter_row_frames,
                            const stereo_frame *eighths, long eighth_row_frames,
                            const stereo_frame *taps, long frame_count);

/// Halves the rate of a signal of four values a frame, in rows, into whole frames and those half way after.
///
/// Every second value counts half, and those `2k + 1` away from it on either side `taps[k]`.
REALTIME void halve_quarters(stereo_frame *wholes, stereo_frame *halves,
                             const stereo_frame *quarters, long row_frames,
                             const stereo_frame *taps, long frame_count);

/// A second-order filter of two trapezoidal integrators; Swift's `StateVariableCoefficients`.
typedef struct {
  double first_keep, exchange, second_keep, second_feed, direct, half_band, half_low;
} integrator_filter;

/// What its integrators hold.
typedef struct {
  double_frame first, second;
} integrator_state;

// Those that follow work on just the frames they are told to.

/// How many frames at the end have a value in both channels.
REALTIME long frames_at_rest(const stereo_frame *frames, float value, long frame_count);

/// Replaces each frame by the least of it, `least` and what `run` holds behind it, and keeps it in `run`;
/// `least` becomes the least of all.
REALTIME void slide_minimum(stereo_frame *frames, stereo_frame *run, stereo_frame *least,
                            long frame_count);

/// Replaces each frame by the least of it and all behind it.
REALTIME void find_least_behind(stereo_frame *frames, long frame_count);

/// Three moving averages in a row, the last of which has two lengths: how many frames each is long, how many
/// the longer one is ahead of the shorter, what the sum over each length is divided by, and the share of the
/// shorter in the mean of both.
typedef struct {
  long box_frames, long_frames, entry_frames;
  double long_weight, short_weight, short_share;
} gain_averages;

/// The sums over the windows of these averages.
typedef struct {
  double_frame first, second, longer, shorter;
} gain_sums;

/// Follows the lesser of two requests, down at once, up as the releases let it, and averages the gains that
/// come of it: averages are worked out while the next gain waits for the one before. Up to one more of the
/// requests is read. Where `first`, `second` and `third` point to, what goes into each average is kept; as
/// many frames as an average is long have to be before.
///
/// Returns how many of the last gains are 1 in both channels, rounded as they are averaged.
REALTIME long follow_requests(double_frame *gains, const stereo_frame *requests,
                              const stereo_frame *bass_requests, gain_follower *follower,
                              double_frame *first, double_frame *second, double_frame *third,
                              const gain_averages *averages, gain_sums *sums, long frame_count);

/// What gains have done: the sum of what each channel's lacks of 1, the least gain of either, and the highest
/// peak that is left.
typedef struct {
  double_frame reductions;
  float least_gain, true_peak;
} gain_figures;

/// Multiplies frames by gains, and notes what that does to them and to peaks.
REALTIME void apply_gains(stereo_frame *output, const stereo_frame *frames,
                          const stereo_frame *peaks, const double_frame *gains,
                          gain_figures *figures, long frame_count);

/// Adds to frames what is taken of them, which is below 0, and the powers of before and after to sums.
REALTIME void take_from_frames(stereo_frame *output, const stereo_frame *frames,
                               const stereo_frame *taken, double_frame *power_before,
                               double_frame *power_after, long frame_count);

/// Filters frames in place.
REALTIME void apply_filter(stereo_frame *frames, const integrator_filter *filter,
                           integrator_state *state, long frame_count);

/// Filters frames in place by one filter and then by another.
REALTIME void apply_filters(stereo_frame *frames, const integrator_filter *first,
                            integrator_state *first_state, const integrator_filter *second,
                            integrator_state *second_state, long frame_count);

/// A band of a signal, its analytic signal, and a law that makes a third harmonic of that.
typedef struct {
  /// The band's lower edge, which cleans the harmonic too, and the upper one's sections of second order.
  integrator_filter edge, sections[2];
  /// The upper edge's section of first order: what it takes of its input, and keeps of its state.
  double single, single_keep;
  /// The all-passes, in their order.
  double_frame allpasses[4];
} third_harmonic;

/// What it remembers: states, and what parts hand to the next a frame or two later.
typedef struct {
  double_frame first[2], second[2], allpasses[5];
  double single, single_outputs[2], section_output, clean_first, clean_second;
} third_harmonic_state;

/// The share of the harmonic, the power it is weighed against, and their steps a frame.
typedef struct {
  double share, share_step, knee, knee_step;
} third_harmonic_law;

/// Adds to the left lane of frames the third harmonic of a band of it, three frames late.
REALTIME void add_third_harmonic(stereo_frame *frames, const third_harmonic *harmonic,
                                 third_harmonic_state *state, third_harmonic_law *law,
                                 long frame_count);

/// What of past errors is taken away from a sample, and the errors, the last one first.
typedef struct {
  double taps[5];
  double_frame errors[5];
} error_feedback;

/// The counters of two generators SplitMix64.
typedef struct {
  uint64_t left, right;
} noise_words;

/// Rounds frames to whole steps of 1 / `scale`, inside what a word has, after adding triangular noise of a
/// step to either side of 0, and with a feedback of the errors or, where there is none, without.
///
/// Nothing is done, and 0 returned, if any of the samples is 0.
REALTIME int round_with_noise(stereo_frame *frames, noise_words *words, error_feedback *feedback,
                              double scale, long frame_count);

/// Rounds frames to the nearest whole steps of 1 / `scale`, halves to even ones, inside what a word has. Takes
/// no more frames than it is given.
REALTIME void round_to_steps(stereo_frame *frames, double scale, long frame_count);

/// Writes the same as words, a left and a right one for each frame, moved up by `shift` bits. Takes no more
/// frames than it is given.
REALTIME void store_words(int32_t *words, const stereo_frame *frames, double scale, int shift,
                          long frame_count);

/// A high-pass of first order in each lane; Swift's `FirstOrderHighpass`.
typedef struct {
  double_frame feed, state_feed, state_keep, state;
} first_order_highpass;

/// Two gains and their steps a frame, which come first.
typedef struct {
  double_frame value, step;
} moving_gains;

/// Adds to the right lane of frames what two high-passes make of it, each times its gain.
REALTIME void add_highpassed(stereo_frame *frames, first_order_highpass *highpass,
                             const moving_gains *gains, long frame_count);

/// Adds to the right lane of frames what a high-pass makes of it, times the first gain, and tells what that
/// was; of the filter the first lane counts.
REALTIME void split_highpassed(stereo_frame *frames, float *above, first_order_highpass *highpass,
                               const moving_gains *gains, long frame_count);

/// Taps of a sparse echo.
enum { echo_taps = 12 };

/// A sparse echo: how many frames each tap lies back, and its gain.
typedef struct {
  long delays[echo_taps];
  float gains[echo_taps];
} sparse_echo;

/// Adds to the right lane of frames an echo of a signal, times the second gain. `source` is the signal's
/// value at the first frame, with its past before it; up to seven values behind the last are read.
REALTIME void add_echo(stereo_frame *frames, const float *source, const sparse_echo *echo,
                       const moving_gains *gains, long frame_count);

/// Weights a signal and adds its squares to a sum.
REALTIME void add_weighted_squares_of_one(double_frame *sum, k_weighting_state *state,
                                          const k_weighting *weighting, const stereo_frame *frames,
                                          long frame_count);
