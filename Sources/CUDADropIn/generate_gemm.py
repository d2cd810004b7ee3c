#!/usr/bin/env python3
"""Writes BLAS/GEMMEntryPoints.swift: the GEMM functions of cuBLAS, which differ in types, in the width of their integers and in
how their matrices are given, and in nothing else (cuBLAS library reference, sections 2.7 and 2.8).

    Sources/CUDADropIn/generate_gemm.py | swift format - > Sources/CUDADropIn/BLAS/GEMMEntryPoints.swift
"""

R32F, R64F, R16F, C32F, C64F = 0, 1, 2, 4, 5
COMPUTE_16F, COMPUTE_32F, COMPUTE_64F = 64, 68, 70
TYPES = {"S": (R32F, COMPUTE_32F, "f32"), "D": (R64F, COMPUTE_64F, "f64"), "C": (C32F, COMPUTE_32F, "c64"),
         "Z": (C64F, COMPUTE_64F, "c128"), "H": (R16F, COMPUTE_16F, "f16")}
POINTER = "UnsafeRawPointer?"
SIZES = "_ transA: CInt, _ transB: CInt, _ m: INT, _ n: INT, _ k: INT, _ alpha: UnsafeRawPointer?"
FORMS = {
    "single": ("_ a: UnsafeRawPointer?, ATYPE_ lda: INT, _ b: UnsafeRawPointer?, BTYPE_ ldb: INT, "
               "_ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, CTYPE_ ldc: INT",
               ".addresses(a, b, c)", ".single"),
    "strided": ("_ a: UnsafeRawPointer?, ATYPE_ lda: INT, _ strideA: Int, _ b: UnsafeRawPointer?, BTYPE_ ldb: INT, "
                "_ strideB: Int, _ beta: UnsafeRawPointer?, _ c: UnsafeMutableRawPointer?, CTYPE_ ldc: INT, "
                "_ strideC: Int, _ batchCount: INT",
                ".addresses(a, b, c)", ".strided(count: Int(batchCount), a: strideA, b: strideB, c: strideC)"),
    "pointers": ("_ a: UnsafePointer<UnsafeRawPointer?>?, ATYPE_ lda: INT, _ b: UnsafePointer<UnsafeRawPointer?>?, "
                 "BTYPE_ ldb: INT, _ beta: UnsafeRawPointer?, _ c: UnsafePointer<UnsafeMutableRawPointer?>?, "
                 "CTYPE_ ldc: INT, _ batchCount: INT",
                 ".arrays(a, b, c)", ".pointers(count: Int(batchCount))"),
}


def function(name, form, integer, types, compute, scale, extra=""):
    parameters, matrices, batch = FORMS[form]
    typed = types is None
    for letter in "ABC":
        parameters = parameters.replace(f"{letter}TYPE_", f"_ type{letter}: CInt, _" if typed else "_")
    text = f"_ handle: OpaquePointer?, {SIZES}, {parameters}{extra}".replace("INT", integer)
    codes = ("typeA", "typeB", "typeC") if typed else (types,) * 3
    lines, line = [], "  "
    for part in text.split(", "):
        if len(line) + len(part) + 2 > 98:
            lines.append(line.rstrip())
            line = "  "
        line += part + ", "
    lines.append(line.rstrip(", "))
    print(f"""
@c({name}) package func {name}(
{chr(10).join(lines)}
) -> CInt {{
  gemm(
    "{name}", handle, ({codes[0]}, {codes[1]}, {codes[2]}), compute: {compute}, {scale}, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    {batch}, {matrices})
}}""")


def grouped(name, integer, types, compute, scale):
    array = f"UnsafePointer<{integer}>?"
    typed = types is None
    kinds = {letter: f" _ type{letter}: CInt," if typed else "" for letter in "ABC"}
    codes = "(typeA, typeB, typeC)" if typed else f"({types}, {types}, {types})"
    print(f"""
@c({name}) package func {name}(
  _ handle: OpaquePointer?, _ transA: UnsafePointer<CInt>?, _ transB: UnsafePointer<CInt>?,
  _ m: {array}, _ n: {array}, _ k: {array},
  _ alpha: UnsafeRawPointer?, _ a: UnsafePointer<UnsafeRawPointer?>?,{kinds["A"]}
  _ lda: {array}, _ b: UnsafePointer<UnsafeRawPointer?>?,{kinds["B"]} _ ldb: {array},
  _ beta: UnsafeRawPointer?, _ c: UnsafePointer<UnsafeMutableRawPointer?>?,{kinds["C"]}
  _ ldc: {array}, _ groupCount: {integer}, _ groupSize: {array}{", _ computeType: CInt" if typed else ""}
) -> CInt {{
  grouped(
    "{name}", handle, {codes}, compute: {compute}, {scale}, transA, transB, m, n, k,
    alpha, a, lda, b, ldb, beta, c, ldc, groupCount, groupSize)
}}""")


print("""// Written by generate_gemm.py; change it there.
import Kernels""")
for suffix, integer in (("", "CInt"), ("_64", "Int")):
    for letter, (code, compute, scale) in TYPES.items():
        plain = f"cublas{letter}gemm" + ("" if letter == "H" else "_v2")
        function(plain + suffix, "single", integer, code, compute, f".{scale}")
        function(f"cublas{letter}gemmStridedBatched{suffix}", "strided", integer, code, compute, f".{scale}")
        function(f"cublas{letter}gemmBatched{suffix}", "pointers", integer, code, compute, f".{scale}")
        if letter in "CZ":
            function(f"cublas{letter}gemm3m{suffix}", "single", integer, code, compute, f".{scale}")
    function(f"cublasCgemm3mStridedBatched{suffix}", "strided", integer, C32F, COMPUTE_32F, ".c64")
    function(f"cublasCgemm3mBatched{suffix}", "pointers", integer, C32F, COMPUTE_32F, ".c64")
    function(f"cublasSgemmEx{suffix}", "single", integer, None, COMPUTE_32F, ".f32")
    function(f"cublasCgemmEx{suffix}", "single", integer, None, COMPUTE_32F, ".c64")
    ex = ", _ computeType: CInt, _ algorithm: CInt"
    scale = "scaleType(computeType, typeC)"
    function(f"cublasGemmEx{suffix}", "single", integer, None, "computeType", scale, ex)
    function(f"cublasGemmStridedBatchedEx{suffix}", "strided", integer, None, "computeType", scale, ex)
    function(f"cublasGemmBatchedEx{suffix}", "pointers", integer, None, "computeType", scale, ex)
    grouped(f"cublasSgemmGroupedBatched{suffix}", integer, R32F, COMPUTE_32F, ".f32")
    grouped(f"cublasDgemmGroupedBatched{suffix}", integer, R64F, COMPUTE_64F, ".f64")
    grouped(f"cublasGemmGroupedBatchedEx{suffix}", integer, None, "computeType", scale)
