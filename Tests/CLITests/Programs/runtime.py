"""The CUDA runtime with checked results, and the statuses it documents."""

import ctypes as c

from cuda import *

SUCCESS, INVALID_VALUE, INVALID_PITCH, INVALID_DIRECTION = 0, 1, 12, 21
INVALID_DEVICE, NO_IMAGE, PEER_UNSUPPORTED, INVALID_HANDLE, REGISTERED, NOT_REGISTERED = 101, 209, 217, 400, 712, 713


def size(value):
    return c.c_size_t(value)


def memory():
    a = Memory(I32, list(range(64)))
    expect(a.read(), list(range(64)), "a copy there and back")
    # Arithmetic inside an allocation.
    part = c.create_string_buffer(16)
    expect(cudart.cudaMemcpy(part, a.at(8), size(16), DEVICE_TO_HOST), SUCCESS, "a copy from the middle")
    expect(I32.unpack(part.raw), [8, 9, 10, 11], "a copy from the middle")
    expect(cudart.cudaMemcpy(a.at(4), a.pointer, size(40), DEVICE_TO_DEVICE), SUCCESS, "device to device")
    expect(a.read()[:14], [0, 1, 2, 3] + list(range(10)), "device to device")
    expect(cudart.cudaMemset(a.at(1), 0xFF, size(8)), SUCCESS, "cudaMemset")
    expect(a.read()[:4], [0, -1, -1, 3], "cudaMemset")
    expect(cudart.cudaMemsetAsync(a.pointer, 0, size(4), None), SUCCESS, "cudaMemsetAsync")
    expect(cudart.cudaMemcpyAsync(part, a.pointer, size(16), DEVICE_TO_HOST, None), SUCCESS, "cudaMemcpyAsync")
    expect(I32.unpack(part.raw), [0, -1, -1, 3], "cudaMemcpyAsync")
    expect(cudart.cudaMemcpyPeer(a.at(8), 0, a.pointer, 0, size(4)), SUCCESS, "cudaMemcpyPeer")
    # Rows of 3 numbers, 5 and 4 apart.
    b = Memory(I32, [0] * 16)
    a.write(list(range(64)))
    for function in ("cudaMemcpy2D", "cudaMemcpy2DAsync"):
        extra = [None] if function.endswith("Async") else []
        status = getattr(cudart, function)(b.pointer, size(16), a.pointer, size(20), size(12), size(3), 3, *extra)
        expect(status, SUCCESS, function)
        expect(b.read()[:12], [0, 1, 2, 0, 5, 6, 7, 0, 10, 11, 12, 0], function)
    for function in ("cudaMemset2D", "cudaMemset2DAsync"):
        extra = [None] if function.endswith("Async") else []
        expect(getattr(cudart, function)(b.pointer, size(16), 0, size(8), size(2), *extra), SUCCESS, function)
        expect(b.read()[:8], [0, 0, 2, 0, 0, 0, 7, 0], function)
    pitch, pointer = c.c_size_t(), c.c_void_p()
    expect(cudart.cudaMallocPitch(c.byref(pointer), c.byref(pitch), size(100), size(3)), SUCCESS, "cudaMallocPitch")
    expect(pitch.value >= 100 and pitch.value % 32 == 0, True, "the pitch")
    expect(cudart.cudaFree(pointer), SUCCESS, "cudaFree")
    for allocate, release in (("cudaMallocHost", "cudaFreeHost"), ("cudaHostAlloc", "cudaFreeHost"),
                              ("cudaMallocManaged", "cudaFree"), ("cudaMallocAsync", "cudaFreeAsync")):
        extra = {"cudaHostAlloc": [0], "cudaMallocManaged": [1], "cudaMallocAsync": [None]}.get(allocate, [])
        expect(getattr(cudart, allocate)(c.byref(pointer), size(64), *extra), SUCCESS, allocate)
        c.memset(pointer, 1, 64)
        expect(getattr(cudart, release)(pointer, *([None] if release.endswith("Async") else [])), SUCCESS, release)
    own = c.create_string_buffer(256)
    expect(cudart.cudaHostRegister(own, size(256), 0), SUCCESS, "cudaHostRegister")
    expect(cudart.cudaHostRegister(own, size(1), 0), REGISTERED, "cudaHostRegister twice")
    device = c.c_void_p()
    expect(cudart.cudaHostGetDevicePointer(c.byref(device), own, 0), SUCCESS, "cudaHostGetDevicePointer")
    expect(device.value, c.addressof(own), "cudaHostGetDevicePointer")
    expect(cudart.cudaHostUnregister(own), SUCCESS, "cudaHostUnregister")
    expect(cudart.cudaHostUnregister(own), NOT_REGISTERED, "cudaHostUnregister twice")
    attributes = (c.c_int * 64)()
    expect(cudart.cudaPointerGetAttributes(attributes, a.at(3)), SUCCESS, "cudaPointerGetAttributes")
    expect(attributes[0], 2, "the type of device memory")
    expect(cudart.cudaPointerGetAttributes(attributes, own), SUCCESS, "cudaPointerGetAttributes")
    # Type, device, device pointer, host pointer.
    unknown = struct.pack("<iiQQ", 0, -2, 0, c.addressof(own))
    expect(bytes(attributes)[:24], unknown, "unknown memory")
    expect(cudart.cudaPointerGetAttributes(attributes, None), SUCCESS, "cudaPointerGetAttributes")
    expect(bytes(attributes)[:24], struct.pack("<iiQQ", 0, -2, 0, 0), "NULL")
    free, total = c.c_size_t(), c.c_size_t()
    expect(cudart.cudaMemGetInfo(c.byref(free), c.byref(total)), SUCCESS, "cudaMemGetInfo")
    expect(0 < free.value <= total.value, True, "cudaMemGetInfo")
    a.free()
    b.free()


def refusals():
    a = Memory(I32, [1] * 16)
    part = c.create_string_buffer(256)
    expect(cudart.cudaMalloc(None, size(4)), INVALID_VALUE, "cudaMalloc to NULL")
    expect(cudart.cudaMalloc(c.byref(c.c_void_p()), size(1 << 62)), 2, "cudaMalloc of 4 EiB")
    expect(cudart.cudaMemcpy(part, a.pointer, size(65), DEVICE_TO_HOST), INVALID_VALUE, "a copy past the end")
    expect(cudart.cudaMemcpy(a.at(15), part, size(8), HOST_TO_DEVICE), INVALID_VALUE, "a copy past the end")
    expect(cudart.cudaMemcpy(part, part, size(8), DEVICE_TO_HOST), INVALID_VALUE, "a copy from what is no device memory")
    expect(cudart.cudaMemcpy(part, a.pointer, size(8), 9), INVALID_DIRECTION, "a direction that is none")
    expect(cudart.cudaMemcpy(None, a.pointer, size(8), DEVICE_TO_HOST), INVALID_VALUE, "a copy to NULL")
    expect(cudart.cudaMemcpy2D(part, size(8), a.pointer, size(4), size(8), size(2), DEVICE_TO_HOST), INVALID_PITCH,
           "rows wider than their distance")
    expect(cudart.cudaMemset(a.at(1), 0, size(64)), INVALID_VALUE, "cudaMemset past the end")
    expect(cudart.cudaFree(a.at(1)), INVALID_VALUE, "cudaFree of a middle")
    a.free()
    expect(cudart.cudaFree(a.pointer), INVALID_VALUE, "a second cudaFree")
    expect(cudart.cudaMemcpy(part, a.pointer, size(4), DEVICE_TO_HOST), INVALID_VALUE, "a copy from freed memory")
    expect(cudart.cudaPeekAtLastError(), INVALID_VALUE, "cudaPeekAtLastError")
    expect(cudart.cudaGetLastError(), INVALID_VALUE, "cudaGetLastError")
    expect(cudart.cudaGetLastError(), SUCCESS, "cudaGetLastError again")
    expect(cudart.cudaGetErrorName(1), b"cudaErrorInvalidValue", "cudaGetErrorName")
    expect(cudart.cudaGetErrorString(0), b"no error", "cudaGetErrorString")
    expect(cudart.cudaGetErrorName(54321), b"unrecognized error code", "cudaGetErrorName")
    expect(cudart.cudaFree(None), SUCCESS, "cudaFree of NULL")


def streams():
    stream, event, other = c.c_void_p(), c.c_void_p(), c.c_void_p()
    for create, extra in (("cudaStreamCreate", []), ("cudaStreamCreateWithFlags", [1]),
                          ("cudaStreamCreateWithPriority", [1, 0])):
        expect(getattr(cudart, create)(c.byref(stream), *extra), SUCCESS, create)
        expect(cudart.cudaStreamSynchronize(stream), SUCCESS, "cudaStreamSynchronize")
        expect(cudart.cudaStreamQuery(stream), SUCCESS, "cudaStreamQuery")
        expect(cudart.cudaStreamDestroy(stream), SUCCESS, "cudaStreamDestroy")
        expect(cudart.cudaStreamSynchronize(stream), INVALID_HANDLE, "a stream that was destroyed")
    expect(cudart.cudaStreamCreate(c.byref(stream)), SUCCESS, "cudaStreamCreate")
    calls = []
    callback = c.CFUNCTYPE(None, c.c_void_p, c.c_int, c.c_void_p)(lambda s, status, data: calls.append((status, data)))
    expect(cudart.cudaStreamAddCallback(stream, callback, c.c_void_p(5), 0), SUCCESS, "cudaStreamAddCallback")
    function = c.CFUNCTYPE(None, c.c_void_p)(calls.append)
    expect(cudart.cudaLaunchHostFunc(stream, function, c.c_void_p(6)), SUCCESS, "cudaLaunchHostFunc")
    expect(cudart.cudaStreamSynchronize(stream), SUCCESS, "cudaStreamSynchronize")
    expect(calls, [(0, 5), 6], "what was called")
    capturing = c.c_int(7)
    expect(cudart.cudaStreamIsCapturing(stream, c.byref(capturing)), SUCCESS, "cudaStreamIsCapturing")
    expect(capturing.value, 0, "cudaStreamIsCapturing")
    milliseconds = c.c_float(-1)
    expect(cudart.cudaEventCreate(c.byref(event)), SUCCESS, "cudaEventCreate")
    expect(cudart.cudaEventCreateWithFlags(c.byref(other), 0), SUCCESS, "cudaEventCreateWithFlags")
    expect(cudart.cudaEventElapsedTime(c.byref(milliseconds), event, other), INVALID_HANDLE, "events without a record")
    expect(cudart.cudaEventRecord(event, stream), SUCCESS, "cudaEventRecord")
    expect(cudart.cudaStreamWaitEvent(stream, event, 0), SUCCESS, "cudaStreamWaitEvent")
    expect(cudart.cudaEventRecordWithFlags(other, stream, 0), SUCCESS, "cudaEventRecordWithFlags")
    expect(cudart.cudaEventQuery(other), SUCCESS, "cudaEventQuery")
    expect(cudart.cudaEventSynchronize(other), SUCCESS, "cudaEventSynchronize")
    expect(cudart.cudaEventElapsedTime(c.byref(milliseconds), event, other), SUCCESS, "cudaEventElapsedTime")
    expect(0 <= milliseconds.value < 10_000, True, "the time between two events")
    expect(cudart.cudaEventDestroy(event), SUCCESS, "cudaEventDestroy")
    expect(cudart.cudaEventRecord(event, stream), INVALID_HANDLE, "an event that was destroyed")


def devices():
    count, device, value, version = c.c_int(), c.c_int(5), c.c_int(), c.c_int()
    expect(cudart.cudaGetDeviceCount(c.byref(count)), SUCCESS, "cudaGetDeviceCount")
    expect(count.value, 1, "cudaGetDeviceCount")
    expect(cudart.cudaSetDevice(0), SUCCESS, "cudaSetDevice")
    expect(cudart.cudaSetDevice(1), INVALID_DEVICE, "cudaSetDevice(1)")
    expect(cudart.cudaGetDevice(c.byref(device)), SUCCESS, "cudaGetDevice")
    expect(device.value, 0, "cudaGetDevice")
    properties = c.create_string_buffer(b"\xAA" * 4096, 4096)
    function = "cudaGetDeviceProperties_v2" if RELEASE == "12" else "cudaGetDeviceProperties"
    expect(getattr(cudart, function)(properties, 0), SUCCESS, function)
    expect(properties.raw.startswith(b"Parity "), True, "the device's name")
    # sizeof(cudaDeviceProp): nothing behind it is touched.
    length = 1032 if RELEASE == "12" else 1008
    expect(properties.raw[length:], b"\xAA" * (4096 - length), "what lies behind the properties")
    expect(struct.unpack_from("<ii", properties.raw, 360), (7, 5), "the compute capability")
    expect(cudart.cudaDeviceGetAttribute(c.byref(value), 10, 0), SUCCESS, "cudaDeviceGetAttribute")
    expect(value.value, 32, "the warp size")
    expect(cudart.cudaDeviceGetAttribute(c.byref(value), 10, 3), INVALID_DEVICE, "cudaDeviceGetAttribute")
    for name in ("cudaRuntimeGetVersion", "cudaDriverGetVersion"):
        expect(getattr(cudart, name)(c.byref(version)), SUCCESS, name)
        expect(version.value // 1000, int(RELEASE), name)
    text = c.create_string_buffer(32)
    expect(cudart.cudaDeviceGetPCIBusId(text, 32, 0), SUCCESS, "cudaDeviceGetPCIBusId")
    expect(cudart.cudaDeviceGetPCIBusId(text, 4, 0), INVALID_VALUE, "cudaDeviceGetPCIBusId")
    least, greatest = c.c_int(1), c.c_int(1)
    expect(cudart.cudaDeviceGetStreamPriorityRange(c.byref(least), c.byref(greatest)), SUCCESS, "priorities")
    expect(cudart.cudaDeviceCanAccessPeer(c.byref(value), 0, 0), SUCCESS, "cudaDeviceCanAccessPeer")
    expect(cudart.cudaDeviceEnablePeerAccess(0, 0), PEER_UNSUPPORTED, "cudaDeviceEnablePeerAccess")
    for name, arguments in (("cudaInitDevice", (0, 0, 0)), ("cudaSetDeviceFlags", (0,)), ("cudaProfilerStart", ()),
                            ("cudaProfilerStop", ()), ("cudaDeviceSynchronize", ())):
        expect(getattr(cudart, name)(*arguments), SUCCESS, name)
    expect(bool(getattr(cudart, "__cudaRegisterFatBinary")(None)), True, "__cudaRegisterFatBinary")
    launch = cudart.cudaLaunchKernel
    launch.argtypes = [c.c_void_p, c.c_uint64, c.c_uint32, c.c_uint64, c.c_uint32, c.c_void_p, c.c_size_t, c.c_void_p]
    expect(launch(None, 1, 1, 1, 1, None, 0, None), NO_IMAGE, "cudaLaunchKernel")
    a = Memory(I32, [1])
    expect(cudart.cudaDeviceReset(), SUCCESS, "cudaDeviceReset")
    expect(cudart.cudaFree(a.pointer), INVALID_VALUE, "memory from before cudaDeviceReset")


memory()
refusals()
streams()
devices()
print("runtime: all as documented")
