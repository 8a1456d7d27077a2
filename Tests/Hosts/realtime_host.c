/* A host that watches what a plugin does inside run().
 *
 * usage: realtime_host PLUGIN.so SEED BLOCKS PORT...
 *   PORT, in index order: KIND:LOWEST:HIGHEST:INITIAL, KIND one of
 *   I O (audio in, out)  E e (events in, out)  C c (control in, out)
 *
 * Blocks of 0 to 2048 frames; controls jump, now and then to no number; the sound is noise,
 * silence, denormals, infinities and NaN; buffers are separate, in place or missing; the instance
 * is stopped, started, saved and restored in between. Messages ask for properties, tell where the
 * transport is and set the reference to files in the folder AURALMIND_PROFILES, some of which are
 * none; the three instances have a worker, none, and one that works inside run(). Exit status 0 when nothing was found.
 *
 * Built three ways: plain (for valgrind); -DCOUNT counts the calls of allocators and locks inside
 * run() and repeats the run where the kernel forbids every system call; -DRTSAN with
 * -fsanitize=realtime reports everything RealtimeSanitizer knows. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <linux/seccomp.h>
#include <lv2/atom/atom.h>
#include <lv2/core/lv2.h>
#include <lv2/log/log.h>
#include <lv2/patch/patch.h>
#include <lv2/state/state.h>
#include <lv2/time/time.h>
#include <lv2/urid/urid.h>
#include <lv2/worker/worker.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { max_ports = 256, max_frames = 2048, event_bytes = 8192 };

/* The plugin may have a thread of its own, which is free to do what run() is not. */
static __thread int in_run;
static long caught;

#ifdef COUNT
/* The plugin's calls bind to these, for the executable comes first in the search. */
extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_memalign(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void __libc_free(void *);
void *malloc(size_t n) { caught += in_run; return __libc_malloc(n); }
void *calloc(size_t n, size_t size) { caught += in_run; return __libc_calloc(n, size); }
void *realloc(void *p, size_t n) { caught += in_run; return __libc_realloc(p, n); }
void free(void *p) { caught += in_run; __libc_free(p); }
void *memalign(size_t a, size_t n) { caught += in_run; return __libc_memalign(a, n); }
void *aligned_alloc(size_t a, size_t n) { caught += in_run; return __libc_memalign(a, n); }
int posix_memalign(void **p, size_t a, size_t n) {
  caught += in_run;
  *p = __libc_memalign(a, n);
  return *p ? 0 : 12;
}
int pthread_mutex_lock(pthread_mutex_t *m) {
  static int (*next)(pthread_mutex_t *);
  caught += in_run;
  if (!next) next = (int (*)(pthread_mutex_t *))dlsym(RTLD_NEXT, "pthread_mutex_lock");
  return next(m);
}
#endif

#ifdef RTSAN
extern void __rtsan_realtime_enter(void), __rtsan_realtime_exit(void);
#else
static void __rtsan_realtime_enter(void) {}
static void __rtsan_realtime_exit(void) {}
#endif

static unsigned long long state_of_chance;
static unsigned chance(unsigned n) {
  /* Knuth's MMIX generator: it asks the system for nothing. */
  state_of_chance = state_of_chance * 6364136223846793005ull + 1442695040888963407ull;
  return (unsigned)(state_of_chance >> 33) % n;
}
static float unit(void) { return (float)chance(1 << 24) / (float)(1 << 24); }

static const char *uris[64];
static LV2_URID map_uri(LV2_URID_Map_Handle h, const char *uri) {
  (void)h;
  for (unsigned i = 0; i < 64; i++) {
    if (!uris[i]) uris[i] = strdup(uri);
    if (!strcmp(uris[i], uri)) return i + 1;
  }
  abort();
}
static LV2_URID urid(const char *uri) { return map_uri(NULL, uri); }

static struct { uint32_t key, type; size_t size; char *value; } saved[16];
static LV2_State_Status store(LV2_State_Handle h, uint32_t key, const void *value, size_t size,
                              uint32_t type, uint32_t flags) {
  (void)h, (void)flags;
  for (unsigned i = 0; i < 16; i++) {
    if (saved[i].key && saved[i].key != key) continue;
    saved[i].key = key;
    saved[i].type = type;
    saved[i].value = realloc(saved[i].value, saved[i].size = size);
    memcpy(saved[i].value, value, size);
    return LV2_STATE_SUCCESS;
  }
  return LV2_STATE_ERR_NO_SPACE;
}
static const void *retrieve(LV2_State_Handle h, uint32_t key, size_t *size, uint32_t *type,
                            uint32_t *flags) {
  (void)h;
  for (unsigned i = 0; i < 16; i++) {
    if (saved[i].key != key) continue;
    *size = saved[i].size;
    *type = saved[i].type;
    *flags = LV2_STATE_IS_POD | LV2_STATE_IS_PORTABLE;
    return saved[i].value;
  }
  return NULL;
}

static const LV2_Worker_Interface *worker;
static LV2_Handle working;
static unsigned waiting, works_at_once;
static LV2_Worker_Status respond(LV2_Worker_Respond_Handle h, uint32_t size, const void *data) {
  (void)h, (void)size, (void)data;
  return LV2_WORKER_SUCCESS;
}
static LV2_Worker_Status schedule(LV2_Worker_Schedule_Handle h, uint32_t size, const void *data) {
  (void)h;
  if (!works_at_once) return waiting ? LV2_WORKER_ERR_NO_SPACE : (waiting = 1, LV2_WORKER_SUCCESS);
  /* What happens now is the host's own wish. */
  in_run = 0;
  __rtsan_realtime_exit();
  worker->work(working, respond, NULL, size, data);
  __rtsan_realtime_enter();
  in_run = 1;
  return LV2_WORKER_SUCCESS;
}
static void work(void) {
  if (waiting) worker->work(working, respond, NULL, 0, NULL);
  waiting = 0;
}

static long lines;
static int log_printf(LV2_Log_Handle h, LV2_URID type, const char *format, ...) {
  (void)h, (void)type, (void)format;
  return ++lines, caught += in_run, 0;
}

static struct { char kind; float lowest, highest, initial, value; } ports[max_ports];
static unsigned port_count;
static float *audio[max_ports];
static union { LV2_Atom_Sequence sequence; char bytes[event_bytes]; } *events[max_ports];
static LV2_URID sequence_urid, chunk_urid, object_urid, urid_urid, path_urid;
static LV2_URID blank_urid, long_urid, float_urid, position_urid, frame_urid, speed_urid;
static LV2_URID get_urid, set_urid, property_urid, value_urid, reference_urid;
static char paths[5][512];

static void make_sound(float *x, unsigned frames) {
  static const float odd[] = {NAN, INFINITY, -INFINITY, 3e38f, 1e-40f, 1e5f};
  unsigned what = chance(12);
  for (unsigned i = 0; i < frames; i++)
    x[i] = what == 0 ? 0.f : what == 1 ? 1e-39f * (float)i : 2.f * unit() - 1.f;
  if (what == 2 && frames) x[chance(frames)] = odd[chance(6)];
}

/* A position of the transport, 72 bytes; where and how fast is anything. */
static unsigned make_position(uint32_t *words) {
  static const float speeds[] = {0, 1, 1, -1, 0.5f, 1e30f, INFINITY, NAN};
  int64_t frame = chance(4) ? (int64_t)chance(1u << 30) : INT64_MIN + (int64_t)chance(3);
  float speed = speeds[chance(8)];
  words[0] = chance(max_frames);
  words[3] = chance(2) ? object_urid : blank_urid;
  words[5] = position_urid;
  words[6] = frame_urid;
  words[8] = 8;
  words[9] = long_urid;
  memcpy(&words[10], &frame, 8);
  words[12] = speed_urid;
  words[14] = 4;
  words[15] = float_urid;
  memcpy(&words[16], &speed, 4);
  words[2] = 56;
  return 72;
}

static void make_events(unsigned i) {
  LV2_Atom_Sequence *s = &events[i]->sequence;
  if (ports[i].kind == 'e') {
    s->atom.type = chunk_urid;
    s->atom.size = chance(4) ? event_bytes - 8 : chance(120);
    return;
  }
  memset(events[i], 0, sizeof *events[i]);
  s->atom.type = sequence_urid;
  s->atom.size = 8;
  uint32_t *words = (uint32_t *)(void *)(s + 1);
  if (!chance(4)) {
    s->atom.size += make_position(words);
    if (!chance(3)) words[chance(18)] = chance(2) ? 0xFFFFFFFFu : chance(64);
    return;
  }
  if (chance(3)) return;
  unsigned is_set = chance(2), size = 8;
  words[3] = object_urid;
  words[5] = is_set ? set_urid : get_urid;
  if (is_set || chance(2)) {
    words[6] = property_urid;
    words[8] = 4;
    words[9] = urid_urid;
    words[10] = reference_urid;
    size += 24;
  }
  if (is_set) {
    const char *path = paths[chance(5)];
    words[12] = value_urid;
    words[14] = (uint32_t)strlen(path) + 1;
    words[15] = path_urid;
    memcpy(&words[16], path, words[14]);
    size += 16 + ((words[14] + 7u) & ~7u);
  }
  words[2] = size;
  s->atom.size += 16 + size;
  if (!chance(3)) words[chance(18)] = chance(2) ? 0xFFFFFFFFu : chance(64);
}

static void jump(unsigned i) {
  float lowest = ports[i].lowest, highest = ports[i].highest;
  unsigned what = chance(40);
  ports[i].value = what == 0   ? NAN
                   : what == 1 ? INFINITY
                   : what == 2 ? -1e9f
                   : what < 8  ? ports[i].initial
                               : lowest + (highest - lowest) * unit();
}

static void run_block(const LV2_Descriptor *d, LV2_Handle h, unsigned frames) {
  unsigned in_place = !chance(3), missing = !chance(20), first_input = max_ports;
  for (unsigned i = 0; i < port_count; i++) {
    char kind = ports[i].kind;
    if (kind == 'C' && !chance(50)) jump(i);
    if (kind == 'I') {
      make_sound(audio[i], frames);
      if (first_input == max_ports) first_input = i;
    }
    if (kind == 'E' || kind == 'e') make_events(i);
    if (kind == 'I' || kind == 'O') {
      float *place = kind == 'O' && in_place ? audio[first_input] : audio[i];
      d->connect_port(h, i, missing && chance(2) ? NULL : place);
    } else if (kind == 'E' || kind == 'e') {
      d->connect_port(h, i, chance(5) ? (void *)events[i] : NULL);
    } else {
      d->connect_port(h, i, missing && chance(2) ? NULL : &ports[i].value);
    }
  }
  in_run = 1;
  __rtsan_realtime_enter();
  d->run(h, frames);
  __rtsan_realtime_exit();
  in_run = 0;
  for (unsigned i = 0; i < port_count; i++)
    for (unsigned k = 0; ports[i].kind == 'O' && k < frames; k++)
      if (!isfinite(audio[i][k]) && !in_place && !missing) {
        fprintf(stderr, "output %u is not finite\n", i);
        exit(3);
      }
}

int main(int count, char **arguments) {
  if (count < 5) return 2;
  void *library = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
  if (!library) return fprintf(stderr, "%s\n", dlerror()), 2;
  LV2_Descriptor_Function entry = (LV2_Descriptor_Function)dlsym(library, "lv2_descriptor");
  if (!entry) return fprintf(stderr, "no lv2_descriptor\n"), 2;
  const LV2_Descriptor *d = entry(0);
  state_of_chance = strtoull(arguments[2], NULL, 10);
  long blocks = atol(arguments[3]);
  for (int i = 4; i < count && port_count < max_ports; i++, port_count++) {
    if (sscanf(arguments[i], "%c:%f:%f:%f", &ports[port_count].kind, &ports[port_count].lowest,
               &ports[port_count].highest, &ports[port_count].initial) != 4)
      return 2;
    ports[port_count].value = ports[port_count].initial;
    audio[port_count] = calloc(max_frames, sizeof(float));
    events[port_count] = calloc(1, sizeof **events);
  }
  sequence_urid = urid(LV2_ATOM__Sequence);
  chunk_urid = urid(LV2_ATOM__Chunk);
  object_urid = urid(LV2_ATOM__Object);
  urid_urid = urid(LV2_ATOM__URID);
  path_urid = urid(LV2_ATOM__Path);
  blank_urid = urid(LV2_ATOM__Blank);
  long_urid = urid(LV2_ATOM__Long);
  float_urid = urid(LV2_ATOM__Float);
  position_urid = urid(LV2_TIME__Position);
  frame_urid = urid(LV2_TIME__frame);
  speed_urid = urid(LV2_TIME__speed);
  get_urid = urid(LV2_PATCH__Get);
  set_urid = urid(LV2_PATCH__Set);
  property_urid = urid(LV2_PATCH__property);
  value_urid = urid(LV2_PATCH__value);
  reference_urid = urid("urn:auralmind:mastering#referenceProfile");
  const char *folder = getenv("AURALMIND_PROFILES");
  for (unsigned i = 1; i < 5; i++)
    snprintf(paths[i], sizeof paths[i], "%s/%02u.amprofile", folder ? folder : "", i);
  LV2_URID_Map map = {NULL, map_uri};
  LV2_Log_Log log = {NULL, log_printf, NULL};
  LV2_Worker_Schedule scheduler = {NULL, schedule};
  LV2_Feature map_feature = {LV2_URID__map, &map}, log_feature = {LV2_LOG__log, &log};
  LV2_Feature work_feature = {LV2_WORKER__schedule, &scheduler};
  const LV2_State_Interface *state = d->extension_data(LV2_STATE__interface);
  worker = d->extension_data(LV2_WORKER__interface);
  static const double rates[] = {48000, 44100, 96000};

  for (int r = 0; r < 3; r++) {
    const LV2_Feature *features[] = {
      &map_feature, &log_feature, worker && r != 1 ? &work_feature : NULL, NULL};
    LV2_Handle h = d->instantiate(d, rates[r], "/", features);
    if (!h) return fprintf(stderr, "refused %g Hz\n", rates[r]), 2;
    working = h;
    works_at_once = r == 2;
    waiting = 0;
    d->activate(h);
    for (long b = 0; b < blocks / 3; b++) {
      run_block(d, h, chance(10) ? chance(max_frames + 1) : chance(3));
      if (!chance(4)) work();
      if (!chance(40)) state->save(h, store, NULL, 0, NULL);
      if (!chance(40)) state->restore(h, retrieve, NULL, 0, NULL);
      if (!chance(60)) {
        d->deactivate(h);
        d->activate(h);
      }
    }
#ifdef COUNT
    /* From here on the child may read, write and exit; the kernel ends it for anything else. */
    works_at_once = 0;
    pid_t child = fork();
    if (child == 0) {
      if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT)) syscall(SYS_exit, 4);
      for (long b = 0; b < blocks / 3; b++) run_block(d, h, chance(max_frames + 1));
      syscall(SYS_exit, 0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFSIGNALED(status)) return fprintf(stderr, "a system call inside run()\n"), 1;
    if (WEXITSTATUS(status)) return fprintf(stderr, "child: %d\n", WEXITSTATUS(status)), 1;
#endif
    d->deactivate(h);
    d->cleanup(h);
  }
  for (unsigned i = 0; i < port_count; i++) {
    free(audio[i]);
    free(events[i]);
  }
  for (unsigned i = 0; i < 64; i++) free((char *)uris[i]);
  for (unsigned i = 0; i < 16; i++) free(saved[i].value);
  if (caught) return fprintf(stderr, "%ld allocations or locks inside run()\n", caught), 1;
  printf("%ld blocks: nothing found\n", blocks);
  return 0;
}
