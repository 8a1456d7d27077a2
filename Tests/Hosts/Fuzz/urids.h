/* The host's numbers for URIs, which any thread may ask for. */
#pragma once
#include <lv2/atom/atom.h>
#include <lv2/patch/patch.h>
#include <lv2/time/time.h>
#include <lv2/urid/urid.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static const char *uris[64];
static pthread_mutex_t uris_mutex = PTHREAD_MUTEX_INITIALIZER;

static LV2_URID map_uri(LV2_URID_Map_Handle h, const char *uri) {
  (void)h;
  pthread_mutex_lock(&uris_mutex);
  unsigned i = 0;
  while (i < 64 && uris[i] && strcmp(uris[i], uri)) i++;
  if (i == 64) abort();
  if (!uris[i]) uris[i] = strdup(uri);
  pthread_mutex_unlock(&uris_mutex);
  return i + 1;
}

/* What messages are made of. */
static struct {
  LV2_URID sequence, chunk, object, blank, urid, path, string, long_integer, float_number;
  LV2_URID position, frame, speed, get, set, property, value, reference;
} ids;

static void map_ids(void) {
  ids.sequence = map_uri(NULL, LV2_ATOM__Sequence);
  ids.chunk = map_uri(NULL, LV2_ATOM__Chunk);
  ids.object = map_uri(NULL, LV2_ATOM__Object);
  ids.blank = map_uri(NULL, LV2_ATOM__Blank);
  ids.urid = map_uri(NULL, LV2_ATOM__URID);
  ids.path = map_uri(NULL, LV2_ATOM__Path);
  ids.string = map_uri(NULL, LV2_ATOM__String);
  ids.long_integer = map_uri(NULL, LV2_ATOM__Long);
  ids.float_number = map_uri(NULL, LV2_ATOM__Float);
  ids.position = map_uri(NULL, LV2_TIME__Position);
  ids.frame = map_uri(NULL, LV2_TIME__frame);
  ids.speed = map_uri(NULL, LV2_TIME__speed);
  ids.get = map_uri(NULL, LV2_PATCH__Get);
  ids.set = map_uri(NULL, LV2_PATCH__Set);
  ids.property = map_uri(NULL, LV2_PATCH__property);
  ids.value = map_uri(NULL, LV2_PATCH__value);
  ids.reference = map_uri(NULL, "urn:auralmind:mastering#referenceProfile");
}

static void forget_uris(void) {
  for (unsigned i = 0; i < 64; i++) free((char *)uris[i]);
}
