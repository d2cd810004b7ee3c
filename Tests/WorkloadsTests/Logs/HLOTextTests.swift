import Kernels
import Testing

@testable import Workloads

@Suite("XLA HLO text")
struct HLOTextTests {
  /// A layer of the captured transformer: 2 sequences of 16, 4 heads of 8, 32 wide, 64 hidden; row-major m x n x k is
  /// column-major n x m x k.
  private static let layer: [String: Int] = [
    "dot gemm:f32:nn:m=32,n=32,k=32": 4,  // q, k, v and output
    "dot gemm:f32:nn:m=64,n=32,k=32": 1, "dot gemm:f32:nn:m=32,n=32,k=64": 1,
  ]

  private func counts(_ found: CollectedCalls) -> [String: Int] {
    found.calls.reduce(into: [:]) { result, call in
      guard case .problem(let problem) = call.content else { return }
      result["\(call.name) \(problem)", default: 0] += call.count
    }
  }

  @Test(
    "JAX's transformer has the products that its definition says",
    arguments: [
      ("jax_forward_before", 17), ("jax_train_before", 51), ("jax_train_after", 51),
      ("jax_scan_after", 33), ("tensorflow_after", 17),
    ])
  func transformer(file: String, count: Int) throws {
    let found = collect(HLOTextReader.self, try capture("\(file).hlo.txt"))
    #expect(found.total == count)
    #expect(found.calls.allSatisfy { $0.name == "dot" })
    #expect(found.rejections.isEmpty)
  }

  @Test("Each product of the forward pass, before XLA's optimizations")
  func forwardProducts() throws {
    var expected = Self.layer.mapValues { $0 * 2 }
    // Scores: K's transpose is a matter of its layout, positions by head size in memory.
    expected["dot gemm:f32:tn:m=16,n=16,k=8:batch=8"] = 2
    expected["dot gemm:f32:nn:m=8,n=16,k=16:batch=8"] = 2
    expected["dot gemm:f32:nn:m=100,n=32,k=32"] = 1
    #expect(
      counts(collect(HLOTextReader.self, try capture("jax_forward_before.hlo.txt"))) == expected)
  }

  @Test(
    "A loop of 4 layers counts its body 4 times where the trip count is known, and says so where it is not"
  )
  func scan() throws {
    var expected = Self.layer.mapValues { $0 * 4 }
    expected["dot gemm:f32:nn:m=16,n=16,k=8:batch=8"] = 4
    expected["dot gemm:f32:nn:m=8,n=16,k=16:batch=8"] = 4
    expected["dot gemm:f32:nn:m=100,n=32,k=32"] = 1
    #expect(counts(collect(HLOTextReader.self, try capture("jax_scan_after.hlo.txt"))) == expected)

    let before = collect(HLOTextReader.self, try capture("jax_scan_before.hlo.txt"))
    #expect(before.total == 9)
    let note = "the loop around it runs once: its trip count is not in the text"
    #expect(before.calls.filter { $0.assumptions.contains(note) }.count == 8)
    #expect(before.calls.filter { !$0.assumptions.contains(note) }.count == 1)
  }

  @Test("Layouts, several summed and batch dimensions, other types and vectors")
  func dots() {
    let text = hloModule(
      "%a = bf16[8,16]{0,1} parameter(0)", "%b = bf16[16,4]{1,0} parameter(1)",
      "%d0 = bf16[8,4]{1,0} dot(%a, %b), lhs_contracting_dims={1}, rhs_contracting_dims={0}",
      "%d1 = f32[8,4]{0,1} dot(bf16[8,16]{1,0} %x, bf16[4,16]{1,0} %y), lhs_contracting_dims={1}, rhs_contracting_dims={1}",
      // Heads inside positions: batches and heads are not one distance apart.
      "%q = f32[2,16,4,8]{3,2,1,0} parameter(2)", "%k = f32[2,16,4,8]{3,2,1,0} parameter(3)",
      "%s = f32[2,4,16,16]{3,2,1,0} dot(%q, %k), lhs_batch_dims={0,2}, lhs_contracting_dims={3}, rhs_batch_dims={0,2}, rhs_contracting_dims={3}",
      "%h = f32[2,16,32]{2,1,0} dot(%q, f32[4,8,32]{2,1,0} %w), lhs_contracting_dims={2,3}, rhs_contracting_dims={0,1}, algorithm=dot_tf32_tf32_f32",
      "%v = f32[] dot(f32[7]{0} %u, f32[7]{0} %u), lhs_contracting_dims={0}, rhs_contracting_dims={0}",
      "%i = s32[8,4]{1,0} dot(s8[8,16]{1,0} %x, s8[16,4]{1,0} %y), lhs_contracting_dims={1}, rhs_contracting_dims={0}",
      "%o = u32[8,4]{1,0} dot(u8[8,16]{1,0} %x, u8[16,4]{1,0} %y), lhs_contracting_dims={1}, rhs_contracting_dims={0}",
      "ROOT %r = f32[2]{0} add(%v, %v)")
    let found = collect(HLOTextReader.self, text)
    #expect(
      found.lines == [
        "dot gemm:bf16:nt:m=4,n=8,k=16", "dot gemm:bf16>f32:tn:m=8,n=4,k=16",
        "dot gemm:f32:tn:m=16,n=16,k=8:batch=8", "dot gemm:f32:nn:m=32,n=32,k=32:compute=tf32",
        "dot gemm:f32:nn:m=1,n=1,k=7", "dot gemm:i8:nn:m=4,n=8,k=16",
        "dot - the type u8 has no counterpart",
      ])
    #expect(
      found.calls[2].assumptions == [
        "the left operand is taken as copied to be dense: its dimensions are not one distance apart",
        "the right operand is taken as copied to be dense: its dimensions are not one distance apart",
      ])
  }

  private func gemm(_ config: String, target: String = "__cublas$lt$matmul") -> String {
    "custom_call_target=\"\(target)\", backend_config={\"operation_queue_id\":\"0\",\"gemm_backend_config\":{\"alpha_real\":1,"
      + "\"alpha_imag\":0,\(config),\"dot_dimension_numbers\":{\"lhs_contracting_dimensions\":[\"1\"],"
      + "\"rhs_contracting_dimensions\":[\"0\"],\"lhs_batch_dimensions\":[],\"rhs_batch_dimensions\":[]}},\"force_earliest_schedule\":false}"
  }

  @Test("cuBLAS calls")
  func cublas() {
    let text = hloModule(
      "%a = bf16[64,32]{1,0} parameter(0)", "%b = bf16[32,16]{1,0} parameter(1)",
      "%g0 = (bf16[64,16]{1,0}, s8[4194304]{0}) custom-call(%a, %b, /*index=2*/%c), "
        + gemm("\"beta\":0,\"epilogue\":\"BIAS_GELU\""),
      "%f = f32[64,32]{1,0} parameter(3)", "%e = f32[32,16]{1,0} parameter(4)",
      "%g1 = f32[64,16]{1,0} custom-call(%f, %e, %g), "
        + gemm(
          "\"beta\":1,\"epilogue\":\"DEFAULT\",\"precision_config\":{\"operand_precision\":[\"HIGHEST\",\"HIGHEST\"]}",
          target: "__cublas$gemm"),
      "%g2 = f32[64,16]{1,0} custom-call(%f, %e), "
        + gemm("\"beta\":0,\"precision_config\":{\"operand_precision\":[\"DEFAULT\",\"DEFAULT\"]}"),
      "%g3 = (bf16[64,16]{1,0}, s8[1]{0}) custom-call(f8e4m3fn[64,32]{1,0} %p, f8e4m3fn[32,16]{0,1} %q, f32[] %s, f32[] %t), "
        + gemm("\"beta\":0", target: "__cublas$lt$matmul$f8"),
      "%g4 = f32[64,16]{1,0} custom-call(%f, %e), " + gemm("\"beta\":0,\"epilogue\":\"SILU\""),
      "%g5 = f32[64,16]{1,0} custom-call(%f, %e), custom_call_target=\"__cublas$gemm\", backend_config=\"{\\\"alpha_real\\\":2,\\\"beta\\\":0,\\\"dot_dimension_numbers\\\":{\\\"lhs_contracting_dimensions\\\":[\\\"1\\\"],\\\"rhs_contracting_dimensions\\\":[\\\"0\\\"]}}\"",
      "%g6 = f32[64,16]{1,0} custom-call(%f, %e), custom_call_target=\"Sharding\"",
      "ROOT %r = (f32[2]{0}) tuple(%v)")
    let found = collect(HLOTextReader.self, text)
    #expect(
      found.lines == [
        "__cublas$lt$matmul gemm:bf16:nn:m=16,n=64,k=32:bias+gelu",
        "__cublas$gemm gemm:f32:nn:m=16,n=64,k=32,beta=1",
        "__cublas$lt$matmul gemm:f32:nn:m=16,n=64,k=32:compute=tf32",
        "__cublas$lt$matmul$f8 gemm:f8e4m3:tn:m=16,n=64,k=32:scaleA=tensor:scaleB=tensor",
        "__cublas$lt$matmul - epilogue SILU has no counterpart",
        "__cublas$gemm gemm:f32:nn:m=16,n=64,k=32,alpha=2:compute=tf32",
      ])
    #expect(
      found.calls[2].assumptions == ["computes in tf32: XLA allows it below HIGHEST precision"])
    #expect(found.rejections.isEmpty)
  }

  @Test("Operands that are elements of tuples")
  func tuples() {
    let text = hloModule(
      "%t = (bf16[8,16]{1,0}, (bf16[16,2]{1,0}, s8[1]{0}), /*index=2*/bf16[16,4]{0,1}) custom-call(%p), custom_call_target=\"x\"",
      "%d0 = bf16[8,4]{1,0} dot(%t#0, /*index=1*/%t#2), lhs_contracting_dims={1}, rhs_contracting_dims={0}",
      "%d1 = bf16[8,4]{1,0} dot(bf16[8,16]{1,0} %t#0, /*index=1*/bf16[16,4]{1,0} %u#7), lhs_contracting_dims={1}, rhs_contracting_dims={0}",
      "%d2 = bf16[8,2]{1,0} dot(%t#0, %t#1), lhs_contracting_dims={1}, rhs_contracting_dims={0}",
      "%d3 = bf16[8,2]{1,0} dot(%t#0, %t#3), lhs_contracting_dims={1}, rhs_contracting_dims={0}",
      "ROOT %d4 = bf16[8,2]{1,0} dot(%t, %t#2), lhs_contracting_dims={1}, rhs_contracting_dims={0}")
    let found = collect(HLOTextReader.self, text)
    #expect(found.lines == ["dot gemm:bf16:tn:m=4,n=8,k=16", "dot gemm:bf16:nn:m=4,n=8,k=16"])
    #expect(
      found.rejections.map(\.why) == [
        "the shape of t#1 is not known", "the shape of t#3 is not known",
        "the shape of t is not known",
      ])
  }

  private let square =
    "  %d = f32[4,4]{1,0} dot(f32[4,4]{1,0} %x, f32[4,4]{1,0} %x), lhs_contracting_dims={1}, rhs_contracting_dims={0}\n}\n"

  @Test("Calls, nested loops and conditions multiply; what nobody calls does not run")
  func callGraph() {
    let text =
      "HloModule m\n%dead (p: f32[]) -> f32[] {\n" + square + "%inner (p: f32[]) -> f32[] {\n"
      + square
      + "%outer (p: f32[]) -> f32[] {\n  %w = f32[] while(%p), condition=%c, body=%inner, backend_config={\"known_trip_count\":{\"n\":\"3\"}}\n  %c2 = f32[] call(%p), to_apply=%inner\n}\n"
      + "branch {\n" + square + "ENTRY main {\n"
      + "  %w = f32[] while(%p), condition=%c, body=%outer, backend_config={\"known_trip_count\":{\"n\":\"5\"}}\n"
      + "  %i = f32[] conditional(%p, %a, %b), branch_computations={%branch, %other}\n}\n"
    let found = collect(HLOTextReader.self, text)
    #expect(found.calls.map(\.count) == [20, 1])
    #expect(
      found.calls[1].assumptions == [
        "each branch of the condition around it runs once: which one runs is not in the text"
      ])
  }

  @Test("A product inside a fusion counts once for each fusion that calls it")
  func fusions() {
    let text =
      "HloModule m\n%dynamic-slice-fusion (p: f32[]) -> f32[] {\n" + square
      + "%dynamic-slice-fusion.1 (p: f32[]) -> f32[] {\n" + square
      + "ENTRY %main (p: f32[]) -> f32[] {\n"
      + "  %f0 = (f32[4,4]{1,0}, s8[8]{0}) fusion(%p), kind=kCustom, calls=%dynamic-slice-fusion, backend_config={}\n"
      + "  %f1 = (f32[4,4]{1,0}, s8[8]{0}) fusion(%f0#0), kind=kCustom, calls=%dynamic-slice-fusion.1\n"
      + "  ROOT %f2 = (f32[4,4]{1,0}, s8[8]{0}) fusion(%f1#0), kind=kCustom, calls=%dynamic-slice-fusion\n}\n"
    let found = collect(HLOTextReader.self, text)
    #expect(found.calls.map(\.count) == [2, 1])
    #expect(found.calls.allSatisfy { $0.assumptions.isEmpty })
  }

  @Test("Circles, overflowing loops, cut modules and unknown operands are rejected, not counted")
  func hostile() {
    let circle =
      "HloModule m\n%a (p: f32[]) -> f32[] {\n  %c = f32[] call(%p), to_apply=%a\n" + square
      + "ENTRY %e (p: f32[]) -> f32[] {\n  %c = f32[] call(%p), to_apply=%a\n}\n"
    let endless =
      "HloModule m\n%a (p: f32[]) -> f32[] {\n" + square
      + "ENTRY %e (p: f32[]) -> f32[] {\n  %w = f32[] while(%p), body=%a, backend_config={\"known_trip_count\":{\"n\":\"9223372036854775807\"}}\n}\n"
    let unknown =
      "HloModule m\nENTRY %e (p: f32[]) -> f32[] {\n  %d = f32[4,4]{1,0} dot(%nobody, %x), lhs_contracting_dims={1}, rhs_contracting_dims={0}\n"
      + "  %d2 = f32[4,4]{1,0} dot(f32[4,4]{1,0} %x, f32[4,4]{1,0} %x), lhs_contracting_dims={7}, rhs_contracting_dims={0}\n"
      + "  %g = f32[4,4]{1,0} custom-call(f32[4,4]{1,0} %x, f32[4,4]{1,0} %x), custom_call_target=\"__cublas$gemm\", backend_config={\"gemm\n}\n"
    let cut =
      "HloModule m\n%a (p: f32[]) -> f32[] {\n" + square + "ENTRY %e (p: f32[]) -> f32[] {\n"
    let found = collect(HLOTextReader.self, circle + endless + unknown + cut)
    #expect(found.lines == ["dot gemm:f32:nn:m=4,n=4,k=4"])
    #expect(
      found.calls[0].assumptions == [
        "its computation runs once: the module has no entry that says how often"
      ])
    #expect(
      found.rejections.map(\.why) == [
        "the computation calls itself, or too often to be counted",
        "the computation calls itself, or too often to be counted",
        "the shape of nobody is not known",
        "the batch or summed dimensions do not fit the operands",
        "backend_config is not JSON", "the module ends before its entry computation does",
      ])
  }
}
