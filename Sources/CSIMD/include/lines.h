// Products of many stored lines with a few vectors, in the type as stored: what matrices of weights times a few tokens are.
//
// Lines are read once, in the order of memory, and neither packed nor converted in memory. Vectors are packed, each kernel
// in its own way.
#ifndef PARITY_LINES_H
#define PARITY_LINES_H

#include <stddef.h>
#include <stdint.h>

// Factors of blocks of k: the block with number b = p / block of line l has the factor lines[l / lines_per_factor * blocks + b],
// that of vector v has vectors[v * blocks + b].
typedef struct parity_line_scales {
  const float *lines, *vectors;
  size_t lines_per_factor, block, blocks;
} parity_line_scales;

typedef struct parity_line_kernel {
  // The instructions that multiply: `avx512bf16_dot`.
  const char *name;
  // The bytes that `count` packed vectors of k elements take.
  size_t (*vector_bytes)(size_t count, size_t k);
  // Packs `count` vectors of k elements in the type that is multiplied (binary32, binary64, bf16, or 8-bit integers), which
  // lie one after the other.
  void (*pack_vectors)(const void *source, size_t count, size_t k, void *vectors);
  // sums[l + v * ld] = the product of line l and vector v; lines are k elements long and `line_stride` elements apart.
  // `first_line` is the number of the first line for its factors; `scales` may be null, and its block must be a multiple
  // of 64.
  void (*dot)(const void *lines, size_t line_stride, size_t line_count, const void *vectors, size_t vector_count, size_t k,
              const parity_line_scales *scales, size_t first_line, void *sums, size_t ld);
  // sums[x + v * ld] = the sum over p < k of vector v's element p times line p's element x, for x < count: the same for
  // a matrix whose neighbours in memory are of different lines; null where there is no such loop.
  void (*add)(const void *lines, size_t line_stride, size_t count, const void *vectors, size_t vector_count, size_t k,
              void *sums, size_t ld);
} parity_line_kernel;

// The kernel of this processor, or null. bf16 and the two 8-bit floats by VDPBF16PS, without loss of subnormal numbers;
// 8-bit integers by VPDPBUSD, exactly modulo 2^32.
const parity_line_kernel *parity_bf16_line_kernel(void);
const parity_line_kernel *parity_f8e4m3_line_kernel(void);
const parity_line_kernel *parity_f8e5m2_line_kernel(void);
const parity_line_kernel *parity_i8_line_kernel(void);

// The kernels for binary32 and binary64 that this processor can run, quickest first; plain C is always the last.
const parity_line_kernel *const *parity_f32_line_kernels(size_t *count);
const parity_line_kernel *const *parity_f64_line_kernels(size_t *count);

// The same whose vectors stand in lanes, which pays from five vectors on; lines lie along k only.
const parity_line_kernel *const *parity_f32_lane_kernels(size_t *count);
const parity_line_kernel *const *parity_f64_lane_kernels(size_t *count);

#endif
