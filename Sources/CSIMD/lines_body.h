// Products of long lines (keys, values, rows or columns of a matrix) with a few vectors, included by every path_*.c
// after elementwise_body.h. Lines are read once, in order and as they are stored, so that memory sets the pace.
#include <string.h>

#include "CSIMD.h"

#define INLINE static inline __attribute__((always_inline))

INLINE vf line_f32(const float *p) { return load(p); }

INLINE vf line_part_f32(const float *p, size_t count) { return load_part(p, count); }

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

// How far ahead lines are fetched. Processors foresee the rest of a long line by themselves, but not the next of short lines
// that lie far apart, as the keys of one head do.
INLINE size_t lines_ahead(size_t line_bytes, size_t line_stride) { return line_bytes <= 4096 ? 8 * line_stride : 0; }

// LINES and VECTORS are constants at each call, so that the sums stay in registers.
#define LINE_LOOPS(NAME, TYPE)                                                                                        \
  INLINE void dot_block_##NAME(const TYPE *lines, size_t line_stride, const int LINES, const float *vectors,          \
                               size_t vector_stride, const int VECTORS, size_t k, float *sums, size_t ld) {           \
    vf sum[4][4];                                                                                                     \
    for (int l = 0; l < LINES; l++)                                                                                   \
      for (int v = 0; v < VECTORS; v++) sum[l][v] = splat(0);                                                         \
    const TYPE *ahead = lines + lines_ahead(k * sizeof(TYPE), line_stride);                                           \
    size_t p = 0;                                                                                                     \
    for (; p + LANES <= k; p += LANES) {                                                                              \
      vf factor[4];                                                                                                   \
      for (int v = 0; v < VECTORS; v++) factor[v] = load(vectors + v * vector_stride + p);                            \
      for (int l = 0; l < LINES; l++) {                                                                               \
        vf line = line_##NAME(lines + l * line_stride + p);                                                           \
        __builtin_prefetch(ahead + l * line_stride + p, 0, 2);                                                        \
        for (int v = 0; v < VECTORS; v++) sum[l][v] = line * factor[v] + sum[l][v];                                   \
      }                                                                                                               \
    }                                                                                                                 \
    if (p < k) {                                                                                                      \
      for (int l = 0; l < LINES; l++) {                                                                               \
        vf line = line_part_##NAME(lines + l * line_stride + p, k - p);                                               \
        for (int v = 0; v < VECTORS; v++)                                                                             \
          sum[l][v] = line * load_part(vectors + v * vector_stride + p, k - p) + sum[l][v];                           \
      }                                                                                                               \
    }                                                                                                                 \
    for (int l = 0; l < LINES; l++)                                                                                   \
      for (int v = 0; v < VECTORS; v++) {                                                                             \
        float total = 0;                                                                                              \
        for (int i = 0; i < LANES; i++) total += sum[l][v][i];                                                        \
        sums[l + v * ld] = total;                                                                                     \
      }                                                                                                               \
  }                                                                                                                   \
                                                                                                                      \
  static void dot_lines_##NAME##_loop(const void *lines, size_t line_stride, size_t line_count, const float *vectors, \
                                      size_t vector_stride, size_t vector_count, size_t k, float *sums, size_t ld) {  \
    for (size_t l = 0; l < line_count;) {                                                                             \
      const TYPE *line = (const TYPE *)lines + l * line_stride;                                                       \
      size_t block = l + 4 <= line_count ? 4 : 1;                                                                     \
      for (size_t v = 0; v < vector_count;) {                                                                         \
        const float *vector = vectors + v * vector_stride;                                                            \
        float *to = sums + l + v * ld;                                                                                \
        size_t taken = v + 4 <= vector_count ? 4 : 1;                                                                 \
        if (block == 4 && taken == 4) dot_block_##NAME(line, line_stride, 4, vector, vector_stride, 4, k, to, ld);    \
        if (block == 4 && taken == 1) dot_block_##NAME(line, line_stride, 4, vector, vector_stride, 1, k, to, ld);    \
        if (block == 1 && taken == 4) dot_block_##NAME(line, line_stride, 1, vector, vector_stride, 4, k, to, ld);    \
        if (block == 1 && taken == 1) dot_block_##NAME(line, line_stride, 1, vector, vector_stride, 1, k, to, ld);    \
        v += taken;                                                                                                   \
      }                                                                                                               \
      l += block;                                                                                                     \
    }                                                                                                                 \
  }                                                                                                                   \
                                                                                                                      \
  INLINE void add_block_##NAME(const TYPE *lines, size_t line_stride, const int LINES, const float *weights,          \
                               size_t weight_stride, const int VECTORS, size_t dim, float *outputs,                   \
                               size_t output_stride) {                                                                \
    vf weight[4][4];                                                                                                  \
    for (int l = 0; l < LINES; l++)                                                                                   \
      for (int v = 0; v < VECTORS; v++) weight[l][v] = splat(weights[v * weight_stride + l]);                         \
    const TYPE *ahead = lines + lines_ahead(dim * sizeof(TYPE), line_stride);                                         \
    size_t x = 0;                                                                                                     \
    for (; x + LANES <= dim; x += LANES) {                                                                            \
      vf line[4];                                                                                                     \
      for (int l = 0; l < LINES; l++) {                                                                               \
        line[l] = line_##NAME(lines + l * line_stride + x);                                                           \
        __builtin_prefetch(ahead + l * line_stride + x, 0, 2);                                                        \
      }                                                                                                               \
      for (int v = 0; v < VECTORS; v++) {                                                                             \
        vf sum = load(outputs + v * output_stride + x);                                                               \
        for (int l = 0; l < LINES; l++) sum = line[l] * weight[l][v] + sum;                                           \
        store(outputs + v * output_stride + x, sum);                                                                  \
      }                                                                                                               \
    }                                                                                                                 \
    if (x < dim) {                                                                                                    \
      for (int v = 0; v < VECTORS; v++) {                                                                             \
        vf sum = load_part(outputs + v * output_stride + x, dim - x);                                                 \
        for (int l = 0; l < LINES; l++)                                                                               \
          sum = line_part_##NAME(lines + l * line_stride + x, dim - x) * weight[l][v] + sum;                          \
        store_part(outputs + v * output_stride + x, sum, dim - x);                                                    \
      }                                                                                                               \
    }                                                                                                                 \
  }                                                                                                                   \
                                                                                                                      \
  static void add_lines_##NAME##_loop(const void *lines, size_t line_stride, size_t line_count, const float *weights, \
                                      size_t weight_stride, size_t vector_count, size_t dim, float *outputs,          \
                                      size_t output_stride) {                                                         \
    for (size_t l = 0; l < line_count;) {                                                                             \
      const TYPE *line = (const TYPE *)lines + l * line_stride;                                                       \
      size_t block = l + 4 <= line_count ? 4 : 1;                                                                     \
      for (size_t v = 0; v < vector_count;) {                                                                         \
        const float *weight = weights + v * weight_stride + l;                                                        \
        float *to = outputs + v * output_stride;                                                                      \
        size_t taken = v + 4 <= vector_count ? 4 : 1;                                                                 \
        if (block == 4 && taken == 4)                                                                                 \
          add_block_##NAME(line, line_stride, 4, weight, weight_stride, 4, dim, to, output_stride);                   \
        if (block == 4 && taken == 1)                                                                                 \
          add_block_##NAME(line, line_stride, 4, weight, weight_stride, 1, dim, to, output_stride);                   \
        if (block == 1 && taken == 4)                                                                                 \
          add_block_##NAME(line, line_stride, 1, weight, weight_stride, 4, dim, to, output_stride);                   \
        if (block == 1 && taken == 1)                                                                                 \
          add_block_##NAME(line, line_stride, 1, weight, weight_stride, 1, dim, to, output_stride);                   \
        v += taken;                                                                                                   \
      }                                                                                                               \
      l += block;                                                                                                     \
    }                                                                                                                 \
  }

LINE_LOOPS(f32, float)
LINE_LOOPS(f16, uint16_t)
LINE_LOOPS(bf16, uint16_t)
