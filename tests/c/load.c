/* Loads and unloads the library again and again: nothing of it stays, and memory does not grow in a thousand rounds.
 * usage: load LIBRARY CONFIG */
#include <dlfcn.h>
#include <econ_emu.h>
#include <limits.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Rounds until malloc has found a place for everything. */
#define WARM_UP 1000

/* Resident pages of this process, without those that are free and that malloc keeps or gives back as it likes. */
static long resident(void) {
  long size = 0, pages = -1;
  malloc_trim(0);
  FILE *file = fopen("/proc/self/statm", "r");
  if (!file) return -1;
  if (fscanf(file, "%ld %ld", &size, &pages) != 2) pages = -1;
  fclose(file);
  return pages;
}

static long least(long a, long b) {
  return a < b ? a : b;
}

static int is_mapped(void) {
  char line[4096];
  int found = 0;
  FILE *file = fopen("/proc/self/maps", "r");
  if (!file) return -1;
  while (fgets(line, sizeof line, file)) found |= strstr(line, "econ_emu") != NULL;
  fclose(file);
  return found;
}

#define SYMBOL(name) __typeof__(&name) name##_ = (__typeof__(&name))dlsym(library, #name)

static int use(const char *path, const char *config, int compile) {
  uint32_t in[ECON_INPUT_WORDS] = {0x90000000}, out[ECON_OUTPUT_WORDS];
  econ_model *model = NULL;
  econ_stream *stream = NULL;
  int ok;
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    fprintf(stderr, "%s\n", dlerror());
    return 0;
  }
  SYMBOL(econ_model_read);
  SYMBOL(econ_model_compile);
  SYMBOL(econ_model_free);
  SYMBOL(econ_stream_new);
  SYMBOL(econ_stream_step);
  SYMBOL(econ_stream_free);
  ok = econ_model_read_ && econ_model_compile_ && econ_model_free_ && econ_stream_new_ && econ_stream_step_ &&
       econ_stream_free_;
  ok = ok && econ_model_read_(&config, 1, NULL, &model, NULL) == ECON_OK;
  ok = ok && (!compile || econ_model_compile_(model, NULL) == ECON_OK);
  ok = ok && econ_stream_new_(model, &stream, NULL) == ECON_OK;
  ok = ok && econ_stream_step_(stream, model, in, out) == ECON_OK && out[0] >> 27 == 31;
  ok = ok && econ_stream_free_(stream) == ECON_OK && econ_model_free_(model) == ECON_OK;
  ok = ok && is_mapped() == 1;
  return dlclose(library) == 0 && ok;
}

int main(int argc, char **argv) {
  long before = LONG_MAX, after = LONG_MAX;
  int round, page = (int)sysconf(_SC_PAGESIZE);
  if (argc != 3) return 2;
  for (round = 0; round < WARM_UP + 1000; ++round) {
    if (!use(argv[1], argv[2], round % 100 == 0)) return 1;
    if (is_mapped() != 0) {
      fprintf(stderr, "still mapped after round %d\n", round);
      return 1;
    }
    /* The least of many times: holes in the memory that malloc manages come and go. */
    if (round % 10 == 9 && round >= WARM_UP - 100 && round < WARM_UP) before = least(before, resident());
    if (round % 10 == 9 && round >= WARM_UP + 900) after = least(after, resident());
  }
  fprintf(stderr, "%ld kB after the first rounds, %ld kB after 1,000 more\n", before * page / 1024, after * page / 1024);
  return after - before > 256 * 1024 / page;
}
