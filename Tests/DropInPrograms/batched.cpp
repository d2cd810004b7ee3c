// Batches: strides, arrays of pointers, groups, and small factorisations.
#include "program.h"

template <class T>
T **array(const std::vector<T *> &pointers) {
  T **result;
  CHECK(cudaMalloc(reinterpret_cast<void **>(&result), pointers.size() * sizeof(T *)));
  CHECK(cudaMemcpy(result, pointers.data(), pointers.size() * sizeof(T *), cudaMemcpyHostToDevice));
  return result;
}

int main() {
  cublasHandle_t handle;
  CHECK(cublasCreate(&handle));
  const int n = 16, count = 4, size = n * n;
  Device<float> a(size * count, 1), b(size * count, 2), c(size * count, 3);
  const float alpha = 1, beta = 0;
  CHECK(cublasSgemmStridedBatched(handle, CUBLAS_OP_N, CUBLAS_OP_N, n, n, n, &alpha, a, n, size, b, n, size, &beta, c, n, size, count));
  print("sgemmStridedBatched", c);
  std::vector<float *> as, bs, cs;
  for (int i = 0; i < count; i++) {
    as.push_back(a + i * size);
    bs.push_back(b + (count - 1 - i) * size);
    cs.push_back(c + i * size);
  }
  float **many_a = array(as), **many_b = array(bs), **many_c = array(cs);
  CHECK(cublasSgemmBatched(handle, CUBLAS_OP_T, CUBLAS_OP_N, n, n, n, &alpha, many_a, n, many_b, n, &beta, many_c, n, count));
  print("sgemmBatched", c);
  CHECK(cublasSgemvStridedBatched(handle, CUBLAS_OP_N, n, n, &alpha, a, n, size, b, 1, n, &beta, c, 1, n, count));
  print("sgemvStridedBatched", c);
  // Diagonally dominant matrices.
  std::vector<float> values(size * count);
  for (int i = 0; i < size * count; i++) values[i] = i % size % (n + 1) == 0 ? 4 : float(i % 7 - 3) / 16;
  a.set(values);
  int *pivots, *infos, info = 0;
  CHECK(cudaMalloc(reinterpret_cast<void **>(&pivots), n * count * sizeof(int)));
  CHECK(cudaMalloc(reinterpret_cast<void **>(&infos), count * sizeof(int)));
  CHECK(cublasSgetrfBatched(handle, n, many_a, n, pivots, infos, count));
  CHECK(cublasSgetrsBatched(handle, CUBLAS_OP_N, n, 2, many_a, n, pivots, many_b, n, &info, count));
  std::printf("info %d\n", info);
  print("sgetrfBatched, sgetrsBatched", b);
  CHECK(cublasSgetriBatched(handle, n, many_a, n, pivots, many_c, n, infos, count));
  print("sgetriBatched", c);
  CHECK(cublasStrsmBatched(handle, CUBLAS_SIDE_LEFT, CUBLAS_FILL_MODE_UPPER, CUBLAS_OP_N, CUBLAS_DIAG_NON_UNIT, n, n, &alpha, many_a, n,
                           many_c, n, count));
  print("strsmBatched", c);
  for (void *memory : {static_cast<void *>(many_a), static_cast<void *>(many_b), static_cast<void *>(many_c),
                       static_cast<void *>(pivots), static_cast<void *>(infos)})
    CHECK(cudaFree(memory));
  CHECK(cublasDestroy(handle));
}
