// Lines of 8-bit integers by VPDPBUSD, which multiplies unsigned by signed bytes, four of k at a time.
//
// The vectors are shifted by 128 into unsigned range; 128 times the sum of each line, by the same instruction, is taken off
// again, so that sums are exact modulo 2^32.
#include "paths.h"

#if PARITY_X86
#include "line_vectors.h"
#include <immintrin.h>
#include <stdbool.h>
#include <string.h>
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2"))), \
                             apply_to = function)

#define INLINE static inline __attribute__((always_inline))

enum { BLOCK = 4 };

static void pack_vectors(const void *source, size_t count, size_t k, void *vectors) {
  const size_t bytes = line_vector_bytes(k);
  for (size_t v = 0; v < count; v++) {
    const uint8_t *from = (const uint8_t *)source + v * k;
    uint8_t *to = (uint8_t *)vectors + LINE_HEAD + v * bytes;
    for (size_t p = 0; p < k; p++) to[p] = from[p] ^ 0x80;
    // Lines are zero there, so any value will do.
    memset(to + k, 0, bytes - k);
  }
}

INLINE __m128i totals(__m512i a, __m512i b, __m512i c, __m512i d) {
  __m512i ab = _mm512_add_epi32(_mm512_unpacklo_epi32(a, b), _mm512_unpackhi_epi32(a, b));
  __m512i cd = _mm512_add_epi32(_mm512_unpacklo_epi32(c, d), _mm512_unpackhi_epi32(c, d));
  __m512i x = _mm512_add_epi32(_mm512_unpacklo_epi64(ab, cd), _mm512_unpackhi_epi64(ab, cd));
  __m256i y = _mm256_add_epi32(_mm512_castsi512_si256(x), _mm512_extracti32x8_epi32(x, 1));
  return _mm_add_epi32(_mm256_castsi256_si128(y), _mm256_extracti128_si256(y, 1));
}

// Sums over p from `start` to `k` are assigned where `start` is 0 and added elsewhere. LINES and VECTORS are constants at
// each call.
INLINE void dot_block(const uint8_t *lines, size_t line_stride, const int LINES, const uint8_t *vectors,
                      size_t vector_bytes, const int VECTORS, size_t start, size_t k, size_t ahead, size_t pass,
                      size_t passes, int32_t *sums, size_t ld) {
  __m512i sum[BLOCK][BLOCK], shift[BLOCK];
  for (int l = 0; l < LINES; l++) {
    shift[l] = _mm512_setzero_si512();
    for (int v = 0; v < VECTORS; v++) sum[l][v] = _mm512_setzero_si512();
  }
  const bool accumulate = start > 0;
  for (size_t p = start; p < k; p += 64) {
    __m512i line[BLOCK];
#pragma clang loop unroll(full)
    for (int l = 0; l < LINES; l++) {
      const uint8_t *from = lines + l * line_stride + p;
      line[l] = p + 64 <= k ? _mm512_loadu_si512(from) : _mm512_maskz_loadu_epi8((1ull << (k - p)) - 1, from);
      if ((size_t)l % passes == pass % passes) _mm_prefetch(from + ahead, _MM_HINT_T1);
      shift[l] = _mm512_dpbusd_epi32(shift[l], _mm512_set1_epi8((char)0x80), line[l]);
    }
#pragma clang loop unroll(full)
    for (int v = 0; v < VECTORS; v++) {
      __m512i factor = _mm512_loadu_si512(vectors + v * vector_bytes + p);
#pragma clang loop unroll(full)
      for (int l = 0; l < LINES; l++) sum[l][v] = _mm512_dpbusd_epi32(sum[l][v], factor, line[l]);
    }
  }
#pragma clang loop unroll(full)
  for (int v = 0; v < VECTORS; v++) {
    __m512i last[BLOCK];
#pragma clang loop unroll(full)
    for (int l = 0; l < LINES; l++) last[l] = _mm512_sub_epi32(sum[l][v], shift[l]);
    int32_t *to = sums + v * ld;
    __m128i total = LINES == BLOCK ? totals(last[0], last[1], last[2], last[3])
                                   : _mm_cvtsi32_si128(_mm512_reduce_add_epi32(last[0]));
    __mmask8 mask = LINES == BLOCK ? 0xF : 1;
    if (accumulate) total = _mm_add_epi32(total, _mm_maskz_loadu_epi32(mask, to));
    _mm_mask_storeu_epi32(to, mask, total);
  }
}

static void dot(const void *lines, size_t line_stride, size_t line_count, const void *packed, size_t vector_count,
                size_t k, const parity_line_scales *scales, size_t first_line, void *sums, size_t ld) {
  (void)scales, (void)first_line;
  const uint8_t *vectors = (const uint8_t *)packed + LINE_HEAD;
  const size_t vector_bytes = line_vector_bytes(k);
  const size_t passes = (vector_count + 3) / 4;
  // So much of k at a time that the vectors' part of it stays in the first-level cache.
  const size_t part = vector_count > 4 ? 24576 / (vector_count * 64) * 64 : k;
  enum { BATCH = 64 };
  for (size_t first = 0; first < line_count; first += BATCH) {
    const size_t batch_end = first + BATCH < line_count ? first + BATCH : line_count;
    size_t start = 0;
    do {
      size_t stop = start + part < k ? start + part : k;
      for (size_t l = first; l < batch_end;) {
        size_t block = l + BLOCK <= batch_end ? BLOCK : 1;
        const uint8_t *line = (const uint8_t *)lines + l * line_stride;
        size_t ahead = l + 2 * BLOCK <= line_count ? BLOCK * line_stride : 0;
        for (size_t v = 0; v < vector_count;) {
          size_t left = vector_count - v, taken = left >= 4 ? 4 : left >= 2 ? 2 : 1;
#define DOT(LINES, VECTORS)                                                                                           \
  if (block == LINES && taken == VECTORS)                                                                             \
  dot_block(line, line_stride, LINES, vectors + v * vector_bytes, vector_bytes, VECTORS, start, stop, ahead, v / 4,   \
            passes, (int32_t *)sums + l + v * ld, ld)
          DOT(4, 4);
          DOT(4, 2);
          DOT(4, 1);
          DOT(1, 4);
          DOT(1, 2);
          DOT(1, 1);
          v += taken;
        }
        l += block;
      }
      start = stop;
    } while (start < k);
  }
}

const parity_line_kernel parity_lines_i8 = {
    .name = "avx512_vnni", .vector_bytes = line_vectors_bytes, .pack_vectors = pack_vectors, .dot = dot, .add = NULL};

#pragma clang attribute pop
#endif
