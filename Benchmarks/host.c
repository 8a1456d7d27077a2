#include "host.h"

#include <lv2/atom/atom.h>
#include <lv2/core/lv2.h>
#include <lv2/urid/urid.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { event_capacity = 65536, most_uris = 1024, most_frames = 8192 };

static char *uris[most_uris];
static uint32_t uri_count;

static LV2_URID map_uri(LV2_URID_Map_Handle handle, const char *uri) {
  (void)handle;
  for (uint32_t i = 0; i < uri_count; i++) {
    if (strcmp(uris[i], uri) == 0) return i + 1;
  }
  if (uri_count == most_uris) return 0;
  uris[uri_count++] = strdup(uri);
  return uri_count;
}

static const char *unmap_uri(LV2_URID_Unmap_Handle handle, LV2_URID urid) {
  (void)handle;
  return urid >= 1 && urid <= uri_count ? uris[urid - 1] : NULL;
}

static double cpu_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* What reading the clock costs itself: the least of many tries, taken off every block. */
static double clock_cost(void) {
  static double least = -1;
  if (least < 0) {
    least = 1;
    for (int i = 0; i < 10000; i++) {
      const double start = cpu_seconds();
      const double elapsed = cpu_seconds() - start;
      if (elapsed < least) least = elapsed;
    }
  }
  return least;
}

static bool set_control(Host *host, LilvWorld *world, const Setting *setting) {
  LilvNode *symbol = lilv_new_string(world, setting->symbol);
  const LilvPort *port = lilv_plugin_get_port_by_symbol(host->plugin, symbol);
  lilv_node_free(symbol);
  if (!port) return false;
  host->controls[lilv_port_get_index(host->plugin, port)] = setting->value;
  return true;
}

bool host_open(Host *host, LilvWorld *world, const LilvPlugin *plugin, double sample_rate,
               const Setting *settings) {
  static LV2_URID_Map map = {NULL, map_uri};
  static LV2_URID_Unmap unmap = {NULL, unmap_uri};
  static const LV2_Feature map_feature = {LV2_URID__map, &map};
  static const LV2_Feature unmap_feature = {LV2_URID__unmap, &unmap};
  const LV2_Feature *features[] = {&map_feature, &unmap_feature, NULL};
  const char *name = lilv_node_as_uri(lilv_plugin_get_uri(plugin));

  *host = (Host){.plugin = plugin, .port_count = lilv_plugin_get_num_ports(plugin)};
  host->controls = calloc(host->port_count, sizeof(float));
  if (!host->controls) abort();
  lilv_plugin_get_port_ranges_float(plugin, NULL, NULL, host->controls);
  for (const Setting *setting = settings; setting->symbol; setting++) {
    if (set_control(host, world, setting)) continue;
    fprintf(stderr, "%s has no port \"%s\".\n", name, setting->symbol);
    free(host->controls);
    return false;
  }
  host->instance = lilv_plugin_instantiate(plugin, sample_rate, features);
  if (!host->instance) {
    fprintf(stderr, "%s cannot be instantiated at %g Hz.\n", name, sample_rate);
    free(host->controls);
    return false;
  }

  LilvNode *audio = lilv_new_uri(world, LV2_CORE__AudioPort);
  LilvNode *control = lilv_new_uri(world, LV2_CORE__ControlPort);
  LilvNode *input = lilv_new_uri(world, LV2_CORE__InputPort);
  int input_count = 0, output_count = 0;
  for (uint32_t i = 0; i < host->port_count; i++) {
    const LilvPort *port = lilv_plugin_get_port_by_index(plugin, i);
    const bool is_input = lilv_port_is_a(plugin, port, input);
    if (lilv_port_is_a(plugin, port, control)) {
      if (isnan(host->controls[i])) host->controls[i] = 0;
      lilv_instance_connect_port(host->instance, i, &host->controls[i]);
    } else if (lilv_port_is_a(plugin, port, audio)) {
      if (is_input && input_count < 2) host->inputs[input_count++] = i;
      if (!is_input && output_count < 2) host->outputs[output_count++] = i;
    } else if (host->event_count < 8) {
      void *events = calloc(1, event_capacity);
      lilv_instance_connect_port(host->instance, i, events);
      host->event_is_input[host->event_count] = is_input;
      host->events[host->event_count++] = events;
    }
  }
  lilv_node_free(audio);
  lilv_node_free(control);
  lilv_node_free(input);
  lilv_instance_activate(host->instance);
  return true;
}

void host_close(Host *host, LilvWorld *world) {
  (void)world;
  lilv_instance_deactivate(host->instance);
  lilv_instance_free(host->instance);
  for (int i = 0; i < host->event_count; i++) free(host->events[i]);
  free(host->controls);
  *host = (Host){0};
}

/* Empties the event ports, as a host does before every run(). */
static void clear_events(Host *host) {
  for (int i = 0; i < host->event_count; i++) {
    LV2_Atom_Sequence *sequence = host->events[i];
    const bool is_input = host->event_is_input[i];
    sequence->atom.type = map_uri(NULL, is_input ? LV2_ATOM__Sequence : LV2_ATOM__Chunk);
    sequence->atom.size =
        is_input ? sizeof(LV2_Atom_Sequence_Body) : event_capacity - sizeof(LV2_Atom);
    sequence->body = (LV2_Atom_Sequence_Body){0, 0};
  }
}

Cost host_run(Host *host, const Programme *programme, uint32_t block, double sample_rate) {
  static float left[most_frames], right[most_frames];
  const double overhead = clock_cost();
  double total = 0, worst = 0;
  size_t frames = 0;
  for (; frames + block <= programme->frames; frames += block) {
    lilv_instance_connect_port(host->instance, host->inputs[0], programme->left + frames);
    lilv_instance_connect_port(host->instance, host->inputs[1], programme->right + frames);
    lilv_instance_connect_port(host->instance, host->outputs[0], left);
    lilv_instance_connect_port(host->instance, host->outputs[1], right);
    clear_events(host);
    const double start = cpu_seconds();
    lilv_instance_run(host->instance, block);
    const double elapsed = cpu_seconds() - start - overhead;
    total += elapsed;
    if (elapsed > worst) worst = elapsed;
  }
  return (Cost){total / ((double)frames / sample_rate), worst};
}

float host_control(const Host *host, LilvWorld *world, const char *symbol) {
  LilvNode *node = lilv_new_string(world, symbol);
  const LilvPort *port = lilv_plugin_get_port_by_symbol(host->plugin, node);
  lilv_node_free(node);
  return port ? host->controls[lilv_port_get_index(host->plugin, port)] : NAN;
}
