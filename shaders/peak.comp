// SPDX-License-Identifier: Apache-2.0
//
// Register-only multiply-adds: what a device computes at best in one type.
//
// Sum i of D starts at i mod 512 and takes `steps` times d = d * a[0] + a[1]; both factors are 1, which the compiler cannot
// know, so D counts the steps. Sixteen sums (of two elements in f16) an invocation are in flight at once.
//
// Compile-time: TYPE_F32 | TYPE_F64 | TYPE_F16 | TYPE_I32.
// Bindings: none. Push constants: Push below, 20 bytes. Table: addresses of A and D, 16 bytes.
// Grid: ceil(lanes / (256 * SUMS * WIDTH)) workgroups, folded as x <= 65535, then y; surplus invocations store nothing.

#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_buffer_reference : require
#extension GL_EXT_buffer_reference_uvec2 : require
#extension GL_EXT_control_flow_attributes : require

#include "common/address.glsl"

#if defined(TYPE_F32)
#define ELEMENT float
#define SUM float
#define WIDTH 1u
#define SIZE_LOG2 2u
#elif defined(TYPE_F64)
#define ELEMENT double
#define SUM double
#define WIDTH 1u
#define SIZE_LOG2 3u
#elif defined(TYPE_F16)
#extension GL_EXT_shader_16bit_storage : require
#extension GL_EXT_shader_explicit_arithmetic_types_float16 : require
#define ELEMENT float16_t
#define SUM f16vec2
#define WIDTH 2u
#define SIZE_LOG2 1u
#elif defined(TYPE_I32)
#define ELEMENT int
#define SUM int
#define WIDTH 1u
#define SIZE_LOG2 2u
#endif

#define THREADS 256u
#define SUMS 16u

layout(local_size_x = 256) in;

layout(buffer_reference, std430, buffer_reference_align = 8) readonly buffer Table { uvec2 v[]; };
layout(buffer_reference, std430, buffer_reference_align = 2) buffer Row { ELEMENT v[]; };

layout(push_constant) uniform Push {
    uvec2 table;      //  0
    uint lanes;       //  8
    uint steps;       // 12 a multiple of 4
    uint firstGroup;  // 16
} push;

void main() {
    uint base = linear_group(push.firstGroup) * THREADS * SUMS * WIDTH + gl_LocalInvocationID.x;
    uvec2 a = Table(push.table).v[0];
    uvec2 d = Table(push.table).v[1];
    SUM times = SUM(Row(a).v[0]);
    SUM plus = SUM(Row(a).v[1]);
    SUM sum[SUMS];
    [[unroll]] for (uint i = 0u; i < SUMS; i++) {
#if defined(TYPE_F16)
        sum[i] = SUM((base + 2u * i * THREADS) % 512u, (base + (2u * i + 1u) * THREADS) % 512u);
#else
        sum[i] = SUM((base + i * THREADS) % 512u);
#endif
    }
    for (uint step = 0u; step < push.steps; step += 4u) {
        [[unroll]] for (uint part = 0u; part < 4u; part++) {
            [[unroll]] for (uint i = 0u; i < SUMS; i++) {
#if defined(TYPE_I32)
                sum[i] = sum[i] * times + plus;
#else
                sum[i] = fma(sum[i], times, plus);
#endif
            }
        }
    }
    [[unroll]] for (uint i = 0u; i < SUMS * WIDTH; i++) {
        uint lane = base + i * THREADS;
        if (lane < push.lanes) {
#if defined(TYPE_F16)
            Row(address_add(d, lane << SIZE_LOG2)).v[0] = sum[i / 2u][i % 2u];
#else
            Row(address_add(d, lane << SIZE_LOG2)).v[0] = sum[i];
#endif
        }
    }
}
