// Level 1: vectors.
#include "types.h"

#define UNARY(RETURN, s_name, d_name, c_name, z_name)                                    \
  switch (type) {                                                                        \
    case 's': RETURN(float, s_name(x->n, x->x, x->incx)); break;                         \
    case 'd': RETURN(double, d_name(x->n, x->x, x->incx)); break;                        \
    case 'c': RETURN(float, c_name(x->n, x->x, x->incx)); break;                         \
    case 'z': RETURN(double, z_name(x->n, x->x, x->incx)); break;                        \
  }
#define NUMBER(R, VALUE) *(R *)x->result = VALUE
// CBLAS counts from 0.
#define INDEX(R, VALUE) *(int64_t *)x->result = (int64_t)(VALUE) + 1

bool parity_amax(char type, const parity_level_call *x) {
  UNARY(INDEX, cblas_isamax, cblas_idamax, cblas_icamax, cblas_izamax)
  return true;
}

bool parity_amin(char type, const parity_level_call *x) {
  UNARY(INDEX, cblas_isamin, cblas_idamin, cblas_icamin, cblas_izamin)
  return true;
}

bool parity_asum(char type, const parity_level_call *x) {
  UNARY(NUMBER, cblas_sasum, cblas_dasum, cblas_scasum, cblas_dzasum)
  return true;
}

bool parity_nrm2(char type, const parity_level_call *x) {
  UNARY(NUMBER, cblas_snrm2, cblas_dnrm2, cblas_scnrm2, cblas_dznrm2)
  return true;
}

bool parity_dotu(char type, const parity_level_call *x) {
  switch (type) {
    case 's': *(float *)x->result = cblas_sdot(x->n, x->x, x->incx, x->y, x->incy); break;
    case 'd': *(double *)x->result = cblas_ddot(x->n, x->x, x->incx, x->y, x->incy); break;
    case 'c': cblas_cdotu_sub(x->n, x->x, x->incx, x->y, x->incy, x->result); break;
    case 'z': cblas_zdotu_sub(x->n, x->x, x->incx, x->y, x->incy, x->result); break;
  }
  return true;
}

bool parity_dotc(char type, const parity_level_call *x) {
  switch (type) {
    case 'c': cblas_cdotc_sub(x->n, x->x, x->incx, x->y, x->incy, x->result); return true;
    case 'z': cblas_zdotc_sub(x->n, x->x, x->incx, x->y, x->incy, x->result); return true;
    default: return parity_dotu(type, x);
  }
}

bool parity_axpy(char type, const parity_level_call *x) {
  switch (type) {
    case 's': cblas_saxpy(x->n, *(float *)x->alpha, x->x, x->incx, x->y, x->incy); break;
    case 'd': cblas_daxpy(x->n, *(double *)x->alpha, x->x, x->incx, x->y, x->incy); break;
    case 'c': cblas_caxpy(x->n, x->alpha, x->x, x->incx, x->y, x->incy); break;
    case 'z': cblas_zaxpy(x->n, x->alpha, x->x, x->incx, x->y, x->incy); break;
  }
  return true;
}

bool parity_copy(char type, const parity_level_call *x) {
#define COPY(t, T, R) cblas_##t##copy(x->n, x->x, x->incx, x->y, x->incy)
  PARITY_TYPES(COPY)
  return true;
}

bool parity_swap(char type, const parity_level_call *x) {
#define SWAP(t, T, R) cblas_##t##swap(x->n, x->x, x->incx, x->y, x->incy)
  PARITY_TYPES(SWAP)
  return true;
}

bool parity_scal(char type, const parity_level_call *x) {
  switch (type) {
    case 's': cblas_sscal(x->n, *(float *)x->alpha, x->x, x->incx); break;
    case 'd': cblas_dscal(x->n, *(double *)x->alpha, x->x, x->incx); break;
    case 'c': cblas_cscal(x->n, x->alpha, x->x, x->incx); break;
    case 'z': cblas_zscal(x->n, x->alpha, x->x, x->incx); break;
  }
  return true;
}

// A real factor; complex vectors too.
bool parity_real_scal(char type, const parity_level_call *x) {
  switch (type) {
    case 'c': cblas_csscal(x->n, *(float *)x->alpha, x->x, x->incx); return true;
    case 'z': cblas_zdscal(x->n, *(double *)x->alpha, x->x, x->incx); return true;
    default: return parity_scal(type, x);
  }
}

// (x, y) <- (c x + s y, c y - conj(s) x), c real and s of the vectors' type.
bool parity_rot(char type, const parity_level_call *call) {
#define ROTATE(T, R, CONJ)                                                       \
  {                                                                              \
    R c = *(R *)call->cosine;                                                    \
    T s = *(T *)call->sine;                                                      \
    T *x = (T *)call->x + parity_first(call->n, call->incx);                     \
    T *y = (T *)call->y + parity_first(call->n, call->incy);                     \
    for (int64_t i = 0; i < call->n; i++) {                                      \
      T *p = x + i * call->incx, *q = y + i * call->incy, old = *p;              \
      *p = c * old + s * *q;                                                     \
      *q = c * *q - CONJ(s) * old;                                               \
    }                                                                            \
  }
  switch (type) {
    case 'c': ROTATE(c64, float, conjf); return true;
    case 'z': ROTATE(c128, double, conj); return true;
    default: return parity_real_rot(type, call);
  }
}

// The same with a real s.
bool parity_real_rot(char type, const parity_level_call *x) {
#define REAL_ROT(name, R) name(x->n, x->x, x->incx, x->y, x->incy, *(R *)x->cosine, *(R *)x->sine)
  switch (type) {
    case 's': REAL_ROT(cblas_srot, float); break;
    case 'd': REAL_ROT(cblas_drot, double); break;
    case 'c': REAL_ROT(cblas_csrot, float); break;
    case 'z': REAL_ROT(cblas_zdrot, double); break;
  }
  return true;
}

bool parity_rotg(char type, const parity_level_call *x) {
#define ROTG(t, T, R) cblas_##t##rotg(x->a, x->b, x->cosine, x->sine)
  PARITY_TYPES(ROTG)
  return true;
}

bool parity_rotm(char type, const parity_level_call *x) {
  if (type == 's') cblas_srotm(x->n, x->x, x->incx, x->y, x->incy, x->param);
  if (type == 'd') cblas_drotm(x->n, x->x, x->incx, x->y, x->incy, x->param);
  return true;
}

bool parity_rotmg(char type, const parity_level_call *x) {
  if (type == 's') cblas_srotmg(x->d1, x->d2, x->x1, *(float *)x->y1, x->param);
  if (type == 'd') cblas_drotmg(x->d1, x->d2, x->x1, *(double *)x->y1, x->param);
  return true;
}
