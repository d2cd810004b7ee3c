"""Imports the captures of captures.py and compares every problem and count with expected.json. Exits with 1 where they differ."""
import json
import subprocess
import sys
from pathlib import Path

parity, folder = sys.argv[1], Path(sys.argv[2])
failed = False
for name, expected in json.loads((folder / "expected.json").read_text()).items():
    ended = subprocess.run([parity, "import", str(folder / name), "--json"], capture_output=True, text=True)
    if ended.returncode != 0:
        sys.exit(f"{name}: parity import ended with {ended.returncode}: {ended.stderr}")
    workload = json.loads(ended.stdout)
    found = {p["descriptor"]: p["calls"] for p in workload["problems"]}
    wanted = expected["problems"]
    for descriptor in sorted(found.keys() | wanted.keys()):
        if found.get(descriptor, 0) != wanted.get(descriptor, 0):
            print(f"{name}: {descriptor}: {found.get(descriptor, 0)} calls, the model has {wanted.get(descriptor, 0)}")
            failed = True
    if workload["notReplayable"] or any(c["rejectedCount"] for c in workload["captures"]):
        print(f"{name}: {workload['notReplayable']} {workload['captures']}")
        failed = True
    if workload["steps"] != expected["steps"]:
        print(f"{name}: {workload['steps']} steps, and {expected['steps']} were run")
        failed = True
    print(f"{name}: {sum(found.values())} calls of {len(found)} problems, the model implies {sum(wanted.values())} of {len(wanted)}")
both = subprocess.run([parity, "import", "--check", str(folder / "train.trace.json"), str(folder / "train.et.json")],
                      capture_output=True, text=True)
print(f"trace against execution trace: {both.stdout.splitlines()[0] if both.stdout else both.stderr}")
sys.exit(failed or both.returncode != 0)
