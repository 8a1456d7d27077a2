#pragma once
#include <lv2/atom/atom.h>
#include <lv2/core/lv2.h>
#include <lv2/log/log.h>
#include <lv2/options/options.h>
#include <lv2/patch/patch.h>
#include <lv2/state/state.h>
#include <lv2/urid/urid.h>
#include <lv2/worker/worker.h>

/// Asks the host to call the worker. LV2 promises that the audio thread may; the attribute says so
/// to Swift, which otherwise refuses every function it knows by address only.
__attribute__((always_inline, swift_attr("@_noLocks"))) static inline LV2_Worker_Status
schedule_work(const LV2_Worker_Schedule *schedule) {
  uint32_t nothing = 0;
  return schedule->schedule_work(schedule->handle, sizeof nothing, &nothing);
}

/// Logs one line. Swift does not call functions with a variable number of arguments.
static inline void log_line(const LV2_Log_Log *log, LV2_URID type, const char *text) {
  log->printf(log->handle, type, "%s\n", text);
}
