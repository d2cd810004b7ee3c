#include "cuda12.h"

int parity_cuda_major(void) { return 12; }
