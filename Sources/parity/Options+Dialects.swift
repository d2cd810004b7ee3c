import ArgumentParser
import Foundation
import Kernels
import Synchronization
import Translation

/// Which dialects, and who answers for Parity's own backends.
struct DialectOptionGroup: ParsableArguments {
  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "A dialect (`parity dialects` lists them), or the path of a dialect file; repeatable.",
      discussion: "All take part unless given.", valueName: "name|path"))
  var targets: [String] = []

  /// The translators that are asked for, all where none is named.
  func translators() throws -> [Translator] {
    let dialects =
      targets.isEmpty ? try DialectLibrary.all() : try targets.map(Dialects.read)
    return dialects.map { Translator($0, backendAnswer: Self.answer(of: $0.backend)) }
  }

  /// The first device of a backend, which answers for its dialect; nil where there is none.
  private static func answer(of backend: String?) -> Translator.BackendAnswer? {
    guard let backend = BackendRegistry.all.first(where: { $0.name == backend }),
      let info = backend.discover().devices.first,
      let device = try? backend.open(info, options: DeviceOptions())
    else { return nil }
    let owner = AnsweringDevice(device)
    let name = "\(info.id) \(info.name)"
    return { problem in (name, owner.support(for: problem)) }
  }
}

/// A device that is asked by one thread at a time, as the contract wants it.
private final class AnsweringDevice: Sendable {
  private let device: Mutex<any Device>

  init(_ device: sending any Device) { self.device = Mutex(device) }

  func support(for problem: Problem) -> Kernels.Support {
    device.withLock { $0.support(for: problem) }
  }
}
