// SPDX-License-Identifier: Apache-2.0
//
// One GEMM of a batch: D = epilogue(alpha * op(A) * op(B) + beta * C), every matrix column-major.
// Single, strided, pointer-array and grouped batches are all a table of these in a buffer, read by device address.
//
// GemmInstance: 112 bytes, little endian, table address a multiple of 16.
//   byte  0  uvec2 a         address of A (low, high); every operand address is a multiple of its element size
//         8  uvec2 b         address of B
//        16  uvec2 c         address of C; never read when beta is 0
//        24  uvec2 d         address of D; must not overlap A, B, C or bias
//        32  uvec2 bias      address of m elements of the type of D; never read unless flag 64 is set
//        40  int   m         rows of D, 0 allowed
//        44  int   n         columns of D, 0 allowed
//        48  int   k         0 allowed: A and B are not read
//        52  int   lda       elements; op n: >= m, else >= k
//        56  int   ldb       elements; op n: >= k, else >= n
//        60  int   ldc       elements; >= m where C is read
//        64  int   ldd       elements; >= m; elements m .. ldd-1 of a column are never written
//        68  uint  flags     bits 0-1 op(A): 0 n, 1 t, 2 c; bits 2-3 op(B) likewise;
//                            bits 4-5 activation: 0 none, 1 relu, 2 gelu (tanh form); bit 6 (64) add bias before it
//        72  uvec2 alphaRe   f32 or i32 in the low word; f64 and c128: the 64 bits of the double
//        80  uvec2 alphaIm   complex types only, else 0
//        88  uvec2 betaRe
//        96  uvec2 betaIm
//       104  uvec2 reserved  0

#ifndef PARITY_COMMON_GEMM_INSTANCE
#define PARITY_COMMON_GEMM_INSTANCE

struct GemmInstance {
    uvec2 a;
    uvec2 b;
    uvec2 c;
    uvec2 d;
    uvec2 bias;
    int m;
    int n;
    int k;
    int lda;
    int ldb;
    int ldc;
    int ldd;
    uint flags;
    uvec2 alphaRe;
    uvec2 alphaIm;
    uvec2 betaRe;
    uvec2 betaIm;
    uvec2 reserved;
};

layout(buffer_reference, std430, buffer_reference_align = 16) readonly buffer GemmTable {
    GemmInstance instances[];
};

// The same table as 32-bit words, for kernels that need few fields.
layout(buffer_reference, std430, buffer_reference_align = 16) readonly buffer GemmWords {
    uint words[];
};

const uint GEMM_INSTANCE_WORDS = 28u;
const uint OP_NONE = 0u;
const uint OP_TRANSPOSE = 1u;
const uint OP_CONJUGATE = 2u;
const uint ACTIVATION_NONE = 0u;
const uint ACTIVATION_RELU = 1u;
const uint ACTIVATION_GELU = 2u;
const uint FLAG_BIAS = 64u;

uint op_of_a(GemmInstance g) { return g.flags & 3u; }
uint op_of_b(GemmInstance g) { return (g.flags >> 2) & 3u; }
uint activation_of(GemmInstance g) { return (g.flags >> 4) & 3u; }

// NaN stays NaN: relu(NaN) is NaN, as is gelu(NaN).
float relu(float x) {
    return x < 0.0 ? 0.0 : x;
}

// 0.5 x (1 + tanh(u)) with u = sqrt(2/pi) (x + 0.044715 x^3), written as x / (1 + exp(-2u)): the same function, without
// cancellation for negative x and without overflow in tanh.
float gelu(float x) {
    float u = 0.7978845608028654 * (x + 0.044715 * x * x * x);
    return x / (1.0 + exp(-2.0 * u));
}

#endif
