// What a call through the drop-in costs: cublasSgemm against a bare cblas_sgemm loop, in one process, in turns.
// Built and run by scripts/drop-in-overhead.sh. Usage: overhead [SIZE [CALLS [TURNS]]]
#include <dlfcn.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

void *symbol(const char *library, const char *name) {
  void *handle = dlopen(library, RTLD_NOW | RTLD_GLOBAL);
  void *found = handle ? dlsym(handle, name) : nullptr;
  if (!found) {
    std::fprintf(stderr, "%s of %s: %s\n", name, library, dlerror());
    std::exit(1);
  }
  return found;
}

template <class Function>
Function *function(const char *library, const char *name) {
  return reinterpret_cast<Function *>(symbol(library, name));
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

template <class Body>
double nanosecondsPerCall(int calls, Body body) {
  auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < calls; i++) body();
  return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count() / calls;
}

}  // namespace

int main(int count, char **arguments) {
  int n = count > 1 ? std::atoi(arguments[1]) : 64;
  int calls = count > 2 ? std::atoi(arguments[2]) : 10000;
  int turns = count > 3 ? std::atoi(arguments[3]) : 9;
  auto create = function<int(void **)>("libcublas.so.12", "cublasCreate_v2");
  auto gemm = function<int(void *, int, int, int, int, int, const float *, const float *, int, const float *, int, const float *,
                           float *, int)>("libcublas.so.12", "cublasSgemm_v2");
  auto scal = function<int(void *, int, const float *, float *, int)>("libcublas.so.12", "cublasSscal_v2");
  auto allocate = function<int(void **, size_t)>("libcudart.so.12", "cudaMalloc");
  auto bare = function<void(int, int, int, int, int, int, float, const float *, int, const float *, int, float, float *, int)>(
      "libopenblas.so.0", "cblas_sgemm");
  void *handle = nullptr, *memory[3];
  if (create(&handle) != 0) return 1;
  for (void *&address : memory) {
    if (allocate(&address, sizeof(float) * n * n) != 0) return 1;
    for (int i = 0; i < n * n; i++) static_cast<float *>(address)[i] = static_cast<float>(i % 17) / 16;
  }
  auto *a = static_cast<float *>(memory[0]), *b = static_cast<float *>(memory[1]), *c = static_cast<float *>(memory[2]);
  const float one = 1, zero = 0;
  std::vector<double> ours, theirs, small, ratios;
  for (int turn = 0; turn < turns + 1; turn++) {
    double through = nanosecondsPerCall(calls, [&] { gemm(handle, 0, 0, n, n, n, &one, a, n, b, n, &zero, c, n); });
    double direct = nanosecondsPerCall(calls, [&] { bare(102, 111, 111, n, n, n, 1, a, n, b, n, 0, c, n); });
    double least = nanosecondsPerCall(calls, [&] { scal(handle, 1, &one, c, 1); });
    if (turn == 0) continue;  // warms up
    ours.push_back(through);
    theirs.push_back(direct);
    small.push_back(least);
    ratios.push_back(direct / through);
  }
  std::printf("cublasSgemm %d x %d x %d through the drop-in: %.0f ns a call; cblas_sgemm: %.0f ns; ratio of rates %.3f\n", n, n, n,
              median(ours), median(theirs), median(ratios));
  std::printf("cublasSscal of one element through the drop-in: %.0f ns a call\n", median(small));
}
