/* Rows through the C interface: step by step, in pieces, from a saved state and with kernels, which all must agree.
 * usage: run CONFIG OPTIONS-FILE|- INPUT OUTPUT, the rows as words of this machine, one behind the other. */
#include <econ_emu.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static econ_error fault;

#define CHECK(call)                                                                           \
  do {                                                                                        \
    econ_status status_ = (call);                                                             \
    if (status_ != ECON_OK) {                                                                 \
      fprintf(stderr, "%s: %s (%s)\n", #call, econ_status_text(status_), fault.text);         \
      exit(1);                                                                                \
    }                                                                                         \
  } while (0)

static char *read_file(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  char *bytes = NULL;
  size_t capacity = 0;
  *length = 0;
  if (!file) exit(2);
  do {
    capacity = capacity ? 2 * capacity : 1 << 16;
    bytes = realloc(bytes, capacity);
    if (!bytes) exit(2);
    *length += fread(bytes + *length, 1, capacity - *length - 1, file);
  } while (*length == capacity - 1);
  bytes[*length] = 0;
  fclose(file);
  return bytes;
}

int main(int argc, char **argv) {
  size_t length, rows, row, half;
  uint32_t *input, *output, *again;
  uint8_t saved[ECON_SAVED_BYTES];
  char *options = NULL;
  econ_model *model = NULL;
  econ_stream *stream = NULL, *copy = NULL;
  int compiled = -1;
  FILE *file;
  if (argc != 5) return 2;
  CHECK(econ_version_check(ECON_EMU_ABI, &fault));
  if (strcmp(argv[2], "-") != 0) options = read_file(argv[2], &length);
  input = (uint32_t *)(void *)read_file(argv[3], &length);
  rows = length / (4 * ECON_INPUT_WORDS);
  half = rows / 2;
  output = calloc(rows * ECON_OUTPUT_WORDS, 4);
  again = calloc(rows * ECON_OUTPUT_WORDS, 4);
  if (!output || !again || rows < 4) return 2;

  {
    const char *paths[] = {argv[1]};
    CHECK(econ_model_read(paths, 1, options, &model, &fault));
  }
  CHECK(econ_stream_new(model, &stream, &fault));
  for (row = 0; row < half; ++row)
    CHECK(econ_stream_step(stream, model, input + row * ECON_INPUT_WORDS, output + row * ECON_OUTPUT_WORDS));
  CHECK(econ_stream_save(stream, saved, sizeof saved));
  CHECK(econ_stream_copy(stream, &copy, &fault));
  CHECK(econ_stream_run(stream, model, input + half * ECON_INPUT_WORDS, (rows - half) * ECON_INPUT_WORDS,
                        output + half * ECON_OUTPUT_WORDS, (rows - half) * ECON_OUTPUT_WORDS));
  for (row = half; row < rows; ++row)
    CHECK(econ_stream_step(copy, model, input + row * ECON_INPUT_WORDS, again + row * ECON_OUTPUT_WORDS));
  if (memcmp(output + half * ECON_OUTPUT_WORDS, again + half * ECON_OUTPUT_WORDS,
             (rows - half) * ECON_OUTPUT_WORDS * 4) != 0) {
    fprintf(stderr, "a copy went on with other words\n");
    return 1;
  }
  CHECK(econ_model_compile(model, &compiled));
  CHECK(econ_stream_reset(stream));
  CHECK(econ_stream_run(stream, model, input, rows * ECON_INPUT_WORDS, again, rows * ECON_OUTPUT_WORDS));
  if (memcmp(output, again, rows * ECON_OUTPUT_WORDS * 4) != 0) {
    fprintf(stderr, "kernels (%d) gave other words\n", compiled);
    return 1;
  }
  CHECK(econ_stream_restore(copy, saved, sizeof saved, &fault));
  CHECK(econ_stream_run(copy, model, input + half * ECON_INPUT_WORDS, (rows - half) * ECON_INPUT_WORDS, again,
                        (rows - half) * ECON_OUTPUT_WORDS));
  if (memcmp(output + half * ECON_OUTPUT_WORDS, again, (rows - half) * ECON_OUTPUT_WORDS * 4) != 0) {
    fprintf(stderr, "a restored stream went on with other words\n");
    return 1;
  }
  CHECK(econ_stream_free(copy));
  CHECK(econ_stream_free(stream));
  CHECK(econ_model_free(model));
  file = fopen(argv[4], "wb");
  if (!file || fwrite(output, 4 * ECON_OUTPUT_WORDS, rows, file) != rows || fclose(file) != 0) return 2;
  free(output);
  free(again);
  free(input);
  free(options);
  return 0;
}
