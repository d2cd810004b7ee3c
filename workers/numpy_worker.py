"""NumPy as a backend: GEMM by numpy.matmul on strided views of column-major operands."""
import os

from parity_worker import Backend, Refusal, emulated, matrices, native, number, plain_gemm, serve, unsupported


class NumPy(Backend):
    TYPES = {"f32": "float32", "f64": "float64", "f16": "float16", "c64": "complex64", "c128": "complex128", "i32": "int32"}

    def __init__(self):
        try:
            import numpy
        except ImportError:
            raise Refusal("unavailable", "this Python has no numpy: pip install numpy, or name another with --python") from None
        self.np = numpy
        self.program = f"numpy {numpy.__version__}"
        self.limit = None

    def devices(self):
        return [{
            "name": "CPU", "kind": "cpu", "driver": "NumPy", "driverVersion": self.np.__version__,
            "threadCount": len(os.sched_getaffinity(0)), "properties": {"blas": self.blas()},
        }], []

    def blas(self):
        try:
            found = self.np.show_config(mode="dicts")["Build Dependencies"]["blas"]
            return f"{found['name']} {found['version']}"
        except Exception:
            return "unknown"

    def open(self, index, threads):
        if threads is None:
            return {}, False, True
        try:
            from threadpoolctl import threadpool_limits
        except ImportError:
            raise Refusal("unavailable", "--threads needs threadpoolctl beside numpy: pip install threadpoolctl") from None
        self.limit = threadpool_limits(threads)
        return {"threadCount": threads}, False, True

    def allocate(self, count):
        # BLAS wants aligned operands; NumPy promises 16 bytes only.
        whole = self.np.empty(count + 4096, self.np.uint8)
        start = -whole.ctypes.data % 4096
        return whole[start:start + count]

    def copy_in(self, buffer, offset, view):
        buffer[offset:offset + len(view)] = self.np.frombuffer(view, self.np.uint8)

    def copy_out(self, buffer, offset, view):
        self.np.frombuffer(view, self.np.uint8)[:] = buffer[offset:offset + len(view)]

    def fill(self, buffer, offset, count, byte):
        buffer[offset:offset + count] = byte

    def support(self, p):
        refusal = plain_gemm(p)
        if refusal:
            return refusal
        types = {p["a"], p["b"], p["d"]} | ({p["c"]} if any(map(number, p["beta"])) else set())
        if len(types) > 1 or p["a"] not in self.TYPES or p["a"] == "i32":
            return unsupported("elementType", f"numpy.matmul has no {p['a']} x {p['b']} > {p['d']}")
        if p["compute"] in ("tf32", "bf16") or (p["compute"] == "f16" and p["a"] != "f16"):
            return unsupported("computeType", "NumPy has no reduced-precision multiplication")
        losses = []
        if p["a"] == "f16":
            return unsupported("computeType", "NumPy sums f16 products in f16, one by one")
        for name in "ab":
            if self.copies(p, name):
                losses.append(("copyAdded", f"NumPy copies {name.upper()}: neither of its dimensions is contiguous to BLAS"))
        alpha, beta = complex(*map(number, p["alpha"])), complex(*map(number, p["beta"]))
        if alpha != 1 or beta != 0:
            losses.append(("decomposed", "alpha and beta are passes of their own over D"))
        if "c" in (p["transA"], p["transB"]) and p["a"] in ("c64", "c128"):
            losses.append(("copyAdded", "the conjugate of an operand is a copy"))
        word = "matmul_scaled" if alpha != 1 or beta != 0 else "matmul"
        variant = f"numpy_{p['a']}_gemm_{word}"
        return emulated(losses, variant) if losses else native(variant)

    def copies(self, p, name):
        _, (_, row, column) = matrices(p, name)
        return row != 1 and column != 1

    def prepare(self, p, variant):
        np = self.np
        alpha, beta = complex(*map(number, p["alpha"])), complex(*map(number, p["beta"]))
        if p["a"] not in ("c64", "c128"):
            alpha, beta = alpha.real, beta.real
        scalar = np.dtype(self.TYPES[p["a"]]).type
        # numpy.matmul writes row-major outputs without a copy: D^T = op(B)^T op(A)^T.
        def view(operands, name):
            buffer, offset, kind, count = operands[name]
            shape, strides = matrices(p, name)
            flat = buffer[offset:offset + count * np.dtype(self.TYPES[kind]).itemsize].view(self.TYPES[kind])
            if 0 in shape:
                return np.zeros(shape, flat.dtype).transpose(0, 2, 1)
            array = np.lib.stride_tricks.as_strided(flat, shape, [s * flat.itemsize for s in strides])
            if p["trans" + name.upper()] == "c" if name in "ab" else False:
                array = array if flat.dtype.kind != "c" else array.conj()
            array = array.transpose(0, 2, 1)
            return array[0] if shape[0] == 1 else array

        def bind(operands):
            if alpha == 0 or p["k"] == 0:
                def execute():
                    d = view(operands, "d")
                    d[...] = scalar(beta) * view(operands, "c") if beta != 0 else 0
                return execute
            conjugates = "c" in (p["transA"], p["transB"]) and p["a"] in ("c64", "c128")
            a, b, d = (view(operands, name) for name in "abd")
            c = view(operands, "c") if beta != 0 else None

            def execute():
                left, right = (view(operands, "b"), view(operands, "a")) if conjugates else (b, a)
                np.matmul(left, right, out=d)
                if alpha != 1:
                    np.multiply(d, scalar(alpha), out=d)
                if c is not None:
                    np.add(d, c * scalar(beta), out=d)
            return execute
        return bind


serve(NumPy)
