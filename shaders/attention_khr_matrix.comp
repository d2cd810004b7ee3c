// SPDX-License-Identifier: Apache-2.0
//
// O = softmax(scale * Q K^T + mask) V by online softmax on matrix units (VK_KHR_cooperative_matrix): any layout, mask and
// grouping of heads, heads of up to 128 elements.
//
// One workgroup of 4 subgroups computes 64 rows of one key-value head; the query heads that share it are folded into the
// rows (attention_instance.glsl). A subgroup owns 16 rows: its Q and O stay in fragments. Keys go by in blocks of KEYS, over
// the range the mask leaves for the 64 rows: K, then V of a block lie in one tile of shared memory, and what comes next is
// fetched into registers meanwhile. Scores pass through shared memory as f32, where they have a row and a column; weights go
// back as 16-bit fragments. O is rescaled by a fragment whose rows hold one factor each.
// A weight of zero times infinity must not be NaN where the key is masked, so infinities and NaN of V are zeros in the tile;
// blocks that have any add them for keys that are seen, whatever their weight.
//
// Compile-time: TYPE_F16 | TYPE_BF16 (Q, K, V and O alike). Accumulation f32.
// Specialisation constants: below; 0 is the workgroup's size, 4 subgroups.
// Bindings: none. Push constants: Push below, 12 bytes.
// Grid: rowBlocks * batch * kvHeads workgroups, rowBlocks = ceil(seqQ * heads / kvHeads / 64), heads fastest, last rows
// first; folded over x <= 65535 and y.
// Shared memory: KEYS * (max(DEPTH, VALUES) + 8) * 2 (at least 64 * (DEPTH + 8) * 2), 64 * (KEYS + 4) * 4,
// 64 * (KEYS + 8) * 2, 64 * FRAGMENT_N * 4 and 1 KiB, each rounded up to 16 bytes.

#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_buffer_reference : require
#extension GL_EXT_buffer_reference_uvec2 : require
#extension GL_EXT_control_flow_attributes : require
#extension GL_EXT_shader_16bit_storage : require
#extension GL_EXT_shader_explicit_arithmetic_types : require
#extension GL_KHR_memory_scope_semantics : require
#extension GL_KHR_shader_subgroup_basic : require
#extension GL_KHR_cooperative_matrix : require
#define PARITY_STORAGE_16

#include "common/address.glsl"
#include "common/half.glsl"
#include "common/storage.glsl"
#include "common/attention_instance.glsl"

layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint THREADS = 128;
layout(constant_id = 1) const uint SUBGROUP_SIZE = 32;
layout(constant_id = 2) const uint FRAGMENT_M = 16;
layout(constant_id = 3) const uint FRAGMENT_N = 16;
layout(constant_id = 4) const uint FRAGMENT_K = 16;
// dQK and dV rounded up to 16.
layout(constant_id = 5) const uint DEPTH = 128;
layout(constant_id = 6) const uint VALUES = 128;
layout(constant_id = 7) const uint KEYS = 64;
// 1: the rows of the operand, and their 16-byte pieces, start at multiples of 16 bytes.
layout(constant_id = 8) const uint Q_ALIGNED = 1;
layout(constant_id = 9) const uint K_ALIGNED = 1;
layout(constant_id = 10) const uint V_ALIGNED = 1;

layout(push_constant) uniform Push {
    uvec2 problem;    // 0 address of an AttentionInstance
    uint firstGroup;  // 8
} push;

#if defined(TYPE_F16)
#define ELEMENT float16_t
#define EXPONENT 0x7c00u
#define ONE 0x3c00u
uint narrow(float x) { return f32_to_f16(x); }
#define ROUNDED(x) x
#elif defined(TYPE_BF16)
#extension GL_EXT_bfloat16 : require
#define ELEMENT bfloat16_t
#define EXPONENT 0x7f80u
#define ONE 0x3f80u
uint narrow(float x) { return f32_to_bf16(x); }
// f32 whose conversion to ELEMENT is exact: drivers cut off what bf16 lacks.
#define ROUNDED(x) uintBitsToFloat(narrow(x) << 16u)
#endif

layout(buffer_reference, std430, buffer_reference_align = 16) readonly buffer Vectors { uvec4 v[]; };

#define ROWS 64u
#define SUBGROUP_ROWS 16u
const uint FRAGMENTS_M = SUBGROUP_ROWS / FRAGMENT_M;
const uint FRAGMENTS_D = DEPTH / FRAGMENT_K;
const uint FRAGMENTS_V = VALUES / FRAGMENT_N;
// Lines of shared memory, in 16-byte vectors or in elements.
const uint WIDER = DEPTH > VALUES ? DEPTH : VALUES;
const uint LINE = WIDER / 8u + 1u;
const uint TILE_LINES = ROWS > KEYS ? ROWS : KEYS;
const uint SCORE_LINE = KEYS + 4u;
const uint WEIGHT_LINE = KEYS + 8u;
const uint K_LOADS = (KEYS * DEPTH / 8u + THREADS - 1u) / THREADS;
const uint V_LOADS = (KEYS * VALUES / 8u + THREADS - 1u) / THREADS;
const uint LOADS = K_LOADS > V_LOADS ? K_LOADS : V_LOADS;
// Invocations that share a row of a subgroup, or rows that one takes.
const uint PARTS = SUBGROUP_SIZE > SUBGROUP_ROWS ? SUBGROUP_SIZE / SUBGROUP_ROWS : 1u;
const uint ROWS_EACH = SUBGROUP_SIZE > SUBGROUP_ROWS ? 1u : SUBGROUP_ROWS / SUBGROUP_SIZE;
const uint STAGED = SUBGROUP_ROWS * FRAGMENT_N;

shared uvec4 tile[TILE_LINES * LINE];
shared float scores[ROWS * SCORE_LINE];
shared ELEMENT weights[ROWS * WEIGHT_LINE];
shared float staged[4u * STAGED];
shared float partials[ROWS * PARTS];
shared float references[ROWS];
// One word is used; the others keep what follows aligned.
shared uint nonFinite[4];

const uint INFINITY_BITS = 0x7f800000u;

// 2^x for x <= 0 or NaN; 0 below the normal range, so 2^-inf is exactly 0; NaN stays.
float weight(float x) {
    if ((floatBitsToUint(x) & 0x7fffffffu) > INFINITY_BITS) {
        return x;
    }
    return x < -126.0 ? 0.0 : exp2(x);
}

void subgroup_barrier() {
    controlBarrier(gl_ScopeSubgroup, gl_ScopeSubgroup, gl_StorageSemanticsShared, gl_SemanticsAcquireRelease);
}

// 8 elements of a row from `column` on; zeros from `limit` on.
uvec4 load_vector(uvec2 row, bool aligned, uint column, uint limit) {
    uvec2 address = address_add(row, column * 2u);
    if (aligned && column + 8u <= limit) {
        return Vectors(address).v[0];
    }
    uvec4 vector = uvec4(0u);
    [[unroll]] for (uint i = 0u; i < 8u; ++i) {
        if (column + i < limit) {
            vector[i / 2u] |= uint(U16Row(address).v[i]) << (i % 2u * 16u);
        }
    }
    return vector;
}

// A vector of V without its infinities and NaN; `found` is set where there are any.
uvec4 finite_only(uvec4 vector, inout bool found) {
    uvec4 low = vector & EXPONENT;
    uvec4 high = vector & (EXPONENT << 16u);
    uvec4 result = vector;
    [[unroll]] for (uint i = 0u; i < 4u; ++i) {
        if (low[i] == EXPONENT) {
            result[i] &= 0xffff0000u;
            found = true;
        }
        if (high[i] == EXPONENT << 16u) {
            result[i] &= 0x0000ffffu;
            found = true;
        }
    }
    return result;
}

// The bits of 1.0 where `bits` is of class 0 +inf, 1 -inf, 2 NaN, else 0.
uint indicator(uint bits, uint class_) {
    uint own = bits == EXPONENT ? 0u : bits == (EXPONENT | 0x8000u) ? 1u : (bits & EXPONENT) == EXPONENT ? 2u : 3u;
    return own == class_ ? ONE : 0u;
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
    float scale = p.scale * LOG2_E;

    // The range of keys that some row may see: both ends rise with the query.
    int begin = first_key(p, int(row0 / group));
    int end = last_key(p, int(lastRow / group)) + 1;

    uint t = gl_LocalInvocationIndex;
    uint lane = gl_SubgroupInvocationID;
    uint own = gl_SubgroupID * SUBGROUP_ROWS;
    uint part = lane % PARTS;
    int first[ROWS_EACH];
    int last[ROWS_EACH];
    float maximum[ROWS_EACH];
    float total[ROWS_EACH];
    [[unroll]] for (uint i = 0u; i < ROWS_EACH; ++i) {
        int query = int(min(row0 + own + lane / PARTS + i * SUBGROUP_SIZE, lastRow) / group);
        first[i] = first_key(p, query);
        last[i] = last_key(p, query);
        maximum[i] = NEGATIVE_INFINITY;
        total[i] = 0.0;
    }

    // Q passes through the tile into fragments.
    for (uint v = t; v < ROWS * DEPTH / 8u; v += THREADS) {
        uint line = v / (DEPTH / 8u);
        uint column = v % (DEPTH / 8u) * 8u;
        uvec4 vector = uvec4(0u);
        if (row0 + line <= lastRow) {
            vector = load_vector(query_address(p, head, row0 + line, 1u), Q_ALIGNED == 1u, column, p.dQK);
        }
        tile[line * LINE + column / 8u] = vector;
    }
    if (t == 0u) {
        nonFinite[0] = 0u;
    }
    barrier();
    coopmat<ELEMENT, gl_ScopeSubgroup, FRAGMENT_M, FRAGMENT_K, gl_MatrixUseA> q[FRAGMENTS_M * FRAGMENTS_D];
    [[unroll]] for (uint i = 0u; i < FRAGMENTS_M; ++i) {
        [[unroll]] for (uint d = 0u; d < FRAGMENTS_D; ++d) {
            coopMatLoad(q[i * FRAGMENTS_D + d], tile, (own + i * FRAGMENT_M) * LINE + d * FRAGMENT_K / 8u, LINE,
                        gl_CooperativeMatrixLayoutRowMajor);
        }
    }
    coopmat<float, gl_ScopeSubgroup, FRAGMENT_M, FRAGMENT_N, gl_MatrixUseAccumulator> o[FRAGMENTS_M * FRAGMENTS_V];
    [[unroll]] for (uint i = 0u; i < FRAGMENTS_M * FRAGMENTS_V; ++i) {
        o[i] = coopmat<float, gl_ScopeSubgroup, FRAGMENT_M, FRAGMENT_N, gl_MatrixUseAccumulator>(0.0);
    }
    barrier();

    uvec4 next[LOADS];
#define FETCH(address_of, aligned, width, limit, N, keyStart)                                                      \
    [[unroll]] for (uint i = 0u; i < N; ++i) {                                                                     \
        uint v = t + i * THREADS;                                                                                  \
        int key = keyStart + int(v / (width / 8u));                                                                \
        next[i] = uvec4(0u);                                                                                       \
        if (v < KEYS * width / 8u && key < end) {                                                                  \
            next[i] = load_vector(address_of(p, head, uint(key), 1u), aligned == 1u, v % (width / 8u) * 8u, limit); \
        }                                                                                                          \
    }
    FETCH(key_address, K_ALIGNED, DEPTH, p.dQK, K_LOADS, begin)

    for (int key0 = begin; key0 < end; key0 += int(KEYS)) {
        [[unroll]] for (uint i = 0u; i < K_LOADS; ++i) {
            uint v = t + i * THREADS;
            if (v < KEYS * DEPTH / 8u) {
                tile[v / (DEPTH / 8u) * LINE + v % (DEPTH / 8u)] = next[i];
            }
        }
        if (t == 0u) {
            nonFinite[0] = 0u;
        }
        barrier();
        FETCH(value_address, V_ALIGNED, VALUES, p.dV, V_LOADS, key0)
        [[unroll]] for (uint j = 0u; j < KEYS / FRAGMENT_N; ++j) {
            coopmat<float, gl_ScopeSubgroup, FRAGMENT_M, FRAGMENT_N, gl_MatrixUseAccumulator> s[FRAGMENTS_M];
            [[unroll]] for (uint i = 0u; i < FRAGMENTS_M; ++i) {
                s[i] = coopmat<float, gl_ScopeSubgroup, FRAGMENT_M, FRAGMENT_N, gl_MatrixUseAccumulator>(0.0);
            }
            [[unroll]] for (uint d = 0u; d < FRAGMENTS_D; ++d) {
                coopmat<ELEMENT, gl_ScopeSubgroup, FRAGMENT_K, FRAGMENT_N, gl_MatrixUseB> k;
                coopMatLoad(k, tile, j * FRAGMENT_N * LINE + d * FRAGMENT_K / 8u, LINE,
                            gl_CooperativeMatrixLayoutColumnMajor);
                [[unroll]] for (uint i = 0u; i < FRAGMENTS_M; ++i) {
                    s[i] = coopMatMulAdd(q[i * FRAGMENTS_D + d], k, s[i]);
                }
            }
            [[unroll]] for (uint i = 0u; i < FRAGMENTS_M; ++i) {
                coopMatStore(s[i], scores, (own + i * FRAGMENT_M) * SCORE_LINE + j * FRAGMENT_N, SCORE_LINE,
                             gl_CooperativeMatrixLayoutRowMajor);
            }
        }
        barrier();

        bool found = false;
        [[unroll]] for (uint i = 0u; i < V_LOADS; ++i) {
            uint v = t + i * THREADS;
            if (v < KEYS * VALUES / 8u) {
                tile[v / (VALUES / 8u) * LINE + v % (VALUES / 8u)] = finite_only(next[i], found);
            }
        }
        if (found) {
            nonFinite[0] = 1u;
        }
        int following = key0 + int(KEYS);
        FETCH(key_address, K_ALIGNED, DEPTH, p.dQK, K_LOADS, following)

        // Online softmax. A row that has seen nothing above -inf keeps maximum -inf, total 0 and O 0.
        [[unroll]] for (uint i = 0u; i < ROWS_EACH; ++i) {
            uint row = own + lane / PARTS + i * SUBGROUP_SIZE;
            float highest = NEGATIVE_INFINITY;
            for (uint key = part; key < KEYS; key += PARTS) {
                int k = key0 + int(key);
                float x = k >= first[i] && k <= last[i] ? scores[row * SCORE_LINE + key] * scale : NEGATIVE_INFINITY;
                scores[row * SCORE_LINE + key] = x;
                highest = max(highest, x);
            }
            partials[row * PARTS + part] = highest;
        }
        subgroup_barrier();
        [[unroll]] for (uint i = 0u; i < ROWS_EACH; ++i) {
            uint row = own + lane / PARTS + i * SUBGROUP_SIZE;
            float raised = maximum[i];
            [[unroll]] for (uint other = 0u; other < PARTS; ++other) {
                raised = max(raised, partials[row * PARTS + other]);
            }
            float reference = raised == NEGATIVE_INFINITY ? 0.0 : raised;
            float factor = weight(maximum[i] - reference);
            maximum[i] = raised;
            float added = 0.0;
            for (uint key = part; key < KEYS; key += PARTS) {
                float w = weight(scores[row * SCORE_LINE + key] - reference);
                added += w;
                weights[row * WEIGHT_LINE + key] = ELEMENT(ROUNDED(w));
            }
            total[i] = total[i] * factor + added;
            for (uint column = part; column < FRAGMENT_N; column += PARTS) {
                staged[gl_SubgroupID * STAGED + (row - own) * FRAGMENT_N + column] = factor;
            }
        }
        barrier();

        [[unroll]] for (uint i = 0u; i < FRAGMENTS_M; ++i) {
            coopmat<float, gl_ScopeSubgroup, FRAGMENT_M, FRAGMENT_N, gl_MatrixUseAccumulator> factors;
            coopMatLoad(factors, staged, gl_SubgroupID * STAGED + i * FRAGMENT_M * FRAGMENT_N, FRAGMENT_N,
                        gl_CooperativeMatrixLayoutRowMajor);
            [[unroll]] for (uint c = 0u; c < FRAGMENTS_V; ++c) {
                o[i * FRAGMENTS_V + c] = o[i * FRAGMENTS_V + c] * factors;
            }
        }
        [[unroll]] for (uint k = 0u; k < KEYS; k += FRAGMENT_K) {
            coopmat<ELEMENT, gl_ScopeSubgroup, FRAGMENT_M, FRAGMENT_K, gl_MatrixUseA> w[FRAGMENTS_M];
            [[unroll]] for (uint i = 0u; i < FRAGMENTS_M; ++i) {
                coopMatLoad(w[i], weights, (own + i * FRAGMENT_M) * WEIGHT_LINE + k, WEIGHT_LINE,
                            gl_CooperativeMatrixLayoutRowMajor);
            }
            [[unroll]] for (uint c = 0u; c < FRAGMENTS_V; ++c) {
                coopmat<ELEMENT, gl_ScopeSubgroup, FRAGMENT_K, FRAGMENT_N, gl_MatrixUseB> v;
                coopMatLoad(v, tile, k * LINE + c * FRAGMENT_N / 8u, LINE, gl_CooperativeMatrixLayoutRowMajor);
                [[unroll]] for (uint i = 0u; i < FRAGMENTS_M; ++i) {
                    o[i * FRAGMENTS_V + c] = coopMatMulAdd(w[i], v, o[i * FRAGMENTS_V + c]);
                }
            }
        }
        if (nonFinite[0] != 0u) {
            // Each class of them once: the tile holds where they are, the weights which keys are seen, and a key that is seen adds
            // what it is. No loop of unknown length may stand among the fragments, which would then lie in memory for the whole
            // kernel.
            for (uint class_ = 0u; class_ < 3u; ++class_) {
                barrier();
                [[unroll]] for (uint i = 0u; i < V_LOADS; ++i) {
                    uint v = t + i * THREADS;
                    int key = key0 + int(v / (VALUES / 8u));
                    if (v < KEYS * VALUES / 8u) {
                        uvec4 vector = uvec4(0u);
                        if (key < end) {
                            vector = load_vector(value_address(p, head, uint(key), 1u), V_ALIGNED == 1u, v % (VALUES / 8u) * 8u, p.dV);
                        }
                        [[unroll]] for (uint x = 0u; x < 4u; ++x) {
                            vector[x] = indicator(vector[x] & 0xffffu, class_) | indicator(vector[x] >> 16u, class_) << 16u;
                        }
                        tile[v / (VALUES / 8u) * LINE + v % (VALUES / 8u)] = vector;
                    }
                }
                [[unroll]] for (uint i = 0u; i < ROWS_EACH; ++i) {
                    uint row = own + lane / PARTS + i * SUBGROUP_SIZE;
                    for (uint key = part; key < KEYS; key += PARTS) {
                        int k = key0 + int(key);
                        weights[row * WEIGHT_LINE + key] = ELEMENT(k >= first[i] && k <= last[i] ? 1.0 : 0.0);
                    }
                }
                barrier();
                float value = uintBitsToFloat(class_ == 0u ? INFINITY_BITS : class_ == 1u ? 0xff800000u : 0x7fc00000u);
                [[unroll]] for (uint i = 0u; i < FRAGMENTS_M; ++i) {
                    [[unroll]] for (uint c = 0u; c < FRAGMENTS_V; ++c) {
                        coopmat<float, gl_ScopeSubgroup, FRAGMENT_M, FRAGMENT_N, gl_MatrixUseAccumulator> count =
                            coopmat<float, gl_ScopeSubgroup, FRAGMENT_M, FRAGMENT_N, gl_MatrixUseAccumulator>(0.0);
                        [[unroll]] for (uint k = 0u; k < KEYS; k += FRAGMENT_K) {
                            coopmat<ELEMENT, gl_ScopeSubgroup, FRAGMENT_M, FRAGMENT_K, gl_MatrixUseA> visible;
                            coopmat<ELEMENT, gl_ScopeSubgroup, FRAGMENT_K, FRAGMENT_N, gl_MatrixUseB> there;
                            coopMatLoad(visible, weights, (own + i * FRAGMENT_M) * WEIGHT_LINE + k, WEIGHT_LINE,
                                        gl_CooperativeMatrixLayoutRowMajor);
                            coopMatLoad(there, tile, k * LINE + c * FRAGMENT_N / 8u, LINE, gl_CooperativeMatrixLayoutRowMajor);
                            count = coopMatMulAdd(visible, there, count);
                        }
                        [[unroll]] for (uint e = 0u; e < count.length(); ++e) {
                            o[i * FRAGMENTS_V + c][e] += count[e] > 0.0 ? value : 0.0;
                        }
                    }
                }
            }
        }
        barrier();
    }

    // Divisors: infinity (O becomes 0) for a row without allowed keys, NaN for one whose scores were all -inf.
    [[unroll]] for (uint i = 0u; i < ROWS_EACH; ++i) {
        partials[(own + lane / PARTS + i * SUBGROUP_SIZE) * PARTS + part] = total[i];
    }
    subgroup_barrier();
    [[unroll]] for (uint i = 0u; i < ROWS_EACH; ++i) {
        uint row = own + lane / PARTS + i * SUBGROUP_SIZE;
        float sum = 0.0;
        [[unroll]] for (uint other = 0u; other < PARTS; ++other) {
            sum += partials[row * PARTS + other];
        }
        if (maximum[i] == NEGATIVE_INFINITY && sum == 0.0) {
            sum = uintBitsToFloat(first[i] <= last[i] ? 0x7fc00000u : INFINITY_BITS);
        }
        if (part == 0u) {
            references[row] = sum;
        }
    }
    [[unroll]] for (uint i = 0u; i < FRAGMENTS_M; ++i) {
        [[unroll]] for (uint c = 0u; c < FRAGMENTS_V; ++c) {
            subgroup_barrier();
            coopMatStore(o[i * FRAGMENTS_V + c], staged, gl_SubgroupID * STAGED, FRAGMENT_N,
                         gl_CooperativeMatrixLayoutRowMajor);
            subgroup_barrier();
            // Unrolled, as the loops around it are then.
            [[unroll]] for (uint v = 0u; v < FRAGMENT_M * FRAGMENT_N; v += SUBGROUP_SIZE) {
                uint e = v + lane;
                uint row = own + i * FRAGMENT_M + e / FRAGMENT_N;
                uint column = c * FRAGMENT_N + e % FRAGMENT_N;
                if (e < FRAGMENT_M * FRAGMENT_N && row0 + row <= lastRow && column < p.dV) {
                    float x = staged[gl_SubgroupID * STAGED + e] / references[row];
                    U16Row(output_address(p, head, row0 + row, 1u)).v[column] = uint16_t(narrow(x));
                }
            }
        }
    }
}
