// Products of lines with a few vectors that stand in lanes, so that no sum crosses them: quicker than lines_body.h from
// some vectors on. Included once by every path_*.c and f64_*.c after lines_body.h and panels_fma_body.h, whose tiles these are.
#include "lines.h"

// Where half of the lanes are enough, a vector has two neighbours: one for even k and one for odd.
#define LANE_UNIT(count) ((count) <= LANES / 2 ? 2 : 1)

enum {
  // Elements between two fetches: a line of the cache.
  LANE_STEP = 64 / sizeof(REAL),
  // How far ahead lines are fetched, and then as many of the lines that are next: so many lines at once are more than
  // processors foresee.
  LANE_AHEAD = 2048 / sizeof(REAL),
  // Elements of the vectors that stay in the second-level cache beside the lines that pass.
  LANE_ELEMENTS = (1 << 18) / sizeof(REAL),
};

// Vectors of lanes that are multiplied together, of those that are left: blocks have about as many each.
static size_t lane_block(size_t left) {
  const size_t blocks = (left + PANEL_VECTORS - 1) / PANEL_VECTORS;
  return left / blocks;
}

static size_t lane_vector_bytes(size_t count, size_t k) {
  const size_t unit = LANE_UNIT(count), vectors = (count * unit + LANES - 1) / LANES;
  return (k + unit - 1) / unit * vectors * sizeof(vf);
}

// Block after block, each unit after unit.
static void pack_in_lanes(const void *from, size_t count, size_t k, void *to) {
  const REAL *source = from;
  REAL *block = to;
  const size_t unit = LANE_UNIT(count), units = (k + unit - 1) / unit;
  memset(to, 0, lane_vector_bytes(count, k));
  for (size_t left = (count * unit + LANES - 1) / LANES, first = 0, taken; left > 0; left -= taken) {
    taken = lane_block(left);
    const size_t lanes = taken * LANES, wide = lanes / unit;
    for (size_t v = 0; v < wide && first + v < count; v++) {
      for (size_t p = 0; p < k; p++) block[p / unit * lanes + v * unit + p % unit] = source[(first + v) * k + p];
    }
    block += units * lanes;
    first += wide;
  }
}

typedef REAL lane_pair __attribute__((vector_size(2 * sizeof(REAL))));

// One element in every lane, or two in every pair of lanes.
INLINE vf factor_in_lanes(const REAL *p, const int UNIT) {
  if (UNIT == 1) return splat(*p);
  lane_pair pair;
  memcpy(&pair, p, sizeof pair);
#if LANES == 16
  return __builtin_shufflevector(pair, pair, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
#elif LANES == 8
  return __builtin_shufflevector(pair, pair, 0, 1, 0, 1, 0, 1, 0, 1);
#elif LANES == 4
  return __builtin_shufflevector(pair, pair, 0, 1, 0, 1);
#else
  return pair;
#endif
}

INLINE void add_in_lanes(panel_tile tile, const REAL *const line[PANEL_COLUMNS], size_t p, const REAL *vectors,
                         const int VECTORS, const int UNIT) {
  vf rows[PANEL_VECTORS];
#pragma clang loop unroll(full)
  for (int i = 0; i < VECTORS; i++) rows[i] = load(vectors + i * LANES);
#pragma clang loop unroll(full)
  for (int j = 0; j < PANEL_COLUMNS; j++) {
    vf factor = factor_in_lanes(line[j] + p, UNIT);
#pragma clang loop unroll(full)
    for (int i = 0; i < VECTORS; i++) tile[j][i] = rows[i] * factor + tile[j][i];
  }
}

// The sums of up to PANEL_COLUMNS lines and `count` vectors, which take VECTORS vectors of lanes. VECTORS and UNIT are
// constants at each call.
INLINE void dot_tile_in_lanes(const REAL *lines, size_t line_stride, size_t line_count, size_t k, const REAL *vectors,
                              const int VECTORS, const int UNIT, size_t count, bool adds, REAL *sums, size_t ld) {
  // Beyond the last line that one is multiplied again, for there may be no more memory.
  const REAL *line[PANEL_COLUMNS];
#pragma clang loop unroll(full)
  for (int j = 0; j < PANEL_COLUMNS; j++) line[j] = lines + ((size_t)j < line_count ? (size_t)j : line_count - 1) * line_stride;
  panel_tile tile = {0};
  const size_t ahead = k < LANE_AHEAD ? k : LANE_AHEAD;
  size_t p = 0;
  for (; p + LANE_STEP <= k; p += LANE_STEP) {
    size_t next = p + ahead;
    if (next >= k) next += PANEL_COLUMNS * line_stride - k;
#pragma clang loop unroll(full)
    for (int j = 0; j < PANEL_COLUMNS; j++) __builtin_prefetch(line[j] + next, 0, 2);
#pragma clang loop unroll(full)
    for (int q = 0; q < LANE_STEP; q += UNIT, vectors += VECTORS * LANES) add_in_lanes(tile, line, p + q, vectors, VECTORS, UNIT);
  }
  for (; p + UNIT <= k; p += UNIT, vectors += VECTORS * LANES) add_in_lanes(tile, line, p, vectors, VECTORS, UNIT);
  if (p < k) {
    REAL last[PANEL_COLUMNS][2];
    const REAL *end[PANEL_COLUMNS];
    for (int j = 0; j < PANEL_COLUMNS; j++) {
      last[j][0] = line[j][p];
      last[j][1] = 0;
      end[j] = last[j];
    }
    add_in_lanes(tile, end, 0, vectors, VECTORS, UNIT);
  }
  REAL products[PANEL_COLUMNS * PANEL_ROWS];
  settle_tile(tile, VECTORS, products, PANEL_ROWS, VECTORS * LANES, PANEL_COLUMNS, false);
  for (size_t j = 0; j < line_count; j++) {
    const REAL *of_line = products + j * PANEL_ROWS;
    for (size_t v = 0; v < count; v++) {
      REAL product = UNIT == 2 ? of_line[2 * v] + of_line[2 * v + 1] : of_line[v];
      sums[j + v * ld] = adds ? sums[j + v * ld] + product : product;
    }
  }
}

static void dot_in_lanes(const void *from, size_t line_stride, size_t line_count, const void *packed, size_t vector_count,
                         size_t k, const parity_line_scales *scales, size_t first_line, void *to, size_t ld) {
  (void)scales, (void)first_line;
  const size_t unit = LANE_UNIT(vector_count), all = (vector_count * unit + LANES - 1) / LANES;
  const size_t units = (k + unit - 1) / unit, most = LANE_ELEMENTS / (all * LANES) / LANE_STEP * LANE_STEP * unit;
  size_t start = 0;
  do {
    const size_t length = k - start < most ? k - start : most;
    for (size_t l = 0; l < line_count; l += PANEL_COLUMNS) {
      const REAL *lines = (const REAL *)from + l * line_stride + start, *block = packed;
      const size_t lines_taken = line_count - l < PANEL_COLUMNS ? line_count - l : PANEL_COLUMNS;
      for (size_t left = all, first = 0, taken; left > 0; left -= taken) {
        taken = lane_block(left);
        const size_t lanes = taken * LANES, wide = lanes / unit;
        const size_t count = vector_count - first < wide ? vector_count - first : wide;
        const REAL *vectors = block + start / unit * lanes;
        REAL *sums = (REAL *)to + l + first * ld;
#define DOT(VECTORS, UNIT)                                                                                            \
  if (taken == VECTORS && unit == UNIT)                                                                               \
    dot_tile_in_lanes(lines, line_stride, lines_taken, length, vectors, VECTORS, UNIT, count, start > 0, sums, ld)
        DOT(1, 2);
        DOT(1, 1);
        DOT(2, 1);
#if PANEL_VECTORS > 2
        DOT(3, 1);
#endif
#undef DOT
        block += units * lanes;
        first += wide;
      }
    }
    start += length;
  } while (start < k);
}

#define LINE_LANES_TABLE(NAME) \
  {.name = NAME, .vector_bytes = lane_vector_bytes, .pack_vectors = pack_in_lanes, .dot = dot_in_lanes, .add = NULL}
