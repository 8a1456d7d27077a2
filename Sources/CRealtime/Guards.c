// What may come in.

#include "Vectors.h"

/// Holds numbers inside a range; what is inside stays to the last bit, and what is no number is the lowest.
INLINE_LANES quad held(quad x, float highest) {
  const quad top = {highest, highest, highest, highest, highest, highest, highest, highest};
  return lesser(greater(x, -top), top);
}

/// The numbers that may pass, told by their bits: with subnormals taken as zero no comparison can tell them.
INLINE_LANES quad normal(quad x) {
  const quad_mask bits = (quad_mask)x, exponent = bits & 0x7f800000;
  const quad_mask is_small = exponent == 0, is_none = exponent == 0x7f800000;
  return (quad)(bits & ~is_none & (~is_small | (int)0x80000000));
}

BODY let_in_body(stereo_frame *frames, float highest, long frame_count) {
  long i = 0;
  for (; i + 4 <= frame_count; i += 4) {
    *(quad *)(frames + i) = held(normal(*quad_at(frames + i)), highest);
  }
  for (; i < frame_count; i++) frames[i] = first_of(held(normal(four_of(frames[i])), highest));
}

BOTH_WAYS(let_in, (stereo_frame *frames, float highest, long frame_count),
          (frames, highest, frame_count))

BODY hold_inside_body(stereo_frame *frames, float highest, long frame_count) {
  long i = 0;
  for (; i + 4 <= frame_count; i += 4) {
    *(quad *)(frames + i) = held(*quad_at(frames + i), highest);
  }
  for (; i < frame_count; i++) frames[i] = first_of(held(four_of(frames[i]), highest));
}

BOTH_WAYS(hold_inside, (stereo_frame *frames, float highest, long frame_count),
          (frames, highest, frame_count))
