// SPDX-License-Identifier: Apache-2.0
//
// The gradients of one attention: with P = exp(scale Q K^T - lse) where the mask lets a pair through and 0 elsewhere, and
// dS = P (dO V^T - delta): dV = P^T dO, dQ = scale dS K, dK = scale dS^T Q, dK and dV summed over the query heads that share
// a key-value head (FlashAttention, Dao et al., 2022, algorithm 4).
//
// AttentionBackwardInstance: 176 bytes, little endian, address a multiple of 16.
//   byte  0  AttentionInstance forward     its `o` is the output that the forward pass left
//       128  uvec2 dO                      as O
//       136  uvec2 lse                     f32, batch x heads x seqQ
//       144  uvec2 delta                   f32, batch * kvHeads x rows: rowsum(dO * O); scratch
//       152  uvec2 dQ, 160 dK, 168 dV      as Q, K and V; overlap nothing

#ifndef PARITY_COMMON_ATTENTION_BACKWARD_INSTANCE
#define PARITY_COMMON_ATTENTION_BACKWARD_INSTANCE

struct AttentionBackwardInstance {
    AttentionInstance forward;
    uvec2 dO;
    uvec2 lse;
    uvec2 delta;
    uvec2 dQ;
    uvec2 dK;
    uvec2 dV;
};

layout(buffer_reference, std430, buffer_reference_align = 16) readonly buffer AttentionBackwardProblem {
    AttentionBackwardInstance instance;
};

// Where row `row` of key-value head `head` starts, in an operand at `base` that is laid out as Q or as O.
uvec2 like_query(AttentionInstance p, uvec2 base, uint head, uint row, uint sizeLog2) {
    p.q = base;
    return query_address(p, head, row, sizeLog2);
}

uvec2 like_output(AttentionInstance p, uvec2 base, uint head, uint row, uint sizeLog2) {
    p.o = base;
    return output_address(p, head, row, sizeLog2);
}

uvec2 lse_address(AttentionBackwardInstance p, uint head, uint row) {
    AttentionInstance f = p.forward;
    f.o = p.lse;
    f.oBatch = f.heads * f.seqQ;
    f.oHead = f.seqQ;
    f.oSeq = 1u;
    return output_address(f, head, row, 2u);
}

uvec2 delta_address(AttentionBackwardInstance p, uint head, uint row) {
    return element_address(p.delta, head, rows_of(p.forward), row, 2u);
}

// First and last query that key j is allowed for; none when first > last.
int first_query(AttentionInstance p, int j) {
    return p.right == UNLIMITED ? 0 : max(0, j - p.shift - p.right);
}

int last_query(AttentionInstance p, int j) {
    return p.left == UNLIMITED ? int(p.seqQ) - 1 : min(int(p.seqQ) - 1, j - p.shift + p.left);
}

#endif
