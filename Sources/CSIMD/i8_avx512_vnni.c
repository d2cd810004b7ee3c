// 8-bit products by VPDPBUSD, which multiplies unsigned by signed bytes, four of k at a time.
//
// A is shifted by 128 into unsigned range; the tail of a panel of B holds -128 times each column's sum, from which the sums
// start, so that the shift cancels exactly modulo 2^32.
#include "paths.h"

#if PARITY_X86
#include <immintrin.h>
#include <string.h>
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2"))), \
                             apply_to = function)

enum { VECTORS = 3, ROWS = 16 * VECTORS, COLUMNS = 8 };

static void seal_a(void *panel, size_t units) {
  const __m512i flip = _mm512_set1_epi8((char)0x80);
  for (uint8_t *at = panel, *end = at + units * ROWS * 4; at < end; at += 64) {
    _mm512_storeu_si512(at, _mm512_xor_si512(_mm512_loadu_si512(at), flip));
  }
}

static void seal_b(void *panel, size_t units) {
  __m256i sums = _mm256_setzero_si256();
  uint8_t *at = panel;
  for (size_t u = 0; u < units; u++, at += COLUMNS * 4) {
    sums = _mm256_dpbusd_epi32(sums, _mm256_set1_epi8(1), _mm256_loadu_si256((const __m256i *)at));
  }
  sums = _mm256_sub_epi32(_mm256_setzero_si256(), _mm256_slli_epi32(sums, 7));
  memcpy(at, &sums, sizeof sums);
}

static inline __attribute__((always_inline)) void multiply_tile(const uint8_t *a, const uint8_t *b, size_t units,
                                                                const int vectors, int32_t *sums, size_t ld, size_t m,
                                                                size_t n, bool accumulate) {
  const uint8_t *starts = b + units * COLUMNS * 4;
  __m512i tile[COLUMNS][VECTORS];
  for (int j = 0; j < COLUMNS; j++) {
    int32_t start;
    memcpy(&start, starts + 4 * j, sizeof start);
    for (int i = 0; i < vectors; i++) tile[j][i] = _mm512_set1_epi32(start);
  }
  for (size_t u = 0; u < units; u++) {
    __m512i rows[VECTORS];
#pragma clang loop unroll(full)
    for (int i = 0; i < vectors; i++) rows[i] = _mm512_loadu_si512(a + 64 * i);
#pragma clang loop unroll(full)
    for (int j = 0; j < COLUMNS; j++) {
      int32_t quad;
      memcpy(&quad, b + 4 * j, sizeof quad);
      __m512i factor = _mm512_set1_epi32(quad);
#pragma clang loop unroll(full)
      for (int i = 0; i < vectors; i++) tile[j][i] = _mm512_dpbusd_epi32(tile[j][i], rows[i], factor);
    }
    a += 4 * ROWS;
    b += 4 * COLUMNS;
  }
#pragma clang loop unroll(full)
  for (int j = 0; j < COLUMNS; j++) {
    if ((size_t)j == n) return;
#pragma clang loop unroll(full)
    for (int i = 0; i < vectors; i++) {
      int32_t *to = sums + j * ld + 16 * i;
      size_t count = m > (size_t)(16 * i) ? m - 16 * i : 0;
      __mmask16 mask = count >= 16 ? 0xFFFF : (__mmask16)((1u << count) - 1);
      __m512i value = accumulate ? _mm512_add_epi32(tile[j][i], _mm512_maskz_loadu_epi32(mask, to)) : tile[j][i];
      _mm512_mask_storeu_epi32(to, mask, value);
    }
  }
}

static void multiply(const void *a, const void *b, size_t units, void *sums, size_t ld, size_t m, size_t n,
                     bool accumulate) {
  if (m <= 16) {
    multiply_tile(a, b, units, 1, sums, ld, m, n, accumulate);
  } else if (m <= 32) {
    multiply_tile(a, b, units, 2, sums, ld, m, n, accumulate);
  } else {
    multiply_tile(a, b, units, 3, sums, ld, m, n, accumulate);
  }
}

const parity_panel_kernel parity_i8_avx512_vnni = {
    .name = "avx512_vnni_48x8",
    .rows = ROWS,
    .columns = COLUMNS,
    .depth = 4,
    .unit_bytes = 4,
    .seal_a = seal_a,
    .seal_b = seal_b,
    .multiply = multiply,
};

#pragma clang attribute pop
#endif
