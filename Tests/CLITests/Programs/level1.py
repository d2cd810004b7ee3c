"""Every function of level 1 with checked results: all types, increments and integer widths, and empty vectors."""

import ctypes as c

from levels import *

N = 7


def pairs(kind, generator):
    """Vectors with the increments of all kinds."""
    for incx, incy in ((1, 1), (2, 3), (-2, 1)):
        yield (Vector(kind, values(kind, N, generator), incx), Vector(kind, values(kind, N, generator), incy))


class Answer:
    """A place for results where the pointer mode has them: in the host's memory, or the device's."""

    on_device = False

    def __init__(self, kind, values):
        self.kind, self.count = kind, len(values)
        self.memory = Memory(kind, values) if Answer.on_device else None
        self.pointer = self.memory.pointer if self.memory else c.create_string_buffer(kind.pack(values))

    def read(self):
        return self.memory.read() if self.memory else self.kind.unpack(self.pointer.raw[:self.count * self.kind.size])

    def free(self):
        if self.memory:
            self.memory.free()


def set_mode(h, mode):
    expect(cublas.cublasSetPointerMode_v2(h, mode), 0, "cublasSetPointerMode_v2")
    Answer.on_device = mode == 1


def number(kind):
    return Answer(kind, [99])


def found(function, wide, h, *arguments):
    """The index that a function finds; its other half is 0 where it has 64 bits."""
    index = Answer(I32, [-5, -5])
    call(function, wide, h, *arguments, index.pointer)
    value, rest = index.read()
    index.free()
    expect(rest, 0 if wide else -5, f"what lies behind the index of {function}")
    return value


def size(value):
    """|re| + |im|, by which BLAS compares."""
    return abs(complex(value).real) + abs(complex(value).imag)


def reductions(letter, kind, real, generator, wide, h):
    for increment in (1, 3):
        x = Vector(kind, values(kind, N, generator), increment)
        result = number(real)
        mixed = {"C": "Sc", "Z": "Dz"}.get(letter, letter)
        call(f"cublas{mixed}asum_v2", wide, h, N, x.pointer, increment, result.pointer)
        close(real, result.read(), [sum(size(value) for value in x.content)], "asum")
        call(f"cublas{mixed}nrm2_v2", wide, h, N, x.pointer, increment, result.pointer)
        norm = sum(abs(value) ** 2 for value in x.content) ** 0.5
        close(real, result.read(), [norm], "nrm2")
        call("cublasAsumEx", wide, h, N, x.pointer, word(kind.code), increment, result.pointer, word(real.code),
             word(real.code))
        close(real, result.read(), [sum(size(value) for value in x.content)], "AsumEx")
        call("cublasNrm2Ex", wide, h, N, x.pointer, word(kind.code), increment, result.pointer, word(real.code),
             word(real.code))
        close(real, result.read(), [norm], "Nrm2Ex")
        for what, best in (("amax", max), ("amin", min)):
            wanted = best(size(value) for value in x.content)
            function = f"cublasI{letter.lower()}{what}_v2"
            expect(size(x.content[found(function, wide, h, N, x.pointer, increment) - 1]), wanted, what)
            index = found(f"cublasI{what}Ex", wide, h, N, x.pointer, word(kind.code), increment)
            expect(size(x.content[index - 1]), wanted, f"I{what}Ex")
            expect(found(function, wide, h, 0, x.pointer, increment), 0, f"{what} of nothing")
        nothing = number(real)
        call(f"cublas{mixed}nrm2_v2", wide, h, 0, None, increment, nothing.pointer)
        expect(nothing.read(), [0], "nrm2 of nothing")
        nothing.free()
        x.memory.free()
        result.free()


def products(letter, kind, generator, wide, h):
    functions = [("dotu", f"cublas{letter}dotu_v2"), ("dotc", f"cublas{letter}dotc_v2")] if kind.is_complex else [
        ("dotu", f"cublas{letter}dot_v2")]
    for x, y in pairs(kind, generator):
        result = number(kind)
        for what, function in functions:
            wanted = sum((conjugate(p) if what == "dotc" else p) * q for p, q in zip(x.content, y.content))
            call(function, wide, h, N, x.pointer, x.increment, y.pointer, y.increment, result.pointer)
            close(kind, result.read(), [wanted], function)
        for function, first in (("cublasDotEx", lambda p: p), ("cublasDotcEx", conjugate)):
            call(function, wide, h, N, x.pointer, word(kind.code), x.increment, y.pointer, word(kind.code), y.increment,
                 result.pointer, word(kind.code), word(kind.code))
            close(kind, result.read(), [sum(first(p) * q for p, q in zip(x.content, y.content))], function)
        call(functions[0][1], wide, h, -3, x.pointer, 1, y.pointer, 1, result.pointer)
        expect(result.read(), [0], "dot of nothing")
        x.memory.free()
        y.memory.free()
        result.free()


def updates(letter, kind, real, generator, wide, h):
    factor = 0.5 - 0.25j if kind.is_complex else -0.75
    code = word(kind.code)
    for ex in (False, True):
        for x, y in pairs(kind, generator):
            types = lambda: [code] if ex else []
            call("cublasAxpyEx" if ex else f"cublas{letter}axpy_v2", wide, h, N, scalar(kind, factor), *types(), x.pointer,
                 *types(), x.increment, y.pointer, *types(), y.increment, *types())
            y.check([factor * p + q for p, q in zip(x.content, y.content)], "axpy")
            y = Vector(kind, [3] * N, y.increment)
            call("cublasCopyEx" if ex else f"cublas{letter}copy_v2", wide, h, N, x.pointer, *types(), x.increment, y.pointer,
                 *types(), y.increment)
            y.check(x.content, "copy")
            y = Vector(kind, values(kind, N, generator), y.increment)
            call("cublasSwapEx" if ex else f"cublas{letter}swap_v2", wide, h, N, x.pointer, *types(), x.increment, y.pointer,
                 *types(), y.increment)
            x.check(y.content, "swap")
            y.check(x.content, "swap")
    for increment in (1, 2):
        for function, kind_of_factor in ((f"cublas{letter}scal_v2", kind), ("cublasScalEx", kind),
                                         ({"C": "cublasCsscal_v2", "Z": "cublasZdscal_v2"}.get(letter), real)):
            if function is None:
                continue
            alpha = factor if kind_of_factor is kind else -0.5
            x = Vector(kind, values(kind, N, generator), increment)
            types = [code] if function.endswith("Ex") else []
            call(function, wide, h, N, scalar(kind_of_factor, alpha), *types, x.pointer, *types, increment, *types)
            x.check([alpha * value for value in x.content], function)


def rotations(letter, kind, real, generator, wide, h):
    code = word(kind.code)
    cosine, sine, complex_sine = 0.5, -0.25, 0.25 + 0.75j
    forms = [(f"cublas{letter}rot_v2", complex_sine if kind.is_complex else sine, kind, [])]
    forms.append(("cublasRotEx", sine, real, [code, code]))
    if kind.is_complex:
        forms.append(({"C": "cublasCsrot_v2", "Z": "cublasZdrot_v2"}[letter], sine, real, []))
    for function, s, kind_of_s, types in forms:
        for x, y in pairs(kind, generator):
            ex = [word(real.code), code] if types else []
            call(function, wide, h, N, x.pointer, *types[:1], x.increment, y.pointer, *types[:1], y.increment,
                 scalar(real, cosine), scalar(kind_of_s, s), *ex)
            x.check([cosine * p + s * q for p, q in zip(x.content, y.content)], function)
            y.check([cosine * q - conjugate(s) * p for p, q in zip(x.content, y.content)], function)
    for function in (f"cublas{letter}rotg_v2", "cublasRotgEx"):
        first, second = (3 - 4j, 2 + 1j) if kind.is_complex else (3, -4)
        a, b, co, s = (scalar(t, v) for t, v in ((kind, first), (kind, second), (real, 9), (kind, 9)))
        types = lambda t: [word(t.code)] if function.endswith("Ex") else []
        if function.endswith("Ex"):
            co = scalar(kind, 9)
        call(function, False, h, a, b, *types(kind), co, s, *types(kind), *types(kind))
        cosine_found = complex((kind if function.endswith("Ex") else real).unpack(co.raw[:(kind if function.endswith("Ex") else real).size])[0])
        sine_found, r = complex(kind.unpack(s.raw[:kind.size])[0]), complex(kind.unpack(a.raw[:kind.size])[0])
        close(kind, [complex(cosine_found * first + sine_found * second) - r,
                     cosine_found * second - sine_found.conjugate() * first,
                     abs(cosine_found) ** 2 + abs(sine_found) ** 2], [0, 0, 1], function)


def modified_rotations(letter, kind, generator, wide, h):
    code = word(kind.code)
    for ex in (False, True):
        for flag, matrix in ((-1, (2, 0.5, -1, 3)), (0, (1, 0.5, -1, 1)), (1, (2, -1, 1, 3)), (-2, (1, 0, 0, 1))):
            h11, h21, h12, h22 = matrix
            param = c.create_string_buffer(kind.pack([flag, 2, 0.5, -1, 3]))
            for x, y in pairs(kind, generator):
                types = [code] if ex else []
                call("cublasRotmEx" if ex else f"cublas{letter}rotm_v2", wide, h, N, x.pointer, *types, x.increment, y.pointer,
                     *types, y.increment, param, *types, *types)
                x.check([h11 * p + h12 * q for p, q in zip(x.content, y.content)], "rotm")
                y.check([h21 * p + h22 * q for p, q in zip(x.content, y.content)], "rotm")
        d1, d2, x1, y1 = (scalar(kind, value) for value in (2, 3, 1.5, -0.5))
        param = c.create_string_buffer(kind.pack([9] * 5))
        types = [code] if ex else []
        call("cublasRotmgEx" if ex else f"cublas{letter}rotmg_v2", False, h, d1, *types, d2, *types, x1, *types, y1, *types,
             param, *types, *types)
        # |d1 x1^2| > |d2 y1^2|: flag 0, h21 = -y1 / x1, h12 = d2 y1 / (d1 x1), and d1 shrinks by 1 - h12 h21.
        h21, h12 = 0.5 / 1.5, 3 * -0.5 / (2 * 1.5)
        u = 1 - h12 * h21
        got = kind.unpack(param.raw[:5 * kind.size])
        close(kind, [got[0], got[2], got[3]], [0, h21, h12], "rotmg")
        close(kind, [kind.unpack(v.raw[:kind.size])[0] for v in (d1, d2, x1)], [2 / u, 3 / u, 1.5 * u], "rotmg")


def halves(generator, wide, h):
    """Vectors of 16-bit numbers, computed with in f32."""
    for kind in (F16, BF16):
        code, single = word(kind.code), word(F32.code)
        for x, y in pairs(kind, generator):
            result = number(kind)
            call("cublasDotEx", wide, h, N, x.pointer, code, x.increment, y.pointer, code, y.increment, result.pointer, code,
                 single)
            close(kind, result.read(), [sum(p * q for p, q in zip(x.content, y.content))], "DotEx")
            call("cublasAxpyEx", wide, h, N, scalar(F32, 0.5), single, x.pointer, code, x.increment, y.pointer, code,
                 y.increment, single)
            y.check([0.5 * p + q for p, q in zip(x.content, y.content)], "AxpyEx")
            x.memory.free()
            result.free()
        x, result = Vector(kind, values(kind, N, generator), 2), number(kind)
        call("cublasNrm2Ex", wide, h, N, x.pointer, code, 2, result.pointer, code, single)
        close(kind, result.read(), [sum(value ** 2 for value in x.content) ** 0.5], "Nrm2Ex")
        call("cublasAsumEx", wide, h, N, x.pointer, code, 2, result.pointer, code, single)
        close(kind, result.read(), [sum(abs(value) for value in x.content)], "AsumEx")
        index = found("cublasIamaxEx", wide, h, N, x.pointer, code, 2)
        expect(abs(x.content[index - 1]), max(abs(value) for value in x.content), "IamaxEx")
        call("cublasScalEx", wide, h, N, scalar(F32, -2), single, x.pointer, code, 2, single)
        x.check([-2 * value for value in x.content], "ScalEx")
        for x, y in pairs(kind, generator):
            call("cublasRotEx", wide, h, N, x.pointer, code, x.increment, y.pointer, code, y.increment, scalar(kind, 0.5),
                 scalar(kind, 0.25), code, single)
            x.check([0.5 * p + 0.25 * q for p, q in zip(x.content, y.content)], "RotEx")
            y.check([0.5 * q - 0.25 * p for p, q in zip(x.content, y.content)], "RotEx")


def main():
    h = handle()
    generator = seeded("level 1")
    for mode in (0, 1):
        for wide in (False, True):
            for letter, kind in LETTERS.items():
                real = REAL[letter]
                set_mode(h, mode)
                reductions(letter, kind, real, generator, wide, h)
                products(letter, kind, generator, wide, h)
                # Factors are the host's.
                set_mode(h, 0)
                updates(letter, kind, real, generator, wide, h)
                rotations(letter, kind, real, generator, wide, h)
                if not kind.is_complex:
                    modified_rotations(letter, kind, generator, wide, h)
            halves(generator, wide, h)
            if mode:
                device_mode(h, wide, generator)
    expect(cublas.cublasDestroy_v2(h), 0, "cublasDestroy_v2")
    print("level1: all as defined")


def device_mode(h, wide, generator):
    """Factors and results in device memory."""
    set_mode(h, 1)
    alpha, x, result = Memory(F64, [0.5]), Vector(F64, values(F64, N, generator), 1), number(F64)
    call("cublasDscal_v2", wide, h, N, alpha.pointer, x.pointer, 1)
    call("cublasDasum_v2", wide, h, N, x.pointer, 1, result.pointer)
    close(F64, result.read(), [sum(abs(0.5 * value) for value in x.content)], "asum in device mode")
    expect(cublas.cublasDscal_v2(h, N, scalar(F64, 2), x.pointer, 1), 13, "a factor of the host's in device mode")
    expect(cudart.cudaGetLastError(), 700, "the runtime's error after it")
    set_mode(h, 0)


main()
