// A runtime and a BLAS library as the vendors' are, over the CPU's BLAS, for tests: names and numbers are those that the
// macros say, and everything that a caller could get wrong is checked. Device memory is host memory that is kept on a list, so
// that a host address where a device address belongs is found.
//
//   RT, DRIVER, BL             prefixes: cuda, cu, cublas
//   V2, EX                     what stands behind plain functions, and behind GemmEx: _v2 or nothing
//   OP_N                       0 or 111
//   R_32F ... COMPUTE_32F ...  numbers of types; a compute type of -2 is one that the library lacks
//   INVALID, NOT_SUPPORTED, FAILED  statuses
//   DEVICES, WIDE              how many there are; whether functions with 64-bit sizes are there
//   LT_...                     the library of single products (lt.h), where there is one
//   FAULT_...                  what is wrong with it
#define _GNU_SOURCE
#include <cblas.h>
#include <complex.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define JOINED(a, b, c) a##b##c
#define JOIN(a, b, c) JOINED(a, b, c)
#define RTNAME(x) JOIN(RT, x, )
#define BLNAME(x) JOIN(BL, x, )
#define BLV2(x) JOIN(BL, x, V2)
#define BLEX(x) JOIN(BL, x, EX)
#define DRNAME(x) JOIN(DRIVER, x, )

// Memory

typedef struct block {
  char *start;
  size_t count;
  struct block *next;
} block;
static block *blocks;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

// Whether all of `count` bytes from `p` are device memory.
static int is_device(const void *p, int64_t count) {
  pthread_mutex_lock(&lock);
  int found = 0;
  for (block *b = blocks; b && !found; b = b->next)
    found = (char *)p >= b->start && (char *)p + count <= b->start + b->count;
  pthread_mutex_unlock(&lock);
  return found;
}

int RTNAME(Malloc)(void **p, size_t count) {
  if (count > (size_t)1 << 38) return 2;
  block *b = malloc(sizeof *b);
  if (!b || posix_memalign((void **)&b->start, 256, count + 256)) {
    free(b);
    return 2;
  }
  // As on a device, memory is not empty.
  memset(b->start, 0xA5, count < 1 << 20 ? count : 1 << 20);
  b->count = count;
  pthread_mutex_lock(&lock);
  b->next = blocks;
  blocks = b;
  pthread_mutex_unlock(&lock);
  *p = b->start;
  return 0;
}

int RTNAME(Free)(void *p) {
  if (!p) return 0;
  pthread_mutex_lock(&lock);
  block **at = &blocks;
  while (*at && (*at)->start != p) at = &(*at)->next;
  block *b = *at;
  if (b) *at = b->next;
  pthread_mutex_unlock(&lock);
  if (!b) return 1;
  free(b->start);
  free(b);
  return 0;
}

int RTNAME(MemcpyAsync)(void *to, const void *from, size_t count, int kind, void *stream) {
  if (!stream || (kind != 2 && !is_device(to, count)) || (kind != 1 && !is_device(from, count))) return 1;
  memmove(to, from, count);
  return 0;
}

int RTNAME(Memcpy2DAsync)(void *to, size_t to_pitch, const void *from, size_t from_pitch, size_t width, size_t height,
                          int kind, void *stream) {
  if (!stream || kind != 3 || width > to_pitch || width > from_pitch || to_pitch > INT32_MAX || from_pitch > INT32_MAX)
    return 1;
  if (height && (!is_device(to, to_pitch * (height - 1) + width) || !is_device(from, from_pitch * (height - 1) + width)))
    return 1;
  for (size_t row = 0; row < height; row++)
    memcpy((char *)to + row * to_pitch, (const char *)from + row * from_pitch, width);
  return 0;
}

int RTNAME(MemsetAsync)(void *to, int byte, size_t count, void *stream) {
  if (!stream || !is_device(to, count)) return 1;
  memset(to, byte, count);
  return 0;
}

// Devices, streams, events

static int device_count(void) {
#ifdef FAULT_NO_DRIVER
  return -1;
#else
  return DEVICES;
#endif
}

int RTNAME(GetDeviceCount)(int *count) {
  *count = device_count() > 0 ? device_count() : 0;
#ifdef FAULT_FEWER
  *count += 1;
#endif
  return device_count() < 0 ? 35 : device_count() == 0 ? 100 : 0;
}
int RTNAME(SetDevice)(int device) { return device >= 0 && device < device_count() ? 0 : 101; }
int RTNAME(DriverGetVersion)(int *version) { return *version = 12080, 0; }
int RTNAME(RuntimeGetVersion)(int *version) { return *version = 12090, 0; }
int RTNAME(MemGetInfo)(size_t *free_, size_t *total) { return *free_ = *total = (size_t)1 << 32, 0; }
int RTNAME(StreamCreateWithFlags)(void **stream, unsigned flags) {
  return flags == 1 && (*stream = malloc(1)) ? 0 : 1;
}
int RTNAME(StreamSynchronize)(void *stream) { return stream ? 0 : 1; }
int RTNAME(StreamDestroy)(void *stream) { return free(stream), 0; }
int RTNAME(EventCreate)(void **event) { return (*event = calloc(1, sizeof(struct timespec))) ? 0 : 2; }
int RTNAME(EventDestroy)(void *event) { return free(event), 0; }
int RTNAME(EventRecord)(void *event, void *stream) { return stream ? clock_gettime(CLOCK_MONOTONIC, event) : 1; }
#ifndef FAULT_NO_EVENTS
int RTNAME(EventElapsedTime)(float *milliseconds, void *from, void *to) {
  struct timespec *a = from, *b = to;
  *milliseconds = (float)((b->tv_sec - a->tv_sec) * 1e3 + (b->tv_nsec - a->tv_nsec) * 1e-6);
  return 0;
}
#endif
int RTNAME(GetLastError)(void) { return 0; }
const char *RTNAME(GetErrorName)(int error) { return error == 2 ? "testErrorMemoryAllocation" : "testError"; }
const char *RTNAME(GetErrorString)(int error) {
  return error == 2 ? "out of memory" : error == 35 ? "driver version is insufficient" : "no good";
}
int RTNAME(DeviceGetAttribute)(int *value, int attribute, int device) {
  switch (attribute) {
    case 75: return *value = 9, 0;
    case 76: return *value = 1, 0;
    case 16: return *value = 132, 0;
    case 38: return *value = 1 << 20, 0;
    case 18: return *value = 0, 0;
    default: return 1;
  }
}
int RTNAME(DeviceGetPCIBusId)(char *text, int count, int device) {
  return snprintf(text, count, "0000:%02x:00.0", device + 1), 0;
}
int DRNAME(Init)(unsigned flags) { return 0; }
int DRNAME(DeviceGet)(int *device, int index) { return *device = index, 0; }
int DRNAME(DeviceGetName)(char *text, int count, int device) { return snprintf(text, count, "Test device %d", device), 0; }

// BLAS

typedef struct handle {
  void *stream;
} handle;

int BLV2(Create)(handle **made) { return (*made = calloc(1, sizeof **made)) ? 0 : FAILED; }
int BLV2(Destroy)(handle *h) { return free(h), 0; }
int BLV2(SetStream)(handle *h, void *stream) { return h->stream = stream, 0; }
int BLV2(SetWorkspace)(handle *h, void *memory, size_t count) { return is_device(memory, count) ? 0 : INVALID; }
int BLNAME(SetMathMode)(handle *h, int mode) { return mode == 16 ? 0 : INVALID; }
int BLV2(GetVersion)(handle *h, int *version) { return *version = 120903, 0; }

static double half(uint16_t bits) {
  int exponent = bits >> 10 & 31, fraction = bits & 1023;
  double value = exponent == 31 ? (fraction ? __builtin_nan("") : __builtin_inf())
                                : __builtin_ldexp(exponent ? 1024 + fraction : fraction, (exponent ? exponent : 1) - 25);
  return bits >> 15 ? -value : value;
}

// Rounded to `digits` binary digits with exponents from `least`, ties to even.
static double rounded(double value, int digits, int least) {
  int exponent;
  __builtin_frexp(value, &exponent);
  int last = exponent - digits < least ? least : exponent - digits;
  return __builtin_ldexp(__builtin_rint(__builtin_ldexp(value, -last)), last);
}

static uint16_t to_half(double value) {
  if (value != value) return 0x7E00;
  uint16_t sign = __builtin_signbit(value) ? 0x8000 : 0;
  value = __builtin_fabs(value);
  if (value < __builtin_inf()) value = rounded(value, 11, -24);
  if (value >= 65536) return sign | 0x7C00;
  if (value < 0x1p-14) return sign | (uint16_t)__builtin_ldexp(value, 24);
  int exponent;
  double fraction = __builtin_frexp(value, &exponent);
  return sign | ((uint16_t)(exponent + 14) << 10) | ((uint16_t)__builtin_ldexp(fraction, 11) & 1023);
}

static float bfloat(uint16_t bits) {
  uint32_t wide = (uint32_t)bits << 16;
  float value;
  return memcpy(&value, &wide, 4), value;
}

static uint16_t to_bfloat(float value) {
  uint32_t wide;
  memcpy(&wide, &value, 4);
  if (value != value) return 0x7FC0;
  return (wide + 0x7FFF + (wide >> 16 & 1)) >> 16;
}

#ifndef R_8F_E4M3
#define R_8F_E4M3 -28
#define R_8F_E5M2 -29
#endif

static int size_of(int type) {
  if (type == R_32F || type == R_32I) return 4;
  if (type == R_16F || type == R_16BF) return 2;
  return type == R_8I || type == R_8F_E4M3 || type == R_8F_E5M2 ? 1 : 0;
}

static double load(const void *p, int64_t i, int type) {
  if (type == R_32F) return ((const float *)p)[i];
  if (type == R_16F) return half(((const uint16_t *)p)[i]);
  if (type == R_16BF) return bfloat(((const uint16_t *)p)[i]);
  return type == R_8I ? ((const int8_t *)p)[i] : ((const int32_t *)p)[i];
}

static int transpose(int op) {
#ifdef FAULT_NO_TRANSPOSE
  return CblasNoTrans;
#endif
  return op == OP_N ? CblasNoTrans : op == OP_N + 1 ? CblasTrans : op == OP_N + 2 ? CblasConjTrans : -1;
}

static int64_t span(int64_t rows, int64_t columns, int64_t leading) { return (columns - 1) * leading + rows; }

// What every GEMM function refuses: bad sizes and transposes, memory that is not the device's.
static int check(handle *h, int ta, int tb, int64_t m, int64_t n, int64_t k, const void *a, int64_t lda, int size_a,
                 const void *b, int64_t ldb, const void *c, int64_t ldc, int size_c) {
  int a_trans = transpose(ta), b_trans = transpose(tb);
#ifdef FAULT_ABORT
  if (a_trans < 0 || b_trans < 0) abort();
#endif
#ifdef FAULT_HANG
  if (m == 13) sleep(1000);
#endif
#ifdef FAULT_CRASH
  if (m == 13) abort();
#endif
#ifdef FAULT_STATUS
  if (m == 13) return FAILED;
#endif
  if (!h || !h->stream || a_trans < 0 || b_trans < 0 || m < 0 || n < 0 || k < 0) return INVALID;
  int64_t rows_a = a_trans == CblasNoTrans ? m : k, columns_a = a_trans == CblasNoTrans ? k : m;
  int64_t rows_b = b_trans == CblasNoTrans ? k : n, columns_b = b_trans == CblasNoTrans ? n : k;
  if (lda < 1 || ldb < 1 || ldc < 1 || lda < rows_a || ldb < rows_b || ldc < m) return INVALID;
  if (m == 0 || n == 0) return 0;
  if (k > 0 && (!is_device(a, span(rows_a, columns_a, lda) * size_a) || !is_device(b, span(rows_b, columns_b, ldb) * size_a)))
    return FAILED;
  return is_device(c, span(m, n, ldc) * size_c) ? 0 : FAILED;
}

#define VALUE(T, x) (*(const T *)(x))
#define ADDRESS(T, x) (x)
// One plain GEMM of type T: cblas where its sizes fit, else loops.
#define ONE(L, l, T, SCALAR)                                                                                              \
  static int one_##l(handle *h, int ta, int tb, int64_t m, int64_t n, int64_t k, const void *alpha, const void *a,        \
                     int64_t lda, const void *b, int64_t ldb, const void *beta, void *c, int64_t ldc) {                   \
    int status = check(h, ta, tb, m, n, k, a, lda, sizeof(T), b, ldb, c, ldc, sizeof(T));                                 \
    if (status || m == 0 || n == 0) return status;                                                                        \
    if (lda <= INT32_MAX && ldb <= INT32_MAX && ldc <= INT32_MAX) {                                                       \
      cblas_##l##gemm(CblasColMajor, transpose(ta), transpose(tb), m, n, k, SCALAR(T, alpha), a, lda, b, ldb,             \
                      SCALAR(T, beta), c, ldc);                                                                           \
      return 0;                                                                                                           \
    }                                                                                                                     \
    if (transpose(ta) != CblasNoTrans || transpose(tb) != CblasNoTrans) return NOT_SUPPORTED;                             \
    for (int64_t j = 0; j < n; j++)                                                                                       \
      for (int64_t i = 0; i < m; i++) {                                                                                   \
        T sum = 0, *d = (T *)c + i + j * ldc;                                                                             \
        for (int64_t p = 0; p < k; p++) sum += ((const T *)a)[i + p * lda] * ((const T *)b)[p + j * ldb];                 \
        *d = VALUE(T, alpha) * sum + (VALUE(T, beta) == 0 ? 0 : VALUE(T, beta) * *d);                                     \
      }                                                                                                                   \
    return 0;                                                                                                             \
  }
ONE(S, s, float, VALUE)
ONE(D, d, double, VALUE)
ONE(C, c, float complex, ADDRESS)
ONE(Z, z, double complex, ADDRESS)

static int one_ex(handle *h, int ta, int tb, int64_t m, int64_t n, int64_t k, const void *alpha, const void *a, int type_a,
                  int64_t lda, const void *b, int type_b, int64_t ldb, const void *beta, void *c, int type_c, int64_t ldc,
                  int compute, int algorithm) {
  int size_a = size_of(type_a), size_c = size_of(type_c);
  if (!size_a || !size_c || algorithm != ALGORITHM) return INVALID;
  int is_integer = compute == COMPUTE_32I && type_a == R_8I && type_c == R_32I;
  int is_half = compute == COMPUTE_16F && type_a == R_16F && type_c == R_16F;
  int is_single = compute == COMPUTE_32F || compute == COMPUTE_32F_FAST_16F || compute == COMPUTE_32F_FAST_16BF ||
                  compute == COMPUTE_32F_FAST_TF32;
  int fits = type_a == type_b && (type_c == R_32F || type_a == type_c) && type_a != R_32I && type_c != R_8I;
  if (!is_integer && !is_half && !(is_single && fits)) return NOT_SUPPORTED;
  if (compute != COMPUTE_32F && is_single && type_a != R_32F) return NOT_SUPPORTED;
#ifdef FAULT_REFUSES_BF16
  if (type_a == R_16BF) return NOT_SUPPORTED;
#endif
  int status = check(h, ta, tb, m, n, k, a, lda, size_a, b, ldb, c, ldc, size_c);
  if (status) return status;
  double x, y;
  if (is_integer)
    x = *(const int32_t *)alpha, y = *(const int32_t *)beta;
  else if (is_half)
    x = half(*(const uint16_t *)alpha), y = half(*(const uint16_t *)beta);
  else
    x = *(const float *)alpha, y = *(const float *)beta;
#ifdef FOURS
  if (is_integer && (lda % 4 || ldb % 4 || (x != 0 && x != 1) || (y != 0 && y != 1))) return NOT_SUPPORTED;
#endif
#ifdef FAULT_WRONG_F16
  if (type_a == R_16F) x *= 1.5;
#endif
  int a_trans = transpose(ta) != CblasNoTrans, b_trans = transpose(tb) != CblasNoTrans;
  for (int64_t j = 0; j < n; j++)
    for (int64_t i = 0; i < m; i++) {
      int64_t at = i + j * ldc;
      double sum = 0;
      if (x != 0)
        for (int64_t p = 0; p < k; p++)
          sum += load(a, a_trans ? p + i * lda : i + p * lda, type_a) * load(b, b_trans ? j + p * ldb : p + j * ldb, type_b);
      if (is_integer) {
        // Sums wrap as two's complement does.
        uint32_t value = (uint32_t)(int64_t)x * (uint32_t)(int64_t)sum;
        if (y != 0) value += (uint32_t)(int64_t)y * ((uint32_t *)c)[at];
        ((uint32_t *)c)[at] = value;
        continue;
      }
      double value = x * sum + (y == 0 ? 0 : y * load(c, at, type_c));
      if (type_c == R_32F) ((float *)c)[at] = (float)value;
      if (type_c == R_16F) ((uint16_t *)c)[at] = to_half((float)value);
      if (type_c == R_16BF) ((uint16_t *)c)[at] = to_bfloat((float)value);
    }
  return 0;
}

#define EACH(CALL)                                                     \
  for (int64_t g = 0; g < count; g++) {                                \
    int status = CALL;                                                 \
    if (status) return status;                                         \
  }                                                                    \
  return 0;
#define ARRAYS(count) (is_device(a, (count) * 8) && is_device(b, (count) * 8) && is_device(c, (count) * 8))

#define PLAIN(L, l, T, INT, SINGLE, STRIDED, POINTERS)                                                                    \
  int SINGLE(handle *h, int ta, int tb, INT m, INT n, INT k, const void *alpha, const void *a, INT lda, const void *b,    \
             INT ldb, const void *beta, void *c, INT ldc) {                                                               \
    return one_##l(h, ta, tb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);                                              \
  }                                                                                                                       \
  int STRIDED(handle *h, int ta, int tb, INT m, INT n, INT k, const void *alpha, const void *a, INT lda, long long sa,    \
              const void *b, INT ldb, long long sb, const void *beta, void *c, INT ldc, long long sc, INT count) {        \
    EACH(one_##l(h, ta, tb, m, n, k, alpha, (const T *)a + g * sa, lda, (const T *)b + g * sb, ldb, beta,                 \
                 (T *)c + g * sc, ldc))                                                                                   \
  }                                                                                                                       \
  int POINTERS(handle *h, int ta, int tb, INT m, INT n, INT k, const void *alpha, const void **a, INT lda,                \
               const void **b, INT ldb, const void *beta, void **c, INT ldc, INT count) {                                 \
    if (!ARRAYS(count)) return FAILED;                                                                                    \
    EACH(one_##l(h, ta, tb, m, n, k, alpha, a[g], lda, b[g], ldb, beta, c[g], ldc))                                       \
  }
#define PLAINS(L, l, T)                                                                                                   \
  PLAIN(L, l, T, int, BLV2(L##gemm), BLNAME(L##gemmStridedBatched), BLNAME(L##gemmBatched))
PLAINS(S, s, float)
PLAINS(D, d, double)
#ifndef FAULT_NO_COMPLEX
PLAINS(C, c, float complex)
PLAINS(Z, z, double complex)
#endif

#define EXTENDED(INT, SINGLE, STRIDED, POINTERS)                                                                          \
  int SINGLE(handle *h, int ta, int tb, INT m, INT n, INT k, const void *alpha, const void *a, int type_a, INT lda,       \
             const void *b, int type_b, INT ldb, const void *beta, void *c, int type_c, INT ldc, int compute,             \
             int algorithm) {                                                                                             \
    return one_ex(h, ta, tb, m, n, k, alpha, a, type_a, lda, b, type_b, ldb, beta, c, type_c, ldc, compute, algorithm);   \
  }                                                                                                                       \
  int STRIDED(handle *h, int ta, int tb, INT m, INT n, INT k, const void *alpha, const char *a, int type_a, INT lda,      \
              long long sa, const char *b, int type_b, INT ldb, long long sb, const void *beta, char *c, int type_c,      \
              INT ldc, long long sc, INT count, int compute, int algorithm) {                                             \
    EACH(one_ex(h, ta, tb, m, n, k, alpha, a + g * sa * size_of(type_a), type_a, lda, b + g * sb * size_of(type_b),       \
                type_b, ldb, beta, c + g * sc * size_of(type_c), type_c, ldc, compute, algorithm))                        \
  }                                                                                                                       \
  int POINTERS(handle *h, int ta, int tb, INT m, INT n, INT k, const void *alpha, const void **a, int type_a, INT lda,    \
               const void **b, int type_b, INT ldb, const void *beta, void **c, int type_c, INT ldc, INT count,           \
               int compute, int algorithm) {                                                                              \
    if (!ARRAYS(count)) return FAILED;                                                                                    \
    EACH(one_ex(h, ta, tb, m, n, k, alpha, a[g], type_a, lda, b[g], type_b, ldb, beta, c[g], type_c, ldc, compute,        \
                algorithm))                                                                                               \
  }
#ifndef FAULT_MISSING
EXTENDED(int, BLEX(GemmEx), BLEX(GemmStridedBatchedEx), BLEX(GemmBatchedEx))
#endif

#ifdef WIDE
#define BLV2W(x) JOIN(BLV2(x), _64, )
#define BLW(x) JOIN(BLNAME(x), _64, )
#define BLEXW(x) JOIN(BLEX(x), _64, )
PLAIN(S, s, float, int64_t, BLV2W(Sgemm), BLW(SgemmStridedBatched), BLW(SgemmBatched))
PLAIN(D, d, double, int64_t, BLV2W(Dgemm), BLW(DgemmStridedBatched), BLW(DgemmBatched))
#ifndef FAULT_MISSING
EXTENDED(int64_t, BLEXW(GemmEx), BLEXW(GemmStridedBatchedEx), BLEXW(GemmBatchedEx))
#endif
#endif

#if defined(LT_PREFIX) && !defined(FAULT_NO_PRODUCTS)
#include "lt.h"
#endif
