/* A host that does on threads of their own, at the same time, whatever LV2 allows.
 *
 * usage: threaded_host PLUGIN.so SEED INSTANCES BLOCKS LONGEST RATE,... PORT... [=PRESET...]
 *   as for realtime_host
 *
 * Three players make, run and end INSTANCES each, one after the other. While one runs, a second
 * thread saves it, a third restores it, from its own sessions, whole and damaged, and a fourth
 * works for it; every other instance has no worker and loads by itself. Beside all that the files
 * of the library change. Exit status 0 when nothing was found: what there is to find is told by
 * ThreadSanitizer, or with -DRTSAN by RealtimeSanitizer. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <lv2/core/lv2.h>
#include <lv2/log/log.h>
#include <lv2/state/state.h>
#include <lv2/worker/worker.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "Fuzz/player.h"
#include "Fuzz/session.h"

enum { player_threads = 3 };

static LV2_Descriptor_Function entry;
static const char *rates;
static char **presets;
static int preset_count;
static long instances, blocks;
static unsigned long long seed;
static atomic_bool is_library_open = 1;
static atomic_long frames_played, saves, restores, works;

/* What one player's threads share. */
struct stage {
  LV2_Handle instance;
  const LV2_State_Interface *state;
  const LV2_Worker_Interface *worker;
  atomic_bool is_playing, is_work_waiting;
  unsigned long long seed;
};

static LV2_Worker_Status respond(LV2_Worker_Respond_Handle h, uint32_t size, const void *data) {
  (void)h, (void)size, (void)data;
  return LV2_WORKER_SUCCESS;
}
static LV2_Worker_Status schedule(LV2_Worker_Schedule_Handle h, uint32_t size, const void *data) {
  struct stage *stage = h;
  (void)size, (void)data;
  return atomic_exchange(&stage->is_work_waiting, 1) ? LV2_WORKER_ERR_NO_SPACE : LV2_WORKER_SUCCESS;
}
static int log_printf(LV2_Log_Handle h, LV2_URID type, const char *format, ...) {
  (void)h, (void)type, (void)format;
  return 0;
}

static void *run_worker(void *argument) {
  struct stage *stage = argument;
  while (atomic_load(&stage->is_playing)) {
    if (!atomic_exchange(&stage->is_work_waiting, 0)) {
      usleep(200);
      continue;
    }
    stage->worker->work(stage->instance, respond, NULL, 0, NULL);
    atomic_fetch_add(&works, 1);
  }
  return NULL;
}

static void *run_saver(void *argument) {
  struct stage *stage = argument;
  struct session session = {0};
  while (atomic_load(&stage->is_playing)) {
    save_session(stage->state, stage->instance, &session);
    atomic_fetch_add(&saves, 1);
    usleep(300);
  }
  forget_session(&session);
  return NULL;
}

static void *run_restorer(void *argument) {
  struct stage *stage = argument;
  struct session session = {0};
  state_of_chance = stage->seed + 1;
  while (atomic_load(&stage->is_playing)) {
    save_session(stage->state, stage->instance, &session);
    restore_session(stage->state, stage->instance, &session, chance(2));
    atomic_fetch_add(&restores, 1);
    usleep(chance(2000));
  }
  forget_session(&session);
  return NULL;
}

static void *run_librarian(void *argument) {
  (void)argument;
  state_of_chance = seed + 1000;
  while (atomic_load(&is_library_open)) {
    change_library();
    usleep(500);
  }
  return NULL;
}

static void play(struct player *p, double rate, long number, unsigned long long player_seed) {
  const LV2_Descriptor *plugin = p->plugin;
  struct stage stage = {0};
  stage.seed = player_seed;
  stage.state = plugin->extension_data(LV2_STATE__interface);
  stage.worker = plugin->extension_data(LV2_WORKER__interface);
  LV2_URID_Map map = {NULL, map_uri};
  LV2_Log_Log log = {NULL, log_printf, NULL};
  LV2_Worker_Schedule scheduler = {&stage, schedule};
  LV2_Feature map_feature = {LV2_URID__map, &map}, log_feature = {LV2_LOG__log, &log};
  LV2_Feature work_feature = {LV2_WORKER__schedule, &scheduler};
  int has_worker = stage.worker && number % 2 == 0;
  const LV2_Feature *features[] = {
    &map_feature, &log_feature, has_worker ? &work_feature : NULL, NULL};
  p->instance = stage.instance = plugin->instantiate(plugin, rate, "/", features);
  if (!p->instance) exit(2);
  set_controls(p, preset_count ? presets[number % preset_count] : NULL);
  stage.is_playing = 1;
  pthread_t threads[3];
  pthread_create(&threads[0], NULL, run_saver, &stage);
  pthread_create(&threads[1], NULL, run_restorer, &stage);
  if (has_worker) pthread_create(&threads[2], NULL, run_worker, &stage);
  plugin->activate(p->instance);
  for (long b = 0; b < blocks; b++) {
    unsigned frames = any_length();
    run_block(p, frames);
    atomic_fetch_add(&frames_played, frames);
    if (!chance(60)) {
      plugin->deactivate(p->instance);
      plugin->activate(p->instance);
    }
  }
  plugin->deactivate(p->instance);
  atomic_store(&stage.is_playing, 0);
  for (int i = 0; i < (has_worker ? 3 : 2); i++) pthread_join(threads[i], NULL);
  plugin->cleanup(p->instance);
}

static void *run_player(void *argument) {
  const long which = (long)argument;
  struct player player = {0};
  state_of_chance = seed + 10 * (unsigned long long)which;
  /* The first call of all fills the plugin's tables, and the players make it together. */
  open_player(&player, entry(0));
  const char *rate = rates;
  for (long i = 0; i < instances; i++) {
    play(&player, atof(rate), which + i, state_of_chance);
    rate = strchr(rate, ',') ? strchr(rate, ',') + 1 : rates;
  }
  close_player(&player);
  return NULL;
}

int main(int count, char **arguments) {
  if (count < 8) return 2;
  void *library = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
  if (!library) return fprintf(stderr, "%s\n", dlerror()), 2;
  entry = (LV2_Descriptor_Function)dlsym(library, "lv2_descriptor");
  if (!entry) return fprintf(stderr, "no lv2_descriptor\n"), 2;
  seed = strtoull(arguments[2], NULL, 10);
  instances = atol(arguments[3]), blocks = atol(arguments[4]);
  max_frames = (unsigned)atol(arguments[5]);
  rates = arguments[6];
  int read = read_ports(count - 7, arguments + 7);
  if (!read) return fprintf(stderr, "the table of ports is none\n"), 2;
  presets = arguments + 7 + read;
  preset_count = count - 7 - read;
  map_ids();
  open_library();
  pthread_t players[player_threads], librarian;
  pthread_create(&librarian, NULL, run_librarian, NULL);
  for (long i = 0; i < player_threads; i++) pthread_create(&players[i], NULL, run_player, (void *)i);
  for (int i = 0; i < player_threads; i++) pthread_join(players[i], NULL);
  atomic_store(&is_library_open, 0);
  pthread_join(librarian, NULL);
  forget_uris();
  printf("%ld instances, %ld frames, %ld saves, %ld restores, %ld works: nothing found\n",
         player_threads * instances, frames_played, saves, restores, works);
  return 0;
}
