/* A small LV2 host: as much as it takes to run a stereo plugin and look at its watch. */
#pragma once

#include <lilv/lilv.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "programme.h"

/* The value a control port is set to. */
typedef struct {
  const char *symbol;
  float value;
} Setting;

/* A stereo plugin that is ready to run. */
typedef struct {
  const LilvPlugin *plugin;
  LilvInstance *instance;
  float *controls;
  uint32_t port_count;
  uint32_t inputs[2];
  uint32_t outputs[2];
  void *events[8];
  bool event_is_input[8];
  int event_count;
} Host;

/* What one pass of a programme cost. */
typedef struct {
  double cpu_seconds_per_second;
  double worst_block_seconds;
} Cost;

/* Instantiates, sets the controls (a NULL symbol ends them), activates. False, with a sentence on
 * standard error, when the plugin will not. */
bool host_open(Host *host, LilvWorld *world, const LilvPlugin *plugin, double sample_rate,
               const Setting *settings);
void host_close(Host *host, LilvWorld *world);

/* Runs the programme in blocks; the cost is the thread's CPU time inside run() alone. */
Cost host_run(Host *host, const Programme *programme, uint32_t block, double sample_rate);

/* The value of a control port, an output too; NaN when there is none of that symbol. */
float host_control(const Host *host, LilvWorld *world, const char *symbol);
