// What the programs share: checks, device memory, and results printed as sums that every backend gives alike.
#pragma once
#include <cublas_v2.h>
#include <cuda_runtime.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

#define CHECK(CALL)                                                              \
  do {                                                                           \
    auto status = (CALL);                                                        \
    if (status != decltype(status)(0)) {                                         \
      std::printf("%s: status %d in line %d\n", #CALL, int(status), __LINE__);   \
      std::exit(1);                                                              \
    }                                                                            \
  } while (0)

// A vector in device memory; its numbers are small multiples of 1/8, so that sums of products are exact in float.
template <class T>
struct Device {
  T *pointer = nullptr;
  size_t count;

  Device(size_t count, unsigned seed) : count(count) {
    std::vector<T> values(count);
    for (size_t i = 0; i < count; i++) {
      seed = seed * 1664525u + 1013904223u;
      values[i] = T(int(seed >> 24) % 17 - 8) / T(8);
    }
    CHECK(cudaMalloc(reinterpret_cast<void **>(&pointer), count * sizeof(T)));
    set(values);
  }
  Device(const Device &) = delete;
  ~Device() { CHECK(cudaFree(pointer)); }

  void set(const std::vector<T> &values) {
    CHECK(cudaMemcpy(pointer, values.data(), count * sizeof(T), cudaMemcpyHostToDevice));
  }
  std::vector<T> get() const {
    std::vector<T> values(count);
    CHECK(cudaMemcpy(values.data(), pointer, count * sizeof(T), cudaMemcpyDeviceToHost));
    return values;
  }
  operator T *() const { return pointer; }
};

// Prints a weighted sum, rounded to what every backend gives.
template <class T>
void print(const char *name, const std::vector<T> &values) {
  double sum = 0;
  for (size_t i = 0; i < values.size(); i++) sum += double(values[i]) * double(i % 7 + 1);
  std::printf("%s %.3f\n", name, std::round(sum * 1000) / 1000 + 0.0);
}
template <class T>
void print(const char *name, const Device<T> &values) { print(name, values.get()); }
