/* A plugin that passes sound on with a gain, under the name and with the ports of the one that ships.
 * It has one fault, which FAULT names; with FAULT=none it is sound. The build gives the ports' indices:
 * IN_L, IN_R, OUT_L, OUT_R, LATENCY, ENABLED, FREEWHEEL, PRESET, GAIN. */
#define _GNU_SOURCE
#include <lv2/atom/atom.h>
#include <lv2/core/lv2.h>
#include <lv2/state/state.h>
#include <lv2/urid/urid.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xmmintrin.h>

enum {
  none, leaks, differsByBlock, forwardsOddSound, believesPorts, passesCeiling, losesState,
  believesStates, tearsStates, cannotDoOnePreset, sharesMemory, bypassesAlmost, hearsFreewheeling,
  staysWarm, changesProcessor, eatsStack
};

typedef struct {
  float *ports[256];
  float past, learned;
  LV2_URID key, type;
} Instance;

static float shared_past;
static void *volatile kept;

static LV2_Handle instantiate(const LV2_Descriptor *d, double rate, const char *path,
                              const LV2_Feature *const *features) {
  (void)d, (void)rate, (void)path;
  if (FAULT == leaks) kept = malloc(64);
  Instance *self = calloc(1, sizeof *self);
  self->learned = 1;
  for (; *features; features++) {
    if (strcmp((*features)->URI, LV2_URID__map)) continue;
    const LV2_URID_Map *map = (*features)->data;
    self->key = map->map(map->handle, "urn:auralmind:mastering#learned");
    self->type = map->map(map->handle, LV2_ATOM__Float);
  }
  return self;
}

static void cleanup(LV2_Handle h) { free(h); }

static void connect_port(LV2_Handle h, uint32_t port, void *place) {
  if (port < 256) ((Instance *)h)->ports[port] = place;
}

static void activate(LV2_Handle h) {
  if (FAULT != staysWarm) ((Instance *)h)->past = 0;
}

/* What is no number, or too small, is nothing. */
static float sound(float x) { return isfinite(x) && fabsf(x) >= 1e-20f ? x : 0; }

/* The same within what may come out. */
static float clean(float x) { return fmaxf(-0.5f, fminf(sound(x), 0.5f)); }

__attribute__((noinline)) static float deep(void) {
  volatile char room[200000];
  for (unsigned i = 0; i < sizeof room; i += 512) room[i] = 1;
  return room[512];
}

static void run(LV2_Handle h, uint32_t frames) {
  Instance *self = h;
  const float *l = self->ports[IN_L], *r = self->ports[IN_R];
  float *a = self->ports[OUT_L], *b = self->ports[OUT_R], learned = self->learned;
  float *past = FAULT == sharesMemory ? &shared_past : &self->past;
  float gain = *self->ports[GAIN];
  if (FAULT != believesPorts) gain = isfinite(gain) ? fmaxf(-24, fminf(gain, 24)) : 0;
  float factor = powf(10, gain / 20) * learned;
  int is_bypassed = *self->ports[ENABLED] <= 0;
  *self->ports[LATENCY] = 0;
  if (FAULT == hearsFreewheeling && *self->ports[FREEWHEEL] > 0) factor *= 0.5f;
  if (FAULT == changesProcessor) _mm_setcsr(_mm_getcsr() ^ 0x8000);
  if (FAULT == eatsStack) factor *= deep();
  if (FAULT == cannotDoOnePreset && *self->ports[PRESET] == 4) factor = NAN;
  if (FAULT == differsByBlock && frames > 0) *past *= 0.9f;
  int is_raw = FAULT == forwardsOddSound || FAULT == believesPorts || FAULT == passesCeiling
    || FAULT == cannotDoOnePreset || learned != learned;
  for (uint32_t i = 0; i < frames; i++) {
    float x = l[i], y = r[i];
    *past = clean(0.5f * *past + 0.1f * clean(x));
    float u = (is_raw && FAULT != believesPorts ? x : clean(x)) * factor + 0.05f * *past;
    float v = (is_raw && FAULT != believesPorts ? y : clean(y)) * factor;
    a[i] = is_raw ? u : clean(u);
    b[i] = is_raw ? v : clean(v);
    if (!is_bypassed) continue;
    a[i] = sound(x) * (FAULT == bypassesAlmost ? 0.999f : 1);
    b[i] = sound(y);
  }
}

static LV2_State_Status save(LV2_Handle h, LV2_State_Store_Function store, LV2_State_Handle s,
                             uint32_t flags, const LV2_Feature *const *features) {
  (void)flags, (void)features;
  Instance *self = h;
  if (FAULT == losesState) self->learned *= 0.99f;
  return store(s, self->key, &self->learned, 4, self->type,
               LV2_STATE_IS_POD | LV2_STATE_IS_PORTABLE);
}

static LV2_State_Status restore(LV2_Handle h, LV2_State_Retrieve_Function retrieve,
                                LV2_State_Handle s, uint32_t flags,
                                const LV2_Feature *const *features) {
  (void)flags, (void)features;
  Instance *self = h;
  size_t size = 0;
  uint32_t type, own;
  const float *value = retrieve(s, self->key, &size, &type, &own);
  if (FAULT == tearsStates) {
    ((volatile Instance *)self)->learned = NAN;
    usleep(100);
    ((volatile Instance *)self)->learned = 1;
  }
  if (!value) return LV2_STATE_ERR_NO_PROPERTY;
  if (FAULT == believesStates && size >= 4) memcpy(&self->learned, value, 4);
  if (size != 4 || !(*value >= 0.5f && *value <= 2)) return LV2_STATE_ERR_BAD_TYPE;
  self->learned = *value;
  return LV2_STATE_SUCCESS;
}

static const void *extension(const char *uri) {
  static const LV2_State_Interface state = {save, restore};
  return strcmp(uri, LV2_STATE__interface) ? NULL : &state;
}

static const LV2_Descriptor descriptor = {
  "urn:auralmind:mastering", instantiate, connect_port, activate, run, NULL, cleanup, extension};

const LV2_Descriptor *lv2_descriptor(uint32_t index) { return index ? NULL : &descriptor; }
