// Lines of binary64 with a few vectors, included once by every f64_*.c after panels_fma_body.h.
#include "lines_body.h"
#include "line_lanes_body.h"

static size_t real_vector_bytes(size_t count, size_t k) { return count * k * sizeof(REAL); }

static void pack_reals(const void *source, size_t count, size_t k, void *vectors) {
  memcpy(vectors, source, real_vector_bytes(count, k));
}

static void dot_reals(const void *lines, size_t line_stride, size_t line_count, const void *vectors, size_t vector_count,
                      size_t k, const parity_line_scales *scales, size_t first_line, void *sums, size_t ld) {
  (void)scales, (void)first_line;
  dot_lines_real_loop(lines, line_stride, line_count, vectors, k, vector_count, k, sums, ld);
}

static void add_reals(const void *lines, size_t line_stride, size_t count, const void *vectors, size_t vector_count,
                      size_t k, void *sums, size_t ld) {
  for (size_t v = 0; v < vector_count; v++) memset((REAL *)sums + v * ld, 0, count * sizeof(REAL));
  add_lines_real_loop(lines, line_stride, k, vectors, k, vector_count, count, sums, ld);
}

#define LINE_TABLE(NAME) \
  {.name = NAME, .vector_bytes = real_vector_bytes, .pack_vectors = pack_reals, .dot = dot_reals, .add = add_reals}
