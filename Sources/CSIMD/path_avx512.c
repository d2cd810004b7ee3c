// AVX-512 (F, BW, VL, DQ).
#include "paths.h"

#if PARITY_X86
#include <immintrin.h>
#include <string.h>
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx2,fma,f16c"))), \
                             apply_to = function)

#define LANES 16
#define F16_TO_F32(h) (vf) _mm512_cvtph_ps((__m256i)(h))
#define F32_TO_F16(x) (vh) _mm512_cvtps_ph((__m512)(x), _MM_FROUND_TO_NEAREST_INT)
#define TIMES_POWER_OF_2(x, n) (vf)_mm512_scalef_ps((__m512)(x), (__m512)(n))
#define PART_MASK(count) (__mmask16)((1u << (count)) - 1)
#define LOAD_PART(p, count) (vf) _mm512_maskz_loadu_ps(PART_MASK(count), p)
#define STORE_PART(p, v, count) _mm512_mask_storeu_ps(p, PART_MASK(count), (__m512)(v))
#include "vectors_body.h"
#include "elementwise_body.h"
#include "lines_body.h"

#define PANEL_VECTORS 3
#define PANEL_COLUMNS 8
#include "panels_fma_body.h"
#include "panels_scaled_body.h"
#include "attention_body.h"
#include "unpacked_body.h"
#include "real_lines_body.h"
#include "line_lanes_body.h"

#define PAIR_ROWS 48
#define PAIR_COLUMNS 8

static inline void multiply_pairs(const int16_t *a, const int16_t *b, size_t pairs, int32_t *tile) {
  __m512i sums[PAIR_COLUMNS][3];
  for (int j = 0; j < PAIR_COLUMNS; j++) sums[j][0] = sums[j][1] = sums[j][2] = _mm512_setzero_si512();
  for (size_t p = 0; p < pairs; p++) {
    __m512i rows[3];
    for (int i = 0; i < 3; i++) rows[i] = _mm512_loadu_si512(a + 32 * i);
#pragma clang loop unroll(full)
    for (int j = 0; j < PAIR_COLUMNS; j++) {
      int32_t pair;
      memcpy(&pair, b + 2 * j, sizeof pair);
      __m512i factor = _mm512_set1_epi32(pair);
#pragma clang loop unroll(full)
      for (int i = 0; i < 3; i++) sums[j][i] = _mm512_add_epi32(sums[j][i], _mm512_madd_epi16(rows[i], factor));
    }
    a += 2 * PAIR_ROWS;
    b += 2 * PAIR_COLUMNS;
  }
  memcpy(tile, sums, sizeof sums);
}

#define PAIRS 16
typedef uint32_t pair_sums __attribute__((vector_size(64)));

static inline pair_sums pair_dots(const int8_t *a, const int16_t *b) {
  __m512i wide = _mm512_cvtepi8_epi16(_mm256_loadu_si256((const __m256i *)a));
  return (pair_sums)_mm512_madd_epi16(wide, _mm512_loadu_si512(b));
}

#include "i8_lines_body.h"
#include "panels_pairs_body.h"

const parity_simd_path parity_path_avx512 = PATH_TABLE("avx512");
const parity_line_kernel parity_lines_f32_avx512 = LINE_TABLE("avx512");
const parity_line_kernel parity_lanes_f32_avx512 = LINE_LANES_TABLE("avx512_lanes");
const parity_attention_kernel parity_attention_avx512_fma = ATTENTION_TABLE("avx512_fma_48x8");
const parity_unpacked_kernel parity_unpacked_f32_avx512_fma = UNPACKED_TABLE("avx512_fma_48x8");
const parity_panel_kernel parity_f32_avx512_fma = SCALED_PANEL_TABLE("avx512_fma_48x8", real, 1);
const parity_panel_kernel parity_bf16_avx512_fma = SCALED_PANEL_TABLE("avx512_fma_48x8", bf16, 2);
const parity_panel_kernel parity_i8_avx512_pairs = PAIR_PANEL_TABLE("avx512_pairs_48x8");

#pragma clang attribute pop
#endif
