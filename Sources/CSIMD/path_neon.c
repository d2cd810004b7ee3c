// NEON of AArch64: 32 registers, multiply-adds with one rounding, and conversions of binary16.
#include "paths.h"

#if PARITY_NEON
#include <arm_neon.h>

#define LANES 4
#define F16_TO_F32(h) (vf) vcvt_f32_f16((float16x4_t)(h))
#define F32_TO_F16(x) (vh) vcvt_f16_f32((float32x4_t)(x))
#define PANEL_VECTORS 3
#define PANEL_COLUMNS 8
#include "four_lanes_body.h"

const parity_simd_path parity_path_neon = PATH_TABLE("neon");
const parity_line_kernel parity_lines_f32_neon = LINE_TABLE("neon");
const parity_line_kernel parity_lanes_f32_neon = LINE_LANES_TABLE("neon_lanes");
const parity_attention_kernel parity_attention_neon_fma = ATTENTION_TABLE("neon_fma_12x8");
const parity_unpacked_kernel parity_unpacked_f32_neon_fma = UNPACKED_TABLE("neon_fma_12x8");
const parity_panel_kernel parity_f32_neon_fma = SCALED_PANEL_TABLE("neon_fma_12x8", real, 1);
const parity_panel_kernel parity_bf16_neon_fma = SCALED_PANEL_TABLE("neon_fma_12x8", bf16, 2);
const parity_panel_kernel parity_i8_neon_pairs = PAIR_PANEL_TABLE("neon_pairs_8x4");
#endif
