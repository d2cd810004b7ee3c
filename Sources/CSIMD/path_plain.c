// Portable C: what every processor runs, and what the other paths are tested against.
#include "paths.h"

#define LANES 4
#define PANEL_VECTORS 2
#define PANEL_COLUMNS 4
#include "four_lanes_body.h"

const parity_simd_path parity_path_plain = PATH_TABLE("plain");
const parity_line_kernel parity_lines_f32_plain = LINE_TABLE("plain");
const parity_line_kernel parity_lanes_f32_plain = LINE_LANES_TABLE("plain_lanes");
const parity_attention_kernel parity_attention_plain = ATTENTION_TABLE("plain_8x4");
const parity_unpacked_kernel parity_unpacked_f32_plain = UNPACKED_TABLE("plain_8x4");
const parity_panel_kernel parity_f32_plain = SCALED_PANEL_TABLE("plain_8x4", real, 1);
const parity_panel_kernel parity_bf16_plain = SCALED_PANEL_TABLE("plain_8x4", bf16, 2);
const parity_panel_kernel parity_i8_plain = PAIR_PANEL_TABLE("plain_pairs_8x4");
