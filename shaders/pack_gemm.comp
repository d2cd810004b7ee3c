// SPDX-License-Identifier: Apache-2.0
//
// Gathers op(A) or op(B) of every instance into the packed panels that gemm_texel reads (common/pack.glsl).
// The rows of A are the m rows of op(A); the rows of B are the n columns of op(B).
//
// One invocation copies 4 rows x 4 k. packed[instance][panel < panelCount][k < depth][row < panelRows] at `destination`.
// alpha == 0: zeros are written and the operand is not read.
// Compile-time: PARITY_PACK_F32 | PARITY_PACK_H16. Constant 0 (H16): 1 f16, 2 bf16.
// Bindings: none. Push constants: Push below, 52 bytes. Workgroup: 64 invocations.
// Grid: ceil(instanceCount * panelCount * (panelRows / 4) * (depth / 4) / 64) workgroups, folded over x <= 65535 and y.

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
} push;

void main() {
    uint quads = push.panelRows / 4u;
    uint blocks = push.depth / 4u;
    uint unit = linear_group(push.firstGroup) * 64u + gl_LocalInvocationIndex;
    // Units run over rows within a panel first, then k, panels, instances.
    uint quad = unit % quads;
    unit /= quads;
    uint block = unit % blocks;
    unit /= blocks;
    uint panel = unit % push.panelCount;
    uint local = unit / push.panelCount;
    if (local >= push.instanceCount) {
        return;
    }
    GemmInstance g = GemmTable(push.table).instances[push.firstInstance + local];
    bool isA = push.operand == 0u;
    uint rows = uint(isA ? g.m : g.n);
    uint firstRow = (push.firstPanel + panel) * push.panelRows;
    if (firstRow >= rows) {
        return;
    }
    uint row = firstRow + quad * 4u;
    uint k = push.firstK + block * 4u;
    int rowLimit = int(rows) - int(row);
    int depthLimit = uintBitsToFloat(g.alphaRe.x) == 0.0 ? 0 : g.k - int(k);
    bool alongRows = isA == ((isA ? op_of_a(g) : op_of_b(g)) == OP_NONE);
    uvec2 base = isA ? g.a : g.b;
    uint ld = uint(isA ? g.lda : g.ldb);
    uvec2 rowStep = wide_shift_left(uvec2(alongRows ? 1u : ld, 0u), PACK_LOG2);
    uvec2 depthStep = wide_shift_left(uvec2(alongRows ? ld : 1u, 0u), PACK_LOG2);
    uvec2 addresses[4];
    addresses[0] = element_address(base, alongRows ? k : row, ld, alongRows ? row : k, PACK_LOG2);
    [[unroll]] for (int i = 1; i < 4; ++i) {
        addresses[i] = address_add(addresses[i - 1], rowStep);
    }
    mat4 lines = pack_read(addresses, depthStep, rowLimit, depthLimit);
    uint first = (block * 4u) * quads + quad;
    uvec2 target = element_address(push.destination, local * push.panelCount + panel, push.depth * quads, first, 4u);
    F32x4Row packed = F32x4Row(target);
    [[unroll]] for (int j = 0; j < 4; ++j) {
        packed.v[j * int(quads)] = lines[j];
    }
}
