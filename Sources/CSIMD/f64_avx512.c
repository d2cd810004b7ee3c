// binary64 on AVX-512 (F).
#include "paths.h"

#if PARITY_X86
#include <immintrin.h>
#include <string.h>
#pragma clang attribute push(__attribute__((target("avx512f,avx2,fma"))), apply_to = function)

#define REAL double
#define LANES 8
#define PART_MASK(count) (__mmask8)((1u << (count)) - 1)
#define LOAD_PART(p, count) (vf) _mm512_maskz_loadu_pd(PART_MASK(count), p)
#define STORE_PART(p, v, count) _mm512_mask_storeu_pd(p, PART_MASK(count), (__m512d)(v))
#include "vectors_body.h"

#define PANEL_VECTORS 3
#define PANEL_COLUMNS 8
#include "panels_fma_body.h"
#include "unpacked_body.h"
#include "lines_body.h"
#include "real_lines_body.h"
#include "line_lanes_body.h"

const parity_panel_kernel parity_f64_avx512_fma = {PANEL_FIELDS("avx512_fma_24x8", real, 1)};
const parity_unpacked_kernel parity_unpacked_f64_avx512_fma = UNPACKED_TABLE("avx512_fma_24x8");
const parity_line_kernel parity_lines_f64_avx512 = LINE_TABLE("avx512");
const parity_line_kernel parity_lanes_f64_avx512 = LINE_LANES_TABLE("avx512_lanes");

#pragma clang attribute pop
#endif
