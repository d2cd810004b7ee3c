// The tables of each instruction set, defined in path_*.c, f64_*.c and the files of single kernels, and chosen from in
// dispatch.c.
#ifndef PARITY_PATHS_H
#define PARITY_PATHS_H

#include "CSIMD.h"

#if defined(__x86_64__)
#define PARITY_X86 1
#elif defined(__aarch64__) && defined(__ARM_NEON)
#define PARITY_NEON 1
#endif

extern const parity_simd_path parity_path_plain;
extern const parity_line_kernel parity_lines_f32_plain, parity_lanes_f32_plain, parity_lines_f64_plain, parity_lanes_f64_plain;
extern const parity_attention_kernel parity_attention_plain;
extern const parity_unpacked_kernel parity_unpacked_f32_plain, parity_unpacked_f64_plain;
extern const parity_panel_kernel parity_f32_plain, parity_f64_plain, parity_bf16_plain, parity_i8_plain;
#if PARITY_NEON
extern const parity_simd_path parity_path_neon;
extern const parity_line_kernel parity_lines_f32_neon, parity_lanes_f32_neon, parity_lines_f64_neon, parity_lanes_f64_neon;
extern const parity_attention_kernel parity_attention_neon_fma;
extern const parity_unpacked_kernel parity_unpacked_f32_neon_fma, parity_unpacked_f64_neon_fma;
extern const parity_panel_kernel parity_f32_neon_fma, parity_f64_neon_fma, parity_bf16_neon_fma, parity_i8_neon_pairs;
#endif
#if PARITY_X86
extern const parity_simd_path parity_path_avx2, parity_path_avx512;
extern const parity_attention_kernel parity_attention_avx2_fma, parity_attention_avx512_fma;
extern const parity_unpacked_kernel parity_unpacked_f32_avx2_fma, parity_unpacked_f32_avx512_fma;
extern const parity_unpacked_kernel parity_unpacked_f64_avx2_fma, parity_unpacked_f64_avx512_fma;
extern const parity_panel_kernel parity_f32_avx2_fma, parity_f32_avx512_fma;
extern const parity_panel_kernel parity_f64_avx2_fma, parity_f64_avx512_fma;
extern const parity_panel_kernel parity_bf16_avx2_fma, parity_bf16_avx512_fma, parity_bf16_avx512_dot;
extern const parity_panel_kernel parity_i8_avx2_pairs, parity_i8_avx512_pairs, parity_i8_avx512_vnni;
extern const parity_line_kernel parity_lines_f32_avx2, parity_lanes_f32_avx2, parity_lines_f64_avx2, parity_lanes_f64_avx2;
extern const parity_line_kernel parity_lines_f32_avx512, parity_lanes_f32_avx512, parity_lines_f64_avx512, parity_lanes_f64_avx512;
extern const parity_line_kernel parity_lines_bf16, parity_lines_f8e4m3, parity_lines_f8e5m2, parity_lines_i8;
#endif

#endif
