// Vectors that an instruction multiplies as they are packed: vector v starts at v * line_vector_bytes(k) after a head.
#ifndef PARITY_LINE_VECTORS_H
#define PARITY_LINE_VECTORS_H

#include <stddef.h>

enum { LINE_HEAD = 64 };

static inline size_t line_vector_bytes(size_t k) { return (k + 63) / 64 * 128; }

static size_t line_vectors_bytes(size_t count, size_t k) { return LINE_HEAD + count * line_vector_bytes(k); }

#endif
