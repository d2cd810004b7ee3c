"""cuBLAS's own log: to a file, to a callback, and off; and the calls of a small model, in the log of the environment."""

import ctypes as c
import os
import re

from levels import *

GEMM_LINES = [
    r"I! cuBLAS \(v%s\.\d+\.\d+\) function cublasStatus_t cublasSgemm_v2\(cublasHandle_t, cublasOperation_t, cublasOperation_t, "
    r"int, int, int, const float\*, const float\*, int, const float\*, int, const float\*, float\*, int\) called:" % RELEASE,
    r"i!  handle: type=cublasHandle_t; val=POINTER \(IN HEX:0x0x[0-9a-f]+\)",
    r"i!  transa: type=cublasOperation_t; val=CUBLAS_OP_T\(1\)", r"i!  transb: type=cublasOperation_t; val=CUBLAS_OP_N\(0\)",
    r"i!  m: type=int; val=8", r"i!  n: type=int; val=8", r"i!  k: type=int; val=8",
    r"i!  alpha: type=float; val=POINTER \(IN HEX:0x0x[0-9a-f]+\)", r"i!  A: type=float; val=POINTER \(IN HEX:0x0x[0-9a-f]+\)",
    r"i!  lda: type=int; val=8", r"i!  B: type=float; val=POINTER \(IN HEX:0x0x[0-9a-f]+\)", r"i!  ldb: type=int; val=8",
    r"i!  beta: type=float; val=POINTER \(IN HEX:0x0x[0-9a-f]+\)", r"i!  C: type=float; val=POINTER \(IN HEX:0x0x[0-9a-f]+\)",
    r"i!  ldc: type=int; val=8", r"i! Time: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d elapsed from start \d+\.\d{6} minutes or \d+\.\d{6} seconds",
    r"i!Process=\d+; Thread=\d+; GPU=0; Handle=POINTER \(IN HEX:0x0x[0-9a-f]+\); StreamId=POINTER \(IN HEX:0x\(nil\)\) "
    r"\(defaultStream\); MathMode=CUBLAS_TF32_TENSOR_OP_MATH", r"i! COMPILED WITH: .*"]


def model(h):
    """Products of several types, forms and widths, with alpha 1 and beta 0, which a log does not hold."""
    a, d = Memory(F32, [1.0] * 1024), Memory(F32, [0.0] * 1024)
    one, zero = scalar(F32, 1), scalar(F32, 0)
    for _ in range(3):
        cublas.cublasSgemm_v2(h, T, N, 8, 8, 8, one, a.pointer, 8, a.pointer, 8, zero, d.pointer, 8)
    call("cublasSgemm_v2", True, h, word(N), word(T), 5, 6, 7, one, a.pointer, 8, a.pointer, 9, zero, d.pointer, 10)
    call("cublasSgemmStridedBatched", False, h, word(N), word(N), 4, 4, 4, one, a.pointer, 4, c.c_longlong(16), a.pointer, 4,
         c.c_longlong(32), zero, d.pointer, 4, c.c_longlong(16), 3)
    half = Memory(F16, [1.0] * 256)
    call("cublasGemmEx", False, h, word(N), word(N), 4, 4, 8, one, half.pointer, word(2), 4, half.pointer, word(2), 8, zero,
         d.pointer, word(0), 4, word(68), word(-1))
    many, results = addresses([a.pointer, a.at(64)]), addresses([d.pointer, d.at(64)])
    call("cublasSgemmBatched", False, h, word(N), word(N), 4, 4, 4, one, many, 4, many, 4, zero, results, 4, 2)
    double = Memory(F64, [1.0] * 64)
    call("cublasDtrsm_v2", False, h, word(LEFT), word(LOWER), word(N), word(1), 2, 2, scalar(F64, 1), double.pointer, 2,
         double.at(8), 2)


def block(lines, what):
    expect(len(lines), len(GEMM_LINES), what)
    for line, pattern in zip(lines, GEMM_LINES):
        if not re.fullmatch(pattern, line):
            raise SystemExit(f"{what}: {line!r} is not {pattern!r}")


def main():
    h = handle()
    if "CUBLAS_LOGINFO_DBG" in os.environ:
        model(h)
        print("logger: the model ran")
        return
    expect(cublas.cublasSetMathMode(h, 3), 0, "cublasSetMathMode")
    a, d = Memory(F32, [1.0] * 64), Memory(F32, [0.0] * 64)

    def gemm():
        expect(cublas.cublasSgemm_v2(h, T, N, 8, 8, 8, scalar(F32, 1), a.pointer, 8, a.pointer, 8, scalar(F32, 0), d.pointer, 8),
               0, "cublasSgemm_v2")
    gemm()
    expect(cublas.cublasLoggerConfigure(1, 0, 0, b"calls.log"), 0, "cublasLoggerConfigure")
    gemm()
    expect(cublas.cublasLoggerConfigure(0, 0, 0, None), 0, "cublasLoggerConfigure off")
    gemm()
    block(open("calls.log").read().splitlines(), "the file")
    expect(cublas.cublasLoggerConfigure(1, 0, 0, b"/nowhere/calls.log"), 0, "a file that cannot be")
    messages = []
    kind = c.CFUNCTYPE(None, c.c_char_p)
    callback, found = kind(messages.append), c.c_void_p(5)
    expect(cublas.cublasGetLoggerCallback(c.byref(found)), 0, "cublasGetLoggerCallback")
    expect(found.value, None, "no callback")
    expect(cublas.cublasSetLoggerCallback(callback), 0, "cublasSetLoggerCallback")
    expect(cublas.cublasGetLoggerCallback(c.byref(found)), 0, "cublasGetLoggerCallback")
    expect(found.value, c.cast(callback, c.c_void_p).value, "the callback")
    expect(cublas.cublasGetLoggerCallback(None), 7, "cublasGetLoggerCallback to NULL")
    gemm()
    expect(cublas.cublasSetLoggerCallback(kind()), 0, "no callback any more")
    gemm()
    block(b"".join(messages).decode().splitlines(), "the callback")
    # The function, each of its arguments, and the lines that follow them are one message each.
    expect(len(messages), 16, "messages")
    print("logger: all as documented")


main()
