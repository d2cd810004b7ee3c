// binary64 on AVX2 with FMA.
#include "paths.h"

#if PARITY_X86
#include <immintrin.h>
#include <string.h>
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

#define REAL double
#define LANES 4
#include "vectors_body.h"

#define PANEL_VECTORS 2
#define PANEL_COLUMNS 6
#include "panels_fma_body.h"
#include "unpacked_body.h"
#include "lines_body.h"
#include "real_lines_body.h"
#include "line_lanes_body.h"

const parity_panel_kernel parity_f64_avx2_fma = {PANEL_FIELDS("avx2_fma_8x6", real, 1)};
const parity_unpacked_kernel parity_unpacked_f64_avx2_fma = UNPACKED_TABLE("avx2_fma_8x6");
const parity_line_kernel parity_lines_f64_avx2 = LINE_TABLE("avx2");
const parity_line_kernel parity_lanes_f64_avx2 = LINE_LANES_TABLE("avx2_lanes");

#pragma clang attribute pop
#endif
