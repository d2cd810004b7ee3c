"""A program of several processes: one by fork, one that it starts, one after the other; each makes its own number of products."""

import subprocess
import sys

from levels import *


def products(count):
    """Makes `count` products of 2x2 matrices with a handle of this process."""
    h = handle()
    a, d = Memory(F32, [1, 2, 3, 4]), Memory(F32, [0] * 4)
    for _ in range(count):
        expect(cublas.cublasSgemm_v2(h, N, N, 2, 2, 2, scalar(F32, 1), a.pointer, 2, a.pointer, 2, scalar(F32, 0), d.pointer, 2),
               0, "cublasSgemm_v2")
    close(F32, d.read(), [7, 10, 15, 22], "the product")


if len(sys.argv) > 1:
    products(int(sys.argv[1]))
    sys.exit()
products(2)
child = os.fork()
if child == 0:
    products(3)
    sys.exit()
expect(os.waitpid(child, 0)[1], 0, "the forked process")
for count in (4, 5):
    subprocess.run([sys.executable, __file__, str(count)], check=True)
products(1)
print("processes: all as defined")
