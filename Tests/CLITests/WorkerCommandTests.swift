import Foundation
import Harness
import Kernels
import Testing

private let python = ProcessInfo.processInfo.environment["PARITY_PYTHON"] ?? "python3"

private func has(_ module: String) -> Bool {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [
    python, "-c",
    "import importlib.util, sys; sys.exit(importlib.util.find_spec('\(module)') is None)",
  ]
  process.standardError = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return false }
  process.waitUntilExit()
  return process.terminationStatus == 0
}

/// Backends in other processes, from the command line.
@Suite("Workers on the command line", .timeLimit(.minutes(5)))
struct WorkerCommandTests {
  private static func children(of parent: pid_t) -> [pid_t] {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.compactMap { pid_t($0) }.filter { child in
      let text = (try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)) ?? ""
      // After the name in parentheses: state, parent.
      let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
      let command = (try? String(contentsOfFile: "/proc/\(child)/cmdline", encoding: .utf8)) ?? ""
      return fields.count > 1 && fields[1] == "\(parent)" && command.contains("\0worker")
    }
  }

  private static func isRunning(_ process: pid_t) -> Bool {
    let text = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
    return !text.isEmpty && !text.contains(") Z ")
  }

  /// Starts a run in a process of its own and waits for the worker that measures.
  private static func start(_ arguments: [String]) throws -> (ParityProcess, pid_t) {
    let process = try ParityProcess(arguments)
    try process.start()
    // The first worker only lists devices; the second stays.
    var seen: Set<pid_t> = []
    for _ in 0..<3000 {
      seen.formUnion(children(of: process.processIdentifier))
      if seen.count >= 2 {
        usleep(1_500_000)
        if let worker = children(of: process.processIdentifier).filter(isRunning).max() {
          return (process, worker)
        }
      }
      usleep(2_000)
    }
    throw CocoaError(.executableLoad)
  }

  /// At least four seconds of samples, however quick the machine: 2000 of a case are enough for it.
  private static let longRun = [
    "run", "--isolate", "--backend", "openblas", "--output", "out.json", "--quiet", "--no-roofline",
    "--budget", "2", "--precision", "0.000001", "gemm:f32:nn:m=511,n=512,k=512",
    "gemm:f32:nn:m=512,n=512,k=512", "gemm:f32:nn:m=513,n=512,k=512",
  ]

  @Test("A build beside this one takes part, and compares as a device of the same run")
  func otherProgram() throws {
    let process = try ParityProcess([
      "run", "--backend", "openblas", "--program", "old=\(try ParityProcess.executable().path)",
      "--budget", "0.05", "--output", "out.json", "--quiet", "gemm:f32:nn:m=64,n=64,k=64",
    ])
    defer { try? FileManager.default.removeItem(at: process.folder) }
    #expect(try process.run().status == 0)
    let path = process.folder.path + "/out.json"
    let file = try ResultsReader.read(path: path)
    #expect(file.devices.map(\.id) == ["openblas:0", "old/openblas:0"])
    #expect(file.cases.map(\.device) == ["openblas:0", "old/openblas:0"])
    #expect(file.cases.allSatisfy { $0.status.isTrusted })
    #expect(file.devices[1].properties["worker"]?.hasPrefix("parity ") == true)
    let outcome = try parity("compare", path, "--baseline", "old/openblas:0", "--json")
    #expect([0, 2, 4].contains(outcome.status), "\(outcome.error)")
    #expect(outcome.output.contains("old/openblas:0"))
  }

  @Test("Names of programs and workers that are not there are usage errors")
  func names() throws {
    for (arguments, says) in [
      (["--program", "old=/no/such"], "there is no such program"),
      (["--backend", "worker:tensorstream"], "there is torch, numpy, jax"),
      (["--worker", "mine=/no/such.py", "--backend", "worker:mine"], "there is no such file"),
      (["--program", "nopath"], "nopath"),
    ] {
      let process = try ParityProcess(["run"] + arguments + ["gemm:f32:nn:m=8,n=8,k=8"])
      defer { try? FileManager.default.removeItem(at: process.folder) }
      let outcome = try process.run()
      #expect(outcome.status == 64, "\(outcome.error)")
      #expect(outcome.error.contains(says), "\(outcome.error)")
    }
  }

  @Test("A killed worker is a crashed case, and the run goes on with another")
  func killedWorker() throws {
    let (process, worker) = try Self.start(Self.longRun)
    defer { try? FileManager.default.removeItem(at: process.folder) }
    kill(worker, SIGKILL)
    let outcome = try process.wait()
    #expect(outcome.status == 1, "\(outcome.error)")
    let file = try ResultsReader.read(path: process.folder.path + "/out.json")
    #expect(file.cases.count == 3)
    let crashed = file.cases.filter { $0.status == .crashed }
    #expect(crashed.count == 1)
    #expect(crashed.first?.reason?.contains("signal 9") == true)
    #expect(file.cases.filter { $0.status.isTrusted }.count == 2)
  }

  @Test("A worker ends when its Parity is killed")
  func noOrphan() throws {
    let (process, worker) = try Self.start(Self.longRun)
    defer { try? FileManager.default.removeItem(at: process.folder) }
    process.send(SIGKILL)
    _ = try process.wait()
    for _ in 0..<500 where Self.isRunning(worker) { usleep(10_000) }
    #expect(!Self.isRunning(worker))
  }

  @Test(
    "The worker that docs/worker-protocol.md calls whole runs as it says, and is under 60 lines")
  func exampleWorker() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../..").standardized
    let page = try String(
      contentsOf: root.appendingPathComponent("docs/worker-protocol.md"), encoding: .utf8)
    let documented = "parity verify --worker mine=FILE --backend worker:mine"
    #expect(page.contains("`\(documented)`"))
    let file = root.appendingPathComponent("workers/example_worker.py")
    let lines =
      try String(contentsOf: file, encoding: .utf8).split(
        separator: "\n", omittingEmptySubsequences: false
      ).count - 1
    #expect(lines < 60)
    #expect(page.contains("a whole one in \(lines) lines"))
    let arguments = documented.replacingOccurrences(of: "FILE", with: file.path)
      .split(separator: " ").dropFirst().map(String.init)
    let process = try ParityProcess(arguments + ["--count", "200"])
    defer { try? FileManager.default.removeItem(at: process.folder) }
    let outcome = try process.run()
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
    #expect(outcome.output.contains("worker:mine:0"))
  }

  @Test(
    "Devices of other makers are found through the package that brings them",
    arguments: [
      ("npu", "torch_npu"), ("musa", "torch_musa"), ("mlu", "torch_mlu"), ("gcu", "torch_gcu"),
    ])
  func importHooks(_ kind: String, _ package: String) throws {
    let process = try ParityProcess([
      "devices", "--backend", "worker:torch:\(kind)", "--python", python,
    ])
    defer { try? FileManager.default.removeItem(at: process.folder) }
    // Packages that stand for PyTorch and for the maker's: importing the second adds the device to the first.
    for (name, text) in [("torch", Self.fakeTorch), (package, Self.fakeDevice(kind))] {
      let folder = process.folder.appendingPathComponent("packages/\(name)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try text.write(
        to: folder.appendingPathComponent("__init__.py"), atomically: true, encoding: .utf8)
    }
    let packages = process.folder.appendingPathComponent("packages").path
    let with = try ParityProcess(
      ["devices", "--backend", "worker:torch:\(kind)", "--python", python],
      environment: ["PYTHONPATH": packages], in: process.folder
    ).run()
    #expect(with.status == 0, "\(with.error)")
    #expect(with.output.contains("worker:torch:\(kind):0"))
    #expect(with.output.contains("Accelerator 0 of \(kind)"))
    #expect(with.output.contains("PyTorch 9.9.9"))
    // The device that is there without an argument tells of the others.
    let plain = try ParityProcess(
      ["devices", "--backend", "worker:torch", "--python", python],
      environment: ["PYTHONPATH": packages], in: process.folder
    ).run()
    #expect(plain.status == 0, "\(plain.error)")
    #expect(plain.output.contains("also reaches \(kind): --backend worker:torch:\(kind)"))
    try FileManager.default.removeItem(atPath: "\(packages)/\(package)")
    let without = try ParityProcess(
      ["devices", "--backend", "worker:torch:\(kind)", "--python", python],
      environment: ["PYTHONPATH": packages], in: process.folder
    ).run()
    #expect(without.status == 3)
    #expect(without.error.contains("torch reaches \(kind) through \(package)"), "\(without.error)")
  }

  private static let fakeTorch = """
    import types
    __version__ = "9.9.9"
    for _name in ("float32 float64 float16 bfloat16 complex64 complex128 int8 int32 uint8").split():
        globals()[_name] = _name
    def set_grad_enabled(value): pass
    def device(kind, index=0): return (kind, index)
    def set_num_threads(count): pass
    backends = types.SimpleNamespace(mkldnn=types.SimpleNamespace(is_available=lambda: False))
    """

  private static func fakeDevice(_ kind: String) -> String {
    """
    import types
    import torch
    torch.\(kind) = types.SimpleNamespace(
        is_available=lambda: True, device_count=lambda: 1, set_device=lambda index: None,
        get_device_name=lambda index: f"Accelerator {index} of \(kind)")
    """
  }

  // MARK: Frameworks

  private static let descriptors = [
    "gemm:f32:nn:m=33,n=17,k=9", "gemm:f32:tn:m=17,n=9,k=33,lda=40,ldb=35,ldd=19",
    "gemm:f64:nt:m=8,n=12,k=5,alpha=2,beta=-1,ldc=9", "gemm:f32:tt:m=7,n=6,k=5:batch=3",
    "gemm:f32:nn:m=5,n=6,k=7,beta=0.5:batch=2,strideA=0", "gemm:c64:cn:m=5,n=6,k=7",
    "gemm:bf16:tn:m=16,n=16,k=32", "gemm:i8:tn:m=32,n=32,k=32", "gemm:f32:nn:m=4,n=4,k=0,beta=2",
    "gemm:f32:nn:m=0,n=4,k=4", "gemm:f32:nn:m=9,n=7,k=5,alpha=0", "gemm:f32:nn:m=64,n=1,k=33",
    "gemm:f32:nn:m=8,n=8,k=8:pointers=3", "gemm:f32:grouped:nn,m=3,n=5,k=7:tn,m=2,n=2,k=2",
    "gemm:f32:nn:m=8,n=8,k=8:bias+gelu",
    "gemm:f8e4m3:tn:m=32,n=16,k=64:scaleA=tensor:scaleB=tensor",
    "gemm:f8e4m3:tn:m=128,n=128,k=256:scaleA=1x128:scaleB=128x128",
    "attn:f32:b=2,h=4,kvh=2,d=16,sq=5,skv=9",
    "attn:f32:b=1,h=2,d=16,sq=8:causal", "attn:bf16:b=1,h=2,d=32,sq=3,skv=9:causal",
    "attn:f32:b=1,h=2,d=16,sq=9:window=2:bhsd",
  ]

  @Test("NumPy is right or says why not", .enabled(if: has("numpy")))
  func numpy() throws { try check("numpy", runs: 8) }

  @Test("PyTorch is right or says why not", .enabled(if: has("torch")))
  func torch() throws { try check("torch", runs: 13) }

  @Test("JAX is right or says why not", .enabled(if: has("jax")))
  func jax() throws { try check("jax", runs: 6) }

  private func check(_ name: String, runs: Int) throws {
    let process = try ParityProcess(
      [
        "run", "--backend", "worker:\(name):cpu", "--output", "out.json", "--quiet", "--budget",
        "0.01",
      ]
        + Self.descriptors)
    defer { try? FileManager.default.removeItem(at: process.folder) }
    let outcome = try process.run()
    #expect(outcome.status == 0, "\(outcome.error)")
    let file = try ResultsReader.read(path: process.folder.path + "/out.json")
    #expect(file.cases.count == Self.descriptors.count)
    for record in file.cases {
      #expect(
        record.status.isTrusted || record.status == .unsupported || record.status == .notVerified,
        "\(record.descriptor): \(record.status.rawValue) \(record.reason ?? "")")
    }
    #expect(file.cases.count { $0.status.isTrusted } >= runs)
  }
}

/// Everything that this machine has in one run.
@Suite("One run over every kind of backend", .timeLimit(.minutes(5)))
struct EveryBackendTests {
  @Test("One command, one table, one results file: all verified, measured in turns")
  func together() throws {
    let frameworks = ["numpy", "torch", "jax"]
    let installed = frameworks.filter(has)
    for missing in frameworks where !installed.contains(missing) {
      Issue.record("\(missing) is not installed: the run goes without it", severity: .warning)
    }
    let process = try ParityProcess(
      [
        "run", "--backend", "openblas", "--blas", "other=libopenblas.so.0", "--backend", "vulkan",
        "--budget", "0.1", "--no-roofline", "--quiet", "-o", "out.json", "--python", python,
        "gemm:f32:nn:m=64,n=48,k=32", "gemm:f32:tn:m=33,n=17,k=65:batch=3",
        "attn:f32:b=1,h=2,d=16,sq=33:causal",
      ] + installed.flatMap { ["--backend", "worker:\($0)"] })
    defer { try? FileManager.default.removeItem(at: process.folder) }
    let outcome = try process.run()
    #expect(outcome.status == 0, "\(outcome.error)")
    let file = try ResultsReader.read(path: process.folder.path + "/out.json")
    let devices = ["openblas:0", "vulkan:0", "blas:other:0"] + installed.map { "worker:\($0):0" }
    #expect(Set(file.devices.map(\.id)) == Set(devices))
    for device in devices {
      #expect(outcome.output.contains(device))
      let cases = file.cases.filter { $0.device == device }
      #expect(cases.count == 3)
      let measured = cases.filter(\.status.isTrusted)
      #expect(measured.count >= 1, "\(cases.map { $0.reason ?? "" })")
      #expect(measured.allSatisfy { $0.correctness?.failedCount == 0 })
      #expect(cases.allSatisfy { $0.status.isTrusted || $0.status == .unsupported })
    }
    // Rounds that all devices have: they were sampled in turns.
    let rounds = file.cases.filter { $0.descriptor.contains("m=64") && $0.status.isTrusted }
      .map { Set($0.samples?.rounds ?? []) }
    let shared = rounds.dropFirst().reduce(rounds.first ?? []) { $0.intersection($1) }
    #expect(shared.count >= 2)
  }
}
