"""Every function of level 3 but GEMM with checked results: all types, sides, triangles, transposes and integer widths."""

import ctypes as c

from levels import *


def factors(kind, generator):
    general = (0.5 - 0.25j, -1 + 0.5j) if kind.is_complex else (0.5, -1)
    return generator.choice([general, (general[0], 0), (0, general[1]), (1, 1)])


def symmetric(letter, kind, generator, wide, h):
    for name, hermitian in (("symm", False), ("hemm", True)):
        if hermitian and not kind.is_complex:
            continue
        for side in (LEFT, RIGHT):
            for uplo in (LOWER, UPPER):
                m, n = generator.randrange(1, 5), generator.randrange(1, 5)
                order = m if side == LEFT else n
                stored, right, old = (random_matrix(kind, *size, generator) for size in ((order, order), (m, n), (m, n)))
                whole = mirrored(stored, uplo, hermitian)
                a, b, d = Matrix(kind, stored), Matrix(kind, right), Matrix(kind, old)
                alpha, beta = factors(kind, generator)
                call(f"cublas{letter}{name}_v2", wide, h, word(side), word(uplo), m, n, scalar(kind, alpha), a.pointer, a.ld,
                     b.pointer, b.ld, scalar(kind, beta), d.pointer, d.ld)
                product = times(whole, right) if side == LEFT else times(right, whole)
                d.check(combine(alpha, product, beta, old), f"{name} {side} {uplo} {m} {n}")
                a.memory.free()
                b.memory.free()


def rank_products(letter, kind, generator, wide, h):
    forms = [("syrk_v2", False, 1), ("syr2k_v2", False, 2), ("syrkx", False, 0)]
    if kind.is_complex:
        forms += [("herk_v2", True, 1), ("her2k_v2", True, 2), ("herkx", True, 0)]
    if letter == "C":
        forms += [("syrkEx", False, 1), ("syrk3mEx", False, 1), ("herkEx", True, 1), ("herk3mEx", True, 1)]
    for name, hermitian, rank in forms:
        for uplo in (LOWER, UPPER):
            for operation in (N, C if hermitian else T):
                n, k = generator.randrange(1, 5), generator.randrange(0, 5)
                size = (n, k) if operation == N else (k, n)
                first, second = random_matrix(kind, *size, generator), random_matrix(kind, *size, generator)
                old = random_matrix(kind, n, n, generator)
                if rank == 0:
                    # The result must be symmetric: B is A times a real number.
                    second = [[0.5 * value for value in row] for row in first]
                if hermitian:
                    for i in range(n):
                        old[i][i] = complex(old[i][i]).real
                turn = 2 if hermitian else 1
                alpha, beta = factors(kind, generator)
                if hermitian:
                    beta = complex(beta).real
                    alpha = complex(alpha).real if rank != 2 else alpha
                other = first if rank == 1 else second

                def product(left, right):
                    if k == 0:
                        return [[0] * n for _ in range(n)]
                    return times(left, operate(right, turn)) if operation == N else times(operate(left, turn), right)
                new = combine(alpha, product(first, other), beta, old)
                if rank == 2:
                    factor = conjugate(alpha) if hermitian else alpha
                    new = combine(1, new, factor, product(second, first))
                a, b, d = (Matrix(kind, rows or [[]]) for rows in (first, second, old))
                leading = max(1, size[0]) + 1
                a.ld = b.ld = leading if size[0] else 2
                codes = [word(kind.code)] if name.endswith("Ex") else []
                matrices = [a.pointer, *codes, a.ld] + ([] if rank == 1 else [b.pointer, b.ld])
                kind_of_alpha = REAL[letter] if hermitian and rank == 1 else kind
                kind_of_beta = REAL[letter] if hermitian else kind
                call(f"cublas{letter}{name}", wide, h, word(uplo), word(operation), n, k, scalar(kind_of_alpha, alpha), *matrices,
                     scalar(kind_of_beta, beta), d.pointer, *codes, d.ld)
                d.check(keep_triangle(new, old, uplo), f"{name} {uplo} {operation} {n} {k} {alpha} {beta}")
                a.memory.free()
                b.memory.free()


def triangles(letter, kind, generator, wide, h):
    for side in (LEFT, RIGHT):
        for uplo in (LOWER, UPPER):
            for operation in (N, T, C):
                for unit in (0, 1):
                    m, n = generator.randrange(1, 5), generator.randrange(1, 5)
                    order = m if side == LEFT else n
                    stored, right = solvable(kind, order, generator), random_matrix(kind, m, n, generator)
                    matrix = operate(triangular(stored, uplo, unit), operation)
                    a, b, d = Matrix(kind, stored), Matrix(kind, right), Matrix(kind, random_matrix(kind, m, n, generator), 2)
                    arguments = [h, word(side), word(uplo), word(operation), word(unit), m, n]
                    alpha = 0.5 + 0.5j if kind.is_complex else 0.5
                    call(f"cublas{letter}trmm_v2", wide, *arguments, scalar(kind, alpha), a.pointer, a.ld, b.pointer, b.ld,
                         d.pointer, d.ld)
                    product = times(matrix, right) if side == LEFT else times(right, matrix)
                    wanted = combine(alpha, product, 0, product)
                    what = f"trmm {side} {uplo} {operation} {unit} {m} {n}"
                    close(kind, d.memory.read(), d.layout(wanted), what)
                    # Where C is B it works in place.
                    call(f"cublas{letter}trmm_v2", wide, *arguments, scalar(kind, alpha), a.pointer, a.ld, b.pointer, b.ld,
                         b.pointer, b.ld)
                    b.check(wanted, what + " in place")
                    call(f"cublas{letter}trsm_v2", wide, *arguments, scalar(kind, 1 / alpha), a.pointer, a.ld, d.pointer, d.ld)
                    d.check(right, what.replace("trmm", "trsm"))
                    a.memory.free()


def products_with_zero(letter, kind, h):
    """Where alpha is 0, trmm looks at no A and no B, and at no C."""
    for side in (LEFT, RIGHT):
        d = Matrix(kind, [[float("nan")] * 3] * 2)
        call(f"cublas{letter}trmm_v2", False, h, word(side), word(LOWER), word(T), word(0), 2, 3, scalar(kind, 0), None, 3, None, 2,
             d.pointer, d.ld)
        d.check([[0] * 3] * 2, f"trmm {side} with alpha 0")


def parts_of_one_matrix(h):
    """Blocks that lie in one matrix share its columns' extents and no element: A11 X = A12, as in a factorisation by blocks."""
    kind, n = F64, 4
    rows = solvable(kind, n, seeded("blocks"))
    whole = Matrix(kind, rows)
    call("cublasDtrsm_v2", False, h, word(LEFT), word(LOWER), word(N), word(1), 2, 2, scalar(kind, 1), whole.pointer, whole.ld,
         whole.memory.at(2 * whole.ld), whole.ld)
    solved = [[rows[0][2], rows[0][3]], [rows[1][j] - rows[1][0] * rows[0][j] for j in (2, 3)]]
    # A22 - A21 X in place: B and C are parts of the same columns.
    call("cublasDgemm_v2", False, h, word(N), word(N), 2, 2, 2, scalar(kind, -1), whole.memory.at(2), whole.ld,
         whole.memory.at(2 * whole.ld), whole.ld, scalar(kind, 1), whole.memory.at(2 * whole.ld + 2), whole.ld)
    rest = combine(-1, times([row[:2] for row in rows[2:]], solved), 1, [row[2:] for row in rows[2:]])
    whole.check([rows[0][:2] + solved[0], rows[1][:2] + solved[1], rows[2][:2] + rest[0], rows[3][:2] + rest[1]],
                "blocks of one matrix")


def main():
    h = handle()
    generator = seeded("level 3")
    for wide in (False, True):
        for letter, kind in LETTERS.items():
            for part in (symmetric, rank_products, triangles):
                part(letter, kind, generator, wide, h)
    for letter, kind in LETTERS.items():
        products_with_zero(letter, kind, h)
    parts_of_one_matrix(h)
    expect(cublas.cublasDestroy_v2(h), 0, "cublasDestroy_v2")
    print("level3: all as defined")


main()
