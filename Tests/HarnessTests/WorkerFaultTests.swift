import Foundation
import Harness
import Kernels
import Testing

private let hasPython: Bool = {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["python3", "-c", "import mmap"]
  process.standardError = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return false }
  process.waitUntilExit()
  return process.terminationStatus == 0
}()

/// Workers that die, hang and lie, each in one way, behind the runner: the case says so and the next cases run.
@Suite("Worker faults", .enabled(if: hasPython), .timeLimit(.minutes(5)))
struct WorkerFaultTests {
  /// What a worker does wrong when it gets the problem with m=13, and what becomes of that case.
  static let faults: [(fault: String, status: CaseStatus, says: String)] = [
    ("kill", .crashed, "signal 9"), ("exit", .crashed, "status 7; its last words: one | giving up"),
    ("hang", .timedOut, "1.0 s"), ("garbage", .crashed, "no message: \"*** not json\""),
    ("flood", .crashed, "without the end of a line"), ("stranger", .crashed, "was not asked"),
    ("null", .crashed, "no message"), ("raise", .failed, "ValueError: no such luck"),
    ("wrong", .incorrect, "element"), ("nan", .incorrect, "element"), ("chatter", .passed, "-"),
    ("children", .timedOut, "1.0 s"), ("vanish", .crashed, "signal 9"),
    ("late", .crashed, "signal 15"), ("half", .crashed, "status 0"),
  ]

  private static let script = """
    import os, subprocess, sys, time
    import parity_worker
    fault, note = sys.argv[1].split(",", 1)
    serve, parity_worker.serve = parity_worker.serve, lambda make: None
    exec(open(note + "/example_worker.py").read())
    open(note + "/pids", "a").write(f"{os.getpid()}\\n")
    if fault == "start":
        sys.stderr.write("no licence\\n")
        sys.exit(3)
    if fault == "version":
        parity_worker.Server.on_hello = lambda self, request: {"version": 2, "program": "later"}
    if fault == "once" and os.path.exists(note + "/crashed"):
        sys.stderr.write("not again\\n")
        sys.exit(3)

    class Hostile(Loops):
        def time(self, execute, repetitions):
            if getattr(execute, "m", 0) != 13:
                return super().time(execute, repetitions)
            if fault == "once": open(note + "/crashed", "w").close()
            if fault in ("kill", "once"): os.kill(os.getpid(), 9)
            if fault == "exit":
                sys.stderr.write("one\\ngiving up\\n")
                sys.stderr.flush()
                os._exit(7)
            if fault == "children":
                child = subprocess.Popen(["sleep", "1000"])
                open(note + "/pids", "a").write(f"{child.pid}\\n")
            if fault in ("hang", "children"): time.sleep(1000)
            if fault == "garbage": os.write(server.out, b"*** not json\\n"); time.sleep(1000)
            if fault == "stranger": server.send({"id": 999999}); time.sleep(1000)
            if fault == "null": return float("nan"), None
            if fault == "half": os.write(server.out, b'{"id": 1, "host'); os._exit(0)
            while fault == "flood": os.write(server.out, b"x" * 65536)
            if fault == "raise": raise ValueError("no such luck")
            if fault == "chatter":
                print("noise " * 100000, flush=True)
                sys.stderr.write("noise\\n" * 100000)
            return super().time(execute, repetitions)

        def copy_in(self, buffer, offset, view):
            # In the middle of a copy from the shared memory, which both map.
            if fault == "vanish" and self.is_bad: os.kill(os.getpid(), 9)
            super().copy_in(buffer, offset, view)

        def copy_out(self, buffer, offset, view):
            if fault == "late" and self.is_bad: os.kill(os.getpid(), 15)
            super().copy_out(buffer, offset, view)

        is_bad = False

        def prepare(self, p, variant):
            self.is_bad = p["m"] == 13
            inner = super().prepare(p, variant)
            def bind(operands):
                execute = inner(operands)
                def run():
                    execute()
                    if p["m"] == 13 and fault in ("wrong", "nan"):
                        buffer, offset, _, count = operands["d"]
                        memoryview(buffer)[offset:offset + 4 * count].cast("f")[5] = float("nan") if fault == "nan" else 7.0
                run.m = p["m"]
                return run
            return bind

    server = parity_worker.Server(Hostile)
    server.serve()
    """

  /// A folder with the worker; processes note their numbers in it.
  private static func makeFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "parity-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../workers/example_worker.py").standardized
    try FileManager.default.copyItem(
      at: sources, to: folder.appendingPathComponent("example_worker.py"))
    try script.write(
      to: folder.appendingPathComponent("hostile.py"), atomically: true, encoding: .utf8)
    return folder
  }

  private static func backend(_ fault: String, _ folder: URL) -> WorkerBackend {
    WorkerBackend(
      name: "hostile",
      command: PythonWorker.command(
        source: .file(folder.path + "/hostile.py"), name: "hostile",
        argument: "\(fault),\(folder.path)", python: "python3"))
  }

  /// The processes that ran and are still there.
  private static func survivors(_ folder: URL) throws -> [pid_t] {
    let text = try String(contentsOf: folder.appendingPathComponent("pids"), encoding: .utf8)
    let identifiers = text.split(separator: "\n").compactMap { pid_t($0) }
    #expect(!identifiers.isEmpty)
    for _ in 0..<200 where identifiers.contains(where: isRunning) { usleep(10_000) }
    return identifiers.filter(isRunning)
  }

  private static func isRunning(_ identifier: pid_t) -> Bool {
    // A zombie whose parent has not looked yet runs no more.
    let status = (try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8)) ?? ""
    return !status.isEmpty && !status.contains(") Z ")
  }

  @Test(
    "A fault is the status of its case, the others pass, and no process is left", arguments: faults)
  func statusOfFault(_ expected: (fault: String, status: CaseStatus, says: String)) throws {
    let folder = try Self.makeFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let start = Date()
    let records = try Self.records(expected.fault, folder)
    // Three cases with a timeout of a second; the rest is starting Pythons on a busy machine.
    #expect(Date().timeIntervalSince(start) < 90)
    #expect(records.count == 3)
    for record in records {
      let isFaulty = record.descriptor.contains("m=13")
      if isFaulty && !expected.status.isTrusted {
        #expect(record.status == expected.status, "\(record.reason ?? "")")
        #expect(record.reason?.contains(expected.says) == true, "\(record.reason ?? "")")
      } else {
        #expect(
          record.status.isTrusted, "\(record.descriptor): \(record.status) \(record.reason ?? "")")
      }
    }
    try Self.expectNothingLeft(folder)
  }

  @Test("A worker that does not start again after a crash ends the cases that follow, not the run")
  func noRestart() throws {
    let folder = try Self.makeFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let records = try Self.records("once", folder)
    // The first case may have been under way, its operands in the process that is gone.
    let lost = records.filter { !$0.status.isTrusted }
    #expect(records.count == 3 && lost.count >= 2)
    for record in lost {
      let reason = record.reason ?? ""
      if record.descriptor.contains("m=13") {
        #expect(record.status == .crashed && reason.contains("signal 9"), "\(reason)")
      } else {
        // What nobody can be asked about any more is unsupported, for that reason.
        #expect([.crashed, .unsupported].contains(record.status), "\(record.status)")
        #expect(reason.contains("status 3; its last words: not again"), "\(reason)")
      }
    }
    try Self.expectNothingLeft(folder)
  }

  /// No process, and no shared memory by a name.
  private static func expectNothingLeft(_ folder: URL) throws {
    #expect(try survivors(folder).isEmpty)
    for path in ["/dev/shm", FileManager.default.temporaryDirectory.path] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      #expect(!names.contains { $0.hasPrefix("parity-worker-") })
    }
  }

  /// What becomes of a good case, the faulty one and another good one.
  private static func records(_ fault: String, _ folder: URL) throws -> [CaseRecord] {
    let backend = backend(fault, folder)
    let info = try #require(backend.discover().devices.first)
    let device = try backend.open(info, options: DeviceOptions())
    var records: [CaseRecord] = []
    var settings = RunSettings.defaults
    settings.budgetSecondsPerCase = 0.05
    settings.maximumSamples = 12
    // 16 MiB are a matter of seconds on a busy machine.
    settings.timeoutSeconds = fault == "flood" ? 60 : 1
    settings.telemetry = false
    let runner = Runner(devices: [device], settings: settings, stop: StopFlag()) { event in
      if case .finished(let record) = event { records.append(record) }
    }
    let items = try (12...14).map {
      RunItem(problem: try Problem(descriptor: "gemm:f32:nn:m=\($0),n=3,k=5"))
    }
    #expect(try runner.run(items, skipping: []))
    try device.close()
    return records
  }

  @Test(
    "A worker that does not start is a rejection with the reason",
    arguments: [
      ("start", "status 3; its last words: no licence"),
      ("version", "version 2 of the worker protocol"),
    ])
  func rejections(_ fault: String, _ says: String) throws {
    let folder = try Self.makeFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let found = Self.backend(fault, folder).discover()
    #expect(found.devices.isEmpty)
    #expect(found.rejections.first?.reason.contains(says) == true, "\(found.rejections)")
    #expect(try Self.survivors(folder).isEmpty)
  }

  @Test("A program that is not there, or is no worker, is a rejection")
  func noWorker() {
    for (command, says) in [
      (WorkerCommand("/no/such/program", []), "cannot be started"),
      (WorkerCommand("/bin/true", []), "ended with status 0"),
      (WorkerCommand("/bin/sh", ["-c", "read request; echo hello"]), "no message: \"hello\""),
    ] {
      let found = WorkerBackend(name: "none", command: command).discover()
      #expect(found.devices.isEmpty)
      #expect(found.rejections.first?.reason.contains(says) == true, "\(found.rejections)")
    }
  }
}
