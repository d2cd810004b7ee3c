import Foundation
import Harness
import Kernels
import Testing

/// `--blas`: other CBLAS libraries beside the linked one.
@Suite("--blas", .timeLimit(.minutes(2)))
struct BLASOptionTests {
  @Test("A second library takes part in the same run, under its own name or a given one")
  func together() throws {
    let folder = try ParityProcess.makeFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    // The file that this build is linked with, as a library of its own.
    let outcome = try ParityProcess(
      [
        "run", "--backend", "openblas", "--blas", "libopenblas.so.0", "--blas",
        "again=libopenblas.so.0", "--budget", "0.05", "--no-roofline", "--quiet", "-o", "out.json",
        "gemm:f64:tn:m=31,n=32,k=33,beta=1", "gemm:bf16:nn:m=8,n=8,k=8",
      ], in: folder
    ).run()
    #expect(outcome.status == 0, "\(outcome.error)")
    let file = try ResultsReader.read(path: folder.path + "/out.json")
    #expect(file.devices.map(\.id) == ["openblas:0", "blas:openblas:0", "blas:again:0"])
    let double = file.cases.filter { $0.descriptor.hasPrefix("gemm:f64") }
    #expect(double.count == 3 && double.allSatisfy(\.status.isTrusted))
    #expect(double.map(\.variant).last == "blas_again_f64_gemm_cblas")
    #expect(file.cases.filter { $0.status == .unsupported }.count == 2)
  }

  @Test("What cannot be used is said with its reason, before anything runs")
  func refused() throws {
    let folder = try ParityProcess.makeFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for (arguments, words) in [
      (["--blas", "/etc/hostname"], "cannot be loaded"), (["--blas", "libc.so.6"], "no CBLAS"),
      (["--blas", "libopenblas.so.0", "--blas", "libopenblas.so.0"], "two libraries are called"),
    ] {
      let outcome = try ParityProcess(["devices"] + arguments, in: folder).run()
      #expect(outcome.status == 64)
      #expect(outcome.error.contains(words), "\(outcome.error)")
    }
  }
}
