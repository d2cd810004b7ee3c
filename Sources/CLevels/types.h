// What the sources of the levels share: the four types and CBLAS's enumerations.
#ifndef PARITY_LEVELS_TYPES_H
#define PARITY_LEVELS_TYPES_H

#include <cblas.h>
#include <complex.h>
#include <stddef.h>

#include "CLevels.h"

typedef float _Complex c64;
typedef double _Complex c128;

// BODY(prefix, type, real type, is complex) for the type of a call.
#define PARITY_TYPES(BODY)                \
  switch (type) {                         \
    case 's': BODY(s, float, float); break;   \
    case 'd': BODY(d, double, double); break; \
    case 'c': BODY(c, c64, float); break;     \
    case 'z': BODY(z, c128, double); break;   \
  }

static inline enum CBLAS_TRANSPOSE parity_trans(int trans) {
  return trans == 0 ? CblasNoTrans : trans == 1 ? CblasTrans : CblasConjTrans;
}
static inline enum CBLAS_UPLO parity_uplo(int uplo) { return uplo == 0 ? CblasLower : CblasUpper; }
static inline enum CBLAS_SIDE parity_side(int side) { return side == 0 ? CblasLeft : CblasRight; }
static inline enum CBLAS_DIAG parity_diag(int diag) { return diag == 0 ? CblasNonUnit : CblasUnit; }

// The place of the first element of a vector of n: the last one where it runs backwards.
static inline ptrdiff_t parity_first(int64_t n, int64_t increment) { return increment < 0 ? (1 - n) * increment : 0; }

// Real routines take their factors by value, complex ones by address.
#define S_OF(p) (*(const float *)(p))
#define D_OF(p) (*(const double *)(p))
#define AS_IS(p) (p)
#define FOUR(CALL)                                 \
  switch (type) {                                  \
    case 's': CALL(s, S_OF); break;                \
    case 'd': CALL(d, D_OF); break;                \
    case 'c': CALL(c, AS_IS); break;               \
    case 'z': CALL(z, AS_IS); break;               \
  }

#endif
