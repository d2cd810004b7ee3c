import CSIMD

/// What the processor can do at best, by the loops of CSIMD (probes.h).
///
/// Peaks run on all threads of the device, each with sums of its own; streams are cut into one part a thread.
final class ProbeKernel: HostKernel {
  let problem: Problem
  let variant: KernelVariant
  private let probe: ProbeProblem
  private let team: HostTeam
  private let loop: PeakLoop?

  init(_ probe: ProbeProblem, variant: KernelVariant, team: HostTeam) throws(BackendError) {
    problem = .probe(probe)
    self.variant = variant
    self.probe = probe
    self.team = team
    if case .peak(let peak) = probe {
      loop = PeakLoop.all.first {
        $0.type == peak.type && Self.variant(of: $0, peak.type) == variant
      }
      guard loop != nil else {
        throw BackendError(
          .unsupported, operation: "prepare", message: "this processor does not run \(variant)")
      }
    } else {
      loop = nil
    }
  }

  /// The loops of this processor for the type, quickest first.
  static func support(_ probe: ProbeProblem) -> Support {
    switch probe {
    case .stream(let stream):
      return .native([KernelVariant("openblas_stream_\(stream.direction.rawValue)")])
    case .peak(let peak):
      let loops = PeakLoop.all.filter {
        $0.type == peak.type && peak.sumType == PeakProbe.usualSumType(peak.type)
      }
      let variants = loops.map { variant(of: $0, peak.type) }
      guard variants.isEmpty else { return .native(variants) }
      return .unsupported([
        UnsupportedReason(
          .elementType,
          "this processor has no multiply-add of \(peak.type.rawValue) into \(peak.sumType.rawValue)"
        )
      ])
    }
  }

  private static func variant(of loop: PeakLoop, _ type: ElementType) -> KernelVariant {
    KernelVariant("openblas_\(type.rawValue)_peak_\(loop.name)")
  }

  func run(_ operands: HostOperands) {
    switch probe {
    case .peak(let peak): run(peak, operands)
    case .stream(let stream): run(stream, operands)
    }
  }

  private func run(_ peak: PeakProbe, _ operands: HostOperands) {
    guard let loop else { return }
    let factors = UnsafeRawPointer(operands[.a])
    let output = operands[.d]
    let type = peak.sumType
    let blockCount = (peak.laneCount + loop.sumCount - 1) / loop.sumCount
    team.forEach(blockCount) { block, _ in
      let first = block * loop.sumCount
      let byteCount = loop.sumCount * type.byteCount
      withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: 64) { sums in
        guard let base = sums.baseAddress else { return }
        for sum in 0..<loop.sumCount {
          ElementConversion.store(
            Double(PeakProbe.start(first + sum)), base, type, component: sum)
        }
        loop.run(factors, peak.stepCount, base)
        let count = min(loop.sumCount, peak.laneCount - first)
        (output + first * type.byteCount).copyMemory(from: base, byteCount: count * type.byteCount)
      }
    }
  }

  private func run(_ stream: StreamProbe, _ operands: HostOperands) {
    let unit = 512
    let units = stream.byteCount / unit
    // A part for every thread, always the same, so that it stays in that core's caches as far as threads stay.
    let parts = min(team.threadCount, units)
    let source = operands[.a]
    let target = operands[.d]
    func range(_ part: Int) -> Range<Int> {
      units * part / parts * unit..<units * (part + 1) / parts * unit
    }
    switch stream.direction {
    case .read:
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: parts) { sums in
        team.forEach(parts) { part, _ in
          let range = range(part)
          let words = (source + range.lowerBound).assumingMemoryBound(to: UInt32.self)
          sums[part] = parity_read_words(words, range.count / 4, stream.passCount)
        }
        target.storeBytes(of: sums.reduce(0, &+), as: UInt32.self)
      }
    case .copy:
      team.forEach(parts) { part, _ in
        let range = range(part)
        for _ in 0..<stream.passCount {
          (target + range.lowerBound).copyMemory(
            from: source + range.lowerBound, byteCount: range.count)
        }
      }
    }
  }
}

/// A register-only loop for one type and instruction set.
struct PeakLoop: @unchecked Sendable {
  // SAFETY: a constant table of a C function without state.
  private let table: parity_peak_loop
  /// `avx512_fma`, `avx512_vnni`, `plain` ...
  let name: String
  let type: ElementType

  /// Those that this processor can run; of one type the quickest first.
  static let all: [PeakLoop] = {
    var count = 0
    guard let loops = parity_peak_loops(&count) else { return [] }
    return (0..<count).compactMap { loops[$0].flatMap { PeakLoop($0.pointee) } }
  }()

  private init?(_ table: parity_peak_loop) {
    guard let type = ElementType(rawValue: String(cString: table.type)) else { return nil }
    self.table = table
    name = String(cString: table.name)
    self.type = type
  }

  /// Sums that one call keeps in registers.
  var sumCount: Int { table.sum_count }

  func run(_ factors: UnsafeRawPointer, _ steps: Int, _ sums: UnsafeMutableRawPointer) {
    table.run(factors, steps, sums)
  }
}
