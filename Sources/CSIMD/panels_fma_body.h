// Products of panels by multiply-add in binary32, included once by every path_*.c after elementwise_body.h with
//   PANEL_VECTORS, PANEL_COLUMNS  the size of a tile of sums; a panel of A holds PANEL_VECTORS * LANES rows.
#include "panels.h"

#define PANEL_ROWS (PANEL_VECTORS * LANES)

typedef vf panel_tile[PANEL_COLUMNS][PANEL_VECTORS];

// Moves a tile's first `vectors` vectors of each column into the sums, as far as they lie inside.
static inline __attribute__((always_inline)) void settle_tile(const panel_tile tile, const int vectors, float *sums,
                                                              size_t ld, size_t m, size_t n, bool accumulate) {
  if (n == PANEL_COLUMNS && m == (size_t)vectors * LANES) {
#pragma clang loop unroll(full)
    for (int j = 0; j < PANEL_COLUMNS; j++) {
#pragma clang loop unroll(full)
      for (int i = 0; i < vectors; i++) {
        float *to = sums + j * ld + i * LANES;
        store(to, accumulate ? load(to) + tile[j][i] : tile[j][i]);
      }
    }
    return;
  }
  // A copy, because registers have no variable index.
  panel_tile copy;
#pragma clang loop unroll(full)
  for (int j = 0; j < PANEL_COLUMNS; j++) {
#pragma clang loop unroll(full)
    for (int i = 0; i < vectors; i++) copy[j][i] = tile[j][i];
  }
  for (size_t j = 0; j < n; j++) {
    const float *from = (const float *)copy[j];
    for (size_t i = 0; i < m; i++) sums[j * ld + i] = accumulate ? sums[j * ld + i] + from[i] : from[i];
  }
}

// Multiplies a tile by the factors of its rows and columns, where there are some.
static inline __attribute__((always_inline)) void scale_tile(panel_tile tile, const int vectors, const float *scale_a,
                                                             const float *scale_b) {
  if (!scale_a) return;
#pragma clang loop unroll(full)
  for (int j = 0; j < PANEL_COLUMNS; j++) {
#pragma clang loop unroll(full)
    for (int i = 0; i < vectors; i++) tile[j][i] *= load(scale_a + i * LANES) * splat(scale_b[j]);
  }
}

// `vectors` is a constant at each call, so that the sums stay in registers; a panel with few rows needs fewer.
#define PANEL_PRODUCTS(NAME)                                                                                      \
  static inline __attribute__((always_inline)) void NAME##_panels(                                                \
      const void *a, const void *b, size_t units, const float *scale_a, const float *scale_b, void *sums,         \
      size_t ld, size_t m, size_t n, bool accumulate) {                                                           \
    if (m <= LANES) {                                                                                             \
      NAME##_tile(a, b, units, 1, scale_a, scale_b, sums, ld, m, n, accumulate);                                  \
    } else if (m <= 2 * LANES) {                                                                                  \
      NAME##_tile(a, b, units, 2, scale_a, scale_b, sums, ld, m, n, accumulate);                                  \
    } else {                                                                                                      \
      NAME##_tile(a, b, units, PANEL_VECTORS, scale_a, scale_b, sums, ld, m, n, accumulate);                      \
    }                                                                                                             \
  }                                                                                                               \
  static void multiply_##NAME##_panels(const void *a, const void *b, size_t units, void *sums, size_t ld,         \
                                       size_t m, size_t n, bool accumulate) {                                     \
    NAME##_panels(a, b, units, NULL, NULL, sums, ld, m, n, accumulate);                                           \
  }                                                                                                               \
  static void multiply_scaled_##NAME##_panels(const void *a, const void *b, size_t units, const float *scale_a,   \
                                              const float *scale_b, void *sums, size_t ld, size_t m, size_t n,    \
                                              bool accumulate) {                                                  \
    NAME##_panels(a, b, units, scale_a, scale_b, sums, ld, m, n, accumulate);                                     \
  }

static inline __attribute__((always_inline)) void f32_tile(const float *a, const float *b, size_t units,
                                                           const int vectors, const float *scale_a,
                                                           const float *scale_b, float *sums, size_t ld, size_t m,
                                                           size_t n, bool accumulate) {
  panel_tile tile = {0};
  for (size_t u = 0; u < units; u++) {
    vf rows[PANEL_VECTORS];
#pragma clang loop unroll(full)
    for (int i = 0; i < vectors; i++) rows[i] = load(a + i * LANES);
#pragma clang loop unroll(full)
    for (int j = 0; j < PANEL_COLUMNS; j++) {
      vf factor = splat(b[j]);
#pragma clang loop unroll(full)
      for (int i = 0; i < vectors; i++) tile[j][i] = rows[i] * factor + tile[j][i];
    }
    a += PANEL_ROWS;
    b += PANEL_COLUMNS;
  }
  scale_tile(tile, vectors, scale_a, scale_b);
  settle_tile(tile, vectors, sums, ld, m, n, accumulate);
}

// bf16 is the upper half of binary32: a shift or a mask widens it.
static inline vf widened(vi pairs, const int odd) { return (vf)(odd ? pairs & (int32_t)0xFFFF0000 : pairs << 16); }

static inline __attribute__((always_inline)) void bf16_tile(const int32_t *a, const int32_t *b, size_t units,
                                                           const int vectors, const float *scale_a,
                                                           const float *scale_b, float *sums, size_t ld, size_t m,
                                                           size_t n, bool accumulate) {
  panel_tile tile = {0};
  for (size_t u = 0; u < units; u++) {
#pragma clang loop unroll(full)
    for (int odd = 0; odd < 2; odd++) {
      vf rows[PANEL_VECTORS];
#pragma clang loop unroll(full)
      for (int i = 0; i < vectors; i++) rows[i] = widened((vi)load((const float *)(a + i * LANES)), odd);
#pragma clang loop unroll(full)
      for (int j = 0; j < PANEL_COLUMNS; j++) {
        vf factor = widened(splat_bits(b[j]), odd);
#pragma clang loop unroll(full)
        for (int i = 0; i < vectors; i++) tile[j][i] = rows[i] * factor + tile[j][i];
      }
    }
    a += PANEL_ROWS;
    b += PANEL_COLUMNS;
  }
  scale_tile(tile, vectors, scale_a, scale_b);
  settle_tile(tile, vectors, sums, ld, m, n, accumulate);
}

PANEL_PRODUCTS(f32)
PANEL_PRODUCTS(bf16)

#define FMA_PANEL_TABLE(NAME, TYPE, DEPTH)                                                   \
  {                                                                                           \
    .name = NAME, .rows = PANEL_ROWS, .columns = PANEL_COLUMNS, .depth = DEPTH,               \
    .multiply = multiply_##TYPE##_panels, .multiply_scaled = multiply_scaled_##TYPE##_panels  \
  }
