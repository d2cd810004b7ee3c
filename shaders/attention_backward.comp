// SPDX-License-Identifier: Apache-2.0
//
// The gradients of attention in three dispatches: any head sizes, layout, mask, and grouping of heads.
//
//   PASS_DELTA    delta = rowsum(dO * O), by 8 invocations a row, 32 rows a workgroup.
//   PASS_KEYS     dK and dV of 32 keys of a key-value head a workgroup: its rows go by in blocks of 32, over the range that
//                 sees any of the keys. The query heads that share the head are folded into the rows, so their sum is here.
//   PASS_QUERIES  dQ of 32 rows a workgroup: keys go by in blocks of 32.
//
// Both of the latter compute the 32 x 32 tile of P and dS anew from slices of 32 elements in shared memory, and multiply
// it into sums in registers, 64 columns of dO, Q or K at a time. Pairs that the mask hides are skipped in these sums, never
// multiplied by zero. Slices are zero padded, so inner loops have fixed lengths and unroll. Nothing is summed by atomics.
//
// Compile-time: TYPE_F32 | TYPE_H16, one PASS. Specialisation constants: 0 ELEMENT_KIND (H16: 1 f16, 2 bf16; all operands
// but lse alike); 1 QK_BLOCKS = ceil(dQK / 64); 2 VALUE_BLOCKS = ceil(dV / 64); 1 to 9 each (576).
// Bindings: none. Push constants: Push below, 12 bytes. Accumulation f32.
// Grid: blocks * batch * kvHeads workgroups of 256 (16 x 16), heads fastest; blocks = ceil(seqKV / 32) for PASS_KEYS, else
// ceil(seqQ * heads / kvHeads / 32), last rows first; folded over x <= 65535 and y. PASS_DELTA comes first, then a barrier.
// Shared memory: at most 17408 bytes.

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
#include "common/attention_backward_instance.glsl"

#define ROWS 32
#define KEYS 32
#define DEPTH 32
#define COLUMNS 64
#define STRIDE (KEYS + 1)

layout(local_size_x = 256) in;
layout(constant_id = 0) const uint ELEMENT_KIND = 1;
layout(constant_id = 1) const uint QK_BLOCKS = 9;
layout(constant_id = 2) const uint VALUE_BLOCKS = 9;

layout(push_constant) uniform Push {
    uvec2 problem;    // 0 address of an AttentionBackwardInstance
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

#ifdef PASS_DELTA

shared float partials[256];

void main() {
    AttentionBackwardInstance p = AttentionBackwardProblem(push.problem).instance;
    AttentionInstance f = p.forward;
    uint rows = rows_of(f);
    uint heads = f.batch * f.kvHeads;
    uint linear = linear_group(push.firstGroup);
    if (linear >= (rows + ROWS - 1u) / ROWS * heads) {
        return;
    }
    uint head = linear % heads;
    uint t = gl_LocalInvocationIndex;
    uint row = linear / heads * ROWS + t / 8u;
    float sum = 0.0;
    if (row < rows) {
        uvec2 dO = like_output(f, p.dO, head, row, ELEMENT_LOG2);
        uvec2 o = output_address(f, head, row, ELEMENT_LOG2);
        for (uint x = t % 8u; x < f.dV; x += 8u) {
            sum = fma(load_element(dO, x), load_element(o, x), sum);
        }
    }
    partials[t] = sum;
    barrier();
    if (t % 8u == 0u && row < rows) {
        [[unroll]] for (uint i = 1u; i < 8u; ++i) {
            sum += partials[t + i];
        }
        F32Row(delta_address(p, head, row)).v[0] = sum;
    }
}

#else

// Slices of two operands, or a block of one.
shared float staged[(ROWS + KEYS) * (DEPTH + 1)];
shared float weights[ROWS * STRIDE];    // P
shared float gradients[ROWS * STRIDE];  // dS
// Of the rows of the tile: the keys that each sees, lse and delta.
shared int firstKeys[ROWS];
shared int lastKeys[ROWS];
shared float sums[ROWS];
shared float deltas[ROWS];

const uint INFINITY_BITS = 0x7f800000u;

// e^x; 0 below the normal range, so that e^-inf is exactly 0; NaN stays.
float weight(float x) {
    if ((floatBitsToUint(x) & 0x7fffffffu) > INFINITY_BITS) {
        return x;
    }
    return x < -87.3 ? 0.0 : exp2(x * LOG2_E);
}

// Reads what the rows row0 ..< rowEnd of a tile need; they hold after a barrier. Other rows see no key.
void read_rows(AttentionBackwardInstance p, uint head, uint row0, uint rowEnd) {
    uint t = gl_LocalInvocationIndex;
    if (t < ROWS) {
        uint row = row0 + t;
        bool isRow = row < rowEnd;
        int query = int(row / group_of(p.forward));
        firstKeys[t] = isRow ? first_key(p.forward, query) : 0;
        lastKeys[t] = isRow ? last_key(p.forward, query) : -1;
        sums[t] = isRow ? F32Row(lse_address(p, head, row)).v[0] : 0.0;
        deltas[t] = isRow ? F32Row(delta_address(p, head, row)).v[0] : 0.0;
    }
}

// Products of rows ty * 2, ty * 2 + 1 with keys tx, tx + 16: of Q with K, or of dO with V. Begins and ends with all
// invocations done with `staged`.
vec4 products(AttentionBackwardInstance p, bool ofValues, uint head, uint row0, uint rowEnd, uint key0, uint keyEnd) {
    AttentionInstance f = p.forward;
    uint t = gl_LocalInvocationIndex;
    uint tx = t % 16u;
    uint ty = t / 16u;
    uint depth = ofValues ? f.dV : f.dQK;
    vec4 s = vec4(0.0);
    for (uint d0 = 0u; d0 < depth; d0 += DEPTH) {
        uint d = d0 + t % DEPTH;
        [[unroll]] for (uint i = 0u; i < ROWS; i += 256u / DEPTH) {
            uint line = i + t / DEPTH;
            float a = 0.0;
            float b = 0.0;
            if (d < depth && row0 + line < rowEnd) {
                a = load_element(ofValues ? like_output(f, p.dO, head, row0 + line, ELEMENT_LOG2)
                                          : query_address(f, head, row0 + line, ELEMENT_LOG2), d);
            }
            if (d < depth && key0 + line < keyEnd) {
                b = load_element(ofValues ? value_address(f, head, key0 + line, ELEMENT_LOG2)
                                          : key_address(f, head, key0 + line, ELEMENT_LOG2), d);
            }
            staged[line * (DEPTH + 1) + t % DEPTH] = a;
            staged[(ROWS + line) * (DEPTH + 1) + t % DEPTH] = b;
        }
        barrier();
        [[unroll]] for (uint x = 0u; x < DEPTH; ++x) {
            float a0 = staged[(ty * 2u) * (DEPTH + 1) + x];
            float a1 = staged[(ty * 2u + 1u) * (DEPTH + 1) + x];
            float b0 = staged[(ROWS + tx) * (DEPTH + 1) + x];
            float b1 = staged[(ROWS + tx + 16u) * (DEPTH + 1) + x];
            s = vec4(fma(a0, b0, s.x), fma(a0, b1, s.y), fma(a1, b0, s.z), fma(a1, b1, s.w));
        }
        barrier();
    }
    return s;
}

// Leaves P and dS of the tile in shared memory, 0 where the mask hides a pair; `read_rows` comes before.
void weigh(AttentionBackwardInstance p, uint head, uint row0, uint rowEnd, uint key0, uint keyEnd) {
    uint tx = gl_LocalInvocationIndex % 16u;
    uint ty = gl_LocalInvocationIndex / 16u;
    vec4 scores = products(p, false, head, row0, rowEnd, key0, keyEnd) * p.forward.scale;
    vec4 values = products(p, true, head, row0, rowEnd, key0, keyEnd);
    [[unroll]] for (uint i = 0u; i < 4u; ++i) {
        uint row = ty * 2u + i / 2u;
        uint slot = tx + i % 2u * 16u;
        int key = int(key0 + slot);
        bool allowed = key >= firstKeys[row] && key <= lastKeys[row];
        float w = weight(scores[i] - sums[row]);
        weights[row * STRIDE + slot] = allowed ? w : 0.0;
        gradients[row * STRIDE + slot] = allowed ? w * (values[i] - deltas[row]) : 0.0;
    }
    barrier();
}

#ifdef PASS_KEYS

// Puts columns `column0` and on of up to 32 rows of Q or dO into `staged`; they hold after a barrier.
void stage_rows(AttentionBackwardInstance p, bool ofValues, uint head, uint row0, uint rowEnd, uint column0) {
    uint t = gl_LocalInvocationIndex;
    uint column = column0 + t % COLUMNS;
    [[unroll]] for (uint i = 0u; i < ROWS; i += 256u / COLUMNS) {
        uint line = i + t / COLUMNS;
        float x = 0.0;
        if (column < (ofValues ? p.forward.dV : p.forward.dQK) && row0 + line < rowEnd) {
            x = load_element(ofValues ? like_output(p.forward, p.dO, head, row0 + line, ELEMENT_LOG2)
                                      : query_address(p.forward, head, row0 + line, ELEMENT_LOG2), column);
        }
        staged[line * COLUMNS + t % COLUMNS] = x;
    }
}

void main() {
    AttentionBackwardInstance p = AttentionBackwardProblem(push.problem).instance;
    AttentionInstance f = p.forward;
    uint group = group_of(f);
    uint heads = f.batch * f.kvHeads;
    uint linear = linear_group(push.firstGroup);
    if (linear >= (f.seqKV + KEYS - 1u) / KEYS * heads) {
        return;
    }
    uint head = linear % heads;
    uint key0 = linear / heads * KEYS;
    uint keyEnd = min(key0 + KEYS, f.seqKV);
    uint tx = gl_LocalInvocationIndex % 16u;
    uint ty = gl_LocalInvocationIndex / 16u;

    // The rows that see any of the keys: both ends rise with the key.
    int begin = first_query(f, int(key0)) * int(group);
    int end = (last_query(f, int(keyEnd) - 1) + 1) * int(group);

    float dK[2][QK_BLOCKS * 4];
    float dV[2][VALUE_BLOCKS * 4];
    [[unroll]] for (int i = 0; i < 2; ++i) {
        [[unroll]] for (int c = 0; c < QK_BLOCKS * 4; ++c) {
            dK[i][c] = 0.0;
        }
        [[unroll]] for (int c = 0; c < VALUE_BLOCKS * 4; ++c) {
            dV[i][c] = 0.0;
        }
    }

    for (int next = begin; next < end; next += ROWS) {
        uint row0 = uint(next);
        uint rowEnd = min(row0 + ROWS, uint(end));
        read_rows(p, head, row0, rowEnd);
        weigh(p, head, row0, rowEnd, key0, keyEnd);
        // Rows beyond the end hold zeros and need no care.
        bool unmasked = int(key0) >= first_key(f, int((rowEnd - 1u) / group))
            && int(keyEnd) - 1 <= last_key(f, int(row0 / group));
        int ownKey = int(key0 + ty * 2u);
        [[unroll]] for (int block = 0; block < VALUE_BLOCKS; ++block) {
            stage_rows(p, true, head, row0, rowEnd, uint(block) * COLUMNS);
            barrier();
            for (uint row8 = 0u; row8 < ROWS; row8 += 8u) {
                [[unroll]] for (uint r = 0u; r < 8u; ++r) {
                    uint row = row8 + r;
                    float w0 = weights[row * STRIDE + ty * 2u];
                    float w1 = weights[row * STRIDE + ty * 2u + 1u];
                    bool use0 = unmasked || (ownKey >= firstKeys[row] && ownKey <= lastKeys[row]);
                    bool use1 = unmasked || (ownKey + 1 >= firstKeys[row] && ownKey + 1 <= lastKeys[row]);
                    [[unroll]] for (int c = 0; c < 4; ++c) {
                        float x = staged[row * COLUMNS + tx + uint(c) * 16u];
                        dV[0][block * 4 + c] = use0 ? fma(w0, x, dV[0][block * 4 + c]) : dV[0][block * 4 + c];
                        dV[1][block * 4 + c] = use1 ? fma(w1, x, dV[1][block * 4 + c]) : dV[1][block * 4 + c];
                    }
                }
            }
            barrier();
        }
        [[unroll]] for (int block = 0; block < QK_BLOCKS; ++block) {
            stage_rows(p, false, head, row0, rowEnd, uint(block) * COLUMNS);
            barrier();
            for (uint row8 = 0u; row8 < ROWS; row8 += 8u) {
                [[unroll]] for (uint r = 0u; r < 8u; ++r) {
                    uint row = row8 + r;
                    float g0 = gradients[row * STRIDE + ty * 2u];
                    float g1 = gradients[row * STRIDE + ty * 2u + 1u];
                    bool use0 = unmasked || (ownKey >= firstKeys[row] && ownKey <= lastKeys[row]);
                    bool use1 = unmasked || (ownKey + 1 >= firstKeys[row] && ownKey + 1 <= lastKeys[row]);
                    [[unroll]] for (int c = 0; c < 4; ++c) {
                        float x = staged[row * COLUMNS + tx + uint(c) * 16u];
                        dK[0][block * 4 + c] = use0 ? fma(g0, x, dK[0][block * 4 + c]) : dK[0][block * 4 + c];
                        dK[1][block * 4 + c] = use1 ? fma(g1, x, dK[1][block * 4 + c]) : dK[1][block * 4 + c];
                    }
                }
            }
            barrier();
        }
    }

    AttentionInstance target = f;
    target.k = p.dK;
    target.v = p.dV;
    [[unroll]] for (int i = 0; i < 2; ++i) {
        uint key = key0 + ty * 2u + uint(i);
        if (key < keyEnd) {
            uvec2 rowK = key_address(target, head, key, ELEMENT_LOG2);
            uvec2 rowV = value_address(target, head, key, ELEMENT_LOG2);
            [[unroll]] for (int c = 0; c < QK_BLOCKS * 4; ++c) {
                uint column = uint(c) * 16u + tx;
                if (column < f.dQK) {
                    store_element(rowK, column, dK[i][c] * f.scale);
                }
            }
            [[unroll]] for (int c = 0; c < VALUE_BLOCKS * 4; ++c) {
                uint column = uint(c) * 16u + tx;
                if (column < f.dV) {
                    store_element(rowV, column, dV[i][c]);
                }
            }
        }
    }
}

#else

void main() {
    AttentionBackwardInstance p = AttentionBackwardProblem(push.problem).instance;
    AttentionInstance f = p.forward;
    uint rows = rows_of(f);
    uint group = group_of(f);
    uint heads = f.batch * f.kvHeads;
    uint rowBlocks = (rows + ROWS - 1u) / ROWS;
    uint linear = linear_group(push.firstGroup);
    if (linear >= rowBlocks * heads) {
        return;
    }
    uint head = linear % heads;
    uint row0 = (rowBlocks - 1u - linear / heads) * ROWS;
    uint rowEnd = min(row0 + ROWS, rows);
    uint t = gl_LocalInvocationIndex;
    uint tx = t % 16u;
    uint ty = t / 16u;

    // The range of keys that some row may see, and the range that every row may see: both ends rise with the query.
    int begin = first_key(f, int(row0 / group));
    int end = last_key(f, int((rowEnd - 1u) / group)) + 1;
    int commonFirst = first_key(f, int((rowEnd - 1u) / group));
    int commonLast = last_key(f, int(row0 / group));
    read_rows(p, head, row0, rowEnd);
    barrier();
    int first[2] = int[2](firstKeys[ty * 2u], firstKeys[ty * 2u + 1u]);
    int last[2] = int[2](lastKeys[ty * 2u], lastKeys[ty * 2u + 1u]);

    float dQ[2][QK_BLOCKS * 4];
    [[unroll]] for (int i = 0; i < 2; ++i) {
        [[unroll]] for (int c = 0; c < QK_BLOCKS * 4; ++c) {
            dQ[i][c] = 0.0;
        }
    }

    for (int key0 = begin; key0 < end; key0 += KEYS) {
        uint keyEnd = uint(min(key0 + KEYS, end));
        weigh(p, head, row0, rowEnd, uint(key0), keyEnd);
        bool unmasked = key0 >= commonFirst && int(keyEnd) - 1 <= commonLast;
        [[unroll]] for (int block = 0; block < QK_BLOCKS; ++block) {
            uint column = uint(block) * COLUMNS + t % COLUMNS;
            [[unroll]] for (uint i = 0u; i < KEYS; i += 256u / COLUMNS) {
                uint key = uint(key0) + i + t / COLUMNS;
                float x = 0.0;
                if (column < f.dQK && key < keyEnd) {
                    x = load_element(key_address(f, head, key, ELEMENT_LOG2), column);
                }
                staged[(i + t / COLUMNS) * COLUMNS + t % COLUMNS] = x;
            }
            barrier();
            for (int key8 = 0; key8 < KEYS; key8 += 8) {
                [[unroll]] for (int i = 0; i < 8; ++i) {
                    int slot = key8 + i;
                    int key = key0 + slot;
                    float g0 = gradients[ty * 2u * STRIDE + uint(slot)];
                    float g1 = gradients[(ty * 2u + 1u) * STRIDE + uint(slot)];
                    bool use0 = unmasked || (key >= first[0] && key <= last[0]);
                    bool use1 = unmasked || (key >= first[1] && key <= last[1]);
                    [[unroll]] for (int c = 0; c < 4; ++c) {
                        float x = staged[uint(slot) * COLUMNS + tx + uint(c) * 16u];
                        dQ[0][block * 4 + c] = use0 ? fma(g0, x, dQ[0][block * 4 + c]) : dQ[0][block * 4 + c];
                        dQ[1][block * 4 + c] = use1 ? fma(g1, x, dQ[1][block * 4 + c]) : dQ[1][block * 4 + c];
                    }
                }
            }
            barrier();
        }
    }

    [[unroll]] for (int i = 0; i < 2; ++i) {
        uint row = row0 + ty * 2u + uint(i);
        if (row < rowEnd) {
            uvec2 target = like_query(f, p.dQ, head, row, ELEMENT_LOG2);
            [[unroll]] for (int c = 0; c < QK_BLOCKS * 4; ++c) {
                uint column = uint(c) * 16u + tx;
                if (column < f.dQK) {
                    store_element(target, column, dQ[i][c] * f.scale);
                }
            }
        }
    }
}

#endif
#endif
