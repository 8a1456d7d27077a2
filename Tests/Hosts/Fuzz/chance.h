/* Chance that a seed decides, for each thread its own. */
#pragma once

static __thread unsigned long long state_of_chance;

/* A number from 0 to below n. */
static unsigned chance(unsigned n) {
  /* Knuth's MMIX generator: it asks the system for nothing. */
  state_of_chance = state_of_chance * 6364136223846793005ull + 1442695040888963407ull;
  return (unsigned)(state_of_chance >> 33) % n;
}

/* A number from 0 to below 1. */
static float unit(void) { return (float)chance(1 << 24) / (float)(1 << 24); }
