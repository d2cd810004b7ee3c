#pragma once
// Which CUDA a drop-in library stands for: 12 or 13. Defined by the target that is linked into that library.
int parity_cuda_major(void);
