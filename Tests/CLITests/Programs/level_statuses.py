"""The status of every kind of wrong call of levels 1 to 3 and of the batched factorisations."""

import ctypes as c

from levels import *

SUCCESS, NOT_INITIALIZED, INVALID_VALUE, EXECUTION_FAILED, NOT_SUPPORTED = 0, 1, 7, 13, 15
ONE, ZERO = scalar(F32, 1), scalar(F32, 0)


def cases(h, what, function, right, wrong):
    """A right call, and for each wrong argument the status."""
    def make(arguments):
        return getattr(cublas, function)(*arguments.values())
    expect(make(dict(right, h=h)), SUCCESS, f"{function}: a right call")
    for name, value, status in wrong:
        expect(make(dict(right, **{"h": h, name: value})), status, f"{function}: {name} {value!r} ({what})")
    expect(make(dict(right, h=None)), NOT_INITIALIZED, f"{function} without a handle")


def vectors(h):
    x, y, index = Memory(F32, [1.0] * 8), Memory(F32, [1.0] * 8), c.c_int()
    cases(h, "level 1", "cublasSaxpy_v2", dict(h=h, n=4, alpha=ONE, x=x.pointer, incx=2, y=y.pointer, incy=-2), [
        ("alpha", None, INVALID_VALUE), ("x", None, INVALID_VALUE), ("y", None, INVALID_VALUE), ("incx", 3, EXECUTION_FAILED),
        ("incy", -3, EXECUTION_FAILED), ("n", 5, EXECUTION_FAILED), ("n", 0, SUCCESS), ("n", -1, SUCCESS),
        ("x", c.create_string_buffer(64), EXECUTION_FAILED)])
    expect(cublas.cublasIsamax_v2(h, 4, x.pointer, 1, None), INVALID_VALUE, "a result that is NULL")
    expect(cublas.cublasSdot_v2(h, 0, x.pointer, 1, y.pointer, 1, None), INVALID_VALUE, "a result of nothing that is NULL")
    expect(cublas.cublasIsamax_v2(h, 4, x.pointer, 0, c.byref(index)), SUCCESS, "an increment of 0")
    expect(index.value, 0, "the index of nothing")
    single, double = 0, 1
    for code, execution in ((99, single), (single, 99), (single, double), (2, 2), (10, single)):
        expect(cublas.cublasDotEx(h, 4, x.pointer, code, 1, y.pointer, code, 1, ONE, code, execution), NOT_SUPPORTED,
               f"DotEx of types {code} and {execution}")
    expect(cublas.cublasAxpyEx(h, 4, ONE, single, x.pointer, double, 1, y.pointer, double, 1, single), NOT_SUPPORTED,
           "AxpyEx of mixed types")
    expect(cublas.cublasCopyEx(h, 4, x.pointer, 10, 1, y.pointer, 10, 1), NOT_SUPPORTED, "CopyEx of integers")
    expect(cublas.cublasSscal_v2_64(h, c.c_int64(1 << 31), ONE, x.pointer, c.c_int64(1)), NOT_SUPPORTED, "2^31 elements")
    y.free()
    expect(cublas.cublasSscal_v2(h, 4, ONE, y.pointer, 1), EXECUTION_FAILED, "memory after cudaFree")


def matrices(h):
    a, x, y = Memory(F32, [1.0] * 16), Memory(F32, [1.0] * 8), Memory(F32, [1.0] * 8)
    cases(h, "level 2", "cublasSgemv_v2", dict(h=h, trans=N, m=3, n=4, alpha=ONE, a=a.pointer, lda=4, x=x.pointer, incx=1,
                                               beta=ZERO, y=y.pointer, incy=2), [
        ("trans", 3, INVALID_VALUE), ("m", -1, INVALID_VALUE), ("n", -1, INVALID_VALUE), ("lda", 2, INVALID_VALUE),
        ("incx", 0, INVALID_VALUE), ("incy", 0, INVALID_VALUE), ("alpha", None, INVALID_VALUE), ("a", None, INVALID_VALUE),
        ("beta", None, INVALID_VALUE), ("a", a.at(2), EXECUTION_FAILED), ("lda", 6, EXECUTION_FAILED), ("m", 0, SUCCESS),
        ("lda", 2 ** 31 - 1, EXECUTION_FAILED), ("incx", -(2 ** 31) + 1, EXECUTION_FAILED)])
    cases(h, "level 2", "cublasSsbmv_v2", dict(h=h, uplo=LOWER, n=4, k=2, alpha=ONE, a=a.pointer, lda=3, x=x.pointer, incx=1,
                                               beta=ZERO, y=y.pointer, incy=1), [
        ("uplo", 2, INVALID_VALUE), ("k", -1, INVALID_VALUE), ("lda", 2, INVALID_VALUE), ("n", 7, EXECUTION_FAILED)])
    cases(h, "level 2", "cublasStpsv_v2", dict(h=h, uplo=LOWER, trans=N, diag=1, n=5, ap=a.pointer, x=x.pointer, incx=1), [
        ("diag", 2, INVALID_VALUE), ("n", 6, EXECUTION_FAILED)])
    b, d = Memory(F32, [1.0] * 16), Memory(F32, [1.0] * 32)
    cases(h, "level 3", "cublasStrsm_v2", dict(h=h, side=LEFT, uplo=LOWER, trans=N, diag=1, m=4, n=4, alpha=ONE, a=a.pointer,
                                               lda=4, b=b.pointer, ldb=4), [
        ("side", 2, INVALID_VALUE), ("uplo", -1, INVALID_VALUE), ("trans", 9, INVALID_VALUE), ("diag", -1, INVALID_VALUE),
        ("m", -4, INVALID_VALUE), ("lda", 3, INVALID_VALUE), ("ldb", 3, INVALID_VALUE), ("b", a.pointer, INVALID_VALUE),
        ("n", 5, EXECUTION_FAILED)])
    cases(h, "level 3", "cublasStrmm_v2", dict(h=h, side=LEFT, uplo=LOWER, trans=N, diag=0, m=4, n=4, alpha=ONE, a=a.pointer,
                                               lda=4, b=b.pointer, ldb=4, c=d.pointer, ldc=4), [
        ("c", b.pointer, SUCCESS), ("c", a.pointer, INVALID_VALUE), ("b", d.at(1), INVALID_VALUE)])
    cases(h, "extension", "cublasSgeam", dict(h=h, transa=T, transb=N, m=4, n=4, alpha=ONE, a=a.pointer, lda=4, beta=ONE,
                                              b=b.pointer, ldb=4, c=d.pointer, ldc=4), [
        ("c", b.pointer, SUCCESS), ("c", a.pointer, INVALID_VALUE), ("transb", 4, INVALID_VALUE), ("ldc", 3, INVALID_VALUE)])
    cases(h, "extension", "cublasSdgmm", dict(h=h, mode=LEFT, m=4, n=4, a=a.pointer, lda=4, x=x.pointer, incx=1, c=d.pointer,
                                              ldc=4), [("mode", 2, INVALID_VALUE), ("incx", 3, EXECUTION_FAILED)])
    z = Memory(C64, [1j] * 16)
    one = scalar(C64, 1)
    expect(cublas.cublasCsyrk_v2(h, LOWER, C, 2, 2, one, z.pointer, 2, one, z.at(8), 2), INVALID_VALUE, "syrk with OP_C")
    expect(cublas.cublasCherk_v2(h, LOWER, T, 2, 2, ONE, z.pointer, 2, ONE, z.at(8), 2), INVALID_VALUE, "herk with OP_T")
    expect(cublas.cublasCsyrkEx(h, LOWER, N, 2, 2, one, z.pointer, 99, 2, one, z.at(8), 4, 2), NOT_SUPPORTED, "an unknown type")


def batches(h):
    a, many = Memory(F32, [2.0, 1.0, 1.0, 3.0] * 2), c.c_void_p()
    many = addresses([a.pointer, a.at(4)])
    pivots, infos, info = Memory(I32, [0] * 4), Memory(I32, [0] * 2), c.c_int(5)
    b = Memory(F32, [1.0] * 4)
    many_b = addresses([b.pointer, b.at(2)])
    cases(h, "LU", "cublasSgetrfBatched", dict(h=h, n=2, a=many, lda=2, p=pivots.pointer, info=infos.pointer, count=2), [
        ("n", -1, INVALID_VALUE), ("lda", 1, INVALID_VALUE), ("count", -1, INVALID_VALUE), ("a", None, INVALID_VALUE),
        ("info", None, INVALID_VALUE), ("a", c.create_string_buffer(16), EXECUTION_FAILED), ("n", 3, INVALID_VALUE),
        ("p", pivots.at(1), EXECUTION_FAILED), ("count", 0, SUCCESS), ("count", 3, EXECUTION_FAILED)])
    cases(h, "LU", "cublasSgetrsBatched", dict(h=h, trans=N, n=2, nrhs=1, a=many, lda=2, p=pivots.pointer, b=many_b, ldb=2,
                                               info=c.byref(info), count=2), [
        ("trans", 4, INVALID_VALUE), ("info", None, INVALID_VALUE), ("ldb", 1, INVALID_VALUE)])
    expect(cublas.cublasSgetrsBatched(h, N, -1, 1, many, 2, None, many_b, 2, c.byref(info), 2), INVALID_VALUE, "a negative n")
    expect(info.value, -2, "which argument is wrong")
    expect(cublas.cublasSmatinvBatched(h, 33, many, 33, many, 33, infos.pointer, 1), INVALID_VALUE, "an inverse of 33 x 33")
    expect(cublas.cublasSgelsBatched(h, T, 2, 1, 1, many, 2, many_b, 2, c.byref(info), None, 1), NOT_SUPPORTED, "gels of A'")
    expect(cublas.cublasSgelsBatched(h, N, 1, 2, 1, many, 2, many_b, 2, c.byref(info), None, 1), NOT_SUPPORTED, "a wide gels")
    cases(h, "batch", "cublasSgemvBatched", dict(h=h, trans=N, m=2, n=2, alpha=ONE, a=many, lda=2, x=many_b, incx=1, beta=ZERO,
                                                 y=addresses([a.at(4), a.at(6)]), incy=1, count=2), [
        ("x", None, INVALID_VALUE), ("count", -2, INVALID_VALUE), ("count", 0, SUCCESS), ("incx", 0, INVALID_VALUE)])


first = handle()
vectors(first)
matrices(first)
batches(first)
print("level_statuses: all as documented")
