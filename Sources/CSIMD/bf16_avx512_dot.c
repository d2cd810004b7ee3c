// bf16 products by VDPBF16PS, which adds the products of a pair along k to a binary32 sum, each with one rounding.
//
// The instruction takes subnormal inputs for zero and flushes subnormal results (Intel, Software Developer's Manual, volume
// 2). Neither happens where it could not matter: all products are multiples of the product of the two least units in
// the last place, and so are their sums, rounded or not. If that is a normal number no intermediate result but 0 is
// subnormal. Panels carry the least exponent of their elements for this test; where it fails, multiply-adds on the
// same panels keep subnormal numbers.
#include "paths.h"

#if PARITY_X86
#include <immintrin.h>
#include <string.h>
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512bf16,avx2,fma,f16c"))), \
                             apply_to = function)

enum { VECTORS = 3, ROWS = 16 * VECTORS, COLUMNS = 8 };

// The least exponent field of a nonzero element, from the least magnitude; 0 where an element is subnormal, 512 where all
// are zero.
static void seal(uint8_t *panel, size_t bytes) {
  __m512i least = _mm512_set1_epi16(-1);
  const __m512i magnitude = _mm512_set1_epi16(0x7FFF), one = _mm512_set1_epi16(1);
  for (size_t at = 0; at < bytes; at += 64) {
    // One less, so that 0 becomes the largest.
    __m512i x = _mm512_sub_epi16(_mm512_and_si512(_mm512_loadu_si512(panel + at), magnitude), one);
    least = _mm512_min_epu16(least, x);
  }
  uint16_t lanes[32], smallest = 0xFFFF;
  memcpy(lanes, &least, sizeof lanes);
  for (int i = 0; i < 32; i++) smallest = lanes[i] < smallest ? lanes[i] : smallest;
  uint32_t exponent = ((uint32_t)smallest + 1) >> 7;
  memcpy(panel + bytes, &exponent, sizeof exponent);
}

static void seal_a(void *panel, size_t units) { seal(panel, units * ROWS * 4); }

static void seal_b(void *panel, size_t units) {
  // Panels of B are a multiple of 64 bytes for an even number of units; the tail's own zeros stand in for another.
  memset((uint8_t *)panel + units * COLUMNS * 4, 0, PARITY_PANEL_TAIL);
  uint8_t *end = (uint8_t *)panel + units * COLUMNS * 4;
  seal(panel, (units + 1) / 2 * 2 * COLUMNS * 4);
  if (units % 2) memcpy(end, end + COLUMNS * 4, sizeof(uint32_t));
}

static bool can_dot(const void *tail_a, const void *tail_b) {
  uint32_t a, b;
  memcpy(&a, tail_a, sizeof a);
  memcpy(&b, tail_b, sizeof b);
  // 2^(a - 127 - 7) * 2^(b - 127 - 7) is the product of the least units; it must be 2^-126 or more.
  return a > 0 && b > 0 && a + b >= 142;
}

static inline __attribute__((always_inline)) void dot_tile(const uint8_t *a, const uint8_t *b, size_t units,
                                                           const int vectors, const float *scale_a,
                                                           const float *scale_b, float *sums, size_t ld, size_t m,
                                                           size_t n, bool accumulate) {
  __m512 tile[COLUMNS][VECTORS];
  for (int j = 0; j < COLUMNS; j++) {
    for (int i = 0; i < vectors; i++) tile[j][i] = _mm512_setzero_ps();
  }
  for (size_t u = 0; u < units; u++) {
    __m512bh rows[VECTORS];
#pragma clang loop unroll(full)
    for (int i = 0; i < vectors; i++) rows[i] = (__m512bh)_mm512_loadu_si512(a + 64 * i);
#pragma clang loop unroll(full)
    for (int j = 0; j < COLUMNS; j++) {
      int32_t pair;
      memcpy(&pair, b + 4 * j, sizeof pair);
      __m512bh factor = (__m512bh)_mm512_set1_epi32(pair);
#pragma clang loop unroll(full)
      for (int i = 0; i < vectors; i++) tile[j][i] = _mm512_dpbf16_ps(tile[j][i], rows[i], factor);
    }
    a += 4 * ROWS;
    b += 4 * COLUMNS;
  }
#pragma clang loop unroll(full)
  for (int j = 0; j < COLUMNS; j++) {
    if ((size_t)j == n) return;
#pragma clang loop unroll(full)
    for (int i = 0; i < vectors; i++) {
      float *to = sums + j * ld + 16 * i;
      size_t count = m > (size_t)(16 * i) ? m - 16 * i : 0;
      __mmask16 mask = count >= 16 ? 0xFFFF : (__mmask16)((1u << count) - 1);
      __m512 value = tile[j][i];
      if (scale_a) {
        value = _mm512_mul_ps(value, _mm512_mul_ps(_mm512_loadu_ps(scale_a + 16 * i), _mm512_set1_ps(scale_b[j])));
      }
      if (accumulate) value = _mm512_add_ps(value, _mm512_maskz_loadu_ps(mask, to));
      _mm512_mask_storeu_ps(to, mask, value);
    }
  }
}

static inline __attribute__((always_inline)) void dot_panels(const void *a, const void *b, size_t units,
                                                             const float *scale_a, const float *scale_b, void *sums,
                                                             size_t ld, size_t m, size_t n, bool accumulate) {
  if (m <= 16) {
    dot_tile(a, b, units, 1, scale_a, scale_b, sums, ld, m, n, accumulate);
  } else if (m <= 32) {
    dot_tile(a, b, units, 2, scale_a, scale_b, sums, ld, m, n, accumulate);
  } else {
    dot_tile(a, b, units, VECTORS, scale_a, scale_b, sums, ld, m, n, accumulate);
  }
}

static void multiply(const void *a, const void *b, size_t units, void *sums, size_t ld, size_t m, size_t n,
                     bool accumulate) {
  if (can_dot((const uint8_t *)a + units * ROWS * 4, (const uint8_t *)b + units * COLUMNS * 4)) {
    dot_panels(a, b, units, NULL, NULL, sums, ld, m, n, accumulate);
  } else {
    parity_bf16_avx512_fma.multiply(a, b, units, sums, ld, m, n, accumulate);
  }
}

static void multiply_scaled(const void *a, const void *b, size_t units, const float *scale_a, const float *scale_b,
                            void *sums, size_t ld, size_t m, size_t n, bool accumulate) {
  if (can_dot((const uint8_t *)a + units * ROWS * 4, (const uint8_t *)b + units * COLUMNS * 4)) {
    dot_panels(a, b, units, scale_a, scale_b, sums, ld, m, n, accumulate);
  } else {
    parity_bf16_avx512_fma.multiply_scaled(a, b, units, scale_a, scale_b, sums, ld, m, n, accumulate);
  }
}

// The shape of parity_bf16_avx512_fma, whose multiply reads the same panels.
const parity_panel_kernel parity_bf16_avx512_dot = {
    .name = "avx512bf16_dot_48x8",
    .rows = ROWS,
    .columns = COLUMNS,
    .depth = 2,
    .unit_bytes = 4,
    .seal_a = seal_a,
    .seal_b = seal_b,
    .multiply = multiply,
    .multiply_scaled = multiply_scaled,
};

#pragma clang attribute pop
#endif
