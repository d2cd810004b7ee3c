import Kernels
import Testing

@testable import Workloads

@Suite("oneMKL and oneDNN logs")
struct CPULogTests {
  @Test("Real calls of oneMKL, with their times")
  func mkl() throws {
    let found = collect(MKLVerboseReader.self, try capture("mkl_2026.txt"))
    #expect(
      found.lines == [
        "SGEMM gemm:f32:tn:m=64,n=32,k=16", "DGEMM gemm:f64:nn:m=32,n=64,k=16",
        "CGEMM gemm:c64:cn:m=8,n=9,k=10", "ZGEMM gemm:c128:nt:m=8,n=9,k=10",
        "SGEMM_BATCH_STRIDED gemm:f32:nn:m=8,n=8,k=8:batch=4",
        "DGEMM_BATCH_STRIDED gemm:f64:nn:m=8,n=8,k=8:batch=3",
        "SGEMM_BATCH - m, n and k are behind pointers: the first group's are printed, the others' not",
        "GEMM_BF16BF16F32 gemm:bf16>f32:nn:m=16,n=16,k=16",
        "GEMM_F16F16F32 gemm:f16>f32:nn:m=16,n=24,k=16",
        "GEMM_S8U8S32 - GEMM_S8U8S32 multiplies integers of types and with offsets that have no counterpart",
        "STRSM - STRSM is not a GEMM", "SGEMV - SGEMV is not a GEMM",
      ])
    #expect(found.rejections.isEmpty)
    #expect(found.calls[0].recordedNanoseconds == 10_480_000)
    #expect(found.calls[1].recordedNanoseconds == 69_080)
    #expect(
      found.calls[0].assumptions == ["alpha is 1, beta is 0: the log has their addresses only"])
  }

  @Test("The lines of PyTorch's oneMKL have a thread behind them")
  func mklThreads() throws {
    let found = collect(MKLVerboseReader.self, try capture("mkl_2024_torch.txt"))
    #expect(found.lines == ["SGEMM gemm:f32:tn:m=512,n=64,k=256"])
    #expect(found.calls[0].recordedNanoseconds == 837_620)
  }

  @Test("Lower case, CBLAS names, seconds, and lines that are damaged")
  func mklLines() {
    let text = """
      MKL_VERBOSE Intel(R) MKL 2018.0 Product build 20170720 for Intel(R) 64 architecture
      MKL_VERBOSE DGEMM(n,t,10,20,30,0x1,0x2,11,0x3,20,0x4,0x5,10) 1.5s CNR:OFF
      MKL_VERBOSE CBLAS_SGEMM(101,111,111,10,20,30,0x1,0x2,30,0x3,20,0x4,0x5,20) 2ns
      MKL_VERBOSE SGEMM(N,N,10,20,30,0x1) 1us
      MKL_VERBOSE SGEMM(N,Q,10,20,30,0x1,0x2,10,0x3,30,0x4,0x5,10) 1us
      MKL_VERBOSE SGEMM(N,N,10,x,30,0x1,0x2,10,0x3,30,0x4,0x5,10) 1us
      MKL_VERBOSE SGEMM(N,N,10,20
      """
    let found = collect(MKLVerboseReader.self, text)
    #expect(
      found.lines == [
        "DGEMM gemm:f64:nt:m=10,n=20,k=30,lda=11", "CBLAS_SGEMM gemm:f32:nn:m=20,n=10,k=30",
      ])
    #expect(found.calls.map(\.recordedNanoseconds) == [1.5e9, 2])
    #expect(
      found.rejections.map(\.why) == [
        "SGEMM has 6 arguments instead of 13", "the transposes are not N, T or C",
        "argument 4 is not a number: x", "the line ends inside the call",
      ])
  }

  /// Row-major m x n x k with everything dense is column-major n x m x k.
  @Test("TensorFlow's transformer on oneDNN has 17 products: 13 plain and 4 of attention")
  func oneDNNTransformer() throws {
    let found = collect(OneDNNVerboseReader.self, try capture("onednn_tensorflow.txt"))
    let layer =
      Array(repeating: "gemm_api gemm:f32:nn:m=32,n=32,k=32", count: 3) + [
        "matmul gemm:f32:tn:m=16,n=16,k=8:batch=8", "matmul gemm:f32:nn:m=8,n=16,k=16:batch=8",
        "gemm_api gemm:f32:nn:m=32,n=32,k=32", "gemm_api gemm:f32:nn:m=64,n=32,k=32",
        "gemm_api gemm:f32:nn:m=32,n=32,k=64",
      ]
    #expect(found.lines == layer + layer + ["gemm_api gemm:f32:nn:m=100,n=32,k=32"])
    #expect(found.rejections.isEmpty)
    #expect(found.calls[3].recordedNanoseconds == 187_988)
    #expect(found.calls[3].kernel == "gemm:jit:f32")
  }

  @Test("Inner products of PyTorch and TensorFlow with fused operations")
  func oneDNNFused() throws {
    let found = collect(OneDNNVerboseReader.self, try capture("onednn_fused.txt"))
    let shape = "inner_product gemm:f32:tn:m=512,n=64,k=256"
    #expect(
      found.lines == [
        shape + ":bias+gelu", shape + ":bias+gelu", shape + ":relu", shape + ":bias",
        shape + ":bias",
        shape + ",beta=1:bias", shape, shape + ":bias",
        // TensorFlow keeps its weights as inputs x outputs.
        "inner_product gemm:f32:nn:m=512,n=64,k=256:bias+gelu",
        "inner_product gemm:f32:nn:m=512,n=64,k=256:bias+relu",
      ])
    #expect(found.calls[1].assumptions == ["gelu is taken by its tanh form, not by erf"])
    #expect(found.calls[3].assumptions == ["the post-op eltwise_swish is left out"])
    #expect(found.calls[6].assumptions == ["the post-op binary_mul is left out"])
  }

  @Test("Headers of each age, layouts, batches that are shared, and attention")
  func oneDNNLines() {
    let text = """
      dnnl_verbose,info,oneDNN v1.8.0
      dnnl_verbose,exec,cpu,matmul,brgemm:avx512,undef,src_f32::blocked:ab:f0 wei_f32::blocked:ba:f0 bia_f32::blocked:ab:f0_mask2 dst_f32::blocked:ab:f0,attr-post-ops:eltwise_relu:0:0,,8x16:16x4,0.5
      onednn_verbose,v1,1693.25,primitive,exec,cpu,matmul,brg_matmul:avx10_1_512_amx,undef,src:bf16::blocked:ab::f0,attr-scratchpad:user,,128x3584:3584x37888,1.18311
      onednn_verbose,primitive,create:cache_miss,cpu,matmul,x,undef,src_f32::blocked:ab:f0,,,8x16:16x4,0.5
      onednn_verbose,v1,graph,exec,cpu,7,sdp,,,,x,dnnl_backend,0.5
      onednn_verbose,v1,primitive,exec,cpu,matmul,ref,undef,src:f32::blocked:abc::f0 wei:f32::blocked:acb::f0 dst:f32::blocked:abc::f0,attr-post-ops:sum:0.5+eltwise_gelu_tanh,,4x8x16:1x16x32,0.25
      onednn_verbose,v1,primitive,exec,cpu,matmul,ref,undef,src:f32::blocked:bac::f0 wei:f32::blocked:abc::f0 dst:f32::blocked:abc::f0,,,4x8x16:4x16x32,0.25
      onednn_verbose,v1,primitive,exec,cpu,matmul,ref,undef,src:f32::blocked:ab::f0 wei:f32::blocked:BA16a64b::f0 dst:f32::blocked:ab::f0,attr-fpmath:bf16,,8x16:16x64,0.25
      onednn_verbose,v1,primitive,exec,cpu,matmul,ref,undef,src:u8::blocked:ab::f0 wei:s8::blocked:ab::f0 dst:s32::blocked:ab::f0,,,8x16:16x64,0.25
      onednn_verbose,v1,primitive,exec,cpu,inner_product,ref,backward_weights,src:f32::blocked:ab::f0 wei:f32::blocked:ab::f0 bia:undef::undef::: dst:f32::blocked:ab::f0,,,mb64ic256oc512,0.25
      onednn_verbose,v1,primitive,exec,cpu,sdpa,ref:any,forward_inference,query:f32::blocked:acbd:48000x64x384x1 key:f32::blocked:adbc:48000x64x1x384 val:f32::blocked:acbd:48000x64x384x1 msk:f32::blocked:abcd dst:f32::blocked:acbd,,alg:softmax_accurate msk:2d,1x2x125x64:1x2x64x125:1x2x125x64,2.62
      onednn_verbose,v1,primitive,exec,cpu,convolution,jit,forward_inference,src:f32::blocked:abcd::f0,,,mb1,0.25
      onednn_verbose,v1,primitive,exec,cpu,matmul,ref,undef,src:f32::blocked:ab::f0,,,8x16,0.25
      onednn_verbose,v1,primitive,exec,cpu,matmul,ref,undef,src:f32::blocked:ab::f0,,,8x16:17x4,0.25
      """
    let found = collect(OneDNNVerboseReader.self, text)
    #expect(
      found.lines == [
        "matmul gemm:f32:tn:m=4,n=8,k=16:bias+relu", "matmul gemm:bf16:nn:m=37888,n=128,k=3584",
        "matmul gemm:f32:tn:m=32,n=8,k=16,beta=0.5:batch=4,strideA=0:gelu",
        // The batch lies inside the rows: rows are 4 * 16 apart, matrices 16.
        "matmul gemm:f32:nn:m=32,n=8,k=16,ldb=64:batch=4,strideB=16",
        "matmul gemm:f32:nn:m=64,n=8,k=16:compute=bf16",
        "matmul - src is u8, which has no counterpart",
        "inner_product gemm:f32:nt:m=256,n=512,k=64",
        "sdpa attn:f32:b=1,h=2,d=64,sq=125",
        "convolution - convolution is not a GEMM or attention",
      ])
    #expect(
      found.calls[1].assumptions == [
        "weights and result have the type and order of src: the line has no other"
      ])
    #expect(
      found.calls[4].assumptions == ["wei is taken as row-major: its layout is BA16a64b"])
    #expect(
      found.calls[7].assumptions == [
        "scale is 1 / sqrt(headDim): the log does not have it",
        "there is no mask: the log does not have the mask tensor's values",
        "Q, K, V and O are taken as dense bshd tensors: their strides differ",
      ])
    #expect(
      found.rejections.map(\.why) == [
        "8x16 has no two shapes", "the file ends inside the line",
      ])
  }
}
