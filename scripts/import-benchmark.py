"""Writes a synthetic trace of PyTorch's profiler and measures parity import on it: MB/s and the most memory.

import-benchmark.py PARITY FOLDER [MEGABYTES]: 1000 MB unless given. The events have the proportions of a training step of a
transformer on a GPU: wrappers, calls, small operators, launches, kernels, flow arrows. Exits with 1 below 100 MB/s or above 300 MB.
"""
import json
import re
import resource
import subprocess
import sys
import time
from pathlib import Path


def event(category, name, ts, dur, args, tid=1):
    return json.dumps({"ph": "X", "cat": category, "name": name, "pid": tid, "tid": tid, "ts": ts, "dur": dur, "args": args})


def operator(number, name, dims, strides, values):
    return {"External id": number, "Record function id": number, "Concrete Inputs": values,
            "Input type": ["c10::BFloat16" if d else "Scalar" for d in dims], "Input Strides": strides, "Input Dims": dims,
            "Ev Idx": number}


def layer(number, ts):
    """The events of one linear layer and its neighbours; numbers and times start at `number` and `ts`."""
    linear = operator(number, "aten::linear", [[8, 512, 1024], [4096, 1024], [4096]], [[524288, 1024, 1], [1024, 1], [1]], [""] * 3)
    addmm = operator(number + 2, "aten::addmm", [[4096], [4096, 1024], [1024, 4096], [], []],
                     [[1], [1024, 1], [1, 1024], [], []], ["", "", "", "1", "1"])
    events = [event("cpu_op", "aten::linear", ts, 40.5, linear),
              event("cpu_op", "aten::t", ts + 1, 3.25, operator(number + 1, "aten::t", [[4096, 1024]], [[1024, 1]], [""])),
              event("cpu_op", "aten::addmm", ts + 6, 30.125, addmm),
              event("cuda_runtime", "cudaLaunchKernel", ts + 20, 4.5, {"External id": number + 2, "cbid": 211, "correlation": number + 2}),
              event("kernel", "sm90_xmma_gemm_bf16bf16_bf16f32_f32_tn_n_tilesize128x128x64_warpgroupsize1x1x1_bias", ts + 30, 55.75,
                    {"External id": number + 2, "correlation": number + 2, "stream": 7, "grid": [32, 32, 1], "block": [384, 1, 1]}, 0),
              json.dumps({"ph": "s", "id": number + 2, "pid": 1, "tid": 1, "ts": ts + 20, "cat": "ac2g", "name": "ac2g"}),
              json.dumps({"ph": "f", "id": number + 2, "pid": 0, "tid": 7, "ts": ts + 30, "cat": "ac2g", "name": "ac2g", "bp": "e"})]
    for i in range(6):
        at = ts + 50 + 8 * i
        events += [event("cpu_op", "aten::add", at, 6.0, operator(number + 3 + i, "aten::add", [[8, 512, 4096]] * 2, [[2097152, 4096, 1]] * 2, ["", "", "1"])),
                   event("kernel", "void at::native::vectorized_elementwise_kernel<4, at::native::CUDAFunctor_add<c10::BFloat16>>", at + 3, 9.5,
                         {"External id": number + 3 + i, "correlation": number + 3 + i, "stream": 7}, 0),
                   event("python_function", "torch/nn/modules/linear.py(114): forward", at, 5.0, {"Python id": number + i, "Python parent id": number})]
    return events


def write(path, byte_count):
    # One layer as text with room for numbers; filling it in is much quicker than making it.
    marks, number_mark, time_mark = layer(0, 0), 7_000_000, 3_000_000_000.0
    text = ",\n".join(layer(number_mark, time_mark))
    pieces = []
    for part in re.split(r"(\b70000\d\d\b|\b30000000\d\d(?:\.\d+)?\b)", text):
        if re.fullmatch(r"70000\d\d", part):
            pieces.append(("n", int(part) - number_mark))
        elif re.fullmatch(r"30000000\d\d(?:\.\d+)?", part):
            pieces.append(("t", float(part) - time_mark))
        else:
            pieces.append(("s", part))
    calls, written = 0, 0
    with open(path, "w", buffering=1 << 20) as file:
        file.write('{"schemaVersion": 1, "deviceProperties": [{"id": 0, "name": "Synthetic"}], "traceEvents": [\n')
        while written < byte_count:
            number, ts = 10 + 10 * calls, 1_000_000.125 + 110.0 * calls
            block = "".join(str(number + v) if k == "n" else f"{ts + v:.3f}" if k == "t" else v for k, v in pieces)
            written += file.write((",\n" if calls else "") + block)
            calls += 1
        file.write("\n]}\n")
    return calls, len(marks)


def main():
    parity, folder = sys.argv[1], Path(sys.argv[2])
    megabytes = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
    folder.mkdir(parents=True, exist_ok=True)
    trace = folder / f"synthetic-{megabytes}.json"
    if not trace.exists():
        calls, events = write(folder / "part", megabytes * 1_000_000)
        (folder / "part").rename(trace)
        print(f"{trace}: {calls} calls, {calls * events} events")
    size = trace.stat().st_size
    start = time.monotonic()
    ended = subprocess.run([parity, "import", str(trace), "-o", str(folder / "out.workload.json")])
    seconds = time.monotonic() - start
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    rate = size / seconds / 1e6
    print(f"{size / 1e6:.0f} MB in {seconds:.2f} s: {rate:.0f} MB/s, at most {memory / 1e6:.0f} MB of memory")
    sys.exit(ended.returncode != 0 or rate < 100 or memory > 300e6)


main()
