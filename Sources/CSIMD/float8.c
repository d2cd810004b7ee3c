// Rounding to the two 8-bit floats; the same for every processor.
#include <string.h>

#include "CSIMD.h"

// Rounds to `fraction_bits` after the leading one, with the least exponent `least`; returns the magnitude's bits.
static inline uint32_t round_magnitude(uint32_t magnitude, int fraction_bits, int least, int bias) {
  int exponent = (int)(magnitude >> 23) - 127;
  if (exponent < least) {
    // A sum with a power of two whose spacing is the smallest subnormal's rounds to nearest even there.
    float value, anchor;
    uint32_t anchor_bits = (uint32_t)(least - fraction_bits + 23 + 127) << 23;
    memcpy(&value, &magnitude, sizeof value);
    memcpy(&anchor, &anchor_bits, sizeof anchor);
    anchor += value;
    memcpy(&magnitude, &anchor, sizeof magnitude);
    return magnitude - anchor_bits;
  }
  int drop = 23 - fraction_bits;
  uint32_t rounded = magnitude + (1u << (drop - 1)) - 1 + ((magnitude >> drop) & 1);
  return (rounded >> drop) - ((uint32_t)(127 - bias) << fraction_bits);
}

void parity_f32_to_f8e4m3(const float *source, uint8_t *destination, size_t count) {
  for (size_t i = 0; i < count; i++) {
    uint32_t bits;
    memcpy(&bits, source + i, sizeof bits);
    uint32_t magnitude = bits & 0x7FFFFFFF;
    uint32_t result = magnitude > 0x7F800000   ? 0x7F
                      : magnitude >= 0x43E00000 ? 0x7E  // 448
                                                : round_magnitude(magnitude, 3, -6, 7);
    destination[i] = (uint8_t)(result | (bits >> 24 & 0x80));
  }
}

void parity_f32_to_f8e5m2(const float *source, uint8_t *destination, size_t count) {
  for (size_t i = 0; i < count; i++) {
    uint32_t bits;
    memcpy(&bits, source + i, sizeof bits);
    uint32_t magnitude = bits & 0x7FFFFFFF;
    uint32_t result = magnitude >= 0x47600000 ? 0x7B  // 57344
                                              : round_magnitude(magnitude, 2, -14, 15);
    destination[i] = magnitude > 0x7F800000 ? 0x7F : (uint8_t)(result | (bits >> 24 & 0x80));
  }
}
