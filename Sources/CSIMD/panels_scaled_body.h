// Products of panels of bf16, and of panels whose lines have factors, in binary32; included once by every path_*.c after
// panels_fma_body.h and elementwise_body.h.

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

PANEL_PRODUCTS(bf16)

#define SCALED_PANEL_PRODUCTS(NAME)                                                                                \
  static void multiply_scaled_##NAME##_panels(const void *a, const void *b, size_t units, const float *scale_a,   \
                                              const float *scale_b, void *sums, size_t ld, size_t m, size_t n,    \
                                              bool accumulate) {                                                  \
    NAME##_panels(a, b, units, scale_a, scale_b, sums, ld, m, n, accumulate);                                     \
  }

SCALED_PANEL_PRODUCTS(real)
SCALED_PANEL_PRODUCTS(bf16)

#define SCALED_PANEL_TABLE(NAME, TYPE, DEPTH) \
  {PANEL_FIELDS(NAME, TYPE, DEPTH), .multiply_scaled = multiply_scaled_##TYPE##_panels}
