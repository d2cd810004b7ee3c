// Calls of CBLAS functions that were found at run time, whose integers have 32 or 64 bits (`wide`).
#ifndef PARITY_LOADED_CBLAS_H
#define PARITY_LOADED_CBLAS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct parity_cblas_call {
  int trans_a, trans_b;  // 111 none, 112 transposed, 113 conjugated too
  int64_t m, n, k, lda, ldb, ldc;
  const void *a, *b;
  void *c;
} parity_cblas_call;

enum { PARITY_CBLAS_COLUMN_MAJOR = 102 };

// SCALAR is a number for real types and an address for complex ones.
#define PARITY_CBLAS_GEMM(NAME, SCALAR)                                                                                   \
  static inline void NAME(void *function, bool wide, const parity_cblas_call *x, SCALAR alpha, SCALAR beta) {             \
    if (wide) {                                                                                                           \
      typedef void gemm(int, int, int, int64_t, int64_t, int64_t, SCALAR, const void *, int64_t, const void *, int64_t,   \
                        SCALAR, void *, int64_t);                                                                         \
      ((gemm *)function)(PARITY_CBLAS_COLUMN_MAJOR, x->trans_a, x->trans_b, x->m, x->n, x->k, alpha, x->a, x->lda, x->b,  \
                         x->ldb, beta, x->c, x->ldc);                                                                     \
    } else {                                                                                                              \
      typedef void gemm(int, int, int, int32_t, int32_t, int32_t, SCALAR, const void *, int32_t, const void *, int32_t,   \
                        SCALAR, void *, int32_t);                                                                         \
      ((gemm *)function)(PARITY_CBLAS_COLUMN_MAJOR, x->trans_a, x->trans_b, (int32_t)x->m, (int32_t)x->n, (int32_t)x->k,  \
                         alpha, x->a, (int32_t)x->lda, x->b, (int32_t)x->ldb, beta, x->c, (int32_t)x->ldc);               \
    }                                                                                                                     \
  }

PARITY_CBLAS_GEMM(parity_cblas_sgemm, float)
PARITY_CBLAS_GEMM(parity_cblas_dgemm, double)
PARITY_CBLAS_GEMM(parity_cblas_xgemm, const void *)

// The bytes of the integers of a library with this cblas_sscal. 2^32 + 1 less than 2^64 elements are one for 32 bits and a
// negative number for 64, with which level 1 routines do nothing.
static inline int parity_cblas_integer_bytes(void *sscal) {
  float x = 1;
  ((void (*)(int64_t, float, float *, int64_t))sscal)((int64_t)0xFFFFFFFF00000001, 2, &x, 1);
  return x == 2 ? 4 : 8;
}

#endif
