#pragma once
// The version that libparity-cuda13.so stands for.
int parity_cuda_major(void);
