// What cuBLAS has beyond BLAS: sums and diagonal products of matrices, packed triangles.
#include "types.h"

#define S_CONJ(z) (z)
#define PARITY_TYPES_WITH_CONJ(BODY)              \
  switch (type) {                                 \
    case 's': BODY(float, S_CONJ); break;         \
    case 'd': BODY(double, S_CONJ); break;        \
    case 'c': BODY(c64, conjf); break;            \
    case 'z': BODY(c128, conj); break;            \
  }

// C <- alpha op(A) + beta op(B). A or B may be C where it is not transposed; a matrix whose factor is 0 is not read.
bool parity_geam(char type, const parity_level_call *x) {
#define ELEMENT(p, ld, trans, CONJ) ((trans) == 0 ? p[i + j * (ld)] : (trans) == 1 ? p[j + i * (ld)] : CONJ(p[j + i * (ld)]))
#define GEAM(T, CONJ)                                                                    \
  {                                                                                      \
    T alpha = *(const T *)x->alpha, beta = *(const T *)x->beta, *c = x->c;               \
    const T *a = x->a, *b = x->b;                                                        \
    for (int64_t j = 0; j < x->n; j++) {                                                 \
      for (int64_t i = 0; i < x->m; i++) {                                               \
        T sum = alpha == 0 ? 0 : alpha * ELEMENT(a, x->lda, x->transa, CONJ);            \
        c[i + j * x->ldc] = sum + (beta == 0 ? 0 : beta * ELEMENT(b, x->ldb, x->transb, CONJ)); \
      }                                                                                  \
    }                                                                                    \
  }
  PARITY_TYPES_WITH_CONJ(GEAM)
  return true;
}

// C <- diag(x) A (left) or A diag(x) (right).
bool parity_dgmm(char type, const parity_level_call *x) {
#define DGMM(t, T, R)                                                                    \
  {                                                                                      \
    const T *a = x->a;                                                                   \
    const T *d = (const T *)x->x + parity_first(x->side == 0 ? x->m : x->n, x->incx);    \
    T *c = x->c;                                                                         \
    for (int64_t j = 0; j < x->n; j++)                                                   \
      for (int64_t i = 0; i < x->m; i++)                                                 \
        c[i + j * x->ldc] = a[i + j * x->lda] * d[(x->side == 0 ? i : j) * x->incx];     \
  }
  PARITY_TYPES(DGMM)
  return true;
}

// Between a triangle that is packed column by column (b) and one of a whole matrix (a).
#define TRIANGLE(T, MOVE)                                                                \
  {                                                                                      \
    T *whole = x->a, *packed = x->b;                                                     \
    for (int64_t j = 0; j < x->n; j++) {                                                 \
      int64_t first = x->uplo == 0 ? j : 0, last = x->uplo == 0 ? x->n : j + 1;          \
      for (int64_t i = first; i < last; i++) MOVE;                                       \
    }                                                                                    \
  }

bool parity_tpttr(char type, const parity_level_call *x) {
#define UNPACK(t, T, R) TRIANGLE(T, whole[i + j * x->lda] = *packed++)
  PARITY_TYPES(UNPACK)
  return true;
}

bool parity_trttp(char type, const parity_level_call *x) {
#define PACK(t, T, R) TRIANGLE(T, *packed++ = whole[i + j * x->lda])
  PARITY_TYPES(PACK)
  return true;
}
