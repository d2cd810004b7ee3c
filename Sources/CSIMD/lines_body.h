// Products of long lines (keys, values, rows or columns of a matrix) with a few vectors, included by every path_*.c
// after elementwise_body.h and by every f64_*.c after vectors_body.h. Lines are read once, in order and as they are stored,
// so that memory sets the pace.
#include <string.h>

#include "CSIMD.h"

#define INLINE static inline __attribute__((always_inline))

INLINE vf line_real(const REAL *p) { return load(p); }

INLINE vf line_part_real(const REAL *p, size_t count) { return load_part(p, count); }

#ifdef F16_TO_F32
INLINE vf line_f16(const uint16_t *p) {
  vh h;
  memcpy(&h, p, sizeof h);
  return F16_TO_F32(h);
}

INLINE vf line_part_f16(const uint16_t *p, size_t count) {
  vh h = {0};
  memcpy(&h, p, count * 2);
  return F16_TO_F32(h);
}

INLINE vf line_bf16(const uint16_t *p) {
  vh h;
  memcpy(&h, p, sizeof h);
  return bf16_to_f32_vector(h);
}

INLINE vf line_part_bf16(const uint16_t *p, size_t count) {
  vh h = {0};
  memcpy(&h, p, count * 2);
  return bf16_to_f32_vector(h);
}
#endif

// Sums of the lanes of four vectors, in halves: eight shuffles, where one lane after the other takes sixty steps.
INLINE void sum_lanes(const vf x[4], REAL *sums) {
#if LANES == 16
#define FOLD(a, b)                                                                         \
  (__builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23) + \
   __builtin_shufflevector(a, b, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31))
  vf ab = FOLD(x[0], x[1]), cd = FOLD(x[2], x[3]);
#undef FOLD
  vf abcd = __builtin_shufflevector(ab, cd, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27) +
            __builtin_shufflevector(ab, cd, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31);
  abcd += __builtin_shufflevector(abcd, abcd, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13);
  abcd += __builtin_shufflevector(abcd, abcd, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14);
  for (int i = 0; i < 4; i++) sums[i] = abcd[4 * i];
#elif LANES == 8
  vf ab = __builtin_shufflevector(x[0], x[1], 0, 1, 2, 3, 8, 9, 10, 11) +
          __builtin_shufflevector(x[0], x[1], 4, 5, 6, 7, 12, 13, 14, 15);
  vf cd = __builtin_shufflevector(x[2], x[3], 0, 1, 2, 3, 8, 9, 10, 11) +
          __builtin_shufflevector(x[2], x[3], 4, 5, 6, 7, 12, 13, 14, 15);
  vf abcd = __builtin_shufflevector(ab, cd, 0, 1, 4, 5, 8, 9, 12, 13) +
            __builtin_shufflevector(ab, cd, 2, 3, 6, 7, 10, 11, 14, 15);
  abcd += __builtin_shufflevector(abcd, abcd, 1, 0, 3, 2, 5, 4, 7, 6);
  for (int i = 0; i < 4; i++) sums[i] = abcd[2 * i];
#elif LANES == 4
  vf ab = __builtin_shufflevector(x[0], x[1], 0, 1, 4, 5) + __builtin_shufflevector(x[0], x[1], 2, 3, 6, 7);
  vf cd = __builtin_shufflevector(x[2], x[3], 0, 1, 4, 5) + __builtin_shufflevector(x[2], x[3], 2, 3, 6, 7);
  vf abcd = __builtin_shufflevector(ab, cd, 0, 2, 4, 6) + __builtin_shufflevector(ab, cd, 1, 3, 5, 7);
  for (int i = 0; i < 4; i++) sums[i] = abcd[i];
#else
  for (int i = 0; i < 4; i++) sums[i] = x[i][0] + x[i][1];
#endif
}

// Lines that stay in the innermost cache while one group of vectors after the other is multiplied, or all for one group.
INLINE size_t lines_together(size_t line_bytes, size_t remaining, size_t vector_count) {
  if (vector_count == 1 || vector_count == 4) return remaining;
  size_t count = line_bytes == 0 || line_bytes > 4096 ? 4 : 16384 / line_bytes / 4 * 4;
  return remaining < count ? remaining : count;
}

// Lines that are fetched ahead: those of the next call, where it goes on from this one, but not so many that they are gone
// from the cache when they are read.
INLINE size_t lines_ahead(size_t line_count) {
  return line_count < PARITY_LINES_AHEAD ? line_count : PARITY_LINES_AHEAD;
}

// LINES, VECTORS and FETCHES are constants at each call, so that the sums stay in registers and nothing is decided in the
// inner loop. Short lines may lie far apart, as the keys of one head do, and are fetched `ahead` elements ahead; the rest of a
// long line processors foresee by themselves.
#define LINE_BLOCKS(NAME, TYPE)                                                                                                \
  INLINE void dot_block_##NAME(const TYPE *lines, size_t line_stride, const int LINES, const REAL *vectors,                    \
                               size_t vector_stride, const int VECTORS, size_t k, const int FETCHES, size_t ahead, REAL *sums, \
                               size_t ld) {                                                                                    \
    vf sum[4][4];                                                                                                              \
    for (int l = 0; l < LINES; l++)                                                                                            \
      for (int v = 0; v < VECTORS; v++) sum[l][v] = splat(0);                                                                  \
    size_t p = 0;                                                                                                              \
    for (; p + LANES <= k; p += LANES) {                                                                                       \
      vf factor[4];                                                                                                            \
      for (int v = 0; v < VECTORS; v++) factor[v] = load(vectors + v * vector_stride + p);                                     \
      for (int l = 0; l < LINES; l++) {                                                                                        \
        vf line = line_##NAME(lines + l * line_stride + p);                                                                    \
        if (FETCHES) __builtin_prefetch(lines + l * line_stride + ahead + p, 0, 2);                                            \
        for (int v = 0; v < VECTORS; v++) sum[l][v] = line * factor[v] + sum[l][v];                                            \
      }                                                                                                                        \
    }                                                                                                                          \
    if (p < k) {                                                                                                               \
      for (int l = 0; l < LINES; l++) {                                                                                        \
        vf line = line_part_##NAME(lines + l * line_stride + p, k - p);                                                        \
        for (int v = 0; v < VECTORS; v++)                                                                                      \
          sum[l][v] = line * load_part(vectors + v * vector_stride + p, k - p) + sum[l][v];                                    \
      }                                                                                                                        \
    }                                                                                                                          \
    for (int v = 0; v < VECTORS; v++) {                                                                                        \
      vf of_line[4] = {{0}, {0}, {0}, {0}};                                                                                    \
      for (int l = 0; l < LINES; l++) of_line[l] = sum[l][v];                                                                  \
      REAL totals[4];                                                                                                          \
      sum_lanes(of_line, totals);                                                                                              \
      for (int l = 0; l < LINES; l++) sums[l + v * ld] = totals[l];                                                            \
    }                                                                                                                          \
  }                                                                                                                            \
                                                                                                                               \
  INLINE void add_block_##NAME(const TYPE *lines, size_t line_stride, const int LINES, const REAL *weights,                    \
                               size_t weight_stride, const int VECTORS, size_t dim, const int FETCHES, size_t ahead,           \
                               REAL *outputs, size_t output_stride) {                                                          \
    vf weight[4][4];                                                                                                           \
    for (int l = 0; l < LINES; l++)                                                                                            \
      for (int v = 0; v < VECTORS; v++) weight[l][v] = splat(weights[v * weight_stride + l]);                                  \
    size_t x = 0;                                                                                                              \
    for (; x + LANES <= dim; x += LANES) {                                                                                     \
      vf line[4];                                                                                                              \
      for (int l = 0; l < LINES; l++) {                                                                                        \
        line[l] = line_##NAME(lines + l * line_stride + x);                                                                    \
        if (FETCHES) __builtin_prefetch(lines + l * line_stride + ahead + x, 0, 2);                                            \
      }                                                                                                                        \
      for (int v = 0; v < VECTORS; v++) {                                                                                      \
        vf sum = load(outputs + v * output_stride + x);                                                                        \
        for (int l = 0; l < LINES; l++) sum = line[l] * weight[l][v] + sum;                                                    \
        store(outputs + v * output_stride + x, sum);                                                                           \
      }                                                                                                                        \
    }                                                                                                                          \
    if (x < dim) {                                                                                                             \
      for (int v = 0; v < VECTORS; v++) {                                                                                      \
        vf sum = load_part(outputs + v * output_stride + x, dim - x);                                                          \
        for (int l = 0; l < LINES; l++)                                                                                        \
          sum = line_part_##NAME(lines + l * line_stride + x, dim - x) * weight[l][v] + sum;                                   \
        store_part(outputs + v * output_stride + x, sum, dim - x);                                                             \
      }                                                                                                                        \
    }                                                                                                                          \
  }

// One group of vectors against some lines, four of them at a time. Functions of their own, because the registers of one
// form are enough and those of all forms are not; and the head sizes of most models as constants, so that the processor
// runs ahead over many lines, as it must to keep memory busy.
#define LINE_PASSES(NAME, TYPE, VECTORS, FETCHES)                                                                       \
  INLINE void dot_run_##NAME##_##VECTORS##_##FETCHES(const TYPE *lines, size_t line_stride, size_t count, size_t ahead, \
                                                     const REAL *vectors, size_t vector_stride, const size_t k,         \
                                                     REAL *sums, size_t ld) {                                           \
    size_t l = 0;                                                                                                       \
    for (; l + 4 <= count; l += 4, lines += 4 * line_stride)                                                            \
      dot_block_##NAME(lines, line_stride, 4, vectors, vector_stride, VECTORS, k, FETCHES, ahead, sums + l, ld);        \
    for (; l < count; l++, lines += line_stride)                                                                        \
      dot_block_##NAME(lines, line_stride, 1, vectors, vector_stride, VECTORS, k, 0, 0, sums + l, ld);                  \
  }                                                                                                                     \
  INLINE void add_run_##NAME##_##VECTORS##_##FETCHES(const TYPE *lines, size_t line_stride, size_t count, size_t ahead, \
                                                     const REAL *weights, size_t weight_stride, const size_t dim,       \
                                                     REAL *outputs, size_t output_stride) {                             \
    size_t l = 0;                                                                                                       \
    for (; l + 4 <= count; l += 4, lines += 4 * line_stride)                                                            \
      add_block_##NAME(lines, line_stride, 4, weights + l, weight_stride, VECTORS, dim, FETCHES, ahead, outputs,        \
                       output_stride);                                                                                  \
    for (; l < count; l++, lines += line_stride)                                                                        \
      add_block_##NAME(lines, line_stride, 1, weights + l, weight_stride, VECTORS, dim, 0, 0, outputs,                  \
                       output_stride);                                                                                  \
  }                                                                                                                     \
  LINE_PASS(dot, NAME, TYPE, VECTORS, FETCHES)                                                                          \
  LINE_PASS(add, NAME, TYPE, VECTORS, FETCHES)

#define LINE_PASS(OPERATION, NAME, TYPE, VECTORS, FETCHES)                                                                   \
  static __attribute__((noinline)) void OPERATION##_pass_##NAME##_##VECTORS##_##FETCHES(                                     \
      const TYPE *lines, size_t line_stride, size_t count, size_t ahead, const REAL *factors, size_t factor_stride,          \
      size_t length, REAL *to, size_t ld) {                                                                                  \
    if (length == 128) {                                                                                                     \
      OPERATION##_run_##NAME##_##VECTORS##_##FETCHES(lines, line_stride, count, ahead, factors, factor_stride, 128, to, ld); \
    } else if (length == 64) {                                                                                               \
      OPERATION##_run_##NAME##_##VECTORS##_##FETCHES(lines, line_stride, count, ahead, factors, factor_stride, 64, to, ld);  \
    } else {                                                                                                                 \
      OPERATION##_run_##NAME##_##VECTORS##_##FETCHES(lines, line_stride, count, ahead, factors, factor_stride, length, to,   \
                                                     ld);                                                                    \
    }                                                                                                                        \
  }

// All lines with all groups of vectors: line l has its element of each factor (add) or of each result (dot) at l.
#define LINE_LOOP(OPERATION, NAME, TYPE, FACTORS_AT, RESULTS_AT)                                              \
  static void OPERATION##_lines_##NAME##_loop(const void *lines, size_t line_stride, size_t line_count,       \
                                              const REAL *factors, size_t factor_stride, size_t vector_count, \
                                              size_t length, REAL *to, size_t ld) {                           \
    size_t bytes = length * sizeof(TYPE), count, ahead = lines_ahead(line_count) * line_stride;               \
    for (size_t l = 0; l < line_count; l += count) {                                                          \
      count = lines_together(bytes, line_count - l, vector_count);                                            \
      const TYPE *line = (const TYPE *)lines + l * line_stride;                                               \
      bool fetches = bytes <= 4096;                                                                           \
      for (size_t v = 0, taken; v < vector_count; v += taken, fetches = false) {                              \
        taken = v + 4 <= vector_count ? 4 : 1;                                                                \
        (taken == 4 ? fetches ? OPERATION##_pass_##NAME##_4_1 : OPERATION##_pass_##NAME##_4_0                 \
         : fetches ? OPERATION##_pass_##NAME##_1_1 : OPERATION##_pass_##NAME##_1_0)(                          \
            line, line_stride, count, ahead, factors + v * factor_stride + FACTORS_AT, factor_stride, length, \
            to + v * ld + RESULTS_AT, ld);                                                                    \
      }                                                                                                       \
    }                                                                                                         \
  }

#define LINE_LOOPS(NAME, TYPE)     \
  LINE_BLOCKS(NAME, TYPE)          \
  LINE_PASSES(NAME, TYPE, 1, 0)    \
  LINE_PASSES(NAME, TYPE, 1, 1)    \
  LINE_PASSES(NAME, TYPE, 4, 0)    \
  LINE_PASSES(NAME, TYPE, 4, 1)    \
  LINE_LOOP(dot, NAME, TYPE, 0, l) \
  LINE_LOOP(add, NAME, TYPE, l, 0)

LINE_LOOPS(real, REAL)
#ifdef F16_TO_F32
LINE_LOOPS(f16, uint16_t)
LINE_LOOPS(bf16, uint16_t)
#endif
