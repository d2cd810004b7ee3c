// Vectors of floating-point numbers, included once by every file that is compiled for an instruction set, with
//   LANES  elements of a vector,
//   REAL   their type, where that is not float,
//   LOAD_PART and STORE_PART, where the instruction set moves parts of vectors.
// No include guard, as in all *_body.h.
#include <string.h>

#ifndef REAL
#define REAL float
#endif

typedef REAL vf __attribute__((vector_size(sizeof(REAL) * LANES)));

static inline vf load(const REAL *p) {
  vf v;
  memcpy(&v, p, sizeof v);
  return v;
}

static inline void store(REAL *p, vf v) { memcpy(p, &v, sizeof v); }

static inline vf splat(REAL x) { return x - (vf){0}; }

#ifndef LOAD_PART
static inline vf load_first(const REAL *p, size_t count) {
  vf v = {0};
  memcpy(&v, p, count * sizeof(REAL));
  return v;
}
#define LOAD_PART load_first
#define STORE_PART(p, v, count) memcpy(p, &v, (count) * sizeof(REAL))
#endif

// Loads fewer than LANES elements; the rest is zero.
static inline vf load_part(const REAL *p, size_t count) { return LOAD_PART(p, count); }

static inline void store_part(REAL *p, vf v, size_t count) { STORE_PART(p, v, count); }
