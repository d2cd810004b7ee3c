// SPDX-License-Identifier: Apache-2.0
//
// What memory gives at best: reads A some times over, or copies it to D.
//
// A workgroup takes one chunk of 64 KiB, 16 bytes an invocation at a time. Passes are further workgroups, so that no
// compiler can take one for all.
// READ: D[0], which a dispatch with one workgroup and `clear` = 1 has set to 0, grows by the sum of the chunk modulo 2^32.
//
// Compile-time: READ or COPY.
// Bindings: none. Push constants: Push below, 24 bytes. Table: addresses of A and D, 16 bytes.
// Grid: chunks * passes workgroups, folded as x <= 65535, then y; surplus workgroups exit.

#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_buffer_reference : require
#extension GL_EXT_buffer_reference_uvec2 : require
#extension GL_EXT_control_flow_attributes : require

#include "common/address.glsl"

#define THREADS 256u
#define TURNS 16u

layout(local_size_x = 256) in;

layout(buffer_reference, std430, buffer_reference_align = 8) readonly buffer Table { uvec2 v[]; };
layout(buffer_reference, std430, buffer_reference_align = 16) buffer Row { uvec4 v[]; };
layout(buffer_reference, std430, buffer_reference_align = 4) buffer Word { uint v; };

layout(push_constant) uniform Push {
    uvec2 table;      //  0
    uint rowCount;    //  8 16-byte rows of A
    uint chunkCount;  // 12
    uint groupCount;  // 16 chunks * passes
    uint clear;       // 20
} push;

#ifdef READ
shared uint sums[THREADS];
#endif

void main() {
    uvec2 a = Table(push.table).v[0];
    uvec2 d = Table(push.table).v[1];
    uint local = gl_LocalInvocationID.x;
#ifdef READ
    if (push.clear != 0u) {
        if (local == 0u) {
            Word(d).v = 0u;
        }
        return;
    }
#endif
    uint group = linear_group(0u);
    if (group >= push.groupCount) {
        return;
    }
    uint first = (group % push.chunkCount) * THREADS * TURNS + local;
    uvec2 offset = wide_product(first, 16u);
    Row source = Row(address_add(a, offset));
    Row target = Row(address_add(d, offset));
    uvec4 sum = uvec4(0u);
    // Whole chunks need no test, and all their reads are under way at once.
    if (first - local + THREADS * TURNS <= push.rowCount) {
        [[unroll]] for (uint turn = 0u; turn < TURNS; turn++) {
#ifdef READ
            sum += source.v[turn * THREADS];
#else
            target.v[turn * THREADS] = source.v[turn * THREADS];
#endif
        }
    } else {
        for (uint turn = 0u; turn < TURNS; turn++) {
            if (first + turn * THREADS < push.rowCount) {
#ifdef READ
                sum += source.v[turn * THREADS];
#else
                target.v[turn * THREADS] = source.v[turn * THREADS];
#endif
            }
        }
    }
#ifdef READ
    sums[local] = sum.x + sum.y + sum.z + sum.w;
    barrier();
    if (local < 16u) {
        uint total = 0u;
        for (uint i = 0u; i < 16u; i++) {
            total += sums[16u * i + local];
        }
        atomicAdd(Word(d).v, total);
    }
#endif
}
