// Level 3 without GEMM, and what cuBLAS has beside it.
#include "program.h"

int main() {
  cublasHandle_t handle;
  CHECK(cublasCreate(&handle));
  const int m = 48, n = 32, k = 20;
  Device<double> a(m * m, 1), b(m * m, 2), c(m * m, 3);
  const double alpha = 0.5, beta = -1;
  CHECK(cublasDsymm(handle, CUBLAS_SIDE_LEFT, CUBLAS_FILL_MODE_UPPER, m, n, &alpha, a, m, b, m, &beta, c, m));
  print("dsymm", c);
  CHECK(cublasDsyrk(handle, CUBLAS_FILL_MODE_LOWER, CUBLAS_OP_N, m, k, &alpha, a, m, &beta, c, m));
  print("dsyrk", c);
  CHECK(cublasDsyr2k(handle, CUBLAS_FILL_MODE_UPPER, CUBLAS_OP_T, n, k, &alpha, a, m, b, m, &beta, c, m));
  print("dsyr2k", c);
  CHECK(cublasDsyrkx(handle, CUBLAS_FILL_MODE_UPPER, CUBLAS_OP_N, n, k, &alpha, a, m, a, m, &beta, c, m));
  print("dsyrkx", c);
  CHECK(cublasDgeam(handle, CUBLAS_OP_T, CUBLAS_OP_N, n, n, &alpha, a, m, &beta, b, m, c, m));
  print("dgeam", c);
  CHECK(cublasDdgmm(handle, CUBLAS_SIDE_RIGHT, m, n, a, m, b, 1, c, m));
  print("ddgmm", c);
  std::vector<double> small(m * m);
  for (int i = 0; i < m * m; i++) small[i] = i % (m + 1) == 0 ? 2 : (i % 5 - 2) / 64.0;
  a.set(small);
  CHECK(cublasDtrmm(handle, CUBLAS_SIDE_RIGHT, CUBLAS_FILL_MODE_LOWER, CUBLAS_OP_T, CUBLAS_DIAG_NON_UNIT, m, n, &alpha, a, m, b, m,
                    c, m));
  print("dtrmm", c);
  CHECK(cublasDtrsm(handle, CUBLAS_SIDE_RIGHT, CUBLAS_FILL_MODE_LOWER, CUBLAS_OP_T, CUBLAS_DIAG_NON_UNIT, m, n, &alpha, a, m, c, m));
  print("dtrsm", c);
  CHECK(cublasDestroy(handle));
}
