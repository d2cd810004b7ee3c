// SPDX-License-Identifier: Apache-2.0
//
// Gathers op(A) or op(B) of every instance into the packed panels that gemm_texel reads (common/pack.glsl).
// The rows of A are the m rows of op(A); the rows of B are the n columns of op(B).
//
// One invocation copies 4 rows x 8 k. packed[instance][panel < panelCount][k < depth][row < panelRows] at `destination`.
// alpha == 0: zeros are written and the operand is not read.
// Compile-time: PARITY_PACK_F32 | PARITY_PACK_H16 | PARITY_PACK_F8. Constant 0: 1 f16, 2 bf16 (H16), 3 e4m3, 4 e5m2 (F8).
// F8 multiplies the elements by their scaling factors; constant 1, SCALED, is 0 where there are none.
// Bindings: none. Push constants: Push below, 52 bytes; with F8 64. Workgroup: 64 invocations.
// Grid: ceil(instanceCount * panelCount * (panelRows / 4) * (depth / 8) / 64) workgroups, folded over x <= 65535 and y.

#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_buffer_reference : require
#extension GL_EXT_buffer_reference_uvec2 : require
#extension GL_EXT_control_flow_attributes : require
#ifdef PARITY_PACK_H16
#extension GL_EXT_shader_16bit_storage : require
#define PARITY_STORAGE_16
#endif
#ifdef PARITY_PACK_F8
#extension GL_EXT_shader_8bit_storage : require
#endif

#include "common/address.glsl"
#include "common/half.glsl"
#include "common/gemm_instance.glsl"
#include "common/storage.glsl"
#ifdef PARITY_PACK_F8
#include "common/float8.glsl"
#endif
#include "common/pack.glsl"

layout(local_size_x = 64) in;

layout(push_constant) uniform Push {
    uvec2 table;         //  0 address of GemmInstance[]
    uvec2 destination;   //  8 address of the packed scratch, a multiple of 16
    uint firstInstance;  // 16
    uint instanceCount;  // 20
    uint operand;        // 24 0 A, 1 B
    uint panelRows;      // 28 4 W for A, 32 for B
    uint firstPanel;     // 32
    uint panelCount;     // 36
    uint firstK;         // 40 a multiple of 8
    uint depth;          // 44 a multiple of 8; k beyond the instance's k is zero
    uint firstGroup;     // 48
#ifdef PARITY_PACK_F8
    uvec2 scalings;      // 56 address of the OperandScalings of A and B
#endif
} push;

#ifdef PARITY_PACK_F8
layout(constant_id = 1) const uint SCALED = 1;
#endif

void main() {
    uint quads = push.panelRows / 4u;
    uint blocks = push.depth / 8u;
    uint unit = linear_group(push.firstGroup) * 64u + gl_LocalInvocationIndex;
    uint perInstance = quads * blocks * push.panelCount;
    uint local = unit / perInstance;
    if (local >= push.instanceCount) {
        return;
    }
    unit -= local * perInstance;
    // Word by word: a whole instance costs more to load than it takes to copy the elements.
    GemmWords table = GemmWords(push.table);
    uint at = (push.firstInstance + local) * GEMM_INSTANCE_WORDS;
    bool isA = push.operand == 0u;
    uint op = (table.words[at + 17u] >> (2u * push.operand)) & 3u;
    bool alongRows = isA == (op == OP_NONE);
    // Lanes run along memory: rows of one panel, panels, k where rows are adjacent; else k, rows of one panel, panels.
    uint inner = alongRows ? quads : blocks;
    uint middle = alongRows ? push.panelCount : quads;
    uint x = unit % inner;
    uint y = unit / inner % middle;
    uint z = unit / inner / middle;
    uint quad = alongRows ? x : y;
    uint panel = alongRows ? y : z;
    uint block = alongRows ? z : x;
    uint rows = table.words[at + 10u + push.operand];
    uint firstRow = (push.firstPanel + panel) * push.panelRows;
    if (firstRow >= rows) {
        return;
    }
    uvec2 base = uvec2(table.words[at + 2u * push.operand], table.words[at + 2u * push.operand + 1u]);
    uint ld = table.words[at + 13u + push.operand];
    uint row = firstRow + quad * 4u;
    uint k = push.firstK + block * 8u;
    int rowLimit = int(rows) - int(row);
    int depthLimit = uintBitsToFloat(table.words[at + 18u]) == 0.0 ? 0 : int(table.words[at + 12u]) - int(k);
    uvec2 rowStep = wide_shift_left(uvec2(alongRows ? 1u : ld, 0u), PACK_LOG2);
    uvec2 depthStep = wide_shift_left(uvec2(alongRows ? ld : 1u, 0u), PACK_LOG2);
    uvec2 addresses[4];
    addresses[0] = element_address(base, alongRows ? k : row, ld, alongRows ? row : k, PACK_LOG2);
    [[unroll]] for (int i = 1; i < 4; ++i) {
        addresses[i] = address_add(addresses[i - 1], rowStep);
    }
    uint first = block * 8u * quads + quad;
    uvec2 target = element_address(push.destination, local * push.panelCount + panel, push.depth * quads, first, 4u);
#ifdef PARITY_PACK_F8
    if (SCALED != 0u) {
        OperandScaling scaling = Scalings(push.scalings).of[push.operand];
        F32x4Row packed = F32x4Row(target);
        [[unroll]] for (int j = 0; j < 8; ++j) {
            vec4 x = vec4(0.0);
            [[unroll]] for (int i = 0; i < 4; ++i) {
                if (i < rowLimit && j < depthLimit) {
                    x[i] = pack_load(addresses[i])
                        * scaling_factor(scaling, push.firstInstance + local, row + uint(i), k + uint(j));
                }
                addresses[i] = address_add(addresses[i], depthStep);
            }
            packed.v[j * int(quads)] = x;
        }
        return;
    }
#endif
    pack_copy(addresses, depthStep, rowLimit, depthLimit, target, int(quads), 1.0, false);
}
