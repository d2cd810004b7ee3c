"""Every function of level 2 with checked results: all types, triangles, transposes, increments and integer widths."""

import ctypes as c

from levels import *

NAN = float("nan")


def factors(kind, generator):
    """alpha and beta: general ones, and zeros."""
    general = (0.5 - 0.25j, -1 + 0.5j) if kind.is_complex else (0.5, -1)
    return generator.choice([general, (general[0], 0), (0, general[1]), (1, 1)])


def vectors(kind, sizes, generator):
    return [Vector(kind, values(kind, size, generator), generator.choice([1, 2, -1, -3])) for size in sizes]


def general(letter, kind, generator, wide, h):
    for operation in (N, T, C):
        for kl, ku in ((None, None), (1, 2), (0, 0)):
            m, n = generator.randrange(1, 6), generator.randrange(1, 6)
            rows = random_matrix(kind, m, n, generator)
            if kl is not None:
                rows = banded(rows, kl, ku)
            a = Matrix(kind, rows if kl is None else band_storage(rows, kl, ku))
            x, y = vectors(kind, (m, n) if operation else (n, m), generator)
            alpha, beta = factors(kind, generator)
            function = f"cublas{letter}gemv_v2" if kl is None else f"cublas{letter}gbmv_v2"
            band = [] if kl is None else [kl, ku]
            call(function, wide, h, word(operation), m, n, *band, scalar(kind, alpha), a.pointer, a.ld, x.pointer, x.increment,
                 scalar(kind, beta), y.pointer, y.increment)
            product = times(operate(rows, operation), column(x.content))
            y.check(flat(combine(alpha, product, beta, column(y.content))), f"{function} {operation} {m} {n} {alpha} {beta}")
            a.memory.free()
            x.memory.free()


def symmetric(letter, kind, generator, wide, h):
    forms = [("symv", False, "full"), ("hemv", True, "full"), ("sbmv", False, "band"), ("hbmv", True, "band"),
             ("spmv", False, "packed"), ("hpmv", True, "packed")]
    for name, hermitian, form in forms:
        if (hermitian and not kind.is_complex) or (kind.is_complex and name in ("sbmv", "spmv")):
            continue
        for uplo in (LOWER, UPPER):
            n, k = generator.randrange(1, 6), generator.randrange(0, 3)
            stored = random_matrix(kind, n, n, generator)
            if form == "band":
                stored = banded(stored, k, k)
            whole = mirrored(stored, uplo, hermitian)
            if form == "full":
                a = Matrix(kind, stored)
            elif form == "band":
                a = Matrix(kind, band_storage(stored, *((k, 0) if uplo == LOWER else (0, k))))
            else:
                a = Vector(kind, pack(stored, uplo), 1)
            x, y = vectors(kind, (n, n), generator)
            alpha, beta = factors(kind, generator)
            function = f"cublas{letter}{name}_v2"
            extra = [k] if form == "band" else []
            matrix = [a.pointer] if form == "packed" else [a.pointer, a.ld]
            call(function, wide, h, word(uplo), n, *extra, scalar(kind, alpha), *matrix, x.pointer, x.increment,
                 scalar(kind, beta), y.pointer, y.increment)
            product = times(whole, column(x.content))
            y.check(flat(combine(alpha, product, beta, column(y.content))), f"{function} {uplo} {n} {alpha} {beta}")
            a.memory.free()
            x.memory.free()


def triangles(letter, kind, generator, wide, h):
    for form in ("tr", "tb", "tp"):
        for uplo in (LOWER, UPPER):
            for operation in (N, T, C):
                for unit in (0, 1):
                    n, k = generator.randrange(1, 6), generator.randrange(0, 3)
                    stored = solvable(kind, n, generator)
                    if form == "tb":
                        stored = banded(stored, k, k)
                    matrix = operate(triangular(stored, uplo, unit), operation)
                    if form == "tr":
                        a = Matrix(kind, stored)
                    elif form == "tb":
                        a = Matrix(kind, band_storage(stored, *((k, 0) if uplo == LOWER else (0, k))))
                    else:
                        a = Vector(kind, pack(stored, uplo), 1)
                    address = [a.pointer] if form == "tp" else [a.pointer, a.ld]
                    extra = [k] if form == "tb" else []
                    x, = vectors(kind, (n,), generator)
                    arguments = [h, word(uplo), word(operation), word(unit), n, *extra, *address]
                    function = f"cublas{letter}{form}mv_v2"
                    call(function, wide, *arguments, x.pointer, x.increment)
                    wanted = flat(times(matrix, column(x.content)))
                    what = f"{function} {uplo} {operation} {unit} {n}"
                    close(kind, [x.memory.read()[x.place(i)] for i in range(n)], wanted, what)
                    # The system of the product has x as its solution.
                    call(function.replace("mv_", "sv_"), wide, *arguments, x.pointer, x.increment)
                    x.check(x.content, what.replace("mv_", "sv_"))
                    a.memory.free()


def updates(letter, kind, generator, wide, h):
    alpha = 0.5 - 0.25j if kind.is_complex else -0.75
    for name, conjugated in (("geru", False), ("gerc", True)) if kind.is_complex else (("ger", False),):
        m, n = generator.randrange(1, 6), generator.randrange(1, 6)
        rows = random_matrix(kind, m, n, generator)
        a = Matrix(kind, rows)
        x, y = vectors(kind, (m, n), generator)
        call(f"cublas{letter}{name}_v2", wide, h, m, n, scalar(kind, alpha), x.pointer, x.increment, y.pointer, y.increment,
             a.pointer, a.ld)
        second = [conjugate(value) if conjugated else value for value in y.content]
        a.check(combine(alpha, [[p * q for q in second] for p in x.content], 1, rows), name)
        x.memory.free()
        y.memory.free()
    forms = [("syr", False, 1, False), ("syr2", False, 2, False)]
    forms += [("her", True, 1, False), ("her2", True, 2, False), ("hpr", True, 1, True), ("hpr2", True, 2, True)] \
        if kind.is_complex else [("spr", False, 1, True), ("spr2", False, 2, True)]
    for name, hermitian, rank, packed in forms:
        for uplo in (LOWER, UPPER):
            n = generator.randrange(1, 6)
            rows = random_matrix(kind, n, n, generator)
            if hermitian:
                for i in range(n):
                    rows[i][i] = complex(rows[i][i]).real
            x, y = vectors(kind, (n, n), generator)
            is_real = hermitian and rank == 1
            factor = 0.75 if is_real else alpha
            turn = conjugate if hermitian else lambda value: value
            if rank == 1:
                product = [[factor * p * turn(q) for q in x.content] for p in x.content]
            else:
                product = [[factor * p * turn(v) + turn(factor) * u * turn(q) for q, v in zip(x.content, y.content)]
                           for p, u in zip(x.content, y.content)]
            wanted = keep_triangle(combine(1, product, 1, rows), rows, uplo)
            a = Vector(kind, pack(rows, uplo), 1) if packed else Matrix(kind, rows)
            second = [y.pointer, y.increment] if rank == 2 else []
            address = [a.pointer] if packed else [a.pointer, a.ld]
            kind_of_factor = REAL[letter] if is_real else kind
            call(f"cublas{letter}{name}_v2", wide, h, word(uplo), n, scalar(kind_of_factor, factor), x.pointer, x.increment,
                 *second, *address)
            a.check(pack(wanted, uplo) if packed else wanted, f"{name} {uplo} {n}")
            x.memory.free()
            y.memory.free()


def batches(generator, wide, h):
    forms = [(letter, kind, kind, kind) for letter, kind in LETTERS.items()]
    forms += [("HSH", F16, F16, F32), ("HSS", F16, F32, F32), ("TST", BF16, BF16, F32), ("TSS", BF16, F32, F32)]
    for letter, kind, output, scale in forms:
        for operation in (N, T):
            m, n, count = 3, 4, 3
            alpha, beta = factors(kind, generator)
            matrices = [random_matrix(kind, m, n, generator) for _ in range(count)]
            sizes = (m, n) if operation else (n, m)
            xs = [values(kind, sizes[0], generator) for _ in range(count)]
            ys = [values(output, sizes[1], generator) for _ in range(count)]
            wanted = [flat(combine(alpha, times(operate(a, operation), column(x)), beta, column(y)))
                      for a, x, y in zip(matrices, xs, ys)]
            parts = [(Matrix(kind, a), Vector(kind, x, 2), Vector(output, y, -1)) for a, x, y in zip(matrices, xs, ys)]
            arrays = [addresses([part[index].pointer for part in parts]) for index in range(3)]
            a = parts[0][0]
            call(f"cublas{letter}gemvBatched", wide, h, word(operation), m, n, scalar(scale, alpha), arrays[0], a.ld, arrays[1],
                 2, scalar(scale, beta), arrays[2], -1, count)
            for part, result in zip(parts, wanted):
                part[2].check(result, f"{letter}gemvBatched")
                part[0].memory.free()
                part[1].memory.free()
            image = sum((list(Matrix(kind, rows).image) for rows in matrices), [])
            memories = [Memory(kind, image), Memory(kind, sum(xs, [])), Memory(output, sum(ys, []))]
            stride = len(image) // count
            call(f"cublas{letter}gemvStridedBatched", wide, h, word(operation), m, n, scalar(scale, alpha), memories[0].pointer,
                 a.ld, c.c_longlong(stride), memories[1].pointer, 1, c.c_longlong(sizes[0]), scalar(scale, beta),
                 memories[2].pointer, 1, c.c_longlong(sizes[1]), count)
            close(output, memories[2].read(), sum(wanted, []), f"{letter}gemvStridedBatched")
            for memory in memories:
                memory.free()


def zeros(h):
    """A factor of 0 keeps what it multiplies from being read, and beta of 0 what is there already."""
    a, x = Matrix(F64, [[1.0, 2.0], [3.0, 4.0]]), Vector(F64, [1.0, 1.0], 1)
    y = Vector(F64, [NAN, NAN], 1)
    call("cublasDgemv_v2", False, h, word(N), 2, 2, scalar(F64, 1), a.pointer, a.ld, x.pointer, 1, scalar(F64, 0), y.pointer, 1)
    y.check([3.0, 7.0], "beta of 0 over NaN")
    y = Vector(F64, [2.0, 4.0], 1)
    call("cublasDgemv_v2", False, h, word(N), 2, 2, scalar(F64, 0), None, 2, None, 1, scalar(F64, 0.5), y.pointer, 1)
    y.check([1.0, 2.0], "alpha of 0 without a matrix")


def main():
    h = handle()
    generator = seeded("level 2")
    for wide in (False, True):
        for letter, kind in LETTERS.items():
            for part in (general, symmetric, triangles, updates):
                part(letter, kind, generator, wide, h)
        batches(generator, wide, h)
    zeros(h)
    expect(cublas.cublasDestroy_v2(h), 0, "cublasDestroy_v2")
    print("level2: all as defined")


main()
