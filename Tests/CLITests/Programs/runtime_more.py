"""The rest of the CUDA runtime with checked results: settings, slices, managed memory, pools, batches, and what a stream is."""

from runtime_calls import *


def settings():
    names = ["cudaDevice"] + (["cudaThread"] if IS_12 else [])
    for name in names:
        for limit, usual in enumerate((1024, 1 << 20, 8 << 20)):
            expect(got(name + "GetLimit", S, limit), usual, f"{name}GetLimit({limit})")
            ok(name + "SetLimit", limit, S(usual * 2))
            expect(got(name + "GetLimit", S, limit), usual * 2, f"{name}GetLimit({limit}) after a change")
            ok(name + "SetLimit", limit, S(usual))
        ok(name + "SetCacheConfig", 2)
        expect(got(name + "GetCacheConfig", c.c_int), 2, name + "GetCacheConfig")
    ok("cudaDeviceSetSharedMemConfig", 1)
    expect(got("cudaDeviceGetSharedMemConfig", c.c_int), 1, "cudaDeviceGetSharedMemConfig")
    # cudaDeviceMapHost (8) always holds.
    expect(got("cudaGetDeviceFlags", c.c_uint), 8, "cudaGetDeviceFlags")
    ok("cudaSetDeviceFlags", 4)
    expect(got("cudaGetDeviceFlags", c.c_uint), 12, "cudaGetDeviceFlags after a change")
    ok("cudaDeviceSetLimit", 2, S(77))
    ok("cudaDeviceReset")
    expect((got("cudaDeviceGetLimit", S, 2), got("cudaDeviceGetCacheConfig", c.c_int), got("cudaGetDeviceFlags", c.c_uint)),
           (8 << 20, 0, 8), "settings after cudaDeviceReset")
    expect(got("cudaChooseDevice", c.c_int, c.create_string_buffer(2048)), 0, "cudaChooseDevice")
    ok("cudaSetValidDevices", (c.c_int * 2)(0, 0), 2)
    ok("cudaSetValidDevices", None, 0)
    text = c.create_string_buffer(32)
    ok("cudaDeviceGetPCIBusId", text, 32, 0)
    for name in (text.value, b"00:00.0", b"0000:00:00"):
        expect(got("cudaDeviceGetByPCIBusId", c.c_int, name), 0, f"cudaDeviceGetByPCIBusId({name})")
    ok("cudaCtxResetPersistingL2Cache")
    if IS_12:
        ok("cudaThreadSynchronize")
        ok("cudaSetDoubleForDevice", c.byref(c.c_double()))
        ok("cudaSetDoubleForHost", c.byref(c.c_double()))
        a = Memory(I32, [1])
        ok("cudaThreadExit")
        expect(cudart.cudaFree(a.pointer), 1, "memory from before cudaThreadExit")
    for name, version in (("cudaGetDriverEntryPoint", []), ("cudaGetDriverEntryPointByVersion", [12000])):
        for form in (name, name + "_ptsz"):
            function, status = c.c_void_p(5), c.c_int()
            expect(getattr(cudart, form)(b"cuMemAlloc", c.byref(function), *version, c.c_ulonglong(0), c.byref(status)), 801, form)
            expect((function.value, status.value), (None, 1), form)


def slices():
    rows = Rows()
    ok("cudaMalloc3D", c.byref(rows), Extent(100, 3, 2))
    expect((rows.width, rows.height, rows.pitch >= 100, rows.pitch % 32), (100, 3, True, 0), "cudaMalloc3D")
    size = rows.pitch * 6
    data = c.create_string_buffer(size)

    def content():
        ok("cudaMemcpy", data, c.c_void_p(rows.pointer), S(size), DEVICE_TO_HOST)
        return data.raw

    for number, form in enumerate(("cudaMemset3D", "cudaMemset3DAsync", "cudaMemset3D_ptds", "cudaMemset3DAsync_ptsz")):
        ok("cudaMemset", c.c_void_p(rows.pointer), 0, S(size))
        ok(form, rows, 7 + number, Extent(5, 2, 2), *([None] if "Async" in form else []))
        wanted = bytearray(size)
        for row in (0, 1, 3, 4):
            wanted[row * rows.pitch:row * rows.pitch + 5] = bytes([7 + number]) * 5
        expect(content(), bytes(wanted), form)
    # Rows of 4 bytes, 3 rows a slice, two slices, into the middle of the pitched memory.
    source = bytes(range(1, 25))
    host = c.create_string_buffer(source, 24)
    for form in ("cudaMemcpy3D", "cudaMemcpy3DAsync", "cudaMemcpy3D_ptds", "cudaMemcpy3DAsync_ptsz"):
        ok("cudaMemset", c.c_void_p(rows.pointer), 0, S(size))
        copy = Copy3D(source=Rows(c.addressof(host), 4, 4, 3), source_at=Position(1, 1, 0), target=rows, target_at=Position(9, 1, 0),
                      extent=Extent(3, 2, 2), kind=HOST_TO_DEVICE)
        ok(form, c.byref(copy), *([None] if "Async" in form else []))
        wanted = bytearray(size)
        for slice_ in range(2):
            for row in range(2):
                begin = slice_ * 12 + (row + 1) * 4 + 1
                place = (slice_ * 3 + row + 1) * rows.pitch + 9
                wanted[place:place + 3] = source[begin:begin + 3]
        expect(content(), bytes(wanted), form)
    other = Rows()
    ok("cudaMalloc3D", c.byref(other), Extent(100, 3, 2))
    for form in ("cudaMemcpy3DPeer", "cudaMemcpy3DPeerAsync", "cudaMemcpy3DPeer_ptds", "cudaMemcpy3DPeerAsync_ptsz"):
        ok("cudaMemset", c.c_void_p(other.pointer), 0, S(size))
        copy = PeerCopy3D(source=rows, target=other, extent=Extent(100, 3, 2))
        ok(form, c.byref(copy), *([None] if "Async" in form else []))
        ok("cudaMemcpy", data, c.c_void_p(other.pointer), S(size), DEVICE_TO_HOST)
        expect(data.raw, bytes(wanted), form)
    ok("cudaFree", c.c_void_p(rows.pointer))
    ok("cudaFree", c.c_void_p(other.pointer))


def copies():
    a, b = Memory(I32, list(range(16))), Memory(I32, [0] * 16)
    ok("cudaMemcpyPeerAsync", b.at(1), 0, a.at(4), 0, S(8), None)
    expect(b.read()[:4], [0, 4, 5, 0], "cudaMemcpyPeerAsync")
    stream = c.c_void_p()
    ok("cudaStreamCreate", c.byref(stream))
    targets = (c.c_void_p * 2)(b.at(8).value, b.at(12).value)
    sources = (c.c_void_p * 2)(a.at(0).value, a.at(14).value)
    attributes, starts = (CopyAttributes * 1)(CopyAttributes(order=1)), (S * 1)(0)
    failed = S(5)
    for form, stream_ in (("cudaMemcpyBatchAsync", stream), ("cudaMemcpyBatchAsync_ptsz", None)):
        b.write([0] * 16)
        ok(form, targets, sources, (S * 2)(8, 4), S(2), attributes, starts, S(1), *([c.byref(failed)] if IS_12 else []), stream_)
        expect(b.read()[8:14], [0, 1, 0, 0, 14, 0], form)
    if not IS_12:
        for form, stream_ in (("cudaMemcpyWithAttributesAsync", stream), ("cudaMemcpyWithAttributesAsync_ptsz", None)):
            b.write([0] * 16)
            ok(form, b.pointer, a.at(3), S(4), attributes, stream_)
            expect(b.read()[:2], [3, 0], form)
    # Every form of a default stream of one's own does what the common form does.
    b.write([0] * 16)
    host = c.create_string_buffer(64)
    ok("cudaMemset_ptds", b.pointer, 1, S(4))
    ok("cudaMemsetAsync_ptsz", b.at(1), 2, S(4), None)
    ok("cudaMemset2D_ptds", b.at(2), S(8), 3, S(4), S(2))
    ok("cudaMemset2DAsync_ptsz", b.at(6), S(8), 4, S(4), S(2), None)
    ok("cudaMemcpy_ptds", host, b.pointer, S(64), DEVICE_TO_HOST)
    expect([value & 0xFF for value in I32.unpack(host.raw)][:9], [1, 2, 3, 0, 3, 0, 4, 0, 4], "sets and copies of _ptds and _ptsz")
    ok("cudaMemcpyAsync_ptsz", b.at(10), a.at(1), S(4), DEVICE_TO_DEVICE, None)
    ok("cudaMemcpy2D_ptds", b.at(11), S(4), a.at(2), S(8), S(4), S(2), DEVICE_TO_DEVICE)
    ok("cudaMemcpy2DAsync_ptsz", b.at(13), S(4), a.at(5), S(8), S(4), S(2), DEVICE_TO_DEVICE, None)
    expect(b.read()[10:15], [1, 2, 4, 5, 7], "copies of _ptds and _ptsz")
    ok("cudaStreamDestroy", stream)
    pinned = c.c_void_p()
    ok("cudaHostAlloc", c.byref(pinned), S(64), 6)
    expect(got("cudaHostGetFlags", c.c_uint, pinned), 6, "cudaHostGetFlags")
    ok("cudaFreeHost", pinned)
    a.free()
    b.free()


def managed():
    memory = c.c_void_p()
    ok("cudaMallocManaged", c.byref(memory), S(4096), 1)
    half = c.c_void_p(memory.value + 2048)

    def attribute(number, pointer=memory, size=4096, room=1):
        values = (c.c_int * room)()
        ok("cudaMemRangeGetAttribute", values, S(4 * room), number, pointer, S(size))
        return values[0] if room == 1 else list(values)

    def advise(pointer, size, advice, device):
        place = [Location(PLACE_DEVICE, device) if device >= 0 else Location(PLACE_HOST, 0)]
        if IS_12:
            ok("cudaMemAdvise_v2" if advice % 2 else "cudaMemAdvise", pointer, S(size), advice, *(place if advice % 2 else [device]))
        else:
            ok("cudaMemAdvise", pointer, S(size), advice, *place)

    expect([attribute(number) for number in (1, 2, 4)], [0, -2, -2], "before any advice")
    expect(attribute(3, room=3), [-2, -2, -2], "before any advice")
    advise(memory, 4096, 1, 0)
    advise(half, 1024, 2, 0)
    expect((attribute(1), attribute(1, half, 1024), attribute(1, memory, 2048)), (0, 0, 1), "mostly read in a part")
    expect(attribute(1, c.c_void_p(half.value + 1024), 1024), 1, "mostly read behind the part")
    advise(memory, 4096, 3, 0)
    expect((attribute(2), attribute(5), attribute(6)), (0, PLACE_DEVICE, 0), "the preferred location")
    advise(half, 2048, 3, -1)
    expect((attribute(2), attribute(2, half, 2048), attribute(5, half, 2048)), (-2, -1, PLACE_HOST), "two preferred locations")
    advise(half, 2048, 4, 0)
    expect(attribute(2, half, 2048), -2, "no preferred location")
    advise(memory, 4096, 5, 0)
    advise(memory, 2048, 5, -1)
    expect((attribute(3, room=2), attribute(3, memory, 2048, 3)), ([0, -2], [-1, 0, -2]), "who accesses")
    advise(memory, 4096, 6, 0)
    expect(attribute(3, memory, 2048, 2), [-1, -2], "who accesses still")
    if IS_12:
        ok("cudaMemPrefetchAsync", memory, S(2048), 0, None)
        expect(attribute(4, memory, 2048), 0, "cudaMemPrefetchAsync")
        ok("cudaMemPrefetchAsync_ptsz", half, S(2048), -1, None)
        expect((attribute(4), attribute(4, half, 2048)), (-2, -1), "cudaMemPrefetchAsync_ptsz")
        forms = ("cudaMemPrefetchAsync_v2", "cudaMemPrefetchAsync_v2_ptsz")
    else:
        forms = ("cudaMemPrefetchAsync", "cudaMemPrefetchAsync_ptsz")
    for number, form in enumerate(forms):
        ok(form, memory, S(4096), Location(PLACE_HOST if number else PLACE_DEVICE, 0), 0, None)
        expect((attribute(4), attribute(7), attribute(8)), ((-1, PLACE_HOST, 0) if number else (0, PLACE_DEVICE, 0)), form)
    first, second = c.c_int(), c.c_int()
    ok("cudaMemRangeGetAttributes", (c.c_void_p * 2)(c.addressof(first), c.addressof(second)), (S * 2)(4, 4), (c.c_int * 2)(1, 4),
       S(2), half, S(1024))
    expect((first.value, second.value), (0, -1), "cudaMemRangeGetAttributes")
    for form in ("cudaStreamAttachMemAsync", "cudaStreamAttachMemAsync_ptsz"):
        ok(form, None, memory, S(0), 1)
        ok(form, None, memory, S(4096), 4)
    # Advice ends with the memory.
    ok("cudaFree", memory)
    again = c.c_void_p()
    ok("cudaMallocManaged", c.byref(again), S(4096), 1)
    expect((attribute(4, again), attribute(1, again)), (-2, 0), "new memory")
    ok("cudaFree", again)


def pools():
    standard = got("cudaDeviceGetDefaultMemPool", c.c_void_p, 0)
    expect(got("cudaDeviceGetMemPool", c.c_void_p, 0), standard, "the device's pool")
    pool = c.c_void_p()
    ok("cudaMemPoolCreate", c.byref(pool), c.byref(PoolProperties(1, 0, Location(PLACE_DEVICE, 0), limit=10_000)))

    def attribute(number, of=None):
        value = c.c_uint64()
        ok("cudaMemPoolGetAttribute", of or pool, number, c.byref(value))
        return value.value

    expect([attribute(number) for number in range(1, 9)], [1, 1, 1, 0, 0, 0, 0, 0], "attributes of a new pool")
    memory, other = c.c_void_p(), c.c_void_p()
    ok("cudaMallocFromPoolAsync", c.byref(memory), S(6000), pool, None)
    expect(cudart.cudaMallocFromPoolAsync(c.byref(other), S(6000), pool, None), 2, "more than the pool may have")
    ok("cudaMallocFromPoolAsync_ptsz", c.byref(other), S(4000), pool, None)
    expect([attribute(number) for number in (5, 6, 7, 8)], [10_000] * 4, "two pieces in use")
    ok("cudaMemset", memory, 1, S(6000))
    ok("cudaFreeAsync", memory, None)
    expect([attribute(number) for number in (5, 6, 7, 8)], [4000, 10_000, 4000, 10_000], "one piece in use")
    ok("cudaMemPoolSetAttribute", pool, 8, c.byref(c.c_uint64(0)))
    expect(attribute(8), 4000, "a high mark that was put back")
    ok("cudaMemPoolSetAttribute", pool, 4, c.byref(c.c_uint64(1 << 40)))
    ok("cudaMemPoolSetAttribute", pool, 2, c.byref(c.c_int(0)))
    expect((attribute(4), attribute(2)), (1 << 40, 0), "attributes that were set")
    ok("cudaMemPoolTrimTo", pool, S(0))
    ok("cudaMemPoolSetAccess", pool, c.byref(Access(Location(PLACE_DEVICE, 0), 3)), S(1))
    expect(got("cudaMemPoolGetAccess", c.c_int, pool, c.byref(Location(PLACE_DEVICE, 0))), 3, "cudaMemPoolGetAccess")
    ok("cudaDeviceSetMemPool", 0, pool)
    expect(got("cudaDeviceGetMemPool", c.c_void_p, 0), pool.value, "the pool that was chosen")
    ok("cudaFreeAsync_ptsz", other, None)
    for form in ("cudaMallocAsync", "cudaMallocAsync_ptsz"):
        ok(form, c.byref(memory), S(100), None)
        expect(attribute(7), 100, form)
        ok("cudaFree", memory)
    if not IS_12:
        place = c.byref(Location(PLACE_DEVICE, 0))
        expect(got("cudaMemGetDefaultMemPool", c.c_void_p, place, 1), standard, "cudaMemGetDefaultMemPool")
        expect(got("cudaMemGetMemPool", c.c_void_p, place, 1), pool.value, "cudaMemGetMemPool")
        ok("cudaMemSetMemPool", place, 1, c.c_void_p(standard))
        expect(got("cudaDeviceGetMemPool", c.c_void_p, 0), standard, "cudaMemSetMemPool")
        ok("cudaDeviceSetMemPool", 0, pool)
    # What is in use ends with the device's state, and is counted no more.
    ok("cudaMallocFromPoolAsync", c.byref(memory), S(64), pool, None)
    ok("cudaDeviceReset")
    expect((attribute(7), got("cudaDeviceGetMemPool", c.c_void_p, 0)), (0, standard), "a pool after cudaDeviceReset")
    ok("cudaDeviceSetMemPool", 0, pool)
    # What is in use outlives its pool.
    ok("cudaMallocFromPoolAsync", c.byref(memory), S(64), pool, None)
    ok("cudaMemPoolDestroy", pool)
    expect(got("cudaDeviceGetMemPool", c.c_void_p, 0), standard, "the pool after the chosen one's end")
    ok("cudaMemset", memory, 1, S(64))
    ok("cudaFree", memory)


def streams():
    stream, other = c.c_void_p(), c.c_void_p()
    ok("cudaStreamCreateWithFlags", c.byref(stream), 1)
    ok("cudaStreamCreate", c.byref(other))
    for suffix in ("", "_ptsz"):
        expect([told("cudaStreamGetFlags" + suffix, c.c_uint, s) for s in (stream, other, None)], [1, 0, 0], "cudaStreamGetFlags")
        expect(told("cudaStreamGetPriority" + suffix, c.c_int, stream), 0, "cudaStreamGetPriority")
        expect(told("cudaStreamGetDevice" + suffix, c.c_int, stream), 0, "cudaStreamGetDevice")
        ids = [told("cudaStreamGetId" + suffix, c.c_ulonglong, s) for s in (stream, other, None)]
        expect(len(set(ids)), 3, "cudaStreamGetId")
        value, result = c.create_string_buffer(bytes(range(64)), 64), c.create_string_buffer(64)
        ok("cudaStreamGetAttribute" + suffix, other, 3, result)
        expect(result.raw, bytes(64), "an attribute that was not set")
        ok("cudaStreamSetAttribute" + suffix, stream, 3, value)
        ok("cudaStreamCopyAttributes" + suffix, other, stream)
        ok("cudaStreamGetAttribute" + suffix, other, 3, result)
        expect(result.raw, value.raw, "an attribute that was copied")
        ok("cudaStreamSetAttribute" + suffix, other, 3, bytes(64))
        expect(told("cudaStreamIsCapturing" + suffix, c.c_int, stream), 0, "cudaStreamIsCapturing")
        ok("cudaStreamSynchronize" + suffix, stream)
        ok("cudaStreamQuery" + suffix, stream)
        event, milliseconds = c.c_void_p(), c.c_float(-1)
        ok("cudaEventCreate", c.byref(event))
        ok("cudaEventRecord" + suffix, event, stream)
        ok("cudaEventRecordWithFlags" + suffix, event, stream, 0)
        ok("cudaStreamWaitEvent" + suffix, other, event, 0)
        if IS_12:
            ok("cudaEventElapsedTime_v2", c.byref(milliseconds), event, event)
            expect(milliseconds.value, 0, "cudaEventElapsedTime_v2")
        ok("cudaEventDestroy", event)
        calls = []
        callback = c.CFUNCTYPE(None, c.c_void_p, c.c_int, c.c_void_p)(lambda s, status, data: calls.append((status, data)))
        ok("cudaStreamAddCallback" + suffix, stream, callback, c.c_void_p(5), 0)
        function = c.CFUNCTYPE(None, c.c_void_p)(calls.append)
        ok("cudaLaunchHostFunc" + suffix, stream, function, c.c_void_p(6))
        expect(calls, [(0, 5), 6], "what was called")
        if not IS_12:
            ok("cudaLaunchHostFunc_v2" + suffix, stream, function, c.c_void_p(7), 1)
            expect(calls[2:], [7], "cudaLaunchHostFunc_v2")
    ok("cudaStreamDestroy", stream)
    ok("cudaStreamDestroy", other)


settings()
slices()
copies()
managed()
pools()
streams()
print("runtime_more: all as documented")
