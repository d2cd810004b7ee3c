// Attention on panels of queries, included once by every path_*.c after panels_fma_body.h, whose panels these are.
#include "attention.h"

// The products of a panel and PANEL_COLUMNS lines side by side, which are read as they are stored.
static inline __attribute__((always_inline)) void multiply_lines(const float *panel, const int vectors,
                                                                 const float *const *lines, size_t k, panel_tile sums) {
  panel_tile tile = {0};
  const float *line[PANEL_COLUMNS];
#pragma clang loop unroll(full)
  for (int j = 0; j < PANEL_COLUMNS; j++) line[j] = lines[j];
  for (size_t p = 0; p < k; p++) {
    vf rows[PANEL_VECTORS];
#pragma clang loop unroll(full)
    for (int i = 0; i < vectors; i++) rows[i] = load(panel + i * LANES);
#pragma clang loop unroll(full)
    for (int j = 0; j < PANEL_COLUMNS; j++) {
      vf factor = splat(line[j][p]);
#pragma clang loop unroll(full)
      for (int i = 0; i < vectors; i++) tile[j][i] = rows[i] * factor + tile[j][i];
    }
    panel += PANEL_ROWS;
  }
#pragma clang loop unroll(full)
  for (int j = 0; j < PANEL_COLUMNS; j++) {
#pragma clang loop unroll(full)
    for (int i = 0; i < vectors; i++) sums[j][i] = tile[j][i];
  }
}

static inline __attribute__((always_inline)) void score_keys(const float *queries, const int vectors, const float *keys,
                                                             size_t key_stride, size_t key_count, size_t dim,
                                                             float *scores, size_t stride) {
  for (size_t key = 0; key < key_count; key += PANEL_COLUMNS) {
    // Beyond the last key that one is multiplied again, for there may be no more memory.
    const float *lines[PANEL_COLUMNS];
    for (size_t j = 0; j < PANEL_COLUMNS; j++) {
      lines[j] = keys + (key + j < key_count ? key + j : key_count - 1) * key_stride;
    }
    panel_tile tile;
    multiply_lines(queries, vectors, lines, dim, tile);
#pragma clang loop unroll(full)
    for (int j = 0; j < PANEL_COLUMNS; j++) {
#pragma clang loop unroll(full)
      for (int i = 0; i < vectors; i++) store(scores + (key + j) * stride + i * LANES, tile[j][i]);
    }
  }
}

static inline __attribute__((always_inline)) void add_value_tiles(const float *weights, size_t stride, const int vectors,
                                                                  const float *values, size_t panel_stride,
                                                                  size_t key_count, size_t dim,
                                                                  const float *corrections, float *outputs) {
  vf correction[PANEL_VECTORS];
#pragma clang loop unroll(full)
  for (int i = 0; i < vectors; i++) correction[i] = load(corrections + i * LANES);
  for (size_t x = 0; x < dim; x += PANEL_COLUMNS, values += panel_stride, outputs += PANEL_COLUMNS * PANEL_ROWS) {
    panel_tile tile = {0};
    const float *weight = weights, *value = values;
    for (size_t key = 0; key < key_count; key++) {
      vf rows[PANEL_VECTORS];
#pragma clang loop unroll(full)
      for (int i = 0; i < vectors; i++) rows[i] = load(weight + i * LANES);
#pragma clang loop unroll(full)
      for (int j = 0; j < PANEL_COLUMNS; j++) {
        vf factor = splat(value[j]);
#pragma clang loop unroll(full)
        for (int i = 0; i < vectors; i++) tile[j][i] = rows[i] * factor + tile[j][i];
      }
      weight += stride;
      value += PANEL_COLUMNS;
    }
#pragma clang loop unroll(full)
    for (int j = 0; j < PANEL_COLUMNS; j++) {
#pragma clang loop unroll(full)
      for (int i = 0; i < vectors; i++) {
        float *to = outputs + j * PANEL_ROWS + i * LANES;
        store(to, load(to) * correction[i] + tile[j][i]);
      }
    }
  }
}

// `vectors` is a constant at each call, so that the sums stay in registers; a panel with few rows needs fewer.
static void attention_score(const float *queries, size_t row_count, const float *keys, size_t key_stride,
                            size_t key_count, size_t dim, float *scores, size_t score_stride) {
  if (row_count <= LANES) {
    score_keys(queries, 1, keys, key_stride, key_count, dim, scores, score_stride);
  } else if (row_count <= 2 * LANES) {
    score_keys(queries, 2, keys, key_stride, key_count, dim, scores, score_stride);
  } else {
    score_keys(queries, PANEL_VECTORS, keys, key_stride, key_count, dim, scores, score_stride);
  }
}

static void attention_add_values(const float *weights, size_t weight_stride, size_t row_count, const float *values,
                                 size_t panel_stride, size_t key_count, size_t dim, const float *corrections, float *outputs) {
  if (row_count <= LANES) {
    add_value_tiles(weights, weight_stride, 1, values, panel_stride, key_count, dim, corrections, outputs);
  } else if (row_count <= 2 * LANES) {
    add_value_tiles(weights, weight_stride, 2, values, panel_stride, key_count, dim, corrections, outputs);
  } else {
    add_value_tiles(weights, weight_stride, PANEL_VECTORS, values, panel_stride, key_count, dim, corrections, outputs);
  }
}

static inline __attribute__((always_inline)) void add_line_tiles(const float *panel, const int vectors, size_t m,
                                                                 const float *lines, size_t line_stride,
                                                                 size_t line_count, size_t k, float *sums, size_t ld) {
  for (size_t first = 0; first < line_count; first += PANEL_COLUMNS) {
    // Beyond the last line that one is multiplied again.
    size_t n = line_count - first < PANEL_COLUMNS ? line_count - first : PANEL_COLUMNS;
    const float *line[PANEL_COLUMNS];
    for (size_t j = 0; j < PANEL_COLUMNS; j++) line[j] = lines + (first + (j < n ? j : n - 1)) * line_stride;
    panel_tile tile;
    multiply_lines(panel, vectors, line, k, tile);
    settle_tile(tile, vectors, sums + first * ld, ld, m, n, true);
  }
}

static void attention_add_lines(const float *panel, size_t m, const float *lines, size_t line_stride, size_t line_count,
                                size_t k, float *sums, size_t ld) {
  if (m <= LANES) {
    add_line_tiles(panel, 1, m, lines, line_stride, line_count, k, sums, ld);
  } else if (m <= 2 * LANES) {
    add_line_tiles(panel, 2, m, lines, line_stride, line_count, k, sums, ld);
  } else {
    add_line_tiles(panel, PANEL_VECTORS, m, lines, line_stride, line_count, k, sums, ld);
  }
}

static inline vi seen_by(const int32_t *first, const int32_t *end, size_t key) {
  vi from, to;
  memcpy(&from, first, sizeof from);
  memcpy(&to, end, sizeof to);
  return (splat_bits((int32_t)key) >= from) & (splat_bits((int32_t)key) < to);
}

// The rows of one vector; `masked` is a constant at each call.
static inline __attribute__((always_inline)) void weigh_rows(float *scores, size_t key_count, vf scale,
                                                             const bool masked, const int32_t *first,
                                                             const int32_t *end, float *max, float *sum,
                                                             float *corrections) {
  const vf nothing = splat(-__builtin_inff());
  // NaN scores are passed over here and reach the sum below. Four chains, for a comparison takes a few cycles.
  vf most[4] = {nothing, nothing, nothing, nothing};
  size_t key = 0;
  for (; key + 4 <= key_count; key += 4) {
#pragma clang loop unroll(full)
    for (int c = 0; c < 4; c++) {
      vf score = load(scores + (key + c) * PANEL_ROWS) * scale;
      if (masked) score = choose(seen_by(first, end, key + c), score, nothing);
      most[c] = larger(score, most[c]);
    }
  }
  for (; key < key_count; key++) {
    vf score = load(scores + key * PANEL_ROWS) * scale;
    if (masked) score = choose(seen_by(first, end, key), score, nothing);
    most[0] = larger(score, most[0]);
  }
  const vf old = load(max);
  const vf new = larger(larger(larger(most[0], most[1]), larger(most[2], most[3])), old);
  // Nothing but -inf so far: every weight is zero, and subtracting the maximum would make it NaN.
  const vf offset = choose(new == nothing, splat(0), new);

  vf total[2] = {{0}, {0}};
  for (key = 0; key + 2 <= key_count; key += 2) {
#pragma clang loop unroll(full)
    for (int c = 0; c < 2; c++) {
      float *at = scores + (key + c) * PANEL_ROWS;
      vf weight = exp_vector(load(at) * scale - offset);
      if (masked) weight = choose(seen_by(first, end, key + c), weight, splat(0));
      store(at, weight);
      total[c] += weight;
    }
  }
  if (key < key_count) {
    float *at = scores + key * PANEL_ROWS;
    vf weight = exp_vector(load(at) * scale - offset);
    if (masked) weight = choose(seen_by(first, end, key), weight, splat(0));
    store(at, weight);
    total[0] += weight;
  }
  // A maximum of +inf leaves NaN behind, as inf - inf is in the definition.
  const vf correction = choose(old == new, splat(1), exp_vector(old - offset));
  store(sum, load(sum) * correction + (total[0] + total[1]));
  store(max, new);
  store(corrections, correction);
}

static void attention_weigh(float *scores, size_t key_count, float scale, const int32_t *first, const int32_t *end,
                            float *max, float *sum, float *corrections) {
  for (size_t i = 0; i < PANEL_ROWS; i += LANES) {
    if (first) {
      weigh_rows(scores + i, key_count, splat(scale), true, first + i, end + i, max + i, sum + i, corrections + i);
    } else {
      weigh_rows(scores + i, key_count, splat(scale), false, NULL, NULL, max + i, sum + i, corrections + i);
    }
  }
}

static void attention_add_visible_values(const float *weights, size_t weight_stride, const float *values,
                                         size_t panel_stride, size_t key_count, size_t dim, const int32_t *first,
                                         const int32_t *end, const float *corrections, float *outputs) {
  for (size_t x = 0; x < dim; x++) {
    const float *value = values + x / PANEL_COLUMNS * panel_stride + x % PANEL_COLUMNS;
    for (size_t i = 0; i < PANEL_ROWS; i += LANES) {
      float *to = outputs + x * PANEL_ROWS + i;
      vf output = load(to) * load(corrections + i);
      for (size_t key = 0; key < key_count; key++) {
        vf added = load(weights + key * weight_stride + i) * splat(value[key * PANEL_COLUMNS]);
        output += choose(seen_by(first + i, end + i, key), added, splat(0));
      }
      store(to, output);
    }
  }
}

#define ATTENTION_TABLE(NAME)                                                                          \
  {                                                                                                    \
    .name = NAME, .rows = PANEL_ROWS, .columns = PANEL_COLUMNS, .score = attention_score,              \
    .weigh = attention_weigh, .add_values = attention_add_values,                                      \
    .add_visible_values = attention_add_visible_values, .add_lines = attention_add_lines              \
  }
