// Levels 1 to 3 of BLAS and the batched factorisations of cuBLAS on the processor, for float, double and their complex numbers.
//
// Column-major. Enumerations have cuBLAS's numbers: transpose 0 none, 1 transposed, 2 conjugated too; uplo 0 lower, 1 upper; side 0
// left, 1 right; diag 1 unit. Arguments are not checked here. Where CBLAS or LAPACK in OpenBLAS has the routine it computes.
#ifndef PARITY_LEVELS_H
#define PARITY_LEVELS_H

#include <stdbool.h>
#include <stdint.h>

// Complex numbers as C passes CUDA's by value.
typedef struct parity_c64 {
  float real, imaginary;
} parity_c64;
typedef struct parity_c128 {
  double real, imaginary;
} parity_c128;

typedef struct parity_level_call {
  int side, uplo, transa, transb, diag;
  int64_t m, n, k, kl, ku, nrhs;
  int64_t lda, ldb, ldc, incx, incy;
  const void *alpha, *beta;
  void *a, *b, *c;  // matrices; the two numbers of rotg
  void *x, *y;      // vectors
  void *result;     // of dot, nrm2, asum; 64-bit, counted from 1, of amax and amin
  void *cosine, *sine, *param, *d1, *d2, *x1, *y1;
  int *pivots, *info;
  void *tau;
} parity_level_call;

// One executes the call for a type: 's', 'd', 'c' or 'z'. False where there was no memory for what it needs.
typedef bool parity_level_routine(char type, const parity_level_call *call);

parity_level_routine parity_amax, parity_amin, parity_asum, parity_axpy, parity_copy, parity_dotu, parity_dotc, parity_nrm2,
    parity_rot, parity_real_rot, parity_rotg, parity_rotm, parity_rotmg, parity_scal, parity_real_scal, parity_swap;
parity_level_routine parity_gbmv, parity_gemv, parity_geru, parity_gerc, parity_sbmv, parity_spmv, parity_spr, parity_spr2,
    parity_symv, parity_syr, parity_syr2, parity_tbmv, parity_tbsv, parity_tpmv, parity_tpsv, parity_trmv, parity_trsv,
    parity_hbmv, parity_hemv, parity_her, parity_her2, parity_hpmv, parity_hpr, parity_hpr2;
parity_level_routine parity_symm, parity_hemm, parity_syrk, parity_herk, parity_syr2k, parity_her2k, parity_syrkx, parity_herkx,
    parity_trmm, parity_trsm;
parity_level_routine parity_geam, parity_dgmm, parity_tpttr, parity_trttp, parity_getrf, parity_getrs, parity_getri,
    parity_matinv, parity_geqrf, parity_gels;

#endif
