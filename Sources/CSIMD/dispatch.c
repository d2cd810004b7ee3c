// Which paths this processor can run, asked once.
#include "paths.h"

#define MOST 4

// A list of kernels, quickest first, and the function that returns it.
#define LIST(TYPE, NAME)                      \
  static const TYPE *NAME##_list[MOST];       \
  static size_t NAME##_count;                 \
  const TYPE *const *NAME(size_t *count) {    \
    *count = NAME##_count;                    \
    return NAME##_list;                       \
  }
#define ADD(NAME, KERNEL) NAME##_list[NAME##_count++] = &KERNEL

LIST(parity_simd_path, parity_simd_paths)
LIST(parity_attention_kernel, parity_attention_kernels)
LIST(parity_unpacked_kernel, parity_unpacked_f32_kernels)
LIST(parity_unpacked_kernel, parity_unpacked_f64_kernels)
LIST(parity_panel_kernel, parity_f32_kernels)
LIST(parity_panel_kernel, parity_f64_kernels)
LIST(parity_panel_kernel, parity_bf16_kernels)
LIST(parity_panel_kernel, parity_i8_kernels)
LIST(parity_line_kernel, parity_f32_line_kernels)
LIST(parity_line_kernel, parity_f32_lane_kernels)
LIST(parity_line_kernel, parity_f64_line_kernels)
LIST(parity_line_kernel, parity_f64_lane_kernels)

static const parity_line_kernel *bf16_lines, *f8e4m3_lines, *f8e5m2_lines, *i8_lines;

// All that exists for one instruction set and its two kinds of products.
#define ADD_PATH(PATH, PRODUCTS, PAIRS)                                     \
  do {                                                                      \
    ADD(parity_simd_paths, parity_path_##PATH);                             \
    ADD(parity_f32_line_kernels, parity_lines_f32_##PATH);                  \
    ADD(parity_f32_lane_kernels, parity_lanes_f32_##PATH);                  \
    ADD(parity_f64_line_kernels, parity_lines_f64_##PATH);                  \
    ADD(parity_f64_lane_kernels, parity_lanes_f64_##PATH);                  \
    ADD(parity_attention_kernels, parity_attention_##PRODUCTS);             \
    ADD(parity_unpacked_f32_kernels, parity_unpacked_f32_##PRODUCTS);       \
    ADD(parity_unpacked_f64_kernels, parity_unpacked_f64_##PRODUCTS);       \
    ADD(parity_f32_kernels, parity_f32_##PRODUCTS);                         \
    ADD(parity_f64_kernels, parity_f64_##PRODUCTS);                         \
    ADD(parity_bf16_kernels, parity_bf16_##PRODUCTS);                       \
    ADD(parity_i8_kernels, parity_i8_##PAIRS);                              \
  } while (0)

__attribute__((constructor)) static void detect(void) {
#if PARITY_X86
  __builtin_cpu_init();
  bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c");
  bool avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
  if (avx512 && __builtin_cpu_supports("avx512vnni")) {
    ADD(parity_i8_kernels, parity_i8_avx512_vnni);
    i8_lines = &parity_lines_i8;
  }
  if (avx512 && __builtin_cpu_supports("avx512bf16")) ADD(parity_bf16_kernels, parity_bf16_avx512_dot);
  // Every processor with these two but the first (Cooper Lake) has VBMI as well.
  if (avx512 && __builtin_cpu_supports("avx512bf16") && __builtin_cpu_supports("avx512vbmi")) {
    bf16_lines = &parity_lines_bf16;
    f8e4m3_lines = &parity_lines_f8e4m3;
    f8e5m2_lines = &parity_lines_f8e5m2;
  }
  if (avx512) ADD_PATH(avx512, avx512_fma, avx512_pairs);
  if (avx2) ADD_PATH(avx2, avx2_fma, avx2_pairs);
#elif PARITY_NEON
  // A part of every AArch64 processor.
  ADD_PATH(neon, neon_fma, neon_pairs);
#endif
  ADD_PATH(plain, plain, plain);
}

const parity_line_kernel *parity_bf16_line_kernel(void) { return bf16_lines; }

const parity_line_kernel *parity_f8e4m3_line_kernel(void) { return f8e4m3_lines; }

const parity_line_kernel *parity_f8e5m2_line_kernel(void) { return f8e5m2_lines; }

const parity_line_kernel *parity_i8_line_kernel(void) { return i8_lines; }
