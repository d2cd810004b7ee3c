private import CWorkers

/// The workers that come with Parity: Python files of workers/, embedded, so that they are there wherever the program is.
public enum PythonWorker {
  /// Where a worker's Python text is.
  public enum Source: Sendable {
    /// One that comes with Parity.
    case embedded
    /// A file.
    case file(String)
  }

  /// The frameworks: `torch`, `numpy`, `jax`.
  public static let names: [String] = (0..<parity_embedded_worker_count()).map {
    String(cString: parity_embedded_worker($0).name)
  }.filter { $0 != helper }

  private static let helper = "parity_worker"

  /// The backend `worker:NAME[:ARGUMENT]`; NAME is one of ``names``.
  /// - Parameter argument: what the worker is told on its command line: the kind of device.
  public static func backend(_ name: String, argument: String?, python: String) -> WorkerBackend {
    WorkerBackend(
      name: "worker:\(name)" + (argument.map { ":\($0)" } ?? ""),
      command: command(source: .embedded, name: name, argument: argument, python: python))
  }

  /// How Python is told to run a worker, with the module `parity_worker` at hand.
  public static func command(source: Source, name: String, argument: String?, python: String)
    -> WorkerCommand
  {
    let text: String
    switch source {
    case .embedded: text = "exec(compile(sys.argv.pop(1), '\(name).py', 'exec'))"
    case .file:
      text = """
        p = sys.argv.pop(1)
        sys.path.insert(0, os.path.dirname(os.path.abspath(p)))
        exec(compile(open(p).read(), p, 'exec'))
        """
    }
    let start = """
      import os, sys, types
      # Not from the folder that happens to be the current one.
      sys.path = [p for p in sys.path if p]
      m = types.ModuleType('parity_worker')
      exec(compile(sys.argv.pop(1), 'parity_worker.py', 'exec'), m.__dict__)
      sys.modules['parity_worker'] = m
      \(text)
      """
    let worker =
      switch source {
      case .embedded: self.text(of: name)
      case .file(let path): path
      }
    return WorkerCommand(
      python, ["-c", start, self.text(of: helper), worker] + (argument.map { [$0] } ?? []))
  }

  private static func text(of name: String) -> String {
    for index in 0..<parity_embedded_worker_count() {
      let worker = parity_embedded_worker(index)
      if String(cString: worker.name) == name {
        return String(
          decoding: UnsafeBufferPointer(start: worker.bytes, count: worker.byteCount),
          as: UTF8.self)
      }
    }
    preconditionFailure("no worker is called \(name)")
  }
}
