// Lines of bf16 and of 8-bit floats by VDPBF16PS.
//
// As bf16_avx512_dot.c says, the instruction is used where no intermediate result but 0 can be subnormal; lines for which
// that does not hold are multiplied by FMA. 8-bit floats, whose products are at least 2^-32, always qualify.
#include "paths.h"

#if PARITY_X86
#include "line_vectors.h"
#include <immintrin.h>
#include <string.h>
// The upper and lower bytes of the bf16 that each magnitude of an 8-bit float stands for.
typedef struct decoder {
  uint8_t upper[128], lower[128];
} decoder;

static decoder e4m3, e5m2;

static void fill(decoder *d, int fraction_bits, int bias, bool has_infinity) {
  for (int code = 0; code < 128; code++) {
    int exponent = code >> fraction_bits, fraction = code & ((1 << fraction_bits) - 1);
    int largest = (1 << (7 - fraction_bits)) - 1;
    float value = exponent ? (float)((1 << fraction_bits) + fraction) : (float)fraction;
    for (int e = (exponent ? exponent : 1) - bias - fraction_bits; e; e += e < 0 ? 1 : -1) value *= e < 0 ? 0.5f : 2;
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    if (has_infinity && exponent == largest) bits = fraction ? 0x7FC00000 : 0x7F800000;
    if (!has_infinity && code == 127) bits = 0x7FC00000;
    d->upper[code] = (uint8_t)(bits >> 24);
    d->lower[code] = (uint8_t)(bits >> 16);
  }
}

__attribute__((constructor)) static void fill_decoders(void) {
  fill(&e4m3, 3, 7, false);
  fill(&e5m2, 2, 15, true);
}

#pragma clang attribute push(                                                                                    \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512bf16,avx512vbmi,avx2,fma,f16c"))),            \
    apply_to = function)

#define INLINE static inline __attribute__((always_inline))

enum { BLOCK = 4 };
typedef enum { BF16, F8 } format;

// One less than the magnitudes, so that 0 is the largest.
INLINE __m512i ranked(__m512i x) {
  return _mm512_sub_epi16(_mm512_and_si512(x, _mm512_set1_epi16(0x7FFF)), _mm512_set1_epi16(1));
}

INLINE __m512i load_part(const void *p, size_t bytes) {
  if (bytes >= 64) return _mm512_loadu_si512(p);
  return _mm512_maskz_loadu_epi8((1ull << bytes) - 1, p);
}

// The rank that elements of lines must have where vectors have the least exponent field `least`.
static uint16_t required_rank(uint32_t least) {
  if (least == 0) return 0xFFFF;
  uint32_t exponent = least >= 141 ? 1 : 142 - least;
  return (uint16_t)((exponent << 7) - 1);
}

typedef struct tables {
  __m512i upper[2], lower[2];
} tables;

// 64 elements as bf16, those of the even and of the odd groups of 8.
INLINE void decode(__m512i x, const tables *t, __m512i out[2]) {
  __m512i upper = _mm512_permutex2var_epi8(t->upper[0], x, t->upper[1]);
  __m512i lower = _mm512_permutex2var_epi8(t->lower[0], x, t->lower[1]);
  // upper | (x & 0x80)
  upper = _mm512_ternarylogic_epi32(upper, x, _mm512_set1_epi8((char)0x80), 0xF8);
  out[0] = _mm512_unpacklo_epi8(lower, upper);
  out[1] = _mm512_unpackhi_epi8(lower, upper);
}

static void pack_bf16(const void *source, size_t count, size_t k, void *vectors) {
  const size_t bytes = line_vector_bytes(k);
  __m512i least = _mm512_set1_epi16(-1);
  for (size_t v = 0; v < count; v++) {
    const uint8_t *from = (const uint8_t *)source + v * k * 2;
    uint8_t *to = (uint8_t *)vectors + LINE_HEAD + v * bytes;
    for (size_t at = 0; at < bytes; at += 64) {
      __m512i x = at < 2 * k ? load_part(from + at, 2 * k - at) : _mm512_setzero_si512();
      least = _mm512_min_epu16(least, ranked(x));
      _mm512_storeu_si512(to + at, x);
    }
  }
  uint16_t lanes[32], smallest = 0xFFFF;
  memcpy(lanes, &least, sizeof lanes);
  for (int i = 0; i < 32; i++) smallest = lanes[i] < smallest ? lanes[i] : smallest;
  uint32_t exponent = ((uint32_t)smallest + 1) >> 7;
  memcpy(vectors, &exponent, sizeof exponent);
}

// In the order in which decode() leaves the lines.
static void pack_f8(const void *source, size_t count, size_t k, void *vectors) {
  const size_t bytes = line_vector_bytes(k);
  for (size_t v = 0; v < count; v++) {
    const uint16_t *from = (const uint16_t *)source + v * k;
    uint16_t *to = (uint16_t *)((uint8_t *)vectors + LINE_HEAD + v * bytes);
    for (size_t p = 0; p < bytes / 2; p++) {
      size_t group = p % 64 / 8;
      to[p / 64 * 64 + group % 2 * 32 + group / 2 * 8 + p % 8] = p < k ? from[p] : 0;
    }
  }
}

// The sums of the lanes of four vectors.
INLINE __m128 totals(__m512 a, __m512 b, __m512 c, __m512 d) {
  __m512 ab = _mm512_add_ps(_mm512_unpacklo_ps(a, b), _mm512_unpackhi_ps(a, b));
  __m512 cd = _mm512_add_ps(_mm512_unpacklo_ps(c, d), _mm512_unpackhi_ps(c, d));
  __m512 x = _mm512_add_ps(_mm512_shuffle_ps(ab, cd, 0x44), _mm512_shuffle_ps(ab, cd, 0xEE));
  __m256 y = _mm256_add_ps(_mm512_castps512_ps256(x), _mm512_extractf32x8_ps(x, 1));
  return _mm_add_ps(_mm256_castps256_ps128(y), _mm256_extractf128_ps(y, 1));
}

// Where a block of lines is, and what is fetched meanwhile: `ahead` bytes on from each line.
typedef struct line_block {
  const uint8_t *lines;
  size_t line_bytes;
  size_t ahead[BLOCK];
} line_block;

// Adds the products of 64 bytes of each line, or `bytes` of them, to the sums.
INLINE void dot_step(const format FORMAT, const tables *t, const line_block *block, const int LINES, const uint8_t *vectors,
                     size_t vector_bytes, const int VECTORS, size_t at, size_t bytes, const bool RANKS, __m512i *least,
                     __m512 sum[BLOCK][BLOCK]) {
  const size_t PER_STEP = FORMAT == F8 ? 2 : 1;
  __m512i line[BLOCK][2];
#pragma clang loop unroll(full)
  for (int l = 0; l < LINES; l++) {
    const uint8_t *p = block->lines + l * block->line_bytes + at;
    __m512i x = load_part(p, bytes);
    _mm_prefetch(p + block->ahead[l], _MM_HINT_T1);
    if (FORMAT == F8) {
      decode(x, t, line[l]);
    } else {
      line[l][0] = x;
      if (RANKS) *least = _mm512_min_epu16(*least, ranked(x));
    }
  }
#pragma clang loop unroll(full)
  for (int v = 0; v < VECTORS; v++) {
#pragma clang loop unroll(full)
    for (size_t h = 0; h < PER_STEP; h++) {
      __m512bh factor = (__m512bh)_mm512_loadu_si512(vectors + v * vector_bytes + at * PER_STEP + 64 * h);
#pragma clang loop unroll(full)
      for (int l = 0; l < LINES; l++) sum[l][v] = _mm512_dpbf16_ps(sum[l][v], (__m512bh)line[l][h], factor);
    }
  }
}

// Sums from `start` to `stop`, in bytes of a line, are assigned where `start` is 0 and added elsewhere. LINES, VECTORS and
// RANKS are constants at each call. Returns the least rank of the lines' elements with RANKS.
INLINE __m512i dot_block(const format FORMAT, const tables *t, const line_block *block, const int LINES,
                         const uint8_t *vectors, size_t vector_bytes, const int VECTORS, size_t start, size_t stop,
                         const bool RANKS, const parity_line_scales *scales, size_t first_line, size_t first_vector,
                         float *sums, size_t ld) {
  __m512 sum[BLOCK][BLOCK], part[BLOCK][BLOCK];
  for (int l = 0; l < LINES; l++)
    for (int v = 0; v < VECTORS; v++) sum[l][v] = part[l][v] = _mm512_setzero_ps();
  __m512i least = _mm512_set1_epi16(-1);
  const size_t block_bytes = scales ? scales->block : stop - start;
  const bool accumulate = start > 0;
  for (size_t number = block_bytes ? start / block_bytes : 0; start < stop; start += block_bytes, number++) {
    const size_t end = start + block_bytes < stop ? start + block_bytes : stop;
    size_t at = start;
    for (; at + 64 <= end; at += 64)
      dot_step(FORMAT, t, block, LINES, vectors, vector_bytes, VECTORS, at, 64, RANKS, &least, part);
    if (at < end) dot_step(FORMAT, t, block, LINES, vectors, vector_bytes, VECTORS, at, end - at, RANKS, &least, part);
    if (scales) {
#pragma clang loop unroll(full)
      for (int l = 0; l < LINES; l++) {
        float factor = scales->lines[(first_line + l) / scales->lines_per_factor * scales->blocks + number];
#pragma clang loop unroll(full)
        for (int v = 0; v < VECTORS; v++) {
          __m512 scale = _mm512_set1_ps(factor * scales->vectors[(first_vector + v) * scales->blocks + number]);
          sum[l][v] = _mm512_fmadd_ps(part[l][v], scale, sum[l][v]);
          part[l][v] = _mm512_setzero_ps();
        }
      }
    }
  }
#pragma clang loop unroll(full)
  for (int v = 0; v < VECTORS; v++) {
    __m512 last[BLOCK];
#pragma clang loop unroll(full)
    for (int l = 0; l < LINES; l++) last[l] = scales ? sum[l][v] : part[l][v];
    float *to = sums + v * ld;
    if (LINES == BLOCK) {
      __m128 total = totals(last[0], last[1], last[2], last[3]);
      _mm_storeu_ps(to, accumulate ? _mm_add_ps(_mm_loadu_ps(to), total) : total);
    } else {
      float total = _mm512_reduce_add_ps(last[0]);
      *to = accumulate ? *to + total : total;
    }
  }
  return least;
}

// One bf16 line and vector by FMA, which keeps subnormal numbers.
static float dot_exactly(const uint8_t *line, const uint8_t *vector, size_t k_bytes) {
  const __m512i upper = _mm512_set1_epi32((int)0xFFFF0000);
  __m512 sum = _mm512_setzero_ps();
  for (size_t at = 0; at < k_bytes; at += 64) {
    __m512i a = load_part(line + at, k_bytes - at), b = _mm512_loadu_si512(vector + at);
    sum = _mm512_fmadd_ps((__m512)_mm512_slli_epi32(a, 16), (__m512)_mm512_slli_epi32(b, 16), sum);
    sum = _mm512_fmadd_ps((__m512)_mm512_and_si512(a, upper), (__m512)_mm512_and_si512(b, upper), sum);
  }
  return _mm512_reduce_add_ps(sum);
}

INLINE void dot_lines(const format FORMAT, const decoder *d, const void *lines, size_t line_stride, size_t line_count,
                      const void *packed, size_t vector_count, size_t k, const parity_line_scales *scales,
                      size_t first_line, float *sums, size_t ld) {
  const size_t size = FORMAT == F8 ? 1 : 2, line_bytes = line_stride * size, k_bytes = k * size;
  const size_t vector_bytes = line_vector_bytes(k);
  const uint8_t *vectors = (const uint8_t *)packed + LINE_HEAD;
  tables t = {0};
  uint16_t rank = 0;
  if (FORMAT == F8) {
    for (int i = 0; i < 2; i++) {
      t.upper[i] = _mm512_loadu_si512(d->upper + 64 * i);
      t.lower[i] = _mm512_loadu_si512(d->lower + 64 * i);
    }
  } else {
    uint32_t exponent;
    memcpy(&exponent, packed, sizeof exponent);
    rank = required_rank(exponent);
  }
  const size_t passes = (vector_count + 3) / 4;
  // So much of k at a time that the vectors' part of it stays in the first-level cache, or nearly so.
  size_t part = vector_count > 4 ? (vector_count > 8 ? 49152 : 24576) / (vector_count * 128) * 64 * size : k_bytes;
  if (scales) part = part < scales->block ? scales->block : part / scales->block * scales->block;
  enum { BATCH = 32 };
  for (size_t first = 0; first < line_count; first += BATCH) {
    const size_t batch_end = first + BATCH < line_count ? first + BATCH : line_count;
    uint32_t inexact = 0;
    size_t start = 0;
    do {
      size_t stop = start + part < k_bytes ? start + part : k_bytes;
      for (size_t l = first; l < batch_end;) {
        size_t block = l + BLOCK <= batch_end ? BLOCK : 1;
        const uint8_t *line = (const uint8_t *)lines + l * line_bytes;
        size_t ahead = l + 2 * BLOCK <= line_count ? BLOCK * line_bytes : 0;
        for (size_t v = 0; v < vector_count;) {
          size_t left = vector_count - v, taken = left >= 4 ? 4 : left >= 2 ? 2 : 1;
          __m512i least = _mm512_set1_epi16(-1);
          line_block here = {.lines = line, .line_bytes = line_bytes};
          for (size_t i = 0; i < block; i++) here.ahead[i] = i % passes == v / 4 % passes ? ahead : 0;
#define DOT(LINES, VECTORS)                                                                                           \
  if (block == LINES && taken == VECTORS)                                                                             \
    least = dot_block(FORMAT, &t, &here, LINES, vectors + v * vector_bytes, vector_bytes, VECTORS, start, stop,         \
                    FORMAT == BF16, scales, first_line + l, v, sums + l + v * ld, ld)
          DOT(4, 4);
          DOT(4, 2);
          DOT(4, 1);
          DOT(1, 4);
          DOT(1, 2);
          DOT(1, 1);
          if (FORMAT == BF16 && _mm512_cmplt_epu16_mask(least, _mm512_set1_epi16((short)rank))) {
            inexact |= ((1u << block) - 1) << (l - first);
          }
          v += taken;
        }
        l += block;
      }
      start = stop;
    } while (start < k_bytes);
    for (size_t l = first; FORMAT == BF16 && inexact; l++, inexact >>= 1) {
      for (size_t v = 0; inexact % 2 && v < vector_count; v++) {
        const uint8_t *line = (const uint8_t *)lines + l * line_bytes;
        sums[l + v * ld] = dot_exactly(line, vectors + v * vector_bytes, k_bytes);
      }
    }
  }
}

static void dot_bf16(const void *lines, size_t line_stride, size_t line_count, const void *vectors, size_t vector_count,
                     size_t k, const parity_line_scales *scales, size_t first_line, void *sums, size_t ld) {
  (void)scales;
  dot_lines(BF16, NULL, lines, line_stride, line_count, vectors, vector_count, k, NULL, first_line, sums, ld);
}

#define DOT_F8(NAME)                                                                                                 \
  static void dot_f8##NAME(const void *lines, size_t line_stride, size_t line_count, const void *vectors,            \
                           size_t vector_count, size_t k, const parity_line_scales *scales, size_t first_line,       \
                           void *sums, size_t ld) {                                                                  \
    if (scales) {                                                                                                    \
      dot_lines(F8, &NAME, lines, line_stride, line_count, vectors, vector_count, k, scales, first_line, sums, ld);  \
    } else {                                                                                                         \
      dot_lines(F8, &NAME, lines, line_stride, line_count, vectors, vector_count, k, NULL, first_line, sums, ld);    \
    }                                                                                                                \
  }

DOT_F8(e4m3)
DOT_F8(e5m2)

enum { DEEP = 8, WIDE = 32 };

// Adds DEEP lines times a part of each vector to WIDE sums of each vector, which stand in the order that unpacking leaves:
// the even groups of 4, then the odd ones.
INLINE void add_block(const uint8_t *lines, size_t line_bytes, size_t depth, size_t width, const uint8_t *vectors,
                      size_t vector_bytes, size_t vector_count, uint16_t rank, float *sums, size_t ld) {
  __m512i line[DEEP];
  __m512i least = _mm512_set1_epi16(-1);
#pragma clang loop unroll(full)
  for (size_t p = 0; p < DEEP; p++) {
    line[p] = p < depth ? load_part(lines + p * line_bytes, 2 * width) : _mm512_setzero_si512();
    least = _mm512_min_epu16(least, ranked(line[p]));
  }
  __m512i even[DEEP / 2], odd[DEEP / 2];
#pragma clang loop unroll(full)
  for (int q = 0; q < DEEP / 2; q++) {
    even[q] = _mm512_unpacklo_epi16(line[2 * q], line[2 * q + 1]);
    odd[q] = _mm512_unpackhi_epi16(line[2 * q], line[2 * q + 1]);
  }
  bool keeps = _mm512_cmplt_epu16_mask(least, _mm512_set1_epi16((short)rank)) != 0;
  const __m512i upper = _mm512_set1_epi32((int)0xFFFF0000);
  for (size_t v = 0; v < vector_count; v++) {
    __m512 first = _mm512_loadu_ps(sums + v * ld), second = _mm512_loadu_ps(sums + v * ld + 16);
#pragma clang loop unroll(full)
    for (int q = 0; q < DEEP / 2; q++) {
      int32_t pair;
      memcpy(&pair, vectors + v * vector_bytes + 4 * q, sizeof pair);
      __m512i factor = _mm512_set1_epi32(pair);
      if (keeps) {
        __m512 low = (__m512)_mm512_slli_epi32(factor, 16), high = (__m512)_mm512_and_si512(factor, upper);
        first = _mm512_fmadd_ps((__m512)_mm512_slli_epi32(even[q], 16), low, first);
        first = _mm512_fmadd_ps((__m512)_mm512_and_si512(even[q], upper), high, first);
        second = _mm512_fmadd_ps((__m512)_mm512_slli_epi32(odd[q], 16), low, second);
        second = _mm512_fmadd_ps((__m512)_mm512_and_si512(odd[q], upper), high, second);
      } else {
        first = _mm512_dpbf16_ps(first, (__m512bh)even[q], (__m512bh)factor);
        second = _mm512_dpbf16_ps(second, (__m512bh)odd[q], (__m512bh)factor);
      }
    }
    _mm512_storeu_ps(sums + v * ld, first);
    _mm512_storeu_ps(sums + v * ld + 16, second);
  }
}

// Puts WIDE sums of each vector in order and moves the first `width`.
static void settle(const float *from, size_t from_ld, float *to, size_t ld, size_t vector_count, size_t width) {
  const __m512i lower = _mm512_setr_epi32(0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
  const __m512i higher = _mm512_setr_epi32(8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
  for (size_t v = 0; v < vector_count; v++) {
    __m512 first = _mm512_loadu_ps(from + v * from_ld), second = _mm512_loadu_ps(from + v * from_ld + 16);
    uint32_t mask = width >= WIDE ? 0xFFFFFFFF : (1u << width) - 1;
    _mm512_mask_storeu_ps(to + v * ld, (__mmask16)mask, _mm512_permutex2var_ps(first, lower, second));
    _mm512_mask_storeu_ps(to + v * ld + 16, (__mmask16)(mask >> 16), _mm512_permutex2var_ps(first, higher, second));
  }
}

static void add_bf16(const void *lines, size_t line_stride, size_t count, const void *packed, size_t vector_count,
                     size_t k, void *sums, size_t ld) {
  // Sums that stay in the first-level cache, whatever ld is; a little apart, so that they do not compete for places there.
  enum { MOST = 16, ROOM = 1024 * 8, PADDING = 16 };
  const size_t line_bytes = 2 * line_stride, vector_bytes = line_vector_bytes(k);
  uint32_t exponent;
  memcpy(&exponent, packed, sizeof exponent);
  const uint16_t rank = required_rank(exponent);
  _Alignas(64) float local[ROOM + MOST * PADDING];
  for (size_t first = 0; first < vector_count; first += MOST) {
    const size_t taken = vector_count - first < MOST ? vector_count - first : MOST;
    const uint8_t *vectors = (const uint8_t *)packed + LINE_HEAD + first * vector_bytes;
    const size_t room = ROOM / taken / WIDE * WIDE, most = room < 1024 ? room : 1024, local_ld = most + PADDING;
    for (size_t x = 0; x < count; x += most) {
      const size_t width = count - x < most ? count - x : most;
      memset(local, 0, taken * local_ld * sizeof(float));
      for (size_t p = 0; p < k; p += DEEP) {
        const uint8_t *line = (const uint8_t *)lines + p * line_bytes + 2 * x;
        const uint8_t *part = vectors + 2 * p;
        const size_t depth = k - p < DEEP ? k - p : DEEP, ahead = p + 2 * DEEP <= k ? DEEP * line_bytes : 0;
        size_t y = 0;
        for (; depth == DEEP && y + WIDE <= width; y += WIDE) {
          for (size_t i = 0; i < DEEP; i++) _mm_prefetch(line + ahead + i * line_bytes + 2 * y, _MM_HINT_T1);
          add_block(line + 2 * y, line_bytes, DEEP, WIDE, part, vector_bytes, taken, rank, local + y, local_ld);
        }
        for (; y < width; y += WIDE) {
          add_block(line + 2 * y, line_bytes, depth, width - y < WIDE ? width - y : WIDE, part, vector_bytes, taken, rank,
                    local + y, local_ld);
        }
      }
      for (size_t y = 0; y < width; y += WIDE) {
        settle(local + y, local_ld, (float *)sums + first * ld + x + y, ld, taken, width - y);
      }
    }
  }
}

const parity_line_kernel parity_lines_bf16 = {
    .name = "avx512bf16_dot", .vector_bytes = line_vectors_bytes, .pack_vectors = pack_bf16, .dot = dot_bf16, .add = add_bf16};
const parity_line_kernel parity_lines_f8e4m3 = {
    .name = "avx512bf16_dot", .vector_bytes = line_vectors_bytes, .pack_vectors = pack_f8, .dot = dot_f8e4m3, .add = NULL};
const parity_line_kernel parity_lines_f8e5m2 = {
    .name = "avx512bf16_dot", .vector_bytes = line_vectors_bytes, .pack_vectors = pack_f8, .dot = dot_f8e5m2, .add = NULL};

#pragma clang attribute pop
#endif
