"""Calls cuBLAS through NVIDIA's nvmath-python, which finds and opens libcublas itself, and holds results against NumPy.

Memory comes from libcudart by ctypes. Prints a line a routine; an assertion ends it.
"""
import ctypes

import numpy as np
from nvmath.bindings import cublas

RELEASE = 13
HOST_TO_DEVICE, DEVICE_TO_HOST = 1, 2
R_32F, COMPUTE_32F = 0, 68
runtime = ctypes.CDLL(f"libcudart.so.{RELEASE}")


def device(array):
    """The address of a copy of `array`, as it lies, in memory of the device."""
    address = ctypes.c_void_p()
    assert runtime.cudaMalloc(ctypes.byref(address), ctypes.c_size_t(array.nbytes)) == 0
    assert runtime.cudaMemcpy(address, ctypes.c_void_p(array.ctypes.data), ctypes.c_size_t(array.nbytes), HOST_TO_DEVICE) == 0
    return address.value


def host(address, like):
    result = np.empty_like(like)
    assert runtime.cudaMemcpy(
        ctypes.c_void_p(result.ctypes.data), ctypes.c_void_p(address), ctypes.c_size_t(result.nbytes), DEVICE_TO_HOST) == 0
    return result


def matrix(rows, columns, kind=np.float32):
    return np.asfortranarray(rng.standard_normal((rows, columns)), dtype=kind)


def check(name, got, expected, tolerance=1e-5):
    error = float(np.abs(got - expected).max())
    assert error <= tolerance * max(1.0, float(np.abs(expected).max())), f"{name}: {error}"
    print(f"{name} agrees")


rng = np.random.default_rng(7)
m, n, k = 33, 17, 20
a, b, c = matrix(m, k), matrix(k, n), matrix(m, n)
handle = cublas.create()
assert cublas.get_version(handle) // 10000 == RELEASE
two, minus_one = np.array([2], np.float32), np.array([-1], np.float32)
da, db, dc = device(a), device(b), device(c)
cublas.sgemm(handle, 0, 0, m, n, k, two.ctypes.data, da, m, db, k, minus_one.ctypes.data, dc, m)
check("sgemm", host(dc, c), 2 * a @ b - c)
one, zero = np.array([1], np.float32), np.array([0], np.float32)
cublas.gemm_ex(
    handle, 1, 1, n, m, k, one.ctypes.data, db, R_32F, k, da, R_32F, m, zero.ctypes.data, dc, R_32F, n, COMPUTE_32F, -1)
check("gemm_ex", host(dc, np.zeros((n, m), np.float32, order="F")), b.T @ a.T)
norm = np.zeros(1, np.float32)
cublas.snrm2(handle, a.size, da, 1, norm.ctypes.data)
check("snrm2", norm[0], np.linalg.norm(a))
factor, right = matrix(n, n, np.float64) + 10 * np.eye(n), matrix(n, 5, np.float64)
unit = np.array([1], np.float64)
dright = device(right)
cublas.dtrsm(handle, 0, 0, 0, 0, n, 5, unit.ctypes.data, device(np.asfortranarray(factor)), n, dright, n)
check("dtrsm", np.tril(factor) @ host(dright, right), right)
x, y = matrix(k, 1), matrix(m, 1)
dy = device(y)
cublas.sgemv(handle, 0, m, k, one.ctypes.data, da, m, device(x), 1, one.ctypes.data, dy, 1)
check("sgemv", host(dy, y), a @ x + y)
cublas.destroy(handle)
