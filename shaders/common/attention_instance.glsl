// SPDX-License-Identifier: Apache-2.0
//
// One attention problem: O = softmax(scale * Q K^T + mask) V for every batch and head.
// Element (b, h, s, x) of an operand lies at base + (b * batchStride + h * headStride + s * seqStride + x) elements, so
// bshd, bhsd and packed-qkv layouts differ in strides only. Query head h reads key-value head h / (heads / kvHeads).
// Key j is allowed for query i iff i + shift - left <= j <= i + shift + right and 0 <= j < seqKV.
//   none: left = right = UNLIMITED; causal top-left: shift 0, left UNLIMITED, right 0;
//   causal bottom-right: shift seqKV - seqQ; sliding window of w keys: left w - 1.
// A query without allowed keys gives zeros. Keys that are not allowed contribute nothing, whatever they hold. Allowed keys
// follow IEEE rules: NaN in Q, K or V, a score of +inf, and a row whose allowed scores are all -inf give NaN.
//
// AttentionInstance: 128 bytes, little endian, address a multiple of 16.
//   byte  0  uvec2 q, 8 k, 16 v, 24 o              addresses, multiples of the element size; o overlaps nothing
//        32  uint qBatch, 36 qHead, 40 qSeq        strides in elements
//        44  uint kBatch, 48 kHead, 52 kSeq
//        56  uint vBatch, 60 vHead, 64 vSeq
//        68  uint oBatch, 72 oHead, 76 oSeq
//        80  uint batch, 84 heads, 88 kvHeads      heads a multiple of kvHeads
//        92  uint seqQ, 96 seqKV                   seqQ * heads / kvHeads < 2^30, seqKV < 2^30, 0 allowed
//       100  uint dQK, 104 dV                      at least 1
//       108  float scale
//       112  int shift, 116 left, 120 right        |value| < 2^30, or left, right == UNLIMITED (0x7fffffff)
//       124  uint reserved                         0

#ifndef PARITY_COMMON_ATTENTION_INSTANCE
#define PARITY_COMMON_ATTENTION_INSTANCE

struct AttentionInstance {
    uvec2 q;
    uvec2 k;
    uvec2 v;
    uvec2 o;
    uint qBatch;
    uint qHead;
    uint qSeq;
    uint kBatch;
    uint kHead;
    uint kSeq;
    uint vBatch;
    uint vHead;
    uint vSeq;
    uint oBatch;
    uint oHead;
    uint oSeq;
    uint batch;
    uint heads;
    uint kvHeads;
    uint seqQ;
    uint seqKV;
    uint dQK;
    uint dV;
    float scale;
    int shift;
    int left;
    int right;
    uint reserved;
};

layout(buffer_reference, std430, buffer_reference_align = 16) readonly buffer AttentionProblem {
    AttentionInstance instance;
};

const int UNLIMITED = 0x7fffffff;
const float LOG2_E = 1.4426950408889634;

// First and last key allowed for query i; none when first > last.
int first_key(AttentionInstance p, int i) {
    return p.left == UNLIMITED ? 0 : max(0, i + p.shift - p.left);
}

int last_key(AttentionInstance p, int i) {
    return p.right == UNLIMITED ? int(p.seqKV) - 1 : min(int(p.seqKV) - 1, i + p.shift + p.right);
}

// The kernels treat the heads / kvHeads query heads that share a key-value head as rows of one problem:
// row r is query r / group of head kvHead * group + r % group. `head` below counts key-value heads over the whole batch.
uint group_of(AttentionInstance p) {
    return p.heads / p.kvHeads;
}

uint rows_of(AttentionInstance p) {
    return p.seqQ * group_of(p);
}

// base + (b * batchStride + h * headStride + s * seqStride) elements.
uvec2 sequence_address(uvec2 base, uint b, uint batchStride, uint h, uint headStride, uint s, uint seqStride, uint sizeLog2) {
    uvec2 element = address_add(wide_product(b, batchStride), wide_product(h, headStride));
    element = address_add(element, wide_product(s, seqStride));
    return address_add(base, wide_shift_left(element, sizeLog2));
}

uvec2 query_address(AttentionInstance p, uint head, uint row, uint sizeLog2) {
    uint group = group_of(p);
    uint query = row / group;
    return sequence_address(p.q, head / p.kvHeads, p.qBatch, head % p.kvHeads * group + row - query * group, p.qHead,
                            query, p.qSeq, sizeLog2);
}

uvec2 output_address(AttentionInstance p, uint head, uint row, uint sizeLog2) {
    uint group = group_of(p);
    uint query = row / group;
    return sequence_address(p.o, head / p.kvHeads, p.oBatch, head % p.kvHeads * group + row - query * group, p.oHead,
                            query, p.oSeq, sizeLog2);
}

uvec2 key_address(AttentionInstance p, uint head, uint key, uint sizeLog2) {
    return sequence_address(p.k, head / p.kvHeads, p.kBatch, head % p.kvHeads, p.kHead, key, p.kSeq, sizeLog2);
}

uvec2 value_address(AttentionInstance p, uint head, uint key, uint sizeLog2) {
    return sequence_address(p.v, head / p.kvHeads, p.vBatch, head % p.kvHeads, p.vHead, key, p.vSeq, sizeLog2);
}

#endif
