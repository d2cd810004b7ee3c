// SPDX-License-Identifier: Apache-2.0
//
// D = epilogue(alpha * op(A) * op(B) + beta * C) on matrix units, one matrix a workgroup (VK_NV_cooperative_matrix2),
// column-major, any shape, transpose, leading dimension and batch.
//
// One workgroup computes one TILE_M x TILE_N tile of D of one instance in a single accumulator of that size. Tiles of A and
// B, TILE_K deep, are loaded from memory through tensor layouts; how they reach the units is the driver's business. Layouts
// clamp to zero outside the operand, except in tiles that lie inside it whole. The epilogue is applied to each element where
// it lies.
//
// Compile-time: TYPE_F16 | TYPE_BF16; accumulation f32; C, D and bias f32 or the type of A and B (OUTPUT_KIND).
// Specialisation constants: below; 0 is the workgroup's size, one that the driver names for these sizes.
// Bindings: none. Push constants: Push below, 28 bytes. Every instance of a dispatch has the same op(A) and op(B).
// Grid: instanceCount * tilesM * tilesN workgroups, folded as x <= 65535, then y; surplus workgroups exit.
// Shared memory: none of its own; the driver reserves some.
// beta == 0: C is not read. alpha == 0 or k == 0: A and B are not read. Rows m .. ldd-1 of D are not written.

#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_buffer_reference : require
#extension GL_EXT_buffer_reference_uvec2 : require
#extension GL_EXT_control_flow_attributes : require
#extension GL_EXT_shader_16bit_storage : require
#extension GL_EXT_shader_explicit_arithmetic_types : require
#extension GL_KHR_memory_scope_semantics : require
#extension GL_KHR_cooperative_matrix : require
#extension GL_NV_cooperative_matrix2 : require
#define PARITY_STORAGE_16

#include "common/address.glsl"
#include "common/half.glsl"
#include "common/gemm_instance.glsl"
#include "common/storage.glsl"

layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint THREADS = 256;
layout(constant_id = 1) const uint TILE_M = 128;
layout(constant_id = 2) const uint TILE_N = 128;
layout(constant_id = 3) const uint TILE_K = 64;
// 1: op(A) is n, op(B) is t: lines of the operand run along m and n. 0: they run along k.
layout(constant_id = 4) const uint A_ALONG_ROWS = 1;
layout(constant_id = 5) const uint B_ALONG_ROWS = 0;
// 1: all lines of the operand start at multiples of 16 bytes, and it has less than 2^31 elements.
layout(constant_id = 6) const uint A_ALIGNED = 1;
layout(constant_id = 7) const uint B_ALIGNED = 1;
layout(constant_id = 8) const uint OUTPUT_KIND = 0;

layout(push_constant) uniform Push {
    uvec2 table;         //  0 address of GemmInstance[]
    uint firstInstance;  //  8
    uint instanceCount;  // 12
    uint tilesM;         // 16 ceil(m / TILE_M)
    uint tilesN;         // 20 ceil(n / TILE_N)
    uint firstGroup;     // 24 linear index of the first workgroup of this dispatch
} push;

#if defined(TYPE_F16)
#define ELEMENT float16_t
#elif defined(TYPE_BF16)
#extension GL_EXT_bfloat16 : require
#define ELEMENT bfloat16_t
#endif
#define INPUT_LOG2 1u
#define STEPS 16u
#define OUTPUT_LOG2 (OUTPUT_KIND == KIND_F32 ? 2u : 1u)

layout(buffer_reference, std430, buffer_reference_align = 2) readonly buffer Elements { ELEMENT v[]; };
layout(buffer_reference, std430, buffer_reference_align = 16) readonly buffer AlignedElements { ELEMENT v[]; };

float load_output(uvec2 address) {
    if (OUTPUT_KIND == KIND_F32) {
        return F32Row(address).v[0];
    }
    uint bits = uint(U16Row(address).v[0]);
    return OUTPUT_KIND == KIND_F16 ? f16_to_f32(bits) : bf16_to_f32(bits);
}

void store_output(uvec2 address, float x) {
    if (OUTPUT_KIND == KIND_F32) {
        F32Row(address).v[0] = x;
    } else {
        U16Row(address).v[0] = uint16_t(OUTPUT_KIND == KIND_F16 ? f32_to_f16(x) : f32_to_bf16(x));
    }
}

// Finishes element (row, column) of the tile at (m0, n0) and stores it.
float finish(const in uint32_t row, const in uint32_t column, const in float sum, const in GemmInstance g, const in uint m0,
             const in uint n0) {
    uint m = m0 + row;
    uint n = n0 + column;
    if (m < uint(g.m) && n < uint(g.n)) {
        float alpha = uintBitsToFloat(g.alphaRe.x);
        float beta = uintBitsToFloat(g.betaRe.x);
        float x = alpha == 0.0 || g.k == 0 ? 0.0 : alpha * sum;
        if (beta != 0.0) {
            x = fma(beta, load_output(element_address(g.c, n, uint(g.ldc), m, OUTPUT_LOG2)), x);
        }
        if ((g.flags & FLAG_BIAS) != 0u) {
            x += load_output(element_address(g.bias, 0u, 0u, m, OUTPUT_LOG2));
        }
        uint activation = activation_of(g);
        x = activation == ACTIVATION_RELU ? relu(x) : activation == ACTIVATION_GELU ? gelu(x) : x;
        store_output(element_address(g.d, n, uint(g.ldd), m, OUTPUT_LOG2), x);
    }
    return sum;
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
    uint m0 = (band * 8u + inBand - column * bandRows) * TILE_M;
    uint n0 = column * TILE_N;

    GemmInstance g = GemmTable(push.table).instances[push.firstInstance + local];
    if (m0 >= uint(g.m) || n0 >= uint(g.n)) {
        return;
    }
    const bool aRows = A_ALONG_ROWS == 1u;
    const bool bRows = B_ALONG_ROWS == 1u;
    coopmat<float, gl_ScopeWorkgroup, TILE_M, TILE_N, gl_MatrixUseAccumulator> sum =
        coopmat<float, gl_ScopeWorkgroup, TILE_M, TILE_N, gl_MatrixUseAccumulator>(0.0);
    coopmat<ELEMENT, gl_ScopeWorkgroup, TILE_M, TILE_K, gl_MatrixUseA> a;
    coopmat<ELEMENT, gl_ScopeWorkgroup, TILE_K, TILE_N, gl_MatrixUseB> b;
    tensorViewNV<2, false, 1, 0> transposed = createTensorViewNV(2, false, 1, 0);

    uint depth = uintBitsToFloat(g.alphaRe.x) == 0.0 ? 0u : uint(g.k);
    uint rowsA = uint(g.m) - m0;
    uint rowsB = uint(g.n) - n0;
    uint k = 0u;
    if (A_ALIGNED == 1u && B_ALIGNED == 1u && rowsA >= TILE_M && rowsB >= TILE_N) {
        // Inside whole: nothing is clamped, 16-byte pieces are known to be such, and offsets fit a layout's 32 bits.
        tensorLayoutNV<2> layoutA = createTensorLayoutNV(2);
        tensorLayoutNV<2> layoutB = createTensorLayoutNV(2);
        layoutA = setTensorLayoutDimensionNV(layoutA, aRows ? depth : uint(g.m), aRows ? uint(g.m) : depth);
        layoutA = setTensorLayoutStrideNV(layoutA, uint(g.lda) & ~7u, 1u);
        layoutB = setTensorLayoutDimensionNV(layoutB, bRows ? depth : uint(g.n), bRows ? uint(g.n) : depth);
        layoutB = setTensorLayoutStrideNV(layoutB, uint(g.ldb) & ~7u, 1u);
#define MULTIPLY_STEP()                                                                                             \
    if (aRows) {                                                                                                    \
        coopMatLoadTensorNV(a, AlignedElements(g.a).v, 0, sliceTensorLayoutNV(layoutA, k, TILE_K, m0, TILE_M),      \
                            transposed);                                                                            \
    } else {                                                                                                        \
        coopMatLoadTensorNV(a, AlignedElements(g.a).v, 0, sliceTensorLayoutNV(layoutA, m0, TILE_M, k, TILE_K));     \
    }                                                                                                               \
    if (bRows) {                                                                                                    \
        coopMatLoadTensorNV(b, AlignedElements(g.b).v, 0, sliceTensorLayoutNV(layoutB, k, TILE_K, n0, TILE_N));     \
    } else {                                                                                                        \
        coopMatLoadTensorNV(b, AlignedElements(g.b).v, 0, sliceTensorLayoutNV(layoutB, n0, TILE_N, k, TILE_K),      \
                            transposed);                                                                            \
    }                                                                                                               \
    sum = coopMatMulAdd(a, b, sum);                                                                                 \
    k += TILE_K;
        // Unrolled, the driver loads ahead of its products: 1.4 times as fast on an H200.
        while (k + STEPS * TILE_K <= depth) {
            [[unroll]] for (uint step = 0u; step < STEPS; ++step) {
                MULTIPLY_STEP()
            }
        }
        while (k + TILE_K <= depth) {
            MULTIPLY_STEP()
        }
    }
    // The tile's first rows, so that a layout's 32-bit offsets count from there.
    uvec2 baseA = element_address(g.a, aRows ? k : m0, uint(g.lda), aRows ? m0 : k, INPUT_LOG2);
    uvec2 baseB = element_address(g.b, bRows ? k : n0, uint(g.ldb), bRows ? n0 : k, INPUT_LOG2);
    uvec2 stepA = wide_shift_left(aRows ? wide_product(TILE_K, uint(g.lda)) : uvec2(TILE_K, 0u), INPUT_LOG2);
    uvec2 stepB = wide_shift_left(bRows ? wide_product(TILE_K, uint(g.ldb)) : uvec2(TILE_K, 0u), INPUT_LOG2);
    for (; k < depth; k += TILE_K) {
        uint rest = depth - k;
        tensorLayoutNV<2, gl_CooperativeMatrixClampModeConstantNV> layoutA =
            createTensorLayoutNV(2, gl_CooperativeMatrixClampModeConstantNV);
        tensorLayoutNV<2, gl_CooperativeMatrixClampModeConstantNV> layoutB =
            createTensorLayoutNV(2, gl_CooperativeMatrixClampModeConstantNV);
        layoutA = setTensorLayoutDimensionNV(layoutA, aRows ? rest : rowsA, aRows ? rowsA : rest);
        layoutA = setTensorLayoutStrideNV(layoutA, uint(g.lda), 1u);
        layoutA = sliceTensorLayoutNV(layoutA, 0u, aRows ? TILE_K : TILE_M, 0u, aRows ? TILE_M : TILE_K);
        layoutB = setTensorLayoutDimensionNV(layoutB, bRows ? rest : rowsB, bRows ? rowsB : rest);
        layoutB = setTensorLayoutStrideNV(layoutB, uint(g.ldb), 1u);
        layoutB = sliceTensorLayoutNV(layoutB, 0u, bRows ? TILE_K : TILE_N, 0u, bRows ? TILE_N : TILE_K);
        if (aRows) {
            coopMatLoadTensorNV(a, Elements(baseA).v, 0, layoutA, transposed);
        } else {
            coopMatLoadTensorNV(a, Elements(baseA).v, 0, layoutA);
        }
        if (bRows) {
            coopMatLoadTensorNV(b, Elements(baseB).v, 0, layoutB);
        } else {
            coopMatLoadTensorNV(b, Elements(baseB).v, 0, layoutB, transposed);
        }
        sum = coopMatMulAdd(a, b, sum);
        baseA = address_add(baseA, stepA);
        baseB = address_add(baseB, stepB);
    }
    coopMatPerElementNV(sum, sum, finish, g, m0, n0);
}
