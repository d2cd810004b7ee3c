#ifndef PARITY_CSUITES_H
#define PARITY_CSUITES_H

#include <stddef.h>

/// One suite file as it stands in suites/, embedded so that the program works away from its sources.
typedef struct {
  const char *name;
  const unsigned char *bytes;
  size_t byteCount;
} ParityEmbeddedSuite;

/// The number of embedded suites.
size_t parity_embedded_suite_count(void);

/// Suite `index`, in the order in which suites are listed.
ParityEmbeddedSuite parity_embedded_suite(size_t index);

#endif
