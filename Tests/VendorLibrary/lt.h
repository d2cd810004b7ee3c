// The library of single products (cublasLt, hipblasLt) over plain loops, included by library.c where LT_PREFIX is given.
//
//   LT_PREFIX                      what stands in front of its functions: cublasLt
//   LT_TRANSA ... LT_ALIGNMENT     numbers of attributes; negative ones do not exist
//   LT_ALGORITHM_BYTES             the size of an algorithm in the answer of the search
//   LT_SIXTEEN                     8-bit floats want A transposed, B not, and multiples of 16 bytes
#define LT(x) JOIN(LT_PREFIX, x, )

typedef struct lt_layout {
  int type;
  uint64_t rows, columns;
  int64_t leading, stride;
  int count;
} lt_layout;

typedef struct lt_product {
  int compute, scale, ta, tb, bias_type, quick, mode_a, mode_b;
  unsigned epilogue;
  const void *bias;
  const float *scale_a, *scale_b;
} lt_product;

typedef struct lt_preference {
  uint64_t workspace;
  unsigned alignments[4], reductions;
} lt_preference;

// What the search writes where an algorithm goes: enough to see that it is used for what it was made for.
typedef struct lt_algorithm {
  uint32_t alignment, sizes, workspace;
} lt_algorithm;

int LT(Create)(void **made) { return (*made = calloc(1, 8)) ? 0 : FAILED; }
int LT(Destroy)(void *h) { return free(h), 0; }
int LT(MatmulDescCreate)(lt_product **made, int compute, int scale) {
  *made = calloc(1, sizeof **made);
  **made = (lt_product){.compute = compute, .scale = scale, .ta = OP_N, .tb = OP_N, .bias_type = -1, .epilogue = 1, .quick = 1};
  return 0;
}
int LT(MatmulDescDestroy)(lt_product *x) { return free(x), 0; }
int LT(MatrixLayoutCreate)(lt_layout **made, int type, uint64_t rows, uint64_t columns, int64_t leading) {
  if (!size_of(type) || leading < (int64_t)rows) return INVALID;
  *made = calloc(1, sizeof **made);
  **made = (lt_layout){type, rows, columns, leading, 0, 1};
  return 0;
}
int LT(MatrixLayoutDestroy)(lt_layout *x) { return free(x), 0; }
int LT(MatmulPreferenceCreate)(lt_preference **made) {
  *made = calloc(1, sizeof **made);
  **made = (lt_preference){0, {256, 256, 256, 256}, 7};
  return 0;
}
int LT(MatmulPreferenceDestroy)(lt_preference *x) { return free(x), 0; }

#define SET(NUMBER, FIELD) \
  if (attribute == (NUMBER)) return size == sizeof(FIELD) ? memcpy(&(FIELD), value, size), 0 : INVALID
int LT(MatmulDescSetAttribute)(lt_product *x, int attribute, const void *value, size_t size) {
  SET(LT_TRANSA, x->ta);
  SET(LT_TRANSB, x->tb);
  SET(LT_EPILOGUE, x->epilogue);
  SET(LT_BIAS, x->bias);
  SET(LT_BIAS_TYPE, x->bias_type);
  SET(LT_SCALE_A, x->scale_a);
  SET(LT_SCALE_B, x->scale_b);
#ifndef FAULT_NO_BLOCKS
  SET(LT_MODE_A, x->mode_a);
  SET(LT_MODE_B, x->mode_b);
#endif
  if (attribute == LT_QUICK && size == 1) return x->quick = *(const int8_t *)value, 0;
  return INVALID;
}
int LT(MatrixLayoutSetAttribute)(lt_layout *x, int attribute, const void *value, size_t size) {
  SET(LT_COUNT, x->count);
  SET(LT_STRIDE, x->stride);
  return INVALID;
}
int LT(MatmulPreferenceSetAttribute)(lt_preference *x, int attribute, const void *value, size_t size) {
  SET(1, x->workspace);
  for (int i = 0; LT_ALIGNMENT > 0 && i < 4; i++) SET(LT_ALIGNMENT + i, x->alignments[i]);
  SET(LT_REDUCTIONS, x->reductions);
  return INVALID;
}

static uint32_t lt_sizes(const lt_product *x, const lt_layout *a, const lt_layout *c, const lt_layout *d) {
  return (uint32_t)(x->epilogue * 7 + x->mode_a * 5 + x->mode_b * 3 + a->leading * 31 + c->leading * 37 + d->leading * 41 +
                    d->rows * 43 + d->columns * 47 + a->rows * 53 + a->columns * 59);
}

static int is_byte(int type) { return type == R_8F_E4M3 || type == R_8F_E5M2; }

// Sizes that fit, or a status.
static int lt_fits(const lt_product *x, const lt_layout *a, const lt_layout *b, const lt_layout *c, const lt_layout *d) {
  int at = transpose(x->ta) != CblasNoTrans, bt = transpose(x->tb) != CblasNoTrans;
  uint64_t k = at ? a->rows : a->columns;
  if ((at ? a->columns : a->rows) != d->rows || (bt ? b->rows : b->columns) != d->columns) return INVALID;
  if ((bt ? b->columns : b->rows) != k || c->rows != d->rows || c->columns != d->columns) return INVALID;
  if (a->count != d->count || b->count != d->count || c->count != d->count) return INVALID;
  if (!is_byte(a->type)) {
    if (a->type != b->type || c->type != d->type || (d->type != R_32F && d->type != a->type)) return NOT_SUPPORTED;
    if (a->type != R_32F && a->type != R_16F && a->type != R_16BF) return NOT_SUPPORTED;
    if (x->compute == COMPUTE_16F) return a->type == R_16F && d->type == R_16F && x->scale == R_16F ? 0 : NOT_SUPPORTED;
    int fast = x->compute == COMPUTE_32F_FAST_16F || x->compute == COMPUTE_32F_FAST_16BF || x->compute == COMPUTE_32F_FAST_TF32;
    return x->scale == R_32F && (x->compute == COMPUTE_32F || (fast && a->type == R_32F)) ? 0 : NOT_SUPPORTED;
  }
  if (!is_byte(b->type) || (a->type == R_8F_E5M2 && b->type == R_8F_E5M2)) return NOT_SUPPORTED;
  if (x->compute != COMPUTE_32F || x->scale != R_32F) return NOT_SUPPORTED;
  if (is_byte(d->type) ? c->type != R_16F && c->type != R_16BF : c->type != d->type) return NOT_SUPPORTED;
  if (a->type == R_8F_E4M3 && b->type == R_8F_E4M3 && d->type == R_8F_E5M2) return NOT_SUPPORTED;
#ifdef LT_SIXTEEN
  // Sums that are not promoted to f32 in between are not what is asked for anywhere.
  if (!at || bt || x->quick) return NOT_SUPPORTED;
  if (a->leading % 16 || b->leading % 16 || k % 16 || d->rows * size_of(d->type) % 16) return NOT_SUPPORTED;
  if (d->leading * size_of(d->type) % 16 || c->leading * size_of(c->type) % 16) return NOT_SUPPORTED;
#endif
  if (x->mode_a == 0 && x->mode_b == 0) return 0;
  int vectors = x->mode_a == 4 || x->mode_b == 4;
  int known = (x->mode_a == 4 || x->mode_a == 5) && (x->mode_b == 4 || x->mode_b == 5);
  if (!vectors || !known || is_byte(d->type) || d->rows % 4 || d->columns % 4 || d->count != 1) return NOT_SUPPORTED;
  return x->scale_a && x->scale_b ? 0 : INVALID;
}

int LT(MatmulAlgoGetHeuristic)(void *h, lt_product *x, lt_layout *a, lt_layout *b, lt_layout *c, lt_layout *d,
                               lt_preference *preference, int wanted, char *answers, int *found) {
  if (!h || wanted < 1) return INVALID;
  int status = lt_fits(x, a, b, c, d);
  if (status) return status;
  *found = 0;
#ifdef FAULT_NO_ALGORITHM
  if (d->rows == 48) return 0;
#endif
  // In-place sums have D's type, and so do those of scheme 4.
  if (preference->workspace < 1 << 20 || (LT_REDUCTIONS > 0 && preference->reductions & 5)) return NOT_SUPPORTED;
  unsigned alignment = LT_ALIGNMENT > 0 ? preference->alignments[0] : 16;
  lt_algorithm made = {alignment, lt_sizes(x, a, c, d), 1 << 20};
  memcpy(answers, &made, sizeof made);
  memcpy(answers + LT_ALGORITHM_BYTES, &(uint64_t){made.workspace}, 8);
  memset(answers + LT_ALGORITHM_BYTES + 8, 0, 24);
  *found = 1;
  return 0;
}

static double byte_value(uint8_t bits, int digits, int bias) {
  int exponent = (bits & 127) >> digits, fraction = bits & ((1 << digits) - 1);
  double value = exponent ? __builtin_ldexp(fraction + (1 << digits), exponent - bias - digits)
                          : __builtin_ldexp(fraction, 1 - bias - digits);
  if (digits == 3 && (bits & 127) == 127) value = __builtin_nan("");
  if (digits == 2 && exponent == 31) value = fraction ? __builtin_nan("") : __builtin_inf();
  return bits >> 7 ? -value : value;
}

static uint8_t to_byte(double value, int digits, int bias, double most) {
  if (value != value) return 0x7F;
  uint8_t sign = __builtin_signbit(value) ? 0x80 : 0;
  value = __builtin_fabs(value);
  if (value < __builtin_inf()) value = rounded(value, digits + 1, 1 - bias - digits);
  if (value > most) value = most;
  if (value < __builtin_ldexp(1, 1 - bias)) return sign | (uint8_t)__builtin_ldexp(value, bias - 1 + digits);
  int exponent;
  double fraction = __builtin_frexp(value, &exponent);
  return sign | (exponent - 1 + bias) << digits | ((uint8_t)__builtin_ldexp(fraction, digits + 1) & ((1 << digits) - 1));
}

static double lt_load(const void *p, int64_t i, int type) {
  if (type == R_8F_E4M3) return byte_value(((const uint8_t *)p)[i], 3, 7);
  if (type == R_8F_E5M2) return byte_value(((const uint8_t *)p)[i], 2, 15);
  return load(p, i, type);
}

static void lt_store(void *p, int64_t i, int type, double value) {
  if (type == R_32F) ((float *)p)[i] = (float)value;
  if (type == R_16F) ((uint16_t *)p)[i] = to_half((float)value);
  if (type == R_16BF) ((uint16_t *)p)[i] = to_bfloat((float)value);
  if (type == R_8F_E4M3) ((uint8_t *)p)[i] = to_byte(value, 3, 7, 448);
  if (type == R_8F_E5M2) ((uint8_t *)p)[i] = to_byte(value, 2, 15, 57344);
}

static double lt_factor(const float *factors, int mode, int64_t index, int64_t p, int64_t extent, int64_t k) {
  if (!factors) return 1;
  if (mode == 0) return factors[0];
  if (mode == 4) return factors[index + p / 128 * extent];
  return factors[p / 128 + index / 128 * (((k + 127) / 128 + 3) / 4 * 4)];
}

static int lt_is_device(const void *p, const lt_layout *x, unsigned alignment) {
  int64_t count = x->stride * (x->count - 1) + span(x->rows, x->columns, x->leading);
  return (uintptr_t)p % alignment == 0 && is_device(p, count * size_of(x->type));
}

int LT(Matmul)(void *h, lt_product *x, const void *alpha, const char *a, lt_layout *la, const char *b, lt_layout *lb,
               const void *beta, const char *c, lt_layout *lc, char *d, lt_layout *ld, const lt_algorithm *algorithm,
               void *workspace, size_t workspace_size, void *stream) {
  int status = lt_fits(x, la, lb, lc, ld);
  if (status) return status;
  if (!h || !stream || !algorithm || algorithm->sizes != lt_sizes(x, la, lc, ld)) return INVALID;
  if (workspace_size < algorithm->workspace || !is_device(workspace, workspace_size)) return INVALID;
  double alpha_value = x->scale == R_16F ? half(*(const uint16_t *)alpha) : *(const float *)alpha;
  double beta_value = x->scale == R_16F ? half(*(const uint16_t *)beta) : *(const float *)beta;
  if (!lt_is_device(a, la, algorithm->alignment) || !lt_is_device(b, lb, algorithm->alignment)) return FAILED;
  if (!lt_is_device(d, ld, algorithm->alignment)) return FAILED;
  if (beta_value != 0 && !lt_is_device(c, lc, algorithm->alignment)) return FAILED;
  // In place means one layout for both.
  if (c == d && (lc->type != ld->type || lc->leading != ld->leading)) return INVALID;
  int64_t m = ld->rows, n = ld->columns;
  int at = transpose(x->ta) != CblasNoTrans, bt = transpose(x->tb) != CblasNoTrans;
  int64_t k = at ? la->rows : la->columns;
  if (x->epilogue & 4 && (x->bias_type != ld->type || !is_device(x->bias, m * size_of(x->bias_type)))) return INVALID;
#ifdef FAULT_HANG
  if (m == 13) sleep(1000);
#endif
#ifdef FAULT_WRONG_F8
  if (is_byte(la->type)) alpha_value *= 1.5;
#endif
  for (int g = 0; g < ld->count; g++) {
    const char *ag = a + g * la->stride * size_of(la->type), *bg = b + g * lb->stride * size_of(lb->type);
    const char *cg = c ? c + g * lc->stride * size_of(lc->type) : 0;
    char *dg = d + g * ld->stride * size_of(ld->type);
    for (int64_t j = 0; j < n; j++)
      for (int64_t i = 0; i < m; i++) {
        double sum = 0;
        for (int64_t p = 0; p < k; p++)
          sum += lt_load(ag, at ? p + i * la->leading : i + p * la->leading, la->type) *
                 lt_load(bg, bt ? j + p * lb->leading : p + j * lb->leading, lb->type) *
                 lt_factor(x->scale_a, x->mode_a, i, p, m, k) * lt_factor(x->scale_b, x->mode_b, j, p, n, k);
        double value = alpha_value * sum + (beta_value == 0 ? 0 : beta_value * lt_load(cg, i + j * lc->leading, lc->type));
        if (x->epilogue & 4) value += lt_load(x->bias, i, x->bias_type);
        if (x->epilogue & 2 && value < 0) value = 0;
        if (x->epilogue & 32) value *= 0.5 * (1 + __builtin_tanh(0.7978845608028654 * (value + 0.044715 * value * value * value)));
        lt_store(dg, i + j * ld->leading, ld->type, value);
      }
  }
  return 0;
}
