/* What econ_emu_pkg.sv needs between DPI-C and the library: texts, and open arrays.
 *
 * Compile it with the simulation, as C or C++, and link with libecon_emu. It keeps nothing but the texts of the last
 * call of each thread, which the simulator copies when the call returns.
 */
#include <econ_emu.h>
#include <stdlib.h>
#include <string.h>
#include <svdpi.h>

#ifdef __cplusplus
#define ECON_THREAD thread_local
extern "C" {
#else
#define ECON_THREAD _Thread_local
#endif

/* Most files of one configuration. */
#define ECON_DPI_PATHS 16

/* Rows that are taken out of an open array at a time. */
#define ECON_DPI_ROWS 64

int econ_dpi_model_read(const char *paths, const char *options, void **model, const char **fault);
const char *econ_dpi_model_warnings(void *model);
int econ_dpi_stream_new(void *model, void **stream);
int econ_dpi_stream_copy(void *stream, void **copy);
int econ_dpi_stream_run(void *stream, void *model, const svOpenArrayHandle words, const svOpenArrayHandle sent);

int econ_dpi_model_read(const char *paths, const char *options, void **model, const char **fault) {
  static ECON_THREAD econ_error error;
  const char *names[ECON_DPI_PATHS];
  size_t count = 0;
  econ_model *made = NULL;
  econ_status status = econ_version_check(ECON_EMU_ABI, &error);
  char *copy = (char *)malloc(strlen(paths) + 1), *next, *end;
  *model = NULL;
  *fault = error.text;
  if (status != ECON_OK || copy == NULL) {
    free(copy);
    return status != ECON_OK ? (int)status : (int)ECON_ERROR_INTERNAL;
  }
  strcpy(copy, paths);
  for (next = copy; *next != 0; next = end) {
    end = next + strcspn(next, "\n");
    if (*end != 0) *end++ = 0;
    if (count == ECON_DPI_PATHS) {
      strcpy(error.text, "more than 16 files for one configuration");
      free(copy);
      return ECON_ERROR_LENGTH;
    }
    names[count++] = next;
  }
  status = econ_model_read(names, count, options[0] != 0 ? options : NULL, &made, &error);
  *model = made;
  free(copy);
  return status;
}

const char *econ_dpi_model_warnings(void *model) {
  static ECON_THREAD char text[1 << 14];
  if (econ_model_warnings((const econ_model *)model, text, sizeof text, NULL) != ECON_OK) text[0] = 0;
  return text;
}

int econ_dpi_stream_new(void *model, void **stream) {
  econ_stream *made = NULL;
  econ_status status = econ_stream_new((const econ_model *)model, &made, NULL);
  *stream = made;
  return status;
}

int econ_dpi_stream_copy(void *stream, void **copy) {
  econ_stream *made = NULL;
  econ_status status = econ_stream_copy((const econ_stream *)stream, &made, NULL);
  *copy = made;
  return status;
}

/* The index of element `at` of a dimension, from the left. */
static int place(const svOpenArrayHandle array, int dimension, int at) {
  int left = svLeft(array, dimension);
  return left <= svRight(array, dimension) ? left + at : left - at;
}

int econ_dpi_stream_run(void *stream, void *model, const svOpenArrayHandle words, const svOpenArrayHandle sent) {
  uint32_t in[ECON_DPI_ROWS][ECON_INPUT_WORDS], out[ECON_DPI_ROWS][ECON_OUTPUT_WORDS];
  int rows, first, count, row, link;
  svBitVecVal word;
  econ_status status;
  if (svDimensions(words) != 2 || svDimensions(sent) != 2) return ECON_ERROR_LENGTH;
  rows = svSize(words, 1);
  if (svSize(sent, 1) != rows || svSize(words, 2) != ECON_INPUT_WORDS || svSize(sent, 2) != ECON_OUTPUT_WORDS)
    return ECON_ERROR_LENGTH;
  for (first = 0; first < rows; first += count) {
    count = rows - first < ECON_DPI_ROWS ? rows - first : ECON_DPI_ROWS;
    for (row = 0; row < count; ++row)
      for (link = 0; link < ECON_INPUT_WORDS; ++link) {
        svGetBitArrElem2VecVal(&word, words, place(words, 1, first + row), place(words, 2, link));
        in[row][link] = word;
      }
    status = econ_stream_run((econ_stream *)stream, (const econ_model *)model, in[0], (size_t)count * ECON_INPUT_WORDS,
                             out[0], (size_t)count * ECON_OUTPUT_WORDS);
    if (status != ECON_OK) return status;
    for (row = 0; row < count; ++row)
      for (link = 0; link < ECON_OUTPUT_WORDS; ++link) {
        word = out[row][link];
        svPutBitArrElem2VecVal(sent, &word, place(sent, 1, first + row), place(sent, 2, link));
      }
  }
  return ECON_OK;
}

#ifdef __cplusplus
}
#endif
