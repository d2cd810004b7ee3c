// The CBLAS interface and the thread controls of the linked OpenBLAS.
#include <cblas.h>

#include "loaded.h"
