// Level 3: matrices.
#include <stdlib.h>
#include <string.h>

#include "types.h"

#define SYMMETRIC(name, V)                                                                                            \
  name(CblasColMajor, parity_side(x->side), parity_uplo(x->uplo), x->m, x->n, V(x->alpha), x->a, x->lda, x->b, x->ldb, \
       V(x->beta), x->c, x->ldc)

bool parity_symm(char type, const parity_level_call *x) {
#define SYMM(t, V) SYMMETRIC(cblas_##t##symm, V)
  FOUR(SYMM)
  return true;
}

bool parity_hemm(char type, const parity_level_call *x) {
  if (type == 'c') SYMMETRIC(cblas_chemm, AS_IS);
  if (type == 'z') SYMMETRIC(cblas_zhemm, AS_IS);
  return true;
}

#define RANK_K(name, V)                                                                                         \
  name(CblasColMajor, parity_uplo(x->uplo), parity_trans(x->transa), x->n, x->k, V(x->alpha), x->a, x->lda, V(x->beta), x->c, \
       x->ldc)
#define RANK_2K(name, V, W)                                                                                     \
  name(CblasColMajor, parity_uplo(x->uplo), parity_trans(x->transa), x->n, x->k, V(x->alpha), x->a, x->lda, x->b, x->ldb,     \
       W(x->beta), x->c, x->ldc)

bool parity_syrk(char type, const parity_level_call *x) {
#define SYRK(t, V) RANK_K(cblas_##t##syrk, V)
  FOUR(SYRK)
  return true;
}

bool parity_herk(char type, const parity_level_call *x) {
  if (type == 'c') RANK_K(cblas_cherk, S_OF);
  if (type == 'z') RANK_K(cblas_zherk, D_OF);
  return true;
}

bool parity_syr2k(char type, const parity_level_call *x) {
#define SYR2K(t, V) RANK_2K(cblas_##t##syr2k, V, V)
  FOUR(SYR2K)
  return true;
}

bool parity_her2k(char type, const parity_level_call *x) {
  if (type == 'c') RANK_2K(cblas_cher2k, AS_IS, S_OF);
  if (type == 'z') RANK_2K(cblas_zher2k, AS_IS, D_OF);
  return true;
}

// C <- alpha op(A) op(B)' + beta C in one triangle (cublasSsyrkx): the product goes to memory of its own, a strip of columns at a
// time, and its triangle from there to C.
enum { STRIP = 64 };
#define TRIANGLE_OF_PRODUCT(t, T, B_TYPE, V, IMAGE, REAL_DIAGONAL)                                                 \
  {                                                                                                                \
    T zero = 0, *product = malloc((size_t)x->n * STRIP * sizeof(T)), *c = x->c;                                    \
    B_TYPE beta = *(const B_TYPE *)x->beta;                                                                        \
    if (!product) return false;                                                                                    \
    /* A and B may be missing where alpha is 0, and gemm looks at small ones all the same. */                      \
    bool multiplies = x->k > 0 && *(const T *)x->alpha != 0;                                                       \
    memset(product, 0, (size_t)x->n * STRIP * sizeof(T));                                                          \
    for (int64_t j0 = 0; j0 < x->n; j0 += STRIP) {                                                                 \
      int64_t width = x->n - j0 < STRIP ? x->n - j0 : STRIP;                                                       \
      const T *b = (const T *)x->b + (x->transa == 0 ? j0 : j0 * x->ldb);                                          \
      if (multiplies)                                                                                              \
        cblas_##t##gemm(CblasColMajor, parity_trans(x->transa), x->transa == 0 ? IMAGE : CblasNoTrans, x->n, width, x->k, \
                      V(x->alpha), x->a, x->lda, (void *)b, x->ldb, V(&zero), product, x->n);                      \
      for (int64_t j = j0; j < j0 + width; j++) {                                                                  \
        int64_t first = x->uplo == 0 ? j : 0, last = x->uplo == 0 ? x->n : j + 1;                                  \
        for (int64_t i = first; i < last; i++) {                                                                   \
          T *to = c + i + j * x->ldc;                                                                              \
          *to = product[i + (j - j0) * x->n] + (beta == 0 ? 0 : beta * *to);                                       \
          if (REAL_DIAGONAL && i == j) *to = creal(*to);                                                           \
        }                                                                                                          \
      }                                                                                                            \
    }                                                                                                              \
    free(product);                                                                                                 \
  }

bool parity_syrkx(char type, const parity_level_call *x) {
  switch (type) {
    case 's': TRIANGLE_OF_PRODUCT(s, float, float, S_OF, CblasTrans, false); break;
    case 'd': TRIANGLE_OF_PRODUCT(d, double, double, D_OF, CblasTrans, false); break;
    case 'c': TRIANGLE_OF_PRODUCT(c, c64, c64, AS_IS, CblasTrans, false); break;
    case 'z': TRIANGLE_OF_PRODUCT(z, c128, c128, AS_IS, CblasTrans, false); break;
  }
  return true;
}

bool parity_herkx(char type, const parity_level_call *x) {
  switch (type) {
    case 'c': TRIANGLE_OF_PRODUCT(c, c64, float, AS_IS, CblasConjTrans, true); break;
    case 'z': TRIANGLE_OF_PRODUCT(z, c128, double, AS_IS, CblasConjTrans, true); break;
  }
  return true;
}

#define TRIANGULAR(name, V, to, ld)                                                                                     \
  name(CblasColMajor, parity_side(x->side), parity_uplo(x->uplo), parity_trans(x->transa), parity_diag(x->diag), x->m, x->n, \
       V(x->alpha), x->a, x->lda, to, ld)

bool parity_trsm(char type, const parity_level_call *x) {
#define TRSM(t, V) TRIANGULAR(cblas_##t##trsm, V, x->b, x->ldb)
  FOUR(TRSM)
  return true;
}

// C <- alpha op(A) B, or B op(A): cuBLAS's form, which leaves B as it is unless C is B. Where alpha is 0, there is no A and no B.
bool parity_trmm(char type, const parity_level_call *x) {
#define COPY(t, T, R)                                                                                                  \
  for (int64_t j = 0; x->b && x->b != x->c && j < x->n; j++)                                                           \
    cblas_##t##copy(x->m, (const void *)((const T *)x->b + j * x->ldb), 1, (void *)((T *)x->c + j * x->ldc), 1)
  PARITY_TYPES(COPY)
#define TRMM(t, V) TRIANGULAR(cblas_##t##trmm, V, x->c, x->ldc)
  FOUR(TRMM)
  return true;
}
