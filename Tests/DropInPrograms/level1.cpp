// Level 1: vectors, and results in both pointer modes.
#include "program.h"

int main() {
  cublasHandle_t handle;
  CHECK(cublasCreate(&handle));
  const int n = 1000;
  Device<float> x(n, 1), y(n, 2);
  Device<double> u(n, 3), v(n, 4);
  float alpha = 0.5f, f = 0;
  double d = 0;
  int index = 0;
  CHECK(cublasSaxpy(handle, n, &alpha, x, 1, y, 1));
  print("saxpy", y);
  CHECK(cublasSscal(handle, n / 2, &alpha, x, 2));
  print("sscal", x);
  CHECK(cublasDdot(handle, n, u, 1, v, 1, &d));
  std::printf("ddot %.3f\n", d);
  CHECK(cublasSnrm2(handle, n, x, 1, &f));
  std::printf("snrm2 %.3f\n", f);
  CHECK(cublasDasum(handle, n / 3, u, 3, &d));
  std::printf("dasum %.3f\n", d);
  std::vector<double> peaked(n, 1.0);
  peaked[77] = -9;
  peaked[78] = 0;
  v.set(peaked);
  CHECK(cublasIdamax(handle, n, v, 1, &index));
  std::printf("idamax %d\n", index);
  CHECK(cublasIdamin(handle, n, v, 1, &index));
  std::printf("idamin %d\n", index);
  double c = 0.6, s = 0.8;
  CHECK(cublasDrot(handle, n, u, 1, v, 1, &c, &s));
  print("drot", u);
  CHECK(cublasDswap(handle, n, u, 1, v, 1));
  CHECK(cublasDcopy(handle, n / 2, u, 2, v, 1));
  print("dswap, dcopy", v);
  CHECK(cublasSetPointerMode(handle, CUBLAS_POINTER_MODE_DEVICE));
  Device<double> result(1, 5);
  CHECK(cublasDnrm2(handle, n, v, 1, result));
  print("dnrm2 on the device", result);
  CHECK(cublasDestroy(handle));
}
