/// XLA's modules as text (`XLA_FLAGS=--xla_dump_to=DIR --xla_dump_hlo_as_text`), from JAX, TensorFlow or PyTorch/XLA.
///
/// A computation's products count as often as the module calls it: loops by their known trip count, each branch of a condition once.
/// A module is kept until it ends, up to the bounds below; what goes beyond them is rejected.
struct HLOTextReader: LineReader {
  static let name = "hlo"
  static let title = "XLA HLO text (XLA_FLAGS=--xla_dump_to=DIR)"

  static func recognises(_ start: [UInt8]) -> Bool {
    start[...].hasLine(startingWith: "HloModule ")
  }

  // Instructions list long tuples in one line.
  var lines = CaptureLines(bound: 1 << 20)
  private var module: HLOModule?

  init() {}

  mutating func take(
    _ line: CaptureText, at number: Int, isCut: Bool, into sink: inout some CaptureSink
  ) {
    if line.has(prefix: "HloModule ") {
      end(into: &sink)
      module = HLOModule(number: number)
    } else {
      module?.take(line, at: number, isCut: isCut, into: &sink)
    }
  }

  mutating func end(into sink: inout some CaptureSink) {
    module?.report(into: &sink)
    module = nil
  }
}
