#pragma once
// What calls of the CUDA runtime pass in structures (CUDA Runtime API reference, Data types). Widths are bytes where no array takes
// part, heights rows, depths slices.
#include <stddef.h>

typedef struct parity_cuda_extent {
  size_t width, height, depth;
} parity_cuda_extent;

typedef struct parity_cuda_position {
  size_t x, y, z;
} parity_cuda_position;

// Rows `pitch` bytes apart, of which `height` make a slice.
typedef struct parity_cuda_pitched {
  void *pointer;
  size_t pitch, width, height;
} parity_cuda_pitched;

typedef struct parity_cuda_copy_3d {
  void *source_array;
  parity_cuda_position source_position;
  parity_cuda_pitched source;
  void *target_array;
  parity_cuda_position target_position;
  parity_cuda_pitched target;
  parity_cuda_extent extent;
  int kind;
} parity_cuda_copy_3d;

typedef struct parity_cuda_peer_copy_3d {
  void *source_array;
  parity_cuda_position source_position;
  parity_cuda_pitched source;
  int source_device;
  void *target_array;
  parity_cuda_position target_position;
  parity_cuda_pitched target;
  int target_device;
  parity_cuda_extent extent;
} parity_cuda_peer_copy_3d;

// A place of memory: 1 the device `id`, 2 the host.
typedef struct parity_cuda_location {
  int type, id;
} parity_cuda_location;

typedef struct parity_cuda_pool_properties {
  int allocation, handles;
  parity_cuda_location location;
  void *security;
  size_t limit;
  unsigned short usage;
  unsigned char reserved[54];
} parity_cuda_pool_properties;

typedef struct parity_cuda_pool_access {
  parity_cuda_location location;
  int flags;
} parity_cuda_pool_access;

typedef struct parity_cuda_copy_attributes {
  int source_order;
  parity_cuda_location source_hint, target_hint;
  unsigned flags;
} parity_cuda_copy_attributes;

typedef struct parity_cuda_setting {
  void *target;
  size_t pitch;
  unsigned value, element_bytes;
  size_t width, height;
} parity_cuda_setting;

typedef struct parity_cuda_host_call {
  void (*function)(void *);
  void *data;
} parity_cuda_host_call;

typedef struct parity_cuda_graph_update {
  int result;
  void *node, *from;
} parity_cuda_graph_update;

typedef struct parity_cuda_instantiation {
  unsigned long long flags;
  void *stream, *node;
  int result;
} parity_cuda_instantiation;

// The bits of an element's parts in an array, and their kind.
typedef struct parity_cuda_channels {
  int x, y, z, w, kind;
} parity_cuda_channels;
