// SPDX-License-Identifier: Apache-2.0
//
// 8-bit floats as bits, kinds 3 (e4m3: no infinity, NaN at all ones) and 4 (e5m2), and their scaling factors.
// Widening is exact. Narrowing rounds to nearest, ties to even, and saturates, infinities included.
// Needs common/address.glsl, common/storage.glsl and GL_EXT_shader_8bit_storage.

#ifndef PARITY_COMMON_FLOAT8
#define PARITY_COMMON_FLOAT8

const uint KIND_E4M3 = 3u;
const uint KIND_E5M2 = 4u;

layout(buffer_reference, std430, buffer_reference_align = 1) buffer U8Row {
    uint8_t v[];
};

// How the values of an operand are scaled back; two of them, for A and B, follow the table of GemmInstances.
struct OperandScaling {
    uvec2 address;        //  0
    uint kind;            //  8 0 none, 1 one f32, 2 an f32 a block, 3 a byte a block, 2^(byte - 127), NaN at all ones
    uint blockK;          // 12
    uint blockOther;      // 16 rows of op(A) or columns of op(B)
    uint blockRows;       // 20 blocks over m or n: the factors of one instance are [k / blockK][other / blockOther]
    uint instanceStride;  // 24 factors
    uint reserved;        // 28
};

layout(buffer_reference, std430, buffer_reference_align = 16) readonly buffer Scalings {
    OperandScaling of[2];
};

float scaling_factor(OperandScaling s, uint instance, uint other, uint k) {
    if (s.kind == 0u) {
        return 1.0;
    }
    if (s.kind == 1u) {
        return F32Row(s.address).v[0];
    }
    uvec2 at = address_add(wide_product(instance, s.instanceStride),
                           address_add(wide_product(k / s.blockK, s.blockRows), other / s.blockOther));
    if (s.kind == 2u) {
        return F32Row(address_add(s.address, wide_shift_left(at, 2u))).v[0];
    }
    uint bits = uint(U8Row(address_add(s.address, at)).v[0]);
    return uintBitsToFloat(bits == 255u ? 0x7fc00000u : bits == 0u ? 0x00400000u : bits << 23);
}

float e4m3_to_f32(uint bits) {
    uint magnitude = bits & 0x7fu;
    float x = magnitude < 8u ? float(magnitude) * 0.001953125 : uintBitsToFloat((magnitude << 20) + (120u << 23));
    x = magnitude == 0x7fu ? uintBitsToFloat(0x7fc00000u) : x;
    return (bits & 0x80u) != 0u ? -x : x;
}

float e5m2_to_f32(uint bits) {
    uint magnitude = bits & 0x7fu;
    float x = magnitude < 4u ? float(magnitude) * 0.0000152587890625 : uintBitsToFloat((magnitude << 21) + (112u << 23));
    x = magnitude > 0x7bu ? uintBitsToFloat(magnitude == 0x7cu ? 0x7f800000u : 0x7fc00000u) : x;
    return (bits & 0x80u) != 0u ? -x : x;
}

uint f32_to_e4m3(float value) {
    uint bits = floatBitsToUint(value);
    uint sign = (bits >> 24) & 0x80u;
    uint magnitude = bits & 0x7fffffffu;
    if (magnitude > 0x7f800000u) {
        return sign | 0x7fu;
    }
    if (magnitude >= 0x43e00000u) {  // 448
        return sign | 0x7eu;
    }
    if (magnitude < 0x3c800000u) {   // 2^-6
        return sign | uint(roundEven(uintBitsToFloat(magnitude) * 512.0));
    }
    return sign | (((magnitude + 0x7ffffu + ((magnitude >> 20) & 1u)) >> 20) - (120u << 3));
}

uint f32_to_e5m2(float value) {
    uint bits = floatBitsToUint(value);
    uint sign = (bits >> 24) & 0x80u;
    uint magnitude = bits & 0x7fffffffu;
    if (magnitude > 0x7f800000u) {
        return sign | 0x7fu;
    }
    if (magnitude >= 0x47600000u) {  // 57344
        return sign | 0x7bu;
    }
    if (magnitude < 0x38800000u) {   // 2^-14
        return sign | uint(roundEven(uintBitsToFloat(magnitude) * 65536.0));
    }
    return sign | (((magnitude + 0xfffffu + ((magnitude >> 21) & 1u)) >> 21) - (112u << 2));
}

#endif
