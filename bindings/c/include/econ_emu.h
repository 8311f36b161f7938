/* econ-emu: a bit-exact model of ECON-T, the trigger concentrator chip of the CMS HGCAL.
 *
 * A model says what is computed: a configuration with its weights. It never changes, and any number
 * of threads share it. A stream holds what one bunch crossing (BX) leaves to the next: FIFO, BX
 * counter, number of the row. It belongs to one thread at a time, and to one chip.
 *
 * No call depends on anything but its arguments. The library starts no threads, and takes no memory
 * in econ_stream_step, econ_stream_step_charges, econ_stream_run and econ_stream_encode. Every call
 * gives a status; nothing is thrown. Handles that are null are refused; handles that were freed are
 * refused as long as nothing else has been put in their place, which is no promise.
 *
 * Made by cbindgen from bindings/c/src: do not edit.
 */

#ifndef ECON_EMU_H
#define ECON_EMU_H

#include <stddef.h>
#include <stdint.h>

/*
 Version of this interface. It changes where a program that was built with an older header would go wrong.
 */
#define ECON_EMU_ABI 1

/*
 Words of one BX at the input: 12 links, 32 bits each.
 */
#define ECON_INPUT_WORDS 12

/*
 Words of one BX at the output: 13 links, 32 bits each; inactive links are 0.
 */
#define ECON_OUTPUT_WORDS 13

/*
 Trigger cells of a chip.
 */
#define ECON_CELLS 48

/*
 Latents of the encoder.
 */
#define ECON_LATENTS 16

/*
 BX of an orbit.
 */
#define ECON_ORBIT 3564

/*
 Bytes of a saved stream.
 */
#define ECON_SAVED_BYTES 828

/*
 Characters of the text of an error, the closing zero included.
 */
#define ECON_ERROR_TEXT 1024

/*
 What became of a call.
 */
typedef enum {
  /*
   It was done.
   */
  ECON_OK = 0,
  /*
   A pointer is null that must not be.
   */
  ECON_ERROR_NULL = 1,
  /*
   A pointer is no handle of this kind, or was freed.
   */
  ECON_ERROR_HANDLE = 2,
  /*
   A length is another than it must be.
   */
  ECON_ERROR_LENGTH = 3,
  /*
   Memory is not aligned for its numbers, or input and output overlap.
   */
  ECON_ERROR_MEMORY = 4,
  /*
   A value is out of its range.
   */
  ECON_ERROR_VALUE = 5,
  /*
   The library is of another version than the header.
   */
  ECON_ERROR_VERSION = 6,
  /*
   A configuration, its options or its weights do not hold; the text says where and why.
   */
  ECON_ERROR_CONFIGURATION = 7,
  /*
   The bytes are no saved stream.
   */
  ECON_ERROR_SAVED = 8,
  /*
   The model has no encoder: its algorithm is another one.
   */
  ECON_ERROR_NO_ENCODER = 9,
  /*
   A file cannot be read.
   */
  ECON_ERROR_FILE = 10,
  /*
   A fault of the library itself; the objects of the call must not be used again.
   */
  ECON_ERROR_INTERNAL = 11,
} econ_status;

/*
 A chip as its configuration makes it. Free it with econ_model_free.
 */
typedef struct econ_model econ_model;

/*
 What one BX leaves to the next. Free it with econ_stream_free.
 */
typedef struct econ_stream econ_stream;

/*
 What was wrong, in memory of the caller. The text is UTF-8 with a closing zero, and cut where it is longer.
 */
typedef struct {
  /*
   What the call gave.
   */
  econ_status status;
  /*
   Line of the file where the fault stands, counted from 1; 0 where none is known.
   */
  uint64_t line;
  /*
   File, line, field, what was found, what is allowed, and what to do about it.
   */
  char text[ECON_ERROR_TEXT];
} econ_error;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/*
 The version of this interface that the library was built with: ECON_EMU_ABI of its own header.
 */
uint32_t econ_abi(void);

/*
 The release of the library, such as "0.1.0".
 */
const char *econ_version(void);

/*
 Compares header and library. Call it once, with ECON_EMU_ABI: econ_version_check(ECON_EMU_ABI, &error).
 `error` may be null.

 # Safety
 `error` is null or can be written.
 */
econ_status econ_version_check(uint32_t abi,
                               econ_error *error);

/*
 A status in a few words; never null, and never to be freed.
 */
const char *econ_status_text(int status);

/*
 A model from configuration files (YAML in any of the public dialects, or JSON of CMSSW), each over those before it.
 `options` is JSON with what registers do not say, as in the manifest of a golden set; null for the usual ones.
 `error` may be null.

 # Safety
 `paths` are `count` strings with closing zeros, `options` is one or null, `model` can be written, and `error` is null
 or can be written.
 */
econ_status econ_model_read(const char *const *paths,
                            uintptr_t count,
                            const char *options,
                            econ_model **model,
                            econ_error *error);

/*
 As econ_model_read, from one configuration in memory: `length` bytes of UTF-8.

 # Safety
 As econ_model_read; `text` has `length` bytes.
 */
econ_status econ_model_parse(const char *text,
                             uintptr_t length,
                             const char *options,
                             econ_model **model,
                             econ_error *error);

/*
 The same model with other weights: all of them, tensor by tensor in the order of the registers, in units of their
 last fractional bit. For many modules that differ in weights alone. `error` may be null.

 # Safety
 `model` is a handle, `weights` are `count` numbers, `made` can be written, and `error` is null or can be written.
 */
econ_status econ_model_with_weights(const econ_model *model,
                                    const int32_t *weights,
                                    uintptr_t count,
                                    econ_model **made,
                                    econ_error *error);

/*
 Has vector instructions do the work of econ_stream_run from now on, with the same words: worth it from some thousand
 BX of this model on. `compiled` gets 1, or 0 where nothing faster is exact; it may be null.

 # Safety
 `model` is a handle, `compiled` is null or can be written.
 */
econ_status econ_model_compile(const econ_model *model,
                               int *compiled);

/*
 What there is to say about the configuration of the model, a line each; empty if nothing. `text` gets as much of it
 as `capacity` bytes hold with a closing zero, `length` the bytes of all of it without. Either may be null.

 # Safety
 `model` is a handle, `text` is null or has `capacity` bytes, `length` is null or can be written.
 */
econ_status econ_model_warnings(const econ_model *model,
                                char *text,
                                uintptr_t capacity,
                                uintptr_t *length);

/*
 Frees a model. Null is nothing to free.

 # Safety
 `model` is null or a handle that nobody uses any more.
 */
econ_status econ_model_free(econ_model *model);

/*
 A stream, just after reset, with the memory that this model needs. `error` may be null.

 # Safety
 `model` is a handle, `stream` can be written, and `error` is null or can be written.
 */
econ_status econ_stream_new(const econ_model *model, econ_stream **stream, econ_error *error);

/*
 A stream that goes on where another one is. `error` may be null.

 # Safety
 `stream` is a handle, `copy` can be written, and `error` is null or can be written.
 */
econ_status econ_stream_copy(const econ_stream *stream, econ_stream **copy, econ_error *error);

/*
 As just after a reset of the chip.

 # Safety
 `stream` is a handle.
 */
econ_status econ_stream_reset(econ_stream *stream);

/*
 One BX: ECON_INPUT_WORDS words in, ECON_OUTPUT_WORDS words out. The first of a word's bits is the most significant.

 # Safety
 `stream` and `model` are handles, `input` and `output` have as many words.
 */
econ_status econ_stream_step(econ_stream *stream,
                             const econ_model *model,
                             const uint32_t *input,
                             uint32_t *output);

/*
 One BX from ECON_CELLS calibrated charges (CALQ, 22 bits, post-MUX order), behind the front end: the ECON_OUTPUT_WORDS
 words of a chip whose BX counter says `bx`, below ECON_ORBIT. The next BX goes on from there.

 # Safety
 `stream` and `model` are handles, `charges` and `output` have as many numbers.
 */
econ_status econ_stream_step_charges(econ_stream *stream,
                                     const econ_model *model,
                                     uint16_t bx,
                                     const uint32_t *charges,
                                     uint32_t *output);

/*
 The next BX, one row after the other: `input_words` is a multiple of ECON_INPUT_WORDS, and `output_words` as many
 times ECON_OUTPUT_WORDS. Input and output do not overlap.

 # Safety
 `stream` and `model` are handles, `input` and `output` have as many words.
 */
econ_status econ_stream_run(econ_stream *stream,
                            const econ_model *model,
                            const uint32_t *input,
                            uintptr_t input_words,
                            uint32_t *output,
                            uintptr_t output_words);

/*
 Latents and code of the module sum (9 bits, 5E4M) of ECON_CELLS calibrated charges (CALQ, 22 bits, post-MUX order), by
 the encoder alone: nothing of the stream changes, it lends its memory. `sum` may be null.

 # Safety
 `stream` and `model` are handles, `charges` has ECON_CELLS numbers, `latents` ECON_LATENTS, `sum` is null or can be
 written.
 */
econ_status econ_stream_encode(econ_stream *stream,
                               const econ_model *model,
                               const uint32_t *charges,
                               uint16_t *latents,
                               uint16_t *sum);

/*
 Where a stream is: the number of the next row since the reset, the number of the next BX if it has no orbit header,
 and the 16-bit words that wait in the FIFO. Each may be null.

 # Safety
 `stream` is a handle, the others are null or can be written.
 */
econ_status econ_stream_position(const econ_stream *stream,
                                 uint64_t *row,
                                 uint16_t *next_bx,
                                 uintptr_t *waiting);

/*
 What the next BX depend on, as `length` = ECON_SAVED_BYTES bytes for econ_stream_restore of this release and later ones.

 # Safety
 `stream` is a handle, `bytes` has `length` bytes.
 */
econ_status econ_stream_save(const econ_stream *stream,
                             uint8_t *bytes,
                             uintptr_t length);

/*
 Goes on where a stream was saved. Where the bytes are no saved stream, this one stays as it is. `error` may be null.

 # Safety
 `stream` is a handle, `bytes` has `length` bytes, and `error` is null or can be written.
 */
econ_status econ_stream_restore(econ_stream *stream,
                                const uint8_t *bytes,
                                uintptr_t length,
                                econ_error *error);

/*
 Frees a stream. Null is nothing to free.

 # Safety
 `stream` is null or a handle that nobody uses any more.
 */
econ_status econ_stream_free(econ_stream *stream);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* ECON_EMU_H */
