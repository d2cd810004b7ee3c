"""A whole worker: f32 GEMM as stored, in plain Python. Start of your own: parity run --worker mine=FILE --backend worker:mine"""
from parity_worker import Backend, native, number, plain_gemm, serve, unsupported


class Loops(Backend):
    program = "example 1"

    def devices(self):
        return [{"name": "plain Python", "kind": "cpu", "driver": "example", "driverVersion": "1"}], []

    def open(self, index, threads):
        return {}, False, True  # nothing to add, no clock of its own, operands in host memory

    def allocate(self, count):
        return bytearray(count)

    def copy_in(self, buffer, offset, view):
        buffer[offset:offset + len(view)] = view

    def copy_out(self, buffer, offset, view):
        view[:] = buffer[offset:offset + len(view)]

    def support(self, p):
        refusal = plain_gemm(p)
        if refusal:
            return refusal
        if {p["a"], p["b"], p["d"]} != {"f32"} or p["compute"] != "f32":
            return unsupported("elementType", "only f32")
        if p["transA"] + p["transB"] != "nn":
            return unsupported("transpose", "only matrices as stored")
        if p["count"] != 1 or any(map(number, p["beta"])):
            return unsupported("batching", "only one product, without C")
        return native("example_f32_gemm_loops")

    def prepare(self, p, variant):
        m, n, k, lda, ldb, ldd = (p[x] for x in ("m", "n", "k", "lda", "ldb", "ldd"))
        alpha = number(p["alpha"][0])

        def bind(operands):
            a, b, d = (memoryview(buffer)[offset:offset + 4 * count].cast("f")
                       for buffer, offset, _, count in (operands[x] for x in "abd"))

            def execute():
                for j in range(n):
                    for i in range(m):
                        sum = 0.0
                        if alpha != 0:
                            for x in range(k):
                                sum += a[i + x * lda] * b[x + j * ldb]
                        d[i + j * ldd] = alpha * sum
            return execute
        return bind


serve(Loops)
