// LU and QR of one matrix, by LAPACK in OpenBLAS (netlib.org/lapack; Fortran interface: everything by address, and the lengths of
// texts after all else).
#include <stdlib.h>
#include <string.h>

#include "types.h"

#define LAPACK(t, T)                                                                                                  \
  void t##getrf_(const int *m, const int *n, T *a, const int *lda, int *pivots, int *info);                           \
  void t##getrs_(const char *trans, const int *n, const int *nrhs, const T *a, const int *lda, const int *pivots, T *b, \
                 const int *ldb, int *info, size_t);                                                                  \
  void t##getri_(const int *n, T *a, const int *lda, const int *pivots, T *work, const int *length, int *info);       \
  void t##geqrf_(const int *m, const int *n, T *a, const int *lda, T *tau, T *work, const int *length, int *info);    \
  void t##gels_(const char *trans, const int *m, const int *n, const int *nrhs, T *a, const int *lda, T *b, const int *ldb, \
                T *work, const int *length, int *info, size_t);
LAPACK(s, float)
LAPACK(d, double)
LAPACK(c, c64)
LAPACK(z, c128)

// Pivots of a factorisation without row exchanges, where a call gives none.
static int *identity(int64_t n) {
  int *pivots = malloc((size_t)n * sizeof(int));
  for (int64_t i = 0; pivots && i < n; i++) pivots[i] = (int)i + 1;
  return pivots;
}

// LU without row exchanges, column by column; info is the place of the first zero on the diagonal of U.
#define LU_IN_PLACE(T)                                                                   \
  {                                                                                      \
    T *a = x->a;                                                                         \
    *x->info = 0;                                                                        \
    for (int64_t k = 0; k < x->n; k++) {                                                 \
      T pivot = a[k + k * x->lda];                                                       \
      if (pivot == 0) {                                                                  \
        if (*x->info == 0) *x->info = (int)k + 1;                                        \
        continue;                                                                        \
      }                                                                                  \
      for (int64_t i = k + 1; i < x->n; i++) a[i + k * x->lda] /= pivot;                 \
      for (int64_t j = k + 1; j < x->n; j++)                                             \
        for (int64_t i = k + 1; i < x->n; i++) a[i + j * x->lda] -= a[i + k * x->lda] * a[k + j * x->lda]; \
    }                                                                                    \
  }

bool parity_getrf(char type, const parity_level_call *x) {
  int n = (int)x->n, lda = (int)x->lda;
#define GETRF(t, T, R)                                                                   \
  if (x->pivots) t##getrf_(&n, &n, x->a, &lda, x->pivots, x->info);                      \
  else LU_IN_PLACE(T)
  PARITY_TYPES(GETRF)
  return true;
}

bool parity_getrs(char type, const parity_level_call *x) {
  int n = (int)x->n, nrhs = (int)x->nrhs, lda = (int)x->lda, ldb = (int)x->ldb, info = 0;
  int *own = x->pivots ? NULL : identity(x->n), *pivots = own ? own : x->pivots;
  if (!pivots) return false;
  char trans = "NTC"[x->transa];
#define GETRS(t, T, R) t##getrs_(&trans, &n, &nrhs, x->a, &lda, pivots, x->b, &ldb, &info, 1)
  PARITY_TYPES(GETRS)
  free(own);
  return true;
}

// C <- the inverse of what getrf left in A. Where U has a zero on its diagonal C is not defined, and info says where.
bool parity_getri(char type, const parity_level_call *x) {
  int n = (int)x->n, ldc = (int)x->ldc, length = n * 32;
  int *own = x->pivots ? NULL : identity(x->n), *pivots = own ? own : x->pivots;
  bool done = false;
#define GETRI(t, T, R)                                                                                     \
  {                                                                                                        \
    T *work = malloc((size_t)length * sizeof(T));                                                          \
    if (work && pivots) {                                                                                  \
      for (int64_t j = 0; j < x->n; j++)                                                                   \
        memcpy((T *)x->c + j * x->ldc, (const T *)x->a + j * x->lda, (size_t)x->n * sizeof(T));            \
      t##getri_(&n, x->c, &ldc, pivots, work, &length, x->info);                                           \
      done = true;                                                                                         \
    }                                                                                                      \
    free(work);                                                                                            \
  }
  PARITY_TYPES(GETRI)
  free(own);
  return done;
}

// C <- the inverse of A, which stays as it is.
bool parity_matinv(char type, const parity_level_call *x) {
  size_t width = type == 's' ? sizeof(float) : type == 'z' ? sizeof(c128) : sizeof(double);
  char *lu = malloc((size_t)x->n * (size_t)x->n * width);
  int *pivots = identity(x->n);
  bool done = false;
  if (lu && pivots) {
    for (int64_t j = 0; j < x->n; j++)
      memcpy(lu + (size_t)(j * x->n) * width, (const char *)x->a + (size_t)(j * x->lda) * width, (size_t)x->n * width);
    parity_level_call factors = *x;
    factors.a = lu;
    factors.lda = x->n;
    factors.pivots = pivots;
    parity_getrf(type, &factors);
    done = *x->info != 0 || parity_getri(type, &factors);
  }
  free(lu);
  free(pivots);
  return done;
}

bool parity_geqrf(char type, const parity_level_call *x) {
  int m = (int)x->m, n = (int)x->n, lda = (int)x->lda, length = n * 32, info = 0;
  bool done = false;
#define GEQRF(t, T, R)                                                                   \
  {                                                                                      \
    T *work = malloc((size_t)length * sizeof(T));                                        \
    if (work) t##geqrf_(&m, &n, x->a, &lda, x->tau, work, &length, &info);               \
    done = work != NULL;                                                                 \
    free(work);                                                                          \
  }
  PARITY_TYPES(GEQRF)
  return done;
}

// Least squares of a tall matrix: the solution overwrites the first n rows of C.
bool parity_gels(char type, const parity_level_call *x) {
  int m = (int)x->m, n = (int)x->n, nrhs = (int)x->nrhs, lda = (int)x->lda, ldc = (int)x->ldc;
  int length = (n + (nrhs > n ? nrhs : n)) * 32, own = 0, *info = x->info ? x->info : &own;
  bool done = false;
#define GELS(t, T, R)                                                                                     \
  {                                                                                                       \
    T *work = malloc((size_t)length * sizeof(T));                                                         \
    if (work) t##gels_("N", &m, &n, &nrhs, x->a, &lda, x->c, &ldc, work, &length, info, 1);                  \
    done = work != NULL;                                                                                  \
    free(work);                                                                                           \
  }
  PARITY_TYPES(GELS)
  return done;
}
