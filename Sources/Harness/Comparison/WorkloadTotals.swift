import Kernels

/// What one device takes for all calls of a workload, beside what they took where the workload was captured.
///
/// Times are sums over cases of weight times median, so they are for one step where weights are calls a step. Only cases
/// that may be trusted count; the others are told apart as not covered.
public struct WorkloadTotals: Sendable, Hashable {
  /// The device's id.
  public let device: String
  /// Weights of cases with and without a trusted time.
  public let coveredCalls, uncoveredCalls: Double
  /// Operations of cases with and without a trusted time.
  public let coveredFlops, uncoveredFlops: Double
  /// The time of all covered calls here.
  public let nanoseconds: Double
  /// The time of the covered calls whose recorded time is known, here and where they were captured; nil where none is.
  public let compared: Compared?
  /// The recorded time of calls without a trusted time here.
  public let uncoveredRecordedNanoseconds: Double
  /// Why the compared calls take longer here; nil where they do not, or nothing is compared.
  public let gap: Gap?
  /// Calls by what each adds to the gap, or where nothing is compared to the time, the largest first.
  public let costs: [Cost]

  /// One set of calls on two devices, in nanoseconds.
  public struct Compared: Sendable, Hashable {
    /// Their time here.
    public let here: Double
    /// Their time where they were captured.
    public let recorded: Double
  }

  /// The parts of the time that is lost against the recorded one, in nanoseconds; they add up to the gap.
  public struct Gap: Sendable, Hashable {
    /// What the device's arithmetic cannot do faster, by its measured roofline.
    public var compute: Double
    /// What its memory cannot.
    public var bandwidth: Double
    /// What kernels leave unused of what the roofline allows, less what calls gain that are faster here.
    public var ours: Double
    /// Calls whose roof is not known.
    public var unknown: Double

    /// The whole gap.
    public var total: Double { compute + bandwidth + ours + unknown }
  }

  /// What one case costs.
  public struct Cost: Sendable, Hashable {
    /// The problem.
    public let descriptor: String
    /// What the workload calls it.
    public let label: String?
    /// How often it is called.
    public let weight: Double
    /// The time of all its calls here.
    public let nanoseconds: Double
    /// The same where it was captured.
    public let recordedNanoseconds: Double?

    /// What it adds to the gap; its time where no other is known.
    public var excess: Double { nanoseconds - (recordedNanoseconds ?? 0) }
  }

  /// The totals of one device of a results file; nil where it has no cases.
  public init?(_ file: ResultsFile, device: String) {
    let cases = file.cases.filter { $0.device == device }
    guard !cases.isEmpty else { return nil }
    self.device = device
    var covered = (calls: 0.0, flops: 0.0)
    var uncovered = (calls: 0.0, flops: 0.0, recorded: 0.0)
    var time = 0.0
    var here = 0.0
    var recorded = 0.0
    var gap = Gap(compute: 0, bandwidth: 0, ours: 0, unknown: 0)
    var costs: [Cost] = []
    for record in cases {
      let flops = record.weight * Double(record.flopCount)
      let source = record.recordedNanoseconds.map { $0 * record.weight }
      guard record.status.isTrusted, let median = record.statistics?.medianNanoseconds else {
        uncovered.calls += record.weight
        uncovered.flops += flops
        uncovered.recorded += source ?? 0
        continue
      }
      let own = median * record.weight
      covered.calls += record.weight
      covered.flops += flops
      time += own
      costs.append(
        Cost(
          descriptor: record.descriptor, label: record.label, weight: record.weight,
          nanoseconds: own, recordedNanoseconds: source))
      guard let source else { continue }
      here += own
      recorded += source
      guard let roof = record.roof else {
        gap.unknown += own - source
        continue
      }
      // The least time that this device allows; what that is above the recorded time no kernel can win back.
      let least = min(roof.attainableNanoseconds * record.weight, own)
      let ceiling = max(least - source, 0)
      if roof.isMemory { gap.bandwidth += ceiling } else { gap.compute += ceiling }
      gap.ours += own - source - ceiling
    }
    coveredCalls = covered.calls
    coveredFlops = covered.flops
    uncoveredCalls = uncovered.calls
    uncoveredFlops = uncovered.flops
    uncoveredRecordedNanoseconds = uncovered.recorded
    nanoseconds = time
    let isCompared = recorded > 0
    compared = isCompared ? Compared(here: here, recorded: recorded) : nil
    self.gap = isCompared && here > recorded ? gap : nil
    self.costs =
      costs.filter { !isCompared || $0.recordedNanoseconds != nil }
      .sorted { ($1.excess, $0.descriptor) < ($0.excess, $1.descriptor) }
  }
}

extension RoofShare {
  /// Whether the lower ceiling is a level of memory; ceilings of arithmetic are named after types.
  public var isMemory: Bool { ElementType(rawValue: ceiling) == nil }
}
