#include "programme.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

/* An even number from -1 to 1: SplitMix64. */
static double noise(uint64_t *state) {
  uint64_t z = *state += 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return (double)((z ^ (z >> 31)) >> 11) * 0x1p-52 - 1;
}

/* One sample of pink noise, of RMS 1 or so: the sum of five low-passes an octave or two apart. */
static double pink(uint64_t *state, double filters[5]) {
  static const double poles[5] = {0.9986, 0.9933, 0.969, 0.8665, 0.55};
  static const double gains[5] = {0.056, 0.075, 0.154, 0.31, 0.533};
  const double white = noise(state);
  double sum = 0.5 * white;
  for (int k = 0; k < 5; k++) {
    filters[k] = poles[k] * filters[k] + gains[k] * white;
    sum += filters[k];
  }
  return 0.8 * sum;
}

Programme programme_create(double seconds, double sample_rate) {
  const size_t frames = (size_t)(seconds * sample_rate);
  Programme programme = {frames, malloc(frames * sizeof(float)), malloc(frames * sizeof(float))};
  if (!programme.left || !programme.right) abort();
  uint64_t left_noise = 1, right_noise = 2;
  double left_filters[5] = {0}, right_filters[5] = {0};
  for (size_t i = 0; i < frames; i++) {
    const double time = fmod((double)i / sample_rate, 0.5);
    const double body = 0.55 * exp(-time / 0.12) * sin(2 * M_PI * 55 * time);
    const double snap = 0.3 * exp(-time / 0.006);
    const double left = body + snap * noise(&left_noise);
    const double right = body + snap * noise(&right_noise);
    programme.left[i] = (float)(left + 0.15 * pink(&left_noise, left_filters));
    programme.right[i] = (float)(right + 0.15 * pink(&right_noise, right_filters));
  }
  return programme;
}

void programme_destroy(Programme *programme) {
  free(programme->left);
  free(programme->right);
  *programme = (Programme){0};
}
