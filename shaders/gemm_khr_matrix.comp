// SPDX-License-Identifier: Apache-2.0
//
// D = epilogue(alpha * op(A) * op(B) + beta * C) on matrix units (VK_KHR_cooperative_matrix), column-major, any shape,
// transpose, leading dimension and batch.
//
// One workgroup computes one TILE_M x TILE_N tile of D of one instance; each of its subgroups owns a WARP_M x WARP_N part
// in fragments of FRAGMENT_M x FRAGMENT_N. Tiles of A and B, 64 bytes deep along k, lie in shared memory the way they lie
// in the operand, so that 16-byte pieces are copied without being taken apart: lines along m or n (ALONG_ROWS) or along k,
// each padded by 16 bytes. The next tile is fetched into registers while the current one is multiplied. Whole tiles along k
// of aligned operands are fetched without any condition, which is five times as fast on an H200; lines beyond m or n are
// read from the last one, since what they give is not stored. Fragments that nothing is done to go straight to D; else
// each subgroup lays one at a time into shared memory, where its elements have a place, and finishes them there.
//
// Compile-time: TYPE_F16 | TYPE_BF16 | TYPE_I8.
//   type   A, B   accumulate  C, D, bias            alpha, beta
//   F16    f16    f32         f32 or f16            f32          (OUTPUT_KIND)
//   BF16   bf16   f32         f32 or bf16           f32          (OUTPUT_KIND)
//   I8     i8     i32         i32                   i32; gelu is the caller's error
// Specialisation constants: see below; 0 is the workgroup's size, (TILE_M / WARP_M) * (TILE_N / WARP_N) subgroups.
// Bindings: none. Push constants: Push below, 28 bytes. Every instance of a dispatch has the same op(A) and op(B).
// Grid: instanceCount * tilesM * tilesN workgroups, folded as x <= 65535, then y; surplus workgroups exit.
// Shared memory: tiles of (TILE_M + TILE_N) * 80 bytes at most, and 4 * FRAGMENT_M * FRAGMENT_N bytes a subgroup.
// beta == 0: C is not read. alpha == 0 or k == 0: A and B are not read. Rows m .. ldd-1 of D are not written.
// With SPLIT_K (f16 and bf16), workgroups of several ranges of k leave f32 sums [range][instance][tile][column][row], which gemm_finish
// adds: groups are `ranges` times as many, ranges fastest.

#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_buffer_reference : require
#extension GL_EXT_buffer_reference_uvec2 : require
#extension GL_EXT_control_flow_attributes : require
#extension GL_EXT_shader_16bit_storage : require
#extension GL_EXT_shader_explicit_arithmetic_types : require
#extension GL_KHR_memory_scope_semantics : require
#extension GL_KHR_shader_subgroup_basic : require
#extension GL_KHR_cooperative_matrix : require
#define PARITY_STORAGE_16

#include "common/address.glsl"
#include "common/half.glsl"
#include "common/gemm_instance.glsl"
#include "common/storage.glsl"

layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint THREADS = 256;
layout(constant_id = 1) const uint SUBGROUP_SIZE = 32;
layout(constant_id = 2) const uint TILE_M = 128;
layout(constant_id = 3) const uint TILE_N = 128;
layout(constant_id = 4) const uint WARP_M = 64;
layout(constant_id = 5) const uint WARP_N = 32;
layout(constant_id = 6) const uint FRAGMENT_M = 16;
layout(constant_id = 7) const uint FRAGMENT_N = 16;
layout(constant_id = 8) const uint FRAGMENT_K = 16;
// 1: op(A) is n, op(B) is t: lines of the operand run along m and n. 0: they run along k.
layout(constant_id = 9) const uint A_ALONG_ROWS = 1;
layout(constant_id = 10) const uint B_ALONG_ROWS = 0;
// 1: all 16-byte pieces of the operand start at multiples of 16 bytes, and there are less than 2^27 of them.
layout(constant_id = 11) const uint A_ALIGNED = 1;
layout(constant_id = 12) const uint B_ALIGNED = 1;
layout(constant_id = 13) const uint OUTPUT_KIND = 0;
// 1: all columns of D start at multiples of 16 bytes.
layout(constant_id = 14) const uint D_ALIGNED = 1;
// 1: both operands are aligned, k is a multiple of TILE_K, and those of m and n along which lines run are multiples of 16
// bytes: every tile is whole.
layout(constant_id = 15) const uint WHOLE = 0;
// 1: D is aligned, alpha * op(A) * op(B) and no more, and m and n are multiples of the tile. Code that is not there costs
// neither registers nor seconds of the driver's compiler.
layout(constant_id = 16) const uint PLAIN = 0;

layout(push_constant) uniform Push {
    uvec2 table;         //  0 address of GemmInstance[]
    uint firstInstance;  //  8
    uint instanceCount;  // 12
    uint tilesM;         // 16 ceil(m / TILE_M)
    uint tilesN;         // 20 ceil(n / TILE_N)
    uint firstGroup;     // 24 linear index of the first workgroup of this dispatch
#ifdef SPLIT_K
    uint ranges;         // 28 of k
    uvec2 partial;       // 32 address of the sums
    uint depth;          // 40 k of a range, a multiple of TILE_K
#endif
} push;

#if defined(TYPE_F16)
#define ELEMENT float16_t
#elif defined(TYPE_BF16)
#extension GL_EXT_bfloat16 : require
#define ELEMENT bfloat16_t
#elif defined(TYPE_I8)
#extension GL_EXT_shader_8bit_storage : require
#define ELEMENT int8_t
#endif

#if defined(TYPE_I8)
#define ACC int
#define INPUT_LOG2 0u
// Shared memory is counted in 8 bytes, which is the least that a fragment of 8 elements begins at.
#define PIECE uvec2
#define PIECES 2u
layout(buffer_reference, std430, buffer_reference_align = 1) readonly buffer U8Row { uint8_t v[]; };
layout(buffer_reference, std430, buffer_reference_align = 4) buffer I32Row { int v[]; };
uint load_bits(uvec2 address) { return uint(U8Row(address).v[0]); }
#else
#define ACC float
#define INPUT_LOG2 1u
#define PIECE uvec4
#define PIECES 1u
uint load_bits(uvec2 address) { return uint(U16Row(address).v[0]); }
#endif

layout(buffer_reference, std430, buffer_reference_align = 16) readonly buffer Vectors { uvec4 v[]; };
layout(buffer_reference, std430, buffer_reference_align = 16) buffer Sums { ACC v[]; };
layout(buffer_reference, std430, buffer_reference_align = 16) buffer Narrow { ELEMENT v[]; };

const uint INPUT_BYTES = 1u << INPUT_LOG2;
const uint VECTOR = 16u >> INPUT_LOG2;           // elements in 16 bytes
const uint TILE_K = 64u >> INPUT_LOG2;
const uint PIECE_ELEMENTS = VECTOR / PIECES;
// Lines of a tile in shared memory: their number, and their length in 16-byte vectors and in pieces with the pad.
const uint A_LINES = A_ALONG_ROWS == 1u ? TILE_K : TILE_M;
const uint B_LINES = B_ALONG_ROWS == 1u ? TILE_K : TILE_N;
const uint A_LINE_VECTORS = (A_ALONG_ROWS == 1u ? TILE_M : TILE_K) / VECTOR;
const uint B_LINE_VECTORS = (B_ALONG_ROWS == 1u ? TILE_N : TILE_K) / VECTOR;
const uint A_STRIDE = (A_LINE_VECTORS + 1u) * PIECES;
const uint B_STRIDE = (B_LINE_VECTORS + 1u) * PIECES;
const uint A_LOADS = (A_LINES * A_LINE_VECTORS + THREADS - 1u) / THREADS;
const uint B_LOADS = (B_LINES * B_LINE_VECTORS + THREADS - 1u) / THREADS;
const uint FRAGMENTS_M = WARP_M / FRAGMENT_M;
const uint FRAGMENTS_N = WARP_N / FRAGMENT_N;
const uint FRAGMENT_SIZE = FRAGMENT_M * FRAGMENT_N;
const uint SUBGROUPS = (TILE_M / WARP_M) * (TILE_N / WARP_N);

shared PIECE tileA[A_LINES * A_STRIDE];
shared PIECE tileB[B_LINES * B_STRIDE];
shared ACC results[SUBGROUPS * FRAGMENT_SIZE];

// The line of a tile that the vth of its 16-byte vectors belongs to. Where lines have 64 bytes, and 80 with the pad, neighbours
// of 8 take every fourth line: 128 bytes then fall into different banks of shared memory.
uint line_of(uint v, uint lineVectors) {
    uint line = v / lineVectors;
    return lineVectors == 4u ? (line & ~7u) | (line & 1u) << 2u | (line >> 1u & 3u) : line;
}

// One operand as this workgroup reads it: rows are m of op(A) or n of op(B).
struct Operand {
    uvec2 base;     // address of the tile's first element
    uint ld;
    uint rowLimit;  // rows from the tile's first on
};

// 16 bytes of an operand from (row, depth) of the tile at depth0 on, along its lines; zeros outside.
uvec4 load_vector(Operand o, bool alongRows, bool aligned, uint row, uint depth, uint depth0, uint depthLimit) {
    uint k = depth0 + depth;
    if (row >= o.rowLimit || k >= depthLimit) {
        return uvec4(0u);
    }
    uvec2 address = element_address(o.base, alongRows ? k : row, o.ld, alongRows ? row : k, INPUT_LOG2);
    uint count = alongRows ? o.rowLimit - row : depthLimit - k;
    if (aligned && count >= VECTOR) {
        return Vectors(address).v[0];
    }
    uvec4 vector = uvec4(0u);
    [[unroll]] for (uint i = 0u; i < VECTOR; ++i) {
        if (i < count) {
            vector[i * INPUT_BYTES / 4u] |= load_bits(address_add(address, i * INPUT_BYTES)) << (i * INPUT_BYTES % 4u * 8u);
        }
    }
    return vector;
}

// Whether every vector of a tile's lines lies inside the operand or outside: always, where lines run along k.
bool whole_lines(Operand o, bool alongRows, uint tileRows) {
    return !alongRows || o.rowLimit >= tileRows || o.rowLimit % VECTOR == 0u;
}

void store_vector_a(uint at, uvec4 vector) {
#if defined(TYPE_I8)
    tileA[at] = vector.xy;
    tileA[at + 1u] = vector.zw;
#else
    tileA[at] = vector;
#endif
}

void store_vector_b(uint at, uvec4 vector) {
#if defined(TYPE_I8)
    tileB[at] = vector.xy;
    tileB[at + 1u] = vector.zw;
#else
    tileB[at] = vector;
#endif
}

// ---- the result's type ----------------------------------------------------------------------------------------------

#if defined(TYPE_I8)
#define OUTPUT_LOG2 2u
ACC load_output(uvec2 address) { return I32Row(address).v[0]; }
void store_output(uvec2 address, ACC x) { I32Row(address).v[0] = x; }
ACC scalar(uvec2 bits) { return int(bits.x); }
ACC multiply_add(ACC a, ACC b, ACC c) { return a * b + c; }
ACC activate(ACC x, uint activation) { return activation == ACTIVATION_RELU ? max(x, 0) : x; }
#else
#define OUTPUT_LOG2 (OUTPUT_KIND == KIND_F32 ? 2u : 1u)
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
ACC scalar(uvec2 bits) { return uintBitsToFloat(bits.x); }
ACC multiply_add(ACC a, ACC b, ACC c) { return fma(a, b, c); }
ACC activate(ACC x, uint activation) {
    if (activation == ACTIVATION_RELU) {
        return relu(x);
    }
    return activation == ACTIVATION_GELU ? gelu(x) : x;
}
#endif

#define FRAGMENT(TYPE) coopmat<TYPE, gl_ScopeSubgroup, FRAGMENT_M, FRAGMENT_N, gl_MatrixUseAccumulator>
#if defined(TYPE_I8)
#define STORE_FRAGMENT(fragment, address, ld) \
    coopMatStore(fragment, Sums(address).v, 0u, ld, gl_CooperativeMatrixLayoutColumnMajor);
#else
// f32 whose conversion to ELEMENT is exact: drivers truncate to bf16.
#if defined(TYPE_BF16)
#define ROUNDED(x) uintBitsToFloat(f32_to_bf16(x) << 16u)
#else
#define ROUNDED(x) x
#endif
#define STORE_FRAGMENT(fragment, address, ld)                                                              \
    {                                                                                                      \
        FRAGMENT(float) x = fragment;                                                                      \
        if (OUTPUT_KIND == KIND_F32) {                                                                     \
            coopMatStore(x, Sums(address).v, 0u, ld, gl_CooperativeMatrixLayoutColumnMajor);               \
        } else {                                                                                           \
            [[unroll]] for (uint e = 0u; e < x.length(); ++e) {                                            \
                x[e] = ROUNDED(x[e]);                                                                      \
            }                                                                                              \
            coopMatStore(FRAGMENT(ELEMENT)(x), Narrow(address).v, 0u, ld,                                  \
                         gl_CooperativeMatrixLayoutColumnMajor);                                           \
        }                                                                                                  \
    }
#endif

void main() {
    uint tilesPerInstance = push.tilesM * push.tilesN;
    uint group = linear_group(push.firstGroup);
#ifdef SPLIT_K
    uint range = group % push.ranges;
    uint firstK = range * push.depth;
    group /= push.ranges;
#else
    const uint firstK = 0u;
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
    ACC alpha = scalar(g.alphaRe);
    ACC beta = scalar(g.betaRe);
    uint t = gl_LocalInvocationIndex;
    uint warpM = gl_SubgroupID % (TILE_M / WARP_M) * WARP_M;
    uint warpN = gl_SubgroupID / (TILE_M / WARP_M) * WARP_N;

    FRAGMENT(ACC) sum[FRAGMENTS_M * FRAGMENTS_N];
    [[unroll]] for (uint i = 0u; i < FRAGMENTS_M * FRAGMENTS_N; ++i) {
        sum[i] = FRAGMENT(ACC)(ACC(0));
    }

#ifdef SPLIT_K
    uint depthLimit = min(uint(g.k) - firstK, push.depth);
#else
    uint depthLimit = alpha == ACC(0) ? 0u : uint(g.k);
#endif
    if (depthLimit > 0u) {
        const bool aRows = A_ALONG_ROWS == 1u;
        const bool bRows = B_ALONG_ROWS == 1u;
        Operand a = Operand(element_address(g.a, aRows ? firstK : m0, uint(g.lda), aRows ? m0 : firstK, INPUT_LOG2),
                            uint(g.lda), uint(g.m) - m0);
        Operand b = Operand(element_address(g.b, bRows ? firstK : n0, uint(g.ldb), bRows ? n0 : firstK, INPUT_LOG2),
                            uint(g.ldb), uint(g.n) - n0);
        uvec4 nextA[A_LOADS];
        uvec4 nextB[B_LOADS];
#define FETCH(operand, registers, LOADS, LINES, LINE_VECTORS, ROWS, ALIGNED, depth0)                              \
        [[unroll]] for (uint i = 0u; i < LOADS; ++i) {                                                            \
            uint v = t + i * THREADS;                                                                             \
            uint line = line_of(v, LINE_VECTORS);                                                                 \
            uint along = v % LINE_VECTORS * VECTOR;                                                               \
            registers[i] = uvec4(0u);                                                                             \
            if (line < LINES) {                                                                                   \
                registers[i] = load_vector(operand, ROWS, ALIGNED == 1u, ROWS ? along : line,                     \
                                           ROWS ? line : along, depth0, depthLimit);                              \
            }                                                                                                     \
        }
#define PLACE(registers, store, LOADS, LINES, LINE_VECTORS, STRIDE)                                               \
        [[unroll]] for (uint i = 0u; i < LOADS; ++i) {                                                            \
            uint v = t + i * THREADS;                                                                             \
            uint line = line_of(v, LINE_VECTORS);                                                                 \
            if (line < LINES) {                                                                                   \
                store(line * STRIDE + v % LINE_VECTORS * PIECES, registers[i]);                                   \
            }                                                                                                     \
        }
// Whole vectors of a tile at depth0, without conditions.
#define FETCH_WHOLE(operand, registers, LOADS, LINES, LINE_VECTORS, ROWS, depth0)                                 \
        [[unroll]] for (uint i = 0u; i < LOADS; ++i) {                                                            \
            uint v = t + i * THREADS;                                                                             \
            uint line = min(line_of(v, LINE_VECTORS), LINES - 1u);                                                \
            uint vector = v % LINE_VECTORS;                                                                       \
            uint pitch = operand.ld / VECTOR;                                                                     \
            registers[i] = Vectors(operand.base).v[                                                               \
                ROWS ? (depth0 + line) * pitch + min(vector, operand.rowLimit / VECTOR - 1u)                      \
                     : min(line, operand.rowLimit - 1u) * pitch + depth0 / VECTOR + vector];                      \
        }
#define PLACE_BOTH()                                                                                              \
        PLACE(nextA, store_vector_a, A_LOADS, A_LINES, A_LINE_VECTORS, A_STRIDE)                                  \
        PLACE(nextB, store_vector_b, B_LOADS, B_LINES, B_LINE_VECTORS, B_STRIDE)
#define MULTIPLY()                                                                                                \
        [[unroll]] for (uint k = 0u; k < TILE_K; k += FRAGMENT_K) {                                               \
            coopmat<ELEMENT, gl_ScopeSubgroup, FRAGMENT_M, FRAGMENT_K, gl_MatrixUseA> fa[FRAGMENTS_M];            \
            [[unroll]] for (uint i = 0u; i < FRAGMENTS_M; ++i) {                                                  \
                uint row = warpM + i * FRAGMENT_M;                                                                \
                if (aRows) {                                                                                      \
                    coopMatLoad(fa[i], tileA, k * A_STRIDE + row / PIECE_ELEMENTS, A_STRIDE,                      \
                                gl_CooperativeMatrixLayoutColumnMajor);                                           \
                } else {                                                                                          \
                    coopMatLoad(fa[i], tileA, row * A_STRIDE + k / PIECE_ELEMENTS, A_STRIDE,                      \
                                gl_CooperativeMatrixLayoutRowMajor);                                              \
                }                                                                                                 \
            }                                                                                                     \
            [[unroll]] for (uint j = 0u; j < FRAGMENTS_N; ++j) {                                                  \
                coopmat<ELEMENT, gl_ScopeSubgroup, FRAGMENT_K, FRAGMENT_N, gl_MatrixUseB> fb;                     \
                uint row = warpN + j * FRAGMENT_N;                                                                \
                if (bRows) {                                                                                      \
                    coopMatLoad(fb, tileB, k * B_STRIDE + row / PIECE_ELEMENTS, B_STRIDE,                         \
                                gl_CooperativeMatrixLayoutRowMajor);                                              \
                } else {                                                                                          \
                    coopMatLoad(fb, tileB, row * B_STRIDE + k / PIECE_ELEMENTS, B_STRIDE,                         \
                                gl_CooperativeMatrixLayoutColumnMajor);                                           \
                }                                                                                                 \
                [[unroll]] for (uint i = 0u; i < FRAGMENTS_M; ++i) {                                              \
                    sum[j * FRAGMENTS_M + i] = coopMatMulAdd(fa[i], fb, sum[j * FRAGMENTS_M + i]);                \
                }                                                                                                 \
            }                                                                                                     \
        }
        uint depth0 = 0u;
        if (WHOLE == 1u || (A_ALIGNED == 1u && B_ALIGNED == 1u && depthLimit >= TILE_K && whole_lines(a, aRows, TILE_M)
                            && whole_lines(b, bRows, TILE_N))) {
            FETCH_WHOLE(a, nextA, A_LOADS, A_LINES, A_LINE_VECTORS, aRows, 0u)
            FETCH_WHOLE(b, nextB, B_LOADS, B_LINES, B_LINE_VECTORS, bRows, 0u)
            for (; depth0 + TILE_K <= depthLimit; depth0 += TILE_K) {
                PLACE_BOTH()
                barrier();
                // Behind the last tile the first one is fetched again, and not used.
                uint following = depth0 + 2u * TILE_K <= depthLimit ? depth0 + TILE_K : 0u;
                FETCH_WHOLE(a, nextA, A_LOADS, A_LINES, A_LINE_VECTORS, aRows, following)
                FETCH_WHOLE(b, nextB, B_LOADS, B_LINES, B_LINE_VECTORS, bRows, following)
                MULTIPLY()
                barrier();
            }
        }
        if (WHOLE == 0u && depth0 < depthLimit) {
            FETCH(a, nextA, A_LOADS, A_LINES, A_LINE_VECTORS, aRows, A_ALIGNED, depth0)
            FETCH(b, nextB, B_LOADS, B_LINES, B_LINE_VECTORS, bRows, B_ALIGNED, depth0)
        }
        for (; WHOLE == 0u && depth0 < depthLimit; depth0 += TILE_K) {
            PLACE_BOTH()
            barrier();
            uint following = depth0 + TILE_K;
            if (following < depthLimit) {
                FETCH(a, nextA, A_LOADS, A_LINES, A_LINE_VECTORS, aRows, A_ALIGNED, following)
                FETCH(b, nextB, B_LOADS, B_LINES, B_LINE_VECTORS, bRows, B_ALIGNED, following)
            }
            MULTIPLY()
            barrier();
        }
    }

#ifdef SPLIT_K
    uint tileAt = (range * push.instanceCount + local) * tilesPerInstance + column * push.tilesM + m0 / TILE_M;
    Sums partial = Sums(element_address(push.partial, tileAt, TILE_M * TILE_N, 0u, 2u));
    [[unroll]] for (uint j = 0u; j < FRAGMENTS_N; ++j) {
        [[unroll]] for (uint i = 0u; i < FRAGMENTS_M; ++i) {
            coopMatStore(sum[j * FRAGMENTS_M + i], partial.v,
                         (warpN + j * FRAGMENT_N) * TILE_M + warpM + i * FRAGMENT_M, TILE_M, gl_CooperativeMatrixLayoutColumnMajor);
        }
    }
#else
    bool readsC = beta != ACC(0);
    bool hasBias = (g.flags & FLAG_BIAS) != 0u;
    uint activation = activation_of(g);
    if (PLAIN == 1u
        || (D_ALIGNED == 1u && !readsC && !hasBias && activation == ACTIVATION_NONE && depthLimit > 0u
            && m0 + TILE_M <= uint(g.m) && n0 + TILE_N <= uint(g.n))) {
        uvec2 corner = element_address(g.d, n0 + warpN, uint(g.ldd), m0 + warpM, OUTPUT_LOG2);
        [[unroll]] for (uint j = 0u; j < FRAGMENTS_N; ++j) {
            [[unroll]] for (uint i = 0u; i < FRAGMENTS_M; ++i) {
                uvec2 at = element_address(corner, j * FRAGMENT_N, uint(g.ldd), i * FRAGMENT_M, OUTPUT_LOG2);
                STORE_FRAGMENT(sum[j * FRAGMENTS_M + i] * alpha, at, uint(g.ldd))
            }
        }
        return;
    }
    uint own = gl_SubgroupID * FRAGMENT_SIZE;
    [[unroll]] for (uint j = 0u; j < FRAGMENTS_N; ++j) {
        [[unroll]] for (uint i = 0u; i < FRAGMENTS_M; ++i) {
            coopMatStore(sum[j * FRAGMENTS_M + i], results, own, FRAGMENT_M, gl_CooperativeMatrixLayoutColumnMajor);
            controlBarrier(gl_ScopeSubgroup, gl_ScopeSubgroup, gl_StorageSemanticsShared, gl_SemanticsAcquireRelease);
            // Unrolled, as the loops around it are then; else the sums would lie in memory for the whole kernel.
            [[unroll]] for (uint v = 0u; v < FRAGMENT_SIZE; v += SUBGROUP_SIZE) {
                uint e = v + gl_SubgroupInvocationID;
                uint row = m0 + warpM + i * FRAGMENT_M + e % FRAGMENT_M;
                uint col = n0 + warpN + j * FRAGMENT_N + e / FRAGMENT_M;
                if (e < FRAGMENT_SIZE && row < uint(g.m) && col < uint(g.n)) {
                    ACC x = ACC(0);
                    if (depthLimit > 0u) {
                        x = alpha * results[own + e];
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
            controlBarrier(gl_ScopeSubgroup, gl_ScopeSubgroup, gl_StorageSemanticsShared, gl_SemanticsAcquireRelease);
        }
    }
#endif
}
