// SPDX-License-Identifier: Apache-2.0
//
// D = epilogue(alpha * op(A) * op(B) + beta * C), column-major, any shape, transpose, leading dimension and batch.
//
// One workgroup of 256 invocations (16 x 16) computes one TILE_M x TILE_N tile of D of one instance. Tiles of op(A) and
// op(B) of depth TILE_K are widened to the accumulator type and kept in shared memory k-major (row stride TILE + PAD);
// the next tile is fetched into registers while the current one is multiplied. An invocation owns a
// (TILE_M/16) x (TILE_N/16) block, in 4-wide groups that lie 64 rows or columns apart.
//
// Compile-time: TYPE_F32 | TYPE_H16 | TYPE_F64 | TYPE_I8 | TYPE_C64 | TYPE_C128, TILE_M, TILE_N (64 or 128), TILE_K.
//   type   A, B          accumulate  C, D, bias              alpha, beta
//   F32    f32           f32         f32                     f32
//   H16    f16 or bf16   f32         f32, f16 or bf16        f32          (INPUT_KIND, OUTPUT_KIND)
//   F64    f64           f64         f64                     f64
//   I8     i8            i32         i32, wraps              i32; gelu is the caller's error
//   C64    (f32, f32)    (f32, f32)  (f32, f32)              complex f32; no activation
//   C128   (f64, f64)    (f64, f64)  (f64, f64)              complex f64; no activation
// Specialisation constants (H16): 0 INPUT_KIND 1 f16, 2 bf16; 1 OUTPUT_KIND 0 f32, 1 f16, 2 bf16.
// Bindings: none. Push constants: Push below, 28 bytes.
// Grid: instanceCount * tilesM * tilesN workgroups, folded as x <= 65535, then y; surplus workgroups exit.
// Shared memory: TILE_K * (TILE_M + TILE_N + 2 PAD) accumulators, at most 17408 bytes.
// With SPLIT_K, workgroups of several ranges of k leave f32 sums [range][instance][tile][column][row], which gemm_finish adds:
// groups are `ranges` times as many, ranges fastest. TYPE_F8 exists in that form only: f8 in (constants 0 and 1, the kinds of A
// and B: 3 e4m3, 4 e5m2), f32 sums, factors multiplied into the elements.
// beta == 0: C is not read. alpha == 0 or k == 0: A and B are not read. Rows m .. ldd-1 of D are not written.

#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_buffer_reference : require
#extension GL_EXT_buffer_reference_uvec2 : require
#extension GL_EXT_control_flow_attributes : require
#ifdef TYPE_H16
#extension GL_EXT_shader_16bit_storage : require
#define PARITY_STORAGE_16
#endif
#if defined(TYPE_I8) || defined(TYPE_F8)
#extension GL_EXT_shader_8bit_storage : require
#endif

#include "common/address.glsl"
#include "common/half.glsl"
#include "common/gemm_instance.glsl"
#include "common/storage.glsl"
#ifdef TYPE_F8
#include "common/float8.glsl"
#endif

#define THREADS 256
#define PAD 4
#define ROWS (TILE_M / 16)
#define COLUMNS (TILE_N / 16)
#define LOADS_A (TILE_M * TILE_K / THREADS)
#define LOADS_B (TILE_N * TILE_K / THREADS)

layout(local_size_x = THREADS) in;

layout(push_constant) uniform Push {
    uvec2 table;         //  0 address of GemmInstance[]
    uint firstInstance;  //  8
    uint instanceCount;  // 12
    uint tilesM;         // 16 ceil(largest m / TILE_M)
    uint tilesN;         // 20 ceil(largest n / TILE_N)
    uint firstGroup;     // 24 linear index of the first workgroup of this dispatch
#ifdef SPLIT_K
    uint ranges;         // 28 of k
    uvec2 partial;       // 32 address of the sums
    uint depth;          // 40 k of a range, a multiple of TILE_K
    uint reserved;       // 44
    uvec2 scalings;      // 48 address of the OperandScalings of A and B (TYPE_F8)
#endif
} push;

layout(constant_id = 0) const uint INPUT_KIND = 1;
layout(constant_id = 1) const uint OUTPUT_KIND = 0;

// ---- element types --------------------------------------------------------------------------------------------------

#if defined(TYPE_F32)
#define ACC float
#define ZERO 0.0
#define INPUT_LOG2 2u
#define OUTPUT_LOG2 2u
ACC load_input(uvec2 address) { return F32Row(address).v[0]; }
ACC load_output(uvec2 address) { return F32Row(address).v[0]; }
void store_output(uvec2 address, ACC x) { F32Row(address).v[0] = x; }

#elif defined(TYPE_H16)
#define ACC float
#define ZERO 0.0
#define INPUT_LOG2 1u
#define OUTPUT_LOG2 (OUTPUT_KIND == KIND_F32 ? 2u : 1u)
ACC load_input(uvec2 address) {
    uint bits = uint(U16Row(address).v[0]);
    return INPUT_KIND == KIND_F16 ? f16_to_f32(bits) : bf16_to_f32(bits);
}
ACC load_output(uvec2 address) {
    if (OUTPUT_KIND == KIND_F32) {
        return F32Row(address).v[0];
    }
    uint bits = uint(U16Row(address).v[0]);
    return OUTPUT_KIND == KIND_F16 ? f16_to_f32(bits) : bf16_to_f32(bits);
}
void store_output(uvec2 address, ACC x) {
    if (OUTPUT_KIND == KIND_F32) {
        F32Row(address).v[0] = x;
    } else {
        U16Row(address).v[0] = uint16_t(OUTPUT_KIND == KIND_F16 ? f32_to_f16(x) : f32_to_bf16(x));
    }
}

#elif defined(TYPE_F8)
#define ACC float
#define ZERO 0.0
#define INPUT_LOG2 0u
// INPUT_KIND is A's, OUTPUT_KIND is B's.
ACC load_input(uvec2 address, uint kind) {
    uint bits = uint(U8Row(address).v[0]);
    return kind == KIND_E4M3 ? e4m3_to_f32(bits) : e5m2_to_f32(bits);
}

#elif defined(TYPE_F64)
#define ACC double
#define ZERO 0.0lf
#define INPUT_LOG2 3u
#define OUTPUT_LOG2 3u
layout(buffer_reference, std430, buffer_reference_align = 8) buffer F64Row { double v[]; };
ACC load_input(uvec2 address) { return F64Row(address).v[0]; }
ACC load_output(uvec2 address) { return F64Row(address).v[0]; }
void store_output(uvec2 address, ACC x) { F64Row(address).v[0] = x; }

#elif defined(TYPE_I8)
#define ACC int
#define ZERO 0
#define INPUT_LOG2 0u
#define OUTPUT_LOG2 2u
layout(buffer_reference, std430, buffer_reference_align = 1) readonly buffer I8Row { int8_t v[]; };
layout(buffer_reference, std430, buffer_reference_align = 4) buffer I32Row { int v[]; };
ACC load_input(uvec2 address) { return int(I8Row(address).v[0]); }
ACC load_output(uvec2 address) { return I32Row(address).v[0]; }
void store_output(uvec2 address, ACC x) { I32Row(address).v[0] = x; }

#elif defined(TYPE_C64)
#define COMPLEX
#define ACC vec2
#define ZERO vec2(0.0)
#define INPUT_LOG2 3u
#define OUTPUT_LOG2 3u
layout(buffer_reference, std430, buffer_reference_align = 8) buffer C64Row { vec2 v[]; };
ACC load_input(uvec2 address) { return C64Row(address).v[0]; }
ACC load_output(uvec2 address) { return C64Row(address).v[0]; }
void store_output(uvec2 address, ACC x) { C64Row(address).v[0] = x; }

#elif defined(TYPE_C128)
#define COMPLEX
#define ACC dvec2
#define ZERO dvec2(0.0lf)
#define INPUT_LOG2 4u
#define OUTPUT_LOG2 4u
layout(buffer_reference, std430, buffer_reference_align = 16) buffer C128Row { dvec2 v[]; };
ACC load_input(uvec2 address) { return C128Row(address).v[0]; }
ACC load_output(uvec2 address) { return C128Row(address).v[0]; }
void store_output(uvec2 address, ACC x) { C128Row(address).v[0] = x; }
#endif

#ifdef COMPLEX
ACC multiply_add(ACC a, ACC b, ACC c) {
    return ACC(c.x + a.x * b.x - a.y * b.y, c.y + a.x * b.y + a.y * b.x);
}
ACC conjugate(ACC x) { return ACC(x.x, -x.y); }
bool is_zero(ACC x) { return x.x == 0.0 && x.y == 0.0; }
#else
#if defined(TYPE_I8)
ACC multiply_add(ACC a, ACC b, ACC c) { return a * b + c; }
#else
ACC multiply_add(ACC a, ACC b, ACC c) { return fma(a, b, c); }
#endif
ACC conjugate(ACC x) { return x; }
bool is_zero(ACC x) { return x == ZERO; }
#endif

ACC scalar(uvec2 re, uvec2 im) {
#if defined(TYPE_F32) || defined(TYPE_H16) || defined(TYPE_F8)
    return uintBitsToFloat(re.x);
#elif defined(TYPE_F64)
    return packDouble2x32(re);
#elif defined(TYPE_I8)
    return int(re.x);
#elif defined(TYPE_C64)
    return vec2(uintBitsToFloat(re.x), uintBitsToFloat(im.x));
#else
    return dvec2(packDouble2x32(re), packDouble2x32(im));
#endif
}

#ifdef TYPE_F64
// e^x for finite x and infinities to about one unit in the last place: e^x = 2^n e^r, |r| <= ln(2)/2, Taylor to degree 13.
double exponential(double x) {
    if (x != x) {
        return x;
    }
    x = clamp(x, -745.0lf, 709.7lf);
    double n = roundEven(x * 1.4426950408889634lf);
    double r = fma(n, -6.93147180369123816490e-01lf, x);
    r = fma(n, -1.90821492927058770002e-10lf, r);
    double p = 1.0lf;
    [[unroll]] for (int i = 13; i >= 1; --i) {
        p = fma(p, r / double(i), 1.0lf);
    }
    int whole = int(n);
    int half_ = whole / 2;
    p *= packDouble2x32(uvec2(0u, uint(half_ + 1023) << 20));
    return p * packDouble2x32(uvec2(0u, uint(whole - half_ + 1023) << 20));
}
double gelu(double x) {
    double u = 0.79788456080286535588lf * (x + 0.044715lf * x * x * x);
    return x / (1.0lf + exponential(-2.0lf * u));
}
#endif

ACC activate(ACC x, uint activation) {
#if defined(COMPLEX)
    return x;
#elif defined(TYPE_I8)
    return activation == ACTIVATION_RELU ? max(x, 0) : x;
#else
    if (activation == ACTIVATION_RELU) {
        return x < ZERO ? ZERO : x;
    }
    return activation == ACTIVATION_GELU ? gelu(x) : x;
#endif
}

// ---- operand tiles --------------------------------------------------------------------------------------------------

// One operand, seen as R rows (m of op(A), n of op(B)) by K. `alongRows`: consecutive rows are adjacent in memory.
struct Operand {
    uvec2 cursor;       // address of this invocation's first element of the next tile
    uvec2 loadStep;     // bytes from one of its elements to the next
    uvec2 tileStep;     // bytes from one tile to the next
    int row;            // row of its first element, from the start of the tile
    int depth;          // k of its first element, from the start of the tile
    int rowLimit;       // rows of the operand from the start of the tile on
    bool alongRows;
    bool conjugated;
#ifdef TYPE_F8
    OperandScaling scaling;
    uint instance;
    uint firstRow;      // of the tile
    uint firstDepth;    // of the next tile
    uint kind;
#endif
};

Operand make_operand(uvec2 base, uint ld, bool alongRows, bool conjugated, int rowLimit, uint row0, uint tileRows) {
    Operand o;
    uint t = gl_LocalInvocationIndex;
    o.alongRows = alongRows;
    o.conjugated = conjugated;
    o.rowLimit = rowLimit;
    o.row = int(alongRows ? t % tileRows : t / TILE_K);
    o.depth = int(alongRows ? t / tileRows : t % TILE_K);
    uint row = row0 + uint(o.row);
    o.cursor = element_address(base, alongRows ? uint(o.depth) : row, ld, alongRows ? row : uint(o.depth), INPUT_LOG2);
    o.loadStep = wide_shift_left(wide_product(alongRows ? THREADS / tileRows : THREADS / TILE_K, ld), INPUT_LOG2);
    o.tileStep = wide_shift_left(alongRows ? wide_product(TILE_K, ld) : uvec2(TILE_K, 0u), INPUT_LOG2);
    return o;
}

#ifdef TYPE_F8
#define LOAD_INPUT(operand, address, row, depth)                                                      \
    (load_input(address, operand.kind)                                                                \
     * scaling_factor(operand.scaling, operand.instance, operand.firstRow + uint(row), operand.firstDepth + uint(depth)))
#define NEXT_DEPTH(operand) operand.firstDepth += TILE_K;
#else
#define LOAD_INPUT(operand, address, row, depth) load_input(address)
#define NEXT_DEPTH(operand)
#endif

shared ACC tileA[TILE_K * (TILE_M + PAD)];
shared ACC tileB[TILE_K * (TILE_N + PAD)];

#define FETCH(operand, registers, LOADS, TILE)                                                        \
    {                                                                                                 \
        uvec2 address = operand.cursor;                                                               \
        int row = operand.row;                                                                        \
        int depth = operand.depth;                                                                    \
        [[unroll]] for (int i = 0; i < LOADS; ++i) {                                                  \
            ACC x = ZERO;                                                                             \
            if (row < operand.rowLimit && depth < remaining) {                                        \
                x = LOAD_INPUT(operand, address, row, depth);                                         \
            }                                                                                         \
            registers[i] = operand.conjugated ? conjugate(x) : x;                                     \
            address = address_add(address, operand.loadStep);                                         \
            row += operand.alongRows ? 0 : THREADS / TILE_K;                                          \
            depth += operand.alongRows ? THREADS / TILE : 0;                                          \
        }                                                                                             \
        operand.cursor = address_add(operand.cursor, operand.tileStep);                               \
        NEXT_DEPTH(operand)                                                                           \
    }

#define PLACE(operand, registers, tile, LOADS, TILE)                                                  \
    {                                                                                                 \
        int at = operand.depth * (TILE + PAD) + operand.row;                                          \
        int step = operand.alongRows ? (THREADS / TILE) * (TILE + PAD) : THREADS / TILE_K;            \
        [[unroll]] for (int i = 0; i < LOADS; ++i) {                                                  \
            tile[at + i * step] = registers[i];                                                       \
        }                                                                                             \
    }

// The i-th row (or column) of an invocation's block, from the start of the tile.
uint block_index(uint lane, int i) {
    return uint(i / 4) * 64u + lane * 4u + uint(i % 4);
}

void main() {
    uint tilesPerInstance = push.tilesM * push.tilesN;
    uint group = linear_group(push.firstGroup);
#ifdef SPLIT_K
    uint range = group % push.ranges;
    group /= push.ranges;
#endif
    uint local = group / tilesPerInstance;
    if (local >= push.instanceCount) {
        return;
    }
    // Tiles in bands of 8 tile rows, so that neighbours in time share panels of A and B in cache.
    uint tile = group - local * tilesPerInstance;
    uint band = tile / (8u * push.tilesN);
    uint inBand = tile - band * 8u * push.tilesN;
    uint bandRows = min(8u, push.tilesM - band * 8u);
    uint column = inBand / bandRows;
    uint m0 = (band * 8u + inBand - column * bandRows) * TILE_M;
    uint n0 = column * TILE_N;

    GemmInstance g = GemmTable(push.table).instances[push.firstInstance + local];
    if (m0 >= uint(g.m) || n0 >= uint(g.n)) {
        return;
    }
    ACC alpha = scalar(g.alphaRe, g.alphaIm);
    ACC beta = scalar(g.betaRe, g.betaIm);

    ACC sum[ROWS][COLUMNS];
    [[unroll]] for (int i = 0; i < ROWS; ++i) {
        [[unroll]] for (int j = 0; j < COLUMNS; ++j) {
            sum[i][j] = ZERO;
        }
    }

    uint tx = gl_LocalInvocationIndex % 16u;
    uint ty = gl_LocalInvocationIndex / 16u;

    int remaining = is_zero(alpha) ? 0 : g.k;
#ifdef SPLIT_K
    int firstK = int(range * push.depth);
    remaining = min(remaining - firstK, int(push.depth));
#endif
    bool multiplied = remaining > 0;
    if (multiplied) {
        Operand a = make_operand(g.a, uint(g.lda), op_of_a(g) == OP_NONE, op_of_a(g) == OP_CONJUGATE,
                                 g.m - int(m0), m0, TILE_M);
        Operand b = make_operand(g.b, uint(g.ldb), op_of_b(g) != OP_NONE, op_of_b(g) == OP_CONJUGATE,
                                 g.n - int(n0), n0, TILE_N);
#ifdef SPLIT_K
        a.cursor = address_add(a.cursor, wide_shift_left(wide_product(uint(firstK), a.alongRows ? uint(g.lda) : 1u), INPUT_LOG2));
        b.cursor = address_add(b.cursor, wide_shift_left(wide_product(uint(firstK), b.alongRows ? uint(g.ldb) : 1u), INPUT_LOG2));
#endif
#ifdef TYPE_F8
        a.scaling = Scalings(push.scalings).of[0];
        b.scaling = Scalings(push.scalings).of[1];
        a.instance = b.instance = push.firstInstance + local;
        a.firstRow = m0;
        b.firstRow = n0;
        a.firstDepth = b.firstDepth = uint(firstK);
        a.kind = INPUT_KIND;
        b.kind = OUTPUT_KIND;
#endif
        ACC nextA[LOADS_A];
        ACC nextB[LOADS_B];
        FETCH(a, nextA, LOADS_A, TILE_M)
        FETCH(b, nextB, LOADS_B, TILE_N)
        while (true) {
            PLACE(a, nextA, tileA, LOADS_A, TILE_M)
            PLACE(b, nextB, tileB, LOADS_B, TILE_N)
            barrier();
            remaining -= TILE_K;
            if (remaining > 0) {
                FETCH(a, nextA, LOADS_A, TILE_M)
                FETCH(b, nextB, LOADS_B, TILE_N)
            }
            [[unroll]] for (int k = 0; k < TILE_K; ++k) {
                ACC rowA[ROWS];
                ACC rowB[COLUMNS];
                [[unroll]] for (int i = 0; i < ROWS; ++i) {
                    rowA[i] = tileA[uint(k * (TILE_M + PAD)) + block_index(tx, i)];
                }
                [[unroll]] for (int j = 0; j < COLUMNS; ++j) {
                    rowB[j] = tileB[uint(k * (TILE_N + PAD)) + block_index(ty, j)];
                }
                [[unroll]] for (int i = 0; i < ROWS; ++i) {
                    [[unroll]] for (int j = 0; j < COLUMNS; ++j) {
                        sum[i][j] = multiply_add(rowA[i], rowB[j], sum[i][j]);
                    }
                }
            }
            if (remaining <= 0) {
                break;
            }
            barrier();
        }
    }

#ifdef SPLIT_K
    uint tileAt = (range * push.instanceCount + local) * tilesPerInstance + column * push.tilesM + m0 / TILE_M;
    F32Row partial = F32Row(element_address(push.partial, tileAt, TILE_M * TILE_N, 0u, 2u));
    [[unroll]] for (int j = 0; j < COLUMNS; ++j) {
        [[unroll]] for (int i = 0; i < ROWS; ++i) {
            partial.v[block_index(ty, j) * TILE_M + block_index(tx, i)] = sum[i][j];
        }
    }
#else
    bool readsC = !is_zero(beta);
    bool hasBias = (g.flags & FLAG_BIAS) != 0u;
    uint activation = activation_of(g);
    [[unroll]] for (int j = 0; j < COLUMNS; ++j) {
        uint col = n0 + block_index(ty, j);
        if (col < uint(g.n)) {
            [[unroll]] for (int i = 0; i < ROWS; ++i) {
                uint row = m0 + block_index(tx, i);
                if (row < uint(g.m)) {
                    ACC x = ZERO;
                    if (multiplied) {
                        x = multiply_add(alpha, sum[i][j], ZERO);
                    }
                    if (readsC) {
                        x = multiply_add(beta, load_output(element_address(g.c, col, uint(g.ldc), row, OUTPUT_LOG2)), x);
                    }
                    if (hasBias) {
                        x += load_output(element_address(g.bias, 0u, 0u, row, OUTPUT_LOG2));
                    }
                    store_output(element_address(g.d, col, uint(g.ldd), row, OUTPUT_LOG2), activate(x, activation));
                }
            }
        }
    }
#endif
}
