#pragma once
// The version that libparity-cuda12.so stands for.
int parity_cuda_major(void);
