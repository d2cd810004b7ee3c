// GEMM by types: float, double, and 16-bit numbers with float sums.
#include <cuda_fp16.h>

#include "program.h"

int main() {
  cublasHandle_t handle;
  CHECK(cublasCreate(&handle));
  const int m = 96, n = 64, k = 80;
  Device<float> a(m * k, 1), b(k * n, 2), c(m * n, 3);
  Device<double> u(m * k, 4), v(k * n, 5), w(m * n, 6);
  const float alpha = 0.5f, beta = -1;
  const double one = 1, zero = 0;
  CHECK(cublasSgemm(handle, CUBLAS_OP_N, CUBLAS_OP_T, m, n, k, &alpha, a, m, b, n, &beta, c, m));
  print("sgemm", c);
  CHECK(cublasDgemm(handle, CUBLAS_OP_T, CUBLAS_OP_N, m, n, k, &one, u, k, v, k, &zero, w, m));
  print("dgemm", w);
  CHECK(cublasGemmEx(handle, CUBLAS_OP_N, CUBLAS_OP_N, m, n, k, &alpha, a, CUDA_R_32F, m, b, CUDA_R_32F, k, &beta, c, CUDA_R_32F, m,
                     CUBLAS_COMPUTE_32F, CUBLAS_GEMM_DEFAULT));
  print("gemmEx", c);
  CHECK(cublasSetMathMode(handle, CUBLAS_TF32_TENSOR_OP_MATH));
  CHECK(cublasSgemm(handle, CUBLAS_OP_N, CUBLAS_OP_N, m, n, 0, &alpha, a, m, b, k, &beta, c, m));
  print("sgemm of k 0", c);
  // The bits of halves: 1/8 steps are exact.
  std::vector<__half> halves(m * k);
  for (int i = 0; i < m * k; i++) halves[i] = __float2half(float(i % 17 - 8) / 8);
  __half *h;
  CHECK(cudaMalloc(reinterpret_cast<void **>(&h), halves.size() * sizeof(__half)));
  CHECK(cudaMemcpy(h, halves.data(), halves.size() * sizeof(__half), cudaMemcpyHostToDevice));
  CHECK(cublasGemmEx(handle, CUBLAS_OP_N, CUBLAS_OP_N, m, n, k, &alpha, h, CUDA_R_16F, m, h, CUDA_R_16F, k, &beta, c, CUDA_R_32F, m,
                     CUBLAS_COMPUTE_32F, CUBLAS_GEMM_DEFAULT));
  print("gemmEx of halves", c);
  CHECK(cudaFree(h));
  CHECK(cublasDestroy(handle));
}
