// Register-only multiply-adds and plain reads (include/probes.h).
//
// Sixteen sums in flight cover two units with a latency of up to 8 cycles; AVX2 has room for twelve (latency up to 6).
#include "paths.h"

#include <string.h>

#define STRINGIFY(X) #X
#define TEXT(X) STRINGIFY(X)

#define TIMES_8(M) M(0) M(1) M(2) M(3) M(4) M(5) M(6) M(7)
#define TIMES_12(M) TIMES_8(M) M(8) M(9) M(10) M(11)
#define TIMES_16(M) TIMES_12(M) M(12) M(13) M(14) M(15)

#if PARITY_X86
#include <immintrin.h>

// ---- AVX-512 --------------------------------------------------------------------------------------------------------

#define ZMM_CLOBBERS                                                                                               \
  "zmm0", "zmm1", "zmm2", "zmm3", "zmm4", "zmm5", "zmm6", "zmm7", "zmm8", "zmm9", "zmm10", "zmm11", "zmm12",       \
      "zmm13", "zmm14", "zmm15", "zmm16", "zmm17", "zmm18", "zmm19", "zmm20", "zmm21", "zmm22", "zmm23", "zmm24", \
      "zmm25", "zmm26", "zmm27", "zmm28", "zmm29", "zmm30", "zmm31", "memory", "cc"

#define ZMM_LOAD(N) "vmovups 64*" TEXT(N) "(%[sums]), %%zmm" TEXT(N) "\n"
#define ZMM_STORE(N) "vmovups %%zmm" TEXT(N) ", 64*" TEXT(N) "(%[sums])\n"

// A loop whose body is one round over 16 sums; `steps` are those of one instruction.
#define ZMM_LOOP(NAME, TARGET, BROADCAST, OPERATION, STEPS)                                              \
  __attribute__((target(TARGET))) static void NAME(const void *factors, size_t steps, void *sums) {      \
    size_t rounds = steps / (STEPS);                                                                     \
    __asm__ volatile(TIMES_16(ZMM_LOAD) BROADCAST                                                        \
                     ".p2align 5\n"                                                                      \
                     "1:\n" TIMES_16(OPERATION)                                                          \
                     "dec %[rounds]\n"                                                                   \
                     "jnz 1b\n" TIMES_16(ZMM_STORE)                                                      \
                     : [rounds] "+r"(rounds)                                                             \
                     : [sums] "r"(sums), [factors] "r"(factors)                                          \
                     : ZMM_CLOBBERS);                                                                    \
  }

#define FMA_PS(N) "vfmadd213ps %%zmm17, %%zmm16, %%zmm" TEXT(N) "\n"
#define FMA_PD(N) "vfmadd213pd %%zmm17, %%zmm16, %%zmm" TEXT(N) "\n"
#define FMA_PH(N) "vfmadd213ph %%zmm17, %%zmm16, %%zmm" TEXT(N) "\n"
#define DOT_BF16(N) "vdpbf16ps %%zmm17, %%zmm16, %%zmm" TEXT(N) "\n"
#define DOT_I8(N) "vpdpbusd %%zmm17, %%zmm16, %%zmm" TEXT(N) "\n"
#define PAIRS_I8(N) \
  "vpmaddwd %%zmm17, %%zmm16, %%zmm18\n" \
  "vpaddd %%zmm18, %%zmm" TEXT(N) ", %%zmm" TEXT(N) "\n"

ZMM_LOOP(f32_avx512, "avx512f", "vbroadcastss (%[factors]), %%zmm16\nvbroadcastss 4(%[factors]), %%zmm17\n", FMA_PS, 1)
ZMM_LOOP(f64_avx512, "avx512f", "vbroadcastsd (%[factors]), %%zmm16\nvbroadcastsd 8(%[factors]), %%zmm17\n", FMA_PD, 1)
ZMM_LOOP(f16_avx512, "avx512f,avx512bw,avx512fp16",
         "vpbroadcastw (%[factors]), %%zmm16\nvpbroadcastw 2(%[factors]), %%zmm17\n", FMA_PH, 1)
ZMM_LOOP(bf16_avx512, "avx512f,avx512bw,avx512bf16",
         "vpbroadcastw (%[factors]), %%zmm16\nvpbroadcastw 2(%[factors]), %%zmm17\n", DOT_BF16, 2)
ZMM_LOOP(i8_avx512_vnni, "avx512f,avx512bw,avx512vnni",
         "vpbroadcastb (%[factors]), %%zmm16\nvpbroadcastb 1(%[factors]), %%zmm17\n", DOT_I8, 4)
ZMM_LOOP(i8_avx512_pairs, "avx512f,avx512bw",
         "vpbroadcastb (%[factors]), %%ymm16\nvpmovsxbw %%ymm16, %%zmm16\n"
         "vpbroadcastb 1(%[factors]), %%ymm17\nvpmovsxbw %%ymm17, %%zmm17\n",
         PAIRS_I8, 2)

// ---- AVX2 -----------------------------------------------------------------------------------------------------------

#define YMM_CLOBBERS                                                                                         \
  "ymm0", "ymm1", "ymm2", "ymm3", "ymm4", "ymm5", "ymm6", "ymm7", "ymm8", "ymm9", "ymm10", "ymm11", "ymm12", \
      "ymm13", "ymm14", "ymm15", "memory", "cc"

#define YMM_LOAD(N) "vmovups 32*" TEXT(N) "(%[sums]), %%ymm" TEXT(N) "\n"
#define YMM_STORE(N) "vmovups %%ymm" TEXT(N) ", 32*" TEXT(N) "(%[sums])\n"

#define YMM_LOOP(NAME, TARGET, BROADCAST, OPERATION, STEPS)                                         \
  __attribute__((target(TARGET))) static void NAME(const void *factors, size_t steps, void *sums) { \
    size_t rounds = steps / (STEPS);                                                                \
    __asm__ volatile(TIMES_12(YMM_LOAD) BROADCAST                                                   \
                     ".p2align 5\n"                                                                 \
                     "1:\n" TIMES_12(OPERATION)                                                     \
                     "dec %[rounds]\n"                                                              \
                     "jnz 1b\n" TIMES_12(YMM_STORE)                                                 \
                     : [rounds] "+r"(rounds)                                                        \
                     : [sums] "r"(sums), [factors] "r"(factors)                                     \
                     : YMM_CLOBBERS);                                                               \
  }

#define FMA_PS_256(N) "vfmadd213ps %%ymm15, %%ymm14, %%ymm" TEXT(N) "\n"
#define FMA_PD_256(N) "vfmadd213pd %%ymm15, %%ymm14, %%ymm" TEXT(N) "\n"
#define DOT_I8_256(N) "%{vex%} vpdpbusd %%ymm15, %%ymm14, %%ymm" TEXT(N) "\n"
#define PAIRS_I8_256(N) \
  "vpmaddwd %%ymm15, %%ymm14, %%ymm13\n" \
  "vpaddd %%ymm13, %%ymm" TEXT(N) ", %%ymm" TEXT(N) "\n"

YMM_LOOP(f32_avx2, "avx2,fma", "vbroadcastss (%[factors]), %%ymm14\nvbroadcastss 4(%[factors]), %%ymm15\n", FMA_PS_256, 1)
YMM_LOOP(f64_avx2, "avx2,fma", "vbroadcastsd (%[factors]), %%ymm14\nvbroadcastsd 8(%[factors]), %%ymm15\n", FMA_PD_256, 1)
YMM_LOOP(i8_avx_vnni, "avx2,avxvnni", "vpbroadcastb (%[factors]), %%ymm14\nvpbroadcastb 1(%[factors]), %%ymm15\n",
         DOT_I8_256, 4)
YMM_LOOP(i8_avx2_pairs, "avx2",
         "vpbroadcastb (%[factors]), %%xmm14\nvpmovsxbw %%xmm14, %%ymm14\n"
         "vpbroadcastb 1(%[factors]), %%xmm15\nvpmovsxbw %%xmm15, %%ymm15\n",
         PAIRS_I8_256, 2)

static const parity_peak_loop avx512_loops[] = {
    {"avx512_fma", "f32", 256, f32_avx512},
    {"avx512_fma", "f64", 128, f64_avx512},
};
static const parity_peak_loop fp16_loop = {"avx512_fma", "f16", 512, f16_avx512};
static const parity_peak_loop bf16_loop = {"avx512_dot", "bf16", 256, bf16_avx512};
static const parity_peak_loop vnni_loop = {"avx512_vnni", "i8", 256, i8_avx512_vnni};
static const parity_peak_loop pairs512_loop = {"avx512_pairs", "i8", 256, i8_avx512_pairs};
static const parity_peak_loop avx_vnni_loop = {"avx_vnni", "i8", 96, i8_avx_vnni};
static const parity_peak_loop avx2_loops[] = {
    {"avx2_fma", "f32", 96, f32_avx2},
    {"avx2_fma", "f64", 48, f64_avx2},
    {"avx2_pairs", "i8", 96, i8_avx2_pairs},
};
#endif

// ---- Plain C: fixed-width vectors, SSE2 or NEON ---------------------------------------------------------------------

enum { PLAIN_SUMS = 12 };

// The compiler may know nothing about what is in `X` afterwards.
#if PARITY_X86
#define OPAQUE(X) __asm__ volatile("" : "+x"(X))
#elif defined(__aarch64__)
#define OPAQUE(X) __asm__ volatile("" : "+w"(X))
#else
#define OPAQUE(X) __asm__ volatile("" : "+m"(X))
#endif

#define PLAIN_FLOAT(NAME, SCALAR, LANES)                                      \
  static void NAME(const void *factors, size_t steps, void *sums) {           \
    typedef SCALAR vector __attribute__((vector_size(16)));                   \
    SCALAR pair[2];                                                           \
    memcpy(pair, factors, sizeof pair);                                       \
    vector times = pair[0] - (vector){0}, plus = pair[1] - (vector){0};       \
    vector sum[PLAIN_SUMS];                                                   \
    memcpy(sum, sums, sizeof sum);                                            \
    for (size_t step = 0; step < steps; step++) {                             \
      _Pragma("clang loop unroll(full)") for (int i = 0; i < PLAIN_SUMS; i++) \
          sum[i] = sum[i] * times + plus;                                     \
    }                                                                         \
    memcpy(sums, sum, sizeof sum);                                            \
  }

PLAIN_FLOAT(f32_plain, float, 4)
PLAIN_FLOAT(f64_plain, double, 2)

// Pairs of 16-bit products, as the plain kernels multiply bytes.
static void i8_plain(const void *factors, size_t steps, void *sums) {
  typedef int16_t pair4 __attribute__((vector_size(16)));
  typedef int32_t int4 __attribute__((vector_size(16)));
  const int8_t *pair = factors;
  pair4 x = (int16_t)pair[0] - (pair4){0}, y = (int16_t)pair[1] - (pair4){0};
  int4 sum[PLAIN_SUMS];
  memcpy(sum, sums, sizeof sum);
  for (size_t step = 0; step < steps; step += 2) {
#pragma clang loop unroll(full)
    for (int i = 0; i < PLAIN_SUMS; i++) {
      OPAQUE(x);
      sum[i] += __builtin_convertvector(__builtin_shufflevector(x, x, 0, 2, 4, 6), int4) *
                    __builtin_convertvector(__builtin_shufflevector(y, y, 0, 2, 4, 6), int4) +
                __builtin_convertvector(__builtin_shufflevector(x, x, 1, 3, 5, 7), int4) *
                    __builtin_convertvector(__builtin_shufflevector(y, y, 1, 3, 5, 7), int4);
    }
  }
  memcpy(sums, sum, sizeof sum);
}

static const parity_peak_loop plain_loops[] = {
    {"plain", "f32", 4 * PLAIN_SUMS, f32_plain},
    {"plain", "f64", 2 * PLAIN_SUMS, f64_plain},
    {"plain", "i8", 4 * PLAIN_SUMS, i8_plain},
};

// ---- Reading --------------------------------------------------------------------------------------------------------

static uint32_t read_plain(const uint32_t *words, size_t count, size_t passes) {
  typedef uint32_t vector __attribute__((vector_size(16), aligned(4)));
  vector sum[8] = {0};
  for (size_t pass = 0; pass < passes; pass++) {
    OPAQUE(sum[0]);
    for (size_t i = 0; i < count; i += 32) {
#pragma clang loop unroll(full)
      for (int j = 0; j < 8; j++) sum[j] += *(const vector *)(words + i + 4 * j);
    }
  }
  uint32_t total = 0;
  for (int j = 0; j < 8; j++) total += sum[j][0] + sum[j][1] + sum[j][2] + sum[j][3];
  return total;
}

#if PARITY_X86
#define ZMM_ADD(N) "vpaddd 64*" TEXT(N) "(%[at]), %%zmm" TEXT(N) ", %%zmm" TEXT(N) "\n"
#define YMM_ADD(N) "vpaddd 32*" TEXT(N) "(%[at]), %%ymm" TEXT(N) ", %%ymm" TEXT(N) "\n"
#define YMM_ADD_FAR(N) "vpaddd 256+32*" TEXT(N) "(%[at]), %%ymm" TEXT(N) ", %%ymm" TEXT(N) "\n"
#define ZMM_STORE_8(N) "vmovups %%zmm" TEXT(N) ", 64*" TEXT(N) "(%[lanes])\n"
#define YMM_STORE_8(N) "vmovups %%ymm" TEXT(N) ", 32*" TEXT(N) "(%[lanes])\n"
#define ZERO(N) "vpxor %%xmm" TEXT(N) ", %%xmm" TEXT(N) ", %%xmm" TEXT(N) "\n"

// 512 bytes a turn.
#define READ(NAME, TARGET, ADD, STORE, LANES, CLOBBERS)                                                       \
  __attribute__((target(TARGET))) static uint32_t NAME(const uint32_t *words, size_t count, size_t passes) { \
    uint32_t lanes[LANES];                                                                                    \
    const uint32_t *at = words;                                                                               \
    size_t turns = 0;                                                                                         \
    __asm__ volatile(TIMES_8(ZERO)                                                                            \
                     "2:\n"                                                                                   \
                     "mov %[words], %[at]\n"                                                                  \
                     "mov %[count], %[turns]\n"                                                               \
                     ".p2align 5\n"                                                                           \
                     "1:\n" ADD                                                                               \
                     "add $512, %[at]\n"                                                                      \
                     "dec %[turns]\n"                                                                         \
                     "jnz 1b\n"                                                                               \
                     "dec %[passes]\n"                                                                        \
                     "jnz 2b\n" STORE                                                                         \
                     : [at] "+&r"(at), [turns] "+&r"(turns), [passes] "+&r"(passes)                           \
                     : [words] "r"(words), [count] "r"(count / 128), [lanes] "r"(lanes)                       \
                     : CLOBBERS);                                                                             \
    uint32_t total = 0;                                                                                       \
    for (int i = 0; i < LANES; i++) total += lanes[i];                                                        \
    return total;                                                                                             \
  }

READ(read_avx512, "avx512f", TIMES_8(ZMM_ADD), TIMES_8(ZMM_STORE_8), 128, ZMM_CLOBBERS)
READ(read_avx2, "avx2", TIMES_8(YMM_ADD) TIMES_8(YMM_ADD_FAR), TIMES_8(YMM_STORE_8), 64, YMM_CLOBBERS)
#endif

// ---- Choice ---------------------------------------------------------------------------------------------------------

#define MOST_LOOPS 16
static const parity_peak_loop *loops[MOST_LOOPS];
static size_t loop_count;
static uint32_t (*read_words)(const uint32_t *, size_t, size_t) = read_plain;

__attribute__((constructor)) static void detect(void) {
#if PARITY_X86
  __builtin_cpu_init();
  bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  bool avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw");
  if (avx512) {
    for (size_t i = 0; i < sizeof avx512_loops / sizeof *avx512_loops; i++) loops[loop_count++] = &avx512_loops[i];
    if (__builtin_cpu_supports("avx512fp16")) loops[loop_count++] = &fp16_loop;
    if (__builtin_cpu_supports("avx512bf16")) loops[loop_count++] = &bf16_loop;
    if (__builtin_cpu_supports("avx512vnni")) loops[loop_count++] = &vnni_loop;
  }
  if (avx2 && __builtin_cpu_supports("avxvnni")) loops[loop_count++] = &avx_vnni_loop;
  if (avx512) loops[loop_count++] = &pairs512_loop;
  if (avx2) {
    for (size_t i = 0; i < sizeof avx2_loops / sizeof *avx2_loops; i++) loops[loop_count++] = &avx2_loops[i];
    read_words = avx512 ? read_avx512 : read_avx2;
  }
#endif
  for (size_t i = 0; i < sizeof plain_loops / sizeof *plain_loops; i++) loops[loop_count++] = &plain_loops[i];
}

const parity_peak_loop *const *parity_peak_loops(size_t *count) {
  *count = loop_count;
  return loops;
}

uint32_t parity_read_words(const uint32_t *words, size_t count, size_t passes) {
  if (count == 0 || passes == 0) return 0;
  return read_words(words, count, passes);
}
