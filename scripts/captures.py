"""Makes captures of a small transformer with PyTorch and says how many calls its definition implies.

captures.py FOLDER [DEVICE [TYPE]] writes train.trace.json, train.et.json, infer.trace.json.gz and expected.json; DEVICE and TYPE are
cpu and float32 unless given (cuda bfloat16, for instance). The expected counts come from the model's definition and the rules of
differentiation alone: nothing of a capture is looked at.
"""
import gzip
import json
import shutil
import sys
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn
from torch.profiler import ExecutionTraceObserver, ProfilerActivity, profile, schedule

TYPES = {"float32": "f32", "float16": "f16", "bfloat16": "bf16"}
VOCABULARY, WIDTH, HEADS, LAYERS, BATCH, LENGTH, STEPS = 50, 32, 4, 2, 2, 12, 2


class Block(nn.Module):
    """A pre-norm block: projections with and without bias, causal attention, an MLP."""

    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH, bias=False)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)

    def forward(self, x):
        batch, length, width = x.shape
        q, k, v = self.qkv(self.norm1(x)).view(batch, length, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, is_causal=True).transpose(1, 2)
        x = x + self.out(mixed.reshape(batch, length, width))
        return x + self.down(F.gelu(self.up(self.norm2(x))))


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(VOCABULARY, WIDTH)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.head = nn.Linear(WIDTH, VOCABULARY, bias=False)

    def forward(self, tokens):
        x = self.embedding(tokens)
        for block in self.blocks:
            x = block(x)
        return self.head(x)


def expected(model, kind, backward, steps):
    """{descriptor: calls}: a linear layer is one GEMM, two more for its gradients; column-major, as BLAS gets it."""
    rows, calls = BATCH * LENGTH, {}

    def add(descriptor):
        calls[descriptor] = calls.get(descriptor, 0) + steps

    for layer in (m for m in model.modules() if isinstance(m, nn.Linear)):
        inputs, outputs = layer.in_features, layer.out_features
        bias = ":bias" if layer.bias is not None else ""
        add(f"gemm:{kind}:tn:m={outputs},n={rows},k={inputs}{bias}")
        if backward:
            add(f"gemm:{kind}:nn:m={inputs},n={rows},k={outputs}")  # with respect to the input
            add(f"gemm:{kind}:nt:m={inputs},n={outputs},k={rows}")  # with respect to the weight
    sizes = f"{kind}:b={BATCH},h={HEADS},d={WIDTH // HEADS},sq={LENGTH}:causal"
    for _ in model.blocks:
        add(f"attn:{sizes}")
        if backward:
            add(f"attn_backward:{sizes}")
    return calls


def main(folder, device="cpu", dtype="float32"):
    torch.manual_seed(0)
    torch.set_default_device(device)
    torch.set_default_dtype(getattr(torch, dtype))
    kind = TYPES[dtype]
    activities = [ProfilerActivity.CPU] + ([ProfilerActivity.CUDA] if device == "cuda" else [])
    model = Transformer()
    tokens = torch.randint(0, VOCABULARY, (BATCH, LENGTH))

    def step():
        F.cross_entropy(model(tokens).flatten(0, 1), tokens.flatten()).backward()

    observer = ExecutionTraceObserver().register_callback(str(folder / "train.et.json"))
    with profile(
        activities=activities, record_shapes=True, execution_trace_observer=observer,
        schedule=schedule(wait=0, warmup=1, active=STEPS),
        on_trace_ready=lambda p: p.export_chrome_trace(str(folder / "train.trace.json")),
    ) as profiler:
        for _ in range(1 + STEPS):
            step()
            profiler.step()
    with torch.no_grad(), profile(activities=activities, record_shapes=True) as profiler:
        model(tokens)
    profiler.export_chrome_trace(str(folder / "infer.trace.json"))
    with open(folder / "infer.trace.json", "rb") as plain, gzip.open(folder / "infer.trace.json.gz", "wb") as packed:
        shutil.copyfileobj(plain, packed)
    (folder / "infer.trace.json").unlink()
    train = expected(model, kind, True, STEPS)
    counts = {
        "train.trace.json": {"steps": STEPS, "problems": train},
        "train.et.json": {"steps": 1, "problems": train},
        "infer.trace.json.gz": {"steps": 1, "problems": expected(model, kind, False, 1)},
    }
    (folder / "expected.json").write_text(json.dumps(counts, indent=1, sort_keys=True) + "\n")


main(Path(sys.argv[1]), *sys.argv[2:])
