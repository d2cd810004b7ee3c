import Foundation

import Kernels

/// Which variant runs the problems of one shape class on one device, and what that is worth.
public struct TunedChoice: Sendable, Codable, Hashable {
  /// The problems it is for.
  public var shapeClass: ShapeClass
  /// The variants there were, the device's own choice first.
  public var candidates: [String]
  /// The one that won; the device's own choice unless another is faster beyond noise.
  public var winner: String
  /// The winner's speed over the own choice's, 1 where that won: the geometric mean over the problems that were measured.
  public var speed: Double
  /// The lower end of the interval of the speed (of the smallest where there are several problems).
  public var speedLower: Double
  /// The upper end (of the largest).
  public var speedUpper: Double
  /// The descriptors that were measured.
  public var problems: [String]

  /// Whether the device would have chosen otherwise.
  public var isChange: Bool { winner != candidates.first }

  /// Decides from a run of every variant.
  ///
  /// A variant wins where it is slower than the device's own choice on no problem of the class and faster on at least one, by the
  /// rules of `parity compare`, and quickest in the geometric mean of those that are. Records that are wrong, failed or were not
  /// measured count for nothing: a variant that lacks one is out.
  ///
  /// - Parameters:
  ///   - candidates: the variants of each problem of the class, the own choice first; all alike.
  ///   - records: what came of them, by descriptor and variant.
  /// - Returns: nil where the own choice was not measured on every problem.
  public init?(
    _ shapeClass: ShapeClass, candidates: [String], records: [String: [String: CaseRecord]]
  ) {
    guard let own = candidates.first, !records.isEmpty,
      records.values.allSatisfy({ $0[own].map(Self.isMeasured) ?? false })
    else { return nil }
    self.shapeClass = shapeClass
    self.candidates = candidates
    problems = records.keys.sorted()
    (winner, speed, speedLower, speedUpper) = (own, 1, 1, 1)
    for candidate in candidates.dropFirst() {
      let timings = problems.compactMap { descriptor -> TimingComparison? in
        guard let baseline = records[descriptor]?[own], let other = records[descriptor]?[candidate],
          Self.isMeasured(other)
        else { return nil }
        return Self.compare(baseline, other)
      }
      guard timings.count == problems.count, !timings.contains(where: { $0.verdict == .slower }),
        timings.contains(where: { $0.verdict == .faster })
      else { continue }
      let mean = exp(timings.map { -log($0.ratio) }.reduce(0, +) / Double(timings.count))
      guard mean > speed else { continue }
      (winner, speed) = (candidate, mean)
      speedLower = timings.map { 1 / $0.ratioUpper }.min() ?? mean
      speedUpper = timings.map { 1 / $0.ratioLower }.max() ?? mean
    }
  }

  private static func isMeasured(_ record: CaseRecord) -> Bool {
    record.status.isTrusted && record.samples != nil
  }

  private static func compare(_ baseline: CaseRecord, _ other: CaseRecord) -> TimingComparison? {
    guard let before = baseline.samples, let after = other.samples else { return nil }
    let onDevice = [baseline, other].allSatisfy {
      $0.statistics?.clock == "device" && $0.samples?.deviceNanoseconds != nil
    }
    return TimingComparison(
      baseline: before, candidate: after, sameRun: true, useDeviceClock: onDevice,
      settings: ComparisonSettings())
  }
}

/// The winners of some devices.
public struct TunedVariants: Sendable {
  private var choices: [String: [ShapeClass: TunedChoice]] = [:]

  /// Creates an empty collection.
  public init() {}

  /// Adds the choices of a device; those of a class replace older ones.
  /// - Parameter device: its id.
  public mutating func add(_ tuned: [TunedChoice], device: String) {
    for choice in tuned { choices[device, default: [:]][choice.shapeClass] = choice }
  }

  /// The choices of a device, in the order of their classes.
  public func choices(of device: String) -> [TunedChoice] {
    (choices[device] ?? [:]).values.sorted { $0.shapeClass.text < $1.shapeClass.text }
  }

  /// The variant that won for problems like this one; nil where nothing was tuned or the device has other variants now.
  func winner(for problem: Problem, device: String, support: Support) -> KernelVariant? {
    guard let choice = choices[device]?[ShapeClass(problem)],
      choice.candidates == support.variants.map(\.id)
    else { return nil }
    return support.variants.first { $0.id == choice.winner }
  }
}
