// SPDX-License-Identifier: Apache-2.0
//
// 16-bit floating point as raw bits in the low half of a uint.
// Widening is exact. Narrowing rounds to nearest, ties to even, in integer arithmetic, so it does not depend on the
// device's rounding or denormal mode: f16 overflows to infinity from 65520 on, subnormals are kept, NaN stays a quiet NaN.

#ifndef PARITY_COMMON_HALF
#define PARITY_COMMON_HALF

float f16_to_f32(uint bits) {
    return unpackHalf2x16(bits).x;
}

float bf16_to_f32(uint bits) {
    return uintBitsToFloat(bits << 16);
}

uint f32_to_f16(float value) {
    uint bits = floatBitsToUint(value);
    uint sign = (bits >> 16) & 0x8000u;
    uint magnitude = bits & 0x7fffffffu;
    if (magnitude > 0x7f800000u) {
        return sign | 0x7e00u | ((magnitude >> 13) & 0x3ffu);
    }
    if (magnitude >= 0x477ff000u) {
        return sign | 0x7c00u;
    }
    if (magnitude >= 0x38800000u) {
        uint normal = magnitude - 0x38000000u;
        return sign | ((normal + 0xfffu + ((normal >> 13) & 1u)) >> 13);
    }
    uint exponent = magnitude >> 23;
    if (exponent < 102u) {
        return sign;
    }
    uint mantissa = (magnitude & 0x7fffffu) | 0x800000u;
    uint shift = 126u - exponent;
    uint kept = mantissa >> shift;
    uint rest = mantissa & ((1u << shift) - 1u);
    uint tie = 1u << (shift - 1u);
    if (rest > tie || (rest == tie && (kept & 1u) == 1u)) {
        kept += 1u;
    }
    return sign | kept;
}

uint f32_to_bf16(float value) {
    uint bits = floatBitsToUint(value);
    if ((bits & 0x7fffffffu) > 0x7f800000u) {
        return (bits >> 16) | 0x40u;
    }
    return (bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16;
}

#endif
