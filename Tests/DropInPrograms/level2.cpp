// Level 2: a matrix and vectors, in all storages.
#include "program.h"

int main() {
  cublasHandle_t handle;
  CHECK(cublasCreate(&handle));
  const int m = 60, n = 40;
  Device<double> a(m * m, 1), x(m, 2), y(m, 3), packed(m * (m + 1) / 2, 4), band(m * 5, 5);
  const double alpha = 0.5, beta = -1;
  CHECK(cublasDgemv(handle, CUBLAS_OP_T, m, n, &alpha, a, m, x, 1, &beta, y, 1));
  print("dgemv", y);
  CHECK(cublasDgbmv(handle, CUBLAS_OP_N, m, m, 2, 2, &alpha, band, 5, x, 1, &beta, y, 1));
  print("dgbmv", y);
  CHECK(cublasDsymv(handle, CUBLAS_FILL_MODE_UPPER, m, &alpha, a, m, x, 1, &beta, y, 1));
  print("dsymv", y);
  CHECK(cublasDsbmv(handle, CUBLAS_FILL_MODE_LOWER, m, 4, &alpha, band, 5, x, 1, &beta, y, 1));
  print("dsbmv", y);
  CHECK(cublasDspmv(handle, CUBLAS_FILL_MODE_LOWER, m, &alpha, packed, x, 1, &beta, y, -1));
  print("dspmv", y);
  CHECK(cublasDger(handle, n, m, &alpha, x, 1, y, 1, a, m));
  CHECK(cublasDsyr(handle, CUBLAS_FILL_MODE_UPPER, n, &alpha, x, 1, a, m));
  CHECK(cublasDsyr2(handle, CUBLAS_FILL_MODE_LOWER, n, &alpha, x, 1, y, 1, a, m));
  print("dger, dsyr, dsyr2", a);
  CHECK(cublasDspr(handle, CUBLAS_FILL_MODE_UPPER, n, &alpha, x, 1, packed));
  CHECK(cublasDspr2(handle, CUBLAS_FILL_MODE_UPPER, n, &alpha, x, 1, y, 1, packed));
  print("dspr, dspr2", packed);
  // Unit triangles of small numbers keep systems well behaved.
  std::vector<double> small(m * m);
  for (int i = 0; i < m * m; i++) small[i] = (i % 5 - 2) / 64.0;
  a.set(small);
  CHECK(cublasDtrmv(handle, CUBLAS_FILL_MODE_LOWER, CUBLAS_OP_N, CUBLAS_DIAG_UNIT, m, a, m, x, 1));
  print("dtrmv", x);
  CHECK(cublasDtrsv(handle, CUBLAS_FILL_MODE_LOWER, CUBLAS_OP_N, CUBLAS_DIAG_UNIT, m, a, m, x, 1));
  print("dtrsv", x);
  std::vector<double> smallBand(m * 5);
  for (int i = 0; i < m * 5; i++) smallBand[i] = (i % 7 - 3) / 64.0;
  band.set(smallBand);
  CHECK(cublasDtbmv(handle, CUBLAS_FILL_MODE_UPPER, CUBLAS_OP_T, CUBLAS_DIAG_UNIT, m, 4, band, 5, x, 1));
  CHECK(cublasDtbsv(handle, CUBLAS_FILL_MODE_UPPER, CUBLAS_OP_T, CUBLAS_DIAG_UNIT, m, 4, band, 5, x, 1));
  print("dtbmv, dtbsv", x);
  CHECK(cublasDestroy(handle));
}
