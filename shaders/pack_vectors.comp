// SPDX-License-Identifier: Apache-2.0
//
// Gathers the few vectors that gemv_texel multiplies a matrix with: destination[instance][vector][k], f32, zero from k on.
// They are the m rows of op(A) or the n columns of op(B). One invocation writes 4 k of one vector.
//
// Compile-time: PARITY_PACK_F32 | PARITY_PACK_H16. Constant 0 (H16): 1 f16, 2 bf16.
// Bindings: none. Push constants: Push below, 40 bytes. Workgroup: 64 invocations.
// Grid: ceil(instanceCount * vectors * vectorTexels / 64) workgroups, folded over x <= 65535 and y.

#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_buffer_reference : require
#extension GL_EXT_buffer_reference_uvec2 : require
#extension GL_EXT_control_flow_attributes : require
#ifdef PARITY_PACK_H16
#extension GL_EXT_shader_16bit_storage : require
#define PARITY_STORAGE_16
#endif

#include "common/address.glsl"
#include "common/half.glsl"
#include "common/gemm_instance.glsl"
#include "common/storage.glsl"
#include "common/pack.glsl"

layout(local_size_x = 64) in;

layout(push_constant) uniform Push {
    uvec2 table;         //  0 address of GemmInstance[]
    uvec2 destination;   //  8 a multiple of 16
    uint firstInstance;  // 16
    uint instanceCount;  // 20
    uint operand;        // 24 the vectors are in 0 A, 1 B
    uint vectors;        // 28 of an instance, those beyond its rows or columns included
    uint vectorTexels;   // 32 of a vector
    uint firstGroup;     // 36
} push;

void main() {
    uint unit = linear_group(push.firstGroup) * 64u + gl_LocalInvocationIndex;
    uint line = unit / push.vectorTexels;
    uint local = line / push.vectors;
    if (local >= push.instanceCount) {
        return;
    }
    uint vector = line - local * push.vectors;
    uint k = (unit - line * push.vectorTexels) * 4u;
    GemmWords table = GemmWords(push.table);
    uint at = (push.firstInstance + local) * GEMM_INSTANCE_WORDS;
    uint op = (table.words[at + 17u] >> (2u * push.operand)) & 3u;
    bool alongK = (push.operand == 0u) != (op == OP_NONE);
    uint ld = table.words[at + 13u + push.operand];
    uvec2 base = uvec2(table.words[at + 2u * push.operand], table.words[at + 2u * push.operand + 1u]);
    int limit = vector < table.words[at + 10u + push.operand] ? int(table.words[at + 12u]) - int(k) : 0;
    uvec2 source = element_address(base, alongK ? vector : k, ld, alongK ? k : vector, PACK_LOG2);
    uvec2 step = wide_shift_left(uvec2(alongK ? 1u : ld, 0u), PACK_LOG2);
    vec4 x = vec4(0.0);
    [[unroll]] for (int i = 0; i < 4; ++i) {
        if (i < limit) {
            x[i] = pack_load(source);
        }
        source = address_add(source, step);
    }
    F32x4Row(element_address(push.destination, 0u, 0u, unit, 4u)).v[0] = x;
}
