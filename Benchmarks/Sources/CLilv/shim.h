#pragma once
#include <lilv/lilv.h>
#include <lv2/atom/atom.h>
#include <lv2/log/log.h>
#include <lv2/options/options.h>
#include <lv2/urid/urid.h>
#include <lv2/worker/worker.h>
#include <malloc.h>

/// Bytes on the heap that somebody holds, large ones included.
static inline size_t heap_bytes_in_use(void) {
  struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

// A log that nobody reads. Swift cannot write functions of any number of arguments.
static inline int silent_printf(LV2_Log_Handle handle, LV2_URID type, const char *format, ...) {
  (void)handle, (void)type, (void)format;
  return 0;
}
static inline int silent_vprintf(LV2_Log_Handle handle, LV2_URID type, const char *format,
                                 va_list arguments) {
  (void)handle, (void)type, (void)format, (void)arguments;
  return 0;
}
static inline LV2_Log_Log silent_log(void) {
  return (LV2_Log_Log){0, silent_printf, silent_vprintf};
}
