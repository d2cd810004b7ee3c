"""Threads with handles and streams of their own, and one handle for all: cuBLAS is safe to call from several threads (cuBLAS
library reference, 2.1.3). ctypes lets go of Python's lock during a call, so that calls do overlap."""

import threading

from cuda import F32, F64, N, Memory, c, cublas, cudart, expect

THREADS, ROUNDS = 6, 12
failures = []


def handle_of_own(stream=None):
    handle = c.c_void_p()
    expect(cublas.cublasCreate_v2(c.byref(handle)), 0, "cublasCreate")
    if stream is not None:
        expect(cublas.cublasSetStream_v2(handle, stream), 0, "cublasSetStream")
    return handle


def product(handle, number, round_):
    """A product of whole numbers, different in every thread and round, into memory of its own."""
    m, n, k = 3 + number, 4 + round_ % 5, 5 + (number + round_) % 3
    a = [(number + i * 7) % 5 - 2 for i in range(m * k)]
    b = [(round_ + i * 3) % 7 - 3 for i in range(k * n)]
    da, db, dc = Memory(F32, a), Memory(F32, b), Memory(F32, [99.0] * (m * n))
    alpha, beta = c.c_float(1), c.c_float(0)
    status = cublas.cublasSgemm_v2(
        handle, N, N, m, n, k, c.byref(alpha), da.pointer, m, db.pointer, k, c.byref(beta), dc.pointer, m)
    expect(status, 0, f"cublasSgemm in thread {number}")
    wanted = [float(sum(a[x + m * z] * b[z + k * y] for z in range(k))) for y in range(n) for x in range(m)]
    expect(dc.read(), wanted, f"the product of thread {number} in round {round_}")
    for memory in (da, db, dc):
        expect(cudart.cudaFree(memory.pointer), 0, "cudaFree")


def sums(handle, number, round_):
    """A level 1 result in each thread's own variable."""
    values = [float(number + 1)] * (round_ + 1)
    x, result = Memory(F64, values), c.c_double()
    expect(cublas.cublasDasum_v2(handle, len(values), x.pointer, 1, c.byref(result)), 0, "cublasDasum")
    expect(result.value, sum(values), f"the sum of thread {number}")
    expect(cudart.cudaFree(x.pointer), 0, "cudaFree")


def work(number, shared):
    try:
        # The last error belongs to the thread that made it.
        expect(cudart.cudaGetLastError(), 0, f"the first error of thread {number}")
        if number % 2:
            expect(cudart.cudaMemcpy(c.c_void_p(8), c.c_void_p(8), c.c_size_t(8), 99), 21, "a copy of no direction")
            expect(cudart.cudaPeekAtLastError(), 21, f"the last error of thread {number}")
        stream, event = c.c_void_p(), c.c_void_p()
        expect(cudart.cudaStreamCreate(c.byref(stream)), 0, "cudaStreamCreate")
        expect(cudart.cudaEventCreate(c.byref(event)), 0, "cudaEventCreate")
        own = handle_of_own(stream)
        for round_ in range(ROUNDS):
            product(own if round_ % 2 else shared, number, round_)
            sums(own, number, round_)
            expect(cudart.cudaEventRecord(event, stream), 0, "cudaEventRecord")
            expect(cudart.cudaStreamSynchronize(stream), 0, "cudaStreamSynchronize")
        expect(cudart.cudaPeekAtLastError(), 21 if number % 2 else 0, f"the last error of thread {number} at its end")
        expect(cublas.cublasDestroy_v2(own), 0, "cublasDestroy")
        expect(cudart.cudaEventDestroy(event), 0, "cudaEventDestroy")
        expect(cudart.cudaStreamDestroy(stream), 0, "cudaStreamDestroy")
    except SystemExit as failure:
        failures.append(str(failure))


shared = handle_of_own()
threads = [threading.Thread(target=work, args=(number, shared)) for number in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
expect(failures, [], "threads")
expect(cublas.cublasDestroy_v2(shared), 0, "cublasDestroy")
print("threads: all as defined")
