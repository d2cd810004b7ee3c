// 8-bit products by VPDPBUSD, which multiplies unsigned by signed bytes, four of k at a time.
//
// A is shifted by 128 into unsigned range; the panel of B ends with -128 times each column's sum, from which the sums
// start, so that the shift cancels exactly modulo 2^32.
#include "paths.h"

#if PARITY_X86
#include <immintrin.h>
#include <string.h>
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2"))), \
                             apply_to = function)

enum { ROWS = 48, COLUMNS = 8 };

static size_t quads_of(size_t k) { return (k + 3) / 4; }

static size_t panel_bytes_a(size_t k) { return quads_of(k) * ROWS * 4; }

static size_t panel_bytes_b(size_t k) { return quads_of(k) * COLUMNS * 4 + COLUMNS * sizeof(int32_t); }

// [quad of k][row][4], shifted; what lies beyond the block is 0 before the shift.
static inline void pack_quads(const int8_t *source, size_t line_stride, size_t k_stride, size_t count, size_t k,
                              uint8_t *panel, size_t lines, uint8_t flip) {
  size_t whole = k / 4;
  for (size_t q = 0; q < whole; q++) {
    uint8_t *to = panel + q * lines * 4;
    const int8_t *from = source + 4 * q * k_stride;
    for (size_t i = 0; i < count; i++) {
      const int8_t *line = from + i * line_stride;
      to[4 * i] = (uint8_t)line[0] ^ flip;
      to[4 * i + 1] = (uint8_t)line[k_stride] ^ flip;
      to[4 * i + 2] = (uint8_t)line[2 * k_stride] ^ flip;
      to[4 * i + 3] = (uint8_t)line[3 * k_stride] ^ flip;
    }
    memset(to + 4 * count, flip, 4 * (lines - count));
  }
  if (whole * 4 < k) {
    uint8_t *to = panel + whole * lines * 4;
    memset(to, flip, 4 * lines);
    for (size_t p = whole * 4; p < k; p++) {
      for (size_t i = 0; i < count; i++) {
        to[4 * i + p % 4] = (uint8_t)source[i * line_stride + p * k_stride] ^ flip;
      }
    }
  }
}

static void pack_a(const int8_t *source, size_t row_stride, size_t k_stride, size_t count, size_t k, void *panel) {
  if (row_stride == 1) {
    pack_quads(source, 1, k_stride, count, k, panel, ROWS, 0x80);
  } else if (k_stride == 1) {
    pack_quads(source, row_stride, 1, count, k, panel, ROWS, 0x80);
  } else {
    pack_quads(source, row_stride, k_stride, count, k, panel, ROWS, 0x80);
  }
}

static void pack_b(const int8_t *source, size_t column_stride, size_t k_stride, size_t count, size_t k, void *panel) {
  if (k_stride == 1) {
    pack_quads(source, column_stride, 1, count, k, panel, COLUMNS, 0);
  } else {
    pack_quads(source, column_stride, k_stride, count, k, panel, COLUMNS, 0);
  }
  // Sums of four bytes at a time: the products of B with ones.
  size_t quads = quads_of(k);
  __m256i sums = _mm256_setzero_si256();
  for (size_t q = 0; q < quads; q++) {
    __m256i quad = _mm256_loadu_si256((const __m256i *)((const int8_t *)panel + q * COLUMNS * 4));
    sums = _mm256_dpbusd_epi32(sums, _mm256_set1_epi8(1), quad);
  }
  sums = _mm256_sub_epi32(_mm256_setzero_si256(), _mm256_slli_epi32(sums, 7));
  memcpy((int8_t *)panel + quads * COLUMNS * 4, &sums, sizeof sums);
}

static void multiply(const void *panel_a, const void *panel_b, size_t k, int32_t *sums, size_t ld, size_t m, size_t n,
                     bool accumulate) {
  const uint8_t *a = panel_a;
  const int8_t *b = panel_b;
  size_t quads = quads_of(k);
  const int8_t *starts = b + quads * COLUMNS * 4;
  __m512i tile[COLUMNS][3];
  for (int j = 0; j < COLUMNS; j++) {
    int32_t start;
    memcpy(&start, starts + 4 * j, sizeof start);
    for (int i = 0; i < 3; i++) tile[j][i] = _mm512_set1_epi32(start);
  }
  for (size_t q = 0; q < quads; q++) {
    __m512i rows[3];
    for (int i = 0; i < 3; i++) rows[i] = _mm512_loadu_si512(a + 64 * i);
#pragma clang loop unroll(full)
    for (int j = 0; j < COLUMNS; j++) {
      int32_t quad;
      memcpy(&quad, b + 4 * j, sizeof quad);
      __m512i factor = _mm512_set1_epi32(quad);
#pragma clang loop unroll(full)
      for (int i = 0; i < 3; i++) tile[j][i] = _mm512_dpbusd_epi32(tile[j][i], rows[i], factor);
    }
    a += 4 * ROWS;
    b += 4 * COLUMNS;
  }
  for (size_t j = 0; j < n; j++) {
    int32_t column[ROWS];
    memcpy(column, tile[j], sizeof column);
    uint32_t *to = (uint32_t *)sums + j * ld;
    for (size_t i = 0; i < m; i++) to[i] = (accumulate ? to[i] : 0) + (uint32_t)column[i];
  }
}

const parity_i8_kernel parity_i8_avx512_vnni = {
    .name = "avx512_vnni",
    .rows = ROWS,
    .columns = COLUMNS,
    .panel_bytes_a = panel_bytes_a,
    .panel_bytes_b = panel_bytes_b,
    .pack_a = pack_a,
    .pack_b = pack_b,
    .multiply = multiply,
};

#pragma clang attribute pop
#endif
