// SPDX-License-Identifier: Apache-2.0
//
// O = softmax(scale * Q K^T + mask) V by online softmax: any head size, layout, mask, and grouping of heads.
//
// One workgroup of 256 invocations (16 x 16) computes 32 rows of one key-value head; the query heads that share it are
// folded into the rows (attention_instance.glsl), so decoding with grouped heads reads each key once. Keys go by in blocks
// of 32, over the range the mask leaves for the 32 rows. Per block: scores from 32-deep slices of Q and K in shared memory;
// running maximum and sum by 8 invocations a row; then O, 64 columns of V at a time. No score leaves the workgroup.
// Masked keys are skipped in the sum over V, never multiplied by zero. Slices are zero padded, so inner loops have fixed
// lengths and unroll (lavapipe ends every loop of an invocation after 65535 iterations in all).
//
// Compile-time: TYPE_F32 | TYPE_H16. Specialisation constants: 0 ELEMENT_KIND (H16: 1 f16, 2 bf16; Q, K, V and O alike);
// 1 VALUE_BLOCKS = ceil(dV / 64), at most 9 (dV 576), at least 1.
// Bindings: none. Push constants: Push below, 12 bytes. Accumulation f32.
// Grid: rowBlocks * batch * kvHeads workgroups, rowBlocks = ceil(seqQ * heads / kvHeads / 32), heads fastest, last rows
// first; folded over x <= 65535 and y.
// Shared memory: 22016 bytes.

#version 450
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_buffer_reference : require
#extension GL_EXT_buffer_reference_uvec2 : require
#extension GL_EXT_control_flow_attributes : require
#ifdef TYPE_H16
#extension GL_EXT_shader_16bit_storage : require
#define PARITY_STORAGE_16
#endif

#include "common/address.glsl"
#include "common/half.glsl"
#include "common/storage.glsl"
#include "common/attention_instance.glsl"

#define ROWS 32
#define KEYS 32
#define DEPTH 32
#define COLUMNS 64
#define STRIDE (KEYS + 1)

layout(local_size_x = 256) in;
layout(constant_id = 0) const uint ELEMENT_KIND = 1;
layout(constant_id = 1) const uint VALUE_BLOCKS = 9;

layout(push_constant) uniform Push {
    uvec2 problem;    // 0 address of an AttentionInstance
    uint firstGroup;  // 8
} push;

#ifdef TYPE_H16
#define ELEMENT_LOG2 1u
float load_element(uvec2 row, uint i) {
    uint bits = uint(U16Row(row).v[i]);
    return ELEMENT_KIND == KIND_F16 ? f16_to_f32(bits) : bf16_to_f32(bits);
}
void store_element(uvec2 row, uint i, float x) {
    U16Row(row).v[i] = uint16_t(ELEMENT_KIND == KIND_F16 ? f32_to_f16(x) : f32_to_bf16(x));
}
#else
#define ELEMENT_LOG2 2u
float load_element(uvec2 row, uint i) { return F32Row(row).v[i]; }
void store_element(uvec2 row, uint i, float x) { F32Row(row).v[i] = x; }
#endif

shared float sliceQ[ROWS * (DEPTH + 1)];
shared float sliceK[KEYS * (DEPTH + 1)];
shared float scores[ROWS * STRIDE];
shared float blockV[KEYS * COLUMNS];
shared float partials[ROWS * 8];
shared float factors[ROWS];

const uint INFINITY_BITS = 0x7f800000u;

// 2^x for x <= 0 or NaN; 0 below the normal range, so 2^-inf is exactly 0; NaN stays.
float weight(float x) {
    if ((floatBitsToUint(x) & 0x7fffffffu) > INFINITY_BITS) {
        return x;
    }
    return x < -126.0 ? 0.0 : exp2(x);
}

void main() {
    AttentionInstance p = AttentionProblem(push.problem).instance;
    const float NEGATIVE_INFINITY = uintBitsToFloat(0xff800000u);
    uint rows = rows_of(p);
    uint group = group_of(p);
    uint heads = p.batch * p.kvHeads;
    uint rowBlocks = (rows + ROWS - 1u) / ROWS;
    uint linear = linear_group(push.firstGroup);
    if (linear >= rowBlocks * heads) {
        return;
    }
    uint head = linear % heads;
    uint row0 = (rowBlocks - 1u - linear / heads) * ROWS;
    uint lastRow = min(row0 + ROWS, rows) - 1u;

    uint t = gl_LocalInvocationIndex;
    uint tx = t % 16u;
    uint ty = t / 16u;
    float scale = p.scale * LOG2_E;

    // The range of keys that some row may see, and the range that every row may see: both ends rise with the query.
    int begin = first_key(p, int(row0 / group));
    int end = last_key(p, int(lastRow / group)) + 1;
    int commonFirst = first_key(p, int(lastRow / group));
    int commonLast = last_key(p, int(row0 / group));

    // Rows as multiplied (two of them) and as reduced (one of them, 8 invocations each).
    int first[2];
    int last[2];
    [[unroll]] for (int i = 0; i < 2; ++i) {
        int query = int(min(row0 + ty * 2u + uint(i), lastRow) / group);
        first[i] = first_key(p, query);
        last[i] = last_key(p, query);
    }
    uint reducedRow = t / 8u;
    uint part = t % 8u;
    float maximum = NEGATIVE_INFINITY;
    float total = 0.0;

    float o[2][VALUE_BLOCKS * 4];
    [[unroll]] for (int i = 0; i < 2; ++i) {
        [[unroll]] for (int c = 0; c < VALUE_BLOCKS * 4; ++c) {
            o[i][c] = 0.0;
        }
    }

    for (int key0 = begin; key0 < end; key0 += KEYS) {
        float s[2][2] = float[2][2](float[2](0.0, 0.0), float[2](0.0, 0.0));
        for (uint d0 = 0u; d0 < p.dQK; d0 += DEPTH) {
            uint d = d0 + t % DEPTH;
            [[unroll]] for (uint i = 0u; i < ROWS; i += 256u / DEPTH) {
                uint line = i + t / DEPTH;
                float q = 0.0;
                float k = 0.0;
                if (d < p.dQK && row0 + line <= lastRow) {
                    q = load_element(query_address(p, head, row0 + line, ELEMENT_LOG2), d);
                }
                if (d < p.dQK && key0 + int(line) < end) {
                    k = load_element(key_address(p, head, uint(key0) + line, ELEMENT_LOG2), d);
                }
                sliceQ[line * (DEPTH + 1) + t % DEPTH] = q;
                sliceK[line * (DEPTH + 1) + t % DEPTH] = k;
            }
            barrier();
            [[unroll]] for (uint x = 0u; x < DEPTH; ++x) {
                float q0 = sliceQ[(ty * 2u) * (DEPTH + 1) + x];
                float q1 = sliceQ[(ty * 2u + 1u) * (DEPTH + 1) + x];
                float k0 = sliceK[tx * (DEPTH + 1) + x];
                float k1 = sliceK[(tx + 16u) * (DEPTH + 1) + x];
                s[0][0] = fma(q0, k0, s[0][0]);
                s[0][1] = fma(q0, k1, s[0][1]);
                s[1][0] = fma(q1, k0, s[1][0]);
                s[1][1] = fma(q1, k1, s[1][1]);
            }
            barrier();
        }
        [[unroll]] for (int i = 0; i < 2; ++i) {
            [[unroll]] for (int j = 0; j < 2; ++j) {
                int key = key0 + int(tx) + j * 16;
                bool allowed = key >= first[i] && key <= last[i];
                scores[(ty * 2u + uint(i)) * STRIDE + tx + uint(j) * 16u] = allowed ? s[i][j] * scale : NEGATIVE_INFINITY;
            }
        }
        barrier();

        // Online softmax. A row that has seen nothing above -inf keeps maximum -inf, total 0 and O 0.
        uint at = reducedRow * STRIDE + part * 4u;
        float own = max(max(scores[at], scores[at + 1u]), max(scores[at + 2u], scores[at + 3u]));
        partials[t] = own;
        barrier();
        float raised = maximum;
        [[unroll]] for (uint i = 0u; i < 8u; ++i) {
            raised = max(raised, partials[reducedRow * 8u + i]);
        }
        float reference = raised == NEGATIVE_INFINITY ? 0.0 : raised;
        float factor = weight(maximum - reference);
        maximum = raised;
        float added = 0.0;
        [[unroll]] for (uint i = 0u; i < 4u; ++i) {
            float w = weight(scores[at + i] - reference);
            scores[at + i] = w;
            added += w;
        }
        total = total * factor + added;
        if (part == 0u) {
            factors[reducedRow] = factor;
        }
        barrier();

        float factor0 = factors[ty * 2u];
        float factor1 = factors[ty * 2u + 1u];
        int keys = min(KEYS, end - key0);
        bool unmasked = key0 >= commonFirst && key0 + keys - 1 <= commonLast;
        [[unroll]] for (int block = 0; block < VALUE_BLOCKS; ++block) {
            [[unroll]] for (uint i = 0u; i < KEYS; i += 256u / COLUMNS) {
                uint key = i + t / COLUMNS;
                uint column = uint(block) * COLUMNS + t % COLUMNS;
                float v = 0.0;
                if (column < p.dV && int(key) < keys) {
                    v = load_element(value_address(p, head, uint(key0) + key, ELEMENT_LOG2), column);
                }
                blockV[key * COLUMNS + t % COLUMNS] = v;
            }
            barrier();
            [[unroll]] for (int c = 0; c < 4; ++c) {
                o[0][block * 4 + c] *= factor0;
                o[1][block * 4 + c] *= factor1;
            }
            for (int key8 = 0; key8 < KEYS; key8 += 8) {
                [[unroll]] for (int i = 0; i < 8; ++i) {
                    int key = key8 + i;
                    float w0 = scores[ty * 2u * STRIDE + uint(key)];
                    float w1 = scores[(ty * 2u + 1u) * STRIDE + uint(key)];
                    bool use0 = unmasked || (key0 + key >= first[0] && key0 + key <= last[0]);
                    bool use1 = unmasked || (key0 + key >= first[1] && key0 + key <= last[1]);
                    [[unroll]] for (int c = 0; c < 4; ++c) {
                        float v = blockV[uint(key) * COLUMNS + tx + uint(c) * 16u];
                        o[0][block * 4 + c] = use0 ? fma(w0, v, o[0][block * 4 + c]) : o[0][block * 4 + c];
                        o[1][block * 4 + c] = use1 ? fma(w1, v, o[1][block * 4 + c]) : o[1][block * 4 + c];
                    }
                }
            }
            barrier();
        }
    }

    // Divisors: infinity (O becomes 0) for a row without allowed keys, NaN for one whose scores were all -inf.
    partials[t] = total;
    barrier();
    if (part == 0u) {
        float sum = 0.0;
        [[unroll]] for (uint i = 0u; i < 8u; ++i) {
            sum += partials[reducedRow * 8u + i];
        }
        if (maximum == NEGATIVE_INFINITY && sum == 0.0) {
            int query = int(min(row0 + reducedRow, lastRow) / group);
            bool any = first_key(p, query) <= last_key(p, query);
            sum = uintBitsToFloat(any ? 0x7fc00000u : INFINITY_BITS);
        }
        factors[reducedRow] = sum;
    }
    barrier();
    [[unroll]] for (int i = 0; i < 2; ++i) {
        uint row = row0 + ty * 2u + uint(i);
        if (row <= lastRow) {
            uvec2 target = output_address(p, head, row, ELEMENT_LOG2);
            float divisor = factors[ty * 2u + uint(i)];
            [[unroll]] for (int c = 0; c < VALUE_BLOCKS * 4; ++c) {
                uint column = uint(c) * 16u + tx;
                if (column < p.dV) {
                    store_element(target, column, o[i][c] / divisor);
                }
            }
        }
    }
}
