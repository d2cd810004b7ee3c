#include "CWorkers.h"

// A new worker: put its file in workers/, add an array here and a row to the table below.

static const unsigned char helper[] = {
#embed "../../workers/parity_worker.py"
};
static const unsigned char torch[] = {
#embed "../../workers/torch_worker.py"
};
static const unsigned char numpy[] = {
#embed "../../workers/numpy_worker.py"
};
static const unsigned char jax[] = {
#embed "../../workers/jax_worker.py"
};

static const ParityEmbeddedWorker workers[] = {
    {"parity_worker", helper, sizeof helper},
    {"torch", torch, sizeof torch},
    {"numpy", numpy, sizeof numpy},
    {"jax", jax, sizeof jax},
};

size_t parity_embedded_worker_count(void) { return sizeof workers / sizeof workers[0]; }

ParityEmbeddedWorker parity_embedded_worker(size_t index) { return workers[index]; }
