"""Functions of libcublas with random arguments, right and wrong ones together: whatever the status, the program goes on.

Addresses are NULL, the host's or anywhere in device memory; numbers are sizes, extremes and what is between them. Arrays of numbers
and factors of the host's are long enough, since no library could tell. Each function is named on standard error before its
calls, which its name and the round decide: `random_arguments.py ROUNDS FUNCTION` repeats them.
"""

import sys

from wrong_arguments import *

NUMBERS = [0, 1, 2, 3, 4, 5, 7, 8, 16, 33, 72, 99, 1000, 65536, -1, -2, -2 ** 31, 2 ** 31 - 1]
WIDE_NUMBERS = NUMBERS + [2 ** 31, 2 ** 32, 2 ** 40, 2 ** 62, 2 ** 63 - 1, -2 ** 63, -2 ** 40, -2 ** 62]


def random_value(right, label, host, generator):
    c_type = right.signature.type[label]
    if label == "handle" or generator.random() < 0.6:
        return right.values[label]
    if c_type.endswith("*"):
        arena, place = right.arena, generator.randrange(Arena.COUNT - 1)
        if label in right.host:
            return generator.choice([None, c.cast(host, c.c_void_p), arena.address(place)])
        byte = generator.randrange(Arena.PLACE)
        return generator.choice([None, arena.address(place), arena.address(place, byte), arena.last, c.cast(host, c.c_void_p)])
    if label == "group_count":
        return generator.choice([0, 1, 2, -1])
    return generator.choice(WIDE_NUMBERS if c_type in ("int64_t", "long long int") else NUMBERS)


def main(rounds, only):
    h, arena, host, statuses = handle(), Arena(), c.create_string_buffer(1 << 16), {}
    known = signatures({name for name in exported("cublas") if not re.search("Lt|Logger|Init|Shutdown|Alloc|Xerbla|Free|GetError", name)})
    for name, signature in known.items():
        # Pivots and matrices of a factorisation in one place are what no library survives.
        if not routine_of(name) or "getrf" in name or only not in name:
            continue
        print(name, file=sys.stderr, flush=True)
        for number in range(rounds):
            generator = seeded(f"{name} {number}")
            right = Right(signature, h, arena, generator.random() < 0.5)
            cublas.cublasSetPointerMode_v2(h, generator.choice([0, 0, 1]))
            status = signature.call({label: random_value(right, label, host, generator) for label in signature.labels})
            statuses[status] = statuses.get(status, 0) + 1
    if not only:
        expect(sorted(statuses), [SUCCESS, INVALID_VALUE, EXECUTION_FAILED, NOT_SUPPORTED], "the statuses of random calls")
    print("random_arguments: all calls returned")


main(int(sys.argv[1]) if len(sys.argv) > 1 else 3, sys.argv[2] if len(sys.argv) > 2 else "")
