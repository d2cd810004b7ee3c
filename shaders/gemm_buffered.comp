// SPDX-License-Identifier: Apache-2.0
//
// D = epilogue(alpha * op(A) * op(B) + beta * C) in f32, column-major, any shape, transpose, leading dimension and batch,
// with two tiles of each operand in shared memory: what GPUs without f32 matrix units run best.
//
// One workgroup of 256 invocations computes one 128 x 128 tile of D of one instance. Tiles of op(A) and op(B), 8 deep, lie
// k-major in vectors of 4 rows. While one is multiplied the next is fetched into registers and placed into the other buffer,
// so that there is one barrier a tile; the loop takes two tiles at a time, so that buffers have constant addresses. An
// invocation owns 8 x 8 elements in groups of 4 that lie 64 apart. Whole tiles of aligned operands are fetched in vectors
// without conditions (lines beyond m or n are read from the last one, since what they give is not stored); all else
// element by element.
//
// With PLAIN, operands are aligned, k > 0 is a multiple of 8 and those of m and n along which lines run are multiples of 4, so
// that every tile is whole, and D = alpha * op(A) * op(B). Code for all else, though never reached, takes the registers of half of
// the workgroups: 0.77 of the speed on an H200.
//
// Specialisation constants: below. Bindings: none. Push constants: Push below, 28 bytes. Every instance of a dispatch has the
// same op(A) and op(B).
// Grid: instanceCount * tilesM * tilesN workgroups, folded as x <= 65535, then y; surplus workgroups exit.
// Shared memory: 16896 bytes.
// beta == 0: C is not read. alpha == 0 or k == 0: A and B are not read. Rows m .. ldd-1 of D are not written.

#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_buffer_reference : require
#extension GL_EXT_buffer_reference_uvec2 : require
#extension GL_EXT_control_flow_attributes : require

#include "common/address.glsl"
#include "common/half.glsl"
#include "common/gemm_instance.glsl"
#include "common/storage.glsl"

#define THREADS 256u
#define TILE 128u
#define TILE_K 8u
#define GROUPS (TILE / 4u)
// A row of a tile in vectors, padded by one.
#define PITCH (GROUPS + 1u)

layout(local_size_x = 256) in;
// 1: op(A) is n, op(B) is t: lines of the operand run along m and n. 0: they run along k.
layout(constant_id = 0) const uint A_ALONG_ROWS = 1;
layout(constant_id = 1) const uint B_ALONG_ROWS = 0;
// 1: all vectors of 4 elements start at multiples of 16 bytes, and there are less than 2^27 of them.
layout(constant_id = 2) const uint A_ALIGNED = 1;
layout(constant_id = 3) const uint B_ALIGNED = 1;
// 1: all columns of D start at multiples of 16 bytes.
layout(constant_id = 4) const uint D_ALIGNED = 1;

layout(push_constant) uniform Push {
    uvec2 table;         //  0 address of GemmInstance[]
    uint firstInstance;  //  8
    uint instanceCount;  // 12
    uint tilesM;         // 16 ceil(m / 128)
    uint tilesN;         // 20 ceil(n / 128)
    uint firstGroup;     // 24 linear index of the first workgroup of this dispatch
} push;

// Two buffers each: [k][row / 4].
shared vec4 tileA[2u * TILE_K * PITCH];
shared vec4 tileB[2u * TILE_K * PITCH];

// One operand as this workgroup reads it: rows are m of op(A) or n of op(B).
struct Operand {
    uvec2 base;     // address of the tile's first element
    uint ld;
    uint rowLimit;  // rows from the tile's first on
};

// Whether every vector of a tile's lines lies inside the operand or outside: always, where lines run along k.
bool whole_lines(Operand o, bool alongRows) {
    return !alongRows || o.rowLimit >= TILE || o.rowLimit % 4u == 0u;
}

// This invocation's vector of the whole tile at depth0.
vec4 whole_vector(Operand o, bool alongRows, uint depth0) {
    uint t = gl_LocalInvocationIndex;
    uint pitch = o.ld / 4u;
    uint at = alongRows ? (depth0 + t / GROUPS) * pitch + min(t % GROUPS, o.rowLimit / 4u - 1u)
                        : min(t / 2u, o.rowLimit - 1u) * pitch + depth0 / 4u + t % 2u;
    return F32x4Row(o.base).v[at];
}

// This invocation's 4 elements of the tile at depth0, zeros outside; neighbours read neighbours in memory.
vec4 checked_vector(Operand o, bool alongRows, uint depth0, uint depthLimit) {
    uint t = gl_LocalInvocationIndex;
    vec4 x = vec4(0.0);
    [[unroll]] for (uint i = 0u; i < 4u; ++i) {
        uint element = t + i * THREADS;
        uint row = alongRows ? element % TILE : element / TILE_K;
        uint k = depth0 + (alongRows ? element / TILE : element % TILE_K);
        if (row < o.rowLimit && k < depthLimit) {
            x[i] = F32Row(element_address(o.base, alongRows ? k : row, o.ld, alongRows ? row : k, 2u)).v[0];
        }
    }
    return x;
}

#define FETCH_WHOLE(depth0)                                                                           \
    nextA = whole_vector(a, aRows, depth0);                                                           \
    nextB = whole_vector(b, bRows, depth0);
#define FETCH_CHECKED(depth0)                                                                         \
    nextA = checked_vector(a, aRows, depth0, depthLimit);                                             \
    nextB = checked_vector(b, bRows, depth0, depthLimit);

// Where the fetched elements belong in buffer `w`.
#define PLACE_WHOLE_OPERAND(tile, x, ROWS, w)                                                         \
    if (ROWS) {                                                                                       \
        tile[(w) * TILE_K * PITCH + t / GROUPS * PITCH + t % GROUPS] = x;                             \
    } else {                                                                                          \
        [[unroll]] for (uint i = 0u; i < 4u; ++i) {                                                   \
            tile[((w) * TILE_K + t % 2u * 4u + i) * PITCH + t / 8u][t / 2u % 4u] = x[i];              \
        }                                                                                             \
    }
#define PLACE_CHECKED_OPERAND(tile, x, ROWS, w)                                                       \
    [[unroll]] for (uint i = 0u; i < 4u; ++i) {                                                       \
        uint element = t + i * THREADS;                                                               \
        uint row = ROWS ? element % TILE : element / TILE_K;                                          \
        uint k = ROWS ? element / TILE : element % TILE_K;                                            \
        tile[((w) * TILE_K + k) * PITCH + row / 4u][row % 4u] = x[i];                                 \
    }
#define PLACE_WHOLE(w)                                                                                \
    PLACE_WHOLE_OPERAND(tileA, nextA, aRows, w)                                                       \
    PLACE_WHOLE_OPERAND(tileB, nextB, bRows, w)
#define PLACE_CHECKED(w)                                                                              \
    PLACE_CHECKED_OPERAND(tileA, nextA, aRows, w)                                                     \
    PLACE_CHECKED_OPERAND(tileB, nextB, bRows, w)

// The order of the products is the driver's compiler's preference: on an H200 the other one takes more registers (tt, 0.82 of
// the speed) or waits longer for operands (tn, 0.96).
#define MULTIPLY(w)                                                                                   \
    [[unroll]] for (uint k = 0u; k < TILE_K; ++k) {                                                   \
        vec4 fa[2];                                                                                   \
        vec4 fb[2];                                                                                   \
        [[unroll]] for (uint i = 0u; i < 2u; ++i) {                                                   \
            fa[i] = tileA[((w) * TILE_K + k) * PITCH + tx + i * 16u];                                 \
            fb[i] = tileB[((w) * TILE_K + k) * PITCH + ty + i * 16u];                                 \
        }                                                                                             \
        if (aRows) {                                                                                  \
            [[unroll]] for (uint j = 0u; j < 8u; ++j) {                                               \
                [[unroll]] for (uint i = 0u; i < 2u; ++i) {                                           \
                    sum[j * 2u + i] = fma(fa[i], vec4(fb[j / 4u][j % 4u]), sum[j * 2u + i]);          \
                }                                                                                     \
            }                                                                                         \
        } else {                                                                                      \
            [[unroll]] for (uint i = 0u; i < 2u; ++i) {                                               \
                [[unroll]] for (uint j = 0u; j < 8u; ++j) {                                           \
                    sum[j * 2u + i] = fma(fa[i], vec4(fb[j / 4u][j % 4u]), sum[j * 2u + i]);          \
                }                                                                                     \
            }                                                                                         \
        }                                                                                             \
    }

// Multiplies `count` > 0 tiles from depth `first` on. Behind the last one it is fetched again, and not used.
#define MULTIPLY_TILES(FETCH, PLACE, first, count)                                                    \
    FETCH(first)                                                                                      \
    PLACE(0u)                                                                                         \
    barrier();                                                                                        \
    for (uint i = 0u; i + 1u < (count); i += 2u) {                                                    \
        FETCH((first) + (i + 1u) * TILE_K)                                                            \
        MULTIPLY(0u)                                                                                  \
        PLACE(1u)                                                                                     \
        barrier();                                                                                    \
        FETCH((first) + min(i + 2u, (count) - 1u) * TILE_K)                                           \
        MULTIPLY(1u)                                                                                  \
        PLACE(0u)                                                                                     \
        barrier();                                                                                    \
    }                                                                                                 \
    if ((count) % 2u == 1u) {                                                                         \
        MULTIPLY(0u)                                                                                  \
    }                                                                                                 \
    barrier();

float finish(float x, uint row, uint col, const GemmInstance g, bool multiplied) {
#ifdef PLAIN
    return uintBitsToFloat(g.alphaRe.x) * x;
#endif
    float beta = uintBitsToFloat(g.betaRe.x);
    x = multiplied ? uintBitsToFloat(g.alphaRe.x) * x : 0.0;
    if (beta != 0.0) {
        x = fma(beta, F32Row(element_address(g.c, col, uint(g.ldc), row, 2u)).v[0], x);
    }
    if ((g.flags & FLAG_BIAS) != 0u) {
        x += F32Row(element_address(g.bias, 0u, 0u, row, 2u)).v[0];
    }
    uint activation = activation_of(g);
    return activation == ACTIVATION_RELU ? relu(x) : activation == ACTIVATION_GELU ? gelu(x) : x;
}

void main() {
    uint tilesPerInstance = push.tilesM * push.tilesN;
    uint group = linear_group(push.firstGroup);
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
    uint m0 = (band * 8u + inBand - column * bandRows) * TILE;
    uint n0 = column * TILE;

    GemmInstance g = GemmTable(push.table).instances[push.firstInstance + local];
    if (m0 >= uint(g.m) || n0 >= uint(g.n)) {
        return;
    }
    // The invocations of 32 neighbours are 8 x 4, so that they read few vectors of each tile.
    uint t = gl_LocalInvocationIndex;
    uint tx = t / 32u % 2u * 8u + t % 8u;
    uint ty = t / 64u * 4u + t / 8u % 4u;
    vec4 sum[16];
    [[unroll]] for (uint i = 0u; i < 16u; ++i) {
        sum[i] = vec4(0.0);
    }

    uint depthLimit = uintBitsToFloat(g.alphaRe.x) == 0.0 ? 0u : uint(g.k);
    const bool aRows = A_ALONG_ROWS == 1u;
    const bool bRows = B_ALONG_ROWS == 1u;
    Operand a = Operand(element_address(g.a, aRows ? 0u : m0, uint(g.lda), aRows ? m0 : 0u, 2u), uint(g.lda), uint(g.m) - m0);
    Operand b = Operand(element_address(g.b, bRows ? 0u : n0, uint(g.ldb), bRows ? n0 : 0u, 2u), uint(g.ldb), uint(g.n) - n0);
    vec4 nextA;
    vec4 nextB;
#ifdef PLAIN
    uint whole = depthLimit / TILE_K;
#else
    uint whole = A_ALIGNED == 1u && B_ALIGNED == 1u && whole_lines(a, aRows) && whole_lines(b, bRows) ? depthLimit / TILE_K : 0u;
#endif
    if (whole > 0u) {
        MULTIPLY_TILES(FETCH_WHOLE, PLACE_WHOLE, 0u, whole)
    }
#ifndef PLAIN
    uint rest = (depthLimit - whole * TILE_K + TILE_K - 1u) / TILE_K;
    if (rest > 0u) {
        MULTIPLY_TILES(FETCH_CHECKED, PLACE_CHECKED, whole * TILE_K, rest)
    }
#endif

    [[unroll]] for (uint j = 0u; j < 8u; ++j) {
        uint col = n0 + (ty + j / 4u * 16u) * 4u + j % 4u;
        if (col < uint(g.n)) {
            [[unroll]] for (uint i = 0u; i < 2u; ++i) {
                uint row = m0 + (tx + i * 16u) * 4u;
                vec4 x = sum[j * 2u + i];
                [[unroll]] for (uint e = 0u; e < 4u; ++e) {
                    if (row + e < uint(g.m)) {
                        x[e] = finish(x[e], row + e, col, g, depthLimit > 0u);
                    }
                }
                uvec2 at = element_address(g.d, col, uint(g.ldd), row, 2u);
                if (D_ALIGNED == 1u && row + 4u <= uint(g.m)) {
                    F32x4Row(at).v[0] = x;
                } else {
                    [[unroll]] for (uint e = 0u; e < 4u; ++e) {
                        if (row + e < uint(g.m)) {
                            F32Row(at).v[e] = x[e];
                        }
                    }
                }
            }
        }
    }
}
