#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Compiles the kernels for matrix units to ../Sources/CShaders/spv and writes the table that embeds them.
#
# Debian 12's compiler does not know cooperative matrices, so a newer Debian's glslang and spirv-val are fetched and run
# from a folder (scripts/newer-debian.sh). spirv-opt is left out: it has broken modules of this kind.
# matrix.sums records which sources the committed modules were made of; `build-matrix.sh --check` compares it without any
# compiler.
set -eu
cd "$(dirname "$0")"
out=../Sources/CShaders/spv
sums=matrix.sums

record() {
    sha256sum common/address.glsl common/attention_instance.glsl common/gemm_instance.glsl common/half.glsl \
        common/storage.glsl ./*_matrix.comp build-matrix.sh "$out"/*_matrix*.spv
}

if [ "${1:-}" = --check ]; then
    record | diff "$sums" - > /dev/null || {
        echo "the kernels for matrix units are not what their sources give: run shaders/build-matrix.sh" >&2
        exit 1
    }
    exit 0
fi

rm -f "$out"/*_matrix*.spv

# compile NAME SOURCE ENVIRONMENT [glslangValidator options]
compile() {
    name=$1
    source=$2
    environment=$3
    shift 3
    ../scripts/newer-debian.sh glslangValidator --quiet -V --target-env "$environment" -I. "$@" "$source" -o "$out/$name.spv"
    ../scripts/newer-debian.sh spirv-val --target-env "$environment" "$out/$name.spv"
}

for type in f16 bf16 i8; do
    upper=$(echo "$type" | tr a-z A-Z)
    compile "gemm_${type}_khr_matrix" gemm_khr_matrix.comp vulkan1.2 "-DTYPE_$upper"
    compile "peak_${type}_khr_matrix" peak_khr_matrix.comp vulkan1.2 "-DTYPE_$upper"
    compile "peak_${type}_nv_matrix" peak_nv_matrix.comp vulkan1.3 "-DTYPE_$upper"
done
for type in f16 bf16; do
    upper=$(echo "$type" | tr a-z A-Z)
    compile "gemm_${type}_split_khr_matrix" gemm_khr_matrix.comp vulkan1.2 "-DTYPE_$upper" -DSPLIT_K
    compile "attention_${type}_khr_matrix" attention_khr_matrix.comp vulkan1.2 "-DTYPE_$upper"
    compile "gemm_${type}_nv_matrix" gemm_nv_matrix.comp vulkan1.3 "-DTYPE_$upper"
    compile "attention_${type}_nv_matrix" attention_nv_matrix.comp vulkan1.3 "-DTYPE_$upper"
done

record > "$sums"
../scripts/embed-shaders.sh
