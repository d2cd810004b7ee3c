import Foundation
import Harness
import Kernels
import TestSupport
import Testing

/// Vendors' libraries from the command line: found where the loader looks, run in processes of their own.
@Suite(
  "Vendor BLAS on the command line",
  .enabled(if: VendorTestLibrary.isBuildable, "needs a C compiler"), .timeLimit(.minutes(5)))
struct VendorCommandTests {
  private static let small = ["--budget", "0.02", "--no-roofline", "--quiet", "-o", "out.json"]

  private static func run(
    _ arguments: [String], _ library: VendorTestLibrary, variable: String = ""
  ) throws -> (ParityProcess.Outcome, ResultsFile?) {
    let process = try ParityProcess(
      arguments, environment: ["LD_LIBRARY_PATH": library.folder.path + variable])
    defer { try? FileManager.default.removeItem(at: process.folder) }
    let outcome = try process.run()
    return (outcome, try? ResultsReader.read(path: process.folder.path + "/out.json"))
  }

  @Test(
    "A run verifies and measures on a library of every dialect, in a process of its own",
    arguments: Array(VendorTestLibrary.Kind.all.prefix(4)))
  func run(_ kind: VendorTestLibrary.Kind) throws {
    let library = try VendorTestLibrary(kind)
    defer { library.remove() }
    let (outcome, file) = try Self.run(
      [
        "run", "--backend", "openblas", "--backend", kind.backend,
        "gemm:f32:tn:m=33,n=17,k=65:batch=3", "gemm:f16:nn:m=16,n=16,k=16,beta=1",
        "gemm:c64:cn:m=5,n=6,k=7:pointers=3", "attn:f32:b=1,h=1,d=8,sq=4",
      ] + Self.small, library)
    #expect(outcome.status == 0, "\(outcome.error)")
    let device = try #require(file?.devices.last)
    #expect(device.id == "\(kind.backend):0")
    #expect(device.properties["worker"]?.hasPrefix("parity ") == true)
    let cases = file?.cases.filter { $0.device == device.id } ?? []
    #expect(cases.count { $0.status.isTrusted } == 3, "\(cases.map { $0.reason ?? "" })")
    #expect(cases.count { $0.status == .unsupported } == 1)
  }

  @Test("A library that crashes or hangs is a case; with --no-isolate it runs in this process")
  func faults() throws {
    for (fault, status, says) in [
      ("CRASH", CaseStatus.crashed, "signal 6"), ("HANG", .timedOut, "1.0 s"),
      ("STATUS", .failed, "CUBLAS_STATUS_EXECUTION_FAILED"),
    ] {
      let library = try VendorTestLibrary(.cuda, faults: [fault])
      defer { library.remove() }
      let (outcome, file) = try Self.run(
        [
          "run", "--backend", "cuda", "--timeout", "1", "gemm:f32:nn:m=12,n=3,k=5",
          "gemm:f32:nn:m=13,n=3,k=5", "gemm:f32:nn:m=14,n=3,k=5",
        ] + Self.small, library)
      #expect(outcome.status == 1, "\(outcome.error)")
      #expect(file?.cases.count == 3)
      for record in file?.cases ?? [] {
        if record.descriptor.contains("m=13") {
          #expect(record.status == status, "\(fault): \(record.reason ?? "")")
          #expect(record.reason?.contains(says) == true, "\(record.reason ?? "")")
        } else {
          #expect(record.status.isTrusted, "\(fault): \(record.reason ?? "")")
        }
      }
    }
    let library = try VendorTestLibrary(.cuda)
    defer { library.remove() }
    let (outcome, file) = try Self.run(
      ["run", "--backend", "cuda", "--no-isolate", "gemm:f32:nn:m=12,n=3,k=5"] + Self.small,
      library)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(file?.devices.map { $0.properties["worker"] } == [nil])
  }

  @Test("devices shows in one table what is there, what it can do, and why others are not")
  func devices() throws {
    let library = try VendorTestLibrary(.all[2], devices: 2)
    defer { library.remove() }
    let (outcome, _) = try Self.run(["devices"], library)
    #expect(outcome.status == 0, "\(outcome.error)")
    let lines = outcome.output.split(separator: "\n").map(String.init)
    func line(_ name: String) -> String { lines.first { $0.hasPrefix("\(name) ") } ?? "" }
    for name in ["musa:0", "musa:1"] {
      #expect(line(name).contains("gemm f64 f32 f16 bf16 i8 c64 c128"), "\(line(name))")
      #expect(line(name).contains("OP_N=111, disputed, found by trial"))
    }
    #expect(line("cuda").contains("not usable: NVIDIA CUDA is not installed"), "\(outcome.output)")
    #expect(line("reference:0").contains("f8e4m3"))
    #expect(line("openblas:0").contains("attention"))
  }

  @Test("A library whose discovery crashes is one sentence, and other devices are listed")
  func discoveryCrash() throws {
    // It ends the process for transposes that it does not know; the table's first numbering is the wrong one for it.
    let library = try VendorTestLibrary(.all[6], faults: ["ABORT"])
    defer { library.remove() }
    let (outcome, _) = try Self.run(["devices"], library)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.output.contains("signal 6"), "\(outcome.output)")
    #expect(outcome.output.contains("reference:0"))
  }

  @Test("--blas libraries are loaded in another process with --isolate")
  func isolatedBLAS() throws {
    let process = try ParityProcess(
      [
        "run", "--isolate", "--backend", "openblas", "--blas", "libopenblas.so.0", "--blas",
        "again=libopenblas.so.0", "gemm:f64:tn:m=31,n=32,k=33,beta=1",
      ] + Self.small)
    defer { try? FileManager.default.removeItem(at: process.folder) }
    let outcome = try process.run()
    #expect(outcome.status == 0, "\(outcome.error)")
    let file = try ResultsReader.read(path: process.folder.path + "/out.json")
    #expect(file.devices.map(\.id) == ["openblas:0", "blas:openblas:0", "blas:again:0"])
    #expect(file.devices.allSatisfy { $0.properties["worker"] != nil })
    #expect(file.cases.count == 3 && file.cases.allSatisfy(\.status.isTrusted))
    for (arguments, words) in [
      (["--blas", "/etc/hostname"], "cannot be loaded"), (["--blas", "libc.so.6"], "no CBLAS"),
    ] {
      let refused = try parity("devices", "--isolate", arguments[0], arguments[1])
      #expect(refused.status == 64 && refused.error.contains(words), "\(refused.error)")
    }
  }
}
