/* Calls that no program should make: each gives its status, and everything goes on.
 * usage: hostile CONFIG-WITH-ENCODER CONFIG-WITHOUT [alive], where nothing that was freed is read to be refused */
#include <econ_emu.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int faults = 0;

static void expect(int line, econ_status got, econ_status wanted) {
  if (got != wanted) {
    fprintf(stderr, "line %d: %s, not %s\n", line, econ_status_text(got), econ_status_text(wanted));
    faults += 1;
  }
}
#define GIVES(wanted, call) expect(__LINE__, (call), (wanted))

int main(int argc, char **argv) {
  static uint32_t in[4 * ECON_INPUT_WORDS], out[4 * ECON_OUTPUT_WORDS], charges[ECON_CELLS];
  static int32_t weights[3000];
  uint16_t latents[ECON_LATENTS], sum;
  uint8_t saved[ECON_SAVED_BYTES];
  econ_error error;
  econ_model *model = NULL, *plain = NULL, *other = (econ_model *)saved;
  econ_stream *stream = NULL, *copy = NULL;
  const char *paths[2] = {argv[1], NULL};
  const char *name, *wrong = "Algorithm:\n  Global:\n    select: 9\n";
  char text[8] = "xxxxxxx";
  size_t length = 7, waiting;
  uint64_t row;
  uint16_t bx;
  if (argc != 3 && argc != 4) return 2;

  GIVES(ECON_OK, econ_version_check(ECON_EMU_ABI, NULL));
  GIVES(ECON_OK, econ_version_check(ECON_EMU_ABI, &error));
  if (error.status != ECON_OK || error.text[0] != 0) faults += 1;
  GIVES(ECON_ERROR_VERSION, econ_version_check(ECON_EMU_ABI + 1, &error));
  if (!strstr(error.text, "version")) faults += 1;
  if (econ_abi() != ECON_EMU_ABI || !econ_version()[0] || !econ_status_text(-5)[0]) faults += 1;

  /* Models. */
  GIVES(ECON_ERROR_NULL, econ_model_read(NULL, 1, NULL, &model, &error));
  GIVES(ECON_ERROR_NULL, econ_model_read(paths, 2, NULL, &model, &error));
  GIVES(ECON_ERROR_NULL, econ_model_read(paths, 1, NULL, NULL, &error));
  GIVES(ECON_ERROR_CONFIGURATION, econ_model_read(paths, 0, NULL, &other, &error));
  if (other) faults += 1; /* what is not made is null */
  GIVES(ECON_ERROR_LENGTH, econ_model_read(paths, SIZE_MAX, NULL, &model, &error));
  GIVES(ECON_ERROR_CONFIGURATION, econ_model_read(paths, 1, "{", &model, &error));
  GIVES(ECON_ERROR_CONFIGURATION, econ_model_read(paths, 1, "{\"no_option\": 1}", &model, &error));
  if (!strstr(error.text, "no_option")) faults += 1;
  GIVES(ECON_ERROR_CONFIGURATION, econ_model_read(paths, 1, "{\"counter_reset_value\": 3564}", &model, &error));
  name = "no such file";
  GIVES(ECON_ERROR_FILE, econ_model_read(&name, 1, NULL, &model, &error));
  if (!strstr(error.text, name) || error.line != 0) faults += 1;
  GIVES(ECON_ERROR_CONFIGURATION, econ_model_parse(wrong, strlen(wrong), NULL, &model, &error));
  if (error.line != 3 || error.status != ECON_ERROR_CONFIGURATION) faults += 1;
  GIVES(ECON_ERROR_CONFIGURATION, econ_model_parse("\xff\xfe", 2, NULL, &model, NULL));
  GIVES(ECON_ERROR_NULL, econ_model_parse(NULL, 5, NULL, &model, &error));
  GIVES(ECON_ERROR_CONFIGURATION, econ_model_parse(NULL, 0, NULL, &model, &error));
  GIVES(ECON_OK, econ_model_read(paths, 1, NULL, &model, &error));
  paths[0] = argv[2];
  GIVES(ECON_OK, econ_model_read(paths, 1, NULL, &plain, &error));
  GIVES(ECON_OK, econ_model_warnings(model, NULL, 0, NULL));
  GIVES(ECON_OK, econ_model_warnings(model, text, sizeof text, &length));
  if (strlen(text) > length) faults += 1;
  GIVES(ECON_ERROR_NULL, econ_model_warnings(NULL, text, sizeof text, &length));
  GIVES(ECON_ERROR_NULL, econ_model_compile(NULL, NULL));
  GIVES(ECON_ERROR_LENGTH, econ_model_with_weights(model, weights, 5, &other, &error));
  GIVES(ECON_ERROR_NULL, econ_model_with_weights(model, NULL, 2144, &other, &error));
  GIVES(ECON_ERROR_NO_ENCODER, econ_model_with_weights(plain, weights, 2144, &other, &error));
  weights[100] = 1000;
  GIVES(ECON_ERROR_CONFIGURATION, econ_model_with_weights(model, weights, 2144, &other, &error));
  weights[100] = -3;
  GIVES(ECON_OK, econ_model_with_weights(model, weights, 2144, &other, &error));
  GIVES(ECON_OK, econ_model_free(other));
  GIVES(ECON_OK, econ_model_free(NULL));

  /* Streams. */
  GIVES(ECON_ERROR_NULL, econ_stream_new(NULL, &stream, &error));
  GIVES(ECON_ERROR_NULL, econ_stream_new(model, NULL, &error));
  GIVES(ECON_OK, econ_stream_new(model, &stream, &error));
  GIVES(ECON_ERROR_NULL, econ_stream_copy(NULL, &copy, &error));
  GIVES(ECON_ERROR_NULL, econ_stream_step(NULL, model, in, out));
  GIVES(ECON_ERROR_NULL, econ_stream_step(stream, NULL, in, out));
  GIVES(ECON_ERROR_NULL, econ_stream_step(stream, model, NULL, out));
  GIVES(ECON_ERROR_NULL, econ_stream_step(stream, model, in, NULL));
  GIVES(ECON_OK, econ_stream_position(stream, &row, &bx, &waiting));
  if (row != 0 || bx != 0 || waiting != 0) faults += 1; /* none of them was a BX */
  GIVES(ECON_ERROR_HANDLE, econ_stream_step((econ_stream *)model, model, in, out));
  GIVES(ECON_ERROR_HANDLE, econ_stream_step(stream, (econ_model *)stream, in, out));
  GIVES(ECON_ERROR_HANDLE, econ_stream_step(stream, (econ_model *)((char *)model + 1), in, out));
  GIVES(ECON_ERROR_LENGTH, econ_stream_run(stream, model, in, 12, out, 12));
  GIVES(ECON_ERROR_LENGTH, econ_stream_run(stream, model, in, 13, out, 13));
  GIVES(ECON_ERROR_LENGTH, econ_stream_run(stream, model, in, 24, out, 13));
  GIVES(ECON_ERROR_LENGTH, econ_stream_run(stream, model, in, SIZE_MAX / 4, out, 13));
  GIVES(ECON_ERROR_LENGTH, econ_stream_run(stream, model, in, 12, out, SIZE_MAX));
  GIVES(ECON_ERROR_NULL, econ_stream_run(stream, model, NULL, 12, out, 13));
  GIVES(ECON_ERROR_NULL, econ_stream_run(stream, model, in, 12, NULL, 13));
  GIVES(ECON_ERROR_MEMORY, econ_stream_run(stream, model, (uint32_t *)((char *)in + 1), 12, out, 13));
  GIVES(ECON_ERROR_MEMORY, econ_stream_run(stream, model, out, 12, out + 11, 13));
  GIVES(ECON_OK, econ_stream_run(stream, model, out, 12, out + 12, 13));
  GIVES(ECON_OK, econ_stream_run(stream, model, NULL, 0, NULL, 0));
  charges[47] = 1u << 22;
  GIVES(ECON_ERROR_VALUE, econ_stream_encode(stream, model, charges, latents, &sum));
  charges[47] = (1u << 22) - 1;
  GIVES(ECON_ERROR_NULL, econ_stream_encode(stream, model, NULL, latents, &sum));
  GIVES(ECON_ERROR_NULL, econ_stream_encode(stream, model, charges, NULL, &sum));
  GIVES(ECON_ERROR_NO_ENCODER, econ_stream_encode(stream, plain, charges, latents, &sum));
  GIVES(ECON_OK, econ_stream_encode(stream, model, charges, latents, NULL));
  GIVES(ECON_OK, econ_stream_step_charges(stream, plain, ECON_ORBIT - 1, charges, out));
  GIVES(ECON_OK, econ_stream_position(stream, NULL, &bx, NULL));
  if (bx != 0) faults += 1;
  GIVES(ECON_ERROR_VALUE, econ_stream_step_charges(stream, plain, ECON_ORBIT, charges, out));
  charges[0] = 1u << 31;
  GIVES(ECON_ERROR_VALUE, econ_stream_step_charges(stream, plain, 0, charges, out));
  GIVES(ECON_ERROR_NULL, econ_stream_step_charges(stream, plain, 0, NULL, out));
  GIVES(ECON_ERROR_NULL, econ_stream_step_charges(stream, plain, 0, charges, NULL));
  GIVES(ECON_ERROR_NULL, econ_stream_step_charges(stream, NULL, 0, charges, out));
  GIVES(ECON_ERROR_LENGTH, econ_stream_save(stream, saved, 100));
  GIVES(ECON_ERROR_NULL, econ_stream_save(stream, NULL, sizeof saved));
  GIVES(ECON_OK, econ_stream_save(stream, saved, sizeof saved));
  saved[20] ^= 1;
  GIVES(ECON_ERROR_SAVED, econ_stream_restore(stream, saved, sizeof saved, &error));
  GIVES(ECON_ERROR_SAVED, econ_stream_restore(stream, saved, 3, &error));
  GIVES(ECON_ERROR_NULL, econ_stream_restore(stream, NULL, sizeof saved, NULL));
  GIVES(ECON_OK, econ_stream_position(stream, NULL, NULL, NULL));

  /* A freed handle, as long as its memory was not given to something else. */
  GIVES(ECON_OK, econ_stream_free(NULL));
  GIVES(ECON_OK, econ_stream_free(stream));
  if (argc == 3) {
    GIVES(ECON_ERROR_HANDLE, econ_stream_step(stream, model, in, out));
    GIVES(ECON_ERROR_HANDLE, econ_stream_free(stream));
  }
  GIVES(ECON_ERROR_HANDLE, econ_model_free((econ_model *)(void *)saved));
  GIVES(ECON_OK, econ_model_free(plain));
  GIVES(ECON_OK, econ_model_free(model));
  return faults != 0;
}
