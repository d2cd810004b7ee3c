#ifndef PARITY_CWORKERS_H
#define PARITY_CWORKERS_H

#include <stddef.h>

/// One file of workers/, embedded so that the program works away from its sources.
typedef struct {
  const char *name;
  const unsigned char *bytes;
  size_t byteCount;
} ParityEmbeddedWorker;

/// The number of embedded files.
size_t parity_embedded_worker_count(void);

/// File `index`.
ParityEmbeddedWorker parity_embedded_worker(size_t index);

#endif
