import Foundation

public import Kernels

/// Measures rooflines with the harness that measures everything else: probes are problems.
public struct RooflineMeasurement {
  /// What is measured.
  public enum Extent: Sendable, Hashable {
    /// All types, reading and copying, a second each at most.
    case full
    /// What the problems of a run need, some hundredths of a second each.
    case short(for: [Problem])
  }

  /// What the probes of one device gave.
  public struct Result: Sendable {
    /// The roofline of what could be measured.
    public let roofline: Roofline
    /// Every probe's case, those without a figure too.
    public let cases: [CaseRecord]
  }

  private let extent: Extent
  private let stop: StopFlag
  private let onEvent: (RunEvent) -> Void

  /// Creates a measurement.
  public init(
    _ extent: Extent, stop: StopFlag, onEvent: @escaping (RunEvent) -> Void = { _ in }
  ) {
    self.extent = extent
    self.stop = stop
    self.onEvent = onEvent
  }

  /// Measures one open device; nil where it runs no probe, is the reference, whose speed says nothing, or `stop` ended it.
  public func measure(_ device: any Device) throws -> Result? {
    guard device.info.backend != "reference" else { return nil }
    let probes =
      switch extent {
      case .full: RooflineProbes(device, extent: .full, types: nil)
      case .short(let problems):
        RooflineProbes(device, extent: .short, types: Set(problems.flatMap(\.arithmeticTypes)))
      }
    let problems =
      probes.peaks.map { Problem.probe(.peak($0)) }
      + probes.streams.map { Problem.probe(.stream($0.probe)) }
    guard !problems.isEmpty else { return nil }
    var cases: [CaseRecord] = []
    let runner = Runner(
      devices: [device], settings: settings, selection: probes.hasRivals ? .every : .first,
      stop: stop
    ) { event in
      if case .finished(let record) = event { cases.append(record) }
      onEvent(event)
    }
    guard try runner.run(problems.map { RunItem(problem: $0) }, skipping: []) else { return nil }
    let found = Dictionary(
      cases.filter(\.status.isTrusted).map { ($0.descriptor, $0) }, uniquingKeysWith: Self.faster)
    // Without one of the rivals the other's figure may be too low.
    let failed = probes.peaks.compactMap { peak in
      let descriptor = Problem.probe(.peak(peak)).descriptor
      return probes.hasRivals
        ? cases.first { $0.descriptor == descriptor && !$0.status.isTrusted }.map {
          Roofline.UnknownPeak(
            type: peak.type, reason: "\($0.variant ?? "a probe") ended as \($0.status.rawValue)")
        } : nil
    }
    let failedTypes = Set(failed.map(\.type))
    let roofline = Roofline(
      device: device.info.id, threadCount: device.info.threadCount,
      measuredAt: Timestamp.text(Date()), extent: extent == .full ? "full" : "short",
      isBound: !(device.info.kind == .cpu && device.info.apiVersion != nil),
      peaks: probes.peaks.filter { !failedTypes.contains($0.type) }.compactMap { peak in
        found[Problem.probe(.peak(peak)).descriptor].flatMap { Self.peak(peak, $0) }
      }, unknownPeaks: probes.unknownPeaks + failed, memory: Self.memory(probes, found))
    return Result(roofline: roofline, cases: cases)
  }

  private var settings: RunSettings {
    var settings = RunSettings.defaults
    settings.telemetry = false
    if extent != .full { settings.budgetSecondsPerCase = 0.1 }
    return settings
  }

  private static func faster(_ one: CaseRecord, _ other: CaseRecord) -> CaseRecord {
    func time(_ record: CaseRecord) -> Double {
      record.statistics?.minimumNanoseconds ?? .infinity
    }
    return time(other) < time(one) ? other : one
  }

  private static func peak(_ peak: PeakProbe, _ record: CaseRecord) -> Roofline.Peak? {
    guard let statistics = record.statistics, let variant = record.variant else { return nil }
    let count = Double(record.flopCount)
    return Roofline.Peak(
      type: peak.type, flopsPerSecond: count / statistics.minimumNanoseconds * 1e9,
      medianFlopsPerSecond: count / statistics.medianNanoseconds * 1e9, variant: variant)
  }

  /// One entry a level, in the order of the probes.
  private static func memory(
    _ probes: RooflineProbes, _ found: [String: CaseRecord]
  ) -> [Roofline.Memory] {
    var levels: [Roofline.Memory] = []
    for (level, probe) in probes.streams {
      guard let record = found[Problem.probe(.stream(probe)).descriptor],
        let statistics = record.statistics
      else { continue }
      let bytes = Double(record.byteCount) * 1e9
      if levels.last?.level != level.name {
        levels.append(
          Roofline.Memory(
            level: level.name, capacityByteCount: level.capacityByteCount,
            probeByteCount: level.probeByteCount, bytesPerSecond: 0))
      }
      let last = levels.count - 1
      levels[last].bytesPerSecond = max(
        levels[last].bytesPerSecond, bytes / statistics.minimumNanoseconds)
      switch probe.direction {
      case .read: levels[last].readBytesPerSecond = bytes / statistics.medianNanoseconds
      case .copy: levels[last].copyBytesPerSecond = bytes / statistics.medianNanoseconds
      }
    }
    return levels
  }
}
