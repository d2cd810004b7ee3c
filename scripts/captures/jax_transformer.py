"""Runs a small transformer in JAX on the CPU, so that XLA dumps its modules.

    XLA_FLAGS="--xla_dump_to=DIR --xla_dump_hlo_as_text" JAX_PLATFORMS=cpu python jax_transformer.py forward|train|scan

Matrix products by definition, a layer: q, k, v, scores, context, output, up, down = 8; the logits 1.
forward: 2 layers, 2 * 8 + 1 = 17. train: each product has two gradients, 3 * 17 = 51. scan: 4 layers in a loop, 4 * 8 + 1 = 33.
"""
import sys
import jax
import jax.numpy as jnp

BATCH, SEQ, HEADS, DIM, HIDDEN, VOCAB = 2, 16, 4, 32, 64, 100


def layer(x, w):
    def heads(weight):
        return (x @ weight).reshape(BATCH, SEQ, HEADS, DIM // HEADS).transpose(0, 2, 1, 3)
    q, k, v = heads(w["q"]), heads(w["k"]), heads(w["v"])
    scores = q @ k.transpose(0, 1, 3, 2) / (DIM // HEADS) ** 0.5
    mask = jnp.tril(jnp.ones((SEQ, SEQ), bool))
    p = jax.nn.softmax(jnp.where(mask, scores, -1e9), axis=-1)
    o = (p @ v).transpose(0, 2, 1, 3).reshape(BATCH, SEQ, DIM)
    x = x + o @ w["o"]
    return x + jax.nn.gelu(x @ w["up"]) @ w["down"]


def weights(layers):
    shapes = {"q": (DIM, DIM), "k": (DIM, DIM), "v": (DIM, DIM), "o": (DIM, DIM),
              "up": (DIM, HIDDEN), "down": (HIDDEN, DIM)}
    return {name: jnp.full((layers,) + shape, 0.01) for name, shape in shapes.items()}


def forward(p, tokens):
    x = p["embedding"][tokens]
    for i in range(2):
        x = layer(x, {name: w[i] for name, w in p["layers"].items()})
    return x @ p["logits"]


def scan(p, tokens):
    x, _ = jax.lax.scan(lambda x, w: (layer(x, w), None), p["embedding"][tokens], p["layers"])
    return x @ p["logits"]


def loss(p, tokens):
    y = jax.nn.log_softmax(forward(p, tokens))
    return -jnp.mean(jnp.take_along_axis(y, tokens[..., None], axis=-1))


what = sys.argv[1]
params = {"embedding": jnp.full((VOCAB, DIM), 0.01), "logits": jnp.full((DIM, VOCAB), 0.01),
          "layers": weights(4 if what == "scan" else 2)}
tokens = jnp.zeros((BATCH, SEQ), jnp.int32)
step = {"forward": forward, "train": jax.value_and_grad(loss), "scan": scan}[what]
step.__name__ = "step"
jax.block_until_ready(jax.jit(step)(params, tokens))
