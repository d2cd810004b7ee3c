// SPDX-License-Identifier: Apache-2.0
//
// O = softmax(scale * Q K^T + mask) V by online softmax on matrix units, scores in registers (VK_KHR_cooperative_matrix with the
// reductions, conversions and per-element operations of VK_NV_cooperative_matrix2): any layout, mask and grouping of heads,
// heads of up to 128 elements. FlashAttention-2 (arXiv:2307.08691) is the scheme.
//
// One workgroup computes ROWS rows of one key-value head, FRAGMENT_M a subgroup; the query heads that share the key-value head are
// folded into the rows (attention_instance.glsl). Keys go by in blocks of KEYS, over the range that the mask leaves for the
// rows: K and V of a block lie in shared memory, and the next block is fetched into registers meanwhile. A subgroup's Q, scores
// and O stay in fragments, which all share one layout: maxima, factors and sums are fragments whose columns are equal, or, for
// the sums, added up at the end.
// A weight of zero times infinity must not be NaN where the key is masked, so infinities and NaN of V are zeros in the tile; where
// there are any, a second pass adds them for keys that are seen, whatever their weight.
//
// Compile-time: TYPE_F16 | TYPE_BF16 (Q, K, V and O alike). Accumulation f32.
// Specialisation constants: below; 0 is the workgroup's size, ROWS / FRAGMENT_M subgroups.
// Bindings: none. Push constants: Push below, 12 bytes.
// Grid: rowBlocks * batch * kvHeads workgroups, rowBlocks = ceil(seqQ * heads / kvHeads / ROWS), heads fastest, last rows
// first; folded over x <= 65535 and y.
// Shared memory: max(2 * KEYS, ROWS) * (2 * max(DEPTH, VALUES) + 16) bytes, and 16.

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
#extension GL_NV_cooperative_matrix2 : require
#define PARITY_STORAGE_16

#include "common/address.glsl"
#include "common/half.glsl"
#include "common/storage.glsl"
#include "common/attention_instance.glsl"

layout(local_size_x_id = 0) in;
layout(constant_id = 0) const uint THREADS = 256;
layout(constant_id = 1) const uint SUBGROUP_SIZE = 32;
layout(constant_id = 2) const uint FRAGMENT_M = 16;
// Also the depth of a fragment: weights become factors.
layout(constant_id = 3) const uint FRAGMENT_N = 16;
// dQK and dV rounded up to 16.
layout(constant_id = 4) const uint DEPTH = 128;
layout(constant_id = 5) const uint VALUES = 128;
layout(constant_id = 6) const uint KEYS = 64;
// 1: the rows of the operand, and their 16-byte pieces, start at multiples of 16 bytes.
layout(constant_id = 7) const uint Q_ALIGNED = 1;
// 1 so too. 2: besides, dQK (dV) is DEPTH (VALUES), and a head has less than 2^31 pieces.
layout(constant_id = 8) const uint K_ALIGNED = 2;
layout(constant_id = 9) const uint V_ALIGNED = 2;
// 1: the device's exp2 may lose a NaN.
layout(constant_id = 10) const uint GUARDS_NAN = 0;
// As Q_ALIGNED.
layout(constant_id = 11) const uint O_ALIGNED = 1;

layout(push_constant) uniform Push {
    uvec2 problem;    // 0 address of an AttentionInstance
    uint firstGroup;  // 8
} push;

#if defined(TYPE_F16)
#define ELEMENT float16_t
#define EXPONENT 0x7c00u
#define ONE 0x3c00u
#define ROUNDED(x) x
float rounded(float x) { return x; }
#elif defined(TYPE_BF16)
#extension GL_EXT_bfloat16 : require
#define ELEMENT bfloat16_t
#define EXPONENT 0x7f80u
#define ONE 0x3f80u
#define ROUNDED(x) uintBitsToFloat(f32_to_bf16(x) << 16u)
// A weight whose conversion to bf16 is exact, since drivers truncate: nearest, ties up; NaN stays.
float rounded(float x) { return uintBitsToFloat((min(floatBitsToUint(x), 0x7fff7fffu) + 0x8000u) & 0xffff0000u); }
#endif

layout(buffer_reference, std430, buffer_reference_align = 16) readonly buffer Vectors { uvec4 v[]; };
layout(buffer_reference, std430, buffer_reference_align = 16) writeonly buffer Results { uvec4 v[]; };

const uint ROWS = THREADS / SUBGROUP_SIZE * FRAGMENT_M;
const uint FRAGMENTS_D = DEPTH / FRAGMENT_N;
const uint FRAGMENTS_V = VALUES / FRAGMENT_N;
const uint FRAGMENTS_K = KEYS / FRAGMENT_N;
// Lines of shared memory, in 16-byte vectors: KEYS of K, then KEYS of V.
const uint WIDER = DEPTH > VALUES ? DEPTH : VALUES;
const uint LINE = WIDER / 8u + 1u;
const uint TILE_LINES = ROWS > 2u * KEYS ? ROWS : 2u * KEYS;
const uint K_LOADS = (KEYS * DEPTH / 8u + THREADS - 1u) / THREADS;
const uint V_LOADS = (KEYS * VALUES / 8u + THREADS - 1u) / THREADS;

// 2: blocks without masks have a loop of their own, which makes short heads 1.1 times as fast on an H200. Long heads, 0.95 so, lack
// the registers, and ask each block.
const uint PARTS = WIDER <= 64u ? 2u : 1u;

#define SUMS coopmat<float, gl_ScopeSubgroup, FRAGMENT_M, FRAGMENT_N, gl_MatrixUseAccumulator>
#define ROW_FACTORS coopmat<ELEMENT, gl_ScopeSubgroup, FRAGMENT_M, FRAGMENT_N, gl_MatrixUseA>
#define COLUMN_FACTORS coopmat<ELEMENT, gl_ScopeSubgroup, FRAGMENT_N, FRAGMENT_N, gl_MatrixUseB>
#define RESULTS coopmat<ELEMENT, gl_ScopeSubgroup, FRAGMENT_M, FRAGMENT_N, gl_MatrixUseAccumulator>

shared uvec4 tile[TILE_LINES * LINE];
// Whether V has infinities or NaN, in the first; the others keep what follows aligned.
shared uint nonFinite[4];

const float NEGATIVE_INFINITY = uintBitsToFloat(0xff800000u);
const uint INFINITY_BITS = 0x7f800000u;

// 2^x for x <= 0; NaN stays.
float weight(float x) {
    if (GUARDS_NAN == 1u) {
        if ((floatBitsToUint(x) & 0x7fffffffu) > INFINITY_BITS) {
            return x;
        }
        return x < -126.0 ? 0.0 : exp2(x);
    }
    return exp2(x);
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

// What the functions of elements need besides their arguments, which may not be structures (Mesa's compiler ends on them).
AttentionInstance p;
uint head;
// Of this subgroup.
uint row0;

// The elements of a vector that O has, from `column` of a row on.
void store_vector(uvec2 row, uint column, uvec4 vector) {
    uvec2 address = address_add(row, column * 2u);
    if (O_ALIGNED == 1u && column + 8u <= p.dV) {
        Results(address).v[0] = vector;
        return;
    }
    [[unroll]] for (uint i = 0u; i < 8u; ++i) {
        if (column + i < p.dV) {
            U16Row(address).v[i] = uint16_t(vector[i / 2u] >> (i % 2u * 16u));
        }
    }
}

// A vector of V without its infinities and NaN; `found` is set where there are any.
uvec4 finite_only(uvec4 vector, inout bool found) {
    // An exponent of ones carries into the bit above it, which is the sign's.
    const uint unit = EXPONENT & (0u - EXPONENT);
    uvec4 carries = (vector & (EXPONENT << 16u | EXPONENT)) + (unit << 16u | unit);
    if (((carries.x | carries.y | carries.z | carries.w) & 0x80008000u) == 0u) {
        return vector;
    }
    found = true;
    uvec4 low = vector & EXPONENT;
    uvec4 high = vector & (EXPONENT << 16u);
    uvec4 result = vector;
    [[unroll]] for (uint i = 0u; i < 4u; ++i) {
        result[i] &= (low[i] == EXPONENT ? 0u : 0x0000ffffu) | (high[i] == EXPONENT << 16u ? 0u : 0xffff0000u);
    }
    return result;
}

float larger(const in float a, const in float b) { return max(a, b); }

float added(const in float a, const in float b) { return a + b; }

// The query of a row of this workgroup's problem; rows past the last one repeat it.
int query_of(uint row, uint rows, uint group) {
    return int(min(row, rows - 1u) / group);
}

// A score, or -inf where the key is masked.
float masked(const in uint32_t row, const in uint32_t column, const in float x, const in int key0) {
    int query = query_of(row0 + row, rows_of(p), group_of(p));
    int key = key0 + int(column);
    return key >= first_key(p, query) && key <= last_key(p, query) ? x : NEGATIVE_INFINITY;
}

// 1 where a key is seen, else 0.
float seen(const in uint32_t row, const in uint32_t column, const in float x, const in int key0) {
    int query = query_of(row0 + row, rows_of(p), group_of(p));
    int key = key0 + int(column);
    return key >= first_key(p, query) && key <= last_key(p, query) ? 1.0 : 0.0;
}

// The bits of 1.0 where `bits` is of class 0 +inf, 1 -inf, 2 NaN, else 0.
uint indicator(uint bits, uint class_) {
    uint own = bits == EXPONENT ? 0u : bits == (EXPONENT | 0x8000u) ? 1u : (bits & EXPONENT) == EXPONENT ? 2u : 3u;
    return own == class_ ? ONE : 0u;
}

// The divisor of a row: infinity (O becomes 0) for one without allowed keys, NaN for one whose scores were all -inf.
float divisor(const in uint32_t row, const in uint32_t column, const in float sum) {
    int query = query_of(row0 + row, rows_of(p), group_of(p));
    bool sees = first_key(p, query) <= last_key(p, query);
    return sum != 0.0 ? sum : uintBitsToFloat(sees ? 0x7fc00000u : INFINITY_BITS);
}

// The block of keys that is taken after `index` others: `interior` ones from `left` on, then those before, then those behind.
int block_at(int index, int left, int interior) {
    if (index < interior) {
        return left + index;
    }
    return index - interior < left ? index - interior : index;
}

void main() {
    p = AttentionProblem(push.problem).instance;
    uint rows = rows_of(p);
    uint group = group_of(p);
    uint heads = p.batch * p.kvHeads;
    uint rowBlocks = (rows + ROWS - 1u) / ROWS;
    uint linear = linear_group(push.firstGroup);
    if (linear >= rowBlocks * heads) {
        return;
    }
    head = linear % heads;
    uint blockRow0 = (rowBlocks - 1u - linear / heads) * ROWS;
    uint own = gl_SubgroupID * FRAGMENT_M;
    row0 = blockRow0 + own;
    float scale = p.scale * LOG2_E;
    // The range of keys that some row may see: both ends rise with the query.
    int begin = first_key(p, query_of(blockRow0, rows, group));
    int end = last_key(p, query_of(blockRow0 + ROWS - 1u, rows, group)) + 1;
    // Blocks of keys from `begin` on: those from `left` on that all rows see whole come first, without masks.
    int blocks = begin < end ? (end - begin + int(KEYS) - 1) / int(KEYS) : 0;
    int left = (max(first_key(p, query_of(blockRow0 + ROWS - 1u, rows, group)) - begin, 0) + int(KEYS) - 1) / int(KEYS);
    int interior = max((last_key(p, query_of(blockRow0, rows, group)) + 1 - begin) / int(KEYS) - left, 0);

    // Q passes through shared memory into fragments.
    uint t = gl_LocalInvocationIndex;
    for (uint v = t; v < ROWS * DEPTH / 8u; v += THREADS) {
        uint line = v / (DEPTH / 8u);
        uint column = v % (DEPTH / 8u) * 8u;
        uvec4 vector = uvec4(0u);
        if (blockRow0 + line < rows) {
            vector = load_vector(query_address(p, head, blockRow0 + line, 1u), Q_ALIGNED == 1u, column, p.dQK);
        }
        tile[line * LINE + column / 8u] = vector;
    }
    if (t == 0u) {
        nonFinite[0] = 0u;
    }
    barrier();
    ROW_FACTORS q[FRAGMENTS_D];
    [[unroll]] for (uint d = 0u; d < FRAGMENTS_D; ++d) {
        coopMatLoad(q[d], tile, own * LINE + d * FRAGMENT_N / 8u, LINE, gl_CooperativeMatrixLayoutRowMajor);
    }
    SUMS o[FRAGMENTS_V];
    [[unroll]] for (uint c = 0u; c < FRAGMENTS_V; ++c) {
        o[c] = SUMS(0.0);
    }
    SUMS maximum = SUMS(NEGATIVE_INFINITY);
    // Not yet added up over the columns.
    SUMS total = SUMS(0.0);
    barrier();

    uvec2 keys = key_address(p, head, 0u, 1u);
    uvec2 values = value_address(p, head, 0u, 1u);
    uvec4 nextK[K_LOADS];
    uvec4 nextV[V_LOADS];
// The 16-byte pieces of a block of keys; behind the last key it is read again, and masked.
#define FETCH(registers, LOADS, base, stride, address_of, ALIGNED, WIDTH, limit, keyStart)                                \
    [[unroll]] for (uint i = 0u; i < LOADS; ++i) {                                                                        \
        uint v = min(t + i * THREADS, KEYS * WIDTH / 8u - 1u);                                                            \
        uint key = uint(min(keyStart + int(v / (WIDTH / 8u)), end - 1));                                                  \
        if (ALIGNED == 2u) {                                                                                              \
            registers[i] = Vectors(base).v[key * (stride / 8u) + v % (WIDTH / 8u)];                                       \
        } else {                                                                                                          \
            registers[i] = load_vector(address_of(p, head, key, 1u), ALIGNED == 1u, v % (WIDTH / 8u) * 8u, limit);        \
        }                                                                                                                 \
    }
#define FETCH_BLOCK(keyStart)                                                                                             \
    FETCH(nextK, K_LOADS, keys, p.kSeq, key_address, K_ALIGNED, DEPTH, p.dQK, keyStart)                                   \
    FETCH(nextV, V_LOADS, values, p.vSeq, value_address, V_ALIGNED, VALUES, p.dV, keyStart)
    if (blocks > 0) {
        int first = begin + int(KEYS) * block_at(0, left, interior);
        FETCH_BLOCK(first)
    }
    bool found = false;
    int index = 0;
    [[unroll]] for (uint part = 0u; part < PARTS; ++part) {
        int stop = part + 1u < PARTS ? interior : blocks;
        for (; index < stop; ++index) {
            int key0 = begin + int(KEYS) * block_at(index, left, interior);
            [[unroll]] for (uint i = 0u; i < K_LOADS; ++i) {
                uint v = t + i * THREADS;
                if (v < KEYS * DEPTH / 8u) {
                    tile[v / (DEPTH / 8u) * LINE + v % (DEPTH / 8u)] = nextK[i];
                }
            }
            [[unroll]] for (uint i = 0u; i < V_LOADS; ++i) {
                uint v = t + i * THREADS;
                if (v < KEYS * VALUES / 8u) {
                    tile[(KEYS + v / (VALUES / 8u)) * LINE + v % (VALUES / 8u)] = finite_only(nextV[i], found);
                }
            }
            barrier();
            // Behind the last block it is fetched again, and not used.
            int following = begin + int(KEYS) * block_at(min(index + 1, blocks - 1), left, interior);
            FETCH_BLOCK(following)

            SUMS s[FRAGMENTS_K];
            [[unroll]] for (uint j = 0u; j < FRAGMENTS_K; ++j) {
                s[j] = SUMS(0.0);
                [[unroll]] for (uint d = 0u; d < FRAGMENTS_D; ++d) {
                    COLUMN_FACTORS k;
                    coopMatLoad(k, tile, j * FRAGMENT_N * LINE + d * FRAGMENT_N / 8u, LINE, gl_CooperativeMatrixLayoutColumnMajor);
                    s[j] = coopMatMulAdd(q[d], k, s[j]);
                }
                s[j] = s[j] * scale;
            }
            if (part + 1u == PARTS && (PARTS == 2u || index >= interior)) {
                [[unroll]] for (uint j = 0u; j < FRAGMENTS_K; ++j) {
                    coopMatPerElementNV(s[j], s[j], masked, key0 + int(j * FRAGMENT_N));
                }
            }

            // Online softmax. A row that has seen nothing above -inf keeps maximum -inf, total 0 and O 0.
            SUMS highest = s[0];
            [[unroll]] for (uint j = 1u; j < FRAGMENTS_K; ++j) {
                [[unroll]] for (uint e = 0u; e < highest.length(); ++e) {
                    highest[e] = max(highest[e], s[j][e]);
                }
            }
            SUMS raised;
            coopMatReduceNV(raised, highest, gl_CooperativeMatrixReduceRowNV, larger);
            [[unroll]] for (uint e = 0u; e < raised.length(); ++e) {
                float top = max(maximum[e], raised[e]);
                float reference = top == NEGATIVE_INFINITY ? 0.0 : top;
                float factor = weight(maximum[e] - reference);
                maximum[e] = top;
                total[e] *= factor;
                [[unroll]] for (uint j = 0u; j < FRAGMENTS_K; ++j) {
                    float w = weight(s[j][e] - reference);
                    total[e] += w;
                    s[j][e] = rounded(w);
                }
                [[unroll]] for (uint c = 0u; c < FRAGMENTS_V; ++c) {
                    o[c][e] *= factor;
                }
            }

            [[unroll]] for (uint j = 0u; j < FRAGMENTS_K; ++j) {
                ROW_FACTORS w = ROW_FACTORS(s[j]);
                [[unroll]] for (uint c = 0u; c < FRAGMENTS_V; ++c) {
                    COLUMN_FACTORS v;
                    coopMatLoad(v, tile, (KEYS + j * FRAGMENT_N) * LINE + c * FRAGMENT_N / 8u, LINE,
                                gl_CooperativeMatrixLayoutRowMajor);
                    o[c] = coopMatMulAdd(w, v, o[c]);
                }
            }
            barrier();
        }
    }

    if (found) {
        nonFinite[0] = 1u;
    }
    barrier();
    if (nonFinite[0] != 0u) {
        // Each class of them once: the tile holds where they are, and a key that is seen adds what it is.
        for (int key0 = begin; key0 < end; key0 += int(KEYS)) {
            for (uint class_ = 0u; class_ < 3u; ++class_) {
                [[unroll]] for (uint i = 0u; i < V_LOADS; ++i) {
                    uint v = t + i * THREADS;
                    uint key = uint(min(key0 + int(v / (VALUES / 8u)), end - 1));
                    if (v < KEYS * VALUES / 8u) {
                        uvec4 vector = load_vector(value_address(p, head, key, 1u), false, v % (VALUES / 8u) * 8u, p.dV);
                        [[unroll]] for (uint x = 0u; x < 4u; ++x) {
                            vector[x] = indicator(vector[x] & 0xffffu, class_) | indicator(vector[x] >> 16u, class_) << 16u;
                        }
                        tile[v / (VALUES / 8u) * LINE + v % (VALUES / 8u)] = vector;
                    }
                }
                barrier();
                float value = uintBitsToFloat(class_ == 0u ? INFINITY_BITS : class_ == 1u ? 0xff800000u : 0x7fc00000u);
                [[unroll]] for (uint c = 0u; c < FRAGMENTS_V; ++c) {
                    SUMS count = SUMS(0.0);
                    [[unroll]] for (uint j = 0u; j < FRAGMENTS_K; ++j) {
                        SUMS visible;
                        coopMatPerElementNV(visible, count, seen, key0 + int(j * FRAGMENT_N));
                        COLUMN_FACTORS there;
                        coopMatLoad(there, tile, j * FRAGMENT_N * LINE + c * FRAGMENT_N / 8u, LINE,
                                    gl_CooperativeMatrixLayoutRowMajor);
                        count = coopMatMulAdd(ROW_FACTORS(visible), there, count);
                    }
                    [[unroll]] for (uint e = 0u; e < count.length(); ++e) {
                        o[c][e] += count[e] > 0.0 ? value : 0.0;
                    }
                }
                barrier();
            }
        }
    }

    // O passes through shared memory, so that rows leave in 16-byte pieces.
    SUMS divisors;
    coopMatReduceNV(divisors, total, gl_CooperativeMatrixReduceRowNV, added);
    coopMatPerElementNV(divisors, divisors, divisor);
    [[unroll]] for (uint c = 0u; c < FRAGMENTS_V; ++c) {
        [[unroll]] for (uint e = 0u; e < divisors.length(); ++e) {
            o[c][e] = ROUNDED(o[c][e] / divisors[e]);
        }
        coopMatStore(RESULTS(o[c]), tile, own * LINE + c * FRAGMENT_N / 8u, LINE, gl_CooperativeMatrixLayoutRowMajor);
    }
    barrier();
    for (uint v = t; v < ROWS * VALUES / 8u; v += THREADS) {
        uint line = v / (VALUES / 8u);
        uint column = v % (VALUES / 8u) * 8u;
        if (blockRow0 + line < rows) {
            store_vector(output_address(p, head, blockRow0 + line, 1u), column, tile[line * LINE + column / 8u]);
        }
    }
}
