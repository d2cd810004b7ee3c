// SPDX-License-Identifier: Apache-2.0
//
// Packed operands of the texel kernels: panels of `panelRows` rows, k-major, f32.
//   packed[panel][k < depth][row < panelRows]; one RGBA32F texel is 4 rows at one k.
// Rows beyond the operand and k beyond its depth are zero; a panel wholly beyond the last row is left unwritten.
// Define exactly one of PARITY_PACK_F32, PARITY_PACK_H16 (16-bit elements; constant 0: 1 f16, 2 bf16) and PARITY_PACK_F8 (3 e4m3,
// 4 e5m2; needs common/float8.glsl).

#ifndef PARITY_COMMON_PACK
#define PARITY_COMMON_PACK

#ifdef PARITY_PACK_H16
layout(constant_id = 0) const uint INPUT_KIND = 1;
#define PACK_LOG2 1u
float pack_load(uvec2 address) {
    uint bits = uint(U16Row(address).v[0]);
    return INPUT_KIND == KIND_F16 ? f16_to_f32(bits) : bf16_to_f32(bits);
}
#elif defined(PARITY_PACK_F8)
layout(constant_id = 0) const uint INPUT_KIND = 3;
#define PACK_LOG2 0u
float pack_load(uvec2 address) {
    uint bits = uint(U8Row(address).v[0]);
    return INPUT_KIND == KIND_E4M3 ? e4m3_to_f32(bits) : e5m2_to_f32(bits);
}
#else
#define PACK_LOG2 2u
float pack_load(uvec2 address) {
    return F32Row(address).v[0];
}
#endif

// Copies 4 rows x 8 k: element (row i, k j) from rows[i] + j * depthStep bytes to target[j][i], texels of one k being
// `quads` apart. Elements at or beyond the limits become zero and are not read. One path for every orientation: on CPU
// devices both sides of a branch run, and a load costs the same whichever way it strides.
// `factor` multiplies every element. With `finiteOnly`, infinities and NaN become 0. Returns whether all were finite.
bool pack_copy(uvec2 rows[4], uvec2 depthStep, int rowLimit, int depthLimit, uvec2 target, int quads, float factor,
               bool finiteOnly) {
    F32x4Row packed = F32x4Row(target);
    bool finite = true;
    [[unroll]] for (int j = 0; j < 8; ++j) {
        vec4 x = vec4(0.0);
        [[unroll]] for (int i = 0; i < 4; ++i) {
            if (i < rowLimit && j < depthLimit) {
                x[i] = pack_load(rows[i]);
            }
            rows[i] = address_add(rows[i], depthStep);
        }
        if (finiteOnly) {
            bvec4 usual = lessThan(floatBitsToUint(x) & 0x7fffffffu, uvec4(0x7f800000u));
            x = mix(vec4(0.0), x, usual);
            finite = finite && all(usual);
        }
        packed.v[j * quads] = x * factor;
    }
    return finite;
}

#endif
