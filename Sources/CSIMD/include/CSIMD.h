#ifndef PARITY_CSIMD_H
#define PARITY_CSIMD_H
#endif
