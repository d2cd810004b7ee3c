#!/usr/bin/env python3
"""Writes the entry points of cuBLAS but for GEMM (cuBLAS library reference, sections 2.5 to 2.8): they differ in types and in the
width of their integers, and hand their arguments over as words with a signature that names them.

    Sources/CUDADropIn/generate_levels.py LEVEL | swift format - > Sources/CUDADropIn/BLAS/LevelLEVELEntryPoints.swift

LEVEL is 1, 2, 3 or X (what cuBLAS has beyond BLAS); "copies" writes BLAS/CopyEntryPoints.swift, "legacy"
BLAS/Legacy/LegacyEntryPoints.swift.
"""

import sys

# The types of a letter: T and its real numbers R.
TYPES = {"S": ("float", "float"), "D": ("double", "double"), "C": ("cuComplex", "float"),
         "Z": ("cuDoubleComplex", "double"), "H": ("__half", "float"), "T": ("__nv_bfloat16", "float")}

# The kinds of arguments: what C declares (INT is int, or int64_t in the _64 form) and what Swift takes.
WORD, NUMBER, ADDRESS = "CInt", "INT", "UnsafeRawPointer?"
KINDS = {
    "op": ("cublasOperation_t", WORD), "uplo": ("cublasFillMode_t", WORD), "side": ("cublasSideMode_t", WORD),
    "diag": ("cublasDiagType_t", WORD), "type": ("cudaDataType", WORD), "int": ("INT", NUMBER),
    "stride": ("long long int", "Int"),
    "T": ("const T*", ADDRESS), "T!": ("T*", ADDRESS), "R": ("const R*", ADDRESS), "R!": ("R*", ADDRESS),
    "Y!": ("Y*", ADDRESS), "void": ("const void*", ADDRESS), "void!": ("void*", ADDRESS),
    "T[]": ("const T* const*", ADDRESS), "T[]!": ("T* const*", ADDRESS), "Y[]!": ("Y* const*", ADDRESS),
    "INT!": ("INT*", ADDRESS), "int!": ("int*", ADDRESS), "int_": ("const int*", ADDRESS),
}

# The part that an argument plays, where its name does not say it.
ROLES = {"trans": "transA", "transa": "transA", "transb": "transB", "mode": "side", "A": "a", "AP": "a", "Aarray": "a", "devAarray": "a",
         "B": "b", "Barray": "b", "C": "c", "Carray": "c", "devCarray": "c", "Ainvarray": "c", "lda_inv": "ldc", "xarray": "x", "yarray": "y",
         "c": "cosine", "s": "sine", "a": "a", "b": "b", "P": "pivots", "PivotArray": "pivots", "devIpiv": "pivots", "INFO": "info",
         "devInfoArray": "infoArray", "devTauArray": "tau", "batchSize": "batch", "batchCount": "batch",
         "executiontype": "executionType", "Atype": "aType", "Ctype": "cType"}

X, Y, XY = "x:T incx:int", "y:T incy:int", "x:T incx:int y:T incy:int"
XW, YW = "x:T! incx:int", "y:T! incy:int"
XE, YE = "x:void xType:type incx:int", "y:void yType:type incy:int"
XEW, YEW = "x:void! xType:type incx:int", "y:void! yType:type incy:int"
A, B, AW, BW, CW = "A:T lda:int", "B:T ldb:int", "A:T! lda:int", "B:T! ldb:int", "C:T! ldc:int"
TRIANGLE = "uplo:uplo trans:op diag:diag n:int"
EXECUTION = "executionType:type"
SYMMETRIC = f"uplo:uplo n:int alpha:T {A} {X} beta:T {YW}"
BANDED = f"uplo:uplo n:int k:int alpha:T {A} {X} beta:T {YW}"
PACKED = f"uplo:uplo n:int alpha:T AP:T {X} beta:T {YW}"
RANK_K = "uplo:uplo trans:op n:int k:int"
BATCH = "batchSize:int"

# Level: (routine, the function by letter of type, arguments, whether there is a _64 form).
LEVELS = {
    "1": [
        ("amax", "I?amax_v2", "SDCZ", f"n:int {X} result:INT!"), ("amin", "I?amin_v2", "SDCZ", f"n:int {X} result:INT!"),
        ("amax", "IamaxEx", "-", f"n:int {XE} result:INT!"), ("amin", "IaminEx", "-", f"n:int {XE} result:INT!"),
        ("asum", "?asum_v2", "SD", f"n:int {X} result:T!"),
        ("asum", "S?asum_v2", "C", f"n:int {X} result:R!"), ("asum", "D?asum_v2", "Z", f"n:int {X} result:R!"),
        ("asum", "AsumEx", "-", f"n:int {XE} result:void! resultType:type executiontype:type"),
        ("axpy", "?axpy_v2", "SDCZ", f"n:int alpha:T {X} {YW}"),
        ("axpy", "AxpyEx", "-", f"n:int alpha:void alphaType:type {XE} {YEW} executiontype:type"),
        ("copy", "?copy_v2", "SDCZ", f"n:int {X} {YW}"), ("copy", "CopyEx", "-", f"n:int {XE} {YEW}"),
        ("dotu", "?dot_v2", "SD", f"n:int {XY} result:T!"), ("dotu", "?dotu_v2", "CZ", f"n:int {XY} result:T!"),
        ("dotc", "?dotc_v2", "CZ", f"n:int {XY} result:T!"),
        ("dotu", "DotEx", "-", f"n:int {XE} {YE} result:void! resultType:type {EXECUTION}"),
        ("dotc", "DotcEx", "-", f"n:int {XE} {YE} result:void! resultType:type {EXECUTION}"),
        ("nrm2", "?nrm2_v2", "SD", f"n:int {X} result:T!"),
        ("nrm2", "S?nrm2_v2", "C", f"n:int {X} result:R!"), ("nrm2", "D?nrm2_v2", "Z", f"n:int {X} result:R!"),
        ("nrm2", "Nrm2Ex", "-", f"n:int {XE} result:void! resultType:type {EXECUTION}"),
        ("rot", "?rot_v2", "SDCZ", f"n:int {XW} {YW} c:R s:T"),
        ("realRot", "?srot_v2", "C", f"n:int {XW} {YW} c:R s:R"), ("realRot", "?drot_v2", "Z", f"n:int {XW} {YW} c:R s:R"),
        ("rot", "RotEx", "-", f"n:int {XEW} {YEW} c:void s:void csType:type executiontype:type"),
        ("rotg", "?rotg_v2", "SDCZ", "a:T! b:T! c:R! s:T!"),
        ("rotg", "RotgEx", "-", "a:void! b:void! abType:type c:void! s:void! csType:type executionType:type"),
        ("rotm", "?rotm_v2", "SD", f"n:int {XW} {YW} param:T"),
        ("rotm", "RotmEx", "-", f"n:int {XEW} {YEW} param:void paramType:type executiontype:type"),
        ("rotmg", "?rotmg_v2", "SD", "d1:T! d2:T! x1:T! y1:T param:T!"),
        ("rotmg", "RotmgEx", "-", "d1:void! d1Type:type d2:void! d2Type:type x1:void! x1Type:type y1:void y1Type:type "
                                  "param:void! paramType:type executiontype:type"),
        ("scal", "?scal_v2", "SDCZ", f"n:int alpha:T {XW}"),
        ("realScal", "?sscal_v2", "C", f"n:int alpha:R {XW}"), ("realScal", "?dscal_v2", "Z", f"n:int alpha:R {XW}"),
        ("scal", "ScalEx", "-", f"n:int alpha:void alphaType:type {XEW} {EXECUTION}"),
        ("swap", "?swap_v2", "SDCZ", f"n:int {XW} {YW}"), ("swap", "SwapEx", "-", f"n:int {XEW} {YEW}"),
    ],
    "2": [
        ("gemv", "?gemv_v2", "SDCZ", f"trans:op m:int n:int alpha:T {A} {X} beta:T {YW}"),
        ("gbmv", "?gbmv_v2", "SDCZ", f"trans:op m:int n:int kl:int ku:int alpha:T {A} {X} beta:T {YW}"),
        ("trmv", "?trmv_v2", "SDCZ", f"{TRIANGLE} {A} {XW}"), ("tbmv", "?tbmv_v2", "SDCZ", f"{TRIANGLE} k:int {A} {XW}"),
        ("tpmv", "?tpmv_v2", "SDCZ", f"{TRIANGLE} AP:T {XW}"), ("trsv", "?trsv_v2", "SDCZ", f"{TRIANGLE} {A} {XW}"),
        ("tpsv", "?tpsv_v2", "SDCZ", f"{TRIANGLE} AP:T {XW}"), ("tbsv", "?tbsv_v2", "SDCZ", f"{TRIANGLE} k:int {A} {XW}"),
        ("symv", "?symv_v2", "SDCZ", SYMMETRIC), ("hemv", "?hemv_v2", "CZ", SYMMETRIC),
        ("sbmv", "?sbmv_v2", "SD", BANDED), ("hbmv", "?hbmv_v2", "CZ", BANDED),
        ("spmv", "?spmv_v2", "SD", PACKED), ("hpmv", "?hpmv_v2", "CZ", PACKED),
        ("geru", "?ger_v2", "SD", f"m:int n:int alpha:T {X} {Y} {AW}"),
        ("geru", "?geru_v2", "CZ", f"m:int n:int alpha:T {X} {Y} {AW}"),
        ("gerc", "?gerc_v2", "CZ", f"m:int n:int alpha:T {X} {Y} {AW}"),
        ("syr", "?syr_v2", "SDCZ", f"uplo:uplo n:int alpha:T {X} {AW}"),
        ("her", "?her_v2", "CZ", f"uplo:uplo n:int alpha:R {X} {AW}"),
        ("spr", "?spr_v2", "SD", f"uplo:uplo n:int alpha:T {X} AP:T!"),
        ("hpr", "?hpr_v2", "CZ", f"uplo:uplo n:int alpha:R {X} AP:T!"),
        ("syr2", "?syr2_v2", "SDCZ", f"uplo:uplo n:int alpha:T {X} {Y} {AW}"),
        ("her2", "?her2_v2", "CZ", f"uplo:uplo n:int alpha:T {X} {Y} {AW}"),
        ("spr2", "?spr2_v2", "SD", f"uplo:uplo n:int alpha:T {X} {Y} AP:T!"),
        ("hpr2", "?hpr2_v2", "CZ", f"uplo:uplo n:int alpha:T {X} {Y} AP:T!"),
    ] + [
        ("gemv", f"{name}gemv{form}", letters, "trans:op m:int n:int alpha:R " + arguments)
        for name, letters, scalar in (("?", "SDCZ", "T"), ("HSH", "H/H", "R"), ("HSS", "H/S", "R"), ("TST", "T/T", "R"),
                                      ("TSS", "T/S", "R"))
        for form, arguments in (
            ("Batched", "Aarray:T[] lda:int xarray:T[] incx:int beta:R yarray:Y[]! incy:int batchCount:int"),
            ("StridedBatched", "A:T lda:int strideA:stride x:T incx:int stridex:stride beta:R y:Y! incy:int "
                               "stridey:stride batchCount:int"))
    ],
    "3": [
        ("symm", "?symm_v2", "SDCZ", f"side:side uplo:uplo m:int n:int alpha:T {A} {B} beta:T {CW}"),
        ("hemm", "?hemm_v2", "CZ", f"side:side uplo:uplo m:int n:int alpha:T {A} {B} beta:T {CW}"),
        ("syrk", "?syrk_v2", "SDCZ", f"{RANK_K} alpha:T {A} beta:T {CW}"),
        ("herk", "?herk_v2", "CZ", f"{RANK_K} alpha:R {A} beta:R {CW}"),
        ("syr2k", "?syr2k_v2", "SDCZ", f"{RANK_K} alpha:T {A} {B} beta:T {CW}"),
        ("her2k", "?her2k_v2", "CZ", f"{RANK_K} alpha:T {A} {B} beta:R {CW}"),
        ("syrkx", "?syrkx", "SDCZ", f"{RANK_K} alpha:T {A} {B} beta:T {CW}"),
        ("herkx", "?herkx", "CZ", f"{RANK_K} alpha:T {A} {B} beta:R {CW}"),
        ("trmm", "?trmm_v2", "SDCZ", f"side:side uplo:uplo trans:op diag:diag m:int n:int alpha:T {A} {B} {CW}"),
        ("trsm", "?trsm_v2", "SDCZ", f"side:side uplo:uplo trans:op diag:diag m:int n:int alpha:T {A} {BW}"),
    ] + [
        (routine, f"?{name}", "C", f"{RANK_K} alpha:{scalar} A:void Atype:type lda:int beta:{scalar} C:void! Ctype:type ldc:int")
        for routine, name, scalar in (("syrk", "syrkEx", "T"), ("syrk", "syrk3mEx", "T"), ("herk", "herkEx", "R"),
                                      ("herk", "herk3mEx", "R"))
    ],
    "X": [
        ("geam", "?geam", "SDCZ", f"transa:op transb:op m:int n:int alpha:T {A} beta:T {B} {CW}"),
        ("dgmm", "?dgmm", "SDCZ", f"mode:side m:int n:int {A} {X} {CW}"),
        ("trsm", "?trsmBatched", "SDCZ", "side:side uplo:uplo trans:op diag:diag m:int n:int alpha:T A:T[] lda:int "
                                         "B:T[]! ldb:int batchCount:int"),
        ("tpttr", "?tpttr", "SDCZ", "uplo:uplo n:int AP.b:T A:T! lda:int"),
        ("trttp", "?trttp", "SDCZ", "uplo:uplo n:int A:T lda:int AP.b:T!"),
        ("getrf", "?getrfBatched", "SDCZ", f"n:int Aarray:T[]! lda:int P:int! INFO:int! {BATCH}"),
        ("getri", "?getriBatched", "SDCZ", f"n:int Aarray:T[] lda:int PivotArray:int_ Carray:T[]! ldc:int info:int! {BATCH}"),
        ("getrs", "?getrsBatched", "SDCZ", f"trans:op n:int nrhs:int Aarray:T[] lda:int devIpiv:int_ Barray:T[]! ldb:int "
                                           f"info:int! {BATCH}"),
        ("matinv", "?matinvBatched", "SDCZ", f"n:int Aarray:T[] lda:int Ainvarray:T[]! lda_inv:int INFO:int! {BATCH}"),
        ("geqrf", "?geqrfBatched", "SDCZ", f"m:int n:int devAarray:T[]! lda:int devTauArray:T[]! info:int! {BATCH}"),
        ("gels", "?gelsBatched", "SDCZ", "trans:op m:int n:int nrhs:int devAarray:T[]! lda:int devCarray:T[]! ldc:int info:int! "
                                         f"devInfoArray:int! {BATCH}"),
    ],
}
# Those without a _64 form.
NARROW = {"rotg", "rotmg", "tpttr", "trttp", "getrf", "getri", "getrs", "matinv", "geqrf", "gels"}


def wrap(parts, indent, separator=", "):
    """Joins parts into lines of at most 97 columns."""
    lines, line = [], indent
    for part in parts:
        if len(line) + len(part) + 2 > 97:
            lines.append(line.rstrip())
            line = indent
        line += part + separator
    return "\n".join(lines + [line.rstrip(" ,;")])


def function(routine, pattern, letter, second, arguments, wide):
    name = "cublas" + pattern.replace("?", letter) + ("_64" if wide else "")
    types, real = TYPES.get(letter, ("void", "void"))
    output = TYPES[second][0] if second else types
    swift, signature, words = ["_ handle: OpaquePointer?"], ["handle handle cublasHandle_t"], ["handle.word"]
    # Factors of plain batches are of the matrices' type; those of half precision are float.
    scalar = types if second is None else real
    for argument in arguments.split():
        label, kind = argument.split(":")
        label, _, role = label.partition(".")
        role = role or ROLES.get(label, label)
        declaration, parameter = KINDS[kind]
        if "Batched" in pattern and label in ("alpha", "beta"):
            declaration = f"const {scalar}*"
        c_type = declaration.replace("INT", "int64_t" if wide else "int")
        for token, text in (("T", types), ("R", real), ("Y", output)):
            c_type = " ".join(text + part[1:] if part.rstrip("*") == token else part for part in c_type.split(" "))
        swift.append(f"_ {role}: {parameter.replace('INT', 'Int' if wide else 'CInt')}")
        signature.append(f"{role} {label} {c_type}")
        words.append(f"{role}.word")
    text = wrap(signature, "  ", "; ").replace(";\n", ";\\\n")
    print(f'''
private let {name}Call = BLASSignature(
  "{name}", .{routine},
  """
{text}
  """)
@c({name}) package func {name}(
{wrap(swift, "  ")}
) -> CInt {{
  {name}Call.run([
{wrap(words, "    ")}
  ])
}}''')


def copies(wide):
    """Copies between vectors and matrices, whose arguments the log has and which compute nothing."""
    swift, number = ("Int", "int64_t") if wide else ("CInt", "int")
    for direction in ("Set", "Get"):
        for what in ("Vector", "Matrix"):
            for asynchronous in ("", "Async"):
                name = f"cublas{direction}{what}{asynchronous}" + ("_64" if wide else "")
                if what == "Vector":
                    x, y = ("x", "devicePtr") if direction == "Set" else ("x", "y")
                    if asynchronous:
                        x, y = ("hostPtr", "devicePtr") if direction == "Set" else ("devicePtr", "hostPtr")
                    sizes, labels = ["n", "size"], ["n", "elemSize"]
                    call = f"copyVector(\n    \"{name}\", Int(n), Int(size), x, Int(incx), y, Int(incy)"
                else:
                    x, y = "A", "B"
                    sizes, labels = ["rows", "columns", "size"], ["rows", "cols", "elemSize"]
                    call = (f"copyMatrix(\n    \"{name}\", rows: Int(rows), columns: Int(columns), Int(size), x, Int(incx), y,"
                            " Int(incy)")
                call += ", on: stream)" if asynchronous else ")"
                ld = ("incx", "incy") if what == "Vector" else ("lda", "ldb")
                arguments = [(label, number, size, swift) for label, size in zip(labels, sizes)]
                arguments += [(x, "const void*", "x", ADDRESS), (ld[0], number, "incx", swift),
                              (y, "void*", "y", "UnsafeMutableRawPointer?"), (ld[1], number, "incy", swift)]
                if asynchronous:
                    arguments.append(("streamId", "cudaStream_t", "stream", "OpaquePointer?"))
                text = wrap([f"{label} {c_type}" for label, c_type, _, _ in arguments], "    ", "; ")
                text = text.replace(";\n", ";\\\n")
                words = ", ".join(f"{argument}.word" for _, _, argument, _ in arguments)
                print(f'''
@c({name}) package func {name}(
{wrap([f"_ {argument}: {kind}" for _, _, argument, kind in arguments], "  ")}
) -> CInt {{
  BLASLog.call(
    "{name}",
    """
{text}
    """,
    [{words}])
  return {call}
}}''')


# What the functions without handles take and answer by value.
VALUES = {"float": "Float", "double": "Double", "cuComplex": "parity_c64", "cuDoubleComplex": "parity_c128"}
GEMM = f"transa:op transb:op m:int n:int k:int alpha:T {A} {B} beta:T {CW}"
# Of complex numbers cublas.h has no symmetric matrices in level 2.
MODERN = {f"{letter}{name}" for letter in "CZ" for name in ("symv", "syr", "syr2")}


def legacy(pattern, letter, arguments):
    """A function of cublas.h: no handle, letters for enumerations, factors and results by value."""
    name = pattern.replace("?", letter).replace("_v2", "")
    if name in MODERN:
        return
    types, real = TYPES[letter]
    is_rotg, is_trmm = "rotg" in name and "rotmg" not in name, "trmm" in name
    swift, words, variables, result = [], ["LegacyBLAS.handle"], [], None
    for argument in arguments.split():
        label, kind = argument.split(":")
        role = ROLES.get(label, label)
        value = VALUES[real if kind.startswith("R") else types] if kind[0] in "RT" else "CInt"
        by_value = label in ("alpha", "beta") or (label in ("c", "s") and not is_rotg)
        by_value = by_value or (is_rotg and label == "b" and letter in "CZ")
        if label == "result":
            result = value
            words.append("result")
        elif is_trmm and role in ("c", "ldc"):
            words.append({"c": "b", "ldc": "ldb"}[role])
        elif by_value:
            swift.append(f"_ {role}: {value}")
            variables.append(role)
            words.append(f"address({role}Copy)")
        elif kind in ("op", "uplo", "side", "diag"):
            swift.append(f"_ {role}: CChar")
            words.append(f"LegacyBLAS.{kind}({role})")
        else:
            swift.append(f"_ {role}: {'CInt' if kind == 'int' else ADDRESS}")
            words.append(role)
    if name.endswith("gemm"):
        words = ["UnsafeMutableRawPointer(mutating: c)" if word == "c" else word for word in words]
    call = f"cublas{pattern.replace('?', letter)}(\n{wrap([word.replace('address(', '').replace('Copy)', '') for word in words], '      ')})"
    opening, indent = "", ""
    for role in variables:
        opening += f"  withAddress(of: {role}) {{ {role} in\n"
    closing = "  }\n" * len(variables)
    answer = f" -> {result}" if result else ""
    if result:
        body = f"  LegacyBLAS.answer {{ result in\n    {call}\n  }}"
    else:
        body = f"{opening}  LegacyBLAS.keep({call})\n{closing}".rstrip()
    print(f"""
@c(cublas{name}) package func cublas{name}(
{wrap(swift, "  ")}
){answer} {{
{body}
}}""")


def main(level):
    if level == "legacy":
        print("// Written by generate_levels.py; change it there.\npackage import CLevels")
        for routine, pattern, letters, arguments in LEVELS["1"] + LEVELS["2"] + LEVELS["3"]:
            if pattern.endswith("_v2"):
                for letter in letters:
                    index = pattern[:2] in ("I?", "S?", "D?")
                    legacy(pattern.replace("?", letter.lower()) if index else pattern, letter, arguments)
        for letter in "SDCZ":
            legacy("?gemm_v2", letter, GEMM)
        return
    if level == "copies":
        print("// Written by generate_levels.py; change it there.")
        copies(False)
        copies(True)
        return
    print("// Written by generate_levels.py; change it there.")
    for suffix in (False, True):
        for routine, pattern, letters, arguments in LEVELS[level]:
            if suffix and routine in NARROW:
                continue
            if letters == "-":
                function(routine, pattern, "-", None, arguments, suffix)
            elif "/" in letters:
                function(routine, pattern, *letters.split("/"), arguments, suffix)
            else:
                for letter in letters:
                    name = pattern
                    if pattern[:2] in ("I?", "S?", "D?"):
                        name = pattern.replace("?", letter.lower())
                    elif pattern in ("?srot_v2", "?drot_v2", "?sscal_v2", "?dscal_v2"):
                        name = pattern
                    function(routine, name, letter, None, arguments, suffix)


main(sys.argv[1])
