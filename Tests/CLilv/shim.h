#pragma once
#include <lilv/lilv.h>
#include <lv2/atom/atom.h>
#include <lv2/buf-size/buf-size.h>
#include <lv2/options/options.h>
#include <lv2/state/state.h>
#include <lv2/urid/urid.h>
#include <lv2/worker/worker.h>
#include <malloc.h>
#include <pthread.h>

/// Bytes on the heap that somebody holds, large ones included.
static inline size_t heap_bytes_in_use(void) {
  struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

/// Runs a function on a thread with the stack that is given, to its end; 0 where that worked.
static inline int run_on_stack(void *stack, size_t size, void *(*function)(void *), void *context) {
  pthread_attr_t attributes;
  pthread_t thread;
  pthread_attr_init(&attributes);
  int status = pthread_attr_setstack(&attributes, stack, size);
  if (status == 0) status = pthread_create(&thread, &attributes, function, context);
  if (status == 0) status = pthread_join(thread, 0);
  pthread_attr_destroy(&attributes);
  return status;
}
