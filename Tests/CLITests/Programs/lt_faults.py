"""Wrong calls of cuBLASLt: for every function the statuses that its reference lists, with every output as it was."""

import ctypes as c
import subprocess
import sys

from faults import Faults
from lt import *

ALLOC_FAILED, ARCH_MISMATCH, EXECUTION_FAILED = 3, 8, 13
KINDS = ("MatrixLayout", "MatmulDesc", "MatrixTransformDesc", "MatmulPreference", "EmulationDesc")

# What cublasLt.h lists after \retval, without success; for handles the library's reference.
DOCUMENTED = {
    "cublasLtCreate": [NOT_INITIALIZED, ALLOC_FAILED], "cublasLtDestroy": [NOT_INITIALIZED],
    "cublasLtMatmul": [NOT_INITIALIZED, INVALID, NOT_SUPPORTED, ARCH_MISMATCH, EXECUTION_FAILED],
    "cublasLtMatrixTransform": [NOT_INITIALIZED, INVALID, NOT_SUPPORTED, ARCH_MISMATCH, EXECUTION_FAILED],
    "cublasLtMatmulAlgoGetHeuristic": [INVALID, NOT_SUPPORTED],
    "cublasLtMatmulAlgoGetHeuristicForStream": [INVALID, NOT_SUPPORTED],
    "cublasLtMatmulAlgoGetIds": [INVALID], "cublasLtMatmulAlgoInit": [INVALID, NOT_SUPPORTED],
    "cublasLtMatmulAlgoCheck": [INVALID, NOT_SUPPORTED, ARCH_MISMATCH],
    "cublasLtMatmulAlgoCheckForStream": [INVALID, NOT_SUPPORTED, ARCH_MISMATCH],
    "cublasLtMatmulAlgoCapGetAttribute": [INVALID], "cublasLtMatmulAlgoConfigSetAttribute": [INVALID],
    "cublasLtMatmulAlgoConfigGetAttribute": [INVALID], "cublasLtLoggerSetLevel": [INVALID],
    "cublasLtGetProperty": [INVALID], "cublasLtHeuristicsCacheGetCapacity": [INVALID],
    **{f"cublasLt{kind}Create": [ALLOC_FAILED] for kind in KINDS},
    **{f"cublasLt{kind}Init_internal": [ALLOC_FAILED] for kind in KINDS},
    **{f"cublasLt{kind}{verb}Attribute": [INVALID] for kind in KINDS for verb in ("Set", "Get")},
}
IMPOSSIBLE = {
    ARCH_MISMATCH: "the one algorithm runs on every device",
    **{(f"cublasLt{kind}Create", ALLOC_FAILED): "no argument makes 256 bytes too many" for kind in KINDS},
    ("cublasLtCreate", ALLOC_FAILED): "a handle has no memory",
}
HARMLESS = {
    "cublasLtGetVersion": "no argument", "cublasLtGetCudartVersion": "no argument", "cublasLtLoggerForceDisable": "no argument",
    "cublasLtGetStatusName": "any number has an answer", "cublasLtGetStatusString": "any number has an answer",
    "cublasLtLoggerSetCallback": "NULL takes the callback away", "cublasLtLoggerSetFile": "NULL takes the file away",
    "cublasLtLoggerSetMask": "bits that are no level mean nothing", "cublasLtHeuristicsCacheSetCapacity": "any size will do",
    "cublasLtDisableCpuInstructionsSetMask": "any mask will do",
}
# Bytes of every attribute (cublasLt.h of 12.9 and 13).
ATTRIBUTES = {
    "MatrixLayout": {0: 4, 1: 4, 2: 8, 3: 8, 4: 8, 5: 4, 6: 8, 7: 8, 8: 4},
    "MatmulDesc": {0: 4, 1: 4, 2: 4, 3: 4, 4: 4, 5: 4, 6: 4, 7: 4, 8: 8, 10: 8, 11: 8, 12: 8, 13: 8, 14: 8, 15: 4, 17: 8,
                   18: 8, 19: 8, 20: 8, 21: 8, 22: 4, 23: 8, 24: 8, 25: 1, 26: 4, 27: 4, 28: 4, 29: 8, 30: 8, 31: 4, 32: 4,
                   33: 4, 34: 4, 35: 4, 36: 8, 37: 4, 38: 8},
    "MatrixTransformDesc": {0: 4, 1: 4, 2: 4, 3: 4},
    "MatmulPreference": {0: 4, 1: 8, 3: 4, 5: 4, 6: 4, 7: 4, 8: 4, 9: 4, 12: 8},
    "EmulationDesc": {0: 4, 1: 4, 2: 4, 3: 4, 4: 4, 5: 8},
    "MatmulAlgoConfig": {0: 4, 1: 4, 2: 4, 3: 4, 4: 4, 5: 4, 6: 4, 7: 2, 8: 2},
    "MatmulAlgoCap": {0: 4, 1: 4, 2: 4, 3: 4, 4: 4, 5: 4, 7: 4, 10: 4, 11: 4, 12: 4, 14: 4, 15: 8, 16: 4, 17: 4, 18: 4,
                      19: 4, 20: 4, 21: 4, 22: 4},
}
ONLY_IN_13 = {"MatmulDesc": {39: 8, 40: 8, 41: 4}, "MatmulPreference": {13: 4, 14: 4, 15: 4}, "MatmulAlgoCap": {23: 4}}
CREATE = {"MatrixLayout": (c.c_int(0), c.c_uint64(4), c.c_uint64(4), c.c_int64(4)), "MatmulDesc": (68, 0),
          "MatrixTransformDesc": (0,), "MatmulPreference": (), "EmulationDesc": ()}

faults = Faults(lt, DOCUMENTED, IMPOSSIBLE, HARMLESS)
refuse, new = faults.refuse, faults.new
S = c.c_size_t


def made(kind):
    result = c.c_void_p()
    expect(getattr(lt, f"cublasLt{kind}Create")(c.byref(result), *CREATE[kind]), OK, f"{kind}Create")
    return result


def attributes(kind, description, wrong):
    """Setting and reading with every wrong size, number and description; right calls leave and give the value."""
    known = {**ATTRIBUTES[kind], **(ONLY_IN_13.get(kind, {}) if RELEASE == "13" else {})}
    unknown = set(range(-2, 60)) - set(known) - ({6, 13} if kind == "MatmulAlgoCap" else set())
    get, put = f"cublasLt{kind}GetAttribute", f"cublasLt{kind}SetAttribute"
    read = getattr(lt, get)
    writable = kind != "MatmulAlgoCap"
    value, written, longer = c.create_string_buffer(64), c.c_size_t(), c.create_string_buffer(bytes(range(1, 65)), 64)
    for number, size in known.items():
        what = f"attribute {number}"
        expect(read(description, number, None, S(0), c.byref(written)), OK, f"{get}: {what}")
        expect(written.value, size, f"{get}: the bytes of {what}")
        expect(read(description, number, value, S(size), c.byref(written)), OK, f"{get}: {what}")
        old = value.raw[:size]
        for other in {0, 1, 2, 4, 8, 16, size - 1, size + 1} - {size}:
            if other:
                refuse(get, INVALID, f"{what}, {other} bytes", description, number, new(), S(other), new())
            if writable:
                refuse(put, INVALID, f"{what}, {other} bytes", description, number, longer, S(other))
        refuse(get, INVALID, f"{what}, neither size nor place for it", description, number, new(), S(0), None)
        refuse(get, INVALID, f"{what}, NULL", description, number, None, S(size), new())
        if writable:
            refuse(put, INVALID, f"{what}, NULL", description, number, None, S(size))
        value = c.create_string_buffer(64)
        expect(read(description, number, value, S(size), None), OK, f"{get}: {what}")
        expect(value.raw, old + bytes(64 - size), f"{get}: {what} after refused calls, and nothing behind it")
        if writable and (kind, number) != ("MatmulAlgoConfig", 0):
            expect(getattr(lt, put)(description, number, longer, S(size)), OK, f"{put}: {what}")
            expect(read(description, number, value, S(size), None), OK, f"{get}: {what}")
            expect(value.raw[:size], longer.raw[:size], f"{get}: {what} that was set")
            expect(getattr(lt, put)(description, number, old, S(size)), OK, f"{put}: {what}")
    for number in sorted(unknown) + [100, 105, 2 ** 31 - 1]:
        refuse(get, INVALID, f"attribute {number}", description, number, new(), S(4), new())
        refuse(get, INVALID, f"the bytes of attribute {number}", description, number, None, S(0), new())
        if writable:
            refuse(put, INVALID, f"attribute {number}", description, number, longer, S(4))
    for other, what in wrong:
        refuse(get, INVALID, what, other, 1, new(), S(known[1]), new())
        if writable:
            refuse(put, INVALID, what, other, 1, longer, S(known[1]))


def descriptions():
    foreign = {"MatrixLayout": made("MatmulDesc"), **{kind: made("MatrixLayout") for kind in KINDS[1:]}}
    zeros = c.create_string_buffer(256)
    for kind in KINDS:
        description, ended = made(kind), made(kind)
        destroy = f"cublasLt{kind}Destroy"
        expect(getattr(lt, destroy)(ended), OK, destroy)
        wrong = [(None, "NULL"), (foreign[kind], "another kind"), (ended, "one that was destroyed"), (zeros, "zeros")]
        attributes(kind, description, wrong)
        # NULL is let be; cuBLASLt's reference has no status for what Create did not make, and here it is refused.
        expect(getattr(lt, destroy)(None), OK, f"{destroy} of NULL")
        refuse(destroy, INVALID, "one that was destroyed", ended)
        refuse(destroy, INVALID, "memory of the program's own", zeros)
        refuse(f"cublasLt{kind}Create", INVALID, "NULL", None, *CREATE[kind])
        initialize = f"cublasLt{kind}Init_internal"
        for size in (0, 8, 32):
            refuse(initialize, ALLOC_FAILED, f"{size} bytes", new(256), S(size), *CREATE[kind])
        if kind != "MatmulDesc":  # NVIDIA's does not look, and crashes.
            refuse(initialize, INVALID, "NULL", None, S(256), *CREATE[kind])
        expect(getattr(lt, destroy)(description), OK, destroy)
    arrays = (c.c_int(0), 2, None, None, None)
    refuse("cublasLtGroupedMatrixLayoutCreate", NOT_SUPPORTED, "groups", new(), *arrays)
    refuse("cublasLtGroupedMatrixLayoutInit_internal", NOT_SUPPORTED, "groups", new(256), S(256), *arrays)


def no_device(function):
    """The status of a call in a process whose device is not there."""
    program = f"import ctypes as c; lt = c.CDLL('{lt._name}'); raise SystemExit(lt.{function}(c.byref(c.c_void_p())))"
    environment = dict(os.environ, PARITY_CUDA_DEVICE="vulkan:77", PARITY_CUDA_LEDGER="/dev/null")
    return subprocess.run([sys.executable, "-c", program], env=environment).returncode


def handles(h):
    refuse("cublasLtCreate", INVALID, "NULL", None)
    expect(no_device("cublasLtCreate"), NOT_INITIALIZED, "cublasLtCreate without a device")
    faults.seen["cublasLtCreate"].add(NOT_INITIALIZED)
    gone = c.c_void_p()
    expect(lt.cublasLtCreate(c.byref(gone)), OK, "cublasLtCreate")
    expect(lt.cublasLtDestroy(gone), OK, "cublasLtDestroy")
    refuse("cublasLtDestroy", INVALID, "NULL", None)
    refuse("cublasLtDestroy", NOT_INITIALIZED, "a handle that was destroyed", gone)
    refuse("cublasLtDestroy", NOT_INITIALIZED, "a handle that is none", c.c_void_p(0x5555550))
    refuse("cublasLtGetProperty", INVALID, "NULL", 0, None)
    for kind in (-1, 3):
        refuse("cublasLtGetProperty", INVALID, f"property {kind}", kind, new())
    refuse("cublasLtHeuristicsCacheGetCapacity", INVALID, "NULL", None)
    for level in (-1, 9, 1000):
        refuse("cublasLtLoggerSetLevel", INVALID, f"level {level}", level)
    refuse("cublasLtLoggerOpenFile", INVALID, "a folder that is not there", b"/nowhere/lt.log")
    return [(None, "no handle"), (gone, "a handle that was destroyed"), (c.c_void_p(0x5555550), "a handle that is none")]


class Call:
    """A right product of 4 x 3 by 3 x 5 with C apart from D, of which one thing at a time is made wrong."""

    def __init__(self, h, generator, count=1, **settings):
        self.h, self.a, self.b = h, Layout(F32, 4, 3, generator, count=count), Layout(F32, 3, 5, generator, count=count)
        self.c, self.d = Layout(F32, 4, 5, generator, count=count), Layout(F32, 4, 5, generator, count=count)
        self.product = Product(**settings)
        self.memories = [layout.memory for layout in (self.a, self.b, self.c, self.d)]
        self.before = [memory.read() for memory in self.memories]

    def arguments(self, **changes):
        right = dict(h=self.h, desc=self.product.desc, alpha=scalar(F32, 1), a=self.a.memory.pointer, adesc=self.a.desc,
                     b=self.b.memory.pointer, bdesc=self.b.desc, beta=scalar(F32, 1), c=self.c.memory.pointer,
                     cdesc=self.c.desc, d=self.d.memory.pointer, ddesc=self.d.desc, algo=None, workspace=None, size=S(0),
                     stream=None)
        return list({**right, **changes}.values())

    def refuse(self, status, what, **changes):
        refuse("cublasLtMatmul", status, what, *self.arguments(**changes))
        expect([memory.read() for memory in self.memories], self.before, f"{what}: the matrices")

    def describe(self, settings, status, what):
        """With other attributes of the product; the search refuses it as well, unless only addresses are wrong."""
        product = Product(**settings)
        self.refuse(status, what, desc=product.desc)
        if status != EXECUTION_FAILED:
            self.search(status, what, product)
        product.free()

    def lay(self, name, number, size, value, status, what):
        """With another attribute of a layout."""
        layout, old = getattr(self, name), c.create_string_buffer(8)
        read, put = lt.cublasLtMatrixLayoutGetAttribute, lt.cublasLtMatrixLayoutSetAttribute
        expect(read(layout.desc, number, old, S(size), None), OK, what)
        data = value.to_bytes(size, "little", signed=value < 0)
        expect(put(layout.desc, number, data, S(size)), OK, what)
        self.refuse(status, what)
        if status != EXECUTION_FAILED:
            self.search(status, what, self.product)
        expect(put(layout.desc, number, old, S(size)), OK, what)

    def search(self, status, what, product):
        descriptions = (product.desc, self.a.desc, self.b.desc, self.c.desc, self.d.desc)
        for name, extra in (("", ()), ("ForStream", (None,))):
            count = c.c_int(7)
            refuse(f"cublasLtMatmulAlgoGetHeuristic{name}", status, what, self.h, *descriptions, None, 1, new(96),
                   c.byref(count), *extra)
            expect(count.value, 0, f"{what}: how many algorithms there are")

    def free(self):
        for part in (self.a, self.b, self.c, self.d, self.product):
            part.free()


def products(h, generator, wrong_handles):
    call = Call(h, generator)
    expect(lt.cublasLtMatmul(*call.arguments()), OK, "the right call")
    call.before = [memory.read() for memory in call.memories]
    ended = made("MatrixLayout")
    expect(lt.cublasLtMatrixLayoutDestroy(ended), OK, "LayoutDestroy")
    for wrong, what in wrong_handles:
        call.refuse(NOT_INITIALIZED, what, h=wrong)
    for name in ("desc", "alpha", "a", "adesc", "b", "bdesc", "beta", "c", "cdesc", "d", "ddesc"):
        call.refuse(INVALID, f"{name} is NULL", **{name: None})
    for name in ("desc", "adesc", "bdesc", "cdesc", "ddesc"):
        call.refuse(INVALID, f"{name} was destroyed", **{name: ended})
        call.refuse(INVALID, f"{name} is another kind", **{name: call.a.desc if name == "desc" else call.product.desc})
    call.refuse(INVALID, "a stream that is none", stream=c.c_void_p(0x1234568))
    call.refuse(INVALID, "a workspace off its 16 bytes", workspace=c.c_void_p(call.a.memory.pointer.value + 4), size=S(16))
    call.refuse(INVALID, "zeros as algorithm", algo=c.create_string_buffer(64))
    host, gone = c.create_string_buffer(256), Memory(F32, [0.0] * 32)
    gone.free()
    for name in ("a", "b", "c", "d"):
        call.refuse(EXECUTION_FAILED, f"{name} in the host's memory", **{name: host})
        call.refuse(EXECUTION_FAILED, f"{name} in freed memory", **{name: gone.pointer})
        call.refuse(EXECUTION_FAILED, f"{name} past its end", **{name: getattr(call, name).memory.at(1)})
    for name in ("a", "b"):
        call.refuse(INVALID, f"{name} is D", **{name: call.d.memory.pointer})
    # Layouts.
    for name in ("a", "b", "c", "d"):
        for number, size, value, what in ((2, 8, 5, "5 rows"), (3, 8, 6, "6 columns"), (4, 8, 1, "a leading dimension of 1"),
                                          (4, 8, 0, "a leading dimension of 0"), (4, 8, -4, "a negative one"),
                                          (2, 8, -1, "-1 rows"), (3, 8, 1 << 60, "2^60 columns"), (5, 4, 0, "an empty batch"),
                                          (5, 4, -1, "a batch of -1"), (5, 4, 2, "a batch of 2"), (6, 8, -8, "a negative stride")):
            call.lay(name, number, size, value, INVALID, f"{what} of {name}")
        for order in (3, 4, 9, -1):
            call.lay(name, 1, 4, order, NOT_SUPPORTED, f"order {order} of {name}")
        for number, size, value, what in ((8, 4, 2, "groups"), (7, 8, 64, "planes"), (0, 4, 99, "type 99"),
                                          (0, 4, 33, "4-bit floats"), (0, 4, 4, "one complex matrix")):
            call.lay(name, number, size, value, NOT_SUPPORTED, f"{what} for {name}")
        call.lay(name, 8, 4, 1, INVALID, f"pointers for {name} alone")
        call.lay(name, 4, 8, 1 << 20, EXECUTION_FAILED, f"a leading dimension of 2^20 of {name}")
    # Products.
    for settings, what in (
            (dict(TRANSA=3), "transa 3"), (dict(TRANSB=-1), "transb -1"), (dict(TRANSA=T), "a transposed A that does not fit"),
            (dict(POINTER_MODE=5), "pointer mode 5"), (dict(POINTER_MODE=-1), "pointer mode -1"), (dict(EPILOGUE=0), "epilogue 0"),
            (dict(EPILOGUE=3), "epilogue 3"), (dict(EPILOGUE=1024), "epilogue 1024"), (dict(A_SCALE=16), "a factor of f32 A"),
            (dict(B_SCALE=16), "a factor of f32 B"), (dict(D_SCALE=16), "a factor of f32 D"), (dict(AMAX_D=16), "a maximum of f32 D"),
            (dict(A_MODE=3), "rows of factors of A that are NULL"),
            *((dict(EPILOGUE=number), f"epilogue {number} without a bias") for number in
              (BIAS, RELU_BIAS, GELU_BIAS, BGRADA, BGRADB)),
            *((dict(EPILOGUE=number, BIAS_POINTER=16), f"epilogue {number} without an auxiliary matrix") for number in
              (RELU_AUX, RELU_AUX_BIAS, GELU_AUX, GELU_AUX_BIAS, DRELU, DRELU_BGRAD, DGELU, DGELU_BGRAD)),
            *((dict(EPILOGUE=number, AUX_POINTER=16, AUX_LD=leading), f"epilogue {number} with {leading} rows") for number, leading
              in ((GELU_AUX, 0), (GELU_AUX, 4), (GELU_AUX, 12), (GELU_AUX, -8), (RELU_AUX, 8), (RELU_AUX, 192), (DRELU, 64),
                  (DGELU, 1 << 62)))):
        call.describe(settings, INVALID, what)
    for settings, what in ((dict(A_MODE=1), "factors of mode 1"), (dict(B_MODE=9), "factors of mode 9")):
        call.describe(settings, NOT_SUPPORTED, what)
    for number, size, value, what in ((5, 4, 1, "a transposed C"), (6, 4, 0, "a triangle"), (6, 4, 7, "fill mode 7"),
                                      (29, 8, 16, "counters for input"), (30, 8, 16, "counters for output"),
                                      (33, 4, 2, "factors of C in blocks"), (34, 4, 2, "factors of D in blocks"),
                                      (35, 4, 2, "auxiliary factors in blocks"), (36, 8, 16, "factors that D gives")):
        product = Product()
        product.set((number, size), value)
        call.refuse(NOT_SUPPORTED, what, desc=product.desc)
        call.search(NOT_SUPPORTED, what, product)
        product.free()
    for compute, scale, what in ((99, 0, "compute type 99"), (68, 99, "scale type 99"), (70, 0, "f64 sums of f32"),
                                 (72, 10, "integer sums of f32"), (68, 4, "a complex scale")):
        product = Product(compute, Type("scale", scale, 4))
        call.refuse(NOT_SUPPORTED, what, desc=product.desc)
        call.search(NOT_SUPPORTED, what, product)
        product.free()
    # Addresses in the description.
    short = Memory(F32, [1.0] * 2)
    for settings, what in (
            (dict(EPILOGUE=BIAS, BIAS_POINTER=short.pointer), "a bias that is too short"),
            (dict(EPILOGUE=BIAS, BIAS_POINTER=c.addressof(host)), "a bias in the host's memory"),
            (dict(EPILOGUE=BGRADB, BIAS_POINTER=short.pointer), "a gradient that is too short"),
            (dict(EPILOGUE=GELU_AUX, AUX_POINTER=short.pointer, AUX_LD=8), "an auxiliary matrix that is too short"),
            (dict(EPILOGUE=RELU_AUX, AUX_POINTER=c.addressof(host), AUX_LD=128), "one in the host's memory"),
            (dict(POINTER_MODE=1), "alpha in the host's memory"), (dict(POINTER_MODE=2), "a vector in the host's memory")):
        call.describe(settings, EXECUTION_FAILED, what)
    vectors = Product(POINTER_MODE=4)
    call.refuse(EXECUTION_FAILED, "a vector of alpha that is too short", desc=vectors.desc, alpha=short.pointer)
    call.free()
    # Batches.
    call = Call(h, generator, 3)
    call.lay("d", 6, 8, 8, INVALID, "matrices of D that overlap")
    call.lay("d", 6, 8, 1 << 60, INVALID, "a stride of D past all addresses")
    call.lay("a", 6, 8, 1 << 20, EXECUTION_FAILED, "a stride of A past its end")
    for name in ("a", "b", "c", "d"):
        call.lay(name, 5, 4, 2, INVALID, f"a batch of 2 for {name} alone")
    for number in (1 << 60, -16):
        for settings, attribute in ((dict(EPILOGUE=BIAS, BIAS_POINTER=16), 10), (dict(POINTER_MODE=4), 14),
                                    (dict(EPILOGUE=GELU_AUX, AUX_POINTER=16, AUX_LD=8), 13)):
            product = Product(**settings)
            product.set((attribute, 8), number)
            call.refuse(INVALID, f"attribute {attribute} is {number}", desc=product.desc)
            product.free()
    call.free()


def pointer_arrays(h, generator):
    """Batches by arrays of addresses: an array or a matrix of it that is wrong, and no D is touched."""
    call = Call(h, generator, 3)
    for layout in (call.a, call.b, call.c, call.d):
        expect(lt.cublasLtMatrixLayoutSetAttribute(layout.desc, 8, c.byref(c.c_int(1)), S(4)), OK, "BATCH_MODE")
    places = {name: [getattr(call, name).memory.at(getattr(call, name).stride * i).value for i in range(3)] for name in "abcd"}
    right = {name: Pointers(list_) for name, list_ in places.items()}
    pointers = {name: memory.pointer for name, memory in right.items()}
    expect(lt.cublasLtMatmul(*call.arguments(**pointers)), OK, "the right call by pointers")
    call.before = [memory.read() for memory in call.memories]
    host = c.create_string_buffer(512)
    gone = Memory(F32, [0.0] * 32)
    gone.free()
    for name in "abcd":
        call.refuse(INVALID, f"the array of {name} is NULL", **dict(pointers, **{name: None}))
        call.refuse(EXECUTION_FAILED, f"the array of {name} in the host's memory",
                    **dict(pointers, **{name: (c.c_void_p * 3)(*places[name])}))
        call.refuse(EXECUTION_FAILED, f"an array of {name} for two", **dict(pointers, **{name: c.c_void_p(pointers[name].value + 8)}))
        for address, status, what in ((None, INVALID, "NULL"), (c.addressof(host), EXECUTION_FAILED, "the host's"),
                                      (gone.pointer.value, EXECUTION_FAILED, "freed"),
                                      (getattr(call, name).memory.at(getattr(call, name).memory.count - 1).value,
                                       EXECUTION_FAILED, "past its end")):
            for place in (0, 2):
                wrong = Pointers(places[name][:place] + [address] + places[name][place + 1:])
                call.refuse(status, f"matrix {place} of {name} is {what}", **dict(pointers, **{name: wrong.pointer}))
                wrong.free()
    same = Pointers(places["d"][:2] + [places["d"][2]])
    for name in "ab":
        call.refuse(INVALID, f"matrices of {name} are those of D", **dict(pointers, **{name: same.pointer}))
    for memory in list(right.values()) + [same]:
        memory.free()
    for layout in (call.a, call.b, call.c, call.d):
        expect(lt.cublasLtMatrixLayoutSetAttribute(layout.desc, 8, c.byref(c.c_int(0)), S(4)), OK, "BATCH_MODE")
    call.free()


def transforms(h, generator, wrong_handles):
    a, b, d = Layout(F32, 4, 5, generator), Layout(F32, 4, 5, generator), Layout(F32, 4, 5, generator)
    before = [layout.memory.read() for layout in (a, b, d)]
    desc = made("MatrixTransformDesc")
    host = c.create_string_buffer(256)

    def wrong(status, what, **changes):
        right = dict(h=h, desc=desc, alpha=scalar(F32, 1), a=a.memory.pointer, adesc=a.desc, beta=scalar(F32, 1),
                     b=b.memory.pointer, bdesc=b.desc, c=d.memory.pointer, cdesc=d.desc, stream=None)
        refuse("cublasLtMatrixTransform", status, what, *{**right, **changes}.values())
        expect([layout.memory.read() for layout in (a, b, d)], before, f"{what}: the matrices")

    for handle_, what in wrong_handles:
        wrong(NOT_INITIALIZED, what, h=handle_)
    for name in ("desc", "alpha", "a", "adesc", "beta", "b", "bdesc", "c", "cdesc"):
        wrong(INVALID, f"{name} is NULL", **{name: None})
    wrong(INVALID, "A without a layout, and alpha 0", adesc=None, alpha=scalar(F32, 0))
    wrong(INVALID, "B without a layout, and beta 0", bdesc=None, beta=scalar(F32, 0))
    for name, other in (("desc", a.desc), ("adesc", desc), ("bdesc", desc), ("cdesc", desc)):
        wrong(INVALID, f"{name} is another kind", **{name: other})
    wrong(INVALID, "a stream that is none", stream=c.c_void_p(0x1234568))
    for name in ("a", "b", "c"):
        wrong(EXECUTION_FAILED, f"{name} in the host's memory", **{name: host})
        wrong(EXECUTION_FAILED, f"{name} past its end", **{name: dict(a=a, b=b, c=d)[name].memory.at(1)})
    small = Layout(F32, 3, 5)
    complex_ = Layout(C64, 4, 5)
    for name in ("adesc", "bdesc", "cdesc"):
        wrong(INVALID, f"{name} does not fit", **{name: small.desc})
        wrong(NOT_SUPPORTED, f"{name} of complex numbers", **{name: complex_.desc})
    for number, value, status, what in ((0, 4, NOT_SUPPORTED, "a complex scale"), (0, 99, NOT_SUPPORTED, "scale type 99"),
                                        (1, 2, NOT_SUPPORTED, "pointer mode 2"), (1, 1, EXECUTION_FAILED, "alpha in the host's memory"),
                                        (2, 3, INVALID, "transa 3"), (3, -1, INVALID, "transb -1"),
                                        (2, T, INVALID, "a transposed A that does not fit")):
        other = made("MatrixTransformDesc")
        data = c.c_int(value)
        expect(lt.cublasLtMatrixTransformDescSetAttribute(other, number, c.byref(data), S(4)), OK, what)
        wrong(status, what, desc=other)
        expect(lt.cublasLtMatrixTransformDescDestroy(other), OK, "TransformDescDestroy")
    for order in (3, 4, 9):
        data = c.c_int(order)
        expect(lt.cublasLtMatrixLayoutSetAttribute(a.desc, 1, c.byref(data), S(4)), OK, "ORDER")
        wrong(NOT_SUPPORTED, f"order {order}")
    expect(lt.cublasLtMatrixLayoutSetAttribute(a.desc, 1, c.byref(c.c_int(0)), S(4)), OK, "ORDER")
    rows = Layout(F32, 4, 5, order=ROW)
    for name in ("a", "b"):
        wrong(INVALID, f"{name} is C in another order", **{name: d.memory.pointer, f"{name}desc": rows.desc})
    for part in (a, b, d, small, complex_, rows):
        part.free()


def algorithms(h, generator, wrong_handles):
    call = Call(h, generator)
    descriptions = (call.product.desc, call.a.desc, call.b.desc, call.c.desc, call.d.desc)
    types = (68, 0, 0, 0, 0, 0)
    made_ = c.create_string_buffer(64)
    expect(lt.cublasLtMatmulAlgoInit(h, *types, 0, made_), OK, "AlgoInit")
    attributes("MatmulAlgoConfig", made_, [(None, "NULL"), (c.create_string_buffer(64), "zeros")])
    attributes("MatmulAlgoCap", made_, [(None, "NULL"), (c.create_string_buffer(64), "zeros")])
    refuse("cublasLtMatmulAlgoConfigSetAttribute", INVALID, "the number, which AlgoInit sets", made_, 0, bytes(4), S(4))
    # Lists may have more room than they need.
    tiles, written = (c.c_uint * 8)(*[9] * 8), c.c_size_t()
    for number in (6, 13):
        expect(lt.cublasLtMatmulAlgoCapGetAttribute(made_, number, tiles, S(32), c.byref(written)), OK, "a list")
        expect((written.value, tiles[0], tiles[1]), (4, 0, 9), "a list")
        refuse("cublasLtMatmulAlgoCapGetAttribute", INVALID, f"list {number} in 2 bytes", made_, number, new(), S(2), new())
    for wrong, what in wrong_handles:
        refuse("cublasLtMatmulAlgoGetIds", NOT_INITIALIZED, what, wrong, *types, 4, new(), new())
        refuse("cublasLtMatmulAlgoInit", NOT_INITIALIZED, what, wrong, *types, 0, new(64))
        for name, extra in (("", ()), ("ForStream", (None,))):
            refuse(f"cublasLtMatmulAlgoGetHeuristic{name}", NOT_INITIALIZED, what, wrong, *descriptions, None, 1, new(96), new(), *extra)
            refuse(f"cublasLtMatmulAlgoCheck{name}", NOT_INITIALIZED, what, wrong, *descriptions, made_, new(96), *extra)
    for count in (0, -1):
        refuse("cublasLtMatmulAlgoGetIds", INVALID, f"{count} numbers", h, *types, count, new(), new())
    refuse("cublasLtMatmulAlgoGetIds", INVALID, "no place for numbers", h, *types, 4, None, new())
    refuse("cublasLtMatmulAlgoGetIds", INVALID, "no place for their count", h, *types, 4, new(), None)
    refuse("cublasLtMatmulAlgoInit", INVALID, "NULL", h, *types, 0, None)
    for number in (-1, 1, 99):
        refuse("cublasLtMatmulAlgoInit", INVALID, f"algorithm {number}", h, *types, number, new(64))
    for wrong in ((99, 0, 0, 0, 0, 0), (68, 99, 0, 0, 0, 0), (68, 0, 99, 0, 0, 0), (68, 0, 0, 3, 0, 0), (68, 0, 0, 0, 0, 99)):
        refuse("cublasLtMatmulAlgoInit", NOT_SUPPORTED, f"types {wrong}", h, *wrong, 0, new(64))
        count = c.c_int(7)
        expect(lt.cublasLtMatmulAlgoGetIds(h, *wrong, 4, new(), c.byref(count)), OK, f"numbers for types {wrong}")
        expect(count.value, 0, f"numbers for types {wrong}")
    other = c.create_string_buffer(64)
    expect(lt.cublasLtMatmulAlgoInit(h, 68, 0, 2, 2, 2, 2, 0, other), OK, "AlgoInit for f16")
    ended = made("MatmulPreference")
    expect(lt.cublasLtMatmulPreferenceDestroy(ended), OK, "PreferenceDestroy")
    triangle = Product()
    triangle.set((6, 4), 1)
    for name, extra in (("", ()), ("ForStream", (None,))):
        search, check = f"cublasLtMatmulAlgoGetHeuristic{name}", f"cublasLtMatmulAlgoCheck{name}"
        for count in (0, -1):
            refuse(search, INVALID, f"{count} algorithms", h, *descriptions, None, count, new(96), new(), *extra)
        refuse(search, INVALID, "no place for algorithms", h, *descriptions, None, 1, None, new(), *extra)
        refuse(search, INVALID, "no place for their count", h, *descriptions, None, 1, new(96), None, *extra)
        for preference, what in ((ended, "was destroyed"), (call.a.desc, "is a layout")):
            refuse(search, INVALID, f"a preference that {what}", h, *descriptions, preference, 1, new(96), new(), *extra)
        for hidden in range(5):
            wrong = [None if place == hidden else value for place, value in enumerate(descriptions)]
            refuse(check, INVALID, f"description {hidden} is NULL", h, *wrong, made_, new(96), *extra)
            count = c.c_int(7)
            refuse(search, INVALID, f"description {hidden} is NULL", h, *wrong, None, 1, new(96), c.byref(count), *extra)
        refuse(check, INVALID, "no algorithm", h, *descriptions, None, new(96), *extra)
        refuse(check, INVALID, "zeros", h, *descriptions, c.create_string_buffer(64), new(96), *extra)
        refuse(check, INVALID, "no place for the answer", h, *descriptions, made_, None, *extra)
        refuse(check, INVALID, "an algorithm for other types", h, *descriptions, other, new(96), *extra)
        refuse(check, NOT_SUPPORTED, "a triangle", h, triangle.desc, *descriptions[1:], made_, new(96), *extra)
    call.refuse(INVALID, "an algorithm for other types", algo=other)
    triangle.free()
    call.free()


def main():
    generator, h = seeded("lt_faults"), c.c_void_p()
    expect(lt.cublasLtCreate(c.byref(h)), OK, "cublasLtCreate")
    wrong_handles = handles(h)
    descriptions()
    products(h, generator, wrong_handles)
    pointer_arrays(h, generator)
    transforms(h, generator, wrong_handles)
    algorithms(h, generator, wrong_handles)
    expect(lt.cublasLtDestroy(h), OK, "cublasLtDestroy")
    faults.finish(["cublasLt"])
    expect(faults.count > 2500, True, "the number of wrong calls")
    print("lt_faults: all as documented")


main()
