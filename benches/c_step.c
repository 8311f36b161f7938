/* What a call of econ_stream_step costs over the model itself, which econ_stream_run does in one call.
 * usage: c_step CONFIG */
#include <econ_emu.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROWS = 20000, ROUNDS = 7 };

static uint32_t in[ROWS * ECON_INPUT_WORDS], out[ROWS * ECON_OUTPUT_WORDS];

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return 1e9 * (double)time.tv_sec + (double)time.tv_nsec;
}

static double least(double a, double b) { return a < b ? a : b; }

int main(int argc, char **argv) {
  const char *path = argv[1];
  econ_error error;
  econ_model *model = NULL;
  econ_stream *stream = NULL;
  double calls = 1e30, model_alone = 1e30;
  uint32_t state = 1;
  int round, row;
  if (argc != 2) return 2;
  for (row = 0; row < ROWS * ECON_INPUT_WORDS; ++row) {
    state = state * 1664525u + 1013904223u;
    in[row] = 0xA0000000u | (state >> 4 & 0x0FFFFFFFu);
  }
  if (econ_model_read(&path, 1, NULL, &model, &error) || econ_stream_new(model, &stream, &error)) {
    fprintf(stderr, "%s\n", error.text);
    return 1;
  }
  for (round = 0; round < ROUNDS; ++round) {
    double start = now();
    for (row = 0; row < ROWS; ++row)
      if (econ_stream_step(stream, model, in + row * ECON_INPUT_WORDS, out + row * ECON_OUTPUT_WORDS)) return 1;
    calls = least(calls, (now() - start) / ROWS);
    start = now();
    if (econ_stream_run(stream, model, in, sizeof in / 4, out, sizeof out / 4)) return 1;
    model_alone = least(model_alone, (now() - start) / ROWS);
  }
  printf("a single crossing %.0f ns, the model alone %.0f ns: the call %.0f ns\n", calls, model_alone, calls - model_alone);
  econ_stream_free(stream);
  econ_model_free(model);
  return 0;
}
