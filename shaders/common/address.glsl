// SPDX-License-Identifier: Apache-2.0
//
// 64-bit device addresses as uvec2(low, high), without any 64-bit integer type.
// Byte offsets are exact for every column * stride product below 2^64, so operands of many GiB are reached.

#ifndef PARITY_COMMON_ADDRESS
#define PARITY_COMMON_ADDRESS

uvec2 address_add(uvec2 a, uvec2 b) {
    uint carry;
    uint low = uaddCarry(a.x, b.x, carry);
    return uvec2(low, a.y + b.y + carry);
}

uvec2 address_add(uvec2 a, uint bytes) {
    return address_add(a, uvec2(bytes, 0u));
}

// a * b as 64 bits.
uvec2 wide_product(uint a, uint b) {
    uint high;
    uint low;
    umulExtended(a, b, high, low);
    return uvec2(low, high);
}

// value << shift, 0 <= shift <= 4.
uvec2 wide_shift_left(uvec2 value, uint shift) {
    return shift == 0u ? value : uvec2(value.x << shift, (value.y << shift) | (value.x >> (32u - shift)));
}

// base + ((column * stride + index) << sizeLog2), every term unsigned.
uvec2 element_address(uvec2 base, uint column, uint stride, uint index, uint sizeLog2) {
    uvec2 element = address_add(wide_product(column, stride), index);
    return address_add(base, wide_shift_left(element, sizeLog2));
}

// The workgroup's place in a grid folded over x and y (65535 each), counted from `first`.
uint linear_group(uint first) {
    return first + gl_WorkGroupID.y * gl_NumWorkGroups.x + gl_WorkGroupID.x;
}

#endif
