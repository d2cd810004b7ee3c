// Compares every kernel of CSIMD that this processor can run with sums in long order in double, without Swift: what
// scripts/check-aarch64.sh builds for another processor and runs in an emulator. The Swift tests go further where they run.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CSIMD.h"

static int failures, checks;

// Counts what lies further from the truth than `tolerance`, which no order of summation explains.
static void expect(const char *what, const char *kernel, size_t m, size_t n, size_t k, double got, double truth,
                   double tolerance) {
  checks++;
  if (fabs(got - truth) <= tolerance || (isnan(got) && isnan(truth))) return;
  if (failures++ < 20) printf("%s by %s, %zu x %zu x %zu: %.9g, not %.9g\n", what, kernel, m, n, k, got, truth);
}

static uint64_t state = 1;

// From -1 to 1, a multiple of 2^-7, so that bf16 holds it (xorshift of Marsaglia, 2003).
static double number(void) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (double)((int)(state >> 40) % 256 - 128) / 128;
}

static void *room(size_t bytes) {
  // Beyond the block everything is NaN.
  void *memory = malloc(bytes + 256);
  if (!memory) exit(2);
  memset(memory, 0xFF, bytes + 256);
  return memory;
}

enum type { F32, F64, BF16, I8 };
static const size_t type_bytes[] = {4, 8, 2, 1};

static void put(void *base, enum type type, size_t at, double x) {
  float f = (float)x;
  uint32_t bits;
  memcpy(&bits, &f, 4);
  if (type == F32) ((float *)base)[at] = f;
  if (type == F64) ((double *)base)[at] = x;
  if (type == BF16) ((uint16_t *)base)[at] = (uint16_t)(bits >> 16);
  if (type == I8) ((int8_t *)base)[at] = (int8_t)(x * 128);
}

// A panel of `count` lines of k elements whose neighbours in memory are along k, or across it.
static void *panel(const double *values, enum type type, size_t count, size_t k, bool along, size_t lines, size_t depth) {
  void *stored = room(count * k * type_bytes[type]);
  for (size_t i = 0; i < count; i++)
    for (size_t p = 0; p < k; p++) put(stored, type, along ? i * k + p : p * count + i, values[i * k + p]);
  size_t bytes = type_bytes[type];
  if (type == I8 && depth == 2) {
    int16_t *wide = room(count * k * 2);
    parity_i8_to_i16(stored, wide, count * k);
    free(stored);
    stored = wide;
    bytes = 2;
  }
  void *packed = room((k + depth) * lines * (type == F64 ? 8 : 4) + PARITY_PANEL_TAIL);
  parity_pack_panel(stored, bytes, along ? k : 1, along ? 1 : count, count, k, packed, lines);
  free(stored);
  return packed;
}

static double *numbers(size_t count) {
  double *x = room(count * sizeof *x);
  for (size_t i = 0; i < count; i++) x[i] = number();
  return x;
}

static void check_panels(const char *what, enum type type, const parity_panel_kernel *kernel, size_t m, size_t n, size_t k) {
  if (m > kernel->rows || n > kernel->columns) return;
  double *x = numbers(m * k), *y = numbers(n * k);
  size_t units = (k + kernel->depth - 1) / kernel->depth, ld = m + 1;
  for (int along = 0; along < 2; along++) {
    void *a = panel(x, type, m, k, along, kernel->rows, kernel->depth);
    void *b = panel(y, type, n, k, !along, kernel->columns, kernel->depth);
    if (kernel->seal_a) kernel->seal_a(a, units);
    if (kernel->seal_b) kernel->seal_b(b, units);
    void *sums = room(ld * n * kernel->unit_bytes);
    for (int twice = 0; twice < 2; twice++) kernel->multiply(a, b, units, sums, ld, m, n, twice);
    for (size_t j = 0; j < n; j++) {
      for (size_t i = 0; i < m; i++) {
        double truth = 0, got;
        for (size_t p = 0; p < k; p++) truth += 2 * x[i * k + p] * y[j * k + p];
        size_t at = i + j * ld;
        if (type == I8) truth *= 128 * 128;
        got = type == I8 ? ((int32_t *)sums)[at] : type == F64 ? ((double *)sums)[at] : ((float *)sums)[at];
        expect(what, kernel->name, m, n, k, got, truth, type == I8 ? 0 : (double)k * k * (type == F64 ? 1e-15 : 1e-6));
      }
    }
    free(a), free(b), free(sums);
  }
  free(x), free(y);
}

// The product of complex matrices by panels of real ones.
static void check_complex(const parity_panel_kernel *kernel, enum type type, size_t m, size_t n, size_t k) {
  if (m > kernel->rows || 2 * n > kernel->columns) return;
  size_t part = type_bytes[type];
  double *x = numbers(2 * m * k), *y = numbers(2 * n * k);
  void *za = room(2 * m * k * part), *zb = room(2 * n * k * part);
  for (size_t i = 0; i < 2 * m * k; i++) put(za, type, i, x[i]);
  for (size_t i = 0; i < 2 * n * k; i++) put(zb, type, i, y[i]);
  void *a = room(2 * k * kernel->rows * part), *b = room(2 * k * kernel->columns * part), *sums = room(2 * m * n * part);
  for (int form = 0; form < 8; form++) {
    bool along_a = form & 1, along_b = form & 2, conjugates = form & 4;
    parity_pack_complex_a(za, part, along_a ? k : 1, along_a ? 1 : m, m, k, conjugates, a, kernel->rows);
    parity_pack_complex_b(zb, part, along_b ? k : 1, along_b ? 1 : n, n, k, !conjugates, b, kernel->columns);
    kernel->multiply(a, b, 2 * k, sums, m, m, 2 * n, false);
    for (size_t j = 0; j < n; j++) {
      for (size_t i = 0; i < m; i++) {
        double real = 0, imaginary = 0;
        for (size_t p = 0; p < k; p++) {
          const double *u = x + 2 * (along_a ? i * k + p : p * m + i), *v = y + 2 * (along_b ? j * k + p : p * n + j);
          double ui = conjugates ? -u[1] : u[1], vi = conjugates ? v[1] : -v[1];
          real += u[0] * v[0] - ui * vi;
          imaginary += u[0] * vi + ui * v[0];
        }
        for (size_t c = 0; c < 2; c++) {
          size_t at = i + (2 * j + c) * m;
          double got = type == F64 ? ((double *)sums)[at] : ((float *)sums)[at];
          expect("complex panels", kernel->name, m, n, k, got, c ? imaginary : real, (double)k * k * (type == F64 ? 4e-15 : 4e-6));
        }
      }
    }
  }
  free(x), free(y), free(za), free(zb), free(a), free(b), free(sums);
}

static void check_unpacked(const parity_unpacked_kernel *kernel, enum type type, size_t m, size_t n, size_t k) {
  double *x = numbers(m * k), *y = numbers(n * k), *z = numbers(m * n);
  size_t bytes = type_bytes[type];
  void *a = room(m * k * bytes), *b = room(n * k * bytes), *c = room(m * n * bytes), *d = room((m + 1) * n * bytes);
  for (size_t i = 0; i < m * k; i++) put(a, type, i, x[i]);
  for (size_t i = 0; i < n * k; i++) put(b, type, i, y[i]);
  for (size_t i = 0; i < m * n; i++) put(c, type, i, z[i]);
  for (int along = 0; along < 2; along++) {
    kernel->multiply(a, m, b, along ? 1 : n, along ? k : 1, m, n, k, 1.5, -0.5, along ? c : NULL, m, d, m + 1);
    for (size_t j = 0; j < n; j++) {
      for (size_t i = 0; i < m; i++) {
        double truth = along ? -0.5 * z[i + j * m] : 0;
        for (size_t p = 0; p < k; p++) truth += 1.5 * x[i + p * m] * y[along ? j * k + p : p * n + j];
        double got = type == F64 ? ((double *)d)[i + j * (m + 1)] : ((float *)d)[i + j * (m + 1)];
        expect("unpacked", kernel->name, m, n, k, got, truth, (double)k * k * (type == F64 ? 4e-15 : 4e-6));
      }
    }
  }
  free(x), free(y), free(z), free(a), free(b), free(c), free(d);
}

static void check_packed_lines(const parity_line_kernel *kernel, enum type type, size_t count, size_t vectors, size_t k) {
  double *x = numbers(count * k), *y = numbers(vectors * k);
  const size_t bytes = type_bytes[type], ld = count + 1;
  void *lines = room(count * k * bytes), *factors = room(vectors * k * bytes), *sums = room(vectors * ld * bytes);
  void *packed = room(kernel->vector_bytes(vectors, k));
  for (size_t i = 0; i < vectors * k; i++) put(factors, type, i, y[i]);
  kernel->pack_vectors(factors, vectors, k, packed);
  for (int along = 0; along < (kernel->add ? 2 : 1); along++) {
    // Along k first, then side by side.
    for (size_t i = 0; i < count * k; i++) put(lines, type, i, along ? x[i % count * k + i / count] : x[i]);
    if (along) {
      kernel->add(lines, count, count, packed, vectors, k, sums, ld);
    } else {
      kernel->dot(lines, k, count, packed, vectors, k, NULL, 0, sums, ld);
    }
    for (size_t v = 0; v < vectors; v++) {
      for (size_t l = 0; l < count; l++) {
        double truth = 0, got = type == F64 ? ((double *)sums)[l + v * ld] : ((float *)sums)[l + v * ld];
        for (size_t p = 0; p < k; p++) truth += x[l * k + p] * y[v * k + p];
        expect("packed lines", kernel->name, count, vectors, k, got, truth, (double)k * k * (type == F64 ? 1e-15 : 1e-6));
      }
    }
  }
  free(x), free(y), free(lines), free(factors), free(sums), free(packed);
}

static void check_lines(const parity_simd_path *path, enum type type, size_t count, size_t vectors, size_t k) {
  parity_dot_lines *dot = type == F32 ? path->dot_lines_f32 : path->dot_lines_bf16;
  parity_add_lines *add = type == F32 ? path->add_lines_f32 : path->add_lines_bf16;
  double *x = numbers(count * k), *y = numbers(vectors * k), *w = numbers(vectors * count);
  void *lines = room(count * k * type_bytes[type]);
  float *factors = room(vectors * k * 4), *weights = room(vectors * count * 4), *sums = room(vectors * count * 4);
  float *outputs = room(vectors * k * 4);
  for (size_t i = 0; i < count * k; i++) put(lines, type, i, x[i]);
  for (size_t i = 0; i < vectors * k; i++) factors[i] = (float)y[i], outputs[i] = 0;
  for (size_t i = 0; i < vectors * count; i++) weights[i] = (float)w[i];
  dot(lines, k, count, factors, k, vectors, k, sums, count);
  add(lines, k, count, weights, count, vectors, k, outputs, k);
  for (size_t v = 0; v < vectors; v++) {
    for (size_t l = 0; l < count; l++) {
      double truth = 0;
      for (size_t p = 0; p < k; p++) truth += x[l * k + p] * y[v * k + p];
      expect("lines, dot", path->name, count, vectors, k, sums[l + v * count], truth, (double)k * k * 1e-6);
    }
    for (size_t p = 0; p < k; p++) {
      double truth = 0;
      for (size_t l = 0; l < count; l++) truth += w[v * count + l] * x[l * k + p];
      expect("lines, add", path->name, count, vectors, k, outputs[v * k + p], truth, (double)count * count * 1e-6);
    }
  }
  free(x), free(y), free(w), free(lines), free(factors), free(weights), free(sums), free(outputs);
}

// The value of a binary16, by its fields.
static double half(uint16_t bits) {
  int exponent = bits >> 10 & 31, fraction = bits & 1023;
  double magnitude = exponent == 31 ? (fraction ? NAN : INFINITY)
                     : exponent     ? ldexp(1024 + fraction, exponent - 25)
                                    : ldexp(fraction, -24);
  return bits >> 15 ? -magnitude : magnitude;
}

static void check_elements(const parity_simd_path *path) {
  enum { COUNT = 65536 };
  static uint16_t codes[COUNT], back[COUNT];
  static float values[COUNT], brains[COUNT], powers[2001];
  for (int i = 0; i < COUNT; i++) codes[i] = (uint16_t)i;
  path->f16_to_f32(codes, values, COUNT);
  path->bf16_to_f32(codes, brains, COUNT);
  for (int i = 0; i < COUNT; i++) {
    uint32_t bits;
    memcpy(&bits, brains + i, 4);
    expect("f16", path->name, i, 0, 0, isinf(values[i]) ? copysign(1e9, values[i]) : values[i],
           isinf(half(codes[i])) ? copysign(1e9, half(codes[i])) : half(codes[i]), 0);
    expect("bf16", path->name, i, 0, 0, bits, (double)((uint32_t)i << 16), 0);
  }
  path->f32_to_f16(values, back, COUNT);
  for (int i = 0; i < COUNT; i++)
    if (!isnan(values[i])) expect("to f16", path->name, i, 0, 0, back[i], codes[i], 0);
  path->f32_to_bf16(brains, back, COUNT);
  for (int i = 0; i < COUNT; i++)
    if (!isnan(brains[i])) expect("to bf16", path->name, i, 0, 0, back[i], codes[i], 0);
  // Halfway between two neighbours the even one is nearest.
  const float ties[] = {1 + 0x1p-11f, 1 + 0x3p-11f, 65519.9f, 65520, 0x1p-25f, 0x3p-25f};
  const uint16_t evens[] = {0x3C00, 0x3C02, 0x7BFF, 0x7C00, 0, 2};
  path->f32_to_f16(ties, back, 6);
  for (int i = 0; i < 6; i++) expect("rounding to f16", path->name, i, 0, 0, back[i], evens[i], 0);
  for (int i = 0; i <= 2000; i++) powers[i] = (float)(i - 1000) * 0.087f;
  path->exp(powers, 2001);
  for (int i = 0; i <= 2000; i++) {
    double truth = exp((double)((float)(i - 1000) * 0.087f));
    expect("exp", path->name, i, 0, 0, powers[i] / truth, 1, 2.5e-7);
  }
}

static void check_attention(const parity_attention_kernel *kernel, size_t rows, size_t keys, size_t dim) {
  size_t lanes = kernel->rows, columns = kernel->columns, panels = (dim + columns - 1) / columns;
  if (rows > lanes) return;
  double *q = numbers(rows * dim), *k = numbers(keys * dim), *v = numbers(keys * dim);
  float *queries = room(dim * lanes * 4), *lines = room(keys * dim * 4), *scores = room((keys + columns) * lanes * 4);
  float *values = room(panels * columns * keys * 4), *outputs = room(panels * columns * lanes * 4);
  float *max = room(lanes * 4), *sum = room(lanes * 4), *corrections = room(lanes * 4);
  for (size_t i = 0; i < lanes; i++) {
    max[i] = -INFINITY, sum[i] = 0;
    for (size_t x = 0; x < dim; x++) queries[x * lanes + i] = i < rows ? (float)q[i * dim + x] : 0;
  }
  for (size_t i = 0; i < keys * dim; i++) lines[i] = (float)k[i];
  for (size_t i = 0; i < panels * columns * keys; i++) values[i] = 0;
  for (size_t key = 0; key < keys; key++)
    for (size_t x = 0; x < dim; x++)
      values[x / columns * columns * keys + key * columns + x % columns] = (float)v[key * dim + x];
  memset(outputs, 0, panels * columns * lanes * 4);
  kernel->score(queries, rows, lines, dim, keys, dim, scores, lanes);
  kernel->weigh(scores, keys, 0.5f, NULL, NULL, max, sum, corrections);
  kernel->add_values(scores, lanes, rows, values, columns * keys, keys, dim, corrections, outputs);
  for (size_t i = 0; i < rows; i++) {
    double *weight = room(keys * sizeof *weight), total = 0;
    for (size_t key = 0; key < keys; key++) {
      weight[key] = 0;
      for (size_t x = 0; x < dim; x++) weight[key] += q[i * dim + x] * k[key * dim + x];
      weight[key] = exp(0.5 * weight[key]);
      total += weight[key];
    }
    for (size_t x = 0; x < dim; x++) {
      double truth = 0;
      for (size_t key = 0; key < keys; key++) truth += weight[key] / total * v[key * dim + x];
      expect("attention", kernel->name, rows, keys, dim, outputs[x * lanes + i] / sum[i], truth, 1e-4);
    }
    free(weight);
  }
  // The panel of queries once more, as rows of a product with lines of `dim`, added to what there is.
  float *sums = room(keys * (rows + 3) * 4);
  for (size_t i = 0; i < keys * (rows + 3); i++) sums[i] = (float)i;
  kernel->add_lines(queries, rows, lines, dim, keys, dim, sums, rows + 3);
  for (size_t key = 0; key < keys; key++)
    for (size_t i = 0; i < rows + 3; i++) {
      double truth = (double)(key * (rows + 3) + i);
      for (size_t x = 0; i < rows && x < dim; x++) truth += q[i * dim + x] * k[key * dim + x];
      expect("attention lines", kernel->name, rows, keys, dim, sums[key * (rows + 3) + i], truth, 1e-4);
    }
  free(q), free(k), free(v), free(queries), free(lines), free(scores), free(values), free(outputs), free(sums);
  free(max), free(sum), free(corrections);
}

int main(void) {
  const struct {
    const char *what;
    enum type type;
    const parity_panel_kernel *const *(*kernels)(size_t *);
  } lists[] = {{"f32 panels", F32, parity_f32_kernels},
               {"f64 panels", F64, parity_f64_kernels},
               {"bf16 panels", BF16, parity_bf16_kernels},
               {"i8 panels", I8, parity_i8_kernels}};
  const size_t sizes[] = {1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 24, 33, 48};
  size_t size_count = sizeof sizes / sizeof *sizes, count;
  for (size_t l = 0; l < 4; l++) {
    const parity_panel_kernel *const *kernels = lists[l].kernels(&count);
    for (size_t x = 0; x < count; x++) {
      printf("%s: %s\n", lists[l].what, kernels[x]->name);
      for (size_t i = 0; i < size_count; i++)
        for (size_t j = 0; j < size_count; j++) {
          check_panels(lists[l].what, lists[l].type, kernels[x], sizes[i], sizes[j], sizes[(i * 3 + j) % size_count]);
          if (l < 2) check_complex(kernels[x], lists[l].type, sizes[i], sizes[j], sizes[(i * 3 + j) % size_count]);
        }
    }
  }
  for (int wide = 0; wide < 2; wide++) {
    const parity_unpacked_kernel *const *kernels = (wide ? parity_unpacked_f64_kernels : parity_unpacked_f32_kernels)(&count);
    for (size_t x = 0; x < count; x++) {
      printf("unpacked %s: %s\n", wide ? "f64" : "f32", kernels[x]->name);
      for (size_t i = 0; i < size_count; i++)
        for (size_t j = 0; j < size_count; j++)
          check_unpacked(kernels[x], wide ? F64 : F32, sizes[i], sizes[j], sizes[(i * 3 + j) % size_count]);
    }
  }
  const parity_simd_path *const *paths = parity_simd_paths(&count);
  for (size_t x = 0; x < count; x++) {
    printf("lines and elements: %s\n", paths[x]->name);
    check_elements(paths[x]);
    for (size_t i = 0; i < size_count; i++)
      for (size_t v = 1; v < 10; v++)
        for (int type = F32; type <= BF16; type += BF16 - F32) check_lines(paths[x], type, sizes[i], v, sizes[(i * 3 + v) % size_count]);
    for (int type = F32; type <= BF16; type += BF16 - F32) check_lines(paths[x], type, 37, 5, 128), check_lines(paths[x], type, 9, 1, 64);
  }
  struct {
    enum type type;
    const parity_line_kernel *const *(*kernels)(size_t *);
  } lines[] = {{F32, parity_f32_line_kernels},
               {F64, parity_f64_line_kernels},
               {F32, parity_f32_lane_kernels},
               {F64, parity_f64_lane_kernels}};
  for (size_t l = 0; l < 4; l++) {
    const parity_line_kernel *const *kernels = lines[l].kernels(&count);
    for (size_t x = 0; x < count; x++) {
      printf("packed lines, %s: %s\n", lines[l].type == F64 ? "f64" : "f32", kernels[x]->name);
      for (size_t i = 0; i < size_count; i++)
        for (size_t v = 1; v < 20; v++) check_packed_lines(kernels[x], lines[l].type, sizes[i], v, sizes[(i * 3 + v) % size_count]);
      for (size_t v = 4; v < 18; v += 4) check_packed_lines(kernels[x], lines[l].type, 11, v, 8191 + v);
    }
  }
  const parity_attention_kernel *const *attentions = parity_attention_kernels(&count);
  for (size_t x = 0; x < count; x++) {
    printf("attention: %s\n", attentions[x]->name);
    for (size_t i = 0; i < size_count; i++) check_attention(attentions[x], sizes[i], sizes[(i * 7 + 3) % size_count], sizes[(i * 5 + 2) % size_count]);
  }
  printf("%d values compared, %d wrong\n", checks, failures);
  return failures > 0;
}
