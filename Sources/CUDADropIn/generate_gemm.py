#!/usr/bin/env python3
"""Writes BLAS/GEMMEntryPoints.swift: the GEMM functions of cuBLAS, which differ in types, in the width of their integers and in
how their matrices are given, and in nothing else (cuBLAS library reference, sections 2.7 and 2.8).

    Sources/CUDADropIn/generate_gemm.py | swift format - > Sources/CUDADropIn/BLAS/GEMMEntryPoints.swift
"""

R32F, R64F, R16F, C32F, C64F = 0, 1, 2, 4, 5
COMPUTE_16F, COMPUTE_32F, COMPUTE_64F = 64, 68, 70
TYPES = {"S": (R32F, COMPUTE_32F, "f32"), "D": (R64F, COMPUTE_64F, "f64"), "C": (C32F, COMPUTE_32F, "c64"),
         "Z": (C64F, COMPUTE_64F, "c128"), "H": (R16F, COMPUTE_16F, "f16")}
# What C declares: the matrices' type, or void where a cudaDataType says it.
C_TYPES = {"S": "float", "D": "double", "C": "cuComplex", "Z": "cuDoubleComplex", "H": "__half"}
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


def wrap(parts, indent, separator):
    lines, line = [], indent
    for part in parts:
        if len(line) + len(part) + 2 > 97:
            lines.append(line.rstrip())
            line = indent
        line += part + separator
    return "\n".join(lines + [line.rstrip(" ,;")])


def log(name, arguments):
    """The call of cuBLAS's own log: names, C types and what Swift calls them."""
    text = wrap([f"{label} {c_type}" for label, c_type, _ in arguments], "    ", "; ").replace(";\n", ";\\\n")
    words = wrap([f"{swift}.word" for _, _, swift in arguments], "      ", ", ")
    return f'''  BLASLog.call(
    "{name}",
    """
{text}
    """,
    [
{words}
    ])'''


def logged(name, form, integer, typed, extra):
    """The arguments of a function that is not grouped, for the log."""
    letter = name[len("cublas")]
    number = "int64_t" if integer == "Int" else "int"
    scale = "void" if name.startswith("cublasGemm") else C_TYPES[letter]
    matrix = "void" if typed else C_TYPES[letter]
    suffix, star = ("array", "* const*") if form == "pointers" else ("", "*")
    arguments = [("handle", "cublasHandle_t", "handle"), ("transa", "cublasOperation_t", "transA"),
                 ("transb", "cublasOperation_t", "transB")]
    arguments += [(size, number, size) for size in "mnk"] + [("alpha", f"const {scale}*", "alpha")]
    for upper in "ABC":
        if upper == "C":
            arguments.append(("beta", f"const {scale}*", "beta"))
        constant = "" if upper == "C" else "const "
        arguments.append((upper + suffix, constant + matrix + star, upper.lower()))
        if typed:
            arguments.append((upper + "type", "cudaDataType", f"type{upper}"))
        arguments.append((f"ld{upper.lower()}", number, f"ld{upper.lower()}"))
        if form == "strided":
            arguments.append((f"stride{upper}", "long long int", f"stride{upper}"))
    if form != "single":
        arguments.append(("batchCount", number, "batchCount"))
    if extra:
        arguments += [("computeType", "cublasComputeType_t", "computeType"), ("algo", "cublasGemmAlgo_t", "algorithm")]
    return log(name, arguments)


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
{logged(name, form, integer, typed, extra)}
  return gemm(
    "{name}", handle, ({codes[0]}, {codes[1]}, {codes[2]}), compute: {compute}, {scale}, transA, transB,
    (Int(m), Int(n), Int(k)), (Int(lda), Int(ldb), Int(ldc)), alpha, beta,
    {batch}, {matrices})
}}""")


def grouped(name, integer, types, compute, scale):
    array = f"UnsafePointer<{integer}>?"
    typed = types is None
    kinds = {letter: f" _ type{letter}: CInt," if typed else "" for letter in "ABC"}
    codes = "(typeA, typeB, typeC)" if typed else f"({types}, {types}, {types})"
    number = "int64_t" if integer == "Int" else "int"
    scalar, matrix = ("void", "void") if typed else (C_TYPES[name[6]],) * 2
    arguments = [("handle", "cublasHandle_t", "handle"), ("transa_array", "const cublasOperation_t*", "transA"),
                 ("transb_array", "const cublasOperation_t*", "transB")]
    arguments += [(f"{size}_array", f"const {number}*", size) for size in "mnk"]
    arguments.append(("alpha_array", f"const {scalar}*", "alpha"))
    for upper in "ABC":
        if upper == "C":
            arguments.append(("beta_array", f"const {scalar}*", "beta"))
        arguments.append((f"{upper}array", ("" if upper == "C" else "const ") + matrix + "* const*", upper.lower()))
        if typed:
            arguments.append((f"{upper}type", "cudaDataType_t", f"type{upper}"))
        arguments.append((f"ld{upper.lower()}_array", f"const {number}*", f"ld{upper.lower()}"))
    arguments += [("group_count", number, "groupCount"), ("group_size", f"const {number}*", "groupSize")]
    if typed:
        arguments.append(("computeType", "cublasComputeType_t", "computeType"))
    print(f"""
@c({name}) package func {name}(
  _ handle: OpaquePointer?, _ transA: UnsafePointer<CInt>?, _ transB: UnsafePointer<CInt>?,
  _ m: {array}, _ n: {array}, _ k: {array},
  _ alpha: UnsafeRawPointer?, _ a: UnsafePointer<UnsafeRawPointer?>?,{kinds["A"]}
  _ lda: {array}, _ b: UnsafePointer<UnsafeRawPointer?>?,{kinds["B"]} _ ldb: {array},
  _ beta: UnsafeRawPointer?, _ c: UnsafePointer<UnsafeMutableRawPointer?>?,{kinds["C"]}
  _ ldc: {array}, _ groupCount: {integer}, _ groupSize: {array}{", _ computeType: CInt" if typed else ""}
) -> CInt {{
{log(name, arguments)}
  return grouped(
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
    function(f"cublasCgemm3mEx{suffix}", "single", integer, None, COMPUTE_32F, ".c64")
    ex = ", _ computeType: CInt, _ algorithm: CInt"
    scale = "scaleType(computeType, typeC)"
    function(f"cublasGemmEx{suffix}", "single", integer, None, "computeType", scale, ex)
    function(f"cublasGemmStridedBatchedEx{suffix}", "strided", integer, None, "computeType", scale, ex)
    function(f"cublasGemmBatchedEx{suffix}", "pointers", integer, None, "computeType", scale, ex)
    grouped(f"cublasSgemmGroupedBatched{suffix}", integer, R32F, COMPUTE_32F, ".f32")
    grouped(f"cublasDgemmGroupedBatched{suffix}", integer, R64F, COMPUTE_64F, ".f64")
    grouped(f"cublasGemmGroupedBatchedEx{suffix}", integer, None, "computeType", scale)
