/* Who connects an instance's ports and runs it: one for each thread that plays. */
#pragma once
#include <lv2/core/lv2.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chance.h"
#include "messages.h"

#ifdef RTSAN
extern void __rtsan_realtime_enter(void), __rtsan_realtime_exit(void);
#else
static void __rtsan_realtime_enter(void) {}
static void __rtsan_realtime_exit(void) {}
#endif

enum { max_ports = 256, fixed_count = 9 };
/* Lengths that hosts and their settings have. */
static const unsigned fixed_frames[fixed_count] = {0, 1, 7, 63, 64, 512, 1000, 8192, 65536};

/* The plugin may have threads of its own, which are free to do what run() is not. */
static __thread int in_run;

static struct { char kind; float lowest, highest, initial; } ports[max_ports];
static unsigned port_count;
/* The longest block. */
static unsigned max_frames;

struct player {
  const LV2_Descriptor *plugin;
  LV2_Handle instance;
  /* Whether the host has told no numbers for URIs: events are then no business of the plugin's. */
  unsigned is_wordless;
  float values[max_ports];
  float *audio[max_ports];
  uint64_t *events[max_ports];
};

/* Reads the table of ports; how many of the arguments it was, 0 where one of them is none. */
static int read_ports(int count, char **arguments) {
  while (port_count < max_ports && (int)port_count < count && arguments[port_count][0] != '=') {
    if (sscanf(arguments[port_count], "%c:%f:%f:%f", &ports[port_count].kind,
               &ports[port_count].lowest, &ports[port_count].highest,
               &ports[port_count].initial) != 4)
      return 0;
    port_count++;
  }
  return (int)port_count;
}

static void open_player(struct player *p, const LV2_Descriptor *plugin) {
  p->plugin = plugin;
  for (unsigned i = 0; i < port_count; i++) {
    p->audio[i] = calloc(max_frames, sizeof(float));
    p->events[i] = calloc(1, event_bytes);
  }
}

static void close_player(struct player *p) {
  for (unsigned i = 0; i < port_count; i++) {
    free(p->audio[i]);
    free(p->events[i]);
  }
}

/* Sets every control as it is at first, then as a preset of the form =PORT:VALUE,… has it. */
static void set_controls(struct player *p, const char *preset) {
  for (unsigned i = 0; i < port_count; i++) p->values[i] = ports[i].initial;
  unsigned port;
  float value;
  int length;
  while (preset && sscanf(preset + 1, "%u:%f%n", &port, &value, &length) == 2) {
    if (port < port_count) p->values[port] = value;
    preset += 1 + length;
  }
}

static unsigned any_length(void) {
  unsigned frames = 0;
  do
    switch (chance(8)) {
    case 0: frames = chance(3); break;
    case 1: frames = fixed_frames[chance(fixed_count)]; break;
    default: frames = chance(2049); break;
    }
  while (frames > max_frames);
  return frames;
}

static void make_sound(float *x, unsigned frames) {
  static const float odd[] = {NAN, INFINITY, -INFINITY, 3e38f, 1e-40f, 1e5f};
  unsigned what = chance(12);
  for (unsigned i = 0; i < frames; i++)
    x[i] = what == 0 ? 0.f : what == 1 ? 1e-39f * (float)i : 2.f * unit() - 1.f;
  if (what == 2 && frames) x[chance(frames)] = odd[chance(6)];
}

static void jump(struct player *p, unsigned i) {
  float lowest = ports[i].lowest, highest = ports[i].highest;
  unsigned what = chance(40);
  p->values[i] = what == 0   ? NAN
                 : what == 1 ? INFINITY
                 : what == 2 ? -1e9f
                 : what < 8  ? ports[i].initial
                             : lowest + (highest - lowest) * unit();
}

static void *event_place(struct player *p, unsigned i) {
  if (p->is_wordless) {
    /* Such hosts have been seen to connect one number. */
    float *number = (float *)(void *)(p->events[i] + event_bytes / 8) - 1;
    *number = unit();
    return number;
  }
  return ports[i].kind == 'E' ? make_input(p->events[i]) : make_output(p->events[i]);
}

/* Runs a block: controls jump, buffers are separate, in place, all one, or missing, and they end
 * where their memory does. Exits with 3 where an output is no number. */
static void run_block(struct player *p, unsigned frames) {
  unsigned in_place = !chance(3), all_one = !chance(20), missing = !chance(20);
  float *first_input = NULL, *outputs[max_ports] = {0};
  for (unsigned i = 0; i < port_count; i++) {
    char kind = ports[i].kind;
    void *place = &p->values[i];
    if (kind == 'C' && !chance(50)) jump(p, i);
    if (kind == 'I' || kind == 'O') {
      float *sound = p->audio[i] + (max_frames - frames);
      if (kind == 'I') make_sound(sound, frames);
      if (first_input && (all_one || (in_place && kind == 'O'))) sound = first_input;
      if (!first_input) first_input = sound;
      place = sound;
    }
    if (kind == 'E' || kind == 'e') place = chance(5) ? event_place(p, i) : NULL;
    else if (missing && chance(2)) place = NULL;
    if (kind == 'O') outputs[i] = place;
    p->plugin->connect_port(p->instance, i, place);
  }
  in_run = 1;
  __rtsan_realtime_enter();
  p->plugin->run(p->instance, frames);
  __rtsan_realtime_exit();
  in_run = 0;
  for (unsigned i = 0; i < port_count; i++)
    for (unsigned k = 0; outputs[i] && k < frames; k++)
      if (!isfinite(outputs[i][k])) {
        fprintf(stderr, "output %u is not finite\n", i);
        exit(3);
      }
}
