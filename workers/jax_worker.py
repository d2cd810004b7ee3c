"""JAX as a backend: GEMM by jitted jnp.matmul, attention by jax.nn.dot_product_attention; the argument is the platform (cpu, gpu, tpu).

Arrays of JAX never change and have no strides: operands become arrays before the time is taken (column-major matrices as their
row-major transposes), and results are copied to the operand after it.
"""
import os
import sys

from parity_worker import Backend, Refusal, emulated, native, number, plain_gemm, serve, unsupported


class JAX(Backend):
    def __init__(self):
        self.kind = sys.argv[1] if len(sys.argv) > 1 else "cpu"
        os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")
        try:
            import jax
            import jax.numpy
            import ml_dtypes
            import numpy
        except ImportError:
            raise Refusal("unavailable", "this Python has no jax: pip install jax, or name another with --python") from None
        jax.config.update("jax_enable_x64", True)
        self.jax, self.np = jax, numpy
        self.program = f"jax {jax.__version__}"
        self.types = {
            "f32": numpy.float32, "f64": numpy.float64, "f16": numpy.float16, "bf16": ml_dtypes.bfloat16,
            "c64": numpy.complex64, "c128": numpy.complex128, "i8": numpy.int8, "i32": numpy.int32,
        }
        self.device = None

    def devices(self):
        try:
            found = self.jax.devices(self.kind)
        except RuntimeError as error:
            return [], [("jax", f"this JAX reaches no {self.kind} device: {str(error).splitlines()[0]}")]
        cores = {"threadCount": len(os.sched_getaffinity(0))} if self.kind == "cpu" else {}
        return [dict(name=d.device_kind, kind="cpu" if self.kind == "cpu" else "other", driver="JAX",
                     driverVersion=self.jax.__version__, **cores) for d in found], []

    def open(self, index, threads):
        if threads is not None and threads != len(os.sched_getaffinity(0)):
            raise Refusal("unavailable", "JAX takes all cores of the processor; leave --threads out")
        self.device = self.jax.devices(self.kind)[index]
        return {}, False, True

    def allocate(self, count):
        return self.np.empty(count, self.np.uint8)

    def copy_in(self, buffer, offset, view):
        buffer[offset:offset + len(view)] = self.np.frombuffer(view, self.np.uint8)

    def copy_out(self, buffer, offset, view):
        self.np.frombuffer(view, self.np.uint8)[:] = buffer[offset:offset + len(view)]

    def support(self, p):
        if p["operation"] == "attn":
            return self.attention_support(p)
        refusal = plain_gemm(p)
        if refusal:
            return refusal
        if p["a"] != p["b"] or p["a"] not in self.types or p["a"] == "i32" or p["d"] not in self.types:
            return unsupported("elementType", f"no {p['a']} x {p['b']} > {p['d']}")
        if any(map(number, p["beta"])) or [number(x) for x in p["alpha"]] != [1, 0]:
            return unsupported("epilogue", "only products without alpha and beta are passed to JAX here")
        if p["m"] * p["n"] * p["k"] == 0:
            return unsupported("sizeLimit", "empty products are not passed to JAX")
        if p["compute"] not in ("f32", "f64", "i32"):
            return unsupported("computeType", f"{p['compute']} is not asked for")
        dense = all(p["ld" + x] == rows for x, rows in (("a", self.rows(p, "a")), ("b", self.rows(p, "b"))))
        strided = p["batching"] == "strided" and any(
            p["stride" + x.upper()] != p["ld" + x] * columns for x, columns in (("a", self.columns(p, "a")), ("b", self.columns(p, "b"))))
        if not dense or strided:
            return unsupported("leadingDimension", "arrays of JAX are dense")
        return native(f"jax_{self.kind}_{p['a']}_gemm_matmul")

    def attention_support(self, p):
        if p["type"] not in ("f32", "f16", "bf16"):
            return unsupported("elementType", f"no attention in {p['type']}")
        if p["headDimQK"] != p["headDimV"]:
            return unsupported("headDimension", "heads of Q and V have one size in jax.nn.dot_product_attention")
        if p["mask"] == "window" or (p["mask"] == "causal" and p["shift"] != 0):
            return unsupported("mask", "only the causal mask of JAX is used, whose diagonal starts at the first key")
        if p["layout"] != "bshd":
            return unsupported("layout", "jax.nn.dot_product_attention takes bshd")
        return native(f"jax_{self.kind}_{p['type']}_attn_dot_product")

    @staticmethod
    def rows(p, name):
        first, second = ("m", "k") if name == "a" else ("k", "n")
        return p[first] if p["trans" + name.upper()] == "n" else p[second]

    @staticmethod
    def columns(p, name):
        first, second = ("k", "m") if name == "a" else ("n", "k")
        return p[first] if p["trans" + name.upper()] == "n" else p[second]

    def typed(self, operand):
        buffer, offset, kind, count = operand
        kind = self.np.dtype(self.types[kind])
        return buffer[offset:offset + count * kind.itemsize].view(kind)

    def prepare(self, p, variant):
        return self.prepare_attention(p) if p["operation"] == "attn" else self.prepare_gemm(p)

    def prepare_gemm(self, p):
        jax, jnp = self.jax, self.jax.numpy
        kind = jnp.dtype(self.types[p["d"]])
        precision = jax.lax.Precision.HIGHEST

        def product(a, b):
            def op(x, name):
                trans = p["trans" + name]
                x = x if trans == "n" else jnp.swapaxes(x, 1, 2)
                return jnp.conj(x) if trans == "c" else x
            # Row-major arrays are transposes: D^T = op(B)^T op(A)^T.
            return jnp.matmul(op(b, "B"), op(a, "A"), precision=precision, preferred_element_type=kind).astype(kind)
        compiled = jax.jit(product)
        batch = {x: 1 if p["batching"] == "strided" and p["stride" + x.upper()] == 0 else p["count"] for x in "ab"}

        def bind(operands):
            arrays = [jax.device_put(self.typed(operands[x]).reshape(batch[x], self.columns(p, x), self.rows(p, x)), self.device)
                      for x in "ab"]
            def place(result):
                d = self.typed(operands["d"])
                result = self.np.asarray(result)
                stride = p["strideD"] if p["batching"] == "strided" else 0
                for i in range(p["count"]):
                    view = self.np.lib.stride_tricks.as_strided(
                        d[i * stride:], (p["n"], p["m"]), (p["ldd"] * d.itemsize, d.itemsize))
                    view[...] = result[i if result.shape[0] > 1 else 0]
            return self.execution(compiled, arrays, place)
        return bind

    def prepare_attention(self, p):
        jax = self.jax
        shapes = {"q": ("heads", "seqQ"), "k": ("kvHeads", "seqKV"), "v": ("kvHeads", "seqKV")}
        compiled = jax.jit(lambda q, k, v: jax.nn.dot_product_attention(
            q, k, v, scale=number(p["softmaxScale"]), is_causal=p["mask"] == "causal"))

        def bind(operands):
            arrays = [jax.device_put(self.typed(operands[x]).reshape(p["batch"], p[seq], p[heads], p["headDimQK"]), self.device)
                      for x, (heads, seq) in shapes.items()]
            def place(result):
                self.typed(operands["o"])[:] = self.np.asarray(result).reshape(-1)
            return self.execution(compiled, arrays, place)
        return bind

    def execution(self, compiled, arrays, place):
        results = []
        self.jax.block_until_ready(arrays)
        self.jax.block_until_ready(compiled(*arrays))  # compiles the first time

        def execute():
            results[:] = [self.jax.block_until_ready(compiled(*arrays))]
        execute.finish = lambda: place(results[0])
        return execute


serve(JAX)
