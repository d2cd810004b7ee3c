// Written by scripts/embed-shaders.sh; do not edit.
#include "CShaders.h"

// 4-byte alignment: Vulkan reads the code as 32-bit words.
#define MODULE(NAME) __attribute__((aligned(4))) static const unsigned char NAME[] =

MODULE(attention_backward_f32_delta) {
#embed "spv/attention_backward_f32_delta.spv"
};

MODULE(attention_backward_f32_keys_32x32) {
#embed "spv/attention_backward_f32_keys_32x32.spv"
};

MODULE(attention_backward_f32_queries_32x32) {
#embed "spv/attention_backward_f32_queries_32x32.spv"
};

MODULE(attention_backward_h16_delta) {
#embed "spv/attention_backward_h16_delta.spv"
};

MODULE(attention_backward_h16_keys_32x32) {
#embed "spv/attention_backward_h16_keys_32x32.spv"
};

MODULE(attention_backward_h16_queries_32x32) {
#embed "spv/attention_backward_h16_queries_32x32.spv"
};

MODULE(attention_bf16_khr_matrix) {
#embed "spv/attention_bf16_khr_matrix.spv"
};

MODULE(attention_bf16_nv_matrix) {
#embed "spv/attention_bf16_nv_matrix.spv"
};

MODULE(attention_f16_khr_matrix) {
#embed "spv/attention_f16_khr_matrix.spv"
};

MODULE(attention_f16_nv_matrix) {
#embed "spv/attention_f16_nv_matrix.spv"
};

MODULE(attention_f32_decode) {
#embed "spv/attention_f32_decode.spv"
};

MODULE(attention_f32_texel_shuffle_w16_d128) {
#embed "spv/attention_f32_texel_shuffle_w16_d128.spv"
};

MODULE(attention_f32_texel_shuffle_w16_d64) {
#embed "spv/attention_f32_texel_shuffle_w16_d64.spv"
};

MODULE(attention_f32_texel_shuffle_w4_d128) {
#embed "spv/attention_f32_texel_shuffle_w4_d128.spv"
};

MODULE(attention_f32_texel_shuffle_w4_d64) {
#embed "spv/attention_f32_texel_shuffle_w4_d64.spv"
};

MODULE(attention_f32_texel_shuffle_w8_d128) {
#embed "spv/attention_f32_texel_shuffle_w8_d128.spv"
};

MODULE(attention_f32_texel_shuffle_w8_d64) {
#embed "spv/attention_f32_texel_shuffle_w8_d64.spv"
};

MODULE(attention_f32_tiled_32x32) {
#embed "spv/attention_f32_tiled_32x32.spv"
};

MODULE(attention_h16_decode) {
#embed "spv/attention_h16_decode.spv"
};

MODULE(attention_h16_texel_shuffle_w16_d128) {
#embed "spv/attention_h16_texel_shuffle_w16_d128.spv"
};

MODULE(attention_h16_texel_shuffle_w16_d64) {
#embed "spv/attention_h16_texel_shuffle_w16_d64.spv"
};

MODULE(attention_h16_texel_shuffle_w4_d128) {
#embed "spv/attention_h16_texel_shuffle_w4_d128.spv"
};

MODULE(attention_h16_texel_shuffle_w4_d64) {
#embed "spv/attention_h16_texel_shuffle_w4_d64.spv"
};

MODULE(attention_h16_texel_shuffle_w8_d128) {
#embed "spv/attention_h16_texel_shuffle_w8_d128.spv"
};

MODULE(attention_h16_texel_shuffle_w8_d64) {
#embed "spv/attention_h16_texel_shuffle_w8_d64.spv"
};

MODULE(attention_h16_tiled_32x32) {
#embed "spv/attention_h16_tiled_32x32.spv"
};

MODULE(attention_merge_f32) {
#embed "spv/attention_merge_f32.spv"
};

MODULE(attention_merge_h16) {
#embed "spv/attention_merge_h16.spv"
};

MODULE(gemm_bf16_khr_matrix) {
#embed "spv/gemm_bf16_khr_matrix.spv"
};

MODULE(gemm_bf16_nv_matrix) {
#embed "spv/gemm_bf16_nv_matrix.spv"
};

MODULE(gemm_bf16_split_khr_matrix) {
#embed "spv/gemm_bf16_split_khr_matrix.spv"
};

MODULE(gemm_c128_tiled_64x64x8) {
#embed "spv/gemm_c128_tiled_64x64x8.spv"
};

MODULE(gemm_c64_tiled_64x64x16) {
#embed "spv/gemm_c64_tiled_64x64x16.spv"
};

MODULE(gemm_f16_khr_matrix) {
#embed "spv/gemm_f16_khr_matrix.spv"
};

MODULE(gemm_f16_nv_matrix) {
#embed "spv/gemm_f16_nv_matrix.spv"
};

MODULE(gemm_f16_split_khr_matrix) {
#embed "spv/gemm_f16_split_khr_matrix.spv"
};

MODULE(gemm_f32_buffered_128x128x8) {
#embed "spv/gemm_f32_buffered_128x128x8.spv"
};

MODULE(gemm_f32_buffered_plain_128x128x8) {
#embed "spv/gemm_f32_buffered_plain_128x128x8.spv"
};

MODULE(gemm_f32_split_tiled_64x64x16) {
#embed "spv/gemm_f32_split_tiled_64x64x16.spv"
};

MODULE(gemm_f32_texel_shuffle_w16_64x32x8) {
#embed "spv/gemm_f32_texel_shuffle_w16_64x32x8.spv"
};

MODULE(gemm_f32_texel_shuffle_w4_16x32x8) {
#embed "spv/gemm_f32_texel_shuffle_w4_16x32x8.spv"
};

MODULE(gemm_f32_texel_shuffle_w8_32x32x8) {
#embed "spv/gemm_f32_texel_shuffle_w8_32x32x8.spv"
};

MODULE(gemm_f32_tiled_128x128x16) {
#embed "spv/gemm_f32_tiled_128x128x16.spv"
};

MODULE(gemm_f32_tiled_64x64x16) {
#embed "spv/gemm_f32_tiled_64x64x16.spv"
};

MODULE(gemm_f64_tiled_64x64x16) {
#embed "spv/gemm_f64_tiled_64x64x16.spv"
};

MODULE(gemm_f8_split_tiled_64x64x16) {
#embed "spv/gemm_f8_split_tiled_64x64x16.spv"
};

MODULE(gemm_finish_f32) {
#embed "spv/gemm_finish_f32.spv"
};

MODULE(gemm_finish_f8) {
#embed "spv/gemm_finish_f8.spv"
};

MODULE(gemm_finish_h16) {
#embed "spv/gemm_finish_h16.spv"
};

MODULE(gemm_h16_split_tiled_64x64x16) {
#embed "spv/gemm_h16_split_tiled_64x64x16.spv"
};

MODULE(gemm_h16_texel_shuffle_w16_64x32x8) {
#embed "spv/gemm_h16_texel_shuffle_w16_64x32x8.spv"
};

MODULE(gemm_h16_texel_shuffle_w4_16x32x8) {
#embed "spv/gemm_h16_texel_shuffle_w4_16x32x8.spv"
};

MODULE(gemm_h16_texel_shuffle_w8_32x32x8) {
#embed "spv/gemm_h16_texel_shuffle_w8_32x32x8.spv"
};

MODULE(gemm_h16_tiled_128x128x16) {
#embed "spv/gemm_h16_tiled_128x128x16.spv"
};

MODULE(gemm_h16_tiled_64x64x16) {
#embed "spv/gemm_h16_tiled_64x64x16.spv"
};

MODULE(gemm_i8_khr_matrix) {
#embed "spv/gemm_i8_khr_matrix.spv"
};

MODULE(gemm_i8_tiled_64x64x16) {
#embed "spv/gemm_i8_tiled_64x64x16.spv"
};

MODULE(gemv_f32_texel_along_k) {
#embed "spv/gemv_f32_texel_along_k.spv"
};

MODULE(gemv_f32_texel_along_lines) {
#embed "spv/gemv_f32_texel_along_lines.spv"
};

MODULE(gemv_h16_texel_along_k) {
#embed "spv/gemv_h16_texel_along_k.spv"
};

MODULE(gemv_h16_texel_along_lines) {
#embed "spv/gemv_h16_texel_along_lines.spv"
};

MODULE(pack_attention_f32) {
#embed "spv/pack_attention_f32.spv"
};

MODULE(pack_attention_h16) {
#embed "spv/pack_attention_h16.spv"
};

MODULE(pack_attention_texel_f32) {
#embed "spv/pack_attention_texel_f32.spv"
};

MODULE(pack_attention_texel_h16) {
#embed "spv/pack_attention_texel_h16.spv"
};

MODULE(pack_gemm_f32) {
#embed "spv/pack_gemm_f32.spv"
};

MODULE(pack_gemm_f8) {
#embed "spv/pack_gemm_f8.spv"
};

MODULE(pack_gemm_h16) {
#embed "spv/pack_gemm_h16.spv"
};

MODULE(pack_gemm_texel_f32) {
#embed "spv/pack_gemm_texel_f32.spv"
};

MODULE(pack_gemm_texel_h16) {
#embed "spv/pack_gemm_texel_h16.spv"
};

MODULE(pack_vectors_f32) {
#embed "spv/pack_vectors_f32.spv"
};

MODULE(pack_vectors_h16) {
#embed "spv/pack_vectors_h16.spv"
};

MODULE(peak_bf16_khr_matrix) {
#embed "spv/peak_bf16_khr_matrix.spv"
};

MODULE(peak_bf16_nv_matrix) {
#embed "spv/peak_bf16_nv_matrix.spv"
};

MODULE(peak_f16) {
#embed "spv/peak_f16.spv"
};

MODULE(peak_f16_khr_matrix) {
#embed "spv/peak_f16_khr_matrix.spv"
};

MODULE(peak_f16_nv_matrix) {
#embed "spv/peak_f16_nv_matrix.spv"
};

MODULE(peak_f32) {
#embed "spv/peak_f32.spv"
};

MODULE(peak_f64) {
#embed "spv/peak_f64.spv"
};

MODULE(peak_i32) {
#embed "spv/peak_i32.spv"
};

MODULE(peak_i8_khr_matrix) {
#embed "spv/peak_i8_khr_matrix.spv"
};

MODULE(peak_i8_nv_matrix) {
#embed "spv/peak_i8_nv_matrix.spv"
};

MODULE(stream_copy) {
#embed "spv/stream_copy.spv"
};

MODULE(stream_read) {
#embed "spv/stream_read.spv"
};

static const parity_shader_module modules[] = {
  {"attention_backward_f32_delta", attention_backward_f32_delta, sizeof attention_backward_f32_delta},
  {"attention_backward_f32_keys_32x32", attention_backward_f32_keys_32x32, sizeof attention_backward_f32_keys_32x32},
  {"attention_backward_f32_queries_32x32", attention_backward_f32_queries_32x32, sizeof attention_backward_f32_queries_32x32},
  {"attention_backward_h16_delta", attention_backward_h16_delta, sizeof attention_backward_h16_delta},
  {"attention_backward_h16_keys_32x32", attention_backward_h16_keys_32x32, sizeof attention_backward_h16_keys_32x32},
  {"attention_backward_h16_queries_32x32", attention_backward_h16_queries_32x32, sizeof attention_backward_h16_queries_32x32},
  {"attention_bf16_khr_matrix", attention_bf16_khr_matrix, sizeof attention_bf16_khr_matrix},
  {"attention_bf16_nv_matrix", attention_bf16_nv_matrix, sizeof attention_bf16_nv_matrix},
  {"attention_f16_khr_matrix", attention_f16_khr_matrix, sizeof attention_f16_khr_matrix},
  {"attention_f16_nv_matrix", attention_f16_nv_matrix, sizeof attention_f16_nv_matrix},
  {"attention_f32_decode", attention_f32_decode, sizeof attention_f32_decode},
  {"attention_f32_texel_shuffle_w16_d128", attention_f32_texel_shuffle_w16_d128, sizeof attention_f32_texel_shuffle_w16_d128},
  {"attention_f32_texel_shuffle_w16_d64", attention_f32_texel_shuffle_w16_d64, sizeof attention_f32_texel_shuffle_w16_d64},
  {"attention_f32_texel_shuffle_w4_d128", attention_f32_texel_shuffle_w4_d128, sizeof attention_f32_texel_shuffle_w4_d128},
  {"attention_f32_texel_shuffle_w4_d64", attention_f32_texel_shuffle_w4_d64, sizeof attention_f32_texel_shuffle_w4_d64},
  {"attention_f32_texel_shuffle_w8_d128", attention_f32_texel_shuffle_w8_d128, sizeof attention_f32_texel_shuffle_w8_d128},
  {"attention_f32_texel_shuffle_w8_d64", attention_f32_texel_shuffle_w8_d64, sizeof attention_f32_texel_shuffle_w8_d64},
  {"attention_f32_tiled_32x32", attention_f32_tiled_32x32, sizeof attention_f32_tiled_32x32},
  {"attention_h16_decode", attention_h16_decode, sizeof attention_h16_decode},
  {"attention_h16_texel_shuffle_w16_d128", attention_h16_texel_shuffle_w16_d128, sizeof attention_h16_texel_shuffle_w16_d128},
  {"attention_h16_texel_shuffle_w16_d64", attention_h16_texel_shuffle_w16_d64, sizeof attention_h16_texel_shuffle_w16_d64},
  {"attention_h16_texel_shuffle_w4_d128", attention_h16_texel_shuffle_w4_d128, sizeof attention_h16_texel_shuffle_w4_d128},
  {"attention_h16_texel_shuffle_w4_d64", attention_h16_texel_shuffle_w4_d64, sizeof attention_h16_texel_shuffle_w4_d64},
  {"attention_h16_texel_shuffle_w8_d128", attention_h16_texel_shuffle_w8_d128, sizeof attention_h16_texel_shuffle_w8_d128},
  {"attention_h16_texel_shuffle_w8_d64", attention_h16_texel_shuffle_w8_d64, sizeof attention_h16_texel_shuffle_w8_d64},
  {"attention_h16_tiled_32x32", attention_h16_tiled_32x32, sizeof attention_h16_tiled_32x32},
  {"attention_merge_f32", attention_merge_f32, sizeof attention_merge_f32},
  {"attention_merge_h16", attention_merge_h16, sizeof attention_merge_h16},
  {"gemm_bf16_khr_matrix", gemm_bf16_khr_matrix, sizeof gemm_bf16_khr_matrix},
  {"gemm_bf16_nv_matrix", gemm_bf16_nv_matrix, sizeof gemm_bf16_nv_matrix},
  {"gemm_bf16_split_khr_matrix", gemm_bf16_split_khr_matrix, sizeof gemm_bf16_split_khr_matrix},
  {"gemm_c128_tiled_64x64x8", gemm_c128_tiled_64x64x8, sizeof gemm_c128_tiled_64x64x8},
  {"gemm_c64_tiled_64x64x16", gemm_c64_tiled_64x64x16, sizeof gemm_c64_tiled_64x64x16},
  {"gemm_f16_khr_matrix", gemm_f16_khr_matrix, sizeof gemm_f16_khr_matrix},
  {"gemm_f16_nv_matrix", gemm_f16_nv_matrix, sizeof gemm_f16_nv_matrix},
  {"gemm_f16_split_khr_matrix", gemm_f16_split_khr_matrix, sizeof gemm_f16_split_khr_matrix},
  {"gemm_f32_buffered_128x128x8", gemm_f32_buffered_128x128x8, sizeof gemm_f32_buffered_128x128x8},
  {"gemm_f32_buffered_plain_128x128x8", gemm_f32_buffered_plain_128x128x8, sizeof gemm_f32_buffered_plain_128x128x8},
  {"gemm_f32_split_tiled_64x64x16", gemm_f32_split_tiled_64x64x16, sizeof gemm_f32_split_tiled_64x64x16},
  {"gemm_f32_texel_shuffle_w16_64x32x8", gemm_f32_texel_shuffle_w16_64x32x8, sizeof gemm_f32_texel_shuffle_w16_64x32x8},
  {"gemm_f32_texel_shuffle_w4_16x32x8", gemm_f32_texel_shuffle_w4_16x32x8, sizeof gemm_f32_texel_shuffle_w4_16x32x8},
  {"gemm_f32_texel_shuffle_w8_32x32x8", gemm_f32_texel_shuffle_w8_32x32x8, sizeof gemm_f32_texel_shuffle_w8_32x32x8},
  {"gemm_f32_tiled_128x128x16", gemm_f32_tiled_128x128x16, sizeof gemm_f32_tiled_128x128x16},
  {"gemm_f32_tiled_64x64x16", gemm_f32_tiled_64x64x16, sizeof gemm_f32_tiled_64x64x16},
  {"gemm_f64_tiled_64x64x16", gemm_f64_tiled_64x64x16, sizeof gemm_f64_tiled_64x64x16},
  {"gemm_f8_split_tiled_64x64x16", gemm_f8_split_tiled_64x64x16, sizeof gemm_f8_split_tiled_64x64x16},
  {"gemm_finish_f32", gemm_finish_f32, sizeof gemm_finish_f32},
  {"gemm_finish_f8", gemm_finish_f8, sizeof gemm_finish_f8},
  {"gemm_finish_h16", gemm_finish_h16, sizeof gemm_finish_h16},
  {"gemm_h16_split_tiled_64x64x16", gemm_h16_split_tiled_64x64x16, sizeof gemm_h16_split_tiled_64x64x16},
  {"gemm_h16_texel_shuffle_w16_64x32x8", gemm_h16_texel_shuffle_w16_64x32x8, sizeof gemm_h16_texel_shuffle_w16_64x32x8},
  {"gemm_h16_texel_shuffle_w4_16x32x8", gemm_h16_texel_shuffle_w4_16x32x8, sizeof gemm_h16_texel_shuffle_w4_16x32x8},
  {"gemm_h16_texel_shuffle_w8_32x32x8", gemm_h16_texel_shuffle_w8_32x32x8, sizeof gemm_h16_texel_shuffle_w8_32x32x8},
  {"gemm_h16_tiled_128x128x16", gemm_h16_tiled_128x128x16, sizeof gemm_h16_tiled_128x128x16},
  {"gemm_h16_tiled_64x64x16", gemm_h16_tiled_64x64x16, sizeof gemm_h16_tiled_64x64x16},
  {"gemm_i8_khr_matrix", gemm_i8_khr_matrix, sizeof gemm_i8_khr_matrix},
  {"gemm_i8_tiled_64x64x16", gemm_i8_tiled_64x64x16, sizeof gemm_i8_tiled_64x64x16},
  {"gemv_f32_texel_along_k", gemv_f32_texel_along_k, sizeof gemv_f32_texel_along_k},
  {"gemv_f32_texel_along_lines", gemv_f32_texel_along_lines, sizeof gemv_f32_texel_along_lines},
  {"gemv_h16_texel_along_k", gemv_h16_texel_along_k, sizeof gemv_h16_texel_along_k},
  {"gemv_h16_texel_along_lines", gemv_h16_texel_along_lines, sizeof gemv_h16_texel_along_lines},
  {"pack_attention_f32", pack_attention_f32, sizeof pack_attention_f32},
  {"pack_attention_h16", pack_attention_h16, sizeof pack_attention_h16},
  {"pack_attention_texel_f32", pack_attention_texel_f32, sizeof pack_attention_texel_f32},
  {"pack_attention_texel_h16", pack_attention_texel_h16, sizeof pack_attention_texel_h16},
  {"pack_gemm_f32", pack_gemm_f32, sizeof pack_gemm_f32},
  {"pack_gemm_f8", pack_gemm_f8, sizeof pack_gemm_f8},
  {"pack_gemm_h16", pack_gemm_h16, sizeof pack_gemm_h16},
  {"pack_gemm_texel_f32", pack_gemm_texel_f32, sizeof pack_gemm_texel_f32},
  {"pack_gemm_texel_h16", pack_gemm_texel_h16, sizeof pack_gemm_texel_h16},
  {"pack_vectors_f32", pack_vectors_f32, sizeof pack_vectors_f32},
  {"pack_vectors_h16", pack_vectors_h16, sizeof pack_vectors_h16},
  {"peak_bf16_khr_matrix", peak_bf16_khr_matrix, sizeof peak_bf16_khr_matrix},
  {"peak_bf16_nv_matrix", peak_bf16_nv_matrix, sizeof peak_bf16_nv_matrix},
  {"peak_f16", peak_f16, sizeof peak_f16},
  {"peak_f16_khr_matrix", peak_f16_khr_matrix, sizeof peak_f16_khr_matrix},
  {"peak_f16_nv_matrix", peak_f16_nv_matrix, sizeof peak_f16_nv_matrix},
  {"peak_f32", peak_f32, sizeof peak_f32},
  {"peak_f64", peak_f64, sizeof peak_f64},
  {"peak_i32", peak_i32, sizeof peak_i32},
  {"peak_i8_khr_matrix", peak_i8_khr_matrix, sizeof peak_i8_khr_matrix},
  {"peak_i8_nv_matrix", peak_i8_nv_matrix, sizeof peak_i8_nv_matrix},
  {"stream_copy", stream_copy, sizeof stream_copy},
  {"stream_read", stream_read, sizeof stream_read},
  {"", 0, 0},
};

size_t parity_shader_count(void) { return sizeof modules / sizeof modules[0] - 1; }

parity_shader_module parity_shader(size_t index) { return modules[index]; }
