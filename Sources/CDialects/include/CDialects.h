#ifndef PARITY_CDIALECTS_H
#define PARITY_CDIALECTS_H

#include <stddef.h>

/// One file of dialects/, embedded so that the program works away from its sources.
typedef struct {
  const char *name;
  const unsigned char *bytes;
  size_t byteCount;
} ParityEmbeddedDialect;

/// The number of embedded dialects.
size_t parity_embedded_dialect_count(void);

/// Dialect `index`, in the order in which dialects are listed.
ParityEmbeddedDialect parity_embedded_dialect(size_t index);

/// The device catalogue, dialects/devices.catalogue.
ParityEmbeddedDialect parity_embedded_device_catalogue(void);

#endif
