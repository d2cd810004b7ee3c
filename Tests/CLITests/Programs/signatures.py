"""What libcublas exports and how each function is called, by the library's own word: its dynamic symbols and its log.

The log's words are NVIDIA's (`make drop-in` compares them, function by function), so names and C types of arguments are those of
cublas_api.h.
"""

import re
import struct

from cuda import *


def exported(prefix):
    """The functions that the library exports, from the dynamic symbols of its ELF file."""
    name = f"libcublas.so.{RELEASE}"
    folders = os.environ["LD_LIBRARY_PATH"].split(":")
    path = next(f"{folder}/{name}" for folder in folders if os.path.exists(f"{folder}/{name}"))
    with open(path, "rb") as file:
        data = file.read()
    start, = struct.unpack_from("<Q", data, 0x28)
    size, count = struct.unpack_from("<HH", data, 0x3A)
    # Of each section: type, offset, byte count, and the section that holds its texts.
    sections = [struct.unpack_from("<4xI16xQQI", data, start + index * size) for index in range(count)]
    dynamic_symbols, function, undefined = 11, 2, 0
    names = set()
    for kind, offset, byte_count, link in sections:
        if kind != dynamic_symbols:
            continue
        for place in range(offset, offset + byte_count, 24):
            text, info, section = struct.unpack_from("<IBxH", data, place)
            if info & 15 == function and section != undefined:
                begin = sections[link][1] + text
                names.add(data[begin:data.index(b"\0", begin)].decode())
    return {name for name in names if name.startswith(prefix)}


class Signature:
    """A function of cublas_api.h: its name, and the names and C types of its arguments."""

    def __init__(self, name, labels, types):
        expect(len(labels), len(types), name)
        self.name, self.arguments = name, list(zip(labels, types))
        self.labels, self.type = labels, dict(self.arguments)
        self.is_wide = name.endswith("_64")

    def convert(self, label, value):
        """A Python value as the C argument."""
        c_type = self.type[label]
        if c_type.endswith("*"):
            return c.cast(value, c.c_void_p) if isinstance(value, c.Array) else value
        if c_type in ("cublasHandle_t", "cudaStream_t"):
            return value
        return (c.c_int64 if c_type in ("int64_t", "long long int", "size_t") else c.c_int)(value)

    def call(self, values):
        """Makes the call with a value for each label."""
        return getattr(cublas, self.name)(*[self.convert(label, values[label]) for label in self.labels])


def signatures(names):
    """The signatures of those functions that the log knows, by calls without a handle, which do nothing."""
    messages, found = [], {}
    callback = c.CFUNCTYPE(None, c.c_char_p)(messages.append)
    cublas.cublasSetLoggerCallback(callback)
    scratch = c.create_string_buffer(64)
    # Functions of cublas.h have no handle to refuse and no log: NVIDIA's `cublasCrotg` writes through its NULL pointers.
    for name in sorted(name for name in names if f"{name}_v2" not in names):
        messages.clear()
        nothing = [c.c_void_p()] * 24
        if "getrs" in name:
            # NVIDIA's library writes `info` before it looks at the handle.
            nothing[9] = c.cast(scratch, c.c_void_p)
        getattr(cublas, name)(*nothing)
        text = b"".join(messages).decode()
        head = re.search(rf"function cublasStatus_t {name}\((.*)\) called", text)
        if head:
            found[name] = Signature(name, re.findall(r"^i!  (\w+): type=", text, re.M), head.group(1).split(", "))
    cublas.cublasSetLoggerCallback(c.CFUNCTYPE(None)())
    return found
