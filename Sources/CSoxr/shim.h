#pragma once
#include <soxr.h>

/// The best of the library's five qualities: 28 bits, linear phase.
static inline soxr_quality_spec_t soxr_best_quality(void) { return soxr_quality_spec(SOXR_VHQ, 0); }
