"""Runs the rows of suites/peers.suite with Parity's kernels beside NumPy and PyTorch and prints the ratios with their targets.

peers.py PARITY PYTHON FOLDER [ROW ...]: PYTHON has numpy and torch; results files and row suites go to FOLDER. Each row is one
interleaved run, so its ratios are of neighbours in time. Exits with 1 where a target is missed.
"""
import json
import math
import statistics
import subprocess
import sys
from pathlib import Path

OURS, VULKAN, TORCH, NUMPY = "openblas:0", "vulkan:0", "worker:torch:cpu:0", "worker:numpy:0"
# Devices of each row, and seconds for a case.
RUNS = {
    "square": ([OURS, TORCH, NUMPY], 3), "decode": ([OURS, TORCH], 2), "batched": ([OURS, TORCH], 1),
    "bf16": ([OURS, TORCH], 2), "i8": ([OURS], 1), "prefill": ([OURS, TORCH], 2),
    "backward": ([OURS, TORCH], 2), "attention-decode": ([OURS, TORCH], 1.5),
    "vulkan": ([OURS, VULKAN], 2), "edges": ([OURS, VULKAN], 1.5),
}


class Row:
    """The measured cases of a row: medians by (label, device), rates in operations per second."""

    def __init__(self, name, labels, file):
        self.name, self.failed, self.times, self.rates = name, [], {}, {}
        for case in file["cases"]:
            label = labels[case["descriptor"]]
            if case["status"] in ("passed", "noisy"):
                time = statistics.median(case["samples"]["hostNanoseconds"])
                self.times[label, case["device"]] = time
                self.rates[label, case["device"]] = case["flopCount"] / time
            elif case["status"] != "unsupported":
                self.failed.append(f"{label} on {case['device']}: {case['status']}, {case.get('reason', '')}")
        self.bytes = {labels[c["descriptor"]]: c["byteCount"] for c in file["cases"]}
        self.labels = list(dict.fromkeys(labels[c["descriptor"]] for c in file["cases"]))

    def against(self, peers, ours=OURS, without=()):
        """{label: our speed as a multiple of the best of the peers'}."""
        result = {}
        for label in self.labels:
            times = [self.times[label, p] for p in peers if (label, p) in self.times]
            if times and (label, ours) in self.times and label not in without:
                result[label] = min(times) / self.times[label, ours]
        return result

    def rate(self, label, reference, ours=OURS, theirs=OURS):
        """{label: our rate as a multiple of the rate of another case}."""
        if (label, ours) in self.rates and (reference, theirs) in self.rates:
            return {label: self.rates[label, ours] / self.rates[reference, theirs]}
        return {}


def geomean(ratios):
    return math.exp(statistics.fmean(map(math.log, ratios)))


def goals(row):
    """(what, ratios, each at least or None, geometric mean at least or None)."""
    if row.name == "square":
        return [("f32 GEMM / better of numpy, torch", row.against([TORCH, NUMPY]), 0.98, 1.05)]
    if row.name == "decode":
        return [("f32 GEMM decode / torch", row.against([TORCH]), None, 1.6)] + bandwidth(row)
    if row.name == "batched":
        return [("f32 GEMM batched / torch", row.against([TORCH]), None, 1.15)]
    if row.name == "bf16":
        sizes = ["512", "1024", "2048", "4096"]
        own = [row.rate(s, "f32 " + s) for s in sizes]
        return [("bf16 GEMM / torch", {s: r for s, r in row.against([TORCH]).items() if s in sizes}, 0.95, 1.3),
                ("bf16 GEMM / own f32", merged(own), 1.7, None)]
    if row.name == "i8":
        return [("i8 GEMM / own f32", merged(row.rate(s, "f32 " + s) for s in ("1024", "2048")), 2.5, None)]
    if row.name == "prefill":
        return [("f32 attention / torch", row.against([TORCH], without=["gemm 2048"]), 0.97, 1.35),
                ("f32 attention d128 2048 / own GEMM", row.rate("d128 2048", "gemm 2048"), 0.85, None)]
    if row.name == "backward":
        return [("f32 attention gradients / torch", row.against([TORCH], without=["gemm 2048"]), 0.97, 1.35),
                ("f32 attention gradients d128 2048 / own GEMM", row.rate("d128 2048", "gemm 2048"), 0.8, None)]
    if row.name == "attention-decode":
        return [("f32 attention decode / torch", row.against([TORCH]), None, 2)] + bandwidth(row)
    if row.name == "vulkan":
        heads = [row.rate(f"attention d64 {s}", s, ours=VULKAN) for s in ("1024", "2048")]
        gemm = {s: r for s, r in row.against([OURS], ours=VULKAN).items() if s.isdigit()}
        return [("Vulkan f32 GEMM / openblas", gemm, 0.45, None), ("Vulkan f32 attention d64 / openblas GEMM", merged(heads), 0.38, None)]
    return [(f"{device.split(':')[0]} f32 GEMM edges, transposes / aligned",
             merged(row.rate(label, "aligned", device, device) for label in row.labels if label != "aligned"), 0.85, None)
            for device in (OURS, VULKAN)]


def bandwidth(row):
    """Bytes per second as a part of what reading memory gives in the same run, where the run has that probe."""
    if ("read", OURS) not in row.times:
        return []
    limit = row.bytes["read"] / row.times["read", OURS]
    # What fits into caches is not read from memory.
    part = {label: row.bytes[label] / row.times[label, OURS] / limit for label in row.labels
            if label != "read" and (label, OURS) in row.times and row.bytes[label] >= 64 << 20}
    return [("bytes/s / reading of memory", part, 0.85, None)]


def merged(ratios):
    return {label: ratio for part in ratios for label, ratio in part.items()}


def main():
    parity, python, folder, wanted = sys.argv[1], sys.argv[2], Path(sys.argv[3]), sys.argv[4:] or list(RUNS)
    lines = [line.split("  # ") for line in Path("suites/peers.suite").read_text().splitlines() if "  # " in line]
    missed = False
    folder.mkdir(parents=True, exist_ok=True)
    for name in wanted:
        if name not in RUNS:
            sys.exit(f"there is no row {name}; there is {' '.join(RUNS)}")
        labels = {text: label.split("/", 1)[1] for text, label in lines if label.split("/")[0] == name}
        suite, output = folder / f"{name}.suite", folder / f"{name}.json"
        suite.write_text(f"# name: peers-{name}\n" + "".join(f"{text}\n" for text in labels))
        devices, seconds = RUNS[name]
        command = [parity, "run", "--suite", str(suite), "--python", python, "--output", str(output), "--quiet",
                   "--budget", str(seconds)] + [word for device in devices for word in ("--backend", device)]
        ended = subprocess.run(command, stdout=subprocess.DEVNULL)
        if ended.returncode not in (0, 1) or not output.exists():
            sys.exit(f"row {name}: parity run ended with {ended.returncode}")
        row = Row(name, labels, json.loads(output.read_text()))
        for what, ratios, each, mean in goals(row):
            if not ratios:
                print(f"{name:17} {what}: nothing to compare")
                missed = True
                continue
            print(f"{name:17} {what}")
            for label, ratio in ratios.items():
                low = each is not None and ratio < each
                print(f"{'':19}{label:32} {ratio:6.2f}x{f'  below {each}' if low else ''}")
            average = geomean(ratios.values())
            met = all(each is None or ratio >= each for ratio in ratios.values()) and (mean is None or average >= mean)
            missed = missed or not met
            target = ", ".join(([f"each >= {each}"] if each else []) + ([f"geomean >= {mean}"] if mean else []))
            print(f"{'':19}{'geometric mean':32} {average:6.2f}x  {target}: {'met' if met else 'MISSED'}")
        for failure in row.failed:
            print(f"{'':19}{failure}")
            missed = True
        sys.stdout.flush()
    sys.exit(missed)


main()
