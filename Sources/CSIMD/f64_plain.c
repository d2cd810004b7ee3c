// binary64 in portable C.
#include "paths.h"

#define REAL double
#define LANES 2
#include "vectors_body.h"

#define PANEL_VECTORS 2
#define PANEL_COLUMNS 4
#include "panels_fma_body.h"
#include "unpacked_body.h"
#include "lines_body.h"
#include "real_lines_body.h"
#include "line_lanes_body.h"

const parity_panel_kernel parity_f64_plain = {PANEL_FIELDS("plain_4x4", real, 1)};
const parity_unpacked_kernel parity_unpacked_f64_plain = UNPACKED_TABLE("plain_4x4");
const parity_line_kernel parity_lines_f64_plain = LINE_TABLE("plain");
const parity_line_kernel parity_lanes_f64_plain = LINE_LANES_TABLE("plain_lanes");
