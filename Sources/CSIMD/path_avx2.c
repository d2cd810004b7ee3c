// AVX2 with FMA and F16C.
#include "paths.h"

#if PARITY_X86
#include <immintrin.h>
#include <string.h>
#pragma clang attribute push(__attribute__((target("avx2,fma,f16c"))), apply_to = function)

#define LANES 8
#define F16_TO_F32(h) (vf) _mm256_cvtph_ps((__m128i)(h))
#define F32_TO_F16(x) (vh) _mm256_cvtps_ph((__m256)(x), _MM_FROUND_TO_NEAREST_INT)
#include "vectors_body.h"
#include "elementwise_body.h"
#include "lines_body.h"

#define PANEL_VECTORS 2
#define PANEL_COLUMNS 6
#include "panels_fma_body.h"
#include "panels_scaled_body.h"
#include "attention_body.h"
#include "unpacked_body.h"
#include "real_lines_body.h"
#include "line_lanes_body.h"

#define PAIR_ROWS 16
#define PAIR_COLUMNS 6

static inline void multiply_pairs(const int16_t *a, const int16_t *b, size_t pairs, int32_t *tile) {
  __m256i sums[PAIR_COLUMNS][2];
  for (int j = 0; j < PAIR_COLUMNS; j++) sums[j][0] = sums[j][1] = _mm256_setzero_si256();
  for (size_t p = 0; p < pairs; p++) {
    __m256i upper = _mm256_loadu_si256((const __m256i *)a);
    __m256i lower = _mm256_loadu_si256((const __m256i *)(a + 16));
#pragma clang loop unroll(full)
    for (int j = 0; j < PAIR_COLUMNS; j++) {
      int32_t pair;
      memcpy(&pair, b + 2 * j, sizeof pair);
      __m256i factor = _mm256_set1_epi32(pair);
      sums[j][0] = _mm256_add_epi32(sums[j][0], _mm256_madd_epi16(upper, factor));
      sums[j][1] = _mm256_add_epi32(sums[j][1], _mm256_madd_epi16(lower, factor));
    }
    a += 2 * PAIR_ROWS;
    b += 2 * PAIR_COLUMNS;
  }
  memcpy(tile, sums, sizeof sums);
}

#define PAIRS 8
typedef uint32_t pair_sums __attribute__((vector_size(32)));

static inline pair_sums pair_dots(const int8_t *a, const int16_t *b) {
  __m256i wide = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)a));
  return (pair_sums)_mm256_madd_epi16(wide, _mm256_loadu_si256((const __m256i *)b));
}

#include "i8_lines_body.h"
#include "panels_pairs_body.h"

const parity_simd_path parity_path_avx2 = PATH_TABLE("avx2");
const parity_line_kernel parity_lines_f32_avx2 = LINE_TABLE("avx2");
const parity_line_kernel parity_lanes_f32_avx2 = LINE_LANES_TABLE("avx2_lanes");
const parity_attention_kernel parity_attention_avx2_fma = ATTENTION_TABLE("avx2_fma_16x6");
const parity_unpacked_kernel parity_unpacked_f32_avx2_fma = UNPACKED_TABLE("avx2_fma_16x6");
const parity_panel_kernel parity_f32_avx2_fma = SCALED_PANEL_TABLE("avx2_fma_16x6", real, 1);
const parity_panel_kernel parity_bf16_avx2_fma = SCALED_PANEL_TABLE("avx2_fma_16x6", bf16, 2);
const parity_panel_kernel parity_i8_avx2_pairs = PAIR_PANEL_TABLE("avx2_pairs_16x6");

#pragma clang attribute pop
#endif
