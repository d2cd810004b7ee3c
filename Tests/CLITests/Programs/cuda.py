"""libcudart and libcublas by ctypes, as a program that knows nothing of Parity opens them."""

import cmath
import ctypes as c
import os
import random
import struct

RELEASE = os.environ.get("CUDA_RELEASE", "12")
cudart = c.CDLL(f"libcudart.so.{RELEASE}")
cublas = c.CDLL(f"libcublas.so.{RELEASE}")
for library in (cudart, cublas):
    for name in ("cudaGetErrorName", "cudaGetErrorString", "cublasGetStatusName", "cublasGetStatusString"):
        if hasattr(library, name):
            getattr(library, name).restype = c.c_char_p

HOST_TO_DEVICE, DEVICE_TO_HOST, DEVICE_TO_DEVICE = 1, 2, 3
N, T, C = 0, 1, 2


def expect(got, wanted, what):
    """Ends the program, with the place, where something is not as documented."""
    if got != wanted:
        raise SystemExit(f"{what}: got {got!r}, expected {wanted!r}")


class Type:
    """An element type: its cudaDataType_t, and how Python packs it."""

    def __init__(self, name, code, size, is_complex=False, tolerance=0.0):
        self.name, self.code, self.size, self.is_complex, self.tolerance = name, code, size, is_complex, tolerance

    def pack(self, values):
        if self.is_complex:
            parts = [part for value in values for part in (complex(value).real, complex(value).imag)]
            return struct.pack(f"<{len(parts)}{'f' if self.size == 8 else 'd'}", *parts)
        if self.name == "bf16":
            # Values of the tests are exact in bf16, so the upper half is the value.
            return b"".join(struct.pack("<f", value)[2:] for value in values)
        return struct.pack(f"<{len(values)}{dict(f32='f', f64='d', f16='e', i8='b', u8='B', i32='i')[self.name]}", *values)

    def unpack(self, data):
        count = len(data) // self.size
        if self.is_complex:
            parts = struct.unpack(f"<{2 * count}{'f' if self.size == 8 else 'd'}", data)
            return [complex(*parts[2 * i:2 * i + 2]) for i in range(count)]
        if self.name == "bf16":
            return [struct.unpack("<f", b"\0\0" + data[2 * i:2 * i + 2])[0] for i in range(count)]
        return list(struct.unpack(f"<{count}{dict(f32='f', f64='d', f16='e', i8='b', u8='B', i32='i')[self.name]}", data))


F32 = Type("f32", 0, 4, tolerance=1e-5)
F64 = Type("f64", 1, 8, tolerance=1e-13)
F16 = Type("f16", 2, 2, tolerance=1e-3)
I8 = Type("i8", 3, 1)
U8 = Type("u8", 8, 1)
C64 = Type("c64", 4, 8, True, 1e-5)
C128 = Type("c128", 5, 16, True, 1e-13)
I32 = Type("i32", 10, 4)
BF16 = Type("bf16", 14, 2, tolerance=8e-3)


class Memory:
    """Device memory that holds a list of elements."""

    def __init__(self, element_type, values):
        self.type, self.count = element_type, len(values)
        self.pointer = c.c_void_p()
        size = max(self.count * element_type.size, 1)
        expect(cudart.cudaMalloc(c.byref(self.pointer), c.c_size_t(size)), 0, "cudaMalloc")
        self.write(values)

    def write(self, values):
        data = self.type.pack(values)
        expect(cudart.cudaMemcpy(self.pointer, data, c.c_size_t(len(data)), HOST_TO_DEVICE), 0, "cudaMemcpy")

    def read(self):
        data = c.create_string_buffer(self.count * self.type.size)
        size = c.c_size_t(len(data))
        expect(cudart.cudaMemcpy(data, self.pointer, size, DEVICE_TO_HOST), 0, "cudaMemcpy")
        return self.type.unpack(data.raw)

    def at(self, element):
        return c.c_void_p(self.pointer.value + element * self.type.size)

    def free(self):
        expect(cudart.cudaFree(self.pointer), 0, "cudaFree")


def handle():
    result = c.c_void_p()
    expect(cublas.cublasCreate_v2(c.byref(result)), 0, "cublasCreate_v2")
    return result


def scalar(element_type, value):
    """A scaling factor in host memory."""
    return c.create_string_buffer(element_type.pack([value]))


def values(element_type, count, generator):
    """Small multiples of 1/8: exact in every type, and so are their products in float64."""
    def one():
        return generator.randrange(-8, 9) / (1 if element_type.name in ("i8", "i32") else 8)
    if element_type.name in ("i8", "i32"):
        return [int(one()) for _ in range(count)]
    return [complex(one(), one()) if element_type.is_complex else one() for _ in range(count)]


def product(shape, a, b, old):
    """The result of one GEMM, column-major with its padding, by the definition."""
    m, n, k, trans_a, trans_b, lda, ldb, ldc, alpha, beta = shape

    def element(matrix, leading, trans, row, column):
        if trans == N:
            return matrix[row + column * leading]
        value = matrix[column + row * leading]
        return value.conjugate() if trans == C else value
    new = list(old)
    for j in range(n):
        for i in range(m):
            total = sum(element(a, lda, trans_a, i, p) * element(b, ldb, trans_b, p, j) for p in range(k))
            new[i + j * ldc] = alpha * total + (beta * old[i + j * ldc] if beta else 0)
    return new


def close(element_type, got, wanted, what):
    """Compares all elements, padding too."""
    expect(len(got), len(wanted), what)
    for index, (x, y) in enumerate(zip(got, wanted)):
        if not abs(x - y) <= element_type.tolerance * (abs(y) + 8) or cmath.isnan(x):
            raise SystemExit(f"{what}: element {index} is {x!r}, expected {y!r}")


def extents(m, n, k, trans_a, trans_b, lda, ldb, ldc):
    return lda * (k if trans_a == N else m), ldb * (n if trans_b == N else k), ldc * n


def seeded(name):
    return random.Random(name)
