"""The worker protocol of Parity, version 1 (docs/worker-protocol.md), for Python.

A worker is a class with the five methods of `Backend` below; `serve(Backend)` does the rest: messages, the memory shared with
Parity, buffers, ending when Parity ends, and keeping standard output free of what frameworks print.
"""
import json
import mmap
import os
import queue
import sys
import threading
import time
import traceback

VERSION = 1
WINDOW = 3  # the descriptor of the shared memory
BYTES = {"f64": 8, "f32": 4, "f16": 2, "bf16": 2, "i8": 1, "i32": 4, "c64": 8, "c128": 16, "f8e4m3": 1, "f8e5m2": 1}


class Refusal(Exception):
    """An error with one of the contract's codes: unavailable, unsupported, outOfHostMemory, outOfDeviceMemory ..."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Backend:
    """What a worker defines. Buffers are whatever `allocate` returns."""

    program = "nobody"  # name and version, for results

    def devices(self):
        """([device, ...], [(subject, reason), ...]): dictionaries with name, kind, driver, driverVersion at least."""
        raise NotImplementedError

    def open(self, index, threads):
        """Opens device `index`; returns (changes to its dictionary, has device timestamps, operands in host memory)."""
        raise NotImplementedError

    def allocate(self, count):
        """A buffer of `count` bytes."""
        raise NotImplementedError

    def copy_in(self, buffer, offset, view):
        """Copies a memoryview into the buffer; complete on return."""
        raise NotImplementedError

    def copy_out(self, buffer, offset, view):
        """Copies from the buffer into a memoryview."""
        raise NotImplementedError

    def fill(self, buffer, offset, count, byte):
        """Sets bytes."""
        self.copy_in(buffer, offset, memoryview(bytes([byte]) * count))

    def support(self, problem):
        """native(...), emulated(...) or unsupported(...), the same each time."""
        raise NotImplementedError

    def prepare(self, problem, variant):
        """A function of {role: (buffer, offset, element type, element count)} that returns a function which executes once.

        Where that has an attribute `finish`, it is called after the time is taken: for what a framework cannot write in place.
        """
        raise NotImplementedError

    def synchronize(self):
        """Waits for the device."""

    def time(self, execute, repetitions):
        """(host nanoseconds in all, device nanoseconds of each or None)."""
        self.synchronize()
        start = time.perf_counter_ns()
        for _ in range(repetitions):
            execute()
        self.synchronize()
        return time.perf_counter_ns() - start, None


def native(*variants):
    return {"grade": "native", "variants": list(variants)}


def emulated(losses, *variants):
    """Losses are (kind, detail) pairs: precisionLowered conversionAdded copyAdded transposeAdded decomposed argumentIgnored."""
    return {"grade": "emulated", "variants": list(variants), "losses": [{"kind": k, "detail": d} for k, d in losses]}


def unsupported(argument, detail):
    """Arguments: operation elementType computeType scaleType scaling epilogue batching transpose leadingDimension headDimension
    mask layout sizeLimit integer64 deviceFeature missingLibrary."""
    return {"grade": "unsupported", "reasons": [{"argument": argument, "detail": detail}]}


def number(value):
    """Scalars that are not finite travel as text."""
    return float(value)


class Server:
    def __init__(self, make):
        # Frameworks may print; only messages go to standard output.
        self.out = os.dup(1)
        os.dup2(2, 1)
        self.make = make
        self.backend = None
        self.window = None
        self.info = None
        self.things = {}
        self.last = 0
        self.lines = queue.Queue()
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        for line in sys.stdin.buffer:
            self.lines.put(line)
        os._exit(0)  # Parity is gone

    def send(self, message):
        data = json.dumps(message).encode() + b"\n"
        while data:
            data = data[os.write(self.out, data):]

    def serve(self):
        while True:
            reply = {"id": 0}
            call = None
            try:
                request = json.loads(self.lines.get())
                reply["id"], call = request["id"], request["call"]
                handler = getattr(self, "on_" + str(call), None)
                if handler is None:
                    raise Refusal("unsupported", f"there is no call {call!r} in version {VERSION} of the worker protocol")
                reply.update(handler(request) or {})
            except Refusal as error:
                reply["error"] = {"code": error.code, "operation": str(call), "message": str(error)}
            except MemoryError as error:
                reply["error"] = {"code": "outOfHostMemory", "operation": str(call), "message": str(error) or "no memory"}
            except Exception as error:  # what a framework throws is the case's result, not the worker's end
                traceback.print_exc(file=sys.stderr)
                code = "outOfDeviceMemory" if "out of memory" in str(error).lower() else "nativeCallFailed"
                message = f"{type(error).__name__}: {error}".splitlines()[0][:500]
                reply["error"] = {"code": code, "operation": str(call), "message": message}
            self.send(reply)
            if call == "close":
                os._exit(0)

    def keep(self, thing):
        self.last += 1
        self.things[self.last] = thing
        return self.last

    def on_hello(self, request):
        if request.get("version") != VERSION:
            raise Refusal("unavailable", f"this worker speaks version {VERSION} of the worker protocol, not {request.get('version')}")
        self.window = memoryview(mmap.mmap(WINDOW, request["windowByteCount"]))
        self.send({"alive": "loading"})
        self.backend = self.make()
        return {"version": VERSION, "program": self.backend.program}

    def listed(self):
        devices, rejections = self.backend.devices()
        common = {"backend": "worker", "features": [], "properties": {}}
        return [dict(common, index=i, **d) for i, d in enumerate(devices)], rejections

    def on_devices(self, request):
        devices, rejections = self.listed()
        return {"devices": devices, "rejections": [{"subject": s, "reason": r} for s, r in rejections]}

    def on_open(self, request):
        devices, _ = self.listed()
        index = request["device"]
        if not 0 <= index < len(devices):
            raise Refusal("unavailable", f"there is no device {index}; there are {len(devices)}")
        changes, timestamps, host = self.backend.open(index, request.get("threadCount"))
        return {
            "info": dict(devices[index], **changes),
            "capabilities": {
                "asynchronous": False, "deviceTimestamps": timestamps, "hostMemory": host,
                "maximumBufferByteCount": 1 << 62, "operandAlignment": 64, "restarts": False,
            },
        }

    def on_support(self, request):
        return self.backend.support(request["problem"])

    def on_prepare(self, request):
        problem, variant = request["problem"], request["variant"]
        if variant not in self.backend.support(problem).get("variants", []):
            raise Refusal("unsupported", f"there is no variant {variant} for {problem['descriptor']}")
        return {"kernel": self.keep((problem, self.backend.prepare(problem, variant)))}

    def on_release(self, request):
        self.things.pop(request["kernel"], None)

    def on_buffer(self, request):
        count = request["byteCount"]
        if count > 1 << 48:
            raise MemoryError(f"{count} bytes")
        return {"buffer": self.keep((count, self.backend.allocate(count)))}

    def on_free(self, request):
        self.things.pop(request["buffer"], None)

    def place(self, request):
        size, buffer = self.things[request["buffer"]]
        offset, count = request["offset"], request["byteCount"]
        if offset < 0 or count < 0 or offset + count > size:
            raise Refusal("unsupported", f"{count} bytes at {offset} lie outside the buffer")
        return buffer, offset, count

    def on_write(self, request):
        buffer, offset, count = self.place(request)
        self.backend.copy_in(buffer, offset, self.window[:count])

    def on_read(self, request):
        buffer, offset, count = self.place(request)
        self.backend.copy_out(buffer, offset, self.window[:count])

    def on_fill(self, request):
        buffer, offset, count = self.place(request)
        self.backend.fill(buffer, offset, count, request["byte"])

    def on_run(self, request):
        problem, bind = self.things[request["kernel"]]
        operands = {}
        for spec in problem["operands"]:
            buffer, offset, _ = self.place(request["operands"][spec["role"]])
            operands[spec["role"]] = (buffer, offset, spec["type"], spec["elementCount"])
        execute = bind(operands)
        host, device = self.backend.time(execute, request["repetitions"])
        finish = getattr(execute, "finish", None)
        if finish:
            finish()
            self.backend.synchronize()
        reply = {"hostNanoseconds": max(float(host), 1.0)}
        if device is not None:
            reply["deviceNanoseconds"] = device
        return reply

    def on_close(self, request):
        self.things.clear()


def serve(make):
    """Serves the backend that `make()` returns, which may raise `Refusal` where its framework is not there."""
    Server(make).serve()


def plain_gemm(p):
    """Why a problem is no GEMM that a matrix library takes as it is, or None; what every worker here leaves out."""
    if p["operation"] != "gemm":
        return unsupported("operation", f"this worker has no {p['operation']}")
    if p["batching"] == "grouped":
        return unsupported("batching", "groups of different shapes are several calls here")
    if p["batching"] == "pointers":
        return unsupported("batching", "matrices at arbitrary addresses are not one tensor")
    if p["isScaled"]:
        return unsupported("scaling", "scaled operands are not passed on")
    if p["epilogue"] != "none":
        return unsupported("epilogue", f"{p['epilogue']} is not fused here")
    return None


def matrices(p, name):
    """(offsets and strides in elements) of op(A), op(B), C or D as batch x rows x columns: (shape, strides)."""
    rows, columns, trans = {
        "a": (p["m"], p["k"], p["transA"]), "b": (p["k"], p["n"], p["transB"]),
        "c": (p["m"], p["n"], "n"), "d": (p["m"], p["n"], "n"),
    }[name]
    leading = p["ld" + name]
    batch = p["count"]
    stride = p["stride" + name.upper()] if p["batching"] == "strided" else 0
    # Column-major: rows are neighbours; a transposed operand is stored with the other dimension first.
    return (batch, rows, columns), (stride, 1, leading) if trans == "n" else (stride, leading, 1)
