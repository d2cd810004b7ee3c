// Calls of GEMM functions with cuBLAS's signatures that were found at run time. Their sizes are int, or int64_t for the
// functions that end in _64 (`wide`); enumerations are int everywhere, strides are long long everywhere.
//
// The order of arguments is that of cublas_api.h (CUDA 12.9); hipBLAS, muBLAS and mcBLAS keep it.
#ifndef PARITY_VENDOR_SHIM_H
#define PARITY_VENDOR_SHIM_H

#include <stdbool.h>
#include <stdint.h>

typedef struct parity_vendor_gemm {
  void *_Nullable handle;
  int trans_a, trans_b;
  int64_t m, n, k, lda, ldb, ldc;
  const void *_Nullable alpha, *_Nullable beta;  // in host memory
  const void *_Nullable a, *_Nullable b;         // for pointer arrays: the arrays, in device memory
  void *_Nullable c;
  int64_t stride_a, stride_b, stride_c, count;
  int type_a, type_b, type_c, compute, algorithm;  // of the functions whose name ends in Ex
} parity_vendor_gemm;

#define PARITY_VENDOR_CALLS(NAME, INT)                                                                                    \
  static inline int parity_vendor_single##NAME(const void *_Nonnull function, const parity_vendor_gemm *_Nonnull x) {     \
    typedef int call(void *, int, int, INT, INT, INT, const void *, const void *, INT, const void *, INT, const void *,   \
                     void *, INT);                                                                                        \
    return ((call *)function)(x->handle, x->trans_a, x->trans_b, (INT)x->m, (INT)x->n, (INT)x->k, x->alpha, x->a,         \
                              (INT)x->lda, x->b, (INT)x->ldb, x->beta, x->c, (INT)x->ldc);                                \
  }                                                                                                                       \
  static inline int parity_vendor_strided##NAME(const void *_Nonnull function, const parity_vendor_gemm *_Nonnull x) {    \
    typedef int call(void *, int, int, INT, INT, INT, const void *, const void *, INT, long long, const void *, INT,      \
                     long long, const void *, void *, INT, long long, INT);                                               \
    return ((call *)function)(x->handle, x->trans_a, x->trans_b, (INT)x->m, (INT)x->n, (INT)x->k, x->alpha, x->a,         \
                              (INT)x->lda, x->stride_a, x->b, (INT)x->ldb, x->stride_b, x->beta, x->c, (INT)x->ldc,       \
                              x->stride_c, (INT)x->count);                                                                \
  }                                                                                                                       \
  static inline int parity_vendor_pointers##NAME(const void *_Nonnull function, const parity_vendor_gemm *_Nonnull x) {   \
    typedef int call(void *, int, int, INT, INT, INT, const void *, const void *, INT, const void *, INT, const void *,   \
                     void *, INT, INT);                                                                                   \
    return ((call *)function)(x->handle, x->trans_a, x->trans_b, (INT)x->m, (INT)x->n, (INT)x->k, x->alpha, x->a,         \
                              (INT)x->lda, x->b, (INT)x->ldb, x->beta, x->c, (INT)x->ldc, (INT)x->count);                 \
  }                                                                                                                       \
  static inline int parity_vendor_single_ex##NAME(const void *_Nonnull function, const parity_vendor_gemm *_Nonnull x) {  \
    typedef int call(void *, int, int, INT, INT, INT, const void *, const void *, int, INT, const void *, int, INT,       \
                     const void *, void *, int, INT, int, int);                                                           \
    return ((call *)function)(x->handle, x->trans_a, x->trans_b, (INT)x->m, (INT)x->n, (INT)x->k, x->alpha, x->a,         \
                              x->type_a, (INT)x->lda, x->b, x->type_b, (INT)x->ldb, x->beta, x->c, x->type_c,             \
                              (INT)x->ldc, x->compute, x->algorithm);                                                     \
  }                                                                                                                       \
  static inline int parity_vendor_strided_ex##NAME(const void *_Nonnull function, const parity_vendor_gemm *_Nonnull x) { \
    typedef int call(void *, int, int, INT, INT, INT, const void *, const void *, int, INT, long long, const void *, int, \
                     INT, long long, const void *, void *, int, INT, long long, INT, int, int);                           \
    return ((call *)function)(x->handle, x->trans_a, x->trans_b, (INT)x->m, (INT)x->n, (INT)x->k, x->alpha, x->a,         \
                              x->type_a, (INT)x->lda, x->stride_a, x->b, x->type_b, (INT)x->ldb, x->stride_b, x->beta,    \
                              x->c, x->type_c, (INT)x->ldc, x->stride_c, (INT)x->count, x->compute, x->algorithm);        \
  }                                                                                                                       \
  static inline int parity_vendor_pointers_ex##NAME(const void *_Nonnull function,                                        \
                                                    const parity_vendor_gemm *_Nonnull x) {                               \
    typedef int call(void *, int, int, INT, INT, INT, const void *, const void *, int, INT, const void *, int, INT,       \
                     const void *, void *, int, INT, INT, int, int);                                                      \
    return ((call *)function)(x->handle, x->trans_a, x->trans_b, (INT)x->m, (INT)x->n, (INT)x->k, x->alpha, x->a,         \
                              x->type_a, (INT)x->lda, x->b, x->type_b, (INT)x->ldb, x->beta, x->c, x->type_c,             \
                              (INT)x->ldc, (INT)x->count, x->compute, x->algorithm);                                      \
  }

PARITY_VENDOR_CALLS(, int)
PARITY_VENDOR_CALLS(_64, int64_t)

// One call: `form` is 0 for one GEMM, 1 for strided batches, 2 for pointer arrays.
static inline int parity_vendor_call(const void *_Nonnull function, int form, bool is_ex, bool is_wide,
                                     const parity_vendor_gemm *_Nonnull x) {
  switch (form * 4 + is_ex * 2 + is_wide) {
    case 0: return parity_vendor_single(function, x);
    case 1: return parity_vendor_single_64(function, x);
    case 2: return parity_vendor_single_ex(function, x);
    case 3: return parity_vendor_single_ex_64(function, x);
    case 4: return parity_vendor_strided(function, x);
    case 5: return parity_vendor_strided_64(function, x);
    case 6: return parity_vendor_strided_ex(function, x);
    case 7: return parity_vendor_strided_ex_64(function, x);
    case 8: return parity_vendor_pointers(function, x);
    case 9: return parity_vendor_pointers_64(function, x);
    case 10: return parity_vendor_pointers_ex(function, x);
    default: return parity_vendor_pointers_ex_64(function, x);
  }
}

#endif
