#!/usr/bin/env python3
"""Compares the drop-in libraries with NVIDIA's of the same names: exported functions, version tags, and the log of each call.

    scripts/compare-exports.py [--names] [--logs] [--build FOLDER]

NVIDIA's wheels are downloaded by pip into .build/nvidia and never committed. --names prints what is missing, --logs calls every
function of cublas_api.h without a handle in both libraries, with the log on, and compares what they print. Needs nm of binutils.
"""

import argparse
import ctypes
import glob
import os
import re
import subprocess
import sys
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
WHEELS = os.path.join(ROOT, ".build", "nvidia")
PACKAGES = {"12": ["nvidia-cublas-cu12", "nvidia-cuda-runtime-cu12"],
            "13": ["nvidia-cublas>=13,<14", "nvidia-cuda-runtime>=13,<14"]}


def libraries(release):
    """The folder of a release's wheels, unpacked."""
    folder = os.path.join(WHEELS, release)
    if not glob.glob(f"{folder}/**/libcublas.so.{release}", recursive=True):
        os.makedirs(folder, exist_ok=True)
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder] + PACKAGES[release], check=True)
        for wheel in glob.glob(f"{folder}/*.whl"):
            zipfile.ZipFile(wheel).extractall(folder)
            os.remove(wheel)
    return folder


def find(folder, name):
    return glob.glob(f"{folder}/**/{name}", recursive=True)[0]


def symbols(path):
    """Exported functions and their version tags."""
    text = subprocess.run(["nm", "-D", "--defined-only", "--with-symbol-versions", path], check=True, text=True,
                          capture_output=True).stdout
    found = {}
    for line in text.splitlines():
        name, _, tag = line.split()[-1].partition("@")
        if line.split()[-2] in "TtWwiI":
            found[name] = tag.lstrip("@")
    return found


def family(name, documented):
    """What a function that is not there belongs to."""
    if name in documented:
        return "documented in cublas_api.h or cuda_runtime_api.h"
    if name.startswith("cublasXt"):
        return "cublasXt.h (several GPUs)"
    if name.startswith("cublas"):
        return "of the API before handles (cublas.h), or without documentation"
    return "of the compiler's or without documentation"


def prototypes(folder):
    """The functions of cublas_api.h: name, argument types."""
    text = open(find(folder, "cublas_api.h")).read()
    text = re.sub(r"/\*.*?\*/|//[^\n]*|^#.*?$", " ", text, flags=re.S | re.M)
    found = {}
    for name, arguments in re.findall(r"cublasStatus_t\s+CUBLASWINAPI\s+(cublas\w+)\s*\(([^)]*)\)", text):
        found[name] = [re.sub(r"\s+", " ", argument).strip() for argument in arguments.split(",")]
    return found


def documented(folder):
    names = set()
    for header in ("cublas_api.h", "cuda_runtime_api.h"):
        for path in glob.glob(f"{folder}/**/{header}", recursive=True):
            names |= set(re.findall(r"\b((?:cublas|cuda)\w+)\s*\(", open(path, errors="replace").read()))
    return names


def compare(release, build, names):
    folder = libraries(release)
    ours = symbols(f"{build}/libparity-cuda{release}.so")
    known = documented(folder)
    for library, prefix in (("libcudart", "cuda"), ("libcublas", "cublas")):
        path = find(folder, f"{library}.so.{release}")
        theirs = {name: tag for name, tag in symbols(path).items() if name.lstrip("_").startswith(prefix)}
        missing = sorted(set(theirs) - set(ours))
        tags = [name for name in theirs if name in ours and theirs[name] != ours[name]]
        wanted = {name for name in theirs if name in known}
        print(f"{library}.so.{release}: {len(theirs)} functions, {len(theirs) - len(missing)} here; of {len(wanted)} documented "
              f"{len(wanted - set(missing))} here; {len(tags)} with another version tag")
        groups = {}
        for name in missing:
            groups.setdefault(family(name, known), []).append(name)
        for group, members in groups.items():
            print(f"  missing, {group}: {len(members)}" + (": " + " ".join(members) if names else ""))
        own = sorted(name for name in ours if name.startswith(prefix) and name not in theirs and not name.startswith("cublasLt"))
        if own:
            print(f"  not in NVIDIA's: {len(own)}" + (": " + " ".join(own) if names else ""))


# MARK: Logs

def word(argument, index):
    """A value of an argument's type that no function believes."""
    if "*" in argument or "[]" in argument:
        return ctypes.c_void_p(16 * (index + 1))
    if argument.startswith("cublasHandle_t"):
        return ctypes.c_void_p(None)
    if argument.startswith(("cudaStream_t", "cublasLogCallback")):
        return ctypes.c_void_p(0x40)
    if "int64_t" in argument or "long long" in argument or "size_t" in argument:
        return ctypes.c_int64(index + 1)
    if argument.startswith("cublasComputeType_t"):
        return ctypes.c_int(68)
    if argument.startswith(("cublas", "cuda")):
        return ctypes.c_int(1)
    return ctypes.c_int(index + 1)


def logs(path, needed, functions, target):
    """Calls every function in a process of its own and returns what each logged."""
    script = (
        "import ctypes, os, sys\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "import importlib.util\n"
        "spec = importlib.util.spec_from_file_location('compare', sys.argv[2])\n"
        "compare = importlib.util.module_from_spec(spec); spec.loader.exec_module(compare)\n"
        "for path in sys.argv[5:-1]: ctypes.CDLL(path, mode=ctypes.RTLD_GLOBAL)\n"
        "library = ctypes.CDLL(sys.argv[-1])\n"
        "for name, arguments in sorted(compare.prototypes(sys.argv[3]).items()):\n"
        "    if not arguments[0].startswith('cublasHandle_t handle') or not hasattr(library, name): continue\n"
        "    child = os.fork()\n"
        "    if child == 0:\n"
        "        getattr(library, name)(*[compare.word(a, i) for i, a in enumerate(arguments)])\n"
        "        os._exit(0)\n"
        "    os.waitpid(child, 0)\n")
    if os.path.exists(target):
        os.remove(target)
    environment = dict(os.environ, CUBLAS_LOGINFO_DBG="1", CUBLAS_LOGDEST_DBG=target)
    subprocess.run([sys.executable, "-c", script, ROOT, os.path.abspath(__file__), functions, "x", *needed, path],
                   env=environment, check=True, stderr=subprocess.DEVNULL)
    blocks = {}
    for block in re.split(r"(?m)^I! ", open(target).read())[1:]:
        lines = block.split("\n")
        lines[0] = re.sub(r"\(v[\d.]+\)", "(v)", lines[0])
        name = re.search(r"(cublas\w+)\(", lines[0]).group(1)
        # Some call another function, which logs too.
        blocks.setdefault(name, [line for line in lines if not re.match(r"i! Time|i!Process|i! COMPILED|$", line)])
    return blocks


def compare_logs(release, build):
    folder = libraries(release)
    theirs = logs(find(folder, f"libcublas.so.{release}"), [find(folder, f"libcublasLt.so.{release}")], folder,
                  f"{WHEELS}/log-theirs-{release}.txt")
    ours = logs(f"{build}/libparity-cuda{release}.so", [], folder, f"{WHEELS}/log-ours-{release}.txt")
    different = [name for name in theirs if name in ours and theirs[name] != ours[name]]
    print(f"log of CUDA {release}: {len(theirs)} functions log in NVIDIA's library, {len(set(theirs) & set(ours))} in ours, "
          f"{len(different)} differently")
    for name in different[:20]:
        for line in sorted(set(theirs[name]) ^ set(ours[name])):
            print(f"  {name}: {'theirs' if line in theirs[name] else 'ours'} {line}")
    for name in sorted(set(theirs) - set(ours)):
        print(f"  not in ours: {name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--names", action="store_true", help="print the names of what is missing")
    parser.add_argument("--logs", action="store_true", help="compare the logs of all calls")
    parser.add_argument("--build", default=os.path.join(ROOT, ".build", "debug"), help="where libparity-cuda12.so is")
    options = parser.parse_args()
    for release in PACKAGES:
        compare(release, options.build, options.names)
        if options.logs:
            compare_logs(release, options.build)


if __name__ == "__main__":
    main()
