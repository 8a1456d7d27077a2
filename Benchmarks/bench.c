/* AuralMind beside x42's digital peak limiter: the same sound, the same process, turn by turn.
 *
 * Prints CPU seconds a second of audio (the thread's time inside run(), denormals flushed), the
 * ratio to the peer, the worst block, and what an instance costs in time and memory. Absolute
 * figures drift with the machine; the ratio is taken within each round and its median is what to
 * look at. */
#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <xmmintrin.h>

#include "host.h"

#define OUR_URI "urn:auralmind:mastering"
#define PEER_URI "http://gareus.org/oss/lv2/dpl#stereo"

enum { contender_count = 4, block_count = 3, most_rounds = 99, instance_count = 9 };

static const uint32_t blocks[block_count] = {64, 256, 1024};

/* Both limiters get 6 dB more than they let through, under -1 dBTP. */
static const Setting peer_settings[] = {
    {"enable", 1}, {"gain", 6}, {"threshold", -1}, {"truepeak", 1}, {NULL, 0}};
/* The stages between match EQ and clip, out of the path. */
#define NO_STAGES \
    {"mono_sub", 0}, {"masking", 0}, {"deess", 0}, {"glow", 0}, {"width", 0}, {"microshift", 0}, \
    {"microdetail", 0}, {"movement", 0}, {"hook_lift", 0}, {"transient", 0}

static const Setting spine_settings[] = {
    {"delivery", 7}, {"ceiling_dbtp", -1}, {"governor", 1}, {"governor_gain", 6},
    {"highpass", 0}, {"warmth", 0},        {"clip", 100},   {"dither", 0},
    {"match", 0},    {"match_learn", 0},   NO_STAGES, {NULL, 0}};
static const Setting match_settings[] = {
    {"delivery", 7}, {"ceiling_dbtp", -1}, {"governor", 1}, {"governor_gain", 6},
    {"highpass", 0}, {"warmth", 0},        {"clip", 100},   {"dither", 0},
    {"match_learn", 0}, NO_STAGES, {NULL, 0}};
/* Club asks something of every stage. */
static const Setting full_settings[] = {
    {"preset", 4},     {"delivery", 7},  {"ceiling_dbtp", -1}, {"governor", 1}, {"governor_gain", 6},
    {"highpass", 20}, {"warmth", 50},       {"clip", 100},   {"dither", 3},
    {"dither_shape", 1}, {NULL, 0}};

typedef struct {
  const char *name;
  const char *uri;
  const Setting *settings;
} Contender;

static const Contender contenders[contender_count] = {
    {"x42 dpl, true peak", PEER_URI, peer_settings},
    {"AuralMind: governor, clip, limiter, meters", OUR_URI, spine_settings},
    {"AuralMind: the same and the match EQ", OUR_URI, match_settings},
    {"AuralMind: every stage on, learning", OUR_URI, full_settings},
};

static int ascending(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(const double *values, int count) {
  double sorted[most_rounds];
  memcpy(sorted, values, (size_t)count * sizeof(double));
  qsort(sorted, (size_t)count, sizeof(double), ascending);
  return count % 2 ? sorted[count / 2] : 0.5 * (sorted[count / 2 - 1] + sorted[count / 2]);
}

static double least(const double *values, int count) {
  double result = values[0];
  for (int i = 1; i < count; i++) result = fmin(result, values[i]);
  return result;
}

static double greatest(const double *values, int count) {
  double result = values[0];
  for (int i = 1; i < count; i++) result = fmax(result, values[i]);
  return result;
}

static const LilvPlugin *find_plugin(LilvWorld *world, const char *text) {
  LilvNode *uri = lilv_new_uri(world, text);
  const LilvPlugin *plugin = lilv_plugins_get_by_uri(lilv_world_get_all_plugins(world), uri);
  lilv_node_free(uri);
  return plugin;
}

/* Loads one bundle before all others, so that an installed one does not stand in for it. */
static bool load_bundle(LilvWorld *world, const char *bundle) {
  char *actual = realpath(bundle, NULL);
  if (!actual) {
    fprintf(stderr, "There is no bundle %s.\n", bundle);
    return false;
  }
  const size_t length = strlen(actual) + 2;
  char *folder = malloc(length);
  if (!folder) abort();
  snprintf(folder, length, "%s/", actual);
  LilvNode *uri = lilv_new_file_uri(world, NULL, folder);
  lilv_world_load_bundle(world, uri);
  lilv_node_free(uri);
  free(folder);
  free(actual);
  return true;
}

static bool lies_in(const LilvPlugin *plugin, const char *bundle) {
  char *path = lilv_file_uri_parse(
      lilv_node_as_uri(lilv_plugin_get_bundle_uri(plugin)), NULL);
  char *actual = path ? realpath(path, NULL) : NULL;
  char *wanted = realpath(bundle, NULL);
  const bool result = actual && wanted && strcmp(actual, wanted) == 0;
  free(actual);
  free(wanted);
  lilv_free(path);
  return result;
}

static double seconds_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static size_t allocated_bytes(void) {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

/* What an instance costs: the first one is left out, for it also loads the library. */
static bool print_instance(LilvWorld *world, const LilvPlugin *plugin, const char *name,
                           const Setting *settings, double sample_rate) {
  double milliseconds[instance_count], kibibytes[instance_count];
  Host hosts[instance_count + 1];
  for (int i = 0; i <= instance_count; i++) {
    const size_t before = allocated_bytes();
    const double start = seconds_now();
    if (!host_open(&hosts[i], world, plugin, sample_rate, settings)) return false;
    if (i == 0) continue;
    milliseconds[i - 1] = 1e3 * (seconds_now() - start);
    kibibytes[i - 1] =
        (double)(allocated_bytes() - before) / 1024 - 64.0 * hosts[i].event_count;
  }
  for (int i = 0; i <= instance_count; i++) host_close(&hosts[i], world);

  struct stat file;
  char *path =
      lilv_file_uri_parse(lilv_node_as_uri(lilv_plugin_get_library_uri(plugin)), NULL);
  const double size = path && stat(path, &file) == 0 ? (double)file.st_size / 1024 : 0;
  lilv_free(path);
  printf("%-44s %8.3f ms %10.0f KiB %8.0f KiB\n", name, median(milliseconds, instance_count),
         median(kibibytes, instance_count), size);
  return true;
}

static void print_costs(double costs[block_count][contender_count][most_rounds],
                        double worst[block_count][contender_count][most_rounds], int rounds,
                        double sample_rate) {
  printf("%-44s %6s %10s %22s %16s\n", "", "block", "CPU s/s", "ratio (from, to)",
         "worst block");
  for (int c = 0; c < contender_count; c++) {
    for (int b = 0; b < block_count; b++) {
      double ratios[most_rounds];
      for (int r = 0; r < rounds; r++) ratios[r] = costs[b][c][r] / costs[b][0][r];
      const double block_seconds = median(worst[b][c], rounds);
      printf("%-44s %6u %10.5f %8.2f (%.2f, %.2f) %7.0f µs %4.1f %%\n",
             b == 0 ? contenders[c].name : "", blocks[b], median(costs[b][c], rounds),
             median(ratios, rounds), least(ratios, rounds), greatest(ratios, rounds),
             1e6 * block_seconds, 100 * block_seconds * sample_rate / blocks[b]);
    }
  }
}

static bool number_after(const char *name, int *index, int count, char **arguments, double low,
                         double high, double *value) {
  if (strcmp(arguments[*index], name) != 0) return false;
  char *end = NULL;
  *index += 1;
  *value = *index < count ? strtod(arguments[*index], &end) : NAN;
  if (!end || *end || !(*value >= low && *value <= high)) {
    fprintf(stderr, "%s takes a number from %g to %g.\n", name, low, high);
    exit(64);
  }
  return true;
}

int main(int count, char **arguments) {
  double sample_rate = 48000, seconds = 10, rounds_asked = 9;
  const char *bundle = NULL;
  for (int i = 1; i < count; i++) {
    if (strcmp(arguments[i], "--bundle") == 0 && i + 1 < count) {
      bundle = arguments[++i];
    } else if (!number_after("--rate", &i, count, arguments, 8000, 384000, &sample_rate) &&
               !number_after("--seconds", &i, count, arguments, 1, 600, &seconds) &&
               !number_after("--rounds", &i, count, arguments, 1, most_rounds, &rounds_asked)) {
      fprintf(stderr, "usage: bench --bundle DIR [--rate HZ] [--seconds S] [--rounds N]\n");
      return 64;
    }
  }
  const int rounds = (int)rounds_asked;
  _mm_setcsr(_mm_getcsr() | 0x8040);

  LilvWorld *world = lilv_world_new();
  if (bundle && !load_bundle(world, bundle)) return 1;
  lilv_world_load_all(world);
  const LilvPlugin *plugins[contender_count];
  for (int c = 0; c < contender_count; c++) {
    plugins[c] = find_plugin(world, contenders[c].uri);
    if (!plugins[c]) {
      fprintf(stderr, "There is no plugin %s: %s.\n", contenders[c].uri,
              c == 0 ? "install x42-plugins" : "build the bundle first");
      return 1;
    }
    if (c > 0 && bundle && !lies_in(plugins[c], bundle)) {
      fprintf(stderr, "LV2_PATH holds a newer AuralMind than the one in %s.\n", bundle);
      return 1;
    }
  }

  static double costs[block_count][contender_count][most_rounds];
  static double worst[block_count][contender_count][most_rounds];
  Programme programme = programme_create(seconds, sample_rate);
  Host hosts[contender_count];
  for (int c = 0; c < contender_count; c++) {
    if (!host_open(&hosts[c], world, plugins[c], sample_rate, contenders[c].settings)) return 1;
    host_run(&hosts[c], &programme, 1024, sample_rate);
  }
  const float reduction = host_control(&hosts[1], world, "gain_reduction");
  for (int r = 0; r < rounds; r++) {
    for (int b = 0; b < block_count; b++) {
      for (int c = 0; c < contender_count; c++) {
        const Cost cost = host_run(&hosts[c], &programme, blocks[b], sample_rate);
        costs[b][c][r] = cost.cpu_seconds_per_second;
        worst[b][c][r] = cost.worst_block_seconds;
      }
    }
  }
  for (int c = 0; c < contender_count; c++) host_close(&hosts[c], world);

  printf("%g s of pink noise and drums at %g Hz, 6 dB hot, -1 dBTP; median of %d rounds\n",
         seconds, sample_rate, rounds);
  printf("AuralMind's limiter was last seen taking away %.1f dB.\n\n", reduction);
  print_costs(costs, worst, rounds, sample_rate);
  printf("\n%-44s %11s %14s %12s\n", "", "instantiate", "memory each", "binary");
  for (int c = 0; c < 2; c++) {
    if (!print_instance(world, plugins[c], c == 0 ? "x42 dpl" : "AuralMind",
                        contenders[c].settings, sample_rate)) {
      return 1;
    }
  }

  double ratios[most_rounds];
  for (int r = 0; r < rounds; r++) ratios[r] = costs[1][1][r] / costs[1][0][r];
  const double flatness = median(costs[0][1], rounds) / median(costs[2][1], rounds);
  printf("\nCPU against the peer at 256 frames: %.2f; at most 1.30 is needed: %s.\n",
         median(ratios, rounds), median(ratios, rounds) <= 1.3 ? "met" : "missed");
  printf("CPU at 64 frames against 1024: %.2f; at most 1.30 is needed: %s.\n", flatness,
         flatness <= 1.3 ? "met" : "missed");
  programme_destroy(&programme);
  lilv_world_free(world);
  return 0;
}
