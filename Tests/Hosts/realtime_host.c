/* A host that watches what a plugin does inside run().
 *
 * usage: realtime_host PLUGIN.so SEED INSTANCES BLOCKS LONGEST RATE,... PORT... [=PRESET...]
 *   BLOCKS for each instance, each of at most LONGEST frames
 *   PORT, in index order: KIND:LOWEST:HIGHEST:INITIAL, KIND one of
 *   I O (audio in, out)  E e (events in, out)  C c (control in, out)
 *   PRESET: PORT:VALUE,... of the ports that it sets
 *
 * Each instance takes the next rate, preset and kind of host: with a worker, without, with one that
 * works inside run(), and one that offers no feature at all. It runs blocks of all usual lengths,
 * then of any; controls jump, now and then to no number; the sound is noise, silence, denormals,
 * infinities and NaN; buffers are separate, in place or missing; the instance is stopped, started,
 * saved and restored in between, also from sessions that are damaged. Messages ask for properties,
 * tell where the transport is and set the reference to files in the folder AURALMIND_PROFILES,
 * which change all the time. Exit status 0 when nothing was found.
 *
 * Built plain (for valgrind) or with a sanitizer; -DCOUNT counts the calls of allocators and locks
 * inside run() and repeats the run where the kernel forbids every system call; -DRTSAN with
 * -fsanitize=realtime reports everything RealtimeSanitizer knows. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <linux/seccomp.h>
#include <lv2/core/lv2.h>
#include <lv2/log/log.h>
#include <lv2/state/state.h>
#include <lv2/worker/worker.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "Fuzz/player.h"
#include "Fuzz/session.h"

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

static int log_printf(LV2_Log_Handle h, LV2_URID type, const char *format, ...) {
  (void)h, (void)type, (void)format;
  return caught += in_run, 0;
}

#ifdef COUNT
/* Runs on in a child that may read, write and exit: the kernel ends it for anything else. */
static int run_without_kernel(struct player *p, long blocks) {
  works_at_once = 0;
  pid_t child = fork();
  if (child == 0) {
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT)) syscall(SYS_exit, 4);
    for (long b = 0; b < blocks; b++) run_block(p, any_length());
    syscall(SYS_exit, 0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFSIGNALED(status)) return fprintf(stderr, "a system call inside run()\n"), 1;
  if (WEXITSTATUS(status)) return fprintf(stderr, "child: %d\n", WEXITSTATUS(status)), 1;
  return 0;
}
#endif

int main(int count, char **arguments) {
  if (count < 8) return 2;
  void *library = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
  if (!library) return fprintf(stderr, "%s\n", dlerror()), 2;
  LV2_Descriptor_Function entry = (LV2_Descriptor_Function)dlsym(library, "lv2_descriptor");
  if (!entry) return fprintf(stderr, "no lv2_descriptor\n"), 2;
  const LV2_Descriptor *d = entry(0);
  state_of_chance = strtoull(arguments[2], NULL, 10);
  long instances = atol(arguments[3]), blocks = atol(arguments[4]);
  max_frames = (unsigned)atol(arguments[5]);
  int read = read_ports(count - 7, arguments + 7);
  if (!read) return fprintf(stderr, "the table of ports is none\n"), 2;
  char **presets = arguments + 7 + read;
  int preset_count = count - 7 - read;
  map_ids();
  open_library();
  LV2_URID_Map map = {NULL, map_uri};
  LV2_Log_Log log = {NULL, log_printf, NULL};
  LV2_Worker_Schedule scheduler = {NULL, schedule};
  LV2_Feature map_feature = {LV2_URID__map, &map}, log_feature = {LV2_LOG__log, &log};
  LV2_Feature work_feature = {LV2_WORKER__schedule, &scheduler};
  const LV2_State_Interface *state = d->extension_data(LV2_STATE__interface);
  worker = d->extension_data(LV2_WORKER__interface);
  struct player player = {0};
  struct session session = {0};
  open_player(&player, d);
  const char *rate = arguments[6];
  long frames = 0;

  for (long i = 0; i < instances; i++) {
    const LV2_Feature *features[] = {
      &map_feature, &log_feature, worker && i % 4 != 1 ? &work_feature : NULL, NULL};
    player.is_wordless = i % 4 == 3;
    works_at_once = i % 4 == 2;
    waiting = 0;
    LV2_Handle h = d->instantiate(d, atof(rate), "/", features + (player.is_wordless ? 3 : 0));
    if (!h) return fprintf(stderr, "refused %s Hz\n", rate), 2;
    rate = strchr(rate, ',') ? strchr(rate, ',') + 1 : arguments[6];
    player.instance = working = h;
    set_controls(&player, preset_count ? presets[i % preset_count] : NULL);
    d->activate(h);
    for (long b = 0; b < blocks; b++) {
      int is_fixed = b < fixed_count && fixed_frames[b] <= max_frames;
      unsigned length = is_fixed ? fixed_frames[b] : any_length();
      frames += length;
      run_block(&player, length);
      if (!chance(4)) work();
      if (!chance(10)) change_library();
      if (!chance(20)) save_session(state, h, &session);
      if (!chance(20)) restore_session(state, h, &session, chance(2));
      if (!chance(60)) {
        d->deactivate(h);
        d->activate(h);
      }
    }
#ifdef COUNT
    if (run_without_kernel(&player, blocks)) return 1;
#endif
    d->deactivate(h);
    d->cleanup(h);
    /* What the plugin has not freed is lost from here on. */
    player.instance = working = NULL;
  }
  close_player(&player);
  forget_session(&session);
  forget_uris();
  /* What the library has to keep must not be lost with it: hosts load and unload all day. */
  dlclose(library);
  if (caught) return fprintf(stderr, "%ld allocations or locks inside run()\n", caught), 1;
  printf("%ld instances, %ld frames: nothing found\n", instances, frames);
  return 0;
}
