"""Every GEMM function of cuBLAS with checked results: all types, transposes, forms and integer widths."""

import ctypes as c

from cuda import *

LETTERS = {"S": F32, "D": F64, "C": C64, "Z": C128, "H": F16}
COMPUTE = {"f16": 64, "f32": 68, "f64": 70, "i32": 72}


def shapes(generator, element_type):
    """Some calls with odd sizes and padding, and the corners: k 0, alpha 0, beta 0."""
    for trans_a in (N, T, C):
        for trans_b in (N, T, C):
            m, n, k = (generator.randrange(1, 6) for _ in range(3))
            lda = (m if trans_a == N else k) + generator.randrange(3)
            ldb = (k if trans_b == N else n) + generator.randrange(3)
            yield (m, n, k, trans_a, trans_b, lda, ldb, m + generator.randrange(3), 0.5, generator.choice([0, 2]))
    yield (3, 2, 0, N, N, 3, 1, 3, 1, 2)
    yield (3, 2, 4, N, N, 3, 4, 3, 0, 2)


def call(function, wide, h, shape, alpha, beta, a, b, d, strides=None, count=None, codes=None, compute=None):
    """Makes the call with the integers and extra arguments of its form."""
    integer = c.c_int64 if wide else c.c_int
    m, n, k, trans_a, trans_b, lda, ldb, ldc, _, _ = shape
    arguments = [h, c.c_int(trans_a), c.c_int(trans_b), integer(m), integer(n), integer(k), alpha]
    for index, (matrix, leading) in enumerate(((a, lda), (b, ldb), (d, ldc))):
        if index == 2:
            arguments.append(beta)
        arguments.append(matrix)
        if codes:
            arguments.append(c.c_int(codes[index]))
        arguments.append(integer(leading))
        if strides:
            arguments.append(c.c_longlong(strides[index]))
    if count is not None:
        arguments.append(integer(count))
    if compute is not None:
        arguments += [c.c_int(compute), c.c_int(-1)]
    name = function + ("_64" if wide else "")
    expect(getattr(cublas, name)(*arguments), 0, name)


def pointers(memories):
    """An array of pointers in device memory."""
    array = (c.c_void_p * len(memories))(*[memory.pointer.value for memory in memories])
    result = c.c_void_p()
    expect(cudart.cudaMalloc(c.byref(result), c.c_size_t(c.sizeof(array))), 0, "cudaMalloc")
    expect(cudart.cudaMemcpy(result, array, c.c_size_t(c.sizeof(array)), HOST_TO_DEVICE), 0, "cudaMemcpy")
    return result


def check(function, form, types, scale_type, generator, wide, h, codes=None, compute=None):
    """Runs one function over its shapes and compares every element."""
    type_a, type_b, type_c = types
    for shape in shapes(generator, type_a):
        size_a, size_b, size_c = extents(*shape[:8])
        if scale_type.name == "i32":
            shape = shape[:8] + (int(shape[8] != 0), int(shape[9] != 0))
        count = 1 if form == "single" else 3
        alpha, beta = scalar(scale_type, shape[8]), scalar(scale_type, shape[9])
        inputs = [(values(type_a, size_a, generator), values(type_b, size_b, generator),
                   values(type_c, size_c, generator)) for _ in range(count)]
        wanted = [product(shape, *matrices) for matrices in inputs]
        what = f"{function}{'_64' if wide else ''} {shape}"
        if form == "pointers":
            a, b, d = ([Memory(kind, matrices[i]) for matrices in inputs] for i, kind in enumerate(types))
            arrays = [pointers(memories) for memories in (a, b, d)]
            call(function, wide, h, shape, alpha, beta, *arrays, count=count, codes=codes, compute=compute)
            for memory, result in zip(d, wanted):
                close(type_c, memory.read(), result, what)
            for memory in a + b + d:
                memory.free()
            for array in arrays:
                expect(cudart.cudaFree(array), 0, "cudaFree")
            continue
        a, b, d = (Memory(kind, sum((matrices[i] for matrices in inputs), [])) for i, kind in enumerate(types))
        call(function, wide, h, shape, alpha, beta, a.pointer, b.pointer, d.pointer,
             strides=(size_a, size_b, size_c) if form == "strided" else None,
             count=count if form == "strided" else None, codes=codes, compute=compute)
        close(type_c, d.read(), sum(wanted, []), what)
        for memory in (a, b, d):
            memory.free()


def main():
    h = handle()
    generator = seeded("gemm")
    for wide in (False, True):
        for letter, kind in LETTERS.items():
            plain = f"cublas{letter}gemm" + ("" if letter == "H" else "_v2")
            check(plain, "single", (kind,) * 3, kind, generator, wide, h)
            check(f"cublas{letter}gemmStridedBatched", "strided", (kind,) * 3, kind, generator, wide, h)
            check(f"cublas{letter}gemmBatched", "pointers", (kind,) * 3, kind, generator, wide, h)
        check("cublasCgemm3m", "single", (C64,) * 3, C64, generator, wide, h)
        check("cublasZgemm3m", "single", (C128,) * 3, C128, generator, wide, h)
        check("cublasCgemm3mStridedBatched", "strided", (C64,) * 3, C64, generator, wide, h)
        check("cublasCgemm3mBatched", "pointers", (C64,) * 3, C64, generator, wide, h)
        for types in ((F32, F32, F32), (F16, F16, F16), (F16, F16, F32), (BF16, BF16, BF16), (BF16, BF16, F32)):
            codes = [kind.code for kind in types]
            check("cublasSgemmEx", "single", types, F32, generator, wide, h, codes=codes)
            for function, form in (("cublasGemmEx", "single"), ("cublasGemmStridedBatchedEx", "strided"),
                                   ("cublasGemmBatchedEx", "pointers")):
                check(function, form, types, F32, generator, wide, h, codes=codes, compute=COMPUTE["f32"])
        for function in ("cublasCgemmEx", "cublasCgemm3mEx"):
            check(function, "single", (C64,) * 3, C64, generator, wide, h, codes=[4] * 3)
        check("cublasGemmEx", "single", (I8, I8, I32), I32, generator, wide, h, codes=[3, 3, 10],
              compute=COMPUTE["i32"])
        check("cublasGemmEx", "single", (F64,) * 3, F64, generator, wide, h, codes=[1] * 3, compute=COMPUTE["f64"])
        check("cublasGemmEx", "single", (C128,) * 3, C128, generator, wide, h, codes=[5] * 3,
              compute=COMPUTE["f64"])
        check("cublasGemmEx", "single", (F16,) * 3, F16, generator, wide, h, codes=[2] * 3, compute=COMPUTE["f16"])
        grouped(generator, wide, h)
    expect(cublas.cublasDestroy_v2(h), 0, "cublasDestroy_v2")
    print("gemm: all as defined")


def grouped(generator, wide, h):
    """Two groups of different sizes, by the three functions for them."""
    integer = c.c_int64 if wide else c.c_int
    for function, kind in (("cublasSgemmGroupedBatched", F32), ("cublasDgemmGroupedBatched", F64),
                           ("cublasGemmGroupedBatchedEx", F32)):
        groups = [((3, 2, 4, N, T, 4, 3, 3, 1.0, 0.5), 2), ((2, 5, 1, T, N, 1, 2, 2, 0.5, 0), 3)]
        shapes_ = [shape for shape, _ in groups]
        memories, wanted = [], []
        for shape, count in groups:
            for _ in range(count):
                matrices = [values(kind, size, generator) for size in extents(*shape[:8])]
                memories.append([Memory(kind, matrix) for matrix in matrices])
                wanted.append(product(shape, *matrices))

        def array(position, element=integer):
            return (element * len(groups))(*[element(shape[position]) for shape in shapes_])
        alphas, betas = (c.create_string_buffer(kind.pack([shape[i] for shape in shapes_])) for i in (8, 9))
        a, b, d = (pointers([three[i] for three in memories]) for i in range(3))
        ex = function.endswith("Ex")
        code = [c.c_int(kind.code)] if ex else []
        arguments = [h, array(3, c.c_int), array(4, c.c_int), array(0), array(1), array(2), alphas, a, *code, array(5),
                     b, *code, array(6), betas, d, *code, array(7), integer(2),
                     (integer * 2)(*[count for _, count in groups])] + ([c.c_int(68)] if ex else [])
        name = function + ("_64" if wide else "")
        expect(getattr(cublas, name)(*arguments), 0, name)
        for three, result in zip(memories, wanted):
            close(kind, three[2].read(), result, name)
            for memory in three:
                memory.free()


main()
