/* Events: messages and positions of the transport, one in three of them damaged. */
#pragma once
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "library.h"
#include "urids.h"

enum { event_bytes = 8192 };

/* A position of the transport, 72 bytes; where and how fast is anything. */
static unsigned make_position(uint32_t *words) {
  static const float speeds[] = {0, 1, 1, -1, 0.5f, 1e30f, INFINITY, NAN};
  int64_t frame = chance(4) ? (int64_t)chance(1u << 30) : INT64_MIN + (int64_t)chance(3);
  float speed = speeds[chance(8)];
  words[0] = chance(4096);
  words[3] = chance(2) ? ids.object : ids.blank;
  words[5] = ids.position;
  words[6] = ids.frame;
  words[8] = 8;
  words[9] = ids.long_integer;
  memcpy(&words[10], &frame, 8);
  words[12] = ids.speed;
  words[14] = 4;
  words[15] = ids.float_number;
  memcpy(&words[16], &speed, 4);
  words[2] = 56;
  return 72;
}

/* A question for a property or all, or a path to set the reference to; its size in bytes. */
static unsigned make_message(uint32_t *words) {
  unsigned is_set = chance(2), size = 8;
  words[3] = ids.object;
  words[5] = is_set ? ids.set : ids.get;
  if (is_set || chance(2)) {
    words[6] = ids.property;
    words[8] = 4;
    words[9] = ids.urid;
    words[10] = ids.reference;
    size += 24;
  }
  if (is_set) {
    const char *path = paths[chance(path_count)];
    words[12] = ids.value;
    words[14] = (uint32_t)strlen(path) + (chance(16) ? 1 : 0);
    words[15] = chance(4) ? ids.path : ids.string;
    memcpy(&words[16], path, words[14]);
    size += 16 + ((words[14] + 7u) & ~7u);
  }
  words[2] = size;
  return 16 + size;
}

/* Fills a sequence for the plugin to read, in memory of `event_bytes` that ends where the sequence
 * does: beyond it is nobody's. */
static LV2_Atom_Sequence *make_input(uint64_t *memory) {
  static __thread uint64_t draft[event_bytes / 8];
  memset(draft, 0, sizeof draft);
  LV2_Atom_Sequence *s = (LV2_Atom_Sequence *)(void *)draft;
  s->atom.type = ids.sequence;
  s->atom.size = 8;
  for (unsigned count = chance(3); count && s->atom.size < 2048; count--) {
    uint32_t *words = (uint32_t *)(void *)((char *)draft + 8 + s->atom.size);
    s->atom.size += chance(4) ? make_message(words) : make_position(words);
    if (!chance(3)) words[chance(18)] = chance(2) ? 0xFFFFFFFFu : chance(64);
  }
  unsigned words = (8 + s->atom.size + 7) / 8;
  uint64_t *place = memory + event_bytes / 8 - words;
  memcpy(place, draft, 8 * words);
  return (LV2_Atom_Sequence *)(void *)place;
}

/* Room for the plugin to write a sequence, of any size, which ends where the memory does. */
static LV2_Atom_Sequence *make_output(uint64_t *memory) {
  unsigned bytes = chance(4) ? event_bytes - 8 : chance(120);
  LV2_Atom_Sequence *s =
    (LV2_Atom_Sequence *)(void *)(memory + event_bytes / 8 - 1 - (bytes + 7) / 8);
  s->atom.type = chance(8) ? ids.chunk : 0;
  s->atom.size = bytes;
  return s;
}
