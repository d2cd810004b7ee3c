#include "cuda13.h"

int parity_cuda_major(void) { return 13; }
