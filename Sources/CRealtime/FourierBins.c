// How the bins of a Fourier transform lie, and what a convolver makes of them.

#include "Vectors.h"

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

/// Groups that are summed side by side: one alone would wait for its own sums.
enum { summed_groups = 2 };

BODY add_products_body(stereo_frame *sums, const stereo_frame *x, const stereo_frame *h,
                       long row_frames, long row_count) {
  for (long i = 0; i < row_frames; i += 8 * summed_groups) {
    quad real[summed_groups], imaginary[summed_groups];
    for (long j = 0; j < summed_groups; j++) {
      real[j] = *quad_at(sums + i + 8 * j);
      imaginary[j] = *quad_at(sums + i + 8 * j + 4);
    }
    for (long row = 0; row < row_count; row++) {
      for (long j = 0; j < summed_groups; j++) {
        const long place = row * row_frames + i + 8 * j;
        const quad a_real = *quad_at(x + place), a_imaginary = *quad_at(x + place + 4);
        const quad b_real = *quad_at(h + place), b_imaginary = *quad_at(h + place + 4);
        real[j] += a_real * b_real - a_imaginary * b_imaginary;
        imaginary[j] += a_real * b_imaginary + a_imaginary * b_real;
      }
    }
    for (long j = 0; j < summed_groups; j++) {
      *(quad *)(sums + i + 8 * j) = real[j];
      *(quad *)(sums + i + 8 * j + 4) = imaginary[j];
    }
  }
}

BOTH_WAYS(add_products,
          (stereo_frame *sums, const stereo_frame *x, const stereo_frame *h, long row_frames,
           long row_count),
          (sums, x, h, row_frames, row_count))
