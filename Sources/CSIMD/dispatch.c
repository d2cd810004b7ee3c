// Which paths this processor can run, asked once.
#include "paths.h"

#define MOST 4

static const parity_simd_path *paths[MOST];
static size_t path_count;
static const parity_panel_kernel *f32_kernels[MOST], *bf16_kernels[MOST], *i8_kernels[MOST];
static const parity_attention_kernel *attention_kernels[MOST];
static const parity_unpacked_kernel *unpacked_kernels[MOST];
static const parity_line_kernel *bf16_lines, *f8e4m3_lines, *f8e5m2_lines, *i8_lines;
static size_t attention_kernel_count, unpacked_kernel_count, f32_kernel_count, bf16_kernel_count, i8_kernel_count;

__attribute__((constructor)) static void detect(void) {
#if PARITY_X86
  __builtin_cpu_init();
  bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c");
  bool avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
  if (avx512 && __builtin_cpu_supports("avx512vnni")) i8_kernels[i8_kernel_count++] = &parity_i8_avx512_vnni;
  if (avx512 && __builtin_cpu_supports("avx512bf16")) bf16_kernels[bf16_kernel_count++] = &parity_bf16_avx512_dot;
  if (avx512 && __builtin_cpu_supports("avx512vnni")) i8_lines = &parity_lines_i8;
  // Every processor with these two but the first (Cooper Lake) has VBMI as well.
  if (avx512 && __builtin_cpu_supports("avx512bf16") && __builtin_cpu_supports("avx512vbmi")) {
    bf16_lines = &parity_lines_bf16;
    f8e4m3_lines = &parity_lines_f8e4m3;
    f8e5m2_lines = &parity_lines_f8e5m2;
  }
  if (avx512) {
    paths[path_count++] = &parity_path_avx512;
    attention_kernels[attention_kernel_count++] = &parity_attention_avx512_fma;
    unpacked_kernels[unpacked_kernel_count++] = &parity_unpacked_avx512_fma;
    f32_kernels[f32_kernel_count++] = &parity_f32_avx512_fma;
    bf16_kernels[bf16_kernel_count++] = &parity_bf16_avx512_fma;
    i8_kernels[i8_kernel_count++] = &parity_i8_avx512_pairs;
  }
  if (avx2) {
    paths[path_count++] = &parity_path_avx2;
    attention_kernels[attention_kernel_count++] = &parity_attention_avx2_fma;
    unpacked_kernels[unpacked_kernel_count++] = &parity_unpacked_avx2_fma;
    f32_kernels[f32_kernel_count++] = &parity_f32_avx2_fma;
    bf16_kernels[bf16_kernel_count++] = &parity_bf16_avx2_fma;
    i8_kernels[i8_kernel_count++] = &parity_i8_avx2_pairs;
  }
#endif
  paths[path_count++] = &parity_path_plain;
  attention_kernels[attention_kernel_count++] = &parity_attention_plain;
  unpacked_kernels[unpacked_kernel_count++] = &parity_unpacked_plain;
  f32_kernels[f32_kernel_count++] = &parity_f32_plain;
  bf16_kernels[bf16_kernel_count++] = &parity_bf16_plain;
  i8_kernels[i8_kernel_count++] = &parity_i8_plain;
}

const parity_simd_path *const *parity_simd_paths(size_t *count) {
  *count = path_count;
  return paths;
}

const parity_attention_kernel *const *parity_attention_kernels(size_t *count) {
  *count = attention_kernel_count;
  return attention_kernels;
}

const parity_unpacked_kernel *const *parity_unpacked_kernels(size_t *count) {
  *count = unpacked_kernel_count;
  return unpacked_kernels;
}

const parity_panel_kernel *const *parity_f32_kernels(size_t *count) {
  *count = f32_kernel_count;
  return f32_kernels;
}

const parity_panel_kernel *const *parity_bf16_kernels(size_t *count) {
  *count = bf16_kernel_count;
  return bf16_kernels;
}

const parity_panel_kernel *const *parity_i8_kernels(size_t *count) {
  *count = i8_kernel_count;
  return i8_kernels;
}

const parity_line_kernel *parity_bf16_line_kernel(void) { return bf16_lines; }

const parity_line_kernel *parity_f8e4m3_line_kernel(void) { return f8e4m3_lines; }

const parity_line_kernel *parity_f8e5m2_line_kernel(void) { return f8e5m2_lines; }

const parity_line_kernel *parity_i8_line_kernel(void) { return i8_lines; }
