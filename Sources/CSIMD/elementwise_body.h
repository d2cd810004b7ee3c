// Elementwise loops, included once by every path_*.c after vectors_body.h with
//   F16_TO_F32 and F32_TO_F16, where the instruction set converts a vector in hardware,
//   TIMES_POWER_OF_2, where it has x * 2^n, rounded once.
// No include guard: each including file gets its own copy, compiled for its own instruction set.
#include <string.h>

#include "CSIMD.h"

typedef int32_t vi __attribute__((vector_size(4 * LANES)));
typedef uint16_t vh __attribute__((vector_size(2 * LANES)));

static inline vi splat_bits(int32_t x) { return x - (vi){0}; }

static inline vf choose(vi mask, vf yes, vf no) { return (vf)((mask & (vi)yes) | (~mask & (vi)no)); }

// exp by n = round(x / ln 2), a polynomial on |r| <= ln 2 / 2 (degree 6, fitted to a relative error of 3e-9) and 2^n in
// two factors, so that neither over- nor underflows before the result does.
static inline vf exp_vector(vf x) {
  const vf high = splat(90.0f), low = splat(-110.0f);
  vf bounded = choose(x > high, high, choose(x < low, low, x));
  // Adding 1.5 * 2^23 leaves the rounded integer in the low bits of the sum.
  const vf shift = splat(0x1.8p23f);
  vf shifted = bounded * splat(0x1.715476p+0f) + shift;
  vf whole = shifted - shift;
  // ln 2 in two parts; the first has so few bits that its product with n is exact.
  vf r = bounded - whole * splat(0x1.62e4p-1f);
  r = r - whole * splat(0x1.7f7d1cp-20f);
  vf p = splat(0x1.6a2352p-10f);
  p = p * r + splat(0x1.123a6cp-7f);
  p = p * r + splat(0x1.5558f4p-5f);
  p = p * r + splat(0x1.55549p-3f);
  p = p * r + splat(0x1.fffffcp-2f);
  vf result = p * (r * r) + r + splat(1.0f);
#ifdef TIMES_POWER_OF_2
  return TIMES_POWER_OF_2(result, whole);
#else
  vi n = (vi)shifted - (vi)shift;
  vi half = n >> 1;
  vf first = (vf)((half + 127) << 23);
  vf second = (vf)((n - half + 127) << 23);
  return result * first * second;
#endif
}

static void exp_loop(float *x, size_t count) {
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) store(x + i, exp_vector(load(x + i)));
  if (i < count) store_part(x + i, exp_vector(load_part(x + i, count - i)), count - i);
}

#ifndef F16_TO_F32
// Shifts the fields into place and lets a product with 2^112 correct the exponent, which also normalises subnormals.
static inline vf f16_to_f32_vector(vh h) {
  vi bits = __builtin_convertvector(h, vi);
  vi magnitude = (bits & 0x7FFF) << 13;
  vi value = (vi)((vf)magnitude * splat(0x1p112f));
  vi special = (bits & 0x7C00) == 0x7C00;
  vi nan = special & ((bits & 0x3FF) != 0);
  value |= special & 0x7F800000;
  value |= nan & 0x00400000;
  return (vf)(value | (bits & 0x8000) << 16);
}
#define F16_TO_F32 f16_to_f32_vector
#endif

#ifndef F32_TO_F16
static inline vh f32_to_f16_vector(vf x) {
  vi bits = (vi)x;
  vi magnitude = bits & 0x7FFFFFFF;
  vi sign = (bits >> 16) & 0x8000;
  // Below 2^-14 the sum with 0.5 rounds at 2^-24, the spacing of subnormals.
  vi small = (vi)((vf)magnitude + splat(0.5f)) - (vi)splat(0.5f);
  vi normal = (magnitude + 0xFFF + ((magnitude >> 13) & 1) - 0x38000000) >> 13;
  vi huge = magnitude >= 0x47800000;
  vi result = ((magnitude < 0x38800000) & small) | (~(magnitude < 0x38800000) & normal);
  result = (huge & 0x7C00) | (~huge & result);
  vi nan = magnitude > 0x7F800000;
  result = (nan & (0x7E00 | ((magnitude >> 13) & 0x3FF))) | (~nan & result);
  return __builtin_convertvector(result | sign, vh);
}
#define F32_TO_F16 f32_to_f16_vector
#endif

static inline vh f32_to_bf16_vector(vf x) {
  vi bits = (vi)x;
  vi nan = (bits & 0x7FFFFFFF) > 0x7F800000;
  typedef uint32_t vu __attribute__((vector_size(4 * LANES)));
  vu rounded = ((vu)bits + 0x7FFF + (((vu)bits >> 16) & 1)) >> 16;
  vu quiet = ((vu)bits >> 16) | 0x40;
  return __builtin_convertvector(((vu)nan & quiet) | (~(vu)nan & rounded), vh);
}

static inline vf bf16_to_f32_vector(vh h) { return (vf)(__builtin_convertvector(h, vi) << 16); }

#define WIDEN(NAME, VECTOR)                                                     \
  static void NAME(const uint16_t *source, float *destination, size_t count) { \
    size_t i = 0;                                                               \
    for (; i + LANES <= count; i += LANES) {                                    \
      vh h;                                                                     \
      memcpy(&h, source + i, sizeof h);                                         \
      store(destination + i, VECTOR(h));                                        \
    }                                                                           \
    if (i < count) {                                                            \
      vh h = {0};                                                               \
      memcpy(&h, source + i, (count - i) * 2);                                  \
      store_part(destination + i, VECTOR(h), count - i);                        \
    }                                                                           \
  }

#define NARROW(NAME, VECTOR)                                                    \
  static void NAME(const float *source, uint16_t *destination, size_t count) { \
    size_t i = 0;                                                               \
    for (; i + LANES <= count; i += LANES) {                                    \
      vh h = VECTOR(load(source + i));                                          \
      memcpy(destination + i, &h, sizeof h);                                    \
    }                                                                           \
    if (i < count) {                                                            \
      vh h = VECTOR(load_part(source + i, count - i));                          \
      memcpy(destination + i, &h, (count - i) * 2);                             \
    }                                                                           \
  }

WIDEN(f16_to_f32_loop, F16_TO_F32)
WIDEN(bf16_to_f32_loop, bf16_to_f32_vector)
NARROW(f32_to_f16_loop, F32_TO_F16)
NARROW(f32_to_bf16_loop, f32_to_bf16_vector)

typedef uint8_t vb __attribute__((vector_size(LANES)));

// The upper half of an f16.
static inline vf f8e5m2_to_f32_vector(vb x) { return F16_TO_F32(__builtin_convertvector(x, vh) << 8); }

// An f16 with a bias that is 8 less; the largest code is NaN where f16 goes on.
static inline vf f8e4m3_to_f32_vector(vb x) {
  vh code = __builtin_convertvector(x, vh);
  vf value = F16_TO_F32((code & 0x80) << 8 | (code & 0x7F) << 7) * splat(256);
  vi nan = (__builtin_convertvector(code, vi) & 0x7F) == 0x7F;
  return (vf)((vi)value | (nan & 0x7FC00000));
}

#define WIDEN8(NAME, VECTOR)                                                   \
  static void NAME(const uint8_t *source, float *destination, size_t count) { \
    size_t i = 0;                                                              \
    for (; i + LANES <= count; i += LANES) {                                   \
      vb b;                                                                    \
      memcpy(&b, source + i, sizeof b);                                        \
      store(destination + i, VECTOR(b));                                       \
    }                                                                          \
    if (i < count) {                                                           \
      vb b = {0};                                                              \
      memcpy(&b, source + i, count - i);                                       \
      store_part(destination + i, VECTOR(b), count - i);                       \
    }                                                                          \
  }

WIDEN8(f8e4m3_to_f32_loop, f8e4m3_to_f32_vector)
WIDEN8(f8e5m2_to_f32_loop, f8e5m2_to_f32_vector)

static void scale_add_loop(float *x, float alpha, const float *c, float beta, size_t count) {
  if (c) {
    for (size_t i = 0; i < count; i++) x[i] = alpha * x[i] + beta * c[i];
  } else if (alpha != 1) {
    for (size_t i = 0; i < count; i++) x[i] = alpha * x[i];
  }
}

static void add_loop(float *x, const float *bias, size_t count) {
  for (size_t i = 0; i < count; i++) x[i] += bias[i];
}

static void relu_loop(float *x, size_t count) {
  for (size_t i = 0; i < count; i++) x[i] = x[i] < 0 ? 0 : x[i];
}

static inline vf gelu_vector(vf x) {
  // -2 sqrt(2/pi) (x + 0.044715 x^3)
  vf u = x * splat(-1.59576912f) * (x * x * splat(0.044715f) + splat(1.0f));
  return x / (exp_vector(u) + splat(1.0f));
}

static void gelu_loop(float *x, size_t count) {
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) store(x + i, gelu_vector(load(x + i)));
  if (i < count) store_part(x + i, gelu_vector(load_part(x + i, count - i)), count - i);
}

static bool all_finite_loop(const float *x, size_t count) {
  int32_t found = 0;
  for (size_t i = 0; i < count; i++) {
    int32_t bits;
    memcpy(&bits, x + i, sizeof bits);
    found |= (bits & 0x7F800000) == 0x7F800000;
  }
  return !found;
}

static inline vf larger(vf a, vf b) { return choose(a > b, a, b); }

static void attention_gradients_loop(float *scores, float *gradients, size_t count, float scale, float lse, float delta) {
  const vf factor = splat(scale), shift = splat(lse), mean = splat(delta);
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    vf weight = exp_vector(load(scores + i) * factor - shift);
    store(scores + i, weight);
    store(gradients + i, weight * (load(gradients + i) - mean));
  }
  if (i < count) {
    vf weight = exp_vector(load_part(scores + i, count - i) * factor - shift);
    store_part(scores + i, weight, count - i);
    store_part(gradients + i, weight * (load_part(gradients + i, count - i) - mean), count - i);
  }
}

static float softmax_step_loop(float *scores, size_t count, float scale, float *max, float *sum) {
  const vf nothing = splat(-__builtin_inff());
  const vf factor = splat(scale);
  size_t whole = count / LANES * LANES;
  size_t rest = count - whole;
  vi lane;
  for (int i = 0; i < LANES; i++) lane[i] = i;
  vi beyond = lane >= splat_bits((int32_t)rest);

  // NaN scores are passed over here and reach the sum below.
  vf most = nothing, second = nothing;
  size_t i = 0;
  for (; i + 2 * LANES <= whole; i += 2 * LANES) {
    most = larger(load(scores + i) * factor, most);
    second = larger(load(scores + i + LANES) * factor, second);
  }
  for (; i < whole; i += LANES) most = larger(load(scores + i) * factor, most);
  if (rest) most = larger(choose(beyond, nothing, load_part(scores + whole, rest) * factor), most);
  most = larger(most, second);
  float new_max = *max;
  for (int l = 0; l < LANES; l++) new_max = most[l] > new_max ? most[l] : new_max;

  // Nothing but -inf so far: every weight is zero, and subtracting the maximum would make it NaN.
  float offset = new_max == -__builtin_inff() ? 0 : new_max;
  vf shift = splat(offset);
  vf total = {0}, second_total = {0};
  for (i = 0; i + 2 * LANES <= whole; i += 2 * LANES) {
    vf first = exp_vector(load(scores + i) * factor - shift);
    vf next = exp_vector(load(scores + i + LANES) * factor - shift);
    store(scores + i, first);
    store(scores + i + LANES, next);
    total += first;
    second_total += next;
  }
  for (; i < whole; i += LANES) {
    vf weight = exp_vector(load(scores + i) * factor - shift);
    store(scores + i, weight);
    total += weight;
  }
  if (rest) {
    vf weight = exp_vector(load_part(scores + whole, rest) * factor - shift);
    store_part(scores + whole, weight, rest);
    total += choose(beyond, splat(0), weight);
  }
  total += second_total;
  float added = 0;
  for (int l = 0; l < LANES; l++) added += total[l];

  vf change = exp_vector(splat(*max - offset));
  float correction = *max == new_max ? 1 : change[0];
  // A maximum of +inf leaves NaN behind, as inf - inf is in the definition.
  *sum = *sum * correction + added;
  *max = new_max;
  return correction;
}

// For a file that has also included lines_body.h.
#define PATH_TABLE(NAME)                                                                                     \
  {                                                                                                          \
    .name = NAME, .f16_to_f32 = f16_to_f32_loop, .bf16_to_f32 = bf16_to_f32_loop,                            \
    .f8e4m3_to_f32 = f8e4m3_to_f32_loop, .f8e5m2_to_f32 = f8e5m2_to_f32_loop,                                \
    .f32_to_f16 = f32_to_f16_loop, .f32_to_bf16 = f32_to_bf16_loop,                                          \
    .scale_add = scale_add_loop, .add = add_loop, .relu = relu_loop, .gelu = gelu_loop, .exp = exp_loop,     \
    .softmax_step = softmax_step_loop, .attention_gradients = attention_gradients_loop,                        \
    .all_finite = all_finite_loop, .dot_lines_f32 = dot_lines_real_loop,   \
    .dot_lines_f16 = dot_lines_f16_loop, .dot_lines_bf16 = dot_lines_bf16_loop,                              \
    .add_lines_f32 = add_lines_real_loop, .add_lines_f16 = add_lines_f16_loop,                                \
    .add_lines_bf16 = add_lines_bf16_loop, .dot_lines_i8 = dot_lines_i8_loop                                 \
  }
