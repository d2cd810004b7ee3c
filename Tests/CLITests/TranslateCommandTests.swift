import Foundation
import Testing
import Translation

@Suite("Translation commands")
struct TranslateCommandTests {
  static let calls = [
    (
      "gemm-ex",
      "cublasGemmEx(transa=T,transb=N,m=4096,n=512,k=4096,alpha=1,beta=0,type=CUDA_R_16BF,"
        + "computeType=CUBLAS_COMPUTE_32F)"
    ),
    (
      "gemm-strided",
      "cublasGemmStridedBatchedEx(m=128,n=64,k=32,alpha=1,beta=0,type=CUDA_R_16F,batchCount=12,"
        + "computeType=CUBLAS_COMPUTE_32F)"
    ),
    ("lt-bias-gelu", "cublasLtMatmul(transa=T,m=64,n=32,k=16,type=CUDA_R_16F,epilogue=GELU_BIAS)"),
    ("flash", "flash_attn_func(q=[1,512,32,128],k=[1,512,8,128],causal=True,dtype=bf16)"),
  ]

  @Test(
    "A call in four dialects is what its golden file says, in lines of 100 columns",
    arguments: calls)
  func full(name: String, call: String) throws {
    let outcome = try parity(
      "translate", call, "--to", "hip", "--to", "musa", "--to", "cann", "--to", "cnnl")
    #expect(outcome.status == 0)
    for line in outcome.output.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    try Golden.check(outcome.output, name: "translate-\(name).txt")
  }

  @Test("A summary has a line for every dialect")
  func summary() throws {
    let outcome = try parity("translate", "gemm:bf16:tn:m=64,n=32,k=16")
    #expect(outcome.status == 0)
    for name in ["hip", "musa", "cann", "cann-950", "cnnl", "maca", "supa", "vulkan", "openblas"] {
      #expect(outcome.output.contains("\n\(name) "))
    }
    #expect(
      outcome.output.contains("cpu_bf16_gemm") || outcome.output.contains("openblas_bf16_gemm"))
  }

  @Test("JSON holds arguments, sources and findings")
  func json() throws {
    let outcome = try parity("translate", Self.calls[1].1, "--to", "musa", "--json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let call = try #require((object["calls"] as? [[String: Any]])?.first)
    let translation = try #require((call["translations"] as? [[String: Any]])?.first)
    #expect(translation["grade"] as? String == "precision lowered")
    let finding = try #require((translation["findings"] as? [[String: Any]])?.first)
    #expect(finding["argument"] as? String == "computeType")
    #expect((object["sources"] as? [String: Any])?["musa"] != nil)
  }

  @Test("Coverage is written, compared with itself, and says that nothing changed")
  func coverage() throws {
    let process = try ParityProcess([
      "coverage", "--suite", "quick", "--to", "cann", "--to", "hip", "--json",
    ])
    defer { try? FileManager.default.removeItem(at: process.folder) }
    let written = try process.run()
    #expect(written.status == 0)
    try written.output.write(
      to: process.folder.appendingPathComponent("old.json"), atomically: true, encoding: .utf8)
    let same = try ParityProcess(
      ["coverage", "--suite", "quick", "--to", "cann", "--against", "old.json"], in: process.folder
    ).run()
    #expect(same.status == 0)
    #expect(same.output.contains("no grade changed"))
    #expect(same.output.contains("only before: hip"))
  }

  @Test("Every backend here answers for itself, and one that is not here is told in a line")
  func backends() throws {
    let process = try ParityProcess(
      [
        "coverage", "gemm:f32:nn:m=8,n=8,k=8", "gemm:bf16:nn:m=8,n=8,k=8", "--blas",
        "again=libopenblas.so.0", "--python", "/nowhere/python3", "--json",
      ])
    defer { try? FileManager.default.removeItem(at: process.folder) }
    let written = try process.run()
    #expect(written.status == 0, "\(written.error)")
    let coverage = try JSONDecoder().decode(Coverage.self, from: Data(written.output.utf8))
    let shares = Dictionary(
      uniqueKeysWithValues: coverage.targets.map { ($0.name, $0.covered.calls) })
    #expect(shares["openblas:0"] == 2)
    #expect(shares["blas:again:0"] == 1, "CBLAS has no bf16 here")
    #expect(shares["nvidia"] == 2)
    #expect(shares["openblas"] == nil && shares["reference:0"] == nil)
    let own = try #require(coverage.targets.first { $0.name == "blas:again:0" })
    #expect(own.device?.hasPrefix("blas:again:0 ") == true)
    #expect(own.reasons.map(\.code) == ["elementType"])
    let absent = coverage.absent?.map(\.backend) ?? []
    #expect(absent.contains("worker:torch") && absent.contains("worker:numpy"))
    #expect(coverage.createdBy?.hasPrefix("parity ") == true)

    let old = process.folder.appendingPathComponent("old.json")
    try Data(written.output.utf8).write(to: old)
    let table = try ParityProcess(
      ["coverage", "gemm:bf16:nn:m=8,n=8,k=8", "--python", "/nowhere/python3"],
      in: process.folder
    ).run().output
    #expect(table.contains("\ndevices here\n  openblas:0 "))
    #expect(table.contains("\ndialects\n  nvidia "))
    #expect(table.contains("\nnot here: worker:torch: "))
    // The same backend loses a library between the two: what changed is said by problem.
    let difference = try ParityProcess(
      [
        "coverage", "gemm:f32:nn:m=8,n=8,k=8", "gemm:bf16:nn:m=8,n=8,k=8", "--backend", "openblas",
        "--against", "old.json",
      ], in: process.folder
    ).run()
    #expect(difference.status == 0)
    #expect(difference.output.contains("no grade changed"))
    #expect(difference.output.contains("blas:again:0"))
    #expect(!difference.output.contains("different problems"))
  }

  @Test("Devices that are named are the only ones, and one without a device is refused")
  func namedBackends() throws {
    let only = try parity("coverage", "gemm:f64:nn:m=8,n=8,k=8", "--backend", "openblas")
    #expect(only.status == 0)
    #expect(only.output.contains("\nopenblas:0 "))
    #expect(!only.output.contains("nvidia") && !only.output.contains("not here"))
    let refused = try parity(
      "coverage", "gemm:f64:nn:m=8,n=8,k=8", "--backend", "worker:numpy", "--python",
      "/nowhere/python3")
    #expect(refused.status == 3)
    #expect(refused.error.contains("worker:numpy has no usable device here"))
  }

  @Test("A dialect file of one's own is checked and used by path")
  func ownDialect() throws {
    let process = try ParityProcess(["dialects", "lint", "./my.dialect"])
    defer { try? FileManager.default.removeItem(at: process.folder) }
    let file = process.folder.appendingPathComponent("my.dialect")
    try """
    name: mine
    title: Mine
    [sources]
    a | code | one
    b | code | two
    [symbols]
    cublasSgemm | mySgemm | known a
    cublasSgemm | ourSgemm | known b
    """.write(to: file, atomically: true, encoding: .utf8)
    let lint = try process.run()
    #expect(lint.status == 0)
    #expect(lint.output.contains("mySgemm [a]"))
    #expect(lint.output.contains("1 findings: 1 conflict"))
    let used = try ParityProcess(
      ["translate", "cublasSgemm(m=1,n=1,k=1)", "--to", "./my.dialect"], in: process.folder
    ).run()
    #expect(used.output.contains("mySgemm"))
    try "name: mine\n[symbols]\nx | y".write(to: file, atomically: true, encoding: .utf8)
    let broken = try ParityProcess(["dialects", "show", "./my.dialect"], in: process.folder).run()
    #expect(broken.status == 64)
    #expect(broken.error.contains("./my.dialect:3: a row has the form"))
  }

  @Test("The catalogue names the sources of its numbers, and a projection sums up its calls")
  func catalogue() throws {
    #expect(try parity("devices", "--catalog").output.contains("h100"))
    #expect(try parity("devices", "--catalog", "--json").output.contains("NVIDIA H100 datasheet"))
    let outcome = try parity("project", "gemm:bf16:tn:m=4096,n=4096,k=4096", "--on", "h100")
    #expect(outcome.status == 0)
    // 2 * 4096^3 operations at 989.5 TFLOP/s.
    #expect(outcome.output.contains("139 us"))
    #expect(outcome.output.contains("all calls: at least 139 us"))
  }
}
