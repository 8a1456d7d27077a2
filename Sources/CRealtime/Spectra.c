// The analysis of spectra: windows, long transforms in short steps, and powers.

#include "Vectors.h"

static const quad conjugation = {1, -1, 1, -1, 1, -1, 1, -1};

BODY apply_window_body(stereo_frame *output, const stereo_frame *input, const stereo_frame *rise,
                       int falls, long frame_count) {
  for (long i = 0; i < frame_count; i += 4) {
    const quad weight = *quad_at(rise + i);
    *(quad *)(output + i) = *quad_at(input + i) * (falls ? 1 - weight : weight);
  }
}

BOTH_WAYS(apply_window,
          (stereo_frame *output, const stereo_frame *input, const stereo_frame *rise, int falls,
           long frame_count),
          (output, input, rise, falls, frame_count))

BODY move_quads_body(stereo_frame *output, long output_step, const stereo_frame *input,
                     long input_step, long count) {
#pragma clang loop unroll_count(4)
  for (long i = 0; i < count; i++) {
    *(quad *)(output + i * output_step) = *quad_at(input + i * input_step);
  }
}

BOTH_WAYS(move_quads,
          (stereo_frame *output, long output_step, const stereo_frame *input, long input_step,
           long count),
          (output, output_step, input, input_step, count))

BODY turn_quads_body(stereo_frame *output, long output_step, const stereo_frame *input,
                     const stereo_frame *turns, long count) {
#pragma clang loop unroll_count(2)
  for (long i = 0; i < count; i++) {
    const quad a = *quad_at(input + 4 * i), turn = *quad_at(turns + 4 * i);
    const quad real = __builtin_shufflevector(turn, turn, 0, 0, 2, 2, 4, 4, 6, 6);
    const quad imaginary = __builtin_shufflevector(turn, turn, 1, 1, 3, 3, 5, 5, 7, 7);
    *(quad *)(output + i * output_step) = a * real - swapped(a) * imaginary * conjugation;
  }
}

BOTH_WAYS(turn_quads,
          (stereo_frame *output, long output_step, const stereo_frame *input,
           const stereo_frame *turns, long count),
          (output, output_step, input, turns, count))

/// The sum of all lanes, one after the other.
INLINE_LANES float sum_of(quad x) {
  float sum = x[0];
  for (int i = 1; i < 8; i++) sum += x[i];
  return sum;
}

BODY add_bin_powers_body(bin_powers *powers, const stereo_frame *bins,
                         const stereo_frame *mirrored, long bin_count) {
  quad mids = {0}, sides = {0}, products = {0};
  for (long i = 0; i < bin_count; i += 4) {
    const quad a = *quad_at(bins + i), mirror = *quad_at(mirrored - i - 3);
    const quad b = __builtin_shufflevector(mirror, mirror, 6, 7, 4, 5, 2, 3, 0, 1) * conjugation;
    // The transform of what is real is even, of what is imaginary odd; side is that over the imaginary unit.
    const quad mid = a + b, side = swapped(a - b) * conjugation;
    mids += mid * mid;
    sides += side * side;
    products += mid * side;
  }
  powers->mid_side += (stereo_frame){sum_of(mids), sum_of(sides)};
  powers->product += sum_of(products);
}

BOTH_WAYS(add_bin_powers,
          (bin_powers *powers, const stereo_frame *bins, const stereo_frame *mirrored,
           long bin_count),
          (powers, bins, mirrored, bin_count))
