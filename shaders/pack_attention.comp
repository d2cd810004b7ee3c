// SPDX-License-Identifier: Apache-2.0
//
// Gathers Q, K or V (constant 1, OPERAND) of a range of key-value heads into the packed panels that attention_texel reads
// (common/pack.glsl).
//   Q (operand 0): rows are query rows with grouped heads folded (attention_instance.glsl), k is dQK, panelRows 16;
//                  multiplied by scale * log2(e)
//   K (operand 1): rows are keys, k is dQK, panelRows 4 W
//   V (operand 2): rows are the dV elements in one panel of panelRows = the kernel's value width, k is keys;
//                  infinities and NaN become 0 and set bit 0 of the word at `nonFinite` (the host clears it before)
// packed[head < headCount][panel < panelCount][k < depth][row < panelRows] at `destination`, head counted from firstHead.
//
// One invocation copies 4 rows x 8 k. Compile-time: PARITY_PACK_F32 | PARITY_PACK_H16.
// Constants: 0 INPUT_KIND (H16: 1 f16, 2 bf16); 1 OPERAND.
// Bindings: none. Push constants: Push below, 48 bytes. Workgroup: 64 invocations.
// Grid: ceil(headCount * panelCount * (panelRows / 4) * (depth / 8) / 64) workgroups, folded over x <= 65535 and y.

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
#include "common/storage.glsl"
#include "common/attention_instance.glsl"
#include "common/pack.glsl"

layout(local_size_x = 64) in;

layout(push_constant) uniform Push {
    uvec2 problem;      //  0 address of an AttentionInstance
    uvec2 destination;  //  8 address of the packed scratch, a multiple of 16
    uvec2 nonFinite;    // 16 address of a u32; V only
    uint firstHead;     // 24 batch index * kvHeads + key-value head
    uint headCount;     // 28
    uint panelRows;     // 32
    uint panelCount;    // 36
    uint depth;         // 40 Q, K: dQK rounded up to 8; V: seqKV rounded up to 4 W
    uint firstGroup;    // 44
} push;

layout(buffer_reference, std430, buffer_reference_align = 4) buffer Flag {
    uint bits;
};

layout(constant_id = 1) const uint OPERAND = 0;
const uint QUERIES = 0u;
const uint KEYS = 1u;
const uint VALUES = 2u;

void main() {
    uint quads = push.panelRows / 4u;
    uint blocks = push.depth / 8u;
    uint unit = linear_group(push.firstGroup) * 64u + gl_LocalInvocationIndex;
    uint quad = unit % quads;
    unit /= quads;
    uint block = unit % blocks;
    unit /= blocks;
    uint panel = unit % push.panelCount;
    uint local = unit / push.panelCount;
    if (local >= push.headCount) {
        return;
    }
    AttentionInstance p = AttentionProblem(push.problem).instance;
    uint head = push.firstHead + local;
    uint row = panel * push.panelRows + quad * 4u;
    uint k = block * 8u;
    uvec2 addresses[4];
    uvec2 depthStep = uvec2(1u << PACK_LOG2, 0u);
    int rowLimit;
    int depthLimit = int(p.dQK) - int(k);
    if (OPERAND == QUERIES) {
        rowLimit = int(rows_of(p)) - int(row);
    } else if (OPERAND == KEYS) {
        rowLimit = int(p.seqKV) - int(row);
    } else {
        rowLimit = int(p.dV) - int(row);
        depthLimit = int(p.seqKV) - int(k);
        depthStep = wide_shift_left(uvec2(p.vSeq, 0u), PACK_LOG2);
    }
    [[unroll]] for (uint i = 0u; i < 4u; ++i) {
        if (OPERAND == QUERIES) {
            addresses[i] = address_add(query_address(p, head, row + i, PACK_LOG2), k << PACK_LOG2);
        } else if (OPERAND == KEYS) {
            addresses[i] = address_add(key_address(p, head, row + i, PACK_LOG2), k << PACK_LOG2);
        } else {
            addresses[i] = address_add(value_address(p, head, k, PACK_LOG2), (row + i) << PACK_LOG2);
        }
    }
    uint first = block * 8u * quads + quad;
    uvec2 target = element_address(push.destination, local * push.panelCount + panel, push.depth * quads, first, 4u);
    bool finite = pack_copy(addresses, depthStep, rowLimit, depthLimit, target, int(quads),
                            OPERAND == QUERIES ? p.scale * LOG2_E : 1.0, OPERAND == VALUES);
    if (OPERAND == VALUES && !finite) {
        atomicOr(Flag(push.nonFinite).bits, 1u);
    }
}
