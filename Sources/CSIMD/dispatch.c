// Which paths this processor can run, asked once.
#include "paths.h"

#define MOST 4

static const parity_simd_path *paths[MOST];
static size_t path_count;
static const parity_i8_kernel *i8_kernels[MOST];
static size_t i8_kernel_count;

__attribute__((constructor)) static void detect(void) {
#if PARITY_X86
  __builtin_cpu_init();
  bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c");
  bool avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
  if (avx512 && __builtin_cpu_supports("avx512vnni")) i8_kernels[i8_kernel_count++] = &parity_i8_avx512_vnni;
  if (avx512) {
    paths[path_count++] = &parity_path_avx512;
    i8_kernels[i8_kernel_count++] = &parity_i8_avx512_pairs;
  }
  if (avx2) {
    paths[path_count++] = &parity_path_avx2;
    i8_kernels[i8_kernel_count++] = &parity_i8_avx2_pairs;
  }
#endif
  paths[path_count++] = &parity_path_plain;
  i8_kernels[i8_kernel_count++] = &parity_i8_plain_pairs;
}

const parity_simd_path *const *parity_simd_paths(size_t *count) {
  *count = path_count;
  return paths;
}

const parity_i8_kernel *const *parity_i8_kernels(size_t *count) {
  *count = i8_kernel_count;
  return i8_kernels;
}
