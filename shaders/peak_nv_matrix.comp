// SPDX-License-Identifier: Apache-2.0
//
// Register-only products on matrix units, one matrix a workgroup (VK_NV_cooperative_matrix2): what a device's workgroups
// multiply at best.
//
// Sum i of D starts at i mod 512 and takes `steps` multiply-adds of the two factors of A, which are 1 (the compiler cannot
// know): every product of tiles, all of whose elements are the factors, adds TILE_K of them to each sum.
//
// Compile-time: TYPE_F16 | TYPE_BF16 (sums f32) | TYPE_I8 (sums i32).
// Specialisation constants: 0 THREADS, as the driver names for the sizes; 1, 2, 3 TILE_M, TILE_N, TILE_K.
// Bindings: none. Push constants: Push below, 20 bytes. Table: addresses of A and D, 16 bytes.
// Grid: ceil(lanes / (TILE_M * TILE_N)) workgroups, folded as x <= 65535, then y.

#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_buffer_reference : require
#extension GL_EXT_buffer_reference_uvec2 : require
#extension GL_EXT_shader_16bit_storage : require
#extension GL_EXT_shader_explicit_arithmetic_types : require
#extension GL_KHR_memory_scope_semantics : require
#extension GL_KHR_cooperative_matrix : require
#extension GL_NV_cooperative_matrix2 : require

#include "common/address.glsl"

layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint THREADS = 256;
layout(constant_id = 1) const uint TILE_M = 128;
layout(constant_id = 2) const uint TILE_N = 128;
layout(constant_id = 3) const uint TILE_K = 64;

#if defined(TYPE_F16)
#define ELEMENT float16_t
#define ALIGNMENT 2
#define SUM float
#elif defined(TYPE_BF16)
#extension GL_EXT_bfloat16 : require
#define ELEMENT bfloat16_t
#define ALIGNMENT 2
#define SUM float
#elif defined(TYPE_I8)
#extension GL_EXT_shader_8bit_storage : require
#define ELEMENT int8_t
#define ALIGNMENT 1
#define SUM int
#endif

layout(buffer_reference, std430, buffer_reference_align = 8) readonly buffer Table { uvec2 v[]; };
layout(buffer_reference, std430, buffer_reference_align = ALIGNMENT) readonly buffer Factors { ELEMENT v[]; };
layout(buffer_reference, std430, buffer_reference_align = 4) buffer Row { SUM v[]; };

layout(push_constant) uniform Push {
    uvec2 table;      //  0
    uint lanes;       //  8
    uint steps;       // 12 a multiple of TILE_K
    uint firstGroup;  // 16
} push;

SUM start(const in uint32_t row, const in uint32_t column, const in SUM sum, const in uint base) {
    return SUM((base + column * TILE_M + row) % 512u);
}

SUM store(const in uint32_t row, const in uint32_t column, const in SUM sum, const in uint base, const in uvec2 d) {
    uint lane = base + column * TILE_M + row;
    if (lane < push.lanes) {
        Row(address_add(d, lane << 2u)).v[0] = sum;
    }
    return sum;
}

void main() {
    uint base = linear_group(push.firstGroup) * TILE_M * TILE_N;
    if (base >= push.lanes) {
        return;
    }
    uvec2 factors = Table(push.table).v[0];
    uvec2 d = Table(push.table).v[1];
    coopmat<ELEMENT, gl_ScopeWorkgroup, TILE_M, TILE_K, gl_MatrixUseA> a =
        coopmat<ELEMENT, gl_ScopeWorkgroup, TILE_M, TILE_K, gl_MatrixUseA>(Factors(factors).v[0]);
    coopmat<ELEMENT, gl_ScopeWorkgroup, TILE_K, TILE_N, gl_MatrixUseB> b =
        coopmat<ELEMENT, gl_ScopeWorkgroup, TILE_K, TILE_N, gl_MatrixUseB>(Factors(factors).v[1]);
    coopmat<SUM, gl_ScopeWorkgroup, TILE_M, TILE_N, gl_MatrixUseAccumulator> sum =
        coopmat<SUM, gl_ScopeWorkgroup, TILE_M, TILE_N, gl_MatrixUseAccumulator>(SUM(0));
    coopMatPerElementNV(sum, sum, start, base);
    for (uint step = 0u; step < push.steps; step += TILE_K) {
        sum = coopMatMulAdd(a, b, sum);
    }
    coopMatPerElementNV(sum, sum, store, base, d);
}
