"""cuBLASLt from several threads, with handles and descriptions of their own and with one handle for all: it is safe for that
(cuBLAS library reference, 3.1). ctypes lets go of Python's lock during a call, so that calls do overlap."""

import threading

from lt import *

THREADS, ROUNDS = 6, 10
failures = []


def handle_of_own():
    result = c.c_void_p()
    expect(lt.cublasLtCreate(c.byref(result)), OK, "cublasLtCreate")
    return result


def one(h, stream, number, round_, shared):
    """A product of whole numbers with an epilogue, different in every thread and round, into memory of its own."""
    generator = seeded(f"{number} {round_}")
    m, n, k = 3 + number, 4 + round_ % 5, 5 + (number + round_) % 3
    kind = (F32, F16)[round_ % 2]
    a, b, c_, d = (Layout(kind, *shape, generator) for shape in ((m, k), (k, n), (m, n), (m, n)))
    epilogue = (RELU_BIAS, GELU_AUX_BIAS, DRELU_BGRAD, 1)[(number + round_) % 4]
    bias, aux = Memory(F32, values(F32, m, generator)), Memory(kind, [1.0] * (128 * n))
    biases = bias.read()
    # One description for all threads is read by all and changed by none.
    product = shared if epilogue == 1 else Product(EPILOGUE=epilogue, BIAS_POINTER=bias.pointer, BIAS_TYPE=0)
    if epilogue & 128:
        product.set(AUX_POINTER, aux.pointer)
        product.set(AUX_LD, 128)
    answer, count = c.create_string_buffer(96), c.c_int()
    what = f"thread {number}, round {round_}"
    expect(lt.cublasLtMatmulAlgoGetHeuristic(h, product.desc, a.desc, b.desc, c_.desc, d.desc, None, 1, answer, c.byref(count)),
           OK, what)
    expect(lt.cublasLtMatmul(h, product.desc, scalar(F32, 0.5), a.memory.pointer, a.desc, b.memory.pointer, b.desc,
                             scalar(F32, 1), c_.memory.pointer, c_.desc, d.memory.pointer, d.desc, answer, None, c.c_size_t(0),
                             stream), OK, what)
    expect(cudart.cudaStreamSynchronize(stream), 0, "cudaStreamSynchronize")
    bits = [bytes(aux.type.pack([1.0]) * (128 * n))[(i + j * 128) // 8] >> (i + j * 128) % 8 & 1 for j in range(n) for i in range(m)]

    def after(i, j, _=0):
        x = 0.5 * sums(a, b, N, N, k, i, j) + c_.at(i, j) + (biases[i] if epilogue & 4 else 0)
        return {RELU_BIAS: max(x, 0), GELU_AUX_BIAS: gelu(x), 1: x}.get(epilogue, x * bits[i + j * m])

    compare(d, after, what)
    if epilogue == DRELU_BGRAD:
        close(F32, bias.read(), [sum(after(i, j) for j in range(n)) for i in range(m)], f"{what}: gradient")
    for part in (a, b, c_, d, bias, aux) + (() if product is shared else (product,)):
        part.free()


def work(number, shared_handle, shared_product):
    try:
        stream = c.c_void_p()
        expect(cudart.cudaStreamCreate(c.byref(stream)), 0, "cudaStreamCreate")
        own = handle_of_own()
        for round_ in range(ROUNDS):
            one(own if round_ % 3 else shared_handle, stream, number, round_, shared_product)
            # A refusal in one thread leaves the calls of the others alone.
            if number % 2:
                expect(lt.cublasLtMatmulDescDestroy(shared_handle), INVALID, "a handle as a description")
        expect(lt.cublasLtDestroy(own), OK, "cublasLtDestroy")
        expect(cudart.cudaStreamDestroy(stream), 0, "cudaStreamDestroy")
        expect(cudart.cudaGetLastError(), 0, f"the last error of thread {number}")
    except SystemExit as failure:
        failures.append(str(failure))


shared_handle, shared_product = handle_of_own(), Product()
threads = [threading.Thread(target=work, args=(number, shared_handle, shared_product)) for number in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
expect(failures, [], "threads")
expect(lt.cublasLtDestroy(shared_handle), OK, "cublasLtDestroy")
print("lt_threads: all as defined")
