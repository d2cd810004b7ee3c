#pragma once
// Entry points of libcudart that are C: calls that no machine without a GPU of NVIDIA's can do (refused.c), and the forms of others
// for programs whose default stream is one for each thread (per_thread.c). Nothing is called by these names from Swift.

// Written in Swift: ends a call that cannot be done by the status `code`, with the reason in the ledger.
int parity_cuda_refuse(const char *function, int code, const char *reason);
