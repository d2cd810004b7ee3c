// Attention on panels of queries: scores, softmax weights and weighted values where every lane of a vector is a row.
//
// A panel holds `rows` rows side by side: element x of row i of the queries lies at index x * rows + i, the score of key j
// at j * rows + i, value x of the output at x * rows + i. So the weights that come from the scores are multiplied as they
// lie, and maxima and sums need no step across lanes. Rows beyond `row_count` must hold numbers that may be computed with;
// what becomes of them is unspecified.
#ifndef PARITY_ATTENTION_H
#define PARITY_ATTENTION_H

#include <stddef.h>
#include <stdint.h>

typedef struct parity_attention_kernel {
  // The instructions that multiply and the size of a tile of sums: `avx512_fma_48x8`.
  const char *name;
  // Rows of a panel; keys or values that are multiplied at a time.
  size_t rows, columns;

  // scores = the products of `row_count` queries and `key_count` keys, which lie as they are stored, `key_stride`
  // elements apart; scores of neighbouring keys are `score_stride` elements apart. Scores up to the next multiple of
  // `columns` keys are written.
  void (*score)(const float *queries, size_t row_count, const float *keys, size_t key_stride, size_t key_count, size_t dim,
                float *scores, size_t score_stride);

  // One step of the online softmax (Milakov and Gimelshein, 2018) for all rows, in place: scores become
  // exp(scale * score - max), where `max` is first raised to the largest scaled score; `sum` is rescaled and grows by the
  // new weights. `corrections` become exp(old max - new max), by which earlier weighted sums must be multiplied. Row i
  // sees keys first[i] ..< end[i] (all keys where these are null), and the others weigh 0 whatever their scores are. A
  // NaN score that is seen, or one of +inf, makes `sum` NaN for good. Scores of -inf weigh nothing.
  void (*weigh)(float *scores, size_t key_count, float scale, const int32_t *first, const int32_t *end, float *max,
                float *sum, float *corrections);

  // outputs = corrections * outputs + the sum over keys of weights * values. Values come in panels of `columns` for each
  // key, key after key, and panels are `panel_stride` elements apart; there are enough for `dim` values, and outputs up
  // to the next multiple of `columns` are written. Weights of neighbouring keys are `weight_stride` elements apart.
  void (*add_values)(const float *weights, size_t weight_stride, size_t row_count, const float *values,
                     size_t panel_stride, size_t key_count, size_t dim, const float *corrections, float *outputs);

  // The same for values that may be infinite or NaN: a key that a row does not see adds nothing, not even 0 * value.
  void (*add_visible_values)(const float *weights, size_t weight_stride, const float *values, size_t panel_stride,
                             size_t key_count, size_t dim, const int32_t *first, const int32_t *end,
                             const float *corrections, float *outputs);

  // sums[line * ld + i] += the sum over p < k of panel[p * rows + i] * lines[line * line_stride + p], for i < m, which is
  // at most `rows`. Lines are read as they are stored.
  void (*add_lines)(const float *panel, size_t m, const float *lines, size_t line_stride, size_t line_count, size_t k,
                    float *sums, size_t ld);
} parity_attention_kernel;

// The kernels that this processor can run, quickest first; plain C is always the last.
const parity_attention_kernel *const *parity_attention_kernels(size_t *count);

#endif
