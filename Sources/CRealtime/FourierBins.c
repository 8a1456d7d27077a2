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

BODY add_products_body(stereo_frame *sums, const stereo_frame *x, const stereo_frame *h,
                       long row_frames, long row_count) {
  for (long i = 0; i < row_frames; i += 8) {
    quad real = *quad_at(sums + i), imaginary = *quad_at(sums + i + 4);
    for (long row = 0; row < row_count; row++) {
      const stereo_frame *a = x + row * row_frames + i, *b = h + row * row_frames + i;
      const quad a_real = *quad_at(a), a_imaginary = *quad_at(a + 4);
      const quad b_real = *quad_at(b), b_imaginary = *quad_at(b + 4);
      real += a_real * b_real - a_imaginary * b_imaginary;
      imaginary += a_real * b_imaginary + a_imaginary * b_real;
    }
    *(quad *)(sums + i) = real;
    *(quad *)(sums + i + 4) = imaginary;
  }
}

BOTH_WAYS(add_products,
          (stereo_frame *sums, const stereo_frame *x, const stereo_frame *h, long row_frames,
           long row_count),
          (sums, x, h, row_frames, row_count))
