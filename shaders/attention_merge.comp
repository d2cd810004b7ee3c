// SPDX-License-Identifier: Apache-2.0
//
// O of one query from what attention_decode left for ranges of its keys: f32 [head][range][row][dV + 4], in which a row is O with
// weights relative to the largest score, that score, the sum of weights, and two unused.
//
// One invocation writes one element. Compile-time: TYPE_F32 | TYPE_H16. Constant 0 (H16): 1 f16, 2 bf16.
// Bindings: none. Push constants: Push below, 24 bytes. Workgroup: 64 invocations.
// Grid: ceil(batch * heads * dV / 64) workgroups, folded over x <= 65535 and y.

#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_buffer_reference : require
#extension GL_EXT_buffer_reference_uvec2 : require
#ifdef TYPE_H16
#extension GL_EXT_shader_16bit_storage : require
#define PARITY_STORAGE_16
#endif

#include "common/address.glsl"
#include "common/half.glsl"
#include "common/storage.glsl"
#include "common/attention_instance.glsl"
#include "common/softmax.glsl"

layout(local_size_x = 64) in;
layout(constant_id = 0) const uint ELEMENT_KIND = 1;

layout(push_constant) uniform Push {
    uvec2 problem;    //  0 address of an AttentionInstance with seqQ 1
    uvec2 partial;    //  8
    uint ranges;      // 16
    uint firstGroup;  // 20
} push;

#ifdef TYPE_H16
#define ELEMENT_LOG2 1u
void store_element(uvec2 row, uint i, float x) {
    U16Row(row).v[i] = uint16_t(ELEMENT_KIND == KIND_F16 ? f32_to_f16(x) : f32_to_bf16(x));
}
#else
#define ELEMENT_LOG2 2u
void store_element(uvec2 row, uint i, float x) { F32Row(row).v[i] = x; }
#endif

void main() {
    AttentionInstance p = AttentionProblem(push.problem).instance;
    uint unit = linear_group(push.firstGroup) * 64u + gl_LocalInvocationIndex;
    uint line = unit / p.dV;
    uint x = unit - line * p.dV;
    uint group = group_of(p);
    uint head = line / group;
    if (head >= p.batch * p.kvHeads) {
        return;
    }
    const float NEGATIVE_INFINITY = uintBitsToFloat(0xff800000u);
    uint row = line - head * group;
    uint stride = p.dV + 4u;
    float maximum = NEGATIVE_INFINITY;
    float total = 0.0;
    float o = 0.0;
    uvec2 at = element_address(push.partial, head * push.ranges * group + row, stride, 0u, 2u);
    for (uint i = 0u; i < push.ranges; ++i) {
        F32Row source = F32Row(at);
        float raised = max(maximum, source.v[p.dV]);
        float reference = raised == NEGATIVE_INFINITY ? 0.0 : raised;
        float before = weight(maximum - reference);
        float now = weight(source.v[p.dV] - reference);
        total = total * before + source.v[p.dV + 1u] * now;
        o = o * before + source.v[x] * now;
        maximum = raised;
        at = address_add(at, wide_shift_left(wide_product(group, stride), 2u));
    }
    // No key gives zeros; keys whose scores are all -inf give NaN.
    bool seen = first_key(p, 0) <= last_key(p, 0);
    float result = total == 0.0 ? (seen ? uintBitsToFloat(0x7fc00000u) : 0.0) : o / total;
    store_element(output_address(p, head, row, ELEMENT_LOG2), x, result);
}
