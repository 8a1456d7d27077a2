/// The C calls the audio thread may make. Swift refuses every other one.
///
/// `swift_attr("@_noLocks")` is a promise to Swift's compiler: the function neither locks nor
/// allocates. A libm function keeps it; so does everything inline below.
#pragma once

#include <fftw3.h>
#include <math.h>
#include <stdatomic.h>
#include <stdint.h>
#include <xmmintrin.h>

#include "WideVectors.h"

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

/// The square root as one instruction: no errno, no call.
INLINE double square_root(double x) { return __builtin_elementwise_sqrt(x); }

/// Rounds to the nearest integer, halves to even, in one conversion; |x| below 2^31.
INLINE int32_t round_to_int(float x) { return _mm_cvtss_si32(_mm_set_ss(x)); }

/// Bits 15 (flush to zero) and 6 (denormals are zero) of MXCSR.
static const unsigned int denormal_flush_bits = 0x8040u;

INLINE unsigned int float_control_read(void) { return _mm_getcsr(); }
INLINE void float_control_write(unsigned int bits) { _mm_setcsr(bits); }
