// What a processor can do at best: loops that compute in registers only, and loops that only move bytes.
//
// Where an instruction set is named, loops are assembly: what is counted is what runs, in every build, and no compiler can
// leave any of it out.
#ifndef PARITY_PROBES_H
#define PARITY_PROBES_H

#include <stddef.h>
#include <stdint.h>

// Independent sums of products. A step is one multiply-add for each sum: sum = sum * factors[0] + factors[1] for `f64`,
// `f32` and `f16`, sum = sum + factors[0] * factors[1] for `bf16` (sums in f32) and `i8` (sums in i32), whose instructions
// take several steps at once.
typedef struct parity_peak_loop {
  // `avx512_fma`, `avx512_dot`, `avx2_fma`, `avx_vnni`, `avx2_pairs`, `avx512_pairs`, `plain`.
  const char *name;
  // `f64`, `f32`, `f16`, `bf16` or `i8`: the type of the factors.
  const char *type;
  // How many sums stay in registers; they take 1 kB at most.
  size_t sum_count;
  // Runs `steps` steps, a multiple of 4 above 0, over the sums at `sums`.
  void (*run)(const void *factors, size_t steps, void *sums);
} parity_peak_loop;

// The loops that this processor can run; of one type the quickest comes first.
const parity_peak_loop *const *parity_peak_loops(size_t *count);

// The sum modulo 2^32 of `count` words, a multiple of 128, times `passes`; each pass reads all words.
uint32_t parity_read_words(const uint32_t *words, size_t count, size_t passes);

#endif
