// The runtime: memory of all kinds, copies, streams, events, and what devices say.
#include <cstring>

#include "program.h"

int main() {
  int count = 0;
  CHECK(cudaGetDeviceCount(&count));
  std::printf("devices %d\n", count);
  cudaDeviceProp properties;
  CHECK(cudaGetDeviceProperties(&properties, 0));
  std::printf("named %d, warp %d\n", std::strlen(properties.name) > 0, properties.warpSize);
  const size_t size = 1 << 16;
  float *pinned, *device, *managed;
  CHECK(cudaMallocHost(reinterpret_cast<void **>(&pinned), size));
  CHECK(cudaMalloc(reinterpret_cast<void **>(&device), size));
  CHECK(cudaMallocManaged(reinterpret_cast<void **>(&managed), size, cudaMemAttachGlobal));
  for (size_t i = 0; i < size / 4; i++) pinned[i] = float(i % 13);
  cudaStream_t stream;
  CHECK(cudaStreamCreate(&stream));
  cudaEvent_t start, stop;
  CHECK(cudaEventCreate(&start));
  CHECK(cudaEventCreate(&stop));
  CHECK(cudaEventRecord(start, stream));
  CHECK(cudaMemcpyAsync(device, pinned, size, cudaMemcpyHostToDevice, stream));
  CHECK(cudaMemsetAsync(device, 0, size / 2, stream));
  CHECK(cudaMemcpyAsync(managed, device, size, cudaMemcpyDeviceToDevice, stream));
  CHECK(cudaEventRecord(stop, stream));
  CHECK(cudaStreamSynchronize(stream));
  float milliseconds = -1;
  CHECK(cudaEventElapsedTime(&milliseconds, start, stop));
  std::printf("time is there: %d\n", milliseconds >= 0);
  print("copies", std::vector<float>(managed, managed + size / 4));
  size_t pitch;
  float *rows;
  CHECK(cudaMallocPitch(reinterpret_cast<void **>(&rows), &pitch, 100 * sizeof(float), 10));
  CHECK(cudaMemcpy2D(rows, pitch, pinned, 100 * sizeof(float), 100 * sizeof(float), 10, cudaMemcpyHostToDevice));
  std::vector<float> back(1000);
  CHECK(cudaMemcpy2D(back.data(), 100 * sizeof(float), rows, pitch, 100 * sizeof(float), 10, cudaMemcpyDeviceToHost));
  print("rows", back);
  std::printf("a copy past the end: %s\n", cudaGetErrorName(cudaMemcpy(device, pinned, size + 4, cudaMemcpyHostToDevice)));
  std::printf("the error afterwards: %s\n", cudaGetErrorName(cudaGetLastError()));
  CHECK(cudaFree(rows));
  CHECK(cudaFree(device));
  CHECK(cudaFree(managed));
  CHECK(cudaFreeHost(pinned));
  CHECK(cudaEventDestroy(start));
  CHECK(cudaEventDestroy(stop));
  CHECK(cudaStreamDestroy(stream));
  CHECK(cudaDeviceSynchronize());
}
