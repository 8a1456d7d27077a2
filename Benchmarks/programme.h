/* The sound every plugin gets: pink noise and drums, hot enough to keep a limiter busy. */
#pragma once

#include <stddef.h>

typedef struct {
  size_t frames;
  float *left;
  float *right;
} Programme;

/* The same samples in every run; peaks near 0 dBFS, about -14 dBFS RMS. */
Programme programme_create(double seconds, double sample_rate);
void programme_destroy(Programme *programme);
