"""CUDA graphs by stream capture: captured calls do nothing until the graph is launched, and the same again at each launch."""

import threading

from lt import *

SUCCESS, INVALID_VALUE, ILLEGAL_STATE = 0, 1, 401
UNSUPPORTED, INVALIDATED, MERGE, UNMATCHED, UNJOINED, ISOLATION, IMPLICIT, CAPTURED_EVENT, WRONG_THREAD = range(900, 909)
GLOBAL, THREAD_LOCAL, RELAXED = 0, 1, 2
S = c.c_size_t


def made(name, *arguments):
    result = c.c_void_p()
    expect(getattr(cudart, name)(c.byref(result), *arguments), SUCCESS, name)
    return result


def begin(stream, mode=GLOBAL):
    expect(cudart.cudaStreamBeginCapture(stream, mode), SUCCESS, "cudaStreamBeginCapture")


def end(stream):
    """Ends a capture and makes its graph ready."""
    graph = c.c_void_p()
    expect(cudart.cudaStreamEndCapture(stream, c.byref(graph)), SUCCESS, "cudaStreamEndCapture")
    ready = made("cudaGraphInstantiate", graph, c.c_ulonglong(0))
    expect(cudart.cudaGraphDestroy(graph), SUCCESS, "cudaGraphDestroy")
    return ready


def launch(ready, stream):
    expect(cudart.cudaGraphLaunch(ready, stream), SUCCESS, "cudaGraphLaunch")
    expect(cudart.cudaStreamSynchronize(stream), SUCCESS, "cudaStreamSynchronize")


def status(stream):
    value = c.c_int(9)
    expect(cudart.cudaStreamIsCapturing(stream, c.byref(value)), SUCCESS, "cudaStreamIsCapturing")
    return value.value


def replays():
    """Copies, sets, products and sums of all three libraries in one graph, launched three times with other inputs."""
    stream, h, l = made("cudaStreamCreateWithFlags", 1), handle(), c.c_void_p()
    expect(lt.cublasLtCreate(c.byref(l)), OK, "cublasLtCreate")
    expect(cublas.cublasSetStream_v2(h, stream), 0, "cublasSetStream")
    n, calls = 4, []
    a, b, d, e = (Memory(F32, [7.0] * (n * n)) for _ in range(4))
    source, target = c.create_string_buffer(64), c.create_string_buffer(b"\xA5" * 64, 64)
    function = c.CFUNCTYPE(None, c.c_void_p)(lambda data: calls.append((data, F32.unpack(target.raw)[0])))
    alpha, beta, factor = c.c_float(2), c.c_float(0), c.c_float(10)
    layouts = [Layout(F32, n, n) for _ in range(3)]
    product, bias = Product(EPILOGUE=RELU_BIAS), Memory(F32, [-100.0, 0.0, 1.0, 2.0])
    product.set(BIAS_POINTER, bias.pointer)
    lt_alpha, lt_beta = c.c_float(1), c.c_float(0)
    begin(stream)
    expect(status(stream), 1, "a captured stream")
    expect(cudart.cudaMemcpyAsync(a.pointer, source, S(64), HOST_TO_DEVICE, stream), 0, "cudaMemcpyAsync")
    expect(cudart.cudaMemsetAsync(b.pointer, 0, S(64), stream), 0, "cudaMemsetAsync")
    expect(cudart.cudaMemcpy2DAsync(b.pointer, S(20), a.pointer, S(20), S(4), S(4), DEVICE_TO_DEVICE, stream), 0, "2D")
    expect(cublas.cublasSgemm_v2(h, N, N, n, n, n, c.byref(alpha), a.pointer, n, b.pointer, n, c.byref(beta), d.pointer, n), 0, "gemm")
    expect(cublas.cublasSaxpy_v2(h, n * n, c.byref(factor), a.pointer, 1, d.pointer, 1), 0, "axpy")
    expect(lt.cublasLtMatmul(l, product.desc, c.byref(lt_alpha), d.pointer, layouts[0].desc, b.pointer, layouts[1].desc,
                             c.byref(lt_beta), None, layouts[2].desc, e.pointer, layouts[2].desc, None, None, S(0), stream), 0, "Lt")
    expect(cudart.cudaMemcpyAsync(target, e.pointer, S(64), DEVICE_TO_HOST, stream), 0, "cudaMemcpyAsync")
    expect(cudart.cudaLaunchHostFunc(stream, function, c.c_void_p(5)), 0, "cudaLaunchHostFunc")
    # A wrong call is refused at once, and is not in the graph.
    expect(cublas.cublasSgemm_v2(h, 9, N, n, n, n, c.byref(alpha), a.pointer, n, b.pointer, n, c.byref(beta), d.pointer, n), 7, "op 9")
    expect(cudart.cudaMemsetAsync(b.at(1), 0, S(64), stream), INVALID_VALUE, "past the end")
    ready = end(stream)
    expect(status(stream), 0, "a stream whose capture ended")
    expect(([memory.read() for memory in (a, b, d, e)], calls, target.raw), ([[7.0] * 16] * 4, [], b"\xA5" * 64),
           "what captured calls would have done")
    # The host's factors are those of the capture, and handles and descriptions may be gone.
    alpha.value = factor.value = lt_alpha.value = beta.value = 99
    product.free()
    expect(cublas.cublasDestroy_v2(h), 0, "cublasDestroy")
    expect(lt.cublasLtDestroy(l), OK, "cublasLtDestroy")
    for round_ in range(3):
        x = [float((i * 5 + round_) % 7 - 3) for i in range(16)]
        source.raw = F32.pack(x)
        launch(ready, stream)
        diagonal = [x[5 * i] for i in range(n)]
        # b is the diagonal of a; d = 2 a b + 10 a; e = relu(d b + bias).
        wanted = [2 * x[i + 4 * j] * diagonal[j] + 10 * x[i + 4 * j] for j in range(n) for i in range(n)]
        expect(d.read(), wanted, f"d at launch {round_}")
        last = [max(wanted[i + 4 * j] * diagonal[j] + (-100, 0, 1, 2)[i], 0.0) for j in range(n) for i in range(n)]
        expect(F32.unpack(target.raw), last, f"e at launch {round_}")
        expect(calls[round_], (5, last[0]), f"the host's function at launch {round_}")
    expect(len(calls), 3, "calls of the host's function")
    # A graph in a graph.
    begin(stream, RELAXED)
    for _ in range(2):
        expect(cudart.cudaGraphLaunch(ready, stream), SUCCESS, "cudaGraphLaunch in a capture")
    twice = end(stream)
    expect(len(calls), 3, "a graph that was captured")
    expect(cudart.cudaGraphExecDestroy(ready), SUCCESS, "cudaGraphExecDestroy")
    expect(cudart.cudaGraphUpload(twice, stream), SUCCESS, "cudaGraphUpload")
    launch(twice, stream)
    expect(len(calls), 5, "a graph in a graph")
    # What was freed is found at the launch.
    a.free()
    expect(cudart.cudaGraphLaunch(twice, stream), INVALID_VALUE, "a graph with freed memory")
    expect(cudart.cudaGetLastError(), INVALID_VALUE, "a graph with freed memory")
    expect(cudart.cudaGraphExecDestroy(twice), SUCCESS, "cudaGraphExecDestroy")
    expect(cudart.cudaStreamDestroy(stream), SUCCESS, "cudaStreamDestroy")


def device_factors():
    """Factors and results in device memory are those of each launch; pointer arrays are too."""
    stream, h = made("cudaStreamCreate"), handle()
    expect(cublas.cublasSetStream_v2(h, stream), 0, "cublasSetStream")
    expect(cublas.cublasSetPointerMode_v2(h, 1), 0, "cublasSetPointerMode")
    x, y, factors, result = Memory(F32, [1.0, 2.0]), Memory(F32, [1.0] * 4), Memory(F32, [3.0, 0.0]), Memory(F32, [0.0])
    arrays = [Pointers([x.at(0).value, x.at(1).value]), Pointers([x.pointer.value] * 2), Pointers([y.at(0).value, y.at(2).value])]
    begin(stream)
    expect(cublas.cublasSgemmBatched(h, N, N, 1, 1, 1, factors.pointer, arrays[0].pointer, 1, arrays[1].pointer, 1, factors.at(1),
                                     arrays[2].pointer, 1, 2), 0, "cublasSgemmBatched")
    expect(cublas.cublasSdot_v2(h, 2, x.pointer, 1, x.pointer, 1, result.pointer), 0, "cublasSdot")
    expect(cublas.cublasSscal_v2(h, 1, factors.pointer, y.at(3), 1), 0, "cublasSscal")
    host = c.create_string_buffer(16)
    expect(cublas.cublasGetVectorAsync(2, 4, y.pointer, 2, host, 1, stream), 0, "cublasGetVectorAsync")
    expect(cublas.cublasGetVectorAsync(5, 4, y.pointer, 1, host, 1, stream), 11, "past the end")
    ready = end(stream)
    expect(cublas.cublasDestroy_v2(h), 0, "cublasDestroy")
    launch(ready, stream)
    expect((y.read(), result.read()), ([3.0, 1.0, 6.0, 3.0], [5.0]), "the first launch")
    expect(F32.unpack(host.raw)[:2], [3.0, 6.0], "cublasGetVectorAsync")
    x.write([2.0, 4.0])
    factors.write([5.0, 1.0])
    launch(ready, stream)
    expect((y.read(), result.read()), ([23.0, 1.0, 46.0, 15.0], [20.0]), "the second launch")
    factors.free()
    expect(cudart.cudaGraphLaunch(ready, stream), 700, "factors that were freed")
    expect((cudart.cudaGetLastError(), y.read()), (700, [23.0, 1.0, 46.0, 15.0]), "factors that were freed")
    expect(cudart.cudaGraphExecDestroy(ready), SUCCESS, "cudaGraphExecDestroy")
    expect(cudart.cudaStreamDestroy(stream), SUCCESS, "cudaStreamDestroy")


def branches():
    """A stream that waits for an event of a captured one is captured too, and must be waited for."""
    one, two = made("cudaStreamCreate"), made("cudaStreamCreateWithFlags", 1)
    fork, join = made("cudaEventCreate"), made("cudaEventCreateWithFlags", 2)
    a = Memory(I32, [1] * 4)
    for complete in (True, False):
        begin(one)
        expect(cudart.cudaMemsetAsync(a.pointer, 2, S(16), one), 0, "cudaMemsetAsync")
        expect(cudart.cudaEventRecord(fork, one), 0, "cudaEventRecord")
        expect(cudart.cudaStreamWaitEvent(two, fork, 0), 0, "cudaStreamWaitEvent")
        expect(status(two), 1, "a stream that waits for a captured one")
        for name in ("cudaEventQuery", "cudaEventSynchronize"):
            expect(getattr(cudart, name)(fork), CAPTURED_EVENT, name)
        expect(cudart.cudaMemsetAsync(a.at(1), 3, S(4), two), 0, "cudaMemsetAsync")
        if complete:
            expect(cudart.cudaEventRecord(join, two), 0, "cudaEventRecord")
            expect(cudart.cudaStreamWaitEvent(one, join, 0), 0, "cudaStreamWaitEvent")
        expect(cudart.cudaMemsetAsync(a.at(2), 4, S(4), one), 0, "cudaMemsetAsync")
        graph = c.c_void_p(1)
        expect(cudart.cudaStreamEndCapture(two, c.byref(graph)), UNMATCHED, "the end in another stream")
        expect(graph.value, 1, "the end in another stream")
        if not complete:
            expect(cudart.cudaStreamEndCapture(one, c.byref(graph)), UNJOINED, "a branch that nobody waited for")
            expect(graph.value, None, "a branch that nobody waited for")
            continue
        ready = end(one)
        launch(ready, one)
        expect(a.read(), [0x02020202, 0x03030303, 0x04040404, 0x02020202], "two branches")
    expect((status(one), status(two)), (0, 0), "streams after a capture")
    # An event of a capture that is over tells nothing until it is recorded again.
    expect(cudart.cudaEventSynchronize(join), CAPTURED_EVENT, "an event of a capture that is over")
    expect(cudart.cudaStreamWaitEvent(one, join, 0), CAPTURED_EVENT, "an event of a capture that is over")
    expect(cudart.cudaEventRecord(join, two), 0, "cudaEventRecord")
    expect(cudart.cudaEventSynchronize(join), 0, "cudaEventSynchronize")
    expect(cudart.cudaGetLastError(), CAPTURED_EVENT, "the last error")


def invalidations():
    """What no graph can hold is refused, and ends the capture without one."""
    stream, other, event = made("cudaStreamCreate"), made("cudaStreamCreate"), made("cudaEventCreate")
    a, h, out = Memory(F32, [1.0] * 4), handle(), c.c_float(5)
    callback = c.CFUNCTYPE(None, c.c_void_p, c.c_int, c.c_void_p)(lambda *_: None)
    expect(cublas.cublasSetStream_v2(h, stream), 0, "cublasSetStream")
    expect(cudart.cudaEventRecord(event, other), 0, "cudaEventRecord")
    new = c.c_void_p
    for mode, what, wanted, call in (
            (RELAXED, "cudaStreamSynchronize", UNSUPPORTED, lambda: cudart.cudaStreamSynchronize(stream)),
            (RELAXED, "cudaStreamQuery", UNSUPPORTED, lambda: cudart.cudaStreamQuery(stream)),
            (RELAXED, "cudaStreamAddCallback", UNSUPPORTED, lambda: cudart.cudaStreamAddCallback(stream, callback, None, 0)),
            (RELAXED, "cudaMallocAsync", UNSUPPORTED, lambda: cudart.cudaMallocAsync(c.byref(new()), S(4), stream)),
            (RELAXED, "cudaFreeAsync", UNSUPPORTED, lambda: cudart.cudaFreeAsync(a.pointer, stream)),
            (RELAXED, "an event of a stream that is not captured", ISOLATION, lambda: cudart.cudaStreamWaitEvent(stream, event, 0)),
            (RELAXED, "cudaMemcpy", IMPLICIT, lambda: cudart.cudaMemcpy(c.byref(out), a.pointer, S(4), DEVICE_TO_HOST)),
            (RELAXED, "cudaMemset", IMPLICIT, lambda: cudart.cudaMemset(a.pointer, 0, S(4))),
            (GLOBAL, "cudaMalloc", UNSUPPORTED, lambda: cudart.cudaMalloc(c.byref(new()), S(4))),
            (THREAD_LOCAL, "cudaFree", UNSUPPORTED, lambda: cudart.cudaFree(a.pointer)),
            (GLOBAL, "cudaDeviceSynchronize", UNSUPPORTED, lambda: cudart.cudaDeviceSynchronize()),
            (RELAXED, "cublasSdot", 13, lambda: cublas.cublasSdot_v2(h, 4, a.pointer, 1, a.pointer, 1, c.byref(out))),
            (RELAXED, "cublasGetVector", 13, lambda: cublas.cublasGetVector(1, 4, a.pointer, 1, c.byref(out), 1))):
        begin(stream, mode)
        expect(cudart.cudaMemsetAsync(a.pointer, 0, S(16), stream), 0, f"{what}: before")
        expect(call(), wanted, what)
        last = {"cublasSdot": UNSUPPORTED, "cublasGetVector": IMPLICIT}.get(what, wanted)
        expect(cudart.cudaGetLastError(), last, f"{what}: the last error")
        expect(status(stream), 2, f"{what}: the capture")
        expect(cudart.cudaMemsetAsync(a.pointer, 0, S(16), stream), INVALIDATED, f"{what}: after")
        graph = c.c_void_p(1)
        expect(cudart.cudaStreamEndCapture(stream, c.byref(graph)), INVALIDATED, f"{what}: the end")
        expect((graph.value, out.value, status(stream), a.read()), (None, 5.0, 0, [1.0] * 4), f"{what}: what is left")
        expect(cudart.cudaGetLastError(), INVALIDATED, f"{what}: the last error")
    # A relaxed thread may allocate while others capture.
    begin(stream)
    mode = c.c_int(RELAXED)
    expect(cudart.cudaThreadExchangeStreamCaptureMode(c.byref(mode)), 0, "ThreadExchangeStreamCaptureMode")
    expect(mode.value, GLOBAL, "the mode before")
    expect(cudart.cudaMalloc(c.byref(new()), S(4)), 0, "cudaMalloc in a relaxed thread")
    expect(cudart.cudaThreadExchangeStreamCaptureMode(c.byref(mode)), 0, "ThreadExchangeStreamCaptureMode")
    expect(mode.value, RELAXED, "the mode before")
    # Another thread can end a relaxed capture only, and is not kept from allocating by a thread's own.
    seen = []
    graph = c.c_void_p(1)
    thread = threading.Thread(target=lambda: seen.append(cudart.cudaStreamEndCapture(stream, c.byref(graph))))
    thread.start()
    thread.join()
    expect((seen, graph.value), ([WRONG_THREAD], 1), "the end in another thread")
    expect(cudart.cudaGraphExecDestroy(end(stream)), 0, "cudaGraphExecDestroy")
    begin(stream, THREAD_LOCAL)
    thread = threading.Thread(target=lambda: seen.append(cudart.cudaMalloc(c.byref(new()), S(4))))
    thread.start()
    thread.join()
    expect(seen[1:], [0], "cudaMalloc in another thread")
    # Two captures do not mix.
    begin(other)
    expect(cudart.cudaEventRecord(event, stream), 0, "cudaEventRecord")
    expect(cudart.cudaStreamWaitEvent(other, event, 0), MERGE, "an event of another capture")
    for one in (stream, other):
        expect(cudart.cudaStreamEndCapture(one, c.byref(graph)), INVALIDATED, "two captures")
    # A stream that is destroyed takes its capture with it.
    begin(other)
    expect(cudart.cudaStreamDestroy(other), 0, "cudaStreamDestroy")
    expect(cudart.cudaMemcpy(c.byref(out), a.pointer, S(4), DEVICE_TO_HOST), 0, "cudaMemcpy after all captures")
    expect(out.value, 1.0, "cudaMemcpy after all captures")


def infos():
    """What the capture is called."""
    stream, ids = made("cudaStreamCreateWithFlags", 1), []
    names = ["cudaStreamGetCaptureInfo", "cudaStreamGetCaptureInfo_v2", "cudaStreamGetCaptureInfo_v3"]
    for name in [name for name in names if hasattr(cudart, name)]:
        value, number, graph = c.c_int(9), c.c_ulonglong(7), c.c_void_p(7)
        arguments = [c.byref(value), c.byref(number)]
        if not (RELEASE == "12" and name == names[0]):
            arguments += [c.byref(graph)] + [None] * (2 if name.endswith("_v2") else 3)
        expect(getattr(cudart, name)(stream, *arguments), 0, name)
        expect((value.value, number.value, graph.value), (0, 7, 7), f"{name} of a stream that is not captured")
        begin(stream)
        expect(getattr(cudart, name)(stream, *arguments), 0, name)
        ids.append(number.value)
        captured = c.c_void_p()
        expect(cudart.cudaStreamEndCapture(stream, c.byref(captured)), 0, "cudaStreamEndCapture")
        if len(arguments) > 2:
            expect(graph.value, captured.value, f"{name}: the graph")
        expect(value.value, 1, f"{name} of a captured stream")
        ready = made("cudaGraphInstantiateWithFlags", captured, c.c_ulonglong(1))
        launch(ready, stream)
    expect(len(set(ids + [0, 7])), len(ids) + 2, "every capture has a number of its own")


replays()
device_factors()
branches()
invalidations()
infos()
print("graphs: all as documented")
