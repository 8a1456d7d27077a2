// Two channels as frames, and frames as two channels.

#include "Vectors.h"

BODY join_channels_body(stereo_frame *frames, const float *left, const float *right,
                        long frame_count) {
  long i = 0;
  for (; i + 8 <= frame_count; i += 8) {
    const quad x = *(const quad *)(left + i), y = *(const quad *)(right + i);
    *(quad *)(frames + i) = __builtin_shufflevector(x, y, 0, 8, 1, 9, 2, 10, 3, 11);
    *(quad *)(frames + i + 4) = __builtin_shufflevector(x, y, 4, 12, 5, 13, 6, 14, 7, 15);
  }
  for (; i < frame_count; i++) frames[i] = (stereo_frame){left[i], right[i]};
}

BOTH_WAYS(join_channels,
          (stereo_frame *frames, const float *left, const float *right, long frame_count),
          (frames, left, right, frame_count))

BODY split_channels_body(float *left, float *right, const stereo_frame *frames,
                         long frame_count) {
  long i = 0;
  for (; i + 8 <= frame_count; i += 8) {
    const quad low = *quad_at(frames + i), high = *quad_at(frames + i + 4);
    *(quad *)(left + i) = __builtin_shufflevector(low, high, 0, 2, 4, 6, 8, 10, 12, 14);
    *(quad *)(right + i) = __builtin_shufflevector(low, high, 1, 3, 5, 7, 9, 11, 13, 15);
  }
  for (; i < frame_count; i++) {
    left[i] = frames[i].x;
    right[i] = frames[i].y;
  }
}

BOTH_WAYS(split_channels,
          (float *left, float *right, const stereo_frame *frames, long frame_count),
          (left, right, frames, frame_count))

BODY add_channel_powers_body(channel_powers *sums, const stereo_frame *frames, long frame_count) {
  double_pair sum = pair_of(sums->squares, sums->products);
#pragma clang loop unroll_count(4)
  for (long i = 0; i < frame_count; i++) {
    const double_frame frame = doubled(frames[i]);
    sum += pair_of(frame, frame) * pair_of(frame, frame.yx);
  }
  part(sum, &sums->squares, &sums->products);
}

BOTH_WAYS(add_channel_powers,
          (channel_powers *sums, const stereo_frame *frames, long frame_count),
          (sums, frames, frame_count))
