"""Runs a small transformer in TensorFlow on the CPU: compiled by XLA, or eagerly by oneDNN.

    XLA_FLAGS="--xla_dump_to=DIR --xla_dump_hlo_as_text" python tensorflow_transformer.py xla
    ONEDNN_VERBOSE=1 python tensorflow_transformer.py eager

Matrix products by definition, a layer: q, k, v, scores, context, output, up, down = 8; 2 layers and the logits: 17.
"""
import os
import sys

os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")
import tensorflow as tf

BATCH, SEQ, HEADS, DIM, HIDDEN, VOCAB, LAYERS = 2, 16, 4, 32, 64, 100, 2


def matrix(*shape):
    return tf.Variable(tf.fill(shape, 0.01))


LAYERS_W = [
    {"q": matrix(DIM, DIM), "k": matrix(DIM, DIM), "v": matrix(DIM, DIM), "o": matrix(DIM, DIM),
     "up": matrix(DIM, HIDDEN), "down": matrix(HIDDEN, DIM)} for _ in range(LAYERS)]
EMBEDDING, LOGITS = matrix(VOCAB, DIM), matrix(DIM, VOCAB)


def product(x, w):
    return tf.reshape(tf.matmul(tf.reshape(x, (BATCH * SEQ, -1)), w), (BATCH, SEQ, -1))


def step(tokens):
    x = tf.gather(EMBEDDING, tokens)
    for w in LAYERS_W:
        def heads(weight):
            return tf.transpose(
                tf.reshape(product(x, weight), (BATCH, SEQ, HEADS, DIM // HEADS)), (0, 2, 1, 3))
        q, k, v = heads(w["q"]), heads(w["k"]), heads(w["v"])
        p = tf.nn.softmax(tf.matmul(q, k, transpose_b=True) / (DIM // HEADS) ** 0.5)
        o = tf.reshape(tf.transpose(tf.matmul(p, v), (0, 2, 1, 3)), (BATCH, SEQ, DIM))
        x = x + product(o, w["o"])
        x = x + product(tf.nn.gelu(product(x, w["up"])), w["down"])
    return product(x, LOGITS)


tokens = tf.zeros((BATCH, SEQ), tf.int32)
run = tf.function(step, jit_compile=True) if sys.argv[1] == "xla" else step
run(tokens)
