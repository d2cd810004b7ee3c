"""The API of cuBLAS before handles: every function leaves what its form with a handle leaves."""

import ctypes as c

from levels import *

N3, LD, K = 3, 4, 2


# Arguments: s side, u uplo, t trans (N none), d diag; n and k sizes; L leading dimension, 1 increment; T and R factors;
# A B C matrices, X Y vectors; > a result of T, ) of R, # an index; a b r q numbers in the host's memory, p five parameters.
FORMS = [
    ("asum", "SD", "n X 1 )"), ("nrm2", "SD", "n X 1 )"), ("dot", "SD", "n X 1 Y 1 >"), ("dotu", "CZ", "n X 1 Y 1 >"),
    ("dotc", "CZ", "n X 1 Y 1 >"), ("axpy", "SDCZ", "n T X 1 Y 1"), ("copy", "SDCZ", "n X 1 Y 1"), ("swap", "SDCZ", "n X 1 Y 1"),
    ("scal", "SDCZ", "n T X 1"), ("sscal", "C", "n R X 1"), ("dscal", "Z", "n R X 1"), ("rot", "SDCZ", "n X 1 Y 1 R T"),
    ("srot", "C", "n X 1 Y 1 R R"), ("drot", "Z", "n X 1 Y 1 R R"), ("rotg", "SD", "a b r q"), ("rotg", "CZ", "a T r q"),
    ("rotm", "SD", "n X 1 Y 1 p"), ("rotmg", "SD", "a b r q p"),
    ("gemv", "SDCZ", "t n n T A L X 1 T Y 1"), ("gbmv", "SDCZ", "t n n 1 1 T A L X 1 T Y 1"),
    ("trmv", "SDCZ", "u t d n A L X 1"), ("tbmv", "SDCZ", "u t d n k A L X 1"), ("tpmv", "SDCZ", "u t d n A X 1"),
    ("trsv", "SDCZ", "u t d n A L X 1"), ("tbsv", "SDCZ", "u t d n k A L X 1"), ("tpsv", "SDCZ", "u t d n A X 1"),
    ("symv", "SD", "u n T A L X 1 T Y 1"), ("hemv", "CZ", "u n T A L X 1 T Y 1"), ("sbmv", "SD", "u n k T A L X 1 T Y 1"),
    ("hbmv", "CZ", "u n k T A L X 1 T Y 1"), ("spmv", "SD", "u n T A X 1 T Y 1"), ("hpmv", "CZ", "u n T A X 1 T Y 1"),
    ("ger", "SD", "n n T X 1 Y 1 A L"), ("geru", "CZ", "n n T X 1 Y 1 A L"), ("gerc", "CZ", "n n T X 1 Y 1 A L"),
    ("syr", "SD", "u n T X 1 A L"), ("her", "CZ", "u n R X 1 A L"), ("spr", "SD", "u n T X 1 A"), ("hpr", "CZ", "u n R X 1 A"),
    ("syr2", "SD", "u n T X 1 Y 1 A L"), ("her2", "CZ", "u n T X 1 Y 1 A L"), ("spr2", "SD", "u n T X 1 Y 1 A"),
    ("hpr2", "CZ", "u n T X 1 Y 1 A"),
    ("gemm", "SDCZ", "t t n n n T A L B L T C L"), ("symm", "SDCZ", "s u n n T A L B L T C L"),
    ("hemm", "CZ", "s u n n T A L B L T C L"), ("syrk", "SDCZ", "u t n k T A L T C L"), ("herk", "CZ", "u N n k R A L R C L"),
    ("syr2k", "SDCZ", "u t n k T A L B L T C L"), ("her2k", "CZ", "u N n k T A L B L R C L"),
    ("trmm", "SDCZ", "s u t d n n T A L B L"), ("trsm", "SDCZ", "s u t d n n T A L B L"),
]
LETTERS_OF = {"s": (b"L", 0), "u": (b"u", 1), "t": (b"T", 1), "d": (b"N", 0), "N": (b"n", 0)}


def number(value):
    return complex(value.real, value.imaginary) if isinstance(value, c.Structure) else value


def run(name, letter, form, h):
    """Makes a call in both forms on copies of the same operands, and compares all memory and the result."""
    kind, real = LETTERS[letter], REAL[letter]
    generator = seeded(name + letter)
    content = {key: values(kind, 32, generator) for key in "ABCXY"}
    for place in (0, 5, 10, 2, 3):
        content["A"][place] = 4.0
    host = {key: values(kind if key in "abq" else real, 1, generator)[0] + 2 for key in "abrq"}
    results = []
    for has_handle in (True, False):
        memory = {key: Memory(kind, value) for key, value in content.items()}
        numbers = {key: scalar(real if key == "r" else kind, value) for key, value in host.items()}
        numbers["p"] = c.create_string_buffer(kind.pack([-1, 2, 0.5, -1, 3])) if not kind.is_complex else None
        result_kind, arguments = None, [h] if has_handle else []
        index = c.c_int(-1)
        for token in form.split():
            if token in LETTERS_OF:
                text, value = LETTERS_OF[token]
                arguments.append(c.c_int(value) if has_handle else c.c_char(text))
            elif token in "nkL1":
                arguments.append(c.c_int({"n": N3, "k": K, "L": LD, "1": 1}[token]))
            elif token in "TR":
                of = kind if token == "T" else real
                value = 0.5 - 0.25j if of.is_complex else 0.5
                arguments.append(scalar(of, value) if has_handle else by_value(of, value))
            elif token in ">)#":
                result_kind = {">": kind, ")": real, "#": I32}[token]
                if has_handle:
                    found = c.create_string_buffer(result_kind.pack([0]))
                    arguments.append(found)
            elif token in "abrqp":
                arguments.append(numbers[token])
            else:
                arguments.append(memory[token].pointer)
        function = getattr(cublas, name + ("_v2" if has_handle else ""))
        if has_handle:
            if name.endswith("trmm"):
                arguments += arguments[-2:]
            expect(function(*arguments), 0, name + "_v2")
            result = result_kind.unpack(found.raw[:result_kind.size])[0] if result_kind else None
        else:
            function.restype = c.c_int if result_kind is I32 else VALUE[result_kind.name] if result_kind else None
            result = function(*arguments)
            result = number(result) if result_kind else None
            expect(cublas.cublasGetError(), 0, name)
        # The complex b of rotg goes by value.
        kept = [key for key in "abrqp" if key in form.split() and numbers[key] is not None]
        results.append((result, [memory[key].read() for key in "ABCXY"], [numbers[key].raw for key in kept]))
        for block in memory.values():
            block.free()
    expect(results[1], results[0], name)


def main():
    # As NVIDIA's library has it (cuBLAS 13.1), whose reference asks for cublasInit.
    x = Memory(F32, [1, 2, 3])
    expect(cublas.cublasShutdown(), 0, "cublasShutdown before cublasInit")
    cublas.cublasSscal(3, c.c_float(2), x.pointer, 1)
    expect((cublas.cublasGetError(), x.read()), (0, [2, 4, 6]), "a call before cublasInit")
    x.free()
    expect(cublas.cublasInit(), 0, "cublasInit")
    h = handle()
    count = 0
    for name, letters, form in FORMS:
        for letter in letters:
            run(f"cublas{letter}{name}", letter, form, h)
            count += 1
    for letter, mixed in (("C", "Sc"), ("Z", "Dz")):
        for name in ("asum", "nrm2"):
            run(f"cublas{mixed}{name}", letter, "n X 1 )", h)
            count += 1
    for letter in "SDCZ":
        for name in ("amax", "amin"):
            run(f"cublasI{letter.lower()}{name}", letter, "n X 1 #", h)
            count += 1
    # cublas.h has 157 functions, seven of which compute nothing.
    expect(count, 150, "functions")
    memory, version = c.c_void_p(), c.c_int()
    expect(cublas.cublasAlloc(4, 4, c.byref(memory)), 0, "cublasAlloc")
    cublas.cublasSaxpy(5, c.c_float(1), memory, 1, memory, 1)
    expect(cublas.cublasGetError(), 13, "a vector past the end")
    expect(cublas.cublasGetError(), 0, "the error again")
    cublas.cublasStrsv(c.c_char(b"x"), c.c_char(b"N"), c.c_char(b"N"), 1, memory, 1, memory, 1)
    expect(cublas.cublasGetError(), 7, "a letter that is none")
    expect(cublas.cublasFree(memory), 0, "cublasFree")
    expect(cublas.cublasFree(memory), 14, "a second cublasFree")
    expect(cublas.cublasGetVersion(c.byref(version)), 0, "cublasGetVersion")
    expect(cublas.cublasSetKernelStream(None), 0, "cublasSetKernelStream")
    expect(cublas.cublasShutdown(), 0, "cublasShutdown")
    expect(cublas.cublasShutdown(), 0, "a second cublasShutdown")
    print("legacy: all as documented")


main()
