/* Threads that load the library, send rows through it and unload it, all at once and again and again.
 * usage: load_busy LIBRARY CONFIG ROUNDS */
#include <dlfcn.h>
#include <econ_emu.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define THREADS 4
#define ROWS 100

static const char *path, *config;
static int rounds;
static uint32_t expected[ROWS * ECON_OUTPUT_WORDS];

#define SYMBOL(name) __typeof__(&name) name##_ = (__typeof__(&name))dlsym(library, #name)

/* The words of a chip just after reset; 0 where anything fails. */
static int words(uint32_t *out) {
  uint32_t in[ROWS * ECON_INPUT_WORDS];
  econ_model *model = NULL;
  econ_stream *stream = NULL;
  int ok, at;
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    fprintf(stderr, "%s\n", dlerror());
    return 0;
  }
  SYMBOL(econ_model_read);
  SYMBOL(econ_model_free);
  SYMBOL(econ_stream_new);
  SYMBOL(econ_stream_run);
  SYMBOL(econ_stream_free);
  ok = econ_model_read_ && econ_model_free_ && econ_stream_new_ && econ_stream_run_ && econ_stream_free_;
  for (at = 0; at < ROWS * ECON_INPUT_WORDS; ++at) in[at] = 0xA0000000u | ((uint32_t)at * 2654435769u >> 4);
  ok = ok && econ_model_read_(&config, 1, NULL, &model, NULL) == ECON_OK;
  ok = ok && econ_stream_new_(model, &stream, NULL) == ECON_OK;
  ok = ok && econ_stream_run_(stream, model, in, ROWS * ECON_INPUT_WORDS, out, ROWS * ECON_OUTPUT_WORDS) == ECON_OK;
  ok = ok && econ_stream_free_(stream) == ECON_OK && econ_model_free_(model) == ECON_OK;
  return dlclose(library) == 0 && ok;
}

static void *work(void *done) {
  uint32_t out[ROWS * ECON_OUTPUT_WORDS];
  int round;
  for (round = 0; round < rounds; ++round)
    if (!words(out) || memcmp(out, expected, sizeof out) != 0) return NULL;
  return done;
}

int main(int argc, char **argv) {
  pthread_t threads[THREADS];
  int at, failed = 0;
  void *done;
  if (argc != 4) return 2;
  path = argv[1];
  config = argv[2];
  rounds = atoi(argv[3]);
  if (!words(expected)) return 2;
  for (at = 0; at < THREADS; ++at)
    if (pthread_create(&threads[at], NULL, work, &rounds) != 0) return 2;
  for (at = 0; at < THREADS; ++at) {
    pthread_join(threads[at], &done);
    failed += done == NULL;
  }
  if (failed) fprintf(stderr, "%d threads saw other words, or a call failed\n", failed);
  return failed != 0;
}
