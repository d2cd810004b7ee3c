import Kernels
import Testing

@testable import Workloads

@Suite("cuDNN logs and graphs")
struct CuDNNLogTests {
  /// What the six graphs of the capture are, typed in from the script that made them: 2 sequences, 8 heads and 2 of keys,
  /// 128 queries, 256 keys, 64 wide, seq before heads in memory but in the last.
  private static let shape = "b=2,h=8,kvh=2,d=64,sq=128,skv=256"

  @Test(
    "Graphs of each age", arguments: ["1.14.0", "1.32.0"])
  func graphs(version: String) throws {
    let found = collect(CuDNNFrontendReader.self, try capture("cudnn_frontend_\(version).txt"))
    let isNative = version == "1.32.0"
    let forward = isNative ? "SDPA" : "SDPA_FWD"
    let expected = [
      "\(forward) attn:f16:\(Self.shape):causal-tl",
      // A window of 32 counts the query's own position.
      "\(forward) attn:f16:\(Self.shape):window-tl=31:scale=0.25",
      "\(forward) attn:f16:\(Self.shape):causal:scale=1",
      "SDPA_BWD attn_backward:f16:\(Self.shape):causal-tl",
      "\(isNative ? "SDPA_FP8" : "SDPA_FWD") - attention takes f64, f32, f16 or bf16, not f8e4m3",
      // Row-major 32 x 48 x 64 with B stored by columns.
      "MATMUL gemm:f16:tn:m=48,n=32,k=64:batch=4",
      "\(forward) attn:f16:\(Self.shape):causal-tl:bhsd",
    ]
    #expect(found.lines == expected)
    #expect(found.rejections.isEmpty)
    let once = "it ran once: the log tells that the graph was built, not how often it ran"
    #expect(found.calls[0].assumptions == [once])
    #expect(
      found.calls[2].assumptions == [
        once, "every sequence has its full length: the padding mask's lengths are behind a pointer",
      ])
  }

  @Test("The graphs of 1.5 and 1.11", arguments: ["1.5.2", "1.11.0"])
  func oldGraphs(version: String) throws {
    let found = collect(CuDNNFrontendReader.self, try capture("cudnn_frontend_\(version).txt"))
    #expect(found.lines.first == "SDPA_BWD attn_backward:f16:\(Self.shape):causal-tl")
    #expect(found.rejections.isEmpty)
  }

  private func graph(_ settings: String, inputs: String = "", strides: String = "[65536,64,512,1]")
    -> String
  {
    """
    {"context":{"io_data_type":"BFLOAT16"},"nodes":[{\(settings),"inputs":{"Q":"Q","K":1,"V":"V"\(inputs)},
    "outputs":{},"tag":"SDPA_FWD"}],"tensors":{"Q":{"data_type":null,"dim":[2,8,128,64],"stride":\(strides)},
    "1":{"dim":[2,8,128,64],"stride":\(strides)},"V":{"dim":[2,8,128,64],"stride":\(strides)}}}

    """
  }

  @Test("Masks, scales, layouts, and what the graph says of its inputs only")
  func settings() {
    let text =
      graph("\"causal_mask\":true,\"sliding_window_length\":16,\"attn_scale_value\":\"3E000000\"")
      + graph("\"diagonal_alignment\":\"BOTTOM_RIGHT\",\"left_bound\":5,\"right_bound\":3")
      + graph("\"attn_scale_value\":null", inputs: ",\"Attn_scale\":\"s\",\"Bias\":\"b\"")
      + graph("\"alibi_mask\":true,\"dropout_probability\":0.5", strides: "[65536,8192,64,1]")
      + graph("\"max_seq_len_kv\":4096", inputs: ",\"Page_table_K\":\"p\"")
      + graph("\"padding_mask\":false", strides: "[999999,64,1536,1]")
    let found = collect(CuDNNFrontendReader.self, "[cudnn_frontend] INFO: {not json}\n" + text)
    let shape = "SDPA_FWD attn:bf16:b=2,h=8,d=64,sq=128"
    #expect(
      found.lines == [
        shape + ":window-tl=15", shape + ":window=4/3:scale=1", shape,
        shape + ":bhsd:scale=1", "SDPA_FWD - K and V lie in pages, whose table is behind a pointer",
        shape + ":scale=1",
      ])
    #expect(
      found.calls.map { $0.assumptions.dropFirst().joined(separator: "; ") } == [
        "", "",
        "scale is 1 / sqrt(headDim): the log has its tensor only; the bias of the scores is left out",
        "the ALiBi bias is left out; dropout is left out", "",
        "Q, K, V and O are taken as dense bshd tensors: their strides differ",
      ])
    #expect(found.calls.map(\.place) == [2, 5, 8, 11, 14, 17].map { .line($0) })
    #expect(found.rejections.isEmpty)
  }

  @Test("Damaged graphs are rejected, and the next one is read")
  func damaged() {
    let whole = graph("\"padding_mask\":false")
    let cut = "{\"context\":{\"io_data_type\":\"BFLOAT16\"},\"nodes\":[{\n"
    let found = collect(
      CuDNNFrontendReader.self,
      cut + whole + whole.replacing("\"dim\":[2,8,128,64]", with: "\"dim\":[2,-8,128,64]")
        + whole.replacing("\"nodes\":[", with: "\"nodes\":[,") + cut)
    #expect(found.lines == ["SDPA_FWD attn:bf16:b=2,h=8,d=64,sq=128:scale=1"])
    #expect(
      found.rejections.map(\.why) == [
        "the graph ends where the next one begins", "SDPA_FWD: Q has no sizes and strides",
        "the graph is not JSON with a context", "the file ends inside the graph",
      ])
  }

  @Test(
    "The library's own attention is read with the descriptor set before; status blocks are no calls"
  )
  func library() throws {
    let set = String(decoding: try capture("cudnn_attention_9.28.txt"), as: UTF8.self)
    #expect(collect(CuDNNLogReader.self, set).calls.isEmpty)
    let forward = """
      I! CuDNN (v92800 42) function cudnnMultiHeadAttnForward() called:
      i!     attnDesc: type=cudnnAttnDescriptor_t; val=0x55;
      i! Time: 2026-11-25T22:57:52.973904 (0d+0h+0m+0s since start)

      I! CuDNN (v92800 42) function cudnnMultiHeadAttnForward() called:
      i!     status: type=cudnnStatus_t; val=CUDNN_STATUS_SUCCESS (0);

      I! CuDNN (v92800 42) function cudnnBackendExecute() called:
      i!     handle: type=cudnnHandle_t; streamId=0x0;

      I! CuDNN (v92800 42) function cudnnConvolutionForward() called:
      i!     algo: type=cudnnConvolutionFwdAlgo_t; val=CUDNN_CONVOLUTION_FWD_ALGO_IMPLICIT_PRECOMP_GEMM (1);

      """
    let found = collect(CuDNNLogReader.self, set + forward)
    #expect(
      found.lines == [
        "cudnnMultiHeadAttnForward attn:f16:b=4,h=8,d=64,sq=128,skv=256:bhsd",
        "cudnnBackendExecute - the log names a plan, not its operation: cudnn-frontend's log (CUDNN_FRONTEND_LOG_INFO=1) has the graph",
        "cudnnConvolutionForward - cudnnConvolutionForward is not a GEMM or attention",
      ])
    #expect(found.calls[0].assumptions.count == 3)
    #expect(
      collect(CuDNNLogReader.self, forward).lines.first
        == "cudnnMultiHeadAttnForward - the sizes are behind a descriptor that the log does not show"
    )
  }
}
