// Lines of binary32 or binary64 with a few vectors as they are stored, included once by every path_*.c and f64_*.c after
// lines_body.h and unpacked_body.h.
#include "lines.h"

static size_t real_vector_bytes(size_t count, size_t k) { return count * k * sizeof(REAL); }

static void pack_reals(const void *source, size_t count, size_t k, void *vectors) {
  memcpy(vectors, source, real_vector_bytes(count, k));
}

static void dot_reals(const void *lines, size_t line_stride, size_t line_count, const void *vectors, size_t vector_count,
                      size_t k, const parity_line_scales *scales, size_t first_line, void *sums, size_t ld) {
  (void)scales, (void)first_line;
  dot_lines_real_loop(lines, line_stride, line_count, vectors, k, vector_count, k, sums, ld);
}

// Elements that are multiplied while as many are fetched: both stay in the second-level cache.
enum { TILED_ELEMENTS = 1 << 14 };

// add_reals for so many vectors that their sums do not stay in the innermost cache: tiles of sums in registers.
static void add_tiles(const REAL *lines, size_t line_stride, size_t count, const REAL *vectors, size_t vector_count,
                      size_t k, REAL *sums, size_t ld) {
  const size_t step = 64 / sizeof(REAL), most = count < TILED_ELEMENTS ? TILED_ELEMENTS / count : 1;
  for (size_t p = 0, depth; p < k; p += depth, lines += depth * line_stride) {
    depth = k - p < most ? k - p : most;
    // What comes next is fetched in the order of memory, a share of it before each tile.
    const size_t left = k - p - depth, next = left < most ? left : most;
    size_t line = 0;
    for (size_t x = 0, rows; x < count; x += rows) {
      rows = count - x < PANEL_ROWS ? count - x : PANEL_ROWS;
      for (const size_t until = next * (x + rows) / count; line < until; line++) {
        for (size_t at = 0; at < count; at += step) __builtin_prefetch(lines + (depth + line) * line_stride + at, 0, 2);
      }
      unpacked_multiply(lines + x, line_stride, vectors + p, 1, k, rows, vector_count, depth, 1, 1, p > 0 ? sums + x : NULL,
                        ld, sums + x, ld);
    }
  }
}

static void add_reals(const void *lines, size_t line_stride, size_t count, const void *vectors, size_t vector_count,
                      size_t k, void *sums, size_t ld) {
  if (vector_count > 4 && k > 0) {
    add_tiles(lines, line_stride, count, vectors, vector_count, k, sums, ld);
    return;
  }
  for (size_t v = 0; v < vector_count; v++) memset((REAL *)sums + v * ld, 0, count * sizeof(REAL));
  add_lines_real_loop(lines, line_stride, k, vectors, k, vector_count, count, sums, ld);
}

#define LINE_TABLE(NAME) \
  {.name = NAME, .vector_bytes = real_vector_bytes, .pack_vectors = pack_reals, .dot = dot_reals, .add = add_reals}
