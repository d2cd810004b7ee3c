// SPDX-License-Identifier: Apache-2.0
//
// Weights of an online softmax whose scores are in units of log2.

#ifndef PARITY_COMMON_SOFTMAX
#define PARITY_COMMON_SOFTMAX

// 2^x for x <= 0 or NaN: 0 below the normal range, so 2^-inf is exactly 0; NaN stays.
float weight(float x) {
    float y = x < -126.0 ? 0.0 : exp2(x);
    return (floatBitsToUint(x) & 0x7fffffffu) > 0x7f800000u ? x : y;
}

#endif
