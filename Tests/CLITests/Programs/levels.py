"""What the programs of levels 1 to 3 share: calls by a text of arguments, and dense matrices by their definitions."""

import ctypes as c

from cuda import *

LETTERS = {"S": F32, "D": F64, "C": C64, "Z": C128}
REAL = {"S": F32, "D": F64, "C": F32, "Z": F64}
LOWER, UPPER = 0, 1
LEFT, RIGHT = 0, 1


class C64Value(c.Structure):
    _fields_ = [("real", c.c_float), ("imaginary", c.c_float)]


class C128Value(c.Structure):
    _fields_ = [("real", c.c_double), ("imaginary", c.c_double)]


VALUE = {"f32": c.c_float, "f64": c.c_double, "c64": C64Value, "c128": C128Value}


def by_value(kind, number):
    if kind.is_complex:
        return VALUE[kind.name](complex(number).real, complex(number).imag)
    return VALUE[kind.name](number)


def conjugate(value):
    return value.conjugate() if isinstance(value, complex) else value


def call(function, wide, *arguments):
    """Makes a call that must succeed: Python numbers are integers, `word` enumerations, the rest addresses."""
    name = function + ("_64" if wide else "")
    integer = c.c_int64 if wide else c.c_int
    converted = [integer(value) if type(value) is int else value for value in arguments]
    expect(getattr(cublas, name)(*converted), 0, name)


def word(value):
    """An enumeration, which is an int in the _64 form too."""
    return c.c_int(value)


class Vector:
    """A vector in device memory with an increment, which may be negative, and what it holds."""

    def __init__(self, kind, content, increment):
        self.kind, self.content, self.increment = kind, list(content), increment
        size = 1 + (len(content) - 1) * abs(increment) if content else 0
        self.image = [7] * (size + 2)
        self.store(self.image, content)
        self.memory = Memory(kind, self.image)

    def place(self, index):
        return (index if self.increment > 0 else index - len(self.content) + 1) * self.increment

    def store(self, image, content):
        for index, value in enumerate(content):
            image[self.place(index)] = value

    @property
    def pointer(self):
        return self.memory.pointer

    def check(self, wanted, what):
        """Compares everything, what lies between the elements too, and frees the memory."""
        image = list(self.image)
        self.store(image, wanted)
        close(self.kind, self.memory.read(), image, what)
        self.memory.free()


class Matrix:
    """A column-major matrix in device memory with padding: rows of a list of rows."""

    def __init__(self, kind, rows, padding=1):
        self.kind, self.rows = kind, rows
        self.m, self.n = len(rows), len(rows[0]) if rows else 0
        self.ld = max(1, self.m + padding)
        self.image = self.layout(rows)
        self.memory = Memory(kind, self.image)

    def layout(self, rows):
        image = [7] * max(1, self.ld * self.n)
        for i in range(self.m):
            for j in range(self.n):
                image[i + j * self.ld] = rows[i][j]
        return image

    @property
    def pointer(self):
        return self.memory.pointer

    def check(self, wanted, what):
        close(self.kind, self.memory.read(), self.layout(wanted), what)
        self.memory.free()


def random_matrix(kind, m, n, generator):
    return [values(kind, n, generator) for _ in range(m)]


def operate(rows, operation):
    """op(A): 0 as it is, 1 transposed, 2 conjugated too."""
    if operation == 0 or not rows:
        return rows
    return [[conjugate(row[j]) if operation == 2 else row[j] for row in rows] for j in range(len(rows[0]))]


def times(a, b):
    columns = len(b[0]) if b else 0
    return [[sum(x * row[j] for x, row in zip(line, b)) for j in range(columns)] for line in a]


def combine(alpha, a, beta, b):
    """alpha A + beta B, element by element."""
    return [[alpha * x + (beta * y if beta else 0) for x, y in zip(p, q)] for p, q in zip(a, b)]


def column(content):
    return [[value] for value in content]


def flat(rows):
    return [row[0] for row in rows]


def mirrored(rows, uplo, hermitian=False):
    """The whole matrix of which one triangle counts."""
    def element(i, j):
        if i == j:
            return complex(rows[i][i]).real if hermitian else rows[i][i]
        stored = i > j if uplo == LOWER else i < j
        return rows[i][j] if stored else conjugate(rows[j][i]) if hermitian else rows[j][i]
    return [[element(i, j) for j in range(len(rows))] for i in range(len(rows))]


def triangular(rows, uplo, unit):
    def element(i, j):
        if i == j:
            return 1 if unit else rows[i][i]
        return rows[i][j] if (i > j if uplo == LOWER else i < j) else 0
    return [[element(i, j) for j in range(len(rows))] for i in range(len(rows))]


def keep_triangle(new, old, uplo):
    """New values in one triangle, old ones in the other."""
    return [[new[i][j] if (i >= j if uplo == LOWER else i <= j) else old[i][j] for j in range(len(new))]
            for i in range(len(new))]


def banded(rows, kl, ku):
    """Zeros outside of a band."""
    return [[value if -ku <= i - j <= kl else 0 for j, value in enumerate(row)] for i, row in enumerate(rows)]


def band_storage(rows, kl, ku):
    """The diagonals as rows: element (i, j) lies in row ku + i - j."""
    n = len(rows[0])
    stored = [[7] * n for _ in range(kl + ku + 1)]
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            if -ku <= i - j <= kl:
                stored[ku + i - j][j] = value
    return stored


def pack(rows, uplo):
    """A triangle column by column."""
    n = len(rows)
    return [rows[i][j] for j in range(n) for i in (range(j, n) if uplo == LOWER else range(j + 1))]


def solvable(kind, n, generator):
    """A matrix with a diagonal that outweighs the rest."""
    rows = random_matrix(kind, n, n, generator)
    for i in range(n):
        rows[i][i] = rows[i][i] / 4 + 4
    return rows


def addresses(pointers):
    """An array of addresses in device memory."""
    array = (c.c_void_p * len(pointers))(*[pointer.value for pointer in pointers])
    result = c.c_void_p()
    expect(cudart.cudaMalloc(c.byref(result), c.c_size_t(c.sizeof(array))), 0, "cudaMalloc")
    expect(cudart.cudaMemcpy(result, array, c.c_size_t(c.sizeof(array)), HOST_TO_DEVICE), 0, "cudaMemcpy")
    return result
