import ArgumentParser
import Kernels
import Translation

/// Which dialects, and who answers for Parity's own backends.
struct DialectOptionGroup: ParsableArguments {
  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "A dialect (`parity dialects` lists them), or the path of a dialect file; repeatable.",
      discussion: "All take part unless given.", valueName: "name|path"))
  var targets: [String] = []

  /// The dialects that are asked for, all where none is named.
  func dialects() throws -> [Dialect] {
    targets.isEmpty ? try DialectLibrary.all() : try targets.map(Dialects.read)
  }

  /// Their translators; the first device of a backend answers for its dialect.
  func translators() throws -> [Translator] {
    try dialects().map { dialect in
      guard let backend = BackendRegistry.all.first(where: { $0.name == dialect.backend }),
        let info = backend.discover().devices.first,
        let device = try? backend.open(info, options: DeviceOptions())
      else { return Translator(dialect) }
      return Translator(dialect, info: info, device: device)
    }
  }
}
