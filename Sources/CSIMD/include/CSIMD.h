// Loops that need a particular instruction set: conversions, softmax rows, epilogues, 8-bit integer products.
//
// Every loop exists once for each path (plain C, NEON, AVX2, AVX-512) and is reached through a table. Plain C is written
// with fixed-width vectors, so that the compiler uses SSE2 or NEON for it. All arithmetic is IEEE binary32 without
// reassociation across elements other than the lane-wise sums stated below.
#ifndef PARITY_CSIMD_H
#define PARITY_CSIMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "attention.h"
#include "lines.h"
#include "panels.h"
#include "probes.h"
#include "unpacked.h"

// While some short lines are read, as many that follow are fetched, but at most so many: who reads several matrices in turn
// takes no more lines of each at a time.
enum { PARITY_LINES_AHEAD = 16 };

typedef void parity_dot_lines(const void *lines, size_t line_stride, size_t line_count, const float *vectors,
                              size_t vector_stride, size_t vector_count, size_t k, float *sums, size_t ld);
typedef void parity_add_lines(const void *lines, size_t line_stride, size_t line_count, const float *weights,
                              size_t weight_stride, size_t vector_count, size_t dim, float *outputs,
                              size_t output_stride);

// Elementwise loops, softmax rows and products with few vectors for one instruction set. Pointers need no alignment beyond their element's.
typedef struct parity_simd_path {
  // `plain`, `neon`, `avx2` or `avx512`.
  const char *name;

  // Exact conversions to binary32. Signalling NaNs of f16 become quiet.
  void (*f16_to_f32)(const uint16_t *source, float *destination, size_t count);
  void (*bf16_to_f32)(const uint16_t *source, float *destination, size_t count);
  void (*f8e4m3_to_f32)(const uint8_t *source, float *destination, size_t count);
  void (*f8e5m2_to_f32)(const uint8_t *source, float *destination, size_t count);

  // Rounded to nearest, ties to even; subnormals kept, values beyond the range become infinite, NaNs become quiet and
  // keep the leading bits of their payload.
  void (*f32_to_f16)(const float *source, uint16_t *destination, size_t count);
  void (*f32_to_bf16)(const float *source, uint16_t *destination, size_t count);

  // x = alpha * x + beta * c; c may be null, and beta is then unused.
  void (*scale_add)(float *x, float alpha, const float *c, float beta, size_t count);
  // x = x + bias
  void (*add)(float *x, const float *bias, size_t count);
  // x = max(x, 0); NaN stays NaN.
  void (*relu)(float *x, size_t count);
  // x = x / (1 + exp(-2u)), u = sqrt(2/pi) (x + 0.044715 x^3): the tanh form of GELU, without its cancellation.
  void (*gelu)(float *x, size_t count);

  // x = exp(x), at most 2 units in the last place from the true value; subnormal results rounded once more,
  // +inf above 88.7228, 0 below -104, NaN for NaN.
  void (*exp)(float *x, size_t count);

  // One step of the online softmax (Milakov and Gimelshein, 2018) for one row of `count` scores, in place: scores become
  // exp(scale * score - max), where `max` is first raised to the largest scaled score; `sum` is rescaled and grows by
  // the new weights. Returns exp(old max - new max), by which earlier weighted sums must be multiplied. A NaN score, or
  // one of +inf, makes `sum` NaN for good. Scores of -inf weigh nothing.
  float (*softmax_step)(float *scores, size_t count, float scale, float *max, float *sum);

  // One row of attention's backward pass, in place: scores become weights exp(scale * score - lse), and gradients become
  // weights * (gradients - delta) (FlashAttention, Dao et al., 2022, algorithm 4).
  void (*attention_gradients)(float *scores, float *gradients, size_t count, float scale, float lse, float delta);

  // sums[line + v * ld] = sum over k of lines[line * line_stride + k] * vectors[v * vector_stride + k]: a few vectors
  // against many stored lines, which are read once. Lane-wise sums, then the lanes in halves.
  parity_dot_lines *dot_lines_f32, *dot_lines_f16, *dot_lines_bf16;
  // outputs[v * output_stride + x] += sum over lines of weights[v * weight_stride + line] * lines[line * line_stride + x],
  // in the order of lines.
  parity_add_lines *add_lines_f32, *add_lines_f16, *add_lines_bf16;

  // sums[line + v * ld] = the exact sum over k of lines[line * line_stride + k] * vectors[v * vector_stride + k], modulo
  // 2^32; `vectors` hold 8-bit values.
  void (*dot_lines_i8)(const int8_t *lines, size_t line_stride, size_t line_count, const int16_t *vectors,
                       size_t vector_stride, size_t vector_count, size_t k, int32_t *sums, size_t ld);

  // Whether no element is infinite or NaN.
  bool (*all_finite)(const float *x, size_t count);
} parity_simd_path;

// The paths that this processor can run, widest first; plain C is always the last.
const parity_simd_path *const *parity_simd_paths(size_t *count);

// To 8-bit floats (Micikevicius et al., 2022), to nearest even from the binary32 value; magnitudes beyond the range and
// infinities saturate, as cuBLAS's conversions do.
void parity_f32_to_f8e4m3(const float *source, uint8_t *destination, size_t count);
void parity_f32_to_f8e5m2(const float *source, uint8_t *destination, size_t count);

#endif
