// Level 2: a matrix and vectors.
#include "types.h"

#define TWO_REAL(CALL)                             \
  switch (type) {                                  \
    case 's': CALL(s, S_OF); break;                \
    case 'd': CALL(d, D_OF); break;                \
  }
#define TWO_COMPLEX(CALL)                          \
  switch (type) {                                  \
    case 'c': CALL(c, AS_IS); break;               \
    case 'z': CALL(z, AS_IS); break;               \
  }
// Complex matrices with a real factor.
#define TWO_MIXED(CALL)                            \
  switch (type) {                                  \
    case 'c': CALL(c, S_OF); break;                \
    case 'z': CALL(z, D_OF); break;                \
  }

bool parity_gemv(char type, const parity_level_call *x) {
#define GEMV(t, V)                                                                                                   \
  cblas_##t##gemv(CblasColMajor, parity_trans(x->transa), x->m, x->n, V(x->alpha), x->a, x->lda, x->x, x->incx, V(x->beta), \
                  x->y, x->incy)
  FOUR(GEMV)
  return true;
}

bool parity_gbmv(char type, const parity_level_call *x) {
#define GBMV(t, V)                                                                                                        \
  cblas_##t##gbmv(CblasColMajor, parity_trans(x->transa), x->m, x->n, x->kl, x->ku, V(x->alpha), x->a, x->lda, x->x, x->incx, \
                  V(x->beta), x->y, x->incy)
  FOUR(GBMV)
  return true;
}

#define SYMMETRIC(t, name, V) \
  cblas_##t##name(CblasColMajor, parity_uplo(x->uplo), x->n, V(x->alpha), x->a, x->lda, x->x, x->incx, V(x->beta), x->y, x->incy)

// CBLAS has no symmetric matrices of complex numbers in level 2.
#define COMPLEX_SYMV(T)                                                                  \
  {                                                                                      \
    T alpha = *(const T *)x->alpha, beta = *(const T *)x->beta;                          \
    const T *a = x->a, *from = (const T *)x->x + parity_first(x->n, x->incx);            \
    T *to = (T *)x->y + parity_first(x->n, x->incy);                                     \
    for (int64_t i = 0; i < x->n; i++) {                                                 \
      T sum = 0;                                                                         \
      if (alpha != 0) {                                                                  \
        for (int64_t j = 0; j < x->n; j++) {                                             \
          bool stored = x->uplo == 0 ? i >= j : i <= j;                                  \
          sum += (stored ? a[i + j * x->lda] : a[j + i * x->lda]) * from[j * x->incx];   \
        }                                                                                \
      }                                                                                  \
      T *y = to + i * x->incy;                                                           \
      *y = alpha * sum + (beta == 0 ? 0 : beta * *y);                                    \
    }                                                                                    \
  }

bool parity_symv(char type, const parity_level_call *x) {
  switch (type) {
    case 's': SYMMETRIC(s, symv, S_OF); break;
    case 'd': SYMMETRIC(d, symv, D_OF); break;
    case 'c': COMPLEX_SYMV(c64); break;
    case 'z': COMPLEX_SYMV(c128); break;
  }
  return true;
}

bool parity_hemv(char type, const parity_level_call *x) {
#define HEMV(t, V) SYMMETRIC(t, hemv, V)
  TWO_COMPLEX(HEMV)
  return true;
}

#define BANDED(t, name, V)                                                                                               \
  cblas_##t##name(CblasColMajor, parity_uplo(x->uplo), x->n, x->k, V(x->alpha), x->a, x->lda, x->x, x->incx, V(x->beta), x->y, \
                  x->incy)

bool parity_sbmv(char type, const parity_level_call *x) {
#define SBMV(t, V) BANDED(t, sbmv, V)
  TWO_REAL(SBMV)
  return true;
}

bool parity_hbmv(char type, const parity_level_call *x) {
#define HBMV(t, V) BANDED(t, hbmv, V)
  TWO_COMPLEX(HBMV)
  return true;
}

#define PACKED(t, name, V) \
  cblas_##t##name(CblasColMajor, parity_uplo(x->uplo), x->n, V(x->alpha), x->a, x->x, x->incx, V(x->beta), x->y, x->incy)

bool parity_spmv(char type, const parity_level_call *x) {
#define SPMV(t, V) PACKED(t, spmv, V)
  TWO_REAL(SPMV)
  return true;
}

bool parity_hpmv(char type, const parity_level_call *x) {
#define HPMV(t, V) PACKED(t, hpmv, V)
  TWO_COMPLEX(HPMV)
  return true;
}

bool parity_geru(char type, const parity_level_call *x) {
#define GER(name, V) name(CblasColMajor, x->m, x->n, V(x->alpha), x->x, x->incx, x->y, x->incy, x->a, x->lda)
  switch (type) {
    case 's': GER(cblas_sger, S_OF); break;
    case 'd': GER(cblas_dger, D_OF); break;
    case 'c': GER(cblas_cgeru, AS_IS); break;
    case 'z': GER(cblas_zgeru, AS_IS); break;
  }
  return true;
}

bool parity_gerc(char type, const parity_level_call *x) {
  if (type == 'c') GER(cblas_cgerc, AS_IS);
  if (type == 'z') GER(cblas_zgerc, AS_IS);
  return true;
}

// A <- A + alpha (x y' + y x'), or alpha x x' where there is no y.
#define COMPLEX_SYR(T)                                                                   \
  {                                                                                      \
    T alpha = *(const T *)x->alpha, *a = x->a;                                           \
    const T *u = (const T *)x->x + parity_first(x->n, x->incx);                          \
    const T *v = x->y ? (const T *)x->y + parity_first(x->n, x->incy) : NULL;            \
    for (int64_t j = 0; alpha != 0 && j < x->n; j++) {                                   \
      int64_t first = x->uplo == 0 ? j : 0, last = x->uplo == 0 ? x->n : j + 1;          \
      for (int64_t i = first; i < last; i++) {                                           \
        T ui = u[i * x->incx], uj = u[j * x->incx];                                      \
        a[i + j * x->lda] += alpha * (v ? ui * v[j * x->incy] + uj * v[i * x->incy] : ui * uj); \
      }                                                                                  \
    }                                                                                    \
  }

#define RANK_ONE(name, V) name(CblasColMajor, parity_uplo(x->uplo), x->n, V(x->alpha), x->x, x->incx, x->a, x->lda)
#define RANK_TWO(name, V) \
  name(CblasColMajor, parity_uplo(x->uplo), x->n, V(x->alpha), x->x, x->incx, x->y, x->incy, x->a, x->lda)

bool parity_syr(char type, const parity_level_call *x) {
  switch (type) {
    case 's': RANK_ONE(cblas_ssyr, S_OF); break;
    case 'd': RANK_ONE(cblas_dsyr, D_OF); break;
    case 'c': COMPLEX_SYR(c64); break;
    case 'z': COMPLEX_SYR(c128); break;
  }
  return true;
}

bool parity_syr2(char type, const parity_level_call *x) {
  switch (type) {
    case 's': RANK_TWO(cblas_ssyr2, S_OF); break;
    case 'd': RANK_TWO(cblas_dsyr2, D_OF); break;
    case 'c': COMPLEX_SYR(c64); break;
    case 'z': COMPLEX_SYR(c128); break;
  }
  return true;
}

bool parity_her(char type, const parity_level_call *x) {
#define HER(t, V) RANK_ONE(cblas_##t##her, V)
  TWO_MIXED(HER)
  return true;
}

bool parity_her2(char type, const parity_level_call *x) {
#define HER2(t, V) RANK_TWO(cblas_##t##her2, V)
  TWO_COMPLEX(HER2)
  return true;
}

#define PACKED_ONE(name, V) name(CblasColMajor, parity_uplo(x->uplo), x->n, V(x->alpha), x->x, x->incx, x->a)
#define PACKED_TWO(name, V) name(CblasColMajor, parity_uplo(x->uplo), x->n, V(x->alpha), x->x, x->incx, x->y, x->incy, x->a)

bool parity_spr(char type, const parity_level_call *x) {
#define SPR(t, V) PACKED_ONE(cblas_##t##spr, V)
  TWO_REAL(SPR)
  return true;
}

bool parity_spr2(char type, const parity_level_call *x) {
#define SPR2(t, V) PACKED_TWO(cblas_##t##spr2, V)
  TWO_REAL(SPR2)
  return true;
}

bool parity_hpr(char type, const parity_level_call *x) {
#define HPR(t, V) PACKED_ONE(cblas_##t##hpr, V)
  TWO_MIXED(HPR)
  return true;
}

bool parity_hpr2(char type, const parity_level_call *x) {
#define HPR2(t, V) PACKED_TWO(cblas_##t##hpr2, V)
  TWO_COMPLEX(HPR2)
  return true;
}

#define TRIANGLE parity_uplo(x->uplo), parity_trans(x->transa), parity_diag(x->diag)
#define FULL_TRIANGLE(name)                                                                            \
  bool parity_##name(char type, const parity_level_call *x) {                                          \
    switch (type) {                                                                                    \
      case 's': cblas_s##name(CblasColMajor, TRIANGLE, x->n, x->a, x->lda, x->x, x->incx); break;      \
      case 'd': cblas_d##name(CblasColMajor, TRIANGLE, x->n, x->a, x->lda, x->x, x->incx); break;      \
      case 'c': cblas_c##name(CblasColMajor, TRIANGLE, x->n, x->a, x->lda, x->x, x->incx); break;      \
      case 'z': cblas_z##name(CblasColMajor, TRIANGLE, x->n, x->a, x->lda, x->x, x->incx); break;      \
    }                                                                                                  \
    return true;                                                                                       \
  }
#define BAND_TRIANGLE(name)                                                                            \
  bool parity_##name(char type, const parity_level_call *x) {                                          \
    switch (type) {                                                                                    \
      case 's': cblas_s##name(CblasColMajor, TRIANGLE, x->n, x->k, x->a, x->lda, x->x, x->incx); break; \
      case 'd': cblas_d##name(CblasColMajor, TRIANGLE, x->n, x->k, x->a, x->lda, x->x, x->incx); break; \
      case 'c': cblas_c##name(CblasColMajor, TRIANGLE, x->n, x->k, x->a, x->lda, x->x, x->incx); break; \
      case 'z': cblas_z##name(CblasColMajor, TRIANGLE, x->n, x->k, x->a, x->lda, x->x, x->incx); break; \
    }                                                                                                  \
    return true;                                                                                       \
  }
#define PACKED_TRIANGLE(name)                                                                          \
  bool parity_##name(char type, const parity_level_call *x) {                                          \
    switch (type) {                                                                                    \
      case 's': cblas_s##name(CblasColMajor, TRIANGLE, x->n, x->a, x->x, x->incx); break;              \
      case 'd': cblas_d##name(CblasColMajor, TRIANGLE, x->n, x->a, x->x, x->incx); break;              \
      case 'c': cblas_c##name(CblasColMajor, TRIANGLE, x->n, x->a, x->x, x->incx); break;              \
      case 'z': cblas_z##name(CblasColMajor, TRIANGLE, x->n, x->a, x->x, x->incx); break;              \
    }                                                                                                  \
    return true;                                                                                       \
  }
FULL_TRIANGLE(trmv)
FULL_TRIANGLE(trsv)
BAND_TRIANGLE(tbmv)
BAND_TRIANGLE(tbsv)
PACKED_TRIANGLE(tpmv)
PACKED_TRIANGLE(tpsv)
