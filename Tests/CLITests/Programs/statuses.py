"""cuBLAS without GEMM: handles, settings, copies; and the status of every kind of wrong GEMM call."""

import ctypes as c

from cuda import *

SUCCESS, NOT_INITIALIZED, INVALID_VALUE, MAPPING_ERROR, EXECUTION_FAILED, NOT_SUPPORTED = 0, 1, 7, 11, 13, 15


def settings(h):
    value, stream = c.c_int(), c.c_void_p()
    for name, valid, invalid in (("PointerMode_v2", 1, 2), ("AtomicsMode", 1, 5), ("MathMode", 3, 9),
                                 ("SmCountTarget", 4, -1)):
        expect(getattr(cublas, f"cublasSet{name}")(h, valid), SUCCESS, f"cublasSet{name}")
        expect(getattr(cublas, f"cublasGet{name}")(h, c.byref(value)), SUCCESS, f"cublasGet{name}")
        expect(value.value, valid, f"cublasGet{name}")
        expect(getattr(cublas, f"cublasSet{name}")(h, invalid), INVALID_VALUE, f"cublasSet{name}({invalid})")
        expect(getattr(cublas, f"cublasSet{name}")(None, valid), NOT_INITIALIZED, f"cublasSet{name} without a handle")
    expect(cudart.cudaStreamCreate(c.byref(stream)), SUCCESS, "cudaStreamCreate")
    expect(cublas.cublasSetStream_v2(h, stream), SUCCESS, "cublasSetStream_v2")
    back = c.c_void_p()
    expect(cublas.cublasGetStream_v2(h, c.byref(back)), SUCCESS, "cublasGetStream_v2")
    expect(back.value, stream.value, "cublasGetStream_v2")
    expect(cublas.cublasSetWorkspace_v2(h, None, c.c_size_t(0)), SUCCESS, "cublasSetWorkspace_v2")
    expect(cublas.cublasGetVersion_v2(h, c.byref(value)), SUCCESS, "cublasGetVersion_v2")
    expect(value.value // 10_000, int(RELEASE), "cublasGetVersion_v2")
    expect(cublas.cublasGetProperty(0, c.byref(value)), SUCCESS, "cublasGetProperty")
    expect(value.value, int(RELEASE), "cublasGetProperty")
    expect(cublas.cublasGetProperty(3, c.byref(value)), INVALID_VALUE, "cublasGetProperty(3)")
    cublas.cublasGetCudartVersion.restype = c.c_size_t
    expect(cublas.cublasGetCudartVersion() // 1000, int(RELEASE), "cublasGetCudartVersion")
    expect(cublas.cublasGetStatusName(7), b"CUBLAS_STATUS_INVALID_VALUE", "cublasGetStatusName")
    expect(cublas.cublasGetStatusString(0), b"success", "cublasGetStatusString")


def copies():
    # Every second of four numbers, and a 2 x 3 matrix out of columns of 4 into columns of 3.
    def call(name, *arguments):
        """Makes a call whose numbers have 64 bits in the _64 forms."""
        return getattr(cublas, name)(*[c.c_int64(value) if "_64" in name and type(value) is int else value
                                       for value in arguments])
    for kind in ("", "Async", "_64", "Async_64"):
        extra = [None] if "Async" in kind else []
        target = Memory(F32, [0] * 12)
        source = c.create_string_buffer(F32.pack(list(range(12))))
        result = c.create_string_buffer(48)
        name = f"cublasSetVector{kind}"
        expect(call(name, 4, 4, source, 2, target.pointer, 3, *extra), SUCCESS, name)
        expect(target.read(), [0, 0, 0, 2, 0, 0, 4, 0, 0, 6, 0, 0], name)
        name = f"cublasGetVector{kind}"
        expect(call(name, 4, 4, target.pointer, 3, result, 1, *extra), SUCCESS, name)
        expect(F32.unpack(result.raw)[:4], [0, 2, 4, 6], name)
        target.write([0] * 12)
        name = f"cublasSetMatrix{kind}"
        expect(call(name, 2, 3, 4, source, 4, target.pointer, 3, *extra), SUCCESS, name)
        expect(target.read()[:9], [0, 1, 0, 4, 5, 0, 8, 9, 0], name)
        name = f"cublasGetMatrix{kind}"
        expect(call(name, 2, 3, 4, target.pointer, 3, result, 2, *extra), SUCCESS, name)
        expect(F32.unpack(result.raw)[:6], [0, 1, 4, 5, 8, 9], name)
        expect(call(name, 2, 3, 4, target.pointer, 1, result, 2, *extra), MAPPING_ERROR, name)
        expect(call(f"cublasSetVector{kind}", 13, 4, source, 1, target.pointer, 1, *extra), MAPPING_ERROR,
               "a vector past the end")
        expect(call(f"cublasSetVector{kind}", 4, 4, source, 0, target.pointer, 1, *extra), INVALID_VALUE,
               "an increment of 0")
        target.free()


def wrong_calls(h):
    a, b, d = (Memory(F32, [1.0] * 16) for _ in range(3))
    one, zero = scalar(F32, 1), scalar(F32, 0)

    def gemm(transa=N, m=4, n=4, k=4, alpha=one, a=a.pointer, lda=4, b=b.pointer, ldb=4, d=d.pointer, ldc=4, h=h):
        return cublas.cublasSgemm_v2(h, transa, N, m, n, k, alpha, a, lda, b, ldb, zero, d, ldc)
    expect(cublas.cublasSetPointerMode_v2(h, 1), SUCCESS, "cublasSetPointerMode_v2")
    expect(gemm(), EXECUTION_FAILED, "factors of the host's in device mode")
    expect(cublas.cublasSetPointerMode_v2(h, 0), SUCCESS, "cublasSetPointerMode_v2")
    expect(gemm(), SUCCESS, "a right call")
    expect(gemm(m=0), SUCCESS, "an empty call")
    expect(gemm(m=0, alpha=None, a=None, b=None, d=None), SUCCESS, "an empty call of nothing")
    for what, arguments, status in (
            ("a transpose that is none", dict(transa=7), INVALID_VALUE),
            ("a negative size", dict(m=-1), INVALID_VALUE),
            ("lda too small", dict(lda=3), INVALID_VALUE),
            ("ldb too small", dict(ldb=3), INVALID_VALUE),
            ("ldc too small", dict(ldc=3), INVALID_VALUE),
            ("alpha NULL", dict(alpha=None), INVALID_VALUE),
            ("C NULL", dict(d=None), INVALID_VALUE),
            ("C over A", dict(d=a.at(2), m=2, n=2, ldc=2), INVALID_VALUE),
            ("A past the end", dict(a=a.at(1)), EXECUTION_FAILED),
            ("A in the host's memory", dict(a=c.create_string_buffer(64)), EXECUTION_FAILED),
            ("no handle", dict(h=None), NOT_INITIALIZED)):
        expect(gemm(**arguments), status, what)
    expect(cudart.cudaGetLastError(), 700, "the runtime's error after a wrong address")
    expect(cublas.cublasGemmEx(h, N, N, 4, 4, 4, one, a.pointer, 7, 4, b.pointer, 7, 4, zero, d.pointer, 0, 4, 68, -1),
           NOT_SUPPORTED, "complex 8-bit integers")
    expect(cublas.cublasGemmEx(h, N, N, 4, 4, 4, one, a.pointer, 0, 4, b.pointer, 0, 4, zero, d.pointer, 0, 4, 99, -1),
           NOT_SUPPORTED, "a compute type that is none")
    expect(cublas.cublasSgemmBatched(h, N, N, 4, 4, 4, one, None, 4, None, 4, zero, None, 4, 2), INVALID_VALUE,
           "arrays that are NULL")
    expect(cublas.cublasSgemmBatched(h, N, N, 4, 4, 4, one, a.pointer, 4, b.pointer, 4, zero, d.pointer, 4, -2),
           INVALID_VALUE, "a negative batch")
    a.free()
    expect(gemm(), EXECUTION_FAILED, "A after cudaFree")
    expect(cublas.cublasDestroy_v2(h), SUCCESS, "cublasDestroy_v2")
    expect(cublas.cublasDestroy_v2(h), NOT_INITIALIZED, "a second cublasDestroy_v2")
    expect(gemm(), NOT_INITIALIZED, "a handle that was destroyed")
    expect(cublas.cublasCreate_v2(None), INVALID_VALUE, "cublasCreate_v2 to NULL")


first = handle()
settings(first)
copies()
wrong_calls(first)
print("statuses: all as documented")
