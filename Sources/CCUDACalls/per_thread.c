// Forms of calls for programs whose default stream is one for each thread (CUDA_API_PER_THREAD_DEFAULT_STREAM, nvcc's
// --default-stream per-thread): _ptsz with a stream, _ptds without. The ledger counts them by their common names.
#include <stddef.h>

#include "../CCUDA/structures.h"
#include "../CCUDA/version.h"

// cudaStreamPerThread in place of the default stream.
#define OWN(STREAM) ((STREAM) ? (STREAM) : (void *)2)

// The types of the arguments; the stream comes last, first, or not at all.
#define STREAM_LAST_1(FUNCTION, A) \
  int FUNCTION(A, void *); \
  int FUNCTION##_ptsz(A a, void *s) { return FUNCTION(a, OWN(s)); }
#define STREAM_LAST_2(FUNCTION, A, B) \
  int FUNCTION(A, B, void *); \
  int FUNCTION##_ptsz(A a, B b, void *s) { return FUNCTION(a, b, OWN(s)); }
#define STREAM_LAST_3(FUNCTION, A, B, C) \
  int FUNCTION(A, B, C, void *); \
  int FUNCTION##_ptsz(A a, B b, C c, void *s) { return FUNCTION(a, b, c, OWN(s)); }
#define STREAM_LAST_4(FUNCTION, A, B, C, D) \
  int FUNCTION(A, B, C, D, void *); \
  int FUNCTION##_ptsz(A a, B b, C c, D d, void *s) { return FUNCTION(a, b, c, d, OWN(s)); }
#define STREAM_LAST_5(FUNCTION, A, B, C, D, E) \
  int FUNCTION(A, B, C, D, E, void *); \
  int FUNCTION##_ptsz(A a, B b, C c, D d, E e, void *s) { return FUNCTION(a, b, c, d, e, OWN(s)); }
#define STREAM_LAST_7(FUNCTION, A, B, C, D, E, F, G) \
  int FUNCTION(A, B, C, D, E, F, G, void *); \
  int FUNCTION##_ptsz(A a, B b, C c, D d, E e, F f, G g, void *s) { return FUNCTION(a, b, c, d, e, f, g, OWN(s)); }
#define STREAM_FIRST_0(FUNCTION) \
  int FUNCTION(void *); \
  int FUNCTION##_ptsz(void *s) { return FUNCTION(OWN(s)); }
#define STREAM_FIRST_1(FUNCTION, A) \
  int FUNCTION(void *, A); \
  int FUNCTION##_ptsz(void *s, A a) { return FUNCTION(OWN(s), a); }
#define STREAM_FIRST_2(FUNCTION, A, B) \
  int FUNCTION(void *, A, B); \
  int FUNCTION##_ptsz(void *s, A a, B b) { return FUNCTION(OWN(s), a, b); }
#define STREAM_FIRST_3(FUNCTION, A, B, C) \
  int FUNCTION(void *, A, B, C); \
  int FUNCTION##_ptsz(void *s, A a, B b, C c) { return FUNCTION(OWN(s), a, b, c); }
#define STREAM_FIRST_4(FUNCTION, A, B, C, D) \
  int FUNCTION(void *, A, B, C, D); \
  int FUNCTION##_ptsz(void *s, A a, B b, C c, D d) { return FUNCTION(OWN(s), a, b, c, d); }
#define STREAM_FIRST_5(FUNCTION, A, B, C, D, E) \
  int FUNCTION(void *, A, B, C, D, E); \
  int FUNCTION##_ptsz(void *s, A a, B b, C c, D d, E e) { return FUNCTION(OWN(s), a, b, c, d, e); }
#define STREAM_FIRST_6(FUNCTION, A, B, C, D, E, F) \
  int FUNCTION(void *, A, B, C, D, E, F); \
  int FUNCTION##_ptsz(void *s, A a, B b, C c, D d, E e, F f) { return FUNCTION(OWN(s), a, b, c, d, e, f); }
#define NO_STREAM_1(FUNCTION, SUFFIX, A) \
  int FUNCTION(A); \
  int FUNCTION##SUFFIX(A a) { return FUNCTION(a); }
#define NO_STREAM_3(FUNCTION, SUFFIX, A, B, C) \
  int FUNCTION(A, B, C); \
  int FUNCTION##SUFFIX(A a, B b, C c) { return FUNCTION(a, b, c); }
#define NO_STREAM_4(FUNCTION, SUFFIX, A, B, C, D) \
  int FUNCTION(A, B, C, D); \
  int FUNCTION##SUFFIX(A a, B b, C c, D d) { return FUNCTION(a, b, c, d); }
#define NO_STREAM_5(FUNCTION, SUFFIX, A, B, C, D, E) \
  int FUNCTION(A, B, C, D, E); \
  int FUNCTION##SUFFIX(A a, B b, C c, D d, E e) { return FUNCTION(a, b, c, d, e); }
#define NO_STREAM_7(FUNCTION, SUFFIX, A, B, C, D, E, F, G) \
  int FUNCTION(A, B, C, D, E, F, G); \
  int FUNCTION##SUFFIX(A a, B b, C c, D d, E e, F f, G g) { return FUNCTION(a, b, c, d, e, f, g); }

STREAM_LAST_1(cudaEventRecord, void *)
STREAM_LAST_1(cudaFreeAsync, void *)
STREAM_LAST_1(cudaGraphLaunch, void *)
STREAM_LAST_1(cudaGraphUpload, void *)
STREAM_LAST_2(cudaMallocAsync, void *, size_t)
STREAM_LAST_3(cudaMallocFromPoolAsync, void *, size_t, void *)
STREAM_LAST_4(cudaMemPrefetchAsync_v2, void *, size_t, parity_cuda_location, unsigned)
STREAM_LAST_7(cudaMemcpy2DAsync, void *, size_t, void *, size_t, size_t, size_t, int)
STREAM_LAST_1(cudaMemcpy3DAsync, void *)
STREAM_LAST_1(cudaMemcpy3DPeerAsync, void *)
STREAM_LAST_4(cudaMemcpyAsync, void *, void *, size_t, int)
STREAM_LAST_4(cudaMemcpyWithAttributesAsync, void *, void *, size_t, void *)
STREAM_LAST_5(cudaMemset2DAsync, void *, size_t, int, size_t, size_t)
STREAM_LAST_3(cudaMemset3DAsync, parity_cuda_pitched, int, parity_cuda_extent)
STREAM_LAST_3(cudaMemsetAsync, void *, int, size_t)

STREAM_FIRST_2(cudaLaunchHostFunc, void *, void *)
STREAM_FIRST_3(cudaLaunchHostFunc_v2, void *, void *, unsigned)
STREAM_FIRST_3(cudaStreamAddCallback, void *, void *, unsigned)
STREAM_FIRST_3(cudaStreamAttachMemAsync, void *, size_t, unsigned)
STREAM_FIRST_1(cudaStreamBeginCapture, int)
STREAM_FIRST_5(cudaStreamBeginCaptureToGraph, void *, void *, void *, size_t, int)
STREAM_FIRST_1(cudaStreamEndCapture, void *)
STREAM_FIRST_2(cudaStreamGetAttribute, int, void *)
STREAM_FIRST_2(cudaStreamSetAttribute, int, void *)
STREAM_FIRST_6(cudaStreamGetCaptureInfo, void *, void *, void *, void *, void *, void *)
STREAM_FIRST_5(cudaStreamGetCaptureInfo_v2, void *, void *, void *, void *, void *)
STREAM_FIRST_6(cudaStreamGetCaptureInfo_v3, void *, void *, void *, void *, void *, void *)
STREAM_FIRST_1(cudaStreamGetDevice, void *)
STREAM_FIRST_1(cudaStreamGetFlags, void *)
STREAM_FIRST_1(cudaStreamGetId, void *)
STREAM_FIRST_1(cudaStreamGetPriority, void *)
STREAM_FIRST_1(cudaStreamIsCapturing, void *)
STREAM_FIRST_0(cudaStreamQuery)
STREAM_FIRST_0(cudaStreamSynchronize)
STREAM_FIRST_4(cudaStreamUpdateCaptureDependencies, void *, size_t, size_t, unsigned)
STREAM_FIRST_4(cudaStreamUpdateCaptureDependencies_v2, void *, void *, size_t, unsigned)
STREAM_FIRST_2(cudaStreamWaitEvent, void *, unsigned)

NO_STREAM_4(cudaMemcpy, _ptds, void *, void *, size_t, int)
NO_STREAM_7(cudaMemcpy2D, _ptds, void *, size_t, void *, size_t, size_t, size_t, int)
NO_STREAM_1(cudaMemcpy3D, _ptds, void *)
NO_STREAM_1(cudaMemcpy3DPeer, _ptds, void *)
NO_STREAM_3(cudaMemset, _ptds, void *, int, size_t)
NO_STREAM_5(cudaMemset2D, _ptds, void *, size_t, int, size_t, size_t)
NO_STREAM_3(cudaMemset3D, _ptds, parity_cuda_pitched, int, parity_cuda_extent)
NO_STREAM_3(cudaGraphInstantiateWithParams, _ptsz, void *, void *, void *)
NO_STREAM_4(cudaGetDriverEntryPoint, _ptsz, void *, void *, unsigned long long, void *)
NO_STREAM_5(cudaGetDriverEntryPointByVersion, _ptsz, void *, void *, unsigned, unsigned long long, void *)

int cudaEventRecordWithFlags(void *, void *, unsigned);
int cudaEventRecordWithFlags_ptsz(void *a, void *s, unsigned b) { return cudaEventRecordWithFlags(a, OWN(s), b); }

int cudaStreamCopyAttributes(void *, void *);
int cudaStreamCopyAttributes_ptsz(void *s, void *t) { return cudaStreamCopyAttributes(OWN(s), OWN(t)); }

// CUDA 12's has a device and a stream, CUDA 13's a place, flags and a stream.
int cudaMemPrefetchAsync(void *, size_t, unsigned long long, void *, void *);
int cudaMemPrefetchAsync_ptsz(void *a, size_t b, unsigned long long c, void *d, void *e) {
  return parity_cuda_major() == 12 ? cudaMemPrefetchAsync(a, b, c, OWN(d), e) : cudaMemPrefetchAsync(a, b, c, d, OWN(e));
}

// CUDA 12's has the place of a failure before the stream.
int cudaMemcpyBatchAsync(void *, void *, void *, size_t, void *, void *, size_t, void *, void *);
int cudaMemcpyBatchAsync_ptsz(void *a, void *b, void *c, size_t d, void *e, void *f, size_t g, void *h, void *i) {
  return parity_cuda_major() == 12 ? cudaMemcpyBatchAsync(a, b, c, d, e, f, g, h, OWN(i))
                                   : cudaMemcpyBatchAsync(a, b, c, d, e, f, g, OWN(h), i);
}
