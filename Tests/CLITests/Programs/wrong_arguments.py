"""Every function that libcublas exports, called with each wrong argument; the status, and that nothing was written.

What is wrong is told by the class of an argument, from the tables of error values in NVIDIA's cuBLAS library reference (12.9):

    NOT_INITIALIZED   the handle is none (2.2.2)
    INVALID_VALUE     sizes below 0; an enumeration's number that it does not have; a leading dimension less than the rows of its
                      matrix; an increment of 0 in level 2; alpha, beta or a norm's result NULL (sections 2.5 to 2.8)
    NOT_SUPPORTED     types that do not go together (2.7, 2.8); gels of a transposed or wide matrix
    MAPPING_ERROR     copies of vectors and matrices past the end of device memory (2.4), or with rows that overlap
    INTERNAL_ERROR    cublas.h: memory that cannot be freed (appendix A)

and `own` is what the drop-in adds where NVIDIA's library reads on (docs/drop-in.md): other pointers that are NULL, memory that CUDA
did not give or that is not aligned (EXECUTION_FAILED), what cuBLAS leaves undefined, sizes that the processor's BLAS cannot count. Without those, as
`wrong_arguments.py documented`, the program also runs on NVIDIA's libraries; on an H200 cuBLAS 13.1 gave all these statuses but
for `contradicted`.

ALLOC_FAILED, ARCH_MISMATCH and LICENSE_ERROR are of the machine and no argument's; `cublasAlloc` alone can be asked for too much.
"""

import re
import struct
import sys
import types

from levels import *
from signatures import *

SUCCESS, NOT_INITIALIZED, ALLOC_FAILED, INVALID_VALUE, MAPPING_ERROR = 0, 1, 3, 7, 11
EXECUTION_FAILED, INTERNAL_ERROR, NOT_SUPPORTED = 13, 14, 15
HAS_OWN = "documented" not in sys.argv

# The leading dimensions of each routine: the rows of the matrix as it is stored.
LEADING = {
    "gemm": {"lda": lambda v: v.k if v.transa else v.m, "ldb": lambda v: v.n if v.transb else v.k, "ldc": lambda v: v.m},
    "uint8gemm": {"lda": lambda v: v.k if v.transa else v.m, "ldb": lambda v: v.n if v.transb else v.k,
                  "ldc": lambda v: v.n if v.transc else v.m},
    "gemv ger geru gerc": {"lda": lambda v: v.m},
    "gbmv": {"lda": lambda v: v.kl + v.ku + 1},
    "sbmv hbmv tbmv tbsv": {"lda": lambda v: v.k + 1},
    "symv hemv trmv trsv syr her syr2 her2 tpttr trttp getrf": {"lda": lambda v: v.n},
    "symm hemm trmm trsm": {"lda": lambda v: v.n if v.side else v.m, "ldb": lambda v: v.m, "ldc": lambda v: v.m},
    "syrk herk syr2k her2k syrkx herkx": {"lda": lambda v: v.k if v.trans else v.n, "ldb": lambda v: v.k if v.trans else v.n,
                                          "ldc": lambda v: v.n},
    "geam": {"lda": lambda v: v.n if v.transa else v.m, "ldb": lambda v: v.n if v.transb else v.m, "ldc": lambda v: v.m},
    "dgmm": {"lda": lambda v: v.m, "ldc": lambda v: v.m},
    "getri": {"lda": lambda v: v.n, "ldc": lambda v: v.n},
    "getrs": {"lda": lambda v: v.n, "ldb": lambda v: v.n},
    "matinv": {"lda": lambda v: v.n, "lda_inv": lambda v: v.n},
    "geqrf": {"lda": lambda v: v.m},
    "gels": {"lda": lambda v: v.m, "ldc": lambda v: v.m},
}
LEADING = {routine: rules for names, rules in LEADING.items() for routine in names.split()}
LEVEL1 = "amax amin asum axpy copy dot dotu dotc nrm2 rot rotg rotm rotmg scal swap".split()
LEVEL2 = ("gemv gbmv sbmv hbmv tbmv tbsv symv hemv spmv hpmv trmv trsv tpmv tpsv ger geru gerc syr her spr hpr syr2 her2 spr2 "
          "hpr2").split()
ROUTINES = sorted(set(LEADING) | set(LEVEL1) | set(LEVEL2), key=len, reverse=True)
HERMITIAN = "herk her2k herkx".split()

# Sizes of right calls, which all differ where they may; the rest of the integers is 1.
SIZES = {"m": 4, "n": 3, "k": 2, "kl": 1, "ku": 1, "nrhs": 2, "batchCount": 2, "batchSize": 2, "group_count": 2}
ENUMERATIONS = ("cublasOperation_t", "cublasFillMode_t", "cublasSideMode_t", "cublasDiagType_t")
KINDS = {"float": F32, "double": F64, "cuComplex": C64, "cuDoubleComplex": C128, "__half": F16, "__nv_bfloat16": BF16,
         "unsigned char": U8, "int": I32}


def routine_of(name):
    return next((routine for routine in ROUTINES if routine in name.lower()), None)


class Arena:
    """Device memory with a place of 1 KiB for each operand, and one behind the last that must not be reached."""

    PLACE, COUNT = 1024, 10

    def __init__(self):
        self.memory = Memory(I8, [0] * (self.PLACE * self.COUNT))

    def fill(self, index, data):
        address = self.address(index)
        data = data[:self.PLACE].ljust(self.PLACE, b"\1")
        expect(cudart.cudaMemcpy(address, data, c.c_size_t(self.PLACE), HOST_TO_DEVICE), SUCCESS, "cudaMemcpy")
        return address

    def address(self, index, byte=0):
        return c.c_void_p(self.memory.pointer.value + index * self.PLACE + byte)

    @property
    def last(self):
        """The last four bytes, which no operand of these calls fits into."""
        return self.address(self.COUNT, -4)

    def read(self):
        data = c.create_string_buffer(self.PLACE * self.COUNT)
        expect(cudart.cudaMemcpy(data, self.memory.pointer, c.c_size_t(len(data)), DEVICE_TO_HOST), SUCCESS, "cudaMemcpy")
        return data.raw


class Right:
    """A call of a function whose arguments are all right: values by label, and the host's memory behind some."""

    def __init__(self, signature, h, arena, is_transposed):
        self.signature, self.arena, self.routine = signature, arena, routine_of(signature.name)
        self.values, self.host, self.places, self.kinds = {}, {}, {}, {}
        self.is_grouped = "Grouped" in signature.name
        self.code = (C64 if re.match("cublasC(gemm|syrk|herk)(3m)?Ex", signature.name) else F32).code
        transposed = {True: C if self.routine in HERMITIAN else T, False: N}[is_transposed and self.routine != "gels"]
        self.plain = types.SimpleNamespace(**SIZES)
        for label, c_type in signature.arguments:
            if c_type in ENUMERATIONS:
                setattr(self.plain, "side" if label == "mode" else label,
                        transposed if c_type == "cublasOperation_t" else RIGHT if "Side" in c_type and is_transposed else 0)
            if c_type == "const cublasOperation_t*":
                setattr(self.plain, label.replace("_array", ""), transposed)
        for label, c_type in signature.arguments:
            self.values[label] = h if label == "handle" else self.value(label, c_type)

    def least(self, label):
        """The least leading dimension."""
        return LEADING[self.routine][label](self.plain)

    def kind(self, label, c_type):
        base = c_type.replace("const ", "").split("*")[0].strip()
        return KINDS.get(base, C64 if self.code == C64.code else F32)

    def value(self, label, c_type):
        name = label.replace("_array", "")
        if c_type in ENUMERATIONS:
            return getattr(self.plain, "side" if label == "mode" else label)
        if label.startswith("stride"):
            return 16
        if c_type.startswith("cudaDataType"):
            return self.code
        if c_type == "cublasComputeType_t":
            return 68
        if c_type == "cublasGemmAlgo_t":
            return -1
        if c_type in ("int", "int64_t"):
            return self.least(label) if label.startswith("ld") else SIZES.get(label, 1)
        kind = self.kinds[label] = self.kind(label, c_type)
        if self.is_grouped and not label.endswith("array") or label.endswith("_array"):
            return self.group(label, name, c_type, kind)
        if label in ("alpha", "beta", "result", "param", "d1", "d2", "x1", "y1") or label in ("c", "s") or \
                self.routine == "rotg" and label in ("a", "b") or label == "info" and self.routine in ("getrs", "geqrf", "gels"):
            return self.on_host(label, kind.pack([-1 if label == "param" else 0.5 if kind is not I32 else 5] * 8))
        return self.on_device(label, c_type, kind)

    def group(self, label, name, c_type, kind):
        """An array of the host's with a number for each group."""
        if "cublasOperation_t" in c_type:
            data = struct.pack("<2i", *[getattr(self.plain, name)] * 2)
        elif name in ("alpha", "beta"):
            data = kind.pack([0.5, 0.5])
        else:
            number = self.least(name) if name.startswith("ld") else 1 if label == "group_size" else SIZES[name]
            data = struct.pack("<2q" if "int64_t" in c_type else "<2i", number, number)
        return self.on_host(label, data)

    def on_host(self, label, data):
        self.host[label] = c.create_string_buffer(data, len(data))
        return self.host[label]

    def on_device(self, label, c_type, kind):
        index = self.places[label] = len(self.places)
        if "* const*" in c_type:
            # The addresses of two matrices, which lie in the second half of the place.
            content = struct.pack("<2Q", self.arena.address(index, 256).value, self.arena.address(index, 640).value)
            content = content.ljust(256, b"\0") + kind.pack([0.5] * 4 + [2, 1, 3] * 8)
            content = content.ljust(640, b"\0") + kind.pack([1, 0.5] * 12)
            return self.arena.fill(index, content)
        if kind is I32:
            return self.arena.fill(index, I32.pack([1, 2, 3] * 8))
        return self.arena.fill(index, kind.pack([int(x) for x in [2, 1, 3] * 16] if kind is U8 else [2, 1, 0.5, 3] * 16))

    def state(self):
        """Everything that the call might write."""
        return self.arena.read(), {label: buffer.raw for label, buffer in self.host.items() if label != "info"}


class Tally:
    """What was tried: functions, wrong calls, and how often each status was asked for."""

    def __init__(self):
        self.functions, self.calls, self.statuses = set(), 0, {}

    def count(self, name, status):
        self.functions.add(name)
        self.calls += 1
        self.statuses[status] = self.statuses.get(status, 0) + 1


def contradicted(right, label, value):
    """Whether cuBLAS 13.1 answers otherwise than its reference: it dies of factors that are NULL (geam takes them for 0), matrix-vector
    products look at lda alone, and a batch of getrs of less than 0 fails when it is started."""
    if label in ("alpha", "beta") and value is None:
        return True
    return right.routine == "gemv" and not label.startswith("ld") or right.routine == "getrs" and label == "batchSize"


# How gels counts the arguments that `info` names.
GELS = {"m": 1, "nrhs": 2, "n": 3, "lda": 5, "ldc": 7, "batchSize": 8}


def faults(right, is_transposed):
    """Each wrong argument of a function: label, value, status."""
    for label, value, status in documented_faults(right, is_transposed):
        if HAS_OWN or not contradicted(right, label, value):
            yield label, value, status
    if HAS_OWN and not is_transposed:
        yield from own_faults(right)


def documented_faults(right, is_transposed):
    signature, routine = right.signature, right.routine
    level1, labels = routine in LEVEL1, signature.labels
    for label in labels:
        if label.startswith("ld") and not label.endswith("_array"):
            yield label, right.least(label) - 1, INVALID_VALUE
    if is_transposed:
        return
    yield "handle", None, NOT_INITIALIZED
    for label, c_type in signature.arguments:
        if c_type in ENUMERATIONS:
            # Least squares are for op N alone.
            for value in (7, -1):
                yield label, value, NOT_SUPPORTED if routine == "gels" else INVALID_VALUE
        elif label in SIZES and not level1 and c_type in ("int", "int64_t"):
            yield label, -1, INVALID_VALUE
        elif label in ("incx", "incy") and routine in LEVEL2:
            yield label, 0, INVALID_VALUE
        elif label in ("alpha", "beta") and not level1:
            yield label, None, INVALID_VALUE
        elif label == "result" and routine in ("amax", "amin", "asum", "nrm2"):
            yield label, None, INVALID_VALUE
        elif c_type.startswith("cudaDataType"):
            yield label, I32.code, NOT_SUPPORTED
        elif c_type == "cublasComputeType_t":
            yield label, 72, NOT_SUPPORTED
            yield label, 70, NOT_SUPPORTED
    if routine == "gels":
        yield "trans", T, NOT_SUPPORTED
    if routine == "matinv":
        yield "n", 33, INVALID_VALUE


def own_faults(right):
    """What the drop-in refuses beyond what is documented."""
    signature, routine = right.signature, right.routine
    optional = ("devInfoArray", "P", "PivotArray", "devIpiv")
    for label, c_type in signature.arguments:
        if label == "handle":
            continue
        if c_type.endswith("*") and label not in optional:
            yield label, None, INVALID_VALUE
        if label in right.places:
            yield label, right.arena.last, EXECUTION_FAILED
            yield label, c.create_string_buffer(1024), EXECUTION_FAILED
            if right.kinds[label] is not U8:
                yield label, right.arena.address(right.places[label], 1), EXECUTION_FAILED
        if c_type.startswith("cudaDataType") or c_type == "cublasComputeType_t":
            yield label, 99, NOT_SUPPORTED
        if c_type == "int64_t" and routine != "gemm" and not label.startswith("batch"):
            yield label, 1 << 31, NOT_SUPPORTED
    # Where C is only written in part, or read too, it must not be A or B.
    written = "C" if "C" in right.places else "B" if routine == "trsm" else None
    if written in right.places and "Batched" not in signature.name:
        for label in "AB":
            in_place = label == "B" and routine in ("trmm", "geam") or label == "A" and routine in ("dgmm", "geam")
            if label != written and label in right.places and not in_place:
                yield written, right.values[label], INVALID_VALUE


def try_function(signature, h, arena, tally):
    """Makes the right call and all the wrong ones of a function."""
    for is_transposed in (False, True):
        right = Right(signature, h, arena, is_transposed)
        for label, value, status in faults(right, is_transposed):
            wrong = dict(right.values, **{label: value})
            if status == INVALID_VALUE and label == "m" and value == 33:
                wrong.update({key: 33 for key in wrong if key.startswith("ld")})
            what = f"{signature.name}: {label} {value!r}{', transposed' if is_transposed else ''}"
            attempt(right, wrong, status, what, tally)
            info = right.host.get("info")
            if info is not None and label != "handle":
                place = GELS.get(label, 0) if right.routine == "gels" else signature.labels.index(label)
                is_told = status in (INVALID_VALUE, NOT_SUPPORTED) and wrong["info"] is info and isinstance(value, int)
                expect(struct.unpack_from("<i", info)[0], -place if is_told else 0, f"info of {what}")
        if HAS_OWN and not is_transposed:
            in_the_middle(right, tally)
            device_mode(right, h, tally)
        expect(signature.call(right.values), SUCCESS, f"{signature.name}: a right call{', transposed' * is_transposed}")


def attempt(right, wrong, status, what, tally):
    """Makes a wrong call and looks at all memory before and after."""
    info = right.host.get("info")
    if info is not None:
        c.memset(info, 0, 4)
    before = right.state()
    expect(right.signature.call(wrong), status, what)
    if right.state() != before:
        raise SystemExit(f"{what}: the call was refused, and wrote")
    tally.count(right.signature.name, status)


def in_the_middle(right, tally):
    """The second matrix of a batch, or the second group: the first must not be computed either."""
    arena, name = right.arena, right.signature.name
    for label, c_type in right.signature.arguments:
        if "* const*" in c_type:
            address = arena.address(right.places[label], 8)
            good = arena.address(right.places[label], 640).value
            for value, status in ((0, INVALID_VALUE), (arena.last.value, EXECUTION_FAILED)):
                second = struct.pack("<Q", value)
                expect(cudart.cudaMemcpy(address, second, c.c_size_t(8), HOST_TO_DEVICE), SUCCESS, "cudaMemcpy")
                attempt(right, right.values, status, f"{name}: the second of {label} is {value:#x}", tally)
            expect(cudart.cudaMemcpy(address, struct.pack("<Q", good), c.c_size_t(8), HOST_TO_DEVICE), SUCCESS, "cudaMemcpy")
        elif label in ("PivotArray", "devIpiv"):
            place = right.places[label]
            arena.fill(place, I32.pack([1, 2, 3, 1, 2, 99]))
            attempt(right, right.values, EXECUTION_FAILED, f"{name}: a pivot beyond the matrix", tally)
            arena.fill(place, I32.pack([1, 2, 3] * 8))
        elif right.is_grouped and right.host.get(label) is not None and right.kinds[label] is not F32:
            if "alpha" in label or "beta" in label:
                continue
            width = 8 if "int64_t" in c_type else 4
            good, buffer = right.host[label].raw, right.host[label]
            c.memmove(c.addressof(buffer) + width, struct.pack("<q", -1)[:width], width)
            attempt(right, right.values, INVALID_VALUE, f"{name}: the second of {label} is -1", tally)
            c.memmove(buffer, good, len(good))


def device_mode(right, h, tally):
    """Factors and results of the host's where they must be the device's."""
    labels = [label for label in right.host if label.split("_")[0] in ("alpha", "beta", "result", "param", "c", "s", "a", "d1")]
    if not labels or right.is_grouped:
        return
    expect(cublas.cublasSetPointerMode_v2(h, 1), SUCCESS, "cublasSetPointerMode_v2")
    attempt(right, right.values, EXECUTION_FAILED, f"{right.signature.name}: {labels} of the host's in device mode", tally)
    expect(cublas.cublasSetPointerMode_v2(h, 0), SUCCESS, "cublasSetPointerMode_v2")


# MARK: Copies

def copies(known, arena, tally):
    """Copies of vectors and matrices."""
    host = c.create_string_buffer(b"\5" * 256, 256)
    for name, signature in known.items():
        if not re.match("cublas[SG]et(Vector|Matrix)", name):
            continue
        device = arena.fill(0, b"\3" * Arena.PLACE)
        pointers = [label for label in signature.labels if signature.type[label].endswith("*")]
        source, target = pointers
        is_set = "Set" in name
        right = {"n": 4, "rows": 3, "cols": 2, "elemSize": 4, "incx": 1, "incy": 1, "lda": 3, "ldb": 3, "streamId": None,
                 source: host if is_set else device, target: device if is_set else host}
        on_device = target if is_set else source
        wrong = [(label, value, INVALID_VALUE) for label, value in (
            ("rows", -1), ("cols", -1), ("elemSize", 0), ("incx", 0), ("incy", 0), ("incx", -1), ("lda", 0), ("ldb", 0))
            if label in signature.labels]
        wrong += [(label, 2, MAPPING_ERROR) for label in ("lda", "ldb") if label in signature.labels]
        if HAS_OWN:
            wrong += [(on_device, arena.last, MAPPING_ERROR), (source, None, INVALID_VALUE), (target, None, INVALID_VALUE)]
            wrong += [(label, -1, INVALID_VALUE) for label in ("n",) if label in signature.labels]
        for label, value, status in wrong:
            before = arena.read(), host.raw
            expect(signature.call(dict(right, **{label: value})), status, f"{name}: {label} {value!r}")
            expect((arena.read(), host.raw) == before, True, f"{name}: {label} {value!r} wrote nothing")
            tally.count(name, status)
        expect(signature.call(right), SUCCESS, f"{name}: a right call")


# MARK: Management

# Settings: a number that is none, or nothing where every number is one.
SETTINGS = {"PointerMode_v2": 2, "AtomicsMode": 2, "MathMode": 9 if HAS_OWN else None, "SmCountTarget": -1, "EmulationStrategy": 3,
            "EmulationSpecialValuesSupport": None, "FixedPointEmulationMantissaControl": 2,
            "FixedPointEmulationMaxMantissaBitCount": None, "FixedPointEmulationMantissaBitOffset": None,
            "FixedPointEmulationMantissaBitCountPointer": None, "Stream_v2": None}
# What has no wrong argument, and why.
NOTHING_WRONG = {
    "cublasGetCudartVersion": "takes no argument", "cublasGetError": "takes no argument and answers the status of another",
    "cublasGetStatusName": "answers every number", "cublasGetStatusString": "answers every number",
    "cublasLoggerConfigure": "succeeds whether it finds the file or not", "cublasSetLoggerCallback": "NULL is no callback",
    "cublasXerbla": "answers nothing",
    "cublasShutdown": "takes no argument, and may be called twice",
}
STATUSES = {
    0: ("SUCCESS", "success"), 1: ("NOT_INITIALIZED", "the library was not initialized"),
    3: ("ALLOC_FAILED", "the resource allocation failed"),
    7: ("INVALID_VALUE", "an unsupported value or parameter was passed to the function"),
    8: ("ARCH_MISMATCH", "the function requires an architectural feature absent from the device"),
    11: ("MAPPING_ERROR", "an access to GPU memory space failed"), 13: ("EXECUTION_FAILED", "the function failed to launch on the GPU"),
    14: ("INTERNAL_ERROR", "an internal operation failed"), 15: ("NOT_SUPPORTED", "the requested functionality is not supported"),
    16: ("LICENSE_ERROR", "the license check failed"),
}


def names():
    """Names and sentences of all statuses, and of numbers that are none."""
    lt = c.CDLL(f"libcublasLt.so.{RELEASE}")
    for library, prefix in ((cublas, "cublas"), (lt, "cublasLt")):
        name, sentence = (getattr(library, f"{prefix}GetStatus{what}") for what in ("Name", "String"))
        name.restype = sentence.restype = c.c_char_p
        for number in range(-1, 18):
            known = STATUSES.get(number)
            wanted = (f"CUBLAS_STATUS_{known[0]}", known[1]) if known else ("unrecognized status",) * 2
            expect((name(number).decode(), sentence(number).decode()), wanted, f"{prefix}: the name of status {number}")


def management(exported_names, h, tally):
    """Handles, settings and the log."""
    def wrong(name, status, *arguments, unchanged=()):
        before = [bytes(buffer) for buffer in unchanged]
        expect(getattr(cublas, name)(*arguments), status, f"{name}{arguments!r}")
        expect([bytes(buffer) for buffer in unchanged], before, f"{name}{arguments!r} wrote nothing")
        tally.count(name, status)

    answer = (c.c_uint64 * 1)(0x1234567)
    wrong("cublasCreate_v2", INVALID_VALUE, None)
    wrong("cublasDestroy_v2", NOT_INITIALIZED, None)
    wrong("cublasGetVersion_v2", INVALID_VALUE, h, None)
    wrong("cublasGetVersion", INVALID_VALUE, None)
    wrong("cublasGetProperty", INVALID_VALUE, 3, answer, unchanged=[answer])
    wrong("cublasGetProperty", INVALID_VALUE, -1, answer, unchanged=[answer])
    wrong("cublasGetProperty", INVALID_VALUE, 0, None)
    wrong("cublasGetLoggerCallback", INVALID_VALUE, None)
    wrong("cublasSetWorkspace_v2", NOT_INITIALIZED, None, None, c.c_size_t(0))
    memory = Memory(I8, [0] * 1024)
    if HAS_OWN:
        wrong("cublasSetWorkspace_v2", INVALID_VALUE, h, memory.at(128), c.c_size_t(512))
    expect(cublas.cublasSetWorkspace_v2(h, memory.pointer, c.c_size_t(512)), SUCCESS, "cublasSetWorkspace_v2")
    memory.free()
    for setting, invalid in SETTINGS.items():
        get, set_ = f"cublasGet{setting}", f"cublasSet{setting}"
        if set_ not in exported_names:
            continue
        wrong(get, NOT_INITIALIZED, None, answer, unchanged=[answer])
        wrong(get, INVALID_VALUE, h, None)
        wrong(set_, NOT_INITIALIZED, None, c.c_void_p(0))
        if invalid is not None:
            old, new = (c.c_uint64 * 1)(), (c.c_uint64 * 1)()
            getattr(cublas, get)(h, old)
            wrong(set_, INVALID_VALUE, h, invalid)
            getattr(cublas, get)(h, new)
            expect(new[0], old[0], f"{set_}: the setting after a wrong one")
    if HAS_OWN:
        wrong("cublasSetStream_v2", INVALID_VALUE, h, c.c_void_p(0x4321))


# MARK: cublas.h

def legacy_argument(signature, label, value, kind):
    """An argument as cublas.h takes it: letters for enumerations, numbers for factors."""
    letters = {"cublasOperation_t": "NTC", "cublasFillMode_t": "LU", "cublasSideMode_t": "LR", "cublasDiagType_t": "NU"}
    c_type = signature.type[label]
    if c_type in letters:
        return c.c_char(letters[c_type][value].encode() if 0 <= value < len(letters[c_type]) else b"x")
    is_rotg = routine_of(signature.name) == "rotg"
    if label in ("alpha", "beta") or label in ("c", "s") and not is_rotg or is_rotg and label == "b" and kind.is_complex:
        return by_value(kind, 0.5)
    return signature.convert(label, value)


def legacy(known, exported_names, arena, tally):
    """The API without handles: the same arguments, and the status from cublasGetError."""
    for name in sorted(exported_names - set(known)):
        signature = known.get(f"{name}_v2")
        if signature is None or name in NOTHING_WRONG or name == "cublasGetVersion":
            continue
        right = Right(signature, None, arena, False)
        labels = [label for label in signature.labels if label not in ("handle", "result")
                  and not ("trmm" in name and label in ("C", "ldc"))]
        function = getattr(cublas, name)
        answered = right.kinds.get("result")
        function.restype = answered and (c.c_int if answered is I32 else VALUE[answered.name])

        def call(values):
            result = function(*[legacy_argument(signature, label, values[label], right.kinds.get(label)) for label in labels])
            return result if answered else None

        def attempt_legacy(values, status, what):
            before = right.state()
            result = call(values)
            expect(cublas.cublasGetError(), status, what)
            expect(right.state() == before, True, f"{what} wrote nothing")
            parts = [result.real, result.imaginary] if isinstance(result, c.Structure) else [result or 0]
            expect(any(parts), False, f"{what}: the answer of a refused call")
            tally.count(name, status)

        # Without cublasInit, too.
        expect(cublas.cublasShutdown(), SUCCESS, "cublasShutdown")
        call(right.values)
        expect(cublas.cublasGetError(), SUCCESS, f"{name} after cublasShutdown")
        expect(cublas.cublasInit(), SUCCESS, "cublasInit")
        for label, value, status in faults(right, False):
            is_number = not isinstance(legacy_argument(signature, label, right.values[label], right.kinds.get(label)),
                                       (c.c_float, c.c_double, c.Structure)) if label in labels else False
            if is_number:
                attempt_legacy(dict(right.values, **{label: value}), status, f"{name}: {label} {value!r}")
        call(right.values)
        expect(cublas.cublasGetError(), SUCCESS, f"{name}: a right call")


def legacy_management(tally):
    def wrong(name, status, *arguments):
        expect(getattr(cublas, name)(*arguments), status, f"{name}{arguments!r}")
        tally.count(name, status)

    pointer = c.c_void_p(5)
    wrong("cublasAlloc", INVALID_VALUE, 0, 4, c.byref(pointer))
    wrong("cublasAlloc", INVALID_VALUE, 4, 0, c.byref(pointer))
    wrong("cublasAlloc", ALLOC_FAILED, 2 ** 31 - 1, 2 ** 31 - 1, c.byref(pointer))
    wrong("cublasFree", INTERNAL_ERROR, c.c_void_p(0x4321))
    if HAS_OWN:
        wrong("cublasSetKernelStream", INVALID_VALUE, c.c_void_p(0x4321))
    expect(cublas.cublasShutdown(), SUCCESS, "cublasShutdown")
    expect(cublas.cublasShutdown(), SUCCESS, "a second cublasShutdown")


def main():
    names()
    exported_names = {name for name in exported("cublas") if not name.startswith(("cublasLt", "cublasXt"))}
    known = signatures({name for name in exported_names if not re.search("Logger|Init|Shutdown|Alloc|Xerbla|Free|GetError", name)})
    h, arena, tally = handle(), Arena(), Tally()
    management(exported_names, h, tally)
    copies(known, arena, tally)
    for name, signature in known.items():
        if routine_of(name) and name not in tally.functions:
            try_function(signature, h, arena, tally)
    legacy(known, exported_names, arena, tally)
    legacy_management(tally)
    # cublasInit has no argument; what it needs is a device.
    untried = sorted(exported_names - tally.functions - set(NOTHING_WRONG) - {"cublasInit"})
    if HAS_OWN:
        expect(untried, [], "functions without a wrong call")
    expect(sorted(tally.functions & set(NOTHING_WRONG)), [], "functions that have a wrong argument after all")
    print(f"wrong_arguments: {len(tally.functions)} functions, {tally.calls} wrong calls: all as documented")


if __name__ == "__main__":
    main()
