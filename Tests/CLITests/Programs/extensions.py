"""What cuBLAS has beyond BLAS, with checked results: sums, diagonal products, packed triangles, batched systems and factorisations."""

import ctypes as c

from levels import *

COUNT = 3


def sums(letter, kind, generator, wide, h):
    for trans_a in (N, T, C):
        for trans_b in (N, T, C):
            m, n = generator.randrange(1, 5), generator.randrange(1, 5)
            a, b = (random_matrix(kind, *((m, n) if trans == N else (n, m)), generator) for trans in (trans_a, trans_b))
            alpha, beta = generator.choice([(0.5, -2), (1, 0), (0, 1)])
            p, q, d = Matrix(kind, a), Matrix(kind, b), Matrix(kind, random_matrix(kind, m, n, generator))
            call(f"cublas{letter}geam", wide, h, word(trans_a), word(trans_b), m, n, scalar(kind, alpha), p.pointer, p.ld,
                 scalar(kind, beta), q.pointer, q.ld, d.pointer, d.ld)
            wanted = combine(alpha, operate(a, trans_a), beta, operate(b, trans_b))
            d.check(wanted, f"geam {trans_a} {trans_b} {m} {n}")
            if trans_a == N:
                call(f"cublas{letter}geam", wide, h, word(trans_a), word(trans_b), m, n, scalar(kind, alpha), p.pointer, p.ld,
                     scalar(kind, beta), q.pointer, q.ld, p.pointer, p.ld)
                p.check(wanted, "geam in place")
            else:
                p.memory.free()
            q.memory.free()


def diagonals(letter, kind, generator, wide, h):
    for side in (LEFT, RIGHT):
        for increment in (1, 2, -1):
            m, n = generator.randrange(1, 5), generator.randrange(1, 5)
            rows = random_matrix(kind, m, n, generator)
            x = Vector(kind, values(kind, m if side == LEFT else n, generator), increment)
            a, d = Matrix(kind, rows), Matrix(kind, random_matrix(kind, m, n, generator), 2)
            call(f"cublas{letter}dgmm", wide, h, word(side), m, n, a.pointer, a.ld, x.pointer, increment, d.pointer, d.ld)
            d.check([[value * x.content[i if side == LEFT else j] for j, value in enumerate(row)]
                     for i, row in enumerate(rows)], f"dgmm {side} {increment}")
            a.memory.free()
            x.memory.free()


def packed(letter, kind, generator, h):
    for uplo in (LOWER, UPPER):
        n = 4
        rows = random_matrix(kind, n, n, generator)
        other = random_matrix(kind, n, n, generator)
        a, p = Matrix(kind, rows), Vector(kind, [5] * (n * (n + 1) // 2), 1)
        call(f"cublas{letter}trttp", False, h, word(uplo), n, a.pointer, a.ld, p.pointer)
        close(kind, p.memory.read()[:10], pack(rows, uplo), "trttp")
        b = Matrix(kind, other)
        call(f"cublas{letter}tpttr", False, h, word(uplo), n, p.pointer, b.pointer, b.ld)
        b.check(keep_triangle(rows, other, uplo), "tpttr")
        a.memory.free()
        p.memory.free()


def batch(kind, matrices, padding=1):
    """Matrices in device memory and the array of their addresses."""
    parts = [Matrix(kind, rows, padding) for rows in matrices]
    return parts, addresses([part.pointer for part in parts])


def systems(letter, kind, generator, wide, h):
    for side in (LEFT, RIGHT):
        stored = [solvable(kind, 3, generator) for _ in range(COUNT)]
        solutions = [random_matrix(kind, *((3, 2) if side == LEFT else (2, 3)), generator) for _ in range(COUNT)]
        rights = [times(triangular(a, UPPER, 0), x) if side == LEFT else times(x, triangular(a, UPPER, 0))
                  for a, x in zip(stored, solutions)]
        a, many_a = batch(kind, stored)
        b, many_b = batch(kind, rights)
        call(f"cublas{letter}trsmBatched", wide, h, word(side), word(UPPER), word(N), word(0), b[0].m, b[0].n, scalar(kind, 1),
             many_a, a[0].ld, many_b, b[0].ld, COUNT)
        for part, solution in zip(b, solutions):
            part.check(solution, "trsmBatched")


def identity(n):
    return [[1 if i == j else 0 for j in range(n)] for i in range(n)]


def unpack(part, kind):
    data = part.memory.read()
    return [[data[i + j * part.ld] for j in range(part.n)] for i in range(part.m)]


def factorisations(letter, kind, generator, h):
    n = 4
    for pivoting in (True, False):
        matrices = [solvable(kind, n, generator) for _ in range(COUNT)]
        if pivoting:
            matrices = [rows[1:] + rows[:1] for rows in matrices]
        a, many = batch(kind, matrices)
        pivots = Memory(I32, [0] * (n * COUNT)) if pivoting else None
        infos = Memory(I32, [9] * COUNT)
        address = pivots.pointer if pivoting else None
        call(f"cublas{letter}getrfBatched", False, h, n, many, a[0].ld, address, infos.pointer, COUNT)
        expect(infos.read(), [0] * COUNT, "getrfBatched info")
        exchanges = pivots.read() if pivoting else [i % n + 1 for i in range(n * COUNT)]
        for index, (part, rows) in enumerate(zip(a, matrices)):
            lu = unpack(part, kind)
            permuted = list(rows)
            for i in range(n):
                j = exchanges[index * n + i] - 1
                permuted[i], permuted[j] = permuted[j], permuted[i]
            product = times(triangular(lu, LOWER, 1), triangular(lu, UPPER, 0))
            close(kind, sum(product, []), sum(permuted, []), f"getrfBatched {pivoting}")
        for operation in (N, T, C):
            solutions = [random_matrix(kind, n, 2, generator) for _ in range(COUNT)]
            b, many_b = batch(kind, [times(operate(rows, operation), x) for rows, x in zip(matrices, solutions)])
            info = c.c_int(9)
            call(f"cublas{letter}getrsBatched", False, h, word(operation), n, 2, many, a[0].ld, address, many_b, b[0].ld,
                 c.byref(info), COUNT)
            expect(info.value, 0, "getrsBatched info")
            for part, solution in zip(b, solutions):
                part.check(solution, f"getrsBatched {operation}")
        inverses, many_c = batch(kind, [identity(n)] * COUNT, 2)
        call(f"cublas{letter}getriBatched", False, h, n, many, a[0].ld, address, many_c, inverses[0].ld, infos.pointer, COUNT)
        for part, rows in zip(inverses, matrices):
            close(kind, sum(times(rows, unpack(part, kind)), []), sum(identity(n), []), "getriBatched")
    a, many = batch(kind, matrices)
    inverses, many_c = batch(kind, [identity(n)] * COUNT)
    call(f"cublas{letter}matinvBatched", False, h, n, many, a[0].ld, many_c, inverses[0].ld, infos.pointer, COUNT)
    for part, inverse, rows in zip(a, inverses, matrices):
        part.check(rows, "matinvBatched leaves A")
        close(kind, sum(times(rows, unpack(inverse, kind)), []), sum(identity(n), []), "matinvBatched")
    singular, many = batch(kind, [[[1, 2], [2, 4]], [[1, 2], [3, 4]]])
    infos = Memory(I32, [9, 9])
    call(f"cublas{letter}getrfBatched", False, h, 2, many, singular[0].ld, None, infos.pointer, 2)
    expect(infos.read(), [2, 0], "getrfBatched of a singular matrix")


def least_squares(letter, kind, generator, h):
    m, n = 5, 3
    matrices = [[row[:n] for row in solvable(kind, m, generator)] for _ in range(COUNT)]
    a, many = batch(kind, matrices)
    taus, many_tau = batch(kind, [[[0]] * n] * COUNT, 0)
    info = c.c_int(9)
    call(f"cublas{letter}geqrfBatched", False, h, m, n, many, a[0].ld, many_tau, c.byref(info), COUNT)
    expect(info.value, 0, "geqrfBatched info")
    for part, rows in zip(a, matrices):
        # R' R is A' A, whatever Q is.
        r = triangular([row[:n] for row in unpack(part, kind)[:n]], UPPER, 0)
        close(kind, sum(times(operate(r, C), r), []), sum(times(operate(rows, C), rows), []), "geqrfBatched")
    solutions = [random_matrix(kind, n, 2, generator) for _ in range(COUNT)]
    a, many = batch(kind, matrices)
    d, many_d = batch(kind, [times(rows, x) for rows, x in zip(matrices, solutions)])
    infos = Memory(I32, [9] * COUNT)
    call(f"cublas{letter}gelsBatched", False, h, word(N), m, n, 2, many, a[0].ld, many_d, d[0].ld, c.byref(info), infos.pointer,
         COUNT)
    expect(infos.read(), [0] * COUNT, "gelsBatched info")
    for part, solution in zip(d, solutions):
        close(kind, sum(unpack(part, kind)[:n], []), sum(solution, []), "gelsBatched")


def shifted_products(generator, h):
    """8-bit products with biases: sums, multiplied, shifted with halves up, and saturated."""
    def transposed(trans, rows):
        return operate(rows, trans) if rows else rows

    def run(trans, sizes, biases, multiplier, shift, limit=64):
        (m, n, k), (bias_a, bias_b, bias_c) = sizes, biases
        a, b = ([[generator.randrange(limit) for _ in range(columns)] for _ in range(rows)] for rows, columns in ((m, k), (k, n)))
        stored = [Matrix(U8, transposed(t, rows), padding) for t, rows, padding in zip(trans, (a, b), (1, 2))]
        d = Matrix(U8, [[77] * (m if trans[2] else n) for _ in range(n if trans[2] else m)], 3)
        call("cublasUint8gemmBias", False, h, *map(word, trans), m, n, k, stored[0].pointer, bias_a, stored[0].ld,
             stored[1].pointer, bias_b, stored[1].ld, d.pointer, bias_c, d.ld, multiplier, shift)
        wanted = []
        for i in range(m):
            sums = [sum((a[i][p] - bias_a) * (b[p][j] - bias_b) for p in range(k)) + bias_c for j in range(n)]
            # Python's floor of x + 1/2, in whole numbers.
            places = shift % 32
            scaled = [0 if places == 31 else (2 * value * multiplier // 2 ** places + 1) // 2 for value in sums]
            wanted.append([min(max(value, 0), 255) for value in scaled])
        d.check(transposed(trans[2], wanted), f"cublasUint8gemmBias {trans} {sizes} {biases} {multiplier} {shift}")
        for matrix in stored:
            matrix.memory.free()

    for trans in [(x, y, z) for x in (N, T, C) for y in (N, T, C) for z in (N, T)]:
        sizes = [generator.randrange(1, 7) for _ in range(3)]
        run(trans, sizes, [generator.randrange(-5, 40) for _ in range(3)], generator.randrange(1, 6), generator.randrange(6))
    run((N, N, N), (3, 2, 5), (0, 0, 0), -1, 0)
    run((N, N, N), (3, 2, 5), (128, 127, -9), 3, 10, 256)
    run((N, N, N), (2, 2, 2), (0, 0, 0), 1, 31)
    run((N, N, N), (2, 2, 2), (0, 0, 0), 1, 35)
    d = Memory(U8, [7] * 4)
    call("cublasUint8gemmBias", False, h, word(N), word(N), word(N), 2, 2, 0, None, 0, 2, None, 0, 1, d.pointer, 10, 2, 3, 2)
    expect(d.read(), [8] * 4, "30 / 4 with halves up, where k is 0")


def main():
    h = handle()
    generator = seeded("extensions")
    for letter, kind in LETTERS.items():
        for wide in (False, True):
            sums(letter, kind, generator, wide, h)
            diagonals(letter, kind, generator, wide, h)
            systems(letter, kind, generator, wide, h)
        packed(letter, kind, generator, h)
        factorisations(letter, kind, generator, h)
        least_squares(letter, kind, generator, h)
    shifted_products(generator, h)
    expect(cublas.cublasDestroy_v2(h), 0, "cublasDestroy_v2")
    print("extensions: all as defined")


main()
