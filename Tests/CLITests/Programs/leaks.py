"""What is made and destroyed, refused and launched leaves nothing behind: of several batches of rounds, one at least leaves no more
memory in use than there was before. What grows once (a table that doubles, a thread that starts late) shows in one batch, a leak in all.

An argument is the bytes a round that count as a leak, one word unless given: where libdispatch takes part (--verify, Vulkan), it keeps
up to a thousand pieces of 64 bytes a thread for later.
"""

import gc
import sys

from lt import *
from runtime_calls import HostCall, HostFunction, Location, PoolProperties

ROUNDS, BATCHES = 100, 8
SIZE = c.c_size_t(1024)


class Information(c.Structure):
    """`struct mallinfo2` of glibc."""

    _fields_ = [(name, c.c_size_t) for name in
                "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost".split()]


def used():
    """Bytes of the heap in use."""
    gc.collect()
    libc = c.CDLL(None)
    libc.mallinfo2.restype = Information
    information = libc.mallinfo2()
    return information.uordblks + information.hblkhd


def made(library, name, *arguments):
    result = c.c_void_p()
    expect(getattr(library, name)(c.byref(result), *arguments), 0, name)
    return result


def memory_of_all_kinds():
    for allocate, extra, release in (("cudaMalloc", [], "cudaFree"), ("cudaMallocManaged", [1], "cudaFree"),
                                     ("cudaMallocHost", [], "cudaFreeHost"), ("cudaHostAlloc", [0], "cudaFreeHost")):
        expect(getattr(cudart, release)(made(cudart, allocate, SIZE, *extra)), 0, release)
    expect(cudart.cudaFreeAsync(made(cudart, "cudaMallocAsync", SIZE, None), None), 0, "cudaFreeAsync")
    own = c.create_string_buffer(64)
    expect(cudart.cudaHostRegister(own, c.c_size_t(64), 0), 0, "cudaHostRegister")
    expect(cudart.cudaHostUnregister(own), 0, "cudaHostUnregister")
    expect(cudart.cudaFree(own), 1, "memory that CUDA did not give")


def products(stream):
    h, a, d = made(cublas, "cublasCreate_v2"), Memory(F32, [1.0] * 64), Memory(F32, [0.0] * 64)
    one = scalar(F32, 1)
    expect(cublas.cublasSetStream_v2(h, stream), 0, "cublasSetStream_v2")

    def gemm(op=N):
        return cublas.cublasSgemm_v2(h, op, N, 8, 8, 8, one, a.pointer, 8, a.pointer, 8, one, d.pointer, 8)
    expect(gemm(), 0, "cublasSgemm_v2")
    expect(gemm(op=9), 7, "an operation that is none")
    expect(cublas.cublasStrsm_v2(h, 0, 0, 0, 0, 8, 8, one, a.pointer, 8, d.pointer, 8), 0, "cublasStrsm_v2")
    expect(cublas.cublasSaxpy_v2(h, 64, one, a.pointer, 1, d.pointer, 1), 0, "cublasSaxpy_v2")
    expect(cudart.cudaStreamBeginCapture(stream, 0), 0, "cudaStreamBeginCapture")
    expect(gemm(), 0, "cublasSgemm_v2")
    expect(cudart.cudaMemsetAsync(d.pointer, 0, c.c_size_t(16), stream), 0, "cudaMemsetAsync")
    graph = c.c_void_p()
    expect(cudart.cudaStreamEndCapture(stream, c.byref(graph)), 0, "cudaStreamEndCapture")
    ready = made(cudart, "cudaGraphInstantiate", graph, c.c_ulonglong(0))
    expect(cudart.cudaGraphLaunch(ready, stream), 0, "cudaGraphLaunch")
    expect(cudart.cudaGraphExecDestroy(ready), 0, "cudaGraphExecDestroy")
    expect(cudart.cudaGraphDestroy(graph), 0, "cudaGraphDestroy")
    expect(cublas.cublasDestroy_v2(h), 0, "cublasDestroy_v2")
    a.free()
    d.free()


def products_of_lt():
    h, answer, count = made(lt, "cublasLtCreate"), c.create_string_buffer(96), c.c_int()
    layouts = [Layout(kind, 4, 4) for kind in (F16, F16, F32, F32)]
    bias = Memory(F32, [1.0] * 4)
    product = Product(EPILOGUE=RELU_BIAS, BIAS_POINTER=bias.pointer, BIAS_TYPE=0)
    preference = made(lt, "cublasLtMatmulPreferenceCreate")
    descriptions = [layout.desc for layout in layouts]
    expect(lt.cublasLtMatmulAlgoGetHeuristic(h, product.desc, *descriptions, preference, 1, answer, c.byref(count)), OK, "heuristic")
    expect(multiply(h, product, *layouts, algorithm=answer), OK, "cublasLtMatmul")
    transform = made(lt, "cublasLtMatrixTransformDescCreate", 0)
    expect(lt.cublasLtMatrixTransform(h, transform, scalar(F32, 1), layouts[2].memory.pointer, layouts[2].desc, scalar(F32, 0), None,
                                      None, layouts[3].memory.pointer, layouts[3].desc, None), OK, "cublasLtMatrixTransform")
    expect(lt.cublasLtMatrixTransformDescDestroy(transform), OK, "TransformDescDestroy")
    expect(lt.cublasLtMatmulPreferenceDestroy(preference), OK, "PreferenceDestroy")
    for part in layouts + [product, bias]:
        part.free()
    expect(lt.cublasLtDestroy(h), OK, "cublasLtDestroy")


def pools_and_advice(stream):
    pool = made(cudart, "cudaMemPoolCreate", c.byref(PoolProperties(1, 0, Location(1, 0))))
    expect(cudart.cudaFreeAsync(made(cudart, "cudaMallocFromPoolAsync", SIZE, pool, stream), stream), 0, "cudaFreeAsync")
    expect(cudart.cudaMemPoolDestroy(pool), 0, "cudaMemPoolDestroy")
    memory = made(cudart, "cudaMallocManaged", SIZE, 1)
    expect(cudart.cudaMemAdvise(memory, c.c_size_t(100), 1, c.c_uint64(1) if RELEASE == "13" else 0), 0, "cudaMemAdvise")
    expect(cudart.cudaFree(memory), 0, "cudaFree")
    expect(cudart.cudaStreamSetAttribute(stream, 3, bytes(64)), 0, "cudaStreamSetAttribute")


def nodes(stream):
    inner, outer = made(cudart, "cudaGraphCreate", 0), made(cudart, "cudaGraphCreate", 0)
    call, nothing = HostFunction(lambda data: None), c.c_size_t(0)
    made(cudart, "cudaGraphAddHostNode", inner, None, nothing, c.byref(HostCall(call, None)))
    made(cudart, "cudaGraphAddChildGraphNode", outer, None, nothing, inner)
    thing = made(cudart, "cudaUserObjectCreate", None, call, 1, 1)
    expect(cudart.cudaGraphRetainUserObject(outer, thing, 1, 1), 0, "cudaGraphRetainUserObject")
    ready, copy = made(cudart, "cudaGraphInstantiate", outer, c.c_ulonglong(0)), made(cudart, "cudaGraphClone", outer)
    expect(cudart.cudaStreamBeginCaptureToGraph(stream, inner, None, None, nothing, 0), 0, "cudaStreamBeginCaptureToGraph")
    expect(cudart.cudaGraphLaunch(ready, stream), 0, "cudaGraphLaunch")
    info = cudart.cudaStreamGetCaptureInfo_v2 if RELEASE == "12" else cudart.cudaStreamGetCaptureInfo
    tips = [c.byref(c.c_void_p())] + ([] if RELEASE == "12" else [None]) + [c.byref(c.c_size_t())]
    expect(info(stream, c.byref(c.c_int()), None, None, *tips), 0, "cudaStreamGetCaptureInfo")
    expect(cudart.cudaStreamEndCapture(stream, c.byref(c.c_void_p())), 0, "cudaStreamEndCapture")
    expect(cudart.cudaGraphExecDestroy(ready), 0, "cudaGraphExecDestroy")
    for graph in (inner, outer, copy):
        expect(cudart.cudaGraphDestroy(graph), 0, "cudaGraphDestroy")


def one_round():
    memory_of_all_kinds()
    stream, event = made(cudart, "cudaStreamCreate"), made(cudart, "cudaEventCreate")
    expect(cudart.cudaEventRecord(event, stream), 0, "cudaEventRecord")
    products(stream)
    products_of_lt()
    pools_and_advice(stream)
    nodes(stream)
    expect(cudart.cudaEventDestroy(event), 0, "cudaEventDestroy")
    expect(cudart.cudaStreamDestroy(stream), 0, "cudaStreamDestroy")


def growth():
    before = used()
    for _ in range(ROUNDS):
        one_round()
    return used() - before


growth()
least = min(growth() for _ in range(BATCHES - 1))
if least >= (int(sys.argv[1]) if len(sys.argv) > 1 else 8) * ROUNDS:
    raise SystemExit(f"each of {BATCHES - 1} times {ROUNDS} rounds left {least} bytes behind or more")
print("leaks: none")
