/* A plugin with one fault, by -DFAULT: what the judges of the real one must see. */
#define _GNU_SOURCE
#include <limits.h>
#include <lv2/core/lv2.h>
#include <lv2/state/state.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { allocates = 1, asks_kernel, overruns, leaves_nan, leaks, asks_unset, overflows, races };

/* 47 bytes, of which every allocator here makes 48: one byte beyond is harmless but for who looks, and is
 * no neighbour's, or chance would have two threads touch it. */
struct __attribute__((packed)) instance {
  float *outputs[4];
  int runs, unset;
  char spare[7];
};

static LV2_Handle instantiate(const LV2_Descriptor *d, double rate, const char *path,
                              const LV2_Feature *const *features) {
  (void)d, (void)rate, (void)path, (void)features;
  struct instance *p = malloc(sizeof *p);
  memset(p->outputs, 0, sizeof p->outputs);
  p->runs = 0;
  return p;
}
static void connect_port(LV2_Handle h, uint32_t port, void *place) {
  if (port < 4) ((struct instance *)h)->outputs[port] = place;
}
static void start_or_stop(LV2_Handle h) { (void)h; }
static void run(LV2_Handle h, uint32_t frames) {
  struct instance *p = h;
  for (int port = 2; port < 4; port++)
    for (uint32_t i = 0; p->outputs[port] && i < frames; i++)
      p->outputs[port][i] = FAULT == leaves_nan ? NAN : 0.f;
  if (FAULT == allocates) {
    /* Through a volatile, or the compiler leaves the pair out. */
    void *volatile memory = malloc(100 + frames);
    free(memory);
  }
  if (FAULT == asks_kernel) usleep(1);
  if (FAULT == overruns) ((volatile char *)(p + 1))[0] = 1;
  if (FAULT == asks_unset && ((volatile struct instance *)p)->unset) p->runs = 1;
  if (FAULT == overflows) {
    volatile int most = INT_MAX;
    most = most + 1;
  }
  if (FAULT == races) p->runs++;
}
static void cleanup(LV2_Handle h) {
  if (FAULT != leaks) free(h);
}
static LV2_State_Status save(LV2_Handle h, LV2_State_Store_Function store, LV2_State_Handle s,
                             uint32_t flags, const LV2_Feature *const *features) {
  struct instance *p = h;
  (void)store, (void)s, (void)flags, (void)features;
  return FAULT == races && p->runs < 0 ? LV2_STATE_ERR_UNKNOWN : LV2_STATE_SUCCESS;
}
static LV2_State_Status restore(LV2_Handle h, LV2_State_Retrieve_Function retrieve,
                                LV2_State_Handle s, uint32_t flags,
                                const LV2_Feature *const *features) {
  (void)h, (void)retrieve, (void)s, (void)flags, (void)features;
  return LV2_STATE_SUCCESS;
}
static const void *extension_data(const char *uri) {
  static const LV2_State_Interface state = {save, restore};
  return strcmp(uri, LV2_STATE__interface) ? NULL : &state;
}
const LV2_Descriptor *lv2_descriptor(uint32_t index) {
  static const LV2_Descriptor descriptor = {"urn:faulty",  instantiate,   connect_port,
                                            start_or_stop, run,           start_or_stop,
                                            cleanup,       extension_data};
  return index ? NULL : &descriptor;
}
