// SPDX-License-Identifier: Apache-2.0
//
// Register-only products on matrix units (VK_KHR_cooperative_matrix): what a device's subgroups multiply at best.
//
// Sum i of D starts at i mod 512 and takes `steps` multiply-adds of the two factors of A, which are 1 (the compiler cannot
// know): every product of fragments, all of whose elements are the factors, adds FRAGMENT_K of them to each sum. SUMS
// fragments a subgroup are in flight at once.
//
// Compile-time: TYPE_F16 | TYPE_BF16 (sums f32) | TYPE_I8 (sums i32).
// Specialisation constants: 0 THREADS, a multiple of SUBGROUP_SIZE; 1 SUBGROUP_SIZE; 2, 3, 4 the fragment's m, n, k.
// Bindings: none. Push constants: Push below, 20 bytes. Table: addresses of A and D, 16 bytes.
// Grid: ceil(lanes / (SUBGROUPS * SUMS * FRAGMENT_M * FRAGMENT_N)) workgroups, folded as x <= 65535, then y.
// Shared memory: 4 * FRAGMENT_M * FRAGMENT_N bytes a subgroup.

#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_buffer_reference : require
#extension GL_EXT_buffer_reference_uvec2 : require
#extension GL_EXT_control_flow_attributes : require
#extension GL_EXT_shader_16bit_storage : require
#extension GL_EXT_shader_explicit_arithmetic_types : require
#extension GL_KHR_memory_scope_semantics : require
#extension GL_KHR_shader_subgroup_basic : require
#extension GL_KHR_cooperative_matrix : require

#include "common/address.glsl"

layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint THREADS = 128;
layout(constant_id = 1) const uint SUBGROUP_SIZE = 32;
layout(constant_id = 2) const uint FRAGMENT_M = 16;
layout(constant_id = 3) const uint FRAGMENT_N = 16;
layout(constant_id = 4) const uint FRAGMENT_K = 16;

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

#define SUMS 8u

layout(buffer_reference, std430, buffer_reference_align = 8) readonly buffer Table { uvec2 v[]; };
layout(buffer_reference, std430, buffer_reference_align = ALIGNMENT) readonly buffer Factors { ELEMENT v[]; };
layout(buffer_reference, std430, buffer_reference_align = 4) buffer Row { SUM v[]; };

layout(push_constant) uniform Push {
    uvec2 table;      //  0
    uint lanes;       //  8
    uint steps;       // 12 a multiple of FRAGMENT_K
    uint firstGroup;  // 16
} push;

const uint FRAGMENT_SIZE = FRAGMENT_M * FRAGMENT_N;
const uint SUBGROUPS = THREADS / SUBGROUP_SIZE;

shared SUM staged[SUBGROUPS * FRAGMENT_SIZE];

void subgroup_barrier() {
    controlBarrier(gl_ScopeSubgroup, gl_ScopeSubgroup, gl_StorageSemanticsShared, gl_SemanticsAcquireRelease);
}

void main() {
    uint own = gl_SubgroupID * FRAGMENT_SIZE;
    uint base = (linear_group(push.firstGroup) * SUBGROUPS + gl_SubgroupID) * SUMS * FRAGMENT_SIZE;
    uvec2 a = Table(push.table).v[0];
    uvec2 d = Table(push.table).v[1];
    coopmat<ELEMENT, gl_ScopeSubgroup, FRAGMENT_M, FRAGMENT_K, gl_MatrixUseA> first =
        coopmat<ELEMENT, gl_ScopeSubgroup, FRAGMENT_M, FRAGMENT_K, gl_MatrixUseA>(Factors(a).v[0]);
    coopmat<ELEMENT, gl_ScopeSubgroup, FRAGMENT_K, FRAGMENT_N, gl_MatrixUseB> second =
        coopmat<ELEMENT, gl_ScopeSubgroup, FRAGMENT_K, FRAGMENT_N, gl_MatrixUseB>(Factors(a).v[1]);
    coopmat<SUM, gl_ScopeSubgroup, FRAGMENT_M, FRAGMENT_N, gl_MatrixUseAccumulator> sum[SUMS];
    [[unroll]] for (uint i = 0u; i < SUMS; ++i) {
        for (uint e = gl_SubgroupInvocationID; e < FRAGMENT_SIZE; e += SUBGROUP_SIZE) {
            staged[own + e] = SUM((base + i * FRAGMENT_SIZE + e) % 512u);
        }
        subgroup_barrier();
        coopMatLoad(sum[i], staged, own, FRAGMENT_M, gl_CooperativeMatrixLayoutColumnMajor);
        subgroup_barrier();
    }
    for (uint step = 0u; step < push.steps; step += FRAGMENT_K) {
        [[unroll]] for (uint i = 0u; i < SUMS; ++i) {
            sum[i] = coopMatMulAdd(first, second, sum[i]);
        }
    }
    [[unroll]] for (uint i = 0u; i < SUMS; ++i) {
        coopMatStore(sum[i], staged, own, FRAGMENT_M, gl_CooperativeMatrixLayoutColumnMajor);
        subgroup_barrier();
        for (uint e = gl_SubgroupInvocationID; e < FRAGMENT_SIZE; e += SUBGROUP_SIZE) {
            uint lane = base + i * FRAGMENT_SIZE + e;
            if (lane < push.lanes) {
                Row(address_add(d, lane << 2u)).v[0] = staged[own + e];
            }
        }
        subgroup_barrier();
    }
}
