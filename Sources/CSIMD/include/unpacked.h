// Small products of binary32 or binary64 matrices as they are stored: for factors that fit the innermost cache, packing costs more than
// it saves.
#ifndef PARITY_UNPACKED_H
#define PARITY_UNPACKED_H

#include <stddef.h>

typedef struct parity_unpacked_kernel {
  // The instructions that multiply and the size of a tile of sums: `avx512_fma_48x8`.
  const char *name;
  // A vector's elements, of which a packed A wants whole ones; columns that are multiplied at a time.
  size_t lanes, columns;
  // d[i + j * ldd] = alpha * sum over p of a[i + p * lda] * b[p * b_k_stride + j * b_column_stride] + beta * c[i + j * ldc]
  // for i < m and j < n, each product and sum rounded to the type of the
  // elements. `c` may be null, and beta is then unused.
  void (*multiply)(const void *a, size_t lda, const void *b, size_t b_k_stride, size_t b_column_stride, size_t m, size_t n,
                   size_t k, double alpha, double beta, const void *c, size_t ldc, void *d, size_t ldd);
} parity_unpacked_kernel;

// The kernels for binary32 and binary64 that this processor can run, quickest first; plain C is always the last.
const parity_unpacked_kernel *const *parity_unpacked_f32_kernels(size_t *count);
const parity_unpacked_kernel *const *parity_unpacked_f64_kernels(size_t *count);

#endif
