import Foundation
import Kernels
import Testing

@testable import Workloads

/// The files of Captures: made by scripts/captures.py, or typed in by hand in forms of other ages and of GPUs.
enum CaptureSamples {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Captures")

  static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  static func workload(_ names: String...) throws -> WorkloadFile {
    var importer = WorkloadImporter()
    for name in names { try importer.add(path: path(name)) }
    return importer.workload(name: "test", createdBy: "test")
  }
}

@Suite("PyTorch captures")
struct TorchCaptureTests {
  private struct Expected: Decodable {
    var steps: Int
    var problems: [String: Int]
  }

  @Test(
    "A real capture holds exactly the calls that the model's definition implies",
    arguments: ["", "h200/"])
  func realCaptures(folder: String) throws {
    let path = CaptureSamples.path(folder + "expected.json")
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let expected = try JSONDecoder().decode([String: Expected].self, from: data)
    #expect(expected.count == 3)
    for (name, expected) in expected {
      let file = try CaptureSamples.workload(folder + name)
      let found = Dictionary(
        uniqueKeysWithValues: file.problems.map { ($0.problem.descriptor, $0.calls) })
      #expect(found == expected.problems, "\(name)")
      #expect(file.steps == expected.steps)
      #expect(file.notReplayable.isEmpty)
      #expect(file.captures.allSatisfy { $0.rejectedCount == 0 })
    }
  }

  @Test("The trace and the execution trace of one run agree")
  func agreement() throws {
    let trace = try CaptureSamples.workload("train.trace.json.gz")
    let graph = try CaptureSamples.workload("train.et.json.gz")
    #expect(CaptureAgreement(trace, graph).isWhole)
    let other = CaptureAgreement(trace, try CaptureSamples.workload("infer.trace.json.gz"))
    #expect(!other.isWhole)
    #expect(other.different.contains { $0.first == 4 && $0.second == 0 })
  }

  @Test("Calls inside calls count once, kernels give the times, layouts come from strides")
  func gpuTrace() throws {
    let file = try CaptureSamples.workload("gpu.trace.json")
    let entries = Dictionary(
      uniqueKeysWithValues: file.problems.map { ($0.problem.descriptor, $0) })
    #expect(
      Set(entries.keys) == [
        "gemm:bf16:tn:m=192,n=1024,k=64:bias", "attn:bf16:b=2,h=16,d=64,sq=512:causal",
        "gemm:f32:nt:m=32,n=48,k=16",
      ])
    #expect(file.problems.allSatisfy { $0.calls == 1 })
    let linear = try #require(entries["gemm:bf16:tn:m=192,n=1024,k=64:bias"])
    #expect(linear.recorded?.nanoseconds == 14_750)
    #expect(
      linear.kernels == ["sm90_xmma_gemm_bf16bf16_bf16f32_f32_tn_n_tilesize128x128x64_bias": 1])
    #expect(linear.places == [WorkloadFile.Place(capture: 0, event: 4)])
    #expect(linear.assumptions.isEmpty)
    let attention = try #require(entries["attn:bf16:b=2,h=16,d=64,sq=512:causal"])
    #expect(attention.recorded?.nanoseconds == 33_000)
    #expect(attention.names == ["aten::scaled_dot_product_attention": 1])
    // Joined by the correlation number, as the kernel has no number of an operator.
    let single = try #require(entries["gemm:f32:nt:m=32,n=48,k=16"])
    #expect(single.recorded?.nanoseconds == 4_000)
    #expect(single.assumptions.keys.contains { $0.contains("TF32") })
    #expect(file.steps == 1)
    #expect(file.captures[0].device == "NVIDIA H100 80GB HBM3")
    #expect(
      Set(file.notReplayable.map(\.name)) == [
        "aten::_grouped_mm", "flash_attn::_flash_attn_varlen_forward",
      ])
    #expect(
      file.notReplayable.first { $0.name == "aten::_grouped_mm" }?.recorded?.nanoseconds == 7000)
    #expect(file.captures[0].rejectedCount == 1)
    #expect(file.captures[0].rejected[0].text.contains("soon"))
    #expect(file.captures[0].rejected[0].why == "ts and dur are no times")
  }

  @Test("Old traces without strides and scalars import with what is taken for granted")
  func oldTrace() throws {
    let file = try CaptureSamples.workload("2022.trace.json")
    let entries = Dictionary(
      uniqueKeysWithValues: file.problems.map { ($0.problem.descriptor, $0) })
    #expect(
      Set(entries.keys) == ["gemm:f32:tn:m=50,n=24,k=32", "gemm:f32:nn:m=8,n=4,k=6:bias"])
    let linear = try #require(entries["gemm:f32:tn:m=50,n=24,k=32"])
    #expect(linear.recorded?.nanoseconds == 3000)
    #expect(linear.assumptions.keys.contains { $0.contains("weight of aten::linear transposed") })
    let addmm = try #require(entries["gemm:f32:nn:m=8,n=4,k=6:bias"])
    #expect(addmm.assumptions.keys.contains { $0.contains("alpha and beta are 1") })
  }

  @Test("The older schemas of execution traces import")
  func oldSchemas() throws {
    let first = try CaptureSamples.workload("chakra-1.0.1.json")
    #expect(first.problems.map(\.problem.descriptor) == ["gemm:f32:tn:m=50,n=24,k=32:bias"])
    #expect(first.problems[0].assumptions.keys.contains { $0.contains("no strides") })
    let second = try CaptureSamples.workload("chakra-1.1.0.json")
    #expect(second.problems.map(\.problem.descriptor) == ["gemm:f16:nn:m=5,n=8,k=6:batch=4"])
  }

  @Test("Several captures become one workload, whatever the pieces in which they come")
  func joined() throws {
    let file = try CaptureSamples.workload("gpu.trace.json", "small.suite")
    let linear = try #require(
      file.problems.first { $0.problem.descriptor == "gemm:f32:tn:m=192,n=1024,k=64:bias" })
    #expect(linear.calls == 3)
    #expect(linear.names == ["qkv": 3])
    let attention = try #require(file.problems.first { $0.problem.operation == "attn" })
    #expect(attention.calls == 1 + 3)
    #expect(attention.assumptions.keys.contains { $0.contains("weight 2.5") })
    #expect(attention.places.map(\.capture) == [0, 1])

    let bytes = try Data(contentsOf: URL(fileURLWithPath: CaptureSamples.path("gpu.trace.json")))
    var whole = WorkloadBuilder()
    whole.beginCapture(file: "a", format: "kineto")
    var reader = KinetoReader()
    for byte in bytes {
      withUnsafeBytes(of: byte) { reader.read($0, into: &whole) }
    }
    reader.finish(into: &whole)
    let bytewise = whole.workload(name: "test", title: "", createdBy: "test", steps: nil)
    #expect(bytewise.problems == (try CaptureSamples.workload("gpu.trace.json")).problems)
  }
}

@Suite("PyTorch operators")
struct TorchOperatorTests {
  private func content(
    _ name: String, _ dims: [[Int]?], strides: [[Int]?]? = nil, type: String = "float",
    values: [String]? = nil
  ) -> (problem: String?, reason: String?, assumptions: [String]) {
    let op = TorchOperator(
      name: name, dims: dims, strides: strides,
      types: dims.map { $0?.isEmpty == false ? type : "" }, values: values)
    guard let found = op.content(insideLinear: false, onDevice: false) else {
      return (nil, nil, [])
    }
    switch found.content {
    case .problem(let problem): return (problem.descriptor, nil, found.assumptions)
    case .notReplayable(let reason): return (nil, reason, found.assumptions)
    }
  }

  @Test("Leading dimensions and transposes come from strides")
  func strides() {
    #expect(
      content("aten::mm", [[8, 4], [4, 6]], strides: [[16, 1], [1, 10]]).problem
        == "gemm:f32:tn:m=6,n=8,k=4,lda=10,ldb=16")
    let copied = content("aten::mm", [[8, 4], [4, 6]], strides: [[32, 2], [6, 1]])
    #expect(copied.problem == "gemm:f32:nn:m=6,n=8,k=4")
    #expect(copied.assumptions == ["mat1 is copied to be contiguous first"])
    #expect(
      content("aten::bmm", [[3, 8, 4], [3, 4, 6]], strides: [[0, 4, 1], [24, 1, 4]]).problem
        == "gemm:f32:tn:m=6,n=8,k=4:batch=3,strideB=0")
  }

  @Test("The summand of addmm is C, a bias, or broadcast")
  func summands() {
    let scalars = ["", "", "", "1", "2"]
    #expect(
      content(
        "aten::addmm", [[6], [8, 4], [4, 6], [], []], strides: [[1], [4, 1], [6, 1], [], []],
        values: scalars
      ).problem == "gemm:f32:nn:m=6,n=8,k=4,alpha=2:bias")
    #expect(
      content(
        "aten::addmm", [[8, 6], [8, 4], [4, 6], [], []],
        strides: [[6, 1], [4, 1], [6, 1], [], []],
        values: scalars
      ).problem == "gemm:f32:nn:m=6,n=8,k=4,alpha=2,beta=1")
    // An expanded bias.
    #expect(
      content(
        "aten::addmm", [[8, 6], [8, 4], [4, 6], [], []],
        strides: [[0, 1], [4, 1], [6, 1], [], []],
        values: scalars
      ).problem == "gemm:f32:nn:m=6,n=8,k=4,alpha=2:bias")
    let column = content(
      "aten::addmm", [[8, 1], [8, 4], [4, 6], [], []],
      strides: [[1, 1], [4, 1], [6, 1], [], []],
      values: scalars)
    #expect(column.problem == "gemm:f32:nn:m=6,n=8,k=4,alpha=2,beta=1")
    #expect(column.assumptions.contains { $0.contains("broadcast") })
  }

  @Test("A wrapper alone is a call; a product with a vector is none")
  func wrappers() {
    #expect(
      content("aten::linear", [[2, 3, 4], [6, 4], [6]]).problem == "gemm:f32:tn:m=6,n=6,k=4:bias")
    #expect(
      content("aten::matmul", [[2, 3, 4, 5], [2, 3, 5, 6]]).problem
        == "gemm:f32:nn:m=6,n=4,k=5:batch=6")
    #expect(content("aten::matmul", [[4, 5], [5]]).problem == nil)
    #expect(content("aten::matmul", [[4, 5], [5]]).reason == nil)
    #expect(
      content("aten::matmul", [[2, 1, 4, 5], [1, 3, 5, 6]]).reason?.contains("broadcast") == true)
  }

  @Test("What has no sizes or no meaning is not replayable, with the argument")
  func gaps() {
    #expect(content("aten::mm", []).reason?.contains("argument 0") == true)
    #expect(content("aten::mm", [[8, 4], [5, 6]]).reason?.contains("do not fit") == true)
    #expect(
      content("aten::mm", [[8, 4], [4, 6]], type: "long int").reason?.contains("type") == true)
    #expect(
      content("aten::mm", [[1 << 62, 4], [4, 6]]).reason?.contains("impossible") == true)
  }

  @Test("Masks, scales and layouts of attention")
  func attention() {
    let q = [1, 8, 16, 32]
    let k = [1, 2, 64, 32]
    func attention(_ values: [String], mask: [Int] = []) -> (String?, [String]) {
      let found = content(
        "aten::scaled_dot_product_attention", [q, k, k, mask, [], [], [], []], values: values)
      return (found.problem, found.assumptions)
    }
    #expect(
      attention(["", "", "", "", "0.", "True", "", "True"]).0
        == "attn:f32:b=1,h=8,kvh=2,d=32,sq=16,skv=64:causal-tl:bhsd")
    #expect(
      attention(["", "", "", "", "0.1", "False", "0.5", "True"]).0
        == "attn:f32:b=1,h=8,kvh=2,d=32,sq=16,skv=64:bhsd:scale=0.5")
    #expect(attention(["", "", "", "", "0.1", "False", "", ""]).1.contains("dropout is left out"))
    #expect(
      attention(["", "", "", "", "0.", "False", "", ""], mask: [16, 64]).1
        .contains { $0.contains("mask is a tensor") })
    let flash = content(
      "flash_attn::_flash_attn_forward", [[2, 16, 8, 32], [2, 64, 8, 32], [2, 64, 8, 32]],
      type: "c10::Half", values: ["", "", "", "0.", "0.25", "True", "128", "0", "0."])
    #expect(flash.problem == "attn:f16:b=2,h=8,d=32,sq=16,skv=64:window=128:scale=0.25")
    let backward = content(
      "aten::_flash_attention_backward",
      Array(repeating: [2, 16, 8, 32], count: 5) + [[2, 8, 16]],
      type: "c10::Half",
      values: ["", "", "", "", "", "", "", "", "16", "16", "0.", "True", "", "", ""])
    #expect(backward.problem == "attn_backward:f16:b=2,h=8,d=32,sq=16:causal")
  }
}
