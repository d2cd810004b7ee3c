#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Compiles every kernel to ../Sources/CShaders/spv, reproducibly, and writes the table that embeds them.
# Needs glslc, spirv-val and python3. With a name prefix as argument, builds only the modules that start with it.
set -eu
cd "$(dirname "$0")"
out=../Sources/CShaders/spv
only=${1:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"

# compile NAME SOURCE [glslc options]
compile() {
    name=$1
    source=$2
    shift 2
    case $name in "$only"*) ;; *) return 0 ;; esac
    glslc -O --target-env=vulkan1.2 -fshader-stage=compute -I. "$@" "$source" -o "$out/$name.spv"
    spirv-val --target-env vulkan1.2 "$out/$name.spv"
}

# generate NAME GENERATOR ARGUMENTS...
generate() {
    name=$1
    shift
    case $name in "$only"*) ;; *) return 0 ;; esac
    python3 "$@" > "$work/$name.comp"
    compile "$name" "$work/$name.comp"
}

# build-matrix.sh makes those for matrix units.
[ -n "$only" ] || find "$out" -name '*.spv' ! -name '*_matrix*' -delete

for type in f32 h16 f64 i8 c64; do
    upper=$(echo "$type" | tr a-z A-Z)
    compile "gemm_${type}_tiled_64x64x16" gemm_tiled.comp "-DTYPE_$upper" -DTILE_M=64 -DTILE_N=64 -DTILE_K=16
done
for type in f32 h16 f8; do
    upper=$(echo "$type" | tr a-z A-Z)
    compile "gemm_${type}_split_tiled_64x64x16" gemm_tiled.comp "-DTYPE_$upper" -DSPLIT_K -DTILE_M=64 -DTILE_N=64 -DTILE_K=16
done
compile pack_gemm_f8 pack_gemm.comp -DPARITY_PACK_F8
compile gemm_finish_f8 gemm_finish.comp -DTYPE_F8
compile gemm_c128_tiled_64x64x8 gemm_tiled.comp -DTYPE_C128 -DTILE_M=64 -DTILE_N=64 -DTILE_K=8
# All loops are unrolled here: where a driver leaves one, its sums lie in memory (docs/performance.md).
compile gemm_f32_buffered_128x128x8 gemm_buffered.comp
# Here drivers unroll better themselves.
compile gemm_f32_buffered_plain_128x128x8 gemm_buffered.comp -O0 -DPLAIN
for type in f32 h16; do
    upper=$(echo "$type" | tr a-z A-Z)
    compile "gemm_${type}_tiled_128x128x16" gemm_tiled.comp "-DTYPE_$upper" -DTILE_M=128 -DTILE_N=128 -DTILE_K=16
    compile "pack_gemm_$type" pack_gemm.comp "-DPARITY_PACK_$upper"
    compile "pack_vectors_$type" pack_vectors.comp "-DPARITY_PACK_$upper"
    compile "gemm_finish_$type" gemm_finish.comp "-DTYPE_$upper"
    for form in along_k along_lines; do
        generate "gemv_${type}_texel_${form}" generate_gemv_texel.py $form $type
    done
    generate "pack_gemm_texel_$type" generate_pack_texel.py gemm $type
    generate "pack_attention_texel_$type" generate_pack_texel.py attention $type
    compile "pack_attention_$type" pack_attention.comp "-DPARITY_PACK_$upper"
    compile "attention_${type}_tiled_32x32" attention_tiled.comp "-DTYPE_$upper"
    compile "attention_backward_${type}_delta" attention_backward.comp "-DTYPE_$upper" -DPASS_DELTA
    compile "attention_backward_${type}_keys_32x32" attention_backward.comp "-DTYPE_$upper" -DPASS_KEYS
    compile "attention_backward_${type}_queries_32x32" attention_backward.comp "-DTYPE_$upper" -DPASS_QUERIES
    generate "attention_${type}_decode" generate_attention_decode.py $type
    compile "attention_merge_$type" attention_merge.comp "-DTYPE_$upper"
    for width in 4 8 16; do
        generate "gemm_${type}_texel_shuffle_w${width}_$((4 * width))x32x8" generate_gemm_texel.py $width $type
        for values in 64 128; do
            generate "attention_${type}_texel_shuffle_w${width}_d${values}" generate_attention_texel.py $width $values $type
        done
    done
done

for type in f32 f64 f16 i32; do
    compile "peak_$type" peak.comp "-DTYPE_$(echo "$type" | tr a-z A-Z)"
done
compile stream_read stream.comp -DREAD
compile stream_copy stream.comp -DCOPY

../scripts/embed-shaders.sh
