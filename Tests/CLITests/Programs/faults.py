"""Wrong calls: each gets the status that CUDA documents, and leaves what it was to write as it was.

A table says, for every function that a library exports, which wrong arguments are tried; a function that is in no table ends the
program, and so does a documented status that no argument leads to, unless the table says why none can.
"""

import ctypes as c
import struct

from cuda import expect

POISON = 0xA5


def exports(library, prefix):
    """The functions of a loaded library that start with a prefix, from its dynamic symbols."""
    with open("/proc/self/maps") as maps:
        name = library._name
        path = next(line.split()[-1] for line in maps if name.split("/")[-1] in line or "libparity-cuda" in line)
    with open(path, "rb") as file:
        data = file.read()
    offset, = struct.unpack_from("<Q", data, 40)
    count, = struct.unpack_from("<H", data, 60)
    sections = [struct.unpack_from("<IIQQQQIIQQ", data, offset + 64 * i) for i in range(count)]
    names = set()
    for _, kind, _, _, start, size, link, _, _, entry in sections:
        if kind != 11:  # SHT_DYNSYM
            continue
        strings = sections[link][4]
        for place in range(start, start + size, entry):
            text, info, _, section, _, _ = struct.unpack_from("<IBBHQQ", data, place)
            if section and info & 15 == 2:
                end = data.index(b"\0", strings + text)
                names.add(data[strings + text:end].decode())
    return {name for name in names if name.startswith(prefix)}


class Outputs:
    """Memory for what calls write; all of it must be as it was after one that is refused."""

    def __init__(self):
        self.all = []

    def new(self, size=64):
        memory = c.create_string_buffer(bytes([POISON]) * size, size)
        self.all.append(memory)
        return memory

    def check(self, what):
        for number, memory in enumerate(self.all):
            expect(memory.raw, bytes([POISON]) * len(memory), f"{what}: output {number}")


class Faults:
    """The wrong calls of one library.

    `documented` has the statuses of each function, `impossible` the reason for those that nothing leads to, and `harmless` the
    functions that nothing can be wrong with.
    """

    def __init__(self, library, documented, impossible, harmless, after=lambda status, what: None):
        self.library, self.documented, self.impossible = library, documented, impossible
        self.harmless, self.after = harmless, after
        self.outputs, self.seen, self.count = Outputs(), {}, 0

    def new(self, size=64):
        return self.outputs.new(size)

    def refuse(self, function, status, what, *arguments):
        """Makes a wrong call."""
        place = f"{function}: {what}"
        call = getattr(self.library, function)
        expect(call(*arguments), status, place)
        self.outputs.check(place)
        self.after(status, place)
        self.seen.setdefault(function, set()).add(status)
        self.count += 1

    def finish(self, prefixes):
        """Ends the program unless every exported function was tried with everything that is documented."""
        for prefix in prefixes:
            for function in sorted(exports(self.library, prefix)):
                if function in self.harmless:
                    expect(function in self.seen, False, f"{function} has faults and is listed as harmless")
                    continue
                expect(function in self.seen, True, f"{function} is tried with a wrong argument")
                for status in self.documented.get(function, ()):
                    if status not in self.seen[function]:
                        expect((function, status) in self.impossible or status in self.impossible, True,
                               f"{function} is tried so that it gives {status}")
        for function in self.seen:
            for status in self.seen[function]:
                expect((function, status) in self.impossible, False, f"{function} gives {status}, listed as impossible")
