// binary64 on NEON.
#include "paths.h"

#if PARITY_NEON
#define REAL double
#define LANES 2
#include "vectors_body.h"

#define PANEL_VECTORS 3
#define PANEL_COLUMNS 8
#include "panels_fma_body.h"
#include "unpacked_body.h"
#include "lines_body.h"
#include "real_lines_body.h"
#include "line_lanes_body.h"

const parity_panel_kernel parity_f64_neon_fma = {PANEL_FIELDS("neon_fma_6x8", real, 1)};
const parity_unpacked_kernel parity_unpacked_f64_neon_fma = UNPACKED_TABLE("neon_fma_6x8");
const parity_line_kernel parity_lines_f64_neon = LINE_TABLE("neon");
const parity_line_kernel parity_lanes_f64_neon = LINE_LANES_TABLE("neon_lanes");
#endif
