// Products without packing, included once by every path_*.c after panels_fma_body.h, whose tiles these are.
#include "unpacked.h"

typedef struct unpacked_output {
  REAL alpha, beta;
  const REAL *c;
  size_t ldc;
  REAL *d;
  size_t ldd;
} unpacked_output;

// `vectors` and `partial` are constants at each call. The last vector has `rest` rows where it is partial.
static inline __attribute__((always_inline)) void unpacked_tile(const REAL *a, size_t lda, const int vectors,
                                                                const bool partial, size_t rest, const REAL *b,
                                                                size_t b_k_stride, size_t b_column_stride, size_t n,
                                                                size_t k, const unpacked_output *out) {
  // Beyond the last column that one is multiplied again, for there may be no more memory.
  const REAL *line[PANEL_COLUMNS];
#pragma clang loop unroll(full)
  for (int j = 0; j < PANEL_COLUMNS; j++) line[j] = b + ((size_t)j < n ? (size_t)j : n - 1) * b_column_stride;
  panel_tile tile = {0};
  for (size_t p = 0, at = 0; p < k; p++, at += b_k_stride, a += lda) {
    vf rows[PANEL_VECTORS];
#pragma clang loop unroll(full)
    for (int i = 0; i < vectors; i++) {
      rows[i] = partial && i == vectors - 1 ? load_part(a + i * LANES, rest) : load(a + i * LANES);
    }
#pragma clang loop unroll(full)
    for (int j = 0; j < PANEL_COLUMNS; j++) {
      vf factor = splat(line[j][at]);
#pragma clang loop unroll(full)
      for (int i = 0; i < vectors; i++) tile[j][i] = rows[i] * factor + tile[j][i];
    }
  }
  const vf alpha = splat(out->alpha), beta = splat(out->beta);
#pragma clang loop unroll(full)
  for (int j = 0; j < PANEL_COLUMNS; j++) {
    if ((size_t)j == n) return;
#pragma clang loop unroll(full)
    for (int i = 0; i < vectors; i++) {
      const bool is_part = partial && i == vectors - 1;
      const REAL *from = out->c + j * out->ldc + i * LANES;
      REAL *to = out->d + j * out->ldd + i * LANES;
      vf value = tile[j][i] * alpha;
      if (out->c) value += beta * (is_part ? load_part(from, rest) : load(from));
      if (is_part) {
        store_part(to, value, rest);
      } else {
        store(to, value);
      }
    }
  }
}

static inline __attribute__((always_inline)) void unpacked_rows(const REAL *a, size_t lda, const int vectors,
                                                                size_t rest, const REAL *b, size_t b_k_stride,
                                                                size_t b_column_stride, size_t n, size_t k,
                                                                unpacked_output out) {
  for (size_t j = 0; j < n; j += PANEL_COLUMNS) {
    size_t columns = n - j < PANEL_COLUMNS ? n - j : PANEL_COLUMNS;
    if (rest < LANES) {
      unpacked_tile(a, lda, vectors, true, rest, b, b_k_stride, b_column_stride, columns, k, &out);
    } else {
      unpacked_tile(a, lda, vectors, false, rest, b, b_k_stride, b_column_stride, columns, k, &out);
    }
    b += PANEL_COLUMNS * b_column_stride;
    if (out.c) out.c += PANEL_COLUMNS * out.ldc;
    out.d += PANEL_COLUMNS * out.ldd;
  }
}

static void unpacked_multiply(const void *from_a, size_t lda, const void *b, size_t b_k_stride, size_t b_column_stride,
                              size_t m, size_t n, size_t k, double alpha, double beta, const void *from_c, size_t ldc,
                              void *to, size_t ldd) {
  const REAL *a = from_a, *c = from_c;
  REAL *d = to;
  // Blocks of about as many vectors each: 64 rows are 2 and 2, not 3 and 1.
  size_t vectors = (m + LANES - 1) / LANES;
  size_t blocks = (vectors + PANEL_VECTORS - 1) / PANEL_VECTORS;
  for (size_t i = 0; blocks > 0; blocks--) {
    size_t taken = vectors / blocks, rows = taken * LANES < m - i ? taken * LANES : m - i;
    size_t rest = rows - (taken - 1) * LANES;
    unpacked_output out = {(REAL)alpha, (REAL)beta, c ? c + i : NULL, ldc, d + i, ldd};
    if (taken == 1) {
      unpacked_rows(a + i, lda, 1, rest, b, b_k_stride, b_column_stride, n, k, out);
    } else if (taken == 2) {
      unpacked_rows(a + i, lda, 2, rest, b, b_k_stride, b_column_stride, n, k, out);
    } else {
      unpacked_rows(a + i, lda, PANEL_VECTORS, rest, b, b_k_stride, b_column_stride, n, k, out);
    }
    vectors -= taken;
    i += rows;
  }
}

#define UNPACKED_TABLE(NAME) {.name = NAME, .lanes = LANES, .columns = PANEL_COLUMNS, .multiply = unpacked_multiply}
