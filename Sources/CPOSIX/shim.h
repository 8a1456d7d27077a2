/// The calls of the C library that read profiles and wait for requests, all off the audio thread.
/// Embedded Swift has no module for them; what Swift cannot call as it stands is wrapped here.
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/// Opens a file for reading without ever waiting: a pipe opens at once, too. -1 where it cannot.
static inline int open_for_reading(const char *path) {
  return open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
}

/// Opens a new file in a folder that has no name there; -1 where the file system has no such files.
///
/// `O_TMPFILE` by its parts: the name itself needs `_GNU_SOURCE`, and a module that defines it sees other
/// C types (`fd_set`) than the compiler's own modules do, which no program may import together.
static inline int open_nameless(const char *folder, mode_t permissions) {
  return open(folder, __O_TMPFILE | O_DIRECTORY | O_RDWR | O_CLOEXEC, permissions);
}

/// The length of a regular file in bytes; -1 for anything else.
static inline int64_t regular_file_length(int file) {
  struct stat status;
  return fstat(file, &status) == 0 && S_ISREG(status.st_mode) ? status.st_size : -1;
}

/// Reads up to `count` bytes, again where a signal came between; 0 at the end, -1 on failure.
static inline int64_t read_some(int file, void *bytes, size_t count) {
  for (;;) {
    ssize_t length = read(file, bytes, count);
    if (length >= 0 || errno != EINTR) return length;
  }
}

/// The number of cores this process may run on; 0 where the system does not say.
///
/// By the bare system call, for the library's own wants `_GNU_SOURCE`, as above.
static inline int usable_core_count(void) {
  uint64_t cores[128];
  const long length = syscall(SYS_sched_getaffinity, 0, sizeof cores, cores);
  int count = 0;
  for (long i = 0; i < length / 8; i++) count += __builtin_popcountll(cores[i]);
  return count;
}
