import ArgumentParser
import Foundation
import Kernels

/// `NAME=PATH` on a command line.
struct NamedPath: ExpressibleByArgument {
  let name: String
  let path: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, parts[0].wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]*/) != nil else {
      return nil
    }
    (name, path) = (parts[0], parts[1])
  }
}

/// `PATH` or `NAME=PATH` of a BLAS library.
struct BLASPath: ExpressibleByArgument {
  let name: String?
  let path: String

  /// As it stands on a command line.
  var argument: String { (name.map { "\($0)=" } ?? "") + path }

  init?(argument: String) {
    guard !argument.isEmpty else { return nil }
    let named = NamedPath(argument: argument)
    (name, path) = (named?.name, named?.path ?? argument)
  }
}

/// Which backends a command line means: those of this build, in a process of their own or not, those of other builds, and
/// frameworks behind workers.
extension DeviceOptionGroup {
  /// The devices that `--backend`, `--program` and `--worker` mean.
  func choose() throws -> (
    devices: [(backend: any Backend, info: DeviceInfo)], found: [DeviceSelector.Found]
  ) {
    let available = try availableBackends()
    // A library that is named is meant, whatever else is.
    let libraries = available.map(\.name).filter { $0.hasPrefix("blas:") }
    let names = expandedNames
    return try DeviceSelector(backends: available).choose(
      names.isEmpty ? [] : names + libraries.filter { !names.contains($0) })
  }

  /// The backends that can be chosen with these options.
  func availableBackends() throws -> [any Backend] {
    try builtInBackends() + (try loadedBackends()) + (try programBackends())
      + (try workerBackends())
  }

  /// The frameworks that come with a worker, whether they are installed or not.
  func frameworkBackends() -> [any Backend] {
    let named = Set(backends.filter { $0.hasPrefix("worker:") })
    return PythonWorker.names.filter { name in !named.contains { $0.hasPrefix("worker:\(name)") } }
      .map { PythonWorker.backend($0, argument: nil, python: pythonPath) }
  }

  /// The BLAS libraries of `--blas`, each with a name of its own.
  private func loadedBackends() throws -> [any Backend] {
    var backends: [any Backend] = []
    for library in blasLibraries {
      let (backend, reason) = try loadedBackend(library)
      if let reason {
        throw CommandFailure(.usage, "--blas \(library.path): \(reason)")
      }
      guard !backends.contains(where: { $0.name == backend.name }) else {
        throw CommandFailure(
          .usage,
          "two libraries are called \(backend.name); name one yourself: --blas NAME=\(library.path)"
        )
      }
      backends.append(backend)
    }
    return backends
  }

  /// The backend of a library, and why it cannot be used; with `--isolate` the library is loaded in another process only.
  private func loadedBackend(_ library: BLASPath) throws -> (any Backend, String?) {
    guard isolate == true else {
      let backend = LoadedCBLASBackend(name: library.name, path: library.path)
      return (backend, backend.discover().rejections.first?.reason)
    }
    let command = WorkerCommand(
      try Self.executable(), ["worker", "--blas", library.argument])
    let found = WorkerBackend(name: "blas", command: command).discover()
    let name = library.name ?? found.devices.first?.driver ?? library.path
    return (
      WorkerBackend(name: "blas:\(name)", command: command), found.rejections.first?.reason
    )
  }

  /// The file of this program.
  private static func executable() throws -> String {
    try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  }

  /// The backends of this build: in this process or in others, as `--isolate` and `--no-isolate` say.
  ///
  /// Unless they say anything, drivers of GPUs and vendors' libraries run in processes of their own, and what computes on the host's own
  /// cores does not (docs/measuring.md, Isolation).
  private func builtInBackends() throws -> [any Backend] {
    guard isolate != false, let executable = try? Self.executable() else {
      if isolate == true { _ = try Self.executable() }
      return BackendRegistry.all
    }
    let command = WorkerCommand(executable, ["worker"])
    return BackendRegistry.all.map { backend -> any Backend in
      if isolate == true {
        return IsolatedBackend(backend, command: command, keepsCPUDevices: false)
      }
      return backend is VulkanBackend || backend is VendorBackend
        ? IsolatedBackend(backend, command: command, keepsCPUDevices: true) : backend
    }
  }

  /// `--backend` with the devices of other builds written out: a plain name means the same backend of every build.
  private var expandedNames: [String] {
    let plain = backends.filter { !$0.contains("/") && !$0.hasPrefix("worker:") }
    return backends
      + programs.flatMap { program in
        backends.contains { $0.hasPrefix("\(program.name)/") }
          ? [] : plain.map { "\(program.name)/\($0)" }
      }
  }

  private func programBackends() throws -> [any Backend] {
    try programs.flatMap { program in
      guard FileManager.default.isExecutableFile(atPath: program.path) else {
        throw CommandFailure(
          .usage, "--program \(program.name)=\(program.path): there is no such program")
      }
      let prefix = "\(program.name)/"
      let asked = expandedNames.filter { $0.hasPrefix(prefix) }.map {
        String($0.dropFirst(prefix.count).prefix { $0 != ":" })
      }
      let names =
        backends.isEmpty ? BackendRegistry.all.map(\.name).filter { $0 != "reference" } : asked
      return Set(names).sorted().map {
        WorkerBackend(
          name: prefix + $0, command: WorkerCommand(program.path, ["worker"]), remoteBackend: $0)
      }
    }
  }

  /// A backend for each framework and device kind that `--backend` names: `worker:torch:cuda:1` is device 1 of `worker:torch:cuda`.
  private func workerBackends() throws -> [any Backend] {
    var result: [String: any Backend] = [:]
    for name in backends where name.hasPrefix("worker:") {
      var parts = name.split(separator: ":").map(String.init)
      if parts.count > 2, Int(parts[parts.count - 1]) != nil { parts.removeLast() }
      let argument = parts.count > 2 ? parts[2...].joined(separator: ":") : nil
      let backend = parts.joined(separator: ":")
      if let own = workers.first(where: { parts.count > 1 && $0.name == parts[1] }) {
        result[backend] = WorkerBackend(name: backend, command: try command(of: own, argument))
      } else if parts.count > 1, PythonWorker.names.contains(parts[1]) {
        result[backend] = PythonWorker.backend(parts[1], argument: argument, python: pythonPath)
      } else {
        let known = PythonWorker.names + workers.map(\.name)
        throw CommandFailure(
          .usage,
          "there is no worker \"\(parts.count > 1 ? parts[1] : "")\"; there is \(known.joined(separator: ", ")), "
            + "and --worker NAME=PATH adds others")
      }
    }
    return result.sorted { $0.key < $1.key }.map(\.value)
  }

  private func command(of worker: NamedPath, _ argument: String?) throws -> WorkerCommand {
    guard FileManager.default.isReadableFile(atPath: worker.path) else {
      throw CommandFailure(
        .usage, "--worker \(worker.name)=\(worker.path): there is no such file")
    }
    return worker.path.hasSuffix(".py")
      ? PythonWorker.command(
        source: .file(worker.path), name: worker.name, argument: argument, python: pythonPath)
      : WorkerCommand(worker.path, argument.map { [$0] } ?? [])
  }

  private var pythonPath: String {
    let variable = ProcessInfo.processInfo.environment["PARITY_PYTHON"] ?? ""
    return python ?? (variable.isEmpty ? "python3" : variable)
  }
}
