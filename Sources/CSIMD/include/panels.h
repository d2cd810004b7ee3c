// Products of packed panels: what GEMM kernels for one element type and one instruction set differ in.
//
// A panel holds `rows` rows of A, or `columns` columns of B, over a range of k, as units of 32 or 64 bits. Unit u of line i lies at
// index u * lines + i and holds the line's neighbours along k from u * depth: one binary32 or binary64 (depth 1), two bf16
// or 16-bit integers (2), or four 8-bit integers (4). Lines and k beyond the block are zeros. PARITY_PANEL_TAIL bytes for the
// kernel's own use follow the units.
#ifndef PARITY_PANELS_H
#define PARITY_PANELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PARITY_PANEL_TAIL = 64 };

typedef struct parity_panel_kernel {
  // The instructions that multiply and the size of a tile of sums: `avx512bf16_dot_48x8`.
  const char *name;
  // Rows of a panel of A, columns of a panel of B.
  size_t rows, columns;
  // Elements of k in a unit.
  size_t depth;
  // Bytes of a unit, and of a sum.
  size_t unit_bytes;
  // Completes a panel whose units are packed; may be null.
  void (*seal_a)(void *panel, size_t units);
  void (*seal_b)(void *panel, size_t units);
  // sums[i + j * ld] += (accumulate) or = the product of two panels, for i < m and j < n; sums are binary32, binary64
  // or 32-bit integers modulo 2^32.
  void (*multiply)(const void *panel_a, const void *panel_b, size_t units, void *sums, size_t ld, size_t m, size_t n,
                   bool accumulate);
  // The same, where the product is scaled by scale_a[i] * scale_b[j] in binary32; factors of all the rows and columns of
  // a panel can be read. Null for integers and binary64.
  void (*multiply_scaled)(const void *panel_a, const void *panel_b, size_t units, const float *scale_a,
                          const float *scale_b, void *sums, size_t ld, size_t m, size_t n, bool accumulate);
} parity_panel_kernel;

// The kernels that this processor can run, quickest first; plain C is always the last.
//
// f32, f64: binary32 or binary64, each product and sum rounded to that.
// bf16: products are exact and sums binary32. The kernel of VPDPBF16PS, which takes subnormal values for zero, multiplies
// panels that could lead to one by the next kernel's instructions instead, so that none is lost.
// i8: depth 4 (8-bit integers) or 2 (16-bit integers that hold 8-bit values); sums are exact modulo 2^32.
const parity_panel_kernel *const *parity_f32_kernels(size_t *count);
const parity_panel_kernel *const *parity_f64_kernels(size_t *count);
const parity_panel_kernel *const *parity_bf16_kernels(size_t *count);
const parity_panel_kernel *const *parity_i8_kernels(size_t *count);

// Packs `count` (at most `lines`) lines of `k` elements of 8, 4, 2 or 1 bytes, without sealing; element (i, p) is at index
// i * line_stride + p * k_stride, and one of the strides is 1.
void parity_pack_panel(const void *source, size_t element_bytes, size_t line_stride, size_t k_stride, size_t count,
                       size_t k, void *panel, size_t lines);

// Complex factors as real ones, for a product of m x 2k and 2k x 2n real numbers: op(A) becomes [re A, im A] and op(B)
//   [ re B  im B ]
//   [ -im B re B ]
// with the two kinds of rows, and of columns, taking turns, so that real and imaginary parts of column j of the product are
// columns 2j and 2j + 1. `lines` are those of the panel, `count` and `k` are complex; parts have 4 or 8 bytes, and strides
// are in complex elements.
void parity_pack_complex_a(const void *source, size_t part_bytes, size_t line_stride, size_t k_stride, size_t count, size_t k,
                           bool conjugates, void *panel, size_t lines);
void parity_pack_complex_b(const void *source, size_t part_bytes, size_t line_stride, size_t k_stride, size_t count, size_t k,
                           bool conjugates, void *panel, size_t lines);

// sums[i + j * ld] += (accumulate) or = tile[i + j * tile_ld] * scale_a[i] * scale_b[j], where a product of two factors may
// leave binary32's normal range.
void parity_add_scaled(const float *tile, size_t tile_ld, const float *scale_a, const float *scale_b, float *sums,
                       size_t ld, size_t m, size_t n, bool accumulate);

// Sign extension.
void parity_i8_to_i16(const int8_t *source, int16_t *destination, size_t count);

#endif
