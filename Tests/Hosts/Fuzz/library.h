/* The folder AURALMIND_PROFILES: paths that messages name, and files that change all the time. */
#pragma once
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "chance.h"

enum { slot_count = 16, path_count = 24, text_bytes = 1 << 16 };

static char paths[path_count][4200];
static struct { char bytes[text_bytes]; size_t size; } sources[slot_count];

/* Learns the files that are there: they are what later ones are made of. */
static void open_library(void) {
  const char *folder = getenv("AURALMIND_PROFILES");
  if (!folder) folder = "";
  for (int i = 0; i < slot_count; i++) {
    snprintf(paths[i], sizeof paths[i], "%s/%02d.amprofile", folder, i + 1);
    FILE *file = fopen(paths[i], "rb");
    if (!file) continue;
    sources[i].size = fread(sources[i].bytes, 1, text_bytes, file);
    fclose(file);
  }
  /* Paths[16] stays empty: no reference. */
  snprintf(paths[17], sizeof paths[17], "%s", folder);
  strcpy(paths[18], "/dev/zero");
  strcpy(paths[19], "no such file");
  snprintf(paths[20], sizeof paths[20], "%s/pipe", folder);
  snprintf(paths[21], sizeof paths[21], "%s/long.amprofile", folder);
  /* The longest path that Linux knows, and one byte more. */
  memset(paths[22], '/', 4095);
  memset(paths[23], '/', 4096);
}

/* Changes some bytes of a text, leaves some out, or puts in what means something somewhere. */
static size_t mutate_text(char *text, size_t size) {
  static const char *words[] = {"\n", "\r\n", "*", "* rows: 30\n", "e9", "-", ",", "\t", "\"", "nan",
                                "1e308", "-200", "9999999999999999999999", "* level: 5 5\n", "."};
  for (unsigned turns = chance(5); turns; turns--) {
    size_t start = size ? chance((unsigned)size) : 0, count = chance(12);
    if (count > size - start) count = size - start;
    const char *word = words[chance(15)];
    size_t length = strlen(word);
    switch (chance(4)) {
    case 0:
      if (size) text[start] = (char)chance(256);
      break;
    case 1:
      memmove(text + start, text + start + count, size - start - count);
      size -= count;
      break;
    case 2:
      if (size + length > text_bytes) break;
      memmove(text + start + length, text + start, size - start);
      memcpy(text + start, word, length);
      size += length;
      break;
    default:
      if (!chance(4)) size = start;
    }
  }
  return size;
}

/* Puts a new file into a slot: in one go, or in the open while somebody may be reading, or none. */
static void change_library(void) {
  static __thread char text[text_bytes];
  int slot = (int)chance(slot_count), source = (int)chance(slot_count);
  size_t size = sources[source].size;
  memcpy(text, sources[source].bytes, size);
  if (chance(3)) size = mutate_text(text, size);
  char draft[sizeof paths[0] + 8];
  snprintf(draft, sizeof draft, "%s.new", paths[slot]);
  int is_open = !chance(3);
  FILE *file = fopen(is_open ? paths[slot] : draft, "wb");
  if (!file) return;
  fwrite(text, 1, size, file);
  fclose(file);
  if (!is_open) rename(draft, paths[slot]);
  if (!chance(10)) unlink(paths[slot]);
}
