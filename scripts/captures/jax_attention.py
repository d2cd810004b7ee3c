"""Runs cuDNN's attention and its gradients through JAX on an NVIDIA GPU, so that XLA dumps the custom calls.

    XLA_FLAGS="--xla_dump_to=DIR --xla_dump_hlo_as_text" python jax_attention.py

Calls by definition: one attention and one of its gradients, and the product before them with its two gradients.
"""
import jax
import jax.numpy as jnp

BATCH, SEQ, HEADS, KV_HEADS, DIM, WIDTH = 2, 128, 8, 2, 64, 256


def step(x, w):
    qkv = (x @ w).reshape(BATCH, SEQ, HEADS + 2 * KV_HEADS, DIM)
    q, k, v = qkv[:, :, :HEADS], qkv[:, :, HEADS:HEADS + KV_HEADS], qkv[:, :, HEADS + KV_HEADS:]
    o = jax.nn.dot_product_attention(q, k, v, is_causal=True, implementation="cudnn")
    return o.astype(jnp.float32).sum()


x = jnp.full((BATCH, SEQ, WIDTH), 0.01, jnp.bfloat16)
w = jnp.full((WIDTH, (HEADS + 2 * KV_HEADS) * DIM), 0.01, jnp.bfloat16)
jax.block_until_ready(jax.jit(jax.grad(step, argnums=(0, 1)))(x, w))
