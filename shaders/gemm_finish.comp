// SPDX-License-Identifier: Apache-2.0
//
// D = epilogue(alpha * sum + beta * C), where sum adds the partial sums that several workgroups left for ranges of k.
//
// Partial sums are f32, [range][instance][tile][column of the tile][row of the tile], tiles column-major in D; one tile may be
// all of D, and one row high. One invocation finishes one element.
//
// Compile-time: TYPE_F32 | TYPE_H16 | TYPE_F8. Constant 0: type of D and bias, 0 f32 (F32, F8), 1 f16, 2 bf16 (H16, F8), 3 e4m3, 4 e5m2
// (F8). Constant 1 (F8): type of C; in the others it is that of D.
// Bindings: none. Push constants: Push below, 56 bytes. Workgroup: 64 invocations.
// Grid: ceil(instanceCount * rows * columns / 64) workgroups, folded over x <= 65535 and y.

#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_buffer_reference : require
#extension GL_EXT_buffer_reference_uvec2 : require
#ifndef TYPE_F32
#extension GL_EXT_shader_16bit_storage : require
#define PARITY_STORAGE_16
#endif
#ifdef TYPE_F8
#extension GL_EXT_shader_8bit_storage : require
#endif

#include "common/address.glsl"
#include "common/half.glsl"
#include "common/gemm_instance.glsl"
#include "common/storage.glsl"
#ifdef TYPE_F8
#include "common/float8.glsl"
#endif

layout(local_size_x = 64) in;

layout(push_constant) uniform Push {
    uvec2 table;         //  0 address of GemmInstance[]
    uvec2 partial;       //  8 address of the partial sums
    uint firstInstance;  // 16
    uint instanceCount;  // 20
    uint rows;           // 24 of every D
    uint columns;        // 28
    uint ranges;         // 32 of k; 0 where nothing was multiplied
    uint tileRows;       // 36
    uint tileColumns;    // 40
    uint tilesM;         // 44 tiles over the rows of D
    uint instanceStride; // 48 f32 from one instance to the next; one range has instanceCount times that
    uint firstGroup;     // 52
} push;

#ifdef TYPE_F32
const uint OUTPUT_KIND = KIND_F32;
const uint C_KIND = KIND_F32;
#else
layout(constant_id = 0) const uint OUTPUT_KIND = 1;
#ifdef TYPE_F8
layout(constant_id = 1) const uint C_KIND = 1;
#else
const uint C_KIND = OUTPUT_KIND;
#endif
#endif

uint size_log2(uint kind) {
    return kind == KIND_F32 ? 2u : kind <= KIND_BF16 ? 1u : 0u;
}

float load_as(uint kind, uvec2 address) {
#ifndef TYPE_H16
    if (kind == KIND_F32) {
        return F32Row(address).v[0];
    }
#endif
#ifdef TYPE_F8
    if (kind == KIND_E4M3) {
        return e4m3_to_f32(uint(U8Row(address).v[0]));
    }
    if (kind == KIND_E5M2) {
        return e5m2_to_f32(uint(U8Row(address).v[0]));
    }
#endif
#ifdef TYPE_F32
    return 0.0;
#else
    uint bits = uint(U16Row(address).v[0]);
    return kind == KIND_F16 ? f16_to_f32(bits) : bf16_to_f32(bits);
#endif
}

void store_output(uvec2 address, float x) {
#ifndef TYPE_H16
    if (OUTPUT_KIND == KIND_F32) {
        F32Row(address).v[0] = x;
        return;
    }
#endif
#ifdef TYPE_F8
    if (OUTPUT_KIND >= KIND_E4M3) {
        U8Row(address).v[0] = uint8_t(OUTPUT_KIND == KIND_E4M3 ? f32_to_e4m3(x) : f32_to_e5m2(x));
        return;
    }
#endif
#ifndef TYPE_F32
    U16Row(address).v[0] = uint16_t(OUTPUT_KIND == KIND_F16 ? f32_to_f16(x) : f32_to_bf16(x));
#endif
}

void main() {
    uint unit = linear_group(push.firstGroup) * 64u + gl_LocalInvocationIndex;
    uint line = unit / push.rows;
    uint row = unit - line * push.rows;
    uint local = line / push.columns;
    uint column = line - local * push.columns;
    if (local >= push.instanceCount) {
        return;
    }
    uint tile = column / push.tileColumns * push.tilesM + row / push.tileRows;
    uint within = column % push.tileColumns * push.tileRows + row % push.tileRows;
    uvec2 offset = address_add(wide_product(local, push.instanceStride),
                               address_add(wide_product(tile, push.tileRows * push.tileColumns), within));
    uvec2 at = address_add(push.partial, wide_shift_left(offset, 2u));
    uvec2 step = wide_shift_left(wide_product(push.instanceCount, push.instanceStride), 2u);
    float x = 0.0;
    for (uint i = 0u; i < push.ranges; ++i) {
        x += F32Row(at).v[0];
        at = address_add(at, step);
    }
    // Word by word: a whole instance costs more to load than the rest.
    GemmWords table = GemmWords(push.table);
    uint words = (push.firstInstance + local) * GEMM_INSTANCE_WORDS;
    uint flags = table.words[words + 17u];
    x = push.ranges > 0u ? x * uintBitsToFloat(table.words[words + 18u]) : 0.0;
    float beta = uintBitsToFloat(table.words[words + 22u]);
    if (beta != 0.0) {
        uvec2 c = uvec2(table.words[words + 4u], table.words[words + 5u]);
        x += beta * load_as(C_KIND, element_address(c, column, table.words[words + 15u], row, size_log2(C_KIND)));
    }
    if ((flags & FLAG_BIAS) != 0u) {
        uvec2 bias = uvec2(table.words[words + 8u], table.words[words + 9u]);
        x += load_as(OUTPUT_KIND, element_address(bias, 0u, 0u, row, size_log2(OUTPUT_KIND)));
    }
    uint activation = (flags >> 4) & 3u;
    if (activation == ACTIVATION_RELU) {
        x = relu(x);
    } else if (activation == ACTIVATION_GELU) {
        x = gelu(x);
    }
    uvec2 d = uvec2(table.words[words + 6u], table.words[words + 7u]);
    store_output(element_address(d, column, table.words[words + 16u], row, size_log2(OUTPUT_KIND)), x);
}
