"""cuBLASLt: descriptions, products in every order, type and epilogue with checked results, statuses, and its log."""

import ctypes as c
import math
import os
import struct

from cuda import *

lt = c.CDLL(f"libcublasLt.so.{RELEASE}")
for name in ("cublasLtGetStatusName", "cublasLtGetStatusString"):
    getattr(lt, name).restype = c.c_char_p
for name in ("cublasLtGetVersion", "cublasLtGetCudartVersion"):
    getattr(lt, name).restype = c.c_size_t

OK, NOT_INITIALIZED, INVALID, NOT_SUPPORTED = 0, 1, 7, 15
COL, ROW = 0, 1
RELU, RELU_AUX, BIAS, RELU_BIAS, RELU_AUX_BIAS = 2, 130, 4, 6, 134
GELU, GELU_AUX, GELU_BIAS, GELU_AUX_BIAS = 32, 160, 36, 164
DRELU, DRELU_BGRAD, DGELU, DGELU_BGRAD, BGRADA, BGRADB = 136, 152, 192, 208, 256, 512
# Attributes of a product: number and bytes.
POINTER_MODE, TRANSA, TRANSB, EPILOGUE = (2, 4), (3, 4), (4, 4), (7, 4)
BIAS_POINTER, BIAS_TYPE, AUX_POINTER, AUX_LD = (8, 8), (26, 4), (11, 8), (12, 8)
AUX_TYPE, A_SCALE, B_SCALE, D_SCALE, AMAX_D = (22, 4), (17, 8), (18, 8), (20, 8), (21, 8)
A_MODE, B_MODE, ALPHA_STRIDE = (31, 4), (32, 4), (14, 8)


class Float8(Type):
    """e4m3 or e5m2, as Python has neither."""

    def __init__(self, name, code, digits, bias, most, tolerance):
        super().__init__(name, code, 1, tolerance=tolerance)
        self.table = {}
        for bits in range(256):
            exponent, fraction = (bits & 127) >> digits, bits & ((1 << digits) - 1)
            value = math.ldexp(fraction + (1 << digits), exponent - bias - digits) if exponent else \
                math.ldexp(fraction, 1 - bias - digits)
            if value <= most:
                self.table[bits] = -value if bits >> 7 else value
        self.codes = {value: bits for bits, value in reversed(list(self.table.items()))}
        self.most = most

    def pack(self, values):
        return bytes(self.codes[value] for value in values)

    def unpack(self, data):
        return [self.table.get(bits, math.nan) for bits in data]


E4M3 = Float8("f8e4m3", 28, 3, 7, 448, 0.07)
E5M2 = Float8("f8e5m2", 29, 2, 15, 57344, 0.13)


class Layout:
    """A matrix: its layout, its elements and where they lie."""

    def __init__(self, kind, rows, columns, generator=None, order=COL, padding=0, count=1, data=None):
        self.kind, self.rows, self.columns, self.order, self.count = kind, rows, columns, order, count
        line, lines = (rows, columns) if order == COL else (columns, rows)
        self.leading = max(1, line) + padding
        self.stride = self.leading * lines + (8 if count > 1 else 0)
        size = self.stride * count
        self.values = data or ([0] * size if generator is None else values(kind, size, generator))
        self.memory = Memory(kind, self.values)
        self.desc = c.c_void_p()
        expect(lt.cublasLtMatrixLayoutCreate(c.byref(self.desc), c.c_int(kind.code), c.c_uint64(rows),
                                             c.c_uint64(columns), c.c_int64(self.leading)), OK, "LayoutCreate")
        for number, kind_of, value in ((1, c.c_int32, order), (5, c.c_int32, count), (6, c.c_int64, self.stride)):
            if value != {1: COL, 5: 1}.get(number) and (number != 6 or count > 1):
                expect(lt.cublasLtMatrixLayoutSetAttribute(self.desc, number, c.byref(kind_of(value)),
                                                           c.c_size_t(c.sizeof(kind_of))), OK, "LayoutSet")

    def index(self, i, j, batch=0):
        return batch * self.stride + (i + j * self.leading if self.order == COL else i * self.leading + j)

    def at(self, i, j, batch=0):
        return self.values[self.index(i, j, batch)]

    def free(self):
        expect(lt.cublasLtMatrixLayoutDestroy(self.desc), OK, "LayoutDestroy")
        self.memory.free()


class Pointers(Memory):
    """An array of addresses in device memory."""

    def __init__(self, addresses):
        super().__init__(Type("f64", 1, 8), [0.0] * len(addresses))
        data = struct.pack(f"<{len(addresses)}Q", *(address or 0 for address in addresses))
        expect(cudart.cudaMemcpy(self.pointer, data, c.c_size_t(len(data)), HOST_TO_DEVICE), 0, "cudaMemcpy")


class Product:
    """A description of a product."""

    def __init__(self, compute=68, scale=F32, **attributes):
        self.scale = scale
        self.desc = c.c_void_p()
        expect(lt.cublasLtMatmulDescCreate(c.byref(self.desc), c.c_int(compute), c.c_int(scale.code)), OK, "DescCreate")
        for name, value in attributes.items():
            self.set(globals()[name], value)

    def set(self, attribute, value):
        number, size = attribute
        data = value.value if isinstance(value, c.c_void_p) else value
        buffer = c.create_string_buffer(int(data).to_bytes(size, "little", signed=data < 0), size)
        expect(lt.cublasLtMatmulDescSetAttribute(self.desc, c.c_int(number), buffer, c.c_size_t(size)), OK,
               f"DescSet {number}")

    def free(self):
        expect(lt.cublasLtMatmulDescDestroy(self.desc), OK, "DescDestroy")


def multiply(h, product, a, b, c_, d, alpha=1.0, beta=0.0, algorithm=None, pointers=None):
    alpha_pointer, beta_pointer = pointers or (scalar(product.scale, alpha), scalar(product.scale, beta))
    return lt.cublasLtMatmul(h, product.desc, alpha_pointer, a.memory.pointer, a.desc, b.memory.pointer, b.desc,
                             beta_pointer, c_.memory.pointer, c_.desc, d.memory.pointer, d.desc, algorithm, None,
                             c.c_size_t(0), None)


def gelu(x):
    return 0.5 * x * (1 + math.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3)))


def slope(x):
    return (gelu(x + 1e-6) - gelu(x - 1e-6)) / 2e-6


def sums(a, b, trans_a, trans_b, k, i, j, batch=0, factor=lambda i, j, p: 1):
    def one(matrix, trans, row, column):
        value = matrix.at(row, column, batch) if trans == N else matrix.at(column, row, batch)
        return value.conjugate() if trans == C else value
    return sum(one(a, trans_a, i, p) * one(b, trans_b, p, j) * factor(i, j, p) for p in range(k))


def compare(d, wanted, what, kind=None):
    """All elements of D, padding too: `wanted` is a function of the place."""
    expected = list(d.values)
    for batch in range(d.count):
        for i in range(d.rows):
            for j in range(d.columns):
                expected[d.index(i, j, batch)] = wanted(i, j, batch)
    close(kind or d.kind, d.memory.read(), expected, what)


def products(h, generator):
    """Types, transposes, orders, batches, D apart from C."""
    for types in ((F32,) * 4, (F64,) * 4, (F16,) * 4, (F16, F16, F32, F32), (BF16,) * 4, (BF16, BF16, F32, F32),
                  (C64,) * 4, (I8, I8, I32, I32), (I8, I8, I8, I8)):
        compute, scale = {"f64": (70, F64), "c64": (68, C64)}.get(types[0].name, (68, F32))
        if types[0] is I8:
            compute, scale = 72, (I32 if types[3] is I32 else F32)
        for trans_a in (N, T, C):
            for trans_b in (N, T, C):
                for orders in ((COL,) * 4, (ROW,) * 4, (ROW, COL, COL, COL), (COL, ROW, COL, ROW)):
                    if types[0] is C64 and (C in (trans_a, trans_b) or orders[2] != orders[3]) and orders != (COL,) * 4:
                        continue
                    m, n, k = (generator.randrange(1, 6) for _ in range(3))
                    count = generator.choice([1, 1, 3])
                    shapes = [(m, k) if trans_a == N else (k, m), (k, n) if trans_b == N else (n, k), (m, n), (m, n)]
                    a, b, c_, d = (Layout(kind, *shape, generator, order, generator.randrange(3), count)
                                   for kind, shape, order in zip(types, shapes, orders))
                    alpha, beta = (1, generator.choice([0, 1])) if types[0] is I8 else (0.5, generator.choice([0, 2]))
                    product = Product(compute, scale, TRANSA=trans_a, TRANSB=trans_b)
                    what = f"{[t.name for t in types]} {trans_a}{trans_b} {orders} m={m} n={n} k={k} x{count}"
                    expect(multiply(h, product, a, b, c_, d, alpha, beta), OK, what)
                    clamp = (lambda x: max(-128, min(127, x))) if types[3] is I8 else (lambda x: x)
                    compare(d, lambda i, j, g: clamp(alpha * sums(a, b, trans_a, trans_b, k, i, j, g)
                                                     + (beta * c_.at(i, j, g) if beta else 0)), what)
                    for part in (a, b, c_, d, product):
                        part.free()


def epilogues(h, generator):
    """What follows the product, with biases in their own types, auxiliary matrices and gradients."""
    m, n, k, leading = 9, 5, 6, 128
    for kind, bias_kind in ((F32, F32), (F16, F16), (BF16, BF16), (F16, F32)):
        for order in (COL, ROW):
            for number in (RELU, RELU_AUX, BIAS, RELU_BIAS, RELU_AUX_BIAS, GELU, GELU_AUX, GELU_BIAS, GELU_AUX_BIAS,
                           DRELU, DRELU_BGRAD, DGELU, DGELU_BGRAD, BGRADA, BGRADB):
                a, b = Layout(kind, m, k, generator), Layout(kind, n, k, generator, padding=1)
                c_, d = Layout(kind, m, n, generator, order), Layout(kind, m, n, generator, order, padding=2)
                bias = Memory(bias_kind, values(bias_kind, m, generator))
                old = bias.read()
                bits = number & 128 and number & 10
                aux_kind = I8 if bits else kind
                aux_values = [generator.randrange(-128, 128) for _ in range(leading * n // 8)] if bits else \
                    values(kind, leading * n, generator)
                aux = Memory(aux_kind, aux_values)
                product = Product(TRANSB=T, EPILOGUE=number, BIAS_POINTER=bias.pointer, BIAS_TYPE=bias_kind.code)
                if number & 128:
                    product.set(AUX_POINTER, aux.pointer)
                    product.set(AUX_LD, leading)
                what = f"epilogue {number} {kind.name}, bias {bias_kind.name}, order {order}"
                expect(multiply(h, product, a, b, c_, d, 0.5, 1.5), OK, what)

                def before(i, j):
                    x = 0.5 * sums(a, b, N, T, k, i, j) + 1.5 * c_.at(i, j)
                    return x + (old[i] if number & 4 else 0)

                def bit(data, i, j):
                    index = i + j * leading
                    return data[index // 8] >> index % 8 & 1

                def after(i, j, _=0):
                    x = before(i, j)
                    if number & 8 and number & 128:
                        return x if bit(aux_values, i, j) else 0
                    if number & 64:
                        return x * slope(aux_values[i + j * leading])
                    return max(x, 0) if number & 2 else gelu(x) if number & 32 else x

                compare(d, after, what)
                if number & 128 and number & (2 | 32):
                    got = aux.read()
                    for i in range(m):
                        for j in range(n):
                            x = before(i, j)
                            if bits:
                                expect(bit(got, i, j), int(x > 0), f"{what}: bit {i},{j}")
                            else:
                                close(kind, [got[i + j * leading]], [x], f"{what}: aux {i},{j}")
                got = bias.read()
                wanted = old
                if number & 16:
                    wanted = [sum(after(i, j) for j in range(n)) for i in range(m)]
                if number == BGRADA:
                    wanted = [sum(a.at(i, p) for p in range(k)) for i in range(m)]
                if number == BGRADB:
                    wanted = [sum(b.at(j, p) for p in range(k)) for j in range(n)] + old[n:]
                close(bias_kind, got, wanted, f"{what}: bias")
                for part in (a, b, c_, d, product, bias, aux):
                    part.free()


def float8(h, generator):
    """8-bit floats: factors of whole operands, of rows, of blocks; a factor and the maximum of D."""
    def small(kind, count):
        return [generator.choice([-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5]) for _ in range(count)]
    for kind_a, kind_b, kind_d in ((E4M3, E4M3, BF16), (E4M3, E5M2, F32), (E5M2, E4M3, F16), (E4M3, E4M3, E4M3)):
        m, n, k = 16, 8, 32
        a = Layout(kind_a, k, m, data=small(kind_a, k * m))
        b = Layout(kind_b, k, n, data=small(kind_b, k * n))
        c_ = Layout(BF16 if kind_d is E4M3 else kind_d, m, n, generator)
        d = Layout(kind_d, m, n)
        factors = [Memory(F32, [value]) for value in (0.5, 2.0, 0.25, 0.0)]
        product = Product(TRANSA=T, A_SCALE=factors[0].pointer, B_SCALE=factors[1].pointer)
        if kind_d is E4M3:
            product.set(D_SCALE, factors[2].pointer)
            product.set(AMAX_D, factors[3].pointer)
        what = f"{kind_a.name} x {kind_b.name} > {kind_d.name}"
        expect(multiply(h, product, a, b, c_, d, 0.5, 1.0), OK, what)
        def temporary(i, j):
            return 0.5 * sums(a, b, T, N, k, i, j) + c_.at(i, j)
        compare(d, lambda i, j, g: temporary(i, j) * (0.25 if kind_d is E4M3 else 1), what)
        if kind_d is E4M3:
            close(F32, factors[3].read(), [max(abs(temporary(i, j)) for i in range(m) for j in range(n))], "amax")
        for part in (a, b, c_, d, product, *factors):
            part.free()
    m, n, k = 132, 136, 272
    a, b = (Layout(E4M3, k, size, data=small(E4M3, k * size)) for size in (m, n))
    for mode_a, mode_b in ((3, 3), (4, 4), (5, 4), (4, 5), (2, 2)):
        kinds, places = [], []
        for mode, extent in ((mode_a, m), (mode_b, n)):
            blocks = (k + 127) // 128
            if mode == 2:
                inner = ((k + 31) // 32 + 3) // 4
                kind = (I8, (extent + 127) // 128 * inner * 512)
                def place(i, p, inner=inner):
                    column = p // 32
                    return (i // 128 * inner + column // 4) * 512 + i % 32 * 16 + i % 128 // 32 * 4 + column % 4
            elif mode == 3:
                kind, place = (F32, extent), lambda i, p: i
            elif mode == 4:
                kind, place = (F32, extent * blocks), lambda i, p, extent=extent: i + p // 128 * extent
            else:
                kind, place = (F32, (blocks + 3) // 4 * 4 * ((extent + 127) // 128)), \
                    lambda i, p, four=(blocks + 3) // 4 * 4: p // 128 + i // 128 * four
            kinds.append(kind)
            places.append(place)
        data = [[generator.randrange(125, 128) if kind is I8 else generator.choice([0.25, 0.5, 1.0, 2.0])
                 for _ in range(count)] for kind, count in kinds]
        data = [[value - (256 if kind is I8 and value > 127 else 0) for value in part] for part, (kind, _) in zip(data, kinds)]
        memories = [Memory(kind, part) for (kind, _), part in zip(kinds, data)]
        def factor(side, i, p):
            value = data[side][places[side](i, p)]
            return 2.0 ** (value - 127) if kinds[side][0] is I8 else value
        d = Layout(F32, m, n)
        product = Product(TRANSA=T, A_SCALE=memories[0].pointer, B_SCALE=memories[1].pointer, A_MODE=mode_a, B_MODE=mode_b)
        expect(multiply(h, product, a, b, d, d), OK, f"scale modes {mode_a} {mode_b}")
        got = d.memory.read()
        for i, j in ((0, 0), (131, 0), (0, 135), (127, 127), (128, 128), (131, 135), (64, 3), (35, 90)):
            wanted = sums(a, b, T, N, k, i, j, 0, lambda i, j, p: factor(0, i, p) * factor(1, j, p))
            close(F32, [got[d.index(i, j)]], [wanted], f"scale modes {mode_a} {mode_b} at {i},{j}")
        for part in (d, product, *memories):
            part.free()
    for part in (a, b):
        part.free()


def pointer_modes(h, generator):
    """alpha and beta in device memory: scalars and vectors; C in place; an array of pointers; what is not read."""
    m, n, k = 7, 4, 5
    a, b, c_ = Layout(F32, m, k, generator), Layout(F32, k, n, generator), Layout(F32, m, n, generator)
    alphas, betas = Memory(F32, values(F32, m, generator)), Memory(F32, values(F32, m, generator))
    x, y = alphas.read(), betas.read()
    for mode in range(5):
        d = Layout(F32, m, n)
        product = Product(POINTER_MODE=mode)
        host = [scalar(F32, 0.5), scalar(F32, 2)]
        pair = {0: host, 1: (alphas.pointer, betas.pointer), 2: (alphas.pointer, betas.pointer),
                3: (alphas.pointer, None), 4: (alphas.pointer, host[1])}[mode]
        expect(multiply(h, product, a, b, c_, d, pointers=pair), OK, f"pointer mode {mode}")
        alpha = {0: lambda i: 0.5, 1: lambda i: x[0]}.get(mode, lambda i: x[i])
        beta = {0: lambda i: 2, 1: lambda i: y[0], 2: lambda i: y[i], 3: lambda i: 0, 4: lambda i: 2}[mode]
        compare(d, lambda i, j, g: alpha(i) * sums(a, b, N, N, k, i, j) + beta(i) * c_.at(i, j), f"pointer mode {mode}")
        d.free()
        product.free()
    product = Product()
    d = Layout(F32, m, n, generator)
    expect(multiply(h, product, a, b, d, d, 1.0, 1.0), OK, "in place")
    compare(d, lambda i, j, g: sums(a, b, N, N, k, i, j) + d.at(i, j), "in place")
    d.free()
    # Where alpha is 0, A and B are not read; where beta is 0, C is not.
    d = Layout(F32, m, n, generator)
    expect(lt.cublasLtMatmul(h, product.desc, scalar(F32, 0), None, a.desc, None, b.desc, scalar(F32, 0), None, d.desc,
                             d.memory.pointer, d.desc, None, None, c.c_size_t(0), None), OK, "nothing is read")
    compare(d, lambda i, j, g: 0, "nothing is read")
    d.free()
    for part in (a, b, c_, product, alphas, betas):
        part.free()


def pointer_arrays(h, generator):
    """Batches by arrays of addresses, in any order and one matrix for all, in several types, orders and epilogues."""
    def by_pointers(layout, places):
        expect(lt.cublasLtMatrixLayoutSetAttribute(layout.desc, 8, c.byref(c.c_int(1)), c.c_size_t(4)), OK, "BATCH_MODE")
        return Pointers([layout.memory.at(layout.stride * place).value for place in places])

    m, n, k, count, leading = 5, 4, 6, 3, 128
    for types in ((F32,) * 4, (F64,) * 4, (F16,) * 4, (BF16, BF16, F32, F32), (F16, F16, F32, F16), (C64,) * 4,
                  (I8, I8, I32, I32)):
        compute, scale = {"f64": (70, F64), "c64": (68, C64), "i8": (72, I32)}.get(types[0].name, (68, F32))
        for order, epilogue, beta, same_b in ((COL, 1, 0, False), (COL, 1, 2, True), (ROW, 1, 1, False), (COL, GELU_BIAS, 2, True),
                                              (COL, RELU_AUX_BIAS, 1, False), (ROW, BIAS, 0, True), (COL, BGRADA, 1, False)):
            if epilogue != 1 and types[0] not in (F32, F16, BF16):
                continue
            if types[0] is I8 and (order == ROW or beta == 2):
                continue
            alpha = 1 if types[0] is I8 else 0.5
            a, b, c_, d = (Layout(kind, *shape, generator, o, generator.randrange(3), count) for kind, shape, o in
                           zip(types, ((k, m), (k, n), (m, n), (m, n)), (COL, COL, order, order)))
            places_a, places_d = [2, 0, 1], [1, 2, 0]
            places_b = [1] * 3 if same_b else [0, 1, 2]
            arrays = [by_pointers(layout, places) for layout, places in
                      ((a, places_a), (b, places_b), (c_, range(3)), (d, places_d))]
            bias_kind = F32 if types[0] is F32 else types[3]
            bias = Memory(bias_kind, values(bias_kind, 3 * 8, generator) if epilogue != 1 else [0] * 24)
            old, aux = bias.read(), Memory(I8, [0] * (leading * n * count // 8))
            product = Product(compute, scale, TRANSA=T, EPILOGUE=epilogue)
            if epilogue != 1:
                product.set(BIAS_POINTER, bias.pointer)
                product.set(BIAS_TYPE, bias_kind.code)
                product.set((10, 8), 8)
            if epilogue & 128:
                product.set(AUX_POINTER, aux.pointer)
                product.set(AUX_LD, leading)
                product.set((13, 8), leading * n)
            what = f"by pointers {[t.name for t in types]} order {order} epilogue {epilogue} beta {beta}"
            status = lt.cublasLtMatmul(h, product.desc, scalar(scale, alpha), arrays[0].pointer, a.desc, arrays[1].pointer, b.desc,
                                       scalar(scale, beta), arrays[2].pointer if beta else None, c_.desc, arrays[3].pointer, d.desc,
                                       None, None, c.c_size_t(0), None)
            expect(status, OK, what)

            def before(g, i, j):
                x = alpha * sum(a.at(p, i, places_a[g]) * b.at(p, j, places_b[g]) for p in range(k))
                return x + (beta * c_.at(i, j, g) if beta else 0) + (old[i + 8 * g] if epilogue & 4 else 0)

            def after(i, j, place):
                x = before(places_d.index(place), i, j)
                return max(x, 0) if epilogue & 2 else gelu(x) if epilogue & 32 else x

            compare(d, after, what)
            if epilogue & 128:
                got = aux.read()
                for g in range(count):
                    for i in range(m):
                        for j in range(n):
                            place = i + j * leading + g * leading * n
                            expect(got[place // 8] >> place % 8 & 1, int(before(g, i, j) > 0), f"{what}: bit {g},{i},{j}")
            if epilogue == BGRADA:
                wanted = list(old)
                for g in range(count):
                    wanted[8 * g:8 * g + m] = [sum(a.at(p, i, places_a[g]) for p in range(k)) for i in range(m)]
                close(bias_kind, bias.read(), wanted, f"{what}: gradient")
            for part in (a, b, c_, d, product, bias, aux, *arrays):
                part.free()


def finished(h, generator):
    """One product of each epilogue that the processor finishes, without a look at the result: for tests of the verification."""
    m, n, k, leading = 9, 5, 6, 128
    a, b, c_, d = (Layout(F32, *shape, generator) for shape in ((m, k), (k, n), (m, n), (m, n)))
    alphas = Memory(F32, values(F32, m, generator))
    for number in (1, RELU, RELU_AUX, BIAS, RELU_BIAS, RELU_AUX_BIAS, GELU, GELU_AUX, GELU_BIAS, GELU_AUX_BIAS, DRELU,
                   DRELU_BGRAD, DGELU, DGELU_BGRAD, BGRADA, BGRADB):
        bias = Memory(F32, values(F32, m, generator))
        aux = Memory(F32, values(F32, leading * n, generator))
        product = Product(EPILOGUE=number, POINTER_MODE=4, BIAS_POINTER=bias.pointer)
        if number & 128:
            product.set(AUX_POINTER, aux.pointer)
            product.set(AUX_LD, leading)
        expect(multiply(h, product, a, b, c_, d, pointers=(alphas.pointer, scalar(F32, 1))), OK, f"epilogue {number}")
        for part in (product, bias, aux):
            part.free()
    small = Layout(E4M3, 16, 16, data=[1.0] * 256), Layout(E4M3, 16, 16), Layout(BF16, 16, 16, generator)
    factor, largest = Memory(F32, [0.5]), Memory(F32, [0.0])
    product = Product(TRANSA=T, D_SCALE=factor.pointer, AMAX_D=largest.pointer)
    expect(multiply(h, product, small[0], small[0], small[2], small[1], 1.0, 1.0), OK, "a maximum")
    for part in (a, b, c_, d, *small, alphas, factor, largest, product):
        part.free()


def transforms(h, generator):
    """Orders, transposes and sums of two matrices."""
    for kind, orders in ((F32, (COL, ROW, COL)), (F16, (ROW, ROW, ROW)), (I8, (COL, COL, ROW))):
        a, b = Layout(kind, 4, 7, generator, orders[0], 1), Layout(kind, 7, 4, generator, orders[1])
        d = Layout(kind, 4, 7, generator, orders[2], 2)
        desc = c.c_void_p()
        expect(lt.cublasLtMatrixTransformDescCreate(c.byref(desc), c.c_int(0)), OK, "TransformDescCreate")
        expect(lt.cublasLtMatrixTransformDescSetAttribute(desc, c.c_int(3), c.byref(c.c_int(T)), c.c_size_t(4)), OK, "Set")
        expect(lt.cublasLtMatrixTransform(h, desc, scalar(F32, 2), a.memory.pointer, a.desc, scalar(F32, 1),
                                          b.memory.pointer, b.desc, d.memory.pointer, d.desc, None), OK, "Transform")
        compare(d, lambda i, j, g: 2 * a.at(i, j) + b.at(j, i), f"transform {kind.name}")
        expect(lt.cublasLtMatrixTransformDescDestroy(desc), OK, "TransformDescDestroy")
        for part in (a, b, d):
            part.free()
    # 33 columns in tiles of 32: the second tile starts at the leading dimension.
    a, d = Layout(I8, 2, 33, generator), Memory(I8, [0] * 128)
    tiles, desc = c.c_void_p(), c.c_void_p()
    expect(lt.cublasLtMatrixLayoutCreate(c.byref(tiles), 3, c.c_uint64(2), c.c_uint64(33), c.c_int64(64)), OK, "Create")
    expect(lt.cublasLtMatrixLayoutSetAttribute(tiles, 1, c.byref(c.c_int(2)), c.c_size_t(4)), OK, "COL32")
    expect(lt.cublasLtMatrixTransformDescCreate(c.byref(desc), c.c_int(0)), OK, "TransformDescCreate")
    expect(lt.cublasLtMatrixTransform(h, desc, scalar(F32, 1), a.memory.pointer, a.desc, scalar(F32, 0), None, None,
                                      d.pointer, tiles, None), OK, "COL32")
    got = d.read()
    for i in range(2):
        for j in range(33):
            expect(got[j // 32 * 64 + i * 32 + j % 32], a.at(i, j), f"COL32 {i},{j}")
    a.free()


def algorithms(h, generator):
    """The search, its answer, settings and capabilities; descriptions in memory of one's own."""
    a, b, d = Layout(F16, 8, 4, generator), Layout(F16, 4, 3, generator), Layout(F16, 8, 3)
    product, preference = Product(), c.c_void_p()
    expect(lt.cublasLtMatmulPreferenceCreate(c.byref(preference)), OK, "PreferenceCreate")
    size = c.c_uint64(1 << 20)
    expect(lt.cublasLtMatmulPreferenceSetAttribute(preference, 1, c.byref(size), c.c_size_t(8)), OK, "workspace")
    answers, count = c.create_string_buffer(96 * 4), c.c_int()
    search = (h, product.desc, a.desc, b.desc, d.desc, d.desc, preference, 4, answers, c.byref(count))
    expect(lt.cublasLtMatmulAlgoGetHeuristic(*search), OK, "AlgoGetHeuristic")
    expect((count.value, answers.raw[64:76]), (1, bytes(12)), "one algorithm, without a workspace")
    expect(multiply(h, product, a, b, d, d, algorithm=answers), OK, "with the algorithm")
    compare(d, lambda i, j, g: sums(a, b, N, N, 4, i, j), "with the algorithm")
    ids = (c.c_int * 4)()
    types = [c.c_int(x) for x in (68, 0, 2, 2, 2, 2)]
    expect(lt.cublasLtMatmulAlgoGetIds(h, *types, 4, ids, c.byref(count)), OK, "AlgoGetIds")
    expect((count.value, ids[0]), (1, 0), "one number")
    made = c.create_string_buffer(64)
    expect(lt.cublasLtMatmulAlgoInit(h, *types, 0, made), OK, "AlgoInit")
    expect(lt.cublasLtMatmulAlgoInit(h, *types, 5, made), INVALID, "AlgoInit 5")
    expect(lt.cublasLtMatmulAlgoConfigSetAttribute(made, 2, c.byref(c.c_int(4)), c.c_size_t(4)), OK, "split-k")
    got, written = c.c_int(), c.c_size_t()
    expect(lt.cublasLtMatmulAlgoConfigGetAttribute(made, 2, c.byref(got), c.c_size_t(4), c.byref(written)), OK, "split-k")
    expect((got.value, written.value), (4, 4), "split-k")
    expect(lt.cublasLtMatmulAlgoCapGetAttribute(made, 4, c.byref(got), c.c_size_t(4), None), OK, "out of place")
    expect(got.value, 1, "out of place")
    expect(lt.cublasLtMatmulAlgoCheck(h, product.desc, a.desc, b.desc, d.desc, d.desc, made, answers), OK, "AlgoCheck")
    other = Layout(F32, 8, 3)
    wide = Product()
    expect(multiply(h, wide, a, b, other, other, algorithm=made), INVALID, "an algorithm for other types")
    # As cublasLtMatrixLayoutInit and cublasLtMatmulDescInit of the header do.
    own, own_product = c.create_string_buffer(64), c.create_string_buffer(256)
    expect(lt.cublasLtMatrixLayoutInit_internal(own, c.c_size_t(64), 2, c.c_uint64(8), c.c_uint64(4), c.c_int64(8)), OK, "Init")
    expect(lt.cublasLtMatmulDescInit_internal(own_product, c.c_size_t(256), 68, 0), OK, "Init")
    expect(lt.cublasLtMatmulPreferenceInit_internal(c.create_string_buffer(64), c.c_size_t(64)), OK, "Init")
    expect(lt.cublasLtMatrixTransformDescInit_internal(c.create_string_buffer(64), c.c_size_t(64), 0), OK, "Init")
    expect(lt.cublasLtMatrixLayoutInit_internal(own, c.c_size_t(8), 2, c.c_uint64(8), c.c_uint64(4), c.c_int64(8)), 3, "Init")
    expect(lt.cublasLtMatmul(h, own_product, scalar(F32, 1), a.memory.pointer, own, b.memory.pointer, b.desc, scalar(F32, 0),
                             d.memory.pointer, d.desc, d.memory.pointer, d.desc, None, None, c.c_size_t(0), None), OK, "own")
    compare(d, lambda i, j, g: sums(a, b, N, N, 4, i, j), "descriptions of one's own")
    for part in (a, b, d, other, product, wide):
        part.free()
    expect(lt.cublasLtMatmulPreferenceDestroy(preference), OK, "PreferenceDestroy")


def statuses(h):
    """What cuBLASLt documents for calls that are wrong."""
    a, b, d = Layout(F32, 4, 3), Layout(F32, 3, 5), Layout(F32, 4, 5)
    product = Product()
    expect(multiply(None, product, a, b, d, d), NOT_INITIALIZED, "no handle")
    expect(multiply(h, product, b, a, d, d), INVALID, "sizes that do not fit")
    for hidden in range(8):
        arguments = [product.desc, scalar(F32, 1), a.memory.pointer, a.desc, b.memory.pointer, b.desc, scalar(F32, 1),
                     d.memory.pointer, d.desc, d.memory.pointer, d.desc]
        place = (0, 1, 2, 3, 6, 7, 9, 10)[hidden]
        arguments[place] = None
        expect(lt.cublasLtMatmul(h, *arguments, None, None, c.c_size_t(0), None), INVALID, f"argument {place} is NULL")
    expect(lt.cublasLtMatmul(h, product.desc, scalar(F32, 1), a.memory.pointer, a.desc, b.memory.pointer, b.desc,
                             scalar(F32, 0), None, d.desc, a.memory.pointer, d.desc, None, None, c.c_size_t(0), None), 13,
           "D ends past its allocation")
    short = Product(EPILOGUE=RELU_AUX, AUX_POINTER=a.memory.pointer, AUX_LD=64)
    expect(multiply(h, short, a, b, d, d), INVALID, "an auxiliary leading dimension of 64")
    lonely = Product(EPILOGUE=BIAS)
    expect(multiply(h, lonely, a, b, d, d), INVALID, "a bias of NULL")
    scaled = Product(A_SCALE=a.memory.pointer)
    expect(multiply(h, scaled, a, b, d, d), INVALID, "a factor of f32")
    strange = Product(EPILOGUE=3)
    expect(multiply(h, strange, a, b, d, d), INVALID, "epilogue 3")
    triangle = Product()
    triangle.set((6, 4), 0)
    expect(multiply(h, triangle, a, b, d, d), NOT_SUPPORTED, "a triangle of D")
    count, answers = c.c_int(9), c.create_string_buffer(96)
    expect(lt.cublasLtMatmulAlgoGetHeuristic(h, triangle.desc, a.desc, b.desc, d.desc, d.desc, None, 1, answers,
                                             c.byref(count)), NOT_SUPPORTED, "search for a triangle")
    expect(count.value, 0, "search for a triangle")
    value, written = c.c_int(7), c.c_size_t()
    expect(lt.cublasLtMatmulDescSetAttribute(product.desc, 3, c.byref(value), c.c_size_t(2)), INVALID, "too short")
    expect(lt.cublasLtMatmulDescSetAttribute(product.desc, 99, c.byref(value), c.c_size_t(4)), INVALID, "attribute 99")
    expect(lt.cublasLtMatmulDescSetAttribute(a.desc, 3, c.byref(value), c.c_size_t(4)), INVALID, "a layout as a product")
    expect(lt.cublasLtMatmulDescGetAttribute(product.desc, 7, None, c.c_size_t(0), c.byref(written)), OK, "how long")
    expect(written.value, 4, "how long")
    expect(lt.cublasLtMatmulDescGetAttribute(product.desc, 7, c.byref(value), c.c_size_t(4), None), OK, "the epilogue")
    expect(value.value, 1, "the epilogue")
    expect(lt.cublasLtMatrixLayoutDestroy(None), OK, "Destroy of NULL")
    expect(lt.cublasLtLoggerSetLevel(9), INVALID, "level 9")
    expect(lt.cublasLtGetStatusName(15), b"CUBLAS_STATUS_NOT_SUPPORTED", "name")
    expect(lt.cublasLtGetVersion() // 10000, int(RELEASE), "version")
    expect(lt.cublasLtGetCudartVersion() // 1000, int(RELEASE), "runtime version")
    expect(lt.cublasLtGetProperty(0, c.byref(value)), OK, "property")
    expect(value.value, int(RELEASE), "property")
    capacity = c.c_size_t()
    expect(lt.cublasLtHeuristicsCacheSetCapacity(c.c_size_t(17)), OK, "capacity")
    expect(lt.cublasLtHeuristicsCacheGetCapacity(c.byref(capacity)), OK, "capacity")
    expect(capacity.value, 17, "capacity")
    expect(multiply(handle(), product, a, b, d, d), OK, "a handle of cuBLAS")


def logs(h, generator):
    """The log's levels, by callback and file."""
    seen = []
    kind = c.CFUNCTYPE(None, c.c_int, c.c_char_p, c.c_char_p)
    callback = kind(lambda level, name, message: seen.append((level, name, message)))
    a, b, d = Layout(F16, 8, 4, generator), Layout(F16, 4, 3, generator), Layout(F16, 8, 3)
    product = Product(EPILOGUE=RELU)
    expect(lt.cublasLtLoggerSetCallback(callback), OK, "SetCallback")
    expect(lt.cublasLtLoggerSetLevel(5), OK, "SetLevel")
    expect(multiply(h, product, a, b, d, d), OK, "logged")
    expect(multiply(None, product, a, b, d, d), NOT_INITIALIZED, "logged")
    expect([entry[:2] for entry in seen], [(level, b"cublasLtMatmul") for level in (5, 2, 5, 1)], "levels")
    expect(b"Adesc=[type=R_16F rows=8 cols=4 ld=8]" in seen[1][2], True, "shapes")
    expect(b"epilogue=EPILOGUE_RELU" in seen[1][2], True, "epilogue")
    expect(lt.cublasLtLoggerSetMask(2), OK, "SetMask")
    expect(multiply(h, product, a, b, d, d), OK, "logged")
    expect([entry[0] for entry in seen[4:]], [2], "mask")
    expect(lt.cublasLtLoggerOpenFile(b"lt.log"), OK, "OpenFile")
    expect(lt.cublasLtLoggerOpenFile(b"/nowhere/lt.log"), INVALID, "OpenFile")
    expect(lt.cublasLtLoggerSetCallback(None), OK, "SetCallback")
    expect(multiply(h, product, a, b, d, d), OK, "logged")
    with open("lt.log") as file:
        expect("[cublasLt]" in file.read(), True, "the log's file")
    expect(lt.cublasLtLoggerForceDisable(), OK, "ForceDisable")
    expect(lt.cublasLtLoggerSetLevel(5), OK, "SetLevel")
    expect(multiply(h, product, a, b, d, d), OK, "silent")
    expect(len(seen), 5, "silent")


def main():
    generator = seeded("lt")
    h = c.c_void_p()
    expect(lt.cublasLtCreate(c.byref(h)), OK, "cublasLtCreate")
    parts = os.environ.get("LT_PARTS", "products epilogues float8 pointer_modes pointer_arrays transforms algorithms statuses logs").split()
    for name in parts:
        if name in ("statuses",):
            statuses(h)
        else:
            globals()[name](h, generator)
    expect(lt.cublasLtDestroy(h), OK, "cublasLtDestroy")
    expect(lt.cublasLtDestroy(h), NOT_INITIALIZED, "cublasLtDestroy twice")
    print("lt: all as defined")


if __name__ == "__main__":
    main()
