"""Wrong calls of the CUDA runtime: for every function the statuses that its reference lists, and the last error that they leave."""

import ctypes as c
import subprocess
import sys
import threading

from cuda import *
from faults import Faults
import runtime_more_faults as more

INVALID, MEMORY, PITCH, DIRECTION, DEVICE = 1, 2, 12, 21, 101
PEER_ENABLED, PEER_UNSUPPORTED, IMAGE, HANDLE, NOT_READY, LAUNCH = 704, 217, 209, 400, 600, 719
REGISTERED, NOT_REGISTERED, NOT_SUPPORTED, IMPLICIT, WRONG_THREAD, UNKNOWN = 712, 713, 801, 906, 908, 999
ILLEGAL_STATE, UNSUPPORTED = 401, 900

# What cuda_runtime_api.h of CUDA 12.9 lists after \return, without success.
DOCUMENTED = {
    "cudaDeviceCanAccessPeer": [DEVICE],
    "cudaDeviceEnablePeerAccess": [DEVICE, PEER_ENABLED, INVALID],
    "cudaDeviceGetAttribute": [DEVICE, INVALID],
    "cudaDeviceGetPCIBusId": [INVALID, DEVICE],
    "cudaDriverGetVersion": [INVALID], "cudaRuntimeGetVersion": [INVALID],
    "cudaEventCreate": [INVALID, LAUNCH, MEMORY], "cudaEventCreateWithFlags": [INVALID, LAUNCH, MEMORY],
    "cudaEventDestroy": [HANDLE, LAUNCH],
    "cudaEventElapsedTime": [NOT_READY, INVALID, HANDLE, LAUNCH, UNKNOWN],
    "cudaEventQuery": [NOT_READY, HANDLE, LAUNCH], "cudaEventSynchronize": [HANDLE, LAUNCH],
    "cudaEventRecord": [HANDLE, LAUNCH], "cudaEventRecordWithFlags": [INVALID, HANDLE, LAUNCH],
    "cudaFree": [INVALID], "cudaFreeAsync": [INVALID, NOT_SUPPORTED], "cudaFreeHost": [INVALID],
    "cudaGetDevice": [INVALID], "cudaGetDeviceCount": [INVALID],
    "cudaGetDeviceProperties": [DEVICE], "cudaGetDeviceProperties_v2": [DEVICE],
    "cudaHostAlloc": [INVALID, MEMORY], "cudaHostGetDevicePointer": [INVALID, MEMORY],
    "cudaHostRegister": [INVALID, MEMORY, REGISTERED, NOT_SUPPORTED],
    "cudaHostUnregister": [INVALID, NOT_REGISTERED], "cudaInitDevice": [DEVICE],
    "cudaLaunchHostFunc": [HANDLE, INVALID, NOT_SUPPORTED], "cudaLaunchKernel": [IMAGE],
    "cudaMalloc": [INVALID, MEMORY], "cudaMallocAsync": [INVALID, NOT_SUPPORTED, MEMORY],
    "cudaMallocHost": [INVALID, MEMORY], "cudaMallocManaged": [MEMORY, NOT_SUPPORTED, INVALID],
    "cudaMallocPitch": [INVALID, MEMORY], "cudaMemGetInfo": [INVALID, LAUNCH],
    "cudaMemcpy": [INVALID, DIRECTION], "cudaMemcpyAsync": [INVALID, DIRECTION],
    "cudaMemcpy2D": [INVALID, PITCH, DIRECTION], "cudaMemcpy2DAsync": [INVALID, PITCH, DIRECTION],
    "cudaMemcpyPeer": [INVALID, DEVICE],
    "cudaMemset": [INVALID], "cudaMemsetAsync": [INVALID], "cudaMemset2D": [INVALID], "cudaMemset2DAsync": [INVALID],
    "cudaPointerGetAttributes": [DEVICE, INVALID],
    "cudaSetDevice": [DEVICE], "cudaSetDeviceFlags": [INVALID],
    "cudaStreamAddCallback": [HANDLE, INVALID, NOT_SUPPORTED],
    "cudaStreamCreate": [INVALID], "cudaStreamCreateWithFlags": [INVALID], "cudaStreamCreateWithPriority": [INVALID],
    "cudaStreamDestroy": [HANDLE], "cudaStreamIsCapturing": [INVALID, IMPLICIT],
    "cudaStreamBeginCapture": [INVALID], "cudaStreamEndCapture": [INVALID, WRONG_THREAD],
    "cudaStreamGetCaptureInfo": [INVALID, IMPLICIT], "cudaStreamGetCaptureInfo_v2": [INVALID, IMPLICIT],
    "cudaStreamGetCaptureInfo_v3": [INVALID, IMPLICIT], "cudaThreadExchangeStreamCaptureMode": [INVALID],
    "cudaGraphInstantiate": [INVALID], "cudaGraphInstantiateWithFlags": [INVALID], "cudaGraphLaunch": [INVALID],
    "cudaGraphUpload": [INVALID], "cudaGraphExecDestroy": [INVALID], "cudaGraphDestroy": [INVALID],
    "cudaStreamQuery": [NOT_READY, HANDLE], "cudaStreamSynchronize": [HANDLE],
    "cudaStreamWaitEvent": [INVALID, HANDLE],
}
IMPOSSIBLE = {
    NOT_READY: "every call is complete when it returns",
    LAUNCH: "no kernel of the program's own is ever launched",
    UNKNOWN: "for what CUDA itself cannot tell",
    **{(name, NOT_SUPPORTED): "memory pools, managed and pinned memory, and host functions are there" for name in (
        "cudaFreeAsync", "cudaHostRegister", "cudaLaunchHostFunc", "cudaMallocAsync", "cudaMallocManaged", "cudaStreamAddCallback")},
    PEER_ENABLED: "there is no other device",
    ("cudaEventCreate", MEMORY): "an event has no memory of its own",
    ("cudaEventCreateWithFlags", MEMORY): "an event has no memory of its own",
    ("cudaHostGetDevicePointer", MEMORY): "the address is the host's own",
    ("cudaHostRegister", MEMORY): "registering takes no memory",
    ("cudaPointerGetAttributes", DEVICE): "the call names no device",
}
HARMLESS = {
    "cudaDeviceGetStreamPriorityRange": "NULL is allowed for both results",
    "cudaDeviceReset": "no argument", "cudaDeviceSynchronize": "no argument",
    "cudaGetErrorName": "any number has an answer", "cudaGetErrorString": "any number has an answer",
    "cudaGetLastError": "no argument", "cudaPeekAtLastError": "no argument",
    "cudaProfilerStart": "no argument", "cudaProfilerStop": "no argument",
    **{name: "called by the compiler's code only, answers nothing" for name in (
        "__cudaPopCallConfiguration", "__cudaPushCallConfiguration", "__cudaRegisterFatBinary", "__cudaRegisterFatBinaryEnd",
        "__cudaRegisterFunction", "__cudaRegisterVar", "__cudaUnregisterFatBinary")},
}


def last_error(status, what):
    """A refusal is the last error until it was read, and not after."""
    expect(cudart.cudaRuntimeGetVersion(c.byref(c.c_int())), 0, what)
    expect(cudart.cudaPeekAtLastError(), status, f"{what}: cudaPeekAtLastError after a call that succeeds")
    expect(cudart.cudaPeekAtLastError(), status, f"{what}: cudaPeekAtLastError twice")
    expect(cudart.cudaGetLastError(), status, f"{what}: cudaGetLastError")
    expect(cudart.cudaGetLastError(), 0, f"{what}: cudaGetLastError twice")


DOCUMENTED |= more.DOCUMENTED
faults = Faults(cudart, DOCUMENTED, IMPOSSIBLE, HARMLESS | more.HARMLESS, last_error)
new = faults.new


def refuse(function, status, what, *arguments):
    """Makes a wrong call, and by the form for programs whose default stream is one for each thread, which has other default streams."""
    faults.refuse(function, status, what, *arguments)
    for suffix in ("_ptsz", "_ptds"):
        # Functions that are not there have forms of their own in the list.
        if status not in (IMPLICIT, UNSUPPORTED) and "default stream" not in what and what != "what is not there" \
                and hasattr(cudart, function + suffix):
            faults.refuse(function + suffix, status, what, *arguments)


S = c.c_size_t
HUGE = S(2 ** 64 - 1)
HALF = S(2 ** 63 - 1)
NO_STREAM = c.c_void_p(0x1234568)
NO_EVENT = c.c_void_p(0x1234568)


def ended(create, destroy):
    """A handle that was destroyed."""
    result = c.c_void_p()
    expect(getattr(cudart, create)(c.byref(result)), 0, create)
    expect(getattr(cudart, destroy)(result), 0, destroy)
    return result


GONE_STREAM = ended("cudaStreamCreate", "cudaStreamDestroy")
GONE_EVENT = ended("cudaEventCreate", "cudaEventDestroy")
STREAMS = [(NO_STREAM, "a stream that is none"), (GONE_STREAM, "a stream that was destroyed")]
EVENTS = [(None, "NULL"), (NO_EVENT, "an event that is none"), (GONE_EVENT, "an event that was destroyed")]


def no_device():
    """Without a device none is counted, and the status says so; in a process of its own."""
    program = (f"import ctypes as c; cudart = c.CDLL('{cudart._name}'); count = c.c_int(9); "
               "status = cudart.cudaGetDeviceCount(c.byref(count)); raise SystemExit(status + 100 * count.value)")
    environment = dict(os.environ, PARITY_CUDA_DEVICE="vulkan:77", PARITY_CUDA_LEDGER="/dev/null")
    expect(subprocess.run([sys.executable, "-c", program], env=environment).returncode, 100, "cudaGetDeviceCount without a device")


def devices():
    for name in ("cudaGetDeviceCount", "cudaGetDevice", "cudaDriverGetVersion", "cudaRuntimeGetVersion"):
        refuse(name, INVALID, "NULL", None)
    properties = [name for name in ("cudaGetDeviceProperties", "cudaGetDeviceProperties_v2") if hasattr(cudart, name)]
    for name in properties:
        refuse(name, INVALID, "NULL", None, 0)
    for device in (-1, 1, 99):
        what = f"device {device}"
        refuse("cudaSetDevice", DEVICE, what, device)
        refuse("cudaInitDevice", DEVICE, what, device, 0, 0)
        refuse("cudaDeviceGetAttribute", DEVICE, what, new(), 10, device)
        for name in properties:
            refuse(name, DEVICE, what, new(2048), device)
        refuse("cudaDeviceGetPCIBusId", DEVICE, what, new(), 32, device)
        refuse("cudaDeviceCanAccessPeer", DEVICE, what, new(), device, 0)
        refuse("cudaDeviceCanAccessPeer", DEVICE, f"peer {device}", new(), 0, device)
        refuse("cudaDeviceEnablePeerAccess", DEVICE, f"peer {device}", device, 0)
    refuse("cudaDeviceEnablePeerAccess", PEER_UNSUPPORTED, "the device itself, which cannot be its peer", 0, 0)
    refuse("cudaDeviceEnablePeerAccess", INVALID, "flags 1", 0, 1)
    refuse("cudaDeviceCanAccessPeer", INVALID, "NULL", None, 0, 0)
    refuse("cudaDeviceGetAttribute", INVALID, "NULL", None, 10, 0)
    for attribute in (0, -1, 1000):
        refuse("cudaDeviceGetAttribute", INVALID, f"attribute {attribute}", new(), attribute, 0)
    refuse("cudaDeviceGetPCIBusId", INVALID, "NULL", None, 32, 0)
    for length in (0, -1, 12):
        refuse("cudaDeviceGetPCIBusId", INVALID, f"{length} bytes", new(), length, 0)
    # Two ways of waiting, and bits that are no flag.
    for flags in (3, 5, 6, 7, 0x20, 0x40, 0x100):
        refuse("cudaSetDeviceFlags", INVALID, f"flags {flags}", flags)
        refuse("cudaInitDevice", INVALID, f"device flags {flags}", 0, flags, 1)
    refuse("cudaInitDevice", INVALID, "flags 2", 0, 0, 2)
    launch = cudart.cudaLaunchKernel
    launch.argtypes = [c.c_void_p, c.c_uint64, c.c_uint32, c.c_uint64, c.c_uint32, c.c_void_p, c.c_size_t, c.c_void_p]
    refuse("cudaLaunchKernel", IMAGE, "a kernel of the program's own", None, 1, 1, 1, 1, None, 0, None)


def allocations():
    for name, extra in (("cudaMalloc", []), ("cudaMallocHost", []), ("cudaHostAlloc", [0]), ("cudaMallocManaged", [1]),
                        ("cudaMallocAsync", [None])):
        refuse(name, INVALID, "NULL", None, S(16), *extra)
        for size in (S(1 << 62), HALF, HUGE):
            refuse(name, MEMORY, f"{size.value} bytes", new(), size, *extra)
    for flags in (8, 16, 0x80000000):
        refuse("cudaHostAlloc", INVALID, f"flags {flags}", new(), S(16), c.c_uint(flags))
    for flags in (0, 3, 4, 8):
        refuse("cudaMallocManaged", INVALID, f"flags {flags}", new(), S(16), flags)
    refuse("cudaMallocPitch", INVALID, "no place for the address", None, new(), S(16), S(2))
    refuse("cudaMallocPitch", INVALID, "no place for the pitch", new(), None, S(16), S(2))
    for width, height in ((1 << 40, 1 << 40), (2 ** 64 - 1, 2), (2, 2 ** 64 - 1), (2 ** 63 - 1, 1)):
        refuse("cudaMallocPitch", MEMORY, f"{height} rows of {width}", new(), new(), S(width), S(height))
    for stream, what in STREAMS:
        refuse("cudaMallocAsync", HANDLE, what, new(), S(16), stream)
        refuse("cudaFreeAsync", HANDLE, what, None, stream)

    own = c.create_string_buffer(64)
    device, pinned, managed = c.c_void_p(), c.c_void_p(), c.c_void_p()
    expect(cudart.cudaMalloc(c.byref(device), S(64)), 0, "cudaMalloc")
    expect(cudart.cudaMallocHost(c.byref(pinned), S(64)), 0, "cudaMallocHost")
    expect(cudart.cudaMallocManaged(c.byref(managed), S(64), 1), 0, "cudaMallocManaged")
    for name, extra, foreign in (("cudaFree", [], pinned), ("cudaFreeAsync", [None], pinned), ("cudaFreeHost", [], device),
                                 ("cudaFreeHost", [], managed)):
        refuse(name, INVALID, "the program's own memory", own, *extra)
        refuse(name, INVALID, "memory of the other kind", foreign, *extra)
        mine = device if foreign is pinned else pinned
        refuse(name, INVALID, "the middle of an allocation", c.c_void_p(mine.value + 16), *extra)
    other = c.c_void_p()
    for allocate, release, extra in (("cudaMalloc", "cudaFree", []), ("cudaMalloc", "cudaFreeAsync", [None]),
                                     ("cudaMallocHost", "cudaFreeHost", [])):
        expect(getattr(cudart, allocate)(c.byref(other), S(64)), 0, allocate)
        expect(getattr(cudart, release)(other, *extra), 0, release)
        refuse(release, INVALID, "memory that was freed", other, *extra)

    refuse("cudaHostRegister", INVALID, "NULL", None, S(16), 0)
    refuse("cudaHostRegister", INVALID, "0 bytes", own, S(0), 0)
    refuse("cudaHostRegister", INVALID, "more than memory", own, HUGE, 0)
    refuse("cudaHostRegister", INVALID, "flags 16", own, S(16), 16)
    expect(cudart.cudaHostRegister(own, S(32), 0), 0, "cudaHostRegister")
    for offset, size in ((0, 32), (16, 32), (31, 1)):
        refuse("cudaHostRegister", REGISTERED, f"bytes from {offset} on", c.c_void_p(c.addressof(own) + offset), S(size), 0)
    refuse("cudaHostRegister", REGISTERED, "memory of CUDA's", pinned, S(16), 0)
    refuse("cudaHostGetDevicePointer", INVALID, "no place for the address", None, own, 0)
    refuse("cudaHostGetDevicePointer", INVALID, "NULL", new(), None, 0)
    refuse("cudaHostGetDevicePointer", INVALID, "flags 1", new(), own, 1)
    refuse("cudaHostGetDevicePointer", INVALID, "memory that is not pinned", new(), c.create_string_buffer(64), 0)
    refuse("cudaHostGetDevicePointer", INVALID, "device memory", new(), device, 0)
    refuse("cudaHostUnregister", INVALID, "NULL", None)
    refuse("cudaHostUnregister", INVALID, "the middle of what is registered", c.c_void_p(c.addressof(own) + 16))
    refuse("cudaHostUnregister", NOT_REGISTERED, "device memory", device)
    expect(cudart.cudaHostUnregister(own), 0, "cudaHostUnregister")
    refuse("cudaHostUnregister", NOT_REGISTERED, "what is no longer registered", own)
    refuse("cudaPointerGetAttributes", INVALID, "no place for the answer", None, device)
    refuse("cudaMemGetInfo", INVALID, "NULL for what is free", None, new())
    refuse("cudaMemGetInfo", INVALID, "NULL for the total", new(), None)
    for pointer, release in ((device, "cudaFree"), (managed, "cudaFree"), (pinned, "cudaFreeHost")):
        expect(getattr(cudart, release)(pointer), 0, release)


def copies():
    a, b = Memory(I32, [7] * 16), Memory(I32, [9] * 16)
    gone = Memory(I32, [1] * 16)
    gone.free()
    host = new(64)
    source = c.create_string_buffer(64)

    def unchanged(*call):
        refuse(*call)
        expect((a.read(), b.read()), ([7] * 16, [9] * 16), f"{call[0]}: {call[2]}: device memory")

    for name, extra in (("cudaMemcpy", []), ("cudaMemcpyAsync", [None])):
        for kind in (-1, 5, 99):
            unchanged(name, DIRECTION, f"direction {kind}", a.pointer, b.pointer, S(64), kind, *extra)
        for target, origin, size, kind, what in (
                (None, b.pointer, S(64), 3, "to NULL"), (a.pointer, None, S(64), 1, "from NULL"),
                (host, b.pointer, S(65), 2, "past the end of the source"), (a.at(1), b.pointer, S(64), 3, "past the end"),
                (a.at(1), b.pointer, HALF, 3, "half of all addresses"), (a.pointer, b.pointer, HUGE, 3, "all addresses"),
                (host, gone.pointer, S(64), 2, "from freed memory"), (gone.pointer, source, S(64), 1, "to freed memory"),
                (host, source, S(8), 2, "from what is no device memory"), (host, b.pointer, S(8), 1, "to what is none"),
                (host, a.pointer, S(65), 4, "past the end, by address")):
            unchanged(name, INVALID, what, target, origin, size, kind, *extra)
    for name, extra in (("cudaMemcpy2D", []), ("cudaMemcpy2DAsync", [None])):
        for kind in (-1, 5):
            unchanged(name, DIRECTION, f"direction {kind}", a.pointer, S(16), b.pointer, S(16), S(8), S(2), kind, *extra)
        for target_pitch, source_pitch, width, height in ((4, 16, 8, 2), (16, 4, 8, 2), (4, 16, 8, 1), (0, 0, 8, 2)):
            unchanged(name, PITCH, f"rows of {width}, {target_pitch} and {source_pitch} apart", a.pointer, S(target_pitch),
                      b.pointer, S(source_pitch), S(width), S(height), 3, *extra)
        for target, origin, pitch, width, height, what in (
                (None, b.pointer, 16, 8, 2, "to NULL"), (a.pointer, None, 16, 8, 2, "from NULL"),
                (a.at(4), b.pointer, 16, 16, 4, "past the end"), (a.pointer, b.pointer, 16, 8, 5, "past the end of both"),
                (a.pointer, b.pointer, 1 << 40, 8, 1 << 40, "all addresses"),
                (a.pointer, b.pointer, 16, 8, 2 ** 64 - 1, "2^64 - 1 rows"), (a.pointer, gone.pointer, 16, 8, 2, "freed memory")):
            unchanged(name, INVALID, what, target, S(pitch), origin, S(pitch), S(width), S(height), 3, *extra)
    unchanged("cudaMemcpyPeer", DEVICE, "to device 1", a.pointer, 1, b.pointer, 0, S(16))
    unchanged("cudaMemcpyPeer", DEVICE, "from device -1", a.pointer, 0, b.pointer, -1, S(16))
    for target, origin, size, what in ((None, b.pointer, S(8), "to NULL"), (a.pointer, None, S(8), "from NULL"),
                                       (a.pointer, b.at(1), S(64), "past the end"), (a.pointer, source, S(8), "host memory")):
        unchanged("cudaMemcpyPeer", INVALID, what, target, 0, origin, 0, size)
    for name, extra in (("cudaMemset", []), ("cudaMemsetAsync", [None])):
        for target, size, what in ((None, S(8), "NULL"), (a.pointer, S(65), "past the end"), (a.at(1), HALF, "half of all"),
                                   (a.pointer, HUGE, "all addresses"), (gone.pointer, S(8), "freed memory"),
                                   (host, S(8), "host memory")):
            unchanged(name, INVALID, what, target, 0, size, *extra)
    for name, extra in (("cudaMemset2D", []), ("cudaMemset2DAsync", [None])):
        for target, pitch, width, height, what in (
                (None, 16, 8, 2, "NULL"), (a.pointer, 4, 8, 2, "rows wider than their distance"),
                (a.pointer, 16, 8, 5, "past the end"), (a.pointer, 1 << 40, 8, 1 << 40, "all addresses"),
                (a.pointer, 16, 2 ** 64 - 1, 1, "rows of 2^64 - 1"), (gone.pointer, 16, 8, 2, "freed memory")):
            unchanged(name, INVALID, what, target, S(pitch), 0, S(width), S(height), *extra)
    for stream, what in STREAMS:
        unchanged("cudaMemcpyAsync", HANDLE, what, a.pointer, b.pointer, S(64), 3, stream)
        unchanged("cudaMemcpy2DAsync", HANDLE, what, a.pointer, S(16), b.pointer, S(16), S(8), S(2), 3, stream)
        unchanged("cudaMemsetAsync", HANDLE, what, a.pointer, 0, S(8), stream)
        unchanged("cudaMemset2DAsync", HANDLE, what, a.pointer, S(16), 0, S(8), S(2), stream)
    a.free()
    b.free()


def streams():
    called = []
    callback = c.CFUNCTYPE(None, c.c_void_p, c.c_int, c.c_void_p)(lambda *_: called.append(1))
    function = c.CFUNCTYPE(None, c.c_void_p)(lambda _: called.append(2))
    stream, event, untimed = c.c_void_p(), c.c_void_p(), c.c_void_p()
    expect(cudart.cudaStreamCreate(c.byref(stream)), 0, "cudaStreamCreate")
    expect(cudart.cudaEventCreate(c.byref(event)), 0, "cudaEventCreate")
    expect(cudart.cudaEventCreateWithFlags(c.byref(untimed), 2), 0, "cudaEventCreateWithFlags")
    refuse("cudaStreamCreate", INVALID, "NULL", None)
    refuse("cudaStreamCreateWithFlags", INVALID, "NULL", None, 0)
    refuse("cudaStreamCreateWithPriority", INVALID, "NULL", None, 0, 0)
    for flags in (2, 3, 256):
        refuse("cudaStreamCreateWithFlags", INVALID, f"flags {flags}", new(), flags)
        refuse("cudaStreamCreateWithPriority", INVALID, f"flags {flags}", new(), flags, 0)
        refuse("cudaStreamWaitEvent", INVALID, f"flags {flags}", stream, event, flags)
        refuse("cudaEventRecordWithFlags", INVALID, f"flags {flags}", event, stream, flags)
    for wrong, what in STREAMS + [(event, "an event")]:
        for name in ("cudaStreamDestroy", "cudaStreamSynchronize", "cudaStreamQuery"):
            refuse(name, HANDLE, what, wrong)
        refuse("cudaStreamWaitEvent", HANDLE, what, wrong, event, 0)
        refuse("cudaStreamIsCapturing", HANDLE, what, wrong, new())
        refuse("cudaStreamAddCallback", HANDLE, what, wrong, callback, None, 0)
        refuse("cudaLaunchHostFunc", HANDLE, what, wrong, function, None)
        refuse("cudaEventRecord", HANDLE, what, event, wrong)
        refuse("cudaEventRecordWithFlags", HANDLE, what, event, wrong, 0)
    for number in (0, 1, 2):
        refuse("cudaStreamDestroy", HANDLE, f"default stream {number}", c.c_void_p(number))
    refuse("cudaStreamIsCapturing", INVALID, "NULL", stream, None)
    refuse("cudaStreamAddCallback", INVALID, "NULL", stream, None, None, 0)
    refuse("cudaStreamAddCallback", INVALID, "flags 1", stream, callback, None, 1)
    refuse("cudaLaunchHostFunc", INVALID, "NULL", stream, None, None)
    expect(called, [], "callbacks of refused calls")
    refuse("cudaEventCreate", INVALID, "NULL", None)
    refuse("cudaEventCreateWithFlags", INVALID, "NULL", None, 0)
    # 4 is for other processes, which must not ask for times.
    for flags in (4, 5, 8, 255):
        refuse("cudaEventCreateWithFlags", INVALID, f"flags {flags}", new(), flags)
    for wrong, what in EVENTS + [(stream, "a stream")]:
        for name in ("cudaEventDestroy", "cudaEventQuery", "cudaEventSynchronize"):
            refuse(name, HANDLE, what, wrong)
        refuse("cudaEventRecord", HANDLE, what, wrong, stream)
        refuse("cudaEventRecordWithFlags", HANDLE, what, wrong, stream, 0)
        refuse("cudaStreamWaitEvent", HANDLE, what, stream, wrong, 0)
    refuse("cudaEventElapsedTime", HANDLE, "no record", new(), event, event)
    for one in (event, untimed):
        expect(cudart.cudaEventRecord(one, stream), 0, "cudaEventRecord")
    refuse("cudaEventElapsedTime", INVALID, "NULL", None, event, event)
    for wrong, what in EVENTS + [(untimed, "an event without times")]:
        refuse("cudaEventElapsedTime", HANDLE, f"{what} as the start", new(), wrong, event)
        refuse("cudaEventElapsedTime", HANDLE, f"{what} as the end", new(), event, wrong)


def graphs():
    """Captures and graphs; graphs.py has what ends a capture."""
    stream, graph, ready = c.c_void_p(), c.c_void_p(), c.c_void_p()
    expect(cudart.cudaStreamCreate(c.byref(stream)), 0, "cudaStreamCreate")
    infos = [name for name in ("cudaStreamGetCaptureInfo", "cudaStreamGetCaptureInfo_v2", "cudaStreamGetCaptureInfo_v3")
             if hasattr(cudart, name)]
    short = ["cudaStreamGetCaptureInfo"] if RELEASE == "12" else []
    nothing = [None] * 4
    for wrong, what in STREAMS:
        refuse("cudaStreamBeginCapture", HANDLE, what, wrong, 0)
        refuse("cudaStreamEndCapture", HANDLE, what, wrong, new())
        for name in infos:
            refuse(name, HANDLE, what, wrong, new(), new(), *([] if name in short else nothing))
    for number in (0, 1):
        refuse("cudaStreamBeginCapture", UNSUPPORTED, f"default stream {number}", c.c_void_p(number), 0)
    for mode in (-1, 3):
        refuse("cudaStreamBeginCapture", INVALID, f"mode {mode}", stream, mode)
        value = c.c_int(mode)
        refuse("cudaThreadExchangeStreamCaptureMode", INVALID, f"mode {mode}", c.byref(value))
        expect(value.value, mode, "a mode that is none")
    refuse("cudaThreadExchangeStreamCaptureMode", INVALID, "NULL", None)
    refuse("cudaStreamEndCapture", ILLEGAL_STATE, "a stream that is not captured", stream, new())
    expect(cudart.cudaStreamBeginCapture(stream, 0), 0, "cudaStreamBeginCapture")
    refuse("cudaStreamBeginCapture", ILLEGAL_STATE, "a stream that is captured", stream, 0)
    refuse("cudaStreamEndCapture", INVALID, "NULL", stream, None)
    thread = threading.Thread(target=lambda: refuse("cudaStreamEndCapture", WRONG_THREAD, "another thread", stream, new()))
    thread.start()
    thread.join()
    for number in (0, 1):
        what = f"default stream {number} beside a captured one"
        refuse("cudaStreamIsCapturing", IMPLICIT, what, c.c_void_p(number), new())
        for name in infos:
            refuse(name, IMPLICIT, what, c.c_void_p(number), new(), new(), *([] if name in short else nothing))
    for name in infos:
        refuse(name, INVALID, "NULL", stream, None, new(), *([] if name in short else nothing))
    expect(cudart.cudaStreamEndCapture(stream, c.byref(graph)), 0, "cudaStreamEndCapture")
    for name in ("cudaGraphInstantiate", "cudaGraphInstantiateWithFlags"):
        refuse(name, INVALID, "NULL", None, graph, c.c_ulonglong(0))
        refuse(name, INVALID, "no graph", new(), None, c.c_ulonglong(0))
        refuse(name, INVALID, "a stream", new(), stream, c.c_ulonglong(0))
        refuse(name, INVALID, "flags 16", new(), graph, c.c_ulonglong(16))
        refuse(name, NOT_SUPPORTED, "launches by kernels", new(), graph, c.c_ulonglong(4))
    expect(cudart.cudaGraphInstantiate(c.byref(ready), graph, c.c_ulonglong(0)), 0, "cudaGraphInstantiate")
    for name in ("cudaGraphLaunch", "cudaGraphUpload"):
        refuse(name, INVALID, "no graph", None, stream)
        refuse(name, INVALID, "a graph that was not made ready", graph, stream)
        for wrong, what in STREAMS:
            refuse(name, HANDLE, what, ready, wrong)
    for name, right, wrong in (("cudaGraphExecDestroy", ready, graph), ("cudaGraphDestroy", graph, stream)):
        refuse(name, INVALID, "NULL", None)
        refuse(name, INVALID, "another kind", wrong)
        expect(getattr(cudart, name)(right), 0, name)
        refuse(name, INVALID, "a second time", right)
    refuse("cudaGraphLaunch", INVALID, "a graph that was destroyed", ready, stream)


no_device()
devices()
allocations()
copies()
streams()
graphs()
more.MoreFaults(refuse, new, STREAMS, EVENTS).all()
faults.impossible |= more.IMPOSSIBLE
faults.finish(["cuda", "__cuda"])
expect(faults.count > 250, True, "the number of wrong calls")
print("runtime_faults: all as documented")
