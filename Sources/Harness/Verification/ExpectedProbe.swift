import Kernels

extension ExpectedOutput {
  /// Elements next to each other that are checked together where not all are.
  private static let blockCount = 256

  /// What a probe must give; exact, so every bound is 0.
  static func compute(
    _ probe: ProbeProblem, inputs: HostInputs, limit: CheckedPlaces.Limit, seed: UInt64
  ) -> ExpectedOutput {
    switch probe {
    case .peak(let peak):
      lines(count: peak.laneCount, limit: limit, seed: seed) { Double(peak.result($0)) }
    case .stream(let stream) where stream.direction == .read:
      lines(count: 1, limit: limit, seed: seed) { _ in Double(stream.sum(inputs.address(.a))) }
    case .stream(let stream):
      lines(count: stream.wordCount, limit: limit, seed: seed) {
        ElementConversion.load(inputs.address(.a), .i32, component: $0)
      }
    }
  }

  /// All elements where they are few, else the first and last block and others at random.
  private static func lines(
    count: Int, limit: CheckedPlaces.Limit, seed: UInt64, value: (Int) -> Double
  ) -> ExpectedOutput {
    var result = ExpectedOutput()
    result.totalCount = count
    result.isWhole = count <= limit.elements
    var random = SeededChoice(seed: seed, stream: 3)
    let blocks =
      result.isWhole
      ? [0..<count]
      : CheckedPlaces.choose(
        limit.elements / blockCount / 4, of: count / blockCount, random: &random
      ).map { $0 * blockCount..<($0 + 1) * blockCount } + [count - count % blockCount..<count]
    for block in blocks {
      let first = result.positions.count
      result.positions += 0..<block.count
      result.lines.append(
        Line(
          start: block.lowerBound, count: block.count, gap: 0, place: .element(block.lowerBound),
          checked: first..<result.positions.count))
      result.values += block.map(value)
    }
    result.bounds = [Double](repeating: 0, count: result.values.count)
    return result
  }
}
