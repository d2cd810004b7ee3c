import Kernels
import Testing

@testable import Workloads

@Suite("Fused attention in XLA HLO text")
struct HLOAttentionTests {
  @Test("Fused attention of cuDNN, in both layouts")
  func attention() {
    func config(_ settings: String, batch: String) -> String {
      "backend_config={\"cudnn_fmha_backend_config\":{\(settings),\"dropout_rate\":0,\"bmm1_dot_dimension_numbers\":{\"lhs_contracting_dimensions\":[\"3\"],\"rhs_contracting_dimensions\":[\"3\"],\"lhs_batch_dimensions\":\(batch),\"rhs_batch_dimensions\":\(batch)}"
    }
    func second(_ summed: String, _ batch: String) -> String {
      ",\"bmm2_dot_dimension_numbers\":{\"lhs_contracting_dimensions\":[\"3\"],\"rhs_contracting_dimensions\":[\"\(summed)\"],\"lhs_batch_dimensions\":[\"0\",\"1\"],\"rhs_batch_dimensions\":\(batch)}}}"
    }
    let bhsd = "[\"0\",\"1\"]"
    let bshd = "[\"0\",\"2\"]"
    let text = hloModule(
      "%q = bf16[2,6,2048,128]{3,2,1,0} parameter(0)",
      "%k = bf16[2,6,1024,128]{3,2,1,0} parameter(1)",
      "%f0 = (bf16[2,6,2048,128]{3,2,1,0}, u8[0]{0}) custom-call(%q, %k, %k), custom_call_target=\"__cudnn$fmhaSoftmax\", "
        + config("\"fmha_scale\":2,\"mask_type\":\"CAUSAL\"", batch: bhsd) + second("2", bhsd),
      "%x = bf16[4,1024,8,64]{3,2,1,0} parameter(2)",
      "%y = bf16[4,1024,2,64]{3,2,1,0} parameter(3)",
      "%f1 = (bf16[4,8,1024,64]{3,1,2,0}, u8[0]{0}) custom-call(%x, %y, %y, %l, %l), custom_call_target=\"__cudnn$fmhaScaleBiasSoftmax\", "
        + config(
          "\"fmha_scale\":0.125,\"mask_type\":\"PADDING_CAUSAL\",\"sliding_window_length\":256",
          batch: bshd) + second("1", bshd),
      "ROOT %r = (f32[2]{0}) tuple(%v)")
    let found = collect(HLOTextReader.self, text)
    #expect(
      found.lines == [
        "__cudnn$fmhaSoftmax attn:bf16:b=2,h=6,d=128,sq=2048,skv=1024:causal-tl:bhsd:scale=2",
        "__cudnn$fmhaScaleBiasSoftmax attn:bf16:b=4,h=8,kvh=2,d=64,sq=1024:window-tl=255",
      ])
    #expect(
      found.calls[1].assumptions == [
        "every sequence has its full length: the padding mask's lengths are values",
        "the bias of the scores is left out",
      ])
    #expect(found.rejections.isEmpty)
  }

  @Test(
    "Gradients of fused attention lie as their products say, in both layouts, and are refused where these are not there"
  )
  func attentionBackward() {
    func product(_ name: String, _ dims: String) -> String {
      let (left, right) = (dims.prefix(3), dims.suffix(3))
      func list(_ side: String, _ digits: Substring) -> String {
        let places = digits.map { "\"\($0)\"" }
        return
          "\"\(side)_batch_dimensions\":[\(places[0]),\(places[1])],\"\(side)_contracting_dimensions\":[\(places[2])]"
      }
      return "\"\(name)_dot_dimension_numbers\":{\(list("lhs", left)),\(list("rhs", right))}"
    }
    func call(_ result: String, _ operands: String, _ products: String...) -> String {
      "\(result) custom-call(\(operands), %l, %g, /*index=5*/%o), custom_call_target=\"__cudnn$fmhaSoftmaxBackward\", "
        + "backend_config={\"cudnn_fmha_backend_config\":{\"fmha_scale\":0.125,\"mask_type\":\"CAUSAL\",\"dropout_rate\":0,"
        + products.joined(separator: ",") + "}}"
    }
    // Batch, batch, summed of the left operand and of the right one.
    let bshd = [
      product("bmm1_grad_gemm1", "012021"), product("bmm1_grad_gemm2", "013021"),
      product("bmm2_grad_gemm1", "012021"), product("bmm2_grad_gemm2", "023023"),
    ]
    let bhsd = [
      product("bmm1_grad_gemm1", "012012"), product("bmm1_grad_gemm2", "013012"),
      product("bmm2_grad_gemm1", "012012"), product("bmm2_grad_gemm2", "013013"),
    ]
    let text = hloModule(
      "%q = bf16[4,1024,8,64]{3,2,1,0} parameter(0)", "%k = bf16[4,512,2,64]{3,2,1,0} parameter(1)",
      "%v = bf16[4,512,2,32]{3,2,1,0} parameter(2)",
      call(
        "%a = (bf16[4,8,1024,64]{3,1,2,0}, u8[0]{0})", "%q, %k, %v", bshd[0], bshd[1], bshd[2],
        bshd[3]),
      "%x = bf16[4,8,1024,64]{3,2,1,0} parameter(3)", "%y = bf16[4,2,512,64]{3,2,1,0} parameter(4)",
      call(
        "%b = (bf16[4,8,1024,64]{3,2,1,0}, u8[0]{0})", "%x, %y, %y", bhsd[0], bhsd[1], bhsd[2],
        bhsd[3]),
      call("%c = (bf16[4,8,1024,64]{3,2,1,0}, u8[0]{0})", "%q, %k, %k", bshd[0], bshd[1], bshd[2]),
      "ROOT %r = (f32[2]{0}) tuple(%v)")
    let found = collect(HLOTextReader.self, text)
    #expect(
      found.lines == [
        "__cudnn$fmhaSoftmaxBackward attn_backward:bf16:b=4,h=8,kvh=2,d=64,dv=32,sq=1024,skv=512:causal-tl",
        "__cudnn$fmhaSoftmaxBackward attn_backward:bf16:b=4,h=8,kvh=2,d=64,sq=1024,skv=512:causal-tl:bhsd",
      ])
    #expect(
      found.rejections.map(\.why) == ["backend_config has no bmm2_grad_gemm2_dot_dimension_numbers"]
    )
  }
}
