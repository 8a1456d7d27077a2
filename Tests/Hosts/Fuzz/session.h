/* A session: keeps what the plugin stores, and gives it back whole or damaged. */
#pragma once
#include <lv2/state/state.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "chance.h"
#include "urids.h"

enum { property_count = 16 };

struct session {
  struct { uint32_t key, type; size_t size; uint8_t *value; } saved[property_count];
  /* What was given and may be read until restoring ends. */
  uint8_t *lent[4 * property_count];
  unsigned lent_count, is_damaged;
};

static LV2_State_Status store(LV2_State_Handle h, uint32_t key, const void *value, size_t size,
                              uint32_t type, uint32_t flags) {
  struct session *session = h;
  (void)flags;
  for (unsigned i = 0; i < property_count; i++) {
    if (session->saved[i].key && session->saved[i].key != key) continue;
    free(session->saved[i].value);
    session->saved[i].key = key;
    session->saved[i].type = type;
    session->saved[i].size = size;
    session->saved[i].value = malloc(size);
    memcpy(session->saved[i].value, value, size);
    return LV2_STATE_SUCCESS;
  }
  return LV2_STATE_ERR_NO_SPACE;
}

/* The hash that ends a record, FNV-1a: with it damage gets past the first look. */
static void seal(uint8_t *value, size_t size) {
  uint32_t hash = 2166136261u;
  for (size_t i = 0; i < size - 4; i++) hash = (hash ^ value[i]) * 16777619u;
  memcpy(value + size - 4, &hash, 4);
}

/* Changes bytes or words, in memory of that size; the size that is left. */
static size_t damage(uint8_t *value, size_t size) {
  static const uint32_t words[] = {0, 0xFFFFFFFFu, 0x7F800000u, 0x7FC00000u, 0x7F7FFFFFu, 1, 17};
  if (!chance(4)) return chance((unsigned)size + 1);
  for (unsigned turns = 1 + chance(8); turns && size >= 4; turns--) {
    uint32_t word = words[chance(7)];
    if (chance(2)) value[chance((unsigned)size)] = (uint8_t)chance(256);
    else memcpy(value + 4 * chance((unsigned)size / 4), &word, 4);
  }
  if (size >= 12 && chance(4)) seal(value, size);
  return size;
}

static const void *retrieve(LV2_State_Handle h, uint32_t key, size_t *size, uint32_t *type,
                            uint32_t *flags) {
  struct session *session = h;
  for (unsigned i = 0; i < property_count; i++) {
    if (session->saved[i].key != key) continue;
    *size = session->saved[i].size;
    *type = session->saved[i].type;
    *flags = LV2_STATE_IS_POD | LV2_STATE_IS_PORTABLE;
    if (session->lent_count == 4 * property_count) return NULL;
    /* A copy as long as it is: beyond its end is nobody's. */
    uint8_t *value = malloc(*size ? *size : 1);
    memcpy(value, session->saved[i].value, *size);
    if (session->is_damaged && chance(2)) {
      if (!chance(8)) *type = chance(2) ? ids.path : ids.chunk;
      size_t left = damage(value, *size);
      if (left != *size) value = realloc(value, left ? left : 1);
      *size = left;
    }
    session->lent[session->lent_count++] = value;
    return value;
  }
  return NULL;
}

static void save_session(const LV2_State_Interface *state, LV2_Handle h, struct session *session) {
  state->save(h, store, session, 0, NULL);
}

static void restore_session(const LV2_State_Interface *state, LV2_Handle h,
                            struct session *session, unsigned is_damaged) {
  session->is_damaged = is_damaged;
  state->restore(h, retrieve, session, 0, NULL);
  while (session->lent_count) free(session->lent[--session->lent_count]);
}

static void forget_session(struct session *session) {
  for (unsigned i = 0; i < property_count; i++) free(session->saved[i].value);
}
