// SPDX-License-Identifier: Apache-2.0
//
// Typed views of raw device addresses. One element, or one row of elements indexed by a 32-bit int.
// Define PARITY_STORAGE_16 before inclusion for 16-bit elements (storageBuffer16BitAccess only, no 16-bit arithmetic).

#ifndef PARITY_COMMON_STORAGE
#define PARITY_COMMON_STORAGE

layout(buffer_reference, std430, buffer_reference_align = 4) buffer F32Row {
    float v[];
};

layout(buffer_reference, std430, buffer_reference_align = 16) buffer F32x4Row {
    vec4 v[];
};

#ifdef PARITY_STORAGE_16
layout(buffer_reference, std430, buffer_reference_align = 2) buffer U16Row {
    uint16_t v[];
};
#endif

// Element kinds of the specialisation constants.
const uint KIND_F32 = 0u;
const uint KIND_F16 = 1u;
const uint KIND_BF16 = 2u;

#endif
